"""Makes what a language lacks, takes in what translators sent, and remembers what each text was made from."""

import os
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mentorsite.build.project_files import is_inside
from mentorsite.errors import FatalError, UsageError
from mentorsite.loader.site_file import settings as read_settings
from mentorsite.loader.translation_memory import (
    FileMemory,
    FileState,
    as_bytes,
    learned,
    memory_of,
    memory_path,
    state,
    states,
)
from mentorsite.loader.translation_units import Unit, lengths
from mentorsite.loader.tree import PAGE_ENDINGS, Tree
from mentorsite.model.settings import Settings
from mentorsite.scaffold.translations.catalogue import as_po, catalogue, parsed, said_for
from mentorsite.scaffold.translations.insert import with_missing, with_texts
from mentorsite.scaffold.translations.new_files import copied_page, empty_definition
from mentorsite.scaffold.translations.pages import published, with_parts

Files = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Work:
    """What `mentorsite translate` does to a language: the files to write, and how far each source is translated then.

    `created` are those that are new; `taken` counts texts that came from a catalogue, and `conflicts` are those that
    were changed both there and in their file, which counts. `left` are those that their file has no place for.
    """

    files: Files
    states: tuple[FileState, ...]
    created: tuple[str, ...] = ()
    taken: int = 0
    conflicts: tuple[Unit, ...] = ()
    left: tuple[Unit, ...] = ()
    catalogue: bytes = b""
    """The catalogue as it is then, where one is asked for."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What to do in a language: which sources to make files for, and which translations someone looked through."""

    language: str
    wanted: Callable[[str], bool]
    reviewed: frozenset[str] = frozenset()


def worked(tree: Tree, settings: Settings, wish: Wish, po: bytes | None, po_path: str) -> Work:
    """What to write; nothing is written here. `po` is the catalogue that is there already, at
    `po_path`, which is empty where none is asked for.

    Raises `UsageError` for a catalogue or a memory that can't be read.
    """
    language = wish.language
    memory, faults = memory_of(tree, language)
    if faults:
        where = f"{faults[0].path}, line {faults[0].line}"
        raise UsageError(f"{where}: {faults[0].message}. `mentorsite check` says what to do. Nothing was written.")
    if po:
        catalog = parsed(po_path, po, language)
    else:
        catalog = None
    files: dict[str, bytes] = {}
    created: list[str] = []
    conflicts: list[Unit] = []
    left: dict[tuple[str, str], tuple[Unit, str]] = {}
    taken = 0
    for file in states(tree, settings, language, memory):
        before = _Written.of(tree.texts.get(file.path, b""))
        text = _with_places(file, before.text, tree, wish)
        if catalog and not file.is_broken:
            known = memory.get(file.path, FileMemory())
            current = _state_of(file, text, tree, known)
            said = said_for(current, catalog, known.texts)
            conflicts += said.conflicts
            text, over = _with_words(current, text, said.texts, tree)
            taken += len(said.texts) - len(over)
            left |= {(file.path, unit.at): (unit, words) for unit, words in over}
        if text != before.text:
            files[file.path] = replace(before, text=text).data
            if not file.exists:
                created.append(file.path)
    # Looked at again, since what is known of each text is of the files as they are then.
    after = replace(tree, texts={**tree.texts, **files})
    found = states(after, settings, language, memory)
    remembered = learned(after, memory, found, wish.reviewed)
    if remembered or memory:  # else there is nothing to remember, and no file of it to be emptied
        data = as_bytes(remembered)
        if data != tree.texts.get(memory_path(language)):
            files[memory_path(language)] = data
    texts = {path: each.texts for path, each in remembered.items()}
    words_left = {key: words for key, (_, words) in left.items()}
    if po_path:
        sent = as_po(catalogue(language, found, texts, catalog, words_left))
    else:
        sent = b""
    units_left = tuple(unit for unit, _ in left.values())
    return Work(files, found, tuple(created), taken, tuple(conflicts), units_left, sent)


