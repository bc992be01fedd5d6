"""A form's Word file as its page fills it in: each answer in its control, nothing lost, and valid for Word."""

import json
import subprocess
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile
from zlib import crc32

import pytest
from docx_integrity import check  # type: ignore[import-untyped]
from openxml_audit import OpenXmlValidator  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from mentorsite.render.forms.docx.controls import tag
from mentorsite.render.forms.docx.xml import NOT_XML
from tests.in_browser import says
from tests.render.forms.test_docx import W, paragraphs, part, text_of, value
from tests.render.forms.test_form_page import EVERY, FILES, Visit, built, more
from tests.render.forms.test_signing import SecureVisit, block, changes, sign
from tests.sheets import HOSTILE

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_programs]

DOCX = "agreements/every-field.docx"
LONG = "we-meet-where-both-of-us-can-speak-freely-and-nobody-else-listens"
FORM = FILES["content/agreements/every-field.yml"].replace("id: limits", f"id: {LONG}")
CLAUSE = f"promises__clause__{LONG}__mentor"
ANSWERS = {
    "first_goal": 'Grow</w:t><script> & "x"',
    "how_we_know": "one\ntwo\tthree\n\nfour",
    "place": "",
    "meetings_wanted": "12",
    "first_day": "2027-06-05",
    "usual_time": "14:30",
    "how_long": "ساعة",
    "channel": "video",
    "which_app": "Signal 🎉",
    "days__monday": True,
    "days__other": "Sunday",
    "met_before": "yes",
    "sure": "5",
    CLAUSE: True,
    "wishes__1": "first",
    "wishes__5": "خامس",
    "plan__1__step": "a\nb",
    "plan__1__who": "mentor",
    "plan__2__due": "2027-06-05",
    "plan__4__step": "fourth",
    "plan__4__done": True,
    "topics__2__hard": "1",
    "seen__mentee": True,
    "signature__mentee__name": "Ada",
    "signature__mentee__date": "2027-02-01",
    "amendment__2__change": "Less",
}
AS_WRITTEN = (
    "first_goal", "how_we_know", "meetings_wanted", "usual_time", "which_app", "days__other", "wishes__1", "wishes__5",
    "plan__1__step", "plan__4__step", "signature__mentee__name", "amendment__2__change",
)  # fmt: skip
SHOWN = {
    **{name: ANSWERS[name] for name in AS_WRITTEN},
    "place": "\u00a0" * 5,
    "team": "Test program",
    "first_day": "5 June 2027",
    "channel__video": "☒",
    "channel__person": "☐",
    "channel__other": "_" * 20,
    "days__monday": "☒",
    "days__friday": "☐",
    "met_before__yes": "☒",
    "met_before__no": "☐",
    "sure__5": "☒",
    tag(CLAUSE): "☒",
    "wishes__4": "Click to write",
    "plan__1__who": "Mentor",
    "plan__2__due": "5 June 2027",
    "plan__3__who": "Choose",
    "plan__3__done": "☐",
    "plan__4__done": "☒",
    "topics__2__hard": "1 – easy",
    "seen__mentee": "☒",
    "signature__mentee__date": "1 February 2027",
}
LOADED = """async () => {
    const {zip, word} = document.querySelector("[data-do=word]").dataset;
    await savedAnswers.more(zip, () => zipFile);
    await savedAnswers.more(word, () => wordFile);
}"""
MADE = """async ([answers, gone]) => {
    formControls.fill(new Map(Object.entries(JSON.parse(answers))));
    const {docx, rest} = document.querySelector("[data-do=word]").dataset;
    const file = await wordFile.file(docx, "made.docx", gone, rest);
    return [...new Uint8Array(await file.arrayBuffer())];
}"""
PACKED_ANEW = """async (file) => {
    const parts = zipFile.read(Uint8Array.from(file));
    for (const [name, each] of parts) parts.set(name, await zipFile.packed(await zipFile.content(each)));
    return [...new Uint8Array(await new Blob(zipFile.write(parts)).arrayBuffer())];
}"""
MORE_HOSTILE = ("</w:t><script>", "a\u0000b", "\ud83d half", "👩‍👩‍👧 اهلا\tשלום\r\nx", "]]>")
LONG_NAME = "long-name-" * 9
NAMES = ["goals__2", f"{LONG_NAME}1", f"{LONG_NAME}2", "🎉" * 60, "ü" * 64, "x" * 54 + "🎉" * 20, " a  b\n"]


