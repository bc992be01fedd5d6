"""The style sheet that pages load: the parts of a theme's layers, joined in the order of their names."""

import re
from collections.abc import Iterable
from functools import lru_cache

from mentorsite.errors import Problem
from mentorsite.loader.tree import ThemeTree, decoded
from mentorsite.theme.browser_doubles import doubled

STYLE = "assets/style.css"
"""A layer with a whole style sheet of its own keeps none of the parts below it."""
# Only where it has a line to itself: behind code, `//` may stand in an address.
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
AS_WRITTEN = re.compile(
    r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|url\([^)]*\)|/\*.*?\*/|\\(?:[0-9a-fA-F]{1,6}\s?|.))""",
    re.DOTALL,
)
"""Where all counts: texts, addresses, a licence, and characters written as their numbers, which a space may end."""
SPACE = re.compile(r"\s+")
SPACE_AT_MARK = re.compile(r" ?([{},>]) ?| (?=;)|(?<=[;:]) ")
"""Space that means nothing. That before a colon does: `a :hover` is not `a:hover`."""


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
                parts[path] = _part_as_sent(text).encode()
    return b"\n".join(parts[path] for path in sorted(parts)), tuple(problems)


@lru_cache(maxsize=64)  # a preview reads the same parts with every change
def _part_as_sent(css: str) -> str:
    return without_space(doubled(without_comments(css)))


def asset_as_sent(path: str, data: bytes) -> bytes:
    """A script or a style sheet of a theme without what only its writers need; any other file as it is."""
    if path.endswith(".js"):
        return script_as_sent(data)
    if path.endswith(".css"):
        return style_as_sent(data)
    return data


def style_as_sent(data: bytes) -> bytes:
    """A style sheet beside the one that all pages load. One that is not in UTF-8 stays as it is."""
    try:
        return without_space(without_comments(data.decode())).encode()
    except UnicodeDecodeError:
        return data


def without_comments(css: str) -> str:
    """A style sheet as browsers need it."""
    return EMPTY_LINES.sub("\n", COMMENT.sub(lambda found: found[1] or " ", css))


def without_space(css: str) -> str:
    """A style sheet without space that means nothing: a rule a line."""
    # Between each two parts of the style sheet stands what `AS_WRITTEN` has found.
    parts = AS_WRITTEN.split(css)
    for at in range(0, len(parts), 2):
        closer = SPACE_AT_MARK.sub(r"\1", SPACE.sub(" ", parts[at]))
        parts[at] = closer.replace(";}", "}").replace("}", "}\n")
    return "".join(parts).strip()


def script_as_sent(data: bytes) -> bytes:
    """A script without what only its writers need. One with a text over several lines stays as it is: in such a text
    all counts.
    """
    if any(line.count(b"`") % 2 for line in data.split(b"\n")):
        return data
    return SPACE_BEFORE_LINE.sub(b"", LINE_NOTE.sub(b"", data))


def _is_part(path: str) -> bool:
    return path.startswith(PARTS) and path.endswith(".css")
