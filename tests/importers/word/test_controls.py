"""Controls that nobody filled in are blanks, though Word does not say so; what they offer is kept or told."""

import pytest

from tests.importers.test_word_structure import agreement, body, losses
from tests.word_files import NAMESPACES, control, docx, heading, p, run

ITEMS = '<w:listItem w:displayText="Choose an item." w:value="x"/><w:listItem w:displayText="Weekly" w:value="w"/>'
ITEMS += '<w:listItem w:value="Monthly"/>'
LIST, COMBO, DAY, TEXT = (
    f"<w:dropDownList>{ITEMS}</w:dropDownList>",
    f"<w:comboBox>{ITEMS}</w:comboBox>",
    "<w:date/>",
    "<w:text/>",
)
STYLE = (
    f'<w:styles {NAMESPACES}><w:style w:type="character" w:styleId="x"><w:name w:val="Placeholder Text"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/></w:style></w:styles>'
)
OFFERED = "a list to choose from in “Form” (“Weekly”, “Monthly”): it stands as a line; a worksheet would keep it"
LINE = "blanks in “Form”: 1 stand as lines; a worksheet would make them fields"


def form(shown: str) -> bytes:
    return docx(heading("Form") + p("How often: ", shown), styles_xml=STYLE)


def older(result: str = "") -> str:
    entries = "".join(f'<w:listEntry w:val="{each}"/>' for each in ("Weekly", "Monthly"))
    return (
        f'<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList>{result}{entries}</w:ddList></w:ffData></w:fldChar>'
        '</w:r><w:r><w:instrText> FORMDROPDOWN </w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


@pytest.mark.parametrize(
    ("shown", "offered"),
    [
        (control(LIST, "", "Choose an item.", empty=False), True),
        (control(LIST, "", "Wählen Sie ein Element aus.", empty=False), True),
        (control(COMBO, "", "Choose an item.", empty=False), True),
        (control(LIST, "", "Weekly"), True),
        (control(DAY, "", "Click or tap to enter a date.", empty=False), False),
        (control(TEXT, "", "x", empty=False).replace(run("x"), run("Hier schreiben", '<w:rStyle w:val="x"/>')), False),
        (older(), True),
        (older('<w:result w:val="0"/>'), True),
    ],
)
def test_a_control_that_asks_is_a_line_and_what_it_offers_is_told(shown: str, offered: bool) -> None:
    assert body(form(shown)) == "How often: _____"
    assert losses(form(shown)) == [*([OFFERED] if offered else []), LINE]


@pytest.mark.parametrize(
    ("shown", "words"),
    [
        (control(LIST, "", "Monthly", empty=False), "Monthly"),
        (control(COMBO, "", "Monthly", empty=False), "Monthly"),
        (older('<w:result w:val="1"/>'), "Monthly"),
    ],
)
def test_what_was_chosen_stays_and_the_rest_is_told(shown: str, words: str) -> None:
    assert body(form(shown)) == f"How often: {words}"
    assert losses(form(shown)) == ["a list to choose from: “Monthly” was chosen and stays; the others were “Weekly”"]


def test_words_that_someone_typed_stay() -> None:
    typed = control(COMBO, "", "Twice", empty=False) + control(TEXT, "", " Enter here.", empty=False)
    assert body(form(typed)) == "How often: Twice Enter here."


@pytest.mark.parametrize("shown", [control(LIST, "", "Choose an item.", empty=False), older()])
def test_a_list_is_a_choice_in_a_draft(shown: str) -> None:
    data = docx(heading("Form") + p("How often: ", shown) + p("Mentor signature: _____"))
    (section,) = agreement(data)["sections"].values()  # type: ignore[attr-defined]
    assert section["fields"] == {
        "how_often": {"type": "choice", "label": "How often", "options": ["Weekly", "Monthly"]}
    }
