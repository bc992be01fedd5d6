"""Sheet → what `form.typ` draws: plain data, with the number of the PDF's field for each control."""

from collections.abc import Iterable, Mapping
from typing import Any, assert_never

from mentorsite.render.forms.look import Look
from mentorsite.render.forms.pdf.fields import Control, controls
from mentorsite.render.forms.pdf.look_data import look_data
from mentorsite.render.forms.pdf.prose import Node, Prose, in_steps, plain
from mentorsite.render.forms.sections import FormSection, parts
from mentorsite.render.forms.sheet import (
    AmendmentsBlock,
    ClauseBlock,
    FieldBlock,
    FormSheet,
    HeadingBlock,
    Input,
    ItemBlock,
    Rich,
    SheetBlock,
    SignatureBlock,
    TextBlock,
)
from mentorsite.theme.values import Words

Data = Mapping[str, Any]


def form_data(sheet: FormSheet, look: Look, words: Words) -> Data:
    """The data of a form's PDF, as `look.typ` and `form.typ` read it."""
    return {
        "look": look_data(look, words, sheet.language, sheet.direction, hyphenate=False),
        "form": _Form(sheet, words).data(),
    }


class _Form:
    """One form: what its blocks say, with the number of each field."""

    def __init__(self, sheet: FormSheet, words: Words) -> None:
        self.sheet, self.words = sheet, words
        self.prose = Prose(sheet.url)
        self.prose.notes_links = True
        self.controls: dict[Input, Control] = {}
        self.numbers: dict[Input, tuple[int, ...]] = {}
        number = 0
        for control in controls(sheet, words):
            self.controls[control.input] = control
            self.numbers[control.input] = tuple(range(number, number + len(control.fields)))
            number += len(control.fields)

    def data(self) -> Data:
        sheet, words = self.sheet, self.words
        introduction = self.rich(sheet.introduction)
        made = [self.part(part) for part in parts(sheet)]
        return {
            "title": plain(sheet.title),
            "kind": plain(sheet.kind_label),
            "description": plain(sheet.description or ""),
            "version": plain(self.version()),
            "facts": plain(self.facts()),
            "notice": plain(sheet.notice) if sheet.notice else None,
            "introduction": introduction,
            "parts": made,
            "links": list(self.prose.noted_links),
            "words": {
                "required": words["required"],
                "other": words["print_other"],
                "links": words["print_links"],
                "signature": [words["signature_name"], words["signature_signature"], words["signature_date"]],
            },
        }

    def version(self) -> str:
        """What stands behind the title at the foot of each page."""
        said = ""
        if self.sheet.version:
            said += " · " + self.words["print_version"].format(self.sheet.version)
        if self.sheet.effective:
            said += " · " + self.words["print_effective"].format(self.sheet.effective)
        return said

    def facts(self) -> str:
        said = []
        if self.sheet.audience:
            said.append(self.words["for_audience"].format(self.words["list_separator"].join(self.sheet.audience)))
        if self.sheet.due:
            said.append(self.words["print_due"].format(self.sheet.due))
        return " · ".join(said)

    def rich(self, text: Rich | None) -> list[Node]:
        return in_steps(self.prose.nodes(str(text.html)), above=2) if text else []

    def part(self, part: FormSection) -> Data:
        heading = self.heading(part.heading) if part.heading else None
        groups = []
        for group in part.groups:
            groups.append({"kind": group.kind, "blocks": [self.block(block) for block in group.blocks]})
        return {"heading": heading, "groups": groups}

    def heading(self, heading: HeadingBlock) -> Data:
        return {"number": heading.number, "text": self.prose.inline(str(heading.text.html))}

    def block(self, block: SheetBlock) -> Data | list[Node]:
        match block:
            case TextBlock():
                return self.rich(block.text)
            case ClauseBlock():
                made = self.input(block.input) if block.input else None
                return {"number": block.number, "text": self.rich(block.text), "input": made, "label": block.label}
            case ItemBlock():
                return {"text": self.rich(block.text), "input": self.input(block.input), "note": self.note(block)}
            case FieldBlock():
                return self.field(block)
            case SignatureBlock():
                return {"label": plain(block.label), "inputs": self.inputs(block.inputs)}
            case AmendmentsBlock():
                rows = [self.inputs(row) for row in block.rows]
                return {"columns": [plain(column) for column in block.columns], "rows": rows}
            case HeadingBlock():
                return self.heading(block)
            case _:
                assert_never(block)

    def note(self, block: ItemBlock) -> str:
        said = [self.words["item_required"]] if block.required else []
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
        filled_by = plain(self.words["filled_by"].format(block.filled_by)) if block.filled_by else None
        return {
            "type": block.type,
            "label": self.prose.inline(str(block.label.html)),
            "help": self.rich(block.help),
            "required": block.required,
            "filled-by": filled_by,
            "hint": self.controls[block.inputs[0]].hint,
            "inputs": self.inputs(block.inputs),
            "columns": columns,
            "rows": [self.rich(row) if row else None for row in block.rows],
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
            "options": [plain(option.label) for option in each.options],
        }
