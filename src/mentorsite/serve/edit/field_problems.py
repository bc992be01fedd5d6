"""Problems of a file → the fields of the form that they are about. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from mentorsite.errors import Problem
from mentorsite.loader.yaml_text import Loc, YamlText

FILL_IN = "This has to be filled in."
"""What is said at the field of a key that is missing: elsewhere it is named, with how it is written."""
BODY: Loc = ("body",)
"""Where the problems of the text below front matter stand."""


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """A problem beside what it is about."""

    text: str
    hint: str
    fatal: bool


def problems_by_field(
    problems: Iterable[Problem], yaml: YamlText, body_line: int, shown: set[Loc]
) -> dict[Loc, tuple[FieldProblem, ...]]:
    """Problems by the field that they are about: that of a key that is missing, else the nearest one that is shown and
    begins before them."""
    spots = sorted(_spots(yaml))
    found: dict[Loc, list[FieldProblem]] = {}
    for each in dict.fromkeys(problems):  # the file and the handbook may tell of the same one
        is_in_body = body_line and each.line >= body_line and not each.missing
        loc = BODY if is_in_body else _loc(spots, each, shown)
        if loc == BODY:
            where = f"Line {each.line - body_line + 1}: "
        else:
            where = ""
        said = FieldProblem(f"{where}{sentence(each.message)}", sentence(each.hint), each.fatal)
        if each.missing and loc == each.missing:
            said = FieldProblem(FILL_IN, "", each.fatal)
        found.setdefault(loc, []).append(said)
    return {loc: tuple(each) for loc, each in found.items()}


def _spots(yaml: YamlText) -> Iterator[tuple[int, int, int, Loc]]:
    """Where each key and each value begins; of those at one spot the deepest comes last."""
    for places in (yaml.keys, yaml.places):
        for loc, place in places.items():
            yield place.line, place.column, len(loc), loc


def _loc(spots: list[tuple[int, int, int, Loc]], problem: Problem, shown: set[Loc]) -> Loc:
    loc: Loc = problem.missing or ()
    if not loc:
        for line, column, _, begun in spots:
            if (line, column) <= (problem.line, problem.column):
                loc = begun
    while loc and loc not in shown:
        loc = loc[:-1]
    return loc


def sentence(text: str) -> str:
    """A message or a hint as a sentence."""
    is_whole = not text or text.endswith((".", "?", "!"))
    end = "" if is_whole else "."
    return f"{text[:1].upper()}{text[1:]}{end}"
