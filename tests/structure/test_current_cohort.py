"""Pages and forms tell the days of the cohort that today's reader needs, or of the one that they name."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mentorsite.build import fingerprint
from mentorsite.build.cache import Cache
from mentorsite.build.pipeline import BuildOptions, prepared, write
from mentorsite.build.prepare import Build, prepare
from mentorsite.build.project_files import read
from mentorsite.loader import yaml_source
from mentorsite.loader.validate import validated
from mentorsite.model.program import Program
from mentorsite.render import renderer
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.current_cohort import current_cohort, next_front
from tests.conftest import PROGRAM, SITE, tree_of

SPRING = "spring: {label: Spring, status: running, start: 2027-02-01, end: 2027-07-30}"
SUMMER = "summer: {label: Summer, status: open, start: 2027-06-01, end: 2027-09-30}"
AUTUMN = "autumn: {label: Autumn, status: open, start: 2027-09-01, end: 2028-01-31}"
WINTER = "winter: {label: Winter, status: planning, start: 2028-02-01}"
FORM = "title: Promise\ndue: cohort start\nsignatures: [mentor, mentee]\nsections: {a: {clauses: [x]}}\n"


def program(*cohorts: str) -> Program:
    found, problems = validated(Program, yaml_source.read("p.yml", f"{PROGRAM}cohorts: {{{', '.join(cohorts)}}}\n"))
    assert found, problems
    return found


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize(
    ("cohorts", "today", "label"),
    [
        ((SPRING, AUTUMN), "2027-03-01", "Spring"),
        ((SPRING, AUTUMN), "2027-01-01", "Spring"),
        ((SPRING, AUTUMN), "2027-08-15", "Autumn"),
        ((SPRING, AUTUMN), "2027-10-01", "Autumn"),
        ((SPRING, SUMMER, AUTUMN), "2027-06-15", "Summer"),
        ((SPRING, SUMMER, AUTUMN), "2027-08-15", "Summer"),
        ((SPRING, WINTER), "2027-03-01", "Spring"),
        ((SPRING, WINTER), "2027-08-15", "Winter"),
        ((SPRING, SUMMER), "2029-01-01", "Summer"),
        ((AUTUMN, "next: {label: Next, status: open}"), "2027-06-01", "Autumn"),
        (("a: {label: A, status: planning}", WINTER), "2027-06-01", "Winter"),
    ],
)
def test_the_cohort_in_front_is_told_by_days_and_not_by_its_place(
    cohorts: tuple[str, ...], today: str, label: str, order: int
) -> None:
    found = current_cohort(program(*cohorts[::order]), date.fromisoformat(today))
    assert found
    assert found.label == label


def test_the_day_from_which_another_cohort_stands_in_front_is_known() -> None:
    day, cohort = next_front(program(AUTUMN, SPRING), date(2027, 3, 1)) or (None, None)
    assert day == date(2027, 7, 31)
    assert cohort
    assert cohort.label == "Autumn"
    assert next_front(program(AUTUMN, SPRING), date(2028, 3, 1)) is None


def files(**more: str) -> dict[str, str]:
    return {
        "content/index.md": "---\ntitle: Home\n---\nThis is {{ cohort.label }}.\n",
        "content/programs/p.yml": f"{PROGRAM}cohorts: {{{SPRING}, {AUTUMN}}}\nagreements: [a]\n",
        "content/agreements/a.yml": FORM,
        **more,
    }


def on(day: str, made: dict[str, str]) -> Build:
    build = prepare(tree_of(made), today=date.fromisoformat(day))
    assert not build.fatal, build.problems
    return build


def page(build: Build, path: str) -> str:
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    (data,) = [render(each) for each in build.outputs if each.path == path]
    assert isinstance(data, bytes)
    return data.decode()


@pytest.mark.parametrize(
    ("day", "label", "due"), [("2027-03-01", "Spring", "1 February"), ("2027-08-01", "Autumn", "1 September")]
)
def test_pages_and_forms_speak_of_the_cohort_of_the_day(day: str, label: str, due: str) -> None:
    build = on(day, files())
    assert f"This is {label}." in page(build, "index.html")
    assert f"{due} 2027 ({label})" in page(build, "agreements/a/index.html")


def test_a_page_and_a_form_may_be_of_a_cohort() -> None:
    made = files()
    made["content/index.md"] = "---\ntitle: Home\ncohort: autumn\n---\nThis is {{ cohort.label }}.\n"
    made["content/agreements/a.yml"] = f"cohort: autumn\n{FORM}"
    build = on("2027-03-01", made)
    assert "This is Autumn." in page(build, "index.html")
    assert "1 September 2027 (Autumn)" in page(build, "agreements/a/index.html")
    assert "agreements/a" not in page(build, "programs/p/spring/index.html").partition("<main")[2]
    assert "agreements/a" in page(build, "programs/p/autumn/index.html").partition("<main")[2]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/index.md", "---\ntitle: Home\ncohort: autum\n---\nHi.\n"),
        ("content/agreements/a.yml", f"cohort: autum\n{FORM}"),
    ],
)
def test_a_cohort_that_there_is_not_is_a_message(path: str, text: str) -> None:
    (found,) = prepare(tree_of({**files(), path: text}), today=date(2027, 3, 1)).problems
    assert (found.code, found.path) == ("unknown-reference", path)
    assert "autumn" in found.hint


def test_cohorts_that_run_at_the_same_time_are_advised_on() -> None:
    made = files()
    made["content/programs/p.yml"] = f"{PROGRAM}cohorts: {{{SUMMER}, {SPRING}}}\n"
    made["site.yml"] = "title: T\n"
    told = [each for each in on("2027-06-15", made).problems if each.code == "several-cohorts"]
    assert len(told) == 1
    assert "`Summer`, the last to begin" in told[0].message
    assert not [each for each in on("2027-08-15", made).problems if each.code == "several-cohorts"]


def test_a_build_makes_pages_anew_on_the_day_on_which_another_cohort_comes_to_the_front() -> None:
    def made(day: str) -> dict[str, str]:
        build = on(day, files())
        return fingerprint.outputs(build.site, build.theme, build.outline, build.outputs, {})

    assert made("2027-03-01") == made("2027-07-30")
    assert made("2027-07-30") != made("2027-07-31")


def test_a_second_build_in_the_next_cohort_shows_that(
    project: Callable[[dict[str, str]], Path], tmp_path: Path
) -> None:
    folder, options = (
        project({"site.yml": f"{SITE}downloads: []\nsearch: false\n", **files()}),
        BuildOptions(Cache(tmp_path / "c")),
    )
    said = []
    for day in (date(2027, 3, 1), date(2027, 3, 8), date(2027, 8, 1)):
        build = prepared(read(folder), options, today=day)
        done = write(build, folder, tmp_path / "out", options, day=day)
        said.append(((tmp_path / "out/index.html").read_text(), done.published.changed))
    assert "This is Spring." in said[1][0]
    assert said[1][1] == 0
    assert "This is Autumn." in said[2][0]
