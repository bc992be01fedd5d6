"""`mentorsite edit`."""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorsite.cli.options import Project, day_of_run, refuse_no_folder
from mentorsite.errors import UsageError

if TYPE_CHECKING:
    from mentorsite.serve.preview import Snapshot


def edit(
    project: Project = Path(),
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="The port; by default the first free one from 8000.")
    ] = None,
    in_browser: Annotated[bool, typer.Option("--open/--no-open", help="Open it in a browser.")] = True,
    poll: Annotated[
        bool, typer.Option("--poll", help="Look for changes every second, as network drives need.")
    ] = False,
    codespace: Annotated[
        bool,
        typer.Option("--codespace", help="Answer to the address at which GitHub forwards the port of a codespace."),
    ] = False,
) -> None:
    """Edit the handbook in a browser on this machine, with the page as readers will see it beside the form. Where there
    is none yet, begin one there: from a starter, or from what you have."""
    from mentorsite.build.cache import cache_of
    from mentorsite.serve.edit.start import beside
    from mentorsite.serve.server import run

    refuse_no_folder(project)
    cache_of(project)  # refuses one that others can write to, before anything is shown
    host = forwarded(port or 0) if codespace else ""
    try:
        run(
            project,
            port=port,
            in_browser=in_browser and not codespace,  # which has no browser: it is opened on the person's own machine
            poll=poll,
            today=day_of_run,
            show=_say_nothing,
            beside=beside(project, host),
        )
    except KeyboardInterrupt:
        print("\nThe desk has ended.", file=sys.stderr)


def forwarded(port: int) -> str:
    """The name under which GitHub forwards a port of the codespace that this is."""
    name, domain = (os.environ.get(each, "") for each in ("CODESPACE_NAME", "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN"))
    if not name or not domain or not port:
        raise UsageError("--codespace is for a codespace on GitHub, with --port. Elsewhere leave it out.")
    return f"{name}-{port}.{domain}"


def _say_nothing(_look: "Snapshot") -> None:
    """The desk shows itself what is wrong, beside what it is about."""
