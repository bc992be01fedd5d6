"""The command line. Each module has a command or two: reads arguments, calls a function and prints the result."""

import errno
import gc
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from typing import Annotated, Any, TextIO

import typer
from typer.core import TyperCommand

from mentorsite import __version__

# Each command imports what it works with only when it runs, so that help and small commands are there at once.
from mentorsite.cli import build, changes, check, deploy, edit, import_, new, pack, serve, translate
from mentorsite.cli.options import CANNOT
from mentorsite.errors import MentorsiteError

UNLOOKED_AT = 50_000
"""How many things may be made before Python looks for garbage. By itself it does after 700, and a site stays whole
while it is built: looking through it again and again took a tenth of the time.
"""

NOT_TAKEN = {errno.ENOSPC, errno.EPIPE, errno.EIO, errno.EFBIG, errno.EDQUOT}
"""What a system says of a terminal, a pipe or a file that takes no more."""

app = typer.Typer(
    help="Makes a handbook website for a mentorship program from YAML and Markdown.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def main() -> None:
    """Runs the command line. Exit status 0, 1 for problems in the content, 2 for all that can't go on."""
    gc.set_threshold(UNLOOKED_AT, 20, 50)
    streams = _prepared_streams()
    try:
        _run()
    except (OSError, SystemExit) as error:
        refused = []
        for stream in streams:
            fault = _refused(stream)
            if fault:
                refused.append(fault)
        cause = error if isinstance(error, OSError) else error.__context__  # typer ends quietly at a closed pipe
        if isinstance(cause, OSError) and cause.errno in NOT_TAKEN:
            refused.append(cause)
        if not refused:
            raise
        with suppress(OSError):
            print(f"mentorsite: {refused[0].strerror}: the output could not be written.", file=streams[-1], flush=True)
        _refused(streams[-1])
        sys.exit(CANNOT)


def _prepared_streams() -> list[TextIO]:
    """Where output goes, so that every letter can be written there; Python has none where nobody could read it."""
    streams = []
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # Windows would have a pipe take few letters, and stop at any other
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")
        if stream:
            streams.append(stream)
    if os.environ.get("COLUMNS") == "0":  # a terminal that tells no width: nothing would be shown in it
        del os.environ["COLUMNS"]
    return streams


def _run() -> None:
    try:
        app()
    except MentorsiteError as error:
        said = str(error)
    else:
        return
    # Here the error is forgotten, and with it what was under way where it was raised: its worker processes end first.
    print(f"mentorsite: {said}", file=sys.stderr)
    sys.exit(CANNOT)


def _refused(stream: TextIO) -> OSError | None:
    """Why a stream does not take what is still to be written to it, a full disk or a closed pipe; that is then let go.

    Python would try again when it ends, and show a traceback.
    """
    try:
        stream.flush()
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
        return error
    return None


def _version(wanted: bool) -> None:
    if wanted:
        print(f"mentorsite {__version__}")
        raise typer.Exit


class InFolder(TyperCommand):
    """A command that is about a handbook's folder, and says how to name one where it stands alone."""

    allow_extra_args = True

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Takes options, and nothing else."""
        left = super().parse_args(ctx, args)
        if left:
            ctx.fail(f"Unexpected {left[0]!r}. Name the handbook's folder with -C: mentorsite {self.name} -C …")
        return left


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    pass


app.command()(new.new)
app.command("import")(import_.import_)
app.command(cls=InFolder)(build.build)
app.command(cls=InFolder)(serve.serve)
app.command(cls=InFolder)(edit.edit)
app.command(cls=InFolder)(check.check)
app.command(cls=InFolder)(check.plan)
app.command(cls=InFolder)(changes.changes)
app.command(cls=InFolder)(translate.translate)
app.command()(pack.pack)
app.command(cls=InFolder)(deploy.deploy)
app.command(cls=InFolder)(deploy.doctor)
app.command()(check.schema)
