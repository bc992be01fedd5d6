"""The benchmarks measure what they say: the same pages for all, sites that were really made, right medians."""

import re
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

from benchmarks import forms, install, sites, verify
from benchmarks.corpus import agreements, page, pages
from benchmarks.generators import PAGES, SEARCH, Generator
from benchmarks.install import PROGRAMS, tools
from benchmarks.layouts import linked_by_address
from benchmarks.measure import FailedError, Measurement, TooLong, measure
from benchmarks.report import Section, report
from benchmarks.rounds import Plan, Row, Stage, rounds
from benchmarks.table import ratio, seconds, table
from mentorsite.build import cache
from mentorsite.build.pipeline import prepare_project, write
from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read

COUNT = 60
PLAN = Plan(runs=2, limit=60, budget=60)
GENERATORS = {
    f"{kind}-{name}": each for kind, all in (("pages", PAGES), ("search", SEARCH)) for name, each in all.items()
}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> sites.Site:
    """Pages in mentorsite's layout, built."""
    laid = sites.lay_out(PAGES["mentorsite"], COUNT, tmp_path_factory.mktemp("benchmarks") / "site")
    build(laid)
    return laid


def build(laid: sites.Site) -> None:
    """As the benchmarks do, without downloads and search."""
    made = prepare(read(laid.folder), without=frozenset({"pdf", "docx", "search"}))
    write(made, laid.folder, laid.output)


def test_the_corpus_is_the_same_on_every_machine() -> None:
    made = [linked_by_address(each).text for each in pages(40)] + [text for _, text in agreements(3)]
    assert (
        sha256("".join(made).encode()).hexdigest() == "8531317c6d359f378dd5e06e4a18fb633dff17f4ff7a62f3609911f230fd75fd"
    )


def test_a_page_has_about_400_words_with_headings_lists_a_table_and_links() -> None:
    text = page(30, 100).markdown(lambda _, to: to.url)
    assert 350 < len(re.findall(r"\w+", text)) < 450
    assert text.count("\n## ") == 5
    assert {"- ", "1. ", "| "} <= {line[: line.find(" ") + 1] for line in text.splitlines()}
    assert {"/part-002/page-00029/", "/part-002/page-00031/", "/part-002/"} <= set(re.findall(r"\]\(([^)]+)\)", text))


def test_no_two_pages_have_the_same_address_title_or_mark() -> None:
    made = list(pages(COUNT))
    for names in ([each.address for each in made], [each.title for each in made], [each.mark for each in made]):
        assert len(set(names)) == COUNT + 1


@pytest.mark.parametrize("generator", GENERATORS.values(), ids=GENERATORS.keys())
def test_every_link_between_files_leads_to_a_file_of_its_layout(generator: Generator) -> None:
    files = {file.path: file.text for file in map(generator.layout, pages(COUNT))}
    assert len(files) == COUNT + 1
    for path, text in files.items():
        for link in re.findall(r"\]\(([^)]+\.md)\)", text):
            start = "" if link.startswith("{filename}/") else str(Path(path).parent)
            target = Path("/", start, link.removeprefix("{filename}/")).resolve()
            assert str(target.relative_to("/")) in files


@pytest.mark.parametrize("generator", GENERATORS.values(), ids=GENERATORS.keys())
def test_every_generator_names_programs_and_tools_that_are_known(generator: Generator) -> None:
    programs = {part[1:-1] for part in generator.command if part.startswith("{")}
    assert programs <= PROGRAMS.keys()
    assert {PROGRAMS[each].partition("/")[0] for each in programs} <= set(generator.tools) <= tools().keys()
    assert (sites.PROJECTS / generator.project).is_dir()


def test_the_pages_have_no_problem(site: sites.Site) -> None:
    assert prepare_project(site.folder).problems == ()


def test_the_agreements_have_no_problem(tmp_path: Path) -> None:
    assert prepare_project(forms.lay_out(20, tmp_path / "forms").folder).problems == ()


def test_a_site_that_was_really_built_has_no_faults(site: sites.Site) -> None:
    assert site.faults(None) == ()


