"""Where what a command says can't be written, it ends with a message and status 2, never with a traceback."""

import os
from pathlib import Path

import pytest

from tests.conftest import SITE
from tests.started import run, start

COMMANDS = (
    "check", "plan", "check --format json", "schema site", "doctor", "--help", "--version",
    "build --without pdf,docx,search",
)  # fmt: skip
BUFFERED = pytest.mark.parametrize("unbuffered", ["", "1"], ids=["buffered", "unbuffered"])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text("# Home\n")
    (tmp_path / "site.yml").write_text(SITE)
    return tmp_path


def words(said: str, folder: Path) -> list[str]:
    named = [] if said.split()[0] in ("schema", "--help", "--version") else ["-C", str(folder)]
    return [*said.split(), *named]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full, as Linux has")
@BUFFERED
@pytest.mark.parametrize("said", COMMANDS)
def test_a_full_device_is_told_with_status_2(said: str, unbuffered: str, folder: Path) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    with open("/dev/full", "w") as full:
        done = run(*words(said, folder), stdout=full.fileno(), env=environment)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "No space left on device: the output could not be written." in done.stderr.splitlines()[-1]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full, as Linux has")
@BUFFERED
def test_where_no_message_can_be_written_either_the_status_tells(unbuffered: str, folder: Path) -> None:
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    for said in ("check", "plan", "check --format wrong", "check -C nowhere"):
        with open("/dev/full", "w") as full:
            running = start(*words(said, folder), stdout=full.fileno(), stderr=full.fileno(), env=environment)
            assert running.wait() == 2, said


@BUFFERED
@pytest.mark.parametrize("said", COMMANDS)
def test_a_closed_pipe_is_told_with_status_2(said: str, unbuffered: str, folder: Path) -> None:
    reads, writes = os.pipe()
    os.close(reads)
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = run(*words(said, folder), stdout=writes, env=environment)
    os.close(writes)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "Broken pipe: the output could not be written." in done.stderr.splitlines()[-1]
