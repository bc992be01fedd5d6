"""Names of people and links that a message or a certificate uses and that nobody gives."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial

from mentorsite.check.same_mistake import NO_PROGRAM, about_id, form_named, source_of
from mentorsite.check.used_names import in_plain, names
from mentorsite.errors import Place, Problem, nearest, problem
from mentorsite.model import certificate, message
from mentorsite.model.placed_text import Reference
from mentorsite.model.site import ProgramEntry, Site

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
    in_message = {f"{who}.{part}" for who in message.PEOPLE for part in message.OF_PEOPLE}
    in_message |= {"pair.match"} | {f"links.{entry.form.id}" for entry in site.forms}
    for each in site.messages:
        programs = _programs(site, each.file.program)
        known = in_message | {f"pair.{role}.{part}" for role in _roles(programs) for part in ("name", "email")}
        in_text = (*names(each.file.text), *in_plain(each.file.subject))
        yield from _unknown("message", in_text, message.ROOTS, known, partial(_about, site, programs))
    in_certificate = {f"{who}.{part}" for who in certificate.PEOPLE for part in certificate.OF_PEOPLE} | {"pair.match"}
    for one in site.certificates:
        programs = _programs(site, one.file.program)
        known = in_certificate | {f"pair.{role}.name" for role in _roles(programs)}
        about = partial(_about, site, programs)
        in_text = tuple(names(one.file.text))
        for text in one.file.signed_by:
            in_text = (*in_text, *in_plain(text))
        yield from _unknown("certificate", in_text, certificate.ROOTS, known, about)
        # Lists show its title and description before anyone has it, so there they can name nobody.
        in_title = (*in_plain(one.file.title), *in_plain(one.file.description))
        yield from _unknown("title", in_title, certificate.ROOTS, set(), about)


def _programs(site: Site, named: Reference | None) -> tuple[ProgramEntry, ...]:
    """The programs that a file is for. One that isn't there is told where it is named: no role is unknown for it."""
    return site.originals_for(named) or site.originals


def _roles(programs: Iterable[ProgramEntry]) -> Iterator[str]:
    for entry in programs:
        yield from entry.program.roles


def _unknown(
    kind: str, used: Iterable[tuple[str, Place]], roots: tuple[str, ...], known: set[str], about: Callable[[str], str]
) -> Iterator[Problem]:
    for name, place in used:
        if name.split(".")[0] in roots and name not in known:
            hint = _hint(name, known)
            message = f"there is no `{name}` in a {kind}"
            yield problem("unknown-variable", place, message, hint, about=about(name))


def _hint(name: str, known: set[str]) -> str:
    """What to write for a name, or what there is of its first part."""
    if not known:
        return "write it in the text"
    root, _, rest = name.partition(".")
    parts = sorted(each.partition(".")[2] for each in known if each.partition(".")[0] == root)
    near = nearest(rest, parts)
    if near:
        return f"did you mean `{root}.{near}`?"
    some = [f"{root}.{part}" for part in parts] or sorted(known)
    return f"there is: {', '.join(some)}"


def _about(site: Site, programs: Sequence[ProgramEntry], name: str) -> str:
    """What a name is about that nothing gives in a file of some programs: as all say that miss its role or its form."""
    root, *rest = name.split(".")
    if root == "links" and rest:
        return form_named(site, rest[0])
    if root == "pair" and rest:
        if not programs:
            return NO_PROGRAM
        return about_id("role", rest[0], source_of(programs))
    return ""
