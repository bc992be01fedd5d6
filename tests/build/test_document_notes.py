"""Names of people that documents carry besides their words are advised on; the documents stay as they are."""

import re
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZIP_LZMA, ZipFile

import pikepdf
import pytest

from mentorsite.build.document_notes import LARGEST, LARGEST_NOTES, PDF_END_SIZE, names_of
from mentorsite.build.pipeline import prepare_project, write
from mentorsite.errors import Problem
from mentorsite.loader.media.strip import stripped
from mentorsite.model.document_names import Named
from tests.build.test_photos import photo
from tests.conftest import ADVICE_OFF

AUTHOR, SAVER = "Robin Ößler", "Sam & Lee"
CORE = f"""<?xml version="1.0" encoding="UTF-8"?>
<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Plan of {AUTHOR}</dc:title><dc:creator>{AUTHOR}</dc:creator>
<cp:lastModifiedBy>Sam &amp; Lee</cp:lastModifiedBy></cp:coreProperties>"""
META = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-meta xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>
<meta:initial-creator>{AUTHOR}</meta:initial-creator><dc:creator>{SAVER.replace("&", "&amp;")}</dc:creator>
</office:meta></office:document-meta>"""
XMP = f"""<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:creator><rdf:Seq><rdf:li xml:lang="x">{AUTHOR}</rdf:li>
<rdf:li>Sam &amp; Lee</rdf:li></rdf:Seq></dc:creator></rdf:Description></rdf:RDF></x:xmpmeta>"""
OFFICE = [Named("author", AUTHOR), Named("last modified by", SAVER)]
SITE = f"title: Test\norganization: {{name: Harbour Guild}}\n{ADVICE_OFF}".replace("names-in-document: off, ", "")
Project = Callable[[dict[str, bytes]], Path]


def package(notes: str, name: str = "docProps/core.xml", way: int = ZIP_DEFLATED) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", way) as file:
        file.writestr(name, notes)
    return made.getvalue()


def pdf(author: bytes, before: bytes = b"") -> bytes:
    notes = b"1 0 obj\n<< /Title (Plan) /Author " + author + b" /Producer (x) >>\nendobj\n%%EOF\n"
    return b"%PDF-1.7\n" + before + notes


def found(folder: Path, name: str, data: bytes) -> list[Named]:
    (folder / name).write_bytes(data)
    return list(names_of(folder / name))


@pytest.fixture
def handbook(tmp_path: Path) -> Project:
    """A project with files in its content."""

    def make(files: dict[str, bytes]) -> Path:
        for name, data in {"../site.yml": SITE.encode(), "index.md": b"# Home\n", **files}.items():
            path = tmp_path / "project/content" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return tmp_path / "project"

    return make


def told(project: Path) -> list[Problem]:
    return [each for each in prepare_project(project).problems if each.code == "names-in-document"]


@pytest.mark.parametrize("ending", ["docx", "xlsx", "pptx", "DOCX", "dotx", "ppsx"])
def test_office_documents_carry_who_wrote_and_who_saved_them(ending: str, tmp_path: Path) -> None:
    assert found(tmp_path, f"a.{ending}", package(CORE)) == OFFICE


@pytest.mark.parametrize("ending", ["odt", "ods", "odp", "ott"])
def test_open_documents_do_so_too(ending: str, tmp_path: Path) -> None:
    names = found(tmp_path, f"a.{ending}", package(META, "meta.xml"))
    assert names == [Named("first author", AUTHOR), Named("author", SAVER)]


@pytest.mark.parametrize(
    ("author", "name"),
    [
        (b"(Robin Ray)", "Robin Ray"),
        (b"(Robin \\(RR\\) Ray)", "Robin (RR) Ray"),
        (b"(\\376\\377\\000R\\000\\326)", "RÖ"),
        (b"<FEFF00520061007900D6>", "RayÖ"),
        (b"<52 61\n79>", "Ray"),
        (b"(R\xf6)", "Rö"),
        (b"(Ray\\8)", "Ray8"),
        (b"(\xef\xbb\xbfR\xc3\xb6)", "Rö"),
    ],
)
def test_a_pdf_says_its_author_in_many_ways(author: bytes, name: str, tmp_path: Path) -> None:
    assert found(tmp_path, "a.pdf", pdf(author)) == [Named("author", name)]


def test_authors_in_the_second_kind_of_notes_of_a_pdf_are_found(tmp_path: Path) -> None:
    names = found(tmp_path, "a.pdf", b"%PDF-1.7\n" + b" " * 3 * PDF_END_SIZE + XMP.encode() + b"%%EOF")
    assert names == [Named("author", AUTHOR), Named("author", SAVER)]


def test_a_pdf_of_a_real_program_is_read(tmp_path: Path) -> None:
    with pikepdf.new() as made:
        made.docinfo["/Author"] = AUTHOR
        made.save(tmp_path / "a.pdf")
    assert names_of(tmp_path / "a.pdf") == (Named("author", AUTHOR),)


@pytest.mark.parametrize("name", ["", " ", "Unknown", "Microsoft Office User", "python-docx"])
def test_what_programs_write_for_no_name_is_no_name(name: str, tmp_path: Path) -> None:
    assert found(tmp_path, "a.docx", package(CORE.replace(AUTHOR, name).replace("Sam &amp; Lee", name))) == []
    assert found(tmp_path, "a.pdf", pdf(f"({name})".encode())) == []


DAMAGED = {
    "no package.docx": b"PK\3\4 and nothing",
    "empty.docx": b"",
    "no notes.docx": package(CORE, "other.xml"),
    "no markup.docx": package("<a><b></a>"),
    "another encoding.docx": package('<?xml version="1.0" encoding="nonsense"?><a/>'),
    "many bytes a letter.docx": package('<?xml version="1.0" encoding="GB2312"?><a/>'),
    "a declaration.docx": package(f'<!DOCTYPE x [<!ENTITY a "{"a" * 99}">]>' + CORE.partition("?>")[2]),
    "large notes.docx": package(CORE.replace("<dc:title>", "<dc:title>" + " " * LARGEST_NOTES)),
    "locked.pdf": pdf(b"(Robin Ray)", b"<< /Encrypt 2 0 R >>\n"),
    "never ends.pdf": b"/Author (" * 60_000,
    "odd numbers.pdf": pdf(b"<zz>"),
    "another ending.txt": package(CORE),
}


@pytest.mark.parametrize("name", DAMAGED)
def test_of_what_is_damaged_locked_or_too_much_nothing_is_said(name: str, tmp_path: Path) -> None:
    assert found(tmp_path, name, DAMAGED[name]) == []


@pytest.mark.parametrize("way", [ZIP_DEFLATED, ZIP_BZIP2, ZIP_LZMA])
def test_no_byte_of_a_package_that_is_another_one_stops_anything(way: int, tmp_path: Path) -> None:
    data = package(CORE, way=way)
    for at in range(0, len(data), 7):
        name = "odt" if at % 2 else "docx"
        found(tmp_path, f"{at}.{name}", data[:at] + b"\xff" + data[at + 1 :])


def test_of_very_many_large_photos_not_all_are_looked_at(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = photo("JPEG")
    monkeypatch.setattr("mentorsite.build.document_notes.LARGEST_PHOTOS", 2 * len(taken))
    with ZipFile(tmp_path / "a.zip", "w", ZIP_DEFLATED) as file:
        for number in range(3):
            file.writestr(f"{number}.jpg", taken)
    assert [each.name for each in names_of(tmp_path / "a.zip")] == ["0.jpg", "1.jpg"]


def test_of_a_document_that_is_too_large_nothing_is_read(tmp_path: Path) -> None:
    with (tmp_path / "a.pdf").open("wb") as file:
        file.write(pdf(b"(Robin Ray)"))
        file.truncate(LARGEST + 1)
    assert names_of(tmp_path / "a.pdf") == ()


def test_a_package_that_says_another_size_than_it_has_is_not_unpacked_beyond_the_limit(tmp_path: Path) -> None:
    data = bytearray(package(" " * 20 * LARGEST_NOTES))
    for at in (each.start() for each in re.finditer(re.escape(struct.pack("<I", 20 * LARGEST_NOTES)), bytes(data))):
        data[at : at + 4] = struct.pack("<I", 100)
    assert found(tmp_path, "a.docx", bytes(data)) == []


def test_each_file_is_told_once_with_its_keys_and_what_to_do(handbook: Project) -> None:
    sheet, poster = package(META, "meta.xml"), pdf(b"(Robin\x1b Ray)")
    project = handbook({"plan.docx": package(CORE), "files/a.pdf": poster, "b.odt": sheet})
    problems = {each.path: each for each in told(project)}
    assert list(problems) == ["content/b.odt", "content/files/a.pdf", "content/plan.docx"]
    assert not any(each.fatal for each in problems.values())
    word = problems["content/plan.docx"]
    assert word.message == f"the file tells author “{AUTHOR}”, last modified by “{SAVER}”"
    assert "in Word, File > Info > Check for Issues > Inspect Document" in word.hint
    assert "LibreOffice, File > Properties" in problems["content/b.odt"].hint
    assert problems["content/files/a.pdf"].message == "the file tells author “Robin\ufffd Ray”"
    assert "make the PDF again" in problems["content/files/a.pdf"].hint


def test_the_documents_are_published_as_they_are(handbook: Project, tmp_path: Path) -> None:
    project = handbook({"plan.docx": package(CORE)})
    write(prepare_project(project), project, tmp_path / "public")
    assert (tmp_path / "public/plan.docx").read_bytes() == (project / "content/plan.docx").read_bytes()


def test_the_organizations_own_name_and_drafts_are_not_advised_on(handbook: Project) -> None:
    own = CORE.replace(AUTHOR, "harbour guild").replace("Sam &amp; Lee", "Test")
    assert told(handbook({"own.docx": package(own), "drafts/plan.docx": package(CORE)})) == []


def test_a_document_that_is_saved_without_names_is_told_no_more(handbook: Project) -> None:
    project = handbook({"plan.docx": package(CORE)})
    assert len(told(project)) == 1
    (project / "content/plan.docx").write_bytes(package(CORE.replace(AUTHOR, "").replace("Sam &amp; Lee", "")))
    assert told(project) == []


def with_photo(ending: str, data: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        file.writestr({"docx": "word/media/image1.jpg", "pptx": "ppt/media/image1.jpg"}.get(ending, "image1.jpg"), data)
    return made.getvalue()


@pytest.mark.parametrize("ending", ["docx", "pptx", "xlsx", "odt", "zip"])
def test_a_photo_in_a_document_or_archive_that_tells_its_place_is_told(ending: str, tmp_path: Path) -> None:
    taken = photo("JPEG")
    (named,) = found(tmp_path, f"a.{ending}", with_photo(ending, taken))
    assert named.key == "the place of the photo"
    assert named.name.endswith("image1.jpg")
    assert found(tmp_path, f"b.{ending}", with_photo(ending, stripped(taken))) == []
    assert found(tmp_path, f"c.{ending}", with_photo(ending, taken)[:-30]) == []


def test_what_to_do_about_a_photo_is_said_at_the_document(handbook: Project) -> None:
    (problem,) = told(handbook({"plan.docx": with_photo("docx", photo("JPEG"))}))
    assert "the file tells the place of the photo “word/media/image1.jpg”" in problem.message
    assert "without their place" in problem.hint
