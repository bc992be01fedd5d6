"""What to say of a variable's name that leads to no text."""

from collections.abc import Mapping
from typing import get_args

from mentorsite.errors import nearest
from mentorsite.markdown.document import FIELD
from mentorsite.model.base import Definition
from mentorsite.model.cohort import CheckIn, Cohort, DatedEvent, Phase
from mentorsite.model.form import Form
from mentorsite.model.moment import Moment
from mentorsite.model.people import Contact, Role, RoleKind
from mentorsite.model.placed_text import Reference
from mentorsite.structure.variables import LONGEST_VALUE, Scope, Unknown, keys_of, look_up, value_at

LONGEST_SHOWN = 80
KNOWN_NAMES = "known names: "
SETTINGS_NAMES = ("site", "organization")
LENGTHS = ("weeks", "months")
"""What is known of a cohort that says when it starts and ends."""
CALLED = {"contact": "name", "roles": "label", "forms": "title", "check_in": "label", "phase": "label"}
"""The key that says what something is called, by the first step of its name."""


def in_words(unknown: Unknown, scope: Scope, language: str) -> tuple[str, str]:
    """What is wrong with a name, and what to write."""
    name = shown(unknown.name)
    if unknown.why == "circle":
        message = f"`{name}` leads in a circle: its text names itself, or one that leads back to it"
        return message, "write out one of the texts"
    if unknown.why == "long":
        message = f"the text of `{name}` has more than {LONGEST_VALUE:,} characters when it is filled in"
        return message, "write a shorter text"
    if unknown.name.startswith(FIELD):
        message = f"`{name}` is a field of a form, and only the clauses and the texts of its section have room for it"
        return message, "write it there, or take it out"
    if unknown.known == unknown.name:
        return _too_short(unknown, scope, language)
    unsaid = _unsaid(unknown, scope)
    if unsaid:
        return unsaid
    meant = _meant(unknown, scope, language)
    if meant:
        return f"there is no `{name}`", f"did you mean `{meant}`?"
    return f"there is no `{name}`", _known(unknown, scope, language)


def shown(name: str) -> str:
    """A name, cut where nobody would read on."""
    if len(name) <= LONGEST_SHOWN:
        return name
    return f"{name[:LONGEST_SHOWN]}…"


def _too_short(unknown: Unknown, scope: Scope, language: str) -> tuple[str, str]:
    """Of a name that leads to something that is no text."""
    name = unknown.name
    value = value_at(name, scope.names)
    if isinstance(value, Reference):
        return f"`{name}` is an id, no text", _called(value.id, "", scope, language)
    if unknown.names:
        example = f"as in `{{{{ {name}.{unknown.names[0]} }}}}`"
        hint = f"go on with one of: {', '.join(unknown.names)}; {example}"
        return f"`{name}` is not one text, it holds several", hint
    if isinstance(value, Moment):
        return f"`{name}` is a day that is told from another, no text", f"write in words what `{value}` means"
    if name == "forms":
        return "the handbook has no forms", "add one, or take the variable out"
    return _nothing_of(name)


def _nothing_of(name: str) -> tuple[str, str]:
    if name.split(".")[0] in SETTINGS_NAMES:
        where = "site.yml"
    else:
        where = "the program"
    return f"the handbook says nothing of `{name}`", f"say it in {where}, or take the variable out"


def _unsaid(unknown: Unknown, scope: Scope) -> tuple[str, str] | None:
    """What to say of a name whose next step can be filled in, and is not."""
    if unknown.known:
        value = value_at(unknown.known, scope.names)
    else:
        value = scope.names
    key = unknown.name.removeprefix(unknown.known).removeprefix(".").partition(".")[0]
    if key not in keys_of(value):
        return None
    if isinstance(value, Moment):
        return _without_length(unknown.known, value)
    if isinstance(value, Form):
        hint = f"add `{key}: …` to it ({value.source}), or take the variable out"
        return f"`forms.{value.id}` has no `{key}`", hint
    if not isinstance(value, Definition):
        return _nothing_of(f"{unknown.known}.{key}".removeprefix("."))
    place = value.place_of()
    where = f" ({place.path}:{place.line})" if place.path else ""
    what = _named(value) or f"`{unknown.known}`"
    if isinstance(value, Cohort) and key in LENGTHS:
        return f"{what} has no `start` and `end`, which `{key}` counts", f"give it both{where}, or say it otherwise"
    return f"{what} has no `{key}`", f"add `{key}: …` to it{where}, or take the variable out"


