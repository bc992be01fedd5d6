"""Looks at the project again whenever its files were touched, and tells every open page."""

import asyncio
import time
from collections.abc import Callable
from functools import partial

from mentorsite.serve.events import Changes
from mentorsite.serve.preview import Preview
from mentorsite.serve.snapshot import Reading, is_half_written
from mentorsite.serve.threads import aside
from mentorsite.serve.watch import Watch

QUIET, LONGEST = 0.01, 0.3
"""How long nothing must be touched before the files are read, and how long that is waited for, in seconds."""
PATIENCE = 0.2
"""How long a text that is suddenly empty or gone is given to be written, in seconds."""


async def follow(
    preview: Preview, watch: Watch, touched: asyncio.Event, changes: Changes, shown: Callable[[float], None]
) -> None:
    """Runs until it is cancelled. `shown` is called after each change, with the seconds that it took."""
    while True:
        await touched.wait()
        start = time.perf_counter()
        await settle(touched)
        # Before anything is read: what changes in a new folder from now on is told.
        await aside(partial(watch.cover, preview.project))
        found = await _whole(preview, touched)
        if await aside(partial(preview.take, found)):
            changes.announce()
            shown(time.perf_counter() - start)


async def settle(touched: asyncio.Event) -> None:
    """Waits until nothing has been touched for a moment."""
    loop = asyncio.get_running_loop()
    last = loop.time() + LONGEST
    while touched.is_set():
        touched.clear()
        if loop.time() < last:  # else it is read while it changes: the next touch has it read again
            await _touched_within(touched, QUIET)


async def _whole(preview: Preview, touched: asyncio.Event) -> Reading | str:
    """The project, read; once more where an editor was perhaps not done with a file."""
    found = await aside(preview.read)
    before = preview.look.reading
    if before and isinstance(found, Reading) and is_half_written(before, found):
        await _touched_within(touched, PATIENCE)
        await settle(touched)
        found = await aside(preview.read)
    return found


async def _touched_within(touched: asyncio.Event, seconds: float) -> None:
    try:
        await asyncio.wait_for(touched.wait(), seconds)
    except TimeoutError:
        return
