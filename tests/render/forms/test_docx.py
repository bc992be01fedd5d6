"""A Word file has a control for each input, passes strict checkers, and says what the sheet says."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from xml.etree.ElementTree import Element
from zipfile import ZipFile

import pytest
from docx_integrity import check  # type: ignore[import-untyped]
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]

from mentorsite.render.forms.docx import docx
from mentorsite.render.forms.docx.controls import alias, tag
from mentorsite.render.forms.sheet import ClauseBlock, FieldBlock, FormSheet, HeadingBlock, TextBlock, inputs
from mentorsite.theme.values import Words
from tests.conftest import REPOSITORY, prepared
from tests.sheets import SHEET_NAMES, all_sheets, rich_of, sheets

pytestmark = pytest.mark.needs_programs

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def word(sheet: FormSheet, words: Words, paper: str = "a4", accent: str | None = None) -> bytes:
    return docx(sheet, words=words, paper=paper, accent=accent)


def part(data: bytes, name: str = "word/document.xml") -> Element:
    return ElementTree.fromstring(ZipFile(BytesIO(data)).read(name))


def value(element: Element, path: str) -> str:
    found = element.find("/".join(f"{W}{step}" for step in path.split("/")))
    assert found is not None, path
    return found.attrib[f"{W}val"]


def controls(within: Element) -> Iterator[tuple[str, str]]:
    """Tag and title of each control, in reading order; what a control holds is a part of it."""
    for child in within:
        if child.tag == f"{W}sdt":
            yield value(child, "sdtPr/tag"), value(child, "sdtPr/alias")
        else:
            yield from controls(child)


def text_of(within: Element) -> str:
    return "".join(each.text or "" for each in within.iter(f"{W}t"))


def paragraphs(data: bytes, style: str) -> list[str]:
    return [text_of(each) for each in part(data).iter(f"{W}p") if value(each, "pPr/pStyle") == style]


@pytest.mark.parametrize("name", SHEET_NAMES)
def test_each_input_is_a_control_with_its_name_and_label_in_order(name: str) -> None:
    sheet, words = all_sheets()[name]
    found = list(controls(part(word(sheet, words))))
    assert found == [(tag(each.name), alias(each.label)) for each in inputs(sheet)]


@pytest.mark.parametrize("name", SHEET_NAMES)
def test_names_and_labels_are_whole_where_word_takes_them(name: str) -> None:
    sheet, words = all_sheets()[name]
    if name != "hostile":
        found = dict(controls(part(word(sheet, words))))
        short = {each.name: each.label for each in inputs(sheet) if len(each.label) <= 64 and len(each.name) <= 64}
        assert short.items() <= found.items()


def test_a_long_name_and_label_fit_what_word_takes() -> None:
    names = [f"{'long-name-' * 9}{number}" for number in range(3)]
    assert len({tag(name) for name in names}) == 3
    assert max(len(tag(name)) for name in names) <= 64
    assert alias("🎉" * 5000) == "🎉" * 31 + "…"


@pytest.mark.parametrize("name", SHEET_NAMES)
def test_strict_checkers_find_nothing(name: str, tmp_path: Path) -> None:
    file = tmp_path / f"{name}.docx"
    file.write_bytes(word(*all_sheets()[name]))
    assert OpenXmlValidator(max_errors=5).validate(str(file)).errors == []
    assert check(file) == []


@pytest.mark.parametrize("name", SHEET_NAMES)
def test_ids_are_unique_and_no_part_is_foreign(name: str) -> None:
    data = word(*all_sheets()[name])
    ids = [value(each, "id") for each in part(data).iter(f"{W}sdtPr")]
    assert len(ids) == len(set(ids))
    assert set(ZipFile(BytesIO(data)).namelist()) == {
        "[Content_Types].xml", "_rels/.rels", "docProps/core.xml", "word/document.xml", "word/_rels/document.xml.rels",
        "word/styles.xml", "word/numbering.xml", "word/settings.xml", "word/footer.xml", "word/fontTable.xml",
        "word/theme.xml",
    }  # fmt: skip


def test_each_type_of_input_is_its_kind_of_control() -> None:
    root = part(word(*all_sheets()["every-field"]))
    kinds = {value(each, "tag"): {child.tag.split("}")[1] for child in each} for each in root.iter(f"{W}sdtPr")}
    assert "text" in kinds["first_goal"]
    assert "text" in kinds["how_we_know"]
    assert "date" in kinds["first_day"]
    assert "date" in kinds["plan__1__due"]
    assert "dropDownList" in kinds["plan__1__who"]
    assert "text" in kinds["channel__other"]
    for box in (
        "read_conduct",
        "promises__clause__limits__mentor",
        "plan__2__done",
        "channel__video",
        "days__monday",
        "sure__5",
    ):
        assert "checkbox" in kinds[box], box
    for empty in ("first_goal", "first_day", "usual_time", "my_signature"):
        assert "showingPlcHdr" in kinds[empty]
    for filled in ("place", "team", "hostile"):
        assert "showingPlcHdr" not in kinds[filled]


def test_what_is_known_stands_in_its_place() -> None:
    root = part(word(*all_sheets()["every-field"]))
    held = {value(each, "sdtPr/tag"): text_of(each) for each in root.iter(f"{W}sdt")}
    assert held["place"] == "Online"
    assert held["team"] == "Test program"
    assert held["hostile"] == '"><img src=x>'


def test_a_choice_and_a_day_are_set_at_first() -> None:
    sheet, words = all_sheets()["every-field"]
    values = {"sure": "5", "first_day": "2027-02-01"}
    data = word(replace(sheet, blocks=tuple(holding(block, values) for block in sheet.blocks)), words)
    held = {value(each, "sdtPr/tag"): text_of(each) for each in part(data).iter(f"{W}sdt")}
    assert held["first_day"] == "1 February 2027"
    assert held["sure__5"] == "☒"
    assert held["sure__4"] == "☐"


def holding(block: object, values: dict[str, str]) -> Any:
    if isinstance(block, FieldBlock):
        filled = (replace(each, value=values.get(each.name, each.value)) for each in block.inputs)
        return replace(block, inputs=tuple(filled))
    return block


def test_required_who_fills_in_and_units_are_said_in_words() -> None:
    data = word(*all_sheets()["every-field"])
    labels = paragraphs(data, "FormLabel")
    assert "First goal (required)" in labels
    assert "How we will know (filled in by Mentee)" in labels
    assert "How we meet (required, choose one)" in labels
    assert "How many meetings (required, 1 to 24)" in labels
    assert "Click to write meetings" in paragraphs(data, "FormAnswer")


def test_the_facts_are_those_of_the_page_in_its_order() -> None:
    assert paragraphs(word(*all_sheets()["goals"]), "FormFacts") == [
        "For Mentor, Mentee · Due 14 days after your match"
    ]


def test_rows_of_a_list_are_numbered_by_word() -> None:
    rows = [each for each in part(word(*all_sheets()["every-field"])).iter(f"{W}p") if "wishes" in tags_in(each)]
    assert len(rows) == 3
    assert len({value(each, "pPr/numPr/numId") for each in rows}) == 1


def tags_in(within: Element) -> str:
    return " ".join(value(each, "sdtPr/tag") for each in within.iter(f"{W}sdt"))


def test_headings_and_clauses_carry_the_numbers_of_the_sheet() -> None:
    sheet, words = all_sheets()["mentoring-agreement"]
    data = word(sheet, words)
    headings = [f"{each.number or ''}{each.text.plain}" for each in sheet.blocks if isinstance(each, HeadingBlock)]
    assert paragraphs(data, "Heading1") == headings
    clauses = [f"{each.number}{each.text.plain.strip()}" for each in sheet.blocks if isinstance(each, ClauseBlock)]
    assert [each.replace("\n", " ") for each in clauses] == paragraphs(data, "FormClause")


def test_tables_have_a_header_row_and_a_name_to_be_spoken() -> None:
    tables = list(part(word(*all_sheets()["every-field"])).iter(f"{W}tbl"))
    assert [value(each, "tblPr/tblCaption") for each in tables][:2] == ["Our plan", "Topics"]
    for table in tables:
        assert table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None
        assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in table.iter(f"{W}tr"))


def test_links_are_real_and_unsafe_ones_are_words() -> None:
    sheet, words = all_sheets()["every-field"]
    text = "[safe](https://example.org/a?b=1&c=2) [bad](javascript:alert) [here](other.md) <b>raw</b>"
    data = word(replace(sheet, introduction=rich_of(text)), words)
    targets = [each.get("Target") for each in part(data, "word/_rels/document.xml.rels")]
    assert "https://example.org/a?b=1&c=2" in targets
    assert not [each for each in targets if each and ("javascript" in each or "other.md" in each)]
    assert paragraphs(data, "BodyText")[0] == "safe bad here raw"


def test_lists_quotes_code_and_tables_in_a_text_are_in_their_styles() -> None:
    sheet, words = all_sheets()["every-field"]
    text = "- a\n  - b\n- [x] c\n\n3. d\n\n> e\n\n```\nf\ng\n```\n\n| h |\n|---|\n| i |\n\nj\\\nk **l** *m* ~~n~~ `o`\n"
    data = word(replace(sheet, introduction=None, blocks=(TextBlock(rich_of(text)),)), words)
    assert paragraphs(data, "ListBullet") == ["a", "b", "☒ c"]
    assert paragraphs(data, "ListNumber") == ["d"]
    assert paragraphs(data, "Quote") == ["e"]
    assert paragraphs(data, "HTMLPreformatted") == ["fg"]
    assert paragraphs(data, "FormColumn") == ["h"]
    assert paragraphs(data, "FormCell") == ["i"]
    assert 'startOverride w:val="3"' in ZipFile(BytesIO(data)).read("word/numbering.xml").decode()


def test_a_hostile_text_is_shown_as_it_is() -> None:
    shown = text_of(part(word(*all_sheets()["hostile"])))
    assert "x" * 5000 in shown
    assert "日本語 한국어 中文 🎉👩‍👩‍👧" in shown
    assert "\x00" not in shown
    assert "</w:t><w:r/> & <b> \"quotes\" 'more' ]]> &amp; &#1; <!-- fake -->" in shown


def test_a_language_from_right_to_left_turns_the_page() -> None:
    sheet, words = all_sheets()["every-field"]
    data = word(replace(sheet, language="ar", direction="rtl", title="اتفاق 2027 Mentoring"), words)
    root = part(data)
    assert root.find(f".//{W}sectPr/{W}bidi") is not None
    assert all(each.find(f"{W}tblPr/{W}bidiVisual") is not None for each in root.iter(f"{W}tbl"))
    title = next(each for each in root.iter(f"{W}p") if value(each, "pPr/pStyle") == "Title")
    turned = {text_of(run): run.find(f"{W}rPr/{W}rtl") is not None for run in title.iter(f"{W}r")}
    assert turned == {"اتفاق 2027 ": True, "Mentoring": False}
    styles = part(data, "word/styles.xml")
    assert styles.find(f".//{W}lang[@{W}bidi='ar-EG']") is not None
    assert styles.find(f"{W}style[@{W}styleId='Normal']/{W}pPr/{W}bidi") is not None


RIGHT_TO_LEFT = """
title: وعد
language: ar
sections:
  all:
    text: |
      اتصل بالرقم +44 20 7946 0000 في 2027-02-01.

      ```
      print(1)
      ```
    clauses: [نلتقي]
