"""Breaks of pages, columns and lines within a paragraph of Word, as breaks of lines: words around them stay apart."""

from mentorsite.importers.word.controls import Element, W

TYPES = ("page", "column")


def as_lines(text: Element) -> None:
    """Makes each break that would be lost between words of a paragraph one of a line."""
    for paragraph in text.iter(f"{W}p"):
        _apart(paragraph)


def _apart(paragraph: Element) -> None:
    waiting: list[Element] = []
    has_words = False
    for each in paragraph.iter(f"{W}t", f"{W}br", f"{W}cr"):
        if each.tag != f"{W}t":
            # mammoth keeps breaks of lines alone. One before the first words, or behind the last, parts nothing.
            is_dropped = each.tag == f"{W}cr" or each.get(f"{W}type") in TYPES
            if has_words and is_dropped:
                waiting.append(each)
        elif (each.text or "").strip():
            for lost in waiting:
                lost.tag = f"{W}br"
                lost.attrib.pop(f"{W}type", None)
            waiting, has_words = [], True
