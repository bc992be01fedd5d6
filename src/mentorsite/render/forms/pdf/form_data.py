"""Sheet → what `form.typ` draws: plain data, with the number of the PDF's field for each control."""

from collections.abc import Iterable, Mapping
from typing import Any, assert_never

from mentorsite.render.forms.blanks import notes
from mentorsite.render.forms.download_look import Look
from mentorsite.render.forms.pdf.fields import Control, controls, pdf_fields
from mentorsite.render.forms.pdf.look_data import look_data
from mentorsite.render.forms.pdf.nodes import UNNAMED, Node, as_heading, has_links, in_steps, plain, words_of
from mentorsite.render.forms.pdf.paper_room import LONG, has_room, is_long, lines_of
from mentorsite.render.forms.pdf.prose import Prose
from mentorsite.render.forms.sections import FormSection, parts
from mentorsite.render.forms.sheet import (
    AmendmentsBlock,
    ClauseBlock,
    FieldBlock,
    FormSheet,
    HeadingBlock,
    Input,
    InputKind,
    ItemBlock,
    Rich,
    SheetBlock,
    SignatureBlock,
    TextBlock,
    blanks,
)
from mentorsite.theme.bilingual import in_first
from mentorsite.theme.values import Words

Data = Mapping[str, Any]
LONGEST_ROW = 8
"""How many lines the words of a table's row may have that stands on one page."""
LONGEST_OPTION = 80
"""How many bytes an option may have that stands in one line."""
BESIDE = 10
"""How many letters have as much room as what stands beside an option."""
LINES_OF_WRITING = 1.7
"""How many lines of words are as high as a line to write on."""

WIDTH = 160
"""About how wide a text is, in millimetres."""
MILLIMETRES: Mapping[InputKind, int] = {
    "text": 50, "number": 16, "money": 22, "date": 34, "time": 20, "duration": 34, "email": 55, "phone": 38,
    "one-of": 30,
}  # fmt: skip
"""How wide a field within a sentence is."""
LETTER, WIDEST = 2, 90
"""How wide a letter of an option is, and a field with the longest of them."""

WRITTEN = ("text", "lines", "number", "money", "date", "time", "duration", "email", "phone", "initials")


def form_data(sheet: FormSheet, look: Look, words: Words) -> Data:
    """The data of a form's PDF, as `look.typ` and `form.typ` read it."""
    return {
        "look": look_data(look, words, sheet.language, sheet.direction, hyphenate=False),
        "form": _Form(sheet, words).data(),
    }


def _lines_of_input(each: Input) -> float:
    """About how many lines of words take as much room as what is written or chosen here."""
    options = lines_of([option.label + " " * BESIDE for option in each.options])
    return options + each.lines * LINES_OF_WRITING


def when_of(block: HeadingBlock | ClauseBlock | FieldBlock) -> str | list[Node] | None:
    """Under which answer something is asked."""
    if block.when:
        return words_of(block.when.words)
    return None


