"""Word documents become pages, signed ones a draft of an agreement; losses are listed, hostile ones are harmless."""

import io
import os
import zipfile
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some

from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.errors import FatalError, UsageError
from mentorsite.importers.agreement import draft
from mentorsite.importers.result import ImportResult, Refusal
from mentorsite.importers.word import package as docx_package
from mentorsite.importers.word.document import import_word
from mentorsite.loader import yaml_builder, yaml_source
from mentorsite.loader.validate import validated
from mentorsite.model.form import AgreementFile
from mentorsite.render.forms.docx import docx as word_file
from mentorsite.render.forms.sheet import HeadingBlock, SignatureBlock
from mentorsite.scaffold.import_ import import_handbook
from tests.importers.test_folders import files_of, take_out_what_every_handbook_has
from tests.sheets import SHEET_NAMES, all_sheets
from tests.word_files import (
    CORE,
    NAMESPACES,
    PNG,
    box,
    control,
    docx,
    heading,
    item,
    link,
    p,
    packed,
    picture,
    run,
    table,
)

UNDERLINED = '<w:u w:val="single"/>'
HANDBOOK = docx(
    p("Harbour Mentors", style="Title")
    + p("First steps 1", style="TOC1")
    + p("See ", link("the rules", anchor="rules"), " or ", link("our site", id="rIdSite"), ".")
    + heading("First steps")
    + p("Come ", run("on time", "<w:b/>"), " and bring *your* notes_here, {{ name }}.")
    + heading("What to bring", 2, bookmark="bring")
    + item("A pen")
    + item("A fine one", depth=1)
    + item("First goals", numbered=True)
    + item("Then the rest", numbered=True)
    + heading("Our rules", bookmark="rules")
    + table(["Who", "When"], ["Mentor", "a | b"])
    + p(picture("rIdPicture", "Two chairs"), picture("rIdMetafile", "old"))
    + p(link("what to bring", anchor="bring"), ", ", link("nothing", anchor="gone"))
    + p("Noted", '<w:r><w:footnoteReference w:id="2"/></w:r>', ".")
    + p("Area", "<m:oMath/>")
    + p("Loud", style="Fancy")
    + p(link("click", id="rIdScript"), link("here", id="rIdFile")),
    links={
        "rIdSite": ("hyperlink", "https://harbour.example/a b(c)"),
        "rIdScript": ("hyperlink", "javascript:alert(1)"),
        "rIdFile": ("hyperlink", "../other.docx"),
        "rIdPicture": ("image", "media/a.png"),
        "rIdMetafile": ("image", "media/b.emf"),
    },
    media_a_png=PNG,
    media_b_emf=b"\x01\x00\x00\x00 EMF",
    header1_xml=f"<w:hdr {NAMESPACES}>{p('Harbour 2026')}</w:hdr>",
    footnotes_xml=f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{p("In the log.")}</w:footnote></w:footnotes>',
)
AGREEMENT = docx(
    p("Mentoring agreement", style="Title")
    + p("This agreement is between ________ (mentor) and ________ (mentee).")
    + heading("Our goals")
    + p("What do we want to reach?")
    + p("_" * 40)
    + p("_" * 40)
    + p("How we will know: ____________")
    + item("We review our goals together.")
    + item("A change is written down.")
    + heading("How we meet")
    + p(
        "How often: ",
        control(
            '<w:dropDownList><w:listItem w:displayText="Weekly" w:value="w"/>'
            '<w:listItem w:value="Monthly"/></w:dropDownList>',
            "How often we meet",
            "Choose an item.",
        ),
    )
    + p("First meeting: ", control("<w:date/>", "First meeting on", "Click here"))
    + p("We meet ", control("<w:text/>", "Where", "in the library", empty=False), ".")
    + p(box(), " online ", box(ticked=True), " in person ", box(), " other: ____")
    + p("Paid? ", box(), " yes ", box(), " no")
    + p(box(), " I have read the code of conduct.")
    + p("Budget: ", f"<w:r><w:rPr>{UNDERLINED}</w:rPr><w:tab/><w:tab/></w:r>")
    + table(["Promise", "By whom"], ["", ""], ["", ""])
    + table(["Phone", ""], ["Initials", ""])
    + heading("Signatures")
    + p("Mentor signature: ____________  Date: ________")
    + p("Name: ____________")
    + p("_" * 30)
    + p("Signature of mentee")
    + p("Signature of a witness ____________")
)
FIELDS = {
    "mentor": {"type": "text", "label": "mentor"},
    "mentee": {"type": "text", "label": "mentee"},
    "what_do_we_want_to_reach": {"type": "long-text", "label": "What do we want to reach?", "lines": 2},
    "how_we_will_know": {"type": "text", "label": "How we will know"},
    "how_often_we_meet": {"type": "choice", "label": "How often we meet", "options": ["Weekly", "Monthly"]},
    "first_meeting_on": {"type": "date", "label": "First meeting on"},
    "how_we_meet_2": {
        "type": "multi-choice",
        "label": "How we meet",
        "options": ["online", "in person"],
        "other": True,
    },
    "paid": {"type": "yes-no", "label": "Paid?"},
    "i_have_read_the_code_of_conduct": {"type": "checkbox", "label": "I have read the code of conduct"},
    "budget": {"type": "text", "label": "Budget"},
    "how_we_meet_3": {
        "type": "table",
        "label": "How we meet",
        "columns": {"column_1": {"label": "Promise", "type": "text"}, "column_2": {"label": "By whom", "type": "text"}},
        "rows": 2,
    },
    "phone": {"type": "text", "label": "Phone"},
    "initials": {"type": "initials", "label": "Initials"},
    "signature_of_a_witness": {"type": "signature", "label": "Signature of a witness"},
}
LAUGHS = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>'


