"""A field of a form → its label, and what is filled in."""

from dataclasses import replace
from datetime import date
from math import ceil
from typing import assert_never

from mentorsite.model.choice_fields import ChoiceField, MultiChoiceField, Scale, ScaleField, YesNoField
from mentorsite.model.field_keys import EACH
from mentorsite.model.field_types import (
    MOST_LINES,
    CheckboxField,
    DateField,
    DurationField,
    EmailField,
    Field,
    InitialsField,
    ListField,
    LongTextField,
    MoneyField,
    NumberField,
    PhoneField,
    SignatureField,
    TextField,
    TimeField,
)
from mentorsite.model.table_field import Column, TableField
from mentorsite.render.forms.form_context import FormContext
from mentorsite.render.forms.sheet import FieldBlock, Input, InputKind, Option, Rich
from mentorsite.structure.first_values import first_value
from mentorsite.theme.dates_and_numbers import day

MORE_ROWS = 10
"""How many rows a page can add to a list, and to a table without words for each row."""
LINE = 80
"""About as many characters stand in a line of a field, on the page and on paper."""


def field_block(context: FormContext, id: str, each: Field) -> FieldBlock:
    """A field with its inputs."""
    label = context.rich(each.label)
    value = first_value(each, context.render_context.scope, context.form.language)
    if value and isinstance(each, DateField):
        said = day(date.fromisoformat(value), context.form.language)
    else:
        said = ""
    first = Input(
        id, "text", label.plain, required=each.required, value=value, said=said, next_time=each.show_next_time
    )
    block = FieldBlock(
        id=id,
        type=each.type,
        label=label,
        help=context.rich(each.help) if each.help else None,
        required=each.required,
        filled_by=context.role(each.filled_by.id) if each.filled_by and each.filled_by.id != EACH else None,
        inputs=(first,),
    )
    # initials, signatures and ticks of one's own are acts of signing; a box for all is an answer like others
    if isinstance(each, (InitialsField, SignatureField)) or (isinstance(each, CheckboxField) and each.filled_by):
        first = replace(first, signer=each.filled_by.id if each.filled_by else "")
    match each:
        case ListField():
            rows = tuple(_row(context, first, index) for index in range(1, each.rows + 1))
            # nobody has to fill in all rows: one answer is enough
            top = replace(rows[0], required=each.required, value=first.value)
            more = range(each.rows + 1, each.rows + MORE_ROWS + 1)
            further = tuple(_row(context, first, index) for index in more)
            return replace(block, inputs=(top, *rows[1:]), more=further)
        case TableField():
            return _table(context, block, each)
        case ChoiceField() | MultiChoiceField() | YesNoField() | ScaleField():
            return replace(block, inputs=(_choice(context, first, each),))
        case _:
            return replace(block, inputs=(_written(first, each),))


def _choice(
    context: FormContext, first: Input, each: ChoiceField | MultiChoiceField | YesNoField | ScaleField
) -> Input:
    """An input in which one or several of some options are chosen."""
    match each:
        case ChoiceField() | MultiChoiceField():
            kind: InputKind = "one-of" if isinstance(each, ChoiceField) else "any-of"
            options = tuple(Option(value, label) for value, label in each.options.items())
            return replace(first, kind=kind, options=options, other=each.other)
        case YesNoField():
            options = (Option("yes", context.words["answer_yes"]), Option("no", context.words["answer_no"]))
        case ScaleField():
            options = _steps(each)
        case _:
            assert_never(each)
    return replace(first, kind="one-of", options=options)


def _row(context: FormContext, first: Input, index: int) -> Input:
    label = context.words["input_row"].format(first.label, index)
    return Input(f"{first.name}__{index}", "text", label, next_time=first.next_time)


def _table(context: FormContext, block: FieldBlock, each: TableField) -> FieldBlock:
    columns = {id: context.rich(column.label) for id, column in each.columns.items()}
    headings = tuple(context.rich(heading) for heading in each.rows.headings)
    # rows with words of their own are all there are; others can get more
    rows: tuple[Rich | None, ...] = headings
    further: tuple[None, ...] = ()
    if not headings:
        rows = (None,) * each.rows.number
        further = (None,) * MORE_ROWS
    made = []
    for index, heading in enumerate((*rows, *further), 1):
        if heading:
            row = heading.plain
        else:
            row = context.words["row_of"].format(index)
        for id, column in each.columns.items():
            label = context.words["input_cell"].format(block.label.plain, row, columns[id].plain)
            cell = _cell(column, f"{block.id}__{index}__{id}", label)
            made.append(replace(cell, next_time=each.show_next_time or column.show_next_time))
    made[0] = replace(made[0], required=each.required)  # as in a list, one answer is enough
    cells = len(rows) * len(columns)
    there, more = tuple(made[:cells]), tuple(made[cells:])
    block = replace(block, inputs=there, more=more, rows=rows, layout=each.layout)
    return replace(block, columns=tuple(columns.values()))


Written = (
    TextField | LongTextField | NumberField | MoneyField | DateField | TimeField | DurationField | EmailField
    | PhoneField | CheckboxField | InitialsField | SignatureField
)  # fmt: skip


def _written(first: Input, each: Written) -> Input:
    """The one input of a field in which something is written, ticked or signed."""
    match each:
        case TextField():
            return first
        case LongTextField():  # a first value may be longer than the field, and is seen whole
            return replace(first, kind="lines", lines=max(each.lines, _lines_for(first.value)))
        case NumberField():
            return replace(first, kind="number", unit=each.unit, min=each.min, max=each.max)
        case MoneyField():
            return replace(first, kind="money", unit=each.currency)
        case CheckboxField():
            return replace(first, kind="check")
        case _:
            return replace(first, kind=each.type)


def _lines_for(text: str) -> int:
    """About how many lines a text takes in a field, up to as many as a field can have."""
    return min(MOST_LINES, sum(max(1, ceil(len(line) / LINE)) for line in text.splitlines()))


def _steps(scale: Scale) -> tuple[Option, ...]:
    return tuple(Option(str(step), _step(scale, step)) for step in range(scale.min, scale.max + 1))


def _step(scale: Scale, step: int) -> str:
    if step in scale.labels:
        return f"{step} – {scale.labels[step]}"
    return str(step)


def _cell(column: Column, name: str, label: str) -> Input:
    match column.type:
        case "choice":
            options = tuple(Option(value, text) for value, text in (column.options or {}).items())
            return Input(name, "one-of", label, options=options)
        case "scale":
            return Input(name, "one-of", label, options=_steps(column))
        case "checkbox":
            return Input(name, "check", label)
        case "long-text":
            return Input(name, "lines", label, lines=2)
        case "initials":
            return Input(name, "initials", label, signer="")
        case kind:
            return Input(name, kind, label)
