"""The values of an import: what someone has, what becomes of it, and what could not be brought."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Loss:
    """Something that could not be brought, or not as it was. `line` is 0 where a file has none to name."""

    path: str
    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Material:
    """What someone has. Paths are below the source, `/`-separated.

    `texts` are pages and settings; `others` are the sizes in bytes of all other files; `losses` are what reading met.
    """

    name: str
    texts: Mapping[str, bytes] = field(default_factory=dict)
    others: Mapping[str, int] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Brought:
    """A handbook made of it.

    `files` and `copies` are by path below the handbook: what stands in a file, and which file of the source is
    copied there. `kind` says what the source was.
    """

    kind: str
    title: str
    files: Mapping[str, bytes]
    copies: Mapping[str, str] = field(default_factory=dict)
    description: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing can be made of a source."""

    why: str
