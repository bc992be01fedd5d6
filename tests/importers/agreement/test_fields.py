"""What stands around blanks, boxes and signatures is in the draft, or is named."""

from typing import Any

import pytest
import yaml
from bs4 import BeautifulSoup, Tag

from mentorsite.importers.agreement.draft import Draft, draft

SIGNATURE = "Signature of mentor: ____"


def drafted(*lines: str) -> Draft:
    html = "".join(f"<p>{line}</p>" for line in lines)
    soup = BeautifulSoup(html, "html.parser")
    made = draft("Agreement", [each for each in soup.children if isinstance(each, Tag)], ())
    assert made is not None
    return made


def sections(made: Draft) -> list[dict[str, Any]]:
    return list(yaml.safe_load(made.text)["sections"].values())


def fields(made: Draft) -> list[tuple[str, str]]:
    each = (field for section in sections(made) for field in section.get("fields", {}).values())
    return [(field["label"], field["type"]) for field in each]


@pytest.mark.parametrize(
    ("line", "label"),
    [
        ("Date of our first meeting: ____", ("Date of our first meeting", "date")),
        ("Name of an emergency contact: ____", ("Name of an emergency contact", "text")),
        ("Title of the project: ____", ("Title of the project", "text")),
        ("Place where we meet: ____", ("Place where we meet", "text")),
    ],
)
def test_what_is_asked_for_behind_a_signature_is_a_field(line: str, label: tuple[str, str]) -> None:
    assert fields(drafted("Goal: ____", SIGNATURE, line)) == [("Goal", "text"), label]
    assert fields(drafted("Goal: ____", f"{SIGNATURE} {line}")) == [("Goal", "text"), label]
    table = f"</p><table><tr><td>{SIGNATURE}</td></tr><tr><td>{line.removesuffix(': ____')}</td><td></td></tr></table>"
    assert fields(drafted("Goal: ____", table)) == [("Goal", "text"), label]


@pytest.mark.parametrize(
    "line",
    [
        "Name: ____", "Printed name: ____", "Name (please print): ____", "Mentor name: ____",
        "Name of the mentor: ____",
        "Date (DD/MM/YYYY): ____", "Date signed: ____", "Place, date: ____", "Date: ____ Place: ____",
        "Title: ____",
    ],
)  # fmt: skip
def test_a_name_a_day_a_title_and_a_place_belong_to_the_signature_before_them(line: str) -> None:
    assert fields(drafted("Goal: ____", SIGNATURE, line)) == [("Goal", "text")]


def test_the_name_of_another_than_who_signs_is_a_field() -> None:
    assert fields(drafted(SIGNATURE, "Name of mentee: ____")) == [("Name of mentee", "text")]


def test_a_place_that_is_asked_for_after_other_fields_is_a_field() -> None:
    made = drafted("Goal: ____", SIGNATURE, "Date: ____", "First meeting: ____", "Place: ____")
    assert [label for label, _ in fields(made)] == ["Goal", "First meeting", "Place"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"By signing here I promise to keep all secrets of my mentee, for ever. {SIGNATURE}", "all secrets"),
        ("Signature of mentor: ____ Return this to the office.", "Return this to the office."),
    ],
)
def test_long_words_on_a_line_to_sign_on_stay(line: str, words: str) -> None:
    assert words in " ".join(drafted("Goal: ____", line).text.split())


@pytest.mark.parametrize("line", ["Reason why nobody signed: ____", "Not yet signed because: ____"])
def test_words_about_signing_are_no_signature(line: str) -> None:
    assert fields(drafted(SIGNATURE, line)) == [(line.partition(":")[0], "text")]


def test_a_date_whose_century_is_printed_is_one_blank() -> None:
    lines = ("Started: ____.____.20____", "Ends: ___ / ___ / 20__")
    assert fields(drafted(SIGNATURE, *lines)) == [("Started", "date"), ("Ends", "date")]


def test_words_before_a_single_box_stay() -> None:
    made = drafted("Data protection:", "☐ I agree", "Code of conduct read: ☐ yes", SIGNATURE)
    assert fields(made) == [("I agree", "checkbox"), ("Code of conduct read: yes", "checkbox")]
    assert sections(made)[0]["text"] == "Data protection:"
    assert sections(drafted("( ) weekly ( ) monthly", "☐ I agree", SIGNATURE))[0]["text"] == "( ) weekly ( ) monthly"


def test_a_long_text_beside_a_box_stays_whole() -> None:
    words = " ".join(["I have read the rules and keep them"] * 9)
    assert fields(drafted(f"☐ {words}", SIGNATURE)) == [(words, "checkbox")]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("☐ by phone, at ____ ☐ online", {"options": ["by phone, at", "online"], "other": True}),
        ("☐ online ☐ other: ____", {"options": ["online"], "other": True}),
        ("How: ☐ by phone: ____ ☐ by mail: ____", {"label": "How", "options": ["by phone", "by mail"], "other": True}),
    ],
)
def test_what_stands_before_a_line_behind_a_box_can_be_chosen(line: str, expected: dict[str, Any]) -> None:
    (field,) = sections(drafted(line, SIGNATURE))[0]["fields"].values()
    assert field.items() >= {"type": "multi-choice", **expected}.items()


