"""MyST's glossaries: terms that pages lead to."""

import re
from collections.abc import Iterator
from dataclasses import replace

from mentorsite.importers.markdown.lines import Line, Lines
from mentorsite.importers.markdown.myst_fences import START, closers


def anchor(label: str) -> str:
    """A label as an id of a page."""
    return re.sub(r"[^\w-]+", "-", label).strip("-").lower()


def glossary(start: Line, inside: Lines) -> Iterator[Line]:
    """Terms with what is indented below each as a list of definitions, each term with an id."""
    yield replace(start, text="")
    is_first = True
    for line in inside:
        bare = line.text.strip()
        if bare and not line.text[:1].isspace():
            yield replace(line, text="")
            yield replace(line, text=f'<a id="{anchor(f"term-{_plain(bare)}")}"></a>{bare}')
            is_first = True
        elif bare:
            yield replace(line, text=f": {bare}" if is_first else f"  {bare}")
            is_first = False
        else:
            yield line


def terms(path: str, lines: Lines) -> dict[str, tuple[str, str]]:
    """The terms of each glossary of a page, as labels."""
    found: dict[str, tuple[str, str]] = {}
    for first, last in closers(lines).items():
        start = START.fullmatch(lines[first].text)
        if start and start[3] == "glossary":
            inside = lines[first + 1 : last]
        else:
            inside = ()
        words = (_plain(line.text) for line in inside if line.text.strip() and not line.text[:1].isspace())
        found |= {f"term-{word}": (path, word) for word in words if not word.startswith(":")}
    return found


def _plain(term: str) -> str:
    """The words of a term without their marks."""
    return re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", term).strip("*_` ")
