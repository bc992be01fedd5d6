"""Times that a build is compared with: a bare start, and reading the files."""

import sys
from pathlib import Path
from statistics import median

from benchmarks.generators import MENTORSITE
from benchmarks.install import HERE
from benchmarks.measure import FailedError, Measurement, TooLong, measure
from benchmarks.sites import our_environment


def help_time(folder: Path, runs: int, limit: float) -> float:
    """The median of what `mentorsite --help` takes, in seconds."""
    command, log = (*MENTORSITE, "--help"), folder / "help.log"
    made = [measure(command, folder, log=log, limit=limit, environment=our_environment(folder)) for _ in range(runs)]
    return median(each.wall for each in made if isinstance(each, Measurement))


def reading_time(project: Path, runs: int, limit: float) -> float:
    """The median of what reading every source file takes, in seconds, without the start of Python."""
    return median(_printed("read_all.py", project, limit)[-1] for _ in range(runs))


def _printed(script: str, project: Path, limit: float) -> list[float]:
    """The numbers that a script of ours prints about a project."""
    log, command = project.with_suffix(".log"), (sys.executable, str(HERE / script), str(project))
    outcome = measure(command, project, log=log, limit=limit, environment=our_environment(project))
    if isinstance(outcome, TooLong):
        raise FailedError(f"{script} took longer than {limit:.0f} s")
    return [float(number) for number in log.read_text(encoding="utf-8").split()]
