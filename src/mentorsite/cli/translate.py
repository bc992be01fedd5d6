"""`mentorsite translate`: what is translated, missing and out of date; makes what is missing."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorsite.cli.options import Project, refuse_no_folder
from mentorsite.errors import UsageError, visible

if TYPE_CHECKING:
    from mentorsite.loader.translation_memory import FileState
    from mentorsite.loader.tree import Tree
    from mentorsite.model.settings import Settings
    from mentorsite.scaffold.translations.work import Wish

MOST_LINES = 3
"""How many places of a file are named."""
Sources = Annotated[
    list[str] | None,
    typer.Argument(help="Make what is missing of these sources or folders alone.", metavar="[PATH]…"),
]
Po = Annotated[
    Path | None,
    typer.Option("--po", help="Read and write a catalogue for translators in this folder.", metavar="FOLDER"),
]
Reviewed = Annotated[
    list[str] | None,
    typer.Option("--reviewed", help="You looked through this translation: it is up to date.", metavar="FILE"),
]
NEW_FILES = (
    "New files to write into: {0:,}. A page is a draft until you take its line `draft: true` away; "
    "an empty text shows as the source has it."
)


def translate(
    language: Annotated[str, typer.Argument(help="The code of the language, as `es`. Without it: all of them.")] = "",
    paths: Sources = None,
    project: Project = Path(),
    po: Po = None,
    reviewed: Reviewed = None,
) -> None:
    """Show how far the handbook is translated, and make what is missing."""
    from mentorsite.build.project_files import read
    from mentorsite.loader.site_file import settings as read_settings

    refuse_no_folder(project)
    tree = read(project)
    settings, problems = read_settings(tree)
    if any(each.fatal for each in problems):
        raise UsageError("site.yml can't be used as it is. `mentorsite check` says where.")
    others = []
    for each in settings.homes.values():
        if each != settings.default_language:
            others.append(each)
    if not language:
        _show_all(tree, settings, others)
        return
    wish = _wish(_language(language, settings, others), tree, paths or [], reviewed or [])
    _work(project, tree, settings, wish, po)


def _language(said: str, settings: "Settings", others: list[str]) -> str:
    from mentorsite.theme.dates_and_numbers import language_name

    for each in others:
        if each.casefold() == said.casefold():
            return each
    default = settings.default_language
    if said.casefold() == default.casefold():
        raise UsageError(f"`{said}` is the language that the handbook is written in.")
    name = language_name(said, said)
    if name == said:
        known = " or ".join(f"`{each}`" for each in others)
        if others:
            also = f" Write {known}, or the code of another one, as `fr`."
        else:
            also = ""
        raise UsageError(f"`{visible(said)}` is no code of a language.{also}")
    names = {default: language_name(default, default), **settings.languages, said: name}
    listed = ", ".join(f"{code}: {name}" for code, name in names.items())
    raise UsageError(f"`{said}` is no language of this handbook. Add it in site.yml: `languages: {{{listed}}}`.")


def _wish(language: str, tree: "Tree", paths: list[str], reviewed: list[str]) -> "Wish":
    """What to do; refuses paths that the handbook doesn't have."""
    from mentorsite.scaffold.translations.work import Wish

    for each in reviewed:
        if each not in tree.texts:
            raise UsageError(f"--reviewed {each}: the handbook has no such file. Write its path as it is listed.")
    folders = tuple(path.rstrip("/") for path in paths)
    for each in folders:
        if not any(_is_in(name, each) for name in tree.texts):
            raise UsageError(f"{each} is no source of this handbook. Write its path, as content/guidelines.")

    def wanted(source: str) -> bool:
        return not folders or any(_is_in(source, each) for each in folders)

    return Wish(language, wanted, frozenset(reviewed))


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def _show_all(tree: "Tree", settings: "Settings", others: list[str]) -> None:
    from mentorsite.loader.translation_memory import memory_of, states

    if not others:
        print("The handbook is in one language. Name more in site.yml: `languages: {en: English, es: Español}`.")
        return
    for language in others:
        memory, faults = memory_of(tree, language)
        for each in faults:
            print(f"{each.path}: it can't be read; `mentorsite check` says where")
        print(summary(settings.languages[language], language, states(tree, settings, language, memory)))
    print(f"\n`mentorsite translate {others[0]}` lists what is missing, and makes files to write into.")


def summary(name: str, language: str, files: Iterable["FileState"]) -> str:
    """A language in a line: how many of its files and texts are translated."""
    every = tuple(files)
    texts, done, whole, outdated = 0, 0, 0, 0
    for file in every:
        texts += len(file.units)
        done += file.done
        whole += file.exists and file.done == len(file.units)
        outdated += len(file.outdated)
    share = 100
    if texts:
        share = 100 * done // texts  # rounded down: only what is whole is 100 %
    if outdated:
        late = f", {outdated:,} out of date"
    else:
        late = ""
    return f"{visible(name)} ({language}): {share} %, {whole:,} of {len(every):,} files whole{late}"


def _work(project: Path, tree: "Tree", settings: "Settings", wish: "Wish", po: Path | None) -> None:
    from mentorsite.scaffold.translations.work import put, worked, write

    file = po / f"{wish.language}.po" if po else None
    try:
        if file and file.exists():
            before = file.read_bytes()
        else:
            before = None
        made = worked(tree, settings, wish, before, str(file or ""))
        write(project, made.files)
        if file and made.catalogue != before:  # one that says the same keeps its time
            put(file, made.catalogue)
    except OSError as error:
        message = f"The catalogue {file} can't be read or written: {error.strerror}. Name another folder with --po."
        raise UsageError(message) from error
    for line in _lines(made.states):
        print(line)
    print(summary(settings.languages[wish.language], wish.language, made.states))
    for unit in made.conflicts:
        place = unit.own_place
        print(f"{place.path}:{place.line}: `{unit.at}` was changed here and in {file}; what stands here counts.")
    for unit in made.left:
        place = unit.own_place
        print(f"{place.path}:{place.line}: there is no place for `{unit.at}`; write there what {file} has for it.")
    if file:
        print(f"{file} has {sum(len(each.units) for each in made.states):,} texts; {made.taken:,} came from there.")
    if made.created:
        print(NEW_FILES.format(len(made.created)))


def _lines(files: Iterable["FileState"]) -> Iterator[str]:
    """A line for each file that isn't whole."""
    for file in files:
        if not file.exists:
            yield f"{visible(file.source)}: not translated"
            continue
        if file.is_broken:
            yield f"{visible(file.path)}: it can't be read; `mentorsite check` says where"
            continue
        said = []
        if file.missing:
            said.append(f"{len(file.missing):,} of {len(file.units):,} texts missing")
        if file.outdated:
            rows = [str(each.own_place.line) for each in file.outdated]
            listed = ", ".join(rows[:MOST_LINES])
            if len(rows) > MOST_LINES:
                listed += ", …"
            said.append(f"the source changed since: line {listed}")
        if said:
            yield f"{visible(file.path)}: {'; '.join(said)}"
