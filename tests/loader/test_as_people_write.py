"""What is right is not called wrong because of letters' case, a list for a mapping, a fixed day or half a number."""

from datetime import date
from typing import Any

import pytest

from tests.conftest import ADVICE_OFF, PROGRAM, prepared, rendered
from tests.loader.test_validate import faults, read

COHORT = "cohorts:\n  c:\n    label: C\n"
CASES: list[tuple[str, str, Any]] = [
    ("cohort", "status: Open", ("status", "open")),
    ("cohort", "timezone: europe/london", ("timezone", "Europe/London")),
    ("cohort", "timezone: America/New York", ("timezone", "America/New_York")),
    ("program", "model: One to one", ("model", "one-to-one")),
    ("program", "model: one_to_one", ("model", "one-to-one")),
    ("program", "language: EN", ("language", "en")),
    ("program", "order: 1.5", ("order", 1.5)),
    ("program", "order: 2", ("order", 2)),
    ("worksheet", "kind: Evaluation", ("kind", "evaluation")),
    ("worksheet", "language: pt-BR", ("language", "pt-BR")),
    ("site", "downloads: [PDF, DOCX]", ("downloads", ("pdf", "docx"))),
    ("site", "downloads: Markdown", ("downloads", ("markdown",))),
    ("site", "language: EN-GB", ("language", "en-GB")),
    ("site", "checks: {broken-link: Advice}", ("checks", {"broken-link": "advice"})),
]


def read_as(kind: str, text: str) -> Any:
    match kind:
        case "cohort":
            return read("program", f"{PROGRAM}{COHORT}    {text}\n").cohorts["c"]
        case "program":
            return read("program", f"{PROGRAM}{text}\n")
        case _:
            return read(kind, f"title: T\n{text}\n")


@pytest.mark.parametrize(("kind", "text", "says"), CASES, ids=lambda each: str(each))
def test_a_word_of_a_closed_list_may_have_any_case(kind: str, text: str, says: tuple[str, Any]) -> None:
    assert getattr(read_as(kind, text), says[0]) == says[1]


@pytest.mark.parametrize(
    ("written", "accent", "paper"), [('"#ABC"', "#AABBCC", "A4"), ('"#0B6E4F"', "#0B6E4F", "Letter")]
)
def test_a_look_may_have_capitals_and_three_digits(written: str, accent: str, paper: str) -> None:
    theme = read("site", f"title: T\ntheme: {{accent: {written}, paper: {paper}, fonts: Serif}}\n").theme
    assert (theme.accent, theme.paper, theme.fonts.text) == (accent, paper.lower(), "serif")


@pytest.mark.parametrize("written", ["Long-text", "long text", "LONG_TEXT"])
def test_the_type_of_a_field_may_have_any_case(written: str) -> None:
    text = f"title: W\nsections: {{s: {{fields: {{f: {{label: L, type: {written}}}}}}}}}\n"
    assert read("worksheet", text).sections["s"].fields["f"].type == "long-text"


TYPES = [
    ("textarea", "long-text"),
    ("Dropdown", "choice"),
    ("checkboxes", "multi-choice"),
    ("url", "text"),
    ("tel", "phone"),
]


@pytest.mark.parametrize(("written", "meant"), TYPES)
def test_a_type_of_field_is_found_by_what_others_call_it(written: str, meant: str) -> None:
    (found,) = faults("worksheet", f"title: W\nsections: {{s: {{fields: {{f: {{label: L, type: {written}}}}}}}}}\n")
    assert found.hint.startswith(f"did you mean `{meant}`? It is one of: text, long-text")


ZONES = [
    ("London", "did you mean `Europe/London`?"),
    ("GMT", "did you mean `Europe/London`, `Africa/Accra` or `UTC`?"),
    ("gmt0", "did you mean `Europe/London`, `Africa/Accra` or `UTC`?"),
    ("Greenwich", "did you mean `Europe/London`, `Africa/Accra` or `UTC`?"),
    ("EST", "did you mean `America/New_York` or `America/Panama`?"),
    ("mst", "did you mean `America/Denver` or `America/Phoenix`?"),
    ("HST", "did you mean `Pacific/Honolulu`?"),
    ("localtime", "continent and a large city"),
    ("Europe/Londn", "did you mean `Europe/London`?"),
    ("New York", "did you mean `America/New_York`?"),
    ("Zzz", "write a continent and a large city of that zone"),
]


@pytest.mark.parametrize(("written", "hint"), ZONES)
def test_a_time_zone_is_found_by_its_city(written: str, hint: str) -> None:
    (found,) = faults("program", f"{PROGRAM}{COHORT}    timezone: {written}\n")
    assert hint in found.hint


LISTS = [
    ("program", f"{PROGRAM}model: solo\n", "write one of: one-to-one, group, peer, reverse, board, flash"),
    ("program", f"{PROGRAM}model: gruop\n", "did you mean `group`? It is one of: one-to-one, group"),
    ("program", f"{PROGRAM}{COHORT}    status: opened\n", "did you mean `open`? It is one of: planning, open, running"),
    ("site", "title: T\ndownloads: pdf, docx\n", "write several as a list: `[pdf, docx]`"),
    ("site", "title: T\ndownloads: PDF docx\n", "write several as a list: `[pdf, docx]`"),
]


