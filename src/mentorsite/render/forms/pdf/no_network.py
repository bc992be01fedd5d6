"""Typst would fetch packages from the network: whatever a theme says, nobody is asked while it draws."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

NOWHERE = "http://0.0.0.0:0"
"""A proxy that isn't there, on any machine: nothing can listen at port 0."""
PROXIES = ("HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY")
WITHOUT_PROXY = "NO_PROXY"
SET = {**dict.fromkeys(PROXIES, NOWHERE), WITHOUT_PROXY: ""}
LEAD_NOWHERE = {name: value for key, value in SET.items() for name in (key, key.lower())}
"""Typst takes its way to the network from the environment, in capitals or small letters."""


class _Drawing:
    """How many PDFs are being drawn in this process, and what the environment said before the first of them."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.count = 0
        self.before: dict[str, str | None] = {}


_drawing = _Drawing()


@contextmanager
def no_network() -> Iterator[None]:
    """While this holds, a program's library that asks for its proxies in the environment reaches nobody."""
    # The environment is that of all threads: the first to draw changes it, and the last one changes it back.
    with _drawing.lock:
        _drawing.count += 1
        if _drawing.count == 1:
            _drawing.before = {name: os.environ.get(name) for name in LEAD_NOWHERE}
            os.environ.update(LEAD_NOWHERE)
    try:
        yield
    finally:
        with _drawing.lock:
            _drawing.count -= 1
            if _drawing.count == 0:
                _restore(_drawing.before)


def _restore(before: dict[str, str | None]) -> None:
    for name, value in before.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
