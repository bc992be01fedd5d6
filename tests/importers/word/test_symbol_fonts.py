"""Letters that a font of signs shows as signs are these signs; bullets that are boxes make tasks."""

import pytest

from tests.importers.test_word_structure import agreement, body
from tests.word_files import NAMESPACES, docx, heading, p, run


def letters(text: str, font: str) -> str:
    return run(text, f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}"/>')


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (letters("\uf0fc", "Wingdings"), "✓"),
        (letters("ü", "Wingdings"), "✓"),
        (letters("o", "Wingdings"), "☐"),
        (letters("J", "Wingdings"), "☺"),
        (letters("a", "Symbol"), "α"),
        (letters("R", "Wingdings 2"), "☑"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0FE"/></w:r>', "☑"),
        (letters("o ü", "Courier New"), "o ü"),
        (run("o ü"), "o ü"),
    ],
)
def test_a_letter_of_a_font_of_signs_is_the_sign(shown: str, expected: str) -> None:
    assert body(docx(heading("Form") + p(f"{run('Met: ')}{shown}"))) == f"Met: {expected}"


def numbering(bullet: str, font: str) -> str:
    level = (
        f'<w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/><w:lvlText w:val="{bullet}"/>'
        f'<w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr></w:lvl>'
    )
    return (
        f'<w:numbering {NAMESPACES}><w:abstractNum w:abstractNumId="7">{level}</w:abstractNum>'
        '<w:num w:numId="7"><w:abstractNumId w:val="7"/></w:num></w:numbering>'
    )


ITEM = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr>'


@pytest.mark.parametrize(
    ("bullet", "font", "mark"),
    [
        ("\uf0a8", "Wingdings", "[ ] "),
        ("\uf06f", "Wingdings", "[ ] "),
        ("q", "Wingdings", "[ ] "),
        ("☐", "MS Gothic", "[ ] "),
        ("\uf0a3", "Wingdings 2", "[ ] "),
        ("\uf0fe", "Wingdings", "[x] "),
        ("☒", "Arial", "[x] "),
        ("o", "Courier New", ""),
        ("\uf0b7", "Symbol", ""),
        ("\uf0a7", "Wingdings", ""),
        ("\uf0d8", "Wingdings", ""),
        ("\uf0fc", "Wingdings", ""),
    ],
)
def test_a_list_with_boxes_for_bullets_is_one_of_tasks(bullet: str, font: str, mark: str) -> None:
    data = docx(heading("Form") + p("Police check", properties=ITEM), numbering_xml=numbering(bullet, font))
    assert body(data) == f"- {mark}Police check"


def test_boxes_for_bullets_are_ticked_in_an_agreement() -> None:
    text = heading("Form") + p("Police check seen", properties=ITEM) + p("Mentor signature: _____")
    (section,) = agreement(docx(text, numbering_xml=numbering("q", "Wingdings")))["sections"].values()  # type: ignore[attr-defined]
    assert section["fields"] == {"police_check_seen": {"type": "checkbox", "label": "Police check seen"}}


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("☐ Police check", "- [ ] Police check"),
        ("☑ Police check", "- [x] Police check"),
        ("❒ Police check", "- [ ] Police check"),
        ("▢ Yes ▢ No", "- ▢ Yes ▢ No"),
        ("☐ Yes ☐ No", "- ☐ Yes ☐ No"),
        ("☐", "- ☐"),
        ("Tick ☐ here", "- Tick ☐ here"),
    ],
)
def test_a_box_that_an_item_begins_with_makes_it_a_task(words: str, expected: str) -> None:
    data = docx(heading("Form") + p(words, properties=ITEM), numbering_xml=numbering("\uf0b7", "Symbol"))
    assert body(data) == expected
