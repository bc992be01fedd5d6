"""`mentorsite pack`, as coordinators type it."""

import re
import shutil
import sys
from io import StringIO
from pathlib import Path
from zipfile import is_zipfile

import pytest
from openpyxl import load_workbook

from mentorsite.cli.options import progress
from tests.commands import run
from tests.pack.test_run import FILES, SHEET


@pytest.fixture(scope="module")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("handbook")
    for name, text in {**FILES, "pairs.csv": f"{SHEET}Ana,,,,2027-02-30,\n"}.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text, encoding="utf-8")
    return home


def said(handbook: Path, *arguments: str | Path) -> tuple[int, str]:
    done = run("pack", "test", "-C", handbook, "--pairs", handbook / "pairs.csv", "--cohort", "spring", *arguments)
    return done.returncode, done.stdout + done.stderr


def test_a_check_tells_all_faults_and_writes_nothing(handbook: Path) -> None:
    status, shown = said(handbook, "--check")
    assert status == 1
    assert "row 5, column C (mentee_name): the name of the mentee is missing. Write it." in shown
    assert "row 5, column E (match): `2027-02-30` is not a day." in shown
    assert "2 problems, 1 row with a fault." in shown
    assert "advice" not in shown
    assert not (handbook / "packs").exists()


@pytest.mark.parametrize("options", [("--template", "new.xlsx"), ("--check", "--pairs", "pairs.csv")])
def test_a_sheet_in_a_folder_that_is_published_is_refused(handbook: Path, options: tuple[str, ...]) -> None:
    *before, name = options
    done = run("pack", "test", "-C", handbook, "--cohort", "spring", *before, handbook / "content" / name)
    assert done.returncode == 2
    assert "is in content/, which is published or sent along" in done.stderr
    assert not (handbook / "content" / name).exists()


def test_a_check_counts_those_who_have_no_address(handbook: Path) -> None:
    status, shown = said(handbook, "--check", "--skip-invalid")
    assert status == 0
    assert "3 pairs in" in shown
    assert "People without an email address: 5." in shown
    assert "  F `place` fills “Where we meet” in Promise\n" in shown


def test_made_up_addresses_are_told_of_once_as_they_go_to_everyone(tmp_path: Path) -> None:
    sheet = "mentor_name,mentee_name,match\nAna,Bo,2027-03-20\n"
    for name, text in {**FILES, "site.yml": "title: T\nurl: https://example.org/\n", "pairs.csv": sheet}.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("pack", "test", "-C", tmp_path, "--cohort", "spring", "--pairs", tmp_path / "pairs.csv", "--check")
    assert done.returncode == 0
    assert "The handbook still says what is made up" in done.stdout
    assert (done.stdout + done.stderr).count("site.yml:2: `https://example.org/` is made up") == 1
    assert done.stdout.count("`mentorsite check`") == 1


def test_a_template_says_in_which_form_each_field_is(handbook: Path, tmp_path: Path) -> None:
    made = tmp_path / "pairs.xlsx"
    assert run("pack", "test", "-C", handbook, "--cohort", "spring", "--template", made).returncode == 0
    columns = load_workbook(made)["Columns"].iter_rows(values_only=True)
    assert ("place", "Where we meet", "text", "Promise") in list(columns)


def test_one_pair_is_counted_as_one(handbook: Path, tmp_path: Path) -> None:
    (tmp_path / "one.csv").write_text("mentor_name,mentee_name,match\nAna,Bo,2027-03-20\n")
    done = run("pack", "test", "-C", handbook, "--pairs", tmp_path / "one.csv", "--cohort", "spring", "--check")
    assert done.stdout.startswith("1 pair in ")


def test_what_the_disk_refuses_is_told_with_what_becomes_of_the_rest(handbook: Path) -> None:
    (handbook / "packs").touch()
    status, shown = said(handbook, "--skip-invalid")
    assert status == 2
    assert "Not a directory. What is whole stays; run it again to make the rest." in shown
    (handbook / "packs").unlink()


def test_wrong_rows_are_left_out_and_each_folder_is_zipped(handbook: Path) -> None:
    status, shown = said(handbook, "--skip-invalid", "--zip", "-o", handbook.parent / "out")
    assert status == 0
    assert "3 pairs in" in shown
    assert "(3 made, 0 were there)" in shown
    assert (handbook.parent / "out/certificate-codes.csv").is_file()
    files = list((handbook.parent / "out").glob("*.zip"))
    assert len(files) == 3
    files[0].write_bytes(b"of an earlier run")
    status, _ = said(handbook, "--skip-invalid", "-o", handbook.parent / "out")
    assert status == 0
    assert is_zipfile(files[0])


def test_who_is_gone_from_the_sheet_is_told_from_whose_row_was_left_out(handbook: Path, tmp_path: Path) -> None:
    def packed(rows: str, *more: str) -> str:
        sheet = tmp_path / "pairs.csv"
        sheet.write_text(f"mentor_name,mentee_name,mentee_email,match\n{rows}", encoding="utf-8")
        done = run(
            "pack", "test", "-C", handbook, "--pairs", sheet, "--cohort", "spring", "-o", tmp_path / "out", *more
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def register() -> list[str]:
        return (tmp_path / "out/certificate-codes.csv").read_text(encoding="utf-8-sig").splitlines()

    packed("Ana,Bo,bo@x.org,2027-03-20\nKim,Di,di@x.org,2027-03-20\n", "--zip")
    left_out = packed("Ana,Bo,bo@x.org,2027-03-20\nKim,Di,di@@x,2027-03-20\n", "--skip-invalid")
    assert "Left as they were: Kim-Di, Kim-Di.zip. They are of rows that were left out, or" in left_out
    assert "Delete" not in left_out
    assert register()[2].endswith("not known: rows were left out")
    shutil.rmtree(tmp_path / "out/Kim-Di")
    gone = packed("Ana,Bo,bo@x.org,2027-03-20\n")
    assert "The spreadsheet no longer has the pairs of Kim-Di.zip. Delete these if nobody needs them." in gone
    assert register()[2].endswith(",no")


def test_an_address_where_no_scheduler_is_stops_before_anything_is_written(handbook: Path) -> None:
    status, shown = said(handbook, "--skip-invalid", "--scheduler", "nowhere", "-o", handbook.parent / "spread")
    assert status == 2
    assert "No Dask scheduler answers at nowhere: missing port number" in shown
    assert not (handbook.parent / "spread").exists()


def test_a_bar_has_the_pairs_that_are_done_and_the_time_left_and_no_name(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = StringIO()
    shown.isatty = lambda: True  # type: ignore[method-assign]
    monkeypatch.setattr(sys, "stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    with progress(400, "Pairs") as step:
        step()
    bar = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.getvalue()).split()
    assert bar[0] == "Pairs"
    assert "0/400" in bar
    assert bar[-1] == "left"
