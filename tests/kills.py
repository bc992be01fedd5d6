"""Packs that are killed at moments drawn by chance, and run again: what is there is what one run makes.

`./scripts/fuzz kills` does so twenty times, with the whole command and its processes; a number may follow.
"""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from mentorsite.cli import main
from mentorsite.pack.folder import FOR_CODES, NOTES
from tests.pack.test_run import FILES, SHEET, tree

SEED = 7
TOUCHES = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir"}
"""What changes a folder, as Python tells of it."""
PAIRS = 150
"""As many are packed when the whole command is killed."""


def write_handbook(folder: Path, sheet: str = SHEET) -> None:
    """A handbook with a program, and its spreadsheet of pairs."""
    for name, text in {**FILES, "pairs.csv": sheet}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def words(handbook: Path, target: Path, *more: str) -> list[str]:
    """The command that packs."""
    where = ["-C", str(handbook), "--pairs", str(handbook / "pairs.csv"), "--cohort", "spring", "-o", str(target)]
    return ["mentorsite", "pack", "test", *where, *more]


def with_codes(target: Path) -> Path:
    """A pack's folder in which codes are the same ones each time."""
    (target / NOTES).mkdir(parents=True)
    (target / NOTES / FOR_CODES).write_bytes(b"the same codes")
    return target


def ended(command: Sequence[str], target: Path, moment: int = 0) -> int:
    """The status of a command in a process of its own, which is killed when it touches the target that many times."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    left = moment

    def watch(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal left
        if event in TOUCHES and str(arguments[0]).startswith(str(target)):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(watch)
    sys.argv = list(command)
    status = 1
    try:
        main()
    except SystemExit as error:
        status = error.code if isinstance(error.code, int) else int(bool(error.code))
    finally:
        os._exit(status)


def killed_by_chance(times: int, folder: Path) -> None:
    """Kills the whole command at moments between its start and its end; now and then again before it may finish."""
    rows = "".join(f"Ana {number},,Бо {number},,2027-03-{1 + number % 9:02},\n" for number in range(PAIRS))
    write_handbook(folder / "handbook", SHEET + rows)
    chance, before = Random(SEED), time.monotonic()
    whole = finished(folder / "handbook", with_codes(folder / "whole"))
    lasts = time.monotonic() - before
    for number in range(times):
        target = with_codes(folder / str(number))
        moments = [chance.uniform(0, lasts) for _ in range(chance.choice((1, 1, 2)))]
        there = [killed_at(moment, folder / "handbook", target) for moment in moments]
        same = finished(folder / "handbook", target) == whole
        said = ", ".join(f"{moment:.1f} s with {count} pairs" for moment, count in zip(moments, there, strict=True))
        print(f"{number + 1}: killed at {said}; {'the same' if same else 'ANOTHER'} tree", flush=True)
        if not same:
            raise SystemExit(1)


def killed_at(moment: float, handbook: Path, target: Path) -> int:
    """How many pairs were there when the command was killed."""
    command = [sys.executable, "-m", *words(handbook, target)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    return sum(1 for _ in target.glob("*/answers.json"))


def finished(handbook: Path, target: Path) -> Mapping[str, bytes]:
    """What is there after a run that nobody kills."""
    subprocess.run([sys.executable, "-m", *words(handbook, target)], check=True, stdout=subprocess.DEVNULL)
    return tree(target)


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        killed_by_chance(int(sys.argv[1]) if sys.argv[1:] else 20, Path(folder))
