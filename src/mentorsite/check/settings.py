"""Files that site.yml names and that are not there."""

from collections.abc import Iterator
from dataclasses import replace

from mentorsite.errors import Problem, did_you_mean, problem
from mentorsite.links import Inside, destination
from mentorsite.model.definition import Reference
from mentorsite.model.site import Asset, Site
from mentorsite.urls import is_image

HOME = "content/index.md"
"""Paths in site.yml are below `content/`, as a link in its first page has them."""


def settings_references(site: Site) -> Iterator[Problem]:
    """Entries of the menu that lead nowhere, and a logo that is no image."""
    for entry in site.settings.navigation:
        found = destination(site, HOME, "", entry.to.id, entry.to.place)
        if isinstance(found, Problem):
            yield _unknown(site, entry.to, found)
    organization = site.settings.organization
    if organization and organization.logo:
        yield from _logo(site, organization.logo)


def _logo(site: Site, logo: Reference) -> Iterator[Problem]:
    found = destination(site, HOME, "", logo.id, logo.place, image=True)
    if isinstance(found, Problem):
        yield _unknown(site, logo, found)
    elif isinstance(found, Inside) and not _is_image(site.assets, found.source):
        yield problem("unknown-reference", logo.place, f"`{logo.id}` is not an image", "name an .svg or .png file")


def _is_image(assets: tuple[Asset, ...], source: str) -> bool:
    return is_image(source) and any(asset.source == source for asset in assets)


def _unknown(site: Site, named: Reference, found: Problem) -> Problem:
    known = [source.removeprefix("content/") for source in site.sources]
    hint = did_you_mean(named.id, known) or "write a path below `content/`, as `guidelines/` or `mentors.md`"
    return replace(found, code="unknown-reference", hint=hint)
