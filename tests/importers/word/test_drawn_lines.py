"""Lines to write on that are drawn with tabs are lines, wherever the tab stands and the leader is said."""

import pytest

from tests.importers.test_word_structure import agreement, body, losses
from tests.word_files import NAMESPACES, docx, heading, p


def stops(*each: str) -> str:
    """Tab stops: what leads to each, or `clear`."""
    said = (
        f'<w:tab w:val="{"clear" if leader == "clear" else "left"}" w:leader="{leader}" w:pos="{2000 * number}"/>'
        for number, leader in enumerate(each, 1)
    )
    return f"<w:tabs>{''.join(said)}</w:tabs>"


def paragraph(shown: str, properties: str) -> str:
    """A paragraph with one run, in which `|` is a tab."""
    words = "<w:tab/>".join(f'<w:t xml:space="preserve">{each}</w:t>' if each else "" for each in shown.split("|"))
    return f"<w:p><w:pPr>{properties}</w:pPr><w:r>{words}</w:r></w:p>"


@pytest.mark.parametrize(
    ("shown", "leaders", "expected"),
    [
        ("Name:|", ("underscore",), "Name: _____"),
        ("Phone:|Date:|", ("underscore", "underscore"), "Phone: _____ Date: _____"),
        ("Phone:|Date:|", ("dot", "dot"), "Phone: _____ Date: _____"),
        ("Name:||Date:|", ("underscore", "none", "underscore"), "Name: _____ Date: _____"),
        ("|||", ("underscore", "none", "underscore"), "_____ _____"),
        ("Name|", ("dot",), "Name _____"),
        ("Why?|||", ("underscore", "underscore", "underscore"), "Why? _____"),
        ("A label that is wider:|", ("none", "underscore"), "A label that is wider: _____"),
        ("The first meeting|12", ("dot",), "The first meeting 12"),
        ("09:00|Welcome", ("none",), "09:00 Welcome"),
        ("Name:|", (), "Name:"),
    ],
)
def test_a_tab_with_a_leader_is_a_line(shown: str, leaders: tuple[str, ...], expected: str) -> None:
    text = body(docx(heading("Form") + paragraph(shown, stops(*leaders))))
    assert " ".join(text.replace("\\", "").split()) == expected


STYLES = (
    f'<w:styles {NAMESPACES}><w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style>'
    f'<w:style w:type="paragraph" w:styleId="Line"><w:name w:val="Line"/><w:pPr>{stops("underscore")}</w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Own"><w:name w:val="Own"/><w:basedOn w:val="Line"/></w:style></w:styles>'
)


@pytest.mark.parametrize(
    ("style", "own", "expected"),
    [
        ("Line", "", "Name: _____"),
        ("Own", "", "Name: _____"),
        ("Own", stops("clear"), "Name:"),
        ("", "", "Name:"),
    ],
)
def test_a_leader_may_be_said_by_a_style(style: str, own: str, expected: str) -> None:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    data = docx(heading("Form") + paragraph("Name:|", named + own), styles_xml=STYLES)
    assert body(data).replace("\\", "").strip() == expected


def test_the_usual_style_may_say_it_too() -> None:
    usual = STYLES.replace('w:styleId="Line"', 'w:default="1" w:styleId="Line"')
    assert "_____" in body(docx(heading("Form") + paragraph("Name:|", ""), styles_xml=usual)).replace("\\", "")


def test_a_tab_to_the_margin_draws_its_own_line_and_keeps_words_apart() -> None:
    tab = '<w:r><w:ptab w:relativeTo="margin" w:alignment="right" w:leader="{}"/></w:r>'
    assert "_____" in body(docx(heading("Form") + p("Name: ", tab.format("underscore")))).replace("\\", "")
    apart = p("Left", tab.format("none"), "<w:r><w:t>Right</w:t></w:r>")
    assert body(docx(heading("Form") + apart)) == "Left Right"


def test_what_is_signed_on_such_lines_is_a_draft() -> None:
    lines = "".join(paragraph(each, stops("underscore")) for each in ("Mentor name:|", "Signature of mentor|"))
    assert agreement(docx(heading("Form") + lines))["signatures"] == ["mentor"]


@pytest.mark.parametrize(
    ("rows", "named"),
    [
        (("09:00|Welcome|Room 1", "10:00|Training|Room 2"), True),
        (("Monday|Ann", "Tuesday|Bob"), True),
        (("09:00|Welcome",), False),
        (("|Indented", "|Words"), False),
        (("Name:|", "Phone:|"), False),
    ],
)
def test_columns_that_are_set_with_tabs_are_named(rows: tuple[str, ...], named: bool) -> None:
    found = losses(docx(heading("Form") + "".join(paragraph(each, "") for each in rows)))
    first = rows[0].replace("|", " ")
    said = f"columns set with tabs, as in “{first}”: a space stands between them; a table would keep them"
    assert found == ([said] if named else [])
