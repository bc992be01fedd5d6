"""The career starter packed for pairs in two languages, of whom one has two mentors, with names in seven scripts."""

import email
import email.policy
from datetime import date, datetime
from pathlib import Path
from zipfile import ZipFile

import icalendar
import pypdf
import pytest
import recurring_ical_events

from benchmarks.cohort import NAMES, PROGRAM, sheet_of, write_starter
from mentorsite.build.cache import Cache
from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.pack.kit import Asked, wanted
from mentorsite.pack.read_pairs import read_pairs
from mentorsite.pack.run import PackOptions, pack
from mentorsite.pack.spreadsheet_cells import table
from mentorsite.render.forms.pdf.machine_font import is_drawable

PAIRS = range(len(NAMES))
MAILS = ("coordinator-only/messages/*-introduction-*.eml", "coordinator-only/messages/*-closing-*.eml")


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The folder of each pair, in the order of the spreadsheet."""
    if not all(map(is_drawable, ("ar", "he", "hi", "ja"))):
        pytest.skip("no font of this machine has the letters of some names")
    folder = tmp_path_factory.mktemp("cohort")
    write_starter(folder / "handbook")
    build, asked = prepare(read(folder / "handbook"), today=date(2027, 1, 1)), Asked(PROGRAM, "2027-spring")
    asks = wanted(build, asked)
    found = read_pairs(table("pairs.csv", sheet_of(len(PAIRS)).encode()), asks, match=None, language="en")
    assert not found.problems, found.problems
    options = PackOptions(Cache(folder / "cache"), 2, date(2027, 1, 1))
    made = sorted(pack(build, asked, asks, found.good, folder / "made", options), key=lambda each: each.pair.row)
    assert not any(each.missing for each in made)
    return [folder / "made" / each.pair.folder for each in made]


def people(number: int) -> list[str]:
    """Who is in a pair: the first one has two mentors."""
    mentor, mentee = NAMES[number]
    second = [f"{NAMES[1][0]} 0"] if number == 0 else []
    return [f"{mentor} {number}", *second, f"{mentee} {number}"]


@pytest.mark.parametrize("number", PAIRS)
def test_everyone_signs_the_agreement_and_has_a_calendar_a_certificate_and_mails(
    folders: list[Path], number: int
) -> None:
    folder, everyone = folders[number], people(number)
    fields = pypdf.PdfReader(folder / "mentoring-agreement.pdf").get_fields() or {}
    signers = [name for name in fields if name.startswith("signature__") and name.endswith("__name")]
    assert [fields[name]["/V"] for name in signers] == everyone
    with ZipFile(folder / "mentoring-agreement.docx") as word:
        written = word.read("word/document.xml").decode()
    assert [part for name in everyone for part in name.split() if part not in written] == []
    for files in ("*.ics", "coordinator-only/certificate-mentoring-*.pdf", *MAILS):
        assert len(list(folder.glob(files))) == len(everyone), files


@pytest.mark.parametrize("number", PAIRS)
def test_each_pair_has_its_forms_in_its_language(folders: list[Path], number: int) -> None:
    pdfs = list(folders[number].rglob("*.pdf"))
    pdfs = [path for path in pdfs if "coordinator-only" not in path.parts]
    assert [path.name for path in folders[number].glob("*.pdf")] == ["mentoring-agreement.pdf"]
    assert {path.stem for path in pdfs} == {path.stem for path in folders[number].rglob("*.docx")}
    assert len(pdfs) == 22
    title = pypdf.PdfReader(folders[number] / "mentoring-agreement.pdf").metadata
    assert title is not None
    assert title.title == ("Mentoring agreement", "Acuerdo de mentoría")[number % 2]


def test_every_mail_opens_with_its_files(folders: list[Path]) -> None:
    files = [path for folder in folders for path in folder.glob("coordinator-only/messages/*.eml")]
    assert len(files) == sum(len(list(folder.glob("coordinator-only/messages/*.txt"))) for folder in folders)
    for path in files:
        mail = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert not mail.defects
        body = mail.get_body(("plain",))
        assert body is not None
        text = body.get_content().replace("\r\n", "\n").rstrip()
        said = f"{mail['Subject']}\n\n{text}\n"
        assert said == path.with_suffix(".txt").read_text(encoding="utf-8"), path
        for part in mail.iter_attachments():
            (file,) = path.parents[2].rglob(str(part.get_filename()))
            assert part.get_payload(decode=True) == file.read_bytes()


def test_every_calendar_keeps_its_hours_when_the_clocks_change(folders: list[Path]) -> None:
    for path in (path for folder in folders for path in folder.glob("*.ics")):
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        hours: dict[str, set[str]] = {}
        offsets = set()
        for event in recurring_ical_events.of(calendar).between("20270101", "20280101"):
            start = event["dtstart"].dt
            if isinstance(start, datetime):
                hours.setdefault(str(event["uid"]), set()).add(start.strftime("%H:%M"))
                offsets.add(start.utcoffset())
        assert hours
        assert all(len(each) == 1 for each in hours.values())
        assert len(offsets) == 2


def test_both_mentors_are_named_to_the_mentee(folders: list[Path]) -> None:
    (introduction,) = folders[0].glob(f"coordinator-only/messages/*-introduction-{people(0)[-1].replace(' ', '-')}.txt")
    text = introduction.read_text(encoding="utf-8")
    assert " and ".join(people(0)[:2]) in text
