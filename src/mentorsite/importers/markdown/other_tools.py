"""Tools that are known by their files and not by their markup: what they are, for what is done all the same."""

import re
from collections.abc import Iterable, Iterator
from posixpath import basename, dirname

from mentorsite.importers.markdown import docusaurus, gitbook, hugo, jekyll, mdbook, mkdocs, quarto
from mentorsite.importers.markdown.source_texts import text_of
from mentorsite.importers.result import ImportSource, ImportWarning

SIGNS = {
    "antora.yml": "Antora", "antora-playbook.yml": "Antora", "docfx.json": "DocFX", "retype.yml": "Retype",
    "mint.json": "Mintlify", "docs.json": "Mintlify", "gatsby-config.js": "Gatsby", "gatsby-config.ts": "Gatsby",
    "next.config.js": "Next.js", "next.config.mjs": "Next.js", "next.config.ts": "Next.js", "nuxt.config.ts": "Nuxt",
    "nuxt.config.js": "Nuxt", "eleventy.config.js": "Eleventy", "eleventy.config.mjs": "Eleventy",
    "pelicanconf.py": "Pelican", "lektorproject": "Lektor", "zensical.toml": "Zensical", "hexo.config.js": "Hexo",
    "svelte.config.js": "SvelteKit", "gridsome.config.js": "Gridsome", "rspress.config.ts": "Rspress",
    "astro.config.mjs": "Astro", "astro.config.ts": "Astro", "config.rb": "Middleman",
    "package.json": "", "Gemfile": "",
}  # fmt: skip
"""Files at the top of a source, and the tool that each shows; nothing where it may be any."""
OF_A_FOLDER = frozenset(
    basename(name)
    for tool in (docusaurus, gitbook, hugo, jekyll, mdbook, mkdocs, quarto)
    for name in tool.CONFIG
    if name not in ("config.json", "config.toml", "config.yaml", "config.yml")
)
"""Settings of tools that are known, where they stand at the top."""
FOLDERS = {"logseq/": "Logseq", ".foam/": "Foam", "_posts/": "a blog"}
LOST = "its menu, addresses and templates are not read"


def tool_of(source: ImportSource) -> tuple[str, str]:
    """The file that shows which tool a folder is for, and the tool: nothing for one that may be any."""
    paths = {*source.texts, *source.others}
    # Others have a file of that name, too; this key is Zola's, and has to be there.
    if "base_url" in text_of("config.toml", source):
        return "config.toml", "Zola"
    if re.search(r"^carpentry\s*:", text_of("config.yaml", source), re.M):
        return "config.yaml", "the Carpentries Workbench"
    signs = [path for path in SIGNS if path in paths]
    for path in signs:
        if SIGNS[path]:
            return path, SIGNS[path]
    for folder, tool in FOLDERS.items():
        if _has_folder(paths, folder):
            return folder, tool
    if signs:
        return signs[0], ""
    return "", ""


def _has_folder(paths: Iterable[str], folder: str) -> bool:
    return any(path.startswith(folder) for path in paths)


def losses_of(source: ImportSource) -> Iterator[ImportWarning]:
    """That the tool is not known, and what was done all the same."""
    path, tool = tool_of(source)
    if path:
        said = f"written for {tool or 'a tool'}, which is not known here: every page stayed where its file was; {LOST}"
        yield ImportWarning(path, 0, said)
    for each in sorted(source.texts):
        folder = dirname(each)
        if folder and basename(each) in OF_A_FOLDER:
            said = f"the settings of a site of its own, which are not read from here: import `{folder}` by itself"
            yield ImportWarning(each, 0, said)
