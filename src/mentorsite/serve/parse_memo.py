"""Remembers what the sources of a project became, so that only those that changed are understood anew."""

from collections.abc import Callable, Iterable, Sequence
from threading import current_thread, main_thread

from mentorsite.build.cache import Cache
from mentorsite.build.parse_cache import cached_parser
from mentorsite.loader.parse import Parsed
from mentorsite.loader.sources import Source


class ParseMemo:
    """What `load` understood the last time, by the paths of the sources."""

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}
        self._became: dict[str, Parsed] = {}

    def each(self, understand: Callable[[Source], Parsed], sources: Sequence[Source]) -> Iterable[Parsed]:
        """How `load` understands each source: as it is remembered, else as a build does."""
        new = []
        for source in sources:
            if self._sources.get(source.path) != source:
                new.append(source)
        # A thread that waits for other processes would keep the program from ending.
        if current_thread() is main_thread():
            workers = None
        else:
            workers = 1
        with Cache() as cache:
            if new:
                made = cached_parser(cache, workers=workers)(understand, new)
            else:
                made = ()
            became = dict(self._became)
            for source, parsed in zip(new, made, strict=True):  # each is made here, while the cache is open
                became[source.path] = parsed
        self._sources = {source.path: source for source in sources}
        # In the order of the sources, in which `load` takes them.
        self._became = {path: became[path] for path in self._sources}
        return self._became.values()
