"""The register of codes keeps what earlier runs gave, whatever the spreadsheet says now."""

import csv
from datetime import date
from pathlib import Path

from mentorsite.pack.codes import REGISTER, write_register
from mentorsite.pack.folder import PackFolder
from mentorsite.pack.overview import MAIL_MERGE
from mentorsite.pack.pair import Pair, Participant
from mentorsite.pack.run import MadePair


def made(mentor: str, mentee: str, code: str) -> MadePair:
    people = (Participant("mentor", 1, mentor, ""), Participant("mentee", 1, mentee, ""))
    pair = Pair(2, f"{mentor}-{mentee}", date(2027, 2, 1), "en", people, {})
    return MadePair(pair, {}, {"Thanks": {"mentee": code}} if code else {})


def folder_in(target: Path) -> PackFolder:
    folder = PackFolder(target)
    folder.notes.mkdir(exist_ok=True)
    return folder


def listed(target: Path) -> list[tuple[str, str, str]]:
    with (target / REGISTER).open(encoding="utf-8-sig", newline="") as file:
        return [(each["code"], each["with"], each["still in the spreadsheet"]) for each in csv.DictReader(file)]


def test_codes_of_a_changed_mentor_and_of_pairs_that_another_spreadsheet_lacks_stay(tmp_path: Path) -> None:
    folder = folder_in(tmp_path)
    write_register(folder, [made("Ana", "Bo", "A"), made("Kim", "Cy", "B")])
    write_register(folder, [made("Noor", "Bo", "C"), made("Kim", "Cy", "B")])
    assert listed(tmp_path) == [("C", "Noor", "yes"), ("B", "Kim", "yes"), ("A", "Ana", "no")]
    written = (tmp_path / REGISTER).read_bytes()
    write_register(folder, [made("Noor", "Bo", "C"), made("Kim", "Cy", "B")])
    assert (tmp_path / REGISTER).read_bytes() == written
    write_register(folder, [made("=Eve", "Di", "D")])
    assert listed(tmp_path) == [("D", "'=Eve", "yes"), ("C", "Noor", "no"), ("B", "Kim", "no"), ("A", "Ana", "no")]


def test_codes_of_a_pack_that_has_no_register_yet_are_taken_from_its_table(tmp_path: Path) -> None:
    heads = "name,email,role,with,match,language,folder,code: Thanks"
    rows = "Bo,,mentee,'=Eve,2027-02-01,en,Eve-Bo,E\nEve,,mentor,Bo,,,,\n"
    (tmp_path / MAIL_MERGE).write_text(f"\ufeff{heads}\n{rows}", encoding="utf-8")
    write_register(folder_in(tmp_path), [made("Ana", "Bo", "A")])
    assert listed(tmp_path) == [("A", "Ana", "yes"), ("E", "'=Eve", "no")]


def test_a_pack_without_codes_has_no_register(tmp_path: Path) -> None:
    write_register(folder_in(tmp_path), [made("Ana", "Bo", "")])
    assert not (tmp_path / REGISTER).exists()
