"""The path that a section's pages make where they carry ideas: a step for each idea, in reading order."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorsite.model.site import Site
from mentorsite.model.urls import parent
from mentorsite.structure.navigation import Node, Outline

FEWEST = 3
"""As many steps make a path."""


@dataclass(frozen=True, slots=True)
class StepPath:
    """The first page of each step, and the number of the step of each page, by address."""

    steps: tuple[Node, ...]
    numbers: Mapping[str, int]


def paths(site: Site, outline: Outline) -> Mapping[str, StepPath]:
    """The paths of a handbook by their sections."""
    ideas = {page.address: page.front.idea for page in site.pages if page.front.idea and page.address}
    sections = set(map(parent, ideas))
    found = {above: _path(outline.below(above), ideas) for above in sections}
    return {above: path for above, path in found.items() if len(path.steps) >= FEWEST}


def _path(section: tuple[Node, ...], ideas: Mapping[str, int]) -> StepPath:
    pages = [node for node in section if node.address in ideas]
    order = list(dict.fromkeys(ideas[node.address] for node in pages))
    numbers = {node.address: order.index(ideas[node.address]) + 1 for node in pages}
    first = {numbers[node.address]: node for node in reversed(pages)}  # the first page of a step is set last
    return StepPath(tuple(first[number] for number in sorted(first)), numbers)
