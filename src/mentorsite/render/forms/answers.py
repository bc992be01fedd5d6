"""Answers put into a sheet before it is drawn: what a pair's forms hold at first."""

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mentorsite.render.forms.sheet import (
    AmendmentsBlock,
    ClauseBlock,
    FieldBlock,
    FormSheet,
    Input,
    ItemBlock,
    SheetBlock,
    SignatureBlock,
    TextBlock,
    inputs,
)
from mentorsite.theme.dates_and_numbers import day

DAY = re.compile(r"\d{4}-\d\d-\d\d")
Answers = Mapping[str, str]
"""By the names of inputs: text as it is written, a day as 2027-02-01, the value of an option, `yes` for a tick.

Several options of one input stand in a line each.
"""


def answered(sheet: FormSheet, answers: Answers) -> FormSheet:
    """The sheet with these answers; those without an input are left out."""
    if not any(each.name in answers for each in inputs(sheet)):
        return sheet
    return replace(sheet, blocks=tuple(_block(block, answers, sheet.language) for block in sheet.blocks))


def _block(block: SheetBlock, answers: Answers, language: str) -> SheetBlock:
    def filled(each: Input) -> Input:
        return _input(each, answers, language)

    def blank(each: FieldBlock) -> FieldBlock:
        return replace(each, inputs=tuple(map(filled, each.inputs)))

    match block:
        case TextBlock():
            return replace(block, blanks=tuple(map(blank, block.blanks)))
        case ClauseBlock():
            boxes = tuple(replace(box, input=filled(box.input)) for box in block.boxes)
            return replace(block, boxes=boxes, blanks=tuple(map(blank, block.blanks)))
        case ItemBlock():
            return replace(block, input=filled(block.input))
        case FieldBlock():
            return replace(block, inputs=tuple(map(filled, block.inputs)))
        case SignatureBlock(inputs=(name, signature, signed_on)):
            return replace(block, inputs=(filled(name), filled(signature), filled(signed_on)))
        case AmendmentsBlock():
            rows = tuple((filled(one), filled(two), filled(three)) for one, two, three in block.rows)
            return replace(block, rows=rows)
        case _:
            return block


def _input(each: Input, answers: Answers, language: str) -> Input:
    answer = answers.get(each.name)
    if answer is None or not holds(each, answer):
        return each
    if each.kind == "date" and answer:
        said = day(date.fromisoformat(answer), language)
    else:
        said = ""
    return replace(each, value=answer, said=said)


def holds(each: Input, answer: str) -> bool:
    """Whether an input can hold an answer: two forms may ask for different things by one name."""
    options = {option.value for option in each.options}
    match each.kind:
        case "date":
            return not answer or DAY.fullmatch(answer) is not None
        case "one-of":  # the text for something else is an input of its own
            return not answer or answer in options
        case "any-of":
            return options.issuperset(answer.splitlines())
        case "check":
            return answer in ("", "yes")
        case "signature":  # nobody signs for someone else
            return not answer
        case _:
            return True


def saved_answers(sheet: FormSheet, answers: Answers) -> dict[str, str | bool]:
    """The answers to a sheet as its page saves them."""
    saved: dict[str, str | bool] = {}
    for each in inputs(sheet):
        answer = answers.get(each.name)
        if not answer or not holds(each, answer):
            continue
        match each.kind:
            case "any-of":
                saved |= {f"{each.name}__{option}": True for option in answer.splitlines()}
            case "check":
                saved[each.name] = True
            case _:
                saved[each.name] = answer
    return saved
