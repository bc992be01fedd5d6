"""A text that two people changed keeps what both wrote."""

import pytest

from mentorsite.serve.edit.joined_text import joined

BEFORE = "one\ntwo\nthree\n"


@pytest.mark.parametrize(
    ("now", "mine", "both"),
    [
        (BEFORE, "one\n2\nthree\n", "one\n2\nthree\n"),
        ("one\ntwo\nthree\nfour\n", "1\ntwo\nthree\n", "1\ntwo\nthree\nfour\n"),
        ("zero\none\ntwo\nthree\n", "one\ntwo\n", "zero\none\ntwo\n"),
        ("one\nTWO\nthree\n", "one\n2\nthree\n", "one\nTWO\n2\nthree\n"),
        ("one\ntwo\nthree\nfour", "one\ntwo\nthree\n4\n", "one\ntwo\nthree\n4\nfour"),
        ("", "one\ntwo\n3\n", "3\n"),
        ("one\n", "", "one\n"),
    ],
)
def test_what_both_changed_stands_in_it(now: str, mine: str, both: str) -> None:
    assert joined(BEFORE, now, mine) == both


def test_a_text_that_was_empty_keeps_both() -> None:
    assert joined("", "theirs", "mine\n") == "theirs\nmine\n"
