"""A page's text → its front matter and what stands below it; what nearly is front matter is told."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader import yaml_source
from mentorsite.loader.drafts import SAYING
from mentorsite.loader.yaml_text import YamlText
from mentorsite.model.page import FrontMatter

FENCES = ("---", "+++")
OTHER_FENCE = re.compile(r"---\s*[a-z]+\s*|;;;\s*")
"""A line that front matter of another language begins with: JSON and the like."""
JSON_START, JSON_KEY = re.compile(r'\{\s*(?:"|$)'), re.compile(r'["{,]\s*([A-Za-z][\w-]*)"?\s*:')
NEARLY_FENCE = re.compile(r"[\s\ufeff]*(?:[-‐‑‒–—―](?:[ \u00a0]*[-‐‑‒–—―])*|\*{3,}|_{3,}|={3,}|~{3,})[\s\ufeff]*")
"""A line as front matter begins and ends with it, or as an editor or a slip makes of it."""
# With `=` as in TOML, or the wide colon of Chinese and Japanese, it was meant as a key as well.
KEY = re.compile(r"[ \t\u00a0]*([A-Za-z][\w-]*)[ \t\u00a0]*[:=：]")
SPACED_KEY = re.compile(r"([A-Za-z][\w-]*)[ \t]*([:=：])(.?)")
ITEM_KEY = re.compile(r"\s*-\s+[\"']?([A-Za-z][\w-]*)[\"']?\s*[:：]")
"""A key that was written as an item of a list."""
BARE_KEY = re.compile(r"([A-Za-z][\w-]*) +[\w\"'“]")
"""A key without its colon."""
NO_BREAK_SPACES = "\u00a0\u2007\u202f"
MOST_FRONT_MATTER_LINES = 60
"""In how many lines what nearly begins front matter has to end."""
KEYS = {field.alias or name for name, field in FrontMatter.model_fields.items()}
KEYS |= {*SAYING, "date", "tags", "layout", "author", "slug", "permalink", "weight", "lang"}
"""Keys that tell front matter from other lines: ours, and those that other generators know."""
NOT_READ = "the front matter is {}, which is not read"
AS_YAML = "write it as YAML: `title: …` lines between two `---` lines"


@dataclass(frozen=True, slots=True)
class Split:
    """Front matter, the text below it, the line that begins at, and what is wrong with how they are told apart."""

    front: YamlText
    body: str
    body_line: int = 1
    problems: tuple[Problem, ...] = ()


def split(path: str, text: str) -> Split:
    """The front matter of a page and what stands below it."""
    lines = text.split("\n")
    none = yaml_source.read(path, "")
    faults = tuple(_nearly(path, lines))
    if faults:
        return Split(none, text, problems=faults[:1])
    if _is_of_another_language(lines):
        first = lines[0].strip()
        if first.startswith("---"):
            other = f"`{first}` begins no front matter"
        else:
            other = NOT_READ.format("JSON")
        return Split(none, text, problems=(_fault(path, 0, 0, other, AS_YAML),))
    fence = lines[0].rstrip()
    if fence not in FENCES:
        return Split(none, text)
    end = _end(lines, fence)
    if end is None:
        # A line of hyphens is a rule of Markdown, too: only with a key below it, front matter was begun.
        if fence == "---" and len(lines) > 1 and re.match(r"[\w-]+:", lines[1]):
            message = "the front matter has no end"
            return Split(none, text, problems=(problem("yaml", Place(path), message, "close it with a line of `---`"),))
        return Split(none, text)
    body = "\n".join(lines[end + 1 :])
    if fence == "+++":
        return Split(none, body, end + 2, (_fault(path, 0, 0, NOT_READ.format("TOML"), AS_YAML),))
    front = yaml_source.read(path, "\n".join(lines[1:end]), first_line=2)
    is_read = not any(each.fatal for each in front.problems)
    if is_read and not isinstance(front.value, dict):  # text between two rules, say
        return Split(none, text, problems=tuple(_no_keys(path, lines[1:end])))
    return Split(front, body, end + 2)


def _is_of_another_language(lines: list[str]) -> bool:
    """Whether a file begins with front matter as other tools have it: JSON, or what a word behind the hyphens names."""
    first = lines[0].strip()
    if not OTHER_FENCE.fullmatch(first) and not JSON_START.match(first):
        return False
    # A rule, or a page that begins with a brace, is no front matter: one of its lines has to have a known key.
    for line in lines[:MOST_FRONT_MATTER_LINES]:
        names = JSON_KEY.findall(line)
        key = KEY.match(line)
        if key:
            names.append(key[1])
        if any(name.lower() in KEYS for name in names):
            return True
    return False


def _no_keys(path: str, lines: list[str]) -> Iterator[Problem]:
    """The first of the lines between `---` that was meant as a key, where all are a list or a text."""
    for row, line in enumerate(lines, 1):
        item = ITEM_KEY.match(line)
        found = item or BARE_KEY.match(line)
        if not found or found[1].lower() not in KEYS:
            continue
        name = found[1]
        if item:
            message = f"`{line.strip()[:40]}` is an item of a list, and no key"
            yield _fault(path, row, 0, message, f"write `{name}: …`, without the hyphen")
        else:
            yield _fault(path, row, len(name), f"`{name}` has no colon behind it", f"write `{name}: …`")
        return


def _end(lines: list[str], fence: str) -> int | None:
    for row, line in enumerate(lines[1:], 1):
        if line.rstrip() in (fence, "..."):  # `...` ends a document of YAML
            return row
    return None


def _nearly(path: str, lines: list[str]) -> Iterator[Problem]:
    """What keeps lines from being front matter that were meant as such."""
    first = 0
    for row, line in enumerate(lines[:MOST_FRONT_MATTER_LINES]):
        if line.strip(" \t\u00a0\ufeff"):
            first = row
            break
    if KEY.match(lines[first]) and keys_at(lines, first):
        end = first + len(keys_at(lines, first))
        if end < len(lines) and NEARLY_FENCE.fullmatch(lines[end]):
            yield _fault(path, first, 0, "the front matter has no beginning", "put a line of `---` above it")
        return
    if not NEARLY_FENCE.fullmatch(lines[first]):
        return
    keys = keys_at(lines, first + 1)
    end = first + 1 + len(keys)
    if not keys or end >= len(lines) or not NEARLY_FENCE.fullmatch(lines[end]):
        return
    if first:
        message = "this is no front matter: an empty line stands above it"
        yield _fault(path, 0, 0, message, "let `---` be the first line of the file")
    for row, verb in ((first, "begins"), (end, "ends")):
        fence = lines[row].rstrip()
        if fence != "---" and not (row == end and fence == "..."):
            message = f"`{fence.lstrip()}` {verb} no front matter"
            yield _fault(path, row, 0, message, "write three hyphens, `---`, and nothing else on that line")
    yield from _keys_without_space(path, keys, first + 1)


def keys_at(lines: list[str], start: int) -> list[str]:
    """The lines from one on that are keys and their values; none where no key is one that pages have."""
    found: list[str] = []
    known = False
    for line in lines[start : start + MOST_FRONT_MATTER_LINES]:
        key = KEY.match(line)
        known = known or bool(key and key[1].lower() in KEYS)
        if (not key and line[:1] not in (" ", "\t", "-", "#")) or NEARLY_FENCE.fullmatch(line):
            break
        found.append(line)
    if known:
        return found
    return []


def _keys_without_space(path: str, keys: list[str], start: int) -> Iterator[Problem]:
    for row, line in enumerate(keys, start):
        found = SPACED_KEY.match(line)
        if not found:
            continue
        name, sign, after = found.groups()
        if sign == "：":
            message = f"a wide colon (U+FF1A) follows `{name}`"
            yield _fault(path, row, found.start(2), message, f"write an ordinary colon and a space: `{name}: …`")
        elif sign == "=":
            yield _fault(path, row, found.start(2), f"`{name} =` is no key of YAML", f"write `{name}: …`")
        elif after and after in NO_BREAK_SPACES:
            message = f"a no-break space follows `{name}:`"
            yield _fault(path, row, found.start(3), message, "write an ordinary space there")
        elif after and not after.isspace():
            yield _fault(path, row, found.start(3), f"`{name}:` needs a space after it", f"write `{name}: …`")


def _fault(path: str, row: int, column: int, message: str, hint: str) -> Problem:
    return problem("no-front-matter", Place(path, row + 1, column + 1), message, hint)
