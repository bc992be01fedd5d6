"""What a branch holds that a handbook was published to: what mentorsite wrote there, and what others did."""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from mentorsite.build.manifest import MANIFEST, listed
from mentorsite.deploy.git import Git
from mentorsite.errors import FatalError
from mentorsite.structure.plan import CNAME

PLAIN_FILES = ("100644", "100755")
CALENDAR = ".ics"


@dataclass(frozen=True, slots=True)
class Branch:
    """A published branch: what others wrote there or changed, the domain in its CNAME, its calendars of ours."""

    foreign: tuple[str, ...] = ()
    domain: str | None = None
    calendars: dict[str, bytes] = field(default_factory=dict)


def branch_at(git: Git, commit: str) -> Branch:
    """What the branch with this last commit holds; nothing of it is ours that the manifest there does not list."""
    blobs = dict(_files(git, commit))
    manifest = _content(git, blobs.get(MANIFEST))
    if manifest is None:
        written = None
    else:
        written = listed(manifest)
    candidates: dict[str, str] = {}
    for path in written or ():
        blob = blobs.get(path)
        if blob:  # a link in a file's place was put there by someone else
            candidates[path] = blob
    ours: set[str] = set()
    if written is not None:
        ours.add(MANIFEST)
    calendars = {}
    for path, data in zip(candidates, _contents(git, tuple(candidates.values())), strict=True):
        if written and sha256(data).hexdigest() == written[path]:
            ours.add(path)
            if path.endswith(CALENDAR):
                calendars[path] = data
    cname = _content(git, blobs.get(CNAME))
    if cname is None:
        domain = None
    else:
        ours.add(CNAME)  # whoever wrote it, a domain is looked after by itself
        domain = cname.decode("utf-8", "replace").strip().lower()
    return Branch(tuple(path for path in blobs if path not in ours), domain, calendars)


def _files(git: Git, commit: str) -> Iterator[tuple[str, str | None]]:
    """Each path of a commit with the blob behind it; None for a link and for another repository."""
    listing = git.must_say("ls-tree", "-r", "-z", "--full-tree", commit, otherwise="The branch can't be read.")
    for line in listing.split("\0")[:-1]:
        about, _, path = line.partition("\t")
        mode, _, blob = about.split(" ")
        yield path, blob if mode in PLAIN_FILES else None


def _content(git: Git, blob: str | None) -> bytes | None:
    if blob is None:
        return None
    (data,) = _contents(git, (blob,))
    return data


def _contents(git: Git, blobs: Sequence[str]) -> Iterator[bytes]:
    """What is in each blob; one at a time, since a site may be larger than memory."""
    wanted = "".join(f"{blob}\n" for blob in blobs).encode()
    with tempfile.TemporaryFile() as found:
        git.run("cat-file", "--batch", given=wanted, into=found)
        found.seek(0)
        for blob in blobs:
            # A line ends with the size, or with `missing`; then come the bytes, and a line break that is none of them.
            _, _, size = found.readline().rpartition(b" ")
            if not size.strip().isdigit():
                raise FatalError(f"The branch can't be read: git has no {blob}. Nothing was pushed.")
            yield found.read(int(size))
            found.readline()
