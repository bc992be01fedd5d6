"""`FormSheet`: a form as the one sequence of blocks that every writer reads, so that they can't disagree.

Writers are the web page, print, PDF, Word, Markdown and the saved answers. Each input has one name in all
of them: the field's id, with `__` before a part of it (`goals__2`, `plan__1__when`, `days__monday`).
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from markupsafe import Markup, escape

from mentorsite.model.moment import Moment
from mentorsite.render.text.nodes import Block
from mentorsite.render.text.places import with_fields
from mentorsite.render.text.simple import plain

InputKind = Literal[
    "text", "lines", "number", "money", "date", "time", "duration", "email", "phone", "one-of", "any-of", "check",
    "initials", "signature",
]  # fmt: skip
BLOCK_TAG = re.compile(r"<(?P<end>/?)(?P<name>p|div|center)(?P<attributes>(?: [^<>]*)?)>")
CLASS = ' class="'


@dataclass(frozen=True, slots=True)
class Rich:
    """A text: as HTML with links as the form's page needs them, and as blocks with whole links, for what is read
    elsewhere.
    """

    html: Markup
    blocks: tuple[Block, ...]

    @classmethod
    def of(cls, words: str) -> "Rich":
        """A plain text."""
        return cls(escape(words), plain(words))

    @property
    def plain(self) -> str:
        """The words alone."""
        return str(self.html.striptags())

    @property
    def inline(self) -> Markup:
        """The HTML for a place where no paragraph may stand, such as a label."""
        return Markup(BLOCK_TAG.sub(_span, self.html.strip()))  # noqa: S704 - other names of tags, and a class, alone


def _span(tag: re.Match[str]) -> str:
    """The tag of a `span` in place of one of a block; a paragraph keeps its room by its class."""
    if tag["end"]:
        return "</span>"
    attributes = tag["attributes"]
    if tag["name"] == "div":
        return f"<span{attributes}>"
    if CLASS in attributes:
        return f"<span{attributes.replace(CLASS, f'{CLASS}paragraph ', 1)}>"
    return f'<span class="paragraph"{attributes}>'


@dataclass(frozen=True, slots=True)
class Option:
    """One answer of several. `value` is what is saved, unique in its input."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class Input:
    """One thing to fill in. `label` is what is spoken: whole by itself, without what stands around it.

    `one-of` and `any-of` have `options`, and where `other` is set a text of their own, named
    `<name>__other`. `lines` is how many lines to write on paper has. `value` is what it holds at first, and of a day
    `said` is that in words. `formerly` is the name under which its answer may be kept; `by_place` is one that told it
    by its place, under which only an answer to the same version of the form is its own. `next_time` tells whether its
    answer stands above the next copy of the form. `signer` is set where filling it in is an act of signing: the name of
    who signs by it, or nothing where all of them do.
    """

    name: str
    kind: InputKind
    label: str
    required: bool = False
    lines: int = 1
    options: tuple[Option, ...] = ()
    other: bool = False
    unit: str | None = None
    min: float | None = None
    max: float | None = None
    value: str = ""
    said: str = ""
    formerly: str = ""
    by_place: str = ""
    next_time: bool = False
    signer: str | None = None

    @property
    def written(self) -> str:
        """What it holds at first, as it is read where nothing but words can be written."""
        return self.said or self.value

    @property
    def chosen(self) -> tuple[str, ...]:
        """The options that it holds at first: `value` has one a line."""
        return tuple(self.value.splitlines())


@dataclass(frozen=True, slots=True)
class Only:
    """That something is asked only where a field has one of some answers: in words, and as they are saved.

    `field` is the field's name. A box that isn't ticked has an empty answer.
    """

    words: str
    field: str
    answers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading of the second level; `number` is set in agreements. `audience` is whom its section is for."""

    id: str
    number: str | None
    text: Rich
    when: Only | None = None
    audience: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FieldBlock:
    """A field. Most have one input; a list has one a row, a table one a cell, row by row.

    `columns`, `rows` and `layout` are a table's; a row without words of its own is None. `more` are the inputs of rows
    that its page shows as people need them; files keep to the rows that there are.
    """

    id: str
    type: str
    label: Rich
    help: Rich | None
    required: bool
    filled_by: str | None
    inputs: tuple[Input, ...]
    columns: tuple[Rich, ...] = ()
    rows: tuple[Rich | None, ...] = ()
    layout: Literal["table", "map"] = "table"
    when: Only | None = None
    more: tuple[Input, ...] = ()


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Paragraphs. `blanks` are the fields that are filled in within their sentences, in reading order."""

    text: Rich
    blanks: tuple[FieldBlock, ...] = ()

    @property
    def pieces(self) -> tuple[Markup | FieldBlock, ...]:
        """The HTML of its text, with each of its blanks in its place."""
        return with_fields(self.text.html, {blank.id: blank for blank in self.blanks})


