"""The front matter of any tool → its keys, and the page below it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from mentorsite.bring.brought import Loss
from mentorsite.bring.configuration import Configuration, from_yaml, toml

FENCES = {"---": ("---", "..."), "+++": ("+++",)}


@dataclass(frozen=True, slots=True)
class Original:
    """A page as another tool reads it. `lines` has the line of each key, `first` is that of the body."""

    path: str
    keys: Mapping[str, Any]
    lines: Mapping[str, int]
    body: str
    first: int
    losses: tuple[Loss, ...] = ()

    def text(self, key: str) -> str:
        """What a key says, where that is one text."""
        return Configuration(self.keys).text(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """What a key says, as one text or as a list of them."""
        value = self.keys.get(key)
        each = value if isinstance(value, list) else [value]
        return tuple(str(one).strip() for one in each if isinstance(one, str | int | float) and str(one).strip())

    def says(self, key: str, *words: str) -> bool:
        """Whether a key says one of some words, such as `true`."""
        return str(self.keys.get(key, "")).strip().lower() in words


def original(path: str, text: str) -> Original:
    """A page told apart into keys and body."""
    lines = text.split("\n")
    fence = lines[0].rstrip()
    ends = FENCES.get(fence, ())
    end = next((row for row, line in enumerate(lines[1:], 1) if line.rstrip() in ends), None)
    if end is None:
        return Original(path, {}, {}, text, 1)
    inside, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    read = toml(path, inside, 2) if fence == "+++" else from_yaml(path, inside, 2)
    if isinstance(read.value, Mapping) and (read.value or read.losses or not inside.strip()):
        return Original(path, read.value, read.lines, body, end + 2, read.losses)
    return Original(path, {}, {}, text, 1)
