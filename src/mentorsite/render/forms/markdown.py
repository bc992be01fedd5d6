"""Sheet → Markdown for a repository or an issue: task lists to tick, blanks to write on, each with its name."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from textwrap import indent
from typing import assert_never

from mentorsite.render.forms.blanks import notes
from mentorsite.render.forms.sheet import (
    AmendmentsBlock,
    ClauseBlock,
    ClauseBox,
    FieldBlock,
    FormSheet,
    HeadingBlock,
    Input,
    ItemBlock,
    Only,
    SheetBlock,
    SignatureBlock,
    TextBlock,
)
from mentorsite.render.markdown_text import BREAK, blank, cell, escaped, name_comment, phrase, prose
from mentorsite.theme.values import Words

BLANK = "____"


def markdown(sheet: FormSheet, words: Words) -> str:
    """A sheet as Markdown of GitHub's flavour. `<!-- name -->` after each blank is the input's name."""
    parts = [*_head(sheet, words), *_joined(sheet.blocks, words)]
    if sheet.url:
        parts.append(words["printed_from"].format(f"<{sheet.url}>"))
    return "\n\n".join(part for part in parts if part) + "\n"


def _head(sheet: FormSheet, words: Words) -> Iterator[str]:
    yield f"# {escaped(sheet.title)}"
    yield escaped(sheet.description)
    yield escaped(" · ".join(_facts(sheet, words)))
    if sheet.notice:
        yield f"> {escaped(sheet.notice)}"
    if sheet.introduction:
        yield prose(sheet.introduction.blocks)


def _facts(sheet: FormSheet, words: Words) -> Iterator[str]:
    if sheet.version:
        yield words["print_version"].format(sheet.version)
    if sheet.effective:
        yield words["print_effective"].format(sheet.effective)
    if sheet.due:
        yield words["print_due"].format(sheet.due)
    if sheet.audience:
        yield words["item_audience"].format(words["list_separator"].join(sheet.audience))


def _joined(blocks: Sequence[SheetBlock], words: Words) -> Iterator[str]:
    """Each block, things to do that follow each other as one list."""
    items: list[str] = []
    for each, following in pairwise([*blocks, None]):
        if isinstance(each, ItemBlock):
            items.append(_item(each, words))
            if not isinstance(following, ItemBlock):
                yield "\n".join(items)
                items = []
        elif each is not None:
            yield _block(each, words)


def _block(
    each: HeadingBlock | TextBlock | ClauseBlock | FieldBlock | SignatureBlock | AmendmentsBlock, words: Words
) -> str:
    match each:
        case HeadingBlock():
            number = f"{each.number}. " if each.number else ""
            return _lines_of(_when(each.when), f"## {number}{phrase(each.text.blocks)}", _for(each.audience, words))
        case TextBlock():
            return _lines_of(_filled(prose(each.text.blocks), each), *_below(each, words))
        case ClauseBlock():
            return _clause(each, words)
        case FieldBlock():
            return _lines_of(_when(each.when), *_field(each, words))
        case SignatureBlock():
            return _signature(each, words)
        case AmendmentsBlock():
            header = [escaped(column) for column in each.columns]
            rows = [list(map(_cell, row)) for row in each.rows]
            return _table(header, rows)
        case _:
            assert_never(each)


def _signature(each: SignatureBlock, words: Words) -> str:
    lines = []
    for key, input in zip(("name", "signature", "date"), each.inputs, strict=True):
        lines.append(f"- {escaped(words[f'signature_{key}'])}: {_blank(input)}")
    return f"### {escaped(each.label)}\n\n" + "\n".join(lines)


def _lines_of(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _when(said: Only | None) -> str:
    if said:
        return f"*{escaped(said.words)}*"
    return ""


def _for(audience: Sequence[str], words: Words) -> str:
    said = words["item_audience"].format(words["list_separator"].join(audience))
    if audience:
        return escaped(said)
    return ""


def _clause(each: ClauseBlock, words: Words) -> str:
    text = _filled(prose(each.text.blocks, f"**{each.number}** "), each)
    below = (*_below(each, words), _for(each.audience, words), *map(_clause_box, each.boxes))
    return _lines_of(_when(each.when), text, *below)


def _filled(text: str, block: TextBlock | ClauseBlock) -> str:
    """A text with what its fields hold at first."""
    # `prose` knows no answers: it leaves the comment with the field's name, which no words of a text can look like
    for each in block.blanks:
        text = text.replace(blank(each.id), _blank(each.inputs[0]))
    return text


def _below(block: TextBlock | ClauseBlock, words: Words) -> Iterator[str]:
    return (escaped(note) for note in notes(block.blanks, words, options=True))


def _clause_box(box: ClauseBox) -> str:
    if box.input.kind == "check":
        return f"- {_box(bool(box.input.value))} {escaped(box.label)} {_name(box.input)}"
    return f"{escaped(box.label)}: {_blank(box.input)}"


def _item(each: ItemBlock, words: Words) -> str:
    notes = _in_brackets(" · ".join(_item_notes(each, words)))
    text = prose(each.text.blocks, after=f"{notes} {_name(each.input)}")
    return f"- {_box(bool(each.input.value))} {_hanging(text)}"


def _item_notes(each: ItemBlock, words: Words) -> Iterator[str]:
    if each.required:
        yield words["item_required"]
    if each.due:
        yield words["item_due"].format(each.due)
    if each.audience:
        yield words["item_audience"].format(words["list_separator"].join(each.audience))


def _in_brackets(notes: str) -> str:
    if notes:
        return f" ({escaped(notes)})"
    return ""


def _field(each: FieldBlock, words: Words) -> Iterator[str]:
    first = each.inputs[0]
    label = phrase(each.label.blocks) + _in_brackets(", ".join(_field_notes(each, words)))
    if each.help:
        help = phrase(each.help.blocks, starts=True)
    else:
        help = ""
    if first.kind == "check" and not each.columns:
        below = f"<br>{help}" if help else ""
        yield f"- {_box(bool(first.value))} {label} {_name(first)}{below}"
        return
    yield f"### {label}"
    yield help
    if each.columns:
        yield _field_table(each)
    elif first.options:
        yield _name(first)
        yield "\n".join(_options(first, words))
    elif len(each.inputs) > 1 or each.type == "list":
        yield "\n".join(f"{number}. {_blank(input)}" for number, input in enumerate(each.inputs, 1))
    else:
        yield _blank(first)


def _field_notes(each: FieldBlock, words: Words) -> Iterator[str]:
    first = each.inputs[0]
    if each.required:
        yield words["required"]
    if each.filled_by:
        yield words["filled_by"].format(each.filled_by)
    if first.options and not each.columns:
        if first.kind == "any-of":
            choice = "word_any_of"
        else:
            choice = "word_one_of"
        yield words[choice]
    if first.kind in ("email", "phone") and not each.columns:
        yield words[f"print_{first.kind}"]
    if first.min is not None and first.max is not None:
        yield words["scale"].format(first.min, first.max)


def _options(input: Input, words: Words) -> Iterator[str]:
    """A point for each option. Its mark is not that of boxes: two lists of one mark would be one."""
    for option in input.options:
        comment = name_comment(f"{input.name}__{option.value}")
        yield f"* {_box(option.value in input.chosen)} {escaped(option.label)} {comment}"
    if input.other:
        yield f"* {escaped(words['print_other'])} {BLANK} {name_comment(f'{input.name}__other')}"


def _field_table(each: FieldBlock) -> str:
    across = len(each.columns)
    headed = any(row is not None for row in each.rows)
    header = [""] if headed else []
    for column, sample in zip(each.columns, each.inputs[:across], strict=True):
        choices = " / ".join(option.label for option in sample.options)
        header.append(phrase(column.blocks) + _in_brackets(choices))
    rows = []
    for index, heading in enumerate(each.rows):
        cells = [_cell(input) for input in each.inputs[index * across : (index + 1) * across]]
        if headed:
            cells.insert(0, phrase(heading.blocks) if heading else "")
        rows.append(cells)
    return _table(header, rows)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(f"| {' | '.join(map(cell, line))} |" for line in lines)


def _cell(input: Input) -> str:
    if input.kind == "check":  # GitHub knows `[ ]` in lists alone
        box = "☒" if input.value else "☐"
        return f"{box} {_name(input)}"
    return _blank(input)


def _blank(input: Input) -> str:
    """Where something is written, or what is written there at first."""
    written = input.written
    if input.options:
        labels = {option.value: option.label for option in input.options}
        written = labels.get(input.value, "")
    if input.kind == "lines":
        value = _lines(input.value)
    else:
        value = escaped(written)
    unit = f" {escaped(input.unit)}" if input.unit else ""
    return f"{value or BLANK} {_name(input)}{unit}"


def _lines(text: str) -> str:
    """A text of several lines, each shown as it is written."""
    paragraphs: list[list[str]] = [[]]
    for line in text.splitlines():
        if said := cell(escaped(line)):  # it may stand in a table, which `|` would tear apart
            paragraphs[-1].append(said)
        else:
            paragraphs.append([])
    return "\n\n".join(f"{BREAK}\n".join(lines) for lines in paragraphs if lines)


def _name(input: Input) -> str:
    return name_comment(input.name)


def _box(ticked: bool) -> str:
    if ticked:
        return "[x]"
    return "[ ]"


def _hanging(text: str) -> str:
    """A text with all lines but the first as far in as a point of a list."""
    return indent(text, "  ")[2:]
