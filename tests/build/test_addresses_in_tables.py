"""Tables that list people's addresses are advised on before they are published."""

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from mentorsite.build.addresses_in_tables import MOST_READ
from mentorsite.build.document_notes import names_of
from mentorsite.build.pipeline import prepare_project
from mentorsite.model.document_names import ADDRESSES
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
    ("a.xlsx", b"PK\x03\x04 damaged", False), ("a.txt", ",".join(THREE).encode(), False),
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
