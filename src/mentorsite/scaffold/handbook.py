"""`mentorsite new`: a finished handbook to change."""

import json
import os
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml

from mentorsite.build.project_files import shipped
from mentorsite.errors import FatalError, UsageError, did_you_mean
from mentorsite.scaffold.editor_schemas import explain_definitions, explained, lay_schemas
from mentorsite.scaffold.installation import FOLDER, TESTED, requirement, tested
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
NOBODYS = {
    "url:": f"#url: https://your-name.github.io/handbook/{TAKE}",
    "repository:": f"#repository: https://github.com/your-name/handbook{TAKE}",
    "  url:": f"  #url: https://your-organization.example/{TAKE}",
    "  logo:": "  #logo: logo.svg  # take the first # away and put that file into content/",
}
"""Lines of a starter's site.yml that are not true of anyone else, and what stands there instead."""


@dataclass(frozen=True, slots=True)
class Starter:
    """A handbook to start from. `shares` are paths below the shipped `content/` that it takes over as they are."""

    id: str
    title: str
    about: str
    folder: Path
    shares: tuple[str, ...]


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
    return Starter(path.parent.name, said["title"], said["about"], path.parent, tuple(said["shares"]))


def starter(id: str) -> Starter:
    """A starter by its id; raises `UsageError` for one that there isn't."""
    known = {each.id: each for each in starters()}
    if id not in known:
        hint = did_you_mean(id, known)
        raise UsageError(
            f"There is no starter {id!r}{f': {hint}' if hint else '.'} "
            f"The starters are {', '.join(known)}. Nothing was written."
        )
    return known[id]


def new(folder: Path, chosen: Starter, names: Names = Names()) -> None:
    """Makes a handbook in a folder that is new or empty: all of it, or nothing.

    Raises `UsageError` for a folder that holds something, and for a name that is empty, too long or
    more than one line; `FatalError` when the disk does not let it.
    """
    refuse_taken(folder)
    names = Names(*(None if each is None else one_line(each) for each in (names.handbook, names.organization)))
    lay_down(folder, lambda made: _fill(made, chosen, names))


def lay_down(folder: Path, fill: Callable[[Path], None]) -> None:
    """Makes a folder that is new or empty, with what `fill` writes into the folder that it gets: all of it, or
    nothing.

    Raises `UsageError` for a folder that holds something, `FatalError` when the disk does not let it.
    """
    refuse_taken(folder)
    with _as_fatal_error(folder):
        target = Path(os.path.realpath(folder))
        top = next((each for each in reversed(target.parents) if not each.exists()), target)
        with _apart(target if target.exists() else top.parent) as room:
            made = room / top.name
            fill(made / target.relative_to(top))
            _put(made, top)


def refuse_taken(folder: Path) -> None:
    """Raises `UsageError` for a folder that holds something, or a file."""
    with _as_fatal_error(folder):
        if os.path.lexists(folder) and (not folder.is_dir() or any(folder.iterdir())):
            raise UsageError(f"{folder} is there already and not empty. Nothing was written. Name a new folder.")


def one_line(name: str) -> str:
    """A name that can stand in one line; raises `UsageError` for any other."""
    bare = name.strip()
    odd = any(unicodedata.category(each) in NO_LETTERS or each in NO_CHARACTERS for each in bare)
    if odd or not 0 < len(bare) <= LONGEST_NAME:
        shown = f"{bare[:40]}…" if len(bare) > 40 else bare
        said = "" if len(bare) <= LONGEST_NAME else f" It has {len(bare)}."
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


def _fill(made: Path, chosen: Starter, names: Names) -> None:
    for path in chosen.shares:
        _copy(shipped("content") / path, made / "content" / path)
    _copy(chosen.folder / "content", made / "content")
    explain_definitions(made)
    (made / "site.yml").write_bytes(explained("site.yml", _named(_site_of(chosen), names).encode("utf-8")))
    beside(made)


def beside(made: Path) -> None:
    """Writes what stands beside `site.yml` and `content/` in every new handbook, its names in it."""
    needed = requirement()
    words = {**_words((made / "site.yml").read_text(encoding="utf-8")), "requirement": needed.line, "why": needed.why}
    shared = shipped("starters") / SHARED
    files = {path.relative_to(shared).as_posix(): path for path in sorted(shared.rglob("*")) if path.is_file()}
    texts = {name: path.read_text(encoding="utf-8") for name, path in files.items()}
    filled = {name: PLACEHOLDER.sub(lambda found: words[found[1]], text).encode() for name, text in texts.items()}
    for name, data in {**filled, **needed.files, f"{FOLDER}/{TESTED}": tested()}.items():
        target = made / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    lay_schemas(made)


def _words(site: str) -> dict[str, str]:
    """What stands for each placeholder; a name as Markdown shows it."""
    said = yaml.safe_load(site)
    title = str(said["title"])
    organization = said.get("organization", {}).get("name") or "your organization"
    names = {"handbook": title, "organization": str(organization)}
    return {key: READ_BY_MARKDOWN.sub(r"\\\1", name) for key, name in names.items()}


def _site_of(chosen: Starter) -> str:
    own = chosen.folder / "site.yml"
    return (own if own.is_file() else shipped("site.yml")).read_text(encoding="utf-8")


def own_organization(chosen: Starter) -> str:
    """Who runs the program of a starter."""
    return str(yaml.safe_load(_site_of(chosen))["organization"]["name"])


def usual_name(organization: str) -> str:
    """What the handbook of an organization is called, unless it says otherwise."""
    name = f"{organization} Mentoring Handbook"
    return name if len(name) <= LONGEST_NAME else "Mentoring Handbook"


def _copy(source: Path, target: Path) -> None:
    """A file, or all files below a folder, as anyone's own: what is installed may be read-only."""
    for path in [source] if source.is_file() else sorted(source.rglob("*")):
        if path.is_file():
            copied = target / path.relative_to(source)
            copied.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copied)


def _put(made: Path, folder: Path) -> None:
    """The finished handbook in its place; into an empty folder, which may be the current one, piece by piece."""
    if folder not in made.parents:
        made.rename(folder)
        return
    names = sorted(os.listdir(made))
    try:
        for name in names:
            (made / name).rename(folder / name)
    except BaseException:
        for name in names:
            if not (made / name).exists():
                (folder / name).rename(made / name)
        raise


def _named(site: str, names: Names) -> str:
    """site.yml with the names, its comments kept, and without what is only true of the starter."""
    title = names.handbook or (usual_name(names.organization) if names.organization else None)
    own = dict(NOBODYS)
    if title:
        own["title:"] = f"title: {quoted(title)}"
    if names.organization:
        own["  name:"] = f"  name: {quoted(names.organization)}"
        own["description:"] = f"description: {quoted(f'How mentoring works at {names.organization}.')}"
    lines, section = [], ""
    for line in ONLY_HERE.sub("\n", site).split("\n"):
        section = line if line and not line.startswith((" ", "#")) else section
        key = next((key for key in own if line.startswith(key)), None)
        inside = key is not None and key.startswith(" ")
        lines.append(own[key] if key and (not inside or section == "organization:") else line)
    return "\n".join(lines)


def quoted(text: str) -> str:
    """A text as YAML has it between quotes: JSON's are the same."""
    return json.dumps(text, ensure_ascii=False)
