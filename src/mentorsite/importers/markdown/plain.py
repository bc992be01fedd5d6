"""A plain folder of Markdown: of no tool, of one that is not known, an export of Notion, or of Docsify."""

import re
from posixpath import dirname

from mentorsite.importers.markdown import docsify
from mentorsite.importers.markdown.admonitions import colons, quoted_alerts
from mentorsite.importers.markdown.comments import IN_NOTES, IN_TEMPLATES
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.layout import Layout, below, is_page
from mentorsite.importers.markdown.other_tools import losses_of, tool_of
from mentorsite.importers.markdown.page_keys import ADDRESS
from mentorsite.importers.markdown.source_texts import text_of
from mentorsite.importers.markdown.summary_md import entries_of
from mentorsite.importers.result import ImportSource

NOTION = re.compile(r"[ _-][0-9a-f]{32}(?=/|\.\w+$|$)")
"""The number that Notion puts behind each name."""
SIDEBARS = ("_sidebar.md", "_Sidebar.md")
BARE_KEYS = ("Pelican", "Zensical")
"""Tools whose pages may have keys at their top without a fence."""
OF_DOCSIFY = ("_sidebar.md", "_navbar.md", "_coverpage.md")
"""Files beside an `index.html` that only loads Docsify."""
PARTS = (*SIDEBARS, "_navbar.md", "_coverpage.md", "_Footer.md", "_Header.md")
"""Files of Docsify, and of a wiki on GitHub, that are no pages."""


def plain(source: ImportSource) -> Layout | None:
    """The layout of a plain folder: everything stays where it is."""
    pages = {each: to for each, to in below(source.texts, "").items() if is_page(each) and each not in PARTS}
    if not pages:
        return None
    sidebar = next((each for each in SIDEBARS if each in source.texts), "")
    of_docsify = any(each in source.texts for each in OF_DOCSIFY)
    is_notion = sum(1 for each in pages if NOTION.search(each)) * 2 > len(pages)
    home = "Home.md" if sidebar == "_Sidebar.md" and "Home.md" in pages else ""
    return Layout(
        kind=_kind(source, sidebar, is_notion),
        title="",
        pages={each: "index.md" if each == home else _renamed(to, is_notion) for each, to in pages.items()},
        assets={each: _renamed(to, is_notion) for each, to in below(source.others, "").items()},
        steps=lambda page: (
            *(docsify.steps(page, source) if sidebar == SIDEBARS[0] else ()),
            *(IN_TEMPLATES if tool_of(source)[0] else ()),
            *IN_NOTES,
            quoted_alerts,
            colons,
        ),
        addresses=said_address,
        used=ADDRESS,
        bare_keys=tool_of(source)[1] in BARE_KEYS,
        menu=entries_of(text_of(sidebar, source), "") if sidebar else (),
        menu_at=sidebar,
        losses=tuple(losses_of(source)),
        parts=frozenset({"index.html"} if of_docsify else ()),
    )


def _kind(source: ImportSource, sidebar: str, is_notion: bool) -> str:
    if is_notion:
        return "an export of Notion"
    if sidebar:
        return "a Docsify site" if sidebar == "_sidebar.md" else "a wiki of GitHub"
    path, tool = tool_of(source)
    unknown = f"for {tool}, which is not known" if tool else "for a tool that is not known"
    return f"a folder of Markdown {unknown}" if path else "a folder of Markdown"


def _renamed(path: str, is_notion: bool) -> str:
    return NOTION.sub("", path) if is_notion else path


def said_address(page: Original, target: str) -> tuple[str, ...]:
    """The address that a page says itself: a whole one, or only its last name."""
    _, said = page.first_of(ADDRESS)
    if not said or "://" in said:
        return ()
    return (said if "/" in said else f"{dirname(target)}/{said}",)
