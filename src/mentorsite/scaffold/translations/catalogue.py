"""Catalogues of gettext, for translators who work with Weblate, Poedit or Crowdin: a message for each text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from io import BytesIO, StringIO

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import PoFileError, read_po, write_po

from mentorsite.errors import UsageError, visible
from mentorsite.loader.translation_memory import FileState, Known, is_outdated
from mentorsite.loader.translation_units import Unit, hashed

FUZZY = "fuzzy"
COMMENT = "# Texts of this handbook, for translators."
BETWEEN = "#"
"""Stands in a message's context between the source's path and the text's name there."""
CHARSET = re.compile(rb"charset=([\w.:-]+)")
LINE = re.compile(r'(?:msgctxt |msgid |msgstr )?"(?:[^"\\]|\\.)*+"')
"""What every line is that is no comment; no text of a handbook has forms for numbers, as `msgid_plural` begins them."""
HEADER = 2_000
"""Within how many bytes a catalogue says its encoding."""
SHOWN = 60
"""How much of a line a message shows, in characters."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a catalogue says for the texts of a translation, and what it says of another text than the file does."""

    texts: tuple[tuple[Unit, str], ...]
    conflicts: tuple[Unit, ...]


def context(file: FileState, unit: Unit) -> str:
    """What tells a message from others with the same words."""
    return f"{file.source}{BETWEEN}{unit.at}"


def parsed(path: str, data: bytes, language: str) -> Catalog:
    """A catalogue that someone sent back; raises `UsageError` for what is none, or one in another language."""
    text = _text(path, data)
    for number, line in enumerate(text.split("\n"), 1):
        # `#~` begins the lines of a message that is no longer used.
        said = line.strip().removeprefix("#~").strip()
        if said and not said.startswith("#") and not LINE.fullmatch(said):
            where = f"{path}, line {number}: `{visible(said[:SHOWN])}`"
            raise UsageError(f"{where} is no line of a catalogue of gettext. Nothing was written.")
    if "msgid" not in text:
        raise UsageError(f"{path} is no catalogue of gettext: it has no `msgid`. Nothing was written.")
    try:
        found = read_po(StringIO(text), locale=language.replace("-", "_"), abort_invalid=True)
    except (PoFileError, ValueError) as error:
        raise UsageError(f"{path} is no catalogue of gettext: {error}. Nothing was written.") from error
    other = str(found.locale_identifier or language)
    if other.partition("_")[0].lower() != language.partition("-")[0].lower():
        raise UsageError(f"{path} says that its language is `{visible(other)}`, not `{language}`. Nothing was written.")
    return found


def _text(path: str, data: bytes) -> str:
    """A catalogue's text, in the encoding that it names."""
    said = CHARSET.search(data[:HEADER])
    encoding = said[1].decode() if said else "utf-8"
    # A template says `charset=CHARSET`, to be filled in. Some programs begin UTF-8 with a byte order mark.
    if encoding.lower() in ("charset", "utf-8", "utf8"):
        encoding = "utf-8-sig"
    try:
        return data.decode(encoding)
    except (LookupError, UnicodeError) as error:
        named = encoding.removesuffix("-sig")
        message = f"{path} can't be read as {named}. Save it again with the encoding UTF-8. Nothing was written."
        raise UsageError(message) from error


def said_for(file: FileState, catalog: Catalog, known: Known) -> Said:
    """What a catalogue has for a file. Words of the file count where they were changed there since it was written."""
    texts, conflicts = [], []
    for unit in file.units:
        message = catalog.get(unit.source, context(file, unit))
        if message and isinstance(message.string, str) and not message.fuzzy:
            words = message.string
        else:
            words = ""
        if not words.strip() or hashed(words) == unit.own_hash:
            continue
        _, hash_before = known.get(unit.at, ("", ""))
        is_unchanged = unit.is_missing or hash_before == unit.own_hash
        if is_unchanged:
            texts.append((unit, words))
        else:
            conflicts.append(unit)
    return Said(tuple(texts), tuple(conflicts))


Left = Mapping[tuple[str, str], str]
"""Words of a catalogue that a file has no place for, by the file's path and the text's name."""


def catalogue(
    language: str, files: Iterable[FileState], memory: Mapping[str, Known], before: Catalog | None, left: Left
) -> Catalog:
    """All texts with their translations; those whose source has changed since are marked. Keeps what `before` noted,
    and the words that are `left` in it."""
    kept = before or Catalog(locale=language.replace("-", "_"), fuzzy=False)
    header = before.header_comment if before else COMMENT
    made = Catalog(
        locale=language.replace("-", "_"),
        header_comment=header,
        project="handbook",
        version="1",
        creation_date=kept.creation_date,
        revision_date=kept.revision_date,
        last_translator=kept.last_translator,
        language_team=kept.language_team,
        fuzzy=False,
    )
    by_context = {each.context: each for each in kept if each.id}
    for file in files:
        known = memory.get(file.path, {})
        for unit in file.units:
            # Where the source says something else by now, what was noted of the text is found by its place.
            old = kept.get(unit.source, context(file, unit)) or by_context.get(context(file, unit))
            unfinished = _unfinished(old, unit)
            words = unfinished or left.get((file.path, unit.at), unit.own)
            needs_a_look = unfinished or is_outdated(unit, known)
            made.add(
                unit.source,
                words,
                locations=[(unit.place.path, unit.place.line)],
                flags={FUZZY} if needs_a_look else set(),
                user_comments=old.user_comments if isinstance(old, Message) else (),
                context=context(file, unit),
            )
    return made


def _unfinished(message: Message | None, unit: Unit) -> str:
    """Words that a translator has marked as not ready, where the file says something else; or words for what the source
    said before, where the file says nothing."""
    if message and isinstance(message.string, str):
        words = message.string
    else:
        words = ""
    if not message or not words.strip() or hashed(words) == unit.own_hash:
        return ""
    is_of_before = message.id != unit.source and unit.is_missing
    if message.fuzzy or is_of_before:
        return words
    return ""


def as_po(catalog: Catalog) -> bytes:
    """A catalogue as a file."""
    made = BytesIO()
    write_po(made, catalog, width=100, sort_by_file=False)
    return made.getvalue()
