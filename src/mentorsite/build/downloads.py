"""Makes the downloads of a site: those that are kept from before, the others on all cores."""

import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from mentorsite.build import fingerprint
from mentorsite.build.cache import Cache
from mentorsite.build.drawings import printable
from mentorsite.build.environment_hashes import fonts, tools
from mentorsite.build.process_pool import in_processes
from mentorsite.render.forms.downloads import Download, make
from mentorsite.render.forms.jobs import AnyJob, BookJob, Job
from mentorsite.render.forms.pdf.typeset import FONTS, put_files

PARALLEL_THRESHOLD = 3
"""As many jobs are done faster here than other processes start."""


def downloads(
    jobs: tuple[AnyJob, ...],
    kept_before: Cache,
    *,
    workers: int | None = None,
    few: int = PARALLEL_THRESHOLD,
    step: Callable[[], None] = lambda: None,
) -> Mapping[str, Download]:
    """Every download by its path. `workers` is how many processes make them, else one a core; as many as `few` are
    made here, after which no process can be forked.
    """
    made = in_order(jobs, kept_before, workers=workers, few=few, step=step)
    return {job.path: each for job, each in zip(jobs, made, strict=True)}


def in_order(
    jobs: Sequence[AnyJob],
    kept_before: Cache,
    *,
    workers: int | None = None,
    few: int = PARALLEL_THRESHOLD,
    step: Callable[[], None] = lambda: None,
) -> list[Download]:
    """The download of each job. Jobs that say the same are made once, whatever their paths."""
    keys = [fingerprint.download(job, tools()) for job in jobs]
    if jobs:
        machine = fonts()
    else:
        machine = ""
    done: dict[str, Download] = {}
    missing: dict[str, AnyJob] = {}
    for key, job in zip(keys, jobs, strict=True):
        if key in done or key in missing:
            step()
            continue
        kept = kept_before.get(key)
        made = None
        if kept:
            made = _unpacked(kept, machine)
        if made is None:
            missing[key] = job
        else:
            done[key] = made
            step()
    with TemporaryDirectory(prefix="mentorsite-") if missing else nullcontext("") as folder:
        whole = {key: _printable(job, kept_before) for key, job in _with_fonts(missing, folder).items()}
        for key, made in _made(whole, workers, few):
            kept_before.put(key, _packed(made, machine))  # at once, so that a build that is stopped has drawn it
            done[key] = made
            step()
    return [done[key] for key in keys]


def _printable(job: AnyJob, kept: Cache) -> AnyJob:
    if isinstance(job, Job):
        return job
    return printable(job, kept)


def _with_fonts(jobs: Mapping[str, AnyJob], folder: str) -> Mapping[str, AnyJob]:
    """The jobs, with the folder of the theme's fonts, which all of them have alike."""
    with_assets = [job for job in jobs.values() if job.assets]
    if not with_assets:
        return jobs
    put_files(with_assets[0].assets, Path(folder))
    return {key: replace(job, fonts=os.path.join(folder, FONTS)) for key, job in jobs.items()}


def _made(jobs: Mapping[str, AnyJob], workers: int | None, few: int) -> Iterator[tuple[str, Download]]:
    # A long one that came last would keep one process busy while the others have nothing to do.
    slow_first = sorted(jobs, key=lambda key: _quickness(jobs[key]))
    todo = [jobs[key] for key in slow_first]
    made = in_processes(make, todo, does="makes PDF and Word files", few=few, workers=workers)
    return zip(slow_first, made, strict=True)


def _quickness(job: AnyJob) -> int:
    if isinstance(job, BookJob):
        return 0
    if not isinstance(job, Job) or job.format == "pdf":
        return 1
    return 2


def _packed(download: Download, machine: str) -> bytes:
    if download.with_machine_fonts:
        drawn_with = machine
    else:
        drawn_with = ""
    head = {"pages": download.pages, "missing": download.missing, "not_drawn": download.not_drawn, "fonts": drawn_with}
    return json.dumps(head).encode() + b"\n" + download.data


def _unpacked(kept: bytes, machine: str) -> Download | None:
    """What was kept; None where it was drawn with fonts of the machine, and it has others now."""
    line, _, data = kept.partition(b"\n")
    head = json.loads(line)
    if head["fonts"] not in ("", machine):
        return None
    return Download(data, head["pages"], head["missing"], tuple(head["not_drawn"]), bool(head["fonts"]))
