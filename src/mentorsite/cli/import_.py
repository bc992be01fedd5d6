"""`mentorsite import`."""

import shlex
from pathlib import Path
from typing import Annotated

import typer

from mentorsite.cli.options import CONTENT_PROBLEMS, day_of_run


def import_(
    source: Annotated[
        Path, typer.Argument(help="A folder of Markdown, a .docx or a saved web page.", metavar="SOURCE")
    ],
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.", metavar="DIR")],
) -> None:
    """Turn a folder of Markdown, a Word file or a saved web page into a new handbook. The source is not changed, and
    what is lost is listed. The exit status is 0 where nothing was lost, 1 where something is in the list, and 2 where
    nothing was made."""

    from mentorsite.check.report import counted
    from mentorsite.errors import mistakes
    from mentorsite.scaffold.begun_repository import to_know
    from mentorsite.scaffold.import_ import import_handbook
    from mentorsite.scaffold.losses import LOSSES, losses_text, made_text

    done = import_handbook(source, folder, day_of_run())
    result, where = done.result, shlex.quote(str(folder))
    is_whole = not result.losses and not result.unread
    print(made_text(result, folder))
    for said in to_know(folder, done.joined):
        print(f"\n{said}")
    if not is_whole:
        print(f"\nLost or changed by the import (also in {folder / LOSSES}):\n")
        print(losses_text(result))
    wrong = counted(mistakes(done.problems))
    print(
        f"\nNext:\n  mentorsite check -C {where}     shows what is wrong, and where ({wrong})\n"
        f"  mentorsite build -C {where}     makes the website, in {folder / 'public'}"
    )
    if not is_whole:
        raise typer.Exit(CONTENT_PROBLEMS)
