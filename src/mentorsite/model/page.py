"""A page: one Markdown file, and what its front matter says of it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import ConfigDict, Field

from mentorsite.model.definition import (
    IDEAS,
    Day,
    Definition,
    Line,
    Many,
    OldAddress,
    Ref,
    Reference,
    Whole,
    YesNo,
)
from mentorsite.text.document import Document
from mentorsite.text.terms import Terms


class FrontMatter(Definition):
    """The keys between the `---` lines of a page; those of other generators are left alone."""

    model_config = ConfigDict(json_schema_extra={})
    unknown_key_code: ClassVar[str] = "front-matter"

    title: Line | None = None
    description: Line = ""
    language: Line | None = None
    order: Whole | None = None
    kind: Ref | None = None
    """The template of the theme that shows the page: `timetable` for `templates/timetable.html`."""
    aliases: Many[OldAddress] = ()
    audience: Many[Ref] = Field(default=(), alias="for")
    program: Ref | None = None
    """The program that the page's variables speak of, where there are several."""
    idea: Whole | None = Field(default=None, ge=1, le=IDEAS)
    """Which of the ten ideas the page carries."""
    agreements: Many[Ref] = ()
    checklists: Many[Ref] = ()
    worksheets: Many[Ref] = ()
    glossary: YesNo = True
    """Whether terms of the glossary are linked where they first stand on the page."""
    reviewed: Day | None = None
    owner: Line | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the handbook. `address` is its URL below the site's root."""

    source: str
    address: str
    language: str
    title: str
    order: int | None
    front: FrontMatter
    document: Document

    @property
    def description(self) -> str:
        """What the page is about, in a sentence."""
        return self.front.description or self.document.summary

    @property
    def terms(self) -> Terms:
        """What it explains, as the other pages of its language look for it."""
        ids = ((spelling, term.id) for term in self.document.terms for spelling in term.spellings)
        return Terms(self.source, tuple(ids))

    @property
    def takeaways(self) -> tuple[tuple[str, Reference], ...]:
        """The forms that go with the page, each with its folder."""
        folders: tuple[Any, ...] = ("agreements", "checklists", "worksheets")
        return tuple((folder, each) for folder in folders for each in getattr(self.front, folder))
