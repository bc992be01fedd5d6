"""The overview of a program: a short definition makes a good one, and every key adds something that can be seen."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from copy import deepcopy
from functools import cache
from typing import Literal, get_args, get_origin

import pytest
import yaml

from mentorsite.build.prepare import Build
from mentorsite.model.base import Definition
from mentorsite.model.people import Role
from mentorsite.model.program import Program
from tests.conftest import PROGRAM, prepared, rendered
from tests.programs import DATA, HOME, every_key, kind, pages_of, pages_of_build, plain, program_pages, told

EVERY_KEY = yaml.load((DATA / "every-key.yml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
Path = tuple[str | int, ...]
NOT_ON_ITS_PAGES = {
    ("description",): "the cards of the section show it, and search engines",
    ("language",): "says which words the pages speak",
    ("order",): "says where it stands in the menu",
    ("aliases",): "leads from old addresses",
    ("draft",): "a draft is not built",
    ("keywords",): "search knows them",
    ("match",): "says where in a list stands what counts from the match",
    ("waived",): "is for whoever checks the handbook",
    ("waived", "no-signature"): "is for whoever checks the handbook",
    ("roles", "mentor", "kind"): "is what the id says by itself",
    ("roles", "mentee", "kind"): "is what the id says by itself",
    ("safeguarding", "under_18"): "is said too where it is not written",
}


def definitions(value: object, path: Path = ()) -> Iterator[tuple[Path, Definition]]:
    """A definition and all that are in it, with the keys that lead there."""
    if isinstance(value, Definition):
        yield path, value
        for name, field in type(value).model_fields.items():
            yield from definitions(getattr(value, name), (*path, field.alias or name))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from definitions(each, (*path, key))
    elif isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from definitions(each, (*path, at))


def keys(value: object, path: Path = ()) -> Iterator[Path]:
    """Every key that is written, and those below it."""
    pairs = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, each in pairs:
        if isinstance(value, dict):
            yield (*path, key)
        yield from keys(each, (*path, key))


def changed(path: Path, *new: str) -> dict[str, str]:
    """The project of every key with another value for one of them, or without it."""
    written = deepcopy(EVERY_KEY)
    holder = written
    for key in path[:-1]:
        holder = holder[key]
    if new:
        holder[path[-1]] = new[0]
    else:
        del holder[path[-1]]
    return {**every_key(), "content/programs/p.yml": json.dumps(written)}


def shown(build: Build) -> str:
    return " ".join(plain(page) for _, page in sorted(pages_of_build(build).items()))


@cache
def whole() -> str:
    return shown(prepared(changed(("name",), "tok-name")))


def program() -> Program:
    return prepared(every_key()).site.programs[0].program


def test_the_definition_of_this_test_has_every_key() -> None:
    written: defaultdict[type[Definition], set[str]] = defaultdict(set)
    for _, each in definitions(program()):
        written[type(each)] |= each.model_fields_set
    assert Program in written
    assert len(written) > 15
    # Whether a file is a draft is read before its definition is.
    missing = {kind: set(kind.model_fields) - keys - {"draft"} for kind, keys in written.items()}
    assert {kind: keys for kind, keys in missing.items() if keys} == {}


def test_every_text_of_a_definition_is_on_one_of_its_pages() -> None:
    site = " ".join(pages_of("every-key").values())
    tokens = set(re.findall(r"tok-[\w-]*\w", "".join(every_key().values()))) - {"tok-reason"}
    assert len(tokens) > 50
    assert sorted(token for token in tokens if token not in site) == []


@pytest.mark.parametrize("path", list(keys(EVERY_KEY)), ids=lambda path: ".".join(map(str, path)))
def test_a_key_that_is_taken_away_takes_something_off_the_pages(path: Path) -> None:
    """Or the program can't do without it: then `check` says so."""
    build = prepared(changed(path))
    if not build.fatal:
        assert (shown(build) == whole()) == (path in NOT_ON_ITS_PAGES)


def closed() -> Iterator[tuple[Path, tuple[str, ...]]]:
    """The keys that take one of a few values, with these."""
    for path, each in definitions(program()):
        for name, field in type(each).model_fields.items():
            if get_origin(field.annotation) is Literal and not isinstance(each, Role):
                yield (*path, field.alias or name), get_args(field.annotation)


