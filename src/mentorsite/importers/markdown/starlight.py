"""Starlight, a theme of Astro: its pages below `src/content/docs/`, and the menu in Astro's settings."""

import re
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, splitext
from typing import Any

from mentorsite.importers.markdown import mdx, mdx_programs
from mentorsite.importers.markdown.config_files import Configuration
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.generated_menus import generated, least
from mentorsite.importers.markdown.js_literals import after
from mentorsite.importers.markdown.language_folders import languages_of, split_language, translated
from mentorsite.importers.markdown.layout import Layout, below, is_page, published
from mentorsite.importers.markdown.lines import Step
from mentorsite.importers.markdown.menus import DEEPEST, MenuEntry
from mentorsite.importers.markdown.page_keys import ORDER, own_order
from mentorsite.importers.markdown.redirects import listed
from mentorsite.importers.markdown.source_texts import originals_of, text_of
from mentorsite.importers.result import ImportSource, ImportWarning

CONFIG = tuple(f"astro.config.{end}" for end in ("mjs", "js", "ts", "mts", "cjs"))
DOCS = "src/content/docs"
ORDER_KEYS = ("sidebar.order", *ORDER)


def starlight(source: ImportSource) -> Layout | None:
    """The layout of a Starlight site."""
    path = next((each for each in CONFIG if each in source.texts), None)
    if path is None or not any(each.startswith(f"{DOCS}/") for each in source.texts):
        return None
    program = text_of(path, source)
    said = Configuration(_mapping(after(program, r"\bstarlight\s*\(\s*(?=\{)")))
    whole = Configuration(_mapping(after(program, r"export\s+default\s+(?:\w+\s*\(\s*)?(?=\{)")))
    languages, folders = languages_of(said.at("locales"), said.text("defaultLocale"))
    pages = {
        each: translated(to, folders) for each, to in published(below(source.texts, DOCS)).items() if is_page(each)
    }
    every = originals_of(pages, source)
    originals = {each: page for each, page in every.items() if each.endswith(".mdx")}
    places = {each: own_order(page, ORDER_KEYS) for each, page in every.items()}
    menu = tuple(_entries(said.at("sidebar"), places))
    program_lost = ImportWarning(path, 0, "a program, which is not run: title, menu and languages are read off it")
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
        bases=(whole.text("site").rstrip("/") + whole.text("base").rstrip("/"), whole.text("base").rstrip("/")),
        roots=(DOCS, "public", "src"),
        menu=menu,
        menu_at=path,
        redirects=tuple(listed(whole.at("redirects"), program)),
        redirects_at=path,
        losses=(*(() if said.value else (program_lost,)), *_not_read(path, program, whole)),
    )


def _steps(page: str, source: ImportSource, original: Original | None) -> tuple[Step, ...]:
    parts = mdx_programs.parts(page, source, {"~/": "src", "@/": "src"})
    if page.endswith(".mdx"):
        steps = mdx.OF_MDX
    else:
        steps = mdx.STEPS
    return (parts, *steps, *((mdx_programs.expressions(original),) if original else ()))


def _not_read(path: str, program: str, said: Configuration) -> Iterator[ImportWarning]:
    """That redirects can't be read off the settings, where there are some."""
    if re.search(r"\bredirects\s*[:,]", program) and not _mapping(said.at("redirects")):
        yield ImportWarning(path, 0, "`redirects` can't be read off the program; the old addresses are lost")


def _mapping(value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    return {}


def _assets(source: ImportSource) -> dict[str, str]:
    """Pictures beside the pages and in `src/assets`, each where it stands."""
    return {**below(source.others, DOCS), **{path: to for path, to in below(source.others, "src").items()
                                               if to.startswith("assets/")}}  # fmt: skip


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
    for each in listed if isinstance(listed, list) and depth < DEEPEST else ():
        if isinstance(each, str):
            yield MenuEntry(url=f"/{each.strip('/')}/")
            continue
        said = Configuration(_mapping(each))
        folder = said.text("autogenerate", "directory").strip("/")
        if folder:
            inside = _generated(f"{DOCS}/{folder}", pages)
        else:
            inside = ()
        target = said.text("slug") or said.text("link")
        if "://" in target or not target:
            url = target
        else:
            url = f"/{target.strip('/')}/"
        parts = (*_entries(said.at("items"), pages, depth + 1), *inside)
        yield MenuEntry(said.text("label"), url=url, parts=parts)


def _generated(folder: str, pages: Mapping[str, float | None]) -> tuple[MenuEntry, ...]:
    """All that a folder holds; a folder in it stands where the first of its pages does."""
    inside = []
    for path in pages:
        if path.startswith(f"{folder}/"):
            inside.append(path)
    return generated(inside, folder, pages.get, least(inside, pages.get))
