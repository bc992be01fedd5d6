"""Redirects that a tool's settings list → old addresses of pages; those that no handbook can make are named."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from posixpath import dirname, normpath
from typing import Any
from urllib.parse import unquote

from mentorsite.importers.markdown.config_files import as_mapping
from mentorsite.importers.markdown.menus import line_of
from mentorsite.importers.result import ImportWarning

QUOTED = re.compile(r"([\"'`])([^\"'`]*)\1")
MOST_STEPS = 10
"""As many redirects are followed that lead to each other."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """An old address, and where it led: an address from the top, a file of the source, or a place on the web."""

    old: str
    new: str
    line: int = 0


def bare_address(address: str) -> str:
    """An address as it is compared: decoded, without a slash at either end, `index` and what follows `?` or `#`."""
    bare = unquote(re.split("[?#]", address, maxsplit=1)[0]).strip("/ ")
    if bare in ("index", "index.html"):
        return ""
    return bare.removesuffix("/index").removesuffix("/index.html")


def listed(said: Any, text: str = "") -> Iterator[Redirect]:
    """The redirects of a mapping from old to new, where new may be a mapping with a `destination`.

    `text` is that of the settings, where the lines are not known otherwise.
    """
    lines = lines_of_texts(text)
    for old, new in as_mapping(said).items():
        target = new.get("destination", "") if isinstance(new, Mapping) else new
        line = line_of(target) or line_of(old) or lines.get(str(old), 0)
        yield Redirect(str(old), str(target).strip(), line)


def lines_of_texts(text: str) -> dict[str, int]:
    """The line of each text in quotes, where it stands first."""
    found: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), 1):
        for _, words in QUOTED.findall(line):
            found.setdefault(words, number)
    return found


def from_here(old: str, new: str) -> str:
    """Where a redirect leads that is read from its own address, as one from the top."""
    if new.startswith("/") or "://" in new:
        return new
    path, mark, place = new.partition("#")
    return normpath(f"/{dirname(old.strip('/'))}/{path}") + mark + place


def followed(
    redirects: Sequence[Redirect], lead: Callable[[str], str | None], at: str
) -> tuple[dict[str, tuple[str, ...]], tuple[ImportWarning, ...]]:
    """The old addresses of each page, and what was lost; `at` is the file that lists the redirects."""
    known = {bare_address(each.old).casefold(): each.new for each in redirects}
    found: dict[str, tuple[str, ...]] = {}
    losses: list[ImportWarning] = []
    for each in redirects:
        page, new = _end(each.new, known, lead)
        old = f"/{each.old.strip().lstrip('/')}"
        if page is None:
            losses.append(ImportWarning(at, each.line, f"the redirect `{old}` → {new}: {_why(new)}; left out"))
            continue
        found[page] = (*found.get(page, ()), old)
        if "#" in new:
            losses.append(
                ImportWarning(at, each.line, f"the redirect `{old}` → {new}: it leads to the top of the page", True)
            )
    return found, tuple(losses)


def _end(new: str, known: Mapping[str, str], lead: Callable[[str], str | None]) -> tuple[str | None, str]:
    """The page that a redirect leads to, over others too, and what the last of them says."""
    # A page that is there comes before a redirect from its address.
    page = lead(new)
    for _ in range(MOST_STEPS):
        further = known.get(bare_address(new).casefold())
        if page is not None or further is None:
            break
        page, new = lead(further), further
    return page, new


def _why(new: str) -> str:
    if "://" in new:
        return "an old address leads to a page of the handbook; put the link on one"
    return "there is no such page"
