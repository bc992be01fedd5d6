"""What the things of a handbook are called: what stands in sentences in place of keys and ids."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from mentorsite.check.changes.differences import Thing
from mentorsite.check.changes.values import plain, shortened
from mentorsite.markdown.document import Document
from mentorsite.model.base import Definition
from mentorsite.model.placed_text import Reference
from mentorsite.model.program import Program
from mentorsite.model.site import Site

KINDS = {
    "roles": "role", "contacts": "contact", "cohorts": "cohort", "dates": "date", "phases": "phase",
    "check_ins": "check-in", "sections": "section", "fields": "question", "clauses": "clause", "items": "item",
    "options": "option", "boundaries": "boundary", "sessions": "meeting", "columns": "column", "headings": "row",
    "seats": "seat", "success": "success measure", "ladder": "step", "navigation": "menu entry", "labels": "label",
    "languages": "language", "parties": "party", "money": "cost", "waived": "waived advice", "checks": "check",
}  # fmt: skip
"""What one part of a list or a mapping is called, by the key of that."""
LABELS = {
    "audience": "who it is for", "left_out": "days left out", "filled_by": "who fills it in",
    "sign_by": "by when it is signed",
    "of_mentor": "what can be expected of the mentor", "of_mentee": "what can be expected of the mentee",
    "of_program": "what can be expected of the program", "no_fault": "ending without fault",
    "due": "by when it is due", "when": "when it is asked", "text": "the text", "to": "who gets it",
    "signatures": "who signs", "signed_by": "who signs", "default": "the answer filled in at first",
    "prefill": "the answer filled in at first", "aliases": "old addresses", "min": "the least", "max": "the most",
    "options": "the answers to choose from", "type": "the kind of answer", "order": "the place in lists",
    "help": "the help", "note": "the note", "link": "the link", "place": "the place", "time": "the time",
    "minutes": "how many minutes it takes", "under_18": "people under 18 take part", "count": "how many there are",
    "also_in": "other languages beside its own", "idea": "the idea that it carries", "url": "the web address",
    "acknowledge": "how it is acknowledged", "item": "what costs money", "paid_by": "who pays",
    "check_ins": "check-ins", "organizer": "who sets it up", "at": "when it is", "start": "when it starts",
    "match": "when people hear of their match", "binding": "legally binding", "minors": "signed by people under 18",
    "lead": "who is responsible", "do": "what is done", "by": "who does it", "accent": "the main colour",
}  # fmt: skip
"""What a key is called where its own words don't say it."""
NAMING = ("label", "title", "name", "topic", "statement", "item", "text", "role", "when", "to")
"""The keys that name a part, the first that it has."""


class Labelled(Protocol):
    """A part of a program that says what it is called."""

    @property
    def label(self) -> str:
        """What it is called."""


class Names:
    """What is called how in a handbook, before and after."""

    def __init__(self, before: Site, after: Site) -> None:
        known: dict[str, str] = {}
        for site in (after, before):  # what is gone has a name only in the version before
            for id, name in _names(site).items():
                known.setdefault(id, name)
        self._known: Mapping[str, str] = known
        self.programs = len({entry.id for entry in after.programs})
        self.cohorts = max((len(entry.program.cohorts) for entry in after.programs), default=0)

    def called(self, id: str) -> str:
        """What something is called that other places name by its id."""
        return self._known.get(id, id)

    def label(self, part: Thing) -> str:
        """What a part calls itself, else its id."""
        value = part.value
        if isinstance(value, Reference):
            return self.called(value.id)
        if isinstance(value, Document | str):
            return f'"{shortened(str(plain(value)))}"'
        if isinstance(value, int):
            return str(value)
        if not isinstance(value, Definition):
            if part.id:
                return self.called(part.id)
            return key_label(part.key)
        own = self.own_name(value)
        if own is None:
            return self.called(part.id)
        return own

    def own_name(self, value: Definition) -> str | None:
        """What a part says under the first of its keys that names it; None where it has none of them."""
        for key in NAMING:
            said = getattr(value, key, None)
            if isinstance(said, Reference):
                return self.called(said.id)
            if isinstance(said, Document):
                words = shortened(str(plain(said)))
                if key in ("label", "title"):
                    return words
                return f'"{words}"'
            if isinstance(said, str):
                return said
        return None


def key_label(key: str) -> str:
    """What a key is called in a sentence."""
    return LABELS.get(key, key.replace("_", " "))


def _names(site: Site) -> dict[str, str]:
    """What is called how in the handbook's own language, by its id."""
    found: dict[str, str] = {}
    own = site.settings.default_language
    for entry in site.programs:
        if entry.language == own:
            found = {**_names_in(entry.program), entry.id: entry.program.name, **found}
    for form in site.forms:
        if form.form.language == own:
            found.setdefault(form.form.id, form.form.title)
    for page in site.pages:
        if page.language == own:
            found = {**dict.fromkeys(page.ids, page.title), **found}
    return found


def _names_in(program: Program) -> dict[str, str]:
    """The same of a program's parts; where two have one id, who takes part stands first."""
    dates = {id: each for cohort in program.cohorts.values() for id, each in cohort.dates.items()}
    found = {id: each.name for id, each in program.contacts.items()}
    labelled: Iterable[Mapping[str, Labelled]] = (
        dates, program.cohorts, program.phases, program.check_ins, program.roles,
    )  # fmt: skip
    for part in labelled:
        found |= {id: each.label for id, each in part.items()}
    return found
