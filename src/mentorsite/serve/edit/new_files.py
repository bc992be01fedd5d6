"""What a new file begins with: a short example in the handbook's language, to be changed."""

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from mentorsite.build.project_files import shipped
from mentorsite.loader.sources import CONTENT
from mentorsite.markdown.slug import slug
from mentorsite.model.site import Site
from mentorsite.scaffold import editor_schemas
from mentorsite.serve.edit.files import RefusedError
from mentorsite.serve.edit.kinds import PAGE

TEMPLATES = "starters/templates"
GUIDELINES = "guidelines"
"""The folder of a handbook in which guidelines usually stand."""
HEADLINE = re.compile(r"(?m)^(title|name): .*$")
ROLES = re.compile(r"(?m)^(for|to|signatures): \[mentor, mentee\]\n")
"""The lines of a template that name the roles of a program."""
PLAIN = re.compile(r"(?!(?:yes|no|on|off|true|false|null|y|n)$)[a-z][a-z0-9-]*")
"""An id that YAML takes for a text as it stands."""
START, END = "start: 2027-03-01", "end: 2027-08-27"
"""The days of the cohort in the template of a program."""
NOTICE, LASTS = timedelta(days=60), timedelta(days=179)
MONDAY, WEEK = 0, 7


@dataclass(frozen=True, slots=True)
class Template:
    """Something to begin with: the kind of file that it is of, what it is called, and what it holds in a sentence."""

    kind: str
    label: str
    about: str


OFFERED: Mapping[str, Mapping[str, Template]] = {
    "Pages": {
        "guideline": Template(PAGE, "Guideline", "How you do something here: why, what helps, and in which words."),
        "agenda": Template(PAGE, "Meeting agenda", "Five points for a meeting of an hour."),
        "announcement": Template(PAGE, "Announcement", "Who is looked for, what it takes, and what happens next."),
        "contacts": Template(PAGE, "About and contacts", "Who you are, and whom to turn to for what."),
        "empty": Template(PAGE, "Empty page", "A title, and nothing else yet."),
    },
    "Forms": {
        "agreement": Template("agreement", "Agreement", "What two people promise each other and sign, on one page."),
        "checklist": Template("checklist", "Checklist", "Five things to do before the first meeting."),
        "worksheet": Template("worksheet", "Worksheet", "Three questions to look back with."),
        "log": Template("worksheet", "Log", "A table with a line for each meeting."),
    },
    "More": {
        "message": Template("message", "Message", "A short mail that asks a pair how it is going."),
        "certificate": Template("certificate", "Certificate", "Thanks, in writing, for who took part until the end."),
        "program": Template("program", "Program with a cohort", "Roles, meetings, rules, and days that you change."),
    },
}
"""What can be made, as the list of it shows it."""
OFFERED_BY_ID = {id: each for found in OFFERED.values() for id, each in found.items()}


def path_of(id: str, title: str, folder: str, folders: Collection[str]) -> str:
    """Where a new file is put; `folder` is where a page stands below `content/`, `folders` are those that there are."""
    kind = OFFERED_BY_ID[id].kind
    name = slug(title) or kind
    if kind == PAGE:
        if not folder and id == "guideline" and GUIDELINES in folders:
            folder = GUIDELINES
        steps = [each for each in folder.split("/") if each]  # none for an empty one, which is `content/` itself
        return f"{CONTENT}{'/'.join([*steps, name])}.md"
    below = next(each for each, found in editor_schemas.FOLDERS.items() if found == kind)
    return f"{CONTENT}{below}/{name}.yml"


def text_of(id: str, title: str, site: Site | None, today: date) -> str:
    """What it says, in the language of the handbook where there is such an example, with the roles of its program."""
    language = site.settings.default_language if site else ""
    text = _example(id, language)
    text = HEADLINE.sub(lambda found: f"{found[1]}: {_quoted(title)}", text, count=1)
    if id == "program":
        return _from_a_monday(text, today)
    roles = _roles(site)
    if id == "message" and not roles:
        raise RefusedError("A message goes to people of a program: make the program first.")
    if not roles:
        return ROLES.sub("", text)
    named = f"[{', '.join(map(_id, roles))}]"
    return ROLES.sub(lambda found: f"{found[1]}: {named}\n", text)


def _example(id: str, language: str) -> str:
    if OFFERED_BY_ID[id].kind == PAGE:
        ending = ".md"
    else:
        ending = ".yml"
    files = {each.name: each for each in shipped(TEMPLATES).iterdir()}
    own = f"{id}.{language.partition('-')[0]}{ending}"
    return files.get(own, files[f"{id}{ending}"]).read_text(encoding="utf-8")


def _roles(site: Site | None) -> tuple[str, ...]:
    """The roles of the two who meet, in the program that pages speak of."""
    if site and site.default_program:
        program = site.program(site.default_program)
    else:
        program = None
    if program is None:
        return ()
    by_kind: dict[str, str] = {}
    for id, role in program.roles.items():
        by_kind.setdefault(role.kind, id)
    pair = tuple(by_kind[kind] for kind in ("mentor", "mentee") if kind in by_kind)
    if pair:
        return pair
    others = tuple(id for id, role in program.roles.items() if role.kind != "coordinator")  # such as peers
    return others[:2]


def _from_a_monday(text: str, today: date) -> str:
    start = today + NOTICE
    start += timedelta(days=(MONDAY - start.weekday()) % WEEK)
    return text.replace(START, f"start: {start}").replace(END, f"end: {start + LASTS}")


def _id(id: str) -> str:
    if PLAIN.fullmatch(id):
        return id
    return _quoted(id)


def _quoted(text: str) -> str:
    """A text as YAML has it between quotes: JSON's are the same."""
    return json.dumps(text, ensure_ascii=False)
