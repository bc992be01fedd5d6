"""The parts of a program's page about people: roles, who may join, whom to turn to."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from mentorsite.markdown.contact_links import mail_link, number_in
from mentorsite.model.program import Contact, Role
from mentorsite.model.urls import below
from mentorsite.render.programs.event_text import without_scheme
from mentorsite.render.programs.section_writer import SectionWriter
from mentorsite.render.views import Card, Definition, ProgramBlock


class People(SectionWriter):
    """Writes them."""

    def roles(self, without: str | None = None) -> Iterator[ProgramBlock]:
        """Each role in a sentence; the rest stands on a page of its own."""
        cards = tuple(
            Card(role.label, self.setting.url(below(self.entry.address, id)), self.in_short(role))
            for id, role in self.program.roles.items()
            if id != without
        )
        if cards:
            yield ProgramBlock("cards", None, cards=cards)

    def in_short(self, role: Role) -> str:
        """How much time a role takes, and the first thing that is its to do."""
        said = (role.time, *role.responsibilities[:1])
        return self.words["sentence_separator"].join(str(self.html(each).striptags()) for each in said if each)

    def duties(self, role: Role) -> Iterator[tuple[str, tuple[ProgramBlock, ...]]]:
        """What is a role's to do, what is not, and what may change."""
        for key in ("responsibilities", "not_responsible_for", "flexibility"):
            texts = getattr(role, key)
            yield key, (ProgramBlock("list", None, items=self.setting.each(texts)),) if texts else ()

    def eligibility(self) -> Iterator[ProgramBlock]:
        """Who may join, by role."""
        roles = self.program.roles
        return self.lists(
            (roles[id].label if id in roles else id.capitalize(), self.setting.each(texts))
            for id, texts in self.program.eligibility.items()
        )

    def conduct(self) -> Iterator[ProgramBlock]:
        """The code of conduct, and whom to tell."""
        conduct = self.program.conduct
        if conduct.code_of_conduct:
            link = Markup('<a href="{}">{}</a>').format(conduct.code_of_conduct, self.words["code_of_conduct"])
            yield ProgramBlock("text", None, self.paragraph(link))
        if conduct.contact and conduct.contact.id in self.program.contacts:
            contact = self.program.contacts[conduct.contact.id]
            yield ProgramBlock("text", None, self.paragraph(self.words["conduct_contact"], self.named(contact)))

    def safeguarding(self) -> Iterator[ProgramBlock]:
        """What protects people under 18, and what can't stay confidential."""
        said = self.program.safeguarding
        if said:
            yield ProgramBlock("text", None, self.paragraph(self.words[f"under_18_{str(said.under_18).lower()}"]))
            if said.lead and said.lead.id in self.program.contacts:
                lead = self.named(self.program.contacts[said.lead.id])
                yield ProgramBlock("text", None, self.paragraph(self.words["safeguarding_lead"], lead))
            if said.limits_of_confidentiality:
                limits = self.html(said.limits_of_confidentiality)
                yield ProgramBlock("text", self.words["limits_of_confidentiality"], limits)
            if said.policy:
                link = Markup('<a href="{}">{}</a>').format(said.policy, self.words["safeguarding_policy"])
                yield ProgramBlock("text", None, self.paragraph(link))

    def contacts(self, wanted: Iterable[Contact] | None = None) -> Iterator[ProgramBlock]:
        """Whom to turn to, for what, and how to reach them; all, unless some are wanted."""
        found = self.program.contacts.values() if wanted is None else wanted
        yield ProgramBlock(
            "definitions", None, entries=tuple(Definition(each.name, self.way_to(each)) for each in found)
        )

    def way_to(self, contact: Contact) -> Markup:
        """How to reach someone, and what for."""
        topics = self.words["list_separator"].join(contact.topics)
        about = escape(self.words["contact_for"].format(topics)) if topics else Markup("")
        return Markup("<br>").join(each for each in (self.reach(contact), about) if each)

    def named(self, contact: Contact) -> Markup:
        """Someone, and how to reach them."""
        ways = self.reach(contact)
        return Markup("{}: {}").format(contact.name, ways) if ways else escape(contact.name)

    def reach(self, contact: Contact) -> Markup:
        """How to reach someone: links that open mail or telephone."""
        ways = []
        if contact.email:
            ways.append(Markup('<a href="{}">{}</a>').format(mail_link(f"mailto:{contact.email}"), contact.email))
        if contact.phone:
            ways.append(dialled(contact.phone))
        if contact.url:
            ways.append(Markup('<a href="{}">{}</a>').format(contact.url, without_scheme(contact.url)))
        return Markup(", ").join(ways)


def dialled(phone: str) -> Markup:
    """How someone can be called: the number as a link, with the words around it."""
    found = number_in(phone)
    if found is None:
        return escape(phone)
    before, number, after, link = found
    return Markup('{}<a href="{}">{}</a>{}').format(before, link, number, after)
