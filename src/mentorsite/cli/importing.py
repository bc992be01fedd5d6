"""`mentorsite import`."""

import shlex
from pathlib import Path
from typing import Annotated

import typer


def import_(
    source: Annotated[
        Path, typer.Argument(help="A folder of Markdown, a .docx or a saved web page.", metavar="SOURCE")
    ],
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.", metavar="DIR")],
) -> None:
    """Make a handbook of what you have: it stays as it is, and what is lost is listed."""

    from mentorsite.importing import LOSSES, bring, files_text, losses_text
    from mentorsite.report import counted

    done = bring(source, folder)
    brought, where = done.brought, shlex.quote(str(folder))
    print(f"Made a handbook in {folder} of {brought.kind}: {files_text(brought)}.")
    if brought.losses:
        print(f"\nWhat could not be brought, or not as it was (also in {folder / LOSSES}):\n")
        print(losses_text(brought.losses))
    print(
        f"\nNext:\n  mentorsite check -C {where}     shows what is wrong, and where ({counted(done.problems)})\n"
        f"  mentorsite build -C {where}     makes the website, in {folder / 'public'}"
    )
