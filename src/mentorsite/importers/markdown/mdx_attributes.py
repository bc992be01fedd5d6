"""The attributes of a component's tag: which of them readers saw, and which nobody can tell."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from mentorsite.importers.markdown.js_literals import after

START = re.compile(r"(?<![\w:-])((?:[:@#]|v-)?[A-Za-z_][\w:.-]*)\s*=\s*|\{")
QUOTED = re.compile(r"\"([^\"]*)\"|'([^']*)'")
LITERAL = re.compile(r"([\"'])(?:(?!\1).)*\1|`[^`$]*`|\[(?!.*=>).*\]|\{(?!.*=>).*\}")
"""A text, a list or an object in a program."""
TITLES = ("title", "label", "header", "summary", "heading", "name", "question")
"""Attributes whose words are shown in bold, or linked."""
TARGETS = ("href", "to", "link", "url")
LOOKS = frozenset((
    "align", "allow", "allowfullscreen", "as", "autoplay", "bg", "class", "classname", "color", "colour", "cols",
    "columns", "compact", "controls", "default", "defaultopen", "defaultvalue", "dir", "direction", "display",
    "emoji", "frameborder", "gap", "groupid", "height", "hidden", "icon", "iconname", "id", "is", "key", "kind",
    "lang", "layout", "level", "loading", "loop", "mode", "muted", "open", "placement", "position", "querystring",
    "ref", "rel", "showlinenumbers", "size", "slot", "span", "style", "sx", "synckey", "tabindex", "target",
    "theme", "type", "values", "variant", "width", "xmlns",
))  # fmt: skip
"""Attributes, in small letters, that say how a component looks or behaves: of them nothing is lost."""
PROGRAMS = re.compile(r"@.*|#.*|v-.*|on[A-Z].*|(?:aria|data)-.*|(?:client|set|is):.*")
"""Attributes of which no reader sees anything."""
MAIL = re.compile(r"[^\s@:/]+@[^\s@:/]+\.\w+")
MOST_SHOWN = 80
"""How much of an attribute that is lost is named."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """The attributes that are texts, and those that are none, each as it was written."""

    texts: Mapping[str, str]
    programs: tuple[str, ...] = ()

    def get(self, key: str) -> str:
        """The text of an attribute, or nothing."""
        return self.texts.get(key, "")

    @property
    def title(self) -> str:
        """The words that stand first."""
        return next((self.texts[key] for key in TITLES if self.texts.get(key)), "")

    @property
    def target(self) -> str:
        """Where it leads."""
        found = next((self.texts[key] for key in TARGETS if self.texts.get(key)), "")
        if MAIL.fullmatch(found):
            return f"mailto:{found}"
        return found

    @property
    def more(self) -> tuple[str, ...]:
        """The other words that were shown."""
        return tuple(value for key, value in self._others() if _is_words(value))

    @property
    def lost(self) -> tuple[str, ...]:
        """What may have been shown, and is not known to be words."""
        others = (f'{key}="{value}"' for key, value in self._others() if value.strip() and not _is_words(value))
        return (*others, *self.programs)

    def labelled(self) -> "Attributes":
        """The same of a tab, which is called by its value where it has no label."""
        texts = dict(self.texts)
        value = texts.pop("value", "")
        if not self.title:
            texts["label"] = value
        return replace(self, texts=texts)

    def _others(self) -> Iterator[tuple[str, str]]:
        """The texts but for the title, the target and what a picture is made of."""
        title = next((key for key in TITLES if self.texts.get(key)), "")
        known = {title, *TARGETS, "src"}
        if self.get("src"):
            known.add("alt")
        for key, value in self.texts.items():
            if key not in known and key.lower() not in LOOKS:
                yield key, value


def attributes(text: str) -> Attributes:
    """The attributes of a tag, of which the words behind its name are given."""
    texts: dict[str, str] = {}
    programs: list[str] = []
    at = 0
    while found := START.search(text, at):
        name, at = found[1], found.end()
        quoted = QUOTED.match(text, at)
        if name and quoted:
            at = quoted.end()
            value: Any = quoted[1] or quoted[2] or ""
            is_bound = name.startswith(":")
        elif found[0] == "{" or text.startswith("{", at):
            start = at if name else found.start()
            at = _end_of_braces(text, start)
            value = _read(text[start + 1 : at - 1])
            is_bound = value is None
        else:
            continue
        if not name or PROGRAMS.fullmatch(name):
            continue
        if not is_bound:
            texts.setdefault(name, value)
        elif name.lower() not in LOOKS:
            programs.append(text[found.start() : at])
    return Attributes(texts, tuple(programs))


def _end_of_braces(text: str, start: int) -> int:
    """Where what a brace opens is closed, without those in texts; the end of the text where it is nowhere."""
    height = 0
    for index, character in outside_quotes(text, start):
        if character == "{":
            height += 1
        elif character == "}":
            height -= 1
            if not height:
                return index + 1
    return len(text)


def outside_quotes(text: str, at: int) -> Iterator[tuple[int, str]]:
    """The characters from a place on that are in no text between quotes, each with where it stands."""
    quote = ""
    for index in range(at, len(text)):
        character = text[index]
        if quote:
            if character == quote:
                quote = ""
        elif character in "\"'`":
            quote = character
        else:
            yield index, character


def _read(program: str) -> str | None:
    """The words of a literal, between dots where they are several; None for any other program."""
    bare = program.strip()
    if re.fullmatch(r"-?[\d.]+|true|false|null|undefined|", bare):
        return ""
    if not LITERAL.fullmatch(bare):
        return None
    return " · ".join(_texts(after(f"={program}", "=")))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        if value.strip():
            yield value.strip()
    elif isinstance(value, Mapping):
        for key, each in value.items():
            if str(key).lower() not in (*LOOKS, *TARGETS):
                yield from _texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each)


def _is_words(value: str) -> bool:
    """Whether a text is one for readers: several words, a name, an address or a number, and no path or switch."""
    bare = value.strip()
    if bare.startswith(("http://", "https://")):
        return True
    if bare.startswith(("/", "./", "../", "#")) or not any(map(str.isalnum, bare)):
        return False
    is_number = len(bare) > 2 and bare[0].isdigit()
    return " " in bare or not bare.isascii() or bare[0].isupper() or "@" in bare or is_number


def named_losses(said: Attributes) -> str:
    """What of attributes is lost, as the end of a message; nothing where nothing is."""
    if not said.lost:
        return ""
    return "; left out: " + ", ".join(f"`{each[:MOST_SHOWN]}`" for each in said.lost)
