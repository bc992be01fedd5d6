"""`mentorsite serve` as people run it: starting, saying where it is, and ending."""

import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, redirect_stdout
from io import StringIO
from pathlib import Path
from threading import Thread

import pytest

from mentorsite.serve import server as running
from mentorsite.serve.preview import Preview
from mentorsite.serve.server import HOST, listen
from tests.commands import run
from tests.conftest import REPOSITORY
from tests.serving import BASED, DAY, FILES, GUIDE, LONGEST, Listener, ask

pytestmark = pytest.mark.needs_posix

Project = Callable[[dict[str, str]], Path]
HEAVY = ("uvicorn", "starlette", "watchdog", "jinja2", "pydantic", "typst", "fontTools")


class Started:
    """The command, running; `port` is where it says it is."""

    def __init__(self, *arguments: str | Path, environment: dict[str, str] | None = None) -> None:
        command = [sys.executable, "-m", "mentorsite", "serve", *map(str, arguments)]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(
            command, stdout=pipe, stderr=pipe, text=True, env={**os.environ, **(environment or {})}
        )
        self.said: list[str] = []
        self.port = int(self.wait_for(r"http://127\.0\.0\.1:(\d+)/"))

    def wait_for(self, pattern: str) -> str:
        """What a part of the next line that has this pattern says."""
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            found = re.search(pattern, line)
            if found:
                return found[found.lastindex or 0]
        raise AssertionError(
            f"{pattern} was not said: {self.said} {self.process.stderr and self.process.stderr.read()}"
        )

    def interrupt(self) -> tuple[int, str, str]:
        """Presses Ctrl-C; the exit status, and all that was said since."""
        self.process.send_signal(signal.SIGINT)
        said, complained = self.process.communicate(timeout=LONGEST)
        return self.process.returncode, said, complained


@contextmanager
def started(*arguments: str | Path, environment: dict[str, str] | None = None) -> Iterator[Started]:
    running = Started(*arguments, environment=environment)
    try:
        yield running
    finally:
        running.process.kill()
        running.process.communicate()


def free_port() -> int:
    with socket.create_server((HOST, 0)) as found:
        return int(found.getsockname()[1])


def test_it_says_where_it_is_and_what_becomes_of_changes_and_ends_at_ctrl_c(project: Project) -> None:
    folder = project(FILES)
    port = free_port()
    with started("-C", folder, "--port", str(port)) as preview:
        assert preview.port == port
        assert any(f"http://127.0.0.1:{port}/handbook/" in line for line in preview.said)
        listener = Listener(port, "/handbook/guide/")
        listener.next()
        (folder / "content/guide.md").write_text(GUIDE.replace("first", "well"))
        preview.wait_for(r"^\d\d:\d\d:\d\d Updated after \d+\.\d\d s\.$")
        (folder / "content/guide.md").write_text(GUIDE.replace("Listen", "[Gone](gone.md)"))
        preview.wait_for("last good pages are shown")
        status, said, complained = preview.interrupt()
        listener.close()
    assert (status, said) == (0, "")
    assert complained.endswith("\nThe preview has ended.\n")
    assert "error[broken-link]: there is no file `gone.md`\n --> content/guide.md:5:1\n" in complained
    assert "Traceback" not in complained


def test_folders_that_are_made_quickly_are_followed_without_a_word(project: Project) -> None:
    folder = project(FILES)
    with started("-C", folder) as preview:
        listener = Listener(preview.port, "/handbook/guide/")
        before = listener.next()["page"]
        for number in range(10):
            deep = folder / f"content/new-{number}" / "a/b/c/d/e/f/g/h/i/j"
            deep.mkdir(parents=True)
            (deep / "page.md").write_text("---\ntitle: Deep\n---\nDeep.\n")
        (folder / "content/guide.md").write_text(GUIDE.replace("Listen", "Look"))
        listener.until(lambda state: state["page"] != before)
        listener.close()
        status, _, complained = preview.interrupt()
    assert status == 0
    assert "Warning" not in complained


def test_ctrl_c_ends_at_once_while_a_pdf_is_drawn() -> None:
    with started("-C", REPOSITORY, "--port", str(free_port())) as preview:
        address = (HOST, preview.port)
        request = f"GET /handbook/print/handbook.pdf HTTP/1.1\r\nHost: {HOST}:{preview.port}\r\n\r\n"
        with socket.create_connection(address) as asking:
            asking.sendall(request.encode())
            assert ask(preview.port, "/handbook/").status == 200
            assert preview.interrupt() == (0, "", "\nThe preview has ended.\n")


