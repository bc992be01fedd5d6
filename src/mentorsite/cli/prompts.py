"""What `mentorsite new` asks on a terminal."""

from typing import cast

import typer

from mentorsite.errors import UsageError
from mentorsite.scaffold.handbook import Names, Starter, one_line, own_organization, starters, usual_name
from mentorsite.scaffold.languages import chosen_from, words_in


def ask(chosen: Starter | None, names: Names, language: str | None) -> tuple[Starter, Names, tuple[str, ...]]:
    """Asks for what was not said; each answer tells what the next question offers.

    Raises `typer.Abort` for Ctrl-C and for an end of what is typed.
    """
    if None in (chosen, names.handbook, names.organization):
        print("Press Enter to accept the answer in brackets.\n")
    chosen = chosen or _starter()
    if language:
        languages = chosen_from(chosen.languages, language, chosen.id)
    else:
        languages = _languages(chosen)
    organization = names.organization or _name("Who runs the program?", own_organization(chosen))
    handbook = names.handbook
    if not handbook:
        usual = usual_name(organization, words_in(languages[0]))
        handbook = _name("What is the handbook called?", usual)
    return chosen, Names(handbook, organization), languages


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


def _languages(chosen: Starter) -> tuple[str, ...]:
    """The languages that are chosen, where a starter has several."""
    own, *others = chosen.languages
    if not others:
        return (own,)
    there = ", ".join(f"{code} for {name}" for code, name in chosen.languages.items())

    def answer(said: str) -> tuple[str, ...]:
        try:
            return chosen_from(chosen.languages, said, chosen.id)
        except UsageError as error:
            raise typer.BadParameter(str(error)) from error

    question = f"In which language? {there}, {','.join(chosen.languages)} for all"
    return cast(tuple[str, ...], typer.prompt(question, default=own, value_proc=answer))


def _name(question: str, default: str) -> str:
    def answer(said: str) -> str:
        try:
            return one_line(said)
        except UsageError as error:
            raise typer.BadParameter(str(error)) from error

    return str(typer.prompt(question, default=default, value_proc=answer))
