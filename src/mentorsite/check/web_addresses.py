"""The web addresses that a handbook leads to, and where it does."""

import re
from collections.abc import Iterable, Iterator, Mapping

from mentorsite.errors import Place, Problem, problem
from mentorsite.markdown.document import Document, Link
from mentorsite.markdown.web_links import web_link
from mentorsite.model.base import Definition
from mentorsite.model.site import Site

NOBODYS = re.compile(
    r"https?://(?:[^/?#]*\.)?(?:(?:example|test|invalid|localhost|local|internal)|example\.(?:com|org|net|edu)|localhost)"
    r"(?::\d+)?(?:[/?#]|$)",
    re.IGNORECASE,
)
"""Addresses that nobody can have, or everyone has on their own machine."""
NUMBERS = re.compile(r"https?://(?:[\d.]+|\[[^\]]*\])(?::\d+)?(?:[/?#]|$)", re.IGNORECASE)
"""Addresses that are numbers: they may lead into the network of whoever asks."""


def web_addresses(site: Site) -> dict[str, Place]:
    """Each web address of a handbook, without what stands behind its `#`, and the first place that names it."""
    found: dict[str, Place] = {}
    for target, place in _named(site):
        if "{{" in target:  # where it leads is known only once it is filled in
            continue
        address = (web_link(target) or "").partition("#")[0]
        if address and not NOBODYS.match(address) and not NUMBERS.match(address):
            found.setdefault(address, place)
    return found


def dead_links(addresses: Mapping[str, Place], answers: Mapping[str, str]) -> Iterator[Problem]:
    """Advice for each address at which there is nothing, by what was answered; no words say that all is well."""
    for address, answer in answers.items():
        if answer:
            message = f"{address} leads nowhere: {answer}"
            yield problem("dead-link", addresses[address], message, "write where it is now, or take the link out")


def _named(site: Site) -> Iterator[tuple[str, Place]]:
    for page in site.pages:
        yield from _in_documents([page.document])
        yield from _in_definition(page.front)
    definitions: list[Definition] = [site.settings.model_copy(update={"url": None, "repository": None})]
    definitions += [entry.program for entry in site.programs]
    definitions += [entry.form for entry in site.forms]
    definitions += [message.file for message in site.messages]
    definitions += [certificate.file for certificate in site.certificates]
    for each in definitions:
        yield from _in_definition(each)


def _in_documents(documents: Iterable[Document]) -> Iterator[tuple[str, Place]]:
    for document in documents:
        for piece in document.pieces:
            if isinstance(piece, Link):
                yield (piece.target, piece.place)


def _in_definition(definition: Definition) -> Iterator[tuple[str, Place]]:
    """What the keys of a definition lead to, and what its texts do."""
    for key in type(definition).model_fields:
        yield from _in_value(getattr(definition, key), definition.place_of(key))


def _in_value(value: object, place: Place) -> Iterator[tuple[str, Place]]:
    match value:
        case str():
            if value.startswith(("http://", "https://")):
                yield value, place
        case Document():
            yield from _in_documents([value])
        case Definition():
            yield from _in_definition(value)
        case Mapping():
            for each in value.values():
                yield from _in_value(each, place)
        case tuple():
            for each in value:
                yield from _in_value(each, place)