@pytest.fixture(scope="module")
def wordy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook with a form of every kind of field, with its Word file."""
    files = {
        "site.yml": FILES["site.yml"].replace("downloads: []", "downloads: [docx]"),
        "content/agreements/every-field.yml": FORM,
    }
    return built({**FILES, **files}, tmp_path_factory.mktemp("wordy"))


@pytest.fixture(scope="module")
def page(browser: Browser, wordy: Path) -> Iterator[Page]:
    visit = Visit(browser.new_context(locale="en-GB"), wordy)
    shown = visit.open(EVERY)
    shown.evaluate(LOADED)
    yield shown
    visit.context.close()
    assert visit.complaints == []


def made(page: Page, answers: dict[str, Any], gone: dict[str, str] | None = None) -> bytes:
    """The Word file with these answers. JSON carries what the browser's own protocol doesn't: half a sign."""
    return bytes(page.evaluate(MADE, [json.dumps(answers), list((gone or {}).items())]))


def shown(data: bytes) -> dict[str, str]:
    """What stands in each control that isn't around others, by its tag."""
    found = {}
    for each in part(data).iter(f"{W}sdt"):
        if each.find(f"{W}sdtContent//{W}sdt") is None:
            found[value(each, "sdtPr/tag")] = written(each)
    return found


def written(within: Any) -> str:
    signs = {f"{W}br": "\n", f"{W}tab": "\t"}
    return "".join(each.text or "" if each.tag == f"{W}t" else signs.get(each.tag, "") for each in within.iter())


def test_each_answer_stands_in_its_control(page: Page, tmp_path: Path, wordy: Path) -> None:
    file = tmp_path / "made.docx"
    file.write_bytes(made(page, ANSWERS))
    found = shown(file.read_bytes())
    assert {name: found.get(name) for name in SHOWN} == SHOWN
    assert OpenXmlValidator(max_errors=5).validate(str(file)).errors == []
    assert check(file) == []
    before, after = ZipFile(wordy / DOCX), ZipFile(file)
    assert after.testzip() is None
    assert after.namelist() == before.namelist()
    others = [name for name in before.namelist() if name != "word/document.xml"]
    assert all(before.read(name) == after.read(name) for name in others)


def test_what_a_control_is_follows_its_answer(page: Page) -> None:
    root = part(made(page, ANSWERS))
    properties = {value(each, "tag"): each for each in root.iter(f"{W}sdtPr")}
    kinds = {name: {child.tag.split("}")[1]: child for child in each} for name, each in properties.items()}
    assert kinds["first_day"]["date"].get(f"{W}fullDate") == "2027-06-05T00:00:00Z"
    assert {name for name in ("first_goal", "first_day", "plan__1__who") if "showingPlcHdr" in kinds[name]} == set()
    assert {name for name in ("place", "budget", "plan__3__step") if "showingPlcHdr" not in kinds[name]} == set()
    box = next(child for child in kinds["days__monday"]["checkbox"] if child.tag.endswith("checked"))
    assert list(box.attrib.values()) == ["1"]
    ids = [value(each, "id") for each in properties.values()]
    assert len(ids) == len(set(ids))
    hour = next(each for each in root.iter(f"{W}p") if text_of(each) == "ساعة")
    assert value(hour, "pPr/bidi") == "1"
    assert hour.find(f".//{W}rtl") is not None


def test_rows_beyond_those_of_the_file_follow_them(page: Page) -> None:
    root = part(made(page, ANSWERS))
    tags = [value(each, "tag") for each in root.iter(f"{W}sdtPr")]
    assert [each for each in tags if each.startswith("wishes")] == [f"wishes__{number}" for number in range(1, 6)]
    assert [each for each in tags if each.endswith("__step")] == [f"plan__{number}__step" for number in range(1, 5)]
    titles = {value(each, "tag"): value(each, "alias") for each in root.iter(f"{W}sdtPr")}
    assert titles["wishes__5"] == "Three wishes, 5"


