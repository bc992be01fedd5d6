"""Runs one command and tells how long it took, on what processor time and memory."""

import ctypes
import os
import resource
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

ADOPT = 36
"""Linux's PR_SET_CHILD_SUBREAPER: what a command leaves running becomes a child of ours."""
BYTES = 1 if sys.platform == "darwin" else 1024
"""The unit of `ru_maxrss`."""
SHOWN = 2000
"""As much of a failed command's own words is shown, from the end, in characters."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """Seconds on the clock; seconds of processor time, user and system, of all processes; bytes at the peak of the
    largest process."""

    wall: float
    cpu: float
    memory: int


@dataclass(frozen=True, slots=True)
class TooLong:
    """The command was ended after `limit` seconds."""

    limit: float


Outcome = Measurement | TooLong


class FailedError(Exception):
    """A command that didn't do what it should."""


def measure(
    command: Sequence[str], folder: Path, *, log: Path, limit: float, environment: Mapping[str, str]
) -> Outcome:
    """Runs a command in a folder; all that it says goes to `log`. Raises `FailedError` unless it succeeds."""
    adopt_orphans()
    with log.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said,
            start_new_session=True,
        )  # fmt: skip
        timer = threading.Timer(limit, _end, [process.pid])
        timer.start()
        try:
            _, status, usage = os.wait4(process.pid, 0)
            wall = time.perf_counter() - start
        finally:
            timer.cancel()
            _end(process.pid)
        process.returncode = os.waitstatus_to_exitcode(status)
    usages = [usage, *_orphans(process.pid)]
    if wall >= limit:
        return TooLong(limit)
    if process.returncode:
        raise FailedError(f"{' '.join(command)} ended with {process.returncode}: {_last_words(log)}")
    cpu = sum(each.ru_utime + each.ru_stime for each in usages)
    return Measurement(wall, cpu, max(each.ru_maxrss for each in usages) * BYTES)


def adopt_orphans() -> None:
    """Makes the processor time of processes count whose parent doesn't wait for them; on Linux only."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(ADOPT, 1)


def _orphans(group: int) -> list[resource.struct_rusage]:
    """What the processes took that the command left behind; they were ended before."""
    usages = []
    with suppress(ChildProcessError):
        while True:
            usages.append(os.wait4(-group, 0)[2])
    return usages


def _end(group: int) -> None:
    with suppress(ProcessLookupError):
        os.killpg(group, signal.SIGKILL)


def _last_words(log: Path) -> str:
    return log.read_text(encoding="utf-8", errors="replace").strip()[-SHOWN:]
