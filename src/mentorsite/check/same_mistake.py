"""What problems are about, where several may be one mistake: see `errors.mistakes`."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from posixpath import basename, dirname

from mentorsite.errors import Problem
from mentorsite.model.site import ProgramEntry, Site

NO_PROGRAM = "programs"
"""What is about the program that a handbook does not have."""


def about_id(what: str, id: str, source: str) -> str:
    """Problems of places that name an id which the program in `source` does not have: `what` is in words."""
    return f"{what} {id} of {source}"


def about_program(id: str) -> str:
    """Problems of places that speak of a program which isn't there."""
    return f"programs/{id}"


def source_of(programs: Sequence[ProgramEntry]) -> str:
    """The source that defines what is named in some programs, where that is one."""
    if len(programs) == 1:
        return programs[0].source
    return ""


def form_named(site: Site, id: str) -> str:
    """What a form that is not there is about, as all say that name it by its folder; `form …` where nothing does."""
    for entry in site.originals:
        for folder, listed in entry.program.forms.items():
            if id in listed:
                return f"{folder}/{id}"
    return f"form/{id}"


def by_folder(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems; those of all that a folder of another name holds, and what follows from them, are one mistake."""
    folders: dict[str, str] = {}
    for each in problems:
        if each.code == "unknown-definition" and each.about:
            folder, meant, id = dirname(each.path), dirname(each.about), basename(each.about)
            # What names it by its folder or among all forms, or speaks of the only program, or leads to the folder.
            for about in (each.about, about_id("form", id, ""), meant, f"page {meant}"):
                folders.setdefault(about, folder)
    for each in problems:
        if each.code == "unknown-definition":
            yield replace(each, about=dirname(each.path))
        elif each.about in folders:
            yield replace(each, about=folders[each.about])
        else:
            yield each
