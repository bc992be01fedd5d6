"""Starlight, a theme of Astro: its pages below `src/content/docs/`, and the menu in Astro's settings."""

import re
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, splitext
from typing import Any

from mentorsite.importers.markdown import mdx, mdx_programs
from mentorsite.importers.markdown.bars import Bars
from mentorsite.importers.markdown.config_files import Configuration, as_list, as_mapping, as_settings
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.generated_menus import generated, least
from mentorsite.importers.markdown.js_literals import after
from mentorsite.importers.markdown.language_folders import languages_of, split_language, translated
from mentorsite.importers.markdown.layout import Layout, below, only_pages, published
from mentorsite.importers.markdown.line_breaks import by_remark
from mentorsite.importers.markdown.lines import Step
from mentorsite.importers.markdown.menus import DEEPEST, MenuEntry
from mentorsite.importers.markdown.page_keys import ORDER, own_order
from mentorsite.importers.markdown.redirects import lines_of_texts, listed
from mentorsite.importers.markdown.source_texts import first_there, originals_of, text_of
from mentorsite.importers.result import ImportSource, ImportWarning

CONFIG = tuple(f"astro.config.{end}" for end in ("mjs", "js", "ts", "mts", "cjs"))
DOCS = "src/content/docs"
ORDER_KEYS = ("sidebar.order", *ORDER)


def starlight(source: ImportSource) -> Layout | None:
    """The layout of a Starlight site."""
    path = first_there(CONFIG, source)
    # Other sites of Astro have the same settings: it is the two together that show Starlight.
    if not path or not any(each.startswith(f"{DOCS}/") for each in source.texts):
        return None
    program = text_of(path, source)
    said = as_settings(after(program, r"\bstarlight\s*\(\s*(?=\{)"))
    whole = as_settings(after(program, r"export\s+default\s+(?:\w+\s*\(\s*)?(?=\{)"))
    languages, folders = languages_of(said.at("locales"), said.text("defaultLocale"))
    written = only_pages(published(below(source.texts, DOCS)))
    pages = {each: translated(to, folders) for each, to in written.items()}
    every = originals_of(pages, source)
    # Only in MDX are braces expressions.
    originals = {each: page for each, page in every.items() if each.endswith(".mdx")}
    places = {each: own_order(page, ORDER_KEYS) for each, page in every.items()}
    menu = tuple(_entries(said.at("sidebar"), places))
    losses = list(_not_read(path, program, whole))
    losses += Bars(path, lines=lines_of_texts(program)).links(said.at("social"))
    if not said.value:
        what = "a program, which is not run: title, menu and languages are read off it"
        losses.insert(0, ImportWarning(path, 0, what))
    return Layout(
        kind="a Starlight site",
        title=said.text("title") or said.text("title", "en"),
        description=said.text("description"),
        languages=languages,
        pages=pages,
        assets={**below(source.others, "public"), **_assets(source)},
        steps=lambda page: _steps(page, source, originals.get(page)),
        addresses=lambda page, target: (_address(page, target, folders),),
        order_keys=ORDER_KEYS,
        flat_orders=True,
        used=("slug",),
        breaks=by_remark(program),
        bases=(whole.text("site").rstrip("/") + whole.text("base").rstrip("/"), whole.text("base").rstrip("/")),
        roots=(DOCS, "public", "src"),
        menu=menu,
        menu_at=path,
        redirects=tuple(listed(whole.at("redirects"), program)),
        redirects_at=path,
        losses=tuple(losses),
    )


def _steps(page: str, source: ImportSource, original: Original | None) -> tuple[Step, ...]:
    parts = mdx_programs.parts(page, source, {"~/": "src", "@/": "src"})
    steps = mdx.OF_MDX if page.endswith(".mdx") else mdx.STEPS
    if original:
        return (parts, *steps, mdx_programs.expressions(original))
    return (parts, *steps)


def _not_read(path: str, program: str, said: Configuration) -> Iterator[ImportWarning]:
    """That redirects can't be read off the settings, where there are some."""
    if re.search(r"\bredirects\s*[:,]", program) and not as_mapping(said.at("redirects")):
        yield ImportWarning(path, 0, "`redirects` can't be read off the program; the old addresses are lost")


def _assets(source: ImportSource) -> dict[str, str]:
    """Pictures beside the pages and in `src/assets`, each where it stands."""
    shared = {path: to for path, to in below(source.others, "src").items() if to.startswith("assets/")}
    return {**below(source.others, DOCS), **shared}


def _address(page: Original, target: str, folders: Mapping[str, str]) -> str:
    stem = splitext(target)[0]
    start, stem = split_language(stem, folders)
    if page.text("slug"):
        return page.text("slug")
    if basename(stem) == "index":
        return f"{start}{dirname(stem)}/"
    return f"{start}{stem}/"


def _entries(listed: Any, pages: Mapping[str, float | None], depth: int = 0) -> Iterator[MenuEntry]:
    """The entries of a sidebar: an address, a link, a group, or all that a folder holds."""
    if depth >= DEEPEST:
        return
    for each in as_list(listed):
        if isinstance(each, str):
            yield MenuEntry(url=f"/{each.strip('/')}/")
            continue
        said = as_settings(each)
        folder = said.text("autogenerate", "directory").strip("/")
        inside = _generated(f"{DOCS}/{folder}", pages) if folder else ()
        url = said.text("slug") or said.text("link")
        if url and "://" not in url:
            url = f"/{url.strip('/')}/"
        parts = (*_entries(said.at("items"), pages, depth + 1), *inside)
        yield MenuEntry(said.text("label"), url=url, parts=parts)


def _generated(folder: str, pages: Mapping[str, float | None]) -> tuple[MenuEntry, ...]:
    """All that a folder holds; a folder in it stands where the first of its pages does."""
    inside = [path for path in pages if path.startswith(f"{folder}/")]
    return generated(inside, folder, pages.get, least(inside, pages.get))
