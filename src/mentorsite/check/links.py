"""Links, anchors and images that lead nowhere."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import replace
from functools import cached_property, partial
from html import unescape

from mentorsite.check.link_hints import NearestSources
from mentorsite.check.site_texts import SiteText, texts
from mentorsite.check.suggest import Nearest
from mentorsite.errors import Place, Problem, problem
from mentorsite.markdown.document import Image, Link, Piece, ids
from mentorsite.markdown.grammar import VARIABLE
from mentorsite.model.page import Page
from mentorsite.model.program import parts
from mentorsite.model.site import Site
from mentorsite.structure.links import Inside, destination, shown
from mentorsite.structure.variables import filled, scopes

LINK_WORDS = re.compile(r"[^<>]{0,999}>(.{0,999}?)</a>", re.S)
TAG = re.compile(r"<[^<>]*>")


class _Anchors:
    """The ids of a source, found when one is asked for: links lead to few of a large handbook's pages by an id."""

    def __init__(self, find: Callable[[], Iterable[str]]) -> None:
        self.find = find

    @cached_property
    def known(self) -> frozenset[str]:
        return frozenset(self.find())

    @cached_property
    def nearest(self) -> Nearest:
        return Nearest(self.known)


def broken_links(site: Site) -> Iterator[Problem]:
    """Every link and image of every text that does not lead to something that is published."""
    anchors, assets = _anchors(site), {asset.source for asset in site.assets}
    nearest = NearestSources(site)
    scope_of = scopes(site)
    for text in texts(site):
        own = _Anchors(partial(ids, text.document))
        pieces = (*text.document.title, *text.document.pieces)
        for at, link in enumerate(pieces):
            if isinstance(link, Link | Image):
                target = filled(link.target, scope_of(text.program, text.cohort, text.language), text.language)
                if "{{" in target and VARIABLE.search(target):
                    continue  # the check of variables tells what is missing
                if target.startswith("#") and target[1:] in own.known:
                    continue  # of a program or a form, `anchors` knows no ids within its texts
                found = _fault(site, text, target, link, anchors) or _picture_fault(site, text, target, link, assets)
                if not found:
                    continue
                if not found.hint:  # it is known what is wrong, and not what was meant
                    words = _words(pieces[at + 1 : at + 2])
                    hint = _turned_off(site, target) or nearest.hint(
                        text.source, target, words, isinstance(link, Image)
                    )
                    found = replace(found, hint=hint)
                yield found


def _words(behind: Sequence[Piece]) -> str:
    """The words of a link, by what follows its target; nothing where they don't end in the piece right behind it."""
    found = LINK_WORDS.match(behind[0]) if behind and isinstance(behind[0], str) else None
    if found:
        return unescape(TAG.sub("", found[1]))
    return ""


def _turned_off(site: Site, target: str) -> str:
    """What to write where a link leads to a page of coordinators that site.yml does not ask for."""
    key = target.strip("./")
    is_off = key in ("ideas", "translations") and not getattr(site.settings, key)
    if is_off:
        return f"write `{key}: true` in site.yml, which makes that page, or delete the link"
    return ""


def _fault(
    site: Site, text: SiteText, target: str, link: Link | Image, anchors: Mapping[str, _Anchors]
) -> Problem | None:
    image = isinstance(link, Image)
    if image and not target.strip():
        hint = "write the file of the picture: `![What it shows](picture.png)`"
        return problem("broken-image", link.place, "this picture has no address, so nothing is shown", hint)
    found = destination(site, text.source, text.address, target, link.place, image=image)
    match found:
        case Problem():
            return found
        case Inside() if image and found.source in anchors:
            return problem("broken-image", link.place, f"`{target}` is a page, not an image")
        case Inside() if found.fragment and found.source in anchors:
            return _anchor_fault(found, anchors[found.source], link.place)
        case _:
            return None


def _picture_fault(site: Site, text: SiteText, target: str, link: Link | Image, assets: Set[str]) -> Problem | None:
    """Why a file can't be shown as an image, or led to."""
    image = isinstance(link, Image)
    found = destination(site, text.source, text.address, target, link.place, image=image)
    if not isinstance(found, Inside):
        return None
    picture, name = site.pictures.get(found.source), shown(target)
    code = "broken-image" if image else "broken-link"
    # A link may lead to a picture that no browser shows: it is downloaded, unless it isn't published at all.
    if picture and picture.fault and (image or picture.withheld):
        return problem(code, link.place, f"`{name}` can't be shown: {picture.fault}", picture.hint)
    if image and not picture and found.source in assets:
        return problem(code, link.place, f"`{name}` is no picture that browsers show", "link to it: `[words](path)`")
    return None


def _anchor_fault(found: Inside, anchors: _Anchors, place: Place) -> Problem | None:
    if found.fragment in anchors.known or found.fragment == "top":  # which browsers take for the top of any page
        return None
    message = f"`{found.source}` has no heading or id `{found.fragment}`"
    hint = anchors.nearest.hint(found.fragment.lower())
    if not hint:
        some = ", ".join(anchors.nearest.forwards[:8])
        if some:
            hint = f"it has: {some}"
        else:
            hint = "it has no headings: leave the `#…` out"
    return problem("broken-anchor", place, message, hint, about=f"{found.source}#{found.fragment}")


def _anchors(site: Site) -> dict[str, _Anchors]:
    """The ids that links can lead to, by source."""
    found = {page.source: _Anchors(partial(_page_ids, page)) for page in site.pages}
    found |= {entry.source: _Anchors(partial(parts, entry.program)) for entry in site.programs}
    return found | {entry.form.source: _Anchors(partial(iter, entry.form.sections)) for entry in site.forms}


def _page_ids(page: Page) -> frozenset[str]:
    """The ids of a page's text, and that of its title."""
    return ids(page.document) | ({page.title_id} - {""})
