"""What each translation was made from: a hash of each text and of its source, kept in `translations/<language>.json`.

A text whose source has changed since then is out of date, until someone changes the text too.
"""

import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from posixpath import splitext
from typing import Annotated, Any

from pydantic import BaseModel, StringConstraints, TypeAdapter, ValidationError

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.sources import sources_of
from mentorsite.loader.translation_units import Unit, units
from mentorsite.loader.tree import DEFINITION_ENDINGS, MEMORY_FOLDER, PAGE_ENDINGS, SITE_FILE, Tree
from mentorsite.model.settings import Settings
from mentorsite.model.site import TranslatedFile

Known = Mapping[str, tuple[str, str]]
"""By the names of texts: the hash of the source that each was made from, and its own."""


@dataclass(frozen=True, slots=True)
class FileMemory:
    """What was known of a translated file. `whole` are hashes of both files, where nothing in them was left to do."""

    texts: Known = field(default_factory=dict)
    whole: tuple[str, str] | None = None


Memory = Mapping[str, FileMemory]
"""By the paths of translations."""


Hashes = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]+ [0-9a-f]+$")]
"""Of a source and of its translation."""


class _Said(BaseModel):
    """A file of a memory, as it is written."""

    texts: dict[str, Hashes]
    whole: Hashes | None = None

    @property
    def known(self) -> Known:
        return {at: _pair(hashes) for at, hashes in self.texts.items()}


def _pair(hashes: str) -> tuple[str, str]:
    source, own = hashes.split(" ")
    return source, own


SAID = TypeAdapter(dict[str, _Said])


@dataclass(frozen=True, slots=True)
class FileState:
    """How far a file is translated; `exists` tells whether there is a translation."""

    source: str
    path: str
    exists: bool
    units: tuple[Unit, ...]
    missing: tuple[Unit, ...] = ()
    outdated: tuple[Unit, ...] = ()
    is_broken: bool = False
    """Whether the translation can't be read: `mentorsite check` says where."""

    @property
    def done(self) -> int:
        """How many texts are translated, as their sources are now."""
        return len(self.units) - len(self.missing) - len(self.outdated)


def memory_path(language: str) -> str:
    """Where the memory of a language lies."""
    return f"{MEMORY_FOLDER}{language}.json"


def memory_of(tree: Tree, language: str) -> tuple[Memory, tuple[Problem, ...]]:
    """What is known of a language's translations; nothing, and what is wrong, where that can't be read."""
    path = memory_path(language)
    try:
        # JSON has no byte order mark, and some editors write one.
        said = SAID.validate_json(tree.texts.get(path, b"{}").removeprefix(BOM_UTF8))
    except ValidationError as error:
        return {}, (_unreadable(path, language, error),)
    memory = {}
    for at, each in said.items():
        whole = _pair(each.whole) if each.whole else None
        memory[at] = FileMemory(each.known, whole)
    return memory, ()


def _unreadable(path: str, language: str, error: ValidationError) -> Problem:
    first = error.errors(include_url=False)[0]
    spot = re.search(r" at line (\d+) column (\d+)$", first["msg"])  # as pydantic ends what it says of broken JSON
    if spot:
        place = Place(path, int(spot[1]), int(spot[2]))
    else:
        place = Place(path)
    within = "".join(f" of `{each}`" for each in first["loc"][:1])
    message = f"what translations were made from can't be read{within}"
    hint = (
        "if two people's changes met in this file, keep the lines of both; else delete it: "
        f"`mentorsite translate {language}` writes it anew, and takes every translation for up to date"
    )
    return problem("translation-memory", place, message, hint)


def as_bytes(memory: Memory) -> bytes:
    """A memory as a file: sorted, and a line for each text, so that two people can add to it."""
    said: dict[str, Any] = {}
    for path, file in sorted(memory.items()):
        said[path] = {"texts": {at: " ".join(pair) for at, pair in file.texts.items()}}
        if file.whole:
            said[path]["whole"] = " ".join(file.whole)
    text = json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()


