"""The pages of a program: a short definition makes good ones, and every key adds something that can be seen."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from mentorsite.model.definition import Definition
from mentorsite.model.program import Program
from tests.conftest import PROGRAM, prepared, rendered

DATA = Path(__file__).parent / "data" / "programs"
FORMS = {
    "content/index.md": "# Home\n",
    "content/guide.md": "---\ntitle: tok-guide\n---\nText.\n",
    "content/agreements/promise.yml": "title: tok-agreement\nsections: {s: {clauses: [x]}}\n",
    "content/checklists/list.yml": "title: tok-checklist\nitems: [One]\n",
    "content/worksheets/sheet.yml": "title: tok-worksheet\nsections: {s: {text: x}}\n",
}
PAGES = ("", "mentor/", "mentee/", "now/")


def plain(html: str) -> str:
    main = html.partition("<main")[2].partition(">")[2].partition("</main>")[0]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def every_key() -> dict[str, str]:
    return {**FORMS, "content/programs/p.yml": (DATA / "every-key.yml").read_text(encoding="utf-8")}


@cache
def every_page() -> dict[str, str]:
    """The site of the program that has every key."""
    return rendered(every_key())


def definitions(value: object) -> Iterator[Definition]:
    """A definition and all that are in it."""
    if isinstance(value, Definition):
        yield value
        for name in type(value).model_fields:
            yield from definitions(getattr(value, name))
    elif isinstance(value, dict):
        for each in value.values():
            yield from definitions(each)
    elif isinstance(value, tuple):
        for each in value:
            yield from definitions(each)


def test_the_definition_of_this_test_has_every_key() -> None:
    program = prepared(every_key()).site.programs[0].program
    written: defaultdict[type[Definition], set[str]] = defaultdict(set)
    for each in definitions(program):
        written[type(each)] |= each.model_fields_set
    assert Program in written
    assert len(written) > 15
    assert {
        kind: set(kind.model_fields) - keys for kind, keys in written.items() if set(kind.model_fields) - keys
    } == {}


def test_every_text_of_a_definition_is_on_one_of_its_pages() -> None:
    files = every_key()
    site = every_page()
    shown = " ".join(site[f"programs/p/{page}index.html"] for page in PAGES)
    tokens = set(re.findall(r"tok-[\w-]*\w", "".join(files.values()))) - {"tok-reason"}
    assert len(tokens) > 50
    assert sorted(token for token in tokens if token not in shown) == []


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("", "A board of mentors"),
        ("", "Running"),
        ("", "to 6 January 2027"),
        ("now/", "America/New York"),
        ("", "1 week after the start of the cohort"),
        ("", "2 weeks"),
        ("", "11 January 2027 to 24 January 2027"),
        ("", "every 2 weeks"),
        ("", "7 times"),
        ("", "45 minutes"),
        ("", "set up by the tok-mentee"),
        ("", "Everyone who takes part is 18 or older."),
        ("", "+44 20 7946 0000"),
        ("", "Not part of this"),
        ("", "Between you"),
        ("", "We look at it at: tok-review."),
        ("", "3 to 7 people"),
        ("", "Look outside the organization."),
        ("", "Any of you may end it, and it is nobody's fault."),
        ("", "You need not give reasons."),
        ("", "Tell: tok-contact."),
        ("", "Responsible for safety: tok-contact"),
    ],
)
def test_what_is_chosen_from_a_list_is_said_in_words(page: str, words: str) -> None:
    assert words in plain(every_page()[f"programs/p/{page}index.html"])


def test_an_hour_is_told_with_its_zone() -> None:
    found = plain(every_page()["programs/p/now/index.html"])
    assert "17:30 to 18:15 (America/New York)" in found


def test_who_pays_is_told_by_the_programs_own_labels() -> None:
    found = plain(every_page()["programs/p/index.html"])
    assert "tok-item tok-mentee tok-limit" in found
    assert "Of: tok-mentor" in found


def test_six_lines_make_a_good_page() -> None:
    page = rendered({"content/index.md": "# Home\n", "content/programs/p.yml": PROGRAM})["programs/p/index.html"]
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == ["Roles"]
    assert '<a class="card-title" href="mentor/">Mentor</a>' in page
    assert "To test." in plain(page)


@pytest.mark.parametrize("page", PAGES)
def test_no_heading_is_empty(page: str) -> None:
    """A heading is followed by something else than a heading of its own level or above, or the end of its section."""
    html = every_page()[f"programs/p/{page}index.html"]
    parts = re.findall(r"<(h[23])[^>]*>.*?</\1>(.*?)(?=<h[23]|</section>)", html, re.DOTALL)
    assert len(parts) >= 3
    empty = [level for level, rest in parts if level == "h3" and not plain(f"<main>{rest}</main>")]
    assert empty == []


def test_nothing_shows_an_empty_role_page() -> None:
    page = rendered({"content/index.md": "# Home\n", "content/programs/p.yml": PROGRAM})["programs/p/mentee/index.html"]
    assert "<h1>Mentee</h1>" in page
    assert "<h2" not in page


def test_a_role_page_tells_what_is_this_roles_alone() -> None:
    site = every_page()
    mentor, mentee = (plain(site[f"programs/p/{role}/index.html"]) for role in ("mentor", "mentee"))
    for token in ("tok-responsible-2", "tok-not-responsible", "tok-flexible", "tok-amount", "tok-of-mentor"):
        assert token in mentor
        assert token not in mentee
    for token in ("tok-action", "tok-of-mentee", "tok-item", "tok-do"):
        assert token in mentee
        assert token not in mentor
    assert "tok-kickoff" in mentor
    assert "tok-kickoff" not in mentee
    assert "tok-check-in" in mentor
    assert "tok-check-in" in mentee


KINDS = {
    "open-source-term": [
        ("", "Lead mentor"), ("", "Co-mentor"), ("spring/", "Final demo Date, for everyone To be announced"),
        ("spring/", "every 1 week from"), ("contributor/", "12 May 2027"),
    ],
    "training-cohort": [
        ("", "16 weeks"), ("now/", "15:00 to 16:30 (Europe/Amsterdam)"), ("now/", "(16 times)"), ("now/", "(8 times)"),
        ("participant/", "Cohort call"),
    ],
    "group": [("", "Group mentoring"), ("", "Five mentees meet one mentor")],
    "peer": [("", "Between peers"), ("peer/", "What you promise"), ("", "Of: Colleague")],
    "board": [("", "A board of mentors"), ("", "3 people"), ("quarter/", "every 3 months")],
    "youth": [
        ("", "People under 18 take part. A parent or guardian signs the agreement too."),
        ("", "Responsible for safety: Ama Boateng"),
    ],
    "renamed": [("", "Captain"), ("", "Navigator"), ("captain/", "Charting the course")],
}  # fmt: skip


def kind(name: str) -> dict[str, str]:
    forms = {
        "content/agreements/agreement.yml": "title: Agreement\nsections: {s: {clauses: [x]}}\nsignatures: [guardian]\n",
        "content/index.md": "# Home\n",
    }
    used = forms if name == "youth" else {"content/index.md": "# Home\n"}
    return {**used, "content/programs/p.yml": (DATA / f"{name}.yml").read_text(encoding="utf-8")}


@pytest.mark.parametrize("name", KINDS)
def test_programs_as_they_are_run_fit_the_definition(name: str) -> None:
    assert [each for each in prepared(kind(name)).problems if each.fatal] == []
    site = rendered(kind(name))
    for page, words in KINDS[name]:
        assert words in plain(site[f"programs/p/{page}index.html"]), page


def test_roles_that_are_renamed_are_called_so_throughout() -> None:
    site = rendered(kind("renamed"))
    for page in ("", "captain/", "navigator/", "voyage/"):
        shown = plain(site[f"programs/p/{page}index.html"]).casefold()
        assert re.findall(r"\bmentors?\b|\bmentees?\b", shown) == [], page


def test_a_youth_program_that_no_guardian_signs_is_stopped() -> None:
    files = kind("youth")
    files["content/agreements/agreement.yml"] = (
        "title: Agreement\nsections: {s: {clauses: [x]}}\nsignatures: [mentor]\n"
    )
    assert "unsafeguarded" in {each.code for each in prepared(files).problems if each.fatal}


AGREEMENT = "title: Agreement\nsections:\n  s: {title: What stands, shows: [SHOWN]}\n  t: {clauses: [Yes]}\n"


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        ("roles", "tok-mentor tok-responsible-1 tok-responsible-2"),
        ("expectations", "tok-mentor tok-of-mentor tok-mentee tok-of-mentee Of the program tok-of-program"),
        (
            "commitments",
            "Time tok-mentor : tok-amount Action tok-mentee : tok-action Money tok-item: tok-mentee, up to tok-limit",
        ),
        ("boundaries", "tok-topic-of-boundary : Not part of this. tok-guidance"),
        ("communication", "Reply within : tok-reply"),
        ("check_ins", "tok-check-in : every 2 weeks, 7 times"),
        ("dates", "tok-kickoff : 5 January 2027 to 6 January 2027, 18:00 (America/New York)"),
        ("success", "tok-success"),
        ("accountability", "tok-when : tok-do (tok-mentee, tok-within) tok-renegotiate"),
        ("closing", "Any of you may end it, and it is nobody's fault. Notice: tok-notice."),
        ("contacts", "tok-contact : tok-mail@example.org , +44 20 7946 0000 (For: tok-topic)"),
        ("conduct", "Read the code of conduct If something is wrong, turn to tok-contact: tok-mail@example.org"),
    ],
)
def test_a_form_shows_what_its_program_says(shown: str, words: str) -> None:
    files = {**every_key(), "content/agreements/promise.yml": AGREEMENT.replace("SHOWN", shown)}
    found = plain(rendered(files)["agreements/promise/index.html"])
    assert words in found


def test_where_a_program_says_nothing_the_form_has_no_empty_section() -> None:
    program = f"{PROGRAM}agreements: promise\n"
    files = {
        "content/index.md": "# Home\n",
        "content/programs/p.yml": program,
        "content/agreements/promise.yml": AGREEMENT.replace("SHOWN", "closing"),
    }
    assert "What stands" not in rendered(files)["agreements/promise/index.html"]