def test_keys_with_few_values_are_found() -> None:
    assert {path[-1] for path, _ in closed()} == {
        "model", "status", "paid_by", "stance", "kind", "inside_organization",
    }  # fmt: skip


@pytest.mark.parametrize(("path", "values"), list(closed()), ids=lambda value: ".".join(map(str, value)))
def test_each_of_a_few_values_is_said_in_words_of_its_own(path: Path, values: tuple[str, ...]) -> None:
    said = {value: shown(prepared(changed(path, value))) for value in values}
    assert len(set(said.values())) == len(values)
    assert [value for value in values if "-" in value and value in said[value]] == []


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("", "A board of mentors"),
        ("", "Running"),
        ("", "by 6 January 2027"),
        ("now/", "New York time"),
        ("now/", "17:30 to 18:15 (New York time)"),
        ("", "1 week after the start of the cohort, for 2 weeks"),
        ("", "tok-cohort: 11 January 2027 to 24 January 2027"),
        ("", "To fill in: tok-agreement , tok-checklist , tok-worksheet To read: tok-guide"),
        ("", "Every 2 weeks, 7 times"),
        ("", "45 minutes"),
        ("", "set up by the tok-mentee"),
        ("", "Everyone who takes part is 18 or older."),
        ("", "+44 20 7946 0000"),
        ("", "Not part of this"),
        ("", "Between you tok-success How we will know: tok-measure When we look at it: tok-review"),
        ("", "3 to 7 people"),
        ("", "tok-why Look outside the organization."),
        ("", "Any of you may end it, and it is nobody's fault."),
        ("", "Please say why."),
        ("", "Tell: tok-contact."),
        ("", "Responsible for safety: tok-contact"),
        ("", "Who Time What they do tok-mentor tok-amount tok-mentee tok-action"),
        ("", "tok-item tok-mentee tok-limit"),
        ("", "From the tok-mentor tok-of-mentor From the tok-mentee tok-of-mentee From the program tok-of-program"),
        ("", "tok-when tok-do tok-mentee tok-within"),
    ],
)
def test_the_pages_say_it_so(page: str, words: str) -> None:
    assert words in told("every-key", page)


def test_six_lines_make_a_good_page() -> None:
    page = rendered({**HOME, "content/programs/p.yml": PROGRAM})["programs/p/index.html"]
    assert re.findall(r"<h2[^>]*>(.*?)</h2>", page) == ["Roles"]
    assert '<a class="card-title" href="mentor/">Mentor</a>' in page
    assert "To test." in plain(page)


@pytest.mark.parametrize("page", ["", "mentor/", "mentee/", "now/"])
def test_no_heading_is_empty(page: str) -> None:
    """A heading is followed by something else than a heading of its own level or above, or the end of its section."""
    html = pages_of("every-key")[page]
    parts = re.findall(r"<(h[23])[^>]*>.*?</\1>(.*?)(?=<h[23]|</section>)", html, re.DOTALL)
    assert len(parts) >= 3
    assert [level for level, rest in parts if level == "h3" and not plain(f"<main>{rest}</main>")] == []


def test_a_column_in_which_nothing_stands_is_left_out() -> None:
    ladder = "accountability: {ladder: [{when: It stalls, do: Say so}]}\n"
    page = program_pages({**HOME, "content/programs/p.yml": PROGRAM + ladder})[""]
    assert "When What to do Who It stalls Say so Any of you" in plain(page)
    assert "Within" not in plain(page)


