"""What there is in a handbook that keys can name: a form offers it where it is asked for. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mentorsite.loader.sources import CONTENT
from mentorsite.loader.yaml_text import Loc
from mentorsite.model.site import Site
from mentorsite.model.urls import is_image
from mentorsite.serve.edit.targets import links_from

NAMES_OF: Mapping[str, str] = {
    **dict.fromkeys(("for", "role", "signatures", "filled_by", "to", "by", "organizer"), "role"),
    **dict.fromkeys(("contact", "lead", "notify"), "contact"),
    **dict.fromkeys(("worksheets", "worksheet", "paired_with"), "worksheet"),
    **dict.fromkeys(("guidelines", "pages"), "page"),
    "agreements": "agreement", "checklists": "checklist", "attach": "form", "cohort": "cohort", "program": "program",
    "review_at": "check-in", "navigation": "place", "logo": "picture",
}  # fmt: skip
"""Which of the names a key takes; what it takes besides may be written, too."""


@dataclass(frozen=True, slots=True)
class Name:
    """What is written, and what it is called; nothing where it is called so."""

    value: str
    label: str = ""


def names_of(path: Loc) -> str:
    """Which names the key at the end of a path takes, whichever item of its list it is."""
    keys = [each for each in path if isinstance(each, str)]
    if "navigation" in keys:
        if keys[-1] == "title":
            return ""
        return NAMES_OF["navigation"]
    if keys:
        return NAMES_OF.get(keys[-1], "")
    return ""


def names_in(site: Site) -> dict[str, tuple[Name, ...]]:
    """The names of each kind, in the order in which they stand in the handbook."""
    programs = [each.program for each in site.originals]
    pairs: dict[str, Iterable[tuple[str, str]]] = {
        "role": [(id, role.label) for each in programs for id, role in each.roles.items()],
        "contact": [(id, contact.name) for each in programs for id, contact in each.contacts.items()],
        "cohort": [(id, cohort.label) for each in programs for id, cohort in each.cohorts.items()],
        "check-in": [(id, check_in.label) for each in programs for id, check_in in each.check_ins.items()],
        "moment": _moments(site),
        "page": [(page.ids[1], page.title) for page in site.pages if not page.shown_in],
        "program": [(each.id, each.program.name) for each in site.originals],
        "place": [(each.path, each.title) for each in links_from(site, "site.yml") if each.kind != "Heading"],
        "picture": [(each.source.removeprefix(CONTENT), "") for each in site.assets if is_image(each.source)],
    }
    forms = [each.form for each in site.forms if not each.form.translates]
    pairs["form"] = [(form.id, form.title) for form in forms]
    for kind in ("agreement", "checklist", "worksheet"):
        pairs[kind] = [(form.id, form.title) for form in forms if form.folder == f"{kind}s"]
    return {kind: _once(found) for kind, found in pairs.items()}


def _moments(site: Site) -> list[tuple[str, str]]:
    # Some as examples: beside an anchor it is shown how to count from one.
    known = ("match", "match + 7 days", "cohort start", "cohort end", "cohort end - 2 weeks")
    found = [(each, "") for each in known]
    for entry in site.originals:
        for cohort in entry.program.cohorts.values():
            for id, event in cohort.dates.items():
                found.append((f"date {id}", event.label))
    return found


def _once(found: Iterable[tuple[str, str]]) -> tuple[Name, ...]:
    """Each value once, with what it is called first."""
    names: dict[str, Name] = {}
    for value, label in found:
        if value and str(value) not in names:
            shown = "" if str(label) == str(value) else str(label)
            names[str(value)] = Name(str(value), shown)
    return tuple(names.values())
