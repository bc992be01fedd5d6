"""Word's own styles for deeper lists, and styles that say how deep in a list they are."""

import pytest

from mentorsite.importers.result import ImportResult
from mentorsite.importers.word.document import import_word
from tests.word_files import NAMESPACES, docx, p

NAMES = ("List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2")
NUMBER = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{}"/></w:numPr>'


def brought(*paragraphs: str) -> ImportResult:
    """A document whose styles are each a list of one level, as Word and python-docx have them."""
    styles = lists = nums = ""
    for id, name in enumerate(NAMES, 1):
        style, kind = name.replace(" ", ""), "bullet" if "Bullet" in name else "decimal"
        styles += f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/><w:pPr><w:numPr>'
        styles += f'<w:numId w:val="{id}"/></w:numPr></w:pPr></w:style>'
        lists += f'<w:abstractNum w:abstractNumId="{id}"><w:lvl w:ilvl="0"><w:numFmt w:val="{kind}"/>'
        lists += f'<w:pStyle w:val="{style}"/></w:lvl></w:abstractNum>'
        nums += f'<w:num w:numId="{id}"><w:abstractNumId w:val="{id}"/></w:num>'
    styles += (
        '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="ListBullet2"/></w:style>'
    )
    made = import_word(
        "ours.docx",
        docx(
            "".join(paragraphs),
            styles_xml=f"<w:styles {NAMESPACES}>{styles}</w:styles>",
            numbering_xml=f"<w:numbering {NAMESPACES}>{lists}{nums}</w:numbering>",
        ),
    )
    assert isinstance(made, ImportResult)
    return made


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        (("ListBullet", "ListBullet2", "ListBullet3", "ListBullet"), "- a\n  - b\n    - c\n- d"),
        (("ListNumber", "ListNumber2", "ListNumber2", "ListNumber"), "1. a\n   1. b\n   2. c\n2. d"),
        (("ListNumber", "ListBullet2", "ListNumber"), "1. a\n   - b\n2. c"),
        (("ListBullet", "Own"), "- a\n  - b"),
        (("ListBullet2", "ListBullet2"), "- a\n- b"),
        (("ListBullet", "ListBullet3", "ListBullet3"), "- a\n  - b\n  - c"),
    ],
)
def test_a_style_for_a_deeper_list_makes_one(styles: tuple[str, ...], expected: str) -> None:
    found = brought(*(p(words, style=style) for words, style in zip("abcd", styles, strict=False)))
    assert found.files["content/index.md"].decode().endswith(f"---\n\n{expected}\n")
    assert not found.losses


def test_a_depth_of_a_paragraph_s_own_comes_first() -> None:
    found = brought(p("a", style="ListBullet"), p("b", style="ListBullet2", properties=NUMBER.format(2)))
    assert found.files["content/index.md"].decode().endswith("- a\n- b\n")
