"""What of a form's words a signature covers: a digest of each part, so that a page and a file can tell what changed.

The parts are those that people speak of: the head, each section with its texts, each clause, field and thing to do.
What isn't agreed to is no part: days that are counted, places to sign, numbers.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from mentorsite.render.forms.sheet import (
    ClauseBlock,
    FieldBlock,
    FormSheet,
    HeadingBlock,
    ItemBlock,
    Only,
    TextBlock,
)

HEAD = "_form"
"""The id of what stands above the first section; no section has such a one."""
PLACES_TO_SIGN = ("_signatures", "_amendments")
"""The headings below which nothing is agreed to."""
LENGTH = 12
"""How many signs a digest has: six bytes, enough for each part of one form."""


@dataclass(frozen=True, slots=True)
class SignedPart:
    """A part of a form: what its name is in a signature, a digest of its words, and what people call it."""

    id: str
    digest: str
    label: str


@dataclass(frozen=True, slots=True)
class Signing:
    """What signatures on a form cover of its words. `words` has the id, a digest and the label of each part.

    `others` has a digest of all the words of the form in each other language.
    """

    language: str
    words: tuple[tuple[str, str, str], ...]
    others: dict[str, str]


def signed_parts(sheet: FormSheet) -> tuple[SignedPart, ...]:
    """What a signature on a form covers, in reading order."""
    said: dict[str, list[str]] = {}
    labels: dict[str, str] = {}
    for id, label, words in _parts(sheet):
        labels.setdefault(id, label)
        said.setdefault(id, []).extend(words)
    return tuple(SignedPart(id, _digest(said[id]), labels[id]) for id in said)


def digest_of_all(parts: tuple[SignedPart, ...]) -> str:
    """A digest of all parts, by which a page in another language tells that none changed."""
    return _digest(sorted(f"{part.id} {part.digest}" for part in parts))


def _digest(words: list[str]) -> str:
    """Of texts, however their lines are broken."""
    text = "\n".join(" ".join(each.split()) for each in words)
    return sha256(text.encode(errors="surrogatepass")).hexdigest()[:LENGTH]


def _parts(sheet: FormSheet) -> Iterator[tuple[str, str, list[str]]]:
    """The id, label and words of each part. Texts belong to the heading above them."""
    introduction = ""
    if sheet.introduction:
        introduction = sheet.introduction.plain
    # What a part lacks is an empty text in its place: leaving it out would end all signatures that there are.
    yield HEAD, sheet.title, [sheet.title, sheet.notice or "", introduction]
    id, title = HEAD, sheet.title
    for block in sheet.blocks:
        if isinstance(block, HeadingBlock) and block.id in PLACES_TO_SIGN:
            return
        match block:
            case HeadingBlock():
                id, title = block.id, block.text.plain
                label = title
                if block.number:  # people call it by that; its digest is without, for clauses may move
                    label = f"{block.number} {title}"
                yield id, label, [title, *_about(block.when, block.audience)]
            case TextBlock():
                yield id, title, [block.text.plain, *_of_blanks(block)]
            case ClauseBlock():
                words = [block.text.plain, *_about(block.when, block.audience), *_of_blanks(block)]
                yield block.id, f"{block.number} {title}", words
            case ItemBlock():
                yield block.input.name, block.text.plain, [block.text.plain]
            case FieldBlock():
                yield block.id, block.label.plain, list(_of_field(block))


def _about(when: Only | None, audience: tuple[str, ...]) -> list[str]:
    return [when.words if when else "", *audience]


def _of_blanks(block: TextBlock | ClauseBlock) -> Iterator[str]:
    """What is asked within the sentences of a text."""
    for blank in block.blanks:
        yield blank.id
        yield from _of_field(blank)


def _of_field(block: FieldBlock) -> Iterator[str]:
    """What is asked, and what can be answered."""
    yield block.label.plain
    yield block.help.plain if block.help else ""
    yield block.filled_by or ""
    yield from _about(block.when, ())
    for rich in (*block.columns, *block.rows):
        yield rich.plain if rich else ""
    for each in block.inputs:
        yield each.unit or ""
        for option in each.options:
            yield option.label
