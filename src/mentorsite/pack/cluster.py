"""Lets a Dask cluster work out the files of pairs: forms and names travel there, files come back, this machine writes.

What travels shows nothing of itself, for workers write into their logs what a function was given when it fails.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, Final

from mentorsite import __version__
from mentorsite.build.environment_hashes import fonts, tools
from mentorsite.errors import FatalError, MentorsiteError, MissingToolError, UsageError
from mentorsite.pack.batch import PairFiles, Shared, Unit, files_of
from mentorsite.pack.pair import Pair
from mentorsite.render.forms.pdf.typeset import FONTS, put_files

if TYPE_CHECKING:
    from distributed import Client, Future, Worker

NOT_INSTALLED = (
    "--scheduler needs the package distributed, which isn't installed. Install it with "
    "`pip install 'mentorsite[cluster]'`, or leave --scheduler out."
)
PATIENCE: Final = 10
"""Seconds to wait for the scheduler, and for a first worker."""
LOOK_EVERY: Final = 30
"""After as many seconds without a result, it is looked whether there still is a worker."""
RETURN: Final = 120
"""As many seconds a cluster may be without a worker."""
A_WORKER: Final = 3
"""As many units wait at a time for each thread of a worker: none is idle, and little is held in memory."""
LARGE: Final = {"distributed.admin.large-graph-warning-threshold": "1 GiB"}
"""Forms and fonts travel once for pairs that are alike: that is no mistake to warn of."""
LEFT = "The folders of pairs that are there are whole: run it again to make the rest."
OWN_DISK = (
    "Workers may write names to their disks when memory is short. Start them with `--memory-limit 0`, "
    "which keeps them from it."
)
OTHERS = "What workers draw may look a little different: they have other {} than this machine."


class Sealed:
    """Something that has no text of its own, so that no log has its names."""

    def __init__(self, content: Any) -> None:
        self.content = content

    def __repr__(self) -> str:
        return "Sealed()"


@dataclass(frozen=True, slots=True)
class Work:
    """What a worker is to make with the forms that it has; `version` is that of the mentorsite that asks."""

    together: tuple[Pair, ...]
    todo: tuple[Pair, ...]
    version: str = __version__


@dataclass(frozen=True, slots=True)
class Failed:
    """Why a worker could not go on."""

    why: str


@dataclass(frozen=True, slots=True)
class Machine:
    """What a worker makes files with; `may_spill` tells whether it writes to its disk what it has no memory for."""

    version: str
    tools: str
    fonts: str
    may_spill: bool


class Cluster:
    """A Dask cluster that is connected to; `notes` are what the coordinator should know of its workers."""

    def __init__(self, client: "Client", notes: tuple[str, ...]) -> None:
        self._client, self.notes = client, notes

    def results(self, units: Sequence[Unit]) -> Iterator[tuple[Unit, Sequence[PairFiles]]]:
        """The files of the pairs of each unit, as they come.

        When a worker ends, others make what it had, and what it was given. Raises `FatalError` where that can't be.
        """
        forms: dict[str, Future[Any]] = {}
        waiting: dict[Future[Any], Unit] = {}
        left = iter(units)
        try:
            while True:
                while len(waiting) < self._most() and (unit := next(left, None)):
                    waiting[self._submitted(unit, forms)] = unit
                if not waiting:
                    return
                for future in self._done(list(waiting)):
                    unit = waiting.pop(future)
                    yield unit, _opened(future)
        except (CancelledError, OSError) as error:
            raise FatalError(f"The scheduler can't be reached any more. {LEFT}") from error

    def _submitted(self, unit: Unit, forms: "dict[str, Future[Any]]") -> "Future[Any]":
        """A unit that a worker will make. Pairs that are alike have their forms sent once, as a result of its own."""
        if unit.shared.key not in forms:
            forms[unit.shared.key] = self._client.submit(_same, Sealed(unit.shared), pure=False)
        work = Sealed(Work(unit.together, unit.todo))
        return self._client.submit(make_sealed, forms[unit.shared.key], work, pure=False)

    def _most(self) -> int:
        # Asked each time, as workers come and go.
        threads: dict[str, int] = self._client.nthreads()
        return A_WORKER * max(1, sum(threads.values()))

    def _done(self, futures: "list[Future[Any]]") -> "list[Future[Any]]":
        from distributed import wait

        while True:
            try:
                return list(wait(futures, timeout=LOOK_EVERY, return_when="FIRST_COMPLETED").done)
            except TimeoutError:
                self._wait_for_a_worker()

    def _wait_for_a_worker(self) -> None:
        """Gives workers that were ended time to start again."""
        try:
            self._client.wait_for_workers(1, timeout=RETURN)
        except TimeoutError as error:
            raise FatalError(f"The cluster has no worker any more. {LEFT}") from error


@contextmanager
def connected(address: str) -> Iterator[Cluster]:
    """A cluster, by the address of its scheduler.

    Raises `MissingToolError` where Dask is not installed, `UsageError` where nobody answers, there is no worker, or
    one has another version of mentorsite.
    """
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise MissingToolError(NOT_INSTALLED) from error
    with dask.config.set(LARGE):
        try:
            client = Client(address, timeout=PATIENCE, name="mentorsite")
        except (OSError, ValueError, TypeError, RuntimeError) as error:
            raise UsageError(
                f"No Dask scheduler answers at {address}: {error}. Write its address as it says it itself when it "
                "starts, as tcp://192.0.2.10:8786."
            ) from error
        with client:
            yield Cluster(client, _looked_over(client, address))


def _looked_over(client: "Client", address: str) -> tuple[str, ...]:
    """What is good to know of the workers; raises `UsageError` where they can't be used."""
    try:
        client.wait_for_workers(1, timeout=PATIENCE)
    except TimeoutError as error:
        raise UsageError(
            f"The scheduler at {address} has no worker. Start one with `dask worker {address}`."
        ) from error
    found = client.run(machine, on_error="return")
    for worker, each in found.items():
        if not isinstance(each, Machine):
            raise UsageError(
                f"The worker {worker} has no mentorsite {__version__}: {each}. Install it there, as here, and start "
                "the worker again."
            )
        if each.version != __version__:
            raise UsageError(
                f"The worker {worker} has mentorsite {each.version}, and this machine {__version__}. Install the same "
                "on both."
            )
    return _notes(list(found.values()))


