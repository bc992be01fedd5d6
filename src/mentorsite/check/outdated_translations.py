"""Translations that leave texts out, or whose source has changed since they were made."""

from collections.abc import Container, Iterator

from mentorsite.errors import Problem, problem
from mentorsite.loader.translation_memory import FileState, memory_of, states
from mentorsite.loader.translation_units import Unit
from mentorsite.loader.tree import PAGE_ENDINGS, Tree
from mentorsite.model.settings import Settings

SHOWN = 50
"""How much of a text a message has, in characters."""
TRANSLATE = "write it, or leave it for later"


def unfinished_translations(tree: Tree, settings: Settings, drafts: Container[str]) -> Iterator[Problem]:
    """Advice for each text that is missing or out of date in a translation, and for what tells that; not for drafts.

    Files in which nothing is left to do, by what `mentorsite translate` remembers of them, aren't read.
    """
    for language in settings.languages:
        if language == settings.default_language:
            continue
        memory, faults = memory_of(tree, language)
        yield from faults
        for file in states(tree, settings, language, memory, whole=False):
            if file.path in drafts or len(file.missing) == len(file.units):  # nobody has begun with it
                continue
            yield from _missing(file, settings)
            yield from _outdated(file, language)


def _missing(file: FileState, settings: Settings) -> Iterator[Problem]:
    if file.path.lower().endswith(PAGE_ENDINGS):  # a part that is as in the source may be meant so
        return
    shown = settings.languages[settings.default_language]
    for number, unit in enumerate(file.missing):
        message = f"`{unit.at}` is not translated, so that it shows in {shown}: “{_short(unit.source)}”"
        about = f"what {file.path} leaves out"
        yield problem("untranslated", unit.own_place, message, TRANSLATE, about=about, root=number == 0)


def _outdated(file: FileState, language: str) -> Iterator[Problem]:
    for unit in file.outdated:
        where = f"{unit.place.path}, line {unit.place.line}"
        message = f"the source of {_what(unit)} has changed since it was translated ({where})"
        hint = f"change it, or say that it is right: mentorsite translate {language} --reviewed {file.path}"
        yield problem("outdated-translation", unit.own_place, message, hint)


def _what(unit: Unit) -> str:
    if unit.loc:
        return f"`{unit.at}`"
    return f"this part, “{_short(unit.own)}”,"


def _short(text: str) -> str:
    line = " ".join(text.split())
    if len(line) <= SHOWN:
        return line
    return f"{line[:SHOWN].rstrip()}…"
