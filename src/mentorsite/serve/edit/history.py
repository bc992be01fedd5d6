"""What was changed at the desk, in the order in which it was, to undo it and do it again. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from mentorsite.loader.yaml_text import Loc

MOST = 200
"""How many steps are kept."""
Texts = Mapping[str, str | None]
"""What files hold, by their paths; none where a file isn't there."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change: what it was, and what the files that it touched held before and after. `about` is the file
    and the value that it changed, where it is one: changes of the same value one after the other are one step.
    """

    words: str
    before: Texts
    after: Texts
    about: tuple[str, Loc] | None = None

    def back(self) -> "Step":
        """The change that takes this one back."""
        return Step(self.words, self.after, self.before)


class History:
    """Steps that can be undone, the last of `done` first, and those that were, the last of `undone` first."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def add(self, step: Step) -> None:
        """A new step; what was undone before can't be done again."""
        self.undone.clear()
        last = self.done[-1] if self.done else None
        if last and step.about is not None and last.about == step.about:  # what is typed comes in pieces
            step = Step(step.words, last.before, step.after, step.about)
            self.done.pop()
        if step.before != step.after:  # together they may have come back to where they began
            self.done.append(step)
        del self.done[:-MOST]

    def undid(self) -> None:
        """The last step was undone."""
        self.undone.append(self.done.pop())

    def redid(self) -> None:
        """The step that was undone last was done again."""
        self.done.append(self.undone.pop())
