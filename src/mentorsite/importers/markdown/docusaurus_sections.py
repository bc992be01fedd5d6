"""The sections of a Docusaurus site, as its plugins make them: docs, a blog, pages; where each has its files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from posixpath import normpath, splitext
from typing import Any

from mentorsite.importers.markdown.config_files import Configuration
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
        preset = []
        for each in _said(program, rf"\b{kind}\s*:\s*(?=[\w{{])"):
            if set(each) & set(KEYS):
                preset.append(each)
        plugins = list(_said(program, rf"{PLUGIN}{kind}[\"'`]\s*,\s*(?=[\w{{])"))
        others = [each for each in plugins if _id(each)]
        first = []
        for each in (*preset, *plugins):
            if not _id(each):
                first.append(each)
        usual: list[Mapping[str, Any]] = [] if kind in off else [{}]
        for each in (*(first or usual)[:1], *others):
            made.append(_section(kind, Configuration(each)))
    return tuple(made)


def _switched_off(program: str) -> Iterator[str]:
    """The kinds of sections that a preset has not, as `blog: false` says; of plugins alone, those without one."""
    if "preset" not in program and PLUGIN in program:
        yield from FOLDERS
    for presets in each_after(program, r"\bpresets\s*:\s*(?=[\w\[])"):
        said = []
        for preset in _lists(presets):
            for part in preset:
                if isinstance(part, Mapping):
                    said.append(part)
        for kind in FOLDERS:
            for options in said:
                if options.get(kind) is False:
                    yield kind


def _lists(value: object) -> Iterator[list[Any]]:
    """The lists in a list."""
    return (each for each in (value if isinstance(value, list) else ()) if isinstance(each, list))


def _said(program: str, pattern: str) -> Iterator[Mapping[str, Any]]:
    return (each for each in each_after(program, pattern) if isinstance(each, Mapping))


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
    if is_second or kind == "blog":
        place = route or name
    else:
        place = ""
    if said.text("sidebarPath"):
        sidebar = normpath(said.text("sidebarPath"))
    else:
        sidebar = ""
    return Section(kind, folder, route, f"{place}/" if place else "", f"-{name}" if is_second else "", sidebar)


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
    inside = [Found(each, code, path.removeprefix(f"{folder}/")) for folder, each, code in places
              if path.startswith(f"{folder}/")]  # fmt: skip
    return min(inside, key=lambda each: len(each.path), default=None)


def own(paths: Mapping[str, object], known: Iterable[Section]) -> dict[str, str]:
    """Where the files of the sections go, without translations."""
    found: dict[str, str] = {}
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
    places = []
    for code in codes:
        for each in known:
            places.append((each.of_language(code), f"{code}/{each.to}"))
    return {path: f"{to}{rest}" for folder, to in places for path, rest in below(paths, folder).items()}
