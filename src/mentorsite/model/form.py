"""Forms: agreements, checklists and worksheets, one frozen value that every writer reads."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, PlainValidator, model_validator
from pydantic import Field as Key
from pydantic import WithJsonSchema as Schema
from pydantic_core import PydanticCustomError

from mentorsite.markdown.document import Piece
from mentorsite.model.base import Definition
from mentorsite.model.blanks import check_blanks
from mentorsite.model.condition_checks import check_conditions
from mentorsite.model.field_keys import EACH
from mentorsite.model.keys import (
    LIST_OF_IDS,
    Also,
    Day,
    Ideas,
    Language,
    Line,
    Many,
    Number,
    OldAddress,
    Opening,
    Ref,
    Translated,
    Waived,
    Whole,
    Written,
    YesNo,
    by_ids,
    or_key,
)
from mentorsite.model.moment import When
from mentorsite.model.placed_text import Reference, origin
from mentorsite.model.section import Clause, Item, Section
from mentorsite.model.table_field import shows_next_time
from mentorsite.model.text_values import text_of, wrong, yes_or_no

Folder = Literal["agreements", "checklists", "worksheets"]
Kind = Literal["agreement", "checklist", "worksheet", "evaluation", "agenda", "log"]


def _repeats(value: object) -> bool:
    """Whether a form repeats; how often it does is said elsewhere."""
    try:
        return yes_or_no(value)
    except PydanticCustomError as error:
        hint = "write `repeats: true`; a program's `check_ins` say how often"
        raise wrong(f"`{text_of(value)[:80]}` is neither yes nor no", hint) from error


Repeats = Annotated[bool | None, PlainValidator(_repeats), Schema({"anyOf": [{"type": "boolean"}, {"type": "null"}]})]


class Party(Definition):
    """How many of a role take part in an agreement."""

    min: Whole = 1
    """How many of the role there are at least; each has its own place to sign."""
    max: Whole = 1
    """How many of the role there can be at most."""


class FormFile(Definition):
    """The keys of every form's file."""

    title: Line
    """What the form is called, on its page, in lists and on paper."""
    description: Line = ""
    """One sentence about it, for lists of forms and for search engines."""
    keywords: Annotated[Many[Line], Translated.OWN] = ()
    """Words that readers may look for and that don't stand in it, as `privacy`; the search finds it by them."""
    language: Annotated[Language | None, Translated.OWN] = None
    """Its language as a code, as `es`, where it is not the handbook's."""
    also_in: Many[Language] = ()
    """Other languages of the handbook in which it also stands beside its own, both in one document, as `[es]`; the
    words are those of its translation.
    """
    counts: Language | None = None
    """The language that counts where the two of such a document differ, as `es`; without it, its own."""
    draft: Annotated[YesNo, Translated.OWN] = False
    """Whether it is a draft: no command publishes it, and `mentorsite serve` shows it, marked."""
    version: Annotated[Line | None, Translated.SAME] = None
    """Its version, printed on it; people whose answers are of another version are told so."""
    effective: Day | None = None
    """The day from which it counts, printed on it."""
    introduction: Opening | None = None
    """What stands before its first section, in Markdown."""
    audience: Many[Ref] = Key(default=(), alias="for")
    """The ids of the roles that it is for; it is on their pages."""
    cohort: Ref | None = None
    """The id of the cohort that it is for, where it is for one alone: its days are that cohort's."""
    due: When | None = None
    """By when it is filled in, as `match + 7 days`; it is shown on the form and in calendars."""
    repeats: Repeats = None
    """Whether it is filled in again each time, as a check-in is; devices then keep a copy of each time.

    Without it, worksheets do that a check-in with `every` names.
    """
    new_copy: Line | None = None
    """The words of the button that begins another copy, as `New check-in`."""
    idea: Ideas = ()
    """Which of the ten ideas of mentoring the form carries, 1 to 10; the page of ideas shows it."""
    waived: Waived = Key(default_factory=dict)
    """Advice that does not apply to this form, by its code, each with the reason."""
    sections: dict[str, Section] = Key(default_factory=dict)
    """The parts of the form, each by an id of its own."""
    order: Number | None = None
    """Its place among its neighbours in lists and the menu; smaller comes first."""
    aliases: Many[OldAddress] = ()
    """Old addresses that lead to it, as `old/page/`."""

    def has_parties(self) -> bool:
        """Whether it says who each of those is that take part."""
        return bool(self.audience)

    @model_validator(mode="after")
    def _each_is_someone(self) -> Any:
        for section_id, section in self.sections.items():
            for field_id, field in section.fields.items():
                if field.filled_by is None or field.filled_by.id != EACH:
                    continue
                at = ("sections", section_id, "fields", field_id, "filled_by")
                if field.type in ("list", "table"):
                    raise wrong(f"a {field.type} can't be filled in by each", "write a field for each role", at=at)
                if not self.has_parties():
                    raise wrong("nothing says who `each` is", "name the roles in `for`, or in `parties`", at=at)
        return self

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Any:
        seen: dict[str, str] = {}
        for section_id, section in self.sections.items():
            for field_id in section.fields:
                if field_id in seen:
                    # Not by `wrong`: it has a code of its own.
                    raise PydanticCustomError(
                        "duplicate-field",
                        "{expected}",
                        {
                            "expected": f"the field `{field_id}` is already in the section `{seen[field_id]}`",
                            "hint": "give each field of a form an id of its own",
                            "at": ("sections", section_id, "fields", field_id),
                        },
                    )
                seen[field_id] = section_id
        # Only now: both find a field by its id.
        check_conditions(self.sections)
        check_blanks(self.sections)
        return self

    @model_validator(mode="after")
    def _repeats_or_not(self) -> Any:
        """Refuses what is only for copies, where there is one alone."""
        if self.repeats is not False:  # without the key, a program's check-ins may have it repeat
            return self
        if self.new_copy:
            raise wrong("nobody begins another copy of a form that doesn't repeat", "take it out", at="new_copy")
        for section_id, section in self.sections.items():
            for field_id, field in section.fields.items():
                if shows_next_time(field):
                    at = ("sections", section_id, "fields", field_id)
                    raise wrong("nothing comes after a form that doesn't repeat", "take `show_next_time` out", at=at)
        return self

    @model_validator(mode="after")
    def _sections_end(self) -> Any:
        """Refuses a section that would seem to be a part of the one before, which is for some alone."""
        for (_, before), (id, section) in pairwise(self.sections.items()):
            if (before.when or before.audience) and not section.title:
                message = "the section before is for some alone, and nothing tells where this one begins"
                raise wrong(message, "give it a `title`", at=("sections", id))
        return self


