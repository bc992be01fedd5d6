"""The path that a section's pages make where they carry ideas: a step for each idea, in reading order."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mentorsite.model.urls import parent
from mentorsite.render.views import PathView, StepView
from mentorsite.structure.navigation import Node, Outline

FEWEST = 3
"""As many steps make a path."""


@dataclass(frozen=True, slots=True)
class StepPath:
    """The first page of each step, and the number of the step of each page, by address."""

    steps: tuple[Node, ...]
    numbers: Mapping[str, int]


def paths(outline: Outline, ideas: Mapping[str, int]) -> Mapping[str, StepPath]:
    """The paths of a handbook by their sections; `ideas` are those of pages by address."""
    sections = set(map(parent, ideas))
    found = {above: _path(outline.below(above), ideas) for above in sections}
    return {above: path for above, path in found.items() if len(path.steps) >= FEWEST}


def _path(section: tuple[Node, ...], ideas: Mapping[str, int]) -> StepPath:
    pages = [node for node in section if node.address in ideas]
    order = list(dict.fromkeys(ideas[node.address] for node in pages))
    numbers = {node.address: order.index(ideas[node.address]) + 1 for node in pages}
    first = {numbers[node.address]: node for node in reversed(pages)}
    return StepPath(tuple(first[number] for number in sorted(first)), numbers)


def path_view(path: StepPath, address: str, url: Callable[[str], str]) -> PathView:
    """A path as one of its pages shows it."""
    here = path.numbers[address]
    steps = (
        StepView(number, node.title, url(node.address), number == here) for number, node in enumerate(path.steps, 1)
    )
    return PathView(here, tuple(steps))
