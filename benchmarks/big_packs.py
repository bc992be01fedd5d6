"""What packs of thousands of pairs take: time, and the memory of the largest process.

.venv/bin/python -m benchmarks.big_packs                 400, 2,000 and 10,000 pairs on this machine
.venv/bin/python -m benchmarks.big_packs 10000 --dask    the same work by a Dask cluster on this machine, of which a
                                                         worker is killed again and again
"""

import argparse
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from benchmarks.measure import Measurement, measure
from benchmarks.packs import write_handbook

if TYPE_CHECKING:
    from distributed import LocalCluster

SIZES = (400, 2_000, 10_000)
DAYS = 20
"""On as many days people were matched: the forms are drawn once for each."""
LIMIT = 3_600
KILLED_EVERY = 25
"""After as many seconds a worker is killed."""


def main() -> int:
    """Prints a table; exit status 1 when a pair is missing."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("sizes", nargs="*", type=int, default=SIZES)
    options.add_argument("--dask", action="store_true")
    asked = options.parse_args()
    print("| pairs | time | processor | largest process | per pair |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for size in asked.sizes:
        with TemporaryDirectory() as folder, _scheduler(Path(folder), wanted=asked.dask) as address:
            took = _packed(size, Path(folder), address)
        memory, each = f"{took.memory / 1e6:.0f} MB", f"{1000 * took.wall / size:.1f} ms"
        print(f"| {size:,} | {took.wall:.1f} s | {took.cpu:.1f} s | {memory} | {each} |", flush=True)
    return 0


def _packed(size: int, folder: Path, address: str) -> Measurement:
    write_handbook(folder / "handbook")
    rows = "".join(f"Mentor {number},Mentee {number},2027-02-{1 + number % DAYS:02}\n" for number in range(size))
    sheet, made = folder / "pairs.csv", folder / "made"
    sheet.write_text(f"mentor_name,mentee_name,match\n{rows}", encoding="utf-8")
    command = [sys.executable, "-m", "mentorsite", "pack", "pairs", "-C", "handbook", "--pairs", str(sheet)]
    command += ["-o", str(made), *(["--scheduler", address] if address else [])]
    took = measure(command, folder, log=folder / "said", limit=LIMIT, environment=dict(os.environ))
    if not isinstance(took, Measurement):
        raise SystemExit(f"{size} pairs took more than {LIMIT} seconds")
    whole = sum(1 for each in made.iterdir() if (each / "answers.json").exists())
    if whole != size:
        raise SystemExit(f"{whole} of {size} pairs were made")
    return took


@contextmanager
def _scheduler(folder: Path, *, wanted: bool) -> Iterator[str]:
    """The address of a cluster on this machine, if one is wanted; a worker of it is killed now and then."""
    if not wanted:
        yield ""
        return
    from distributed import LocalCluster

    with LocalCluster(
        threads_per_worker=1, memory_limit=0, dashboard_address=None, host="127.0.0.1", local_directory=str(folder)
    ) as cluster:
        over = threading.Event()
        killing = threading.Thread(target=_kill_now_and_then, args=[cluster, over])
        killing.start()
        try:
            yield str(cluster.scheduler_address)
        finally:
            over.set()
            killing.join()


def _kill_now_and_then(cluster: "LocalCluster", over: threading.Event) -> None:
    chance, killed = Random(7), 0
    while not over.wait(KILLED_EVERY):
        there = [each.pid for each in cluster.workers.values() if each.pid]
        if there:
            os.kill(chance.choice(there), signal.SIGKILL)
            killed += 1
    print(f"{killed} workers were killed", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
