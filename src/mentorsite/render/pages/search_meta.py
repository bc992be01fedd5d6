"""A page → what tells it from others among the results of a search."""

from collections.abc import Iterable

from mentorsite.model.page import Page
from mentorsite.model.program import Program
from mentorsite.model.site import Site
from mentorsite.render.views import Searched
from mentorsite.theme.values import Words

GUIDELINES = "guidelines/"
FAINT = 0.3
"""What the words of a page full of dates or names count for, where those of others count for 1."""


def searched_page(site: Site, page: Page, words: Words) -> Searched | None:
    """A page of content: the ones in the folder `guidelines/` are guidelines."""
    kind = "guideline" if page.address.startswith(GUIDELINES) else "page"
    named = page.front.program.id if page.front.program else None
    program = spoken_of(site, named, page.language)
    return searched(site, kind, words, (each.id for each in page.front.audience), program, keywords=page.front.keywords)


def searched(
    site: Site,
    kind: str,
    words: Words,
    audience: Iterable[str] = (),
    program: Program | None = None,
    weight: float | None = None,
    keywords: tuple[str, ...] = (),
) -> Searched | None:
    """A page of a kind, or None on a site without search. `audience` are roles of the program."""
    if not site.settings.search:
        return None
    return Searched(words[f"kind_{kind}"], people(audience, program, words), weight, keywords)


def spoken_of(site: Site, program: str | None, language: str) -> Program | None:
    """The program that a page speaks of: the one that it names, else the site's default."""
    return site.program(program or site.default_program, language)


def people(audience: Iterable[str], program: Program | None, words: Words) -> tuple[str, ...]:
    """Whom something is for: roles that have a name of their own by that, the others as many of a kind.

    `audience` are ids of roles, or their kinds.
    """
    roles = program.roles if program else {}

    def called(each: str) -> str:
        role = roles.get(each)
        usual = words.get(f"audience_{role.kind if role else each}")
        renamed = role and role.label.casefold() != role.kind
        return role.label if role and (renamed or not usual) else usual or each

    return tuple(dict.fromkeys(called(each) for each in audience))
