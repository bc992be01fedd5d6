"""Excerpts: what a form's section shows of its program, the same in every format."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from markdown_it.common.normalize_url import normalizeLink

from mentorsite.errors import Place
from mentorsite.markdown.contact_links import mail_link
from mentorsite.markdown.document import Document, sole_paragraph
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse_inline
from mentorsite.model.cohort import CheckIn, Cohort, DatedEvent, Session
from mentorsite.model.form import Form
from mentorsite.model.people import Contact
from mentorsite.model.placed_text import Reference
from mentorsite.model.promises import Boundary, MoneyCommitment, Rung
from mentorsite.model.section import Shown
from mentorsite.render.markdown_text import escaped
from mentorsite.render.program_lines import Line, LinkTo, Strong, filled, joined, line, plain
from mentorsite.render.programs.commitments import Promises
from mentorsite.render.programs.event_text import left_out, when, without_scheme
from mentorsite.render.programs.part_block import PartBlock
from mentorsite.render.programs.pieces import Piece, Point, Points
from mentorsite.render.programs.schedule import Schedule
from mentorsite.render.programs.section_writer import SectionWriter
from mentorsite.structure.cohort_days import dated, meeting
from mentorsite.structure.current_cohort import cohort_of, no_cohort
from mentorsite.structure.timetable_entry import TimetableEntry
from mentorsite.theme.dates_and_numbers import day

ADDRESS_IN = ("@", "://", "www.")
"""What stands in an address that is a link though nobody marked it as one."""


@dataclass(frozen=True, slots=True)
class ProgramExcerpt(SectionWriter):
    """What a form shows of its program: the roles that the form is for, or all of them."""

    form: Form

    @property
    def promises(self) -> Promises:
        """What the program's page says of promises."""
        return Promises(self.entry, self.context)

    def is_for(self, role: str) -> bool:
        """Whether the form is for a role."""
        said = {reference.id for reference in self.form.audience or self.form.signatures}
        return role in said or not said & set(self.program.roles)

    def linked(self, words: str) -> Line:
        """Plain words, in which an address of mail or of the web is a link, as in a text."""
        if not any(sign in words for sign in ADDRESS_IN):  # most have none, and need no parsing
            return line(words)
        return line(parse_inline(escaped(words), Origin(Place(self.entry.source))))

    def linked_line(self, said: Line) -> Line:
        """A line, with the addresses in its plain words as links."""
        return joined("", (self.linked(each) if isinstance(each, str) else (each,) for each in said))

    def labelled(self, label: str, said: Line) -> Line:
        """A label, and what is said of it."""
        return filled(self.words["labelled"], (Strong(self.linked(label)),), said)

    def commas(self, said: Iterable[Line]) -> Line:
        """Lines one after the other."""
        return joined(self.words["list_separator"], said)


def excerpt_pieces(excerpt: ProgramExcerpt, part: Shown) -> tuple[Piece, ...]:
    """A part of a program; nothing where the program does not say anything of it."""
    writers: dict[Shown, Callable[[ProgramExcerpt], Iterable[Piece]]] = {
        "roles": _roles, "expectations": _expectations, "commitments": _commitments, "boundaries": _boundaries,
        "communication": _communication, "check_ins": _check_ins, "dates": _dates, "success": _success,
        "accountability": _accountability, "closing": _closing, "contacts": _contacts, "conduct": _conduct,
    }  # fmt: skip
    return tuple(writers[part](excerpt))


def _of_page(excerpt: ProgramExcerpt, blocks: Iterable[PartBlock]) -> Iterator[Piece]:
    """What the program's page says in paragraphs, lists and terms."""
    for block in blocks:
        if block.title:
            yield (Strong(excerpt.linked(block.title)),)
        yield from block.paragraphs
        terms = [excerpt.labelled(term, said) for term, said in block.entries]
        yield from _list([*block.items, *terms])