@pytest.mark.parametrize(
    ("spoilt", "fault"),
    [
        (lambda _: None, "1 of 61 pages were not made"),
        (lambda html: html.replace("mark-00060", ""), "lacks mark-00060"),
        (lambda html: html.replace(page(60, COUNT).title, ""), f"lacks {page(60, COUNT).title}"),
        (lambda html: html.replace('href="../page-00055/"', ""), "lacks 1 pages, as /part-003/page-00055/"),
        (lambda html: html.replace('href="../../part-002/"', ""), "lacks 1 pages, as /part-002/"),
    ],
)
def test_a_page_that_was_not_made_rightly_is_a_fault(
    site: sites.Site, spoilt: Callable[[str], str | None], fault: str
) -> None:
    path = verify.built(site.output, page(60, COUNT).address)
    html = path.read_text(encoding="utf-8")
    new = spoilt(html)
    path.unlink() if new is None else path.write_text(new, encoding="utf-8")
    try:
        assert any(fault in each for each in site.faults(None))
    finally:
        path.write_text(html, encoding="utf-8")


def test_an_edit_must_be_in_the_site_and_an_old_one_must_not(site: sites.Site) -> None:
    sentence = site.edit(1)
    assert site.faults(sentence) == (f"{site.edited.address.url} lacks what was edited",)
    build(site)
    assert site.faults(sentence) == ()
    assert site.faults(None) == (f"{site.edited.address.url} has an edit that was taken back",)
    site.forget()
    assert not site.output.exists()
    build(site)
    assert site.faults(None) == ()


def test_a_cold_build_of_mentorsite_starts_from_its_sources_alone(tmp_path: Path) -> None:
    laid = sites.lay_out(PAGES["mentorsite"], 30, tmp_path / "site")
    sources = set(laid.folder.rglob("*"))
    rows = rounds({"mentorsite": laid}, Plan(runs=1, limit=120, budget=120), lambda _: None)
    assert rows["mentorsite"].failure is None
    kept = Path(laid.environment[cache.PLACE])
    assert kept.parent == laid.folder.parent
    assert kept.is_dir()
    assert set(laid.folder.rglob("*")) > sources
    laid.forget()
    assert set(laid.folder.rglob("*")) == sources
    assert not kept.exists()


def test_a_command_is_measured(tmp_path: Path) -> None:
    outcome = run(tmp_path, "print('hello'); bytearray(60_000_000)")
    assert isinstance(outcome, Measurement)
    assert outcome.wall > 0
    assert outcome.cpu > 0
    assert outcome.memory > 60_000_000
    assert (tmp_path / "log").read_text() == "hello\n"


def test_processor_time_counts_of_a_process_that_nobody_waits_for(tmp_path: Path) -> None:
    burn = "import time\nwhile time.process_time() < 0.5: pass\nprint(flush=True)\ntime.sleep(60)"
    leave = (
        f"import os, subprocess, sys; subprocess.Popen([sys.executable, '-c', {burn!r}], stdout=-1).stdout.readline()"
    )
    outcome = run(tmp_path, f"{leave}; os._exit(0)")
    assert isinstance(outcome, Measurement)
    assert outcome.cpu > 0.5


def test_a_command_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    assert run(tmp_path, "import time; time.sleep(3); print('still there')", limit=0.2) == TooLong(0.2)
    assert (tmp_path / "log").read_text() == ""


def test_a_command_that_fails_is_told_with_its_last_words(tmp_path: Path) -> None:
    with pytest.raises(FailedError, match=r"ended with 3: out of paper"):
        run(tmp_path, "print('out of paper'); raise SystemExit(3)")


def run(folder: Path, code: str, limit: float = 60) -> Measurement | TooLong:
    """What is measured of a piece of Python."""
    return measure([sys.executable, "-c", code], folder, log=folder / "log", limit=limit, environment={})


