"""The files of a pack are as good as the handbook's own: in two languages and six scripts, each checked by others."""

import email
import email.policy
import html
import json
import os
import re
import shutil
import subprocess
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import icalendar
import pikepdf
import pytest
import recurring_ical_events
from docx_integrity import check  # type: ignore[import-untyped]
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]
from pikepdf import ContentStreamInlineImage, Name
from PIL import Image

from mentorsite.build.cache import Cache
from mentorsite.pack.kit import wanted
from mentorsite.pack.run import PackOptions, pack
from tests.conftest import prepared
from tests.pack.test_run import ASKED, FILES, pairs_of
from tests.pdf_ua import failures

pytestmark = pytest.mark.needs_programs
NAMES = (
    "Ана Ким", "山田太郎", "Ğülşah İnanç", "محمد علي", "अनीता राव", "Zoë Ångström", "Ελένη Ξένου", "ליאור כהן",
)  # fmt: skip
"""Cyrillic, Chinese characters, Latin with marks, Arabic, Devanagari, Greek, Hebrew."""
IN_SPANISH = {
    "content/agreements/promise.es.yml": (
        "title: Promesa\nsections: {how: {title: Cómo, fields: {place: {label: Dónde nos vemos}}}}\n"
    ),
    "content/messages/hello.es.yml": (
        "title: Saludo\nsubject: Hola {{ recipient.name }}\ntext: Con {{ partner.name }}.\n"
    ),
}
HANDBOOK = {
    **FILES,
    **IN_SPANISH,
    "site.yml": f"{FILES['site.yml']}languages: {{en: English, es: Español}}\n",
    "content/programs/test.yml": FILES["content/programs/test.yml"].replace("end: 2027-06-30", "end: 2027-12-31"),
    "content/messages/hello.yml": (
        "title: Hello\nto: [mentor, mentee]\nwhen: match\nsubject: Hello {{ recipient.name }}\n"
        "text: You are with {{ partner.name }}.\nattach: [promise, done]\ncalendar: true\n"
    ),
}
SHEET = (
    "mentor_name,mentor_email,mentee_name,mentee_email,match,language,place\n"
    f"{NAMES[0]},a@example.org,{NAMES[1]},b@example.org,2027-03-20,en,{NAMES[6]}\n"
    f"{NAMES[2]},c@example.org,{NAMES[3]},d@example.org,2027-03-20,es,{NAMES[4]}\n"
    f"{NAMES[4]},e@example.org,{NAMES[5]},,2027-10-20,es,{NAMES[7]}\n"
)
PDF_JS = os.environ.get("PDFJS_DIST", "")
READ = """
import {getDocument} from "%s/legacy/build/pdf.mjs";
import {readFileSync} from "fs";
const found = [];
for (const path of process.argv.slice(2)) {
  const pdf = await getDocument({data: new Uint8Array(readFileSync(path)), useSystemFonts: true}).promise;
  const values = {};
  for (let number = 1; number <= pdf.numPages; number++)
    for (const each of await (await pdf.getPage(number)).getAnnotations())
      if (each.fieldName) values[each.fieldName] = each.fieldValue;
  found.push(values);
}
console.log(JSON.stringify(found));
"""


@pytest.fixture(scope="module")
def packed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folders of three pairs, without the notes beside them."""
    build, target = prepared(HANDBOOK), tmp_path_factory.mktemp("packed")
    assert not build.fatal, build.problems
    options = PackOptions(Cache(), 1, date(2027, 1, 1))
    assert len(list(pack(build, ASKED, wanted(build, ASKED), pairs_of(build, SHEET), target, options))) == 3
    return target


def of_kind(folder: Path, ending: str) -> list[Path]:
    return sorted(path for path in folder.glob(f"[!.]*/**/*{ending}"))


@dataclass(frozen=True)
class Shown:
    """What Poppler shows where a field stands: letters in any order, and whether there is any ink."""

    letters: str
    has_ink: bool


def letters(text: str) -> str:
    """What a text is made of, whatever the order: what is read from right to left comes out in that of the page."""
    plain = unicodedata.normalize("NFKD", "".join(text.split()))
    return "".join(sorted(each for each in plain if unicodedata.category(each) != "Cf"))


def typed_fields(pdf: pikepdf.Pdf) -> list[pikepdf.Object]:
    """The fields to type into."""
    return [each for each in pdf.Root.AcroForm.Fields if str(each.FT) == "/Tx"]


def shown_by_poppler(path: Path) -> dict[str, Shown]:
    """What a PDF shows in each text field, by the field's name."""
    found = {}
    with pikepdf.open(path) as pdf:
        for field in typed_fields(pdf):
            page = pikepdf.Page(field.P)
            place, height = [float(side) for side in field.Rect], float(page.mediabox[3])
            found[str(field.T)] = _shown(path, page.index + 1, place, height)
    return found


