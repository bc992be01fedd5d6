"""What a build knows of the one before it: calendars tell what is new since then."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

EPOCH = date(2020, 1, 1)


@dataclass(frozen=True, slots=True)
class Revision:
    """The day of a build, and the calendars of the last one by path: what is new since then is told apart."""

    day: date
    previous: Callable[[str], bytes | None]

    @property
    def sequence(self) -> int:
        """The number of what is new on this day: it grows by itself where no earlier build is known."""
        return max((self.day - EPOCH).days, 0)


FIRST = Revision(EPOCH, lambda _: None)
"""The revision of a calendar that nothing came before."""