@dataclass(frozen=True, slots=True)
class ClauseBox:
    """Where a clause is acknowledged, and what stands beside that."""

    input: Input
    label: str


@dataclass(frozen=True, slots=True)
class ClauseBlock:
    """A numbered clause, and what acknowledges it: one box, one for each who signs, or none.

    `id` is what it is called in answers and signatures; `blanks` and `pieces` are as a text's.
    """

    id: str
    number: str
    text: Rich
    boxes: tuple[ClauseBox, ...] = ()
    when: Only | None = None
    audience: tuple[str, ...] = ()
    blanks: tuple[FieldBlock, ...] = ()

    @property
    def pieces(self) -> tuple[Markup | FieldBlock, ...]:
        return TextBlock(self.text, self.blanks).pieces


@dataclass(frozen=True, slots=True)
class ItemBlock:
    """A thing to do. `due` is in words; `due_day` where the cohort fixes it; `moment` as defined.

    `after` is what to add to the participant's own day, the match: `+14 days`; empty for that day itself. `event` is
    the UID that its day has in calendars; without the day, where that is the participant's own.
    """

    input: Input
    text: Rich
    required: bool
    due: str | None
    due_day: date | None
    after: str | None
    event: str
    moment: Moment | None
    roles: tuple[str, ...]
    audience: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SignatureBlock:
    """Where one party signs: inputs for the name, the signature and the day. `signer` is what names begin with."""

    signer: str
    role: str
    label: str
    inputs: tuple[Input, Input, Input]


@dataclass(frozen=True, slots=True)
class AmendmentsBlock:
    """Rows for later changes: each has the day, the change, the initials."""

    columns: tuple[str, str, str]
    rows: tuple[tuple[Input, Input, Input], ...]


SheetBlock = HeadingBlock | TextBlock | ClauseBlock | ItemBlock | FieldBlock | SignatureBlock | AmendmentsBlock


@dataclass(frozen=True, slots=True)
class FormSheet:
    """A form with everything that its writers say. `address` is its page's, `url` the whole one if known.

    `kept` is the name of its answers on a device, the same in each language; translations kept them under
    `kept_before` once.

    `due`, `due_day`, `after`, `event`, `roles` and `audience` are as an item's. `paired` is the title of the form that
    asks the same in the other voice, and its URL from this one's page.
    """

    id: str
    folder: str
    kind: str
    kind_label: str
    title: str
    description: str
    language: str
    direction: str
    address: str
    kept: str
    kept_before: str
    url: str | None
    version: str | None
    effective: str | None
    due: str | None
    due_day: date | None
    after: str | None
    event: str
    roles: tuple[str, ...]
    audience: tuple[str, ...]
    paired: tuple[str, str] | None
    notice: str | None
    introduction: Rich | None
    blocks: tuple[SheetBlock, ...]
    repeats: bool = False
    """Whether devices keep a copy of it each time."""
    new_copy: str = ""
    """What the button says that begins another copy, where it has words of its own for it."""
    below: str = ""
    """The language that stands below its own, in a form in two languages."""


def blanks(sheet: FormSheet) -> Iterator[FieldBlock]:
    """Every field that is filled in within a sentence, in reading order."""
    for block in sheet.blocks:
        if isinstance(block, TextBlock | ClauseBlock):
            yield from block.blanks


def block_inputs(block: TextBlock | ClauseBlock) -> Iterator[Input]:
    """What is filled in within the sentences of a block, then what acknowledges it."""
    for blank in block.blanks:
        yield from blank.inputs
    if isinstance(block, ClauseBlock):
        for box in block.boxes:
            yield box.input


def inputs(sheet: FormSheet) -> Iterator[Input]:
    """Every input of a sheet, in reading order."""
    for block in sheet.blocks:
        match block:
            case TextBlock() | ClauseBlock():
                yield from block_inputs(block)
            case ItemBlock():
                yield block.input
            case FieldBlock() | SignatureBlock():
                yield from block.inputs
            case AmendmentsBlock():
                for row in block.rows:
                    yield from row