def test_a_generator_that_can_not_be_installed_is_told_with_the_reason(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(install, "TOOLS", tmp_path)
    monkeypatch.setattr(install, "VERSIONS", tmp_path / "versions.toml")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    (tmp_path / "versions.toml").write_text('lost = {python = ["no-such-generator==1"]}')
    assert install.install(["lost"]) == {"lost": "ERROR: No matching distribution found for no-such-generator==1"}


@dataclass
class Fake:
    """A site that notes what is done with it."""

    title: str
    folder: Path
    said: list[str]
    fault: str | None = None
    code: str = "pass"
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def output(self) -> Path:
        return self.folder / "none"

    @property
    def command(self) -> tuple[str, ...]:
        return (sys.executable, "-c", self.code)

    def forget(self) -> None:
        self.said.append(f"{self.title} forgets")

    def edit(self, run: int) -> str:
        self.said.append(f"{self.title} edits {run}")
        return f"edit {run}"

    def faults(self, sentence: str | None) -> tuple[str, ...]:
        self.said.append(f"{self.title} has {sentence}")
        return (self.fault,) if self.fault else ()


def test_sites_are_built_by_turns_cold_unchanged_and_edited(tmp_path: Path) -> None:
    said: list[str] = []
    rows = rounds({name: Fake(name, tmp_path, said) for name in "ab"}, PLAN, lambda _: None)
    once = [f"{name} {what}" for name in "ab" for what in ("forgets", "has None", "has None", "edits 1", "has edit 1")]
    assert said == [*once, *(line.replace("1", "2") for line in once)]
    assert all(len(row.outcomes[stage]) == 2 for row in rows.values() for stage in Stage)


def test_a_site_with_a_fault_is_told_and_not_built_again(tmp_path: Path) -> None:
    told: list[str] = []
    rows = rounds({"a": Fake("a", tmp_path, [], fault="nothing there")}, PLAN, told.append)
    assert rows["a"].failure == "nothing there"
    assert not rows["a"].outcomes
    assert told == ["FAILED: a: nothing there"]
    assert "- a failed: nothing there" in table(rows, {})


def test_a_site_that_takes_too_long_is_not_built_again(tmp_path: Path) -> None:
    slow = Fake("a", tmp_path, [], code="import time; time.sleep(60)")
    rows = rounds({"a": slow}, Plan(runs=2, limit=0.2, budget=60), lambda _: None)
    assert rows["a"].outcomes == {Stage.COLD: [TooLong(0.2)]}
    assert "| a | > 0 s | – | – |" in table(rows, {})


def test_a_site_that_has_used_up_its_time_starts_no_other_round(tmp_path: Path) -> None:
    rows = rounds({"a": Fake("a", tmp_path, [])}, Plan(runs=3, limit=60, budget=0), lambda _: None)
    assert len(rows["a"].outcomes[Stage.COLD]) == 1


def row(title: str, walls: list[float], size: int | None = None) -> Row:
    made = Row(title, size=size)
    made.outcomes[Stage.COLD] = [Measurement(wall, wall * 2, round(wall * 10_000_000)) for wall in walls]
    return made


def test_tables_have_medians_ratios_to_mentorsite_and_spread() -> None:
    rows = {"mentorsite": row("mentorsite", [2, 9, 4], 1_500_000), "hugo": row("Hugo", [1, 1.5, 0.5, 7])}
    assert table(rows, {"Lost": "no such\npackage"}).splitlines() == [
        "| on the clock | cold | nothing changed | after an edit | spread | runs |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        "| mentorsite | 4.00 s | – | – | 175% | 3 |",
        "| Hugo | 1.25 s (0.31×) | – | – | 520% | 4 |",
        "",
        "| on the processor | cold | nothing changed | after an edit | memory | output |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        "| mentorsite | 8.00 s | – | – | 40.0 MB | 1.5 MB |",
        "| Hugo | 2.50 s (0.31×) | – | – | 12.5 MB | – |",
        "",
        "- Lost could not be measured: no such package",
    ]


@pytest.mark.parametrize(
    ("value", "shown"), [(0.004, "0.00 s"), (9.994, "9.99 s"), (9.996, "10.0 s"), (99.94, "99.9 s"), (123.4, "123 s")]
)
def test_seconds_have_three_digits_at_most(value: float, shown: str) -> None:
    assert seconds(value) == shown


@pytest.mark.parametrize(("value", "shown"), [(0.5, "0.50×"), (0.996, "1.0×"), (3.14, "3.1×"), (28.3, "28×")])
def test_ratios_have_two_digits_that_matter(value: float, shown: str) -> None:
    assert ratio(value, 1) == shown


def test_the_report_tells_what_was_measured_and_on_what() -> None:
    text = report([("Processor", "Fast")], [Section("100 pages", "", "| a |")])
    assert "## 100 pages\n\n| a |\n" in text
    assert text.endswith("- Processor: Fast\n")


def test_the_part_of_a_report_that_people_write_stays() -> None:
    first = report([], [Section("100 pages", "", "| a |")]) + "\n## What bounds it\n\nThe parser.\n"
    second = report([], [Section("100 pages", "", "| b |")], first)
    assert second == first.replace("| a |", "| b |")
    assert report([], [], second) == report([], []) + "\n## What bounds it\n\nThe parser.\n"
