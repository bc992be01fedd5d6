"""`mentorsite import`: reads a source, and writes the handbook that it becomes."""

import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path, PurePosixPath
from stat import S_ISREG

from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import files_below, read
from mentorsite.errors import FatalError, Problem, UsageError
from mentorsite.importers.markdown.detect import is_read, is_settings_file
from mentorsite.importers.markdown.folder import import_folder
from mentorsite.importers.markdown.hidden_files import named_hidden
from mentorsite.importers.markdown.layout import is_page
from mentorsite.importers.markdown.targets import ATTACHED
from mentorsite.importers.markdown.unread_files import counted, kind_of, not_read
from mentorsite.importers.result import ImportResult, ImportSource, ImportWarning, Refusal
from mentorsite.importers.web.page import SavedPage, import_saved_page, named_below
from mentorsite.importers.word.document import import_word
from mentorsite.scaffold.editor_schemas import explained
from mentorsite.scaffold.handbook import LONGEST_NAME, TAKE, beside, lay_down, quoted, refuse_taken
from mentorsite.scaffold.losses import LOSSES, losses_file, one_line

MOST_FILES = 20_000
FILE_LIMIT, WHOLE_LIMIT = 100_000_000, 2_000_000_000
"""The largest file that is copied, and how much all of them may have, in bytes."""
SOURCE_LIMIT, IMAGE_LIMIT = 100_000_000, 25_000_000
"""The largest document, and the largest image that is taken from it or from beside it, in bytes."""
WORD = (".docx", ".docm", ".dotx")
SAVED_PAGES = (".html", ".htm", ".xhtml")
PROGRAMS = (".js", ".html", ".htm", ".map", ".woff", ".woff2", ".download")
"""What a saved page has beside its pictures; Chrome saves a script as `x.js.download`."""
NOT_CONTENT = {"node_modules", "__pycache__", "venv"}
"""Folders that tools fill by themselves."""
HIDDEN = (
    ".gitbook", ".gitbook.yaml", ".gitbook.yml", ".vitepress", ".vuepress", ".obsidian", ".pages", ".nav.yml",
    ".nav.yaml", ".order",
)  # fmt: skip
"""Hidden files and folders in which tools keep settings and pictures."""
INSTEAD = {
    ".doc": "Open it in Word or LibreOffice, save it as .docx, and import that.",
    ".odt": "Open it in LibreOffice, save it as .docx, and import that.",
    ".rtf": "Open it in Word or LibreOffice, save it as .docx, and import that.",
    ".pages": "Open it in Pages, export it to Word, and import that.",
    ".gdoc": "Open it in Google Docs, download it as .docx, and import that.",
    ".epub": "Import what the book was made of: a folder of Markdown, or a .docx.",
    ".pdf": "A PDF has lost its headings: import the document that it was made of.",
    ".zip": "Unpack it, and import the folder.",
    ".mhtml": "Save the page from a browser as “web page, complete”, and import that.",
    ".webarchive": "Save the page from a browser as “web page, complete”, and import that.",
    ".md": "Name the folder that it stands in.",
}
"""What to do about files that are not read."""
LANGUAGE = r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*"


@dataclass(frozen=True, slots=True)
class Imported:
    """What was laid down, and what `mentorsite check` says of it."""

    result: ImportResult
    problems: tuple[Problem, ...]
    joined: tuple[str, ...] = ()
    """The files whose words were there before, and stay."""


def import_handbook(source: Path, folder: Path, today: date | None = None) -> Imported:
    """Imports a source into a folder that is new or empty: all of it, or nothing.

    `today` tells which pages are not public yet, or no more. Raises `UsageError` for a source that is not there or
    holds nothing to import, and for a folder that holds something or lies in the source; `FatalError` for what
    can't be read or written.
    """
    refuse_taken(folder)
    _refuse_inside(folder, source)
    result = _result(source, today)
    problems: list[Problem] = []
    joined = lay_down(folder, lambda made: problems.extend(_filled(made, result, source)))
    return Imported(result, tuple(problems), joined)


def _refuse_inside(folder: Path, source: Path) -> None:
    top = Path(os.path.realpath(source))
    if top.is_dir() and Path(os.path.realpath(folder)).is_relative_to(top):
        raise UsageError(f"{folder} lies in {source}, of which nothing is changed. Name a folder beside it.")


