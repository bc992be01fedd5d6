"""Keeps what templates were compiled to until they or the libraries change.

It is code, which runs when a page is made of it. So it stands in the user's own cache folder alone, which is private;
a place that `MENTORSITE_CACHE` names may be one that a workflow keeps between its runs, and has none of it.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Iterator
from contextlib import contextmanager

from jinja2 import Environment
from jinja2.bccache import Bucket

from mentorsite.build import fingerprint
from mentorsite.build.cache import Cache
from mentorsite.build.environment_hashes import tools
from mentorsite.theme.environment import COMPILED
from mentorsite.theme.values import Theme


@contextmanager
def kept_templates(theme: Theme, cache: Cache) -> Iterator[None]:
    """Lets templates be found compiled meanwhile, and keeps those that were not."""
    if not cache.is_users_own:
        yield
        return
    key = fingerprint.templates(theme, tools())
    kept = cache.get(key)
    if kept:
        _take(kept)
    known = len(COMPILED.code)
    yield
    if len(COMPILED.code) > known:
        cache.put(key, _packed())


def _take(kept: bytes) -> None:
    environment = Environment(autoescape=True)  # a `Bucket` takes one, and its code isn't bound to it
    for name, checksum, code in json.loads(kept):
        bucket = Bucket(environment, name, checksum)
        bucket.bytecode_from_string(b64decode(code))
        if bucket.code:  # Jinja takes none that another version of it or of Python has compiled
            COMPILED.code[name, checksum] = bucket.code


def _packed() -> bytes:
    environment = Environment(autoescape=True)
    found = []
    for (name, checksum), code in COMPILED.code.items():
        bucket = Bucket(environment, name, checksum)
        bucket.code = code
        found.append((name, checksum, b64encode(bucket.bytecode_to_string()).decode()))
    return json.dumps(found).encode()
