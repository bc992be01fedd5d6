"""What was changed at the desk, in the order in which it was, to undo it and do it again. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

MOST = 200
"""How many steps are kept."""
Texts = Mapping[str, str | None]
"""What files hold, by their paths; none where a file isn't there."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change: what it was, and what the files that it touched held before and after. `about` is what it changed:
    changes of the same value one after the other are one step."""

    words: str
    before: Texts
    after: Texts
    about: object = None


class History:
    """Steps that can be undone, and those that were."""

    def __init__(self) -> None:
        self.done: list[Step] = []
        self.undone: list[Step] = []

    def add(self, step: Step) -> None:
        """A new step; what was undone before can't be done again."""
        self.undone.clear()
        last = self.done[-1] if self.done else None
        if last and step.about is not None and last.about == step.about:
            step = Step(step.words, last.before, step.after, step.about)
            self.done.pop()
        self.done.append(step)
        del self.done[:-MOST]

    def take_back(self) -> Step | None:
        """The last step as it is undone; nothing where there is none."""
        if not self.done:
            return None
        step = self.done.pop()
        self.undone.append(step)
        return Step(step.words, step.after, step.before)

    def do_again(self) -> Step | None:
        """The step that was undone last, as it is done again."""
        if not self.undone:
            return None
        step = self.undone.pop()
        self.done.append(step)
        return Step(step.words, step.before, step.after)

    def refuse(self, step: Step) -> None:
        """Puts a step back where it was, since a file has changed meanwhile."""
        if self.undone and self.undone[-1].before == step.after:
            self.done.append(self.undone.pop())
        elif self.done:
            self.undone.append(self.done.pop())
