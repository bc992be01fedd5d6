"""The command line: parses arguments, calls one function, says what happened."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorsite import __version__
from mentorsite.errors import MentorsiteError, WrongUseError

if TYPE_CHECKING:
    from mentorsite.prepare import Build

CONTENT_PROBLEMS, CANNOT, STOPPED = 1, 2, 130
"""Exit statuses: problems in the content; wrong use, or the command can't go on; ended by Ctrl-C."""

app = typer.Typer(
    help="Makes a handbook website for a mentorship program from YAML and Markdown.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


class Format(StrEnum):
    """How problems are shown."""

    text = "text"
    json = "json"
    github = "github"


class Definition(StrEnum):
    """What a JSON Schema describes."""

    site = "site"
    program = "program"
    agreement = "agreement"
    checklist = "checklist"
    worksheet = "worksheet"
    page = "page"


Project = Annotated[Path, typer.Option("-C", help="The handbook's folder.", metavar="PROJECT")]
Url = Annotated[str | None, typer.Option("--base-url", help="Where the site will live, instead of site.yml's url.")]
Strict = Annotated[bool, typer.Option("--strict", help="Advice stops the build too.")]


def main() -> None:
    """Runs the command line. Exit status 0, 1 for problems in the content, 2 for all that can't go on."""
    try:
        app()
    except MentorsiteError as error:
        print(f"mentorsite: {error}", file=sys.stderr)
        sys.exit(CANNOT)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"mentorsite {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show it.")] = False,
) -> None:
    pass


def _one_line(name: str | None) -> str | None:
    """A name as it can stand in site.yml, refused before anything is asked."""
    from mentorsite.scaffold import one_line

    return None if name is None else one_line(name)


@app.command()
def new(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.", metavar="DIR")],
    starter: Annotated[
        str | None, typer.Option(help="What to start from: career, open-source or research.", metavar="STARTER")
    ] = None,
    name: Annotated[str | None, typer.Option(callback=_one_line, help="What the handbook is called.")] = None,
    organization: Annotated[str | None, typer.Option(callback=_one_line, help="Who runs the program.")] = None,
) -> None:
    """Make a finished handbook to change. On a terminal it asks what isn't said."""
    import shlex

    from mentorsite import scaffold
    from mentorsite.questions import ask

    scaffold.refuse_taken(folder)
    chosen = None if starter is None else scaffold.starter(starter)
    names = scaffold.Names(name, organization)
    try:
        if sys.stdin.isatty() and sys.stdout.isatty():
            chosen, names = ask(chosen, names)
        scaffold.new(folder, chosen or scaffold.starter(scaffold.DEFAULT), names)
    except (KeyboardInterrupt, typer.Abort):
        print("\nStopped. Nothing was written.", file=sys.stderr)
        raise typer.Exit(STOPPED) from None
    where = shlex.quote(str(folder))
    print(
        f"Made a handbook in {folder}.\n\nNext:\n"
        f"  mentorsite check -C {where}     shows what is wrong, and where\n"
        f"  mentorsite build -C {where}     makes the website, in {folder / 'public'}"
    )


@app.command()
def build(
    project: Project = Path(),
    output: Annotated[Path | None, typer.Option("-o", help="Where to, else public/.", metavar="OUT")] = None,
    base_url: Url = None,
    strict: Strict = False,
    without: Annotated[str, typer.Option(help="What to leave out: pdf,docx,markdown,search.", metavar="LIST")] = "",
    jobs: Annotated[int | None, typer.Option(min=1, help="How many processes make downloads.")] = None,
) -> None:
    """Make the site."""
    from mentorsite.build import write
    from mentorsite.publish import refuse_unsafe
    from mentorsite.report import visible

    start, day = time.perf_counter(), _day()
    target = output or project / "public"
    refuse_unsafe(target, project)
    made = _prepared(project, base_url, Format.text, _formats(without))
    if _stops(made, strict):
        print("Nothing was written.", file=sys.stderr)
        raise typer.Exit(_status(made))
    slow = "; PDFs take longest, the first time" if "pdf" in made.site.settings.downloads else ""
    print(f"Making {len(made.outputs):,} files{slow}.", flush=True)
    try:
        with _progress(len(made.outputs)) as step:
            written = write(made, project, target, workers=jobs, step=step, day=day)
    except KeyboardInterrupt:
        print(f"Stopped. {target} is as it was.", file=sys.stderr)
        raise typer.Exit(STOPPED) from None
    done = written.published
    for path, characters in sorted(written.missing.items()):
        print(f"{path}: no font of this machine has {visible(characters)}; install one that does.", file=sys.stderr)
    seconds = time.perf_counter() - start
    print(
        f"{done.files:,} files in {target} ({done.changed:,} new or changed, {done.removed:,} removed), {seconds:.2f} s"
    )
    print(f"Next: open {target / 'index.html'} in a browser.")


