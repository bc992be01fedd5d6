"""The plugins of a MkDocs site: what the settings tell them, the languages of pages, and which of them are not run."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import splitext

from mentorsite.importers.markdown.config_files import Configuration, as_mapping, as_settings, as_several
from mentorsite.importers.markdown.language_folders import split_language, translated
from mentorsite.importers.markdown.menus import line_of
from mentorsite.importers.markdown.page_keys import language_code
from mentorsite.importers.result import ImportWarning

READ = {"awesome-pages", "awesome-nav", "literate-nav", "i18n", "redirects", "exclude", "macros", "section-index"}
"""Plugins whose work is done here, or whose marks are named on the pages that have them."""
LOOKS = {
    "search", "minify", "glightbox", "lightbox", "privacy", "offline", "optimize", "social", "tooltips", "autorefs",
    "info", "group", "projects", "typeset", "minify_html", "htmlproofer", "git-revision-date", "with-pdf", "pdf-export",
    "git-revision-date-localized", "git-authors", "git-committers", "git-committers-2", "print-site", "callouts",
    "panzoom", "mermaid2", "markdownextradata", "swagger-ui-tag", "include-markdown", "kroki", "charts", "drawio",
}  # fmt: skip
"""Plugins that add looks, files or a search, or whose marks on pages are named there."""


def plugins(config: Configuration) -> dict[str, Configuration]:
    """The plugins that the settings turn on, each with what it is told; without the start of a theme's own names."""
    found: dict[str, Configuration] = {}
    for name, options in _named(config):
        found.setdefault(_bare(name), as_settings(options))
    return found


def _named(config: Configuration) -> Iterator[tuple[object, object]]:
    for each in as_several(config.at("plugins")):
        if isinstance(each, Mapping):
            yield from each.items()
        elif each is not None:
            yield each, None


def _bare(name: object) -> str:
    return str(name).rpartition("/")[2].removeprefix("mkdocs-")


def not_run(config: Configuration, path: str) -> Iterator[ImportWarning]:
    """The plugins that may have made pages, or words on them."""
    for name, _ in _named(config):
        if _bare(name) not in READ | LOOKS:
            said = f"the plugin `{name}` is not run: look for what it made of pages or put on them"
            yield ImportWarning(path, line_of(name), said)


@dataclass(frozen=True, slots=True)
class Languages:
    """The languages that the plugin for them makes: their names, and the folder of each where they have folders.

    `unmade` are those that are written, but not published.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    folders: Mapping[str, str] = field(default_factory=dict)
    unmade: frozenset[str] = frozenset()

    @property
    def first(self) -> str:
        """The folder of the first language, whose pages the menu names."""
        return next((folder for folder, code in self.folders.items() if not code), "")

    def target(self, path: str) -> str:
        """Where a page goes: a translation has its language in its name."""
        if self.folders:
            return translated(path, self.folders)
        stem, end = splitext(path)
        bare, _, code = stem.rpartition(".")
        if bare and code == next(iter(self.names), ""):
            return f"{bare}{end}"
        return path

    def split(self, stem: str) -> tuple[str, str]:
        """The start of a page's old address, and its place without the language."""
        codes = [*self.names][1:]
        return split_language(stem, {code: code for code in codes})

    def is_unmade(self, path: str) -> bool:
        """Whether a page is in a language that is not published."""
        if self.folders:
            return path.partition("/")[0] in self.unmade
        bare, _, code = splitext(path)[0].rpartition(".")
        return bool(bare) and code in self.unmade


def languages(known: Mapping[str, Configuration], path: str) -> tuple[Languages, tuple[ImportWarning, ...]]:
    """The languages that the plugin makes, and what of it is lost."""
    said = known.get("i18n", Configuration())
    listed = said.at("languages")
    if not isinstance(listed, list):
        return Languages(), ()
    written = [Configuration(each) for each in listed if as_mapping(each).get("locale")]
    written.sort(key=lambda one: str(one.at("default")).lower() != "true")
    made = [one for one in written if str(one.at("build")).lower() != "false"]
    names = {language_code(one.text("locale")): one.text("name") for one in made}
    folders: dict[str, str] = {}
    if said.text("docs_structure") == "folder":
        first = next(iter(names), "")
        for one in made:
            code = language_code(one.text("locale"))
            folders[one.text("locale")] = "" if code == first else code
    unmade = frozenset(one.text("locale") for one in written if one not in made)
    return Languages(names, folders, unmade), tuple(_lost(written, path))


def _lost(written: list[Configuration], path: str) -> Iterator[ImportWarning]:
    """What only the first language's menu and title say here."""
    for one in written:
        for key in ("nav", "nav_translations", "site_name", "site_description"):
            if one.at(key) is not None:
                said = f"`{key}` of the language `{one.text('locale')}`: a handbook has one menu and title; left out"
                yield ImportWarning(path, line_of(one.at("locale")), said)
