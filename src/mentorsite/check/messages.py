"""Names of people and links that a message uses and that nobody gives."""

from collections.abc import Iterator

from mentorsite.check.used_names import in_plain, names
from mentorsite.errors import Problem, did_you_mean, problem
from mentorsite.model.message import OF_PEOPLE, PEOPLE, ROOTS
from mentorsite.model.site import Site


def unknown_people(site: Site) -> Iterator[Problem]:
    """Every `{{ recipient.… }}`, `{{ partner.… }}`, `{{ pair.… }}` and `{{ links.… }}` that has no value."""
    forms = {entry.form.id for entry in site.forms}
    roles = {role for entry in site.programs for role in entry.program.roles}
    known = _known(roles, forms)
    for message in site.messages:
        for name, place in (*names(message.file.text), *in_plain(message.file.subject)):
            if name.split(".")[0] in ROOTS and name not in known:
                hint = did_you_mean(name, known) or f"there is: {', '.join(sorted(known))}"
                yield problem("unknown-variable", place, f"there is no `{name}` in a message", hint)


def _known(roles: set[str], forms: set[str]) -> set[str]:
    found = {f"{person}.{part}" for person in PEOPLE for part in OF_PEOPLE}
    found |= {f"pair.{role}.{part}" for role in roles for part in ("name", "email")}
    return found | {"pair.match"} | {f"links.{form}" for form in forms}
