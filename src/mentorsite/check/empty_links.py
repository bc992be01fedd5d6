"""Links that nobody sees, for they have no words."""

import re
from collections.abc import Iterator
from html import unescape

from mentorsite.check.site_texts import texts
from mentorsite.errors import Problem, problem
from mentorsite.markdown.document import Document, Id, Link, Piece
from mentorsite.model.site import Site
from mentorsite.structure.links import shown

TAG = re.compile(r"<[^<>]*>")
END = "</a>"
HINT = "say where it leads, as `[How to begin](begin.md)`, or delete it"


def links_without_words(site: Site) -> Iterator[Problem]:
    """Links with nothing in them: no words, and no picture."""
    for text in texts(site):
        for link in _empty(text.document):
            message = f"the link to `{shown(link.target)}` has no words, so that nobody sees it"
            yield problem("link-without-words", link.place, message, HINT)


def _empty(document: Document) -> Iterator[Link]:
    for pieces in (document.title, document.pieces):
        tag = ""
        for at, piece in enumerate(pieces):
            if isinstance(piece, Link) and tag.startswith("<a ") and not _shows_something(pieces, at + 1):
                yield piece
            elif isinstance(piece, str):
                so_far = f"{tag}{piece}"
                tag = so_far[max(so_far.rfind("<"), 0) :]


def _shows_something(pieces: tuple[Piece, ...], at: int) -> bool:
    """Whether there is more than tags in an element `<a>`, whose own tag goes on at a place."""
    html = "<a "
    while at < len(pieces):
        piece = pieces[at]
        if isinstance(piece, str):
            inside, end, _ = piece.partition(END)
            html += inside
            if end:
                break
        elif not isinstance(piece, Id):
            return True  # a picture, or what is filled in
        at += 1
    return "aria-label=" in html or bool(unescape(TAG.sub("", html)).strip())
