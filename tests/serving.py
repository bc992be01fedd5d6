"""What tests of the preview share: one that runs in a thread, and requests as odd as anyone may send."""

import asyncio
import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from signal import SIGINT
from threading import Semaphore, Thread
from typing import Any

from mentorsite.serve.events import Changes
from mentorsite.serve.preview import Preview, PreviewPage, Snapshot
from mentorsite.serve.server import ALONE, HOST, Beside, serve, server
from mentorsite.serve.snapshot import Reading
from tests.conftest import ADVICE_OFF, PROGRAM

DAY = date(2027, 1, 1)
LONGEST = 300
"""How long a busy machine may take, in seconds."""
HOME = "---\ntitle: Home\n---\nWelcome. [Guide](guide.md) ![A tree](tree.svg)\n"
GUIDE = "---\ntitle: Guide\naliases: [old-guide]\n---\nListen first.\n"
TREE = '<svg xmlns="http://www.w3.org/2000/svg"/>'
FORM = "title: Goals\nsections: {all: {fields: {why: {type: text, label: Why}}}}\n"
BASED = f"title: Harbour\nurl: https://x.github.io/handbook/\n{ADVICE_OFF}"
FILES = {
    "site.yml": BASED,
    "content/index.md": HOME,
    "content/guide.md": GUIDE,
    "content/tree.svg": TREE,
    "content/worksheets/goals.yml": FORM,
    "content/programs/p.yml": PROGRAM,
}
"""A handbook that lives below /handbook/."""


@dataclass
class Served:
    """A preview that runs."""

    preview: Preview
    port: int
    looks: list[Snapshot]
    said: list[str]
    start: str = ""

    @property
    def here(self) -> str:
        """The address of the site."""
        return f"http://{HOST}:{self.port}{self.preview.shown.base if self.preview.shown else '/'}"


class Counted(Preview):
    """A preview whose looks can be waited for."""

    def __init__(self, project: Path, say: Callable[[str], None]) -> None:
        super().__init__(project, today=lambda: DAY, say=say)
        self.looked = Semaphore(0)

    def take(self, found: Reading | str) -> bool:
        """Shows what was read."""
        is_new = super().take(found)
        self.looked.release()
        return is_new


@contextmanager
def served(
    project: Path, *, poll: bool = False, beside: Callable[[Preview, Changes, int], Beside] | None = None
) -> Iterator[Served]:
    """The preview of a project, until the end of the block, which begins when the files are followed."""
    listening = socket.create_server((HOST, 0))
    port, said, looks = listening.getsockname()[1], list[str](), list[Snapshot]()
    preview = Counted(project, said.append)
    preview.take(preview.read())
    changes = Changes()
    more = beside(preview, changes, port) if beside else ALONE
    web = server(preview, changes, port, more)
    work = serve(web, listening, preview, changes, show=looks.append, poll=poll)
    thread = Thread(target=asyncio.run, args=[work])
    thread.start()
    for _ in ("the first look", "the one for what has changed since"):
        assert preview.looked.acquire(timeout=LONGEST)
    try:
        yield Served(preview, port, looks, said, more.start)
    finally:
        web.handle_exit(SIGINT, None)
        thread.join(LONGEST)
        assert not thread.is_alive()


def looked(folder: Path, said: list[str] | None = None) -> Preview:
    """The preview of a project, looked at once."""
    preview = Preview(folder, today=lambda: DAY, say=(said if said is not None else []).append)
    preview.take(preview.read())
    return preview


def page_of(preview: Preview, path: str) -> PreviewPage:
    """The page at a path."""
    page = preview.answer(path)
    assert isinstance(page, PreviewPage)
    return page


@dataclass(frozen=True)
class Reply:
    """What the preview answered."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        """The body as text."""
        return self.body.decode()


def ask(port: int, path: str, *headers: str, method: str = "GET", host: str | None = None, body: bytes = b"") -> Reply:
    """Sends a request just as it is written, and reads the answer."""
    headers = (*headers, f"Content-Length: {len(body)}") if method == "POST" else headers
    host = f"{HOST}:{port}" if host is None else host
    lines = [f"{method} {path} HTTP/1.1", *([f"Host: {host}"] if host else []), *headers, "Connection: close", "", ""]
    with socket.create_connection((HOST, port), timeout=LONGEST) as connection:
        connection.sendall("\r\n".join(lines).encode("latin-1") + body)
        return reply(b"".join(iter(lambda: connection.recv(65536), b"")))


def reply(data: bytes) -> Reply:
    """An answer taken apart."""
    head, _, body = data.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers = {name.lower(): value for name, _, value in (line.partition(": ") for line in lines)}
    return Reply(int(first.split(" ")[1]), headers, body)


class Listener:
    """Hears what the preview tells the page at a path."""

    def __init__(self, port: int, path: str) -> None:
        self.connection = socket.create_connection((HOST, port), timeout=LONGEST)
        request = f"GET /_mentorsite/changes?page={path} HTTP/1.1\r\nHost: {HOST}:{port}\r\n\r\n"
        self.connection.sendall(request.encode())
        self.lines = self.connection.makefile("r", encoding="utf-8", newline="\n")

    def next(self) -> Any:
        """The next state that is told; waits for it."""
        for line in self.lines:
            if line.startswith("data: "):
                return json.loads(line.removeprefix("data: "))
        raise AssertionError("the channel was closed")

    def until(self, is_met: Callable[[Any], bool]) -> Any:
        """The first state that is as it should be; waits for it."""
        return next(state for state in iter(self.next, None) if is_met(state))

    def silent(self, seconds: float) -> bool:
        """Whether nothing is told for as long."""
        self.connection.settimeout(seconds)
        try:
            return not self.connection.recv(1, socket.MSG_PEEK)
        except TimeoutError:
            return True
        finally:
            self.connection.settimeout(LONGEST)

    def close(self) -> None:
        """Hears no more."""
        self.lines.close()
        self.connection.close()
