"""`mentorsite new`: a finished handbook to change."""

import json
import os
import posixpath
import re
import tempfile
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from mentorsite.build.project_files import read, shipped
from mentorsite.errors import FatalError, UsageError, did_you_mean, visible
from mentorsite.scaffold.begun_repository import is_of_new_repository, join
from mentorsite.scaffold.editor_schemas import explain_definitions, explained, lay_schemas
from mentorsite.scaffold.installation import FOLDER, TESTED, requirement, tested
from mentorsite.scaffold.languages import (
    OWN,
    Words,
    by_language,
    languages_of,
    languages_with_words,
    lay_content,
    words_in,
)
from mentorsite.scaffold.translations.work import remembered, write
from mentorsite.structure.variables import names_in

DEFAULT = "career"
LONGEST_NAME = 200
"""The longest name of a handbook or an organization, in characters."""
NO_LETTERS = {"Cc", "Cs", "Zl", "Zp"}
"""Categories of Unicode that no name has: what steers a terminal, half characters, ends of lines."""
NO_CHARACTERS = "\ufffe\uffff"
"""What YAML can't hold, not even quoted."""
TAKE = "  # take the first # away and write your own address"
SHARED = "shared"
"""The folder, beside the starters, of files that every handbook begins with: for GitHub, and for whoever opens it."""
PLACEHOLDER = re.compile(r"\{\{ (handbook|organization|requirement|why) \}\}")
READ_BY_MARKDOWN = re.compile(r"([\\`*_\[\]<>&#|~$])")
ONLY_HERE = re.compile(r"\n\n#[^\n]*\nchecks: \{made-up: \"off\"\}\n")
"""What a starter says of its own made-up addresses; whoever changes it is advised to put real ones there."""
LANGUAGES = re.compile(r"(?m)^languages?: .*$")
"""The line of a starter's site.yml that says its languages."""
NOBODYS = {
    "url:": f"#url: https://your-name.github.io/handbook/{TAKE}",
    "repository:": f"#repository: https://github.com/your-name/handbook{TAKE}",
    "  url:": f"  #url: https://your-organization.example/{TAKE}",
    "  logo:": "  #logo: logo.svg  # take the first # away and put that file into content/",
}
"""Lines of a starter's site.yml that are not true of anyone else, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Starter:
    """A handbook to start from. `shares` are paths below the shipped `content/` that it takes over; `languages`
    are the code and the name of each language that it is there in, that of its sources first.
    """

    id: str
    title: str
    about: str
    folder: Path
    shares: tuple[str, ...]
    languages: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Names:
    """What the new handbook and who runs it are called; None keeps what the starter says."""

    handbook: str | None = None
    organization: str | None = None


def starters() -> tuple[Starter, ...]:
    """Those that mentorsite ships, the first one first."""
    found = [_starter(path) for path in sorted(shipped("starters").glob("*/starter.yml"))]
    return tuple(sorted(found, key=lambda each: each.id != DEFAULT))


def _starter(path: Path) -> Starter:
    said = yaml.safe_load(path.read_text(encoding="utf-8"))
    languages = languages_of(_site_of(path.parent))
    return Starter(path.parent.name, said["title"], said["about"], path.parent, tuple(said["shares"]), languages)


def starter(id: str) -> Starter:
    """A starter by its id; raises `UsageError` for one that there isn't."""
    known = {each.id: each for each in starters()}
    if id not in known:
        hint = did_you_mean(id, known)
        end = f": {hint}" if hint else "."
        raise UsageError(f"There is no starter {id!r}{end} The starters are {', '.join(known)}. Nothing was written.")
    return known[id]


def files_of(chosen: Starter) -> tuple[str, ...]:
    """The paths of a new handbook's content, those of its first language."""
    others, found = tuple(chosen.languages)[1:], set[str]()
    sources = {"content": chosen.folder / "content"}
    for path in chosen.shares:
        sources[posixpath.normpath(f"content/{path}")] = shipped("content") / path
    for below, folder in sources.items():
        for name in by_language(folder, others):  # a starter may share a single file, which has no name below itself
            found.add(posixpath.join(below, name) if name else below)
    return tuple(sorted(found))


