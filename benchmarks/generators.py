"""The generators that are measured, as data."""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, replace

from benchmarks.layouts import Layout, hugo, linked_by_address, linked_by_file, pelican

MENTORSITE = (sys.executable, "-m", "mentorsite")


@dataclass(frozen=True, slots=True)
class Generator:
    """How a site is laid out and built.

    `project` is a folder of `projects/`, whose files are part of the site. In `command` a name in braces is a
    program of `install.PROGRAMS`. `kept` is what it keeps between builds beside its `output`. `modules` are the
    packages of a tool that its project must find in `node_modules`.
    """

    title: str
    tools: tuple[str, ...]
    project: str
    content: str
    layout: Layout
    command: tuple[str, ...]
    output: str
    kept: tuple[str, ...] = ()
    modules: str | None = None


HUGO = Generator(
    title="Hugo, menu made for each page",
    tools=("hugo",),
    project="hugo",
    content="content",
    layout=hugo,
    command=("{hugo}", "--quiet"),
    output="public",
    kept=("resources", ".hugo_build.lock"),
)

PAGES: Mapping[str, Generator] = {
    "mentorsite": Generator(
        title="mentorsite",
        tools=(),
        project="mentorsite",
        content="content",
        layout=linked_by_file,
        command=(*MENTORSITE, "build", "--without", "pdf,docx,search"),
        output="public",
        kept=(),
    ),
    "hugo-cached": replace(
        HUGO, title="Hugo, menu kept for each part", command=(*HUGO.command, "--config", "hugo.toml,cached.toml")
    ),
    "hugo": HUGO,
    "eleventy": Generator(
        title="Eleventy",
        tools=("node", "eleventy"),
        project="eleventy",
        content="content",
        layout=linked_by_address,
        command=("{node}", "{eleventy}", "--quiet"),
        output="public",
        kept=(".cache",),
    ),
    "zensical": Generator(
        title="Zensical",
        tools=("zensical",),
        project="zensical",
        content="docs",
        layout=linked_by_file,
        command=("{zensical}", "build"),
        output="site",
        kept=(".cache",),
    ),
    "mkdocs-material": Generator(
        title="MkDocs Material",
        tools=("mkdocs-material",),
        project="mkdocs-material",
        content="docs",
        layout=linked_by_file,
        command=("{mkdocs}", "build", "--quiet"),
        output="site",
    ),
    "pelican": Generator(
        title="Pelican",
        tools=("pelican",),
        project="pelican",
        content="content",
        layout=pelican,
        command=("{pelican}", "--quiet"),
        output="public",
        kept=("cache",),
    ),
}
"""On pages alone: no search, no downloads."""

SEARCH: Mapping[str, Generator] = {
    "mentorsite": replace(PAGES["mentorsite"], command=(*MENTORSITE, "build", "--without", "pdf,docx")),
    "starlight": Generator(
        title="Starlight",
        tools=("node", "starlight"),
        project="starlight",
        content="src/content/docs",
        layout=linked_by_address,
        command=("{node}", "{astro}", "build"),
        output="public",
        kept=(".astro", ".cache"),
        modules="starlight",
    ),
    "zensical": replace(PAGES["zensical"], command=("{zensical}", "build", "--config-file", "search.toml")),
    "mkdocs-material": replace(
        PAGES["mkdocs-material"], command=("{mkdocs}", "build", "--quiet", "--config-file", "search.yml")
    ),
}
"""With the search that each brings."""
