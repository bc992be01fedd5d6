"""Tables that list people's addresses are advised on before they are published."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from mentorsite.build.addresses_in_tables import MOST_READ
from mentorsite.build.document_notes import names_of
from mentorsite.build.pipeline import prepare_project
from mentorsite.model.document_names import ADDRESSES, PAIRS
from tests.conftest import SITE


def lists(path: Path, data: bytes) -> bool:
    path.write_bytes(data)
    return ADDRESSES in {each.key for each in names_of(path)}


def workbook_of_words(*cells: str, name: str = "xl/sharedStrings.xml") -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as file:
        file.writestr(name, "".join(f"<si><t>{each}</t></si>" for each in cells))
    return made.getvalue()


THREE = ("a@example.org", "b@example.org", "c@example.org")


@pytest.mark.parametrize(("name", "data", "listed"), [
    ("a.csv", b"mentor_name,mentor_email\nAna,ana@example.org\n", True),
    ("a.CSV", b'"name";"E-Mail"\r\n"Ana";"ana@example.org"\r\n', True),
    ("a.tsv", "Nombre\tCorreo electrónico\nAna\tana@example.org\n".encode("utf-16"), True),
    ("a.csv", ",".join(THREE).encode(), True),
    ("a.xlsx", workbook_of_words("mentee_email", "a@example.org"), True),
    ("a.xlsx", workbook_of_words(*THREE, name="xl/worksheets/sheet1.xml"), True),
    ("a.ods", workbook_of_words(*THREE, name="content.xml"), True),
    ("a.csv", b"mentor_name,mentor_email\n,\n", False),  # an empty form
    ("a.csv", b"desk,help@example.org\nconduct,conduct@example.org\n", False),
    ("a.csv", b"what\nwrite to a@example.org\nor b@example.org there\n@\n", False),
    ("a.xlsx", b"PK\x03\x04 damaged", False), ("a.bib", ",".join(THREE).encode(), False),
    ("a.txt", ",".join(THREE).encode(), True),
    ("a.txt", b"Ana <a@example.org>\nBo <b@example.org>\nCy (c@example.org)\n", True),
    ("a.vcf", b"".join(b"BEGIN:VCARD\nEMAIL;TYPE=work:%s\nEND:VCARD\n" % each.encode() for each in THREE), True),
    ("a.ics", b"".join(b"ATTENDEE;CN=A:mailto:%s\n" % each.encode() for each in THREE), True),
    ("a.json", b'{"people": ["a@example.org","b@example.org", {"email":"c@example.org"}]}', True),
    ("a.json", b'{"email": "desk@example.org"}', False), ("a.vcf", b"BEGIN:VCARD\nEMAIL:a@example.org\n", False),
    ("a.txt", b"E-mail\nwrite to desk@example.org or conduct@example.org\n", False),
])  # fmt: skip
def test_a_table_that_lists_addresses_is_known(tmp_path: Path, name: str, data: bytes, *, listed: bool) -> None:
    assert lists(tmp_path / name, data) is listed


def test_no_more_of_a_table_is_looked_through_than_allowed(tmp_path: Path) -> None:
    late = b"x," * (MOST_READ // 2) + ",".join(THREE).encode()
    assert not lists(tmp_path / "a.csv", late)
    assert not lists(tmp_path / "a.xlsx", workbook_of_words("x" * MOST_READ, *THREE))


def test_a_table_of_addresses_in_the_content_is_advised_on(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "site.yml").write_text(SITE)
    (tmp_path / "content/pairs.csv").write_text("mentor_email\nana@example.org\n")
    made = [each for each in prepare_project(tmp_path).problems if each.path == "content/pairs.csv"]
    assert [(each.code, each.fatal, each.message) for each in made] == [
        ("addresses-in-table", False, "the table lists people's addresses and is published")
    ]


@pytest.mark.parametrize(("name", "text", "listed"), [
    ("a.csv", "mentor.name,mentee.name\nAna,Bo\n", True), ("a.tsv", "Mentor Name\tMentee Name\nAna\tBo\n", True),
    ("a.csv", "cohort;mentora_1_nombre;mentee_nombre\r\n2027;Ana;Bo\r\n", True),
    ("a.csv", "mentor_name,mentee_name\n,\n", False), ("a.csv", "mentor_name,mentee_name", False),
    ("a.csv", "task,mentor,mentee\nwrite,yes,no\n", False), ("a.csv", "file_name,page_name\na,b\n", False),
    ("a.csv", "mentor_name,mentor_2_name\nAna,Bo\n", False), ("a.txt", "mentor.name,mentee.name\nAna,Bo\n", False),
])  # fmt: skip
def test_a_table_of_pairs_is_known(tmp_path: Path, name: str, text: str, *, listed: bool) -> None:
    (tmp_path / name).write_bytes(text.encode())
    assert (PAIRS in {each.key for each in names_of(tmp_path / name)}) is listed


def test_a_table_of_pairs_in_the_content_is_advised_on(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "site.yml").write_text(SITE)
    (tmp_path / "content/pairs.csv").write_text("mentor.name,mentee.name\nAna,Bo\n")
    (tmp_path / "content/all.txt").write_text("\n".join(THREE))
    said = {}
    for each in prepare_project(tmp_path).problems:
        if each.code == "addresses-in-table":
            said[each.path] = each.message
    assert said == {
        "content/pairs.csv": "the table lists who is paired with whom and is published",
        "content/all.txt": "the file lists people's addresses and is published",
    }
