"""A plain folder of Markdown: of no tool, of one that is not known, or of Docsify."""

from collections.abc import Iterator, Mapping

from mentorsite.importers.markdown import docsify, notion
from mentorsite.importers.markdown.admonitions import colons, quoted_alerts
from mentorsite.importers.markdown.comments import IN_NOTES, IN_TEMPLATES
from mentorsite.importers.markdown.config_files import as_settings
from mentorsite.importers.markdown.js_literals import each_after
from mentorsite.importers.markdown.layout import Layout, below, only_pages
from mentorsite.importers.markdown.lines import Step
from mentorsite.importers.markdown.obsidian import with_home
from mentorsite.importers.markdown.other_tools import losses_of, tool_of
from mentorsite.importers.markdown.page_keys import ADDRESS, said_address
from mentorsite.importers.markdown.source_texts import first_there, text_of
from mentorsite.importers.markdown.summary_md import entries_of, words_beside
from mentorsite.importers.markdown.wiki_links import known_names, linked, linking
from mentorsite.importers.result import ImportSource, ImportWarning

SIDEBARS = ("_sidebar.md", "_Sidebar.md")
BARE_KEYS = ("Pelican", "Zensical")
"""Tools whose pages may have keys at their top without a fence."""
OF_DOCSIFY = ("_sidebar.md", "_navbar.md", "_coverpage.md")
"""Files beside an `index.html` that only loads Docsify."""
PARTS = (*SIDEBARS, "_navbar.md", "_coverpage.md", "_Footer.md", "_Header.md")
"""Files of Docsify, and of a wiki on GitHub, that are no pages."""


def plain(source: ImportSource) -> Layout | None:
    """The layout of a plain folder: everything stays where it is."""
    pages = {each: to for each, to in only_pages(below(source.texts, "")).items() if each not in PARTS}
    if not pages:
        return None
    sidebar = first_there(SIDEBARS, source)
    of_docsify = any(each in source.texts for each in OF_DOCSIFY)
    if notion.is_export(pages):
        return notion.export(source, pages)
    known = known_names((*pages, *source.others))

    def steps(page: str) -> tuple[Step, ...]:
        found: list[Step] = []
        if sidebar == SIDEBARS[0]:
            found += docsify.steps(page, source)
        if tool_of(source)[0]:
            found += IN_TEMPLATES
        return (*found, *IN_NOTES, linking(known), quoted_alerts, colons)

    return Layout(
        kind=_kind(source, sidebar),
        title="",
        pages=with_home(pages),
        assets=below(source.others, ""),
        steps=steps,
        addresses=said_address,
        used=ADDRESS,
        breaks=tool_of(source)[1] == "Logseq" or _keeps_lines(source),
        bare_keys=tool_of(source)[1] in BARE_KEYS,
        menu=entries_of(_with_links(text_of(sidebar, source), known), "") if sidebar else (),
        menu_at=sidebar,
        losses=(*losses_of(source), *_said_beside(sidebar, source, known)),
        parts=frozenset({"index.html"} if of_docsify else ()),
    )


def _keeps_lines(source: ImportSource) -> bool:
    """Whether Docsify, whose settings are in the page that loads it, has each line of a paragraph stay one."""
    program = text_of("index.html", source)
    options = each_after(program, r"\bmarkdown\s*:\s*(?=\{)") if "$docsify" in program else ()
    return any(as_settings(each).is_on("breaks") for each in options)


def _said_beside(sidebar: str, source: ImportSource, known: Mapping[str, str]) -> Iterator[ImportWarning]:
    """What stands in a sidebar besides its links."""
    for number, words in words_beside(_with_links(text_of(sidebar, source), known)):
        yield ImportWarning(sidebar, number, f"“{words[:200]}” in the menu: put it on a page; left out")


def _with_links(text: str, known: Mapping[str, str]) -> str:
    return "\n".join(linked(line, known) for line in text.split("\n"))


def _kind(source: ImportSource, sidebar: str) -> str:
    if sidebar == "_sidebar.md":
        return "a Docsify site"
    if sidebar:
        return "a wiki of GitHub"
    path, tool = tool_of(source)
    if not path:
        return "a folder of Markdown"
    if not tool:
        return "a folder of Markdown for a tool that is not known"
    return f"a folder of Markdown for {tool}, which is not known"