def _list(lines: Iterable[Line | Point], *, numbered: bool = False) -> Iterator[Piece]:
    """A list; nothing for no points."""
    points = tuple(each if isinstance(each, Point) else Point(each) for each in lines)
    if points:
        yield Points(points, numbered)


def _titled(excerpt: ProgramExcerpt, title: str, lines: Iterable[Line]) -> Iterator[Piece]:
    """A list under its title, if there is anything in it."""
    for points in _list(lines):
        yield from ((Strong(excerpt.linked(title)),), points)


def _roles(excerpt: ProgramExcerpt) -> Iterator[Piece]:
    for id, role in excerpt.program.roles.items():
        if excerpt.is_for(id):
            yield from _titled(excerpt, role.label, map(line, role.responsibilities))


def _expectations(excerpt: ProgramExcerpt) -> Iterator[Piece]:
    return _of_page(excerpt, excerpt.promises.expectations())


def _commitments(excerpt: ProgramExcerpt) -> Iterator[Piece]:
    said = excerpt.program.commitments
    time = ((each.role, each.amount) for each in said.time)
    yield from _titled(excerpt, excerpt.words["commitment_time"], _promised(excerpt, time))
    action = ((each.role, each.text) for each in said.action)
    yield from _titled(excerpt, excerpt.words["commitment_action"], _promised(excerpt, action))
    money = []
    for each in said.money:
        money.append(filled(excerpt.words["labelled"], line(each.item), excerpt.linked(_payer(excerpt, each))))
    yield from _titled(excerpt, excerpt.words["commitment_money"], money)


def _promised(excerpt: ProgramExcerpt, promises: Iterable[tuple[Reference, Document]]) -> Iterator[Line]:
    """What roles promise, those that the form is for."""
    for role, text in promises:
        if excerpt.is_for(role.id):
            yield excerpt.labelled(excerpt.role(role), line(text))


def _payer(excerpt: ProgramExcerpt, item: MoneyCommitment) -> str:
    said = [excerpt.promises.payer(item)]
    if item.limit:
        said.append(excerpt.words["money_limit"].format(item.limit))
    return excerpt.words["list_separator"].join(each for each in said if each)


def _boundaries(excerpt: ProgramExcerpt) -> Iterator[Piece]:
    return _list(_boundary(excerpt, each) for each in excerpt.program.boundaries)


def _boundary(excerpt: ProgramExcerpt, boundary: Boundary) -> Point:
    """A topic and where it stands; guidance of several paragraphs stands below."""
    said = excerpt.labelled(boundary.topic, line(excerpt.words[f"stance_{boundary.stance}"]))
    if not boundary.guidance:
        return Point(said)
    guidance = sole_paragraph(boundary.guidance)
    if guidance:
        return Point((*said, excerpt.words["sentence_separator"], guidance))
    return Point(filled(excerpt.words["sentence"], said), (boundary.guidance,))


def _communication(excerpt: ProgramExcerpt) -> Iterator[Piece]:
    return _list(excerpt.labelled(term, excerpt.linked(said)) for term, said in excerpt.promises.ways())


def _check_ins(excerpt: ProgramExcerpt) -> Iterator[Piece]:
    schedule = Schedule(excerpt.entry, excerpt.context)
    cohort = cohort_of(excerpt.form, excerpt.program, excerpt.context.site.today) or no_cohort(excerpt.program)
    points = []
    for key, each in excerpt.program.check_ins.items():
        found = meeting(key, each, excerpt.program, cohort)
        said = [excerpt.linked_line(text) for text in schedule.rhythm(each, found)]
        below = tuple(_list(_single_days(excerpt, found, cohort)))
        points.append(Point(excerpt.labelled(each.label, _listed(excerpt, said, each)), below))
    return _list(points)


