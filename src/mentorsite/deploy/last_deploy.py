"""What is known of the last deploy: where the branch still is as that left it, nothing is built anew."""

from mentorsite.build import fingerprint
from mentorsite.build.cache import Cache
from mentorsite.build.environment_hashes import fonts
from mentorsite.build.last_build import BuildRecord
from mentorsite.build.serialize import DAMAGED, as_bytes, from_bytes
from mentorsite.deploy.destination import Destination


def up_to_date(where: Destination, made_of: str, cache: Cache) -> BuildRecord | None:
    """What was said of the last deploy, if the branch still is where that left it and the site would be the same."""
    if where.tip:
        kept = cache.get(_key(where, made_of, where.tip))
    else:
        kept = None
    try:
        found = from_bytes(kept) if kept else None
    except DAMAGED:
        found = None
    # There is no hash of fonts where the theme's had every letter: then it doesn't matter which this machine has.
    if not isinstance(found, BuildRecord) or found.fonts not in ("", fonts()):
        return None
    return found


def remember(where: Destination, made_of: str, tip: str, said: BuildRecord, cache: Cache) -> None:
    """Notes for the next deploy that a branch holds what a site was made of, with what was said of it."""
    cache.put(_key(where, made_of, tip), as_bytes(said))


def _key(where: Destination, made_of: str, tip: str) -> str:
    url = where.git.says("remote", "get-url", "--push", where.remote) or ""
    return fingerprint.deployed(made_of, url, where.branch, tip)
