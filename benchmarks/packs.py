"""What a pair's agreement costs, beside python-docx-template and pypdf: the same form, names and answers, in one run.

`benchmarks/.tools/pack` gets their packages. Both write a PDF and a Word file for each pair into a folder of its own;
mentorsite's time has what it makes besides: calendars, a file of answers, links, and notes of what was made.
"""

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.corpus import agreements
from benchmarks.install import HERE, TOOLS, install
from mentorsite.build.cache import Cache
from mentorsite.build.prepare import Build, prepare
from mentorsite.build.project_files import read
from mentorsite.pack.kit import Asked, wanted
from mentorsite.pack.read_pairs import read_pairs
from mentorsite.pack.run import PackOptions, pack
from mentorsite.pack.spreadsheet_cells import table

ROUNDS = {40: 3, 1_000: 1}
"""How often each number of pairs is packed: a thousand take long enough to tell by themselves."""
ASKED = Asked("pairs", None)
PROGRAM = """\
name: Pairs
description: A program.
purpose: To learn.
model: one-to-one
roles:
  mentor: {label: Mentor, kind: mentor}
  mentee: {label: Mentee, kind: mentee}
agreements: [AGREEMENT]
"""


def main() -> int:
    """Prints a table of seconds; exit status 1 when the packages can't be had."""
    absent = install(["pack"])
    if absent:
        print(absent["pack"], file=sys.stderr)
        return 1
    print("| pairs | mentorsite | docxtpl and pypdf | ratio | of mentorsite, per pair |")
    print("| ---: | ---: | ---: | ---: | ---: |")
    for size in ROUNDS:
        with TemporaryDirectory() as folder:
            ours, theirs = _by_turns(size, Path(folder))
        print(f"| {size:,} | {ours:.2f} s | {theirs:.2f} s | {theirs / ours:.1f} | {1000 * ours / size:.1f} ms |")
    return 0


def _by_turns(size: int, folder: Path) -> tuple[float, float]:
    build = _handbook(folder / "handbook")
    ours, theirs = [], []
    for turn in range(ROUNDS[size]):
        made = folder / f"ours-{turn}"
        ours.append(_ours(build, size, made))
        example = next(made.glob("*/*.pdf")).with_suffix("")
        theirs.append(_theirs(example, size, folder / f"theirs-{turn}"))
    return median(ours), median(theirs)


def write_handbook(folder: Path) -> None:
    """A small handbook with one program and its agreement."""
    id, text = next(agreements(1))
    for name, written in {
        "site.yml": "title: Pairs\nurl: https://example.org/\n",
        "content/index.md": "# Pairs\n",
        "content/programs/pairs.yml": PROGRAM.replace("AGREEMENT", id),
        f"content/agreements/{id}.yml": text,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(written, encoding="utf-8")


def _handbook(folder: Path) -> Build:
    write_handbook(folder)
    build = prepare(read(folder), today=date(2027, 1, 1))
    if build.fatal:
        raise SystemExit("\n".join(map(str, build.problems)))
    return build


def _ours(build: Build, size: int, target: Path) -> float:
    rows = "".join(f"Mentor {number},Mentee {number},2027-02-01\n" for number in range(size))
    start = time.perf_counter()
    asks = wanted(build, ASKED)
    found = read_pairs(
        table("pairs.csv", f"mentor_name,mentee_name,match\n{rows}".encode()), asks, match=None, language="en"
    )
    done = sum(1 for _ in pack(build, ASKED, asks, found.good, target, PackOptions(Cache(), 1, date(2027, 1, 1))))
    took = time.perf_counter() - start
    if done != size:
        raise SystemExit(f"{done} of {size} pairs were made")
    return took


def _theirs(example: Path, size: int, target: Path) -> float:
    """The seconds that the other packages take for a form that is there already, without the start of Python."""
    python = TOOLS / "pack" / "bin" / "python"
    command: Sequence[str | Path] = (python, HERE / "projects" / "pack" / "fill.py", example, str(size), target)
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return float(json.loads(done.stdout)["seconds"])


if __name__ == "__main__":
    sys.exit(main())