def paths(tree: Tree, settings: Settings, language: str) -> dict[str, str]:
    """The file that translates each source into a language, or would: by the source's path, in the tree's order."""
    sources = sources_of(tree, settings)
    by_address = {each.address: each for each in sources if each.language == language}
    found = {}
    if SITE_FILE in tree.texts:
        found[SITE_FILE] = f"site.{language}.yml"
    for source in sources:
        if source.language != settings.default_language or not source.path.lower().endswith(_TEXTS):
            continue
        there = by_address.get(f"{language}/{source.address}")
        if there:
            found[source.path] = there.path
        else:
            stem, ending = splitext(source.path)
            found[source.path] = f"{stem}.{language}{ending}"
    return found


_TEXTS = PAGE_ENDINGS + DEFINITION_ENDINGS


def states(
    tree: Tree, settings: Settings, language: str, memory: Memory, *, whole: bool = True
) -> tuple[FileState, ...]:
    """How far each file is translated into a language.

    Without `whole`, files are left out that aren't there, and those in which nothing was left to do.
    """
    found = []
    for source, path in paths(tree, settings, language).items():
        known = memory.get(path, FileMemory())
        if not whole and (path not in tree.texts or known.whole == digests(tree, source, path)):
            continue
        found.append(state(source, path, tree.texts, known))
    return tuple(each for each in found if each.units or each.exists)


def state(source: str, path: str, files: Mapping[str, bytes], known: FileMemory) -> FileState:
    """How far one file is translated; `files` has both. Of one that can't be read all is missing."""
    texts = units(source, path, files)
    if not texts and path in files:
        texts = units(source, path, {source: files[source]})
        return FileState(source, path, exists=True, units=texts, missing=texts, is_broken=bool(texts))
    missing = tuple(each for each in texts if each.is_missing)
    outdated = tuple(each for each in texts if is_outdated(each, known.texts))
    return FileState(source, path, path in files, texts, missing, outdated)


def translated_files(tree: Tree, settings: Settings) -> dict[str, tuple[TranslatedFile, ...]]:
    """How far each source is translated, by the codes of languages, where a page shows that."""
    found: dict[str, tuple[TranslatedFile, ...]] = {}
    for language in settings.languages:
        if settings.translations and language != settings.default_language:
            memory, _ = memory_of(tree, language)
            found[language] = tuple(_counted(each) for each in states(tree, settings, language, memory))
    return found


def _counted(file: FileState) -> TranslatedFile:
    counts = len(file.units), len(file.missing), len(file.outdated)
    return TranslatedFile(file.source, file.path, file.exists, *counts)


def is_outdated(unit: Unit, known: Known) -> bool:
    """Whether the source of a text has changed since it was translated, and the text hasn't."""
    if unit.is_missing or unit.at not in known:
        return False
    source, own = known[unit.at]
    return source != unit.source_hash and own == unit.own_hash


def digests(tree: Tree, source: str, path: str) -> tuple[str, str]:
    """Hashes of a file and its translation as they are."""
    return sha256(tree.texts[source]).hexdigest(), sha256(tree.texts.get(path, b"")).hexdigest()


def learned(tree: Tree, memory: Memory, files: Iterable[FileState], reviewed: frozenset[str]) -> dict[str, FileMemory]:
    """The memory with what is new in some files: texts that were translated, or changed, since it was written.

    All texts of the files `reviewed` are up to date: someone looked at them.
    """
    found = {}
    for file in files:
        before = memory.get(file.path, FileMemory())
        if file.path in memory and (file.is_broken or not file.units):  # one of the two can't be read now
            found[file.path] = before
            continue
        texts = _learned_texts(file, before.texts, is_reviewed=file.path in reviewed)
        is_done = not file.missing and not any(is_outdated(each, texts) for each in file.units)
        whole = digests(tree, file.source, file.path) if is_done else None
        if texts:
            found[file.path] = FileMemory(texts, whole)
    return found


def _learned_texts(file: FileState, known: Known, *, is_reviewed: bool) -> dict[str, tuple[str, str]]:
    """The hashes of each text that is translated: as they were known, unless the text has changed since then."""
    texts = {}
    for unit in file.units:
        if unit.is_missing:
            continue
        if unit.at in known and known[unit.at][1] == unit.own_hash and not is_reviewed:
            # Not the hash of the source as it is: that its text is out of date has to be known the next time.
            texts[unit.at] = known[unit.at]
        else:
            texts[unit.at] = (unit.source_hash, unit.own_hash)
    return texts
