"""`mentorsite pack`: forms, calendars and links for each pair of a cohort, filled in on this machine."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorsite.cli.options import (
    CONTENT_PROBLEMS,
    Project,
    day_of_run,
    ended_by_ctrl_c,
    prepared,
    print_notes,
    progress,
    show,
    stop_at,
)
from mentorsite.errors import FatalError, UsageError, nearest, visible

if TYPE_CHECKING:
    from mentorsite.build.prepare import Build
    from mentorsite.model.program import Program
    from mentorsite.pack.columns import Wanted
    from mentorsite.pack.folder import PackFolder
    from mentorsite.pack.kit import Asked
    from mentorsite.pack.made_pairs import MadePairs
    from mentorsite.pack.read_pairs import Pairs
    from mentorsite.pack.run import Spread

Sheet = Annotated[
    Path | None, typer.Option("--pairs", help="The spreadsheet of pairs, a row each: CSV or XLSX.", metavar="FILE")
]
CohortOption = Annotated[str, typer.Option("--cohort", help="The id of the cohort.", metavar="ID")]
Target = Annotated[Path | None, typer.Option("-o", help="Where the pairs' folders go.", metavar="FOLDER")]
Template = Annotated[
    Path | None, typer.Option("--template", help="Write an empty spreadsheet with the right heads.", metavar="FILE")
]
CheckOnly = Annotated[bool, typer.Option("--check", help="Look through the spreadsheet, and write nothing.")]
SkipInvalid = Annotated[bool, typer.Option("--skip-invalid", help="Leave out the rows that have a fault.")]
Zip = Annotated[bool, typer.Option("--zip", help="Make a ZIP file to send to each pair, too.")]
Jobs = Annotated[int | None, typer.Option("--jobs", min=1, help="How many processes work.", metavar="NUMBER")]
Scheduler = Annotated[
    str,
    typer.Option(
        "--scheduler", help="The address of a Dask scheduler, whose workers fill in forms.", metavar="ADDRESS"
    ),
]
NOTHING = "Nothing was written."
MOST_MADE_UP = 5
"""As many places are shown that say something made up."""
FINISHED = "What is whole stays; run it again to make the rest."


def pack(
    program: Annotated[str, typer.Argument(help="The id of the program.")],
    project: Project = Path(),
    pairs: Sheet = None,
    cohort: CohortOption = "",
    target: Target = None,
    template: Template = None,
    check: CheckOnly = False,
    skip_invalid: SkipInvalid = False,
    zipped: Zip = False,
    jobs: Jobs = None,
    scheduler: Scheduler = "",
) -> None:
    """Fill in everything that each pair of a cohort gets."""
    from mentorsite.pack.allowed_places import refuse_published_sheet

    if pairs and template:
        raise UsageError("--template writes an empty spreadsheet: leave --pairs out.")
    made, texts = prepared(project)
    show([each for each in made.problems if each.fatal], texts)  # advice on the handbook is for `check` to give
    stop_at(made.problems, saying=NOTHING)
    asked = _asked(made, program, cohort)
    if template:
        refuse_published_sheet(template, project)
        _write_template(made, asked, template)
        return
    if pairs is None:
        raise UsageError("Name the spreadsheet with --pairs FILE, or write an empty one with --template FILE.")
    refuse_published_sheet(pairs, project)
    wanted, read = _read(made, asked, pairs)
    _show_problems(read, pairs)
    if read.general or (read.of_rows and not skip_invalid):
        if read.general:
            left = ""
        else:
            left = " Or leave these rows out with --skip-invalid."
        print(f"{NOTHING} Mend the spreadsheet, and try again.{left}", file=sys.stderr)
        raise typer.Exit(CONTENT_PROBLEMS)
    _advise(made, read)
    if check:
        print(f"{_pairs(len(read.good))} in {pairs}: no problems.")
        without = sum(not each.email for pair in read.good for each in pair.people)
        if without:
            print(f"People without an email address: {without:,}. They get their files, and mails without a recipient.")
            print("In mails to their partners, words in brackets stand in place of the address: write it there first.")
        return
    name = f"{asked.program}-{asked.cohort}" if asked.cohort else asked.program
    folder = target or project / "packs" / name
    try:
        with ended_by_ctrl_c(FINISHED):
            _pack(project, made, asked, wanted, read, _How(folder, jobs, scheduler, zipped))
    except OSError as error:
        place = error.filename2 or error.filename or folder  # of two names the one that a file was to get
        raise FatalError(f"{visible(str(place))}: {error.strerror}. {FINISHED}") from error


def _asked(made: "Build", program: str, cohort: str) -> "Asked":
    """The program and the cohort that are meant."""
    from mentorsite.pack.kit import Asked

    found = made.site.program(program)
    ids = sorted({entry.id for entry in made.site.originals})
    if found is None or program not in ids:
        near = nearest(program, ids)
        if near:
            hint = f"Did you mean {near}?"
        else:
            hint = f"There is: {', '.join(ids) or 'none'}."
        raise UsageError(f"There is no program `{visible(program)}`. {hint}")
    if cohort and cohort not in found.cohorts:
        hint = f"There is: {', '.join(found.cohorts) or 'none'}."
        raise UsageError(f"The program {program} has no cohort `{visible(cohort)}`. {hint}")
    return Asked(program, cohort or _cohort_of_today(found))


def _cohort_of_today(program: "Program") -> str | None:
    from mentorsite.structure.current_cohort import current_cohort, live_cohorts

    live = live_cohorts(program)
    ids = {id: each for id, each in program.cohorts.items() if each in live}
    if len(ids) > 1:
        raise UsageError(f"Several cohorts are open or running. Name one with --cohort: {', '.join(ids)}.")
    current = current_cohort(program, day_of_run())
    for id, each in program.cohorts.items():
        if each is current:
            return id
    return None


def _write_template(made: "Build", asked: "Asked", path: Path) -> None:
    from mentorsite.pack.kit import wanted
    from mentorsite.pack.template import template

    if path.suffix.lower() != ".xlsx":
        raise UsageError(
            f"--template {path}: the spreadsheet is written as XLSX. Give the file a name that ends in .xlsx."
        )
    if path.exists():
        raise UsageError(f"{path} is there already. Name another file, or delete it first.")
    try:
        path.write_bytes(template(wanted(made, asked)))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}.") from error
    print(f"{path} is ready: write one pair a row in its first sheet. The third one lists all columns.")
    print(f"Next: mentorsite pack {asked.program} --pairs {path} --check")


def _read(made: "Build", asked: "Asked", sheet: Path) -> "tuple[Wanted, Pairs]":
    from mentorsite.pack.kit import day_of_match, wanted
    from mentorsite.pack.read_pairs import read_pairs
    from mentorsite.pack.spreadsheet_cells import refuse_other_programs, table

    refuse_other_programs(str(sheet))  # those of Numbers are folders, which can't be read
    try:
        data = sheet.read_bytes()
    except OSError as error:
        raise UsageError(f"{sheet}: {error.strerror}.") from error
    found = table(str(sheet), data)
    if found.note:
        print(found.note, file=sys.stderr)
    asks = wanted(made, asked)
    default = made.site.settings.default_language
    return asks, read_pairs(found, asks, match=day_of_match(made.site, asked), language=default)


def _advise(made: "Build", read: "Pairs") -> None:
    """Says what goes into everyone's files, perhaps without anyone having meant it."""
    if read.fills:
        print("Columns that fill in forms, for the pair to read:")
        for each in read.fills:
            print(f"  {visible(each)}")
    if read.slips:
        print("Are these right? Each gets the other's mails:")
        for each in read.slips:
            print(f"  {visible(each)}")
    made_up = [each for each in made.problems if each.code == "made-up"]
    if made_up:
        print("The handbook still says what is made up, and so may agreements, mails and calendars:")
        for problem in made_up[:MOST_MADE_UP]:
            print(f"  {visible(f'{problem.path}:{problem.line}: {problem.message}')}")
        more = len(made_up) - MOST_MADE_UP
        also = f" There are {more} more;" if more > 0 else ""
        print(f"Put the real ones there before you send anything.{also} `mentorsite check` shows each.")


