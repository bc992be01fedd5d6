"""A Firefox without windows that is driven over Marionette, and for which one web server stands for all hosts."""

import json
import os
import re
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path
from queue import SimpleQueue
from subprocess import PIPE, STDOUT
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any

from tests.conftest import Quiet


def _found() -> str:
    """The Firefox of this machine, or nothing. That of snap is passed over, for it sees no temporary files."""
    for program in filter(None, map(shutil.which, ("firefox-esr", "firefox"))):
        if "/snap/" not in os.path.realpath(program) and b"/snap/" not in Path(program).read_bytes()[:1000]:
            return program
    return ""


FIREFOX = _found()
LONGEST = 300
"""How long a busy machine may take for what is quick, in seconds."""
AT_ONCE = 40
"""How many pages are open at a time, each in a frame of its own."""
SITE = re.compile(r"http://(?P<name>\w+)\.test(?P<path>/.*)")
UNTYPED = "untyped"
"""The site of which the server says of no file what it is, so that browsers look at its bytes."""
OF_ITS_MAKERS = re.compile(r"([\w-]+\.)*(mozilla\.(com|net|org)|firefox\.com)|update\.googleapis\.com")
"""The hosts that Firefox itself asks for its settings and parts."""
LISTENS = re.compile(r"Marionette\tINFO\tListening on port (\d+)")
OPENS = """paths => {
  const opened = paths.map(path => new Promise(done => {
    const frame = document.body.appendChild(document.createElement("iframe"));
    frame.style = "position: fixed; inset: 0; width: 20px; height: 20px";  // in sight, and soon painted
    frame.onload = done;
    frame.src = path;
  }));
  return Promise.all(opened).then(() => paths.length);
}"""
SEES = """(given, base) => {
  const opened = [...document.querySelectorAll("iframe")].map(frame => frame.contentWindow);
  return opened.map(page => [page.location.pathname, page.eval(`(${given})`)(base)]);
}"""


class Firefox:
    """A browser that is told what to do."""

    def __init__(self, connection: socket.socket, asked: "SimpleQueue[str]") -> None:
        self._lines = connection.makefile("rwb")
        self._asked = asked
        self._answer()
        limits = {"pageLoad": LONGEST * 1000, "script": LONGEST * 1000}
        wanted = {"unhandledPromptBehavior": "dismiss and notify", "timeouts": limits}
        self.tell("WebDriver:NewSession", capabilities={"alwaysMatch": wanted})

    def tell(self, command: str, **parameters: Any) -> Any:
        """What comes of a command; an `AssertionError` where it can't be done, as when a page has opened a dialog."""
        told = json.dumps([0, 1, command, parameters]).encode()
        self._lines.write(b"%d:%b" % (len(told), told))
        self._lines.flush()
        _, _, error, result = self._answer()
        assert not error, f"{command}: {error['error']}: {error['message']}"
        return result.get("value") if isinstance(result, dict) else result

    def _answer(self) -> Any:
        length = b""
        while not length.endswith(b":"):
            length += self._lines.read(1) or b":"
        return json.loads(self._lines.read(int(length[:-1])))

    def _evaluate(self, function: str, *arguments: Any) -> Any:
        return self.tell("WebDriver:ExecuteScript", script=f"return ({function})(...arguments)", args=arguments)

    def seen(self, site: str, paths: Sequence[str], function: str) -> dict[str, Any]:
        """What a function of JavaScript gives in each of a site's pages, by path; nothing where it gives nothing.

        It is given where the site begins.
        """
        found: dict[str, Any] = {}
        for start in range(0, len(paths), AT_ONCE):
            self.tell("WebDriver:Navigate", url=f"http://{site}.test/")
            self._evaluate(OPENS, paths[start : start + AT_ONCE])
            found.update(self._evaluate(SEES, function, f"http://{site}.test/base/"))
        assert len(self.tell("WebDriver:GetWindowHandles")) == 1, "a page has opened another one"
        return {path: each for path, each in found.items() if each}

    def asked_elsewhere(self) -> list[str]:
        """What was asked for since the last time, but for the sites' own files."""
        asked = [self._asked.get() for _ in range(self._asked.qsize())]
        return [each for each in asked if not SITE.match(each) and not OF_ITS_MAKERS.fullmatch(each.partition(":")[0])]


class EveryHost(Quiet):
    """Answers for all hosts: `http://<name>.test` has the files of a folder, others have none."""

    asked: "SimpleQueue[str]"

    def parse_request(self) -> bool:
        is_request = super().parse_request()
        if is_request:
            self.asked.put(self.path)
        return is_request

    def translate_path(self, path: str) -> str:
        site = SITE.fullmatch(path)
        return super().translate_path(f"/{site['name']}{site['path']}" if site else "/nowhere")

    def send_header(self, keyword: str, value: str) -> None:
        is_untyped = self.path.startswith(f"http://{UNTYPED}.test/")
        if not (is_untyped and keyword.lower() == "content-type"):
            super().send_header(keyword, value)


@contextmanager
def firefox(sites: Path) -> Iterator[Firefox]:
    """A new Firefox for which all hosts are one server, which has a site in each folder of `sites`."""
    asked: SimpleQueue[str] = SimpleQueue()
    handler = type("Noting", (EveryHost,), {"asked": asked})
    with (
        TemporaryDirectory(ignore_cleanup_errors=True) as profile,
        ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(sites))) as server,
    ):
        Thread(target=server.serve_forever).start()
        _write_settings(Path(profile), server.server_port)
        command = [FIREFOX, "--headless", "--marionette", "--no-remote", "--profile", profile]
        with subprocess.Popen(command, stdout=PIPE, stderr=STDOUT, text=True, start_new_session=True) as running:
            try:
                assert running.stdout
                port = next(found[1] for line in running.stdout if (found := LISTENS.search(line)))
                with socket.create_connection(("127.0.0.1", int(port)), timeout=LONGEST) as connection:
                    yield Firefox(connection, asked)
            finally:
                os.killpg(running.pid, signal.SIGKILL)
                server.shutdown()


def _write_settings(profile: Path, port: int) -> None:
    """Leads all that a Firefox asks for to one port of this machine."""
    settings = {
        "marionette.port": 0,
        "network.proxy.type": 1,
        "network.proxy.http": "127.0.0.1",
        "network.proxy.http_port": port,
        "network.proxy.ssl": "127.0.0.1",
        "network.proxy.ssl_port": port,
        "network.proxy.allow_hijacking_localhost": True,
    }
    lines = (f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in settings.items())
    (profile / "user.js").write_text("".join(lines))
