"""What a Word document says by its structure is brought or told: numbers, merged cells, lists in cells, forms."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import yaml

from mentorsite.importers.result import ImportResult
from mentorsite.importers.word.document import import_word
from mentorsite.importers.word.pages import MOST_PARTS
from tests.linear import grows_in_proportion, seconds
from tests.word_files import NAMESPACES, PNG, docx, heading, item, p, packed, picture, run, table, unpacked

NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="{}"/></w:numPr>'
BREAK = "<w:r><w:br/></w:r>"
BOLD_BREAK = "<w:r><w:rPr><w:b/></w:rPr><w:br/></w:r>"


FIELD = "".join(
    f"<w:r>{each}</w:r>"
    for each in (
        '<w:fldChar w:fldCharType="begin"/>',
        "<w:instrText>PAGE</w:instrText>",
        '<w:fldChar w:fldCharType="end"/>',
    )
)


def brought(data: bytes) -> ImportResult:
    made = import_word("form.docx", data)
    assert isinstance(made, ImportResult), made
    return made


def body(data: bytes) -> str:
    """The words of the first page, without its front matter."""
    return brought(data).files["content/index.md"].decode().split("---\n", 2)[2].strip()


def losses(data: bytes) -> list[str]:
    return [loss.what for loss in brought(data).losses]


def agreement(data: bytes) -> dict[str, object]:
    files = brought(data).files
    (name,) = [name for name in files if name.endswith(".yml")]
    made = yaml.safe_load(files[name])
    assert isinstance(made, dict)
    return made


def fields(data: bytes) -> list[tuple[str, str]]:
    """Label and type of each field of the agreement."""
    sections = agreement(data)["sections"]
    assert isinstance(sections, dict)
    return [(each["label"], each["type"]) for part in sections.values() for each in part.get("fields", {}).values()]


def renamed(data: bytes, names: dict[str, str]) -> bytes:
    return packed({names.get(name, name): part for name, part in unpacked(data).items()})


@pytest.mark.parametrize("main", ["word/document2.xml", "word/document22.xml", "word/main.xml"])
@pytest.mark.parametrize("target", ["{}", "/{}", "./{}"])
def test_the_text_is_the_part_that_the_package_names(main: str, target: str) -> None:
    data = docx(p("Words ", run("of", "<w:b/>"), " mine") + item("one", numbered=True))
    parts = unpacked(renamed(data, {"word/document.xml": main}))
    folder, name = main.split("/")
    parts[f"{folder}/_rels/{name}.rels"] = parts.pop("word/_rels/document.xml.rels")
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(b"word/document.xml", target.format(main).encode())
    assert body(packed(dict(parts))) == "Words **of** mine\n\n1. one"


def test_a_package_with_backslashes_in_its_names_is_read() -> None:
    data = docx(p("Words"))
    assert body(renamed(data, {name: name.replace("/", "\\") for name in unpacked(data)})) == "Words"


def test_a_strict_document_is_read_as_any_other() -> None:
    spaces = {
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main": b"http://purl.oclc.org/ooxml/wordprocessingml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/": b"http://purl.oclc.org/ooxml/officeDocument/",
        b"http://schemas.openxmlformats.org/drawingml/2006/": b"http://purl.oclc.org/ooxml/drawingml/",
    }
    strict = {}
    for name, part in unpacked(docx(item("one", numbered=True) + p("Area", "<m:oMath/>"))).items():
        for usual, other in spaces.items():
            part = part.replace(usual, other)
        strict[name] = part
    assert body(packed(dict(strict))) == "1. one\n\nArea"
    assert losses(packed(dict(strict))) == ["a formula near “Area”; left out"]


def test_numbers_go_on_after_a_paragraph_as_in_word() -> None:
    data = docx(item("a", numbered=True) + item("b", numbered=True) + p("Then:") + item("c", numbered=True))
    assert body(data) == "1. a\n2. b\n\nThen:\n\n3. c"
    assert losses(data) == []


def test_a_list_that_starts_anew_right_behind_another_stays_one_of_its_own() -> None:
    lists = "".join(p(words, properties=NUMBERED.format(0, number)) for words, number in (("a", 3), ("b", 3), ("c", 4)))
    assert body(docx(lists, numbering_xml=numbering())) == "4. a\n5. b\n\n1) c"


def test_numbers_below_a_number_count_anew_for_each() -> None:
    places = [("a", 0), ("b", 1), ("c", 1), ("d", 0), ("e", 1)]
    data = docx("".join(item(words, numbered=True, depth=depth) for words, depth in places))
    assert body(data) == "1. a\n   1. b\n   2. c\n2. d\n   1. e"


@pytest.mark.parametrize(
    ("kind", "pattern", "shown"),
    [
        ("lowerLetter", "(%1)", "a, b, c"),
        ("upperRoman", "%1.", "I, II, III"),
        ("ordinalText", "%1", "First, Second, Third"),
        ("chicago", "%1", "chicago"),
        ("decimal", "%1.%2", "1.1"),
    ],
)
def test_numbers_that_a_list_does_not_have_are_told(kind: str, pattern: str, shown: str) -> None:
    data = docx(p("a", properties=NUMBERED.format(0, 3)), numbering_xml=numbering(kind, pattern))
    assert losses(data) == [f"numbers such as “{shown}”: they stand as 1, 2, 3"]


@pytest.mark.parametrize(
    ("kind", "pattern", "expected"),
    [
        ("decimal", "Step %1:", "Step 4: a\n\nStep 5: b"),
        ("upperRoman", "Article %1", "Article IV a\n\nArticle V b"),
        ("lowerLetter", "§ %1)", "§ d) a\n\n§ e) b"),
        ("decimalZero", "Part %1", "Part 04 a\n\nPart 05 b"),
        ("none", "%1.", ". a\n\n. b"),
        ("none", "", "a\n\nb"),
        ("none", "Note:", "Note: a\n\nNote: b"),
        ("decimal", "", "a\n\nb"),
    ],
)
def test_words_with_a_number_stand_as_words_and_no_number_where_word_shows_none(
    kind: str, pattern: str, expected: str
) -> None:
    items = "".join(p(words, properties=NUMBERED.format(0, 3)) for words in "ab")
    data = docx(items, numbering_xml=numbering(kind, pattern))
    assert (body(data), losses(data)) == (expected, [])


def test_numbers_that_can_not_be_written_are_told_with_their_words() -> None:
    data = docx(p("a", properties=NUMBERED.format(0, 3)), numbering_xml=numbering("ordinalText", "The %1"))
    assert body(data) == "The 4 a"
    assert losses(data) == ["numbers such as “First, Second, Third”: they stand as 1, 2, 3"]


def test_a_mark_of_a_note_that_someone_typed_makes_no_note() -> None:
    assert body(docx(p("See [^1]."))) == "See \\[^1]."


def test_the_numbers_of_headings_are_told_and_leave_no_mark() -> None:
    data = docx(p("Purpose", style="Heading2", properties=NUMBERED.format(0, 2)) + p("Words"))
    assert body(data) == "## Purpose\n\nWords"
    assert losses(data) == ["the numbers of headings, as before “Purpose”; their words stay"]


def numbering(kind: str = "decimal", pattern: str = "%1.") -> str:
    """Lists 3 and 4 of one kind; the second starts anew, the first at 4."""
    level = f'<w:lvl w:ilvl="0"><w:start w:val="4"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{pattern}"/></w:lvl>'
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        '<w:num w:numId="3"><w:abstractNumId w:val="7"/></w:num>'
        f'<w:num w:numId="4"><w:abstractNumId w:val="7"/>{again}</w:num></w:numbering>'
    )


def cell(*paragraphs: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(paragraphs)}</w:tc>"


def rows(*lines: list[str]) -> str:
    return f"<w:tbl>{''.join(f'<w:tr>{chr(0).join(line)}</w:tr>'.replace(chr(0), '') for line in lines)}</w:tbl>"


def test_paragraphs_of_a_cell_stay_apart_and_a_list_in_it_is_told() -> None:
    inside = cell(p("Listens."), p("Asks first."), item("one", numbered=True), item("two", numbered=True))
    data = docx(p("Before") + rows([cell(p("Role")), cell(p("Does"))], [cell(p("Mentor")), inside]))
    assert body(data) == (
        "Before\n\n| Role | Does |\n| --- | --- |\n| Mentor | Listens.<br>Asks first.<br>1. one<br>2. two |"
    )
    assert losses(data) == [
        "a list in a cell of the table “Role Does Mentor Listens. Asks first. on…”: its items stand as lines"
    ]


def test_points_and_a_break_in_a_cell_stay_apart() -> None:
    data = docx(p("x") + rows([cell(p("a", BREAK, "b"), item("c"), p("d")), cell(p("e"))], [cell(p("f")), cell(p())]))
    assert "| a<br>b<br>• c<br>d | e |" in body(data)


def test_merged_cells_leave_each_word_in_its_column() -> None:
    down, on = '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    data = docx(
        p("x")
        + rows(
            [cell(p("When"), properties=down), cell(p("Who")), cell(p("What"))],
            [cell(p(), properties=on), cell(p("Mentor")), cell(p("Listens"))],
            [cell(p("All of us"), properties='<w:gridSpan w:val="2"/>'), cell(p("Meet"))],
        )
    )
    assert body(data).split("\n")[2:] == [
        "| When | Who | What |", "| --- | --- | --- |", "|  | Mentor | Listens |", "| All of us |  | Meet |",
    ]  # fmt: skip
    assert losses(data) == [
        "merged cells of the table “When Who What Mentor Listens All of us M…”: "
        "the words stand in the first, the others are empty"
    ]


def test_no_cell_of_a_longer_row_is_lost() -> None:
    data = docx(p("x") + rows([cell(p("a"))], [cell(p("b")), cell(p("c"))]))
    assert body(data).endswith("| a |  |\n| --- | --- |\n| b | c |")


def test_a_table_in_a_cell_stands_as_lines_and_is_told() -> None:
    inner = table(["Mon", "9"], ["Tue", "10"])
    data = docx(p("x") + rows([cell(p("Hours")), cell(p("see"), inner)], [cell(p("a")), cell(p("b"))]))
    assert "| Hours | see<br>Mon – 9<br>Tue – 10 |" in body(data)
    assert any(loss.startswith("a table in a cell of the table “Hours") for loss in losses(data))


def test_merged_cells_without_end_are_bounded() -> None:
    wide = cell(p("a"), properties='<w:gridSpan w:val="9999"/>')
    assert body(docx(p("x") + rows(*[[wide]] * 3))).count("|") < 300


@pytest.mark.parametrize(
    "breaks",
    [p(BREAK), p(BOLD_BREAK), p(BREAK, BREAK), p(" ", BREAK, " "), p(BOLD_BREAK, BREAK), p(BREAK, style="Heading2")],
)
def test_a_paragraph_of_nothing_but_line_breaks_leaves_nothing(breaks: str) -> None:
    assert body(docx(p("Before.") + breaks + p("After."))) == "Before.\n\nAfter."


def test_line_breaks_at_the_ends_of_a_paragraph_break_nothing() -> None:
    data = docx(p(BREAK, "a", BREAK, "b", BREAK) + heading("c", 2).replace("</w:p>", f"{BREAK}</w:p>") + item("d"))
    assert body(data) == "a\\\nb\n\n## c\n\n- d"


@pytest.mark.parametrize("place", ["header", "footer"])
def test_a_picture_around_the_pages_is_told_without_its_coordinates(place: str) -> None:
    shown = f"<wp:positionOffset>4343400</wp:positionOffset>{picture('rId1', 'our logo')}"
    part = f"<w:hdr {NAMESPACES}><w:p>{shown}</w:p></w:hdr>"
    parts: dict[str, Any] = {f"{place}1_xml": part, "media_a_png": PNG}
    data = docx(p("Words"), **parts)
    assert losses(data) == [
        f"a picture in the {place}; left out: a logo goes into site.yml, as `logo` of the organization"
    ]


def test_hidden_text_is_not_published_but_told() -> None:
    data = docx(p("Seen", run(" unseen", "<w:vanish/>")) + p(run("shown", '<w:vanish w:val="0"/>')))
    assert body(data) == "Seen\n\nshown"
    assert losses(data) == ["hidden text: “unseen”; left out"]


def test_a_document_within_the_document_is_told() -> None:
    assert losses(docx(p("Words") + '<w:altChunk r:id="rId9"/>')) == [
        "a document within the document near “Words”; left out"
    ]
    assert losses(docx('<w:altChunk r:id="rId9"/>' + p("Words"))) == [
        "a document within the document at the beginning; left out"
    ]


@pytest.mark.parametrize(
    ("instruction", "name"),
    [(" MERGEFIELD Mentor_Name \\* MERGEFORMAT ", "Mentor_Name"), ('MERGEFIELD "First Name"', "First Name"),
     (" GREETINGLINE \\f x ", "GREETINGLINE")],
)  # fmt: skip
def test_a_field_of_a_mail_merge_is_named(instruction: str, name: str) -> None:
    shown = f"<w:fldSimple w:instr='{instruction}'>{run('«x»')}</w:fldSimple>"
    assert body(docx(p("Dear ", shown))) == "Dear «x»"
    assert losses(docx(p("Dear ", shown))) == [
        f"a field of a mail merge, `{name}`: what it shows stays; write there what is true for everyone"
    ]


def test_words_that_are_struck_twice_are_struck() -> None:
    assert body(docx(p("a ", run("b", "<w:dstrike/>")))) == body(docx(p("a ", run("b", "<w:strike/>"))))
    assert body(docx(p("a ", run("b", '<w:dstrike w:val="0"/>')))) == "a b"


SIGN = rows([cell(p("Mentee signature and date")), cell(p())], [cell(p("Mentor signature and date")), cell(p())])


def test_questions_beside_empty_cells_become_fields_and_signatures() -> None:
    asked = rows(
        [cell(p("When will you meet?")), cell(p())],
        [cell(p("Start date:")), cell(p())],
        [cell(p("Place")), cell(p())],
    )
    data = docx(heading("Mentoring agreement") + p("Fill this in together.") + asked + SIGN)
    assert fields(data) == [("When will you meet?", "long-text"), ("Start date", "date"), ("Place", "text")]
    assert agreement(data)["signatures"] == ["mentee", "mentor"]


def test_questions_above_empty_cells_become_fields() -> None:
    above = rows(
        [cell(p("Our goals")), cell(p("Our steps"))], [cell(p()), cell(p())], [cell(p("Notes")), cell(p("More"))],
        [cell(p()), cell(p())],
    )  # fmt: skip
    assert fields(docx(heading("Agreement") + above + SIGN)) == [
        ("Our goals", "text"), ("Our steps", "text"), ("Notes", "text"), ("More", "text"),
    ]  # fmt: skip


def test_a_heading_across_a_form_is_words_and_no_question() -> None:
    across = cell(p("About you"), properties='<w:gridSpan w:val="2"/>')
    data = docx(heading("Agreement") + rows([across], [cell(p("Name")), cell(p())]) + SIGN)
    assert fields(data) == [("Name", "text")]
    assert "About you" in str(agreement(data))


def test_words_too_long_for_a_label_are_kept_whole() -> None:
    long = "Please tell us in your own words what you hope to learn " * 5
    data = docx(heading("Agreement") + rows([cell(p(long)), cell(p())]) + SIGN)
    assert long.strip() in " ".join(str(agreement(data)).split())
    assert fields(data) == [("Answer", "long-text")]


@pytest.mark.parametrize(
    "signed",
    [
        rows([cell(p("Mentor")), cell(p()), cell(p("Date")), cell(p())], [cell(p("Mentee")), cell(p())]),
        rows([cell(p("Mentor signature")), cell(p("Mentee signature"))], [cell(p()), cell(p())]),
        rows([cell(p()), cell(p())], [cell(p("Mentor signature")), cell(p("Mentee signature"))]),
        rows(
            [cell(p("Mentor")), cell(p()), cell(p("Mentee")), cell(p())],
            [cell(p("Signature")), cell(p()), cell(p("Signature")), cell(p())],
        ),
        rows(
            [cell(p()), cell(p("Signature")), cell(p("Date"))],
            [cell(p("Mentor")), cell(p()), cell(p())],
            [cell(p("Mentee")), cell(p()), cell(p())],
        ),
    ],
)  # fmt: skip
def test_the_shapes_in_which_people_sign_make_blocks_for_their_roles(signed: str) -> None:
    data = docx(heading("Agreement") + p("Goal: _____") + heading("Signatures", 2) + signed)
    assert agreement(data)["signatures"] == ["mentor", "mentee"]


def test_a_form_in_a_table_that_nobody_signs_is_told() -> None:
    data = docx(p("Our form", style="Title") + rows([cell(p("Name")), cell(p())], [cell(p("Team")), cell(p())]))
    assert losses(data) == ["empty cells in “Our form”: 2 stand as they are; a worksheet would make them fields"]


def test_a_table_to_read_with_a_gap_in_its_corner_is_told_of_nothing() -> None:
    assert losses(docx(p("x") + table(["", "May"], ["Mentor", "yes"]))) == []


@pytest.mark.parametrize(
    "document",
    [
        lambda count: docx(heading("H") * count),
        lambda count: docx(heading("H", 2) * count),
        lambda count: docx(p() * count + p("x")),
        lambda count: docx(p(BREAK) * count + p("x")),
        lambda count: docx(p("Mentor signature ____") + p("Name: ____") * count),
        lambda count: docx(rows(*[[cell(p("a"), item("b"))] * 2] * count)),
        lambda count: docx(item("x", numbered=True) * count),
        lambda count: docx(f"<w:p>{'<w:r></w:r>' * 9 * count}</w:p>{p('x')}"),
        lambda count: docx(f"<w:p>{FIELD * count}</w:p>{p('x')}"),
    ],
    ids=[
        "headings",
        "lower headings",
        "empty paragraphs",
        "breaks",
        "blanks of one name",
        "lists in cells",
        "items",
        "runs",
        "fields",
    ],
)
def test_time_grows_no_faster_than_the_document(document: Callable[[int], bytes]) -> None:
    def cost(size: int) -> float:
        data = document(size)
        return seconds(lambda: brought(data))

    assert grows_in_proportion(cost, 300)


def test_a_document_of_thousands_of_headings_stays_one_page() -> None:
    files = brought(docx("".join(heading(f"H {number}") for number in range(MOST_PARTS + 1)))).files
    assert list(files) == ["content/index.md"]
    assert len(re.findall("^# H", files["content/index.md"].decode(), re.M)) == MOST_PARTS + 1


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([[heading("A", 2) + p("a") + heading("B", 2) + p("b"), p("c")]], "## A\n\na\n\n## B\n\nb\n\nc"),
        ([[heading("A", 2)], [p("a")], [heading("B", 3) + p("b")]], "## A\n\na\n\n### B\n\nb"),
        (
            [[heading("A", 2) + table(["1", "2"], ["3", "4"]), p("b")]],
            "## A\n\n| 1 | 2 |\n| --- | --- |\n| 3 | 4 |\n\nb",
        ),
        ([["a", "b"]], "| a | b |\n| --- | --- |"),
    ],
)
def test_a_table_that_lays_out_a_page_keeps_its_headings(rows: list[list[str]], expected: str) -> None:
    document = docx(heading("T") + table(*rows))
    assert (body(document), losses(document)) == (expected, [])


def test_chapters_in_a_table_that_lays_out_a_page_become_pages() -> None:
    made = brought(docx(table([heading("Aims") + p("a"), heading("Rules") + p("b")])))
    assert {"content/aims.md", "content/rules.md"} < set(made.files)


def test_headings_in_cells_of_other_tables_are_named() -> None:
    document = docx(heading("T") + table([heading("A", 2) + p("a"), "b"], ["c", "d"]))
    assert body(document) == "| A<br>a | b |\n| --- | --- |\n| c | d |"
    assert losses(document) == ["headings in cells of the table “A a b c d”: they stand as lines"]


YELLOW = '<w:highlight w:val="yellow"/>'


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        (p("a ", run("b", YELLOW), " c"), "a <mark>b</mark> c"),
        (p("a ", run("b", YELLOW), run("c", YELLOW)), "a <mark>bc</mark>"),
        (p(run("a", f"{YELLOW}<w:b/>")), "**<mark>a</mark>**"),
        (heading("A", 2) + p(run("b", '<w:highlight w:val="none"/>')), "## A\n\nb"),
        (p(run("A", YELLOW), style="Heading2"), "## A"),
        (p("Name: ", run("_____", YELLOW)), "Name: _____"),
    ],
)
def test_words_that_are_marked_stay_marked(inside: str, expected: str) -> None:
    assert body(docx(heading("T") + inside)) == expected


def test_a_blank_that_is_marked_is_a_field_all_the_same() -> None:
    blanks = p("Meeting place: ", run("_____", YELLOW)) + p("Signature of the mentor: ", run("_____", YELLOW))
    assert fields(docx(heading("T") + blanks)) == [("Meeting place", "text")]
