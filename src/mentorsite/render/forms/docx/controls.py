"""Inputs → content controls: each has the input's name as its tag and its label as its title."""

from dataclasses import replace
from datetime import date
from zlib import crc32

from markupsafe import Markup

from mentorsite.render.forms.docx.xml import EMPTY_MARKUP, DocxContext, language_tag, one_line, paragraph
from mentorsite.render.forms.sheet import Input, Option
from mentorsite.theme.dates_and_numbers import day, locale

LONGEST_TAG = 64
"""Word refuses a tag, and cuts a title, that is longer."""
CONTROL = Markup(
    '<w:sdt><w:sdtPr><w:alias w:val="{}"/><w:tag w:val="{}"/><w:id w:val="{}"/>{}</w:sdtPr>'
    "<w:sdtContent>{}</w:sdtContent></w:sdt>"
)
SHOWN = Markup("<w:showingPlcHdr/>")
TEXT, LINES = Markup("<w:text/>"), Markup('<w:text w:multiLine="1"/>')
DATE = Markup(
    '<w:date{}><w:dateFormat w:val="{}"/><w:lid w:val="{}"/><w:storeMappedDataAs w:val="dateTime"/>'
    '<w:calendar w:val="gregorian"/></w:date>'
)
FULL_DATE = Markup(' w:fullDate="{}T00:00:00Z"')
CHOICE = Markup("<w:dropDownList>{}</w:dropDownList>")
CHOICE_OPTION = Markup('<w:listItem w:displayText="{}" w:value="{}"/>')
LONGEST_OPTION = 250
CHECKBOX = Markup(
    '<w14:checkbox><w14:checked w14:val="{}"/><w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
    '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'
)
BOX = Markup(
    '<w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:eastAsia="MS Gothic" w:hAnsi="MS Gothic" w:hint="eastAsia"/></w:rPr>'
    "<w:t>{}</w:t></w:r>"
)
SHORT_OPTIONS = 70
"""Options of so few letters, all together, stand in one line."""
LINE = "_" * 20
"""A line to write on, among words."""
NO_BREAK, GAP = "\u00a0", "\u2003 "


def tag(name: str) -> str:
    """The tag of a control: the input's name, cut and marked where Word would refuse it. word.js makes the same."""
    name = one_line(name)
    if _units(name) <= LONGEST_TAG:
        return name
    # a sum of the whole name, so that two names with one beginning stay apart; all is 64 long
    return f"{_cut(name, 55)}-{crc32(name.encode()):08x}"


def alias(label: str) -> str:
    """The title of a control: the input's label, cut where Word would."""
    label = one_line(label)
    if _units(label) <= LONGEST_TAG:
        return label
    return f"{_cut(label, LONGEST_TAG - 1)}…"


def control(input: Input, context: DocxContext, blank: str | None = None, *, in_sentence: bool = False) -> Markup:
    """The control of an input that stands in a line; `blank` is shown where nothing is written.

    A list to choose from says so itself, but within a sentence.
    """
    words = context.words
    match input.kind:
        case "check":
            return checkbox(input.name, input.label, bool(input.value), context)
        case "date":
            return _date(input, context, blank or words["word_date"])
        case "one-of":
            if blank and in_sentence:
                room = blank
            else:
                room = words["word_choose"]
            return _list(input, context, room)
        case "lines":
            room = blank or words["word_write"] + "\n" * (input.lines - 1)
            return _written(input, LINES, context, room)
        case "email" | "phone":
            return _written(input, TEXT, context, blank or words[f"print_{input.kind}"])
        case "signature":
            return _written(input, TEXT, context, blank or words["word_sign"])
        case _:
            return _written(input, TEXT, context, blank or words["word_write"])


def _list(input: Input, context: DocxContext, blank: str) -> Markup:
    """A list that opens; what it shows is the label of the option that is chosen."""
    chosen = ""
    items = []
    for option in input.options:
        if option.value == input.value:
            chosen = option.label
        label = _cut(one_line(option.label), LONGEST_OPTION)
        value = _cut(one_line(option.value), LONGEST_OPTION)
        items.append(CHOICE_OPTION.format(label, value))
    return _written(replace(input, value=chosen), CHOICE.format(EMPTY_MARKUP.join(items)), context, blank)


def checkbox(name: str, label: str, ticked: bool, context: DocxContext) -> Markup:
    """A box to tick."""
    box = BOX.format("☒" if ticked else "☐")
    return CONTROL.format(alias(label), tag(name), next(context.ids), CHECKBOX.format(int(ticked)), box)


def options(input: Input, context: DocxContext) -> Markup:
    """A control around paragraphs with a box for each option: on paper all of them can be read."""
    id = next(context.ids)  # before those of the boxes in it
    boxes = [_option(input, option, context) for option in input.options]
    short = sum(len(option.label) + 4 for option in input.options) <= SHORT_OPTIONS
    if short:
        lines = [context.run(GAP).join(boxes)]
    else:
        lines = boxes
    if input.other:
        label = context.words["print_other_label"].format(input.label)
        other = Input(f"{input.name}__other", "text", label)
        lines.append(context.run(context.words["print_other"] + NO_BREAK) + _written(other, TEXT, context, LINE))
    kept = Markup("<w:keepNext/>")
    made = [paragraph("FormOptions", line, kept) for line in lines[:-1]]
    made.append(paragraph("FormOptions", lines[-1]))
    return CONTROL.format(alias(input.label), tag(input.name), id, EMPTY_MARKUP, EMPTY_MARKUP.join(made))


def _option(input: Input, option: Option, context: DocxContext) -> Markup:
    label = context.words["input_part"].format(input.label, option.label)
    box = checkbox(f"{input.name}__{option.value}", label, option.value in input.chosen, context)
    return box + context.run(NO_BREAK) + context.run(option.label)


def _date(input: Input, context: DocxContext, blank: str) -> Markup:
    try:
        value = date.fromisoformat(input.value)
    except ValueError:
        fixed, shown = EMPTY_MARKUP, input.value
    else:
        fixed, shown = FULL_DATE.format(value.isoformat()), day(value, context.language)
    picker = DATE.format(fixed, _date_format(context.language), language_tag(context.language))
    return _written(replace(input, value=shown), picker, context, blank)


def _date_format(language: str) -> str:
    """How a language writes a day in full, in Word's letters."""
    parts = str(locale(language).date_formats["long"].pattern).split("'")
    made = []
    for index, part in enumerate(parts):
        if index % 2:  # words between quotes, as in Spanish: d 'de' MMMM 'de' y
            made.append(part)
        else:  # the year in full is `y` in Unicode's patterns
            made.append(part.replace("y", "yyyy"))
    return "'".join(made)


def _written(input: Input, kind: Markup, context: DocxContext, blank: str) -> Markup:
    """A control with the text it holds, or what is shown instead of one."""
    if input.value:
        content, look = context.run(input.value), kind
    else:
        content, look = context.run(blank, style="PlaceholderText"), SHOWN + kind
    return CONTROL.format(alias(input.label), tag(input.name), next(context.ids), look, content)


def _units(text: str) -> int:
    """How long Word takes a text to be: it counts units of UTF-16, so an emoji is two."""
    return len(text.encode("utf-16-le")) // 2


def _cut(text: str, units: int) -> str:
    # half of a pair of units at the end is left out
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")
