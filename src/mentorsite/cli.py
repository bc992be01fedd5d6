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
    from collections.abc import Mapping, Sequence

    from mentorsite.cache import Cache
    from mentorsite.errors import Problem
    from mentorsite.prepare import Build
    from mentorsite.read.tree import Tree
    from mentorsite.serve.preview import Look
    from mentorsite.stages import Stages

REDRAWN = 0.1
"""How often the bar of a build is drawn again, in seconds."""
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
    jobs: Annotated[int | None, typer.Option(min=1, help="How many processes share the work.")] = None,
    profile: Annotated[bool, typer.Option("--profile", help="Show where the time goes.")] = False,
) -> None:
    """Make the site."""
    from mentorsite.cache import Cache
    from mentorsite.publish import refuse_unsafe
    from mentorsite.record import asset_paths, is_there, last_record, see, whole_of
    from mentorsite.source import read
    from mentorsite.stages import READ, Stages

    start, day, left_out, stages = time.perf_counter(), _day(), _formats(without), Stages()
    target = output or project / "public"
    refuse_unsafe(target, project)
    _refuse_wrong(project, base_url)
    with stages.during(READ):
        cache, tree = Cache(), read(project)
        before = last_record(cache, project, target)
        assets = see(asset_paths(project, tree.assets), before.assets)
        whole = whole_of(tree, assets, base_url, sorted(left_out), day)
        unchanged = before.whole == whole and is_there(before, target)
    if unchanged:
        problems, missing = before.problems, before.missing
        counts = f"{len(before.files) - 1:,} files in {target}, as they were"
        _show(problems, tree.texts, Format.text)
        _stop_building(problems, strict)
    else:
        made = _prepared(tree, base_url, left_out, day, cache, jobs, stages)
        _show(made.problems, tree.texts, Format.text)
        _stop_building(made.problems, strict)
        counts, missing = _write(made, project, target, day, whole, cache, jobs, stages)
    for path, characters in sorted(missing.items()):
        print(f"{path}: no font of this machine has {characters}; install one that does.", file=sys.stderr)
    print(f"{counts}, {time.perf_counter() - start:.2f} s")
    if profile:
        print("\n".join(stages.told()))
    print(f"Next: open {target / 'index.html'} in a browser.")


def _write(
    made: "Build",
    project: Path,
    target: Path,
    day: date,
    whole: str,
    cache: "Cache",
    jobs: int | None,
    stages: "Stages",
) -> tuple[str, "Mapping[str, str]"]:
    """Writes the site; what was done, in words, and the characters that no font has."""
    from mentorsite.build import Shop, write

    slow = "; PDFs take longest, the first time" if "pdf" in made.site.settings.downloads else ""
    print(f"Making {len(made.outputs):,} files{slow}.", flush=True)
    try:
        with _progress(len(made.outputs)) as step:
            written = write(made, project, target, Shop(cache, jobs, step, stages), whole=whole, day=day)
    except KeyboardInterrupt:
        print(f"Stopped. {target} is as it was.", file=sys.stderr)
        raise typer.Exit(STOPPED) from None
    done = written.published
    counts = f"{done.files:,} files in {target} ({done.changed:,} new or changed, {done.removed:,} removed)"
    return counts, written.missing


@app.command()
def serve(
    project: Project = Path(),
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="Where to, else the first free from 8000.")] = None,
    in_browser: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
    poll: Annotated[bool, typer.Option("--poll", help="Look at the files every second; for network drives.")] = False,
) -> None:
    """Show the handbook in a browser on this machine, as it is with every change."""
    from mentorsite.serve.run import run

    _refuse_wrong(project, None)
    try:
        run(project, port=port, in_browser=in_browser, poll=poll, today=_day, show=_show_look)
    except KeyboardInterrupt:
        print("\nThe preview has ended.", file=sys.stderr)


def _show_look(look: "Look") -> None:
    """What a preview finds wrong, or that nothing is."""
    if look.fault:
        print(f"mentorsite: {look.fault}", file=sys.stderr)
    _show(look.problems, look.texts, Format.text)
    if not look.fault and not look.problems:
        print("No problems.")


