"""A page → what tells it from others among the results of a search."""

from collections.abc import Iterable

from mentorsite.model.page import Page
from mentorsite.model.site import Site
from mentorsite.render.views import Searched
from mentorsite.theme import Words

GUIDELINES = "guidelines/"
FAINT = 0.3
"""What the words of a page full of dates or names count for, where those of others count for 1."""


def searched_page(site: Site, page: Page, words: Words) -> Searched | None:
    """A page of content: the ones in the folder `guidelines/` are guidelines."""
    kind = "guideline" if page.address.startswith(GUIDELINES) else "page"
    program = page.front.program.id if page.front.program else None
    return searched(site, kind, words, (each.id for each in page.front.audience), program)


def searched(
    site: Site,
    kind: str,
    words: Words,
    audience: Iterable[str] = (),
    program: str | None = None,
    weight: float | None = None,
) -> Searched | None:
    """A page of a kind, or None on a site without search; `audience` are ids of roles, or their kinds."""
    if not site.settings.search:
        return None
    known = site.program(program)
    kinds = {id: role.kind for id, role in known.roles.items()} if known else {}
    people = dict.fromkeys(words.get(f"audience_{kinds.get(each, each)}", each) for each in audience)
    return Searched(words[f"kind_{kind}"], tuple(people), weight)
