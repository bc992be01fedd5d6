"""A link to mail has one address in it and nothing else; one to a telephone dials a number."""

import io
import re
import zipfile

import pikepdf
import pytest

from mentorsite.markdown.contact_links import number_in
from mentorsite.markdown.sanitize import outside, safe_link
from mentorsite.render import program_lines, renderer
from mentorsite.render.programs.people import dialled
from mentorsite.render.site_context import SiteContext
from tests.conftest import PROGRAM, prepared, rendered

MAIL = {
    "mailto:a@b.example": "mailto:a@b.example",
    "MAILTO:a.b+c@d-e.example": "mailto:a.b+c@d-e.example",
    "mailto:%C3%A9@b.example": "mailto:%C3%A9@b.example",
    "mailto:o'neil@b.example": "mailto:o%27neil@b.example",
    "mailto:a@b.example?bcc=c@d.example": None,
    "mailto:a@b.example?": None,
    "mailto:a@b.example%3Fbcc=c@d.example": None,
    "mailto:a@b.example,c@d.example": None,
    "mailto:a@b.example;c@d.example": None,
    "mailto:a@b.example%2Cc@d.example": None,
    "mailto:a@b.example c@d.example": None,
    "mailto:a%40b@c.example": None,
    "mailto:a@b.example%0D%0Abcc:c@d.example": None,
    "mailto:a@b.example\nbcc:c@d.example": None,
    "mailto:A <a@b.example>": None,
    "mailto:a@b.example&cc=c@d.example": None,
    "mailto:a@b.example#x": None,
    "mailto:?to=a@b.example": None,
    "mailto:": None,
    "mailto:nobody": None,
}
PHONES = {
    "tel:+1-555-0100": "tel:+15550100",
    "tel:911": "tel:911",
    "tel:(020) 7946 0000": "tel:02079460000",
    "tel:+15550100;ext=12": "tel:+15550100;ext=12",
    "tel:+44(0)20%207946-0018": "tel:+442079460018",
    "tel:+49 (0) 30 1234": "tel:+49301234",
    "tel:0049(0)301234": "tel:0049301234",
    "tel:(0)301234": "tel:0301234",
    "tel:911%20in%20an%20emergency": None,
    "tel:*21*5550100%23": None,
    "tel:*#06#": None,
    "tel:5550100;phone-context=evil.example": None,
    "tel:5550100,1": None,
    "tel:": None,
}


@pytest.mark.parametrize(("target", "link"), [*MAIL.items(), *PHONES.items()])
def test_a_link_is_an_address_or_a_number_and_nothing_else(target: str, link: str | None) -> None:
    assert safe_link(target) == link
    assert outside(target) == (link or "")


NUMBERS = {
    "911": '<a href="tel:911">911</a>',
    "+1 555 0100": '<a href="tel:+15550100">+1 555 0100</a>',
    "911 in an emergency": '<a href="tel:911">911</a> in an emergency',
    "In an emergency 911": 'In an emergency <a href="tel:911">911</a>',
    "(020) 7946-0000, office hours": '<a href="tel:02079460000">(020) 7946-0000</a>, office hours',
    "12 34 56 78 (9-17 h)": '<a href="tel:12345678">12 34 56 78</a> (9-17 h)',
    "Mon to Fri 9-17 h: +49 (30) 1234.5678": 'Mon to Fri 9-17 h: <a href="tel:+493012345678">+49 (30) 1234.5678</a>',
    "Room 12, 555-0100": 'Room 12, <a href="tel:5550100">555-0100</a>',
    "1-800-MENTORS": "1-800-MENTORS",
    "ask <the> office": "ask &lt;the&gt; office",
    "5": "5",
    "24/7: 116 123": '24/7: <a href="tel:116123">116 123</a>',
    "24 h: 112": '24 h: <a href="tel:112">112</a>',
    "9-17 h: 030 123456": '9-17 h: <a href="tel:030123456">030 123456</a>',
    "8.30–16.00: (0 30) 12 34": '8.30–16.00: <a href="tel:0301234">(0 30) 12 34</a>',
    "116 123 (24/7)": '<a href="tel:116123">116 123</a> (24/7)',
    "555-0100 / 555-0101": '<a href="tel:5550100">555-0100</a> / 555-0101',
    "555-0100/555-0101": '<a href="tel:5550100">555-0100</a>/555-0101',
    "112/911": '<a href="tel:112">112</a>/911',
    "030 1234567/68": '<a href="tel:0301234567">030 1234567</a>/68',
    "555 0100 or 555 0101": '<a href="tel:5550100">555 0100</a> or 555 0101',
    "555 0100 | 555 0101": '<a href="tel:5550100">555 0100</a> | 555 0101',
    "911 - 24 hours": '<a href="tel:911">911</a> - 24 hours',
    "555-0100x5": '<a href="tel:5550100">555-0100</a>x5',
    "555-0100 ext. 5": '<a href="tel:5550100">555-0100</a> ext. 5',
    "Open 8:30-16:00": "Open 8:30-16:00",
    "24/7": "24/7",
    "15 in an emergency": '<a href="tel:15">15</a> in an emergency',
    "*21*5550100#": '*21*<a href="tel:5550100">5550100</a>#',
}


