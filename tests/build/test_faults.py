"""Faults of the machine, made for real: the old site stays whole, and a message says what to do."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from mentorsite.build.cache import PLACE
from mentorsite.build.manifest import MANIFEST
from tests import started
from tests.build.test_publish import contents
from tests.conftest import ADVICE_OFF

pytestmark = pytest.mark.needs_posix

FORM = "title: Form {n}\nsections: {{a: {{fields: {{b: {{type: text, label: Words}}}}}}}}\n"
LONG = 600
"""How long a test waits for something that takes a second on an idle machine, in seconds."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a handbook without forms that was built, and what that kept."""
    project = tmp_path_factory.mktemp("built") / "handbook"
    (project / "content" / "worksheets").mkdir(parents=True)
    (project / "site.yml").write_text(f"title: Test\nsearch: false\n{ADVICE_OFF}")
    (project / "content" / "index.md").write_text("---\ntitle: Home\n---\nOld.\n")
    assert build(project).returncode == 0
    return project.parent


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    """The handbook that was built, since then with enough forms that other processes draw them."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    project = tmp_path / "handbook"
    for number in range(6):
        (project / "content" / "worksheets" / f"w{number}.yml").write_text(FORM.format(n=number))
    return project


def environment(project: Path) -> dict[str, str]:
    """With a cache of its own, so that there is something to draw."""
    return {**os.environ, "PYTHONUNBUFFERED": "1", PLACE: str(project.parent / "cache")}


def build(project: Path, *options: str, **changed: str) -> subprocess.CompletedProcess[str]:
    return started.run("build", "-C", project, *options, env={**environment(project), **changed})


def build_on(machine: tuple[str, ...], project: Path, *options: str) -> subprocess.CompletedProcess[str]:
    """A build that a command starts which makes another machine of this one."""
    command = [*machine, sys.executable, "-m", "mentorsite", "build", "-C", str(project), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment(project))


def seen(project: Path) -> dict[str, bytes]:
    return contents(project / "public")


class Running:
    """A build that has begun to make files, in a group of processes of its own."""

    def __init__(self, project: Path, *options: str) -> None:
        reads, writes = os.pipe()
        self.told = project.parent / "told.txt"
        with self.told.open("w") as told:
            words: list[str | Path] = ["build", "-C", project, *options]
            self.process = started.start(*words, stdout=writes, stderr=told.fileno(), env=environment(project))
        os.close(writes)
        self.said = os.fdopen(reads, encoding="utf-8")
        assert "Building" in self.said.readline()

    def workers(self) -> list[int]:
        """The processes that draw downloads, once there is one."""
        return waited_for(lambda: list(below(self.process.pid)))

    def end(self) -> tuple[int, str]:
        """The exit status, and what stood on the terminal beside what was done."""
        with self.said:
            self.said.read()
        return self.process.wait(), self.told.read_text(encoding="utf-8")


def waited_for(found: Callable[[], list[int]]) -> list[int]:
    end = time.monotonic() + LONG
    while time.monotonic() < end:
        if now := found():
            return now
        time.sleep(0.01)
    raise TimeoutError


def below(pid: int) -> list[int]:
    """The children of a process."""
    try:
        return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def is_over(pid: int) -> bool:
    """Whether a process has ended; one that nobody has asked about yet has too."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except OSError:
        return True


needs_proc = pytest.mark.skipif(
    not Path(f"/proc/self/task/{os.getpid()}/children").exists(),
    reason="finds the processes of a build in /proc, which only Linux has",
)


@needs_proc
def test_a_process_that_draws_downloads_and_is_killed_ends_the_build_with_what_to_do(folder: Path) -> None:
    before = seen(folder)
    running = Running(folder, "--jobs", "2")
    os.kill(running.workers()[0], signal.SIGKILL)
    status, said = running.end()
    assert status == 2
    assert "ended before it was done: something ended it, as for want of memory, or it could not start" in said
    assert "Nothing was written. Try again with --jobs 1." in said
    assert "Traceback" not in said
    assert seen(folder) == before
    assert build(folder).returncode == 0


@needs_proc
def test_a_build_that_is_killed_leaves_no_process_behind(folder: Path) -> None:
    before = seen(folder)
    running = Running(folder, "--jobs", "2")
    workers = running.workers()
    running.process.kill()
    running.end()
    end = time.monotonic() + LONG
    while not all(map(is_over, workers)):
        assert time.monotonic() < end, "a process goes on after its build was killed"
        time.sleep(0.05)
    assert seen(folder) == before


