"""Says at the end of a run which files of tests need most processor time: `./scripts/test --seconds 20`.

A busy machine changes how long a test takes, and hardly how much of a processor it needs. What it starts counts once
that has ended: a command does, and a browser, which all tests of a process share, does not.
"""

import os
from collections import Counter
from collections.abc import Generator, Iterable

import pytest

SPENT = "seconds of a processor"


def spent() -> float:
    """The processor time of this process and of all that it started and that has ended."""
    now = os.times()
    return now.user + now.system + now.children_user + now.children_system


def by_file(reports: Iterable[pytest.TestReport]) -> Counter[str]:
    """The seconds of each file of tests."""
    found = Counter[str]()
    for report in reports:
        for name, seconds in report.user_properties:
            if name == SPENT and isinstance(seconds, float):
                found[report.nodeid.partition("::")[0]] += seconds  # type: ignore[assignment]
    return found


class Seconds:
    """A plugin that notes what each step of a test needed, in the process that runs it, and shows the sums."""

    def __init__(self, shown: int) -> None:
        self.shown = shown
        self.before = spent()

    def pytest_runtest_setup(self) -> None:
        """What was done since the last test is of none."""
        self.before = spent()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(self) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        report = yield
        now = spent()
        report.user_properties.append((SPENT, now - self.before))
        self.before = now
        return report

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        reports = (each for found in terminalreporter.stats.values() for each in found)
        files = by_file(each for each in reports if isinstance(each, pytest.TestReport))
        terminalreporter.section(f"{SPENT}, {files.total():.0f} in all")
        for name, seconds in files.most_common(self.shown):
            terminalreporter.write_line(f"{seconds:7.1f} {name}")
