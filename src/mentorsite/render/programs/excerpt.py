"""What a program says, as a section of a form shows it: written once, read in every form."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markdown_it.common.normalize_url import normalizeLink

from mentorsite.errors import Place
from mentorsite.markdown.contact_links import mail_link
from mentorsite.markdown.document import sole_paragraph
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse_inline
from mentorsite.model.cohort import CheckIn, Cohort, DatedEvent, Session
from mentorsite.model.form import Form, Shown
from mentorsite.model.program import Boundary, Contact, MoneyCommitment, Rung
from mentorsite.render.line import Line, LinkTo, Strong, filled, joined, line, plain
from mentorsite.render.markdown_text import escaped
from mentorsite.render.programs.commitments import Promises
from mentorsite.render.programs.event_text import left_out, when, without_scheme
from mentorsite.render.programs.part_block import PartBlock
from mentorsite.render.programs.pieces import Piece, Point, Points
from mentorsite.render.programs.schedule import Schedule
from mentorsite.render.programs.section_writer import SectionWriter
from mentorsite.structure.current_cohort import cohort_of, no_cohort
from mentorsite.structure.timetable import TimetableEntry, dated, meeting
from mentorsite.theme.l10n import day

ADDRESS_IN = ("@", "://", "www.")
"""What stands in an address that is a link though nobody marked it as one."""


@dataclass(frozen=True, slots=True)
class ToldInForm(SectionWriter):
    """A program as a form shows it: of its roles those that the form is for, all where it doesn't say."""

    form: Form

    @property
    def promises(self) -> Promises:
        """What the program's page says of promises."""
        return Promises(self.entry, self.setting)

    def is_for(self, role: str) -> bool:
        """Whether the form is for a role."""
        said = {reference.id for reference in self.form.audience or self.form.signatures}
        return role in said or not said & set(self.program.roles)

    def linked(self, words: str) -> Line:
        """Plain words, in which an address of mail or of the web is a link, as in a text."""
        if not any(sign in words for sign in ADDRESS_IN):
            return line(words)
        return line(parse_inline(escaped(words), Origin(Place(self.entry.source))))

    def labelled(self, label: str, said: Line) -> Line:
        """A label, and what is said of it."""
        return (Strong(self.linked(label)), ": ", *said)

    def commas(self, said: Iterable[Line]) -> Line:
        """Lines one after the other."""
        return joined(self.words["list_separator"], said)


def shown_pieces(told: ToldInForm, part: Shown) -> tuple[Piece, ...]:
    """A part of a program; nothing where the program does not say anything of it."""
    writers: dict[Shown, Callable[[ToldInForm], Iterable[Piece]]] = {
        "roles": _roles, "expectations": _expectations, "commitments": _commitments, "boundaries": _boundaries,
        "communication": _communication, "check_ins": _check_ins, "dates": _dates, "success": _success,
        "accountability": _accountability, "closing": _closing, "contacts": _contacts, "conduct": _conduct,
    }  # fmt: skip
    return tuple(writers[part](told))


def _of_page(told: ToldInForm, blocks: Iterable[PartBlock]) -> Iterator[Piece]:
    """What the program's page says in paragraphs, lists and terms."""
    for block in blocks:
        if block.title:
            yield (Strong(told.linked(block.title)),)
        yield from block.paragraphs
        terms = [told.labelled(term, said) for term, said in block.entries]
        yield from _list([*block.items, *terms])


def _list(lines: Iterable[Line | Point], *, numbered: bool = False) -> Iterator[Piece]:
    """A list; nothing for no points."""
    points = tuple(each if isinstance(each, Point) else Point(each) for each in lines)
    if points:
        yield Points(points, numbered)


def _titled(told: ToldInForm, title: str, lines: Iterable[Line]) -> Iterator[Piece]:
    """A list under its title, if there is anything in it."""
    for points in _list(lines):
        yield from ((Strong(told.linked(title)),), points)


def _roles(told: ToldInForm) -> Iterator[Piece]:
    for id, role in told.program.roles.items():
        if told.is_for(id):
            yield from _titled(told, role.label, map(line, role.responsibilities))


def _expectations(told: ToldInForm) -> Iterator[Piece]:
    return _of_page(told, told.promises.expectations())


def _commitments(told: ToldInForm) -> Iterator[Piece]:
    said = told.program.commitments
    for key, promises in (
        ("time", [(each.role, each.amount) for each in said.time]),
        ("action", [(each.role, each.text) for each in said.action]),
    ):
        pairs = [told.labelled(told.role(role), line(text)) for role, text in promises if told.is_for(role.id)]
        yield from _titled(told, told.words[f"commitment_{key}"], pairs)
    money = [(*line(each.item), ": ", *told.linked(_payer(told, each))) for each in said.money]
    yield from _titled(told, told.words["commitment_money"], money)


def _payer(told: ToldInForm, item: MoneyCommitment) -> str:
    limit = told.words["money_limit"].format(item.limit) if item.limit else ""
    return told.words["list_separator"].join(each for each in (told.promises.payer(item), limit) if each)


