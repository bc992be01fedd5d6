"""The style sheet that pages load: the parts of a theme's layers, joined in the order of their names."""

import re
from collections.abc import Iterable

from mentorsite.errors import Problem
from mentorsite.loader.tree import ThemeTree, decoded
from mentorsite.theme.doubles import doubled

STYLE = "assets/style.css"
"""A layer with a whole style sheet of its own keeps none of the parts below it."""
LINE_NOTE = re.compile(rb"^[ \t]*//.*\n", re.MULTILINE)
SPACE_BEFORE_LINE = re.compile(rb"^[ \t]+|^\n", re.MULTILINE)
PARTS = "style/"
"""A part takes the place of the one of the same name in a layer below."""
COMMENT = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\)|/\*!.*?\*/)|/\*.*?\*/""",
    re.DOTALL,
)
"""A comment, for those who change the theme: none in quotes, and none that begins with `!`, as a licence does."""
EMPTY_LINES = re.compile(r"\n\s*\n")


def style_sheet(layers: Iterable[ThemeTree]) -> tuple[bytes, tuple[Problem, ...]]:
    """The one style sheet of a theme's layers, lowest first, and the parts that are not text."""
    parts: dict[str, bytes] = {}
    problems: list[Problem] = []
    for layer in layers:
        if STYLE in layer.files:
            parts = {"": layer.files[STYLE]}
        for path in filter(_is_part, layer.files):
            text = decoded(f"{layer.folder}/{path}", layer.files[path])
            if isinstance(text, Problem):
                problems.append(text)
            else:
                parts[path] = doubled(without_comments(text)).encode()
    return b"\n".join(parts[path] for path in sorted(parts)), tuple(problems)


def without_comments(css: str) -> str:
    """A part as browsers need it."""
    return EMPTY_LINES.sub("\n", COMMENT.sub(lambda found: found[1] or " ", css))


def script_as_sent(data: bytes) -> bytes:
    """A script without what only its writers need. One with a text over several lines stays as it is: in such a text
    all counts.
    """
    if any(line.count(b"`") % 2 for line in data.split(b"\n")):
        return data
    return SPACE_BEFORE_LINE.sub(b"", LINE_NOTE.sub(b"", data))


def _is_part(path: str) -> bool:
    return path.startswith(PARTS) and path.endswith(".css")