def _result(source: Path, today: date | None) -> ImportResult:
    if not os.path.lexists(source):
        raise UsageError(f"There is no {source}. Nothing was written.")
    if source.is_dir():
        return _folder(source, today)
    if source.suffix.lower() in SAVED_PAGES:
        return _accepted(source, import_saved_page(_saved_page(source)))
    if source.suffix.lower() in WORD:
        return _accepted(source, import_word(source.name, _whole(source)))
    instead = INSTEAD.get(source.suffix.lower(), "Name a folder of Markdown, a .docx or a saved web page.")
    raise UsageError(f"{source} is no folder. {instead}")


def _accepted(source: Path, made: ImportResult | Refusal) -> ImportResult:
    if isinstance(made, Refusal):
        raise UsageError(f"{source} can't be imported: {made.why}. Nothing was written.")
    return made


def _saved_page(source: Path) -> SavedPage:
    """A page, what browsers save with it (`page_files`, `page.files`), and what it names in other folders beside it."""
    data = _whole(source)
    files: dict[str, bytes] = {}
    whole = 0
    for name, found in chain(_saved_with(source), _named_by(source, data)):
        path = Path(found)
        if name not in files and path.suffix.lower() not in PROGRAMS and path.stat().st_size <= IMAGE_LIMIT:
            files[name] = path.read_bytes()
            whole += len(files[name])
        _refuse_huge(source, len(files), whole)
    return SavedPage(source.name, data, files)


def _saved_with(source: Path) -> Iterator[tuple[str, str]]:
    for each in sorted(source.parent.iterdir()):
        if each.is_dir() and _goes_with(each, source):
            yield from files_below(each, each.name, Path(os.path.realpath(each)), [])


def _named_by(source: Path, data: bytes) -> Iterator[tuple[str, str]]:
    """Pictures and sheets that a page names in folders below its own; none behind a link."""
    root = Path(os.path.realpath(source.parent))
    for name in named_below(data):
        path = root.joinpath(*PurePosixPath(name).parts)
        if _is_file_below(path, root):
            yield name, str(path)


def _is_file_below(path: Path, root: Path) -> bool:
    """Whether a file stands there, and nothing above it is a link."""
    return path.is_relative_to(root) and os.path.realpath(path) == str(path) and os.path.isfile(path)


def _goes_with(folder: Path, source: Path) -> bool:
    rest = folder.name.removeprefix(source.stem)
    return folder.name.startswith(source.stem) and rest[:1] in ("_", ".", "-") and not folder.is_symlink()


def _whole(source: Path) -> bytes:
    """What stands in a file, which is not too large; a pipe would never end."""
    try:
        found = source.stat()
        if not S_ISREG(found.st_mode):
            raise UsageError(f"{source} is no file. Nothing was written.")
        if found.st_size > SOURCE_LIMIT:
            raise FatalError(f"{source} has more than {SOURCE_LIMIT // 1_000_000} MB. Nothing was written.")
        return source.read_bytes()
    except OSError as error:
        raise FatalError(f"{source} cannot be read: {error.strerror}. Nothing was written.") from error


def _folder(source: Path, today: date | None) -> ImportResult:
    """A folder of Markdown. Links that leave it are not followed."""
    if (source / "site.yml").is_file() and (source / "content").is_dir():
        raise UsageError(f"{source} is a handbook already: `mentorsite build -C {source}` makes its site.")
    found = _import_source(source, today)
    result = import_folder(found)
    if result is None:
        there = sorted(path for path in {*found.texts, *found.others} if kind_of(path))
        if there:
            also = f" It has {counted(there)}; {there[0]} is {not_read(there[0])}."
        else:
            also = ""
        raise UsageError(f"{source} has nothing to import: no file in it ends in .md.{also} Nothing was written.")
    return result