def _boundaries(told: ToldInForm) -> Iterator[Piece]:
    return _list(_boundary(told, each) for each in told.program.boundaries)


def _boundary(told: ToldInForm, boundary: Boundary) -> Point:
    """A topic and where it stands; guidance of several paragraphs stands below."""
    said = told.labelled(boundary.topic, line(told.words[f"stance_{boundary.stance}"]))
    if not boundary.guidance:
        return Point(said)
    guidance = sole_paragraph(boundary.guidance)
    return Point((*said, ". ", guidance)) if guidance else Point((*said, "."), (boundary.guidance,))


def _communication(told: ToldInForm) -> Iterator[Piece]:
    return _list(told.labelled(term, told.linked(said)) for term, said in told.promises.ways())


def _check_ins(told: ToldInForm) -> Iterator[Piece]:
    schedule = Schedule(told.entry, told.setting)
    cohort = cohort_of(told.form, told.program, told.setting.site.today) or no_cohort(told.program)
    points = []
    for key, each in told.program.check_ins.items():
        found = meeting(key, each, told.program, cohort)
        said = [told.linked(text) for text in schedule.rhythm(each, found)]
        below = tuple(_list(_single_days(told, found, cohort)))
        points.append(Point(told.labelled(each.label, _listed(told, said, each)), below))
    return _list(points)


def _single_days(told: ToldInForm, found: TimetableEntry, cohort: Cohort) -> Iterator[Line]:
    """When a series is not, and what single meetings of it have of their own; first the cohort whose days these are."""
    off = plain(left_out(found, told.setting), told.setting)
    if found.days and (off or found.sessions):
        days = plain(when(found, told.program, told.setting), told.setting)
        yield told.linked(told.words["in_cohort"].format(cohort.label, days))
    if off:
        yield line(off)
    named = [("session", day(at, told.setting.language), each) for at, each in found.sessions]
    named += [("numbered_session", str(number), each) for number, each in found.numbered]
    for key, name, session in named:
        yield filled(told.words[key], name, _listed(told, [line(session.topic)], session))


def _listed(told: ToldInForm, said: Iterable[Line], happening: DatedEvent | CheckIn | Session) -> Line:
    """Lines in one, with where it is and the address to join it."""
    link = [_web(happening.link)] if happening.link else []
    return told.commas((*said, told.linked(happening.place or ""), *link))


def _web(url: str) -> Line:
    return (LinkTo(normalizeLink(url), line(without_scheme(url))),)


def _dates(told: ToldInForm) -> Iterator[Piece]:
    cohort = cohort_of(told.form, told.program, told.setting.site.today)
    if cohort is None or not cohort.dates:
        return
    pairs = []
    for key, event in sorted(cohort.dates.items(), key=lambda each: each[1].date or date.max):
        said = plain(when(dated(key, event, cohort), told.program, told.setting), told.setting)
        pairs.append(told.labelled(event.label, _listed(told, [told.linked(said)], event)))
    yield from _titled(told, cohort.label, pairs)


def _success(told: ToldInForm) -> Iterator[Piece]:
    return _list(line(each.statement) for each in told.program.success)


def _accountability(told: ToldInForm) -> Iterator[Piece]:
    said = told.program.accountability
    yield from _list((_rung(told, each) for each in said.ladder), numbered=True)
    if said.renegotiate:
        yield said.renegotiate


def _rung(told: ToldInForm, rung: Rung) -> Line:
    more = told.commas((line(told.promises.acting(rung)), line(rung.within)))
    return (Strong(line(rung.when)), ": ", *line(rung.do), " (", *more, ")")


def _closing(told: ToldInForm) -> Iterator[Piece]:
    return _of_page(told, told.promises.closing("steps"))


def _contacts(told: ToldInForm) -> Iterator[Piece]:
    return _list(told.labelled(each.name, _ways(told, each)) for each in told.program.contacts.values())


def _ways(told: ToldInForm, contact: Contact) -> Line:
    """How to reach someone, and what for."""
    url = _web(contact.url) if contact.url else ()
    topics = told.words["list_separator"].join(contact.topics)
    about = (" (", *told.linked(told.words["contact_for"].format(topics)), ")") if topics else ()
    return (*told.commas((_mail(contact), told.linked(contact.phone or ""), url)), *about)


def _mail(contact: Contact) -> Line:
    link = mail_link(f"mailto:{contact.email}") if contact.email else None
    return (LinkTo(link, line(contact.email)),) if link else line(contact.email)


def _conduct(told: ToldInForm) -> Iterator[Piece]:
    conduct = told.program.conduct
    if conduct.code_of_conduct:
        yield (LinkTo(normalizeLink(conduct.code_of_conduct), line(told.words["code_of_conduct"])),)
    contact = told.program.contacts.get(conduct.contact.id) if conduct.contact else None
    if contact:
        way = contact.email or contact.phone or contact.url or ""
        yield told.linked(f"{told.words['conduct_contact']} {contact.name}: {way}")
