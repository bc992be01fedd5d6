"""Inputs → the fields of a PDF: what each is called, says aloud and takes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, assert_never

from mentorsite.render.forms.sheet import FieldBlock, FormSheet, Input, Option, blanks, inputs
from mentorsite.theme.values import Words

PdfKind = Literal["text", "lines", "check", "radio", "combo", "signature"]
TICKED = "yes"
"""What a box that stands alone is when it is ticked."""

MORE_ROOM = "more_room"


@dataclass(frozen=True, slots=True)
class PdfField:
    """One field. `name` is its `/T`, unique and without a full stop; `label` its `/TU`, which is spoken.

    `options` are a group's or a list's, `spoken` what is said of each button of a group; a box has one option,
    its value when ticked. `value` is what it holds at first: for a choice the option's value, nothing where
    none is chosen. A theme may do without one that is `spare`.
    """

    name: str
    kind: PdfKind
    label: str
    required: bool = False
    options: tuple[Option, ...] = ()
    spoken: tuple[str, ...] = ()
    value: str = ""
    spare: bool = False


@dataclass(frozen=True, slots=True)
class Control:
    """What an input becomes: one field, or one an option, then the one for something else.

    `hint` says how to write what is wanted.
    """

    input: Input
    fields: tuple[PdfField, ...]
    hint: str | None = None


def pdf_fields(sheet: FormSheet, words: Words) -> tuple[PdfField, ...]:
    """Every field of a sheet's PDF, in reading order: those of its inputs, then more room where people write."""
    made = [field for control in controls(sheet, words) for field in control.fields]
    if any(field.kind in ("text", "lines") for field in made):
        name = _free(MORE_ROOM, {field.name for field in made})
        made.append(PdfField(name, "lines", words["print_more_room"], spare=True))
    return tuple(made)


def controls(sheet: FormSheet, words: Words) -> tuple[Control, ...]:
    """What each input becomes, in the order of `inputs(sheet)`."""
    tables = []
    for block in sheet.blocks:
        if isinstance(block, FieldBlock) and block.columns:
            tables.append(block)
    in_line = set()
    for block in (*tables, *blanks(sheet)):
        for each in block.inputs:
            in_line.add(each.name)
    taken: set[str] = set()
    return tuple(_control(each, each.name in in_line, taken, words) for each in inputs(sheet))


def _control(each: Input, in_line: bool, taken: set[str], words: Words) -> Control:
    hint = _hint(each, words)
    if hint:
        label = words["print_format"].format(each.label, hint)
    else:
        label = each.label
    kinds: Mapping[str, PdfKind] = {"lines": "lines", "signature": "signature"}
    match each.kind:
        case "any-of":
            fields = tuple(_boxes(each, taken, words))
        case "one-of":
            # buttons have no room in a cell or a sentence; a list that opens has
            kind: PdfKind = "combo" if in_line else "radio"
            if each.value in {option.value for option in each.options}:
                value = each.value
            else:
                value = ""
            spoken = tuple(words["input_part"].format(each.label, option.label) for option in each.options)
            fields = (PdfField(_free(each.name, taken), kind, label, each.required, each.options, spoken, value),)
        case "check":
            ticked = (Option(TICKED, each.label),)
            value = TICKED if each.value else ""
            fields = (PdfField(_free(each.name, taken), "check", label, each.required, ticked, value=value),)
        case (
            "text" | "lines" | "number" | "money" | "date" | "time" | "duration" | "email" | "phone" | "initials"
            | "signature"
        ):  # fmt: skip
            name = _free(each.name, taken)
            fields = (PdfField(name, kinds.get(each.kind, "text"), label, each.required, value=each.written),)
        case _:
            assert_never(each.kind)
    if each.other:
        name = _free(f"{each.name}__other", taken)
        fields = (*fields, PdfField(name, "text", words["print_other_label"].format(each.label)))
    return Control(each, fields, hint)


def _boxes(each: Input, taken: set[str], words: Words) -> Iterator[PdfField]:
    for option in each.options:
        label = words["input_part"].format(each.label, option.label)
        if option.value in each.chosen:
            value = option.value
        else:
            value = ""
        name = _free(f"{each.name}__{option.value}", taken)
        yield PdfField(name, "check", label, options=(option,), value=value)


def _hint(each: Input, words: Words) -> str | None:
    """How to write it, in words: nothing checks what is typed in a PDF."""
    if each.kind in ("date", "time", "email", "phone"):
        return words[f"print_{each.kind}"]
    if each.kind == "number" and each.min is not None and each.max is not None:
        return words["scale"].format(each.min, each.max)
    return None


def _free(name: str, taken: set[str]) -> str:
    """A name that no other field has: in a PDF a full stop means "inside", and two of one name are one field."""
    legal = name.replace(".", "_") or "field"
    free = legal
    number = 1
    while free in taken:
        number += 1
        free = f"{legal}-{number}"
    taken.add(free)
    return free
