"""Understands the sources of a site on all cores, and keeps what they became until they change."""

import pickle
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from mentorsite.cache import Cache, made_by
from mentorsite.read.load import Each, Understood
from mentorsite.read.sources import Source
from mentorsite.workers import side_by_side

LIBRARIES = ("markdown-it-py", "mdit-py-plugins", "nh3", "pydantic", "pyyaml")
"""What a source is understood with beside mentorsite itself."""
FEW = 60


def remembering(kept_before: Cache, *, workers: int | None = None) -> Each:
    """How `load` understands each source: as it was kept, else anew."""

    def each(understand: Callable[[Source], Understood], sources: Sequence[Source]) -> Iterator[Understood]:
        made_with = made_by(*LIBRARIES)
        keys = [f"{made_with}-{source.digest}" for source in sources]
        packed = kept_before.get_all(keys)
        missing = {key: source for key, source in zip(keys, sources, strict=True) if key not in packed}
        todo = tuple(missing.values())
        made = side_by_side(partial(_packed, understand), todo, does="reads pages", few=FEW, workers=workers)
        new = dict(zip(missing, made, strict=True))
        kept_before.put_all(new)
        packed |= new
        yield from (pickle.loads(packed[key]) for key in keys)  # noqa: S301 - the cache is mentorsite's own

    return each


def _packed(understand: Callable[[Source], Understood], source: Source) -> bytes:
    return pickle.dumps(understand(source), protocol=5)