def brought(data: bytes, name: str = "our_handbook.docx") -> ImportResult:
    made = import_word(name, data)
    assert isinstance(made, ImportResult), made
    return made


def page(data: bytes, name: str = "index") -> str:
    return brought(data).files[f"content/{name}.md"].decode()


def losses(data: bytes) -> list[str]:
    return [loss.what for loss in brought(data).losses]


def refusal(data: bytes) -> str:
    made = import_word("a.docx", data)
    assert isinstance(made, Refusal), made
    return made.why


def imported(data: bytes, folder: Path, name: str = "ours.docx") -> Path:
    (folder / name).write_bytes(data)
    import_handbook(folder / name, folder / "new")
    return folder / "new"


def test_each_first_level_heading_makes_a_page() -> None:
    made = brought(HANDBOOK)
    assert made.title == "Harbour Mentors"
    assert set(made.files) == {f"content/{name}" for name in ("index.md", "first-steps.md", "our-rules.md")} | {
        "content/images/image-1.png"
    }
    assert page(HANDBOOK) == (
        '---\ntitle: "Harbour Mentors"\n---\n\n'
        "See [the rules](our-rules.md) or [our site](https://harbour.example/a%20b%28c%29).\n"
    )
    assert page(HANDBOOK, "first-steps") == (
        '---\ntitle: "First steps"\norder: 1\n---\n\n'
        "Come **on time** and bring \\*your\\* notes_here, \\{{ name }}.\n\n## What to bring\n\n"
        "- A pen\n  - A fine one\n\n1. First goals\n2. Then the rest\n"
    )
    assert page(HANDBOOK, "our-rules") == (
        '---\ntitle: "Our rules"\norder: 2\n---\n\n| Who | When |\n| --- | --- |\n| Mentor | a \\| b |\n\n'
        "![Two chairs](images/image-1.png)\n\n[what to bring](first-steps.md#what-to-bring), nothing\n\n"
        "Noted[^1].\n\nArea\n\nLoud\n\nclickhere\n\n[^1]: In the log.\n"
    )
    assert made.files["content/images/image-1.png"] == PNG


def test_what_a_document_loses_is_listed() -> None:
    assert losses(HANDBOOK) == [
        "a formula near “Area”; left out",
        "a link from “nothing” to what is not there; its words stay",
        "a link to `../other.docx`, which leads nowhere from here; its words stay",
        "a link to `javascript:alert(1)`, which no page may have; its words stay",
        "header: “Harbour 2026”; left out",
        "images of a kind that browsers don't show: 1; left out",
        "styles that are looks alone: “Fancy”; their words stay",
        "the table of contents; a page shows its own, the menu the others",
    ]


