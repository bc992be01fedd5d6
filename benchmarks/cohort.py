"""How long everything for a cohort of forty pairs takes, from an empty cache and without any folder.

.venv/bin/python -m benchmarks.cohort              the career starter in two languages, three times
.venv/bin/python -m benchmarks.cohort --runs 5

One pair in ten has two mentors, names stand in seven scripts, and every second pair reads Spanish.
"""

import argparse
import os
import sys
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from benchmarks.measure import Measurement, measure
from mentorsite.build.cache import PLACE
from mentorsite.scaffold.handbook import new, starter

PROGRAM = "career-growth"
AGREEMENT = "content/agreements/mentoring-agreement.yml"
PAIRS = 40
SECOND_MENTOR_EACH = 10
"""Every tenth pair has a second mentor, the first one too."""
DAYS = ("2027-02-15", "2027-02-22")
"""The days on which people were matched."""
LIMIT = 600
NAMES = (
    ("Zoë Ångström", "Ğülşah İnanç"),
    ("Ирина Ким", "Дмитро Ґалаґан"),
    ("Ελένη Παπαδάκη", "Γιώργος Ξένος"),
    ("محمد علي", "ליאור כהן"),
    ("अनीता राव", "विक्रम क्षत्रिय"),
    ("山田太郎", "王小明"),
)
"""Names of mentors and mentees: Latin, Cyrillic, Greek, Arabic and Hebrew, Devanagari, Chinese characters."""


def main() -> int:
    """Prints a row for each run and their median; exit status 1 when something is missing."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--runs", type=int, default=3)
    options.add_argument("--pairs", type=int, default=PAIRS)
    asked = options.parse_args()
    print("| run | load before | time | processor | largest process | files |")
    print("| ---: | ---: | ---: | ---: | ---: | ---: |")
    times = []
    for run in range(1, asked.runs + 1):
        load = os.getloadavg()[0]
        with TemporaryDirectory() as folder:
            took, files = packed(Path(folder), asked.pairs)
        times.append(took.wall)
        memory = f"{took.memory / 1e6:.0f} MB"
        print(f"| {run} | {load:.1f} | {took.wall:.2f} s | {took.cpu:.2f} s | {memory} | {files:,} |", flush=True)
    print(f"\nMedian: {median(times):.2f} s on the clock, {1000 * median(times) / asked.pairs:.0f} ms a pair.")
    return 0


def packed(folder: Path, pairs: int) -> tuple[Measurement, int]:
    """What a pack took, and how many files it made. The handbook is laid down before."""
    write_starter(folder / "handbook")
    sheet, made = folder / "pairs.csv", folder / "made"
    sheet.write_text(sheet_of(pairs), encoding="utf-8")
    command = [sys.executable, "-m", "mentorsite", "pack", PROGRAM, "-C", "handbook", "--pairs", str(sheet)]
    environment = {**os.environ, PLACE: str(folder / "cache")}
    took = measure([*command, "-o", str(made)], folder, log=folder / "said", limit=LIMIT, environment=environment)
    if not isinstance(took, Measurement):
        raise SystemExit(f"{pairs} pairs took more than {LIMIT} seconds")
    whole = [each for each in made.iterdir() if (each / "answers.json").exists()]
    if len(whole) != pairs:
        raise SystemExit(f"{len(whole)} of {pairs} pairs were made")
    return took, sum(path.is_file() for each in whole for path in each.rglob("*"))


def write_starter(folder: Path) -> None:
    """The career starter in both of its languages, with places for two mentors in its agreement."""
    new(folder, starter("career"), languages=("en", "es"))
    agreement = folder / AGREEMENT
    text = agreement.read_text(encoding="utf-8")
    if text.count("  mentor: {}\n") != 1:
        raise SystemExit(f"{AGREEMENT} says otherwise who takes part: mend this script")
    agreement.write_text(text.replace("  mentor: {}\n", "  mentor: {max: 2}\n"), encoding="utf-8")


def sheet_of(pairs: int) -> str:
    """A spreadsheet of pairs: the same ones each time."""
    rows = ["mentor_name,mentor_email,mentor_2_name,mentee_name,mentee_email,match,language\n"]
    for number, (mentor, mentee) in enumerate(islice(cycle(NAMES), pairs)):
        second = f"{NAMES[(number + 1) % len(NAMES)][0]} {number}" if number % SECOND_MENTOR_EACH == 0 else ""
        language = ("en", "es")[number % 2]
        day = DAYS[number // 2 % len(DAYS)]
        emails = f"mentor-{number}@example.org", f"mentee-{number}@example.org"
        row = (f"{mentor} {number}", emails[0], second, f"{mentee} {number}", emails[1], day, language)
        rows.append(",".join(row) + "\n")
    return "".join(rows)


if __name__ == "__main__":
    sys.exit(main())
