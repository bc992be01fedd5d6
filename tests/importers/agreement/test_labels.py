"""The words around a blank become its label, whole, and the line to write on tells the type."""

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from mentorsite.importers.agreement.blanks import END, START, Control
from mentorsite.importers.agreement.draft import Draft, draft

WEEKLY = Control("", "choice", ("Weekly", "Monthly"))


def drafted(line: str, *controls: Control) -> Draft:
    soup = BeautifulSoup(f"<p>{line}</p><p>Mentor signature: _____</p>", "html.parser")
    made = draft("Agreement", [each for each in soup.children if isinstance(each, Tag)], controls)
    assert made is not None
    return made


def fields(made: Draft) -> list[tuple[str, str]]:
    (section,) = yaml.safe_load(made.text)["sections"].values()
    return [(each["label"], each["type"]) for each in section["fields"].values()]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Date of birth: __/__/____", [("Date of birth", "date")]),
        ("Born: __.__.____", [("Born", "date")]),
        ("Phone (required): ____", [("Phone (required)", "text")]),
        ("Phone: ____ (required)", [("Phone (required)", "text")]),
        ("(Phone) ____", [("Phone", "text")]),
        ("1. I promise ____", [("1. I promise", "text")]),
        ("Budget: ____ EUR", [("Budget (EUR)", "text")]),
        ("Name: ____ Phone: ____", [("Name", "text"), ("Phone", "text")]),
        ("☐ 1. yes (maybe)", [("1. yes (maybe)", "checkbox")]),
        ("☐ Yes ☐ No  I consent to photos", [("I consent to photos", "yes-no")]),
        ("☐ no ☐ yes\tMay we ring you?", [("May we ring you?", "yes-no")]),
        ("☐ Yes ☐ No thanks", [("Choose", "multi-choice")]),
        ("☐ Yes ☐ Yes  again", [("Choose", "multi-choice")]),
        ("Photos: ☐ Yes ☐ No", [("Photos", "yes-no")]),
        ("*Name*: ____", [("\\*Name\\*", "text")]),
        (f"How often: {START}0{END}", [("How often", "choice")]),
    ],
)
def test_a_blank_has_the_words_around_it_as_its_label(line: str, expected: list[tuple[str, str]]) -> None:
    assert fields(drafted(line, WEEKLY)) == expected


def test_options_that_no_field_can_have_are_told() -> None:
    made = drafted(f"How often: {START}0{END}", Control("", "choice", ("Weekly", "weekly")))
    assert fields(made) == [("How often", "text")]
    assert made.losses[-1] == "what “How often” lets people choose from: Weekly, weekly; left out"


def test_a_control_in_a_table_says_what_its_column_holds() -> None:
    control = f"{START}0{END}"
    rows = ("How often", "Where"), (control, "____"), (control, "____")
    html = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    (section,) = yaml.safe_load(drafted(f"Words</p><table>{html}</table><p>", WEEKLY).text)["sections"].values()
    (field,) = section["fields"].values()
    assert field["columns"] == {
        "column_1": {"label": "How often", "type": "choice", "options": ["Weekly", "Monthly"]},
        "column_2": {"label": "Where", "type": "text"},
    }
