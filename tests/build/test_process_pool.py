"""Work is spread over cores, and comes back in order."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from mentorsite.build.cache import Cache
from mentorsite.build.parse_cache import cached_parser
from mentorsite.build.prepare import prepare
from mentorsite.build.process_pool import SAFE_PATH, in_processes, safe_starts
from mentorsite.errors import FatalError
from mentorsite.loader.parse import Parsed, parse_source
from mentorsite.loader.sources import Source
from tests.conftest import PROGRAM, WAIVED, prepared, tree_of

pytestmark = pytest.mark.needs_posix

MANY = {f"content/p{number:03}.md": f"# Page {number}\n\nSee [this](p{number // 2:03}.md).\n" for number in range(100)}
FILES = {**MANY, "content/programs/p.yml": PROGRAM + WAIVED, "content/broken.md": "[x](nowhere.md)\n"}


def where(value: int, *, power: int) -> tuple[int, int]:
    return value**power, os.getpid()


def die(value: int) -> None:
    os._exit(value)


def test_results_come_in_order_from_other_processes() -> None:
    results = list(in_processes(partial(where, power=2), range(1000), does="counts", few=10, workers=2))
    assert [result for result, _ in results] == [value**2 for value in range(1000)]
    assert os.getpid() not in {process for _, process in results}


@pytest.mark.parametrize(("few", "workers"), [(1000, 2), (10, 1)])
def test_little_work_stays_here(few: int, workers: int) -> None:
    results = list(in_processes(partial(where, power=1), range(100), does="counts", few=few, workers=workers))
    assert {process for _, process in results} == {os.getpid()}


@pytest.fixture(autouse=True)
def forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a process that has drawn no PDF, whatever other tests did in this one."""
    monkeypatch.setattr("mentorsite.build.process_pool.THREADED", set())


def test_there_are_no_more_processes_than_windows_can_wait_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 256)
    asked: list[int] = []

    def pool(count: int, *_: object, **__: object) -> None:
        asked.append(count)
        raise BrokenProcessPool

    monkeypatch.setattr("mentorsite.build.process_pool.ProcessPoolExecutor", pool)
    with pytest.raises(FatalError):
        list(in_processes(abs, range(1000), does="counts", few=10))
    assert asked == [61]


def test_a_process_that_dies_is_told_in_words() -> None:
    with pytest.raises(FatalError, match="A process that counts ended before it was done"):
        list(in_processes(die, range(1, 100), does="counts", few=10, workers=2))


PLANTED = ("multiprocessing", "selectors", "signal", "encodings", "mentorsite")


def test_a_process_that_is_not_forked_runs_no_file_of_the_current_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in PLANTED:
        (tmp_path / f"{name}.py").write_text("raise SystemExit('a file of the handbook runs')")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", [each for each in sys.path if each])  # as of the command
    monkeypatch.setattr("mentorsite.build.process_pool.THREADED", {"sys"})
    monkeypatch.delenv(SAFE_PATH, raising=False)
    assert list(in_processes(abs, (-1, -2), does="counts", few=0, workers=2)) == [1, 2]
    assert SAFE_PATH not in os.environ


@pytest.mark.parametrize("before", [None, "", "1"])
def test_programs_that_start_later_find_the_environment_as_it_was(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(SAFE_PATH, raising=False)
    if before is not None:
        monkeypatch.setenv(SAFE_PATH, before)
    with safe_starts():
        assert os.environ[SAFE_PATH] == "1"
    assert os.environ.get(SAFE_PATH) == before


def deaf(_value: int) -> bool:
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="Windows has no masks of signals")
def test_other_processes_never_hear_of_control_c_and_this_one_does() -> None:
    assert all(in_processes(deaf, range(100), does="listens", few=10, workers=2))
    assert not deaf(0)


SLOW = """
import os, sys, time
from mentorsite.build.process_pool import in_processes

def slow(value):
    os.write(1, b"%d\\n" % os.getpid())  # in one piece: two processes write here
    time.sleep(600)

list(in_processes(slow, range(100), does="waits", few=1, workers=2))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
@pytest.mark.parametrize("sent", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_processes_end_with_the_one_that_started_them(sent: signal.Signals) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as starter:
        started: list[int] = []
        try:
            assert starter.stdout
            started.extend(int(starter.stdout.readline()) for _ in range(2))
            starter.send_signal(sent)
            starter.communicate()  # returns when the last that could write there has ended
        finally:
            starter.kill()
            for process in started:
                with suppress(ProcessLookupError):
                    os.kill(process, signal.SIGKILL)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_control_c_tells_of_itself_alone() -> None:
    """A pool that is stopped wrongly tells of a fault of its own, about every other time."""
    for _ in range(6):
        with subprocess.Popen(
            [sys.executable, "-c", SLOW], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as stopped:
            assert stopped.stdout
            for _ in range(2):
                stopped.stdout.readline()
            stopped.send_signal(signal.SIGINT)
            _, said = stopped.communicate()
        assert said.count("Traceback") == 1, said
        assert said.endswith("KeyboardInterrupt\n")


SENDING = """
import os
from mentorsite.build.process_pool import in_processes