@dataclass(frozen=True, slots=True)
class _Written:
    """A file as a text, whose lines end with `\\n`, and how it is written: so it is written again."""

    text: str
    encoding: str = "utf-8"
    line_end: str = "\n"

    @classmethod
    def of(cls, data: bytes) -> "_Written":
        """A file's bytes; the encodings are those that sources are read in."""
        encoding = "utf-8"
        if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
            encoding = "utf-16"
        elif data.startswith(BOM_UTF8):
            encoding = "utf-8-sig"
        text = data.decode(encoding, "replace")
        line_end = "\r\n" if "\r\n" in text else "\n"
        return cls(text.replace("\r\n", "\n"), encoding, line_end)

    @property
    def data(self) -> bytes:
        """The bytes of the text."""
        return self.text.replace("\n", self.line_end).encode(self.encoding)


def _with_places(file: FileState, text: str, tree: Tree, wish: Wish) -> str:
    """A translation with a place for each text; as it is where none is wished for."""
    if file.is_broken or not wish.wanted(file.source):
        return text
    if not file.exists:
        return _made(file, tree)
    if file.missing and not _is_page(file.source):
        return with_missing(text, file.missing, lengths(file.source, file.path, tree.texts))
    return text


def _is_page(path: str) -> bool:
    return path.lower().endswith(PAGE_ENDINGS)


def _made(file: FileState, tree: Tree) -> str:
    """A new translation to write into."""
    if _is_page(file.source):
        return copied_page(_Written.of(tree.texts[file.source]).text)
    return empty_definition(file.units, lengths(file.source, file.path, tree.texts))


def _state_of(file: FileState, text: str, tree: Tree, known: FileMemory) -> FileState:
    """How far a file is translated when it says this."""
    # Without a file it is as if there were one: words of a catalogue may have one made.
    files = {file.source: tree.texts[file.source], file.path: (text or _made(file, tree)).encode()}
    return state(file.source, file.path, files, known)


Words = tuple[tuple[Unit, str], ...]
"""Texts, each with what a catalogue says."""


def _with_words(file: FileState, text: str, pairs: Words, tree: Tree) -> tuple[str, Words]:
    """A translation with words from a catalogue, and those that it has no place for. A page that has all its words is a
    draft no more."""
    if not pairs:
        return text, ()
    text = text or _made(file, tree)
    if not _is_page(file.source):
        return _with_values(file, text, pairs, tree)
    front = {unit.at: words for unit, words in pairs if unit.loc}
    parts = {int(unit.at.removeprefix("part ")): words for unit, words in pairs if not unit.loc}
    made = with_parts(text, front, parts)
    left = {unit.at for unit in file.missing} - {unit.at for unit, _ in pairs}
    if not left:
        made = published(made)
    return made, ()


def _with_values(file: FileState, text: str, pairs: Words, tree: Tree) -> tuple[str, Words]:
    """A definition with words, in places that are made where it lacks them."""
    words = {unit.loc: said for unit, said in pairs}
    lacking = set(with_texts(text, words)[1])
    if lacking:
        units = [unit for unit, _ in pairs if unit.loc in lacking]
        files = {file.source: tree.texts[file.source], file.path: text.encode()}
        text = with_missing(text, units, lengths(file.source, file.path, files))
    made, lost = with_texts(text, words)
    return made, tuple((unit, said) for unit, said in pairs if unit.loc in lost)


def remembered(tree: Tree, language: str) -> Files:
    """The memory of a language in which nothing is to be made: that of a handbook which comes translated."""
    settings, _ = read_settings(tree)
    made = worked(tree, settings, Wish(language, lambda _source: False), None, "")
    return made.files


def write(project: Path, files: Files) -> None:
    """Writes files into a project, each whole or not at all. Raises `UsageError` for one that would lie outside."""
    root = Path(os.path.realpath(project))
    for name in files:  # all are looked at before any is written
        if not is_inside(root / name, root):
            raise UsageError(f"{name} would lie outside of the handbook: a folder is a link. Nothing was written.")
    try:
        for name, data in files.items():
            put(root / name, data)
    except OSError as error:
        raise FatalError(f"{error.filename} can't be written: {error.strerror}.") from error


def put(path: Path, data: bytes) -> None:
    """Writes a file, under a hidden name until it is whole; what may lie there, as a link, is not followed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f".{path.name}.mentorsite-new")
    new.unlink(missing_ok=True)
    with new.open("xb") as file:
        file.write(data)
    new.replace(path)
