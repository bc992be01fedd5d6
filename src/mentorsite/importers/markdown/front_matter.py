"""The front matter of any tool → its keys, and the page below it."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from mentorsite.importers.markdown.config_files import (
    NOT_READ,
    Configuration,
    as_mapping,
    as_several,
    from_json,
    from_yaml,
    toml,
)
from mentorsite.importers.markdown.faulty_front_matter import ONE_BY_ONE, line_by_line, out_of_place
from mentorsite.importers.markdown.js_literals import after
from mentorsite.importers.result import ImportWarning
from mentorsite.loader.front_matter import KEYS

FENCES: Mapping[str, tuple[str, ...]] = {
    "---": ("---", "..."), "+++": ("+++",), "---yaml": ("---",), "---yml": ("---",), "---toml": ("---",),
    "---json": ("---",), "---js": ("---",), ";;;": (";;;",),
}  # fmt: skip
"""How front matter starts, and how it ends."""
JSON_KEY = re.compile(r"[\"']?([\w-]+)[\"']?\s*:")
BARE_KEY = re.compile(r" {0,3}([A-Za-z0-9_-]+):\s*(.*)")


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
    losses: tuple[ImportWarning, ...] = ()

    @cached_property
    def flat(self) -> Mapping[str, Any]:
        """The keys as written, and those below them by both names; a list has none below it."""
        found: dict[str, Any] = {}
        for key, value in self.keys.items():
            found[str(key)] = value
            for below, each in as_mapping(value).items():
                found[f"{key}.{below}"] = each
        return found

    @cached_property
    def _written(self) -> Mapping[str, str]:
        """Each key as written, by its small letters; the one in small letters before others."""
        names = sorted(self.flat, key=lambda name: name == name.casefold())
        return {name.casefold(): name for name in names}  # of two that differ in case alone, the last stays

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
        found = []
        for one in as_several(self.value(key)):
            if isinstance(one, str | int | float) and str(one).strip():
                found.append(str(one).strip())
        return tuple(found)

    def says(self, key: str, *words: str) -> bool:
        """Whether a key says one of some words, such as `true`."""
        return str(self.value(key)).strip().casefold() in words

    def first_of(self, keys: Iterable[str]) -> tuple[str, str]:
        """The first of some keys that says a text, as it is written, and the text."""
        for key in keys:
            text = self.text(key)
            if text:
                return self.written(key), text
        return "", ""

    def line(self, key: str) -> int:
        """The line of a key, or of the one that it stands below."""
        return self.lines.get(key, self.lines.get(key.partition(".")[0], 0))


def original(path: str, text: str, *, bare_keys: bool = False) -> Original:
    """A page told apart into keys and body; with `bare_keys`, keys may stand at its top without a fence."""
    lines = text.split("\n")
    fence = lines[0].rstrip()
    if fence.startswith("{"):
        return _in_json(path, text)
    ends = FENCES.get(fence, ())
    end = next((row for row, line in enumerate(lines[1:], 1) if line.rstrip() in ends), None)
    if end is None:
        if bare_keys and not ends:
            return _bare(path, lines)
        return _out_of_place(path, lines)
    inside, body = "\n".join(lines[1:end]), "\n".join(lines[end + 1 :])
    read = READERS[fence](path, inside, 2)
    if read.losses and not read.value:
        # Its tool could not read it either, but a draft must not become public by a fault.
        keys, numbers = line_by_line(lines[1:end], 2)
        losses = tuple(replace(each, what=each.what.replace(NOT_READ, ONE_BY_ONE)) for each in read.losses)
        return Original(path, keys, numbers, body, end + 2, losses)
    if isinstance(read.value, Mapping) and (read.value or not inside.strip()):
        return Original(path, read.value, read.lines, body, end + 2, read.losses)
    # Words between two lines of dashes are words of the page.
    return Original(path, {}, {}, text, 1)


def _out_of_place(path: str, lines: Sequence[str]) -> Original:
    """A page with its front matter in another place than at its top, or with another line around it; or with none."""
    meant = out_of_place(path, lines)
    if meant is None:
        return Original(path, {}, {}, "\n".join(lines), 1)
    body = "\n".join(lines[meant.text_at :])
    return Original(path, meant.keys, meant.lines, body, meant.text_at + 1, (meant.loss,))


def _in_json(path: str, text: str) -> Original:
    """A page that starts with an object of JSON, as Hugo has it."""
    try:
        value, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError):
        return _in_faulty_json(path, text.split("\n"))
    rest = text[end:].partition("\n")
    if not isinstance(value, dict) or not value or rest[0].strip():
        return Original(path, {}, {}, text, 1)
    known = _lines_of_json(text[:end], 1)
    return Original(path, value, known, rest[2], text.count("\n", 0, end) + 2)


def _in_faulty_json(path: str, lines: Sequence[str]) -> Original:
    """A page that starts with what was meant as an object of JSON."""
    end = next((row for row, line in enumerate(lines) if line.rstrip() == "}"), 0)
    keys, numbers = line_by_line(lines[1:end], 2)
    if not set(keys) & KEYS:
        return Original(path, {}, {}, "\n".join(lines), 1)
    loss = ImportWarning(path, 1, f"JSON that can't be read; {ONE_BY_ONE}")
    return Original(path, keys, numbers, "\n".join(lines[end + 1 :]), end + 2, (loss,))


def _lines_of_json(text: str, first: int) -> dict[str, int]:
    lines: dict[str, int] = {}
    for number, line in enumerate(text.split("\n"), first):
        for key in JSON_KEY.findall(line):
            lines.setdefault(key, number)
    return lines


def _json(path: str, text: str, first_line: int) -> Configuration:
    whole = text if text.lstrip().startswith("{") else f"{{{text}}}"
    return replace(from_json(path, whole), lines=_lines_of_json(text, first_line))


def _literal(path: str, text: str, first_line: int) -> Configuration:
    """An object of JavaScript."""
    found = after(text, r"^\s*(?=\{)")
    if isinstance(found, Mapping):
        return Configuration(found, _lines_of_json(text, first_line))
    return Configuration(losses=(ImportWarning(path, first_line, f"a program that can't be read; {NOT_READ}"),))


def _bare(path: str, lines: Sequence[str]) -> Original:
    """A page with keys at its top without a fence: `Title: words`, and lines indented below that go on with them."""
    keys: dict[str, str] = {}
    numbers: dict[str, int] = {}
    at, last = 0, ""
    while at < len(lines) and lines[at].strip():
        found = BARE_KEY.fullmatch(lines[at])
        if found:
            last = found[1]
            keys[last], numbers[last] = found[2].strip(), at + 1
        elif last and lines[at].startswith("    "):
            keys[last] = f"{keys[last]} {lines[at].strip()}"
        else:
            break
        at += 1
    is_apart = at < len(lines) and not lines[at].strip()
    rest = lines[at + 1 :] if keys and is_apart else lines[at:]
    return Original(path, keys, numbers, "\n".join(rest), len(lines) - len(rest) + 1)


READERS: Mapping[str, Callable[[str, str, int], Configuration]] = {
    "---": from_yaml, "---yaml": from_yaml, "---yml": from_yaml, "+++": toml, "---toml": toml, "---json": _json,
    "---js": _literal, ";;;": _json,
}  # fmt: skip


def with_html_meta(page: Original) -> Original:
    """A page of MyST whose description and keywords, which stand in `myst: {html_meta: …}`, are keys of its own."""
    inside = Configuration(page.keys)
    said = inside.at("myst", "html_meta") or inside.at("html_meta")
    if not isinstance(said, Mapping):
        return page
    keys: dict[str, Any] = {}
    for name in ("description", "keywords"):
        value = _meta(said, name)
        if value:
            keys[name] = value
    line = page.line("myst") or page.line("html_meta")
    lines = dict.fromkeys((*keys, "myst", "html_meta"), line)
    # What is left stays under its key, so that it is named as lost.
    rest = {key: value for key, value in said.items() if str(key).partition(" ")[0] not in keys}
    more = {key: value for key, value in (inside.at("myst") or {}).items() if key != "html_meta"}
    if rest:
        keys["html_meta"] = rest
    if more:
        keys["myst"] = more
    keys |= {key: value for key, value in page.keys.items() if key not in ("myst", "html_meta")}
    return replace(page, keys=keys, lines={**lines, **page.lines})


def _meta(said: Mapping[str, Any], name: str) -> Any:
    """What a mark of HTML says, in whatever language it is said to be."""
    for key, value in said.items():
        if str(key).partition(" ")[0] == name:  # as in `description lang=en`
            return value
    return None


def front_matter(**said: object) -> str:
    """The lines between `---` that a page starts with; nothing where nothing is said."""
    lines = []
    for key, value in said.items():
        if value in (None, "", []):
            continue
        if isinstance(value, str):
            value = " ".join(value.split())
        # JSON is YAML, and needs no rule for which texts take quotes.
        lines.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")
    if lines:
        return "\n".join(["---", *lines, "---", "", ""])
    return ""
