"""The front matter of any tool → its keys, and the page below it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from mentorsite.importers.markdown.config_files import Configuration, from_yaml, toml
from mentorsite.importers.result import Loss

FENCES = {"---": ("---", "..."), "+++": ("+++",)}


@dataclass(frozen=True)
class Original:
    """A page as another tool reads it. `lines` has the line of each key, `first` is that of the body.

    Keys are found whatever their letters' case; `sidebar.order` is a key below another.
    """

    path: str
    keys: Mapping[str, Any]
    lines: Mapping[str, int]
    body: str
    first: int
    losses: tuple[Loss, ...] = ()

    @cached_property
    def flat(self) -> Mapping[str, Any]:
        """The keys as written, and those below them by both names; a list has none below it."""
        found: dict[str, Any] = {}
        for key, value in self.keys.items():
            inner = value.items() if isinstance(value, Mapping) else ()
            found |= {str(key): value, **{f"{key}.{below}": each for below, each in inner}}
        return found

    @cached_property
    def _written(self) -> Mapping[str, str]:
        """Each key as written, by its small letters; the one in small letters before others."""
        names = sorted(self.flat, key=lambda name: name == name.casefold())
        return {name.casefold(): name for name in names}

    def written(self, key: str) -> str:
        """A key as the page writes it, or nothing."""
        return self._written.get(key.casefold(), "")

    def value(self, key: str) -> Any:
        """What a key says, or None."""
        return self.flat.get(self.written(key))

    def text(self, key: str) -> str:
        """What a key says, where that is one text."""
        return Configuration({"": self.value(key)}).text("")

    def texts(self, key: str) -> tuple[str, ...]:
        """What a key says, as one text or as a list of them."""
        value = self.value(key)
        each = value if isinstance(value, list) else [value]
        return tuple(str(one).strip() for one in each if isinstance(one, str | int | float) and str(one).strip())

    def says(self, key: str, *words: str) -> bool:
        """Whether a key says one of some words, such as `true`."""
        return str(self.value(key)).strip().casefold() in words

    def first_of(self, keys: Iterable[str]) -> tuple[str, str]:
        """The first of some keys that says a text, as it is written, and the text."""
        found = ((self.written(key), text) for key in keys if (text := self.text(key)))
        return next(found, ("", ""))

    def line(self, key: str) -> int:
        """The line of a key, or of the one that it stands below."""
        return self.lines.get(key, self.lines.get(key.partition(".")[0], 0))


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


def front_matter(**said: object) -> str:
    """The lines between `---` that a page starts with; nothing where nothing is said."""
    kept = {key: value for key, value in said.items() if value not in (None, "", [])}
    texts = {key: " ".join(value.split()) if isinstance(value, str) else value for key, value in kept.items()}
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in texts.items()]
    return "\n".join(["---", *lines, "---", "", ""]) if lines else ""
