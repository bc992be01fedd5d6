"""What a handbook costs grows no faster than its size; tests/growth.py has all ways to grow, and measures them."""

import pytest

from tests.growth import WAYS, spent
from tests.linear import grows_in_proportion

QUICK = (
    "one long word and a sign",
    "agreement: one long word and a sign",
    "web address",
    "web address of dots",
    "email address",
    "unknown variables",
    "problems of a line each",
    "forms of a program",
)
"""Ways that once took time by the size squared."""


@pytest.mark.parametrize("name", QUICK)
def test_four_times_the_size_takes_far_less_than_sixteen_times_as_long(name: str) -> None:
    size, grow = WAYS[name]
    assert grows_in_proportion(lambda size: spent(grow(size)), size // 4)


@pytest.mark.parametrize("name", WAYS)
def test_each_way_to_grow_makes_a_handbook(name: str) -> None:
    _, grow = WAYS[name]
    assert spent(grow(3)) > 0
    assert len(str(grow(20))) > len(str(grow(10)))
