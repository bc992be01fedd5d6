"""A GitBook: its pages in the order of SUMMARY.md, with blocks between `{% … %}`."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from posixpath import basename, dirname, splitext

from mentorsite.importers.markdown.admonitions import closing, details, opening
from mentorsite.importers.markdown.bars import Bars
from mentorsite.importers.markdown.config_files import configuration
from mentorsite.importers.markdown.hugo_shortcodes import values
from mentorsite.importers.markdown.includes import beside, taken_by, taking_in
from mentorsite.importers.markdown.layout import Layout, below, only_pages
from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, each_line, outside_code, split_fences
from mentorsite.importers.markdown.menu_folders import flat
from mentorsite.importers.markdown.redirects import listed
from mentorsite.importers.markdown.source_texts import first_there, text_of
from mentorsite.importers.markdown.summary_md import entries_of, not_listed
from mentorsite.importers.result import ImportSource

CONFIG = (".gitbook.yaml", ".gitbook.yml", "book.json")
ASSETS = ".gitbook/assets"
INCLUDE = re.compile(r"\s*\{%\s*include\s+\"([^\"{}]+)\"\s*%\}\s*")
TAG = re.compile(r"\s*\{%-?\s*(end)?([a-z][a-z-]*)(?![a-z-])([^{}]*)%\}\s*")
BROKEN = re.compile(r"\[([^\[\]]*)\]\(broken-reference(?:[/#?][^()\s]*)?(?:\s+\"[^\"]*\")?\)")
HINTS = {"info": "info", "success": "tip", "warning": "warning", "danger": "danger"}
DROPPED = ("tabs", "columns", "column", "content-ref", "code", "stepper", "step", "updates", "swagger-description")
"""Blocks of which nothing is lost but how they look; their words stand one below the other."""
LINKS = {"embed": "url", "file": "src", "content-ref": "url", "page-ref": "page"}


def gitbook(source: ImportSource) -> Layout | None:
    """The layout of a GitBook."""
    path = first_there(CONFIG, source)
    config = configuration(path, source.texts.get(path))
    root = config.text("root").strip("./")
    summary = _in(root, config.text("structure", "summary") or "SUMMARY.md")
    if (not path and "README.md" not in source.texts) or summary not in source.texts:
        return None
    written = only_pages(below(source.texts, root))
    pages = {each: to for each, to in written.items() if each != summary and not to.startswith(".gitbook/")}
    home = _in(root, config.text("structure", "readme") or "README.md")
    if home in pages:
        pages[home] = "README.md"  # the settings may call it otherwise, and have it in a folder
    menu = entries_of(text_of(summary, source), root)
    find = beside(source, root)
    assets = {each: to.replace(f"{ASSETS}/", "assets/") for each, to in below(source.others, root).items()}

    hidden = not_listed(pages, {home, *(each.page for each in flat(menu))}) if menu else {}
    # A file that no list names may be part of a page that is named: then it was public, but no page itself.
    parts = taken_by(pages.keys() - hidden.keys(), INCLUDE, source, find) & hidden.keys()
    for part in parts:
        del pages[part], hidden[part]
    redirects = []
    for each in listed(config.at("redirects")):
        if "://" in each.new:
            redirects.append(each)
        else:
            redirects.append(replace(each, new=_in(root, each.new)))

    def steps(page: str) -> tuple[Step, ...]:
        return taking_in(INCLUDE, page, source, find), blocks, each_line(_links)

    return Layout(
        kind="a GitBook",
        title=config.text("title"),
        description=config.text("description"),
        pages=pages,
        assets=assets,
        steps=steps,
        addresses=lambda _page, target: (_address(target),),
        hidden=hidden,
        parts=parts,
        roots=(root,) if root else (),
        menu=menu,
        menu_at=summary,
        redirects=tuple(redirects),
        redirects_at=path,
        losses=(*config.losses, *Bars(path).links(config.at("links", "sidebar"))),
    )


def _in(folder: str, name: str) -> str:
    return f"{folder}/{name.removeprefix('./')}".lstrip("/")


def _address(target: str) -> str:
    stem = splitext(target)[0]
    if basename(stem).lower() in ("readme", "index"):
        return dirname(stem)
    return stem


def blocks(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Hints become alerts, what opens becomes what opens, tabs stand one below the other."""
    made: list[Lines] = [(line,) for line in lines]
    notes: list[Note] = []
    waiting: list[tuple[int, str, str]] = []
    heights: list[int] = [0]
    for row, (line, code) in enumerate(split_fences(lines)):
        tag = None if code else TAG.fullmatch(line.text)
        if not tag:
            continue
        if not tag[1]:
            made[row] = _opened(line, tag[2], tag[3], notes)
            waiting.append((row, tag[2], tag[3]))
            heights.append(0)
        elif any(name == tag[2] for _, name, _ in waiting[-4:]):
            # Marks that need no end, as `{% embed %}`, may have begun since; what stood in them stands in this one.
            while waiting and waiting[-1][1] != tag[2]:
                waiting.pop()
                heights[-2:] = [max(heights[-2:])]
            (first, name, said), height = waiting.pop(), heights.pop()
            heights[-1] = max(heights[-1], height + 1)
            made[first], made[row] = _closed(name, values(said), lines[first], line, height, made[first])
    return tuple(line for each in made for line in each), tuple(notes)


def _opened(line: Line, name: str, said: str, notes: list[Note]) -> Lines:
    """What stands for a mark that may never be closed."""
    named = values(said)
    if name in LINKS and named.get(LINKS[name]):
        target = named[LINKS[name]]
        if name == "content-ref":
            return ()  # the link stands in it, too
        usual = target if "://" in target else basename(target)
        words = named.get("caption") or usual
        return (replace(line, text=f"[{words}](<{target}>)"),)
    if name in ("tab", "step", "code") and named.get("title"):
        return replace(line, text=f"**{named['title']}**"), replace(line, text="")
    if name in DROPPED:
        if name == "tabs":
            notes.append(Note(line.number, f"`{line.text.strip()}`: tabs stand one below the other"))
        return (replace(line, text=""),)
    return (line,)


def _closed(
    name: str, said: Mapping[str, str], first: Line, last: Line, height: int, opened: Lines
) -> tuple[Lines, Lines]:
    if name == "hint":
        start = replace(first, text=opening(HINTS.get(said.get("style", ""), "note"), "", depth=height))
        return (start,), (replace(last, text=closing(height)),)
    if name == "expand":
        whole = details(first, said.get("title", "…"), ())
        return whole[:2], whole[-2:]
    is_known = opened != (first,) or name in DROPPED
    if is_known:
        return opened, (replace(last, text=""),)
    return opened, (last,)


def _links(line: Line) -> tuple[str | None, Iterable[str]]:
    """A line whose links that GitBook knew to be broken are words."""
    found: list[str] = []

    def words(link: re.Match[str]) -> str:
        found.append(f"`{link[0]}`: GitBook did not know where it leads any more; its words stay")
        return link[1]

    return outside_code(line.text, lambda part: BROKEN.sub(words, part)), tuple(found)
