"""What a YAML text holds, and where each value and each key of it stands."""

from dataclasses import dataclass, field
from typing import Any

import yaml

from mentorsite.errors import Place, Problem
from mentorsite.model.placed_text import Scalar

Loc = tuple[str | int, ...]
Value = Scalar | list[Any] | dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class YamlLines:
    """The lines of a text, the first of which is the line `first` of its file."""

    path: str
    first: int
    lines: list[str]

    def place(self, mark: yaml.Mark) -> Place:
        """The spot of a mark."""
        if mark.line >= len(self.lines):  # behind a last line that is not ended
            return self.at(len(self.lines) - 1, len(self.lines[-1]))
        return self.at(mark.line, mark.column)

    def at(self, row: int, column: int) -> Place:
        """The spot of a row and a column, both counted from 0."""
        return Place(self.path, self.first + row, column + 1)


@dataclass(frozen=True, slots=True)
class YamlText:
    """What a text holds. `places` has the spot of each value by its keys, `keys` of each key."""

    value: Value
    path: str
    places: dict[Loc, Place] = field(default_factory=dict)
    keys: dict[Loc, Place] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def known(self, loc: Loc) -> Loc:
        """The keys of `loc` that lead to a value; steps that are no keys are passed over."""
        # pydantic puts steps of its own among them, such as `[key]` or the tag of a union.
        known: Loc = ()
        for step in loc:
            if (*known, step) in self.places:
                known = (*known, step)
        return known

    def place(self, loc: Loc) -> Place:
        """The spot of the deepest value along `loc`."""
        return self.places[self.known(loc)]

    def key(self, loc: Loc) -> Place:
        """The spot of the deepest key along `loc`."""
        known = self.known(loc)
        return self.keys.get(known, self.places[known])
