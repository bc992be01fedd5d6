"""Program → what its overview shows."""

from collections.abc import Callable, Iterable, Iterator

from markupsafe import Markup, escape

from mentorsite.dates import day
from mentorsite.model.cohort import Cohort, Phase
from mentorsite.model.definition import Reference
from mentorsite.model.page import Page
from mentorsite.model.program import Contact, Program, parts
from mentorsite.model.site import ProgramEntry
from mentorsite.render.setting import Setting
from mentorsite.render.sheet_of import role_label
from mentorsite.render.views import Block, Card, Entry, Fact, Part, ProgramView
from mentorsite.render.words import event_words, moment_words, period_words
from mentorsite.text.document import Document
from mentorsite.theme import Words
from mentorsite.urls import relative


def program_view(entry: ProgramEntry, setting: Setting, words: Words) -> ProgramView:
    """What the overview of a program shows: a part for everything that the definition says."""
    view = _View(entry.program, setting, words)
    shown = tuple(
        Part(part, words[f"part_{part.replace('-', '_')}"], tuple(view.blocks(part))) for part in parts(entry.program)
    )
    return ProgramView(entry.program.name, setting.html(entry.program.purpose), view.facts(), shown)


class _View:
    """One program and the place where it is shown."""

    def __init__(self, program: Program, setting: Setting, words: Words) -> None:
        self.program, self.setting, self.words = program, setting, words
        self.html = setting.html

    def facts(self) -> tuple[Fact, ...]:
        program, words = self.program, self.words
        facts = [Fact(words["fact_model"], escape(words[f"model_{program.model}"]))]
        facts += [
            Fact(words["fact_time"].format(role.label), self.html(role.time))
            for role in program.roles.values()
            if role.time
        ]
        for check_in in program.check_ins.values():
            if check_in.every:
                rhythm = words["every"].format(period_words(check_in.every, words))
                facts.append(Fact(check_in.label, escape(rhythm)))
        facts += [Fact(contact.name, self.reach(contact)) for contact in program.contacts.values()]
        return tuple(facts)

    def blocks(self, part: str) -> Iterable[Block]:
        writers: dict[str, Callable[[], Iterable[Block]]] = {
            "roles": self.roles,
            "eligibility": self.eligibility,
            "cohorts": self.cohorts,
            "phases": self.phases,
            "check-ins": self.check_ins,
            "commitments": self.commitments,
            "boundaries": self.boundaries,
            "communication": self.communication,
            "expectations": self.expectations,
            "success": self.success,
            "accountability": self.accountability,
            "feedback": self.feedback,
            "board-of-mentors": self.board,
            "closing": self.closing,
            "conduct": self.conduct,
            "safeguarding": self.safeguarding,
            "contacts": self.contacts,
            "agreements": lambda: self.forms("agreements"),
            "checklists": lambda: self.forms("checklists"),
            "worksheets": lambda: self.forms("worksheets"),
            "guidelines": self.guidelines,
        }
        return writers[part]()

    def roles(self) -> Iterator[Block]:
        for role in self.program.roles.values():
            if role.time:
                yield Block("text", role.label, self.html(role.time))
            elif role.responsibilities or role.not_responsible_for or role.flexibility:
                yield Block("text", role.label)
            else:
                yield Block("text", None, escape(role.label))
            for key in ("responsibilities", "not_responsible_for", "flexibility"):
                texts = getattr(role, key)
                if texts:
                    yield Block("list", None, self.lead(key), self.setting.each(texts))

    def lead(self, key: str) -> Markup:
        return Markup("<p>{}</p>").format(self.words[f"lead_{key}"])

    def lists(self, titled: Iterable[tuple[str, Iterable[Markup]]]) -> Iterator[Block]:
        for title, items in titled:
            shown = tuple(items)
            if shown:
                yield Block("list", title, items=shown)

    def eligibility(self) -> Iterator[Block]:
        roles = self.program.roles
        return self.lists(
            (roles[id].label if id in roles else id.capitalize(), self.setting.each(texts))
            for id, texts in self.program.eligibility.items()
        )

    def cohorts(self) -> Iterator[Block]:
        for cohort in self.program.cohorts.values():
            status = self.words[f"status_{cohort.status}"]
            yield Block("text", cohort.label, Markup("<p>{}</p>").format(self.span(cohort, status)))
            rows = tuple(
                (escape(event.label), self.event(event_words(event, cohort.timezone, self.setting.language, self.words),
                                                 self.html(event.note)))
                for event in cohort.dates.values()
            )  # fmt: skip
            if rows:
                yield Block("table", None, columns=(self.words["column_what"], self.words["column_when"]), rows=rows)

    def span(self, cohort: Cohort, status: str) -> str:
        if not cohort.start:
            return status
        start = day(cohort.start, self.setting.language)
        if not cohort.end:
            return f"{status}. {self.words['starts'].format(start)}"
        return f"{status}. {self.words['from_to'].format(start, day(cohort.end, self.setting.language))}"

    def event(self, when: str, note: Markup) -> Markup:
        return Markup("{}<br>{}").format(when, note) if note else escape(when)

    def phases(self) -> Iterator[Block]:
        for phase in self.program.phases.values():
            start = moment_words(phase.start, self.program, self.words) if phase.start else ""
            length = period_words(phase.duration, self.words) if phase.duration else ""
            when = ", ".join(text for text in (start[:1].upper() + start[1:], length) if text)
            html = Markup("<p>{}</p>").format(when) if when else Markup("")
            yield Block("list", phase.label, html, items=(*self.setting.each(phase.goals), *self.phase_links(phase)))

    def phase_links(self, phase: Phase) -> Iterator[Markup]:
        for folder in ("agreements", "checklists", "worksheets"):
            for card in self.form_cards(folder, getattr(phase, folder)):
                yield Markup('<a href="{}">{}</a>').format(card.url, card.title)
        for page in self.pages(phase.pages):
            yield Markup('<a href="{}">{}</a>').format(relative(self.setting.address, page.address), page.title)

    def check_ins(self) -> Iterator[Block]:
        for check_in in self.program.check_ins.values():
            details = []
            if check_in.every:
                details.append(self.words["every"].format(period_words(check_in.every, self.words)))
            if check_in.at:
                details.append(moment_words(check_in.at, self.program, self.words))
            if check_in.minutes:
                details.append(self.words["minutes"].format(check_in.minutes))
            if check_in.organizer:
                details.append(self.words["organized_by"].format(role_label(check_in.organizer.id, self.program)))
            line = ", ".join(details)
            html = Markup("<p>{}</p>").format(line[:1].upper() + line[1:]) if line else Markup("")
            yield Block("list", check_in.label, html, items=self.setting.each(check_in.agenda))

    def commitments(self) -> Iterator[Block]:
        commitments = self.program.commitments
        yield from self.lists(
            [
                (self.words["commitment_time"], (self.by(each.role, each.amount) for each in commitments.time)),
                (self.words["commitment_action"], (self.by(each.role, each.text) for each in commitments.action)),
            ]
        )
        rows = tuple(
            (self.html(each.item), escape(self.words[f"paid_by_{each.paid_by}"]), escape(each.limit or ""))
            for each in commitments.money
        )
        if rows:
            columns = tuple(self.words[f"column_{key}"] for key in ("cost", "paid_by", "limit"))
            yield Block("table", self.words["commitment_money"], columns=columns, rows=rows)

    def by(self, role: Reference, text: Document) -> Markup:
        return Markup("<strong>{}</strong>: {}").format(role_label(role.id, self.program), self.html(text))

    def boundaries(self) -> Iterator[Block]:
        rows = tuple(
            (escape(each.topic), escape(self.words[f"stance_{each.stance}"]), self.html(each.guidance))
            for each in self.program.boundaries
        )
        columns = tuple(self.words[f"column_{key}"] for key in ("topic", "stance", "guidance"))
        yield Block("table", None, columns=columns, rows=rows)

    def communication(self) -> Iterator[Block]:
        said = self.program.communication
        texts = {
            "channels": self.words["list_separator"].join(said.channels),
            "hours": said.hours,
            "reply_within": said.reply_within,
            "cancel_notice": said.cancel_notice,
        }
        entries = tuple(Entry(self.words[f"communication_{key}"], escape(text)) for key, text in texts.items() if text)
        yield Block("definitions", None, entries=entries)

    def expectations(self) -> Iterator[Block]:
        said = self.program.expectations
        keys = ("of_mentor", "of_mentee", "of_program")
        return self.lists((self.words[f"expectations_{key}"], self.setting.each(getattr(said, key))) for key in keys)

    def success(self) -> Iterator[Block]:
        items = []
        for each in self.program.success:
            measure = Markup(" ({})").format(self.html(each.measure)) if each.measure else ""
            items.append(Markup("{}{}").format(self.html(each.statement), measure))
        yield Block("list", None, items=tuple(items))

    def accountability(self) -> Iterator[Block]:
        said = self.program.accountability
        rows = tuple(
            (
                self.html(rung.when),
                self.html(rung.do),
                escape(role_label(rung.by.id, self.program) if rung.by else ""),
                escape(rung.within or ""),
            )
            for rung in said.ladder
        )
        if rows:
            columns = tuple(self.words[f"column_{key}"] for key in ("trigger", "do", "by", "within"))
            yield Block("table", None, columns=columns, rows=rows)
        if said.renegotiate:
            yield Block("text", None, self.html(said.renegotiate))

    def feedback(self) -> Iterator[Block]:
        said = self.program.feedback
        if said.principles:
            yield Block("list", None, items=self.setting.each(said.principles))
        if said.worksheets:
            yield Block("cards", None, cards=self.form_cards("worksheets", said.worksheets))

    def board(self) -> Iterator[Block]:
        board = self.program.board_of_mentors
        if board:
            entries = tuple(Entry(seat.label, self.html(seat.why)) for seat in board.seats)
            size = self.words["board_size"].format(board.min, board.max) if board.min and board.max else ""
            yield Block("definitions", None, Markup("<p>{}</p>").format(size) if size else Markup(""), entries=entries)

    def closing(self) -> Iterator[Block]:
        closing = self.program.closing
        if closing:
            sentences = [self.words["closing_no_fault"]] if closing.no_fault else []
            if closing.notice:
                sentences.append(self.words["closing_notice"].format(closing.notice))
            if not closing.reasons_required:
                sentences.append(self.words["closing_no_reasons"])
            yield Block("text", None, Markup("<p>{}</p>").format(" ".join(sentences)))
            keys = ("steps", "questions", "afterwards")
            yield from self.lists((self.words[f"closing_{k}"], self.setting.each(getattr(closing, k))) for k in keys)

    def conduct(self) -> Iterator[Block]:
        conduct = self.program.conduct
        if conduct.code_of_conduct:
            link = Markup('<p><a href="{}">{}</a></p>').format(conduct.code_of_conduct, self.words["code_of_conduct"])
            yield Block("text", None, link)
        if conduct.contact and conduct.contact.id in self.program.contacts:
            contact = self.program.contacts[conduct.contact.id]
            line = Markup("<p>{} {}: {}</p>").format(self.words["conduct_contact"], contact.name, self.reach(contact))
            yield Block("text", None, line)

    def safeguarding(self) -> Iterator[Block]:
        said = self.program.safeguarding
        if said:
            yield Block("text", None, Markup("<p>{}</p>").format(self.words[f"under_18_{str(said.under_18).lower()}"]))
            if said.limits_of_confidentiality:
                limits = self.html(said.limits_of_confidentiality)
                yield Block("text", self.words["limits_of_confidentiality"], limits)
            if said.policy:
                link = Markup('<p><a href="{}">{}</a></p>').format(said.policy, self.words["safeguarding_policy"])
                yield Block("text", None, link)

    def contacts(self) -> Iterator[Block]:
        entries = tuple(Entry(each.name, self.reach(each)) for each in self.program.contacts.values())
        yield Block("definitions", None, entries=entries)

    def reach(self, contact: Contact) -> Markup:
        """How to reach someone: links that open mail or telephone."""
        ways = []
        if contact.email:
            ways.append(Markup('<a href="mailto:{0}">{0}</a>').format(contact.email))
        if contact.phone:
            ways.append(Markup('<a href="tel:{}">{}</a>').format(contact.phone.replace(" ", ""), contact.phone))
        return Markup(", ").join(ways)

    def forms(self, folder: str) -> Iterator[Block]:
        yield Block("cards", None, cards=self.form_cards(folder, getattr(self.program, folder)))

    def form_cards(self, folder: str, references: Iterable[Reference]) -> tuple[Card, ...]:
        wanted = {reference.id for reference in references}
        found = {
            entry.form.id: Card(
                entry.form.title,
                relative(self.setting.address, entry.address),
                entry.form.description,
                self.words[f"kind_{entry.form.kind}"],
            )
            for entry in self.setting.site.forms
            if entry.form.folder == folder and entry.form.id in wanted
        }
        return tuple(found[reference.id] for reference in references if reference.id in found)

    def guidelines(self) -> Iterator[Block]:
        cards = tuple(
            Card(page.title, relative(self.setting.address, page.address), page.description)
            for page in self.pages(self.program.guidelines)
        )
        yield Block("cards", None, cards=cards)

    def pages(self, references: Iterable[Reference]) -> Iterator[Page]:
        for reference in references:
            for page in self.setting.site.pages:
                if reference.id in (page.address.rstrip("/"), page.address.rstrip("/").rpartition("/")[2]):
                    yield page
                    break
