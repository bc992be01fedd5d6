"""Fields within the sentences of a form: `{{ field.minutes }}` in a clause or in the text of a section."""

from collections.abc import Iterator, Mapping

from mentorsite.errors import did_you_mean
from mentorsite.markdown.document import Blank, Document, Value, of_type
from mentorsite.markdown.tree import Element
from mentorsite.model.choice_fields import ChoiceField
from mentorsite.model.field_keys import EACH
from mentorsite.model.field_types import Field
from mentorsite.model.section import Section
from mentorsite.model.text_values import wrong

INLINE = ("text", "number", "money", "date", "time", "duration", "email", "phone", "choice")
"""The types of fields that a sentence has room for."""
NO_PLACE = {
    "a": "a link", "th": "the head of a table", "summary": "a summary", "code": "code",
    "h1": "a heading", "h2": "a heading", "h3": "a heading", "h4": "a heading", "h5": "a heading", "h6": "a heading",
}  # fmt: skip
Path = tuple[str | int, ...]


def sentences(section: Section) -> Iterator[tuple[Path, Document]]:
    """The texts of a section in which its fields may stand, in reading order, each with its path."""
    if section.text:
        yield ("text",), section.text
    for index, clause in enumerate(section.clauses):
        yield ("clauses", index, "text"), clause.text


def fields_in(document: Document) -> tuple[str, ...]:
    """The ids of the fields that stand in a text."""
    return tuple(blank.field for blank in of_type(document, Blank))


def check_blanks(sections: Mapping[str, Section]) -> None:
    """Refuses the first field in a sentence that can't be filled in there."""
    homes: dict[str, str] = {}
    for id, section in sections.items():
        homes |= dict.fromkeys(section.fields, id)
    for id, section in sections.items():
        seen: set[str] = set()
        for path, document in sentences(section):
            at = ("sections", id, *path)
            _check_places(document, at)
            for name in fields_in(document):
                if name not in section.fields:
                    _refuse_unknown(name, section, homes.get(name, ""), at)
                if name in seen:
                    hint = "a field is filled in once: write out the words in one of the places"
                    raise wrong(f"`{{{{ field.{name} }}}}` stands in the section twice", hint, at=at)
                seen.add(name)
                _check_field(name, section.fields[name], at)


def _refuse_unknown(name: str, section: Section, home: str, at: Path) -> None:
    if home:
        message = f"`{{{{ field.{name} }}}}` is a field of another section, `{home}`"
        raise wrong(message, "move the field into the section of this sentence", at=at)
    hint = did_you_mean(name, section.fields) or "write the id of a field of this section"
    raise wrong(f"`{{{{ field.{name} }}}}`: the section has no field `{name}`", hint, at=at)


def _check_field(name: str, field: Field, at: Path) -> None:
    """Refuses a field that has no room in a sentence, or that not everybody sees."""
    said = f"`{{{{ field.{name} }}}}`"
    if field.type not in INLINE:
        message = f"{said} is of type `{field.type}`, which has no room in a sentence"
        raise wrong(message, f"take it out here, and it stands below; or make it one of: {', '.join(INLINE)}", at=at)
    if isinstance(field, ChoiceField) and field.other:
        message = f"{said} takes something else than its options, and a sentence has no room for that"
        raise wrong(message, "take `other` out of the field, or make it one of type text", at=at)
    if field.filled_by and field.filled_by.id == EACH:
        message = f"{said} is filled in by each, and a sentence has room for one answer"
        raise wrong(message, "take `filled_by: each` out of the field, or the field out of the sentence", at=at)
    if field.when:
        message = f"{said} has a `when`, and the sentence would have a hole without it"
        raise wrong(message, "give the `when` to the clause, or take the field out of the sentence", at=at)


def _check_places(document: Document, at: Path) -> None:
    if not fields_in(document):  # as most texts: their elements need not be made for it
        return
    for name, where in _misplaced(document.tree, ""):
        message = f"`{{{{ field.{name} }}}}` stands in {where}, where nothing can be filled in"
        raise wrong(message, "write it among the words of the sentence", at=at)


def _misplaced(element: Element[Value], where: str) -> Iterator[tuple[str, str]]:
    """Each field in a place where it can't be filled in, and what that is."""
    for _, parts in element.attributes:
        for part in parts:
            if isinstance(part, Blank):
                yield (part.field, "an attribute of HTML")
    for child in element.children:
        if isinstance(child, Element):
            yield from _misplaced(child, where or NO_PLACE.get(child.tag, ""))
        elif isinstance(child, Blank) and where:
            yield child.field, where
