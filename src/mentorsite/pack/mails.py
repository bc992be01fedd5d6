"""The messages of pairs as mails, ready to send: written once for pairs that are alike, with names put in for each."""

from base64 import encodebytes
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import formataddr
from functools import lru_cache
from hashlib import sha256
from pathlib import PurePosixPath

from mentorsite.model.cohort import Cohort
from mentorsite.model.message import OF_PEOPLE, PEOPLE, Message
from mentorsite.model.program import Program
from mentorsite.model.site import Site
from mentorsite.pack.folder_names import FOR_COORDINATOR, calendar_name, certificate_name, name_in_pair
from mentorsite.pack.mail_text import LINK, MailText, put_in_html, put_in_subject, put_in_text
from mentorsite.pack.pair import Pair, Participant
from mentorsite.render.marks import marks
from mentorsite.render.messages import written
from mentorsite.render.text.letter_html import letter_html
from mentorsite.structure.moments import due_day
from mentorsite.structure.variables import Scope
from mentorsite.theme.dates_and_numbers import day, listed
from mentorsite.theme.values import Words

MESSAGES = f"{FOR_COORDINATOR}/messages"
"""Where mails stand in a pair's folder."""
MULTIPART = b'Content-Type: multipart/%b; boundary="%b"\r\n'
KEPT_PARTS = 64
"""As many attachments are held as they stand in mails: the same ones go to many."""
KINDS = {".pdf": ("application", "pdf"), ".ics": ("text", "calendar")}


@dataclass(frozen=True, slots=True)
class About:
    """Of which site, program and cohort messages speak, in which words."""

    site: Site
    program: Program
    cohort: Cohort
    scope: Scope
    words: Words


@dataclass(frozen=True, slots=True)
class Letter:
    """A message for pairs that are alike, with marks where names, days and links go."""

    id: str
    day: date
    to: tuple[str, ...]
    subject: str
    body: str
    html: str
    attach: tuple[str, ...]
    calendar: bool


@dataclass(frozen=True, slots=True)
class Sending:
    """What pairs that are alike are sent; `labels` are what roles are called, `no_email` stands for an address that
    nobody knows.
    """

    letters: tuple[Letter, ...] = ()
    labels: Mapping[str, str] = field(default_factory=dict)
    no_email: str = ""


def letters(messages: Iterable[Message], about: About, late: date | None = None) -> tuple[Letter, ...]:
    """The messages that have a day, in order of days. Pairs who were matched `late` get none of those before."""
    made = []
    for message in messages:
        if message.file.when:
            on = due_day(message.file.when, about.program, about.cohort)
        else:
            on = None
        if on and not (late and on < late):
            made.append(_letter(message, on, about))
    return tuple(sorted(made, key=lambda letter: (letter.day, letter.id)))


def _letter(message: Message, on: date, about: About) -> Letter:
    made = written(message, about.site, about.scope, about.words, _marks(about))
    file = message.file
    to, attached = tuple(each.id for each in file.to), tuple(each.id for each in file.attach)
    return Letter(message.id, on, to, made.subject, made.body, letter_html(made.blocks), attached, file.calendar)


def _marks(about: About) -> dict[str, object]:
    """The names of people, pair and links, each with the mark that stands for it."""
    names = []
    for who in PEOPLE:
        for part in OF_PEOPLE:
            names.append(f"{who}.{part}")
    of_pair = []
    for role in about.program.roles:
        for part in ("name", "email"):
            of_pair.append(f"pair.{role}.{part}")
    links = {entry.form.id: f"{LINK}{entry.form.id}" for entry in about.site.forms}
    return {**marks([*names, "pair.match", *of_pair]), "links": links}


def mails(
    pair: Pair, sent: Sending, links: Mapping[str, str], files: Mapping[str, bytes]
) -> Iterator[tuple[str, bytes]]:
    """The mails to each person of a pair by file name: one to open in a mail program, and its text.

    `links` lead to forms by id, `files` are those that can go along.
    """
    by_name = {PurePosixPath(path).name: data for path, data in files.items()}
    for letter in sent.letters:
        for person in pair.people:
            if person.role not in letter.to:
                continue
            known = dict(known_of(pair, person, sent.labels, sent.no_email))
            said = _said(letter, known, links, pair.language)
            # An id is that of a form or of a certificate: there is a file of the one or of the other.
            along = [f"{form}.pdf" for form in letter.attach]
            for each in letter.attach:
                along.append(certificate_name(each, person, pair))
            if letter.calendar:
                along.append(calendar_name(person))
            attached = {name: by_name[name] for name in along if name in by_name}
            stem = f"{MESSAGES}/{letter.day.isoformat()}-{letter.id}-{name_in_pair(person, pair)}"
            yield f"{stem}.eml", mail(person, said, attached)
            yield f"{stem}.txt", f"{said.subject}\n\n{said.text}\n".encode()


