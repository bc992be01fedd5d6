"""The known name that is nearest to a wrong one, found among many without comparing with each."""

from bisect import bisect_left
from collections.abc import Iterable

from mentorsite.errors import nearest
from mentorsite.model.look_alikes import in_plain_letters, look_alike_hint

WINDOW = 8
"""How many names are compared to each side of where the wrong one would stand."""


class Nearest:
    """Names in order, from their starts and from their ends: most mistakes leave one of them whole."""

    def __init__(self, names: Iterable[str]) -> None:
        self.forwards = sorted(set(names))
        self.backwards = sorted(name[::-1] for name in self.forwards)

    def hint(self, name: str) -> str:
        """A hint that names the nearest, or nothing when none is near."""
        near = self.near(name)
        if near and near == in_plain_letters(name) != name:
            return look_alike_hint(name)
        if near:
            return f"did you mean `{near}`?"
        return ""

    def near(self, name: str, cutoff: float = 0.6) -> str:
        """The nearest, or nothing when none is near."""
        alike = _around(self.forwards, name)
        alike += [each[::-1] for each in _around(self.backwards, name[::-1])]
        return nearest(name, alike, cutoff)


def _around(names: list[str], name: str) -> list[str]:
    at = bisect_left(names, name)
    return names[max(at - WINDOW, 0) : at + WINDOW]
