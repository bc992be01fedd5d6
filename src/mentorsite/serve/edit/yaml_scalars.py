"""How a text is written in YAML: plain, between quotes, or as a block of lines."""

import re

from mentorsite.loader import yaml_source

ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"}
NEEDS_ESCAPE = re.compile(r'[\\"\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]')
NO_BLOCK = re.compile(r"\A[ \n\t]|^[ \t]+$|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]", re.MULTILINE)
"""What a block of lines can't begin with or have."""
NARROWEST, WIDEST = 60, 120


def is_plain(text: str, in_flow: bool = False) -> bool:
    """Whether our reader takes a text without quotes as it is meant."""
    if not text or "\n" in text or text != text.strip() or text[0] in "-?:" or text[0] in "=<%@`":
        return False
    if in_flow and re.search(r"[\[\]{},]", text):
        return False
    read = yaml_source.read("", f"key: [{text}]" if in_flow else f"key: {text}")
    return not read.problems and read.value == {"key": [text] if in_flow else text}


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
    if style == "'" and not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ufeff]", text):
        return "'" + text.replace("'", "''") + "'"
    return f'"{NEEDS_ESCAPE.sub(_escape, text)}"'


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    return ESCAPES.get(character) or f"\\u{ord(character):04x}"


def on_one_line(text: str, style: str = "", in_flow: bool = False) -> str:
    """A text on one line, in the style of the one before where that is possible."""
    if style in ("'", '"'):
        return quoted(text, style)
    return text if is_plain(text, in_flow) else quoted(text)


def block(text: str, indent: int, header: str = "|") -> str | None:
    """The header and lines of a block text that ends as `text` does; None where it can't be one."""
    body = text.rstrip("\n")
    if not body or NO_BLOCK.search(body):
        return None
    lines = [f"{' ' * indent}{line}" if line else "" for line in body.split("\n")]
    return "\n".join([header, *lines])


def folded(text: str, indent: int, header: str, before: list[str]) -> str | None:
    """A folded block text; `before` has the lines, without indent, of the one that stood there: its breaks are kept."""
    body = text.rstrip("\n")
    if not body or NO_BLOCK.search(body) or re.search(r"^[ \t]|[ \t]$", body, re.MULTILINE):
        return None
    width = max([NARROWEST, *(min(len(line), WIDEST - indent) for line in before)])
    lines: list[str] = []
    paragraphs = re.sub(r"\n+", lambda found: found[0] + "\n", body).split("\n")
    for paragraph in paragraphs:
        lines.extend(wrapped(paragraph, width))
    kept = _with_kept_breaks(lines, before, width)
    return "\n".join([header, *(f"{' ' * indent}{line}" if line else "" for line in kept)])


def wrapped(text: str, width: int) -> list[str]:
    """A text in lines that are broken at single spaces."""
    lines: list[str] = []
    for word in re.split(r"(?<=[^ ]) (?=[^ ])", text):
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def _with_kept_breaks(lines: list[str], before: list[str], width: int) -> list[str]:
    """Lines broken as those before them, where they say the same at the beginning or at the end."""
    said = _joined(lines)
    first = 0
    while first < len(before) and _begins(said, _joined(before[: first + 1])):
        first += 1
    head = list(before[:first])
    rest = said[len(_joined(head)) :]
    last = 0
    while last < len(before) - first and _ends(rest, _joined(before[len(before) - last - 1 :])):
        last += 1
    tail = before[len(before) - last :] if last else []
    middle = rest[: len(rest) - len(_joined(tail))] if tail else rest
    inner: list[str] = []
    for paragraph in middle.strip(" ").split("\n") if middle.strip(" ") else []:
        inner.extend(wrapped(paragraph, width) if paragraph else [""])
    if head and inner and head[-1] and len(head[-1]) + 1 + len(inner[0]) <= width:
        inner[0] = f"{head.pop()} {inner[0]}"
    if inner and tail and tail[0] and len(inner) > len(before) - first - last and not middle.endswith("\n"):
        inner = [*inner[:-1], *_pushed(inner[-1], tail, width)]
    candidate = [*head, *inner, *tail]
    return candidate if _joined(candidate) == said else lines


def _pushed(rest: str, tail: list[str], width: int) -> list[str]:
    """What is too much for a line at the beginning of the next, and so on as far as it is too much there."""
    lines: list[str] = []
    while tail and tail[0]:
        *full, rest = wrapped(f"{rest} {tail.pop(0)}", width)
        lines += full
        if not full:
            break
    return [*lines, rest]


def _joined(lines: list[str]) -> str:
    """Folded lines as one text, with a line break for each empty line."""
    text = ""
    for line in lines:
        if not line:
            text += "\n"
        elif text and not text.endswith("\n"):
            text += f" {line}"
        else:
            text += line
    return text


def _begins(text: str, start: str) -> bool:
    return text.startswith(start) and text[len(start) : len(start) + 1] in ("", " ", "\n")


def _ends(text: str, end: str) -> bool:
    return text.endswith(end) and text[: len(text) - len(end)][-1:] in (" ", "\n")
