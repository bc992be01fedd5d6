"""Files that site.yml names and that are not there, or not what they should be."""

from collections.abc import Iterator
from dataclasses import replace

from mentorsite.errors import Problem, did_you_mean, problem
from mentorsite.links import Inside, destination
from mentorsite.model.definition import Reference
from mentorsite.model.picture import Picture
from mentorsite.model.site import Asset, Site

NO_IMAGE = ("is not an image that browsers show", "name an .svg, .png, .jpg or .webp file")
LARGEST_LOGO = 100_000
"""How many bytes a logo may have. A page without one weighs about 20 KB."""
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
    elif isinstance(found, Inside) and found.source not in site.broken:
        asset = next((each for each in site.assets if each.source == found.source), None)
        fault = _fault(asset, site.pictures.get(asset.source)) if asset else NO_IMAGE
        if fault:
            yield problem("unsuitable-logo", logo.place, f"`{logo.id}` {fault[0]}", fault[1])


def _fault(logo: Asset, picture: Picture | None) -> tuple[str, str] | None:
    """Why a file can't be the logo, and what to do."""
    if not picture:
        return NO_IMAGE
    if picture.acts:
        return "is an SVG with a script in it", "save it as plain SVG, or as PNG"
    if logo.size > LARGEST_LOGO:
        return f"has {logo.size / 1000:,.0f} KB, and every page loads it", f"at most {LARGEST_LOGO // 1000} KB is fine"
    return None


def _unknown(site: Site, named: Reference, found: Problem) -> Problem:
    known = [source.removeprefix("content/") for source in site.sources]
    hint = did_you_mean(named.id, known) or "write a path below `content/`, as `guidelines/` or `mentors.md`"
    return replace(found, code="unknown-reference", hint=hint)
