"""What is made for each pair: filled in, in its language, with its own days; once, whole, and nowhere else."""

import re
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import icalendar
import pypdf
import pytest

from mentorsite.build.cache import Cache
from mentorsite.build.prepare import Build
from mentorsite.pack.certificates import code_of
from mentorsite.pack.folder import NOTES, PackFolder
from mentorsite.pack.folder_names import name_in_pair
from mentorsite.pack.kit import Asked, day_of_match, wanted
from mentorsite.pack.made_pairs import MadePairs
from mentorsite.pack.overview import heads_of, mail_merge, overview
from mentorsite.pack.pair import Pair
from mentorsite.pack.read_pairs import read_pairs
from mentorsite.pack.run import MadePair, PackOptions, pack
from mentorsite.pack.spreadsheet_cells import table
from tests.conftest import PROGRAM, SITE, prepared

pytestmark = pytest.mark.needs_programs
FILES = {
    "site.yml": f"{SITE.replace('title: Test handbook', 'title: Handbook')}url: https://example.org/\n",
    "content/programs/test.yml": (
        f"{PROGRAM}agreements: [promise]\nchecklists: [start]\n"
        "cohorts:\n"
        "  spring: {label: Spring, status: open, start: 2027-02-01, end: 2027-06-30, timezone: Europe/London,"
        " dates: {kickoff: {label: Kick-off, date: 2027-02-05}}}\n"
        "  autumn: {label: Autumn, status: open, start: 2027-09-01, end: 2027-12-31, timezone: Europe/London}\n"
        "check_ins:\n"
        "  pair: {label: Pair meeting, every: 2 weeks, from: match + 3 days, count: 6, time: '18:00', minutes: 45}\n"
    ),
    "content/agreements/promise.yml": (
        "title: Promise\nsignatures: [mentor, mentee]\nsign_by: match + 14 days\n"
        "parties: {mentor: {max: 2}, mentee: {}}\n"
        "sections: {how: {title: How, fields: {place: {type: text, label: Where we meet, required: true}}}}\n"
    ),
    "content/certificates/done.yml": (
        "title: Certificate\nfor: mentee\ntext: was {{ recipient.role }} of {{ partner.name }}.\n"
        'date: cohort end\ncode: true\nsigned_by: ["{{ pair.mentor.name }}"]\n'
    ),
    "content/checklists/start.yml": "title: Start\nitems:\n  - {text: Say hello, due: match + 7 days}\n",
}
MESSAGES = {
    "content/messages/halfway.yml": (
        "title: Halfway\nto: mentee\nwhen: cohort end - 75 days\nsubject: Halfway\n"
        "text: 'You and {{ partner.name }}: write to {{ partner.email }}.'\n"
    ),
}
SHEET = (
    "mentor_name,mentor_2_name,mentee_name,mentee_email,match,place\n"
    "Ana Pérez,,Bo Lee,bo@example.org,2027-03-20,=Library\n"
    "Ana Pérez,Kim Ro,山田太郎,,2027-03-20,\n"
    "Noor Ali,,अनीता राव,anita@example.org,2027-04-01,\n"
)
ASKED = Asked("test", "spring")


@pytest.fixture(scope="module")
def handbook() -> Build:
    build = prepared(FILES)
    assert not build.fatal, build.problems
    return build


def pairs_of(build: Build, sheet: str = SHEET, match: date | None = None) -> tuple[Pair, ...]:
    found = read_pairs(table("pairs.csv", sheet.encode()), wanted(build, ASKED), match=match, language="en")
    assert not found.problems, found.problems
    return found.good


def run(build: Build, target: Path, sheet: str = SHEET, match: date | None = None) -> list[MadePair]:
    options = PackOptions(Cache(), 1, date(2027, 1, 1))
    return list(pack(build, ASKED, wanted(build, ASKED), pairs_of(build, sheet, match), target, options))


def tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def made(handbook: Build, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("pack")
    run(handbook, target)
    return target


def text_of(path: Path) -> str:
    return " ".join("".join(page.extract_text() for page in pypdf.PdfReader(path).pages).split())


def test_each_pair_has_its_forms_calendars_and_answers(made: Path) -> None:
    assert sorted(path.name for path in (made / "Ana-Pérez-Bo-Lee").iterdir()) == [
        "answers.json", "checklists", "coordinator-only",
        "mentee-Bo-Lee.ics", "mentor-Ana-Pérez.ics", "promise.docx", "promise.pdf",
    ]  # fmt: skip


def test_what_is_known_stands_in_the_forms_and_days_count_from_their_match(made: Path) -> None:
    promise = made / "Ana-Pérez-Bo-Lee/promise.pdf"
    fields = pypdf.PdfReader(promise).get_fields() or {}
    assert fields["signature__mentor__name"]["/V"] == "Ana Pérez"
    assert fields["place"]["/V"] == "=Library"
    assert "3 April 2027" in text_of(promise)
    assert "27 March 2027" in text_of(made / "Ana-Pérez-Bo-Lee/checklists/start.pdf")
    assert "8 April 2027" in text_of(made / "Noor-Ali-अनीता-राव/checklists/start.pdf")


def test_there_is_a_place_to_sign_for_each_of_them_and_for_no_one_else(made: Path) -> None:
    def signers(folder: str) -> set[str]:
        fields = pypdf.PdfReader(made / folder / "promise.pdf").get_fields() or {}
        return {name for name in fields if name.startswith("signature__") and name.endswith("__name")}

    one = {"signature__mentor__name", "signature__mentee__name"}
    assert signers("Ana-Pérez-Bo-Lee") == one
    assert signers("Ana-Pérez-Kim-Ro-山田太郎") == one | {"signature__mentor__2__name"}


def events(path: Path) -> Iterator[tuple[str, date, str]]:
    for event in icalendar.Calendar.from_ical(path.read_bytes()).walk("VEVENT"):
        start: Any = event["dtstart"]
        yield str(event["summary"]), start.dt, str(event["uid"])


def test_a_calendar_has_the_days_of_the_cohort_and_those_from_the_match_across_a_change_of_the_hour(
    made: Path,
) -> None:
    found = {name: (day, uid) for name, day, uid in events(made / "Ana-Pérez-Bo-Lee/mentee-Bo-Lee.ics")}
    assert found["Kick-off"] == (date(2027, 2, 5), "test-spring-date-kickoff@example.org")
    first, uid = found["Pair meeting"]
    assert first.isoformat() == "2027-03-23T18:00:00+00:00"
    assert uid == "test-check-in-pair-2027-03-23@example.org"
    assert found["Sign: Promise"][0] == date(2027, 4, 3)
    assert not [name for name in found if "Autumn" in name]


def test_a_pair_that_is_matched_after_the_others_gets_nothing_that_was_over_by_then(tmp_path: Path) -> None:
    program = (
        FILES["content/programs/test.yml"].replace("cohorts:\n", "match: cohort start + 14 days\ncohorts:\n", 1)
        + "  circle: {label: Circle, every: 1 week, from: cohort start, time: '17:00', minutes: 30}\n"
    )
    build = prepared({**FILES, "content/programs/test.yml": program})
    head = "mentor_name,mentee_name,match\n"
    run(build, tmp_path, f"{head}Ana,Bo,2027-02-15\nCai,Di,2027-04-01\n")
    in_time = {name: day for name, day, _ in events(tmp_path / "Ana-Bo/mentee-Bo.ics")}
    late = {name: day for name, day, _ in events(tmp_path / "Cai-Di/mentee-Di.ics")}
    assert in_time["Kick-off"] == date(2027, 2, 5)
    assert in_time["Circle"].isoformat() == "2027-02-01T17:00:00+00:00"
    assert "Kick-off" not in late
    assert late["Circle"].isoformat() == "2027-04-05T17:00:00+01:00"
    assert late["Sign: Promise"] == date(2027, 4, 15)


def test_without_a_match_of_the_program_the_date_that_is_called_so_tells_who_came_late(tmp_path: Path) -> None:
    program = FILES["content/programs/test.yml"].replace(
        "dates: {kickoff", "dates: {matching: {label: Matches, date: 2027-02-15}, kickoff"
    )
    build = prepared({**FILES, **MESSAGES, "content/programs/test.yml": program})
    assert day_of_match(build.site, ASKED) == date(2027, 2, 15)
    run(build, tmp_path, "mentor_name,mentee_name,match\nAna,Bo,\nCai,Di,2027-04-25\n", match=date(2027, 2, 15))
    assert "Kick-off" in {name for name, _, _ in events(tmp_path / "Ana-Bo/mentee-Bo.ics")}
    assert "Kick-off" not in {name for name, _, _ in events(tmp_path / "Cai-Di/mentee-Di.ics")}
    assert names_of_mails(tmp_path / "Ana-Bo") == {"2027-04-16-halfway-Bo.eml"}
    assert names_of_mails(tmp_path / "Cai-Di") == set()  # they are not halfway


def test_a_mail_says_that_an_address_is_missing_and_joins_names_as_the_language_does(tmp_path: Path) -> None:
    build = prepared({**FILES, **MESSAGES})
    head = "mentor_name,mentor_email,mentor_2_name,mentor_2_email,mentee_name,match\n"
    run(build, tmp_path, f"{head}Ana,,Kim,kim@x.org,Bo,2027-03-20\n")
    (mail,) = (tmp_path / "Ana-Kim-Bo").glob("*/messages/*.txt")
    assert "You and Ana and Kim: write to [email address] and kim@x.org." in mail.read_text(encoding="utf-8")


def names_of_mails(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*/messages/*.eml")}


def test_a_second_run_makes_nothing_and_one_that_was_stopped_is_finished(
    handbook: Build, made: Path, tmp_path: Path
) -> None:
    before = tree(made)
    assert not any(each.is_new for each in run(handbook, made))
    assert tree(made) == before
    shutil.copytree(made, tmp_path / "stopped")
    shutil.rmtree(tmp_path / "stopped/Ana-Pérez-Bo-Lee")
    notes = tmp_path / "stopped" / NOTES
    (notes / "Noor-Ali-अनीता-राव.json").rename(notes / "Noor-Ali-अनीता-राव.new")  # its folder was there already
    (tmp_path / "stopped" / NOTES / "Noor-Ali.making").mkdir()
    again = run(handbook, tmp_path / "stopped")
    assert sum(each.is_new for each in again) == 1
    assert tree(tmp_path / "stopped") == before


def test_a_changed_row_makes_its_folder_anew_and_keeps_what_someone_wrote_there(
    handbook: Build, made: Path, tmp_path: Path
) -> None:
    target = tmp_path / "pack"
    shutil.copytree(made, target)
    (target / "Ana-Pérez-Bo-Lee/notes.txt").write_text("Call them on Monday.")
    done = run(handbook, target, SHEET.replace("=Library", "Café").replace("2027-04-01", "2027-04-02"))
    assert [(each.is_new, each.kept) for each in sorted(done, key=lambda each: each.pair.row)] == [
        (True, "Ana-Pérez-Bo-Lee (before 1)"), (False, ""), (True, ""),
    ]  # fmt: skip
    assert (target / "Ana-Pérez-Bo-Lee (before 1)/notes.txt").is_file()
    fields = pypdf.PdfReader(target / "Ana-Pérez-Bo-Lee/promise.pdf").get_fields() or {}
    assert fields["place"]["/V"] == "Café"


def test_a_pair_that_the_sheet_no_longer_has_is_told_of(made: Path) -> None:
    assert PackFolder(made).others({"Ana-Pérez-Bo-Lee"}) == ["Ana-Pérez-Kim-Ro-山田太郎", "Noor-Ali-अनीता-राव"]


def test_no_file_tells_a_name_besides_its_words(made: Path) -> None:
    for path in made.glob("*/**/*.pdf"):
        said: object = pypdf.PdfReader(path).metadata or {}
        assert not any(name in str(said) for name in ("Ana", "Bo Lee", "Noor"))


def test_a_form_is_the_same_bytes_for_all_of_whom_it_knows_nothing(made: Path) -> None:
    one, other = (
        made / folder / "checklists/start.docx" for folder in ("Ana-Pérez-Bo-Lee", "Ana-Pérez-Kim-Ro-山田太郎")
    )
    assert one.read_bytes() == other.read_bytes()


def tables(made: Iterable[MadePair], target: Path) -> tuple[str, str]:
    """The table of pairs, and that of people."""
    with MadePairs(PackFolder(target)) as done:
        for each in made:
            done.add(each)
        heads = heads_of(done)
        written = b"".join(overview(done, heads)), b"".join(mail_merge(done, heads))
    return written[0].decode("utf-8-sig"), written[1].decode("utf-8-sig")


def test_the_tables_have_links_and_no_formula(handbook: Build, made: Path) -> None:
    table_of_pairs, of_people = tables(reversed(run(handbook, made)), made)
    assert "email of Ana Pérez" in table_of_pairs
    assert "https://example.org/agreements/promise/#answers=" in of_people
    assert of_people.count("\n") == 1 + 7
    strange = SHEET.replace("Noor Ali", "@SUM(A1)")
    cells, _ = tables(run_without_files(handbook, strange), made)
    assert "'@SUM(A1)" in cells
    assert ",@SUM" not in cells


def test_each_mentee_has_a_certificate_with_a_code_that_the_tables_list(handbook: Build, made: Path) -> None:
    folder = made / pairs_of(handbook)[0].folder
    assert [path.name for path in folder.glob("*/certificate-*")] == ["certificate-done-Bo-Lee.pdf"]
    text = text_of(folder / "coordinator-only/certificate-done-Bo-Lee.pdf")
    for each in ("Bo Lee", "was Mentee of Ana Pérez.", "30 June 2027"):
        assert each in text
    done = run(handbook, made)
    codes = [code for each in done for code in each.codes["Certificate"].values()]
    assert f"Code: {codes[0]}" in text
    assert len(set(codes)) == len(codes)
    of_pairs, of_people = tables(done, made)
    assert f"Bo Lee {codes[0]}" in of_pairs
    rows = of_people.splitlines()
    assert rows[1].endswith(",")
    assert rows[2].endswith(f",{codes[0]}")


def test_codes_of_another_pack_are_others(handbook: Build, tmp_path: Path) -> None:
    pair = pairs_of(handbook)[0]
    one, other = (code_of(PackFolder(tmp_path / name).secret(), "done", pair, pair.people[1]) for name in "ab")
    assert one != other
    assert code_of(PackFolder(tmp_path / "a").secret(), "done", pair, pair.people[1]) == one
    assert re.fullmatch("[2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4}", one)


def test_two_of_one_name_have_files_of_their_own(handbook: Build) -> None:
    pair = pairs_of(handbook, SHEET.replace("Bo Lee", "Ana Pérez"))[0]
    assert [name_in_pair(each, pair) for each in pair.people] == ["mentor-Ana-Pérez", "mentee-Ana-Pérez"]


def test_how_many_pairs_someone_may_be_in_is_what_their_role_says() -> None:
    program = FILES["content/programs/test.yml"].replace("kind: mentor}", "kind: mentor, max_pairs: 3}")
    found = wanted(prepared({**FILES, "content/programs/test.yml": program}), ASKED)
    assert [(each.id, each.max_pairs) for each in found.roles] == [("mentor", 3), ("mentee", None)]


def run_without_files(build: Build, sheet: str) -> list[MadePair]:
    return [MadePair(pair, {}, is_new=True) for pair in pairs_of(build, sheet)]


def test_names_in_any_script_are_shown(made: Path) -> None:
    promise = made / "Ana-Pérez-Kim-Ro-山田太郎/promise.pdf"
    assert "山田太郎" in subprocess.run(["pdftotext", promise, "-"], capture_output=True, text=True, check=True).stdout


def test_what_was_made_yesterday_is_not_made_again(handbook: Build, made: Path) -> None:
    options = PackOptions(Cache(), 1, date(2027, 1, 2))
    again = pack(handbook, ASKED, wanted(handbook, ASKED), pairs_of(handbook), made, options)
    assert not any(each.is_new for each in again)


def test_what_is_made_in_a_second_run_is_the_same_as_in_one(handbook: Build, tmp_path: Path) -> None:
    sheet = "mentor_name,mentee_name,match\nAna,Bo,2027-03-20\nИрина,山田,2027-03-20\nKim,Noor,2027-03-20\n"
    run(handbook, tmp_path, sheet)
    whole = tree(tmp_path)
    shutil.rmtree(tmp_path / "Kim-Noor")
    run(handbook, tmp_path, sheet)
    assert tree(tmp_path) == whole


def test_a_guardian_signs_for_someone_young_and_gets_what_is_for_them(tmp_path: Path) -> None:
    young = FILES["content/agreements/promise.yml"].replace("title: Promise\n", "title: Promise\nminors: true\n")
    build = prepared({**FILES, "content/agreements/promise.yml": young})
    assert not build.fatal, build.problems
    sheet = "mentor_name,mentee_name,guardian_name,match\nAna,Bo,Pat Lee,2027-03-20\nAna,Cy,,2027-03-20\n"
    one, other = run(build, tmp_path, sheet)
    fields = pypdf.PdfReader(tmp_path / one.pair.folder / "promise.pdf").get_fields() or {}
    assert fields["signature__guardian__name"]["/V"] == "Pat Lee"
    assert [each.role for each in other.pair.people] == ["mentor", "mentee"]


@pytest.mark.parametrize("changed", [False, True])
def test_characters_that_no_font_has_are_told_and_drawn_anew_with_other_fonts(
    handbook: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: bool
) -> None:
    sheet = SHEET.replace("Bo Lee", "Bo \u0378 Lee")
    done = run(handbook, tmp_path, sheet)
    lacking = [each for each in done if each.missing]
    assert [each.missing for each in lacking] == ["\u0378"]  # no character has this number
    assert "a font with " in tables(done, tmp_path)[0]
    if changed:
        monkeypatch.setattr("mentorsite.pack.folder.fonts", lambda: "others")
    again = run(handbook, tmp_path, sheet)
    assert [each.pair.folder for each in again if each.is_new] == [each.pair.folder for each in lacking if changed]
    assert {each.pair.row: each.missing for each in again} == {each.pair.row: each.missing for each in done}
