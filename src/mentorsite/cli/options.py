"""What the commands share: options, the day, preparing a project, and printing problems and progress."""

import os
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorsite.errors import Problem, UsageError, mistakes, visible

if TYPE_CHECKING:
    from mentorsite.build.prepare import Build

CONTENT_PROBLEMS, CANNOT, STOPPED = 1, 2, 130
"""Exit statuses: problems in the content; wrong use, or the command can't go on; ended by Ctrl-C."""
REDRAWN = 0.1
"""How often the bar of a build is drawn again, in seconds."""

Project = Annotated[Path, typer.Option("-C", help="The handbook's folder.", metavar="PROJECT")]
Url = Annotated[str | None, typer.Option("--base-url", help="The address of the site, instead of site.yml's url.")]
Strict = Annotated[bool, typer.Option("--strict", help="Let advice stop the command, too.")]
Without = Annotated[str, typer.Option(help="What to leave out: pdf,docx,markdown,search.", metavar="LIST")]


class Format(StrEnum):
    """How problems are shown."""

    text = "text"
    json = "json"
    github = "github"
    markdown = "markdown"


def day_of_run() -> date:
    """Today, or the day of SOURCE_DATE_EPOCH, which makes builds repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        if epoch:
            return datetime.fromtimestamp(int(epoch), UTC).date()
        return datetime.now(UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise UsageError(f"SOURCE_DATE_EPOCH is {epoch}. Write the seconds since 1970, as 1798761600.") from error


def left_out(without: str) -> frozenset[str]:
    """The parts of a list such as `pdf,search`."""
    from mentorsite.model.formats import ENDINGS

    known = (*ENDINGS, "search")
    formats = frozenset(part.strip().lower() for part in without.split(",") if part.strip())
    unknown = formats - set(known)
    if unknown:
        raise UsageError(f"--without {', '.join(sorted(unknown))}: it takes {', '.join(known)}.")
    return formats


def refuse_no_folder(project: Path) -> None:
    """Raises `UsageError` for a project that is not there."""
    if not project.is_dir():
        raise UsageError(f"There is no folder {project}.")


def refuse_no_address(url: str | None) -> None:
    """Raises `UsageError` for a --base-url that is no web address."""
    if url and not url.startswith(("https://", "http://")):
        raise UsageError(f"--base-url {url} is not a web address. Write it whole, with https://")


def known(project: Path, *, url: str | None = None, without: frozenset[str] = frozenset()) -> "Build":
    """Reads and prepares the project, and shows its problems."""
    made, texts = prepared(project, url=url, without=without)
    show(made.problems, texts)
    return made


def prepared(
    project: Path, *, url: str | None = None, without: frozenset[str] = frozenset()
) -> tuple["Build", Mapping[str, bytes]]:
    """Reads and prepares the project; gives its files too, for the lines that have problems."""
    from mentorsite.build.cache import cache_of
    from mentorsite.build.entry_points import find
    from mentorsite.build.parse_cache import cached_parser
    from mentorsite.build.prepare import prepare
    from mentorsite.build.project_files import read

    refuse_no_address(url)
    refuse_no_folder(project)
    tree = read(project)
    made = prepare(tree, url=url, without=without, today=day_of_run(), each=cached_parser(cache_of(project)), find=find)
    return made, tree.texts


def show(
    problems: Sequence[Problem], texts: Mapping[str, bytes], format: Format = Format.text, *, all_: bool = False
) -> None:
    """Shows problems: for people with the lines that they are on, or for a program to read.

    People are shown those that follow from others only with `all_`.
    """
    if format is Format.text and not problems:
        return
    from mentorsite.check import report

    if format is not Format.text:
        print(report.FORMATS[format.value](tuple(problems)))
    else:
        from rich.console import Console

        console = Console(stderr=True, highlight=False, soft_wrap=True)
        console.print(report.as_text(problems, texts, all_=all_), end="")
        console.print(report.counted(mistakes(problems)), markup=False)


def stop_at(problems: Sequence[Problem], *, strict: bool = False, saying: str = "") -> None:
    """Ends the command where the problems do: 2 when there is no project to speak of."""
    if any(each.fatal for each in problems) or (strict and problems):
        if saying:
            print(saying, file=sys.stderr)
        no_project = any(each.code == "no-project" for each in problems)
        raise typer.Exit(CANNOT if no_project else CONTENT_PROBLEMS)


@contextmanager
def ended_by_ctrl_c(saying: str) -> Iterator[None]:
    """Ends the command at Ctrl-C with a line that says what has become of it."""
    try:
        yield
    except KeyboardInterrupt:
        print(f"Stopped. {saying}".rstrip(), file=sys.stderr)
        raise typer.Exit(STOPPED) from None


def print_outputs(made: "Build") -> None:
    """Prints how many files are built."""
    if "pdf" in made.site.settings.downloads:
        slow = " PDFs take longest the first time."
    else:
        slow = ""
    print(f"Building {len(made.outputs):,} files.{slow}", flush=True)


def print_notes(notes: Iterable[str]) -> None:
    """Prints the notes about a handbook: what is no problem, but good to know."""
    for note in notes:
        print(note)


def print_download_notes(notes: Mapping[str, str]) -> None:
    """Prints what people should know of downloads, by their path."""
    for path, said in sorted(notes.items()):
        print(f"{path}: {visible(said)}", file=sys.stderr)


@contextmanager
def progress(steps: int, of: str = "Building") -> Iterator[Callable[[], None]]:
    """A bar on a terminal with what is done and the time left, nothing elsewhere; gives the function to call after each
    step."""
    if not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(of), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), TextColumn("left"))
    # It is drawn here and not by a thread of its own: processes can be forked only where there is one thread.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as bar:
        task, drawn = bar.add_task("", total=steps), time.monotonic()

        def step() -> None:
            nonlocal drawn
            bar.advance(task)
            if time.monotonic() - drawn > REDRAWN:
                bar.refresh()
                drawn = time.monotonic()

        yield step