def test_a_port_that_is_taken_is_told_and_the_next_one_used(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(running, "FIRST_PORT", free_port())  # that of a user may be another program's
    with listen(None, said.append) as first, listen(None, said.append) as second:
        taken, used = (each.getsockname()[1] for each in (first, second))
    assert used > taken
    assert f"Port {taken} is taken." in said


def test_no_other_machine_can_reach_it() -> None:
    with listen(None, print) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_a_taken_port_that_was_asked_for_is_wrong_use(project: Project) -> None:
    with socket.create_server((HOST, 0)) as taken:
        port = taken.getsockname()[1]
        done = run("serve", "-C", project(FILES), "--port", str(port))
    assert done.returncode == 2
    assert done.stderr.startswith(f"mentorsite: Port {port} can't be used: ")


@pytest.mark.skipif(os.name == "nt", reason="the browser that is opened here is a shell script")
def test_open_opens_the_site_in_the_browser(project: Project, tmp_path: Path) -> None:
    browser, told = tmp_path / "browser", tmp_path / "told"
    os.mkfifo(told)
    browser.write_text(f'#!/bin/sh\necho "$1" > {told}\n')
    browser.chmod(0o755)
    with started(
        "-C", project(FILES), "--port", str(free_port()), "--open", environment={"BROWSER": str(browser)}
    ) as preview:
        assert told.read_text() == f"http://127.0.0.1:{preview.port}/handbook/\n"


def test_it_comes_up_with_a_broken_handbook_and_tells_what_is_wrong(project: Project) -> None:
    folder = project({**FILES, "site.yml": f"{BASED}tilte: x\n"})
    with started("-C", folder, "--port", str(free_port())) as preview:
        assert ask(preview.port, "/").status == 503
        (folder / "site.yml").write_text(BASED)
        preview.wait_for("No problems")
        assert ask(preview.port, "/handbook/").status == 200
        status, _, complained = preview.interrupt()
    assert status == 0
    assert "error[site-file]: unknown key `tilte`" in complained


def test_a_folder_that_is_no_handbook_or_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    for folder, told in ((tmp_path, "There is no site.yml here"), (tmp_path / "gone", "There is no folder")):
        done = run("serve", "-C", folder)
        assert done.returncode == 2
        assert done.stderr.startswith(f"mentorsite: {told}")


def test_it_ends_without_a_traceback_when_nobody_hears_it_any_more(project: Project) -> None:
    folder = project(FILES)
    with started("-C", folder) as preview:
        assert preview.process.stdout
        preview.process.stdout.close()
        preview.process.stdout = None  # nothing is read from it at the end either
        (folder / "content/guide.md").write_text(f"{GUIDE}\n\nMore.\n", encoding="utf-8")
        preview.process.wait(LONGEST)
        assert preview.process.stderr
        assert preview.process.returncode == 2
        assert preview.process.stderr.read().startswith("mentorsite: ")


def test_what_is_said_reaches_the_terminal_while_a_library_keeps_output_to_itself(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    async def serve(web: object, listening: object, preview: Preview, *_: object, **options: object) -> None:
        with redirect_stdout(StringIO()):
            preview.say("It is shown.")

    monkeypatch.setattr(running, "serve", serve)
    told = {"port": None, "in_browser": False, "poll": False, "today": lambda: DAY, "show": lambda look: None}
    thread = Thread(target=running.run, args=[project(FILES)], kwargs=told)
    thread.start()
    thread.join(LONGEST)
    assert capsys.readouterr().out.endswith("It is shown.\n")


def test_help_loads_nothing_of_the_server() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "mentorsite", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "serve" in done.stdout
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "typer" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_drafts_are_named_when_they_are_others_than_before(project: Project) -> None:
    folder = project({**FILES, "content/drafts/soon.md": "# Soon\n"})
    with started("-C", folder, "--port", str(free_port())) as preview:
        assert "1 draft is shown, marked, and not published: content/drafts/soon.md.\n" in preview.said
        (folder / "content/drafts/later.md").write_text("# Later\n")
        preview.wait_for("2 drafts are shown, marked, and not published: content/drafts/later.md, ")
