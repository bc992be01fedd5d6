"""The page docs/content/reference/licences.md: what mentorsite brings along, and under which licences."""

from collections.abc import Iterator
from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.conftest import REPOSITORY

PAGE = REPOSITORY / "docs/content/reference/licences.md"
HEAD = """---
title: Licences
description: What mentorsite brings along, and under which licences.
order: 9
---

<!-- Made by `scripts/reference` from what is installed: a new dependency comes in by itself. -->

mentorsite, its themes and its starter handbooks are under the MIT licence. The fonts that its PDF files carry, parts
of Noto, are under the SIL Open Font License 1.1, which lies beside them. Pagefind makes the search.

It installs these packages, as they say of themselves:

| package | licence |
| --- | --- |
"""
LICENCES = {
    "BSD License": "BSD",
    "MIT License": "MIT",
    "ISC License (ISCL)": "ISC",
    "Apache Software License": "Apache",
    "GNU General Public License v2 or later (GPLv2+)": "GPL 2 or later",
    "GNU Lesser General Public License v2 or later (LGPLv2+)": "LGPL 2 or later",
    "Mozilla Public License 1.1 (MPL 1.1)": "MPL 1.1",
}
"""How this page calls what packages write at length."""


def rows() -> dict[str, str]:
    """The line of each package that is installed with mentorsite, by its name."""
    return {name: f"| {name} | {licence(found)} |" for name, found in sorted(installed("mentorsite", {}).items())}


def installed(name: str, found: dict[str, Distribution]) -> dict[str, Distribution]:
    """What a package needs, and all that those need, as far as this system and Python want it."""
    for text in distribution(name).requires or ():
        wanted = Requirement(text)
        key = canonicalize_name(wanted.name)
        if key not in found and (wanted.marker is None or wanted.marker.evaluate({"extra": ""})):
            found[key] = distribution(wanted.name)
            installed(wanted.name, found)
    return found


def licence(found: Distribution) -> str:
    """The licence that a package names; of several, those to choose from. Raises `LookupError` where it names none."""
    said = found.metadata.json
    told = said.get("license_expression") or " or ".join(_classified(found)) or said.get("license")
    if not told or "\n" in told:
        raise LookupError(f"{said['name']} names no licence")
    return str(told)


def _classified(found: Distribution) -> Iterator[str]:
    for classifier in found.metadata.get_all("Classifier", []):
        if classifier.startswith("License :: "):
            last = classifier.rpartition(" :: ")[2]
            yield LICENCES.get(last, last)


def write() -> None:
    """Writes the page where it belongs."""
    PAGE.write_text(HEAD + "\n".join(rows().values()) + "\n", encoding="utf-8")