def test_changes_text_boxes_and_comments_are_named() -> None:
    body = p("<w:ins>" + run("new") + "</w:ins><w:del><w:r><w:delText>old</w:delText></w:r></w:del>")
    body += p("<w:r><w:pict><w:txbxContent>" + p("In a box") + "</w:txbxContent></w:pict></w:r>")
    comments = f'<w:comments {NAMESPACES}><w:comment w:id="1">{p("Really?")}</w:comment></w:comments>'
    data = docx(body, comments_xml=comments)
    assert losses(data) == [
        "a text box: “In a box” stands among the other words now",
        "changes that wait to be accepted are taken as if they were",
        "the comments: “Really?”; left out",
    ]
    assert "new" in page(data)
    assert "old" not in page(data)


@pytest.mark.parametrize("data", [HANDBOOK, AGREEMENT], ids=["handbook", "agreement"])
def test_a_document_builds_without_a_problem(data: bytes, tmp_path: Path) -> None:
    made = imported(data, tmp_path)
    build = prepare(read(made))
    assert {each.code for each in build.problems} <= {"made-up"}
    assert (made / "README.md").is_file()
    assert (tmp_path / "ours.docx").read_bytes() == data


def test_a_signed_document_becomes_a_draft_of_an_agreement() -> None:
    made = brought(AGREEMENT)
    assert set(made.files) == {"content/index.md", "content/agreements/mentoring-agreement.yml"}
    text = made.files["content/agreements/mentoring-agreement.yml"].decode()
    said = yaml.safe_load(text)
    fields = {key: field for section in said["sections"].values() for key, field in section.get("fields", {}).items()}
    assert fields == FIELDS
    assert said["signatures"] == ["mentor", "mentee"]
    assert said["parties"] == {"mentor": {}, "mentee": {}}
    assert [section.get("title") for section in said["sections"].values()] == [
        None, "Our goals", None, "How we meet", None, "Signatures",
    ]  # fmt: skip
    assert said["sections"]["part_2"]["clauses"] == ["We review our goals together.", "A change is written down."]
    assert validated(AgreementFile, yaml_source.read("a.yml", text))[1] == ()
    assert text.count("What do we want to reach?") == 1
    assert "[Mentoring agreement](agreements/mentoring-agreement.yml)" in made.files["content/index.md"].decode()
    assert [loss.what for loss in made.losses] == [
        "a blank in the sentence “This agreement is between …… (mentor) and …… (mentee).…” is a field below it",
        "“Mentoring agreement” is a draft of an agreement: 14 fields were found from blanks; read it through",
        "“Mentoring agreement” will say that it is not legally binding: write `binding: true` if it is",
    ]


def test_no_word_of_an_agreement_is_lost_but_those_of_signature_blocks() -> None:
    text = brought(AGREEMENT).files["content/agreements/mentoring-agreement.yml"].decode()
    for words in (
        "This agreement is between",
        "We meet in the library.",
        "We review",
        "Budget",
        "Promise",
        "code of conduct",
    ):
        assert words in text


def test_a_document_with_blanks_and_no_signature_stays_a_page() -> None:
    data = docx(
        p("Our form", style="Title") + p("Name: ______ or ", control("<w:text/>", "Age", "Click")) + p(box(), " ok")
    )
    assert page(data) == '---\ntitle: "Our form"\n---\n\nName: ______ or _____\n\n☐ ok\n'
    assert losses(data) == ["blanks in “Our form”: 2 stand as lines; a worksheet would make them fields"]


def test_an_agreement_of_which_no_sound_file_can_be_made_stays_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(yaml_builder, "VALUES", 20)
    assert set(brought(AGREEMENT).files) == {"content/index.md"}
    monkeypatch.undo()
    assert set(brought(AGREEMENT).files) > {"content/index.md"}
    monkeypatch.setattr(draft, "DEFINITION_LIMIT", 500)
    assert set(brought(AGREEMENT).files) == {"content/index.md"}
    assert "What do we want to reach?" in page(AGREEMENT)


def test_only_the_chapter_that_is_signed_becomes_an_agreement_in_a_long_document() -> None:
    words = p("words " * 600)
    chapters = "".join(heading(name) + words for name in ("One", "Two", "Three"))
    data = docx(chapters + heading("To sign") + p("Goal: ______") + p("Signature of mentor: ______"))
    assert set(brought(data).files) == {
        *(f"content/{name}.md" for name in ("index", "one", "two", "three")),
        "content/agreements/to-sign.yml",
    }


def test_a_list_in_a_style_for_words_is_a_list() -> None:
    numbers = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    data = docx(p("one", style="Body", properties=numbers) + p("two", style="Body", properties=numbers))
    assert page(data).endswith("---\n\n- one\n- two\n")
    assert losses(data) == []


