"""The sections of a Docusaurus site, as its plugins make them: docs, a blog, pages; where each has its files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath, splitext
from typing import Any

from mentorsite.importers.markdown.config_files import Configuration, as_list, as_mapping
from mentorsite.importers.markdown.js_literals import each_after
from mentorsite.importers.markdown.layout import below, published

FOLDERS = {"docs": "docs", "blog": "blog", "pages": "src/pages"}
"""Where each kind of section has its files, where the settings say nothing."""
PLUGIN = "plugin-content-"
KEYS = ("path", "routeBasePath", "sidebarPath", "id")
"""What tells the settings of a section from others of its name."""


@dataclass(frozen=True, slots=True)
class Section:
    """A section: the folder of its files, the start of its addresses, and where its pages go below `content/`.

    `own` is what a folder of translations ends in.
    """

    kind: str
    folder: str
    route: str
    to: str = ""
    own: str = ""
    sidebar: str = ""

    def of_language(self, code: str) -> str:
        """The folder of its translations into a language."""
        current = "/current" if self.kind == "docs" else ""
        return f"i18n/{code}/docusaurus-plugin-content-{self.kind}{self.own}{current}"


def sections(program: str) -> tuple[Section, ...]:
    """The sections that the settings tell; those of the preset first. One that they switch off is none."""
    made: list[Section] = []
    off = set(_switched_off(program))
    for kind in FOLDERS:
        # A preset has each kind once; a plugin adds one, and tells several apart by their ids.
        preset = [each for each in _said(program, rf"\b{kind}\s*:\s*(?=[\w{{])") if set(each) & set(KEYS)]
        plugins = list(_said(program, rf"{PLUGIN}{kind}[\"'`]\s*,\s*(?=[\w{{])"))
        first = [each for each in (*preset, *plugins) if not _id(each)]
        others = [each for each in plugins if _id(each)]
        if not first and kind not in off:
            first = [{}]
        for each in (*first[:1], *others):
            made.append(_section(kind, Configuration(each)))
    return tuple(made)


def _switched_off(program: str) -> Iterator[str]:
    """The kinds of sections that a preset turns off, as `blog: false` does; of plugins alone, those without one."""
    if "preset" not in program and PLUGIN in program:
        yield from FOLDERS
    for presets in each_after(program, r"\bpresets\s*:\s*(?=[\w\[])"):
        for preset in as_list(presets):
            # A preset is its name, or a list of its name and its options.
            for options in as_list(preset):
                for kind in FOLDERS:
                    if as_mapping(options).get(kind) is False:
                        yield kind


def _said(program: str, pattern: str) -> Iterator[Mapping[str, Any]]:
    for each in each_after(program, pattern):
        if isinstance(each, Mapping):
            yield each


def _id(said: Mapping[str, Any]) -> str:
    name = Configuration(said).text("id")
    if name == "default":
        return ""
    return name


def _section(kind: str, said: Configuration) -> Section:
    folder = normpath(said.text("path") or FOLDERS[kind])
    usual = "" if kind == "pages" else kind
    if said.at("routeBasePath") is None:
        route = usual
    else:
        route = said.text("routeBasePath").strip("/")
    name = said.text("id")
    is_second = name not in ("", "default")
    # Docs and pages stand at the top of a handbook; what may have pages of the same names has a folder of its own.
    place = ""
    if is_second or kind == "blog":
        place = route or name
    sidebar = said.text("sidebarPath")
    return Section(
        kind=kind,
        folder=folder,
        route=route,
        to=f"{place}/" if place else "",
        own=f"-{name}" if is_second else "",
        sidebar=normpath(sidebar) if sidebar else "",
    )


@dataclass(frozen=True, slots=True)
class Found:
    """Where a file stands: in which section, the language of a translation, and its path there."""

    section: Section
    code: str
    path: str


def find(path: str, known: Iterable[Section], codes: Iterable[str]) -> Found | None:
    """The section of a file."""
    places = [(each.folder, each, "") for each in known]
    places += [(each.of_language(code), each, code) for each in known for code in codes]
    inside = []
    for folder, each, code in places:
        if path.startswith(f"{folder}/"):
            inside.append(Found(each, code, path.removeprefix(f"{folder}/")))
    # Of sections whose folders stand in each other, the innermost has the file.
    return min(inside, key=lambda found: len(found.path), default=None)


def own(paths: Mapping[str, object], known: Iterable[Section]) -> dict[str, str]:
    """Where the files of the sections go, without translations."""
    found: dict[str, str] = {}
    # A section whose folder stands in another's comes later, and takes what is its own.
    for each in sorted(known, key=lambda section: len(section.folder)):
        found |= {path: f"{each.to}{rest}" for path, rest in published(below(paths, each.folder)).items()}
    return found


def translated(paths: Mapping[str, object], known: Iterable[Section], codes: Iterable[str]) -> dict[str, str]:
    """Where pages below `i18n/` go: beside the page that they translate, with the language in their name."""
    found: dict[str, str] = {}
    for code in codes:
        for each in known:
            for path, rest in published(below(paths, each.of_language(code))).items():
                stem, end = splitext(rest)
                found[path] = f"{each.to}{stem}.{code}{end}"
    return found


def pictures(paths: Mapping[str, object], known: Iterable[Section], codes: Iterable[str]) -> dict[str, str]:
    """Where pictures beside translations go: into a folder of the language."""
    found: dict[str, str] = {}
    for code in codes:
        for each in known:
            for path, rest in below(paths, each.of_language(code)).items():
                found[path] = f"{code}/{each.to}{rest}"
    return found
