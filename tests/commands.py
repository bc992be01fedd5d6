"""Runs a command of mentorsite in this process: to start Python and import all for each takes most of a second.

What a process of its own shows, as signals, a full disk or a terminal, starts one in the tests of that.
"""

import gc
import os
import sys
from contextlib import ExitStack, chdir, redirect_stderr, redirect_stdout
from io import BytesIO, TextIOWrapper
from pathlib import Path
from subprocess import CompletedProcess
from unittest.mock import patch

import pytest

from mentorsite.cli import main


def run(*arguments: str | Path, cwd: Path | None = None) -> CompletedProcess[str]:
    """What a command wrote and its exit status, as from a process whose input has nothing and is no terminal."""
    words = ["mentorsite", *map(str, arguments)]
    said, told = (TextIOWrapper(BytesIO(), encoding="utf-8") for _ in range(2))
    looked = gc.get_threshold()
    with ExitStack() as around:
        nothing = around.enter_context(open(os.devnull, encoding="utf-8"))
        around.enter_context(redirect_stdout(said))
        around.enter_context(redirect_stderr(told))
        around.enter_context(patch.object(sys, "stdin", nothing))
        around.enter_context(patch.object(sys, "argv", words))
        around.enter_context(chdir(cwd or Path.cwd()))
        around.callback(gc.set_threshold, *looked)
        status = _status()
    return CompletedProcess(words, status, _text(said), _text(told))


def _status() -> int:
    """The exit status of the command line."""
    with pytest.raises(SystemExit) as ended:
        main()
    status = ended.value.code
    assert status is None or isinstance(status, int), status
    return status or 0


def _text(stream: TextIOWrapper) -> str:
    stream.flush()
    stream.seek(0)
    return stream.read()
