"""How long each stage of a build takes."""

import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TypeVar

T = TypeVar("T")
STAGES = READ, UNDERSTAND, PREPARE, PHOTOS, DOWNLOADS, RENDER, SEARCH, PUBLISH = (
    "read the files", "understand what changed", "check and plan", "make photos smaller",
    "draw PDF and Word files", "render pages", "index for searching", "put files in place",
)  # fmt: skip


class Stages:
    """Seconds by stage. Within another stage, one takes its time from that."""

    def __init__(self) -> None:
        self.seconds: defaultdict[str, float] = defaultdict(float)
        self._open: list[str] = []
        self._since = time.perf_counter()

    @contextmanager
    def during(self, stage: str) -> Iterator[None]:
        """Counts what is done within as a stage."""
        self._turn()
        self._open.append(stage)
        try:
            yield
        finally:
            self._turn()
            self._open.pop()

    def each(self, stage: str, values: Iterator[T]) -> Iterator[T]:
        """The values, their making counted as a stage."""
        while True:
            with self.during(stage):
                try:
                    value = next(values)
                except StopIteration:
                    return
            yield value

    def report(self) -> list[str]:
        """The stages in lines of text: seconds, share, name."""
        whole = sum(self.seconds.values()) or 1
        return [
            f"{self.seconds[stage]:8.2f} s {self.seconds[stage] / whole:5.0%}  {stage}"
            for stage in STAGES
            if stage in self.seconds
        ]

    def _turn(self) -> None:
        now = time.perf_counter()
        if self._open:
            self.seconds[self._open[-1]] += now - self._since
        self._since = now
