"""How many parts a browser draws of an SVG, where `<use>` and its kin draw the same part again and again."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mentorsite.loader.svg.allowlist import GRADIENTS, PAINTS
from mentorsite.loader.svg.style import Use

MOST_DRAWN = 300_000
"""How many parts a drawing may have, those that are drawn again counted each time."""
MOST_USES = 100
"""How many others one element may name by itself, by its rules and by what it stands in."""


@dataclass(slots=True)
class SvgElement:
    """An element: where it stands, what it names, and how many parts it is by itself."""

    name: str
    parent: int
    namespace: str = ""
    id: str = ""
    classes: tuple[str, ...] = ()
    uses: list[Use] = field(default_factory=list)
    points: int = 1
    """At most as many points as it has, each of which may have a marker."""
    weight: int = 1


def fault(parts: Sequence[SvgElement], rules: Iterable[tuple[str, Use]]) -> str:
    """Why a drawing can't be drawn in reasonable time; nothing where it can."""
    by_name: defaultdict[str, set[Use]] = defaultdict(set)
    for name, use in rules:
        by_name[name].add(use)
    uses = _uses(parts, by_name)
    if uses is None:
        return f"an element of it names more than {MOST_USES} others"
    return _fault_of(_edges(parts, uses), [part.weight for part in parts])


def _uses(parts: Sequence[SvgElement], by_name: Mapping[str, set[Use]]) -> list[set[Use]] | None:
    """What each element names, by itself, by a rule, or because what it stands in does; None where that is too much."""
    found: list[set[Use]] = []
    # In the order of the file, so what an element stands in comes before it.
    for part in parts:
        uses = set(part.uses)
        if part.name not in GRADIENTS:  # which have no fill, no stroke and no markers themselves
            for name in (part.name, "*", f"#{part.id}", *(f".{each}" for each in part.classes)):
                uses |= by_name.get(name, set())
            if found:
                for use in found[part.parent]:
                    if use[0] in PAINTS:
                        uses.add(use)
        if len(uses) > MOST_USES:
            return None
        found.append(uses)
    return found


def _edges(parts: Sequence[SvgElement], uses: Sequence[set[Use]]) -> list[list[tuple[int, int]]]:
    """What each element draws, and how often: what stands in it, and what it names."""
    # Of several elements with one id, browsers take the first: backwards, it is set last.
    ids = {part.id: number for number, part in reversed(tuple(enumerate(parts))) if part.id}
    edges: list[list[tuple[int, int]]] = [[] for _ in parts]
    for number, part in enumerate(parts):
        if number:
            edges[part.parent].append((number, 1))
        for name, id in sorted(uses[number]):
            if id not in ids:
                continue
            if name.startswith("marker"):  # drawn at each point of a line
                times = part.points
            else:
                times = 1
            edges[number].append((ids[id], times))
    return edges


def _fault_of(edges: Sequence[Sequence[tuple[int, int]]], weights: list[int]) -> str:
    """Adds up what is drawn, from the leaves to the first element; `weights` become the sums."""
    # Without recursion, since parts may name each other in a chain as long as the file.
    done, open_ = set[int](), {0}
    stack: list[tuple[int, Iterator[tuple[int, int]]]] = [(0, iter(edges[0]))]
    while stack:
        here, rest = stack[-1]
        step = next((each for each in rest if each[0] not in done), None)
        if step is None:
            weights[here] += sum(weights[other] * times for other, times in edges[here])
            if weights[here] > MOST_DRAWN:
                return f"it draws the same parts again and again, more than {MOST_DRAWN:,} in all"
            stack.pop()
            open_.remove(here)
            done.add(here)
        elif step[0] in open_:
            return "a part of it is drawn inside itself"
        else:
            open_.add(step[0])
            stack.append((step[0], iter(edges[step[0]])))
    return ""
