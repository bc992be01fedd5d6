"""A spreadsheet of pairs, as Excel and others write it, and what is told of its faults."""

import csv
from collections.abc import Callable, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from mentorsite.errors import UsageError
from mentorsite.pack import workbook as module
from mentorsite.pack.columns import DaysOfCohort, Question, RoleOfPair, Wanted
from mentorsite.pack.read_pairs import Pairs, read_pairs
from mentorsite.pack.spreadsheet_cells import Table, table
from mentorsite.render.forms.sheet import Input, Option
from tests.linear import grows_in_proportion, seconds

PLACES = (Option("online", "By video"), Option("office", "At the office"))
INPUTS = {
    each.name: each
    for each in (
        Input("place", "one-of", "Where", options=PLACES),
        Input("days", "any-of", "When", options=(Option("mon", "Monday"), Option("tue", "Tuesday"))),
        Input("hours", "number", "Hours", min=1, max=8),
        Input("first", "date", "First day"),
        Input("agreed", "check", "Agreed"),
        Input("note", "text", "Note"),
        Input("hour", "time", "Hour"),
        Input("signature__mentor", "signature", "Signature"),
    )
}
ROLES = (RoleOfPair("mentor", 1, 2, label="Guide"), RoleOfPair("mentee", 1, 1))
WANTED = Wanted(ROLES, INPUTS, ("en", "es"))
HEADS = ["mentor_name", "mentee_name", "mentee_email", "match"]
ROW = ["Ana Pérez", "Bo Lee", "bo@example.org", "2027-02-01"]


def written(rows: list[list[str]], delimiter: str = ",") -> str:
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue()


def workbook(rows: Sequence[Sequence[object]]) -> bytes:
    book, made = Workbook(), BytesIO()
    for row in rows:
        book.worksheets[0].append(list(row))
    book.save(made)
    return made.getvalue()


def read(found: Table, wanted: Wanted = WANTED) -> Pairs:
    return read_pairs(found, wanted, match=None, language="en")


def read_rows(heads: list[str], *rows: list[str]) -> Pairs:
    return read(table("pairs.csv", written([heads, *rows]).encode()))


@pytest.mark.parametrize(
    "data",
    [
        written([HEADS, ROW]).encode(),
        written([HEADS, ROW], ";").encode("utf-8-sig"),
        written([HEADS, ROW], "\t").encode("utf-16"),
        written([HEADS, ROW], "|").encode(),
        b"sep=;\r\n" + written([HEADS, ROW], ";").encode(),
        written([HEADS, ROW], ";").encode("cp1252"),
        workbook([HEADS, [*ROW[:3], date(2027, 2, 1)]]),
        workbook([HEADS, [*ROW[:3], datetime(2027, 2, 1)]]),
        workbook([[], ["Mentor name", "MENTEE-NAME", "mentee email ", "Match"], [], ROW]),
    ],
)
def test_a_sheet_is_read_as_each_program_writes_it(data: bytes) -> None:
    found = read(table("pairs", data))
    assert not found.problems
    (pair,) = found.good
    assert [(each.role, each.name, each.email) for each in pair.people] == [
        ("mentor", "Ana Pérez", ""),
        ("mentee", "Bo Lee", "bo@example.org"),
    ]
    assert (pair.match, pair.language, pair.folder) == (date(2027, 2, 1), "en", "Ana-Pérez-Bo-Lee")


def workbook_of(change: Callable[[Workbook], object], *rows: Sequence[object]) -> bytes:
    book, made = Workbook(), BytesIO()
    for row in rows or (HEADS, ROW):
        book.worksheets[0].append(list(row))
    change(book)
    book.save(made)
    return made.getvalue()


def other_sheet_in_front(book: Workbook) -> None:
    book.create_sheet("Columns").append(["column"])
    book.active = 1


def hidden_sheet_first(book: Workbook) -> None:
    book.create_sheet("Lists", 0).append(["list"])
    book.worksheets[0].sheet_state = "hidden"


@pytest.mark.parametrize("change", [other_sheet_in_front, hidden_sheet_first])
def test_the_first_sheet_that_is_shown_is_read_whichever_was_looked_at_last(change: Callable[[Workbook], None]) -> None:
    assert not read(table("pairs", workbook_of(change))).problems


