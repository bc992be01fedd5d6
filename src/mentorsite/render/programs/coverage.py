"""The ten ideas: what carries each, a program at a time."""

from dataclasses import dataclass

from mentorsite.model.urls import relative
from mentorsite.render.context import RenderContext
from mentorsite.render.views import LinkView
from mentorsite.structure.coverage import WAYS, Carrier, Idea, IdeasOf, ideas, name_of
from mentorsite.theme.values import Words


@dataclass(frozen=True, slots=True)
class CellView:
    """What carries an idea in one way; without links, nothing does."""

    column: str
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class IdeaView:
    """An idea with all that carries it."""

    number: int
    name: str
    cells: tuple[CellView, ...]


@dataclass(frozen=True, slots=True)
class GapView:
    """An idea that something is missing of, and what could be written."""

    number: int
    name: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProgramIdeas:
    """The ten ideas in a program."""

    id: str
    name: str
    url: str
    columns: tuple[str, ...]
    rows: tuple[IdeaView, ...]
    gaps: tuple[GapView, ...]


def ideas_view(setting: RenderContext, words: Words) -> tuple[ProgramIdeas, ...]:
    """What the page of the ten ideas shows."""
    return tuple(_program(each, setting, words) for each in ideas(setting.site))


def _program(found: IdeasOf, setting: RenderContext, words: Words) -> ProgramIdeas:
    entry = found.entry
    return ProgramIdeas(
        id=f"program-{entry.id}",
        name=entry.program.name,
        url=relative(setting.address, entry.address),
        columns=(words["ideas_idea"], *(words[f"ideas_{way}"] for way in WAYS)),
        rows=tuple(_row(idea, setting, words) for idea in found.ideas),
        gaps=tuple(_gap(idea, words) for idea in found.missing),
    )


def _row(idea: Idea, setting: RenderContext, words: Words) -> IdeaView:
    cells = []
    for way in WAYS:
        links = tuple(_link(each, setting, words) for each in idea.carriers[way])
        cells.append(CellView(words[f"ideas_{way}"], links))
    return IdeaView(idea.number, words[f"idea_{idea.number}"], tuple(cells))


def _link(carrier: Carrier, setting: RenderContext, words: Words) -> LinkView:
    url = relative(setting.address, carrier.address)
    return LinkView(name_of(carrier, words), f"{url}#{carrier.fragment}" if carrier.fragment else url)


def _gap(idea: Idea, words: Words) -> GapView:
    rule = words[f"ideas_rule_{idea.number}"]
    sentences = (words[f"ideas_write_{way}"].format(idea.number, rule) for way in idea.missing)
    return GapView(idea.number, words[f"idea_{idea.number}"], tuple(sentences))