def new(folder: Path, chosen: Starter, names: Names = Names(), languages: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Makes a handbook in a folder that is new or empty: all of it, or nothing. Without `languages`, it is in that of
    the starter's sources. Gives the names of files whose words were there before, and stay.

    Raises `UsageError` for a folder that holds something, and for a name that is empty, too long or
    more than one line; `FatalError` when the disk does not let it.
    """
    refuse_taken(folder)
    names = Names(_checked(names.handbook), _checked(names.organization))
    languages = languages or tuple(chosen.languages)[:1]
    return lay_down(folder, lambda made: _fill(made, chosen, names, languages))


def _checked(name: str | None) -> str | None:
    if name is None:
        return None
    return one_line(name)


def lay_down(folder: Path, fill: Callable[[Path], None]) -> tuple[str, ...]:
    """Makes a folder that is new or empty, with what `fill` writes into the folder that it gets: all of it, or
    nothing. Gives the names of files whose words were there before, and stay.

    Raises `UsageError` for a folder that holds something, `FatalError` when the disk does not let it.
    """
    refuse_taken(folder)
    with _as_fatal_error(folder):
        target = Path(os.path.realpath(folder))
        # The uppermost folder on the way that isn't there: once it gets its name, all below has its place.
        top = next((each for each in reversed(target.parents) if not each.exists()), target)
        where = target if target.exists() else top.parent
        with _apart(where) as room:
            made = room / top.name
            fill(made / target.relative_to(top))
            joined = join(made, target)
            _put(made, top)
            return joined


def is_empty(folder: Path) -> bool:
    """Whether a folder holds nothing but what git, GitHub and systems put there: a repository may be made first."""
    return all(map(is_of_new_repository, folder.iterdir()))


def _in_the_way(folder: Path) -> str:
    """What keeps a handbook from being made in a folder, or that no folder is there."""
    if not folder.is_dir():
        return "a file of that name"
    first, *others = sorted(path.name for path in folder.iterdir() if not is_of_new_repository(path))
    if others:
        return f"{visible(first)}, with {len(others):,} more,"
    return visible(first)


def refuse_taken(folder: Path) -> None:
    """Raises `UsageError` for a folder that holds something, or a file."""
    with _as_fatal_error(folder):
        if os.path.lexists(folder) and (not folder.is_dir() or not is_empty(folder)):
            in_the_way = _in_the_way(folder)
            message = f"{folder} is there already and not empty: {in_the_way} is in the way. Nothing was written."
            raise UsageError(f"{message} Move it, or name a new folder.")


def one_line(name: str) -> str:
    """A name that can stand in one line; raises `UsageError` for any other."""
    bare = name.strip()
    odd = any(unicodedata.category(each) in NO_LETTERS or each in NO_CHARACTERS for each in bare)
    if odd or not 0 < len(bare) <= LONGEST_NAME:
        if len(bare) > 40:
            shown = f"{bare[:40]}…"
        else:
            shown = bare
        if len(bare) > LONGEST_NAME:
            said = f" It has {len(bare)}."
        else:
            said = ""
        raise UsageError(f"{shown!r} can't be a name: write 1 to {LONGEST_NAME} characters in one line.{said}")
    if names_in(bare):
        raise UsageError(f"{bare[:40]!r} can't be a name: `{{{{ … }}}}` stands for what is said elsewhere.")
    return bare


@contextmanager
def _as_fatal_error(folder: Path) -> Iterator[None]:
    """Says in words what the disk refused."""
    try:
        yield
    except OSError as error:
        raise FatalError(f"{error.filename or folder}: {error.strerror or error}. Nothing was written.") from error


@contextmanager
def _apart(where: Path) -> Iterator[Path]:
    """A hidden folder on the disk of the new handbook, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix=".mentorsite-new-", dir=where, ignore_cleanup_errors=True) as room:
        yield Path(room)


def _fill(made: Path, chosen: Starter, names: Names, languages: tuple[str, ...]) -> None:
    for path in chosen.shares:
        lay_content(shipped("content") / path, made / "content" / path, chosen.languages, languages)
    lay_content(chosen.folder / "content", made / "content", chosen.languages, languages)
    explain_definitions(made)
    site = _site_in(chosen, names, languages)
    (made / "site.yml").write_bytes(explained("site.yml", site.encode("utf-8")))
    for language in languages[1:]:
        texts = _site_texts(names, names.organization or own_organization(chosen), words_in(language))
        (made / f"site.{language}.yml").write_bytes(texts.encode("utf-8"))
    beside(made, languages[0])
    for language in languages[1:]:
        write(made, remembered(read(made), language))


def beside(made: Path, language: str = "en") -> None:
    """Writes what stands beside `site.yml` and `content/` in every new handbook, its names in it."""
    for name, data in files_beside((made / "site.yml").read_text(encoding="utf-8"), language).items():
        target = made / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    lay_schemas(made)


