"""Makes the downloads of a site: those that are kept from before, the others on all cores."""

import json
import os
import signal
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.process import BaseProcess
from threading import Thread

from mentorsite.cache import Cache
from mentorsite.errors import CannotGoOnError
from mentorsite.render.downloads import BookJob, Download, Job, make
from mentorsite.source import PACKAGE

LIBRARIES = {"pdf": ("weasyprint", "pikepdf", "fonttools"), "docx": (), "markdown": ()}
"""What draws each format beside mentorsite itself: a new version of it makes a new file."""
FEW = 3
"""As many jobs are done faster here than other processes start."""


def downloads(
    jobs: tuple[Job | BookJob, ...],
    kept_before: Cache,
    *,
    workers: int | None = None,
    step: Callable[[], None] = lambda: None,
) -> Mapping[str, Download]:
    """Every download by its path. `workers` is how many processes make them, else one a core."""
    keys = {job.path: key(job) for job in jobs}
    done: dict[str, Download] = {}
    missing: list[Job | BookJob] = []
    for job in jobs:
        kept = kept_before.get(keys[job.path])
        if kept is None:
            missing.append(job)
        else:
            done[job.path] = _unpacked(kept)
            step()
    for job, made in _made(missing, workers or os.cpu_count() or 1):
        kept_before.put(keys[job.path], _packed(made))
        done[job.path] = made
        step()
    return done


def key(job: Job | BookJob) -> str:
    """A hash of all that a job's file is made from, and of what makes it."""
    made_from: tuple[object, ...]
    if isinstance(job, BookJob):
        format, made_from = "pdf", (job.url, job.direction)
    else:
        format, made_from = job.format, (job.sheet, sorted(job.words.items()), job.paper, job.accent)
    assets = sorted((name, sha256(data).hexdigest()) for name, data in job.assets.items())
    libraries = [(name, version(name)) for name in LIBRARIES[format]]
    parts = (format, _own_code(), libraries, made_from, job.html, assets)
    return sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


@cache
def _own_code() -> str:
    """A hash of mentorsite's own modules: a version number can stay the same while they change."""
    digest = sha256()
    for path in sorted(PACKAGE.rglob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _made(jobs: list[Job | BookJob], workers: int) -> Iterator[tuple[Job | BookJob, Download]]:
    if len(jobs) <= FEW or workers == 1:
        yield from ((job, make(job)) for job in jobs)
        return
    slow_first = sorted(jobs, key=_quickness)
    try:
        with ProcessPoolExecutor(min(workers, len(jobs)), get_context("spawn"), _begin) as pool:
            with _deaf_to_control_c():
                futures = [pool.submit(make, job) for job in slow_first]
            try:
                yield from ((job, future.result()) for job, future in zip(slow_first, futures, strict=True))
            except (KeyboardInterrupt, GeneratorExit):
                _end(active_children())
                raise
    except BrokenProcessPool as error:
        message = "A process that makes PDF and Word files was ended from outside, perhaps for want of memory."
        raise CannotGoOnError(f"{message} Nothing was written. Try again with --jobs 1.") from error


@contextmanager
def _deaf_to_control_c() -> Iterator[None]:
    """Lets processes that are started here never hear of Ctrl-C: the build hears of it, afterwards, and ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _end(processes: Iterable[BaseProcess]) -> None:
    for process in processes:
        process.terminate()


def _begin() -> None:
    """Lets this process leave Ctrl-C to the build, and end when the build is gone: killed, that tells nobody."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if build := parent_process():
        Thread(target=_wait_and_exit, args=(build,), daemon=True).start()


def _wait_and_exit(build: BaseProcess) -> None:
    build.join()
    os._exit(1)


def _quickness(job: Job | BookJob) -> int:
    if isinstance(job, BookJob):
        return 0
    return 1 if job.format == "pdf" else 2


def _packed(download: Download) -> bytes:
    return json.dumps({"pages": download.pages, "missing": download.missing}).encode() + b"\n" + download.data


def _unpacked(kept: bytes) -> Download:
    head, _, data = kept.partition(b"\n")
    return Download(data, **json.loads(head))
