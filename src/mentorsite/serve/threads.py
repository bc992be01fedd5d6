"""Runs what takes long beside the server, in threads that don't keep the program from ending."""

import asyncio
from collections.abc import Callable
from concurrent.futures import Future
from threading import Thread
from typing import TypeVar

Result = TypeVar("Result")


async def aside(work: Callable[[], Result]) -> Result:
    """What `work` gives or raises; meanwhile the server answers others."""
    future: Future[Result] = Future()
    # It counts as running at once: a request that is cancelled would cancel it too, and it could take no result then.
    future.set_running_or_notify_cancel()

    def run() -> None:
        try:
            future.set_result(work())
        except Exception as error:  # whatever it is, it belongs to who waits for the result
            future.set_exception(error)

    Thread(target=run, daemon=True).start()
    return await asyncio.wrap_future(future)
