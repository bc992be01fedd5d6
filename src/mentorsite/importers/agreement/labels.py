"""The words around blanks → the labels and types of fields."""

import re
from collections.abc import Sequence
from typing import Any

from mentorsite.importers.agreement.blanks import Control
from mentorsite.importers.agreement.vocabulary import BLANK, DATED, INITIALS, OTHER, PUNCTUATION
from mentorsite.importers.html_to_markdown import escaped
from mentorsite.markdown.slug import slug

SHORT = 60
"""How long a label may be, in characters."""
MARKS = PUNCTUATION.replace("(", "").replace(")", "")
HINT = re.compile(r"\s*\(([^()]{1,60})\)")
"""What stands in brackets right behind a blank."""
PARTED = re.compile(r"_\s*[/.-]\s*_")
"""What parts day, month and year of a line to write a date on."""
ANSWERED_BEFORE = re.compile(r"(yes|no) ☐ (yes|no)(?:\s{2,}|\t)(\S.*)", re.I)
"""Two boxes for an answer, and behind them what is asked."""


def bare(words: str) -> str:
    """Words without the marks around them; brackets in them stay."""
    said = words.strip(MARKS)
    while said.startswith("(") and said.endswith(")") and "(" not in said[1:]:
        said = said[1:-1].strip(MARKS)
    # A bracket whose other half stands elsewhere on the line means nothing here.
    if said.count(")") != said.count("("):
        said = said.strip(PUNCTUATION)
    return said


def is_sentence(labels: Sequence[str], tail: str) -> bool:
    """Whether blanks stand in a sentence: long words, words that go on in small letters, or a full stop."""
    goes_on = any(re.match(r"\s*[a-z(,]", each) for each in labels[1:])
    is_long = max(len(each.strip(PUNCTUATION)) for each in labels) > SHORT
    return goes_on or is_long or tail.rstrip().endswith(".") or len(tail.strip(PUNCTUATION)) > SHORT / 3


def labels_of(labels: Sequence[str], tail: str) -> list[str]:
    """What each blank of a line is for: the words before it, or in brackets behind it; behind the last, all words."""
    behind = [*labels[1:], tail]
    hints = [found[1] if (found := HINT.match(each)) else "" for each in behind]
    if is_sentence(labels, tail):
        guesses = [bare(label)[-SHORT:] for label in labels]
        return [hint or guess for hint, guess in zip(hints, guesses, strict=True)]
    # What stands in brackets at the beginning of a label is the hint of the blank before; the first has none before it.
    before = [labels[0], *(HINT.sub("", label, count=1) for label in labels[1:])]
    hinted = [*map(bare, hints[:-1]), bare(tail)]
    return [_joined(bare(label), hint) for label, hint in zip(before, hinted, strict=True)]


def _joined(label: str, hint: str) -> str:
    if label and hint:
        return f"{label} ({hint})"
    return label or hint


def type_of(label: str, control: Control | None = None, mark: str = "") -> dict[str, Any]:
    """The type of a field, as its control says, or its label or the line to write on tells."""
    kind = control.kind if control else ""
    if control and kind == "choice" and can_be_options(control.options):
        other = {"other": True} if control.other else {}
        return {"type": "choice", "options": list(control.options), **other}
    if kind == "date" or PARTED.search(mark) or DATED.search(label):
        return {"type": "date"}
    if INITIALS.search(label):
        return {"type": "initials"}
    return {"type": "text"}


def can_be_options(words: Sequence[str]) -> bool:
    """Whether a field can offer some words: each needs an id of its own, which is made of its letters."""
    ids = {slug(each) for each in words} - {""}
    return len(ids) == len(words) > 0


def options_of(boxes: Sequence[str]) -> tuple[list[str], bool]:
    """What can be chosen, each once, and whether there is room for something else: for what has a line behind it."""
    words = [bare(BLANK.sub("", each)) for each in boxes]
    with_line = [BLANK.search(each) is not None for each in boxes]
    named = []
    for said, has_line in zip(words, with_line, strict=True):
        if not (has_line and OTHER.fullmatch(said)):
            named.append(said)
    return list(dict.fromkeys(filter(None, named))), any(with_line)


def label_behind(options: Sequence[str]) -> tuple[list[str], str]:
    """The options yes and no with the question that stands behind them, well apart; else the options as they are."""
    found = ANSWERED_BEFORE.fullmatch(" ☐ ".join(options))
    if not found or found[1].casefold() == found[2].casefold():
        return list(options), ""
    return [found[1], found[2]], found[3]


def columns_of(names: Sequence[str], controls: Sequence[Control | None]) -> dict[str, Any]:
    """The columns of a table to fill in, by their names and the controls in them."""
    columns: dict[str, Any] = {}
    for name, control in zip(names, controls, strict=True):
        said = type_of(name, control)
        said.pop("other", None)
        columns[f"column_{len(columns) + 1}"] = {"label": escaped(name), **said}
    return columns