class _Form:
    """One form: what its blocks say, with the number of each field."""

    def __init__(self, sheet: FormSheet, words: Words) -> None:
        self.sheet, self.words = sheet, words
        self.prose = Prose(sheet.url)
        self.above = 1
        """The level of the heading that a text stands below."""
        self.controls: dict[Input, Control] = {}
        self.numbers: dict[Input, tuple[int, ...]] = {}
        number = 0
        for control in controls(sheet, words):
            self.controls[control.input] = control
            self.numbers[control.input] = tuple(range(number, number + len(control.fields)))
            number += len(control.fields)
        self.blanks = {blank.id: blank.inputs[0] for blank in blanks(sheet)}
        # what a blank is drawn with needs the numbers of fields, so it is worked out after them
        self.prose.blanks = {id: self.blank(each) for id, each in self.blanks.items()}

    def data(self) -> Data:
        sheet, words = self.sheet, self.words
        # texts number their links as they are read: in reading order, and before the list of all links
        introduction = self.rich(sheet.introduction)
        made = [self.part(part) for part in parts(sheet)]
        return {
            "title": plain(sheet.title),
            "heading": words_of(sheet.title, below=True),
            "kind": words_of(sheet.kind_label),
            "description": plain(sheet.description or ""),
            "about": words_of(sheet.description or "", below=True),
            "version": plain(self.version()),
            "facts": plain(self.facts()),
            "notice": words_of(sheet.notice, below=True) if sheet.notice else None,
            "introduction": introduction,
            "parts": made,
            "links": list(self.prose.noted_links),
            "whole-texts": self.whole_texts(),
            "more-room": self.more_room(),
            "words": {
                "required": words["required"],
                "more-room": words_of(words["print_more_room"], below=True),
                "more-room-about": words_of(words["print_more_room_about"], below=True),
                "other": words_of(words["print_other"]),
                "links": words["print_links"],
                "signature": [words_of(words[f"signature_{part}"]) for part in ("name", "signature", "date")],
            },
        }

    def more_room(self) -> int | None:
        """The number of the field at the end, for what has no room in the others."""
        fields = pdf_fields(self.sheet, self.words)
        if fields and fields[-1].spare:
            return len(fields) - 1
        return None

    def whole_texts(self) -> list[Data]:
        """The first values that have no room in their fields, with what these are called."""
        made: list[Data] = []
        for each in self.controls:
            if each.name in self.blanks:
                width = MILLIMETRES[each.kind] / WIDTH
            else:
                width = 1
            if each.kind == "lines":
                high = each.lines
            else:
                high = 1
            if each.kind in WRITTEN and not has_room(each.written, high, width):
                written = [plain(line) for line in each.written.splitlines()]
                made.append({"label": words_of(each.label), "lines": written})
        return made

    def version(self) -> str:
        """What stands behind the title at the foot of each page."""
        said = ""
        if self.sheet.version:
            said += " · " + in_first(self.words["print_version"].format(self.sheet.version))
        if self.sheet.effective:
            said += " · " + in_first(self.words["print_effective"].format(self.sheet.effective))
        return said

    def facts(self) -> str:
        """Whom the form is for, and when it is due."""
        said = []
        if self.sheet.audience:
            said.append(self.words["for_audience"].format(self.words["list_separator"].join(self.sheet.audience)))
        if self.sheet.due:
            said.append(self.words["print_due"].format(self.sheet.due))
        return " · ".join(said)

    def rich(self, text: Rich | None) -> list[Node]:
        if text:
            return in_steps(self.prose.nodes(str(text.html)), above=self.above)
        return []

    def part(self, part: FormSection) -> Data:
        if part.heading:
            heading = self.heading(part.heading)
        else:
            heading = None
        if heading:
            self.above = 2  # from here on texts stand below a heading of a section, not right below the title
        groups = []
        for group in part.groups:
            groups.append({"kind": group.kind, "blocks": [self.block(block) for block in group.blocks]})
        return {"heading": heading, "groups": groups}

    def heading(self, heading: HeadingBlock) -> Data:
        text = as_heading(self.prose.inline(str(heading.text.html))) or [UNNAMED]
        return {"number": heading.number, "text": text, **self.only(heading)}

    def only(self, block: HeadingBlock | ClauseBlock) -> Data:
        """Under which answer something is asked, and whom it is for."""
        said = self.words["item_audience"].format(self.words["list_separator"].join(block.audience))
        return {"when": when_of(block), "for": words_of(said) if block.audience else None}

    def block(self, block: SheetBlock) -> Data | list[Node]:
        match block:
            case TextBlock():
                return [*self.rich(block.text), *(["p", {"class": ["note"]}, said] for said in self.notes(block))]
            case ClauseBlock():
                return self.clause(block)
            case ItemBlock():
                text = self.rich(block.text)
                said = {"text": text, "input": self.input(block.input), "note": self.note(block)}
                return {**said, "long": is_long(text)}
            case FieldBlock():
                return self.field(block)
            case SignatureBlock():
                return {
                    "label": words_of(block.label, below=True),
                    "inputs": self.inputs(block.inputs),
                    "long": is_long([block.label]),
                }
            case AmendmentsBlock():
                rows = [self.inputs(row) for row in block.rows]
                return {"columns": [words_of(column, below=True) for column in block.columns], "rows": rows}
            case HeadingBlock():
                return self.heading(block)
            case _:
                assert_never(block)

    def clause(self, block: ClauseBlock) -> Data:
        boxes = []
        for box in block.boxes:
            boxes.append({"input": self.input(box.input), "label": words_of(box.label)})
        text = self.rich(block.text)
        said = {"number": block.number, "text": text, "boxes": boxes, "long": is_long(text)}
        said["notes"] = self.notes(block)
        return {**said, **self.only(block)}

    def blank(self, each: Input) -> Data:
        """What is drawn where a field is filled in within a sentence; its width is in millimetres."""
        (number,) = self.numbers[each]
        longest = max((len(option.label) for option in each.options), default=0)
        width = min(max(MILLIMETRES[each.kind], longest * LETTER), WIDEST)
        return {"number": number, "width": width, "unit": words_of(each.unit) if each.unit else None}

    def notes(self, block: TextBlock | ClauseBlock) -> list[Node]:
        return [words_of(said) for said in notes(block.blanks, self.words, options=True)]

    def note(self, block: ItemBlock) -> str:
        if block.required:
            said = [self.words["item_required"]]
        else:
            said = []
        if block.due:
            said.append(self.words["item_due"].format(block.due))
        if block.audience:
            said.append(self.words["item_audience"].format(self.words["list_separator"].join(block.audience)))
        return plain(" · ".join(said))

    def field(self, block: FieldBlock) -> Data:
        columns = []
        for column, first in zip(block.columns, block.inputs, strict=False):
            options = " / ".join(option.label for option in first.options)
            columns.append(
                {"text": self.rich(column), "kind": first.kind, "options": plain(options), "unit": first.unit}
            )
        if block.filled_by:
            filled_by = plain(self.words["filled_by"].format(block.filled_by))
        else:
            filled_by = None
        label, help = self.prose.inline(str(block.label.html)), self.rich(block.help)
        rows = [self.rich(row) if row else None for row in block.rows]
        lines = lines_of([label, help]) + sum(map(_lines_of_input, block.inputs))
        return {
            "type": block.type,
            "when": when_of(block),
            "label": label,
            "help": help,
            "long": lines > LONG,
            "long-rows": is_long(rows) or any(lines_of(row) > LONGEST_ROW for row in rows),
            "required": block.required,
            "filled-by": filled_by,
            "hint": self.controls[block.inputs[0]].hint,
            "inputs": self.inputs(block.inputs),
            "columns": columns,
            "links": has_links([column["text"] for column in columns]),
            "rows": rows,
        }

    def inputs(self, inputs: Iterable[Input]) -> list[Data]:
        return [self.input(each) for each in inputs]

    def input(self, each: Input) -> Data:
        return {
            "kind": each.kind,
            "fields": self.numbers[each],
            "hint": self.controls[each].hint,
            "lines": each.lines,
            "unit": each.unit,
            "other": each.other,
            "options": [words_of(option.label) for option in each.options],
            "long-options": [len(option.label.encode()) > LONGEST_OPTION for option in each.options],
        }