def large(value):
    os.write(1, b"made\\n")
    return bytes(200_000_000)

list(in_processes(large, range(4), does="sends", few=1, workers=2))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_control_c_while_a_result_is_sent_ends_all() -> None:
    """Half of a result came before its process was ended; nobody may wait for the rest."""
    for delay in (0.1, 0.15, 0.2, 0.25):
        with subprocess.Popen(
            [sys.executable, "-c", SENDING], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        ) as stopped:
            assert stopped.stdout
            assert stopped.stdout.readline() == "made\n"
            time.sleep(delay)
            stopped.send_signal(signal.SIGINT)
            try:
                stopped.communicate()
            finally:
                stopped.kill()


STOPPED_AT_THE_START = """
import os, signal, time
from mentorsite.build import process_pool

class Pool(process_pool.ProcessPoolExecutor):
    def submit(self, *arguments):
        os.kill(os.getpid(), signal.SIGINT)
        return super().submit(*arguments)

process_pool.ProcessPoolExecutor = Pool
list(process_pool.in_processes(time.sleep, [600] * 100, does="waits", few=1, workers=2))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_control_c_while_processes_start_ends_them() -> None:
    with pytest.raises(subprocess.CalledProcessError) as stopped:
        subprocess.run([sys.executable, "-c", STOPPED_AT_THE_START], capture_output=True, check=True)
    assert stopped.value.returncode == -signal.SIGINT


def test_pages_understood_side_by_side_or_kept_make_the_same_site(tmp_path: Path) -> None:
    for _ in range(2):
        kept = cached_parser(Cache(tmp_path), workers=2)
        made = prepare(tree_of(FILES), each=kept)
        assert made == prepared(FILES)


def test_only_what_changed_is_understood_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    prepare(tree_of(FILES), each=cached_parser(Cache(tmp_path)))
    again: list[str] = []

    def watched(source: Source) -> Parsed:
        again.append(source.path)
        return parse_source(source)

    monkeypatch.setattr("mentorsite.loader.load.parse_source", watched)
    changed = {**FILES, "content/p007.md": "# Another title\n"}
    prepare(tree_of(changed), each=cached_parser(Cache(tmp_path)))
    assert again == ["content/p007.md"]
    again.clear()
    prepare(tree_of({**changed, "site.yml": "title: Another title\n"}), each=cached_parser(Cache(tmp_path)))
    assert again == []


class _Doubler:
    """What a process can't be sent: it holds a function of a moment."""

    def __init__(self) -> None:
        self.how: Callable[[int], int] = lambda number: 2 * number

    def double(self, number: int) -> int:
        return self.how(number)


def test_a_method_is_called_here_where_processes_inherit_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    assert list(in_processes(_Doubler().double, range(30), does="doubles", few=3, workers=2)) == list(range(0, 60, 2))


def _process_of(_: int) -> int:
    return os.getpid()


@pytest.mark.parametrize(("few", "workers", "here"), [(0, 2, False), (1, 2, True), (0, 1, True)])
def test_a_single_value_is_done_elsewhere_only_where_few_is_nothing(few: int, workers: int, here: bool) -> None:
    (done_by,) = in_processes(_process_of, [1], does="tells its number", few=few, workers=workers)
    assert (done_by == os.getpid()) is here


def test_a_process_with_threads_of_a_library_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentorsite.build.process_pool.THREADED", {"typst"})
    monkeypatch.setitem(sys.modules, "typst", object())
    monkeypatch.setattr("mentorsite.build.process_pool._forked", lambda *_: pytest.fail("it was forked"))
    assert list(in_processes(lambda value: value + 1, (1, 2, 3), does="adds", few=1, workers=2)) == [2, 3, 4]
    assert list(in_processes(abs, (-1, 2, 3), does="adds", few=1, workers=2)) == [1, 2, 3]