def with_rows(xml: str) -> bytes:
    """A workbook with these rows besides."""
    made = BytesIO()
    with ZipFile(BytesIO(workbook([HEADS, ROW]))) as before, ZipFile(made, "w", ZIP_DEFLATED) as after:
        for name in before.namelist():
            data = before.read(name)
            if name.endswith("sheet1.xml"):
                data = data.replace(b"</sheetData>", f"{xml}</sheetData>".encode())
            after.writestr(name, data)
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (workbook([HEADS, ["=A1", *ROW[1:]]]), "cell A2 has a formula"),
        (with_rows('<row r="4000000000"><c r="A4000000000"><v>1</v></c></row>'), "more rows than"),
    ],
)
def test_a_workbook_that_can_not_be_read_to_its_end_is_refused_soon(data: bytes, message: str) -> None:
    with pytest.raises(UsageError, match=message):
        table("pairs", data)


def test_a_workbook_that_is_small_only_while_it_is_packed_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BIGGEST_UNPACKED", 100_000)
    with pytest.raises(UsageError, match="when unpacked"):
        table("pairs", with_rows(" " * 100_000))


def test_characters_that_nobody_types_are_left_out() -> None:
    found = read_rows(HEADS, ["\u202aAna\u202c\x07 Pérez\ue000", *ROW[1:]])
    assert found.good[0].people[0].name == "Ana Pérez"


def test_what_a_sheet_costs_grows_with_its_rows() -> None:
    def cost(size: int) -> float:
        rows = [["Ana", "Bo", f"bo{number}@example.org", "2027-02-01"] for number in range(size)]
        data = written([HEADS, *rows]).encode()
        return seconds(lambda: read(table("pairs.csv", data)))

    assert grows_in_proportion(cost, 1500)


def test_letters_of_an_old_encoding_are_told_of() -> None:
    assert "Are all names right?" in table("pairs.csv", written([HEADS, ROW]).encode("cp1252")).note


@pytest.mark.parametrize(
    "data", [b"\xd0\xcf\x11\xe0old", b"PK\x03\x04no zip", b"\xff\xfe\x00", b'a,b\n"not closed,b\n', b"a\0b\n"]
)
def test_what_is_no_spreadsheet_is_refused(data: bytes) -> None:
    with pytest.raises(UsageError, match="pairs"):
        table("pairs", data)


CELLS = [
    ("place", "By video", "online"), ("place", "OFFICE", "office"), ("days", "Monday; tue", "mon\ntue"),
    ("hours", "2,5", "2.5"), ("first", "1.2.2027", "2027-02-01"), ("first", "2027/2/1", "2027-02-01"),
    ("first", "25/12/2027", "2027-12-25"), ("first", "12/25/2027", "2027-12-25"), ("first", "3/3/2027", "2027-03-03"),
    ("first", "28-Jan-27", "2027-01-28"), ("first", "1 February 2027", "2027-02-01"),
    ("first", "2027-01-28 00:00", "2027-01-28"),
    ("hour", "9:05", "09:05"), ("agreed", "Yes", "yes"), ("agreed", "no", ""), ("note", " two  words ", "two words"),
]  # fmt: skip


@pytest.mark.parametrize(("head", "typed", "answer"), CELLS)
def test_a_cell_becomes_the_answer_that_a_form_holds(head: str, typed: str, answer: str) -> None:
    (pair,) = read_rows([*HEADS, head], [*ROW, typed]).good
    assert pair.answers[head] == answer


