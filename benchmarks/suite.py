"""The whole run: installs, lays out, builds by turns, and writes down what was measured after each part."""

import argparse
import shutil
import signal
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from benchmarks import floors, forms, preview, sites
from benchmarks.generators import PAGES, SEARCH, Generator
from benchmarks.install import HERE, install
from benchmarks.machine import machine
from benchmarks.measure import FailedError
from benchmarks.report import Section, report
from benchmarks.rounds import Plan, Row, Stage, rounds
from benchmarks.table import OURS, markdown, middle, ratio, seconds, table

ENDED = 128 + signal.SIGTERM
WORK = HERE / ".work"
EDITS = 20
"""How often a page is edited while it is previewed."""
FEW = 25
"""Pages of the site that each generator builds before anything counts: a program's first start is slower."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to measure: numbers of pages (built, previewed, with search) and forms; by what, and how often."""

    pages: tuple[int, ...]
    preview: tuple[int, ...]
    search: tuple[int, ...]
    forms: tuple[int, ...]
    only: frozenset[str]
    plan: Plan
    results: Path


def main() -> int:
    """Measures what the arguments ask for. Exit status 1 when something failed or could not be had."""
    wanted = _wanted()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(ENDED))  # so that a build that is running is ended, too
    here, start, sections = tuple(machine()), time.perf_counter(), []
    before = wanted.results.read_text(encoding="utf-8") if wanted.results.is_file() else ""
    WORK.mkdir(exist_ok=True)
    try:
        for section in _sections(wanted):
            sections.append(section)
            took = ("Took", f"{(time.perf_counter() - start) / 60:.0f} minutes")
            wanted.results.write_text(report((*here, took), sections, before), encoding="utf-8")
    except FailedError as error:
        _say(f"FAILED: {error}")
        return 1
    _say(f"{wanted.results} is written")
    return 0 if all(section.fine for section in sections) else 1


def _sections(wanted: Wanted) -> Iterator[Section]:
    on_pages = _chosen(PAGES, wanted.only) if wanted.pages else {}
    on_search = _chosen(SEARCH, wanted.only) if wanted.search else {}
    absent = install(tool for each in (*on_pages.values(), *on_search.values()) for tool in each.tools)
    once = Plan(1, wanted.plan.limit, wanted.plan.budget)
    for generators in (on_pages, on_search):
        _race("a first start", generators, FEW, once, absent)
    yield from _of_pages(wanted, on_pages, absent)
    if wanted.preview:
        yield _of_preview(wanted)
    for count in wanted.search:
        title = f"{count:,} pages, with search"
        yield _section(title, on_search, _race(title, on_search, count, wanted.plan, absent), absent)
    if wanted.forms:
        yield from _of_forms(wanted)


def _of_pages(wanted: Wanted, generators: Mapping[str, Generator], absent: Mapping[str, str]) -> Iterator[Section]:
    same: dict[int, float] = {}
    for count in wanted.pages:
        title = f"{count:,} pages"
        rows = _race(title, generators, count, wanted.plan, absent)
        yield _section(title, generators, rows, absent)
        ours = middle(rows[OURS].outcomes[Stage.SAME], lambda each: each.wall) if OURS in rows else None
        if ours is not None:
            same[count] = ours
    if same:
        yield _of_nothing_changed(same, wanted.plan)


def _race(
    title: str, generators: Mapping[str, Generator], count: int, plan: Plan, absent: Mapping[str, str]
) -> Mapping[str, Row]:
    """Lays out a site for each generator that is there, and builds them by turns."""
    there = {name: each for name, each in generators.items() if not set(each.tools) & set(absent)}
    laid = {name: sites.lay_out(each, count, WORK / name) for name, each in there.items()}
    rows = rounds(laid, plan, lambda text: _say(f"{title}: {text}"))
    for site in laid.values():
        shutil.rmtree(site.folder)
    return rows


def _section(
    title: str, generators: Mapping[str, Generator], rows: Mapping[str, Row], absent: Mapping[str, str]
) -> Section:
    reasons = {
        each.title: "; ".join(absent[tool] for tool in each.tools if tool in absent)
        for name, each in generators.items()
        if name not in rows
    }
    return Section(title, "", table(rows, reasons), not reasons and not any(row.failure for row in rows.values()))


