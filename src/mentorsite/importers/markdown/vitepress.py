"""VitePress and VuePress: pages beside `.vitepress/`, and the menu in its settings."""

import re
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, splitext
from typing import Any

from mentorsite.importers.markdown import mdx
from mentorsite.importers.markdown.admonitions import details, quoted_alerts
from mentorsite.importers.markdown.config_files import Configuration
from mentorsite.importers.markdown.globs import kept_out, texts_in
from mentorsite.importers.markdown.includes import beside, taking_in
from mentorsite.importers.markdown.js_literals import after
from mentorsite.importers.markdown.language_folders import languages_of, split_language, translated
from mentorsite.importers.markdown.layout import Layout, below, is_page
from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, split_fences
from mentorsite.importers.markdown.menus import MenuEntry, linked_entries
from mentorsite.importers.markdown.page_keys import language_code
from mentorsite.importers.markdown.source_texts import text_of
from mentorsite.importers.result import ImportSource, ImportWarning

NAMES = tuple(f"config.{end}" for end in ("js", "ts", "mts", "mjs", "cjs"))
FOLDERS = (".vitepress", ".vuepress")
TOPS = ("", "docs/", "src/")
START = r"(?:export\s+default|module\.exports\s*=)\s*(?:\w+\s*\(\s*)?(?=[{\[])"
INCLUDE = re.compile(r"\s*<!--\s*@include:\s*(?:@/)?([^\s<>]+)[^<>]*-->\s*")
LOOKS = ("code-group", "raw", "v-pre")
"""Blocks of which nothing is lost but how they look."""
DETAILS = re.compile(r"(\s*):{3,}\s*details\b(.*)")


def vue(source: ImportSource) -> Layout | None:
    """The layout of a VitePress or VuePress site."""
    tops = [(top, folder, name) for top in TOPS for folder in FOLDERS for name in NAMES]
    found = next((each for each in tops if "{}{}/{}".format(*each) in source.texts), None)
    if found is None:
        return None
    top, folder, path = found[0], found[1], "{}{}/{}".format(*found)
    said = Configuration(_mapping(after(text_of(path, source), START)))
    config, src = f"{top}{folder}", said.text("srcDir").strip("./")
    if src:
        top = f"{top}{src}/"
    languages, folders = languages_of(said.at("locales"), "")
    own_pages = {each: to for each, to in below(source.texts, top).items() if is_page(each) and to[:1] != "."}
    pages = {each: translated(to, folders) for each, to in own_pages.items()}
    public = {**below(source.others, f"{top}public"), **below(source.others, f"{config}/public")}
    own = {each: to for each, to in below(source.others, top).items() if not to.startswith(("public/", "."))}
    is_clean = said.at("cleanUrls") is True
    menu = tuple(_menu(said))
    first = Configuration(_mapping(said.at("locales", "root") or said.at("locales", "/")))
    code = language_code(said.text("lang"))
    return Layout(
        kind="a VitePress site" if folder == ".vitepress" else "a VuePress site",
        title=said.text("title") or first.text("title"),
        description=said.text("description") or first.text("description"),
        languages=languages or ({code: ""} if code else {}),
        pages=pages,
        assets={**own, **public},
        steps=lambda page: (taking_in(INCLUDE, page, source, beside(source, top.rstrip("/"))), *STEPS),
        addresses=lambda _page, target: (_address(target, is_clean, folders),),
        hidden=_excluded(said, own_pages),
        bases=(said.text("base").rstrip("/"),),
        roots=(top.rstrip("/"), f"{top}public", f"{config}/public"),
        menu=menu,
        menu_at=path,
        losses=tuple(_lost(path, text_of(path, source), said, bool(menu))),
    )


def _excluded(said: Configuration, pages: Mapping[str, str]) -> dict[str, str]:
    """The pages that the settings leave out."""
    globs = [*texts_in(said.at("srcExclude"))]
    for each in texts_in(said.at("pagePatterns")):
        if each.startswith("!"):
            globs.append(each[1:])
    return kept_out(pages, globs, "the settings leave it out")


def _lost(path: str, program: str, said: Configuration, has_menu: bool) -> Iterator[ImportWarning]:
    """What could not be read off the settings, or has no place in a handbook."""
    if not has_menu:
        yield ImportWarning(path, 0, "a program, which is not run: no menu could be read off it")
    for key in ("srcExclude", "pagePatterns"):
        if re.search(rf"\b{key}\b", program) and not texts_in(said.at(key)):
            yield ImportWarning(path, 0, f"`{key}` can't be read off the program: look for pages that were not public")
    if re.search(r"\brewrites\b", program):
        yield ImportWarning(path, 0, "`rewrites`: addresses that a program makes are not kept")
    locales = _mapping(said.at("locales"))
    titles = set()
    for each in locales.values():
        if isinstance(each, Mapping) and each.get("title"):
            titles.add(str(each.get("title")))
    for title in sorted(titles - {said.text("title")} if len(titles) > 1 else ()):
        yield ImportWarning(path, 0, f"“{title}”: a handbook has one title in all languages; left out")


def _mapping(value: Any) -> Mapping[str, Any]:
    if isinstance(value, Mapping):
        return value
    return {}


def _menu(said: Configuration) -> Iterator[MenuEntry]:
    """The sidebars, else the bar at the top; those of the first language where each has its own."""
    theme = Configuration(_mapping(said.at("themeConfig")))
    locales = (said.at("locales"), theme.at("locales"))
    roots = [Configuration(_mapping(each)) for each in locales]
    roots = [Configuration(_mapping(each.at("root") or each.at("/"))) for each in roots]
    places = (theme, *roots, Configuration(_mapping(roots[0].at("themeConfig"))))
    sidebar = next((found for each in places if (found := each.at("sidebar"))), None)
    lists = [sidebar]
    if isinstance(sidebar, Mapping):
        lists = [each.get("items") if isinstance(each, Mapping) else each for each in sidebar.values()]
    bars = (each.at(key) for each in places for key in ("nav", "navbar"))
    for each in (*lists, next(filter(None, bars), None)):
        yield from linked_entries(each)


def _address(target: str, is_clean: bool, folders: Mapping[str, str]) -> str:
    start, stem = split_language(splitext(target)[0], folders)
    if basename(stem).lower() in ("index", "readme"):
        return f"{start}{dirname(stem)}/"
    if is_clean:
        return f"{start}{stem}"
    return f"{start}{stem}.html"


def folded(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`::: details Title` becomes a block that readers open; marks that are only looks go."""
    made: list[Lines] = []
    waiting: list[str] = []
    for line, code in split_fences(lines):
        kind = "" if code else _kind(line.text)
        if kind == "end" and waiting:
            made.append(_end(waiting.pop(), line))
            continue
        if kind in ("details", "group", "block"):
            waiting.append(kind)
        if kind == "details":
            found = DETAILS.fullmatch(line.text)
        else:
            found = None
        if found:
            words = found[2].partition("{")[0].strip()
        else:
            words = ""
        if found:
            start = details(line, words or "Details", (), found[1])[:2]
        else:
            start = (line,)
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
    return {"": "end", "details": "details", **dict.fromkeys(LOOKS, "group")}.get(name, "block")


def _end(kind: str, line: Line) -> Lines:
    """What the end of a block becomes."""
    if kind == "details":
        return details(line, "", ())[-2:]
    if kind == "block":
        return (line,)
    return ()


STEPS: tuple[Step, ...] = (folded, quoted_alerts, *mdx.STEPS)
