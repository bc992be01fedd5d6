"""The handbook for readers that are programs: a page as Markdown, and `llms.txt`, which leads to them.

Source of the form: https://llmstxt.org
"""

from collections.abc import Iterator

from mentorsite.model.page import Page
from mentorsite.model.urls import markdown_path, relative
from mentorsite.render.markdown_text import escaped
from mentorsite.render.pages.written import written
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.navigation import Node, Outline

LLMS = "llms.txt"


def page_markdown(context: SiteContext, page: Page) -> str:
    """A page as it was written: its links lead on from elsewhere too, and its variables are looked up."""
    parts = []
    if not page.document.title:  # else the text begins with it
        parts.append(f"# {escaped(page.title)}")
    if page.front.description:
        parts.append(f"> {escaped(page.front.description)}")
    parts.append(written(page.document, context.of_page(page)).strip())
    return "\n\n".join(part for part in parts if part) + "\n"


def llms_txt(context: SiteContext, home: str) -> str:
    """What the handbook is, and every page of it, in the language that begins at an address."""
    outline, language = context.outline, context.site.settings.language_at(home)
    settings = context.site.settings_in(language)

    def line(node: Node) -> str:
        path, about = node.address, ""
        if node.address in context.copies:
            path = markdown_path(node.address)
        if node.description:
            about = f": {escaped(node.description, starts=False)}"
        url = settings.canonical(path) or relative(home, path)
        return f"- [{escaped(node.title, starts=False)}]({url}){about}"

    top = [node for node in outline.below(home) if not node.untranslated]
    single = []
    if home in outline.nodes:
        single.append(outline.nodes[home])
    single += [node for node in top if not outline.below(node.address)]
    parts = [f"# {escaped(settings.title)}"]
    if settings.description:
        parts.append(f"> {escaped(settings.description)}")
    words = context.words(language)
    parts += _group(words["llms_pages"], map(line, single))
    for node in top:
        if outline.below(node.address):
            parts += _group(escaped(node.title), map(line, _all(outline, node)))
    return "\n\n".join(part for part in parts if part) + "\n"


def _group(title: str, lines: Iterator[str]) -> tuple[str, str]:
    return f"## {title}", "\n".join(lines)


def _all(outline: Outline, node: Node) -> Iterator[Node]:
    """A node and all below it, in reading order."""
    if not node.untranslated:
        yield node
    for each in outline.below(node.address):
        yield from _all(outline, each)
