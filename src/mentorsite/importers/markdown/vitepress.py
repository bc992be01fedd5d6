"""VitePress and VuePress: pages beside `.vitepress/`, and the menu in its settings."""

import re
from collections.abc import Iterator, Mapping
from posixpath import basename, dirname, splitext

from mentorsite.importers.markdown import mdx
from mentorsite.importers.markdown.admonitions import details, quoted_alerts
from mentorsite.importers.markdown.bars import Bars
from mentorsite.importers.markdown.config_files import Configuration, as_mapping, as_settings
from mentorsite.importers.markdown.globs import kept_out, texts_in
from mentorsite.importers.markdown.includes import beside, taking_in
from mentorsite.importers.markdown.js_literals import after, each_after
from mentorsite.importers.markdown.language_folders import languages_of, split_language, translated
from mentorsite.importers.markdown.layout import Layout, below, only_pages
from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, split_fences
from mentorsite.importers.markdown.menus import MenuEntry, linked_entries
from mentorsite.importers.markdown.page_keys import one_language
from mentorsite.importers.markdown.redirects import lines_of_texts
from mentorsite.importers.markdown.source_texts import first_there, text_of
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
    places = (f"{top}{folder}/{name}" for top in TOPS for folder in FOLDERS for name in NAMES)
    path = first_there(places, source)
    if not path:
        return None
    config = dirname(path)
    folder = basename(config)
    top = config.removesuffix(folder)
    said = as_settings(after(text_of(path, source), START))
    src = said.text("srcDir").strip("./")
    if src:
        top = f"{top}{src}/"
    languages, folders = languages_of(said.at("locales"), "")
    written = only_pages(below(source.texts, top))
    own_pages = {each: to for each, to in written.items() if not to.startswith(".")}
    pages = {each: translated(to, folders) for each, to in own_pages.items()}
    public = {**below(source.others, f"{top}public"), **below(source.others, f"{config}/public")}
    own = {each: to for each, to in below(source.others, top).items() if not to.startswith(("public/", "."))}
    is_clean = said.at("cleanUrls") is True
    menu = tuple(_menu(said))
    first = _root(said)
    return Layout(
        kind="a VitePress site" if folder == ".vitepress" else "a VuePress site",
        title=said.text("title") or first.text("title"),
        description=said.text("description") or first.text("description"),
        languages=languages or one_language(said.text("lang")),
        pages=pages,
        assets={**own, **public},
        steps=lambda page: (taking_in(INCLUDE, page, source, beside(source, top.rstrip("/"))), *STEPS),
        addresses=lambda _page, target: (_address(target, is_clean, folders),),
        hidden=_excluded(said, own_pages),
        breaks=_keeps_lines(said, text_of(path, source)),
        bases=(said.text("base").rstrip("/"),),
        roots=(top.rstrip("/"), f"{top}public", f"{config}/public"),
        menu=menu,
        menu_at=path,
        losses=(
            *_lost(path, text_of(path, source), said, bool(menu)),
            *_beside(path, text_of(path, source), as_settings(said.at("themeConfig"))),
        ),
    )


def _keeps_lines(said: Configuration, program: str) -> bool:
    """Whether each line of a paragraph stays one: VuePress has it in a function that sets up markdown-it."""
    options = (said.at("markdown"), *each_after(program, r"\.set\(\s*(?=\{)"))
    return any(as_settings(each).is_on("breaks") for each in options)


def _excluded(said: Configuration, pages: Mapping[str, str]) -> dict[str, str]:
    """The pages that the settings leave out."""
    globs = list(texts_in(said.at("srcExclude")))
    # VuePress lists what pages are made of, and with `!` what none is made of.
    globs += [each[1:] for each in texts_in(said.at("pagePatterns")) if each.startswith("!")]
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
    titles = set()
    for each in as_mapping(said.at("locales")).values():
        title = as_mapping(each).get("title")
        if title:
            titles.add(str(title))
    if len(titles) > 1:
        for title in sorted(titles - {said.text("title")}):
            yield ImportWarning(path, 0, f"“{title}”: a handbook has one title in all languages; left out")


def _beside(path: str, program: str, theme: Configuration) -> Iterator[ImportWarning]:
    """What the bar at the top and the footer show."""
    bars = Bars(path, lines=lines_of_texts(program))
    yield from bars.links(theme.at("socialLinks"))
    yield from bars.words(theme.at("footer"), theme.at("footer", "message"), theme.at("footer", "copyright"))


def _menu(said: Configuration) -> Iterator[MenuEntry]:
    """The sidebars, else the bar at the top; those of the first language where each has its own."""
    theme = as_settings(said.at("themeConfig"))
    own_root, root_of_theme = _root(said), _root(theme)
    # VitePress has the settings of a theme in those of a language, VuePress the languages in those of the theme.
    places = (theme, own_root, root_of_theme, as_settings(own_root.at("themeConfig")))
    sidebar = next(filter(None, (each.at("sidebar") for each in places)), None)
    if isinstance(sidebar, Mapping):
        # One for each folder, as a list or with more said of it.
        for each in sidebar.values():
            yield from linked_entries(each.get("items") if isinstance(each, Mapping) else each)
    else:
        yield from linked_entries(sidebar)
    bars = (each.at(key) for each in places for key in ("nav", "navbar"))
    yield from linked_entries(next(filter(None, bars), None))


def _root(said: Configuration) -> Configuration:
    """What some settings say for the language that has no folder."""
    return as_settings(said.at("locales", "root") or said.at("locales", "/"))


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
        found = DETAILS.fullmatch(line.text) if kind == "details" else None
        if found:
            words = found[2].partition("{")[0].strip()
            made.append(details(line, words or "Details", (), found[1])[:2])
        elif kind not in ("group", "contents"):
            made.append((line,))
    return tuple(line for each in made for line in each), ()


def _kind(text: str) -> str:
    """What a line opens or closes."""
    bare = text.strip()
    if bare.lower() in ("[[toc]]", "[[_toc_]]"):
        return "contents"
    if not bare.startswith(":::"):
        return ""
    name = bare.strip(": ").partition(" ")[0].lower()
    if not name:
        return "end"
    if name == "details":
        return "details"
    if name in LOOKS:
        return "group"
    return "block"


def _end(kind: str, line: Line) -> Lines:
    """What the end of a block becomes: nothing, where its beginning went as well."""
    if kind == "details":
        return details(line, "", ())[-2:]
    if kind == "block":
        return (line,)
    return ()


STEPS: tuple[Step, ...] = (folded, quoted_alerts, *mdx.STEPS)
