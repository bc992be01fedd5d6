"""The desk's pages: what the templates are given."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from mentorsite.errors import Mistake, Problem, mistakes
from mentorsite.loader.source_addresses import messages_address
from mentorsite.loader.sources import CONTENT
from mentorsite.loader.yaml_text import Loc
from mentorsite.markdown.slug import slug
from mentorsite.model.message import Message
from mentorsite.model.site import Site
from mentorsite.serve.edit.colors import proposed, reading, six_digits
from mentorsite.serve.edit.desk import OpenFile
from mentorsite.serve.edit.field_problems import sentence
from mentorsite.serve.edit.headlines import label_of
from mentorsite.serve.edit.kinds import GROUPS, kind_of, shown_name
from mentorsite.serve.edit.moments import HOWS, UNITS, Moments, parts_of
from mentorsite.serve.edit.names import names_in
from mentorsite.serve.edit.new_files import OFFERED
from mentorsite.serve.preview import Snapshot

TEMPLATES = Path(__file__).parent / "templates"
CODE = re.compile(r"`([^`]+)`")
WIDTH = 60
"""About how many characters of a text fit in a line of a form."""
MOST_ROWS = 24


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file in the list of files."""

    path: str
    title: str
    draft: bool
    errors: int
    language: str


@dataclass(frozen=True, slots=True)
class Group:
    """The files of one kind."""

    label: str
    files: tuple[ListedFile, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """An error that keeps the handbook from being published, and its file."""

    path: str
    text: str
    more: tuple["Fault", ...] = ()
    """Others that are about the same thing, and may go with it."""


@cache
def _templates() -> Environment:
    # A name that isn't there fails, and leaves no gap on the page.
    made = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    made.filters |= {
        "ident": _ident,
        "steps": _steps,
        "label": label_of,
        "code": _code,
        "rows": _rows,
        "is_day": _is_day,
        "has_problems": _has_problems,
        "moment_parts": parts_of,
        "six_digits": six_digits,
        "reading": reading,
        "proposed": proposed,
    }
    made.globals |= {"hows": HOWS, "units": UNITS}
    return made


def form_html(file: OpenFile, opened: Iterable[Loc] = (), site: Site | None = None) -> str:
    """The form of a file alone, as it is shown anew after a change."""
    values = {"file": file, "problems": file.problems, "opened": set(opened), "moments": Moments(site, file.path)}
    return _templates().get_template("form.html").render(values)


def begin_html(token: str, shown: Mapping[str, Any]) -> str:
    """The page where there is no handbook yet."""
    return _templates().get_template("begin.html").render(token=token, **shown)


def page_html(
    look: Snapshot,
    site: Site | None,
    token: str,
    can: Mapping[str, bool],
    file: OpenFile | None = None,
    begun: object = None,
    **more: Any,
) -> str:
    """A whole page of the desk; with a file its form, else what there is to mend, and what was just `begun`. With
    `more`, which are the values of publish.html or menu.html, it is that page."""
    path = file.path if file else ""
    if site:
        title, offered = site.settings.title, list(names_in(site).items())
    else:
        title, offered = "the handbook", []
    values: dict[str, Any] = {
        "handbook": title,
        "token": token,
        "file": file,
        "begun": begun,
        "problems": file.problems if file else {},
        "opened": set(),
        "moments": Moments(site, path),
        "can_undo": can["undo"],
        "can_redo": can["redo"],
        "groups": groups(look),
        "new": OFFERED,
        "faults": faults(look),
        "offered": offered,
        "folders": folders(look),
        "shown": shown_at(site, path),
    }
    if "menu" in more:
        name = "menu.html"
    elif "sentences" in more:
        name = "publish.html"
    else:
        name = "desk.html"
    return _templates().get_template(name).render(values | more)


def menu_html(shown: Mapping[str, Any]) -> str:
    """What moves on the page of the menu."""
    return _templates().get_template("menu_rows.html").render(shown)


def groups(look: Snapshot) -> tuple[Group, ...]:
    """The files that have a form, by kind."""
    titles, languages = _titles(look), _other_languages(look)
    errors: dict[str, int] = {}
    for each in look.problems:
        errors[each.path] = errors.get(each.path, 0) + each.fatal
    found: dict[str, list[ListedFile]] = {kind: [] for kind in GROUPS}
    for path in look.texts:
        kind = kind_of(path)
        if kind:
            title = titles.get(path) or shown_name(path)
            language = languages.get(path, "")
            found[kind].append(ListedFile(path, title, path in look.drafts, errors.get(path, 0), language))
    return tuple(Group(GROUPS[kind], tuple(files)) for kind, files in found.items() if files)


def _titles(look: Snapshot) -> dict[str, str]:
    if look.build is None:
        return {}
    site = look.build.site
    titles = {page.source: page.title for page in site.pages}
    titles |= {each.source: str(each.program.name) for each in site.programs}
    titles |= {each.form.source: str(each.form.title) for each in site.forms}
    titles |= {each.source: str(each.file.title) for each in site.messages}
    titles |= {each.source: str(each.file.title) for each in site.certificates}
    return titles


def _other_languages(look: Snapshot) -> dict[str, str]:
    """The language of each file that isn't in the handbook's own."""
    if look.build is None:
        return {}
    site = look.build.site
    found = {page.source: page.language for page in site.pages}
    found |= {each.source: each.language for each in site.programs}
    found |= {each.source: each.language for each in site.messages}
    found |= {each.source: each.language for each in site.certificates}
    found |= {each.form.source: each.form.language for each in site.forms}
    return {path: language for path, language in found.items() if language != site.settings.default_language}


def faults(look: Snapshot) -> tuple[Fault, ...]:
    """The errors, which keep the handbook from being published."""
    stopped = (Fault("", look.fault),) if look.fault else ()
    found = []
    for each in mistakes(look.problems):
        if each.fatal:
            found.append(each)
    return (*stopped, *map(_fault, found))


def _fault(mistake: Mistake) -> Fault:
    more = (Fault(_with_form(each.path), _said(each)) for each in mistake.followers if each.fatal)
    return Fault(_with_form(mistake.problem.path), _said(mistake.problem), tuple(more))


def _with_form(path: str) -> str:
    if kind_of(path):
        return path
    return ""


def _said(fault: Problem) -> str:
    """What is wrong, and what to do."""
    if _with_form(fault.path):
        where = ""
    else:
        where = f"{fault.path}: "
    return f"{where}{sentence(fault.message)} {sentence(fault.hint)}".rstrip()


def folders(look: Snapshot) -> list[str]:
    """The folders of pages, as they are offered for a new one."""
    pages = (path.removeprefix(CONTENT) for path in look.texts if kind_of(path) == "page")
    return sorted({path.rpartition("/")[0] for path in pages} - {""})


def shown_at(site: Site | None, path: str) -> str:
    """The address of the page that shows a file, else of the home page; nothing where no page can be shown."""
    if site is None:
        return ""
    for message in site.messages:
        if message.source == path:
            return f"{site.settings.base}{_in_messages(site, message)}"
    return f"{site.settings.base}{site.sources.get(path, '')}"


def _in_messages(site: Site, message: Message) -> str:
    """Where a message stands on the page of all: below its program, else below the first that has it."""
    address = messages_address(site.settings, message.language)
    own = message.file.program
    for each in site.programs:
        if each.readers == message.language and (own is None or each.id == own.id):
            return f"{address}#{slug(each.program.name)}-{message.id}"
    return address


def _ident(path: Loc) -> str:
    """An id of HTML that no other path has."""
    return "f-" + "-".join(map(_without_signs, path))


def _without_signs(step: str | int) -> str:
    return re.sub(r"[^A-Za-z0-9]", lambda found: f"_{ord(found[0]):x}_", str(step))


def _steps(path: Loc) -> str:
    """A path as the desk's script writes it."""
    return json.dumps(path, ensure_ascii=False, separators=(",", ":"))


def _code(text: str) -> Markup:
    """A text with what stands in backticks as code."""
    marked = Markup("")
    for index, part in enumerate(CODE.split(text)):
        is_code = index % 2 == 1  # every second part is what the pattern found
        if is_code:
            marked += Markup("<code>{}</code>").format(part)
        else:
            marked += escape(part)
    return marked


def _rows(text: str) -> int:
    rows = sum(1 + len(line) // WIDTH for line in text.split("\n"))
    return min(MOST_ROWS, rows)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == len("2027-01-01")  # Python also takes 20270101 and 2027-W01-1, and calendars of browsers don't


def _has_problems(path: Loc, problems: Mapping[Loc, object]) -> bool:
    """Whether something inside a thing is wrong, so that it is shown open."""
    return any(loc[: len(path)] == path for loc in problems)
