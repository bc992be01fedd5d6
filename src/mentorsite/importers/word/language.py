"""The language that most of a Word text is in."""

from collections import Counter
from collections.abc import Iterable

from mentorsite.importers.markdown.page_keys import language_code
from mentorsite.importers.word.controls import Element, W

REGIONS = ("pt", "zh")
"""Languages whose regions write so differently that the region is kept."""


def language_of(text: Element, styles: Iterable[Element]) -> str:
    """The code of the language that most words are in: as they say themselves, or as the whole document says."""
    usual = next(filter(None, map(_usual, styles)), "")
    counted: Counter[str] = Counter()
    for run in text.iter(f"{W}r"):
        own = run.find(f"{W}rPr/{W}lang")
        said = "" if own is None else str(own.get(f"{W}val", ""))
        # By letters, not by runs: spelling parts a paragraph into runs of any length.
        counted[_code(said) or usual] += sum(len(each.text or "") for each in run.iter(f"{W}t"))
    if counted:
        return counted.most_common(1)[0][0]
    return usual


def _usual(styles: Element) -> str:
    found = styles.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    if found is None:
        return ""
    return _code(str(found.get(f"{W}val", "")))


def _code(said: str) -> str:
    code = language_code(said)
    first = code.partition("-")[0]
    if first in REGIONS:
        return code
    return first
