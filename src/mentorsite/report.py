"""Problems as people, editors and GitHub read them. Pure: text in, text out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Protocol

from rich.box import HORIZONTALS
from rich.console import Group
from rich.table import Table
from rich.text import Text

from mentorsite.errors import Problem
from mentorsite.ideas import WAYS, Carrier, Idea, IdeasOf, name_of
from mentorsite.model.picture import Told
from mentorsite.model.site import Site
from mentorsite.read.tree import decoded

CONTEXT = 100
"""How much of a long line is shown, in characters."""
FEW = 2
"""As many programs have a table each; of more, only what is missing is told."""
SOME = 5
"""How many files a line names."""
WIDEST = 100
"""How wide a table is at most, in characters."""


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects with the keys of `Problem`."""
    return json.dumps([asdict(each) for each in problems], indent=2, ensure_ascii=False)


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that annotate a pull request, a line each."""
    return "\n".join(_annotation(each) for each in problems)


def _annotation(problem: Problem) -> str:
    kind = "error" if problem.fatal else "warning"
    where = f"file={_property(problem.path)},line={problem.line},col={problem.column}"
    text = f"{problem.message}\n{problem.hint}" if problem.hint else problem.message
    return f"::{kind} {where},title={_property(problem.code)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_text(problems: Iterable[Problem], texts: Mapping[str, bytes]) -> Group:
    """Each problem with the line it is on, a caret below its spot, and what to do."""
    return Group(*(_shown(each, texts) for each in problems))


def as_plain(problem: Problem, texts: Mapping[str, bytes]) -> str:
    """A problem in the words of a terminal, without its colours."""
    return _shown(problem, texts).plain


def _shown(problem: Problem, texts: Mapping[str, bytes]) -> Text:
    style = "bold red" if problem.fatal else "bold yellow"
    shown = Text()
    shown.append(f"{'error' if problem.fatal else 'advice'}[{problem.code}]", style=style)
    shown.append(f": {visible(problem.message)}\n", style="bold")
    gutter = " " * len(str(problem.line))
    shown.append(f"{gutter}--> ", style="blue")
    shown.append(f"{visible(problem.path)}:{problem.line}:{problem.column}\n")
    line = _line(problem, texts)
    if line:
        start = max(0, problem.column - CONTEXT // 2) if len(line) > CONTEXT else 0
        part = visible(line[start : start + CONTEXT])
        shown.append(f"{gutter} |\n{problem.line} | ", style="blue")
        shown.append(f"{part}\n")
        shown.append(f"{gutter} | ", style="blue")
        shown.append(f"{' ' * (problem.column - 1 - start)}^\n", style=style)
    if problem.hint:
        shown.append(f"{gutter} = ", style="blue")
        shown.append(f"{visible(problem.hint)}\n", style="green")
    return shown


def _line(problem: Problem, texts: Mapping[str, bytes]) -> str:
    """The line that a problem is on, where the file is text."""
    text = decoded(problem.path, texts.get(problem.path, b""))
    lines = text.split("\n") if isinstance(text, str) else []
    return lines[problem.line - 1] if problem.line <= len(lines) else ""


def visible(text: str) -> str:
    """The text with characters that steer a terminal shown as signs; a tab takes one column."""
    return "".join(each if each.isprintable() else " " if each == "\t" else "\ufffd" for each in text)


def notes(site: Site) -> tuple[str, ...]:
    """What is said of a handbook besides its problems, a line each."""
    return (*_draft_notes(site), *_photo_notes(site))


def _draft_notes(site: Site) -> Iterator[str]:
    drafts = sorted(site.drafts)
    if drafts:
        many = "1 draft is" if len(drafts) == 1 else f"{len(drafts):,} drafts are"
        yield f"{many} not published: {_some(drafts)}. `mentorsite serve` shows drafts."


def _photo_notes(site: Site) -> Iterator[str]:
    """Photos that tell more than they show."""
    told: dict[Told, str] = {"place": "where it was taken", "name": "a name"}
    said = []
    for kind, what in told.items():
        if sources := [source for source, picture in site.pictures.items() if kind in picture.tells]:
            said.append(f"{what} ({_some(sources)})")
    if said:
        yield (
            f"Photos that tell {' and '.join(said)}: the published copies don't. Your own files still do, "
            "for all who can see them where you keep them."
        )


def _some(sources: Sequence[str]) -> str:
    """The first of many names."""
    shown = ", ".join(visible(each) for each in sources[:SOME])
    return f"{shown} and {len(sources) - SOME:,} more" if len(sources) > SOME else shown


class Graded(Protocol):
    """Something that is an error or advice."""

    @property
    def fatal(self) -> bool:
        """Whether it is an error."""


def counted(problems: Iterable[Graded]) -> str:
    """How many of each kind: `2 errors, 1 piece of advice`."""
    grades = [each.fatal for each in problems]
    errors, advice = grades.count(True), grades.count(False)
    parts = [_plural(errors, "error", "errors"), _plural(advice, "piece of advice", "pieces of advice")]
    return ", ".join(part for part in parts if part) or "no problems"


def ideas_text(programs: tuple[IdeasOf, ...], words: Mapping[str, str]) -> Group:
    """What carries each of the ten ideas: a table for each of a few programs, a line for each of many."""
    if len(programs) > FEW:
        return Group(*(_ideas_line(each, words) for each in programs))
    return Group(*(_ideas_table(each, words) for each in programs))


def _ideas_line(program: IdeasOf, words: Mapping[str, str]) -> Text:
    gaps = (f"{idea.number} ({', '.join(_way(way, words) for way in idea.missing)})" for idea in program.missing)
    said = "; ".join(gaps)
    text = f"{words['ideas_missing']}: {said}" if said else words["ideas_all_there"]
    return Text(f"{words['ideas_title']}, {visible(program.entry.program.name)}: {text}")


def _way(way: str, words: Mapping[str, str]) -> str:
    return words[f"ideas_{way}"].lower()


def _ideas_table(program: IdeasOf, words: Mapping[str, str]) -> Table:
    title = f"{words['ideas_title']}: {visible(program.entry.program.name)}"
    table = Table(
        title=title, title_justify="left", title_style="bold", box=HORIZONTALS, show_edge=False, pad_edge=False
    )
    table.add_column("", justify="right")
    table.add_column(words["ideas_idea"], ratio=20)
    for way in WAYS:
        table.add_column(words[f"ideas_{way}"], ratio=19)
    for idea in program.ideas:
        table.add_row(*_cells(idea, words), end_section=True)
    return table


def _cells(idea: Idea, words: Mapping[str, str]) -> Iterator[Text]:
    yield Text(str(idea.number))
    yield Text(words[f"idea_{idea.number}"])
    for way in WAYS:
        carriers = idea.carriers[way]
        yield _names(carriers, words) if carriers else Text(words["ideas_missing"].upper(), style="bold yellow")


def _names(carriers: tuple[Carrier, ...], words: Mapping[str, str]) -> Text:
    return Text(", ".join(visible(name_of(each, words)) for each in carriers))


def _plural(number: int, one: str, many: str) -> str:
    return "" if number == 0 else f"{number:,} {one if number == 1 else many}"


Formatter = Callable[[Iterable[Problem]], str]
FORMATS: Mapping[str, Formatter] = {"json": as_json, "github": as_github}