@pytest.mark.parametrize(("kind", "text", "hint"), LISTS, ids=[each[1].splitlines()[-1] for each in LISTS])
def test_a_closed_list_is_told_whole(kind: str, text: str, hint: str) -> None:
    (found,) = faults(kind, text)
    assert hint in found.hint


@pytest.mark.parametrize("written", ["mentor, mentee", "mentor and mentee", "mentor; mentee", "mentor mentee"])
def test_several_roles_in_one_text_are_told_as_a_list(written: str) -> None:
    files = {"content/programs/p.yml": PROGRAM, "content/index.md": f"---\ntitle: H\nfor: {written}\n---\n"}
    (found,) = prepared(files).problems
    assert found.hint == "write several as a list: `[mentor, mentee]`"


def table(columns: str) -> str:
    return f"title: W\nsections: {{s: {{fields: {{f: {{label: L, type: table, columns: {columns}}}}}}}}}\n"


@pytest.mark.parametrize(
    ("rows", "hint"), [("five", "in digits"), ("3 rows", "`3`"), ("'Mon, Tue, Wed'", "`[Mon, Tue, Wed]`")]
)
def test_rows_that_are_no_number_are_told_with_what_to_write(rows: str, hint: str) -> None:
    table = f"{{label: L, type: table, columns: [A], rows: {rows}}}"
    (found,) = faults("worksheet", f"title: W\nsections: {{s: {{fields: {{f: {table}}}}}}}\n")
    assert hint in found.hint


@pytest.mark.parametrize(("said", "hint"), [("none", "`[]`"), ("[pdf, word]", "`docx`"), ("[md]", "`markdown`")])
def test_downloads_are_found_by_what_others_call_them(said: str, hint: str) -> None:
    (found,) = faults("site", f"title: T\ndownloads: {said}\n")
    assert hint in found.hint


def test_columns_may_be_a_list_of_labels() -> None:
    field = read("worksheet", table("[Seat, Who is there, {label: When, type: date}]")).sections["s"].fields["f"]
    assert [(key, each.label.source, each.type) for key, each in field.columns.items()] == [
        ("seat", "Seat", "text"), ("who-is-there", "Who is there", "text"), ("when", "When", "date"),
    ]  # fmt: skip


@pytest.mark.parametrize("columns", ["[Seat, seat]", "[Seat, {type: date}]", "[[a]]"])
def test_columns_that_can_not_be_told_apart_are_told(columns: str) -> None:
    (found, *_) = faults("worksheet", table(columns))
    assert "two columns are the same" in found.message or "one column has no label" in found.message


def test_roles_and_parties_may_be_lists_of_ids() -> None:
    assert set(read("program", "name: P\npurpose: Q\nroles: [mentor, mentee]\n").roles) == {"mentor", "mentee"}
    assert set(read("agreement", "title: A\nparties: [mentor, mentee]\n").parties) == {"mentor", "mentee"}


DUE = "title: W\ndue: 2027-02-15\nsections: {s: {text: x}}\n"


@pytest.mark.parametrize("program", ["", f"{PROGRAM}worksheets: [w]\n{COHORT}    start: 2027-02-01\n"])
def test_a_form_may_be_due_on_a_fixed_day(program: str) -> None:
    files = {"content/index.md": "# H\n", "content/worksheets/w.yml": DUE}
    files |= {"content/programs/p.yml": program} if program else {}
    assert "15 February 2027" in rendered(files)["worksheets/w/index.html"]


def test_items_and_agreements_may_be_due_on_a_fixed_day() -> None:
    files = {
        "content/index.md": "# H\n",
        "content/checklists/c.yml": "title: C\nitems: [{text: Say hello, due: 2027-02-15}]\n",
        "content/agreements/a.yml": "title: A\nsign_by: 2027-02-15\nsignatures: mentor\nsections: {s: {clauses: x}}\n",
    }
    pages = rendered({**files, "site.yml": f"title: T\n{ADVICE_OFF}"})
    assert "15 February 2027" in pages["checklists/c/index.html"]
    assert "15 February 2027" in pages["agreements/a/index.html"]


def test_a_fixed_day_stands_in_the_calendar() -> None:
    program = f"{PROGRAM}worksheets: [w]\n{COHORT}    start: 2027-02-01\n    end: 2027-06-01\n"
    files = {"content/index.md": "# H\n", "content/worksheets/w.yml": DUE, "content/programs/p.yml": program}
    assert "20270215" in rendered(files)["programs/p/c.ics"]


@pytest.mark.parametrize("written", ["2027-02-30", "1066-10-14", "2027-13-01"])
def test_a_fixed_day_that_is_none_is_told(written: str) -> None:
    (found,) = faults("worksheet", f"title: W\ndue: {written}\n")
    assert f"`{written}`" in found.message


def test_a_fixed_day_is_said_as_it_was_written() -> None:
    moment = read("worksheet", "title: W\ndue: 2027-02-15 + 3 days\n").due
    assert (str(moment), date.fromisoformat(moment.id)) == ("2027-02-15 + 3 days", date(2027, 2, 15))


def test_half_a_number_puts_a_page_between_two() -> None:
    pages = {f"content/g/{name}.md": f"---\ntitle: {name}\norder: {order}\n---\n" for name, order in
             (("a", "2"), ("b", "1.5"), ("c", "1"))}  # fmt: skip
    build = prepared({**pages, "content/index.md": "# H\n"})
    assert [each.title for each in build.outline.below("g/")] == ["c", "b", "a"]
