"""Parts of a text that are written anew."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a text, and what stands there instead."""

    start: int
    end: int
    text: str


def applied(text: str, lines: str, spans: list[Span]) -> str:
    """A text with its spans written anew; `lines` is the text with `\n` line ends, in which they were found."""
    has_returns = "\r\n" in text
    offsets: dict[int, int] = {}
    if has_returns:
        offsets = _offsets(text, lines)
    parts: list[str] = []
    done = 0
    for span in spans:
        start, end = offsets.get(span.start, span.start), offsets.get(span.end, span.end)
        written = span.text
        if has_returns:
            written = written.replace("\n", "\r\n")
        parts += [text[done:start], written]
        done = end
    return "".join(parts) + text[done:]


def _offsets(text: str, lines: str) -> dict[int, int]:
    """Where each character of the lines stands in a text that has `\r` before some line breaks."""
    found: dict[int, int] = {}
    there = 0
    for here, character in enumerate(lines):
        found[here] = there
        if character == "\n" and text[there] == "\r":
            there += 1
        there += 1
    found[len(lines)] = there
    return found
