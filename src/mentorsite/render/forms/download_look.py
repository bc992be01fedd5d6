"""What site.yml says of every download: paper, colour, headings, whose it is."""

from dataclasses import dataclass

from mentorsite.model.settings import Settings
from mentorsite.theme.tokens import printed_headings


@dataclass(frozen=True, slots=True)
class Look:
    """How a PDF looks. `paper` is `a4` or `letter`, `headings` `serif` or `sans`."""

    publisher: str
    paper: str
    accent: str | None
    headings: str


def look_of(settings: Settings) -> Look:
    """What site.yml says of every PDF."""
    if settings.organization:
        publisher = settings.organization.name
    else:
        publisher = settings.title
    theme = settings.theme
    return Look(publisher, theme.paper, theme.accent, printed_headings(theme))
