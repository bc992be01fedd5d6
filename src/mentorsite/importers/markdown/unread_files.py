"""Files of text that are not read, each named by itself, for each is a page that is missing."""

from collections import Counter
from collections.abc import Iterable
from posixpath import basename, splitext

KINDS = {
    ".qmd": "Quarto", ".rmd": "R Markdown", ".rmarkdown": "R Markdown", ".rst": "reStructuredText",
    ".adoc": "AsciiDoc", ".asciidoc": "AsciiDoc", ".org": "Org", ".textile": "Textile", ".wiki": "wiki text",
    ".mediawiki": "wiki text", ".creole": "wiki text", ".ipynb": "notebook", ".typ": "Typst",
    ".erb": "ERB", ".mdoc": "Markdoc", ".markdoc": "Markdoc", ".njk": "Nunjucks",
    ".html": "HTML", ".htm": "HTML", ".xhtml": "HTML", ".dj": "Djot",
}  # fmt: skip
"""What a file with such an ending is written in."""
INSTEAD = {
    "ERB": "take what stands between `<%` and `%>` out, and save it as `.md`",
    "Markdoc": "take what stands between `{%` and `%}` out, and save it as `.md`",
    "HTML": "save it from a browser, and import each page by itself: `mentorsite import page.html DIR`",
    "notebook": "`jupyter nbconvert --to markdown FILE` makes Markdown of it",
    "reStructuredText": "`pandoc -f rst -t gfm FILE` makes Markdown of it",
    "AsciiDoc": "`asciidoctor -b docbook`, then `pandoc -f docbook -t gfm` makes Markdown of it",
    "Org": "`pandoc -f org -t gfm FILE` makes Markdown of it",
    "Textile": "`pandoc -f textile -t gfm FILE` makes Markdown of it",
    "wiki text": "`pandoc -f mediawiki -t gfm FILE` makes Markdown of it",
}
THEMES = {
    "_layouts", "_includes", "_sass", "_templates", "_theme", "_themes", "_site", "_build", "_book", "_extensions",
    "_freeze", "_static", "layouts", "themes", "theme", "templates", "template", "partials", "overrides", "archetypes",
    "public", "static", "assets", "dist", "build", "js", "css", "resources", "site_libs", "libs", "book_files",
}  # fmt: skip
"""Folders of themes, and of what was built: their files are no pages."""


def kind_of(path: str) -> str:
    """What a file of words is written in that is no Markdown; nothing for another file, for one of a theme, and for
    one that is only part of pages."""
    is_part = THEMES & set(path.split("/")[:-1]) or any(name.startswith("_") for name in path.split("/"))
    if is_part:
        return ""
    return KINDS.get(splitext(basename(path))[1].lower(), "")


def not_read(path: str) -> str:
    """That a file is not read, and what to do instead."""
    kind = kind_of(path)
    return f"a page in {kind}, which is not read here: {INSTEAD.get(kind, 'save it as Markdown')}"


def counted(paths: Iterable[str]) -> str:
    """How many files of words there are of each kind: `133 Quarto, 2 notebook`."""
    found = Counter(filter(None, map(kind_of, paths)))
    return ", ".join(f"{number:,} {kind}" for kind, number in found.most_common())
