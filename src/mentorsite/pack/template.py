"""An empty spreadsheet of pairs with the right heads, an example, and a list of every column that there can be."""

from io import BytesIO

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from mentorsite.pack.columns import Wanted
from mentorsite.render.forms.sheet import Input

EXAMPLES = ("Alex Example", "Sam Example", "Kim Example", "Noor Example")
NOT_KNOWN_BEFORE = ("signature", "initials", "check")


def template(wanted: Wanted) -> bytes:
    """The workbook: a spreadsheet to fill in, one with an example, and one that explains the columns."""
    book = Workbook()
    book.remove(book.worksheets[0])  # the one that a new workbook has
    pairs, example, columns = (book.create_sheet(title) for title in ("Pairs", "Example", "Columns"))
    heads = [*wanted.heads_of_people(), "match"]
    if len(wanted.languages) > 1:
        heads.append("language")
    for sheet in (pairs, example):
        _write(sheet, [heads])
    _write(example, [heads, [_example(head, number) for number, head in enumerate(heads)]])
    _write(columns, [["column", "what it holds", "what to write", "in which form"], *_explained(wanted)])
    made = BytesIO()
    book.save(made)
    return made.getvalue()


def _write(sheet: Worksheet, rows: list[list[str]]) -> None:
    for number, row in enumerate(rows, 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column, text)
            cell.data_type = "s"  # a label that begins with = is no formula
            if number == 1:
                cell.font = Font(bold=True)
    for column in range(1, len(rows[0]) + 1):
        sheet.column_dimensions[get_column_letter(column)].width = 24
    sheet.freeze_panes = "A2"


def _example(head: str, number: int) -> str:
    person = EXAMPLES[number // 2 % len(EXAMPLES)]  # everyone has two columns: a name and an email
    if head.endswith("_email"):
        return f"{person.split()[0].lower()}@example.org"
    if head.endswith("_name"):
        return person
    if head == "match":
        return "2027-02-01"
    return "en"


def _explained(wanted: Wanted) -> list[list[str]]:
    rows = [["match", "the day on which they were matched", "a day, as 2027-02-01"]]
    rows.append(["language", "the language of their forms and messages", f"one of: {', '.join(wanted.languages)}"])
    columns = wanted.columns()
    for head in wanted.heads_of_people():
        role = columns[head].role
        if columns[head].kind == "name":
            rows.append([head, f"the name of the {role}", "as it stands on the forms"])
        else:
            rows.append([head, f"the email address of the {role}", "one address, as name@example.org"])
    rows = [[*row, ""] for row in rows]  # these stand in no form of their own
    for each in wanted.inputs.values():
        if each.kind not in NOT_KNOWN_BEFORE:
            rows.append([each.name, each.label, _format(each), _forms(wanted, each)])
    return rows


def _forms(wanted: Wanted, each: Input) -> str:
    """The forms that ask for an input, by their titles."""
    return "; ".join(question.form for question in wanted.asked_in.get(each.name, ()))


def _format(each: Input) -> str:
    match each.kind:
        case "date":
            return "a day, as 2027-02-01"
        case "email":
            return "one address, as name@example.org"
        case "number" | "money":
            return "a number"
        case "one-of":
            return f"one of: {', '.join(option.value for option in each.options)}"
        case "any-of":
            return f"some of, with a semicolon between them: {', '.join(option.value for option in each.options)}"
        case _:
            return "text"
