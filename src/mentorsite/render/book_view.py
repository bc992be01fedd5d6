"""A print edition as its page and its PDF show it."""

from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class ListedForm:
    """A form as the appendix tells of it. `url` leads to where it can be filled in."""

    anchor: str
    title: str
    kind: str
    about: str
    url: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter; `anchor` is its id, `depth` counts from 1."""

    anchor: str
    depth: int
    title: Markup
    body: Markup


@dataclass(frozen=True, slots=True)
class BookView:
    """What a print edition shows. `url` is where the whole of it can be read, if that is known."""

    title: str
    about: str
    reviewed: str | None
    url: str | None
    chapters: tuple[Chapter, ...]
    forms: tuple[ListedForm, ...]