"""


def test_addresses_numbers_and_code_stay_whole_within_words_from_right_to_left() -> None:
    files = {"content/agreements/a.yml": RIGHT_TO_LEFT, "content/index.md": "# T\n"}
    (sheet, words), *_ = sheets(prepared(files)).values()
    data = word(replace(sheet, url="https://a.example/b/"), words)
    body, footer = part(data), part(data, "word/footer.xml")
    runs = [*body.iter(f"{W}r"), *footer.iter(f"{W}r")]
    turned = {text_of(run): run.find(f"{W}rPr/{W}rtl") is not None for run in runs}
    assert turned["\u200e+44 20 7946 0000\u200e"] is False
    assert turned["\u200e2027-02-01\u200e"] is False
    assert turned["print(1)"] is False
    code = next(each for each in body.iter(f"{W}p") if value(each, "pPr/pStyle") == "HTMLPreformatted")
    assert value(code, "pPr/bidi") == "0"
    assert turned["https://a.example/b/\u200e"] is False
    styles = part(data, "word/styles.xml")
    bars = [sides for sides in styles.iter(f"{W}pBdr") if any(each.get(f"{W}sz") == "18" for each in sides)]
    assert bars
    assert all([each.tag for each in sides if each.get(f"{W}sz") == "18"] == [f"{W}right"] for sides in bars)


def test_the_paper_is_that_of_the_theme() -> None:
    sheet, words = all_sheets()["goals"]
    sizes = [part(word(sheet, words, paper)).find(f".//{W}pgSz") for paper in ("a4", "letter")]
    assert [each.attrib[f"{W}w"] for each in sizes if each is not None] == ["11906", "12240"]


@pytest.mark.parametrize("accent", ["#ffff00", "#ffffff", "#0b6e4f", "#000000"])
def test_headings_can_be_read_whatever_the_accent(accent: str) -> None:
    styles = part(word(*all_sheets()["goals"], accent=accent), "word/styles.xml")
    color = value(next(each for each in styles if each.get(f"{W}styleId") == "Title"), "rPr/color")
    parts = [int(color[index : index + 2], 16) / 255 for index in (0, 2, 4)]
    linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in parts]
    assert 1.05 / (0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05) >= 4.5


DIGEST = """
import sys; sys.path.insert(0, ".")
from hashlib import sha256
from tests.render.forms.test_docx import all_sheets, word
print(sha256(b"".join(word(*each) for each in all_sheets().values())).hexdigest())
"""


def test_the_same_sheet_is_the_same_bytes_anywhere() -> None:
    digests = set()
    for zone, seed in (("Asia/Tokyo", "1"), ("America/New_York", "2")):
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed}
        run = [sys.executable, "-c", DIGEST]
        digests.add(subprocess.run(run, cwd=REPOSITORY, env=environment, capture_output=True, check=True).stdout)
    assert len(digests) == 1


def test_a_file_takes_little_room() -> None:
    sheet, words = all_sheets()["mentoring-agreement"]
    assert len(word(sheet, words)) < 40_000


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What LibreOffice prints of some files, as text with a form feed after each page."""
    folder = tmp_path_factory.mktemp("printed")
    sheet, words = all_sheets()["every-field"]
    turned = (replace(sheet, language="ar", direction="rtl"), words)
    names = ("mentoring-agreement", "every-field", "hostile", "meeting-log")
    for name, each in {**{name: all_sheets()[name] for name in names}, "turned": turned}.items():
        (folder / f"{name}.docx").write_bytes(word(*each))
    files = [str(file) for file in folder.glob("*.docx")]
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf"]
    subprocess.run([*office, "--outdir", str(folder), *files], check=True, capture_output=True)
    read = {file.stem: ["pdftotext", "-layout", str(file), "-"] for file in folder.glob("*.pdf")}
    return {name: subprocess.run(run, check=True, capture_output=True, text=True).stdout for name, run in read.items()}