@app.command()
def check(
    project: Project = Path(),
    format: Annotated[Format, typer.Option("--format", help="How to show problems.")] = Format.text,
    strict: Strict = False,
) -> None:
    """Show all problems; write nothing."""
    made = _prepared(project, None, format)
    if format is Format.text and not made.problems:
        print(f"No problems: {len(made.outputs):,} files would be made.")
    if format is Format.text:
        _show_ideas(made)
    if _stops(made, strict):
        raise typer.Exit(_status(made))


def _show_ideas(made: "Build") -> None:
    """What carries each of the ten ideas in each program."""
    from rich.console import Console

    from mentorsite import report
    from mentorsite.ideas import ideas

    console = Console(highlight=False)
    words = made.theme.speaking(made.site.settings.default_language)
    console.print(report.ideas_text(ideas(made.site), words), width=min(console.width, report.WIDEST))


@app.command()
def plan(project: Project = Path(), base_url: Url = None) -> None:
    """List what would be made, a line each."""
    from mentorsite.model.output import source
    from mentorsite.plan import SEARCH_FOLDER

    made = _prepared(project, base_url, Format.text)
    for output in made.outputs:
        print(f"{output.path}\t{source(output)}")
    if made.site.settings.search:
        print(f"{SEARCH_FOLDER}\tevery page")
    if made.fatal:
        raise typer.Exit(_status(made))


@app.command()
def schema(kind: Annotated[Definition, typer.Argument(help="What to describe.")]) -> None:
    """Print the JSON Schema of a file, for editors."""
    import json

    from mentorsite.read.schema import json_schema

    print(json.dumps(json_schema(kind.value), indent=2))


def _day() -> date:
    """The day of this run: today, or that of SOURCE_DATE_EPOCH, which makes builds repeatable."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "").strip()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date() if epoch else datetime.now(UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise WrongUseError(f"SOURCE_DATE_EPOCH is {epoch}. Write the seconds since 1970, as 1798761600.") from error


def _formats(without: str) -> frozenset[str]:
    """The parts of a list such as `pdf,search`."""
    from mentorsite.model.output import ENDINGS

    known = (*ENDINGS, "search")
    formats = frozenset(part.strip() for part in without.split(",") if part.strip())
    unknown = formats - set(known)
    if unknown:
        raise WrongUseError(f"--without {', '.join(sorted(unknown))}: it takes {', '.join(known)}.")
    return formats


def _prepared(project: Path, url: str | None, format: Format, without: frozenset[str] = frozenset()) -> "Build":
    """Reads and prepares the project, and shows its problems."""
    from mentorsite import report
    from mentorsite.prepare import prepare
    from mentorsite.source import read

    if url and not url.startswith(("https://", "http://")):
        raise WrongUseError(f"--base-url {url} is not a web address. Write it whole, with https://")
    if not project.is_dir():
        raise WrongUseError(f"There is no folder {project}.")
    tree = read(project)
    made = prepare(tree, url=url, without=without, today=_day())
    if format is Format.text:
        from rich.console import Console

        console = Console(stderr=True, highlight=False, soft_wrap=True)
        console.print(report.as_text(made.problems, tree.texts), end="")
        if made.problems:
            console.print(report.counted(made.problems), markup=False)
    else:
        print(report.FORMATS[format.value](made.problems))
    return made


def _stops(made: "Build", strict: bool) -> bool:
    return made.fatal or (strict and bool(made.problems))


def _status(made: "Build") -> int:
    """The exit status for problems: 2 when there is no project to speak of."""
    return CANNOT if any(each.code == "no-project" for each in made.problems) else CONTENT_PROBLEMS


@contextmanager
def _progress(steps: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, nothing elsewhere; gives the function to call after each step."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("Building", total=steps)
        yield lambda: progress.advance(task)