def _single_days(excerpt: ProgramExcerpt, found: TimetableEntry, cohort: Cohort) -> Iterator[Line]:
    """When a series is not, and what single meetings of it have of their own; first the cohort whose days these are."""
    off = plain(left_out(found, excerpt.context), excerpt.context)
    if found.days and (off or found.sessions):
        days = plain(when(found, excerpt.program, excerpt.context), excerpt.context)
        yield excerpt.linked(excerpt.words["in_cohort"].format(cohort.label, days))
    if off:
        yield line(off)
    named = [("session", day(at, excerpt.context.language), each) for at, each in found.sessions]
    for number, each in found.numbered:
        named.append(("numbered_session", str(number), each))
    for key, name, session in named:
        yield filled(excerpt.words[key], name, _listed(excerpt, [line(session.topic)], session))


def _listed(excerpt: ProgramExcerpt, said: Iterable[Line], happening: DatedEvent | CheckIn | Session) -> Line:
    """Lines in one, with where it is and the address to join it."""
    parts = [*said, excerpt.linked(happening.place or "")]
    if happening.link:
        parts.append(_web(happening.link))
    return excerpt.commas(parts)


def _web(url: str) -> Line:
    return (LinkTo(normalizeLink(url), line(without_scheme(url))),)


def _dates(excerpt: ProgramExcerpt) -> Iterator[Piece]:
    cohort = cohort_of(excerpt.form, excerpt.program, excerpt.context.site.today)
    if cohort is None or not cohort.dates:
        return
    pairs = []
    # what has no day yet stands last
    for key, event in sorted(cohort.dates.items(), key=lambda each: each[1].date or date.max):
        said = plain(when(dated(key, event, cohort), excerpt.program, excerpt.context), excerpt.context)
        pairs.append(excerpt.labelled(event.label, _listed(excerpt, [excerpt.linked(said)], event)))
    yield from _titled(excerpt, cohort.label, pairs)


def _success(excerpt: ProgramExcerpt) -> Iterator[Piece]:
    return _list(line(each.statement) for each in excerpt.program.success)


def _accountability(excerpt: ProgramExcerpt) -> Iterator[Piece]:
    said = excerpt.program.accountability
    yield from _list((_rung(excerpt, each) for each in said.ladder), numbered=True)
    if said.renegotiate:
        yield said.renegotiate


def _rung(excerpt: ProgramExcerpt, rung: Rung) -> Line:
    more = excerpt.commas((line(excerpt.promises.acting(rung)), line(rung.within)))
    done = filled(excerpt.words["print_format"], line(rung.do), more)
    return filled(excerpt.words["labelled"], (Strong(line(rung.when)),), done)


def _closing(excerpt: ProgramExcerpt) -> Iterator[Piece]:
    return _of_page(excerpt, excerpt.promises.closing("steps"))


def _contacts(excerpt: ProgramExcerpt) -> Iterator[Piece]:
    return _list(excerpt.labelled(each.name, _ways(excerpt, each)) for each in excerpt.program.contacts.values())


def _ways(excerpt: ProgramExcerpt, contact: Contact) -> Line:
    """How to reach someone, and what for."""
    url = _web(contact.url) if contact.url else ()
    topics = excerpt.words["list_separator"].join(contact.topics)
    ways = excerpt.commas((_mail(contact), excerpt.linked(contact.phone or ""), url))
    if not topics:
        return ways
    about = excerpt.linked(excerpt.words["contact_for"].format(topics))
    return filled(excerpt.words["print_format"], ways, about)


def _mail(contact: Contact) -> Line:
    if contact.email:
        link = mail_link(f"mailto:{contact.email}")
        if link:
            return (LinkTo(link, line(contact.email)),)
    return line(contact.email)


def _conduct(excerpt: ProgramExcerpt) -> Iterator[Piece]:
    conduct = excerpt.program.conduct
    if conduct.code_of_conduct:
        yield (LinkTo(normalizeLink(conduct.code_of_conduct), line(excerpt.words["code_of_conduct"])),)
    if conduct.contact:
        contact = excerpt.program.contacts.get(conduct.contact.id)
    else:
        contact = None
    if contact:
        way = contact.email or contact.phone or contact.url or ""
        reached = excerpt.words["labelled"].format(contact.name, way)
        yield excerpt.linked(excerpt.words["conduct_turn_to"].format(reached))
