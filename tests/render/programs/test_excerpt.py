"""What a section of a form shows of its program: said once, read everywhere."""

import json
import re
from functools import cache
from io import BytesIO
from typing import get_args
from zipfile import ZipFile

import pytest
from pypdf import PdfReader

from mentorsite.model.section import Shown
from mentorsite.render import renderer
from mentorsite.render.site_context import SiteContext
from tests.conftest import PROGRAM, prepared, rendered
from tests.programs import HOME, every_key, kind, plain

AGREEMENT = {"title": "Agreement", "sections": {"s": {"title": "What stands"}, "t": {"clauses": ["Yes"]}}}
SAID = {
    "roles": "tok-mentor tok-responsible-1 tok-responsible-2",
    "expectations": "From the tok-mentor tok-of-mentor From the tok-mentee tok-of-mentee From the program",
    "commitments": "tok-mentor : tok-amount Action tok-mentee : tok-action Money tok-item: tok-mentee, up to tok-limit",
    "boundaries": "tok-topic-of-boundary : Not part of this. tok-guidance",
    "communication": "Reply within : tok-reply",
    "check_ins": "tok-check-in : every 2 weeks, 7 times",
    "dates": "tok-kickoff : from 5 January 2027, by 6 January 2027, 18:00 to 19:00 (New York time)",
    "success": "tok-success",
    "accountability": "tok-when : tok-do (tok-mentee, tok-within) tok-renegotiate",
    "closing": "Any of you may end it, and it is nobody's fault. Notice: tok-notice.",
    "contacts": "tok-contact : tok-mail@example.org , +44 20 7946 0000, example.org/tok-office (For: tok-topic)",
    "conduct": "Read the code of conduct If something is wrong, turn to tok-contact: tok-mail@example.org",
}  # fmt: skip


def agreement(*shows: str, **more: object) -> str:
    """An agreement with a section that shows parts of its program."""
    sections = {**AGREEMENT["sections"], "s": {"title": "What stands", "shows": shows}}  # type: ignore[dict-item]
    return json.dumps({**AGREEMENT, "sections": sections, **more})


def with_agreement(text: str) -> dict[str, str]:
    return {**every_key(), "content/agreements/promise.yml": text}


def test_every_part_that_can_be_shown_is_tested() -> None:
    assert set(SAID) == set(get_args(Shown))


@pytest.mark.parametrize(("shown", "words"), SAID.items())
def test_a_form_shows_what_its_program_says(shown: str, words: str) -> None:
    assert words in plain(rendered(with_agreement(agreement(shown)))["agreements/promise/index.html"])


@cache
def of_every_part(ending: str) -> bytes:
    """A file of a form that shows every part."""
    return written(ending, with_agreement(agreement(*SAID)))


def written(ending: str, files: dict[str, str]) -> bytes:
    """A file of the agreement of a project."""
    build = prepared(files)
    path = f"agreements/promise.{ending}"
    (output,) = [each for each in build.outputs if each.path == path]
    data = renderer(SiteContext(build.site, build.theme, build.outline))(output)
    assert isinstance(data, bytes)
    return data


def text_of(ending: str) -> str:
    data = of_every_part(ending)
    if ending == "pdf":
        return "".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages)
    if ending == "docx":
        return ZipFile(BytesIO(data)).read("word/document.xml").decode()
    return data.decode()


@pytest.mark.parametrize("ending", ["md", "docx", "pdf"])
def test_every_file_of_the_form_says_it_too(ending: str) -> None:
    text = text_of(ending)
    tokens = set(re.findall(r"tok-[\w-]*\w", " ".join(SAID.values())))
    assert len(tokens) > 20
    assert sorted(token for token in tokens if token not in text) == []


def test_dates_are_told_in_their_order_and_those_without_a_day_last() -> None:
    said = "a: {label: Last}, b: {label: Third, date: 2027-03-01}, c: {label: First, date: 2027-01-05}"
    program = f"{PROGRAM}agreements: a\ncohorts: {{now: {{label: Now, start: 2027-01-04, dates: {{{said}}}}}}}\n"
    files = {**HOME, "content/programs/p.yml": program, "content/agreements/a.yml": agreement("dates")}
    text = plain(rendered(files)["agreements/a/index.html"])
    assert text.index("First") < text.index("Third") < text.index("Last")