KINDS: dict[str, list[tuple[str, str]]] = {
    "open-source-term": [
        ("", "From the Lead mentor and Co-mentor Says what is good"),
        ("", "Stipend The program 3000 USD"),
        ("", "Wrap-up After “Coding”, for 1 week Spring 2027: 26 July 2027 to 1 August 2027"),
        ("", "Every week, from 2 days after the start of the cohort, 30 minutes, set up by the Contributor"),
        ("spring/", "Final demo Date, for everyone To be announced Ten minutes each"),
        ("spring/", "by 21 June 2027"),
        ("spring/", "every week from 12 May 2027, 16:00 to 16:30 (UTC) to 28 July 2027 (12 times)"),
        ("contributor/", "Final demo Date, for everyone To be announced"),
        ("community/", "What others may expect of you Answers within three days"),
    ],
    "training-cohort": [
        ("", "Learn At the start of the cohort, for 12 weeks Cohort 9: 6 September 2027 to 28 November 2027"),
        ("", "Show After “Learn”, for 4 weeks Cohort 9: 29 November 2027 to 26 December 2027"),
        ("", "Cohort 8 Closed"),
        ("now/", "every week from 7 September 2027, 15:00 to 16:30 (Amsterdam time) to 21 December 2027 (16 times)"),
        ("now/", "every 2 weeks from 9 September 2027, 18:30 to 19:00 (Amsterdam time) to 16 December 2027"),
        ("participant/", "Cohort call Meeting"),
        ("expert/", "Orientation for experts"),
    ],
    "group": [
        ("", "Format Group mentoring"),
        ("", "Five mentees meet one mentor"),
        ("", "Every month, 9 times, from your match , 90 minutes, set up by the Mentor"),
        ("", "Tea and cake Mentor and Mentee, in equal parts 5 GBP each"),
    ],
    "peer": [
        ("", "Format Between peers"),
        ("", "From the Colleague Listens Comes prepared"),
        ("", "Coffee Colleague, each their own"),
        ("peer/", "What others may expect of you Listens Comes prepared"),
        ("peer/", "One of you brings less Say so on the next walk Any of you"),
    ],
    "board": [
        ("", "Format A board of mentors"),
        ("", "At least 3 people"),
        ("", "Asks the plain questions Look outside the organization."),
        ("", "From the Main adviser, Second adviser and Outside adviser Answers within a week"),
        ("year/", "every 3 months"),
        ("researcher/", "The advisers disagree Calls a meeting of all Researcher 2 weeks"),
        ("outside/", "Meeting of all"),
    ],
    "youth": [
        ("", "People under 18 take part. A parent or guardian signs the agreement too."),
        ("", "Responsible for safety: Ama Boateng: 020 7946 0011"),
        ("", "What cannot stay confidential We pass on at once"),
        ("", "Meeting outside school Not part of this Not even with permission."),
        ("mentor/", "Keeping a secret that someone could be harmed by"),
    ],
    "renamed": [
        ("", "From the Captain and First mate Keeps a steady hand From the Navigator Asks early"),
        ("", "Tea Captain and First mate Maps Navigator"),
        ("", "Rope Captain, First mate and Navigator, in equal parts"),
        ("", "Boots Captain, First mate and Navigator, each their own Berth The program"),
        ("captain/", "Yours to do Charting the course Not yours to do Doing the rowing"),
        ("voyage/", "Cast off Date, for Captain, First mate, Navigator"),
    ],
}  # fmt: skip


@pytest.mark.parametrize("name", KINDS)
def test_programs_as_they_are_run_fit_the_definition(name: str) -> None:
    assert [each for each in prepared(kind(name)).problems if each.fatal] == []


@pytest.mark.parametrize(("name", "page", "words"), [(name, *each) for name, found in KINDS.items() for each in found])
def test_their_pages_tell_what_matters_there(name: str, page: str, words: str) -> None:
    assert words in told(name, page)


@pytest.mark.parametrize("name", ["renamed", "peer"])
def test_roles_that_are_renamed_are_called_so_throughout(name: str) -> None:
    pages = pages_of(name)
    assert len(pages) > 1
    for page, html in pages.items():
        assert re.findall(r"\w*mentors?\b|\w*mentees?\b", plain(html).casefold()) == [], page


def test_a_role_that_a_group_has_five_times_signs_five_times() -> None:
    page = plain(rendered(kind("group"))["agreements/circle/index.html"])
    assert all(f"Mentee {number}" in page for number in range(1, 6))
    assert "Mentee 6" not in page


def test_a_guardian_signs_where_people_under_18_take_part() -> None:
    assert "Parent or guardian" in plain(rendered(kind("youth"))["agreements/agreement/index.html"])


def test_a_youth_program_that_no_guardian_signs_is_stopped() -> None:
    unsigned = "title: Agreement\nsections: {s: {clauses: [x]}}\nsignatures: [mentor]\n"
    files = {**kind("youth"), "content/agreements/agreement.yml": unsigned}
    assert "unsafeguarded" in {each.code for each in prepared(files).problems if each.fatal}