def _notes(machines: list[Machine]) -> tuple[str, ...]:
    other = []
    if any(each.tools != tools() for each in machines):
        other.append("libraries")
    if any(each.fonts != fonts() for each in machines):
        other.append("fonts")
    if any(each.may_spill for each in machines):
        notes = [OWN_DISK]
    else:
        notes = []
    if other:
        return (*notes, OTHERS.format(" and other ".join(other)))
    return tuple(notes)


def machine(dask_worker: "Worker | None" = None) -> Machine:
    """What a worker has. It is called there, and Dask puts the worker in for a parameter of this name."""
    # Only a worker without a limit to its memory holds results in a plain dict; any other writes some to its disk.
    held = getattr(dask_worker, "data", {})
    return Machine(__version__, tools(), fonts(), may_spill=not isinstance(held, dict))


def _opened(future: "Future[Any]") -> Sequence[PairFiles]:
    """What a worker made; raises `FatalError` for what it could not."""
    from distributed import KilledWorker

    try:
        made: object = future.result().content
    except KilledWorker as error:
        raise FatalError(
            f"Several workers ended while they made the same pairs, as for want of memory. {LEFT}"
        ) from error
    future.release()  # the cluster need not hold it any longer
    match made:
        case Failed(why):
            raise FatalError(f"{why} {LEFT}")
        case tuple():
            return made
    raise TypeError(made)


def _same(sealed: Sealed) -> Sealed:
    """Keeps on the cluster what several units need. It can be sent again if the worker that has it ends."""
    return sealed


_one_at_a_time = ThreadPoolExecutor(1, "mentorsite")
"""What makes pairs on a worker, however many threads that has: libraries that draw take all cores by themselves."""


def make_sealed(forms: Sealed, work: Sealed) -> Sealed:
    """The files of some pairs, or why they can't be made: an error would be written into the worker's log, with what
    it says."""
    found = _one_at_a_time.submit(_made, forms.content, work.content)
    wrong = found.exception()
    if wrong:
        return Sealed(Failed(_why(wrong)))
    return Sealed(found.result())


def _made(shared: Shared, work: Work) -> tuple[PairFiles, ...] | Failed:
    if work.version != __version__:  # a worker may have joined after all were looked over
        return Failed(
            f"A worker has mentorsite {__version__}, and this machine {work.version}. Install the same on both."
        )
    with TemporaryDirectory(prefix="mentorsite-") as folder:
        put_files(shared.assets, Path(folder))
        here = shared.drawn_with(str(Path(folder) / FONTS))
        return tuple(files_of(Unit(here, work.together, work.todo)))


def _why(wrong: BaseException) -> str:
    if isinstance(wrong, MentorsiteError):
        return str(wrong)
    last = extract_tb(wrong.__traceback__)[-1]  # where it was and not what it says, which may have names
    return f"A worker failed: {type(wrong).__name__} in {Path(last.filename).name}, line {last.lineno}."
