"""A page: one Markdown file, and what its front matter says of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from pydantic import ConfigDict, Field

from mentorsite.errors import nearest
from mentorsite.markdown.document import Document, ids
from mentorsite.markdown.glossary import Terms
from mentorsite.markdown.slug import slug
from mentorsite.model.base import SURELY, Definition
from mentorsite.model.keys import IDEAS, Day, Language, Line, Many, Number, OldAddress, Ref, Whole, YesNo
from mentorsite.model.placed_text import Reference, Scalar


class FrontMatter(Definition):
    """The keys between the `---` lines of a page; those of other generators are left alone."""

    model_config = ConfigDict(json_schema_extra={})  # editors take other keys, too
    unknown_key_code: ClassVar[str] = "front-matter"
    called_elsewhere: ClassVar[Mapping[str, str]] = {
        "date": "reviewed", "lastmod": "reviewed", "tags": "keywords", "categories": "keywords", "weight": "order",
        "lang": "language", "author": "owner",
    }  # fmt: skip

    speak_of_publishing: ClassVar[frozenset[str]] = frozenset({
        "status", "state", "visibility", "published", "publish", "public", "private", "hidden", "unlisted", "unpublish",
        "unpublished", "ready", "wip", "dg-publish", "internal", "publish_date", "publishdate", "expirydate",
    })  # fmt: skip
    """Keys of which someone may think that they keep a page back; those that do are read before."""

    title: Line | None = None
    """What the page is called; without it, its first heading."""
    description: Line = ""
    """One sentence about it, for lists of pages and for search engines."""
    keywords: Many[Line] = ()
    """Words that readers may look for and that don't stand in it, as `privacy`; the search finds it by them."""
    language: Language | None = None
    """Its language as a code, as `es`, where it is not the handbook's."""
    draft: YesNo = False
    """Whether it is a draft: no command publishes it, and `mentorsite serve` shows it, marked."""
    order: Number | None = None
    """Its place among its neighbours; a number before the file's name does the same: `02-goals.md`."""
    kind: Ref | None = None
    """The template of the theme that shows the page: `timetable` for `templates/pages/timetable.html`."""
    aliases: Many[OldAddress] = ()
    """Old addresses that lead to it, as `old/page/`."""
    audience: Many[Ref] = Field(default=(), alias="for")
    """The roles that it is for, as `mentor`; it says so at its top."""
    program: Ref | None = None
    """The id of the program that the page's variables speak of; without it, the one that site.yml names."""
    cohort: Ref | None = None
    """The id of the cohort that it is for, where it is for one alone: its variables speak of that."""
    idea: Whole | None = Field(default=None, ge=1, le=IDEAS)
    """Which of the ten ideas of mentoring the page carries, 1 to 10; pages of one folder that say so are the steps of
    a path.
    """
    agreements: Many[Ref] = ()
    """The ids of agreements that go with it, shown at its end."""
    checklists: Many[Ref] = ()
    """The ids of checklists that go with it, shown at its end."""
    worksheets: Many[Ref] = ()
    """The ids of worksheets that go with it, shown at its end."""
    glossary: YesNo = True
    """Whether terms of the glossary are linked where they first stand on the page."""
    reviewed: Day | None = None
    """The day on which it was last read through, as `2027-02-01`."""
    owner: Line | None = None
    """Who looks after it; shown at its end."""

    @classmethod
    def code_of(cls, key: str) -> str:
        """An error where a key was meant as `draft`: the page would be published."""
        if nearest(key, ["draft"], SURELY):
            return "unknown-key"
        return super().code_of(key)

    @classmethod
    def instead(cls, key: Scalar, value: Mapping[str, Any], known: set[str]) -> str:
        """What to write in place of a key that is not known."""
        if key.lower() in cls.speak_of_publishing:
            return "the page is published all the same: write `draft: true` to keep it back, or take the key out"
        return super().instead(key, value, known)


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the handbook. `address` is its URL below the site's root."""

    source: str
    address: str
    language: str
    title: str
    order: float | None
    front: FrontMatter
    document: Document
    shown_in: str = ""
    """The language whose readers are shown it in place of a translation; nothing where it stands by itself."""

    @property
    def readers(self) -> str:
        """The language of those who read it here."""
        return self.shown_in or self.language

    @property
    def description(self) -> str:
        """What the page is about, in a sentence."""
        return self.front.description or self.document.summary

    @property
    def ids(self) -> tuple[str, ...]:
        """What others may call it: its address, or the last part of that; in another language, without its folder."""
        address = self.address.rstrip("/")
        return address, address.removeprefix(f"{self.readers}/"), address.rpartition("/")[2]

    @property
    def terms(self) -> Terms:
        """What it explains, as the other pages of its language look for it."""
        ids: list[tuple[str, str]] = []
        for term in self.document.terms:
            ids += [(spelling, term.id) for spelling in term.spellings]
        return Terms(self.source, tuple(ids))

    @property
    def title_id(self) -> str:
        """The id that links to the page's own title name: that of its heading, else the one its title would have."""
        if self.document.title:
            return self.document.headings[0].id
        own = slug(self.title)
        if own in ids(self.document):  # it leads to that heading
            return ""
        return own

    @property
    def takeaways(self) -> tuple[tuple[str, Reference], ...]:
        """The forms that go with the page, each with its folder."""
        found: list[tuple[str, Reference]] = []
        for folder in ("agreements", "checklists", "worksheets"):
            found += [(folder, each) for each in getattr(self.front, folder)]
        return tuple(found)
