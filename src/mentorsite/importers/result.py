"""The values of an import: its source, its result, and what could not be imported."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class ImportWarning:
    """Something that was lost or changed. `line` is 0 where a file has none to name.

    `small` is what hardly anyone misses: a key of a page that another tool's theme reads.
    """

    path: str
    line: int
    what: str
    small: bool = False


@dataclass(frozen=True, slots=True)
class ImportSource:
    """What is imported. Paths are below the source, `/`-separated.

    `texts` are pages, settings and other files of words; `others` are the sizes in bytes of all files that a page may
    show or offer; `losses` are what reading met. `today` tells which pages are not public yet.
    """

    name: str
    texts: Mapping[str, bytes] = field(default_factory=dict)
    others: Mapping[str, int] = field(default_factory=dict)
    losses: tuple[ImportWarning, ...] = ()
    today: date | None = None


@dataclass(frozen=True, slots=True)
class ImportResult:
    """The handbook that a source became.

    `files` and `copies` are by path below the handbook: what stands in a file, and which file of the source is
    copied there. `kind` says what the source was, `unread` which of its pages did not come at all, and `came` how
    many did.
    """

    kind: str
    title: str
    files: Mapping[str, bytes]
    copies: Mapping[str, str] = field(default_factory=dict)
    description: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    losses: tuple[ImportWarning, ...] = ()
    unread: tuple[ImportWarning, ...] = ()
    came: int = 0


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing can be made of a source."""

    why: str
