"""Whether what something costs grows in proportion to its size, however busy the machine is."""

import gc
from collections.abc import Callable
from math import inf
from time import process_time

TIMES, MOST = 4, 9
"""Four times the size may take nine times as long: what is quadratic takes sixteen times as long."""
LEAST = 0.02
"""Less time than this, in seconds, is too little to compare."""
TRIES = 6


def grows_in_proportion(cost: Callable[[int], float], size: int) -> bool:
    """Compares the seconds that a size and four times the size take.

    Of each the least of up to six measurements counts: other programs can only add to it.
    """
    small = large = inf
    for _ in range(TRIES):
        small = min(small, cost(size))
        large = min(large, cost(TIMES * size))
        if large <= MOST * max(small, LEAST):
            return True
    return False


def seconds(act: Callable[[], object]) -> float:
    """How long this process works at something, without the garbage collector, which looks through all that other tests
    keep as well."""
    gc.disable()
    start = process_time()
    act()
    took = process_time() - start
    gc.enable()
    return took
