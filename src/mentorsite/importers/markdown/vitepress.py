"""VitePress and VuePress: pages beside `.vitepress/`, and the menu in its settings."""

import re
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, splitext
from typing import Any

from mentorsite.importers.markdown import mdx
from mentorsite.importers.markdown.admonitions import details
from mentorsite.importers.markdown.config_files import Configuration
from mentorsite.importers.markdown.includes import beside, taking_in
from mentorsite.importers.markdown.js_literals import after
from mentorsite.importers.markdown.layout import Layout, below, is_page
from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, told_apart
from mentorsite.importers.markdown.menus import Entry, linked_entries
from mentorsite.importers.markdown.page_keys import language_code
from mentorsite.importers.markdown.source_texts import text_of
from mentorsite.importers.result import Loss, Material

NAMES = tuple(f"config.{end}" for end in ("js", "ts", "mts", "mjs", "cjs"))
FOLDERS = (".vitepress", ".vuepress")
TOPS = ("", "docs/", "src/")
START = r"(?:export\s+default|module\.exports\s*=)\s*(?:\w+\s*\(\s*)?(?=[{\[])"
INCLUDE = re.compile(r"\s*<!--\s*@include:\s*(?:@/)?([^\s{<>]+)[^<>]*-->\s*")
DETAILS = re.compile(r"(\s*):{3,}\s*details\b(.*)")


def vue(material: Material) -> Layout | None:
    """The layout of a VitePress or VuePress site."""
    tops = [(top, folder, name) for top in TOPS for folder in FOLDERS for name in NAMES]
    found = next((each for each in tops if "{}{}/{}".format(*each) in material.texts), None)
    if found is None:
        return None
    top, folder, path = found[0], found[1], "{}{}/{}".format(*found)
    said = Configuration(_mapping(after(text_of(path, material), START)))
    pages = {each: to for each, to in below(material.texts, top).items() if is_page(each) and not to.startswith(".")}
    public = {**below(material.others, f"{top}public"), **below(material.others, f"{top}{folder}/public")}
    own = {each: to for each, to in below(material.others, top).items() if not to.startswith(("public/", "."))}
    is_clean = said.at("cleanUrls") is True
    menu = tuple(_menu(said))
    return Layout(
        kind="a VitePress site" if folder == ".vitepress" else "a VuePress site",
        title=said.text("title"),
        description=said.text("description"),
        languages={code: ""} if (code := language_code(said.text("lang"))) else {},
        pages=pages,
        assets={**own, **public},
        steps=lambda page: (taking_in(INCLUDE, page, material, beside(material, top.rstrip("/"))), *STEPS),
        addresses=lambda _page, target: (_address(target, is_clean),),
        bases=(said.text("base").rstrip("/"),),
        roots=(top.rstrip("/"), f"{top}public", f"{top}{folder}/public"),
        menu=menu,
        menu_at=path,
        losses=() if menu else (Loss(path, 0, "a program, which is not run: no menu could be read off it"),),
    )


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _menu(said: Configuration) -> Iterator[Entry]:
    """The sidebars, else the bar at the top."""
    sidebar = said.at("themeConfig", "sidebar")
    lists = [sidebar]
    if isinstance(sidebar, Mapping):
        lists = [each.get("items") if isinstance(each, Mapping) else each for each in sidebar.values()]
    for each in (*lists, said.at("themeConfig", "nav") or said.at("themeConfig", "navbar")):
        yield from linked_entries(each)


def _address(target: str, is_clean: bool) -> str:
    stem = splitext(target)[0]
    if basename(stem).lower() in ("index", "readme"):
        return f"{dirname(stem)}/"
    return stem if is_clean else f"{stem}.html"


def folded(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`::: details Title` becomes a block that readers open; marks that are only looks go."""
    made: list[Lines] = []
    waiting: list[str] = []
    for line, code in told_apart(lines):
        kind = "" if code else _kind(line.text)
        if kind == "end" and waiting:
            made.append(_end(waiting.pop(), line))
            continue
        if kind in ("details", "group", "block"):
            waiting.append(kind)
        found = DETAILS.fullmatch(line.text) if kind == "details" else None
        words = found[2].partition("{")[0].strip() if found else ""
        start = details(line, words or "Details", (), found[1])[:2] if found else (line,)
        made.append(() if kind in ("group", "contents") else start)
    return tuple(line for each in made for line in each), ()


def _kind(text: str) -> str:
    """What a line opens or closes."""
    bare = text.strip()
    if bare.lower() in ("[[toc]]", "[[_toc_]]"):
        return "contents"
    if not bare.startswith(":::"):
        return ""
    name = bare.strip(": ").partition(" ")[0].lower()
    return {"": "end", "details": "details", "code-group": "group"}.get(name, "block")


def _end(kind: str, line: Line) -> Lines:
    """What the end of a block becomes."""
    if kind == "details":
        return details(line, "", ())[-2:]
    return (line,) if kind == "block" else ()


STEPS: tuple[Step, ...] = (folded, *mdx.STEPS)
