"""Comments and tracked changes in documents, documents in archives, and photos in PDFs are advised on."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from mentorsite.build import review_notes
from mentorsite.build.document_notes import names_of
from mentorsite.check.document_notes import names_in_documents
from mentorsite.loader.media.strip import stripped
from mentorsite.model.document_names import CHANGE, COMMENT, PHOTO, Named
from mentorsite.model.site import Asset
from tests.build.test_document_notes import AUTHOR, CORE, found
from tests.build.test_photos import photo
from tests.conftest import prepared

WORD = '<w:p><w:r><w:t>Hi w:author="No"</w:t></w:r>{}</w:p>'
DELETED = '<w:del w:id="1" w:author="Kim &amp; Co" w:date="2026-01-01"><w:r><w:delText>x</w:delText></w:r></w:del>'
NOTE = '<office:annotation office:name="a"><dc:creator>Kim</dc:creator><dc:date>x</dc:date></office:annotation>'
TRACKED = "<office:change-info><dc:creator>Lee</dc:creator></office:change-info>"
REVIEWED = [
    ("a.docx", {"word/comments.xml": '<w:comment w:id="0" w:author="Kim" w:date="x"/>'}, [Named(COMMENT, "Kim")]),
    ("a.docx", {"word/comments.xml": '<w:comment w:id="0" w:author="Author"/>'}, [Named(COMMENT, "Author")]),
    ("a.docx", {"word/comments.xml": '<w:comment w:id="0" w:author=""/>'}, [Named(COMMENT, "someone")]),
    ("a.docx", {"word/document.xml": WORD.format(DELETED * 3)}, [Named(CHANGE, "Kim & Co")]),
    ("a.DOCX", {"word/header2.xml": WORD.format('<w:ins w:author="Lee" w:id="3"/>')}, [Named(CHANGE, "Lee")]),
    ("a.xlsx", {"xl/comments1.xml": "<authors><author>Kim</author><author>tc={1}</author></authors>"},
     [Named(COMMENT, "Kim")]),
    ("a.xlsx", {"xl/persons/person.xml": '<person displayName="Lee" id="{1}"/>'}, [Named(COMMENT, "Lee")]),
    ("a.pptx", {"ppt/commentAuthors.xml": '<p:cmAuthor id="1" name="Kim" initials="K"/>'}, [Named(COMMENT, "Kim")]),
    ("a.pptx", {"ppt/authors.xml": '<p188:author id="{1}" name="Lee"/>'}, [Named(COMMENT, "Lee")]),
    ("a.odt", {"content.xml": f"<text:p>{NOTE}</text:p>{TRACKED}"}, [Named(COMMENT, "Kim"), Named(CHANGE, "Lee")]),
    ("a.docx", {"word/comments.xml": "<w:comments/>", "word/document.xml": WORD.format("")}, []),
    ("a.xlsx", {"xl/comments1.xml": "<authors/>"}, []),
]  # fmt: skip


def packed(parts: dict[str, str | bytes]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, data in parts.items():
            file.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(("name", "parts", "names"), REVIEWED)
def test_reviewers_of_a_document_are_told(
    name: str, parts: dict[str, str | bytes], names: list[Named], tmp_path: Path
) -> None:
    assert found(tmp_path, name, packed(parts)) == names


def test_a_document_in_an_archive_is_looked_into(tmp_path: Path) -> None:
    inside = packed({"docProps/core.xml": CORE, "word/comments.xml": '<w:comment w:author="Author"/>'})
    told = found(tmp_path, "a.zip", packed({"plans/a.docx": inside, "b.docx": b"broken", "c.txt": "x"}))
    assert Named("in plans/a.docx author", AUTHOR) in told
    assert Named(f"in plans/a.docx {COMMENT}", "Author") in told


@pytest.mark.parametrize("ending", ["pages", "numbers", "key", "epub", "KEY"])
def test_places_of_photos_in_other_packages_are_told(ending: str, tmp_path: Path) -> None:
    parts: dict[str, str | bytes] = {"Data/IMG_1.jpeg": photo("JPEG"), "Data/clean.jpeg": stripped(photo("JPEG"))}
    assert found(tmp_path, f"a.{ending}", packed(parts)) == [Named(PHOTO, "Data/IMG_1.jpeg")]


def test_places_and_artists_of_photos_in_a_pdf_are_told(tmp_path: Path) -> None:
    stream = b"4 0 obj <</Filter /DCTDecode>> stream\n%b\nendstream endobj\n"
    data = (
        b"%PDF-1.7\n" + stream % photo("JPEG") + stream % stripped(photo("JPEG")) + stream % photo("JPEG") + b"%%EOF\n"
    )
    told = found(tmp_path, "a.pdf", data)
    assert [each.name for each in told if each.key == PHOTO] == ["photo 1", "photo 2"]
    assert [each.key for each in told if each.key != PHOTO] == ["the artist of a photo"]
    assert found(tmp_path, "b.pdf", b"%PDF-1.7\n" + stream % stripped(photo("JPEG"))) == []


@pytest.mark.parametrize(
    "notes", [b"\xff\xe1\0\x20Exif\0\0MM\0*\xff\xff\xff\xff", b"\xff\xe1\0\0Exif\0\0", b"\xff\xe1"]
)
def test_broken_notes_of_a_photo_in_a_pdf_stop_nothing(notes: bytes, tmp_path: Path) -> None:
    assert found(tmp_path, "a.pdf", b"%PDF-1.7\n" + notes * 3) == []


def test_of_very_large_parts_a_part_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_notes, "LARGEST_PART", 1000)
    long = WORD.format(" " * 2000 + DELETED)
    assert found(tmp_path, "a.docx", packed({"word/document.xml": long})) == []


def test_what_to_do_about_reviewers_is_said() -> None:
    names = (Named("author", AUTHOR), Named(COMMENT, "Test"), Named("in b.docx " + CHANGE, "Kim"))
    home = prepared({"content/index.md": "# Home\n"}).site
    site = replace(home, assets=(Asset("content/a.docx", "a.docx", 9, names),))
    (problem,) = names_in_documents(site)
    assert "a comment by “Test”, in b.docx a tracked change by “Kim”" in problem.message
    assert "take its comments out, and accept or reject its changes" in problem.hint
    assert "Inspect Document" in problem.hint


def test_a_file_that_is_gone_tells_nothing(tmp_path: Path) -> None:
    assert names_of(tmp_path / "gone.pages") == ()
