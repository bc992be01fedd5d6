"""What readers see as titles: what two things are both called is told."""

import pytest

from tests.conftest import PROGRAM, prepared

COHORTS = "cohorts:\n  east: {label: New York}\n  west: {label: New York}\n  north: {label: North}\n"


@pytest.mark.parametrize(
    ("program", "line", "named"),
    [
        (PROGRAM + COHORTS, 8, "cohorts `east` and `west`"),
        (PROGRAM.replace("{kind: mentor}", "{kind: mentor, label: Mentee}"), 5, "roles `mentor` and `mentee`"),
    ],
)
def test_two_parts_of_a_program_that_are_called_the_same_are_advised_on(program: str, line: int, named: str) -> None:
    (found,) = prepared({"content/index.md": "# Home\n", "content/programs/p.yml": program}).problems
    assert (found.code, found.line, found.fatal) == ("same-label", line, False)
    assert named in found.message