@needs_proc
@pytest.mark.parametrize("moment", ["at the start", "when others draw"])
def test_control_c_stops_with_one_line_and_the_old_site(folder: Path, moment: str) -> None:
    before = seen(folder)
    running = Running(folder, "--jobs", "2")
    if moment == "when others draw":
        held = running.workers()[0]
        os.kill(held, signal.SIGSTOP)  # so that the build can't be done before it is stopped
        time.sleep(0.5)
    os.killpg(running.process.pid, signal.SIGINT)
    if moment == "when others draw":
        os.kill(held, signal.SIGCONT)
    status, said = running.end()
    assert status == 130
    assert said.strip().splitlines() == [f"Stopped. Nothing in {folder / 'public'} is half-written."]
    assert seen(folder) == before
    assert sorted(each.name for each in folder.iterdir() if "mentorsite-" in each.name) == []


def test_a_file_that_vanishes_while_the_site_is_made_is_named_and_the_old_site_stays(folder: Path) -> None:
    (folder / "content" / "photo.png").write_bytes(b"x")
    before = seen(folder)
    running = Running(folder)
    (folder / "content" / "photo.png").unlink()
    status, said = running.end()
    assert status == 2
    assert "photo.png: No such file or directory. The output" in said
    assert "is as it was." in said
    assert seen(folder) == before


def test_a_clock_of_1970_and_files_of_that_day_build_a_whole_site(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        os.utime(path, (0, 0))
    done = build(folder, SOURCE_DATE_EPOCH="0")
    assert done.returncode == 0, done.stderr
    assert (folder / "public" / "worksheets" / "w5.docx").is_file()
    assert "up to date" in build(folder, SOURCE_DATE_EPOCH="0").stdout


def test_a_name_of_the_output_that_no_disk_takes_is_an_error(folder: Path) -> None:
    done = build(folder, "-o", str(folder.parent / ("x" * 300)))
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "File name too long" in done.stderr


def test_an_output_that_is_a_link_to_itself_is_an_error(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    done = build(folder, "-o", str(folder / "loop"))
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)
    assert "Nothing was written" in done.stderr or "is as it was" in done.stderr


# What a machine may lack is hidden from one process alone, by mounting something over it.

Without = Callable[..., tuple[str, ...]]


@pytest.fixture
def without(tmp_path: Path) -> Without:
    """The start of a command that runs without some folders and files of this machine."""
    empty = tmp_path / "empty"
    empty.mkdir()
    (tmp_path / "nothing").touch()

    def hidden(*paths: str | Path) -> tuple[str, ...]:
        mounts = [f'mount --bind "{empty if Path(path).is_dir() else tmp_path / "nothing"}" "{path}"' for path in paths]
        script = " && ".join([*mounts, 'exec "$@"'])
        start = ("unshare", "--mount", "sh", "-c", script, "sh")
        allowed = shutil.which("unshare") and subprocess.run([*start, "true"], capture_output=True, check=False)
        if not allowed or allowed.returncode:
            pytest.skip("hides a part of the machine with a mount, which this system or user may not make")
        return start

    return hidden


def library(name: str) -> str:
    """The file of a library that is not written in Python."""
    (folder,) = find_spec(name).submodule_search_locations  # type: ignore[union-attr, misc]
    (found,) = [path for path in Path(folder).iterdir() if path.suffix in (".so", ".pyd")]
    return str(found)


def test_a_machine_without_typst_is_told_how_to_do_without(folder: Path, without: Without) -> None:
    before = seen(folder)
    start = without(library("typst"))
    done = build_on(start, folder)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert "drawn by Typst" in done.stderr
    assert "--without pdf" in done.stderr
    assert seen(folder) == before
    assert build_on(start, folder, "--without", "pdf").returncode == 0
    assert (folder / "public" / "worksheets" / "w5.docx").is_file()


def test_a_machine_without_pagefind_is_told_what_to_install_and_how_to_do_without(
    folder: Path, without: Without
) -> None:
    import pagefind_bin

    (folder / "site.yml").write_text(f"title: Test\ndownloads: []\n{ADVICE_OFF}")
    before = seen(folder)
    start = without(Path(pagefind_bin.__file__).parent)
    done = build_on(start, folder)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False), done.stderr
    assert "pip install pagefind-bin" in done.stderr
    assert "--without search" in done.stderr
    assert seen(folder) == before
    assert build_on(start, folder, "--without", "search").returncode == 0


def test_a_machine_without_any_other_program_builds(folder: Path) -> None:
    done = build(folder, PATH="")
    assert done.returncode == 0, done.stderr
    assert (folder / "public" / MANIFEST).is_file()
