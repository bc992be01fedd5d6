"""Cost that grows with the square of the size is told from cost in proportion, with a busy machine's noise on top."""

from collections.abc import Callable
from itertools import cycle

import pytest

from tests.linear import TIMES, grows_in_proportion

NOISE = (0.3, 0.0, 0.9, 0.1, 0.0, 0.5, 0.2)


@pytest.mark.parametrize(
    ("cost", "in_proportion"),
    [
        (lambda size: size / 1_000, True),
        (lambda size: size * size / 1_000_000, False),
        (lambda size: 2 ** (size / 200) / 1_000, False),
        (lambda _size: 0.0, True),
    ],
)
def test_quadratic_and_worse_is_told_from_linear(cost: Callable[[int], float], *, in_proportion: bool) -> None:
    noise = cycle(NOISE)
    assert grows_in_proportion(lambda size: cost(size) + next(noise) * cost(size), 1_000) == in_proportion
    assert grows_in_proportion(cost, 1_000) == in_proportion
    assert TIMES == 4