def test_a_long_text_with_one_title_is_parted_at_its_second_level() -> None:
    chapters = "".join(heading(name, 2) + p("words " * 1_600) + heading("Below", 3) for name in ("One", "Two"))
    data = docx(heading("All of it") + p("First.") + chapters)
    assert set(brought(data).files) == {"content/index.md", "content/one.md", "content/two.md"}
    assert "\n## Below\n" in page(data, "one")
    assert page(data) == '---\ntitle: "All of it"\n---\n\nFirst.\n'


def test_the_title_comes_from_the_document_else_from_its_file() -> None:
    assert brought(docx(p("words"), core_xml=CORE.format("Our title"))).title == "Our title"
    assert brought(docx(p("words"), core_xml=CORE.format("Microsoft Word - x.doc"))).title == "Our handbook"
    assert brought(docx(heading("Only one") + p("words"))).title == "Only one"


def test_chapters_of_one_name_are_all_kept() -> None:
    assert set(brought(docx(heading("A") + p("1") + heading("A") + p("2") + heading("Index") + p("3"))).files) == {
        f"content/{name}.md" for name in ("index", "a", "a-2", "index-2")
    }


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "damaged"),
        (b"words", "damaged"),
        (HANDBOOK[: len(HANDBOOK) // 2], "damaged"),
        (docx_package.OLE + b"\x00" * 600 + docx_package.ENCRYPTED, "password"),
        (docx_package.OLE + b"\x00" * 600, "older Word"),
        (packed({"word/other.xml": "<a/>"}), "damaged"),
        (packed({"word/document.xml": "<a>"}), "damaged"),
        (packed({"word/document.xml": "<a/>"}), "damaged"),
        (packed({"word/document.xml": f"{LAUGHS}<a>&c;</a>"}), "declares a type"),
        (packed({"word/document.xml": f"{OUTSIDE}<a>&b;</a>"}), "declares a type"),
        (docx(p("x"), styles_xml=f"{OUTSIDE}<a>&b;</a>"), "declares a type"),
        (docx("<w:sdt><w:sdtContent>" * 60 + p("x") + "</w:sdtContent></w:sdt>" * 60), "deep"),
        (docx("<w:tbl>" * 100_000), "damaged"),
        (docx(""), "no words"),
    ],
    ids=range(14),
)  # fmt: skip
def test_a_document_that_can_not_be_read_is_refused_in_words(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_a_document_with_a_locked_part_is_refused() -> None:
    locked = bytearray(packed({"word/document.xml": "<a/>"}))
    locked[6] |= 1
    locked[locked.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in refusal(bytes(locked))


def test_a_document_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = docx(p("x"), media_a_png=b"\x00" * 60_000_000)
    assert len(bomb) < 100_000
    assert "too large" in refusal(bomb)
    monkeypatch.setattr(docx_package, "WHOLE_LIMIT", 50_000_000)
    assert "unpacked" in refusal(bomb)
    monkeypatch.setattr(docx_package, "MOST_PARTS", 3)
    assert "unpacked" in refusal(docx(p("x")))


def test_a_part_that_says_it_is_smaller_than_it_is_is_refused() -> None:
    data = bytearray(docx(p("x" * 1_000)))
    info = zipfile.ZipFile(io.BytesIO(data)).getinfo("word/document.xml")
    for place in (info.header_offset + 22, data.index(b"word/document.xml", data.index(b"PK\x01\x02")) - 46 + 24):
        data[place : place + 4] = (100).to_bytes(4, "little")
    assert "damaged" in refusal(bytes(data))


@pytest.mark.parametrize("way", [zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_part_that_is_damaged_where_it_is_packed_is_refused(way: int) -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", way) as package:
        package.writestr("word/document.xml", "<a>words</a>")
    data = bytearray(made.getvalue())
    start = 30 + len("word/document.xml")
    data[start : start + 20] = b"\xff" * 20
    assert "damaged" in refusal(bytes(data))


def test_parts_never_lead_out_of_the_new_handbook(tmp_path: Path) -> None:
    made = docx(p(picture("rIdA", "a"), picture("rIdB", "b"), picture("rIdC", "c"), "words"),
                links={"rIdA": ("image", "../../../evil.png"), "rIdB": ("image", "/etc/passwd"),
                       "rIdC": ("image", "media/none.png")})  # fmt: skip
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        parts: dict[str, str | bytes] = {name: package.read(name) for name in package.namelist()}
    parts |= {"../../evil.png": PNG, "/etc/passwd": PNG, "word/media/../../../evil.png": PNG, "..\\evil.png": PNG}
    new = imported(packed(parts), tmp_path)
    take_out_what_every_handbook_has(new)
    assert files_of(new).keys() == {"IMPORTED.md", "site.yml", "content/index.md"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["new", "ours.docx"]


def test_images_that_lie_elsewhere_are_not_fetched(tmp_path: Path) -> None:
    secret = tmp_path / "secret.png"
    secret.write_bytes(PNG)
    body = p(
        picture("rIdA", "a").replace("r:embed", "r:link"), picture("rIdB", "b").replace("r:embed", "r:link"), "words"
    )
    links = {"rIdA": ("image", secret.as_uri()), "rIdB": ("image", "https://example.invalid/a.png")}
    made = brought(docx(body, links=links))
    assert set(made.files) == {"content/index.md"}
    assert sum("external file access is disabled" in loss.what for loss in made.losses) == 2


def test_the_command_refuses_in_words_and_writes_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"words")
    with pytest.raises(UsageError, match="it is damaged"):
        import_handbook(tmp_path / "a.docx", tmp_path / "new")
    assert not (tmp_path / "new").exists()
    with (tmp_path / "huge.docx").open("wb") as file:
        os.truncate(file.fileno(), 100_000_001)
    with pytest.raises(FatalError, match="more than 100 MB"):
        import_handbook(tmp_path / "huge.docx", tmp_path / "new")


NAMES = (
    "p", "r", "t", "tbl", "tr", "tc", "sdt", "sdtPr", "sdtContent", "hyperlink", "fldChar", "instrText", "pPr", "rPr",
    "numPr", "ilvl", "numId", "br", "tab", "footnoteReference", "bookmarkStart", "vMerge", "gridSpan", "tcPr", "sym",
    "drawing", "showingPlcHdr", "u", "del", "ins",
)  # fmt: skip
VALUES = ("", "1", "x", "-1", "begin", "end", "99999999999999999999", "é")
TREES = some.recursive(
    some.sampled_from([run("x"), run("____ Signature"), run("☐ a"), "<w:br/>", ""]),
    lambda inner: some.builds(
        lambda name, value, inside: f'<w:{name} w:val="{value}" w:id="{value}">{"".join(inside)}</w:{name}>',
        some.sampled_from(NAMES),
        some.sampled_from(VALUES),
        some.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(some.lists(TREES, max_size=5))
def test_any_text_that_is_xml_is_brought_or_refused(trees: list[str]) -> None:
    made = import_word("a.docx", docx("".join(trees) + p("words")))
    assert isinstance(made, ImportResult | Refusal)


@given(some.integers(0, len(AGREEMENT) - 1), some.binary(min_size=1, max_size=8))
def test_any_damage_is_survived(at: int, noise: bytes) -> None:
    made = import_word("a.docx", AGREEMENT[:at] + noise + AGREEMENT[at + len(noise) :])
    assert isinstance(made, ImportResult | Refusal)


def test_the_word_file_of_an_agreement_becomes_an_agreement_with_the_same_signatures() -> None:
    sheet, words = all_sheets()["mentoring-agreement"]
    made = brought(word_file(sheet, words=words, paper="a4", accent=None), "mentoring-agreement.docx")
    said = yaml.safe_load(made.files["content/agreements/mentoring-agreement.yml"])
    assert said["title"] == sheet.title
    assert said["signatures"] == [block.role for block in sheet.blocks if isinstance(block, SignatureBlock)]
    headings = [block.text.plain for block in sheet.blocks if isinstance(block, HeadingBlock)]
    assert len(headings) > 10
    titles = "\n".join(str(section.get("title")) for section in said["sections"].values())
    assert [heading for heading in headings if heading not in titles] == []


@pytest.mark.parametrize("name", SHEET_NAMES)
def test_every_word_file_that_mentorsite_makes_can_be_brought_and_builds(name: str, tmp_path: Path) -> None:
    sheet, words = all_sheets()[name]
    build = prepare(read(imported(word_file(sheet, words=words, paper="a4", accent=None), tmp_path)))
    assert not build.fatal
    assert {each.code for each in build.problems if name != "hostile"} <= {"broken-link", "made-up", "unknown-variable"}
