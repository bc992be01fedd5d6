"""Starts mentorsite in processes of its own that have imported everything already: that takes most of a second.

One Python imports all of mentorsite, once for all tests of a process, and forks for each command. What forks has no
threads and has read nothing; what is forked has the streams, environment and folder that a test gives it, and ends as
any Python does. What Python does before it comes to mentorsite, as to choose an encoding, needs a start of its own.
"""

import atexit
import functools
import gc
import os
import pickle
import pkgutil
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from contextlib import suppress
from importlib import import_module
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from tempfile import TemporaryFile
from typing import NamedTuple

CAN_FORK = sys.platform == "linux"
PIECE = 2**18
"""The most bytes that a command's words and environment have."""


class Told(NamedTuple):
    """What a process is to do: the words after `mentorsite`, and where."""

    words: list[str]
    folder: str
    environment: dict[str, str]


class Started:
    """A command that runs, with what `subprocess.Popen` has of it."""

    def __init__(
        self, *words: str | Path, stdout: int, stderr: int, cwd: Path | None, env: Mapping[str, str] | None
    ) -> None:
        environment = {**(os.environ if env is None else env)}
        told = Told([*map(str, words)], str(cwd or Path.cwd()), environment)
        nothing = os.open(os.devnull, os.O_RDWR)
        self._answers, theirs = socket.socketpair()
        streams = [nothing, *(nothing if each == subprocess.DEVNULL else each for each in (stdout, stderr))]
        with theirs:
            socket.send_fds(_channel(), [pickle.dumps(told)], [*streams, theirs.fileno()])
        os.close(nothing)
        self.returncode: int | None = None
        self.pid = self._answer()

    def _answer(self) -> int:
        said = self._answers.recv(4, socket.MSG_WAITALL)
        assert len(said) == 4, "what starts commands has ended"
        return int.from_bytes(said, "big", signed=True)

    def wait(self, timeout: float | None = None) -> int:
        """The exit status, once the process has ended."""
        if self.returncode is None:
            self._answers.settimeout(timeout)
            try:
                self.returncode = self._answer()
            except (TimeoutError, BlockingIOError) as error:
                raise subprocess.TimeoutExpired("mentorsite", timeout or 0) from error
            self._answers.close()
        return self.returncode

    def poll(self) -> int | None:
        try:
            return self.wait(0)
        except subprocess.TimeoutExpired:
            return None

    def kill(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGKILL)


Running = Started | subprocess.Popen[bytes]


def start(
    *words: str | Path,
    stdout: int = subprocess.DEVNULL,
    stderr: int = subprocess.DEVNULL,
    cwd: Path | None = None,
    env: Mapping[str, str] | None = None,
) -> Running:
    """A command that runs; where processes can't be forked, it begins as any Python does."""
    if CAN_FORK:
        return Started(*words, stdout=stdout, stderr=stderr, cwd=cwd, env=env)
    command = [sys.executable, "-m", "mentorsite", *map(str, words)]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, cwd=cwd, env=env)


def run(
    *words: str | Path, stdout: int | None = None, cwd: Path | None = None, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """What a command wrote, unless that goes elsewhere, and its exit status."""
    with TemporaryFile("w+", encoding="utf-8") as said, TemporaryFile("w+", encoding="utf-8") as told:
        takes = said.fileno() if stdout is None else stdout
        status = start(*words, stdout=takes, stderr=told.fileno(), cwd=cwd, env=env).wait()
        said.seek(0)
        told.seek(0)
        return subprocess.CompletedProcess([*map(str, words)], status, said.read(), told.read())


@functools.cache
def _channel() -> socket.socket:
    """Where the process that forks is told what to start. It ends once this is closed, if only as this process ends."""
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    command = [sys.executable, "-m", "tests.started", str(theirs.fileno())]
    with theirs:
        forks = subprocess.Popen(
            command, pass_fds=[theirs.fileno()], cwd=Path(__file__).parents[1], start_new_session=True
        )
    atexit.register(forks.wait)
    atexit.register(ours.close)  # what is registered last comes first
    return ours


# What follows runs in the process that forks.


def _wait_for_commands(channel: socket.socket) -> Told:
    """Forks for each command. It returns in what was forked, with what that is to do, its streams being in place."""
    while True:
        message, streams, _, _ = socket.recv_fds(channel, PIECE, 4)
        if not message:
            sys.exit()
        if os.fork() == 0:
            channel.close()
            command = os.fork()
            if command:
                _look_after(command, streams)
            _take(streams)
            told: Told = pickle.loads(message)
            return told
        for each in streams:
            os.close(each)
        with suppress(ChildProcessError):
            while os.waitpid(-1, os.WNOHANG)[0]:  # those that looked after commands before
                pass


def _look_after(command: int, streams: list[int]) -> None:
    """Tells the test of a command that was forked: which process it is, and how it ended."""
    *given, answers = streams
    for each in given:
        os.close(each)
    for each in (0, 1, 2):  # else one who reads what the command writes would wait for this process as well
        os.dup2(os.open(os.devnull, os.O_RDWR), each)
    os.write(answers, command.to_bytes(4, "big", signed=True))
    _, status = os.waitpid(command, 0)
    try:
        os.write(answers, os.waitstatus_to_exitcode(status).to_bytes(4, "big", signed=True))
    finally:
        os._exit(0)


def _take(streams: list[int]) -> None:
    """Makes the streams that came those of this process."""
    for number, each in enumerate(streams[:3]):
        os.dup2(each, number)
    for each in streams:
        os.close(each)


def _become(told: Told) -> None:
    """Makes this process one that was started with these words there."""
    os.setsid()  # a test may stop it with all that it started
    os.environ.clear()
    os.environ.update(told.environment)
    os.chdir(told.folder)
    sys.path[:1] = [told.folder, *filter(None, told.environment.get("PYTHONPATH", "").split(os.pathsep))]
    sys.argv = ["mentorsite", *told.words]
    unbuffered = bool(told.environment.get("PYTHONUNBUFFERED"))
    sys.stdout = sys.__stdout__ = _stream(1, "strict", unbuffered)  # type: ignore[misc]
    sys.stderr = sys.__stderr__ = _stream(2, "backslashreplace", unbuffered)  # type: ignore[misc]


def _stream(number: int, errors: str, unbuffered: bool) -> TextIOWrapper:
    """A stream as Python makes it when it starts."""
    raw = FileIO(number, "wb", closefd=False)
    if unbuffered:
        return TextIOWrapper(raw, "utf-8", errors, "\n", write_through=True)
    return TextIOWrapper(BufferedWriter(raw), "utf-8", errors, "\n", line_buffering=number == 2)


def _import_all() -> None:
    import mentorsite

    for each in pkgutil.walk_packages(mentorsite.__path__, "mentorsite."):
        if not each.name.endswith("__main__"):
            import_module(each.name)
    gc.freeze()  # what is forked copies what it looks through


if __name__ == "__main__":
    _import_all()
    with socket.socket(fileno=int(sys.argv[1])) as _asked:
        _told = _wait_for_commands(_asked)
    _become(_told)
    import_module("mentorsite.cli").main()
