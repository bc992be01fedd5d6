"""`mentorsite new`: a handbook to start from."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from mentorsite.cli.options import STOPPED


def _one_line(name: str | None) -> str | None:
    """A name as it can stand in site.yml, refused before anything is asked."""
    from mentorsite.scaffold.handbook import one_line

    if name is None:
        return None
    return one_line(name)


def new(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.", metavar="DIR")],
    starter: Annotated[
        str | None, typer.Option(help="What to start from: career, open-source or research.", metavar="STARTER")
    ] = None,
    name: Annotated[str | None, typer.Option(callback=_one_line, help="What the handbook is called.")] = None,
    organization: Annotated[str | None, typer.Option(callback=_one_line, help="Who runs the program.")] = None,
    language: Annotated[
        str | None,
        typer.Option(help="The language of the handbook, where the starter has several: es, or en,es for both."),
    ] = None,
) -> None:
    """Start a new handbook from a finished example. On a terminal it asks for the names that you leave out."""
    import shlex

    from mentorsite.build.project_files import read
    from mentorsite.cli.prompts import ask
    from mentorsite.loader.made_up_contacts import all_made_up
    from mentorsite.scaffold import handbook
    from mentorsite.scaffold.begun_repository import to_know
    from mentorsite.scaffold.languages import chosen_from

    handbook.refuse_taken(folder)
    if starter is None:
        chosen = None
    else:
        chosen = handbook.starter(starter)
    names = handbook.Names(name, organization)
    try:
        if sys.stdin.isatty() and sys.stdout.isatty():
            chosen, names, languages = ask(chosen, names, language)
        else:
            chosen = chosen or handbook.starter(handbook.DEFAULT)
            if language:
                languages = chosen_from(chosen.languages, language, chosen.id)
            else:
                languages = ()
        joined = handbook.new(folder, chosen, names, languages)
    except (KeyboardInterrupt, typer.Abort):
        print("\nStopped. Nothing was written.", file=sys.stderr)
        raise typer.Exit(STOPPED) from None
    where = shlex.quote(str(folder))
    made_up = "".join(f"  {each}\n" for each in all_made_up(read(folder)))
    besides = "".join(f"{said}\n\n" for said in to_know(folder, joined))
    print(
        f"Made a handbook in {folder}.\n\n{besides}Next:\n"
        f"  mentorsite check -C {where}     shows what is wrong, and where\n"
        f"  mentorsite build -C {where}     makes the website, in {folder / 'public'}\n\n"
        f"Replace what is made up before you invite anyone (`mentorsite check` lists it too):\n"
        f"{made_up}\n"
        f"{folder / 'README.md'} shows how to put it on the web with GitHub, and how to change it there."
    )
