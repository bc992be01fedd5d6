"""What a program says, as the Markdown of a form's section: written once, read in every form."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from mentorsite.markdown.document import Document
from mentorsite.model.cohort import CheckIn, Cohort, DatedEvent, Session
from mentorsite.model.form import Form, Shown
from mentorsite.model.program import MoneyCommitment
from mentorsite.render.markdown_text import escaped
from mentorsite.render.programs.commitments import Promises
from mentorsite.render.programs.event_text import left_out, when, without_scheme
from mentorsite.render.programs.schedule import Schedule
from mentorsite.render.programs.section_writer import SectionWriter
from mentorsite.structure.current_cohort import cohort_of, no_cohort
from mentorsite.structure.timetable import TimetableEntry, dated, meeting
from mentorsite.theme.l10n import day

Lines = Iterable[str]


@dataclass(frozen=True, slots=True)
class ToldInForm(SectionWriter):
    """A program as a form shows it: of its roles those that the form is for, all where it doesn't say."""

    form: Form

    def is_for(self, role: str) -> bool:
        """Whether the form is for a role."""
        said = {reference.id for reference in self.form.audience or self.form.signatures}
        return role in said or not said & set(self.program.roles)


def shown_markdown(told: ToldInForm, part: Shown) -> str:
    """A part of a program as Markdown of blocks; nothing where the program does not say anything of it."""
    writers: dict[Shown, Callable[[ToldInForm], Lines]] = {
        "roles": _roles, "expectations": _expectations, "commitments": _commitments, "boundaries": _boundaries,
        "communication": _communication, "check_ins": _check_ins, "dates": _dates, "success": _success,
        "accountability": _accountability, "closing": _closing, "contacts": _contacts, "conduct": _conduct,
    }  # fmt: skip
    return "\n".join(writers[part](told))


def _text(document: Document) -> str:
    """The Markdown of a text in one line."""
    return " ".join(document.source.split())


def _titled(title: str, texts: Iterable[Document]) -> Iterator[str]:
    """A list under its title, if there is anything in it."""
    found = [f"- {_text(each)}" for each in texts]
    if found:
        yield from (f"**{escaped(title)}**", "", *found, "")


def _pair(label: str, text: str) -> str:
    return f"- **{escaped(label)}**: {text}"


def _roles(told: ToldInForm) -> Lines:
    for id, role in told.program.roles.items():
        if told.is_for(id):
            yield from _titled(role.label, role.responsibilities)


def _expectations(told: SectionWriter) -> Lines:
    for title, texts in Promises(told.entry, told.setting).expected():
        yield from _titled(title, texts)


def _commitments(told: ToldInForm) -> Lines:
    said = told.program.commitments
    promises = Promises(told.entry, told.setting)
    time = [_pair(told.role(each.role), _text(each.amount)) for each in said.time if told.is_for(each.role.id)]
    action = [_pair(told.role(each.role), _text(each.text)) for each in said.action if told.is_for(each.role.id)]
    money = [f"- {_text(each.item)}: {escaped(_payer(each, promises))}" for each in said.money]
    for key, lines in (("time", time), ("action", action), ("money", money)):
        if lines:
            yield from (f"**{told.words[f'commitment_{key}']}**", "", *lines, "")


def _payer(item: MoneyCommitment, promises: Promises) -> str:
    limit = promises.words["money_limit"].format(item.limit) if item.limit else ""
    return promises.words["list_separator"].join(each for each in (promises.payer(item), limit) if each)


def _boundaries(told: SectionWriter) -> Lines:
    for each in told.program.boundaries:
        guidance = f". {_text(each.guidance)}" if each.guidance else ""
        yield _pair(each.topic, told.words[f"stance_{each.stance}"] + guidance)


def _communication(told: SectionWriter) -> Lines:
    said = told.program.communication
    texts = {
        "channels": told.words["list_separator"].join(said.channels),
        "hours": said.hours,
        "reply_within": said.reply_within,
        "cancel_notice": said.cancel_notice,
    }
    for key, text in texts.items():
        if text:
            yield _pair(told.words[f"communication_{key}"], escaped(text))


