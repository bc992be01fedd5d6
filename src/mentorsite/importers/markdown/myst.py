"""A MyST project or a Jupyter Book: where its pages stand, and its table of contents."""

import re
from collections.abc import Iterable, Iterator, Mapping
from posixpath import basename, dirname, splitext
from typing import Any

from mentorsite.errors import Problem
from mentorsite.importers.markdown import myst_directives, myst_references
from mentorsite.importers.markdown.admonitions import colons
from mentorsite.importers.markdown.bars import Bars
from mentorsite.importers.markdown.config_files import Configuration, as_several, configuration
from mentorsite.importers.markdown.front_matter import Original, original, with_html_meta
from mentorsite.importers.markdown.globs import fits, kept_out, texts_in
from mentorsite.importers.markdown.layout import Layout, is_page, only_pages
from mentorsite.importers.markdown.menu_folders import flat
from mentorsite.importers.markdown.menus import MenuEntry, line_of
from mentorsite.importers.markdown.source_texts import public_lines
from mentorsite.importers.result import ImportSource, ImportWarning
from mentorsite.loader.tree import decoded

ENDINGS = (".md", ".markdown", ".ipynb", ".rst")
BELOW = ("sections", "chapters", "parts", "children", "subtrees", "entries")


def myst(source: ImportSource) -> Layout | None:
    """The layout of a MyST project or a Jupyter Book."""
    is_new = "myst.yml" in source.texts
    has_toc = "_toc.yml" in source.texts
    if not is_new and not has_toc:
        return None
    pages = only_pages(_own(source.texts))
    project = configuration("myst.yml", source.texts.get("myst.yml"))
    toc = configuration("_toc.yml", source.texts.get("_toc.yml"))
    book = configuration("_config.yml", source.texts.get("_config.yml"))
    listed = toc.value if has_toc else project.at("project", "toc")
    originals = {each: _original(each, source) for each in pages}
    titles = {each: page.text("title") for each, page in originals.items() if page.text("title")}
    # Comments go first: a label in one leads nowhere.
    known = myst_references.places({each: public_lines(page) for each, page in originals.items()}, titles)
    menu = tuple(_entries(listed, {**_own(source.others), **_own(source.texts)}))
    hidden = _not_listed(menu, pages) if _is_whole(project, book) else {}
    hidden |= kept_out(pages, texts_in(project.at("project", "exclude")), "`exclude` in the settings")
    hidden |= kept_out(pages, texts_in(book.at("exclude_patterns")), "`exclude_patterns` in the settings")
    return Layout(
        kind="a MyST project" if is_new else "a Jupyter Book",
        title=project.text("project", "title") or project.text("site", "title") or book.text("title"),
        description=project.text("project", "description"),
        pages=_with_home(pages, menu),
        assets=_own(source.others),
        steps=lambda path: (*myst_directives.steps(path, known), colons),
        addresses=lambda page, _target: (_address(page.path, pages[page.path], menu, is_new),),
        hidden=hidden,
        menu=menu,
        menu_at="_toc.yml" if toc.value else "myst.yml",
        used=("label",),
        adapted=with_html_meta,
        losses=(*project.losses, *toc.losses, *book.losses, *_beside(project, book)),
    )


def _beside(project: Configuration, book: Configuration) -> Iterator[ImportWarning]:
    """What the bars and the footer show."""
    yield from Bars("myst.yml").links(project.at("site", "nav"), project.at("site", "actions"))
    bars = Bars("_config.yml")
    yield from bars.words(book.at("html", "extra_footer"))
    yield from bars.words(book.at("html", "announcement"), book.at("html", "extra_navbar"), where="bar")


def _is_whole(project: Configuration, book: Configuration) -> bool:
    """Whether no page is made of what the table of contents does not name."""
    return bool(project.at("project", "toc")) or book.is_on("only_build_toc_files")


def _not_listed(menu: tuple[MenuEntry, ...], pages: Iterable[str]) -> dict[str, str]:
    """The pages that a table of contents does not name."""
    named = {each.page for each in flat(menu)}
    if not named:
        return {}
    return {path: "the table of contents does not name it" for path in pages if path not in named}


def _own(paths: Mapping[str, object]) -> dict[str, str]:
    """The paths without what was built."""
    return {each: each for each in paths if not each.startswith("_build/")}


def _original(path: str, source: ImportSource) -> Original:
    text = decoded(path, source.texts[path])
    return original(path, "" if isinstance(text, Problem) else text)


def _entries(listed: Any, paths: Iterable[str]) -> Iterator[MenuEntry]:
    """The entries of a table of contents, in any of its forms."""
    for each in as_several(listed):
        if not isinstance(each, Mapping):
            continue
        title = str(each.get("title") or each.get("caption") or each.get("part") or "")
        page = str(each.get("file") or each.get("root") or "")
        line = next(filter(None, map(line_of, each)), 0)
        parts: list[MenuEntry] = []
        for key in BELOW:
            parts += _entries(each.get(key), paths)
        if page:
            yield MenuEntry(title, page=_page(page, paths), line=line)
            yield from parts
        elif each.get("url"):
            yield MenuEntry(title, url=str(each["url"]), line=line)
        elif each.get("glob") or each.get("pattern"):
            pattern = str(each.get("glob") or each.get("pattern"))
            for path in sorted(filter(is_page, paths)):
                if fits(path, pattern):
                    yield MenuEntry(page=path)
        elif title:
            yield MenuEntry(title, parts=tuple(parts), line=line)
        else:
            yield from parts


def _page(name: str, paths: Iterable[str]) -> str:
    """The file of a page, which may be one that is not read: a notebook has no ending in the contents either."""
    bare = name.removeprefix("./").lstrip("/")
    for path in (bare, *(f"{bare}{ending}" for ending in ENDINGS)):
        if path in paths:
            return path
    return name


def _with_home(pages: Mapping[str, str], menu: tuple[MenuEntry, ...]) -> dict[str, str]:
    """The pages, the first of the menu as home where nothing else is."""
    first = next((entry.page for entry in menu if entry.page in pages), "")
    has_home = any(to in ("index.md", "README.md") for to in pages.values())
    if has_home or not first:
        return dict(pages)
    return {**pages, first: "index.md"}


def _address(path: str, target: str, menu: tuple[MenuEntry, ...], is_new: bool) -> str:
    """Where a page is published: a book has files, a project of today has short names."""
    stem, _ = splitext(target)
    if not is_new:
        return f"{stem}.html"
    if menu and path == menu[0].page:
        return ""
    name = basename(stem)
    if name == "index" and dirname(stem):
        name = basename(dirname(stem))
    return re.sub(r"[^\w-]+", "-", name).lower() + "/"
