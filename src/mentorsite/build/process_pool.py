"""Calls a function for each of many values, in worker processes on all cores."""

import gc
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import partial
from multiprocessing import active_children, get_context, parent_process
from types import BuiltinFunctionType, FunctionType
from typing import Any, TypeVar

from mentorsite.errors import FatalError

V = TypeVar("V")
R = TypeVar("R")
PIECES = 8
"""In how many pieces each process gets its share: they end at about the same time, and little is sent about."""
MOST = 61
"""Windows can wait for no more processes."""
THREADED = {"typst"}
"""Libraries with threads of their own, which a forked process would wait for in vain."""
ENDED = (
    "A process that {0} ended before it was done: something ended it, as for want of memory, or it could not start, "
    "and then what it said stands above. {1} Try again with --jobs 1."
)
NOTHING = "Nothing was written."
SAFE_PATH = "PYTHONSAFEPATH"
"""What tells a Python that starts to look for modules in its own folders alone, never in the current one."""

_starts = threading.Lock()

_inherited: tuple[Callable[[Any], Any], Sequence[Any]] = (repr, ())
"""What forked processes work on: they have it from the start, and only results are sent."""


def in_processes(
    function: Callable[[V], R],
    values: Sequence[V],
    *,
    does: str,
    few: int,
    workers: int | None = None,
    left: str = NOTHING,
    piece: int | None = None,
) -> Iterator[R]:
    """The result for each value, in order. As many values as `few` are done here, sooner than processes start; none
    where that is 0, unless one worker is to do all.

    `does` says in a message what the processes do, and `left` what is there when one ended early; `workers` is how
    many there are, else one a core; `piece` is how many values one gets at a time, else a share of all. What was made
    inside of a function can't be sent to a process that does not inherit it: then all are done here.
    """
    count = min(workers or os.cpu_count() or 1, MOST)
    can_fork = sys.platform == "linux" and threading.active_count() == 1 and not THREADED & sys.modules.keys()
    if count <= 1 or len(values) <= few or not (can_fork or _can_be_sent(function)):
        yield from map(function, values)
        return
    count = min(count, len(values))
    pieces = piece or -(-len(values) // (count * PIECES))  # rounded up
    try:
        if can_fork:
            yield from _forked(function, values, count, pieces)
        else:
            with safe_starts():
                spawned = ProcessPoolExecutor(count, get_context("spawn"), initializer=follow)
            with spawned as pool:
                yield from _results(pool, function, values, pieces)
    except BrokenProcessPool as error:
        raise FatalError(ENDED.format(does, left)) from error


def _forked(function: Callable[[V], R], values: Sequence[V], count: int, pieces: int) -> Iterator[R]:
    # Forked processes inherit both, so that neither has to be something that can be sent.
    global _inherited
    _inherited = (function, values)
    gc.freeze()  # else each process copies all that it looks through for garbage
    try:
        with ProcessPoolExecutor(count, get_context("fork"), initializer=follow) as pool:
            yield from _results(pool, _call, range(len(values)), pieces)
    finally:
        gc.unfreeze()
        _inherited = (repr, ())


def _results(pool: ProcessPoolExecutor, function: Callable[[V], R], values: Sequence[V], pieces: int) -> Iterator[R]:
    parts = (values[start : start + pieces] for start in range(0, len(values), pieces))
    try:
        with safe_starts(), _deaf_to_control_c():  # what was sent meanwhile is heard at its end
            # Not `pool.map`: it cancels what is left when it is stopped, and a cancelled part whose process then ends
            # makes the pool's thread fail, with a traceback on the terminal.
            futures = deque(pool.submit(_each, function, part) for part in parts)
        while futures:
            yield from futures.popleft().result()
    except (KeyboardInterrupt, GeneratorExit):
        for process in active_children():
            process.terminate()
        _read_no_more(pool)
        raise


def _read_no_more(pool: ProcessPoolExecutor) -> None:
    """Lets a pool whose processes were ended end too, where one of them was ended while it sent a result.

    The pool's thread would wait for the rest for ever, since this process could still send it.
    """
    results: Any = pool._result_queue  # a pool has no other way to it
    results._writer.close()


@contextmanager
def safe_starts() -> Iterator[None]:
    """Lets no process that starts meanwhile run a file of the current folder, which may be a handbook's.

    A process that isn't forked is a Python that is told what to do by `-c`: it would look for modules there first.
    """
    with _starts:
        before = os.environ.get(SAFE_PATH)
        os.environ[SAFE_PATH] = "1"
        try:
            yield
        finally:
            del os.environ[SAFE_PATH]
            if before is not None:
                os.environ[SAFE_PATH] = before


def _each(function: Callable[[V], R], values: Sequence[V]) -> list[R]:
    return [function(value) for value in values]


@contextmanager
def _deaf_to_control_c() -> Iterator[None]:
    """Lets processes that start meanwhile never hear of Ctrl-C: the one that starts them does, and ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def follow() -> None:
    """Lets a process end with the one that started it, however that ends; Ctrl-C is for that one to hear."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_starter, daemon=True).start()


def _end_with_starter() -> None:
    if starter := parent_process():
        starter.join()
        os._exit(1)  # `sys.exit` would end this thread alone


def _call(index: int) -> Any:
    function, values = _inherited
    return function(values[index])


def _can_be_sent(function: Callable[..., Any]) -> bool:
    """Whether a function is one of a module: a method takes all along that it is bound to."""
    if isinstance(function, partial):
        inner = function.func
    else:
        inner = function
    return isinstance(inner, FunctionType | BuiltinFunctionType) and "<locals>" not in inner.__qualname__
