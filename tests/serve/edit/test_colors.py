"""What a colour is like to read, by the theme's own measure."""

import pytest

from mentorsite.serve.edit.colors import proposed, reading, six_digits
from mentorsite.theme.colors_and_contrast import PAPER, READABLE, contrast


@pytest.mark.parametrize(
    ("text", "color"), [("#FA0", "#ffaa00"), ("#0B6E4F", "#0b6e4f"), ("teal", ""), ("", ""), ("#12", "")]
)
def test_a_colour_has_six_digits(text: str, color: str) -> None:
    assert six_digits(text) == color


def test_a_colour_reads_well_or_is_too_pale_with_one_that_reads_well() -> None:
    assert reading("#0b6e4f").startswith("Reads well: 6.0 to 1 on the paper of pages, where text needs 4.5.")
    pale = reading("#9c9")
    assert pale.startswith("Too pale: 1.8 to 1 on the paper of pages, where text needs 4.5.")
    assert contrast(proposed("#9c9"), PAPER) >= READABLE
    assert [proposed("#0b6e4f"), proposed("teal")] == ["", ""]
    assert reading("teal") == ""
