"""How a text is written in YAML: plain, between quotes, or as a block of lines."""

import re

from mentorsite.loader import yaml_source
from mentorsite.serve.edit import yaml_folding

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
NEEDS_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
NO_BLOCK = re.compile(r"\A[ \n\t]|^[ \t]+$|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]", re.MULTILINE)
"""What a block of lines can't begin with or have."""


def is_plain(text: str, in_flow: bool = False) -> bool:
    """Whether our reader takes a text without quotes as it is meant."""
    if not text or "\n" in text or text != text.strip():
        return False
    # YAML 1.1 reads `=` and `<<` as values of their own, and no plain text begins with `%`, `@` or a backtick.
    if text[0] in "-?:=<%@`":
        return False
    if not in_flow:
        read = yaml_source.read("", f"key: {text}")
        return not read.problems and read.value == {"key": text}
    if re.search(r"[\[\]{},]", text):
        return False
    read = yaml_source.read("", f"key: [{text}]")
    return not read.problems and read.value == {"key": [text]}


def is_plain_key(text: str) -> bool:
    """Whether a key needs no quotes."""
    if re.fullmatch(r"[A-Za-z0-9_][\w./-]*", text):
        return True
    return is_plain(text, in_flow=True) and ":" not in text


def key(text: str, style: str = "") -> str:
    """A key, in the style of one where that is possible."""
    if style in ("'", '"') or not is_plain_key(text):
        return quoted(text, style)
    return text


def quoted(text: str, style: str = '"') -> str:
    """A text between quotes, which are double ones where single ones can't hold it."""
    # Between single quotes nothing can be escaped but the quote itself.
    if style == "'" and not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", text):
        return "'" + text.replace("'", "''") + "'"
    return f'"{NEEDS_ESCAPE.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return ESCAPES.get(character) or f"\\u{ord(character):04x}"  # none of them needs more than four figures


def on_one_line(text: str, style: str = "", in_flow: bool = False) -> str:
    """A text on one line, in the style of the one before where that is possible."""
    if style in ("'", '"'):
        return quoted(text, style)
    if is_plain(text, in_flow):
        return text
    return quoted(text)


def block(text: str, indent: int, header: str = "|") -> str | None:
    """The header and lines of a block text that ends as `text` does; None where it can't be one."""
    body = text.rstrip("\n")
    if not body or NO_BLOCK.search(body):
        return None
    return "\n".join([header, *_indented(body.split("\n"), indent)])


def folded(text: str, indent: int, header: str, before: list[str]) -> str | None:
    """A folded block text; `before` has the lines, without indent, of the one that stood there: its breaks are kept."""
    body = text.rstrip("\n")
    if not body or NO_BLOCK.search(body):
        return None
    # Lines that begin with a space are not folded (YAML 1.2, 8.1.3), and one at a line's end would be lost.
    if re.search(r"^[ \t]|[ \t]$", body, re.MULTILINE):
        return None
    return "\n".join([header, *_indented(yaml_folding.lines_of(body, before, indent), indent)])


def _indented(lines: list[str], indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" if line else "" for line in lines]