def test_what_is_not_asked_stays_empty(page: Page) -> None:
    assert shown(made(page, {"which_app": "Signal", "channel": "person"}))["which_app"] == "Click to write"
    assert shown(made(page, {"which_app": "Signal", "channel": "phone"}))["which_app"] == "Signal"


def test_what_has_no_control_stands_at_the_end(page: Page) -> None:
    data = made(page, {"first_goal": "Grow"}, {"gone </w:t>": "What was\nwritten once"})
    *_, title = paragraphs(data, "Heading1")
    assert title == "Other answers"
    assert paragraphs(data, "FormLabel")[-1] == "gone </w:t>"
    assert paragraphs(data, "BodyText")[-1] == "What waswritten once"


def test_an_answer_without_a_control_is_told_with_its_label(page: Page) -> None:
    xml = f'<w:document xmlns:w="{W[1:-1]}"><w:body><w:p/><w:sectPr/></w:body></w:document>'
    filled = """([xml, answers]) => {
        formControls.fill(new Map(Object.entries(answers)));
        return wordFile.filledIn(xml, wordFile.answersOfPage(), [], "Other answers");
    }"""
    given = {"first_goal": "Grow", "channel": "video", "plan__2__done": True, "days__monday": True}
    text = page.evaluate(filled, [xml, given])
    for each in ("First goal", "Grow", "How we meet", "By video", "Our plan: row 2, Done", "Monday", "Test program"):
        assert f">{each}<" in text, each


@pytest.mark.parametrize("text", [*HOSTILE, *MORE_HOSTILE])
def test_a_hostile_answer_is_words(page: Page, text: str) -> None:
    found = shown(made(page, {"how_we_know": text, "first_goal": text}))
    lines = text.replace("\r\n", "\n").strip()
    assert found["how_we_know"] == NOT_XML.sub("", lines)
    assert found["first_goal"] == NOT_XML.sub("", lines.replace("\n", ""))


def test_tags_are_made_as_python_makes_them(page: Page) -> None:
    assert page.evaluate("(names) => names.map(wordFile.tagOf)", NAMES) == [tag(name) for name in NAMES]


def test_sums_are_those_of_zip(page: Page) -> None:
    texts = ["", "a", "äöü 🎉" * 500]
    sums = page.evaluate("(texts) => texts.map((each) => zipFile.crc32(new TextEncoder().encode(each)))", texts)
    assert sums == [crc32(text.encode()) for text in texts]


@pytest.mark.parametrize("packing", [ZIP_STORED, ZIP_DEFLATED])
def test_a_zip_file_is_taken_apart_and_made_anew(page: Page, packing: int) -> None:
    parts = {"a.xml": b"", "word/ä 🎉.xml": bytes(range(256)) * 9, "c": b"x" * 5000}
    file = BytesIO()
    with ZipFile(file, "w", packing) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
        archive.comment = b"A comment below PK\x05\x06 all"
    anew = ZipFile(BytesIO(bytes(page.evaluate(PACKED_ANEW, list(file.getvalue())))))
    assert anew.testzip() is None
    assert {name: anew.read(name) for name in anew.namelist()} == parts


def test_the_button_gives_the_file_and_says_what_it_is_for(browser: Browser, wordy: Path) -> None:
    visit = Visit(browser.new_context(locale="en-GB"), wordy)
    page = visit.open(EVERY)
    page.locator("[name=first_goal]").fill("Grow")
    assert not [url for url in visit.requests if "word.js" in url or ".docx" in url], "it is loaded when it is needed"
    with page.expect_download() as waiting:
        more(page, "Word, filled in").click()
    assert waiting.value.suggested_filename == "every-field-answers.docx"
    assert shown(waiting.value.path().read_bytes())["first_goal"] == "Grow"
    says(page, "The form with your answers is in the file every-field-answers.docx. ", whole=False)
    visit.context.close()
    assert visit.complaints == []