def _binding(value: object) -> bool | None:
    """Whether something binds; None where that is not said."""
    if isinstance(value, str) and value.strip().lower() == UNSAID:
        return None
    try:
        return yes_or_no(value)
    except PydanticCustomError as error:
        raise wrong(
            f"`{text_of(value)[:80]}` is neither yes, no nor {UNSAID}", "write true, false or unsaid"
        ) from error


UNSAID = "unsaid"
Binding = Annotated[bool | None, PlainValidator(_binding), Schema({"enum": [True, False, UNSAID]})]


class OfAgreements(Definition):
    """The keys that agreements alone have."""

    binding: Binding = False
    """Whether it binds legally; where it does not, it says so in words.

    `unsaid` says nothing of it, for what adults sign for others: a parent's permission does bind.
    """
    minors: YesNo | None = None
    """Whether people under 18 sign it, or take part in what it says, so that a guardian signs, too.

    Without it they do where the program is for them and a mentee or a peer signs or is a party.
    """
    parties: Annotated[dict[Written, Party], BeforeValidator(by_ids), Also((LIST_OF_IDS,))] = Key(default_factory=dict)
    """Who takes part, by role, and how many of each: `{mentor: {max: 3}, mentee: {}}`."""
    signatures: Many[Ref] = ()
    """The ids of the roles that sign it, in this order."""
    sign_by: When | None = None
    """By when it is signed, as `match + 14 days`; it is shown on the form and in calendars."""
    amendments: Annotated[Whole, Key(ge=0, le=50)] = 0
    """How many rows it has for later changes."""

    def has_parties(self) -> bool:
        """Whether it says who each of those is that take part."""
        return bool(self.parties or self.signatures)


