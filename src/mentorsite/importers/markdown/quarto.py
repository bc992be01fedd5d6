"""A Quarto or bookdown project: where its pages stand, where it publishes them, and its chapters or sidebar."""

import re
from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from posixpath import basename, dirname, splitext
from typing import Any

from mentorsite.importers.markdown import pandoc
from mentorsite.importers.markdown.bars import Bars
from mentorsite.importers.markdown.bookdown_parts import book_parts, in_book_parts, without_parts
from mentorsite.importers.markdown.config_files import (
    Configuration,
    as_list,
    as_mapping,
    as_settings,
    as_several,
    configuration,
)
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.globs import fits, kept_out, texts_in
from mentorsite.importers.markdown.includes import beside, taken_by, taking_in
from mentorsite.importers.markdown.layout import Layout, is_page, published
from mentorsite.importers.markdown.lines import Line, Step, each_line, outside_code, unless_emptied
from mentorsite.importers.markdown.menus import DEEPEST, MenuEntry, line_of
from mentorsite.importers.markdown.page_keys import ORDER, language_code, own_order
from mentorsite.importers.markdown.source_texts import first_there, originals_of, public_lines
from mentorsite.importers.result import ImportSource, ImportWarning

CONFIG = ("_quarto.yml", "_quarto.yaml", "_bookdown.yml")
VARIABLES = ("_variables.yml",)
FOLDER_SETTINGS = ("_metadata.yml", "_metadata.yaml")
ENDINGS = (".qmd", ".rmd", ".rmarkdown")
INCLUDE = re.compile(r"\s*\{\{<\s*include\s+(\S+)\s*>\}\}\s*")
SHORTCODE = re.compile(r"\{\{<\s*([\w-]+)([^<>]{0,300})>\}\}")
BUILT = ("_site", "_book", "_freeze", "_extensions", "site_libs")
LISTS = ("contents", "chapters", "appendices", "menu")
LAYOUT_ONLY = ("pagebreak", "contents")


def quarto(source: ImportSource) -> Layout | None:
    """The layout of a Quarto or bookdown project, or of a folder with pages of either."""
    path = first_there(CONFIG, source)
    has_pages = any(each.lower().endswith(ENDINGS) for each in source.texts)
    if not path and not has_pages:
        return None
    config = configuration(path, source.texts.get(path))
    kind = "book" if config.at("book") else "website"
    built = (config.text("project", "output-dir") or config.text("output_dir"), *BUILT)
    pages = {each: each for each in published(_own(source.texts, built)) if _is_ours(each)}
    originals = originals_of(pages, source)
    menu = tuple(_menu(config, kind, _in_order(originals)))
    of_bookdown = path in ("", "_bookdown.yml")
    if of_bookdown:
        menu = _with_parts(menu, originals)
    hidden = _not_rendered(config, menu, pages) if path else {}
    hidden |= _drafts(config, pages, source)
    find = beside(source)
    # A file that is not rendered may be part of a page that is: then it was public, but no page itself.
    parts = taken_by(pages.keys() - hidden.keys(), INCLUDE, source, find) & hidden.keys()
    pages = {each: to for each, to in pages.items() if each not in parts}
    originals = {each: originals[each] for each in pages}
    known = pandoc.labels({each: public_lines(page) for each, page in originals.items()})
    variables = configuration(VARIABLES[0], source.texts.get(VARIABLES[0]))

    parts_of_book = (without_parts,) if of_bookdown else ()

    def steps(page: str) -> tuple[Step, ...]:
        said = originals.get(page)
        named = each_line(lambda line: _shortcodes(line, said, variables))
        return taking_in(INCLUDE, page, source, find), named, *parts_of_book, *pandoc.steps(page, known)

    languages = _languages(config)
    return Layout(
        kind=_kind(path, kind),
        title=config.text(kind, "title") or config.text("title"),
        description=config.text(kind, "description") or config.text("description"),
        languages=languages,
        pages=pages,
        assets=published(_own(source.others, built)),
        steps=steps,
        addresses=lambda _page, target: (_address(target, tuple(languages)),),
        hidden={each: why for each, why in hidden.items() if each not in parts},
        parts=parts,
        used=("format", "execute", "editor", "engine", "jupyter", "knitr"),
        breaks=any("+hard_line_breaks" in each for each in _readers(config)),
        relative_aliases=True,
        ids_anywhere=True,
        bases=(config.text(kind, "site-url").rstrip("/"),),
        menu=menu,
        menu_at=path,
        losses=(*config.losses, *variables.losses, *_beside(path, config, kind)),
    )


def _kind(path: str, kind: str) -> str:
    if path == "_bookdown.yml":
        return "an R Markdown book"
    if path:
        return f"a Quarto {kind}"
    return "a folder of Quarto pages"


