"""The command line: a module a command or two, each parses arguments, calls a function and says what happened."""

import sys
from io import TextIOWrapper
from typing import Annotated

import typer

from mentorsite import __version__
from mentorsite.cli import building, checking, deploying, importing, serving, starting
from mentorsite.cli.shared import CANNOT
from mentorsite.errors import MentorsiteError

app = typer.Typer(
    help="Makes a handbook website for a mentorship program from YAML and Markdown.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Runs the command line. Exit status 0, 1 for problems in the content, 2 for all that can't go on."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # Windows would have a pipe take few letters, and stop at any other
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="backslashreplace")
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


app.command()(starting.new)
app.command("import")(importing.import_)
app.command()(building.build)
app.command()(serving.serve)
app.command()(checking.check)
app.command()(checking.plan)
app.command()(deploying.deploy)
app.command()(deploying.doctor)
app.command()(checking.schema)
