"""The parts of a program's page about people: roles, who may join, whom to turn to."""

from collections.abc import Iterable, Iterator

from mentorsite.markdown.contact_links import mail_link, number_in
from mentorsite.model.people import Contact, Role
from mentorsite.model.urls import below
from mentorsite.render.program_lines import Line, LinkTo, NewLine, filled, joined, line, lines, plain
from mentorsite.render.programs.event_text import without_scheme
from mentorsite.render.programs.part_block import PartBlock
from mentorsite.render.programs.section_writer import SectionWriter
from mentorsite.render.views import Card


class People(SectionWriter):
    """Writes the blocks about a program's roles and contacts."""

    def roles(self, without: str | None = None) -> Iterator[PartBlock]:
        """Each role in a sentence; the rest stands on a page of its own."""
        cards = []
        for id, role in self.program.roles.items():
            if id != without:
                cards.append(Card(role.label, self.context.url(below(self.entry.address, id)), self.in_short(role)))
        if cards:
            yield PartBlock("cards", cards=tuple(cards))

    def in_short(self, role: Role) -> str:
        """How much time a role takes, and the first thing that is its to do."""
        said = lines(text for text in (role.time, *role.responsibilities[:1]) if text)
        return self.words["sentence_separator"].join(plain(text, self.context) for text in said)

    def duties(self, role: Role) -> Iterator[tuple[str, tuple[PartBlock, ...]]]:
        """What is a role's to do, what is not, and what may change."""
        for key in ("responsibilities", "not_responsible_for", "flexibility"):
            texts = getattr(role, key)
            if texts:
                yield key, (PartBlock("list", items=lines(texts)),)
            else:
                yield key, ()

    def eligibility(self) -> Iterator[PartBlock]:
        """Who may join, by role."""
        roles = self.program.roles
        return self.lists(
            (roles[id].label if id in roles else id.capitalize(), lines(texts))
            for id, texts in self.program.eligibility.items()
        )

    def conduct(self) -> Iterator[PartBlock]:
        """The code of conduct, and whom to tell."""
        conduct = self.program.conduct
        if conduct.code_of_conduct:
            link = LinkTo(conduct.code_of_conduct, line(self.words["code_of_conduct"]))
            yield PartBlock("text", paragraphs=((link,),))
        if conduct.contact and conduct.contact.id in self.program.contacts:
            contact = self.named(self.program.contacts[conduct.contact.id])
            yield PartBlock("text", paragraphs=(filled(self.words["conduct_turn_to"], contact),))

    def safeguarding(self) -> Iterator[PartBlock]:
        """What protects people under 18, and what can't stay confidential."""
        said = self.program.safeguarding
        if said:
            yield PartBlock("text", paragraphs=(line(self.words[f"under_18_{str(said.under_18).lower()}"]),))
            if said.lead and said.lead.id in self.program.contacts:
                lead = self.named(self.program.contacts[said.lead.id])
                yield PartBlock("text", paragraphs=(filled(self.words["safeguarding_by"], lead),))
            if said.limits_of_confidentiality:
                title = self.words["limits_of_confidentiality"]
                yield PartBlock("text", title, text=said.limits_of_confidentiality)
            if said.policy:
                link = LinkTo(said.policy, line(self.words["safeguarding_policy"]))
                yield PartBlock("text", paragraphs=((link,),))

    def contacts(self, wanted: Iterable[Contact] | None = None) -> Iterator[PartBlock]:
        """Whom to turn to, for what, and how to reach them; all, unless some are wanted."""
        if wanted is None:
            wanted = self.program.contacts.values()
        yield PartBlock("definitions", entries=tuple((contact.name, self.way_to(contact)) for contact in wanted))

    def way_to(self, contact: Contact) -> Line:
        """How to reach someone, and what for."""
        said = [self.reach(contact)]
        topics = self.words["list_separator"].join(contact.topics)
        if topics:
            said.append(line(self.words["contact_for"].format(topics)))
        return joined(NewLine(), said)

    def named(self, contact: Contact) -> Line:
        """Someone, and how to reach them."""
        return filled(self.words["labelled"], contact.name, self.reach(contact))

    def reach(self, contact: Contact) -> Line:
        """How to reach someone: links that open mail or telephone."""
        ways: list[Line] = []
        if contact.email:
            ways.append((LinkTo(mail_link(f"mailto:{contact.email}") or "", line(contact.email)),))
        if contact.phone:
            ways.append(dialled(contact.phone))
        if contact.url:
            ways.append((LinkTo(contact.url, line(without_scheme(contact.url))),))
        return joined(self.words["list_separator"], ways)


def dialled(phone: str) -> Line:
    """How someone can be called: the number as a link, with the words around it."""
    found = number_in(phone)
    if found is None:
        return line(phone)
    before, number, after, link = found
    return (*line(before), LinkTo(link, line(number)), *line(after))
