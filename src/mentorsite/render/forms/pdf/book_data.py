"""Print edition → what `book.typ` draws: plain data."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup

from mentorsite.render.book_view import BookView, Chapter
from mentorsite.render.forms.jobs import BookJob, PicturedJob
from mentorsite.render.forms.pdf.look_data import look_data
from mentorsite.render.forms.pdf.nodes import UNNAMED, Node, as_heading, in_steps, plain, without_links
from mentorsite.render.forms.pdf.paper_room import lines_of
from mentorsite.render.forms.pdf.prose import Prose
from mentorsite.theme.values import Words

ID = re.compile(r'\bid="([^"]+)"')
LONGEST_TITLE = 3
"""How many lines of a text a title may have that stands below what ends on its page."""
FORMS = "_forms"
"""The id of the chapter that lists the forms."""


def book_data(job: BookJob, images: Mapping[str, str]) -> Mapping[str, Any]:
    """The data of a book's PDF, as `look.typ` and `book.typ` read it.

    `images` are the names of its pictures' files by what its chapters call them.
    """
    book, words = job.book, job.words
    chapters = (*book.chapters, *_forms_chapter(book, words))
    prose = Prose(job.url, images, frozenset(_ids(chapters)))
    return {
        "look": look_of_pictured(job),
        "book": {
            "title": plain(book.title),
            "about": plain(book.about),
            "reviewed": words["print_reviewed"].format(book.reviewed) if book.reviewed else "",
            "url": book.url,
            "contents": words["print_contents"],
            "chapters": [_chapter(chapter, prose) for chapter in chapters],
        },
    }


def look_of_pictured(job: PicturedJob) -> Mapping[str, Any]:
    """The look of a book or a certificate, as `look.typ` reads it."""
    return look_data(job.look, job.words, job.language, job.direction, hyphenate=True)


def _chapter(chapter: Chapter, prose: Prose) -> Mapping[str, Any]:
    prose.noted_links = {}  # they are listed, and numbered anew, at the end of each chapter
    prose.named.add(chapter.anchor)
    title = as_heading(without_links(prose.inline(str(chapter.title)))) or [UNNAMED]
    body = in_steps(prose.nodes(str(chapter.body)))
    return {
        "id": chapter.anchor,
        "depth": chapter.depth,
        "title": title,
        "long": lines_of(title) > LONGEST_TITLE,
        "body": _in_blocks(body),
        "links": list(prose.noted_links),
    }


def _in_blocks(nodes: list[Node]) -> list[Node]:
    """A chapter of words alone is one paragraph."""
    if nodes and all(isinstance(node, str) or node[0] in ("a", "strong", "em", "span", "br", "code") for node in nodes):
        return [["p", {}, *nodes]]
    return nodes


def _ids(chapters: tuple[Chapter, ...]) -> Iterator[str]:
    for chapter in chapters:
        yield chapter.anchor
        yield from ID.findall(str(chapter.title))
        yield from ID.findall(str(chapter.body))


def _forms_chapter(book: BookView, words: Words) -> Iterator[Chapter]:
    """The chapter that lists the forms, if there are any."""
    if not book.forms:
        return
    listed = Markup("")
    for form in book.forms:
        if form.about:
            about = f"{form.kind}. {form.about}"
        else:
            about = form.kind
        said = Markup('<dt id="{}"><a href="{}">{}</a></dt><dd>{}</dd>')
        listed += said.format(form.anchor, form.url, form.title, about)
    body = Markup("<p>{}</p><dl>{}</dl>").format(words["print_forms_about"], listed)
    yield Chapter(FORMS, 1, Markup.escape(words["print_forms"]), body)
