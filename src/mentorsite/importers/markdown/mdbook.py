"""An mdBook: its pages below `src`, in the order of SUMMARY.md."""

import re
from collections.abc import Iterable
from dataclasses import replace
from posixpath import basename, dirname, splitext

from mentorsite.importers.markdown.admonitions import colons
from mentorsite.importers.markdown.config_files import configuration
from mentorsite.importers.markdown.includes import beside, taken_by, taking_in
from mentorsite.importers.markdown.layout import Layout, below, only_pages
from mentorsite.importers.markdown.lines import Line, Step, each_line, unless_emptied
from mentorsite.importers.markdown.menu_folders import flat
from mentorsite.importers.markdown.page_keys import one_language
from mentorsite.importers.markdown.redirects import from_here, listed
from mentorsite.importers.markdown.source_texts import text_of
from mentorsite.importers.markdown.summary_md import entries_of, not_listed
from mentorsite.importers.result import ImportSource

CONFIG = ("book.toml",)
INCLUDE = re.compile(r"\s*\{\{#(?:include|rustdoc_include|playground|playpen)\s+([^{}\s]+)(?:\s[^{}]*)?\}\}\s*")
TITLE = re.compile(r"\{\{#title\s+[^{}]*\}\}")


def mdbook(source: ImportSource) -> Layout | None:
    """The layout of an mdBook."""
    if "book.toml" not in source.texts:
        return None
    config = configuration("book.toml", source.texts["book.toml"])
    src = (config.text("book", "src") or "src").strip("/")
    summary = f"{src}/SUMMARY.md"
    pages = only_pages(below(source.texts, src))
    pages.pop(summary, None)
    said = listed(config.at("output", "html", "redirect"), text_of("book.toml", source))
    menu = entries_of(text_of(summary, source), src)
    find = beside(source, src)

    hidden = not_listed(pages, {each.page for each in flat(menu)}) if menu else {}
    # A file that no list names may be part of a page that is named: then it was public, but no page itself.
    parts = taken_by(pages.keys() - hidden.keys(), INCLUDE, source, find) & hidden.keys()
    for part in parts:
        del pages[part], hidden[part]

    def steps(page: str) -> tuple[Step, ...]:
        return taking_in(INCLUDE, page, source, find), each_line(_without_title), colons

    return Layout(
        kind="an mdBook",
        title=config.text("book", "title"),
        description=config.text("book", "description"),
        languages=one_language(config.text("book", "language")),
        pages=pages,
        assets=below(source.others, src),
        steps=steps,
        addresses=lambda _page, target: (address(target),),
        hidden=hidden,
        parts=parts,
        bases=(config.text("output", "html", "site-url").rstrip("/"),),
        roots=(src,),
        menu=menu,
        menu_at=summary,
        redirects=tuple(replace(each, new=from_here(each.old, each.new)) for each in said),
        redirects_at="book.toml",
        losses=config.losses,
    )


def address(target: str) -> str:
    """Where a page is published; a README is the page of its folder."""
    stem = splitext(target)[0]
    if basename(stem).lower() in ("readme", "index"):
        return f"{dirname(stem)}/"
    return f"{stem}.html"


def _without_title(line: Line) -> tuple[str | None, Iterable[str]]:
    """A line without the title of the browser's window."""
    return unless_emptied(TITLE.sub("", line.text), line), ()