def _of_nothing_changed(same: Mapping[int, float], plan: Plan) -> Section:
    """Builds with nothing changed, beside a start and reading every file."""
    start, lines = floors.help_time(WORK, plan.runs, plan.limit), []
    for count, found in same.items():
        site = sites.lay_out(PAGES[OURS], count, WORK / OURS)
        reading = floors.reading_time(site.folder, plan.runs, plan.limit)
        least = start + reading
        lines.append((f"{count:,}", *map(seconds, (start, reading, least, found)), ratio(found, least)))
        shutil.rmtree(site.folder)
    head = ("pages", "`mentorsite --help`", "reading all files", "both", "build with nothing changed", "ratio")
    introduction = "By mentorsite, beside what its bare start and reading every file of the site take together."
    return Section("Nothing changed", introduction, "\n".join(markdown(head, lines)))


def _of_preview(wanted: Wanted) -> Section:
    """From an edit to its sight."""
    lines = []
    for count in wanted.preview:
        site = sites.lay_out(PAGES[OURS], count, WORK / OURS)
        took = preview.edits(site, EDITS)
        lines.append((f"{count:,}", *map(seconds, (median(took), min(took), max(took)))))
        shutil.rmtree(site.folder)
    introduction = (
        f"While `mentorsite serve` runs: from the end of writing one page to the first sight of it in Chromium that"
        f" shows what was written, {EDITS} times."
    )
    table = "\n".join(markdown(("pages", "median", "fastest", "slowest"), lines))
    return Section("From an edit to the browser", introduction, table)


def _of_forms(wanted: Wanted) -> Iterator[Section]:
    laid = {f"forms-{count}": forms.lay_out(count, WORK / f"forms-{count}") for count in wanted.forms}
    rows = rounds(laid, wanted.plan, lambda text: _say(f"forms to PDF and Word: {text}"))
    fine = not any(row.failure for row in rows.values())
    yield Section("Forms to PDF and Word, by mentorsite", "", table(rows, {}), fine)
    for site in laid.values():
        shutil.rmtree(site.folder)


def _chosen(generators: Mapping[str, Generator], only: frozenset[str]) -> Mapping[str, Generator]:
    return {name: each for name, each in generators.items() if not only or name in only}


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)


def _wanted() -> Wanted:
    parser = argparse.ArgumentParser(description="Measures mentorsite beside other generators.")
    add = parser.add_argument
    names = sorted({*PAGES, *SEARCH})
    add("--sizes", type=_numbers, default=(100, 1_000, 10_000), metavar="N,…", help="pages (default: 100,1000,10000)")
    add("--preview", type=_numbers, default=(1_000,), metavar="N,…", help="pages, previewed (default: 1000)")
    add("--search", type=_numbers, default=(1_000,), metavar="N,…", help="pages, with search (default: 1000)")
    add("--forms", type=_numbers, default=(1, 20, 200), metavar="N,…", help="forms (default: 1,20,200)")
    add("--runs", type=int, default=5, help="rounds of builds (default: 5)")
    add("--only", type=_names, default=frozenset(), metavar="NAME,…", help=f"of: {', '.join(names)}")
    add("--limit", type=float, default=300, help="seconds that one build may take (default: 300)")
    add("--budget", type=float, default=600, help="seconds after which a site starts no other round (default: 600)")
    add("--results", type=Path, default=HERE / "RESULTS.md", help="where to write (default: RESULTS.md beside this)")
    got = parser.parse_args()
    if unknown := got.only - set(names):
        parser.error(f"--only {', '.join(sorted(unknown))}: it takes {', '.join(names)}")
    plan = Plan(got.runs, got.limit, got.budget)
    return Wanted(got.sizes, got.preview, got.search, got.forms, got.only, plan, got.results)


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(part) for part in text.split(",") if part)


def _names(text: str) -> frozenset[str]:
    return frozenset(part for part in text.split(",") if part)
