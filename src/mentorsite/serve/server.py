"""`mentorsite serve`: finds a port, follows the files, and serves until Ctrl-C."""

import asyncio
import errno
import gc
import logging
import os
import socket
import sys
import time
import webbrowser
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from threading import Thread
from types import FrameType

from starlette.routing import Route
from uvicorn import Config
from uvicorn import Server as WebServer

from mentorsite.errors import FatalError, UsageError
from mentorsite.serve.app import app
from mentorsite.serve.events import Changes
from mentorsite.serve.preview import Preview, Snapshot
from mentorsite.serve.reload import follow
from mentorsite.serve.watch import Watch

HOST = "127.0.0.1"
FIRST_PORT, TRIED = 8000, 100
ACCEPTING = 5
"""After how many rounds of the loop a connection that was accepted is known."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is served beside the preview: its addresses, where it starts, and what is said of it. `host` is the name
    under which a service forwards the port, if one does."""

    routes: tuple[Route, ...] = ()
    start: str = ""
    words: str = "The handbook is at {} and follows your changes. Ctrl-C ends it."
    host: str = ""
    begins: bool = False
    """Whether a project that isn't there yet can be made there."""


ALONE = Beside()


class Server(WebServer):
    """Sleeps until it is asked something or is to end, and then ends at once.

    What is on its way then, such as a PDF that is being drawn, is cut off without a word.
    """

    def __init__(self, config: Config) -> None:
        super().__init__(config)
        self._ends: Callable[[], object] = lambda: None

    async def main_loop(self) -> None:
        """Called when it has started; the one that it overrides looks ten times a second whether it is to end."""
        ending, loop = asyncio.Event(), asyncio.get_running_loop()
        self._ends = partial(loop.call_soon_threadsafe, ending.set)
        if not self.should_exit:  # Ctrl-C may have come when nothing waited for it yet
            await ending.wait()

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Called for Ctrl-C."""
        super().handle_exit(sig, frame)
        self._ends()

    async def _accept_no_more(self) -> None:
        """Waits for connections that are just being accepted: asyncio fails at those once the server is closed."""
        loop = asyncio.get_running_loop()
        with suppress(NotImplementedError):  # Windows accepts in another way
            for each in (listening for server in self.servers for listening in server.sockets):
                loop.remove_reader(each)
        for _ in range(ACCEPTING):
            await asyncio.sleep(0)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Called when it is to end."""
        # uvicorn would log what is cut off here as an error.
        logging.getLogger("uvicorn.error").disabled = True
        await self._accept_no_more()
        await super().shutdown(sockets)
        for connection in list(self.server_state.connections):  # those of pages that wait for what is new
            connection.transport.abort()
        await asyncio.sleep(0)  # the loop closes what was cut off


def run(
    project: Path,
    *,
    port: int | None,
    in_browser: bool,
    poll: bool,
    today: Callable[[], date],
    show: Callable[[Snapshot], None],
    beside: Callable[[Preview, Changes, int], Beside] | None = None,
) -> None:
    """Serves until it is interrupted. `show` is called with each look at the project that has other problems or drafts.
    `beside` gives what is served beside the preview.

    Raises `UsageError` where there is no project or the port is taken.
    """
    # Bound to the terminal now: a library that starts while a PDF is drawn keeps what is printed to itself.
    say = partial(print, file=sys.stdout, flush=True)
    preview = Preview(project, today=today, say=say)
    with listen(port, say) as listening:
        preview.take(preview.read())
        port, changes = listening.getsockname()[1], Changes()
        if beside:
            more = beside(preview, changes, port)
        else:
            more = ALONE
        if not more.begins:
            _refuse_nothing(preview.look)
        show(preview.look)
        gc.freeze()  # most of it stays: looking through a thousand pages for garbage would take a tenth of a second
        home = preview.shown.base if preview.shown else "/"
        start = more.start or home
        if more.host:
            here = f"https://{more.host}{start}"
        else:
            here = f"http://{HOST}:{port}{start}"
        say(more.words.format(here))
        if in_browser:  # in a thread, as a browser in the terminal comes back only when it is closed
            Thread(target=webbrowser.open, args=[here], daemon=True).start()
        web = server(preview, changes, port, more)
        try:
            asyncio.run(serve(web, listening, preview, changes, show=show, poll=poll))
        except ExceptionGroup as failed:
            if len(failed.exceptions) > 1:
                raise
            raise failed.exceptions[0] from None  # told as it would be anywhere, not as one of several


def listen(port: int | None, say: Callable[[str], None]) -> socket.socket:
    """A socket of this machine alone, on the port that was asked for or the first one that is free."""
    ports = [port] if port else range(FIRST_PORT, FIRST_PORT + TRIED)
    for each in ports:
        listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        # Without it a port stays taken for a while after its program has ended. On Windows two programs could have one.
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((HOST, each))
            listening.listen()
        except OSError as error:
            listening.close()
            if port or error.errno != errno.EADDRINUSE:
                raise UsageError(
                    f"Port {each} can't be used: {error.strerror}. Name another one with --port."
                ) from error
            say(f"Port {each} is taken.")
        else:
            return listening
    raise FatalError(f"The ports from {FIRST_PORT} to {each} are taken. Name a free one with --port.")


def _refuse_nothing(look: Snapshot) -> None:
    for problem in look.problems:
        if problem.code == "no-project":
            raise UsageError(f"{problem.message[:1].upper()}{problem.message[1:]}: {problem.hint}.")


def server(preview: Preview, changes: Changes, port: int, more: Beside = ALONE) -> Server:
    """The web server of a preview, and of what is served beside it."""
    config = Config(
        app(preview, changes, port, more.routes, more.host),
        log_config=None,
        log_level="error",  # its warnings are advice for whoever runs a server of their own
        access_log=False,
        date_header=False,
        http="h11",
        ws="none",
        lifespan="off",
        server_header=False,
        timeout_graceful_shutdown=0,
    )
    return Server(config)


async def serve(
    web: Server,
    listening: socket.socket,
    preview: Preview,
    changes: Changes,
    *,
    show: Callable[[Snapshot], None],
    poll: bool,
) -> None:
    """Answers requests and follows the files until it is interrupted."""
    loop, touched = asyncio.get_running_loop(), asyncio.Event()
    preview.wake = partial(_wake, loop, touched)
    watch = Watch(preview.project, preview.wake, poll=poll)
    watch.cover(preview.project)
    touched.set()  # for what has changed since the first look
    if watch.polls:
        preview.say("The files are looked at every second.")
    try:
        async with asyncio.TaskGroup() as group:
            following = group.create_task(follow(preview, watch, touched, changes, _teller(preview, show)))
            await web.serve(sockets=[listening])
            following.cancel()
    finally:
        watch.stop()


def _wake(loop: asyncio.AbstractEventLoop, touched: asyncio.Event) -> None:
    with suppress(RuntimeError):  # the loop has ended
        loop.call_soon_threadsafe(touched.set)


def _teller(preview: Preview, show: Callable[[Snapshot], None]) -> Callable[[float], None]:
    """The function that says on the terminal what has become of a change."""
    last = preview.look

    def tell(seconds: float) -> None:
        nonlocal last
        before, last = last, preview.look
        if (before.problems, before.fault, before.drafts) != (last.problems, last.fault, last.drafts):
            show(last)
        if last.fatal and preview.shown is None:
            return  # there are no pages yet
        if last.fatal:
            done = "The last good pages are shown until this is fixed."
        else:
            done = f"Updated after {seconds:.2f} s."
        preview.say(f"{time.strftime('%H:%M:%S')} {done}")

    return tell
