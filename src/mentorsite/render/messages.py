"""Messages in the words of the handbook: with a blank for each person on the page, and with their names in a pack."""

from collections.abc import Mapping
from dataclasses import dataclass
from posixpath import relpath

from mentorsite.loader.source_addresses import messages_address
from mentorsite.model.message import Message
from mentorsite.model.program import Program
from mentorsite.model.site import Site
from mentorsite.render.context import RenderContext
from mentorsite.render.text.letter import letter
from mentorsite.render.text.nodes import Block
from mentorsite.structure.messages import with_people
from mentorsite.structure.variables import Scope
from mentorsite.theme.values import Words


@dataclass(frozen=True, slots=True)
class Written:
    """A message as it is sent: its subject and its text, as blocks and as the body of a mail."""

    subject: str
    blocks: tuple[Block, ...]
    body: str


def written(message: Message, site: Site, scope: Scope, words: Words, people: Mapping[str, object]) -> Written:
    """A message with these names of people, pair and links."""
    context = message_context(message, site, with_people(scope, people), words)
    blocks = context.portable(message.file.text)
    return Written(" ".join(context.filled(message.file.subject).split()), blocks, letter(blocks))


def message_context(message: Message, site: Site, scope: Scope, words: Words) -> RenderContext:
    """Where a message is shown."""
    address = messages_address(site.settings, message.language)
    return RenderContext(site, message.source, address, message.language, scope, words)


def blanks(message: Message, site: Site, program: Program | None, words: Words) -> dict[str, object]:
    """What stands for people, the match and links where nobody is meant yet."""

    def blank(what: str) -> str:
        return words["message_blank"].format(what)

    def of(whom: str, part: str) -> str:
        return blank(words["input_part"].format(whom, part))

    parts = {part: words[f"message_{part}"] for part in ("name", "email", "role")}
    names: dict[str, object] = {
        "recipient": {part: blank(said) for part, said in parts.items()},
        "partner": {part: of(words["message_partner"], said) for part, said in parts.items()},
    }
    pair: dict[str, object] = {"match": blank(words["message_match"])}
    for id, role in program.roles.items() if program else ():
        pair[id] = {part: of(role.label, said) for part, said in parts.items() if part != "role"}
    return {**names, "pair": pair, "links": _sources(message, site)}


def _sources(message: Message, site: Site) -> Mapping[str, str]:
    """Where each form lies, as a link of a message's file leads to it."""
    folder = message.source.rpartition("/")[0]
    found = {entry.form.id: entry.form.source for entry in reversed(site.forms_in(message.language))}
    return {id: relpath(source, folder) for id, source in found.items()}
