"""A `|` in the code of a table ends no cell, where the tool says so."""

import pytest

from mentorsite.importers.markdown.code_in_tables import code_in_tables
from mentorsite.importers.markdown.lines import lines_of
from tests.importers.test_tools import bodies, brought

TABLE = "| a | b |\n|---|---|\n| `x |> y` | two |"


@pytest.mark.parametrize(
    ("settings", "page"), [("_quarto.yml", "index.qmd"), ("mkdocs.yml", "docs/index.md"), ("_config.yml", "index.md")]
)
def test_code_stays_in_its_cell(settings: str, page: str) -> None:
    said = {"_quarto.yml": "website: {title: A}", "mkdocs.yml": "site_name: A", "_config.yml": "title: A"}[settings]
    found = bodies(brought({settings: said, page: f"# A\n\n{TABLE}"}))
    assert found["index.md"].endswith("| `x \\|> y` | two |")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a `x|y` | b\n--|--\n`p|q` | ``r`|s``", "a `x\\|y` | b\n--|--\n`p\\|q` | ``r`\\|s``"),
        ("a | b\n--|--\n`p\\|q` | r\n\n`x|y` | z", "a | b\n--|--\n`p\\|q` | r\n\n`x|y` | z"),
        (f"```\n{TABLE}\n```", f"```\n{TABLE}\n```"),
        ("Try `a|b` | c\nwords", "Try `a|b` | c\nwords"),
    ],
)
def test_only_code_in_rows_of_tables_gets_backslashes(text: str, expected: str) -> None:
    lines, _ = code_in_tables(lines_of(text, 1))
    assert "\n".join(line.text for line in lines) == expected