def _pairs(number: int) -> str:
    if number == 1:
        return "1 pair"
    return f"{number:,} pairs"


def _show_problems(read: "Pairs", sheet: Path) -> None:
    for each in read.problems:
        print(f"{sheet}: {visible(str(each))}", file=sys.stderr)
    rows = {each.spot.row for each in read.of_rows}
    if not read.problems:
        return
    if len(read.problems) == 1:
        said = "1 problem"
    else:
        said = f"{len(read.problems):,} problems"
    if len(rows) == 1:
        said += ", 1 row with a fault"
    elif rows:
        said += f", {len(rows):,} rows with a fault"
    print(f"{said}.", file=sys.stderr)


@dataclass(frozen=True, slots=True)
class _How:
    """Where the folders go, and how they are made; `scheduler` is empty where this machine makes them."""

    target: Path
    jobs: int | None
    scheduler: str
    zipped: bool


def _pack(project: Path, made: "Build", asked: "Asked", wanted: "Wanted", read: "Pairs", how: _How) -> None:
    from mentorsite.build.cache import cache_of
    from mentorsite.pack.allowed_places import refuse_published
    from mentorsite.pack.folder import PackFolder
    from mentorsite.pack.made_pairs import MadePairs
    from mentorsite.pack.run import PackOptions
    from mentorsite.pack.run import pack as run

    refuse_published(how.target, project)
    folder = PackFolder(how.target)
    with (
        cache_of(project) as cache,
        _workers(how.scheduler) as spread,
        MadePairs(folder) as done,
    ):
        with progress(len(read.good), "Pairs") as step:
            options = PackOptions(cache, how.jobs, day_of_run(), step, project, spread=spread)
            for each in run(made, asked, wanted, read.good, how.target, options):
                done.add(each)
        _finish(done, folder, zipped=how.zipped, is_whole=not read.of_rows)
    if not made.site.settings.url:
        print("Mails and tables have no links to forms, for site.yml says no `url`. Write it, and run this again.")


