"""A difference as a sentence that a coordinator understands."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from mentorsite.check.changes.differences import Difference, Thing
from mentorsite.check.changes.names import KINDS, Names, key_label
from mentorsite.check.changes.values import days, from_to, is_empty, is_long, shown
from mentorsite.markdown.document import Document
from mentorsite.model.base import Definition
from mentorsite.model.form import Form

BARE = ("dates", "check_ins")
"""What says by its label alone what it is."""
TITLES = ("label", "title", "name")
SAID = {
    ("roles", "time"): "asked for {now}, was {was}",
    ("time", "amount"): "asked for {now}, was {was}",
    ("cohorts", "status"): "is now {now}, was {was}",
    ("cohorts", "start"): "now starts on {now}, was {was}",
    ("cohorts", "end"): "now ends on {now}, was {was}",
    ("dates", "end"): "now ends on {now}, was {was}",
    ("dates", "time"): "now starts at {now}, was {was}",
    ("check_ins", "time"): "now starts at {now}, was {was}",
    ("dates", "minutes"): "now takes {now} minutes, was {was}",
    ("check_ins", "minutes"): "now takes {now} minutes, was {was}",
    ("check_ins", "every"): "is now every {now}, was every {was}",
    ("check_ins", "count"): "now comes {now} times, was {was}",
    ("check_ins", "at"): "is now {now}, was {was}",
    ("phases", "duration"): "now lasts {now}, was {was}",
}  # fmt: skip
"""What is said of a key that both have, by what it is a key of."""
SWITCHED = {
    ("fields", "required"): ("now has to be answered", "no longer has to be answered"),
    ("items", "required"): ("now has to be done", "no longer has to be done"),
    ("dates", "deadline"): ("is now a deadline", "is no longer a deadline"),
    ("", "repeats"): ("is now filled in again each time", "is no longer filled in again each time"),
}
"""What is said of a yes and of a no."""


@dataclass(frozen=True, slots=True)
class FileSubject:
    """What a file is: its whole name as a subject, what stands before the name of a part, and the name alone.

    `sections` are the numbers of a form's sections, by id.
    """

    whole: str
    prefix: str = ""
    sections: Mapping[str, str] = field(default_factory=dict)


def numbered_sections(form: Form) -> dict[str, str]:
    """The number of each section as the form shows it; one without a title goes on with the one above."""
    numbers, number = {}, 0
    for id, section in form.sections.items():
        if section.title:
            number += 1
        numbers[id] = ""
        if number and form.kind == "agreement":  # other forms show no numbers
            numbers[id] = str(number)
    return numbers


def sentence(each: Difference, file: FileSubject, names: Names) -> str:
    """The difference in words, without the dot at its end."""
    way = each.way
    if each.key:
        return _of_key(each, file, names)
    part = way[-1]
    if isinstance(part.value, Definition):
        subject = _subject(way, file, names)
        if part.key in BARE and each.kind in ("new", "gone"):
            subject = f"{KINDS[part.key]} {subject}"
    else:
        if each.kind == "changed":  # a text is called by what people know it as: its words before
            part = replace(part, value=each.before)
        subject = _of_text(part, way[:-1], file, names)
    match each.kind:
        case "new":
            return f"{subject} is new{_on_day(part)}"
        case "gone":
            return f"{subject} was removed"
        case "moved":
            return f"{subject} moved{_where_to(each, names)}"
        case "changed":
            if is_long(each.before) or is_long(each.after):
                return f"{subject} was reworded"
            return f"{subject} is now {_value(each.after, names)}"


def _where_to(each: Difference, names: Names) -> str:
    if isinstance(each.before, Thing):
        return f" from {names.label(each.before)} to {names.label(each.way[-2])}"
    if isinstance(each.after, Thing):
        return f": it now comes after {_short(each.after, names)}"
    return ": it now comes first"


def _short(part: Thing, names: Names) -> str:
    """What another thing is said to come after."""
    if part.key in ("clauses", "items"):
        return f"{KINDS[part.key]} {part.number}"
    return names.label(part)


def _on_day(part: Thing) -> str:
    first = getattr(part.value, "date", None)
    if part.key == "dates" and isinstance(first, date):
        return f": {days(first, getattr(part.value, 'end', None))}"
    return ""


def _subject(way: tuple[Thing, ...], file: FileSubject, names: Names) -> str:
    """Who or what a sentence is about."""
    if not way:
        return file.whole
    part, around = way[-1], way[:-1]
    context = []
    if part.key != "time":  # of what a role commits to, the role says enough
        for each in around:
            if not (each.id or each.number):
                context.append(key_label(each.key))
    behind = _cohort_of(part, around, names)
    words = [*context, f"{_own_name(part, around, file, names)}{behind}"]
    return f"{file.prefix}{': '.join(words)}"


def _cohort_of(part: Thing, around: tuple[Thing, ...], names: Names) -> str:
    if part.key != "dates" or names.cohorts <= 1:  # of a program's only cohort it goes without saying
        return ""
    for each in around:
        if each.key == "cohorts":
            return f" of {names.label(each)}"
    return ""


def _own_name(part: Thing, around: tuple[Thing, ...], file: FileSubject, names: Names) -> str:
    if not (part.id or part.number):
        return key_label(part.key)
    if part.key in ("clauses", "items"):
        return _numbered(part, around, file, names)
    label = names.label(part)
    if part.key == "time":
        return f"role {label}"
    if part.key in BARE:
        return label
    kind = KINDS.get(part.key)
    if kind:
        return f"{kind} {label}"
    return f"{key_label(part.key)}: {label}"


def _numbered(part: Thing, around: tuple[Thing, ...], file: FileSubject, names: Names) -> str:
    """A clause or an item by the number that it is shown with, and by the section that it is in."""
    section = around[-1] if around else None
    subject = f"{KINDS[part.key]} {part.number}"
    if not section or not section.id:
        return subject
    above = file.sections.get(section.id)
    if above and part.key == "clauses":
        subject = f"{KINDS[part.key]} {above}.{part.number}"
    if getattr(section.value, "title", None):
        return f"{subject}, {names.label(section)},"
    return subject


def _of_text(part: Thing, around: tuple[Thing, ...], file: FileSubject, names: Names) -> str:
    """A text of a list, or one that is found by its id, with what it belongs to."""
    if part.key == "headings":  # of the rows of a table
        around = around[:-1]
    kind = KINDS.get(part.key)
    if kind:
        what = f"{kind} {names.label(part)}"
    else:
        what = f"{key_label(part.key)}: {names.label(part)}"
    if around:
        above = _subject(around, file, names)
        return f"{above.rstrip(',')}: {what}"
    if kind:
        return f"{file.prefix}{what}"
    return f"{_above(file)}{what}"


def _of_key(each: Difference, file: FileSubject, names: Names) -> str:
    way, key = each.way, each.key
    subject = _subject(way, file, names)
    within = way[-1].key if way else ""
    if key in TITLES and not is_empty(each.before) and not is_empty(each.after):
        return _renamed(each, file)
    if key == "date" and within == "dates":
        return f"{subject} {_of_day(each)}"
    if key == "text" and (is_long(each.before) or is_long(each.after) or within in ("clauses", "items")):
        return _reworded(subject, each)
    switched = SWITCHED.get((within, key))
    if switched and bool(each.before) != bool(each.after):
        yes, no = switched
        return f"{subject} {yes}" if each.after else f"{subject} {no}"
    template = SAID.get((within, key))
    if template and not is_empty(each.before) and not is_empty(each.after):
        now, was = _value(each.after, names).strip('"'), _value(each.before, names).strip('"')
        said = template.format(now=now, was=was)
        if template.startswith("asked"):  # who is asked is no subject of the sentence
            return f"{subject}: {said}"
        return f"{subject} {said}"
    above = f"{subject.rstrip(',')}: " if way else _above(file)
    return _now(above, key_label(key), each, names)


def _above(file: FileSubject) -> str:
    return file.prefix or f"{file.whole}: "


def _reworded(subject: str, each: Difference) -> str:
    if is_empty(each.before):
        return f"{subject} now has a text"
    if is_empty(each.after):
        return f"{subject} has no text any more"
    return f"{subject} was reworded"


def _renamed(each: Difference, file: FileSubject) -> str:
    """What is called otherwise, by the name that people know."""
    old, new = _bare(each.before), _bare(each.after)
    if not each.way:
        if file.whole.endswith(old):
            return f"{file.whole} is now called {new}"
        return f"{file.whole} is now called {new}, was {old}"
    part = each.way[-1]
    kind = KINDS.get(part.key)
    if kind and part.key not in BARE:
        return f"{file.prefix}{kind} {old} is now called {new}"
    return f"{file.prefix}{old} is now called {new}"


def _bare(value: object) -> str:
    if isinstance(value, Document):
        return " ".join(value.source.split())
    return str(value)


def _of_day(each: Difference) -> str:
    if not isinstance(each.before, date):
        if isinstance(each.after, date):
            return f"now has a day: {days(each.after, None)}"
        return "was changed"
    if not isinstance(each.after, date):
        return f"has no day any more; it was {days(each.before, None)}"
    old, new = from_to(each.before, each.after)
    return f"moved from {old} to {new}"


def _now(subject: str, label: str, each: Difference, names: Names) -> str:
    """What is said of all else: what it is now, and what it was."""
    who = f"{subject}{label}"
    before, after = each.before, each.after
    if is_empty(before):
        if is_long(after):
            return f"{who} is new"
        return f"{who} is now {_value(after, names)}"
    if is_empty(after):
        return f"{who} was removed"
    if is_long(before) or is_long(after):
        return f"{who} was reworded"
    return f"{who} is now {_value(after, names)}, was {_value(before, names)}"


def _value(value: object, names: Names) -> str:
    words = shown(value, names.called)
    is_word = isinstance(value, str) and value.isascii() and value.replace("-", "").isalnum() and value.islower()
    if is_word:  # as `long-text` or `open`, a word of a closed list or an id: it is no quotation
        return words.strip('"')
    return words
