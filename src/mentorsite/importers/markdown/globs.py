"""Patterns of paths with `*`, by which settings leave pages out."""

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from mentorsite.importers.markdown.config_files import as_several

MARK = re.compile(r"\*\*/|\*\*|\*|\?|\[!?[^\[\]/]+\]|\{[^{}]*\}|[^*?\[{]+|[\[{]", re.S)
LONGEST_PATTERN = 500
"""A longer pattern, and one with more of these marks, fits nothing."""
MOST_STARS = 6


@cache
def _pattern(glob: str) -> re.Pattern[str] | None:
    # Each star multiplies what an expression may have to try by the length of the path.
    if len(glob) > LONGEST_PATTERN or len(re.findall(r"\*+", glob)) > MOST_STARS:
        return None
    try:
        return re.compile(_expression(glob))
    except re.error:
        return None


def _expression(glob: str) -> str:
    return "".join(map(_translated, MARK.findall(glob)))


def _translated(mark: str) -> str:
    known = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    if mark in known:
        return known[mark]
    if len(mark) > 2 and mark[0] == "[":
        inside = mark[1:-1].replace("\\", r"\\")
        if inside[0] == "!":
            return f"[^{inside[1:]}]"
        return f"[{inside}]"
    if len(mark) > 1 and mark[0] == "{":
        return f"(?:{'|'.join(map(_expression, mark[1:-1].split(',')))})"
    return re.escape(mark)


def fits(path: str, glob: str) -> bool:
    """Whether a path, or a folder that it stands in, fits a pattern: `*` within a name, `**` over folders."""
    pattern = _pattern(glob.removeprefix("./").strip("/"))
    return pattern is not None and any(pattern.fullmatch(each) for each in _with_folders(path))


def _with_folders(path: str) -> Iterable[str]:
    names = path.split("/")
    return ("/".join(names[:count]) for count in range(len(names), 0, -1))


def ignored(path: str, rules: Sequence[str]) -> bool:
    """Whether rules as those of `.gitignore` leave a path out: the last one that fits counts, `!` takes it back."""
    found = False
    for line in rules:
        rule = line.strip()
        if not rule or rule.startswith("#"):
            continue
        bare = rule.lstrip("!").rstrip("/")
        # A rule without a slash within it fits a name in any folder (gitignore, “Pattern format”).
        anywhere = "" if "/" in bare else "**/"
        if fits(path, f"{anywhere}{bare.lstrip('/')}"):
            found = not rule.startswith("!")
    return found


def kept_out(pages: Mapping[str, str], globs: Iterable[str], why: str) -> dict[str, str]:
    """The pages whose place fits one of some patterns, each with the reason why it was not public."""
    known = tuple(globs)
    found = {}
    for path, to in pages.items():
        if any(fits(to, each) for each in known):
            found[path] = why
    return found


def texts_in(value: object) -> tuple[str, ...]:
    """The patterns that a setting says: one text, or a list of them."""
    return tuple(str(each) for each in as_several(value) if isinstance(each, str))
