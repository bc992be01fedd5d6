"""Documents and archives that nobody can open are told: empty ones, those cut off, and pointers of Git LFS."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from mentorsite.build.pipeline import prepare_project
from mentorsite.build.whole_documents import ENDS_WITHIN, document_fault
from mentorsite.loader.git_lfs import FAULT
from tests.commands import run

POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:%s\nsize 12345\n" % (b"0" * 64)
PDF = b"%PDF-1.7\n1 0 obj\nendobj\n" + b"x" * 20_000 + b"\nstartxref\n9\n%%EOF\n"


def package(prefix: bytes = b"") -> bytes:
    made = BytesIO(prefix)
    with zipfile.ZipFile(made, "a") as file:
        file.writestr("a.xml", "x" * 5000)
    return made.getvalue()


ZIP = package()
FAULTS = [
    ("a.pdf", b"", "the file is empty"),
    ("a.PDF", PDF[:-2000], "the end of the PDF is missing"),
    ("a.pdf", b"hello", "it is no PDF"),
    ("a.pdf", POINTER, FAULT),
    ("a.docx", b"", "the file is empty"),
    ("a.docx", ZIP[:-100], "the end of the file is missing"),
    ("a.zip", ZIP[:-30], "the end of the file is missing"),
    ("a.odt", b"hello", "it is no `.odt` file"),
    ("a.key", b"-----BEGIN PRIVATE KEY-----", "it is no `.key` file"),
    ("a.zip", POINTER, FAULT),
    ("a.csv", POINTER, FAULT),
    ("a.doc", b"", "the file is empty"),
]
WHOLE = [
    ("a.pdf", PDF),
    ("a.pdf", b"\r\n\n" + PDF + b"\0" * (ENDS_WITHIN - 100)),
    ("a.pdf", PDF + b"<!-- a host wrote this behind it -->"),
    ("a.docx", ZIP),
    ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 with a password"),
    ("a.zip", package(b"before it")),
    ("a.pages", ZIP),
    ("a.doc", b"an old one"),
    ("a.csv", b""),
    ("a.txt", b""),
]


@pytest.mark.parametrize(("name", "data", "fault"), FAULTS)
def test_a_document_that_nobody_can_open_is_told(name: str, data: bytes, fault: str, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert document_fault(tmp_path / name, name, len(data), data[:1500]).startswith(fault)


@pytest.mark.parametrize(("name", "data"), WHOLE)
def test_a_document_that_opens_is_not_told(name: str, data: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(data)
    assert document_fault(tmp_path / name, name, len(data), data[:1500]) == ""


def test_a_link_to_a_damaged_form_is_told_with_what_to_do(tmp_path: Path) -> None:
    files = {"site.yml": b"title: T\n", "content/index.md": b"# Home\n\n[form](form.pdf), [plan](plan.docx)\n"}
    for name, data in {**files, "content/form.pdf": POINTER, "content/plan.docx": ZIP[:50]}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    found = {each.path: each for each in prepare_project(tmp_path).problems if each.code == "damaged-document"}
    assert "git lfs pull" in found["content/form.pdf"].hint
    assert found["content/plan.docx"].hint == "copy it again from where you have it"
    assert "so nobody can open it" in found["content/plan.docx"].message


@pytest.mark.parametrize("name", ["film.mp4", "team.jpg", "voice.mp3"])
def test_a_pointer_in_place_of_a_film_or_picture_is_told_once_as_what_it_is(name: str, tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "site.yml").write_text("title: T\n")
    (tmp_path / "content/index.md").write_text("# Home\n")
    (tmp_path / "content" / name).write_bytes(POINTER)
    done = run("check", "-C", tmp_path)
    said = done.stdout + done.stderr
    assert said.count("pointer of Git LFS") == 1
    assert "its format" not in said
    if not name.endswith("jpg"):
        assert "pointer of Git LFS" in run("build", "-C", tmp_path).stderr
