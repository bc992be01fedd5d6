"""What `mentorsite new` asks on a terminal."""

import typer

from mentorsite.errors import UsageError
from mentorsite.scaffold.handbook import Names, Starter, one_line, own_organization, starters, usual_name


def ask(chosen: Starter | None, names: Names) -> tuple[Starter, Names]:
    """Asks for what was not said; each answer tells what the next question offers.

    Raises `typer.Abort` for Ctrl-C and for an end of what is typed.
    """
    if None in (chosen, names.handbook, names.organization):
        print("Press Enter to accept the answer in brackets.\n")
    chosen = chosen or _starter()
    organization = names.organization or _name("Who runs the program?", own_organization(chosen))
    handbook = names.handbook or _name("What is the handbook called?", usual_name(organization))
    return chosen, Names(handbook, organization)


def _starter() -> Starter:
    """The starter that is chosen from a numbered list."""
    known = {str(number): each for number, each in enumerate(starters(), 1)}
    print("What is your program most like?\n")
    for number, each in known.items():
        print(f"  {number}  {each.title}\n     {each.about}\n")

    def answer(said: str) -> str:
        if said.strip() not in known:
            raise typer.BadParameter(f"Write a number from 1 to {len(known)}.")
        return said.strip()

    return known[typer.prompt("Number", default="1", value_proc=answer)]


def _name(question: str, default: str) -> str:
    def answer(said: str) -> str:
        try:
            return one_line(said)
        except UsageError as error:
            raise typer.BadParameter(str(error)) from error

    return str(typer.prompt(question, default=default, value_proc=answer))
