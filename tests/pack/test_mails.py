"""The head of a mail says names and subject as they are, whatever their script and length."""

from email import message_from_bytes
from email.header import decode_header, make_header
from email.utils import parseaddr

import pytest

from mentorsite.pack.mail_text import MailText
from mentorsite.pack.mails import mail
from mentorsite.pack.pair import Participant

NAMES = (
    "Ann",
    'O"Neil, Jr.',
    "Zoë Ångström",
    "Ирина Владимировна Александрова де ла Крус",
    "山田 太郎 " * 12,
    "أمل علي",
)


def decoded(text: str) -> str:
    return str(make_header(decode_header(text)))


@pytest.mark.parametrize("name", [" ".join(name.split()) for name in NAMES])
def test_a_name_and_a_subject_of_any_script_and_length_keep_their_spaces(name: str) -> None:
    subject = f"Halfway with {name} and Ирина Ким 0"
    made = mail(Participant("mentor", 1, name, "a@x.org"), MailText(subject, "Hello", "<p>Hello</p>"), {})
    head = message_from_bytes(made)
    assert decoded(head["Subject"]) == subject
    said, address = parseaddr(head["To"].replace("\r\n", ""))
    assert (decoded(said), address) == (name, "a@x.org")
    assert all(len(line) < 100 for line in made.partition(b"\r\n\r\n")[0].split(b"\r\n"))


def test_an_address_in_another_script_stands_as_it_is() -> None:
    made = mail(Participant("mentor", 1, "Jürgen", "jürgen@x.org"), MailText("Hello", "Hello", "<p>Hello</p>"), {})
    assert "To: Jürgen <jürgen@x.org>\r\n".encode() in made
