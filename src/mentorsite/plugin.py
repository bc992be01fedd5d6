"""What a plugin is: pure functions that change a site, check it, and add files. Other packages import this.

A package offers a `Plugin` as an entry point of the group `mentorsite.plugins`; `plugins` in site.yml names it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from mentorsite.errors import Place, Problem
from mentorsite.errors import problem as _problem
from mentorsite.loader.load import settled
from mentorsite.loader.parse import parse_source
from mentorsite.loader.sources import CONTENT, source_of
from mentorsite.model.page import Page
from mentorsite.model.site import Site

__all__ = ["File", "Plugin", "Problem", "Site", "advice", "with_page"]


@dataclass(frozen=True, slots=True)
class File:
    """A file to add to the site: its path there, as `contacts.vcf`, and what it holds."""

    path: str
    data: bytes


def _the_same(site: Site) -> Site:
    return site


def _nothing(_site: Site) -> tuple[()]:
    return ()


@dataclass(frozen=True, slots=True)
class Plugin:
    """What a plugin does with a site: `site` gives a changed one, `check` problems, `outputs` files.

    The functions are pure: the same site gives the same, and nothing else is read. `check` and `outputs` are
    given the site as all plugins left it.
    """

    site: Callable[[Site], Site] = _the_same
    check: Callable[[Site], Iterable[Problem]] = _nothing
    outputs: Callable[[Site], Iterable[File]] = _nothing


def with_page(site: Site, path: str, text: str) -> Site:
    """The site with one more page, as if its Markdown stood in `content/`; a page that is there already stays."""
    source = source_of(f"{CONTENT}{path}", text.encode(), site.settings)
    page, _ = parse_source(source)
    if not isinstance(page, Page) or source.path in site.digests:
        return site
    digests = {**site.digests, source.path: source.digest}
    return settled(replace(site, pages=(*site.pages, page), digests=digests))


def advice(source: str, message: str, hint: str = "") -> Problem:
    """A problem that does not stop the build, in a source as `content/programs/career.yml`."""
    return _problem("plugin", Place(source), message, hint)
