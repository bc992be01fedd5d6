"""Parses the sources of a site on all cores, and keeps the results until the sources change."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial

from mentorsite.build import fingerprint
from mentorsite.build.cache import Cache
from mentorsite.build.environment_hashes import tools
from mentorsite.build.process_pool import in_processes
from mentorsite.build.serialize import DAMAGED, as_bytes, from_bytes
from mentorsite.loader.load import ParseAll
from mentorsite.loader.parse import Parsed
from mentorsite.loader.sources import Source

PARALLEL_THRESHOLD = 60


def cached_parser(kept_before: Cache, *, workers: int | None = None) -> ParseAll:
    """How `load` understands each source: as it was kept, else anew."""

    def each(understand: Callable[[Source], Parsed], sources: Sequence[Source]) -> Iterator[Parsed]:
        made_with = tools()
        keys = [fingerprint.source(source, made_with) for source in sources]
        known = {}
        for key, data in kept_before.get_all(keys).items():
            value = _unpacked(data)
            if value:
                known[key] = value
        missing = {key: source for key, source in zip(keys, sources, strict=True) if key not in known}
        # Workers send the values as bytes, the same that are kept.
        parse = partial(_packed, understand)
        todo = tuple(missing.values())
        made = in_processes(parse, todo, does="reads pages", few=PARALLEL_THRESHOLD, workers=workers)
        new = dict(zip(missing, made, strict=True))
        kept_before.put_all(new)
        for key in keys:
            yield known.get(key) or from_bytes(new[key])

    return each


def _unpacked(kept: bytes) -> Parsed | None:
    """What a source became; None where that was damaged."""
    try:
        found: Parsed = from_bytes(kept)
    except DAMAGED:
        return None
    return found


def _packed(understand: Callable[[Source], Parsed], source: Source) -> bytes:
    return as_bytes(understand(source))