def files_beside(site: str, language: str = "en") -> dict[str, bytes]:
    """The files that stand beside a site.yml and `content/` in a new handbook, by their paths."""
    needed = requirement()
    words = {**_words(site), "requirement": needed.line, "why": needed.why}
    made: dict[str, bytes] = {}
    for name, paths in by_language(shipped("starters") / SHARED, languages_with_words()).items():
        path = paths.get(language) or paths[OWN]
        text = path.read_text(encoding="utf-8")
        made[name] = PLACEHOLDER.sub(lambda found: words[found[1]], text).encode()
    return {**made, **needed.files, f"{FOLDER}/{TESTED}": tested()}


def _words(site: str) -> dict[str, str]:
    """What stands for each placeholder; a name as Markdown shows it."""
    said = yaml.safe_load(site)
    title = str(said["title"])
    organization = said.get("organization", {}).get("name") or "your organization"
    names = {"handbook": title, "organization": str(organization)}
    return {key: READ_BY_MARKDOWN.sub(r"\\\1", name) for key, name in names.items()}


def _site_of(folder: Path) -> str:
    own = folder / "site.yml"
    if own.is_file():
        return own.read_text(encoding="utf-8")
    return shipped("site.yml").read_text(encoding="utf-8")  # that of the starter which is this repository's handbook


def own_organization(chosen: Starter) -> str:
    """Who runs the program of a starter."""
    return str(yaml.safe_load(_site_of(chosen.folder))["organization"]["name"])


def usual_name(organization: str, words: Words) -> str:
    """What the handbook of an organization is called, unless it says otherwise."""
    name = words.handbook.format(organization)
    if len(name) <= LONGEST_NAME:
        return name
    return words.shorter


def _put(made: Path, folder: Path) -> None:
    """The finished handbook in its place; into an empty folder, which may be the current one, piece by piece."""
    if folder not in made.parents:
        made.rename(folder)
        return
    before = made.with_name(f"{made.name}-before")
    before.mkdir()
    names = sorted(os.listdir(made))
    try:
        for name in names:
            if os.path.lexists(folder / name):
                (folder / name).rename(before / name)
            (made / name).rename(folder / name)
    except BaseException:  # Ctrl-C, too
        for name in names:
            if not (made / name).exists():
                (folder / name).rename(made / name)
            if (before / name).exists():
                (before / name).rename(folder / name)
        raise


def _site_in(chosen: Starter, names: Names, languages: tuple[str, ...]) -> str:
    """site.yml of a handbook in these languages. What it says by itself is in the first of them."""
    words, said = words_in(languages[0]), f"language: {languages[0]}"
    if len(languages) > 1:
        listed = ", ".join(f"{each}: {chosen.languages[each]}" for each in languages)
        said = f"languages: {{{listed}}}"
    # What the starter says in its own language has to be said anew in any other, also where no name was given.
    if languages[0] not in tuple(chosen.languages)[:1]:
        names = Names(names.handbook, names.organization or own_organization(chosen))
    site = LANGUAGES.sub(said, _site_of(chosen.folder), count=1)
    return words.with_comments(_named(site, names, words))


def _site_texts(names: Names, organization: str, words: Words) -> str:
    """What site.yml says in another language than its own; a name that was given is the same in each."""
    if names.handbook:
        title = ""
    else:
        title = f"title: {quoted(usual_name(organization, words))}\n"
    return f"{title}description: {quoted(words.description.format(organization))}\n"


def _named(site: str, names: Names, words: Words) -> str:
    """site.yml with the names, its comments kept, and without what is only true of the starter."""
    own = dict(NOBODYS)
    title = names.handbook
    if names.organization:
        title = title or usual_name(names.organization, words)
        own["  name:"] = f"  name: {quoted(names.organization)}"
        own["description:"] = f"description: {quoted(words.description.format(names.organization))}"
    if title:
        own["title:"] = f"title: {quoted(title)}"
    # Line by line, since a YAML library would lose the comments.
    lines, section = [], ""
    for line in ONLY_HERE.sub("\n", site).split("\n"):
        if line and not line.startswith((" ", "#")):
            section = line
        for key, instead in own.items():
            is_of_section = not key.startswith(" ") or section == "organization:"  # `theme:` has a `name:`, too
            if line.startswith(key) and is_of_section:
                line = instead
                break
        lines.append(line)
    return "\n".join(lines)


def quoted(text: str) -> str:
    """A text as YAML has it between quotes: JSON's are the same."""
    return json.dumps(text, ensure_ascii=False)
