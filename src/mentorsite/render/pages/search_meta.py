"""A page → what tells it from others among the results of a search."""

from collections.abc import Iterable

from mentorsite.model.program import Program
from mentorsite.model.settings import Settings
from mentorsite.render.views import Searched
from mentorsite.theme.values import Words

FAINT = 0.3
"""What the words of a page full of dates or names count for, where those of others count for 1."""


def if_searched(settings: Settings, page: Searched) -> Searched | None:
    """What the index for searching holds of a page, or None on a site without search."""
    if settings.search:
        return page
    return None


def people(audience: Iterable[str], program: Program | None, words: Words) -> tuple[str, ...]:
    """Whom something is for: roles that have a name of their own by that, the others as many of a kind.

    `audience` are ids of roles, or their kinds.
    """
    roles = program.roles if program else {}

    def called(each: str) -> str:
        role = roles.get(each)
        if role is None:
            return words.get(f"audience_{each}") or each
        if role.label.casefold() != role.kind:
            return role.label
        return words.get(f"audience_{role.kind}") or role.label

    return tuple(dict.fromkeys(called(each) for each in audience))
