"""A part of a document that is filled in and signed → a draft of an agreement."""

import re
from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from dataclasses import dataclass
from typing import Any

import yaml
from bs4 import Tag

from mentorsite.importers.agreement.asides import Notes
from mentorsite.importers.agreement.blanks import END, START, Control
from mentorsite.importers.agreement.fields import AgreementDraft
from mentorsite.importers.agreement.tables import blank_cells
from mentorsite.importers.agreement.vocabulary import BLANK, SIGNED
from mentorsite.loader import yaml_source
from mentorsite.loader.tree import DEFINITION_LIMIT
from mentorsite.loader.validate import validated
from mentorsite.model.form import AgreementFile

NOT_BINDING = re.compile(r"not\s+(legally\s+)?binding", re.I)


@dataclass(frozen=True, slots=True)
class Draft:
    """The file of an agreement, and what is to be looked at in it."""

    text: str
    losses: tuple[str, ...]


def shown(text: str, controls: Sequence[Control]) -> str:
    """A text with each control as a line to write on."""
    if controls:
        return re.sub(rf"{START}\d*{END}|{START}|{END}", "_____", text)
    return text


def asks(blocks: Sequence[Tag]) -> bool:
    """Whether some blocks have something to fill in: lines, boxes, or empty cells beside words."""
    words = "\n".join(block.get_text("\n") for block in blocks)
    return BLANK.search(words) is not None or "☐" in words or blank_cells(blocks) > 0


def draft(title: str, blocks: Sequence[Tag], controls: Sequence[Control], notes: Notes | None = None) -> Draft | None:
    """The agreement that a part makes: it is signed, and has blanks. Nothing of another part."""
    words = "\n".join(block.get_text("\n") for block in blocks)
    if not SIGNED.search(words) or not asks(blocks):
        return None
    sheet = AgreementDraft(controls=controls, notes=notes or {})
    for block in blocks:
        # A copy: a part that makes no agreement becomes a page of the same blocks.
        sheet.block(copy(block))
    sheet.settle()
    fields: list[dict[str, Any]] = []
    for section in sheet.sections.values():
        fields += section.get("fields", {}).values()
    if not sheet.signatures and not any(each["type"] == "signature" for each in fields):
        return None
    return _written(title, sheet, NOT_BINDING.search(words) is not None)


def _written(title: str, sheet: AgreementDraft, says_not_binding: bool) -> Draft | None:
    sections = {key: section for key, section in sheet.sections.items() if _says_something(section)}
    # Words alone can't tell whether it binds in law: people say so themselves, once they have read the draft.
    said: dict[str, Any] = {"title": title, "binding": False}
    parties = []
    for role in sheet.signatures:
        if role != "guardian":
            parties.append(role)
    if parties:
        said["parties"] = {role: {} for role in parties}
    said["sections"] = sections
    if sheet.signatures:
        said["signatures"] = sheet.signatures
    text = yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=100)
    # What a handbook would refuse is better a page than a file that stops its build.
    made, problems = validated(AgreementFile, yaml_source.read("agreement.yml", text))
    if made is None or problems or not sections or len(text.encode()) > DEFINITION_LIMIT:
        return None
    count = sum(len(section.get("fields", {})) for section in sections.values())
    losses = [f"“{title}” is a draft of an agreement: {_counted(count)} found from blanks; read it through"]
    if not says_not_binding:
        losses.append(f"“{title}” will say that it is not legally binding: write `binding: true` if it is")
    losses += _lost_headings(section["title"] for key, section in sheet.sections.items() if key not in sections)
    return Draft(f"# A draft, made from a Word document: read it through, field by field.\n{text}",
                 (*losses, *sheet.losses))  # fmt: skip


def _says_something(section: dict[str, Any]) -> bool:
    """Whether a section has more than a title."""
    return any(key != "title" for key in section)


def _lost_headings(titles: Iterable[str]) -> Iterator[str]:
    """Headings of which no section is made, but those above the lines to sign on."""
    for title in titles:
        if not SIGNED.search(title):
            yield f"the heading “{title}”, right below which are no words and no field; left out"


def _counted(count: int) -> str:
    if count == 1:
        return "1 field was"
    return f"{count:,} fields were"
