"""A Dask cluster makes the same folders: whatever ends in the middle, and without a name in what it writes."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from distributed import Client, LocalCluster

from mentorsite.build.cache import Cache
from mentorsite.errors import FatalError, MissingToolError, UsageError
from mentorsite.pack import cluster
from mentorsite.pack.cluster import Sealed, Work, connected, make_sealed
from mentorsite.pack.folder import FOR_CODES, NOTES
from mentorsite.pack.kit import wanted
from mentorsite.pack.run import AT_A_TIME, PackOptions, pack
from tests.conftest import prepared
from tests.pack.test_run import ASKED, FILES, pairs_of, tree

pytestmark = [pytest.mark.needs_posix, pytest.mark.filterwarnings("ignore")]  # libraries of Dask warn of each other
SHEET = "mentor_name,mentee_name,match\n" + "".join(
    f"Ana Secret,Bo{number} Hidden,2027-03-{1 + number % 3:02}\n" for number in range(5 * AT_A_TIME)
)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LocalCluster]:
    """Two workers on this machine, each a process, whose files stand in a folder of their own."""
    folder = tmp_path_factory.mktemp("workers")
    with LocalCluster(
        n_workers=2,
        threads_per_worker=1,
        dashboard_address=None,
        memory_limit=0,
        local_directory=str(folder),
        host="127.0.0.1",
    ) as started:
        yield started


def run(local: LocalCluster | None, target: Path, step: Callable[[], None] = lambda: None) -> None:
    build = prepared(FILES)
    (target / NOTES).mkdir()
    (target / NOTES / FOR_CODES).write_bytes(b"the same codes")
    options = PackOptions(Cache(), 1, date(2027, 1, 1), step)
    asks, pairs = wanted(build, ASKED), pairs_of(build, SHEET)
    if local is None:
        list(pack(build, ASKED, asks, pairs, target, options))
        return
    with connected(local.scheduler_address) as found:
        assert found.notes == ()
        list(pack(build, ASKED, asks, pairs, target, replace(options, spread=found)))


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What this machine makes by itself."""
    target = tmp_path_factory.mktemp("alone")
    run(None, target)
    return tree(target)


def test_a_cluster_makes_the_same_though_a_worker_is_killed_in_the_middle(
    local: LocalCluster, tmp_path: Path, alone: dict[str, bytes]
) -> None:
    workers = [each.pid for each in local.workers.values()]
    done = 0

    def step() -> None:
        nonlocal done
        done += 1
        if done == 1:
            os.kill(workers[0], signal.SIGKILL)

    run(local, tmp_path, step)
    assert done == 5 * AT_A_TIME
    assert tree(tmp_path) == alone


def test_workers_write_no_name_down(local: LocalCluster, tmp_path: Path) -> None:
    run(local, tmp_path)
    with Client(local.scheduler_address, set_as_default=False) as client:
        wrong = client.submit(make_sealed, Sealed("Ana Secret"), Sealed("Bo Hidden"), pure=False)
        assert wrong.result().content.why.startswith("A worker failed: AttributeError in cluster.py, line")
        said = str((client.get_worker_logs(), client.get_scheduler_logs(), client.story(wrong.key)))
    assert "Secret" not in said
    assert "Hidden" not in said
    folder = Path(next(iter(local.workers.values())).local_directory)
    written = [path for path in folder.rglob("*") if path.is_file() and path.stat().st_size > 0]
    assert not [path for path in written if b"Secret" in path.read_bytes()]


def test_a_worker_with_another_version_is_told_of(local: LocalCluster, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "__version__", "9.9")
    with pytest.raises(UsageError, match=r"has mentorsite .*, and this machine 9\.9\. Install the same"):
        connect(local.scheduler_address)


def test_one_that_joined_later_with_another_version_makes_nothing() -> None:
    told = make_sealed(Sealed(None), Sealed(Work((), (), "9.9"))).content
    assert "this machine 9.9. Install the same on both." in told.why


@pytest.mark.parametrize("address", ["nonsense", "foo://somewhere:1", "tcp://127.0.0.1:1", "tls://127.0.0.1:1"])
def test_where_no_scheduler_answers_that_is_told(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with pytest.raises(UsageError, match=f"No Dask scheduler answers at {address}: .*"):
        connect(address)


def test_a_scheduler_without_workers_is_told_of(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.5)
    with (
        LocalCluster(n_workers=0, dashboard_address=None, host="127.0.0.1") as empty,
        pytest.raises(UsageError, match=r"has no worker\. Start one with `dask worker"),
    ):
        connect(empty.scheduler_address)


def test_dask_that_is_not_installed_is_named_with_what_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(MissingToolError, match=r"pip install 'mentorsite\[cluster\]'"):
        connect("tcp://127.0.0.1:1")


def test_what_a_worker_says_of_an_error_has_no_names() -> None:
    assert repr(Sealed("Ana")) == "Sealed()"
    assert cluster._why(FatalError("No space.")) == "No space."


def connect(address: str) -> None:
    with connected(address):
        pass
