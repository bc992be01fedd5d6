"""The starter handbook carries what a real program needs on its first day."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mentorsite.build.pipeline import prepare_project
from mentorsite.build.prepare import Build, prepare
from mentorsite.markdown.document import Link, of_type
from mentorsite.model.output import FormOutput, PageOutput, ProgramOutput
from mentorsite.render import renderer
from mentorsite.render.site_context import SiteContext
from tests.conftest import REPOSITORY, starter_in_english
from tests.render.forms.test_form_page import LOOKED_AT as FORMS_TESTED_WITH_AXE
from tests.render.forms.test_pdf import STARTER as FORMS_TESTED_AS_PDF

IDEAS = range(1, 11)
AGREEMENT = (
    "purpose", "goals", "success", "boundaries", "confidentiality", "roles", "commitments", "meetings",
    "review_dates", "feedback", "accountability", "contacts", "not_exclusive", "closing", "changes",
)  # fmt: skip
WORKSHEETS = {
    "mentor-search", "goals", "expectations", "boundary-conversation", "role-card", "commitment-table",
    "back-on-track", "check-in", "meeting-agenda", "meeting-log", "midpoint-review", "reflection",
    "mentor-evaluation", "mentee-evaluation", "board-map", "closing-conversation", "exit-survey",
}  # fmt: skip


@pytest.fixture(scope="module")
def whole() -> Build:
    return prepare_project(REPOSITORY)


@pytest.fixture(params=["en", "es"])
def starter(whole: Build, request: pytest.FixtureRequest) -> Build:
    """The starter in one of its languages."""
    site = whole.site
    pages = tuple(each for each in site.pages if each.language == request.param)
    programs = tuple(each for each in site.programs if each.language == request.param)
    forms = tuple(each for each in site.forms if each.form.language == request.param)
    return replace(whole, site=replace(site, pages=pages, programs=programs, forms=forms))


def test_it_has_no_problem_at_all(whole: Build) -> None:
    assert whole.problems == ()


def test_every_file_is_translated_with_the_variables_links_and_headings_of_its_source() -> None:
    found = []
    for path in sorted(Path(REPOSITORY, "content").rglob("*.*")):
        if path.stem.endswith(".es"):
            continue
        translation = path.with_name(f"{path.stem}.es{path.suffix}")
        source, other = (marks(each.read_text()) for each in (path, translation))
        lacks = source - other if path.suffix == ".md" else Counter()
        found += [(path.name, *each) for each in ((other - source) | lacks)]
    assert found == []


def marks(text: str) -> Counter[tuple[str, str]]:
    """The variables, the links and the headings of a text, without what those say."""
    body = text.partition("\n---\n")[2] or text
    variables = re.findall(r"\{\{ (.+?) \}\}", body)
    links = [link.partition("#")[0] for link in re.findall(r"\]\(([^)\s]+)", body)]
    headings = re.findall(r"(?m)^(#+) ", body) if body != text else []
    kinds = {"variable": variables, "link": links, "heading": headings}
    return Counter((kind, each) for kind, all in kinds.items() for each in all)


@pytest.mark.parametrize("idea", IDEAS)
def test_each_idea_has_its_page_with_something_to_take_away(starter: Build, idea: int) -> None:
    pages = [page for page in starter.site.pages if page.front.idea == idea]
    assert pages
    assert any(page.takeaways for page in pages)


@pytest.mark.parametrize("idea", IDEAS)
def test_the_pages_of_each_idea_lead_to_agreement_worksheet_and_what_keeps_its_days(starter: Build, idea: int) -> None:
    pages = [page for page in starter.site.pages if page.front.idea == idea]
    folders = {folder for page in pages for folder, _ in page.takeaways}
    linked = {link.target.partition("#")[0] for page in pages for link in of_type(page.document, Link)}
    assert folders >= {"agreements", "worksheets"}
    assert "../agreements/mentoring-agreement.yml" in linked
    assert "checklists" in folders or "../programs/career-growth.yml" in linked


def test_every_page_says_who_looks_after_it_and_when_it_was_read_through(starter: Build) -> None:
    assert [page.source for page in starter.site.pages if not (page.front.reviewed and page.front.owner)] == []


def test_each_guideline_is_300_to_600_words_long(starter: Build) -> None:
    for page in starter.site.pages:
        if page.front.idea:
            words = len(re.findall(r"\w[\w’'-]*", page.document.source))
            assert 300 <= words <= 650, (page.source, words)


def test_the_agreement_has_every_part_in_order(starter: Build) -> None:
    (agreement,) = [entry.form for entry in starter.site.forms if entry.form.kind == "agreement"]
    assert tuple(agreement.sections) == AGREEMENT
    assert [each.id for each in agreement.signatures] == ["mentor", "mentee"]
    assert agreement.binding is False


def test_every_worksheet_of_the_ten_ideas_is_there(starter: Build) -> None:
    assert {entry.form.id for entry in starter.site.forms if entry.form.folder == "worksheets"} == WORKSHEETS


def test_paired_evaluations_ask_the_same_fields(starter: Build) -> None:
    forms = {entry.form.id: entry.form for entry in starter.site.forms}
    paired = [form for form in forms.values() if form.paired_with]
    assert paired
    for form in paired:
        other = forms[form.paired_with.id] if form.paired_with else form
        assert [list(each.fields) for each in form.sections.values()] == [
            list(each.fields) for each in other.sections.values()
        ]


def test_the_program_has_two_cohorts_with_dates_and_one_to_be_announced(starter: Build) -> None:
    (entry,) = starter.site.programs
    assert len(entry.program.cohorts) == 2
    events = [event for cohort in entry.program.cohorts.values() for event in cohort.dates.values()]
    assert any(event.date is None for event in events)
    assert any(event.time for event in events)


def test_no_page_holds_a_placeholder() -> None:
    texts = [path.read_text() for path in Path(REPOSITORY, "content").rglob("*.*")]
    assert not [text for text in texts if re.search(r"(?i:lorem|xxx)|\bTODO\b|\bTBD\b", text)]


def accessibility(starter: str) -> str:
    """What a starter's page of accessibility says of the tests."""
    page = Path(REPOSITORY, starter, "content", "accessibility.md").read_text()
    return page.partition("## What was tested")[2]


