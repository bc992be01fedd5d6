"""The tests say which of their files need most processor time."""

from types import SimpleNamespace
from typing import Any

from tests.seconds import SPENT, Seconds, by_file


def report(nodeid: str, *properties: tuple[str, object]) -> Any:
    return SimpleNamespace(nodeid=nodeid, user_properties=list(properties))


def test_each_step_of_a_test_counts_for_its_file() -> None:
    steps = [report("a.py::x", (SPENT, 1.0)), report("a.py::y[1::2]", (SPENT, 2.0)), report("b.py::x", ("other", 5.0))]
    assert by_file(steps) == {"a.py": 3.0}


def test_what_a_step_needed_stands_in_its_report() -> None:
    step = Seconds(1).pytest_runtest_makereport()
    next(step)
    sum(range(10**6))
    try:
        step.send(report("a.py::x"))
    except StopIteration as ended:
        ((name, seconds),) = ended.value.user_properties
    assert (name, 0 < seconds < 60) == (SPENT, True)