def _import_source(source: Path, today: date | None) -> ImportSource:
    root = Path(os.path.realpath(source))
    problems: list[Problem] = []
    texts: dict[str, bytes] = {}
    others: dict[str, int] = {}
    losses: list[ImportWarning] = []
    whole = 0
    # `_hidden_below` is a generator: it begins when all pages are in `texts`, and goes by what they name.
    for shown, found in chain(files_below(root, "", root, problems, HIDDEN), _hidden_below(root, texts)):
        path = Path(found)
        name = shown.lstrip("/")
        if NOT_CONTENT & set(name.split("/")):
            continue
        if name != path.relative_to(root).as_posix():
            losses.append(ImportWarning(name, 0, "its name is not UTF-8; left out"))
            continue
        try:
            if is_read(name):
                texts[name] = _start_of(path)
            if not is_page(name) and not is_settings_file(name):
                others[name] = path.stat().st_size
        except OSError as error:
            losses.append(ImportWarning(name, 0, f"it cannot be read: {error.strerror}; left out"))
        if others.get(name, 0) > FILE_LIMIT:  # not counted below: one huge film keeps nothing else out
            losses.append(ImportWarning(name, 0, f"a file of more than {FILE_LIMIT // 1_000_000} MB; left out"))
            del others[name]
        whole += others.get(name, 0) + len(texts.get(name, b""))
        _refuse_huge(source, len(texts) + len(others), whole)
    for each in problems:
        losses.append(ImportWarning(each.path.lstrip("/"), 0, f"{each.message}; left out"))
    return ImportSource(root.name, texts, others, tuple(losses), today)


def _hidden_below(root: Path, texts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Pictures and attachments in hidden folders that pages name; none behind a link."""
    pages = {name: data.decode(errors="replace") for name, data in texts.items() if not is_settings_file(name)}
    for name in sorted(named_hidden(pages)):
        path = root.joinpath(*PurePosixPath(name).parts)
        if name.lower().endswith(ATTACHED) and name not in texts and _is_file_below(path, root):
            yield name, str(path)


def _start_of(path: Path) -> bytes:
    """A file of words: as much of it as a page may have with the pictures in it, and one byte, which shows more."""
    with path.open("rb") as file:
        return file.read(IMAGE_LIMIT + 1)


def _refuse_huge(source: Path, count: int, whole: int) -> None:
    if count > MOST_FILES or whole > WHOLE_LIMIT:
        raise FatalError(
            f"{source} has more than {MOST_FILES:,} files or {WHOLE_LIMIT // 1_000_000_000} GB. "
            "Name the folder that has the pages. Nothing was written."
        )


def _filled(made: Path, result: ImportResult, source: Path) -> tuple[Problem, ...]:
    """Writes the handbook; gives what is wrong with it. Faults that came along don't stop it from being built."""
    root = Path(os.path.realpath(source))
    files = {**result.files, "site.yml": site_file(result), LOSSES: losses_file(result)}
    for name, data in files.items():
        _place(made, name).write_bytes(explained(name, data))
    for name, copied in result.copies.items():
        with _unmoved(root, copied).open("rb") as file, _place(made, name).open("wb") as copy:
            shutil.copyfileobj(file, copy)
    beside(made)
    build = prepare(read(made))
    if not build.fatal:
        return build.problems
    # With errors it could not be built at all: as advice they are told, and stop nothing.
    (made / "site.yml").write_bytes(explained("site.yml", site_file(result, has_faults=True)))
    return prepare(read(made)).problems


def _place(made: Path, name: str) -> Path:
    """Where a file of the handbook goes; never outside of it."""
    path = made.joinpath(*PurePosixPath(name).parts)
    if os.path.commonpath([made, os.path.normpath(path)]) != str(made):
        raise FatalError(f"{name} would lie outside of the handbook. Nothing was written.")
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def _unmoved(root: Path, name: str) -> Path:
    """A file of the source, as long as it still lies there."""
    path = Path(os.path.realpath(root.joinpath(name)))
    if not path.is_relative_to(root):
        raise FatalError(f"{name} has become a link that leads out of {root}. Nothing was written.")
    return path


def site_file(result: ImportResult, *, has_faults: bool = False) -> bytes:
    """site.yml, with the names that were found."""
    title = one_line(result.title)[:LONGEST_NAME] or "Handbook"
    lines = [f"title: {quoted(title)}", f"#url: https://your-name.github.io/handbook/{TAKE}"]
    description = one_line(result.description)
    if description:
        lines.append(f"description: {quoted(description)}")
    codes = {code: name for code, name in result.languages.items() if re.fullmatch(LANGUAGE, code)}
    if len(codes) > 1:
        lines.append("languages:")
        for code, name in codes.items():
            lines.append(f"  {code}: {quoted(one_line(name) or code)}")
    else:
        lines.append(f"language: {next(iter(codes), 'en')}")
    if has_faults:
        lines += ["# What came along with a fault is built all the same. Take this line out once all is mended.",
                  'checks: {"*": advice}']  # fmt: skip
    return "\n".join([*lines, ""]).encode("utf-8")