WRONG = [
    ("match", "1985-12-25", "nobody is matched on 1985-12-25. Write a day from 1990 to 2100."),
    ("mentor_name", "#N/A", "`#N/A` is an error. Mend the formula, or write the value."),
    ("match", "30.2.2027", "`30.2.2027` is not a day. Write the day as 2027-02-01."),
    ("match", "1/2/2027", "`1/2/2027` can be two days. Write 2027-02-01 or 2027-01-02."),
    ("match", "46419", "`46419` is how Excel counts days. Format the column as a date, or write 2027-02-01."),
    ("match", "", "the day of the match is missing. Write it, as 2027-02-01."),
    ("mentee_email", "bo@x.org, al@x.org", "`bo@x.org, al@x.org` is not one e-mail address. Write the address alone"),
    ("mentor_name", "", "the name of the mentor is missing. Write it."),
    ("mentor_name", "a" * 101, "the name has 101 letters. Write at most 100."),
    ("place", "moon", "`moon` is no answer that the form has. Write one of: online, office."),
    ("days", "mon; sun", "`sun` is no answer that the form has. Write one of: mon, tue; several with a semicolon"),
    ("hours", "nine", "`nine` is not a number. Write it in digits, as 2 or 1.5."),
    ("hours", "nan", "`nan` is not a number. Write it in digits, as 2 or 1.5."),
    ("hour", "5pm", "`5pm` is not an hour. Write hours and minutes, as 17:30."),
    ("hours", "9", "9 is out of range. Write a number from 1 to 8."),
    ("agreed", "perhaps", "`perhaps` is neither yes nor no. Write yes or no."),
    ("note", "word " * 60, "the text has 299 letters, more than its field shows. Write less"),
    ("language", "fr", "`fr` is no language of the handbook. Write one of: en, es."),
]


@pytest.mark.parametrize(("head", "typed", "message"), WRONG)
def test_a_wrong_cell_is_told_with_its_place_and_what_to_write(head: str, typed: str, message: str) -> None:
    heads = HEADS if head in HEADS else [*HEADS, head]
    wrong = [typed if each == head else text for each, text in zip(heads, [*ROW, typed], strict=False)]
    found = read_rows(heads, ["Kim", "Noor", "", "2027-02-01", *[""] * (len(heads) - 4)], wrong)
    (problem,) = found.problems
    letter = "ABCDE"[heads.index(head)]
    assert str(problem).startswith(f"row 3, column {letter} ({head}): {message}")
    assert [pair.row for pair in found.good] == [2]


def test_an_address_of_two_people_in_two_rows_is_asked_about_and_stops_nothing() -> None:
    heads = ["mentor_name", "mentor_email", "mentee_name", "mentee_email", "match"]
    found = read_rows(
        heads,
        ["Ana", "ana@x.org", "Bo Kay", "bo@x.org", "2027-02-01"],
        ["Kim", "kim@x.org", "Gus Ho", "BO@x.org", "2027-02-01"],
        ["ANA", "ana@x.org", "Lou", "lou@x.org", "2027-02-01"],
    )
    assert found.slips == ("`BO@x.org` is Bo Kay's in row 2, and Gus Ho's in row 3",)
    assert len(found.good) == 3


@pytest.mark.parametrize(("start", "end", "match", "message"), [
    (date(2027, 2, 1), date(2027, 6, 30), "2027-07-01",
     "2027-07-01 is after the cohort `spring`, which is from 2027-02-01 until 2027-06-30. Mend the day, or choose its"),
    (date(2027, 2, 1), date(2027, 6, 30), "2026-07-01",
     "2026-07-01 is long before the cohort `spring`, which is from 2027-02-01 until 2027-06-30."),
    (None, date(2027, 6, 30), "2072-02-01", "2072-02-01 is after the cohort `spring`, which is until 2027-06-30."),
    (date(2027, 2, 1), None, "2026-02-01", "2026-02-01 is long before the cohort `spring`, which is from 2027-02-01."),
    (date(2027, 2, 1), date(2027, 6, 30), "2026-09-01", ""), (date(2027, 2, 1), None, "2072-02-01", ""),
    (None, None, "2072-02-01", ""),
])  # fmt: skip
def test_a_match_far_outside_the_cohort_is_told(start: date | None, end: date | None, match: str, message: str) -> None:
    wanted = Wanted(ROLES, INPUTS, ("en",), DaysOfCohort("spring", start, end))
    found = read(table("pairs.csv", written([HEADS, [*ROW[:3], match]]).encode()), wanted)
    told = "".join(map(str, found.problems))
    assert told.startswith(f"row 2, column D (match): {message}" if message else "")
    assert bool(told) == bool(message)


