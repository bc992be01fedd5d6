"""How mentorsite itself was installed, and how a new handbook gets the very same on another machine."""

import json
import os
import re
import zipfile
from base64 import urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from mentorsite import __version__
from mentorsite.build.project_files import PACKAGE, SHIPPED, shipped

NAME = "mentorsite"
FOLDER = ".github"
"""Where a handbook keeps the wheel of what makes it."""
TESTED = "constraints.txt"
"""The file of the packages that were tested together, each with its version."""
NEEDED = re.compile(r"""(?P<name>[\w.-]+)\s*(?:\[(?P<extras>[^\]]*)\])?(?:.*\bextra\s*==\s*["'](?P<of>[^"']*)["'])?""")
"""A package that another one needs, as it says so: `fonttools[woff]>=4.59`, and of which extra of its own."""
OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of every file in a wheel, so that the same files are the same bytes; a ZIP knows none before."""
PLAIN_FILE = 0o644 << 16
NOT_SHIPPED = ("__pycache__", ".pyc")
WHEEL = f"Wheel-Version: 1.0\nGenerator: {NAME} {__version__}\nRoot-Is-Purelib: true\nTag: py3-none-any\n"

OF_AN_INDEX = """\
# This version and no other: it changes only when you change the number here. pip keeps no hash of what it installed,
# so there is none here."""
OF_A_REPOSITORY = """\
# This commit of mentorsite's repository and no other: it changes only when you change its number here."""
OF_A_WHEEL = """\
# mentorsite was installed from a folder or a file, which GitHub does not have. So all of it lies in the file that is
# named here, and changes only when you put another one in its place."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """What to write into requirements.txt, why, and the files that it names, by their paths in the handbook."""

    line: str
    why: str
    files: Mapping[str, bytes]


class Package(NamedTuple):
    """A package, or one of the extras that it has."""

    name: str
    extra: str


def requirement() -> Requirement:
    """What installs the mentorsite that runs here on another machine."""
    try:
        found = distribution(NAME)
    except PackageNotFoundError:  # it was not installed: its folder is on the path
        return Requirement(f"{NAME}=={__version__}", OF_AN_INDEX, {})
    said = _installed_from(found)
    if not said:
        return Requirement(f"{NAME}=={found.version}", OF_AN_INDEX, {})
    if address := _of_a_repository(said):
        return Requirement(f"{NAME} @ {address}", OF_A_REPOSITORY, {})
    name, data = wheel(found)
    return Requirement(f"./{FOLDER}/{name}", OF_A_WHEEL, {f"{FOLDER}/{name}": data})


def _installed_from(found: Distribution) -> Mapping[str, object]:
    """What pip says of the address that it installed from; nothing for an index (PEP 610)."""
    try:
        said = json.loads(found.read_text("direct_url.json") or "{}")
    except ValueError:
        return {"url": ""}  # from an address that nobody can read: all of it has to be taken along
    if isinstance(said, dict):
        return said
    return {"url": ""}


def tested() -> bytes:
    """The packages that mentorsite needs, each in the version that it was tested with."""
    lines = shipped(TESTED).read_text(encoding="utf-8").splitlines()
    pins = {_same(line.partition("==")[0]): line for line in lines if "==" in line}
    known = set[Package]()
    open_ = [Package(NAME, "")]
    while open_:
        each = open_.pop()
        if each not in known:  # packages may need each other
            known.add(each)
            open_ += _needs(each)
    names = {each.name for each in known} & pins.keys()
    return "".join(f"{pins[name]}\n" for name in sorted(names)).encode()


def _needs(package: Package) -> Iterator[Package]:
    """What a package needs, on whichever system; nothing for one that is not installed here."""
    try:
        said = distribution(package.name).requires or ()
    except PackageNotFoundError:
        return
    for each in said:
        found = NEEDED.match(each)
        if found is None or (found["of"] or "") != package.extra:
            continue
        name = _same(found["name"])
        yield Package(name, "")
        for extra in (found["extras"] or "").split(","):
            if extra:
                yield Package(name, extra.strip())


def _same(name: str) -> str:
    """A package's name in the one way of those that mean the same (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def _of_a_repository(said: Mapping[str, object]) -> str:
    """The commit of a repository that anyone can reach; nothing for a folder, and where a password is needed."""
    version_control, url = said.get("vcs_info"), urlsplit(str(said.get("url")))
    if not isinstance(version_control, dict) or url.scheme != "https" or "@" in url.netloc:
        return ""
    if said.get("subdirectory"):
        below = f"#subdirectory={said['subdirectory']}"
    else:
        below = ""
    return f"{version_control['vcs']}+{url.geturl()}@{version_control['commit_id']}{below}"


def wheel(found: Distribution) -> tuple[str, bytes]:
    """A wheel of the mentorsite that runs here, by its name: the same files are the same bytes."""
    about = f"{NAME}-{found.version}.dist-info"
    files = dict(_files())
    files |= {f"{about}/{name}": text.encode() for name, text in _about(found).items()}
    record = "".join(f"{path},sha256={_digest(data)},{len(data)}\n" for path, data in sorted(files.items()))
    files[f"{about}/RECORD"] = f"{record}{about}/RECORD,,\n".encode()  # it can't hold a hash of itself
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in sorted(files.items()):
            entry = zipfile.ZipInfo(path, OLDEST)
            entry.external_attr, entry.compress_type = PLAIN_FILE, zipfile.ZIP_DEFLATED
            entry.create_system = 3  # Unix: by itself Python writes the system that it runs on, which makes other bytes
            archive.writestr(entry, data)
    return f"{NAME}-{found.version}-py3-none-any.whl", packed.getvalue()


def _files() -> Iterator[tuple[str, bytes]]:
    """The modules, and what is shipped with them, by their paths in a wheel."""
    yield from _below(PACKAGE, NAME)
    if not (PACKAGE / SHIPPED).is_dir():  # in a checkout it stands beside the package
        for name in ("site.yml", "content", "themes", "starters", TESTED):
            yield from _below(shipped(name), f"{NAME}/{SHIPPED}/{name}")


def _below(top: Path, shown: str) -> Iterator[tuple[str, bytes]]:
    if top.is_file():
        yield shown, top.read_bytes()
        return
    for here, folders, names in os.walk(top):
        folders[:] = [name for name in folders if not name.endswith(NOT_SHIPPED)]  # os.walk goes into what is left
        for name in names:
            if not name.endswith(NOT_SHIPPED):
                path = Path(here, name)
                yield f"{shown}/{path.relative_to(top).as_posix()}", path.read_bytes()


def _about(found: Distribution) -> dict[str, str]:
    """What is told of mentorsite beside its files: what it needs, what its command is called, its licence."""
    said = {"WHEEL": WHEEL}
    for name in ("METADATA", "entry_points.txt", "licenses/LICENSE"):
        text = found.read_text(name)
        if text:
            said[name] = text
    return said


def _digest(data: bytes) -> str:
    return urlsafe_b64encode(sha256(data).digest()).rstrip(b"=").decode()
