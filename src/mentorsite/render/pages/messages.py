"""The page for coordinators with everything that they send: to copy, or to open in a mail program."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from markupsafe import Markup

from mentorsite.markdown.slug import slug
from mentorsite.model.message import Message
from mentorsite.model.site import ProgramEntry
from mentorsite.render.messages import blanks, message_context, written
from mentorsite.render.pages.page_view import edit_url, page_view
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.phrases import moment_words
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import Given
from mentorsite.structure.messages import messages_of, sent_at, with_people
from mentorsite.structure.timetable_entry import ids_of

LONGEST_LINK = 1_900
"""Mail programs take no longer link; the text is copied then."""


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message: its title, when it is sent and to whom, and what it says; `mail` opens it in a mail program."""

    id: str
    title: str
    description: str
    to: str
    when: str
    subject: str
    html: Markup
    body: str
    mail: str | None
    edit_url: str | None


@dataclass(frozen=True, slots=True)
class ProgramMessages:
    """The messages of a program."""

    id: str
    name: str
    messages: tuple[MessageView, ...]


@dataclass(frozen=True, slots=True)
class MessagesGiven(Given):
    """The page of all messages."""

    programs: tuple[ProgramMessages, ...]
    """The programs, each with its messages."""


def messages_page(context: SiteContext, address: str) -> ThemedPage:
    """Every message of the handbook, by program."""
    language = context.site.settings.language_at(address)
    view = page_view(context, context.outline.nodes[address], language)
    return ThemedPage("messages.html", address, view, MessagesGiven(tuple(_programs(context, language))))


def _programs(context: SiteContext, language: str) -> Iterator[ProgramMessages]:
    for entry in context.site.programs:
        if entry.readers != language:
            continue
        roles = entry.program.roles.keys()
        mine = []
        for each in messages_of(context.site, entry.id, language):
            if roles >= set(ids_of(each.file.to)):  # a message of all programs may be to roles that one lacks
                mine.append(each)
        if mine:
            name = slug(entry.program.name)
            yield ProgramMessages(name, entry.program.name, tuple(_view(context, entry, each, name) for each in mine))


def _view(context: SiteContext, entry: ProgramEntry, message: Message, above: str) -> MessageView:
    site, file, words = context.site, message.file, context.words(message.language)
    scope = context.of_program(entry, entry.address).scope
    people = blanks(message, site, entry.program, words)
    shown = message_context(message, site, with_people(scope, people), words)
    made = written(message, site, scope, words, people)
    when = words["message_needed"]
    moment = sent_at(message, entry.program)
    if moment:
        when = moment_words(moment, entry.program, words, message.language)
    mail = f"mailto:?subject={quote(made.subject)}&body={quote(made.body)}"
    return MessageView(
        id=f"{above}-{message.id}",
        title=shown.filled(file.title),
        description=shown.filled(file.description),
        to=words["list_separator"].join(entry.program.roles[role.id].label for role in file.to),
        when=when,
        subject=made.subject,
        html=shown.html(file.text),
        body=made.body,
        mail=mail if len(mail) <= LONGEST_LINK else None,
        edit_url=edit_url(site.settings, message.source),
    )
