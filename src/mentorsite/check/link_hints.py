"""What a link that leads nowhere probably meant."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from posixpath import basename, dirname, relpath, splitext
from urllib.parse import unquote

from mentorsite.check.suggest import Nearest
from mentorsite.errors import nearest
from mentorsite.loader.tree import DEFINITION_ENDINGS
from mentorsite.markdown.slug import slug
from mentorsite.model.look_alikes import in_plain_letters, look_alike_hint
from mentorsite.model.site import Site
from mentorsite.model.urls import INDEX_NAMES, order_and_name

SEVERAL, SOME = 2, 8
"""How many paths a hint names, and how many files of a folder."""
FORMS = ("/agreements", "/checklists", "/worksheets")
CLOSE = 0.75
"""How near a name has to be where it is in another folder: with less, a hint misleads."""
TELLING = 4
"""How many letters a word has that tells one title from others."""


class NearestSources:
    """Finds what a broken link probably meant: the same name elsewhere, else a near name in its folder."""

    def __init__(self, site: Site) -> None:
        self.sources = site.sources
        self.pictures = site.pictures.keys() | site.drawings.keys()
        self.aliases = {alias: page.source for page in site.pages for alias in page.front.aliases}
        self.titles = [*_titles(site)]

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

    @cached_property
    def by_title(self) -> Mapping[str, list[str]]:
        """The sources of each title, as an anchor has its words: a renamed file keeps its title."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for source, title in self.titles:
            found[slug(title)].append(source)
        return found

    @cached_property
    def by_word(self) -> Mapping[str, list[str]]:
        """The sources whose titles have a word."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for title, sources in self.by_title.items():
            for word in set(title.split("-")):
                if len(word) >= TELLING:
                    found[word] += sources
        return found

    @cached_property
    def by_order(self) -> Mapping[tuple[str, float], list[str]]:
        """The sources of each number in a folder."""
        found: defaultdict[tuple[str, float], list[str]] = defaultdict(list)
        for path in self.sources:
            order, _ = order_and_name(splitext(basename(path))[0])
            if order is not None:
                found[dirname(path), order].append(path)
        return found

    def hint(self, source: str, target: str, words: str, image: bool) -> str:
        """A hint with the paths to write, or what stands where the link with these words leads."""
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
        sure, near = self.sure(wanted, words), self.near(wanted, words)
        if image:
            sure = [each for each in sure if each in self.pictures]
            near = [each for each in near if each in self.pictures]
        if not sure and not near and basename(wanted) == "print":
            return "a print edition can't be linked to: link to what it prints, for its page leads there"
        if not sure and not near:
            return self.folder_hint(dirname(wanted))
        paths = [relpath(f"/{each}", f"/{dirname(source)}") for each in (sure or near)[:SEVERAL]]
        if path not in paths and in_plain_letters(path) in paths:
            return look_alike_hint(path)
        if sure:
            quoted = " or ".join(f"`{each}`" for each in paths)
            return f"did you mean {quoted}?"
        quoted = ", ".join(f"`{each}`" for each in paths)
        return f"near it {'are' if len(paths) > 1 else 'is'} {quoted}"

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

    def sure(self, wanted: str, words: str) -> list[str]:
        """The sources that a path surely means: what had it before, what has its name, what is called as it or the
        link is, or what differs by a slip of the hand."""
        before = self.aliases.get(wanted.removeprefix("content/"))
        if before:
            return [before]
        bare = _bare(wanted)
        same = self.by_name.get(bare, [])
        if bare in INDEX_NAMES:  # every folder has one
            return [each for each in same if dirname(each) == dirname(wanted)]
        slips = [each for each in self.alike(wanted) if _is_slip(bare, _bare(each))]
        found = same or self.by_title.get(slug(bare)) or self.by_title.get(slug(words)) or slips
        return sorted(found, key=lambda each: _apart(each, wanted))

    def near(self, wanted: str, words: str) -> list[str]:
        """The sources that a path may mean, the likeliest first."""
        if _bare(wanted) in INDEX_NAMES:
            return []
        found = []
        called = slug(words).split("-")
        for start in range(1, len(called)):  # “our code of conduct”
            found += self.by_title.get("-".join(called[start:]), [])
        of_word = self.by_word.get(_bare(wanted), [])
        if len(of_word) <= SEVERAL:
            found += of_word
        order, _ = order_and_name(splitext(basename(wanted))[0])
        if order is not None:
            found += self.by_order.get((dirname(wanted), order), [])
        return list(dict.fromkeys([*found, *self.alike(wanted)]))

    def alike(self, wanted: str) -> list[str]:
        """The sources of a near name: one in its folder, else those anywhere."""
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


def _titles(site: Site) -> Iterator[tuple[str, str]]:
    """Each source and what it is called."""
    for page in site.pages:
        yield page.source, page.title
    for entry in site.programs:
        yield entry.source, entry.program.name
    for form in site.forms:
        yield form.form.source, form.form.title


def _is_slip(name: str, meant: str) -> bool:
    """Whether a name was surely meant as another one: each word of it is nearly the one at its place there."""
    if name.replace("-", "") == meant.replace("-", ""):
        return True
    words, others = name.split("-"), meant.split("-")
    return len(words) == len(others) and all(map(_nearly_same, words, others))


def _nearly_same(word: str, other: str) -> bool:
    return word == other or bool(nearest(word, [other], CLOSE))