def test_libreoffice_prints_the_agreement_on_a_few_pages_with_all_it_says(printed: dict[str, str]) -> None:
    text = printed["mentoring-agreement"]
    pages = text.count("\f")
    assert 3 <= pages <= 5
    assert f"Page {pages} of {pages}" in text
    assert text.count("Mentoring agreement · Version 1.0 · In effect from 1 January 2027") == pages
    sheet, _ = all_sheets()["mentoring-agreement"]
    squeezed = " ".join(text.split())
    for each in sheet.blocks:
        if isinstance(each, HeadingBlock):
            assert f"{each.number or ''} {each.text.plain}".strip() in squeezed
        if isinstance(each, ClauseBlock):
            assert f"{each.number} {each.text.plain.split()[0]}" in squeezed
    assert "Initials of all: ____" in squeezed
    assert "(required)" in squeezed


def test_signatures_are_on_one_page_with_what_leads_to_them(printed: dict[str, str]) -> None:
    (page,) = [page for page in printed["mentoring-agreement"].split("\f") if "Please sign by" in page]
    assert "Signatures" in page
    assert len(re.findall("Name +Signature +Date", page)) == 2


def test_libreoffice_opens_every_kind_of_sheet(printed: dict[str, str]) -> None:
    assert set(printed) == {"mentoring-agreement", "every-field", "hostile", "meeting-log", "turned"}
    assert "☐ By video" in printed["every-field"].replace("\u00a0", " ")
    assert "x" * 60 in printed["hostile"]
    assert printed["meeting-log"].count("\f") == 1
