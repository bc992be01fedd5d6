"""`mentorsite check`, `plan` and `schema`, which write nothing."""

import sys
from collections.abc import Iterator
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorsite.cli.options import Format, Project, Strict, Url, day_of_run, known, prepared, print_notes, show, stop_at
from mentorsite.errors import Problem, graded

if TYPE_CHECKING:
    from mentorsite.build.prepare import Build


class Definition(StrEnum):
    """What a JSON Schema describes."""

    site = "site"
    program = "program"
    agreement = "agreement"
    checklist = "checklist"
    worksheet = "worksheet"
    message = "message"
    certificate = "certificate"
    page = "page"


def check(
    project: Project = Path(),
    format: Annotated[Format, typer.Option("--format", help="How to show problems.")] = Format.text,
    strict: Strict = False,
    links: Annotated[
        bool, typer.Option("--links", help="Ask the web, too, whether links to other sites still lead somewhere.")
    ] = False,
    upcoming: Annotated[
        bool, typer.Option("--upcoming", help="Name dates, too, that have no day yet though their cohort is near.")
    ] = False,
    all_: Annotated[bool, typer.Option("--all", help="Show problems that follow from others, too.")] = False,
) -> None:
    """List all problems without writing anything."""
    from mentorsite.build.media.damage import damaged_media
    from mentorsite.check.report import notes

    made, texts = prepared(project)
    more = list(damaged_media(project, made.site))
    if links:
        more += _dead_links(made)
    if upcoming:
        more += _undated(made)
    made = replace(made, problems=(*made.problems, *more))
    gaps = 0
    if format is Format.text and not any(each.fatal for each in made.problems):
        gaps = _show_ideas(made)
    show(made.problems, texts, format, all_=all_)
    if format is Format.text and not made.problems:
        print(f"No problems. A build would write {len(made.outputs):,} files.{_of_gaps(gaps)}")
    if format is Format.text:
        print_notes((*notes(made.site), *_no_font(made)))
    stop_at(made.problems, strict=strict)


def _dead_links(made: "Build") -> tuple[Problem, ...]:
    """Links at whose other end there is nothing, as other machines say now."""
    from mentorsite.build.web_answers import answers
    from mentorsite.check.web_addresses import dead_links, web_addresses

    addresses = web_addresses(made.site)
    return graded(dead_links(addresses, answers(addresses)), made.site.settings.checks)


def _undated(made: "Build") -> tuple[Problem, ...]:
    """Dates that should have a day by now."""
    from mentorsite.check.upcoming import undated

    return graded(undated(made.site, day_of_run()), made.site.settings.checks)


def _no_font(made: "Build") -> Iterator[str]:
    """What to install so that PDFs show the letters of every language."""
    from mentorsite.render.forms.pdf.script_fonts import READY, script_of

    settings = made.site.settings
    languages = (settings.default_language, *settings.languages)
    if "pdf" not in settings.downloads or all(script_of(each) in READY for each in languages):
        return
    from mentorsite.cli.doctor import fonts_for
    from mentorsite.cli.doctor_findings import lacking_fonts

    lacking = lacking_fonts(fonts_for(settings) or {})
    if lacking:
        yield f"{lacking[0].upper()}{lacking[1:]}"


def _of_gaps(gaps: int) -> str:
    if not gaps:
        return ""
    where = "one place" if gaps == 1 else f"{gaps} places"
    return (
        f"\nNothing carries an idea yet in {where} above. That is fine; the page /ideas/ (`ideas: true`) says how to."
    )


def _show_ideas(made: "Build") -> int:
    """What carries each of the ten ideas in each program; gives in how many places nothing does."""
    from rich.console import Console

    from mentorsite.cli import ideas_table
    from mentorsite.structure.coverage import ideas

    console = Console(highlight=False)
    words = made.theme.words_in(made.site.settings.default_language)
    programs = ideas(made.site)
    console.print(ideas_table.ideas_text(programs, words), width=min(console.width, ideas_table.WIDEST))
    sys.stdout.flush()  # problems come after it, on stderr: the last lines are the ones that are seen
    return sum(len(idea.missing) for program in programs for idea in program.ideas)


def plan(project: Project = Path(), base_url: Url = None) -> None:
    """List the files that a build would write, one a line."""
    from mentorsite.check.report import notes
    from mentorsite.model.output import source
    from mentorsite.structure.plan import SEARCH_FOLDER

    made = known(project, url=base_url)
    for note in notes(made.site):
        print(note, file=sys.stderr)
    for output in made.outputs:
        print(f"{output.path}\t{source(output)}")
    if made.site.settings.search:
        print(f"{SEARCH_FOLDER}\tevery page")
    stop_at(made.problems)


def schema(
    kind: Annotated[Definition, typer.Argument(help="What to describe.")],
    translation: Annotated[
        bool, typer.Option("--translation", help="Describe a file that translates another, as `goals.es.yml`.")
    ] = False,
) -> None:
    """Print the JSON Schema of a file, for editors."""
    from mentorsite.loader.editor_schema import schema_text

    print(schema_text(kind.value, translation=translation), end="")