def _without_length(name: str, moment: Moment) -> tuple[str, str]:
    """What to say of the length of a moment that is not so and so long before or after something."""
    where = f"{moment.place.path}:{moment.place.line}"
    message = f"`{name}` is `{moment}` ({where}), which has no length of time to fill in"
    if moment.anchor == "day":
        example = "cohort start + 2 weeks"
    else:
        example = f"{moment} + 2 weeks"
    return message, f"take the variable out and write the time in words, or count the day there, as `{example}`"


def _named(value: Definition) -> str:
    """What a definition is, and what it is called."""
    match value:
        case Cohort(label=label):
            return f"the cohort `{label}`"
        case DatedEvent(label=label):
            return f"the date `{label}`"
        case CheckIn(label=label):
            return f"the check-in `{label}`"
        case Phase(label=label):
            return f"the phase `{label}`"
        case Role(label=label):
            return f"the role `{label}`"
        case Contact(name=name):
            return f"the contact `{name}`"
        case _:
            return ""


def _called(id: str, wanted: str, scope: Scope, language: str) -> str:
    """What to write for what is wanted of something with an id, else for what it is called."""
    # An id alone doesn't say of what it is, so it is looked for among all that have ids.
    names = [f"{first}.{id}.{wanted or key}" for first, key in CALLED.items()]
    names += [f"{first}.{id}.{key}" for first, key in CALLED.items()]
    for name in names:
        if isinstance(look_up(name, scope, language), str):
            return f"write `{{{{ {name} }}}}`"
    return "write out what it is called"


def _meant(unknown: Unknown, scope: Scope, language: str) -> str:
    """The name with each wrong step mended; as far as that goes, where one of them is like none that there is."""
    meant = ""
    for _ in range(unknown.name.count(".") + 1):  # each round mends one step, so there are no more rounds than steps
        step, _, rest = unknown.name.removeprefix(unknown.known).removeprefix(".").partition(".")
        near = _near(step, unknown, scope)
        if not near:
            break
        meant = ".".join(filter(None, (unknown.known, near)))
        mended = f"{meant}.{rest}" if rest else meant
        found = look_up(mended, scope, language)
        if not isinstance(found, Unknown) or found.known == found.name:
            return mended
        unknown = found
    return meant


def _near(step: str, unknown: Unknown, scope: Scope) -> str:
    """The nearest name; the name of a kind of role is no slip, and means the role of that kind."""
    if step not in get_args(RoleKind) or unknown.known not in ("roles", "program.roles"):
        return nearest(step, unknown.names)
    roles = value_at(unknown.known, scope.names)
    if isinstance(roles, Mapping):
        for id, role in roles.items():
            if isinstance(role, Role) and role.kind == step:
                return str(id)
    return ""


def _known(unknown: Unknown, scope: Scope, language: str) -> str:
    if not unknown.known:
        return f"{KNOWN_NAMES}{', '.join(unknown.names)}"
    if isinstance(look_up(unknown.known, scope, language), str):
        return f"`{unknown.known}` is a text: nothing can follow it"
    value = value_at(unknown.known, scope.names)
    if isinstance(value, Reference):
        wanted = unknown.name.removeprefix(f"{unknown.known}.")
        return f"`{unknown.known}` is an id: {_called(value.id, wanted, scope, language)}"
    return f"`{unknown.known}` has: {', '.join(unknown.names) or 'nothing'}"