def test_every_starter_says_the_same_of_how_accessibility_was_tested() -> None:
    said = {accessibility(each) for each in (".", "starters/research", "starters/open-source")}
    assert len(said) == 1
    assert "If you look after this handbook" in said.pop()


def test_as_many_forms_are_tested_as_the_page_of_accessibility_says() -> None:
    said = accessibility(".")
    assert "Six forms, empty and filled in" in said
    assert len(FORMS_TESTED_WITH_AXE) == 6
    assert "those of five forms" in said
    assert len(FORMS_TESTED_AS_PDF) == 5


CAREER = [
    ("every: 2 weeks", "every: 5 weeks", r"every (two|2) weeks"),
    ("count: 12", "count: 11", r"\b12 (meetings|times)"),
    ('time: "17:30"\n    minutes: 45', 'time: "17:30"\n    minutes: 50', r"(for|of) 45 minutes"),
    ("notice: 7 days", "notice: 9 days", r"7 days(' notice| of notice)"),
    ("sign_by: match + 14 days", "sign_by: match + 16 days", r"within (14 days|two weeks) of the match"),
    ("at: cohort start + 12 weeks", "at: cohort start + 10 weeks", r"(after|over|about) 12 weeks|week 12"),
    ("at: cohort end - 9 days\n    minutes: 45", "at: cohort end - 9 days\n    minutes: 50", r"half an hour and talk"),
    ("start: cohort end - 2 weeks\n    duration: 2 weeks", "start: cohort end - 3 weeks\n    duration: 3 weeks",
     r"last (two|2) weeks"),
    ("end: 2027-07-30", "end: 2027-10-29", r"(for|in) (six|6) months"),
    ("every: 3 months", "every: 4 months", r"every (three|3) months"),
    ("min: 3", "min: 4", r"(three|3) to (seven|7)"),
    ("time: 3 hours per month", "time: 5 hours per month", r"(three|3) hours (a|per) month"),
    ("within: 14 days", "within: 13 days", r"(again|changes) (with)?in (14 days|two weeks)|(with)?in two weeks"),
    ("cancel_notice: 24 hours", "cancel_notice: 36 hours", r"24 hours before"),
    ("hours: weekdays 9-18", "hours: weekdays 10-16", r"weekdays (9-18|from 9 to 18)"),
    ("within: 2 working days", "within: 4 working days", r"within (two|2) working days"),
    ("chosen by the mentee (25 minutes)", "chosen by the mentee (20 minutes)", r"\b25\b"),
]  # fmt: skip
OPEN_SOURCE = [
    ("end: 2027-05-21", "end: 2027-06-18", r"\b(12|twelve)( paid)? weeks|week (12|twelve)"),
    ("count: 11", "count: 10", r"\b(11|12) (weekly|times)"),
    ('time: "15:00"\n    minutes: 30\n    place: Your', 'time: "16:00"\n    minutes: 40\n    place: Your',
     r"(for|of) (30 minutes|half an hour)|says 15:00|Thursdays at 15:00"),
    ("stuck, and what have you tried? (15", "stuck, and what have you tried? (20", r"\b(15|fifteen) minutes"),
    ("notice: 7 days", "notice: 9 days", r"7 days(' notice| of notice)"),
    ("sign_by: match + 21 days", "sign_by: match + 25 days", r"within (21 days|three weeks) of the match|the 21 days"),
    ("duration: 12 days", "duration: 15 days", r"(first|last) (12 days|two weeks)"),
    ("time: 20 hours per week", "time: 25 hours per week", r"(20|twenty) hours"),
    ("time: 5 hours per week", "time: 6 hours per week", r"\b(5|five) hours"),
    ("time: 2 hours per week", "time: 3 hours per week", r"\b(2|two) hours"),
    ("reply_within: 2 working days", "reply_within: 3 working days",
     r"(themselves|yourselves|public,) within (two|2) working days"),
    ("community\n      within: 2 working days", "community\n      within: 4 working days",
     r"(answers?|days they talk) within (two|2) working days|within (two|2) working days they"),
    ("first review within three working days", "first review within nine working days", r"three working days"),
    ("do: Fill in [Unblock it](../worksheets/blockers.yml) together and choose one change\n      within: 7 days",
     "do: Fill in [Unblock it](../worksheets/blockers.yml) together and choose one change\n      within: 9 days",
     r"(a day )?within (7 days|a week) to look|changes in (7 days|a week)|^Within (7 days|a week)"),
    ("250 EUR for each week, paid in weeks 4, 8 and 12", "300 EUR for each week, paid in weeks 5 and 10",
     r"250 EUR|4, 8 and 12"),
    ("silent for five working days", "silent for six working days", r"five working days"),
    ("five paid days off", "six paid days off", r"five paid days"),
    ("limit: 3000 EUR", "limit: 3600 EUR", r"3,?000 EUR"),
    ("limit: 100 EUR", "limit: 150 EUR", r"100 EUR"),
    ("every: 4 weeks", "every: 5 weeks", r"every (four|4) weeks"),
    ("at: cohort end - 1 day\n    minutes: 45", "at: cohort end - 1 day\n    minutes: 50",
     r"three quarters of an hour"),
    ("min: 3", "min: 4", r"(three|3) to (seven|7)"),
    ("cancel_notice: 24 hours", "cancel_notice: 36 hours", r"24 hours before"),
]  # fmt: skip
RESEARCH = [
    ("every: 2 weeks\n    count: 22", "every: 3 weeks\n    count: 15", r"(every|last) (two|2) weeks|\b22 (times|one)"),
    ('time: "14:00"\n    minutes: 60', 'time: "14:00"\n    minutes: 50',
     r"an hour every|every [^.]{5,10}, (one|an) hour"),
    ("chosen by the researcher (35", "chosen by the researcher (30", r"\b35\b"),
    ("every: 3 months\n    count: 4", "every: 4 months\n    count: 3",
     r"once a quarter|every (quarter\b|(three|3) months)"),
    ("every: 2 months", "every: 5 months", r"about every (two|2) months"),
    ("at: cohort start + 23 weeks", "at: cohort start + 20 weeks", r"once, in march|in march the|about 23 weeks"),
    ("minutes: 15\n", "minutes: 20\n", r"alone, for (15|fifteen) minutes"),
    ("time: 1 hour every two months", "time: 1 hour every seven months", r"hour every two months"),
    ("time: 5 hours per month", "time: 4 hours per month", r"\b(five|5) hours"),
    ("time: 6 hours per month", "time: 7 hours per month", r"\b(six|6) hours"),
    ("time: 2 hours per month", "time: 3 hours per month", r"\b(two|2) hours|it's about two"),
    ("sign_by: match + 28 days", "sign_by: match + 30 days", r"within 28 days of|the 28 days|it's due 28 days"),
    ("chapter or paper within 10 working", "chapter or paper within 15 working", r"\b10 working days|or paper in 10"),
    ("page within 3 working days", "page within 4 working days", r"page[^.]{0,20} (with)?in (three|3)"),
    ("graduate-office\n      within: 2 working days", "graduate-office\n      within: 4 working days",
     r"answers? within (two|2) working days"),
    ("within: 14 days", "within: 13 days", r"again within (14 days|two weeks)|a day within (14 days|two weeks)"),
    ("notice: 14 days", "notice: 21 days", r"14 days(' notice| of notice)|notice of 14 days"),
    ("cancel_notice: 24 hours", "cancel_notice: 36 hours", r"24 hours before"),
    ("min: 3", "min: 4", r"(three|3) to (seven|7)"),
]  # fmt: skip
STARTERS = {".": CAREER, "starters/open-source": OPEN_SOURCE, "starters/research": RESEARCH}


