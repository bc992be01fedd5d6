"""Contrast as WCAG measures it, and accents that can't be read."""

import pytest

from mentorsite.theme.colors_and_contrast import contrast, mixed, readable, text_color_on
from tests.conftest import prepared

HOME = {"content/index.md": "# Home\n"}


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("#000000", "#ffffff", 21.0),
        ("#ffffff", "#ffffff", 1.0),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag_whichever_comes_first(one: str, other: str, expected: float) -> None:
    assert round(contrast(one, other), 2) == expected == round(contrast(other, one), 2)


@pytest.mark.parametrize("color", ["#ffcc00", "#ffffff", "#9fd8c0", "#ff69b4", "#00ffff"])
def test_a_pale_colour_is_darkened_just_as_far_as_is_needed(color: str) -> None:
    found = readable(color, "#ffffff")
    assert 4.5 <= contrast(found, "#ffffff") < 4.75


def test_a_colour_that_can_be_read_stays() -> None:
    assert readable("#0b6e4f") == "#0b6e4f"


def test_what_stands_on_a_colour_is_black_or_white_whichever_is_read_better() -> None:
    assert (text_color_on("#ffcc00"), text_color_on("#0b6e4f")) == ("#000000", "#ffffff")


def test_a_colour_can_be_mixed_with_another() -> None:
    assert mixed("#000000", "#ffffff", 0.5) == "#808080"


def test_an_accent_too_pale_is_a_problem_that_names_the_nearest_one() -> None:
    (found,) = prepared({**HOME, "site.yml": 'title: T\ntheme:\n  accent: "#ffcc00"\n'}).problems
    assert (found.code, found.path, found.line, found.fatal) == ("pale-accent", "site.yml", 3, True)
    assert "1.4 to 1" in found.message
    nearest = found.hint[-8:-1]
    assert not prepared({**HOME, "site.yml": f'title: T\ntheme:\n  accent: "{nearest}"\n'}).problems


def test_who_wants_a_pale_accent_all_the_same_may_have_it() -> None:
    site = 'title: T\ntheme: {accent: "#ffcc00"}\nchecks: {pale-accent: off}\n'
    assert not prepared({**HOME, "site.yml": site}).problems
