"""What templates see of a program, beside what every page has: small frozen values, everything already decided."""

from dataclasses import dataclass

from markupsafe import Markup

from mentorsite.render.views import EMPTY_MARKUP, Card


@dataclass(frozen=True, slots=True)
class Definition:
    """A term and what it means."""

    term: str
    detail: Markup


@dataclass(frozen=True, slots=True)
class ProgramBlock:
    """A piece of a program's page. What a kind does not use is empty."""

    kind: str
    title: str | None = None
    html: Markup = EMPTY_MARKUP
    items: tuple[Markup, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Markup, ...], ...] = ()
    entries: tuple[Definition, ...] = ()
    cards: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True)
class ProgramSection:
    """A part of a program's page."""

    id: str
    title: str
    blocks: tuple[ProgramBlock, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and its value."""

    label: str
    value: Markup
