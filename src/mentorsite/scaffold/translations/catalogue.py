"""Catalogues of gettext, for translators who work with Weblate, Poedit or Crowdin: a message for each text."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from mentorsite.errors import UsageError
from mentorsite.loader.translation_memory import FileState, Known, is_outdated
from mentorsite.loader.translation_units import Unit, hashed

FUZZY = "fuzzy"
COMMENT = "# Texts of this handbook, for translators."
BETWEEN = "#"
"""Stands in a message's context between the source's path and the text's name there."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a catalogue says for the texts of a translation, and what it says of another text than the file does."""

    texts: tuple[tuple[Unit, str], ...]
    conflicts: tuple[Unit, ...]


def context(file: FileState, unit: Unit) -> str:
    """What tells a message from others with the same words."""
    return f"{file.source}{BETWEEN}{unit.at}"


def parsed(path: str, data: bytes, language: str) -> Catalog:
    """A catalogue that someone sent back; raises `UsageError` for what is none."""
    if b"msgid" not in data:
        raise UsageError(f"{path} is no catalogue of gettext: it has no `msgid`. Nothing was written.")
    try:
        return read_po(BytesIO(data), locale=language.replace("-", "_"), abort_invalid=True)
    except (PoFileError, ValueError, UnicodeDecodeError) as error:
        raise UsageError(f"{path} is no catalogue of gettext: {error}. Nothing was written.") from error


def said_for(file: FileState, catalog: Catalog, known: Known) -> Said:
    """What a catalogue has for a file. Words of the file count where they were changed there since it was written."""
    texts, conflicts = [], []
    for unit in file.units:
        message = catalog.get(unit.source, context(file, unit))
        words = message.string if message and isinstance(message.string, str) and not message.fuzzy else ""
        if not words.strip() or hashed(words) == unit.own_hash:
            continue
        is_ours = unit.is_missing or known.get(unit.at, ("", ""))[1] == unit.own_hash
        if is_ours:
            texts.append((unit, words))
        else:
            conflicts.append(unit)
    return Said(tuple(texts), tuple(conflicts))


def catalogue(
    language: str, files: Iterable[FileState], memory: Mapping[str, Known], before: Catalog | None
) -> Catalog:
    """All texts with their translations; those whose source has changed since are marked. Keeps what `before` noted."""
    kept = before or Catalog(locale=language.replace("-", "_"), fuzzy=False)
    made = Catalog(
        locale=language.replace("-", "_"),
        header_comment=before.header_comment if before else COMMENT,
        project="handbook",
        version="1",
        creation_date=kept.creation_date,
        revision_date=kept.revision_date,
        last_translator=kept.last_translator,
        language_team=kept.language_team,
        fuzzy=False,
    )
    for file in files:
        known = memory.get(file.path, {})
        for unit in file.units:
            old = kept.get(unit.source, context(file, unit))
            flags = {FUZZY} if is_outdated(unit, known) else set()
            made.add(
                unit.source,
                unit.own,
                locations=[(unit.place.path, unit.place.line)],
                flags=flags,
                user_comments=old.user_comments if isinstance(old, Message) else (),
                context=context(file, unit),
            )
    return made


def as_po(catalog: Catalog) -> bytes:
    """A catalogue as a file."""
    made = BytesIO()
    write_po(made, catalog, width=100, sort_by_file=False)
    return made.getvalue()
