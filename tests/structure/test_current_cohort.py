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
from tests.commands import run
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


def advice_of_cohorts(day: str, *cohorts: str, more: str = "") -> list[tuple[str, int, str, str]]:
    """What is advised of cohorts on a day: its code, its line, what is said and what to write."""
    listed = "".join(f"  {each}\n" for each in cohorts)
    made = {**files(), "content/programs/p.yml": f"{PROGRAM}{more}cohorts:\n{listed}", "site.yml": "title: T\n"}
    told = on(day, made).problems
    of_cohorts = [each for each in told if each.code in ("cohort-begun", "several-cohorts", "unused-waiver")]
    return [(each.code, each.line, each.message, each.hint) for each in of_cohorts]


C0 = "c0: {label: First, start: 2026-09-01, end: 2027-02-28}"
C1 = "c1: {label: Second, status: open, start: 2027-01-01, end: 2027-06-01}"


def test_a_cohort_that_has_begun_and_is_still_planned_is_advised_on() -> None:
    ((code, line, message, hint),) = advice_of_cohorts("2026-11-30", C0, C1)
    assert (code, line) == ("cohort-begun", 7)
    assert message == (
        "the cohort `First` began on 2026-09-01, and is still `planning`: pages and forms tell the days of `Second`"
    )
    assert hint.startswith("write `status: running`")


@pytest.mark.parametrize(
    ("day", "cohorts", "said"),
    [
        ("2026-09-01", (C0,), "still `planning`"),
        ("2027-01-15", ("a: {label: A, status: planning, start: 2026-09-01}", C1), "still `planning`: pages"),
        ("2027-03-01", (C0, C1), "still `planning`"),
        ("2026-08-31", (C0, C1), ""),
        ("2026-11-30", (C0.replace("start", "status: closed, start"), C1), ""),
        ("2026-11-30", ("a: {label: A}", C1), ""),
    ],
)
def test_what_is_planned_has_not_begun(day: str, cohorts: tuple[str, ...], said: str) -> None:
    told = advice_of_cohorts(day, *cohorts)
    assert [code for code, *_ in told] == (["cohort-begun"] if said else [])
    assert all(said in message for _, _, message, _ in told)


def test_a_planned_cohort_that_is_over_is_to_be_closed() -> None:
    ((_, _, _, hint),) = advice_of_cohorts("2027-03-01", C0, C1)
    assert "`status: closed`" in hint


def test_advice_of_a_day_may_be_waived_on_other_days_too() -> None:
    for day in ("2026-08-01", "2026-11-30"):
        told = advice_of_cohorts(day, C0, C1, more="waived: {cohort-begun: it is so}\n")
        assert [code for code, *_ in told] == (["unused-waiver"] if day == "2026-08-01" else [])


@pytest.mark.parametrize(
    ("status", "day"), [("open", "2026-11-30"), ("planning", "2026-11-30"), ("open", "2027-01-02")]
)
def test_of_cohorts_that_begin_on_one_day_the_first_in_the_file_is_told(status: str, day: str) -> None:
    cohorts = [f"{id}: {{label: {id}, status: {status}, start: 2027-01-01, end: 2027-06-01}}" for id in ("b", "a")]
    ((code, _, message, _),) = advice_of_cohorts(day, *cohorts)
    assert code == "several-cohorts"
    assert message.endswith("pages and forms tell the days of `b`, the first in the file")
    others = [cohorts[0], cohorts[1].replace("2027-01-01", "2027-02-01")]
    assert advice_of_cohorts(day, *others) == []


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


def test_each_build_says_from_when_on_another_cohort_stands_in_front(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for path, text in {**files(), "site.yml": SITE}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1803859200")  # 1 March 2027
    for _ in range(2):
        done = run("build", "-C", tmp_path, "--without", "pdf,docx,markdown")
        assert done.stdout.count("Build again on 2027-07-31") == 1
    assert "up to date" in done.stdout
