"""Two sheets → what the template of their page side by side is given: a row a question, a column a sheet."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mentorsite.render.forms.sections import parts
from mentorsite.render.forms.sheet import (
    ClauseBlock,
    FieldBlock,
    FormSheet,
    HeadingBlock,
    Input,
    ItemBlock,
    Rich,
    TextBlock,
)
from mentorsite.render.views import Given
from mentorsite.theme.values import Words

Question = FieldBlock | ItemBlock


@dataclass(frozen=True, slots=True)
class Cell:
    """What one of the two answers to a question: each input, headed by its row and column where it has them."""

    inputs: tuple[tuple[str, Input], ...]
    more: tuple[tuple[str, Input], ...] = ()
    """Those of rows that the form's page added; they show where they are filled in."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """A question. `labels` are one where both ask in the same words; a cell is None where only the other asks."""

    labels: tuple[tuple[str, Rich], ...]
    cells: tuple[Cell | None, Cell | None]


@dataclass(frozen=True, slots=True)
class Section:
    """Questions below one heading; at the start of a sheet there may be none."""

    id: str
    titles: tuple[Rich, ...]
    rows: tuple[PairRow, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question and the heading that it stands below."""

    heading: HeadingBlock | None
    question: Question


@dataclass(frozen=True, slots=True)
class PairGiven(Given):
    """Two worksheets that ask the same, side by side."""

    sheets: tuple[FormSheet, FormSheet]
    """Both worksheets."""
    sections: tuple[Section, ...]
    """Their questions."""
    page_number: tuple[str, str, str]
    """What stands before, between and after the numbers at the foot of a printed page, as in `Page 1 of 2`."""
    urls: tuple[str, str]
    """The URLs of their own pages."""


def pair_view(first: FormSheet, second: FormSheet, words: Words, urls: tuple[str, str]) -> PairGiven:
    """The questions of both, in their order; what only one asks stands where that one asks it."""
    # as in `form_view`, the browser puts the numbers in between
    before, between, after = words["print_page"].replace("{1}", "{0}").split("{0}", 2)
    return PairGiven((first, second), tuple(_sections(first, second, words)), (before, between, after), urls)


def voices(first: FormSheet, second: FormSheet, words: Words) -> tuple[str, str]:
    """Who speaks in each sheet: its roles, or its title where these don't tell the two apart."""
    roles = [words["list_separator"].join(each.audience) for each in (first, second)]
    if all(roles) and roles[0] != roles[1]:
        return (roles[0], roles[1])
    return (first.title, second.title)


def _sections(first: FormSheet, second: FormSheet, words: Words) -> Iterator[Section]:
    left, right = _asked(first), _asked(second)
    # what both ask stands where the first has it
    place = {name: _section(each) for name, each in (right | left).items()}
    headings = []
    for asked in (left, right):
        for each in asked.values():
            headings.append(each.heading)
    speakers = voices(first, second, words)
    sections = _merged([_section(each) for each in left.values()], [_section(each) for each in right.values()])
    for id in sections:
        ours = [name for name in left if place[name] == id]
        theirs = [name for name in right if place[name] == id]
        names = _merged(ours, theirs)
        found = {each.text.plain: each.text for each in headings if each and each.id == id}
        rows = tuple(_row(left.get(name), right.get(name), speakers, words) for name in names)
        if rows:
            yield Section(id, tuple(found.values()), rows)


def _asked(sheet: FormSheet) -> dict[str, _Asked]:
    """A sheet's questions by the name that both sheets know them by."""
    found: dict[str, _Asked] = {}
    for part in parts(sheet):
        for group in part.groups:
            for block in group.blocks:
                match block:
                    case FieldBlock(id=name) | ItemBlock(input=Input(name=name)):
                        found[name] = _Asked(part.heading, block)
                    case TextBlock(blanks=blanks) | ClauseBlock(blanks=blanks):
                        found |= {blank.id: _Asked(part.heading, blank) for blank in blanks}
    return found


def _section(asked: _Asked) -> str:
    if asked.heading:
        return asked.heading.id
    return ""


def _merged(first: Sequence[str], second: Sequence[str]) -> list[str]:
    """Both sequences as one, each name once: what only one has stands where it has it, the first's before."""
    merged = list(dict.fromkeys(first))
    at = 0
    for name in dict.fromkeys(second):
        if name not in merged:
            merged.insert(at, name)
        at = merged.index(name) + 1
        while at < len(merged) and merged[at] not in second:  # past what only the first has
            at += 1
    return merged


def _row(left: _Asked | None, right: _Asked | None, speakers: tuple[str, str], words: Words) -> PairRow:
    labels: list[tuple[str, Rich]] = []
    for who, each in zip(speakers, (left, right), strict=True):
        if each:
            labels.append((who, _label(each.question)))
    if len({label.plain for _, label in labels}) == 1:
        labels = [("", labels[0][1])]
    cells = [_cell(each.question, words) if each else None for each in (left, right)]
    return PairRow(tuple(labels), (cells[0], cells[1]))


def _label(question: Question) -> Rich:
    if isinstance(question, FieldBlock):
        return question.label
    return question.text


def _cell(question: Question, words: Words) -> Cell:
    match question:
        case ItemBlock():
            return Cell((("", question.input),))
        case FieldBlock(type="list"):
            every = [(f"{index}.", each) for index, each in enumerate((*question.inputs, *question.more), 1)]
        case FieldBlock(columns=()):
            return Cell(tuple(("", each) for each in question.inputs))
        case FieldBlock():
            every = []
            inputs = (*question.inputs, *question.more)
            across = len(question.columns)
            for number, each in enumerate(inputs):
                index, column = number // across, question.columns[number % across]
                row: str | int = index + 1
                if index < len(question.rows) and (heading := question.rows[index]):
                    row = heading.plain
                every.append((words["input_part"].format(row, column.plain), each))
    there = len(question.inputs)
    return Cell(tuple(every[:there]), tuple(every[there:]))