def _check_ins(told: ToldInForm) -> Lines:
    schedule = Schedule(told.entry, told.setting)
    cohort = cohort_of(told.form, told.program, told.setting.site.today) or no_cohort(told.program)
    for key, each in told.program.check_ins.items():
        found = meeting(key, each, told.program, cohort)
        rhythm = map(escaped, schedule.rhythm(each, found))
        yield _pair(each.label, _listed(told, rhythm, each))
        yield from (f"  - {line}" for line in _single_days(told, found, cohort))


def _single_days(told: SectionWriter, found: TimetableEntry, cohort: Cohort) -> Iterator[str]:
    """When a series is not, and what single meetings of it have of their own; first the cohort whose days these are."""
    off = escaped(left_out(found, told.setting).striptags())
    if found.days and (off or found.sessions):
        days = when(found, told.program, told.setting).striptags()
        yield escaped(told.words["in_cohort"].format(cohort.label, days))
    if off:
        yield off
    named = [("session", day(at, told.setting.language), each) for at, each in found.sessions]
    named += [("numbered_session", str(number), each) for number, each in found.numbered]
    for key, name, session in named:
        topic = [_text(session.topic)] if session.topic else []
        yield told.words[key].format(name, _listed(told, topic, session))


def _listed(told: SectionWriter, texts: Iterable[str], happening: DatedEvent | CheckIn | Session) -> str:
    """Markdown in one line, with where it is and the address to join it."""
    said = [*texts, *([escaped(happening.place)] if happening.place else [])]
    said += [_web(happening.link)] if happening.link else []
    return told.words["list_separator"].join(said)


def _web(url: str) -> str:
    return f"[{escaped(without_scheme(url))}](<{url}>)"


def _dates(told: ToldInForm) -> Lines:
    cohort = cohort_of(told.form, told.program, told.setting.site.today)
    if cohort is None or not cohort.dates:
        return
    yield from (f"**{escaped(cohort.label)}**", "")
    for key, event in sorted(cohort.dates.items(), key=lambda each: each[1].date or date.max):
        said = when(dated(key, event, cohort), told.program, told.setting)
        yield _pair(event.label, _listed(told, [escaped(said.striptags())], event))


def _success(told: SectionWriter) -> Lines:
    return [f"- {_text(each.statement)}" for each in told.program.success]


def _accountability(told: SectionWriter) -> Lines:
    said = told.program.accountability
    for number, rung in enumerate(said.ladder, 1):
        by = told.role(rung.by) if rung.by else told.words["by_any"]
        more = told.words["list_separator"].join(each for each in (by, rung.within) if each)
        yield f"{number}. **{_text(rung.when)}**: {_text(rung.do)}" + f" ({escaped(more)})"
    if said.renegotiate:
        yield from ("", said.renegotiate.source)


def _closing(told: SectionWriter) -> Lines:
    closing = told.program.closing
    if closing:
        yield from (" ".join(Promises(told.entry, told.setting).closing_rules()), "")
        yield from _titled(told.words["closing_steps"], closing.steps)


def _contacts(told: SectionWriter) -> Lines:
    for each in told.program.contacts.values():
        ways = [escaped(way) for way in (each.email, each.phone) if way] + ([_web(each.url)] if each.url else [])
        topics = told.words["list_separator"].join(each.topics)
        about = f" ({escaped(told.words['contact_for'].format(topics))})" if topics else ""
        yield _pair(each.name, told.words["list_separator"].join(ways) + about)


def _conduct(told: SectionWriter) -> Lines:
    conduct = told.program.conduct
    if conduct.code_of_conduct:
        yield from (f"[{told.words['code_of_conduct']}](<{conduct.code_of_conduct}>)", "")
    contact = told.program.contacts.get(conduct.contact.id) if conduct.contact else None
    if contact:
        way = contact.email or contact.phone or contact.url or ""
        yield escaped(f"{told.words['conduct_contact']} {contact.name}: {way}")