def _said(letter: Letter, known: Mapping[str, str], links: Mapping[str, str], language: str) -> MailText:
    """A message with what is known of its pair, and with their links."""
    subject = put_in_subject(letter.subject, known, links)
    html = put_in_html(letter.html, known, links, subject=subject, language=language)
    return MailText(subject, put_in_text(letter.body, known, links), html)


def known_of(
    pair: Pair, person: Participant, labels: Mapping[str, str], no_email: str = ""
) -> Iterator[tuple[str, str]]:
    """What stands for each mark; of several partners all. `labels` are those of roles."""

    def all_of(texts: Iterable[str]) -> str:
        return listed([*dict.fromkeys(texts)], pair.language)

    others = [each for each in pair.people if each is not person]
    for who, group in (("recipient", [person]), ("partner", others)):
        yield f"{who}.name", all_of(each.name for each in group)
        yield f"{who}.email", all_of(each.email or no_email for each in group)
        yield f"{who}.role", all_of(labels[each.role] for each in group)
    yield "pair.match", day(pair.match, pair.language)
    for role in labels:
        group = [each for each in pair.people if each.role == role]
        yield f"pair.{role}.name", all_of(each.name for each in group)
        yield f"pair.{role}.email", all_of(each.email or no_email for each in group)


def mail(person: Participant, said: MailText, attached: Mapping[str, bytes]) -> bytes:
    """A mail that opens as a draft: it has no sender yet. The same mail is the same bytes."""
    head = [_header("Subject", Header(said.subject, header_name="Subject").encode(linesep="\r\n"))]
    if person.email:
        head.append(_header("To", _to(person)))
    head.append(b"X-Unsent: 1\r\n")  # Outlook opens it to be sent
    head.append(b"MIME-Version: 1.0\r\n")
    # Made of the words, and not by chance: so the same mail is the same bytes.
    boundary = sha256(f"{said.subject}{said.text}".encode()).hexdigest()[:32].encode()
    words = _together(b"alternative", b"a" + boundary, [_words(said.text, "plain"), _words(said.html, "html")])
    if attached:
        files = [_part(name, data) for name, data in attached.items()]
        words = _together(b"mixed", boundary, [words, *files])
    return b"".join(head) + words


def _header(name: str, value: str) -> bytes:
    return f"{name}: {value}\r\n".encode()


def _to(person: Participant) -> str:
    """Whom a mail goes to. `EmailMessage` would lose spaces within long names of other scripts."""
    if not person.email.isascii():  # an address is never encoded (RFC 2047, 5): it stands there in UTF-8
        return str(Address(person.name, *person.email.rsplit("@", 1)))
    if person.name.isascii():
        return formataddr((person.name, person.email))
    name = Header(person.name, "utf-8", header_name="To").encode(linesep="\r\n")
    return f"{name} <{person.email}>"


def _together(kind: bytes, boundary: bytes, parts: Iterable[bytes]) -> bytes:
    """Several parts as one, of a kind such as `mixed`."""
    opened = b"".join(b"\r\n--%b\r\n%b" % (boundary, part) for part in parts)
    return MULTIPART % (kind, boundary) + opened + b"\r\n--%b--\r\n" % boundary


def _words(text: str, kind: str) -> bytes:
    part = EmailMessage(SMTP)
    part.set_content(text, subtype=kind)
    del part["MIME-Version"]  # the mail's own head says it
    return part.as_bytes()


@lru_cache(maxsize=KEPT_PARTS)
def _part(name: str, data: bytes) -> bytes:
    """A file as a part of a mail. Python's own writer takes a hundred times as long for its lines."""
    kind, subkind = KINDS[PurePosixPath(name).suffix]
    head = EmailMessage(SMTP)
    head["Content-Type"] = f"{kind}/{subkind}"
    head["Content-Transfer-Encoding"] = "base64"
    head.add_header("Content-Disposition", "attachment", filename=name)
    return head.as_bytes() + encodebytes(data).replace(b"\n", b"\r\n")
