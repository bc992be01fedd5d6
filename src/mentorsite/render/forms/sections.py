"""Sheet → its parts: what stands below each heading, blocks of one type together."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from mentorsite.render.forms.sheet import (
    AmendmentsBlock,
    ClauseBlock,
    FieldBlock,
    FormSheet,
    HeadingBlock,
    ItemBlock,
    SheetBlock,
    SignatureBlock,
    TextBlock,
)

KINDS = {
    TextBlock: "text", ClauseBlock: "clauses", ItemBlock: "items", FieldBlock: "fields", SignatureBlock: "signatures",
    AmendmentsBlock: "amendments",
}  # fmt: skip
"""The end of the name of the partial that shows each type of block."""


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks of one type that follow each other."""

    kind: str
    blocks: tuple[SheetBlock, ...]


@dataclass(frozen=True, slots=True)
class FormSection:
    """What stands below a heading; at the start of a sheet there may be none."""

    heading: HeadingBlock | None
    groups: tuple[Group, ...]


def parts(sheet: FormSheet) -> Iterator[FormSection]:
    """The parts of a sheet, in reading order."""
    heading: HeadingBlock | None = None
    blocks: list[SheetBlock] = []
    for block in sheet.blocks:
        if isinstance(block, HeadingBlock):
            if heading or blocks:
                yield FormSection(heading, _groups(blocks))
            heading, blocks = block, []
        else:
            blocks.append(block)
    if heading or blocks:
        yield FormSection(heading, _groups(blocks))


def _groups(blocks: list[SheetBlock]) -> tuple[Group, ...]:
    return tuple(Group(kind, tuple(each)) for kind, each in groupby(blocks, lambda block: KINDS[type(block)]))
