"""Builds several sites by turns: each from nothing, then with nothing changed, then after an edit."""

import os
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from benchmarks.measure import FailedError, Measurement, Outcome, TooLong, measure


class Stage(StrEnum):
    """When a build happens."""

    COLD = "cold"
    SAME = "nothing changed"
    EDIT = "after an edit"


class Subject(Protocol):
    """What can be built by turns."""

    @property
    def title(self) -> str: ...
    @property
    def folder(self) -> Path: ...
    @property
    def output(self) -> Path: ...
    @property
    def command(self) -> tuple[str, ...]: ...
    @property
    def environment(self) -> Mapping[str, str]: ...
    def forget(self) -> None: ...
    def edit(self, run: int) -> str: ...
    def faults(self, sentence: str | None) -> tuple[str, ...]: ...


@dataclass(frozen=True, slots=True)
class Plan:
    """How often to build, and how long at most: one build, and all builds of one site together, in seconds."""

    runs: int
    limit: float
    budget: float


@dataclass(slots=True)
class Row:
    """What was measured of one site; it grows while the rounds go on. `size` is that of its output, in bytes."""

    title: str
    outcomes: defaultdict[Stage, list[Outcome]] = field(default_factory=lambda: defaultdict(list))
    size: int | None = None
    failure: str | None = None

    @property
    def spent(self) -> float:
        """Seconds that its builds took together."""
        return sum(
            each.wall if isinstance(each, Measurement) else each.limit
            for outcomes in self.outcomes.values()
            for each in outcomes
        )

    @property
    def too_long(self) -> bool:
        return any(isinstance(each, TooLong) for outcomes in self.outcomes.values() for each in outcomes)


def rounds(subjects: Mapping[str, Subject], plan: Plan, say: Callable[[str], None]) -> Mapping[str, Row]:
    """A row for each subject. One that fails, takes too long or has used up its time is not built again."""
    rows = {name: Row(subject.title) for name, subject in subjects.items()}
    for run in range(1, plan.runs + 1):
        for name, subject in subjects.items():
            row = rows[name]
            if row.failure or row.too_long or row.spent > plan.budget:
                continue
            try:
                for stage, outcome in _round(subject, run, plan.limit):
                    row.outcomes[stage].append(outcome)
                    say(f"run {run} of {plan.runs}, {subject.title}, {stage}: {told(outcome)}")
            except FailedError as error:
                row.failure = str(error)
                say(f"FAILED: {subject.title}: {error}")
            row.size = row.size or sum(path.stat().st_size for path in subject.output.rglob("*") if path.is_file())
    return rows


def told(outcome: Outcome) -> str:
    """An outcome in a few words."""
    if isinstance(outcome, TooLong):
        return f"> {outcome.limit:.0f} s"
    return f"{outcome.wall:.2f} s, {outcome.cpu:.2f} s of processor time, {outcome.memory / 1e6:.0f} MB"


def _round(subject: Subject, run: int, limit: float) -> Iterator[tuple[Stage, Outcome]]:
    """One round. It ends with a build that takes too long, since the next would not start from a whole one."""
    subject.forget()
    sentence = None
    for stage in Stage:
        if stage is Stage.EDIT:
            sentence = subject.edit(run)
        outcome = _built(subject, sentence, limit)
        yield stage, outcome
        if isinstance(outcome, TooLong):
            return


def _built(subject: Subject, sentence: str | None, limit: float) -> Outcome:
    os.sync()  # what the last build wrote is not written to the disk during this one
    log = subject.folder.with_suffix(".log")
    outcome = measure(subject.command, subject.folder, log=log, limit=limit, environment=subject.environment)
    faults = subject.faults(sentence) if isinstance(outcome, Measurement) else ()
    if faults:
        raise FailedError("; ".join(faults))
    return outcome