def _shown(path: Path, page: int, place: list[float], height: float) -> Shown:
    """What stands at a place of a page, without the edges of the field."""
    left, bottom, right, top = (round(side) for side in place)
    crop = ["-x", left + 1, "-y", round(height) - top + 1, "-W", right - left - 2, "-H", top - bottom - 3]
    common = [*map(str, ["-r", 72, "-f", page, "-l", page, *crop]), str(path)]
    text = subprocess.run(["pdftotext", *common, "-"], capture_output=True, text=True, check=True).stdout
    picture = subprocess.run(["pdftoppm", "-gray", *common], capture_output=True, check=True).stdout
    with Image.open(BytesIO(picture)) as drawn:
        has_ink = drawn.point(lambda light: light < 128).getbbox() is not None
    return Shown(letters(text), has_ink)


def glyphs(field: pikepdf.Object) -> set[int]:
    """The numbers of the glyphs that a field is drawn with: 0 is the box that stands for a letter that a font lacks."""
    found: set[int] = set()
    for codes in (bytes(each) for step in _drawn(field) for each in _strings(step)):
        found |= {int.from_bytes(codes[at : at + 2]) for at in range(0, len(codes), 2)}
    return found


def _drawn(field: pikepdf.Object) -> list[pikepdf.ContentStreamInstruction]:
    return [each for each in pikepdf.parse_content_stream(field.AP.N) if not isinstance(each, ContentStreamInlineImage)]


def _with_boxes(step: pikepdf.ContentStreamInstruction) -> pikepdf.ContentStreamInstruction:
    """The same step, with the box of its font for every letter."""
    if not _strings(step):
        return step
    boxes = pikepdf.String(b"".join(bytes(len(bytes(each))) for each in _strings(step)))
    return pikepdf.ContentStreamInstruction([boxes], pikepdf.Operator("Tj"))


def _strings(step: pikepdf.ContentStreamInstruction) -> list[pikepdf.String]:
    """The texts that a step of a page shows."""
    parts = step.operands[0] if str(step.operator) == "TJ" else step.operands
    return [each for each in parts if isinstance(each, pikepdf.String)] if str(step.operator) in ("Tj", "TJ") else []


def test_every_pdf_is_pdf_ua(packed: Path) -> None:
    files = of_kind(packed, ".pdf")
    assert len(files) == 9
    assert [found for path in files if (found := failures(path.read_bytes()))] == []


def test_poppler_shows_what_is_filled_in(packed: Path) -> None:
    found = {path.parent.name: shown_by_poppler(path) for path in of_kind(packed, "promise.pdf")}
    for row in SHEET.splitlines()[1:]:
        mentor, _, mentee, _, _, _, place = row.split(",")
        fields = found[f"{mentor} {mentee}".replace(" ", "-")]
        names = {"signature__mentor__name": mentor, "signature__mentee__name": mentee, "place": place}
        assert {name: fields[name] for name in names} == {
            field: Shown(letters(name), has_ink=True) for field, name in names.items()
        }


def test_no_letter_is_shown_as_a_box(packed: Path) -> None:
    for path in of_kind(packed, "promise.pdf"):
        with pikepdf.open(path) as pdf:
            filled = [glyphs(field) for field in typed_fields(pdf) if Name.V in field]
            assert len(filled) == 3
            assert all(len(each) > 1 and 0 not in each for each in filled)