@pytest.mark.parametrize(("typed", "head"), [
    ("Mentor", "mentor_name"), ("mentor 2", "mentor_2_name"), ("Guide", "mentor_name"), ("guide_email", "mentor_email"),
    ("Mentee", "mentee_name"),
])  # fmt: skip
def test_the_head_that_is_called_as_a_role_is_most_likely_the_name(typed: str, head: str) -> None:
    (problem, *_) = [each for each in read_rows([typed, "match"]).problems if each.head]
    assert problem.hint == f"write `{head}`, if you mean that"


@pytest.mark.parametrize("above", [[["Pairs of spring"]], [["Pairs", "match"], ["made", "by", "Kim"], []]])
def test_a_title_above_the_heads_is_told_once(above: list[list[str]]) -> None:
    found = read(table("pairs.csv", written([*above, HEADS, ROW, ROW]).encode()))
    assert [str(each) for each in found.problems] == [
        f"row 1: the first row has to have the heads; they seem to stand in row {len(above) + 1}. "
        "Delete what stands above them."
    ]


@pytest.mark.parametrize(("ending", "what"), [
    ("ods", "OpenDocument.*LibreOffice.*xlsx"), ("NUMBERS", "Numbers.*Export To"), ("gsheet", "Download"),
    ("xlsb", "binary"),
])  # fmt: skip
def test_another_program_is_named_with_how_it_saves_as_xlsx(ending: str, what: str) -> None:
    with pytest.raises(UsageError, match=rf"pairs\.{ending} is .*{what}"):
        table(f"pairs.{ending}", b"PK\x03\x04")


def test_all_problems_of_a_sheet_are_told_at_once() -> None:
    heads = ["mentor_name", "mentor_1_name", "mentee_nam", "match", "signature__mentor"]
    found = read_rows(heads, ["Ana", "Ana", "Bo", "2027-02-01", "", "left over"])
    assert [str(each) for each in found.problems] == [
        "row 1: there is no column `mentee_name`. Add it.",
        "row 1, column B (mentor_1_name): `mentor_name` says the same. Keep one of the two columns.",
        "row 1, column C (mentee_nam): no form of the program has such a field. Write `mentee_name`, if you mean that.",
        "row 1, column E (signature__mentor): no form of the program has such a field. "
        "Take the column out, or call it as --template lists it.",
        "row 1, column F: a column has no head. Write one, or empty the column.",
    ]


def test_what_is_wrong_with_the_heads_is_told_in_their_row() -> None:
    (problem,) = read(table("pairs.csv", f"\n\n{written([[*HEADS, 'shoes'], ROW])}".encode())).problems
    assert str(problem).startswith("row 3, column E (shoes): no form of the program has such a field.")


def test_two_rows_of_one_pair_are_told_and_two_pairs_of_one_name_are_told_apart() -> None:
    other = [*ROW[:2], "other@example.org", ROW[3]]
    found = read_rows(HEADS, ROW, other, ROW)
    assert [pair.folder for pair in found.good] == ["Ana-Pérez-Bo-Lee", "Ana-Pérez-Bo-Lee-2"]
    assert [str(each) for each in found.problems] == ["row 4: row 2 is of the same people. Keep one of the two."]


@pytest.mark.parametrize(
    ("mentor", "mentee", "folder"),
    [
        ("CON", "", "pair-CON"), ("../..", "a/b\\c:d", "a-b-c-d"), ("山田太郎", "محمد علي", "山田太郎-محمد-علي"),
        ("***", "***", "row-2"), ("e\u0301", "x", "é-x"), ("\u202ea", ".b.", "a-b"),
    ],
)  # fmt: skip
def test_a_folder_has_a_name_that_every_system_takes(mentor: str, mentee: str, folder: str) -> None:
    wanted = Wanted((RoleOfPair("mentor", 1, 1), RoleOfPair("mentee", 0, 1)), {}, ("en",))
    data = written([["mentor_name", "mentee_name", "match"], [mentor, mentee, "2027-02-01"]]).encode()
    (pair,) = read(table("pairs.csv", data), wanted).good
    assert pair.folder == folder


def test_a_second_mentor_has_columns_of_their_own() -> None:
    (pair,) = read_rows([*HEADS, "mentor_2_name"], [*ROW, "Kim Ro"]).good
    assert pair.number_of("mentor") == 2
    assert pair.answers["signature__mentor__2__name"] == "Kim Ro"