WEEKLY = "check_ins: {w: {label: W, every: 1 week, count: 3, time: '23:30', place: Room, "
SERIES = {
    "from the match": (
        "from: match, except: 2027-02-01, sessions: [One, null, {link: https://meet.example/w}]}}",
        "* **W**: every week, 3 times, from your match, 23:30 (London time), Room\n\n"
        "  * Not on 1 February 2027\n"
        "  * Meeting 1: One\n"
        "  * Meeting 3: [meet.example/w](https://meet.example/w)\n",
    ),
    "from the cohort's start": (
        "from: cohort start, except: 2027-01-11, sessions: {3: {topic: '*Goals*', place: Hall}}}}",
        "* **W**: every week, 3 times, from the start of the cohort, 23:30 (London time), Room\n\n"
        "  * Now: every week from 4 January 2027, 23:30 (London time) to 25 January 2027 (3 times)\n"
        "  * Not on 11 January 2027\n"
        "  * 25 January 2027: *Goals*, Hall\n",
    ),
}


@pytest.mark.parametrize(("series", "expected"), SERIES.values(), ids=SERIES.keys())
def test_a_form_tells_hours_days_left_out_and_single_meetings(series: str, expected: str) -> None:
    cohort = "cohorts: {now: {label: Now, start: 2027-01-04, timezone: Europe/London}}\n"
    program = f"{PROGRAM}agreements: promise\n{cohort}{WEEKLY}{series}\n"
    files = {**HOME, "content/programs/p.yml": program, "content/agreements/promise.yml": agreement("check_ins")}
    assert expected in written("md", files).decode()


AS_ON_THE_PAGE = [
    ("roles", "roles: {mentor: {responsibilities: [1. Listen]}, mentee: {}}", "* 1\\. Listen\n"),
    ("closing", "closing: {no_fault: true, notice: '*7* days'}", "Notice: \\*7\\* days."),
    (
        "boundaries",
        'boundaries: [{topic: Law, stance: off-limits, guidance: "Ask them:\\n\\n- the union\\n- a lawyer"}]',
        "* **Law**: Not part of this.\n\n  Ask them:\n\n  * the union\n  * a lawyer\n",
    ),
    (
        "communication",
        "communication: {channels: [team@x.example, https://x.example/room]}",
        "* **Ways to reach each other**: [team@x.example](mailto:team@x.example), <https://x.example/room>",
    ),
]


@pytest.mark.parametrize(("shown", "said", "expected"), AS_ON_THE_PAGE)
def test_a_form_says_it_as_the_page_does(shown: str, said: str, expected: str) -> None:
    roles = "" if shown == "roles" else "roles: [mentor, mentee]\n"
    files = {
        **HOME,
        "content/programs/p.yml": f"name: P\npurpose: To test.\nagreements: promise\n{roles}{said}\n",
        "content/agreements/promise.yml": agreement(shown),
    }
    assert expected in written("md", files).decode()


def test_it_is_for_the_roles_that_the_form_is_for() -> None:
    roles = {"mentor", "mentee"}
    for mine in roles:
        text = agreement("roles", "commitments", **{"for": [mine]})
        found = plain(rendered(with_agreement(text))["agreements/promise/index.html"])
        assert ("tok-responsible-1" in found, "tok-action" in found) == (mine == "mentor", mine == "mentee")


def test_of_a_form_for_nobody_in_the_program_every_role_is_shown() -> None:
    text = agreement("roles", signatures=["guardian"])
    assert "tok-responsible-1" in plain(rendered(with_agreement(text))["agreements/promise/index.html"])


def test_where_a_program_says_nothing_the_form_has_no_empty_section() -> None:
    files = {
        **HOME,
        "content/programs/p.yml": f"{PROGRAM}agreements: promise\n",
        "content/agreements/promise.yml": agreement("closing", "dates"),
    }
    page = plain(rendered(files)["agreements/promise/index.html"])
    assert "What stands" not in page
    assert "Yes" in page


def test_a_form_of_no_program_has_no_empty_section() -> None:
    page = plain(
        rendered({**HOME, "content/agreements/promise.yml": agreement(*SAID)})["agreements/promise/index.html"]
    )
    assert "What stands" not in page


def test_renamed_roles_are_called_so_in_a_form() -> None:
    files = {**kind("renamed"), "content/agreements/articles.yml": agreement(*SAID)}
    page = plain(rendered(files)["agreements/articles/index.html"])
    assert "Boots: Captain, First mate and Navigator, each their own" in page
    assert "mentor" not in page.casefold()
    assert "mentee" not in page.casefold()


def test_what_is_hostile_in_a_label_stays_text() -> None:
    program = PROGRAM.replace("{kind: mentor}", "{kind: mentor, label: '**x** <b>', responsibilities: [Listens]}")
    files = {
        **HOME,
        "content/programs/p.yml": f"{program}agreements: promise\n",
        "content/agreements/promise.yml": agreement("roles"),
    }
    assert "<strong>**x** &lt;b&gt;</strong>" in rendered(files)["agreements/promise/index.html"]