def test_a_field_without_its_picture_and_one_of_boxes_would_be_seen(packed: Path, tmp_path: Path) -> None:
    path = of_kind(packed, "promise.pdf")[0]
    with pikepdf.open(path) as pdf:
        first, second = [each for each in typed_fields(pdf) if Name.V in each][:2]
        names = str(first.T), str(second.T)
        first.AP.N.write(b"")
        boxes = [_with_boxes(each) for each in _drawn(second)]
        second.AP.N.write(pikepdf.unparse_content_stream(boxes))
        assert glyphs(second) == {0}
        pdf.save(tmp_path / "broken.pdf")
    before, after = shown_by_poppler(path), shown_by_poppler(tmp_path / "broken.pdf")
    assert before[names[0]].has_ink
    assert after[names[0]] == Shown("", has_ink=False)
    assert after[names[1]].letters != before[names[1]].letters


@pytest.mark.skipif(not (PDF_JS and shutil.which("node")), reason="needs Node.js: scripts/test sets PDFJS_DIST")
def test_pdf_js_has_what_is_filled_in(packed: Path, tmp_path: Path) -> None:
    (tmp_path / "read.mjs").write_text(READ % PDF_JS)
    files = of_kind(packed, "promise.pdf")
    done = subprocess.run(["node", tmp_path / "read.mjs", *files], capture_output=True, text=True, check=True)
    keys = ("signature__mentor__name", "signature__mentee__name", "place")
    found = {tuple(each[key] for key in keys) for each in json.loads(done.stdout.splitlines()[-1])}
    assert found == {(row.split(",")[0], row.split(",")[2], row.split(",")[6]) for row in SHEET.splitlines()[1:]}


def test_strict_checkers_find_nothing_in_word_files(packed: Path) -> None:
    files = of_kind(packed, ".docx")
    assert len(files) == 6
    for path in files:
        assert OpenXmlValidator(max_errors=5).validate(str(path)).errors == []
        assert check(path) == []


def test_meetings_keep_their_hour_across_both_changes_of_the_clocks(packed: Path) -> None:
    files = of_kind(packed, ".ics")
    assert len(files) == 6
    for path in files:
        calendar = icalendar.Calendar.from_ical(path.read_bytes())
        starts = list(starts_of(calendar))
        assert len(starts) == 6
        assert {start.strftime("%H:%M") for start in starts} == {"18:00"}
        assert len({start.utcoffset() for start in starts}) == 2


def starts_of(calendar: icalendar.Calendar) -> Iterator[datetime]:
    for event in recurring_ical_events.of(calendar).between("20270101", "20290101"):
        if str(event["summary"]) == "Pair meeting":
            yield event["dtstart"].dt


def test_mails_are_whole_with_what_goes_along(packed: Path) -> None:
    mails = of_kind(packed, ".eml")
    assert len(mails) == 6
    for path in mails:
        read = email.message_from_bytes(path.read_bytes(), policy=email.policy.default)
        assert not read.defects
        assert read["From"] is None
        assert (read["To"] is None) == ("Zoë" in path.name), path
        assert read["Subject"].split(" ", 1)[1] in NAMES
        body = read.get_body(("plain",))
        assert body is not None
        assert any(name in body.get_content() for name in NAMES)
        page = read.get_body(("html",))
        assert page is not None
        words = re.sub("<title>.*?</title>|<[^>]+>", "", page.get_content())
        assert html.unescape(words).split() == body.get_content().split()
        for part in read.iter_attachments():
            name = part.get_filename()
            assert name is not None
            (file,) = path.parents[2].rglob(name)
            assert part.get_content() in (file.read_bytes(), file.read_bytes().decode(errors="replace"))
        names = [part.get_filename() for part in read.iter_attachments()]
        assert names[0] == "promise.pdf"
        assert str(names[-1]).endswith(".ics")
        whose = path.stem.partition("-hello-")[2]
        is_mentee = str(names[-1]).startswith("mentee-")
        assert names[1:-1] == ([f"certificate-done-{whose}.pdf"] if is_mentee else [])