@pytest.mark.parametrize("starter", STARTERS)
def test_no_page_repeats_what_the_program_says_in_words_of_its_own(starter: str) -> None:
    tree = starter_in_english(starter)
    texts = dict(tree.texts)
    for old, new, _ in STARTERS[starter]:
        before = texts
        texts = {path: data.replace(old.encode(), new.encode()) for path, data in texts.items()}
        assert texts != before, old
    build = prepare(replace(tree, texts=texts))
    assert not build.fatal, build.problems
    left = []
    for path, text in pages_as_words(build):
        for _, _, said in STARTERS[starter]:
            found = re.search(said, text, re.I)
            if found:
                left.append(f"{path}: …{text[max(0, found.start() - 60) : found.end()]} ({said})")
    assert "\n".join(left) == ""


def pages_as_words(build: Build) -> Iterator[tuple[str, str]]:
    """The path of each page of a site, and its words."""
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    for output in build.outputs:
        if isinstance(output, PageOutput | ProgramOutput | FormOutput):
            data = render(output)
            page = data.decode() if isinstance(data, bytes) else ""
            written = re.sub(r'(?s)<p class="form-facts".*?</p>', "", page)  # how long it takes is worked out
            yield output.path, " ".join(re.sub(r"<[^>]+>", "", written).split())
