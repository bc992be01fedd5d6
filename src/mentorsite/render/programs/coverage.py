"""The ten ideas: what carries each, a program at a time."""

from dataclasses import dataclass

from mentorsite.model.urls import relative
from mentorsite.render.context import RenderContext
from mentorsite.render.views import LinkView
from mentorsite.structure.coverage import WAYS, Carrier, Idea, IdeasOf, ideas, name_of


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


def ideas_view(context: RenderContext) -> tuple[ProgramIdeas, ...]:
    """What the page of the ten ideas shows."""
    return tuple(_program(each, context) for each in ideas(context.site))


def _program(found: IdeasOf, context: RenderContext) -> ProgramIdeas:
    entry = found.entry
    return ProgramIdeas(
        id=f"program-{entry.id}",
        name=entry.program.name,
        url=relative(context.address, entry.address),
        columns=(context.words["ideas_idea"], *(context.words[f"ideas_{way}"] for way in WAYS)),
        rows=tuple(_row(idea, context) for idea in found.ideas),
        gaps=tuple(_gap(idea, context) for idea in found.missing),
    )


def _row(idea: Idea, context: RenderContext) -> IdeaView:
    cells = []
    for way in WAYS:
        links = tuple(_link(each, context) for each in idea.carriers[way])
        cells.append(CellView(context.words[f"ideas_{way}"], links))
    return IdeaView(idea.number, context.words[f"idea_{idea.number}"], tuple(cells))


def _link(carrier: Carrier, context: RenderContext) -> LinkView:
    url = relative(context.address, carrier.address)
    if carrier.fragment:
        url = f"{url}#{carrier.fragment}"
    return LinkView(name_of(carrier, context.words), url)


def _gap(idea: Idea, context: RenderContext) -> GapView:
    words = context.words
    sentences = []
    for way in idea.missing:
        key = f"ideas_write_{way}"
        if way == "program":  # each idea has keys of its own there
            key = f"ideas_write_program_{idea.number}"
        sentences.append(words[key].format(str(idea.number)))
    return GapView(idea.number, words[f"idea_{idea.number}"], tuple(sentences))
