"""The channel by which an open page learns what has changed."""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from dataclasses import asdict

from mentorsite.serve.preview import PageState
from mentorsite.serve.threads import aside

RETRY = 500
"""After how long a browser comes back when the preview was gone, in milliseconds."""


class Changes:
    """Wakes everyone who waits for the next change."""

    def __init__(self) -> None:
        self.next = asyncio.Event()
        """Set at the next change, and never again: each change has its own."""

    def announce(self) -> None:
        """Says that something has changed."""
        self.next.set()
        self.next = asyncio.Event()


async def events(changes: Changes, state: Callable[[], PageState]) -> AsyncIterator[str]:
    """Server-sent events: the state of a page now, and again each time it is another."""
    yield f"retry: {RETRY}\n\n"
    sent = None
    while True:
        change = changes.next  # taken before the state is asked for, so that what changes meanwhile isn't missed
        now = await aside(state)
        if now != sent:
            yield f"data: {json.dumps(asdict(now))}\n\n"
            sent = now
        await change.wait()