def _readers(config: Configuration) -> Iterator[str]:
    """What is said of how pages are read, as in `markdown+hard_line_breaks`."""
    yield config.text("from")
    for each in (*as_mapping(config.at("format")).values(), *as_mapping(config.at("output")).values()):
        yield as_settings(each).text("from")
        yield as_settings(each).text("md_extensions")


def _own(paths: Mapping[str, object], built: tuple[str, ...]) -> dict[str, str]:
    """The paths without what was built."""
    tops = {each.strip("/") for each in built if each}
    return {each: each for each in paths if each.partition("/")[0] not in tops}


def _is_ours(path: str) -> bool:
    return path.lower().endswith(ENDINGS) or is_page(path)


def _languages(config: Configuration) -> dict[str, str]:
    """The languages: that of the settings, and those of babelquarto."""
    first = language_code(config.text("babelquarto", "mainlanguage") or config.text("lang"))
    more = as_list(config.at("babelquarto", "languages"))
    codes = list(filter(None, (language_code(str(each)) for each in more)))
    if first or codes:
        return dict.fromkeys([first or "en", *codes], "")
    return {}


def _in_order(originals: Mapping[str, Original]) -> list[str]:
    """The pages as Quarto lists those of a folder: by their `order`, then by their paths."""

    def place(path: str) -> tuple[float, bool, str]:
        order = own_order(originals[path], ORDER)
        return (float("inf") if order is None else order), not basename(path).startswith("index."), path

    return sorted(originals, key=place)


def _with_parts(menu: tuple[MenuEntry, ...], originals: Mapping[str, Original]) -> tuple[MenuEntry, ...]:
    """The chapters of an R Markdown book in their parts; without a list, they go by their files' names."""
    parts = book_parts(originals)
    if not parts:
        return menu
    files = (MenuEntry(page=path) for path in sorted(originals, key=lambda path: (splitext(path)[0] != "index", path)))
    return in_book_parts(menu or files, parts)


def _menu(config: Configuration, kind: str, pages: list[str]) -> Iterator[MenuEntry]:
    """The chapters of a book; the sidebars of a website, else what its bar at the top leads to."""
    if kind == "book" or config.at("rmd_files"):
        for key in ("chapters", "appendices"):
            yield from _entries(config.at("book", key), pages)
        yield from _entries(_files_of_book(config), pages)
        return
    for each in as_several(config.at("website", "sidebar")):
        yield from _contents(as_settings(each).at("contents"), pages)
    for side in ("left", "right"):
        yield from _entries(config.at("website", "navbar", side), pages)


def _beside(path: str, config: Configuration, kind: str) -> Iterator[ImportWarning]:
    """What the bars and the footer show."""
    site = as_settings(config.at(kind))
    bars = Bars(path, site.text("site-url").rstrip("/"))
    yield from bars.links(site.at("navbar", "tools"))
    if kind == "book":  # the menu of a website has them
        yield from bars.links(site.at("navbar", "left"), site.at("navbar", "right"))
    for each in as_several(site.at("sidebar")):
        yield from bars.links(as_settings(each).at("tools"))
    for said in (site.at("page-footer"), *(site.at("page-footer", side) for side in ("left", "center", "right"))):
        if not isinstance(said, Mapping):
            yield from bars.entries(said)
    yield from bars.words(site.at("announcement"), site.at("announcement", "content"), where="bar at the top")


def _files_of_book(config: Configuration) -> Any:
    """The files of an R Markdown book, which may be listed for each format."""
    said = config.at("rmd_files")
    if isinstance(said, Mapping):
        return said.get("html") or next(iter(said.values()), [])
    return said


def _listed(said: str, pages: list[str]) -> Iterator[MenuEntry]:
    """The pages that `contents` means where it is no list: a folder, a pattern, or `auto` for all."""
    for path in pages:
        if said == "auto" or fits(path, said):
            yield MenuEntry(page=path, line=line_of(said))


def _entries(listed: Any, pages: list[str], depth: int = 0) -> Iterator[MenuEntry]:
    """The entries of a list: a page, a page with its words, or a part with more below it."""
    if depth >= DEEPEST:
        return
    for each in as_list(listed):
        if isinstance(each, str):
            found = tuple(_listed(each, pages)) if "*" in each or each == "auto" else ()
            yield from found or (_entry("", each, (), line_of(each)),)
        elif isinstance(each, Mapping):
            said = Configuration(each)
            target = said.text("href") or said.text("file")
            title = said.text("text") or said.text("section") or said.text("part")
            parts = tuple(_below(each, pages, depth))
            line = next(filter(None, map(line_of, each.values())), 0)
            # `part: intro.qmd` is a part whose words are those of a page.
            if title.lower().endswith(ENDINGS) and not target:
                title, target = "", title
            if target or title or parts:
                yield _entry(title, target, parts, line)


