"""`mentorsite serve`."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorsite.cli.options import Project, day_of_run, refuse_no_folder, show

if TYPE_CHECKING:
    from mentorsite.serve.preview import Snapshot


def serve(
    project: Project = Path(),
    port: Annotated[
        int | None, typer.Option(min=1, max=65535, help="The port; by default the first free one from 8000.")
    ] = None,
    in_browser: Annotated[bool, typer.Option("--open", help="Open it in a browser.")] = False,
    poll: Annotated[
        bool, typer.Option("--poll", help="Look for changes every second, as network drives need.")
    ] = False,
) -> None:
    """Preview the handbook in a browser on this machine, updated with every change."""
    from mentorsite.build.cache import cache_of
    from mentorsite.serve.server import run

    refuse_no_folder(project)
    cache_of(project)  # refuses one that others can write to, before anything is shown
    try:
        run(project, port=port, in_browser=in_browser, poll=poll, today=day_of_run, show=_show_look)
    except KeyboardInterrupt:
        print("\nThe preview has ended.", file=sys.stderr)


def _show_look(look: "Snapshot") -> None:
    """What a preview finds wrong, or that nothing is, and which drafts it shows."""
    if look.fault:
        print(f"mentorsite: {look.fault}", file=sys.stderr)
    show(look.problems, look.texts)
    if not look.fault and not look.problems:
        print("No problems.")
    if look.drafts:
        from mentorsite.check.report import drafts_shown

        print(drafts_shown(look.drafts))