WHOLE = {
    "+44 (0)20 7946 0018": "+442079460018",
    "+44 (020) 7946 0018": "+442079460018",
    "(+44) 20 7946 0018": "+442079460018",
    "(+44) (0)20 7946 0018": "+442079460018",
    "+ 44 20 7946 0018": "+442079460018",
    "+49 (0)30 1234-5": "+493012345",
    "+49-(0)30-1234": "+49301234",
    "0049 (0)30 1234": "0049301234",
    "011 49 (0)30 1234": "01149301234",
    "+39 (0)6 1234567": "+39061234567",
    "(0)20 7946 0018": "02079460018",
    "030 / 123 45-0": "030123450",
    "+49 171 / 1234567": "+491711234567",
    "+49 30.1234.567": "+49301234567",
    "030 - 1234567": "0301234567",
    "030 12-14 567": "0301214567",
    "10 12 14 16 18": "1012141618",
    "212/555-0100": "2125550100",
    "1 (800) 555-0100": "18005550100",
    "00 49 (0)30 1234": "0049301234",
    "1(800)555-0100": "18005550100",
}


@pytest.mark.parametrize(("phone", "number"), WHOLE.items())
def test_a_number_is_dialled_whole_however_it_is_written(phone: str, number: str) -> None:
    assert number_in(phone) == ("", phone, "", f"tel:{number}")


@pytest.mark.parametrize(("phone", "html"), NUMBERS.items())
def test_a_phone_dials_its_number_and_shows_its_words(phone: str, html: str) -> None:
    build = prepared({"content/index.md": "# Home\n"})
    context = SiteContext(build.site, build.theme, build.outline).of_list("")
    assert program_lines.html(dialled(phone), context) == html


def with_contact(email: str, phone: str) -> dict[str, str]:
    contact = f"contacts:\n  lead: {{name: Lead, email: '{email}', phone: '{phone}'}}\n"
    return {"content/index.md": "# Home\n", "content/programs/p.yml": PROGRAM + contact}


def test_a_contact_is_written_to_and_called() -> None:
    page = rendered(with_contact("lead+help@example.org", "911 in an emergency"))["programs/p/index.html"]
    assert '<a href="mailto:lead+help@example.org">lead+help@example.org</a>' in page
    assert '<a href="tel:911">911</a> in an emergency' in page


@pytest.mark.parametrize("email", ["a@b.example?bcc=c@d.example", "a@b.example,c@d.example", "A <a@b.example>", "a@b"])
def test_a_contact_with_more_than_an_address_is_told(email: str) -> None:
    (found,) = prepared(with_contact(email, "911")).problems
    assert (found.code, found.path) == ("wrong-value", "content/programs/p.yml")
    assert "is not one email address" in found.message


@pytest.mark.parametrize(
    ("target", "wrong", "hint"),
    [
        ("mailto:a@b.org?subject=Hi", "says more than an email address", "`mailto:a@b.org`"),
        ("mailto:a@b", "is no email address", "`mailto:name@example.org`"),
        ("mailto:a@b.org,c@d.org", "has more than one", "a link for each"),
        ("mailto:", "is no email address", "`mailto:name@example.org`"),
        ("tel:*21*1%23", "says more than a telephone number", "`tel:+15550100`"),
        ("tel:the office", "is no telephone number", "`tel:+15550100`"),
    ],
)
def test_what_is_wrong_with_a_link_is_told(target: str, wrong: str, hint: str) -> None:
    page = f"# Home\n\n[Write](<{target}>)\n"
    (found,) = prepared({"content/index.md": page, "site.yml": "title: T\nchecks: {made-up: off}\n"}).problems
    assert (found.code, wrong in found.message, hint in found.hint) == ("unsafe-link", True, True)


def test_a_link_with_more_than_an_address_leads_nowhere_in_any_format() -> None:
    text = "[Write](mailto:a@b.example?bcc=c@d.example) or [call](tel:*21*1%23)"
    form = f"title: F\nintroduction: '{text}'\nsections: {{all: {{fields: {{why: {{type: text, label: Why}}}}}}}}\n"
    site = "title: T\nchecks: {'*': advice, made-up: off}\n"
    files = {"site.yml": site, "content/index.md": f"# Home\n\n{text}\n", "content/worksheets/f.yml": form}
    build = prepared(files)
    assert [(each.code, each.path) for each in build.problems] == [
        ("unsafe-link", "content/index.md"),
        ("unsafe-link", "content/index.md"),
        ("unsafe-link", "content/worksheets/f.yml"),
        ("unsafe-link", "content/worksheets/f.yml"),
    ]
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    made = {output.path: render(output) for output in build.outputs}
    for path in ("index.html", "worksheets/f/index.html", "worksheets/f.md", "worksheets/f.docx", "worksheets/f.pdf"):
        assert addresses(made[path]) == [], path


def addresses(data: object) -> list[str]:
    """What a file has of addresses of mail and telephones."""
    assert isinstance(data, bytes)
    if data.startswith(b"PK"):
        archive = zipfile.ZipFile(io.BytesIO(data))
        data = b"".join(archive.read(name) for name in archive.namelist())
    if data.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            found = [each.get("/URI") for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
        data = " ".join(map(str, found)).encode()
    return re.findall(r"(?:mailto|tel):[^\s\"<]*", data.decode("utf-8", "replace"))
