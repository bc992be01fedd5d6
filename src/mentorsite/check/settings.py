"""Files that site.yml names and that are not there, or not what they should be."""

from collections.abc import Iterator
from dataclasses import replace

from mentorsite.check.same_mistake import about_program
from mentorsite.errors import Problem, problem
from mentorsite.loader.sources import CONTENT
from mentorsite.model.image import Picture
from mentorsite.model.look_alikes import hint_of_known
from mentorsite.model.placed_text import Reference
from mentorsite.model.site import Asset, Site
from mentorsite.structure.links import PUBLISH_OR_LEAVE, Inside, destination

NO_IMAGE = ("is not an image that browsers show", "name an .svg, .png, .jpg or .webp file")
LARGEST_LOGO = 100_000
"""How many bytes a logo may have. A page without one weighs about 20 KB."""
HOME = "content/index.md"
"""Paths in site.yml are below `content/`, as a link in its first page has them."""


def settings_references(site: Site) -> Iterator[Problem]:
    """Entries of the menu and of `publish` that lead nowhere, and a logo that is no image."""
    for entry in site.settings.navigation:
        found = destination(site, HOME, "", entry.to.id, entry.to.place)
        if isinstance(found, Problem):
            yield _unknown(site, entry.to, found)
    yield from _program(site)
    yield from _published(site)
    organization = site.settings.organization
    if organization and organization.logo:
        yield from _logo(site, organization.logo)


def _program(site: Site) -> Iterator[Problem]:
    """A program that is not there."""
    chosen, ids = site.settings.program, {entry.id for entry in site.programs}
    if chosen and chosen.id not in ids and not site.unread("programs"):
        message = f"there is no program `{chosen.id}`"
        hint = hint_of_known(chosen.id, ids) or f"there is: {', '.join(sorted(ids)) or 'none'}"
        if f"programs/{chosen.id}/" in site.drafts.values():
            message, hint = f"{message} but a draft, which is not published", PUBLISH_OR_LEAVE
        yield problem("unknown-reference", chosen.place, message, hint, about=about_program(chosen.id), root=True)


def _published(site: Site) -> Iterator[Problem]:
    """What `publish` names and that is not there."""
    known = [asset.source.removeprefix(CONTENT) for asset in site.assets]
    for named in site.settings.publish:
        wanted = named.id.strip("/")
        if not any(each == wanted or each.startswith(f"{wanted}/") for each in known):
            # A name in other letters is surely meant, and may be far from it for whoever counts letters: `cname`.
            same = next((each for each in known if each.casefold() == wanted.casefold()), wanted)
            hint = hint_of_known(same, known) or "write a path below `content/`, as `CNAME` or `.well-known/`"
            yield problem("unknown-reference", named.place, f"there is no file `{named.id}` to publish", hint)


def _logo(site: Site, logo: Reference) -> Iterator[Problem]:
    found = destination(site, HOME, "", logo.id, logo.place, image=True)
    if isinstance(found, Problem):
        yield _unknown(site, logo, found)
    elif isinstance(found, Inside) and found.source not in site.broken:  # what was refused is told where it is
        asset = next((each for each in site.assets if each.source == found.source), None)
        if asset:
            fault = _fault(asset, site.pictures.get(asset.source))
        else:
            fault = NO_IMAGE
        if fault:
            yield problem("unsuitable-logo", logo.place, f"`{logo.id}` {fault[0]}", fault[1])


def _fault(logo: Asset, picture: Picture | None) -> tuple[str, str] | None:
    """Why a file can't be the logo, and what to do."""
    if not picture:
        return NO_IMAGE
    if picture.fault:
        return f"can't be shown: {picture.fault}", picture.hint
    if logo.size > LARGEST_LOGO:
        return f"has {logo.size / 1000:,.0f} KB, and every page loads it", f"at most {LARGEST_LOGO // 1000} KB is fine"
    return None


def _unknown(site: Site, named: Reference, found: Problem) -> Problem:
    known = [source.removeprefix("content/") for source in site.sources]
    hint = hint_of_known(named.id, known) or "write a path below `content/`, as `guidelines/` or `mentors.md`"
    return replace(found, code="unknown-reference", hint=found.hint or hint)
