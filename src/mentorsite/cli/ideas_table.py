"""What carries each idea of mentoring, as a table for a terminal."""

from collections.abc import Iterator, Mapping

from rich.box import HORIZONTALS
from rich.console import Group
from rich.table import Table
from rich.text import Text

from mentorsite.errors import visible
from mentorsite.structure.coverage import WAYS, Carrier, Idea, IdeasOf, name_of

MOST_TABLES = 2
"""As many programs have a table each; of more, only what is missing is listed."""
WIDEST = 100
"""How wide a table is at most, in characters."""


def ideas_text(programs: tuple[IdeasOf, ...], words: Mapping[str, str]) -> Group:
    """What carries each of the ten ideas: a table for each of a few programs, a line for each of many."""
    if len(programs) > MOST_TABLES:
        return Group(*(_ideas_line(each, words) for each in programs))
    return Group(*(_ideas_table(each, words) for each in programs))


def _ideas_line(program: IdeasOf, words: Mapping[str, str]) -> Text:
    gaps = []
    for idea in program.missing:
        ways = ", ".join(_way(way, words) for way in idea.missing)
        gaps.append(f"{idea.number} ({ways})")
    said = "; ".join(gaps)
    if said:
        text = words["labelled"].format(words["ideas_missing"], said)
    else:
        text = words["ideas_all_there"]
    about = words["input_row"].format(words["ideas_title"], visible(program.entry.program.name))
    return Text(words["labelled"].format(about, text))


def _way(way: str, words: Mapping[str, str]) -> str:
    return words[f"ideas_{way}"].lower()


def _ideas_table(program: IdeasOf, words: Mapping[str, str]) -> Table:
    title = words["labelled"].format(words["ideas_title"], visible(program.entry.program.name))
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
        if carriers:
            yield _names(carriers, words)
        else:
            yield Text(words["ideas_missing"], style="dim")


def _names(carriers: tuple[Carrier, ...], words: Mapping[str, str]) -> Text:
    return Text(", ".join(visible(name_of(each, words)) for each in carriers))