def test_blanks_beside_boxes_are_fields() -> None:
    made = drafted("☐ I can be called at ____", "Name: ____ ☐ new ☐ known", SIGNATURE)
    assert [type for _, type in fields(made)] == ["checkbox", "text", "text", "multi-choice"]


def test_boxes_that_no_field_can_have_are_told() -> None:
    made = drafted("How often: ☐ Weekly ☐ weekly", SIGNATURE)
    assert made.losses[-1] == "what “How often” lets people choose from: Weekly, weekly; left out"


def test_a_table_of_roles_and_signatures_is_signed() -> None:
    html = "".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>"
        for row in (("Role", "Name", "Signature", "Date"), ("Mentor", "", "", ""), ("Witness", "", "", ""))
    )
    made = drafted("Goal: ____", f"</p><table>{html}</table>")
    assert yaml.safe_load(made.text)["signatures"] == ["mentor"]
    assert ("Witness", "signature") in fields(made)


def test_a_heading_with_nothing_below_it_is_told() -> None:
    made = drafted("</p><h2>Our work</h2><h3>Goals</h3><p>Goal: ____", f"</p><h2>Signatures</h2><p>{SIGNATURE}")
    assert [each for each in made.losses if "heading" in each] == [
        "the heading “Our work”, right below which are no words and no field; left out"
    ]


def drafted_html(html: str) -> Draft:
    soup = BeautifulSoup(f"{html}<p>{SIGNATURE}</p>", "html.parser")
    blocks = [each for each in soup.children if isinstance(each, Tag)]
    made = draft("Agreement", blocks, (), {"1": "See *page* 2."})
    assert made is not None
    return made


NOTE = "<footnote>1</footnote>"


@pytest.mark.parametrize(
    ("html", "key", "expected"),
    [
        (f"<p>Clause{NOTE}.</p><p>Goal: ____</p>", "text", "Clause[^1].\n\n[^1]: See *page* 2."),
        (f"<ul><li>Be kind{NOTE}</li></ul><p>Goal: ____</p>", "clauses", ["Be kind[^1]\n\n[^1]: See *page* 2."]),
        (f"<h2>Part{NOTE}</h2><p>Goal: ____</p>", "title", "Part"),
        (f"<h2>Part{NOTE}</h2><p>Goal: ____</p>", "text", "See *page* 2."),
        (f"<p>Goal{NOTE}: ____</p>", "fields", {"label": "Goal", "help": "See *page* 2."}),
        ('<p><a href="https://e.org">Code</a> read on: ____</p>', "fields",
         {"label": "Code read on", "help": "[Code](https://e.org)"}),
        (f"<p>Your goal{NOTE}</p><p>____</p><h2>End</h2>", "fields", {"label": "Your goal"}),
        (f"<p>Your goal{NOTE}</p><p>____</p><h2>End</h2>", "text", "Your goal[^1]\n\n[^1]: See *page* 2."),
        (f"<table><tr><td>Goal{NOTE}</td><td>____</td></tr></table>", "fields", {"label": "Goal"}),
        (f"<table><tr><td>Goal{NOTE}</td><td>____</td></tr></table>", "text", "See *page* 2."),
    ],
)  # fmt: skip
def test_notes_and_links_are_kept_beside_what_they_are_of(html: str, key: str, expected: Any) -> None:
    said = sections(drafted_html(html))[0][key]
    if isinstance(expected, dict):
        said = {name: value for name, value in next(iter(said.values())).items() if name in ("label", "help")}
    assert said == expected


@pytest.mark.parametrize(
    ("html", "clauses", "labels"),
    [
        ("<ol><li>Be kind.</li><li>Meet ____ times.</li><li>See clause 2.</li></ol>",
         ["Be kind.", "Meet …… times.", "See clause 2."], ["Meet"]),
        ("<ol><li>Meet ____ times:<ol><li>Here</li><li>at ____</li></ol></li></ol>",
         ["Meet …… times:\n\n1. Here\n2. at ……"], ["Meet (times)", "at"]),
        ("<ol><li>The mentor will:<ul><li>meet ____ times</li><li>listen</li></ul></li></ol>",
         ["The mentor will:\n\n- meet …… times\n- listen"], ["meet (times)"]),
        ("<ol><li>Be kind.</li><li>☐ I have read it</li></ol>", ["Be kind.", "I have read it"], ["I have read it"]),
        ("<ul><li>We meet ____ times a month.</li><li>Email: ____</li></ul>",
         ["We meet …… times a month."], ["We meet", "Email"]),
    ],
)  # fmt: skip
def test_a_clause_with_a_blank_stays_among_the_clauses(html: str, clauses: list[str], labels: list[str]) -> None:
    made = drafted_html(html)
    assert [each.replace("\n\n", "\n") for each in sections(made)[0]["clauses"]] == [
        each.replace("\n\n", "\n") for each in clauses
    ]
    assert [label for label, _ in fields(made)] == labels


def test_a_list_of_what_is_asked_alone_stays_fields() -> None:
    made = drafted_html("<ol><li>Name of the project: ____</li><li>Email: ____</li></ol>")
    assert fields(made) == [("Name of the project", "text"), ("Email", "text")]
