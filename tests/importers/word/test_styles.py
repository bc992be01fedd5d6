"""A style that is based on another has its rank and its numbers; one that is not defined is called by its id."""

import pytest

from mentorsite.importers.result import ImportResult
from mentorsite.importers.word.document import import_word
from tests.word_files import NAMESPACES, docx, p

STYLES = (
    ("Heading1", "heading 1", "", ""),
    ("MyHead", "My Head", "Heading1", ""),
    ("MyOther", "My Other", "MyHead", ""),
    ("Flat", "Flat", "Heading1", '<w:outlineLvl w:val="9"/>'),
    ("TOCHeading", "TOC Heading", "Heading1", ""),
    ("Clause", "Clause", "", '<w:numPr><w:numId w:val="2"/></w:numPr>'),
    ("ClauseB", "Clause B", "Clause", ""),
    ("Unnumbered", "Unnumbered", "Clause", '<w:numPr><w:numId w:val="0"/></w:numPr>'),
)


def brought(*paragraphs: str) -> ImportResult:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{base}"/>'
        f"<w:pPr>{said}</w:pPr></w:style>"
        for id, name, base, said in STYLES
    )
    made = import_word("ours.docx", docx("".join(paragraphs), styles_xml=f"<w:styles {NAMESPACES}>{styles}</w:styles>"))
    assert isinstance(made, ImportResult)
    return made


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        ("MyHead", {"index", "one", "two"}),
        ("MyOther", {"index", "one", "two"}),
        ("Flat", {"index"}),
        ("TOCHeading", {"index"}),
    ],
)
def test_a_style_based_on_that_of_a_heading_is_a_heading(style: str, expected: set[str]) -> None:
    found = brought(p("One", style=style), p("a"), p("Two", style=style), p("b"))
    assert {path.removeprefix("content/").removesuffix(".md") for path in found.files} == expected


@pytest.mark.parametrize(
    ("styles", "expected"),
    [
        (("Clause", "ClauseB"), "1. a\n2. b"),
        (("Clause", "Unnumbered"), "1. a\n\nb"),
    ],
)
def test_a_style_has_the_numbers_of_the_one_that_it_is_based_on(styles: tuple[str, str], expected: str) -> None:
    found = brought(p("a", style=styles[0]), p("b", style=styles[1]))
    assert found.files["content/index.md"].decode().endswith(f"---\n\n{expected}\n")


def test_a_style_that_is_not_defined_is_called_by_its_id() -> None:
    said = [each.what for each in brought(p("a", style="Gone")).losses]
    assert said == ["paragraph style with ID Gone was referenced but not defined in the document"]
