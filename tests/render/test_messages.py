"""Messages of coordinators: on their page with blanks, in calendars by their day, and as mails with names put in."""

import re
from email import message_from_bytes, policy

import pytest

from mentorsite.pack.mail_text import MailText
from mentorsite.pack.mails import mail
from mentorsite.pack.pair import Participant
from mentorsite.render.text.letter import letter
from mentorsite.render.text.letter_html import letter_html
from tests.conftest import PROGRAM, prepared, rendered
from tests.sheets import rich_of

COHORT = "cohorts: {spring: {label: Spring, status: open, start: 2027-02-01, end: 2027-06-30, timezone: UTC}}\n"
TEAM = PROGRAM.replace("roles:\n", "roles:\n  team: {label: Team, kind: coordinator}\n")
MESSAGE = """title: Introduction
to: [mentor, mentee]
subject: "{{ recipient.name }}, meet {{ partner.name }}"
when: cohort start + 3 days
text: |
  Hello {{ recipient.name }},

  fill in [your promise]({{ links.promise }}) with {{ pair.mentor.name }} in {{ cohort.label }}.
attach: [promise, done]
"""
FILES = {
    "content/index.md": "---\ntitle: Home\n---\nSee the [messages](messages).\n",
    "content/programs/test.yml": f"{TEAM}agreements: [promise]\n{COHORT}",
    "content/agreements/promise.yml": "title: Promise\nsections: {a: {fields: {b: {type: text, label: B}}}}\n",
    "content/messages/hello.yml": MESSAGE,
    "content/certificates/done.yml": "title: Done\nfor: mentee\ntext: took part.\n",
}


def test_the_page_shows_each_message_with_blanks_for_people() -> None:
    made = rendered(FILES)
    page = made["messages/index.html"]
    assert "Hello [name]," in page
    assert "[partner: name]" in page
    assert '<a href="../agreements/promise/">your promise</a> with [Mentor: name] in Spring' in page
    assert "mailto:?subject=%5Bname%5D%2C%20meet" in page
    assert 'href="messages/"' in made["index.html"]
    assert "Send: Introduction" in made["programs/test/spring-team.ics"]
    assert "programs/test/spring-mentor.ics" not in made


def test_a_handbook_without_messages_has_no_page_of_them() -> None:
    files = {path: text for path, text in FILES.items() if "hello" not in path}
    assert "messages/index.html" not in rendered({**files, "content/index.md": "---\ntitle: Home\n---\nHi.\n"})


WRONG = [
    ("Hello {{ recipient.name", "Hello {{ recipient.nam", 6, "there is no `recipient.nam` in", "recipient.name"),
    ("links.promise", "links.promis", 8, "there is no `links.promis` in a message", "links.promise"),
    ("cohort.label", "cohort.labl", 8, "there is no `cohort.labl`", "cohort.label"),
    ("[mentor, mentee]", "[mentor, mente]", 2, "there is no role `mente`", "mentee"),
    ("[promise, done]\n", "[promis, done]\n", 9, "there is no form `promis`", "promise"),
    ("cohort start + 3 days", "phase wrk", 4, "there is no phase `wrk`", ""),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "line", "message", "hint"), WRONG)
def test_a_name_that_nothing_has_is_told_at_its_line(
    before: str, after: str, line: int, message: str, hint: str
) -> None:
    assert before in MESSAGE
    found = prepared({**FILES, "content/messages/hello.yml": MESSAGE.replace(before, after)}).problems
    (problem,) = [each for each in found if each.path == "content/messages/hello.yml"]
    assert (problem.line, problem.message.startswith(message)) == (line, True)
    assert hint in problem.hint


@pytest.mark.parametrize("key", ["to", "subject", "text", "title"])
def test_a_message_needs_these_keys(key: str) -> None:
    text = re.sub(rf"(?ms)^{key}:.*?(?=^\w|\Z)", "", MESSAGE)
    found = prepared({**FILES, "content/messages/hello.yml": text}).problems
    assert [each.code for each in found if each.path == "content/messages/hello.yml"] == ["missing-key"]


def test_a_text_becomes_paragraphs_points_and_addresses() -> None:
    text = "# Head\n\nOne *two*\nthree.\n\n1. a\n2. b\n   - c\n\n> said\n\n[x](https://example.org/)\n\n"
    text += "| a | b |\n|--|--|\n| 1 | 2 |"
    assert letter(rich_of(text).blocks) == (
        "Head\n\nOne two three.\n\n1. a\n2. b\n   - c\n\nsaid\n\nx (https://example.org/)\n\na | b\n1 | 2"
    )


def test_a_text_becomes_html_that_loads_nothing() -> None:
    text = "# Head\n\nOne *two* & `<x>`.\n\n3. a\n4. b\n   - c\n\n> said\n\n[x](https://example.org/?a&b)"
    text += " [here](page.md) ![a picture](https://example.org/a.png)\n\n| a |\n|--|\n| 1 |"
    made = str(letter_html(rich_of(text).blocks))
    for each in (
        "<p>One <em>two</em> &amp; <code>&lt;x&gt;</code>.</p>",
        '<ol start="3">\n<li>a</li>\n<li>b<ul>\n<li>c</li>\n</ul></li>\n</ol>',
        "<blockquote><p>said</p></blockquote>",
        '<a href="https://example.org/?a&amp;b">x</a> here',
        '<th scope="col" colspan="1" rowspan="1"',
    ):
        assert each in made
    assert "a.png" not in made


def test_a_mail_opens_to_be_sent_and_is_the_same_bytes_each_time() -> None:
    person = Participant("mentee", 1, 'Bo "B" Lee, 李', "bö@example.org")
    files = {"promise.pdf": b"%PDF", "mentee-Bo.ics": b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"}
    said = MailText("Hello 李", "A line.\n", "<p>A line.</p>\n")
    data = mail(person, said, files)
    assert data == mail(person, said, files)
    assert 'To: "Bo \\"B\\" Lee, 李" <bö@example.org>'.encode() in data
    read = message_from_bytes(data, policy=policy.default)
    assert read["Subject"] == "Hello 李"
    for kind, line in (("plain", "A line."), ("html", "<p>A line.</p>")):
        body = read.get_body((kind,))
        assert body is not None
        assert body.get_content().splitlines() == [line]
    assert [part.get_filename() for part in read.iter_attachments()] == ["promise.pdf", "mentee-Bo.ics"]
    assert [part.get_payload(decode=True) for part in read.iter_attachments()] == list(files.values())
    assert not any(part.defects for part in read.walk())


def test_a_mail_with_nothing_along_has_its_text_in_two_forms() -> None:
    data = mail(Participant("mentee", 1, "Bo", "bo@example.org"), MailText("Hi", "A line.", "<p>A line.</p>"), {})
    read = message_from_bytes(data, policy=policy.default)
    assert read.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
    assert not any(part.defects for part in read.walk())
