"""About how long it takes to read a form and to fill it in."""

from collections.abc import Iterator
from unicodedata import east_asian_width

from mentorsite.render.forms.sheet import (
    ClauseBlock,
    FieldBlock,
    FormSheet,
    HeadingBlock,
    Input,
    InputKind,
    ItemBlock,
    SignatureBlock,
    TextBlock,
    block_inputs,
)

LETTERS_A_MINUTE = 1200
"""How many letters people read in a minute; a sign of Chinese, Japanese or Korean counts as three."""
SECONDS: dict[InputKind, int] = {"lines": 90, "signature": 30, "check": 5, "one-of": 8, "initials": 5}
"""How long it takes to fill in some kinds of inputs."""
OTHER = 12
"""How many seconds any other takes."""
STEPS = (5, 10, 15, 20, 30, 45, 60, 90, 120)
"""The numbers of minutes that are said."""


def minutes(sheet: FormSheet) -> int:
    """About how many minutes a form takes: the next number that people would say."""
    letters = sum(map(_letters, _texts(sheet)))
    filling = sum(SECONDS.get(each.kind, OTHER) for each in _inputs(sheet))
    needed = letters / LETTERS_A_MINUTE + filling / 60
    for step in STEPS:
        if needed <= step:
            return step
    return STEPS[-1]


def _letters(text: str) -> int:
    """How many letters take as long to read."""
    return sum(3 if east_asian_width(sign) in "WF" else 1 for sign in text)


def _texts(sheet: FormSheet) -> Iterator[str]:
    if sheet.introduction:
        yield sheet.introduction.plain
    for block in sheet.blocks:
        match block:
            case HeadingBlock() | TextBlock() | ClauseBlock() | ItemBlock():
                yield block.text.plain
            case FieldBlock():
                yield f"{block.label.plain} {block.help.plain if block.help else ''}"
            case _:
                pass


def _inputs(sheet: FormSheet) -> Iterator[Input]:
    """What is filled in at one time: of rows without words of their own one."""
    for block in sheet.blocks:
        match block:
            case TextBlock() | ClauseBlock():
                yield from block_inputs(block)
            case ItemBlock():
                yield block.input
            case FieldBlock(columns=columns, rows=rows) if columns and not any(rows):
                yield from block.inputs[: len(columns)]
            case FieldBlock() | SignatureBlock():
                yield from block.inputs
            case _:
                pass
