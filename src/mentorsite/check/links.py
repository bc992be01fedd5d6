"""Links, anchors and images that lead nowhere."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import cached_property, partial
from posixpath import basename, dirname, relpath, splitext
from urllib.parse import unquote

from mentorsite.check.nearest import Nearest
from mentorsite.check.texts import SiteText, texts
from mentorsite.errors import Place, Problem, problem
from mentorsite.links import Inside, destination, shown
from mentorsite.model.program import parts
from mentorsite.model.site import Site
from mentorsite.text.document import Image, Link, ids
from mentorsite.text.grammar import VARIABLE
from mentorsite.urls import order_and_name
from mentorsite.variables import filled, scopes


class _Anchors:
    """The ids of a source, found when one is asked for."""

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
    nearest = _NearestSources(site)
    scope_of = scopes(site)
    for text in texts(site):
        for link in (*text.document.title, *text.document.pieces):
            if isinstance(link, Link | Image):
                target = filled(link.target, scope_of(text.program, text.cohort), text.language)
                if "{{" in target and VARIABLE.search(target):
                    continue  # the check of variables tells what is missing
                found = _fault(site, text, target, link, anchors) or _picture_fault(site, text, target, link, assets)
                if found:
                    yield found if found.hint else replace(found, hint=nearest.hint(text.source, target))


def _fault(
    site: Site, text: SiteText, target: str, link: Link | Image, anchors: Mapping[str, _Anchors]
) -> Problem | None:
    image = isinstance(link, Image)
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
    picture = site.pictures.get(found.source)
    code, name = "broken-image" if image else "broken-link", shown(target)
    if picture and picture.fault and (image or picture.withheld):
        return problem(code, link.place, f"`{name}` can't be shown: {picture.fault}", picture.hint)
    if image and not picture and found.source in assets:
        return problem(code, link.place, f"`{name}` is no picture that browsers show", "link to it: `[words](path)`")
    return None


def _anchor_fault(found: Inside, anchors: _Anchors, place: Place) -> Problem | None:
    if found.fragment in anchors.known or found.fragment == "top":
        return None
    message = f"`{found.source}` has no heading or id `{found.fragment}`"
    hint = anchors.nearest.hint(found.fragment.lower())
    if not hint:
        some = ", ".join(anchors.nearest.forwards[:8])
        hint = f"it has: {some}" if some else "it has no headings: leave the `#…` out"
    return problem("broken-anchor", place, message, hint, about=f"{found.source}#{found.fragment}")


def _anchors(site: Site) -> dict[str, _Anchors]:
    """The ids that links can lead to, by source."""
    found = {page.source: _Anchors(partial(ids, page.document)) for page in site.pages}
    found |= {entry.source: _Anchors(partial(parts, entry.program)) for entry in site.programs}
    return found | {entry.form.source: _Anchors(partial(iter, entry.form.sections)) for entry in site.forms}


class _NearestSources:
    """Finds what a broken link probably meant: the same name elsewhere, else a near name in its folder."""

    def __init__(self, site: Site) -> None:
        self.sources = site.sources

    @cached_property
    def by_name(self) -> Mapping[str, list[str]]:
        """The sources of each bare name."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for path in self.sources:
            found[_bare(path)].append(path)
        return found

    @cached_property
    def folders(self) -> Mapping[str, tuple[Nearest, Mapping[str, str]]]:
        """The sources of each folder by their bare names, and what finds a near one."""
        found: defaultdict[str, dict[str, str]] = defaultdict(dict)
        for path in self.sources:
            found[dirname(path)][_bare(path)] = path
        return {folder: (Nearest(names), names) for folder, names in found.items()}

    def hint(self, source: str, target: str) -> str:
        """A hint with the path to write, or how paths are written."""
        path = unquote(target.partition("#")[0].partition("?")[0])
        same = self.by_name.get(_bare(path.rstrip("/")), [])
        meant = same[0] if same else self.sibling(relpath(dirname(f"/{dirname(source)}/{path}"), "/"), _bare(path))
        if meant is None:
            return "write the path from this file to the other file, as `../guidelines/01-choosing-a-mentor.md`"
        return f"did you mean `{relpath(f'/{meant}', f'/{dirname(source)}')}`?"

    def sibling(self, folder: str, name: str) -> str | None:
        """The file of a folder whose name is near."""
        nearest, names = self.folders.get(folder, (None, {}))
        near = nearest.hint(name) if nearest else ""
        return names.get(near.removeprefix("did you mean `").removesuffix("`?"))


def _bare(path: str) -> str:
    """A file's name without what people forget: number, ending, capitals."""
    return order_and_name(splitext(basename(path))[0])[1].lower()
