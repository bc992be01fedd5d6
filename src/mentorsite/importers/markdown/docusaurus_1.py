"""A site of Docusaurus 1: pages in `docs/`, settings in `siteConfig.js`, the menu in `sidebars.json`."""

from collections.abc import Iterator, Mapping
from posixpath import dirname, splitext
from typing import Any

from mentorsite.importers.markdown.bars import Bars
from mentorsite.importers.markdown.config_files import Configuration, configuration
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.js_literals import after, text_of_key
from mentorsite.importers.markdown.layout import Layout, below, is_page
from mentorsite.importers.markdown.menus import DEEPEST, MenuEntry
from mentorsite.importers.markdown.redirects import lines_of_texts
from mentorsite.importers.markdown.source_texts import originals_of, text_of
from mentorsite.importers.result import ImportSource, ImportWarning

CONFIG = "siteConfig.js"
FOLDERS = ("website/", "")
"""Where the settings stand; the pages stand beside that folder."""


def docusaurus_1(source: ImportSource) -> Layout | None:
    """The layout of a site of Docusaurus 1."""
    folder = next((each for each in FOLDERS if f"{each}{CONFIG}" in source.texts), None)
    if folder is None:
        return None
    path, menu_at = f"{folder}{CONFIG}", f"{folder}sidebars.json"
    program = text_of(path, source)
    base = text_of_key(program, "baseUrl")
    docs = text_of_key(program, "customDocsPath").strip("/") or "docs"
    inside = {each: to for each, to in below(source.texts, docs).items() if is_page(each)}
    originals = originals_of(inside, source)
    ids = {_id(originals[each], to): each for each, to in inside.items()}
    names = {page: id for id, page in ids.items()}
    said = configuration(menu_at, source.texts.get(menu_at))
    bars = Bars(path, text_of_key(program, "url").rstrip("/"), lines_of_texts(program))
    return Layout(
        kind="a site of Docusaurus 1",
        title=text_of_key(program, "title"),
        description=text_of_key(program, "tagline"),
        pages=inside,
        assets={**below(source.others, f"{folder}static"), **below(source.others, docs)},
        addresses=lambda page, _target: (f"docs/{names[page.path]}.html",),
        used=("id", "layout", "hide_title", "original_id"),
        bases=((text_of_key(program, "url") + base).rstrip("/"), base.rstrip("/")),
        roots=(docs, f"{folder}static"),
        menu=tuple(_entries([said.value], ids)),
        menu_at=menu_at,
        losses=(
            ImportWarning(path, 0, "a program, which is not run: title, tagline and addresses are read off it"),
            *said.losses,
            *bars.links(after(program, r"\bheaderLinks\s*:\s*(?=\[)")),
            *bars.words(text_of_key(program, "copyright")),
            *_left_out(source, folder),
        ),
    )


def _id(page: Original, path: str) -> str:
    """What the menu calls a page: its folder, and the id that it says or the name of its file."""
    folder = dirname(path)
    stem = splitext(path)[0]
    own = page.text("id")
    if not own:
        return stem
    return f"{folder}/{own}" if folder else own


def _entries(said: Any, ids: Mapping[str, str], depth: int = 0) -> Iterator[MenuEntry]:
    """The entries of a menu: ids of pages, parts with their titles, and parts within these."""
    for each in said if isinstance(said, list) and depth < DEEPEST else ():
        if isinstance(each, str):
            yield MenuEntry(page=ids.get(each, each))
        elif isinstance(each, Mapping) and each.get("type") == "subcategory":
            one = Configuration(each)
            yield MenuEntry(one.text("label"), parts=tuple(_entries(one.at("ids"), ids, depth + 1)))
        elif isinstance(each, Mapping):
            for title, inside in each.items():
                if depth:
                    yield MenuEntry(str(title), parts=tuple(_entries(inside, ids, depth + 1)))
                else:  # the top has a name for each menu, which no reader sees
                    yield from _entries([inside], ids, depth + 1)


def _left_out(source: ImportSource, folder: str) -> Iterator[ImportWarning]:
    """What such a site has besides: pages that are programs, posts, translations and older versions."""
    lost = {
        "pages/en/": "pages that are programs, which are not run",
        "blog/": "the posts of a blog: put on a page what readers still need",
        "translated_docs/": "translations, which are not read",
        "versioned_docs/": "pages of older versions",
    }
    for name, what in lost.items():
        if any(path.startswith(f"{folder}{name}") for path in (*source.texts, *source.others)):
            yield ImportWarning(f"{folder}{name}", 0, f"{what}; left out")