def _below(said: Mapping[str, Any], pages: list[str], depth: int) -> Iterator[MenuEntry]:
    """What stands below an entry."""
    for key in LISTS:
        yield from _contents(said.get(key), pages, depth + 1)


def _contents(said: Any, pages: list[str], depth: int = 0) -> Iterator[MenuEntry]:
    """The entries of a list, or of what stands in its place."""
    if isinstance(said, str):
        return _listed(said, pages)
    return _entries(said, pages, depth)


def _entry(title: str, target: str, parts: tuple[MenuEntry, ...], line: int) -> MenuEntry:
    if "://" in target or target.startswith("mailto:"):
        return MenuEntry(title, url=target, parts=parts, line=line)
    if _is_ours(target):
        return MenuEntry(title, page=target.removeprefix("./"), parts=parts, line=line)
    url = f"/{target.strip('./')}" if target else ""
    return MenuEntry(title, url=url, parts=parts, line=line)


def _not_rendered(config: Configuration, menu: tuple[MenuEntry, ...], pages: Mapping[str, str]) -> dict[str, str]:
    """The pages that the project does not make: those that are no chapters, or that `render` leaves out."""
    rules = list(map(str, as_list(config.at("project", "render"))))
    named = {each.page for each in _flat(menu)}
    is_book = config.at("book") or config.at("rmd_files")
    hidden: dict[str, str] = {}
    for path in pages:
        # A translation is a chapter where the page is that it translates.
        bare = re.sub(r"\.[a-z]{2}(?=\.\w+$)", "", path)
        is_chapter = path in named or bare in named or splitext(bare)[0] == "index"
        if is_book and named and not is_chapter:
            hidden[path] = "it is no chapter of the book"
        elif rules and not _is_rendered(path, rules):
            hidden[path] = "`render` in the settings leaves it out"
        elif path.lower().endswith(".md") and basename(path).lower() in ("readme.md", "license.md", "news.md"):
            hidden[path] = "Quarto makes no page of it"
    return hidden


def _drafts(config: Configuration, pages: Mapping[str, str], source: ImportSource) -> dict[str, str]:
    """The pages that the settings, or those of a folder, call drafts."""
    found = kept_out(pages, texts_in(config.at("website", "drafts")), "`drafts` in the settings")
    for path, data in source.texts.items():
        if basename(path) not in FOLDER_SETTINGS:
            continue
        folder = path.removesuffix(basename(path))
        if configuration(path, data).is_on("draft"):
            found |= {page: f"`draft` in {path}" for page in pages if page.startswith(folder)}
    return found


def _flat(menu: tuple[MenuEntry, ...]) -> Iterator[MenuEntry]:
    for entry in menu:
        yield entry
        yield from _flat(entry.parts)


def _is_rendered(path: str, rules: list[str]) -> bool:
    """Whether the last rule that fits a path lets it be made; without one that asks for pages, all are."""
    made = all(each.startswith("!") for each in rules)
    for rule in rules:
        pattern = rule.lstrip("!").removeprefix("./")
        # With `fnmatch` a star goes over folders, too.
        if fnmatchcase(path, pattern) or path.startswith(f"{pattern.rstrip('/')}/"):
            made = not rule.startswith("!")
    return made


def _address(target: str, languages: tuple[str, ...]) -> str:
    start, stem = "", splitext(target)[0]
    bare, _, code = stem.rpartition(".")
    if bare and code in languages[1:]:
        start, stem = f"{code}/", bare
    folder = f"{dirname(stem)}/" if dirname(stem) else ""
    if basename(stem) == "index":
        return f"{start}{folder}"
    return f"{start}{stem}.html"


def _shortcodes(line: Line, page: Original | None, variables: Configuration) -> tuple[str | None, tuple[str, ...]]:
    """A line with what shortcodes say: variables, keys of the page, links to videos; each other one is named."""
    found: list[str] = []

    def said(each: re.Match[str]) -> str:
        name, rest = each[1], each[2].strip().strip("\"'")
        text = _said(name, rest, page, variables)
        if text is not None:
            return text
        if name != "include":  # what can't be taken in is named already
            found.append(f"`{each[0]}`: a shortcode is not run; it stands there as text")
        return each[0]

    text = outside_code(line.text, lambda part: SHORTCODE.sub(said, part))
    return unless_emptied(text, line), tuple(found)


def _said(name: str, rest: str, page: Original | None, variables: Configuration) -> str | None:
    if name == "var":
        return variables.text(*rest.split(".")) or None
    if name == "meta" and page:
        return page.text(rest) or None
    if name == "video":
        if rest.startswith("http"):
            return f"<{rest.split()[0]}>"
        return None
    if name in LAYOUT_ONLY:
        return ""
    return None
