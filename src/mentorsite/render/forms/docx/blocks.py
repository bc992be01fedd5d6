"""Blocks of a sheet → what stands in the body of a Word file."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest
from typing import assert_never

from markupsafe import Markup

from mentorsite.render.forms.blanks import notes
from mentorsite.render.forms.docx.controls import LINE, control, options
from mentorsite.render.forms.docx.prose import HANGING, NUMBERED, TextStyle, phrase, prose
from mentorsite.render.forms.docx.tables import WordTable, table
from mentorsite.render.forms.docx.xml import EMPTY_MARKUP, TAB, DocxContext, indented, paragraph
from mentorsite.render.forms.sheet import (
    AmendmentsBlock,
    ClauseBlock,
    ClauseBox,
    FieldBlock,
    HeadingBlock,
    Input,
    InputKind,
    ItemBlock,
    Only,
    SheetBlock,
    SignatureBlock,
    TextBlock,
)

WIDTHS: dict[InputKind, float] = {
    "check": 0.6, "initials": 1.0, "number": 0.8, "money": 0.9, "time": 0.9, "date": 1.3, "one-of": 1.3, "text": 1.8,
    "lines": 2.4,
}  # fmt: skip
HEADING_WIDTH = 1.2
NUMBER = 397
"""How much room the number of a row has, in twentieths of a point: as much as a box to tick."""
EMPTY = "\u00a0" * 5
"""What a cell shows that nothing is written in: it is seen to be one."""
SHORT: tuple[InputKind, ...] = ("number", "money", "time")
SHORT_LINE = "_" * 8
"""A line for a number within a sentence."""
ROW, TALL_ROW, SIGNATURE_ROW = 420, 760, 800


def blocks(all_blocks: tuple[SheetBlock, ...], context: DocxContext) -> Iterator[Markup]:
    """The blocks in their order; what leads to a signature stays on its page."""
    for each, following in zip_longest(all_blocks, all_blocks[1:]):
        # FormLead and FormSigning keep with what follows: signatures stand on one page with the text before them
        if isinstance(each, TextBlock) and isinstance(following, SignatureBlock | AmendmentsBlock):
            yield prose(each.text.blocks, _with_blanks(each, context), TextStyle("FormLead")) + _below(each, context)
        elif isinstance(each, SignatureBlock) and isinstance(following, SignatureBlock):
            yield _signature(each, context, "FormSigning")
        elif isinstance(each, SignatureBlock):
            yield _signature(each, context, "FormCell")
        else:
            yield _block(each, context)


def _block(
    each: HeadingBlock | TextBlock | ClauseBlock | ItemBlock | FieldBlock | AmendmentsBlock, context: DocxContext
) -> Markup:
    match each:
        case HeadingBlock():
            return _heading(each, context)
        case TextBlock():
            return prose(each.text.blocks, _with_blanks(each, context)) + _below(each, context)
        case ClauseBlock():
            return _clause(each, context)
        case ItemBlock():
            return _item(each, context)
        case FieldBlock():
            return _when(each.when, context) + EMPTY_MARKUP.join(_field(each, context))
        case AmendmentsBlock():
            return _amendments(each, context)
        case _:
            assert_never(each)


def _heading(each: HeadingBlock, context: DocxContext) -> Markup:
    text = phrase(each.text.blocks, context)
    if each.number is None:
        made = paragraph("Heading1", text)
    else:
        made = paragraph("Heading1", context.run(each.number) + TAB + text, indented(HANGING, HANGING))
    return _when(each.when, context) + made + _for(each.audience, context)


def _when(said: Only | None, context: DocxContext) -> Markup:
    """Under which answer something is asked; it stays with what follows."""
    if said:
        return paragraph("FormHelp", context.run(said.words))
    return EMPTY_MARKUP


def _for(audience: Sequence[str], context: DocxContext) -> Markup:
    words = context.words
    said = words["item_audience"].format(words["list_separator"].join(audience))
    if audience:
        return paragraph("FormItemNote", context.run(said))
    return EMPTY_MARKUP


def _clause(each: ClauseBlock, context: DocxContext) -> Markup:
    style = TextStyle("FormClause", context.run(each.number) + TAB, "FormClauseMore")
    made = prose(each.text.blocks, _with_blanks(each, context), style) + _below(each, context)
    boxes = EMPTY_MARKUP.join(_clause_box(box, context) for box in each.boxes)
    return _when(each.when, context) + made + _for(each.audience, context) + boxes


def _with_blanks(block: TextBlock | ClauseBlock, context: DocxContext) -> DocxContext:
    """The same for a text in whose sentences something is filled in."""
    return replace(context, blanks={each.id: _blank(each.inputs[0], context) for each in block.blanks})


def _blank(input: Input, context: DocxContext) -> Markup:
    if input.unit:
        unit = context.run(f"\u00a0{input.unit}")
    else:
        unit = EMPTY_MARKUP
    if input.kind in SHORT:
        line = SHORT_LINE
    else:
        line = LINE
    return control(input, context, line, in_sentence=True) + unit


def _below(block: TextBlock | ClauseBlock, context: DocxContext) -> Markup:
    """What is said of the fields in the sentences of a text."""
    said = notes(block.blanks, context.words, options=True)
    if isinstance(block, ClauseBlock):
        look = indented(HANGING)
    else:
        look = indented(0)
    return EMPTY_MARKUP.join(paragraph("FormItemNote", context.run(note), look) for note in said)


def _clause_box(box: ClauseBox, context: DocxContext) -> Markup:
    if box.input.kind == "check":
        line = control(box.input, context) + context.run("\u00a0") + context.run(box.label)
    else:
        line = context.run(box.label) + context.run(":\u00a0") + control(box.input, context, LINE)
    return paragraph("FormAcknowledgement", line)


def _item(each: ItemBlock, context: DocxContext) -> Markup:
    words = context.words
    notes = []
    if each.required:
        notes.append(words["item_required"])
    if each.due:
        notes.append(words["item_due"].format(each.due))
    audience = words["list_separator"].join(each.audience)
    if audience:
        notes.append(words["item_audience"].format(audience))
    box = control(each.input, context) + TAB
    text = prose(each.text.blocks, context, TextStyle("FormItem", box, "FormItemMore"))
    if notes:
        return text + paragraph("FormItemNote", context.run(" · ".join(notes)))
    return text


def _field(each: FieldBlock, context: DocxContext) -> Iterator[Markup]:
    first = each.inputs[0]
    label = phrase(each.label.blocks, context) + _notes(each, context)
    if first.kind == "check" and not each.columns:
        yield paragraph("FormItem", control(first, context) + TAB + label)
        if each.help:
            yield paragraph("FormItemNote", phrase(each.help.blocks, context))
        return
    yield paragraph("FormLabel", label)
    if each.help:
        yield paragraph("FormHelp", phrase(each.help.blocks, context))
    if each.columns:
        yield _table(each, context)
    elif first.options:
        yield options(first, context)
    elif each.type == "list":
        look = NUMBERED.format(0, context.numbered(1)) + indented(NUMBER, NUMBER)
        for input in each.inputs:
            yield paragraph("FormAnswer", control(input, context), look)
    else:
        yield _answer(first, context)


def _notes(each: FieldBlock, context: DocxContext) -> Markup:
    """What is said of a field after its label."""
    first, words = each.inputs[0], context.words
    notes = []
    if each.required:
        notes.append(words["required"])
    if each.filled_by:
        notes.append(words["filled_by"].format(each.filled_by))
    if first.options and not each.columns:
        if first.kind == "any-of":
            notes.append(words["word_any_of"])
        else:
            notes.append(words["word_one_of"])
    if first.min is not None and first.max is not None:
        notes.append(words["scale"].format(first.min, first.max))
    if notes:
        return context.run(f" ({', '.join(notes)})", style="FormNote")
    return EMPTY_MARKUP


def _answer(input: Input, context: DocxContext) -> Markup:
    if input.unit:
        unit = context.run(f" {input.unit}")
    else:
        unit = EMPTY_MARKUP
    if input.kind == "signature":
        return paragraph("FormSignature", control(input, context))
    if input.kind == "lines":
        style = "FormAnswerBox"
    else:
        style = "FormAnswer"
    return paragraph(style, control(input, context) + unit)


def _table(each: FieldBlock, context: DocxContext) -> Markup:
    """A table field, row by row; where rows have words of their own, these head them."""
    across = len(each.columns)
    headed = any(row is not None for row in each.rows)
    samples = each.inputs[:across]  # the inputs of a column are alike in all rows
    header, widths = [], []
    if headed:
        header.append(_column(EMPTY_MARKUP))
        widths.append(HEADING_WIDTH)
    for column, sample in zip(each.columns, samples, strict=True):
        header.append(_column(phrase(column.blocks, context)) + _choices(sample, context))
        widths.append(_share(column.plain, sample))
    rows = []
    for index, heading in enumerate(each.rows):
        inputs = each.inputs[index * across : (index + 1) * across]
        cells = [_cell(input, context) for input in inputs]
        if headed:
            words = EMPTY_MARKUP
            if heading:
                words = phrase(heading.blocks, context)
            cells.insert(0, paragraph("FormRow", words))
        rows.append(cells)
    if any(sample.kind == "lines" for sample in samples):
        height = TALL_ROW
    else:
        height = ROW
    made = WordTable(
        header=header,
        rows=rows,
        widths=widths,
        caption=each.label.plain,
        description=each.help.plain if each.help else "",
        headed=headed,
        height=height,
    )
    return table(made, context)


def _share(column: str, sample: Input) -> float:
    """The share of a column: what is written there decides, and the longest word of its heading."""
    longest = max((len(word) for word in column.split()), default=0)
    return max(WIDTHS.get(sample.kind, 1.0), min(0.45 + 0.13 * longest, 2.5))


def _choices(sample: Input, context: DocxContext) -> Markup:
    """What may be chosen in a column, for those who write on paper."""
    if not sample.options:
        return EMPTY_MARKUP
    return paragraph("FormColumnNote", context.run(" / ".join(option.label for option in sample.options)))


def _signature(each: SignatureBlock, context: DocxContext, style: str) -> Markup:
    header = [_column(context.run(context.words[f"signature_{key}"])) for key in ("name", "signature", "date")]
    row = [_cell(input, context, style) for input in each.inputs]
    made = WordTable(header=header, rows=[row], widths=(3, 4, 2), caption=each.label, height=SIGNATURE_ROW)
    return paragraph("Heading2", context.stacked(each.label)) + table(made, context)


def _amendments(each: AmendmentsBlock, context: DocxContext) -> Markup:
    header = [_column(context.run(column)) for column in each.columns]
    rows = []
    for row in each.rows:
        rows.append([_cell(input, context) for input in row])
    caption = context.words["amendments_title"]
    return table(WordTable(header=header, rows=rows, widths=(1.3, 4, 1), caption=caption, height=TALL_ROW), context)


def _column(content: Markup) -> Markup:
    return paragraph("FormColumn", content)


def _cell(input: Input, context: DocxContext, style: str = "FormCell") -> Markup:
    if input.unit:
        unit = context.run(f" {input.unit}")
    else:
        unit = EMPTY_MARKUP
    return paragraph(style, control(input, context, EMPTY) + unit)
