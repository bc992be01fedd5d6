"""Drawings of print editions are drawn on trial first: a process of its own may end by one, or never be done."""

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection

from mentorsite.build import fingerprint
from mentorsite.build.cache import Cache
from mentorsite.build.environment_hashes import tools
from mentorsite.build.process_pool import ENDED, follow, safe_starts
from mentorsite.errors import FatalError
from mentorsite.render.forms.jobs import PicturedJob
from mentorsite.render.forms.pdf.pictures import FOLDER, is_drawable, is_drawing
from mentorsite.render.forms.pdf.typeset import FONTS, Files

FINE, REFUSED, STOPPED = b"fine", b"refused", b"stopped"
"""What comes of a drawing on trial: the last is that it took too long, or ended its process."""
LONGEST = 30
"""How long a drawing may take, in seconds."""
MOST_STOPPED = 5
"""With so many drawings that took too long, or that ended their process, a print edition is not made."""
START = 120
"""How long a process may take to start, in seconds."""
MOST_MEMORY = 8_000_000_000
"""How many bytes a process that draws may ask for."""
TOO_MANY = (
    "{}: {} and {} more drawings take longer than {} seconds each on paper, or can't be drawn at all. Nothing was "
    "written. Save them with less detail or as PNG, or build with `--without pdf`."
)


@dataclass(frozen=True, slots=True)
class _Trial:
    """What a process is given: drawings by what chapters call them, and all that they are drawn with."""

    look: Mapping[str, object]
    files: Files
    drawings: Mapping[str, bytes]


def printable(job: PicturedJob, kept: Cache) -> PicturedJob:
    """A job without those of its drawings that can't be drawn in time: their words stand in their place."""
    keys = {}
    for address, data in job.pictures.items():
        if is_drawing(address):
            keys[address] = fingerprint.drawing(data, job, tools())
    known: dict[str, bytes] = {}
    untried: dict[str, bytes] = {}
    for address, key in keys.items():
        before = kept.get(key)
        if before is None:
            untried[address] = job.pictures[address]
        else:
            known[address] = before
    _refuse_too_many(job, known)
    for address, verdict in _tried(job, untried):
        known[address] = verdict
        kept.put(keys[address], verdict)
        _refuse_too_many(job, known)  # after each: to wait for all of many would take too long
    refused = frozenset(address for address, verdict in known.items() if verdict != FINE)
    left = {address: data for address, data in job.pictures.items() if address not in refused}
    return replace(job, pictures=left, refused=refused)


def _refuse_too_many(job: PicturedJob, known: Mapping[str, bytes]) -> None:
    stopped = []
    for address, verdict in known.items():
        if verdict == STOPPED:
            stopped.append(job.images.get(address, address))
    if len(stopped) >= MOST_STOPPED:
        raise FatalError(TOO_MANY.format(job.path, stopped[0], len(stopped) - 1, LONGEST))


def _tried(job: PicturedJob, drawings: Mapping[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """What comes of each drawing. Where one ends its process, another one goes on."""
    from mentorsite.render.forms.pdf.book_data import look_of_pictured

    texts = {name: data for name, data in job.assets.items() if not (job.fonts and name.startswith(FONTS))}
    trial = _Trial(look_of_pictured(job), Files(texts, job.fonts), drawings)
    while trial.drawings:
        left = dict(trial.drawings)
        # Verdicts end with the first drawing that is stopped: those behind it are left for the next process.
        for address, verdict in zip(trial.drawings, _verdicts(trial), strict=False):
            del left[address]
            yield address, verdict
        trial = replace(trial, drawings=left)


def _verdicts(trial: _Trial) -> Iterator[bytes]:
    """What comes of each drawing, in order, until one is `STOPPED`."""
    # Not forked: Typst may have threads here, which a forked process would wait for in vain.
    context = get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    process = context.Process(target=_draw, args=(sender, trial), daemon=True)
    with safe_starts():
        process.start()
    sender.close()  # else its end in this process would keep the pipe open once the other process is gone
    try:
        if _heard(receiver, START) is None:
            raise FatalError(ENDED.format("draws pictures"))
        for _ in trial.drawings:
            is_fine = _heard(receiver, LONGEST)
            if is_fine is None:
                yield STOPPED
                return
            if is_fine:
                yield FINE
            else:
                yield REFUSED
    finally:
        process.kill()
        process.join()
        receiver.close()


def _heard(receiver: "Connection[None, bool]", seconds: float) -> bool | None:
    """What a process tells; None where it has ended, or tells nothing in time."""
    try:
        if receiver.poll(seconds):
            return receiver.recv()
        return None
    except EOFError:
        return None


def _draw(sender: "Connection[bool, None]", trial: _Trial) -> None:
    """What the process does: it tells that it has started, and then of each drawing whether it can be drawn."""
    follow()
    sender.send(True)
    _limit()
    for data in trial.drawings.values():
        sender.send(is_drawable(f"{FOLDER}0.svg", data, trial.look, trial.files))


def _limit() -> None:
    """Lets a process that a drawing ends say nothing of it, leave nothing behind, and not take all memory."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "linux":
        import resource

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
