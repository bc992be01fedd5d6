"""Links, anchors and images that lead nowhere."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from dataclasses import replace
from functools import cached_property, partial
from itertools import islice
from posixpath import basename, dirname, relpath, splitext
from urllib.parse import unquote

from mentorsite.check.site_texts import SiteText, texts
from mentorsite.check.suggest import Nearest
from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.tree import DEFINITION_ENDINGS
from mentorsite.markdown.document import Image, Link, ids
from mentorsite.markdown.grammar import VARIABLE
from mentorsite.model.look_alikes import in_plain_letters, look_alike_hint
from mentorsite.model.page import Page
from mentorsite.model.program import parts
from mentorsite.model.site import Site
from mentorsite.model.urls import order_and_name
from mentorsite.structure.links import Inside, destination, shown
from mentorsite.structure.variables import filled, scopes

SEVERAL, SOME = 2, 8
"""How many paths a hint names, and how many files of a folder."""
FORMS = ("/agreements", "/checklists", "/worksheets")
CLOSE = 0.75
"""How near a name has to be where it is in another folder: with less, a hint misleads."""


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
    nearest = _NearestSources(site)
    scope_of = scopes(site)
    for text in texts(site):
        own = _Anchors(partial(ids, text.document))
        for link in (*text.document.title, *text.document.pieces):
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
                    hint = _turned_off(site, target) or nearest.hint(text.source, target, isinstance(link, Image))
                    found = replace(found, hint=hint)
                yield found


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


class _NearestSources:
    """Finds what a broken link probably meant: the same name elsewhere, else a near name in its folder."""

    def __init__(self, site: Site) -> None:
        self.sources = site.sources
        self.pictures = site.pictures.keys() | site.drawings.keys()
        self.aliases = {alias: page.source for page in site.pages for alias in page.front.aliases}

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

    @cached_property
    def names(self) -> Nearest:
        """Every bare name."""
        return Nearest(self.by_name)

    def hint(self, source: str, target: str, image: bool) -> str:
        """A hint with the paths to write, or what stands where the link leads."""
        path = unquote(target.partition("#")[0].partition("?")[0]).rstrip("/")
        if path.startswith("/"):
            below = "/content"
        else:
            below = f"/{dirname(source)}"
        # Between paths that begin at `/`, `relpath` doesn't ask for the folder that mentorsite was started in.
        wanted = relpath(f"{below}/{path.lstrip('/')}", "/")
        maker = self.maker(wanted)
        if maker:
            path = relpath(f"/{maker}", f"/{dirname(source)}")
            return f"mentorsite makes that file: link to `{path}`, for its page offers it"
        meant = []
        for each in self.meant(wanted):
            if not image or each in self.pictures:
                meant.append(each)
        if not meant and basename(wanted) == "print":
            return "a print edition can't be linked to: link to what it prints, for its page leads there"
        if not meant:
            return self.folder_hint(dirname(wanted))
        paths = [relpath(f"/{each}", f"/{dirname(source)}") for each in meant[:SEVERAL]]
        if path not in paths and in_plain_letters(path) in paths:
            return look_alike_hint(path)
        quoted = " or ".join(f"`{each}`" for each in paths)
        return f"did you mean {quoted}?"

    def maker(self, wanted: str) -> str | None:
        """The definition whose page offers a file that mentorsite makes: a form's own files, a program's calendars."""
        stem, ending = splitext(wanted)
        if ending in (".pdf", ".docx") and dirname(wanted).endswith(FORMS):
            return self.definition(stem)
        if ending == ".ics":
            return self.definition(stem) or self.definition(dirname(wanted))
        return None

    def definition(self, stem: str) -> str | None:
        """The program or form of a path without its ending."""
        for ending in DEFINITION_ENDINGS:
            path = f"{stem}{ending}"
            if path in self.sources:
                return path
        return None

    def meant(self, wanted: str) -> list[str]:
        """The sources that a path may mean, the likeliest first: what had it before, one of its name, one of a near
        name in its folder, one of a near name anywhere."""
        before = self.aliases.get(wanted.removeprefix("content/"))
        if before:
            return [before]
        same = self.by_name.get(_bare(wanted), [])
        if same:
            return sorted(same, key=lambda each: _apart(each, wanted))
        sibling = self.sibling(dirname(wanted), _bare(wanted))
        if sibling:
            return [sibling]
        near = self.names.near(_bare(wanted), CLOSE)
        return sorted(self.by_name.get(near, []), key=lambda each: _apart(each, wanted))

    @cached_property
    def folder_names(self) -> Nearest:
        """Every folder."""
        return Nearest(self.folders)

    def folder_hint(self, folder: str) -> str:
        """What stands in a folder, or that there is none of its name."""
        if folder not in self.folders:
            near = self.folder_names.near(folder, CLOSE)
            if near:
                return f"there is no folder `{folder}`; did you mean `{near}`?"
            return f"there is no folder `{folder}`"
        _, names = self.folders[folder]
        some = ", ".join(sorted(basename(each) for each in islice(names.values(), SOME)))
        if len(names) > SOME:
            return f"`{folder}` has: {some} and others"
        return f"`{folder}` has: {some}"

    def sibling(self, folder: str, name: str) -> str | None:
        """The file of a folder whose name is near."""
        nearest, names = self.folders.get(folder, (None, {}))
        if nearest:
            return names.get(nearest.near(name))
        return None


def _apart(path: str, wanted: str) -> tuple[bool, bool, str]:
    """How far a file is from the one that was wanted: another folder counts more than another ending."""
    return dirname(path) != dirname(wanted), splitext(path)[1] != splitext(wanted)[1], path


def _bare(path: str) -> str:
    """A file's name without what people forget: number, ending, capitals."""
    return order_and_name(splitext(basename(path))[0])[1].lower()
