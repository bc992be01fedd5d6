"""What Word hides is not published, wherever it is said to be hidden; the list says so."""

import pytest

from tests.importers.test_word_structure import body, cell, losses, rows
from tests.word_files import NAMESPACES, PNG, docx, p, picture, run

VANISH = "<w:rPr><w:vanish/></w:rPr>"
SHOW = '<w:rPr><w:vanish w:val="0"/></w:rPr>'
SECRET = p("secret", style="A")
CHARACTERS = p(run("secret", '<w:rStyle w:val="C"/>'))


def style(id: str, inside: str = "", *, based: str = "", kind: str = "paragraph", more: str = "") -> str:
    parent = f'<w:basedOn w:val="{based}"/>' if based else ""
    return f'<w:style w:type="{kind}" w:styleId="{id}" {more}><w:name w:val="{id}"/>{parent}{inside}</w:style>'


def styled(text: str, *styles: str) -> bytes:
    return docx(
        p(run("Seen", '<w:vanish w:val="0"/>')) + text,
        styles_xml=f"<w:styles {NAMESPACES}>{''.join(styles)}</w:styles>",
    )


NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'


def notes(text: str) -> str:
    return f'<w:footnotes {NAMESPACES}><w:footnote w:id="2">{text}</w:footnote></w:footnotes>'


@pytest.mark.parametrize(
    "data",
    [
        styled(SECRET, style("A", VANISH)),
        styled(SECRET, style("A", based="B"), style("B", VANISH)),
        styled(CHARACTERS, style("C", VANISH, kind="character")),
        styled(CHARACTERS, style("C", based="D", kind="character"), style("D", VANISH, kind="character")),
        styled(p("secret"), style("A", VANISH, more='w:default="1"')),
        styled(p("secret"), f"<w:docDefaults><w:rPrDefault>{VANISH}</w:rPrDefault></w:docDefaults>"),
        docx(p("Seen") + p(run("secret", "<w:vanish/>"))),
        docx(p("Seen") + rows([cell(p("secret"))]).replace("<w:tr>", "<w:tr><w:trPr><w:hidden/></w:trPr>")),
        docx(p(NOTE), footnotes_xml=notes(p(run("secret", "<w:vanish/>")))),
    ],
    ids=["style", "its base", "characters", "their base", "usual style", "all text", "itself", "row", "footnote"],
)
def test_what_is_hidden_is_left_out_and_told(data: bytes) -> None:
    assert "secret" not in body(data)
    assert "hidden text: “secret”; left out" in losses(data)


@pytest.mark.parametrize(
    "data",
    [
        styled(SECRET, style("A", SHOW, based="B"), style("B", VANISH)),
        styled(p(run("secret", '<w:vanish w:val="false"/>'), style="A"), style("A", VANISH)),
        styled(p(run("secret", '<w:rStyle w:val="C"/>'), style="A"), style("A", VANISH), style("C", VANISH)),
    ],
    ids=["style shows again", "shown itself", "hidden twice"],
)
def test_what_word_shows_is_kept(data: bytes) -> None:
    assert "secret" in body(data)


def test_styles_based_on_each_other_in_a_circle_hide_nothing() -> None:
    assert "secret" in body(styled(SECRET, style("A", based="B"), style("B", based="A")))


def test_a_hidden_picture_is_left_out_and_told() -> None:
    shown = picture("rId1", "secret").replace("<wp:docPr", '<wp:docPr hidden="1"')
    data = docx(p("Words", shown), links={"rId1": ("image", "media/a.png")}, media_a_png=PNG)
    assert body(data) == "Words"
    assert losses(data) == ["hidden pictures: 1; left out"]
