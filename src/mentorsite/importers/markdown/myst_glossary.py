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
            mark = ":" if is_first else " "
            yield replace(line, text=f"{mark} {bare}")
            is_first = False
        else:
            yield line


def terms(path: str, lines: Lines) -> dict[str, tuple[str, str]]:
    """The terms of each glossary of a page, as labels."""
    found: dict[str, tuple[str, str]] = {}
    for first, last in closers(lines).items():
        start = START.fullmatch(lines[first].text)
        if not start or start[3] != "glossary":
            continue
        for line in lines[first + 1 : last]:
            is_term = line.text.strip() and not line.text[:1].isspace()
            word = _plain(line.text) if is_term else ""
            # An option of the directive begins with a colon.
            if is_term and not word.startswith(":"):
                found[f"term-{word}"] = (path, word)
    return found


def _plain(term: str) -> str:
    """The words of a term without their marks."""
    return re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", term).strip("*_` ")