@pytest.mark.parametrize("where", ["from disk", "in an old browser"])
def test_where_it_can_not_be_made_the_empty_file_is_named(browser: Browser, wordy: Path, where: str) -> None:
    visit = Visit(browser.new_context(locale="en-GB"), wordy)
    visit.context.add_init_script("if (location.protocol === 'http:') delete window.CompressionStream;")
    page = visit.context.new_page()
    visit.context.unroute_all()
    if where == "from disk":
        page.goto(f"file://{wordy}/{EVERY}index.html")
    else:
        visit.context.route("**/*", visit.answer)
        page.goto(f"http://handbook.test/base/{EVERY}")
    more(page, "Word, filled in").click()
    link = page.locator(".form-status a")
    link.wait_for()
    says(page, "Word can't be filled in here: ", whole=False)
    assert link.get_attribute("href") == "../every-field.docx"
    assert link.inner_text() == "Every kind of field: Word"
    page.locator("[name=first_goal]").fill("still works")
    visit.context.close()
    assert visit.complaints == []


def test_what_was_signed_is_in_the_file_as_it_was_signed(browser: Browser, wordy: Path, tmp_path: Path) -> None:
    visit = SecureVisit(browser.new_context(locale="en-GB"), wordy)
    page = visit.open(EVERY)
    sign(page, "Mentee", "Ada Lovelace", drawn=True)
    sign(page, "Mentor 1", "Charles Babbage")
    page.locator("[name=first_goal]").fill("Another")
    changes(block(page, "Mentee"), "First goal: No answer yet → Another")
    with page.expect_download() as waiting:
        more(page, "Word, filled in").click()
    path = tmp_path / "signed.docx"
    waiting.value.save_as(path)
    visit.context.close()
    assert visit.complaints == []
    assert check(path) == []
    assert OpenXmlValidator(max_errors=5).validate(str(path)).errors == []
    with ZipFile(path) as archive:
        (picture,) = [name for name in archive.namelist() if name.startswith("word/media/signature-")]
        assert archive.read(picture).startswith(b"\x89PNG")
        assert b'Extension="png"' in archive.read("[Content_Types].xml")
        assert f'Target="{picture.removeprefix("word/")}"'.encode() in archive.read("word/_rels/document.xml.rels")
    body = part(path.read_bytes())
    (about,) = body.iter("{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr")
    assert about.get("descr") == "Signature: Ada Lovelace"
    texts = [text_of(each) for each in body.iter(f"{W}p")]
    assert "Charles Babbage" in texts
    assert "First goal: No answer yet → Another" in texts
    assert sum(each.startswith("No longer holds") for each in texts) == 2
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run([*OFFICE, profile, path.name], cwd=tmp_path, check=True, capture_output=True)
    listed = subprocess.run(
        ["pdfimages", "-list", "signed.pdf"], cwd=tmp_path, check=True, capture_output=True, text=True
    )
    assert " image " in listed.stdout


SCRIPTS = ("word", "λέξη", "слово", "كلمة", "מילה", "शब्द", "言葉", "낱말", "คำ")
PLACES = {
    "first_goal": "goal", "channel__other": "channel", "wishes__2": "wish",
    "topics__1__open": "topic", "amendment__1__change": "change", "hostile": "hostile",
}  # fmt: skip
TIMES, LETTERS = 60, 3000
OFFICE = ("soffice", "--headless", "--convert-to", "pdf")


def test_long_answers_are_whole_on_paper(page: Page, tmp_path: Path) -> None:
    """In each kind of place and in several scripts: printed by the browser, and by LibreOffice from the Word file."""
    long = {name: "".join(f"{word}{number} " for number in range(999))[:LETTERS] for name, word in PLACES.items()}
    answers = {**long, "how_we_know": " ".join(f"{word} " * TIMES for word in SCRIPTS)}
    data = made(page, answers)
    (tmp_path / "word.docx").write_bytes(data)
    rows = [each for each in part(data).iter(f"{W}tr") if "topic1 " in text_of(each) or "change1 " in text_of(each)]
    assert [row.find(f"{W}trPr/{W}cantSplit") for row in rows] == [None, None]
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    subprocess.run([*OFFICE, profile, "word.docx"], cwd=tmp_path, check=True, capture_output=True)
    page.pdf(path=tmp_path / "print.pdf")
    for name in ("print", "word"):
        run = ["pdftotext", "-raw", f"{name}.pdf", "-"]
        found = subprocess.run(run, cwd=tmp_path, check=True, capture_output=True, text=True).stdout
        letters = "".join(found.split())
        assert [each for each in " ".join(long.values()).split() if each not in letters] == [], name
        assert {word: letters.count(word) >= TIMES for word in SCRIPTS} == dict.fromkeys(SCRIPTS, True), name
