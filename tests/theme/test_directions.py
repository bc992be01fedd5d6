"""What the style sheets say of left and right: pages are read in both directions, so hardly anything."""

import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

SHEETS = sorted(REPOSITORY.glob("themes/*/style/*.css")) + sorted(REPOSITORY.glob("themes/*/assets/*.css"))
ONE_SIDED = re.compile(
    r"(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)[\w-]*|border-(?:top|bottom)-(?:left|right)-radius"
    r"|(?<![\w-])(?:left|right)|float|clear)\s*:|text-align\s*:\s*(?:left|right)|translateX|object-position\s*:|letter-spacing\s*:"
    r"|font-style\s*:\s*italic|font\s*:\s*italic"
)
SIDES = re.compile(r"(?<![\w-])(?:margin|padding|inset)\s*:([^;!]*)")
FUNCTION = re.compile(r"[\w-]+\([^()]*\)")
KNOWN = (
    ":is(.align-left, [align=left])",  # what a table's author wrote
    ":is(.align-right, [align=right])",
    "code, kbd, pre {",  # read from left to right everywhere
    ".brand-logo",  # said for both directions
    "var(--spacing)",
    "letter-spacing: 0;",
)


def is_uneven(line: str) -> bool:
    """Whether four sides are said of which left and right differ."""
    for said in SIDES.findall(FUNCTION.sub("x", FUNCTION.sub("x", line))):
        sides = said.split()
        if len(sides) == 4 and sides[1] != sides[3]:
            return True
    return False


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.name)
def test_a_style_sheet_has_no_left_and_right(sheet: Path) -> None:
    lines = [line.strip() for line in sheet.read_text(encoding="utf-8").splitlines()]
    said = [line for line in lines if ONE_SIDED.search(line) and not any(each in line for each in KNOWN)]
    assert said + [line for line in lines if is_uneven(line)] == []


def test_there_are_style_sheets() -> None:
    assert {"50-prose.css", "plain.css"} <= {path.name for path in SHEETS}