@contextmanager
def _workers(scheduler: str) -> "Iterator[Spread | None]":
    """The cluster of a scheduler, if there is one."""
    if not scheduler:
        yield None
        return
    from mentorsite.pack.cluster import connected

    with connected(scheduler) as cluster:
        print_notes(cluster.notes)
        yield cluster


def _finish(done: "MadePairs", folder: "PackFolder", *, zipped: bool, is_whole: bool) -> None:
    """Writes the tables and ZIP files, and says what was made; `is_whole` is whether no row was left out."""
    from mentorsite.pack.codes import REGISTER, write_register
    from mentorsite.pack.overview import MAIL_MERGE, OVERVIEW, heads_of, mail_merge, overview
    from mentorsite.pack.zipped import zip_folders, zipped_before
    from mentorsite.render.forms.downloads import install_fonts

    heads = heads_of(done)
    write_register(folder, done, is_whole=is_whole)
    folder.write_parts(OVERVIEW, overview(done, heads))
    folder.write_parts(MAIL_MERGE, mail_merge(done, heads))
    folders = sorted(done.folders)
    if zipped:
        to_zip = folders
    else:
        to_zip = zipped_before(folder, folders)  # else those of an earlier run would say something else by now
    zip_folders(folder, to_zip)
    print(f"{_pairs(len(done))} in {folder.target} ({done.new:,} made, {len(done) - done.new:,} were there).")
    for name, kept in done.kept:
        print(f"{name} had changes of yours, which are kept in {kept}.")
    if done.missing:
        shown = " ".join(sorted(done.missing))
        print(f"PDFs show a sign in place of {visible(shown)}. {install_fonts(shown.replace(' ', ''))}")
    _tell_of_others(folder, done.folders, is_whole=is_whole)
    print(f"{OVERVIEW} lists what was made and what is missing, {MAIL_MERGE} has a row for each person.")
    if heads.codes:
        print(f"{REGISTER} lists the codes of all certificates, also of earlier runs. Keep it.")


def _tell_of_others(folder: "PackFolder", folders: set[str], *, is_whole: bool) -> None:
    """Says what is there of pairs that were not read: folders, and ZIP files also where the folder is gone."""
    from mentorsite.pack.zipped import zip_name, zipped_before

    left = folder.others(folders)
    names = [*left, *map(zip_name, zipped_before(folder, folder.known_besides(folders)))]
    if not names:
        return
    if is_whole:
        print(f"The spreadsheet no longer has the pairs of {', '.join(names)}. Delete these if nobody needs them.")
    else:
        print(f"Left as they were: {', '.join(names)}. They are of rows that were left out, or of pairs that are gone.")
