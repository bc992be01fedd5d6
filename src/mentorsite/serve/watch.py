"""Tells when a source may have changed: which places are watched, and which of their events count."""

import errno
import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from mentorsite.build.project_files import PACKAGE, shipped
from mentorsite.loader.leftover_files import is_left_over
from mentorsite.loader.tree import SITE_TRANSLATION

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver, ObservedWatch

EVENTS: list[type[FileSystemEvent]] = [
    FileCreatedEvent, FileModifiedEvent, FileMovedEvent, FileDeletedEvent,
    DirCreatedEvent, DirMovedEvent, DirDeletedEvent,
]  # fmt: skip
"""What can change a site. That a file was opened or read is not among them."""
SOURCES = ("site.yml", "content", "themes")
"""What counts of the project's own folder."""
LIMITS = (errno.ENOSPC, errno.EMFILE)
"""What a system says when it will watch no more folders: inotify(7) has a limit for these, and one for its watchers."""
FOUND_TWICE = "Callback with id '[0-9]+' already exists"
"""How a warning of watchdog begins, which is not for someone who writes a handbook."""
POLL_EVERY = 1.0
"""How often files are looked at where the system doesn't tell of changes, in seconds."""


def counts(path: Path, place: Path, project: Path) -> bool:
    """Whether something at a path can be a source, by its name; `place` is the watched folder that it is in."""
    if path.is_relative_to(place):
        inside = path.relative_to(place).parts
    else:
        inside = ()
    if place == project:
        if not inside:
            return True
        return inside[0] in SOURCES or SITE_TRANSLATION.fullmatch(inside[0]) is not None
    return not any(is_left_over(part) for part in inside)


def places(project: Path) -> Iterator[Path]:
    """The folders to watch with all that is in them, as far as they are there."""
    found = [project / "content", project / "themes"]
    with suppress(OSError):
        for theme in (project / "themes").iterdir():
            if theme.is_symlink():  # a watch of the folder doesn't go through it
                found.append(theme)
    if not shipped("themes").is_relative_to(PACKAGE):  # in a checkout people change them, in a package nobody does
        found.append(shipped("themes"))
    real = set()
    for each in found:
        if os.path.isdir(each):
            real.add(Path(os.path.realpath(each)))
    outermost = [each for each in real if real.isdisjoint(each.parents)]  # what is in another is watched with it
    yield from sorted(outermost)


class Watch:
    """Calls `touched`, from a thread of its own, when a source may have changed."""

    def __init__(self, project: Path, touched: Callable[[], None], *, poll: bool) -> None:
        self.project = Path(os.path.realpath(project))
        self.polls = poll
        self.touched = touched
        self.lost: set[Path] = set()
        """Folders that are gone, and what watched them with them."""
        self._observer: BaseObserver | None = None
        self._covered: dict[Path, tuple[ObservedWatch, tuple[int, int]]] = {}

    def cover(self, project: Path) -> None:
        """Watches folders of a project that have come since the last time, no longer those that went.

        Where the system's limit is reached it looks at the files again and again from then on.
        """
        self.project = Path(os.path.realpath(project))
        try:
            self._cover()
        except OSError as error:
            if self.polls or error.errno not in LIMITS:
                raise
            self.stop()
            self.polls = True
            self._cover()

    def stop(self) -> None:
        """Watches nothing any more."""
        if self._observer:
            self._observer.stop()
        self._observer = None
        self._covered.clear()

    def _started(self) -> "BaseObserver":
        # When folders are made quickly, watchdog may find one twice. It warns, and goes on rightly.
        warnings.filterwarnings("ignore", FOUND_TWICE, RuntimeWarning)
        observer = PollingObserver(timeout=POLL_EVERY) if self.polls else Observer()
        observer.start()
        return observer

    def _cover(self) -> None:
        observer = self._observer = self._observer or self._started()
        # The project's own folder comes last: of the folders within others, none is told that can't be watched.
        wanted = dict.fromkeys(places(self.project), True) | {self.project: False}
        for place in list(self._covered):
            watch, identity = self._covered[place]
            if place in self.lost or place not in wanted or _identity(place) != identity:
                del self._covered[place]
                self.lost.discard(place)
                observer.unschedule(watch)
        for place, deep in wanted.items():
            if place not in self._covered:
                with suppress(FileNotFoundError, NotADirectoryError):
                    identity = _identity(place)
                    watch = observer.schedule(Handler(place, self), str(place), recursive=deep, event_filter=EVENTS)
                    self._covered[place] = watch, identity


class Handler(FileSystemEventHandler):
    """Passes on the events of one place that count."""

    def __init__(self, place: Path, watch: Watch) -> None:
        self.place, self.watch = place, watch

    def dispatch(self, event: FileSystemEvent) -> None:
        """Called for each event."""
        paths = []
        for path in (event.src_path, event.dest_path):
            if path:
                paths.append(Path(os.fsdecode(path)))
        if isinstance(event, DirDeletedEvent) and self.place in paths:
            self.watch.lost.add(self.place)
        if any(counts(path, self.place, self.watch.project) for path in paths):
            self.watch.touched()


def _identity(folder: Path) -> tuple[int, int]:
    """What tells a folder from another one that takes its name; nothing where there is none."""
    with suppress(OSError):
        found = folder.stat()
        return found.st_dev, found.st_ino
    return 0, 0
