"""Names of people and links that a message or a certificate uses and that nobody gives."""

from collections.abc import Iterator

from mentorsite.check.same_mistake import NO_PROGRAM, about_id, form_named
from mentorsite.check.used_names import in_plain, names
from mentorsite.errors import Place, Problem, did_you_mean, problem
from mentorsite.model import certificate, message
from mentorsite.model.site import Site

GIVEN_BY = {"pair": ("programs",), "links": ("agreements", "checklists", "worksheets")}
"""The folders of `content/` that give the names with these roots."""


def unknown_people(site: Site) -> Iterator[Problem]:
    """Every `{{ recipient.… }}`, `{{ partner.… }}`, `{{ pair.… }}` and `{{ links.… }}` that has no value.

    Where a program or a form can't be read, what it would give is not told as missing.
    """
    unread = tuple(f"there is no `{root}." for root, folders in GIVEN_BY.items() if _is_unread(site, folders))
    for found in _unknown_in_each(site):
        if not found.message.startswith(unread):
            yield found


def _is_unread(site: Site, folders: tuple[str, ...]) -> bool:
    return any(site.unread(folder) for folder in folders)


def _unknown_in_each(site: Site) -> Iterator[Problem]:
    forms = {entry.form.id for entry in site.forms}
    roles = {role for entry in site.programs for role in entry.program.roles}
    in_message = {f"{who}.{part}" for who in message.PEOPLE for part in message.OF_PEOPLE}
    in_message |= {f"pair.{role}.{part}" for role in roles for part in ("name", "email")}
    in_message |= {"pair.match"} | {f"links.{form}" for form in forms}
    for each in site.messages:
        used = (*names(each.file.text), *in_plain(each.file.subject))
        yield from _unknown(site, "message", used, message.ROOTS, in_message)
    in_certificate = {f"{who}.{part}" for who in certificate.PEOPLE for part in certificate.OF_PEOPLE}
    in_certificate |= {f"pair.{role}.name" for role in roles} | {"pair.match"}
    for one in site.certificates:
        signing = (found for text in one.file.signed_by for found in in_plain(text))
        yield from _unknown(site, "certificate", (*names(one.file.text), *signing), certificate.ROOTS, in_certificate)
        in_title = (*in_plain(one.file.title), *in_plain(one.file.description))
        yield from _unknown(site, "title", in_title, certificate.ROOTS, set())


def _unknown(
    site: Site, kind: str, used: tuple[tuple[str, Place], ...], roots: tuple[str, ...], known: set[str]
) -> Iterator[Problem]:
    for name, place in used:
        if name.split(".")[0] in roots and name not in known:
            hint = did_you_mean(name, known) or f"there is: {', '.join(sorted(known))}"
            if not known:
                hint = "write it in the text"
            about = _about(site, name)
            yield problem("unknown-variable", place, f"there is no `{name}` in a {kind}", hint, about=about)


def _about(site: Site, name: str) -> str:
    """What a name that nothing gives is about: the same as for all that miss its role or its form."""
    root, *rest = name.split(".")
    if root == "links" and rest:
        return form_named(site, rest[0])
    if root == "pair" and rest:
        programs = site.originals
        if programs:
            return about_id("role", rest[0], programs[0].source)
        return NO_PROGRAM
    return ""