class AgreementFile(OfAgreements, FormFile):
    """The keys of content/agreements/<id>.yml."""

    def has_parties(self) -> bool:
        """Whether it says who each of those is that take part."""
        return OfAgreements.has_parties(self) or FormFile.has_parties(self)


class ChecklistFile(FormFile):
    """The keys of content/checklists/<id>.yml."""

    items: Many[Annotated[Item, or_key("text")]] = ()
    """What is to be done, point by point; a text alone is an item."""


class WorksheetFile(FormFile):
    """The keys of content/worksheets/<id>.yml."""

    kind: Literal["worksheet", "evaluation", "agenda", "log"] = "worksheet"
    """What sort of worksheet it is, as lists and its page call it."""
    paired_with: Ref | None = None
    """The id of the worksheet that asks the same in the other voice; the two can be read side by side."""


@dataclass(frozen=True, slots=True)
class Original:
    """What an item or a clause says in the form that another translates: as it is typed, and parsed."""

    typed: str
    pieces: tuple[Piece, ...]


class Form(OfAgreements, FormFile):
    """An agreement, a checklist or a worksheet: what its file says, and what follows from where that lies."""

    id: str
    folder: Folder
    kind: Kind
    source: str
    language: str
    paired_with: Reference | None = None
    translates: str = ""
    """The source of the form that it is a translation of, if it is one."""
    named_by: Mapping[str, tuple[Original, ...]] = Key(default_factory=dict)
    """The items of the form that it translates, by section: items without an id are named by their words."""
    clauses_named_by: Mapping[str, tuple[Original, ...]] = Key(default_factory=dict)
    """The clauses of the form that it translates, by section."""


def form(typed: FormFile, *, id: str, source: str, language: str, order: float | None) -> Form:
    """The form that a file means."""
    # What is no agreement doesn't say whether it binds.
    said: dict[str, Any] = {"binding": None, **dict(typed)}
    said |= {"id": id, "source": source, "language": typed.language or language}
    if typed.order is None:
        said["order"] = order
    match typed:
        case AgreementFile():
            said |= {"folder": "agreements", "kind": "agreement"}
        case ChecklistFile():
            said |= {"folder": "checklists", "kind": "checklist"}
            items = said.pop("items")
            if items:
                said["sections"] = {"items": Section(items=items), **typed.sections}
        case WorksheetFile():
            said["folder"] = "worksheets"
        case _:
            raise TypeError(typed)
    # Not validated again: its texts are documents by now, which no key takes.
    made = Form.model_construct(**said)
    made._places |= typed._places
    return made


def translation_of(original: Form, form: Form) -> Form:
    """A form as a translation: its items and clauses are called as those of the original, whatever their words."""
    named_by = {key: _originals(section.items) for key, section in original.sections.items() if section.items}
    clauses = {key: _originals(section.clauses) for key, section in original.sections.items() if section.clauses}
    said = {"translates": original.source, "named_by": named_by, "clauses_named_by": clauses}
    return form.model_copy(update=said)


def _originals(points: Iterable[Item | Clause]) -> tuple[Original, ...]:
    return tuple(Original(each.text.source, each.text.pieces) for each in points)


def roles_named(form: Form) -> Iterator[Reference]:
    """Every role that a form names, with the place where it does."""
    yield from form.audience
    yield from form.signatures
    for party in form.parties:
        yield Reference(party, origin(party).place)
    for section in form.sections.values():
        yield from section.audience
        points: tuple[Clause | Item, ...] = (*section.clauses, *section.items)
        for point in points:
            yield from point.audience
        filled_in = (*section.clauses, *section.fields.values())
        for each in filled_in:
            if each.filled_by and each.filled_by.id != EACH:
                yield each.filled_by


def meant_for(form: Form, role: str) -> bool:
    """Whether a role needs a form: it is for it, or signed by it; one that says neither is for everyone."""
    said = {reference.id for reference in (*form.audience, *form.signatures)}
    return not said or role in said
