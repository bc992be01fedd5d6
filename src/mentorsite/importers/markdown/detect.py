"""Which tool a folder of Markdown was written for."""

from posixpath import basename

from mentorsite.importers.markdown import (
    azure_wiki,
    docusaurus,
    docusaurus_1,
    gitbook,
    hugo,
    jekyll,
    mdbook,
    middleman,
    mkdocs,
    mkdocs_nav,
    obsidian,
    quarto,
    starlight,
    vitepress,
)
from mentorsite.importers.markdown.azure_wiki import azure_wiki as azure_layout
from mentorsite.importers.markdown.docusaurus import docusaurus as docusaurus_layout
from mentorsite.importers.markdown.docusaurus_1 import docusaurus_1 as docusaurus_1_layout
from mentorsite.importers.markdown.docusaurus_menus import SIDEBAR
from mentorsite.importers.markdown.gitbook import gitbook as gitbook_layout
from mentorsite.importers.markdown.hugo import hugo as hugo_layout
from mentorsite.importers.markdown.jekyll import jekyll as jekyll_layout
from mentorsite.importers.markdown.layout import Layout, Tool, is_page
from mentorsite.importers.markdown.mdbook import mdbook as mdbook_layout
from mentorsite.importers.markdown.middleman import middleman as middleman_layout
from mentorsite.importers.markdown.mkdocs import mkdocs as mkdocs_layout
from mentorsite.importers.markdown.myst import myst as myst_layout
from mentorsite.importers.markdown.obsidian import obsidian as obsidian_layout
from mentorsite.importers.markdown.plain import plain as plain_layout
from mentorsite.importers.markdown.quarto import quarto as quarto_layout
from mentorsite.importers.markdown.sphinx import sphinx as sphinx_layout
from mentorsite.importers.markdown.starlight import starlight as starlight_layout
from mentorsite.importers.markdown.vitepress import vue as vue_layout
from mentorsite.importers.result import ImportSource

TOOLS: tuple[Tool, ...] = (
    mkdocs_layout, docusaurus_layout, docusaurus_1_layout, myst_layout, sphinx_layout, middleman_layout, jekyll_layout,
    hugo_layout, quarto_layout, mdbook_layout, starlight_layout, vue_layout, obsidian_layout, gitbook_layout,
    azure_layout, plain_layout,
)  # fmt: skip
"""The first whose signs are there is meant; a plain folder has none.

The order matters where a source has the signs of several: a book of MyST has settings of Sphinx, a site of any tool
may be a vault of Obsidian besides, and GitBook's `SUMMARY.md` is that of others, too.
"""
SETTINGS = frozenset(
    basename(each)
    for each in (
        *jekyll.CONFIG,
        *jekyll.NAVIGATION,
        *hugo.CONFIG,
        *hugo.LANGUAGES,
        *hugo.MARKUP,
        *docusaurus.CONFIG,
        *docusaurus.CATEGORY,
        *mkdocs.CONFIG,
        *mkdocs_nav.FOLDER_MENUS,
        *quarto.CONFIG,
        *mdbook.CONFIG,
        *gitbook.CONFIG,
        *starlight.CONFIG,
        *vitepress.NAMES,
        "SUMMARY.md",
        docusaurus_1.CONFIG,
        middleman.CONFIG,
        middleman.PROGRAM,
        azure_wiki.ORDER,
        *quarto.VARIABLES,
        *quarto.FOLDER_SETTINGS,
        *("myst.yml", "_toc.yml", "conf.py"),
    )
)


INSIDE = (".txt", ".rst", *quarto.ENDINGS, *middleman.WITH_ERB)
"""The endings of files whose words pages may take in, or that tell the order of pages."""
TOPS = ("index.html",)


def is_read(path: str) -> bool:
    """Whether what stands in a file matters: a page, words that pages take in, or settings of a tool."""
    return is_page(path) or is_settings_file(path) or path.lower().endswith(INSIDE) or path in TOPS


def is_settings_file(path: str) -> bool:
    """Whether a file holds settings of a tool."""
    is_menu = SIDEBAR.fullmatch(basename(path)) or hugo.MENUS.fullmatch(path)
    return basename(path) in SETTINGS or path in obsidian.READ or is_menu is not None


def layout(source: ImportSource) -> Layout | None:
    """Where everything of a folder goes; nothing for one without a page."""
    for tool in TOOLS:
        found = tool(source)
        if found and found.pages:
            return found
    return None