@app.command()
def check(
    project: Project = Path(),
    format: Annotated[Format, typer.Option("--format", help="How to show problems.")] = Format.text,
    strict: Strict = False,
) -> None:
    """Show all problems; write nothing."""
    made = _known(project, None, format)
    if format is Format.text and not made.problems:
        print(f"No problems: {len(made.outputs):,} files would be made.")
    if format is Format.text:
        _show_ideas(made)
    _stop(made.problems, strict)


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

    made = _known(project, base_url, Format.text)
    for output in made.outputs:
        print(f"{output.path}\t{source(output)}")
    if made.site.settings.search:
        print(f"{SEARCH_FOLDER}\tevery page")
    _stop(made.problems, strict=False)


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
    from mentorsite.model.formats import ENDINGS

    known = (*ENDINGS, "search")
    formats = frozenset(part.strip() for part in without.split(",") if part.strip())
    unknown = formats - set(known)
    if unknown:
        raise WrongUseError(f"--without {', '.join(sorted(unknown))}: it takes {', '.join(known)}.")
    return formats


def _refuse_wrong(project: Path, url: str | None) -> None:
    if url and not url.startswith(("https://", "http://")):
        raise WrongUseError(f"--base-url {url} is not a web address. Write it whole, with https://")
    if not project.is_dir():
        raise WrongUseError(f"There is no folder {project}.")


def _known(project: Path, url: str | None, format: Format) -> "Build":
    """Reads and prepares the project, and shows its problems."""
    from mentorsite.cache import Cache
    from mentorsite.source import read
    from mentorsite.stages import Stages

    _refuse_wrong(project, url)
    tree = read(project)
    made = _prepared(tree, url, frozenset(), _day(), Cache(), None, Stages())
    _show(made.problems, tree.texts, format)
    return made


def _prepared(
    tree: "Tree",
    url: str | None,
    without: frozenset[str],
    day: date,
    cache: "Cache",
    jobs: int | None,
    stages: "Stages",
) -> "Build":
    from mentorsite.prepare import prepare
    from mentorsite.stages import PREPARE, UNDERSTAND
    from mentorsite.understand import remembering

    each = remembering(cache, workers=jobs)
    with stages.during(PREPARE):
        return prepare(
            tree,
            url=url,
            without=without,
            today=day,
            each=lambda function, sources: stages.each(UNDERSTAND, iter(each(function, sources))),
        )


def _show(problems: "Sequence[Problem]", texts: "Mapping[str, bytes]", format: Format) -> None:
    """Shows problems: as text with the lines they are in, or for a program to read."""
    if format is Format.text and not problems:
        return
    from mentorsite import report

    if format is not Format.text:
        print(report.FORMATS[format.value](problems))
    else:
        from rich.console import Console

        console = Console(stderr=True, highlight=False, soft_wrap=True)
        console.print(report.as_text(problems, texts), end="")
        console.print(report.counted(problems), markup=False)


def _stop(problems: "Sequence[Problem]", strict: bool) -> None:
    """Ends the command where the problems do: 2 when there is no project to speak of."""
    if any(each.fatal for each in problems) or (strict and problems):
        no_project = any(each.code == "no-project" for each in problems)
        raise typer.Exit(CANNOT if no_project else CONTENT_PROBLEMS)


def _stop_building(problems: "Sequence[Problem]", strict: bool) -> None:
    try:
        _stop(problems, strict)
    except typer.Exit:
        print("Nothing was written.", file=sys.stderr)
        raise


@contextmanager
def _progress(steps: int) -> Iterator[Callable[[], None]]:
    """A bar on a terminal, nothing elsewhere; gives the function to call after each step."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    # It is drawn here and not by a thread of its own: processes can be forked only where there is one thread.
    with Progress(console=console, transient=True, disable=not console.is_terminal, auto_refresh=False) as progress:
        task, drawn = progress.add_task("Building", total=steps), time.monotonic()

        def step() -> None:
            nonlocal drawn
            progress.advance(task)
            if console.is_terminal and time.monotonic() - drawn > REDRAWN:
                progress.refresh()
                drawn = time.monotonic()

        yield step
