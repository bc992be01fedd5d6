"""Links, anchors and images that lead nowhere."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from posixpath import basename, dirname, relpath, splitext

from mentorsite.check.texts import SiteText, texts
from mentorsite.errors import Place, Problem, did_you_mean, problem
from mentorsite.links import Inside, destination
from mentorsite.model.program import parts
from mentorsite.model.site import Site
from mentorsite.text.document import Image, Link, ids
from mentorsite.urls import order_and_name
from mentorsite.variables import filled, scopes


def broken_links(site: Site) -> Iterator[Problem]:
    """Every link and image of every text that does not lead to something that is published."""
    anchors = _anchors(site)
    nearest = _Nearest(site)
    scope_of = scopes(site)
    for text in texts(site):
        for link in (*text.document.title, *text.document.pieces):
            if isinstance(link, Link | Image):
                target = filled(link.target, scope_of(text.program), text.language)
                found = _fault(site, text, target, link, anchors)
                if found:
                    yield replace(found, hint=found.hint or nearest.hint(text.source, target))


def _fault(
    site: Site, text: SiteText, target: str, link: Link | Image, anchors: Mapping[str, frozenset[str]]
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


def _anchor_fault(found: Inside, known: frozenset[str], place: Place) -> Problem | None:
    if found.fragment in known or found.fragment.lower() in known or found.fragment == "top":
        return None
    message = f"`{found.source}` has no heading or id `{found.fragment}`"
    hint = did_you_mean(found.fragment.lower(), known)
    if not hint:
        some = ", ".join(sorted(known)[:8])
        hint = f"it has: {some}" if some else "it has no headings: leave the `#…` out"
    return problem("broken-anchor", place, message, hint)


def _anchors(site: Site) -> dict[str, frozenset[str]]:
    """The ids that links can lead to, by source."""
    found = {page.source: ids(page.document) for page in site.pages}
    found |= {entry.source: frozenset(parts(entry.program)) for entry in site.programs}
    found |= {entry.form.source: frozenset(entry.form.sections) for entry in site.forms}
    return found


class _Nearest:
    """Finds what a broken link probably meant: the same name elsewhere, else a near name in its folder."""

    def __init__(self, site: Site) -> None:
        self.by_name: defaultdict[str, list[str]] = defaultdict(list)
        self.by_folder: defaultdict[str, list[str]] = defaultdict(list)
        for path in site.sources:
            self.by_name[_bare(path)].append(path)
            self.by_folder[dirname(path)].append(path)

    def hint(self, source: str, target: str) -> str:
        """A hint with the path to write, or how paths are written."""
        path = target.partition("#")[0].partition("?")[0]
        same = self.by_name.get(_bare(path.rstrip("/")), [])
        folder = relpath(dirname(f"/{dirname(source)}/{path}"), "/")
        siblings = {_bare(each): each for each in self.by_folder.get(folder, ())}
        near = did_you_mean(_bare(path), siblings).removeprefix("did you mean `").removesuffix("`?")
        meant = same[0] if same else siblings.get(near)
        if meant is None:
            return "write the path from this file to the other file, as `../guidelines/01-choosing-a-mentor.md`"
        return f"did you mean `{relpath(f'/{meant}', f'/{dirname(source)}')}`?"


def _bare(path: str) -> str:
    """A file's name without what people forget: number, ending, capitals."""
    return order_and_name(splitext(basename(path))[0])[1].lower()
