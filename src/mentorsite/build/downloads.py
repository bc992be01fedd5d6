"""Makes the downloads of a site: those that are kept from before, the others on all cores."""

import json
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256

from mentorsite.build.cache import Cache, made_by
from mentorsite.build.process_pool import side_by_side
from mentorsite.render.forms.downloads import BookJob, Download, Job, make

LIBRARIES = {"pdf": ("weasyprint", "pikepdf", "fonttools"), "docx": ("emoji",), "markdown": ("emoji",)}
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
    for job, made in _made(missing, workers):
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
    parts = (format, made_by(*LIBRARIES[format]), made_from, job.html, assets)
    return sha256(repr(parts).encode("utf-8", "backslashreplace")).hexdigest()


def _made(jobs: list[Job | BookJob], workers: int | None) -> Iterator[tuple[Job | BookJob, Download]]:
    slow_first = sorted(jobs, key=_quickness)
    made = side_by_side(make, slow_first, does="makes PDF and Word files", few=FEW, workers=workers)
    return zip(slow_first, made, strict=True)


def _quickness(job: Job | BookJob) -> int:
    if isinstance(job, BookJob):
        return 0
    return 1 if job.format == "pdf" else 2


def _packed(download: Download) -> bytes:
    return json.dumps({"pages": download.pages, "missing": download.missing}).encode() + b"\n" + download.data


def _unpacked(kept: bytes) -> Download:
    head, _, data = kept.partition(b"\n")
    return Download(data, **json.loads(head))
