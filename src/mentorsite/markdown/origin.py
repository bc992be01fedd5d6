"""Where a text stands in its file."""

from bisect import bisect_right
from dataclasses import dataclass

from mentorsite.errors import Place


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text stands in its file: its first character, and how far its other lines are indented.

    `joints` are for a text whose lines are not the file's: each line and column of it, both from 0,
    where the file does not just go on, and the place of that spot.
    """

    place: Place
    indent: int = 0
    joints: tuple[tuple[tuple[int, int], Place], ...] = ()

    def at(self, line: int, column: int) -> Place:
        """The place of a line and column of the text, both from 0."""
        if self.joints:
            nearest = max(bisect_right(self.joints, (line, column), key=lambda joint: joint[0]) - 1, 0)
            (joint_line, joint_column), place = self.joints[nearest]
            if line != joint_line:
                return place
            return Place(place.path, place.line, place.column + column - joint_column)
        if line == 0:
            start = self.place.column - 1
        else:
            start = self.indent
        return Place(self.place.path, self.place.line + line, start + column + 1)