def test_a_mentor_with_more_mentees_than_the_role_allows_is_told_in_each_row_that_is_too_many() -> None:
    wanted = Wanted((RoleOfPair("mentor", 1, 2, 2), RoleOfPair("mentee", 1, 1)), {}, ("en",))
    mentors = [("Ana", ""), ("Ana", ""), ("Ana", "other@example.org"), ("Ana", ""), ("Ben", "")]
    rows = [[name, email, f"Mentee {number}", "2027-02-01"] for number, (name, email) in enumerate(mentors)]
    found = read(
        table("pairs.csv", written([["mentor_name", "mentor_email", "mentee_name", "match"], *rows]).encode()), wanted
    )
    assert [str(each) for each in found.problems] == [
        "row 5, column A (mentor_name): `Ana` is in rows 2, 3 already, and the mentor's `max_pairs` is 2. "
        "Name someone else; if two people are called so, write the `mentor_email` of each."
    ]
    assert [pair.row for pair in found.good] == [2, 3, 4, 6]


@pytest.mark.parametrize(("head", "role", "places", "more"), [
    ("mentee_2_name", "mentee", "one place", 2), ("mentor_3_email", "mentor", "2 places", 3),
])  # fmt: skip
def test_one_more_person_than_the_agreement_has_places_for_is_told_so(
    head: str, role: str, places: str, more: int
) -> None:
    (problem,) = read_rows([*HEADS, head], [*ROW, ""]).problems
    assert problem.message == f"the agreement has {places} for the role `{role}`"
    assert f"write `parties: {{{role}: {{max: {more}}}}}` into it" in problem.hint


def test_what_each_column_fills_in_is_told_where_several_forms_ask_for_it_too() -> None:
    questions = tuple(Question(f"Form {number}", "For us") for number in range(6))
    wanted = Wanted(ROLES, INPUTS, ("en",), asked_in={"note": questions, "place": questions[:1]})
    sheet = written([[*HEADS, "Note", "place", "hours"], [*ROW, "he is slow", "office", ""]])
    assert read(table("pairs.csv", sheet.encode()), wanted).fills == (
        "E `Note` fills “For us” in Form 0, “For us” in Form 1, “For us” in Form 2, “For us” in Form 3, "
        "a field of 2 more",
        "F `place` fills “For us” in Form 0",
    )


def test_one_address_of_two_people_of_a_pair_is_told_but_a_child_may_share_one_with_who_signs_for_it() -> None:
    roles = (*ROLES, RoleOfPair("guardian", 0, 1, shares_address=True))
    heads = ["mentor_name", "mentor_email", "mentor_2_name", "mentor_2_email", "mentee_name", "mentee_email", "match"]
    rows = [
        ["Ana", "ana@example.org", "", "", "Bo", "ANA@example.org", "2027-02-01", "", ""],
        ["Ana", "ana@example.org", "Kim", "ana@example.org", "Cy", "", "2027-02-01", "", ""],
        ["Ana", "ana@example.org", "", "", "Di", "di@example.org", "2027-02-01", "Ed", "di@example.org"],
    ]
    sheet = written([[*heads, "guardian_name", "guardian_email"], *rows])
    found = read(table("pairs.csv", sheet.encode()), Wanted(roles, {}, ("en",)))
    assert [str(each).split(". Write each one's own")[0] for each in found.problems] == [
        "row 2, column F (mentee_email): `ANA@example.org` is the address of the mentor and the mentee",
        "row 3, column D (mentor_2_email): `ana@example.org` is the address of two people of the role mentor",
    ]
    assert [pair.row for pair in found.good] == [4]


def test_two_rows_of_the_same_names_are_told_where_no_address_tells_them_apart() -> None:
    found = read_rows(HEADS, ROW, [*ROW[:2], "", ROW[3]], [*ROW[:2], "other@example.org", ROW[3]])
    assert [str(each) for each in found.problems] == [
        "row 3: row 2 has the same names, and no address tells the two rows apart. "
        "Keep one of the two; if other people are called so, write the address of each."
    ]
