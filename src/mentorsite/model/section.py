"""The parts of a form: text, clauses, items and fields, each as its file says it."""

import re
from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Discriminator, model_validator
from pydantic import Field as Key

from mentorsite.model.base import Definition
from mentorsite.model.condition import When
from mentorsite.model.field_types import Field, normalized_types
from mentorsite.model.keys import (
    Ideas,
    Many,
    Name,
    Phrase,
    Prose,
    Ref,
    Sentence,
    YesNo,
    or_key,
)
from mentorsite.model.moment import When as Due
from mentorsite.model.text_values import wrong

Shown = Literal[
    "roles", "expectations", "commitments", "boundaries", "communication", "check_ins", "dates", "success",
    "accountability", "closing", "contacts", "conduct",
]  # fmt: skip
BOX = re.compile(r"\[[ xX]?\]\s")
"""What makes a box in Markdown, at the beginning of an item."""


class Clause(Definition):
    """One point that the parties agree to."""

    text: Sentence
    """What the parties agree to, in Markdown; `{{ field.minutes }}` is a field of the section, to fill in there."""
    id: Name | None = None
    """Keeps its initials and its tick when the words change; made from the words where it is not given."""
    acknowledge: Literal["initials", "checkbox"] | None = None
    """How those who sign show that they read this clause: `initials` is a box in which each writes theirs, `checkbox`
    is one to tick.
    """
    filled_by: Ref | None = None
    """The id of the role that initials or ticks it; `each` gives each who signs a box of their own."""

    when: When | None = None
    """It counts where a field of the form has this answer, as `{place: online}`, or one of a list of them."""
    audience: Many[Ref] = Key(default=(), alias="for")
    """The ids of the roles that it is about; they stand below it."""

    @model_validator(mode="after")
    def _is_acknowledged(self) -> Self:
        if self.filled_by and not self.acknowledge:
            hint = "write `acknowledge: initials` or `acknowledge: checkbox`"
            raise wrong("`filled_by` says who initials or ticks the clause, and nobody does", hint, at="filled_by")
        return self


class Item(Definition):
    """One thing to do, of a checklist."""

    text: Prose
    """What is to be done, in Markdown."""
    id: Name | None = None
    """Keeps its tick when the words change; made from the words where it is not given."""
    due: Due | None = None
    """By when, as `match + 14 days`; it is shown as a day where the cohort fixes it."""
    required: YesNo = False
    """Whether it must be done; it is marked so."""
    audience: Many[Ref] = Key(default=(), alias="for")
    """The ids of the roles that do it; without any, everyone."""

    @model_validator(mode="after")
    def _has_one_box(self) -> Self:
        if BOX.match(self.text.source):
            raise wrong("an item begins with `[ ]`, and it is a box already", "leave `[ ]` out", at="text")
        return self


class Section(Definition):
    """A part of a form: text, then what the program says, then clauses, then items, then fields."""

    title: Phrase | None = None
    """The heading of the section."""
    idea: Ideas = ()
    """Which of the ten ideas of mentoring the section carries, 1 to 10; the page of ideas shows it."""
    text: Sentence | None = None
    """What stands below the heading, in Markdown; `{{ field.minutes }}` is a field of the section, to fill in there."""
    shows: Many[Shown] = ()
    """Keys of the program whose words stand here, so that nothing is written twice."""
    clauses: Many[Annotated[Clause, or_key("text")]] = ()
    """What the parties agree to, point by point; a text alone is a clause."""
    items: Many[Annotated[Item, or_key("text")]] = ()
    """What is to be done, point by point; a text alone is an item."""
    fields: Annotated[dict[str, Annotated[Field, Discriminator("type")]], BeforeValidator(normalized_types)] = Key(
        default_factory=dict
    )
    """What is filled in, each by an id that is unique in the form; saved answers are found by it."""

    when: When | None = None
    """It is asked where a field of another section has this answer, as `{place: online}`, or one of a list of them."""
    audience: Many[Ref] = Key(default=(), alias="for")
    """The ids of the roles that it is for; they stand below its title."""

    @model_validator(mode="after")
    def _title_says_what_it_is_about(self) -> Self:
        for key, said in (("when", self.when), ("for", self.audience)):
            if said and not self.title:
                raise wrong(f"a section with `{key}` needs a title", "add `title: …`", at=key)
        return self

    @model_validator(mode="after")
    def _clauses_have_ids_of_their_own(self) -> Self:
        seen: set[str] = set()
        for index, clause in enumerate(self.clauses):
            if clause.id in seen:
                message = f"two clauses of the section have the id `{clause.id}`"
                raise wrong(message, "give each an id of its own", at=("clauses", index, "id"))
            if clause.id:
                seen.add(clause.id)
        return self
