"""An accent that can't be read."""

from collections.abc import Iterator

from mentorsite.errors import Problem, problem
from mentorsite.model.site import Site
from mentorsite.theme.colors_and_contrast import PAPER, READABLE, contrast, readable


def unreadable_accent(site: Site) -> Iterator[Problem]:
    """An accent too pale for links and small text."""
    theme = site.settings.theme
    if theme.accent and (found := contrast(theme.accent, PAPER)) < READABLE:
        message = f"`{theme.accent}` is too pale to read: its contrast on paper is {found:.1f} to 1"
        hint = f'at least {READABLE} is needed; the nearest such colour is "{readable(theme.accent)}"'
        yield problem("pale-accent", theme.place_of("accent"), message, hint)
