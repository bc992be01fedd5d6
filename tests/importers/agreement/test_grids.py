"""A table of which some cells are given becomes a table to fill in, or stays one to read, and is named."""

from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from mentorsite.importers.agreement.draft import Draft, draft
from tests.importers.agreement.test_fields import SIGNATURE, fields, sections


def drafted(*rows: str) -> Draft:
    cells = "".join(f"<tr>{''.join(f'<td>{each.strip()}</td>' for each in row.split('|'))}</tr>" for row in rows)
    soup = BeautifulSoup(f"<h2>Plan</h2><table>{cells}</table><p>{SIGNATURE}</p>", "html.parser")
    made = draft("Agreement", [each for each in soup.children if isinstance(each, Tag)], ())
    assert made is not None
    return made


def table_of(made: Draft) -> dict[str, Any]:
    (field,) = next(iter(yaml.safe_load(made.text)["sections"].values()))["fields"].values()
    return {"rows": field["rows"], "columns": [(each["label"], each["type"]) for each in field["columns"].values()]}


@pytest.mark.parametrize(
    ("rows", "expected", "lost"),
    [
        (("Task | Mentor | Mentee", "Book the room | ☐ | ☐", "Write | ☐ | ☐"),
         {"rows": ["Book the room", "Write"], "columns": [("Mentor", "checkbox"), ("Mentee", "checkbox")]}, ""),
        (("Meeting | Topic | Date", "1 | Getting to know | ", "2 | Goals | ____"),
         {"rows": ["1 – Getting to know", "2 – Goals"], "columns": [("Date", "date")]}, "Meeting, Topic"),
        (("Task | By | Done", "Book | ____ | ☐"),
         {"rows": ["Book"], "columns": [("By", "text"), ("Done", "checkbox")]}, ""),
    ],
)  # fmt: skip
def test_what_is_given_heads_the_rows(rows: tuple[str, ...], expected: dict[str, Any], lost: str) -> None:
    made = drafted(*rows)
    assert table_of(made) == expected
    assert lost in " ".join(made.losses)


def test_a_table_that_is_partly_given_stays_as_it_is_and_is_named() -> None:
    made = drafted("Meeting | Topic | Date", "1 | Goals | ", "2 |  | May", "3 | |")
    assert "| 1 | Goals |  |" in sections(made)[0]["text"]
    assert fields(made) == []
    assert any("the table “Meeting, Topic, Date” has words in some cells alone" in each for each in made.losses)
