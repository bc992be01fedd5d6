"""What was probably mistyped in a YAML text that can't be read.

Libraries say where they noticed something, which is often lines below the mistake. Here small repairs are tried on
the lines up to there: the one with which reading gets furthest names the line and says what to write.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from mentorsite.model.look_alikes import INVISIBLE, LOOK_ALIKES, SPACES

LARGEST = 60_000
"""How long a text may be, in characters: it is read again for each repair."""
ABOVE, QUOTES, UNEVEN = 8, 12, 4
"""How many lines above are tried; and further up, how many that open a quote, and how many that are indented oddly."""
ODD = {
    **{each: LOOK_ALIKES[each] for each in (*INVISIBLE, *SPACES)},
    "\uff1a": (": ", "a wide colon"),
    "\uff0c": (", ", "a wide comma"), "\u201c": ('"', "a curly quote"), "\u201d": ('"', "a curly quote"),
    "\u201e": ('"', "a low quote"), "\u2018": ("'", "a curly quote"), "\u2019": ("'", "a curly apostrophe"),
}  # fmt: skip
"""Characters that look like those of YAML: which one they look like, and what they are called."""
DASHES = {"\u2013": "a long dash", "\u2014": "a long dash", "\u2212": "a minus sign", "\u2022": "a bullet"}
STEP = 2
"""How many spaces a step of indentation has, as a rule."""
KEY = re.compile(r"(?P<before>\s*(?:- +)?)(?P<key>[\w-]+)(?P<rest>.*)")

UNQUOTED = re.compile(r"(?P<before>\s*(?:- +)*(?:[\w-]+: +)?)(?P<text>[^\s\"'|>&#{].*?)\s*")
ITEM_WITH_COLON = re.compile(r"(?P<before>\s*(?:- +)+)(?P<text>[^\W\d_a-z][\w-]*: .*?)\s*")
KEY_OR_ITEM = re.compile(r"\s*(?:- |[\w-]+:(?: |$))")
TEXT_OF_KEY = re.compile(r"\s*(?:- +)?[\w-]+: +[^\s#|>&\[{\"'].*")
VARIABLES = r"\{\{[^{}\"]*\}\}"
IN_ITEM = r"[^,:\[\]{}\"']"
ITEM_BEGINS = r"(?:(?<=[\[,])|(?<=[\[,] )|(?<=^ {2})|(?<=^ {4}))(?![\s-])(?=[^,:\[\]{}\"'])"
IN_BRACKETS = {
    r"(?<=: )[^\s,{}\"'\[][^,{}\"']*[\[\]][^,{}\"']*": "`[` and `]` begin and end a list inside `{ }`",
    rf"(?<=: )[^\s,{{}}\"'\[](?:[^,{{}}\"']|{VARIABLES})*{VARIABLES}[^,{{}}\"']*": (
        "`{{` and `}}` begin and end more braces inside `{ }`"
    ),
    rf"{ITEM_BEGINS}(?:{IN_ITEM}|{VARIABLES})*{VARIABLES}(?:{IN_ITEM}|{VARIABLES})*": (
        "`{{` and `}}` begin and end braces inside `[ ]`"
    ),
}
"""What a text without quotes inside braces or brackets can't have, by its pattern."""
TASK = re.compile(r"(?P<before>\s*(?:- +)*(?:[\w-]+: +)?)(?P<box>\[[ xX]?\]) +(?P<text>[^\s,].*)")
TASK_WITHOUT_BOX = r"\g<before>\g<text>"
LINK = re.compile(r"\[[^\[\]]*\](?:\(| +\S)")
ONE_BRACE = re.compile(r"(?<!\{)\{(?!\{)")


@dataclass(frozen=True, slots=True)
class Slip:
    """A repair of a line: which (from 0), from which column (from 0), how it reads then, and what to say."""

    row: int
    column: int
    line: str
    message: str
    hint: str
    below: tuple[str, ...] = ()
    """How the lines right below it read then, where the repair is one of several lines."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How many lines of a text can be read (all of them and one more where it has no fault), and the lines (from 0) at
    which the block texts (`|`, `>`) in these begin and end.
    """

    lines: int
    blocks: tuple[tuple[int, int], ...] = ()


Read = Callable[[str], Reach]
Repair = Callable[[list[str], int], Iterator[Slip]]


def slip(lines: list[str], row: int, read: Read) -> Slip | None:
    """The repair that helps most, of a text whose reading stopped at a row; None where none gets further."""
    if sum(map(len, lines)) > LARGEST:
        return None
    best, furthest = None, row + 1
    # A repair has to lead past the line where reading stopped: one that only moves the fault is none.
    for each in _candidates(lines, row):
        after = each.row + 1 + len(each.below)
        reached = read("\n".join([*lines[: each.row], each.line, *each.below, *lines[after:]]))
        if reached.lines > furthest and not _swallowed(lines, row, each, reached):
            best, furthest = each, reached.lines
    return best


def _swallowed(lines: list[str], row: int, repair: Slip, reached: Reach) -> bool:
    """Whether a repair only makes the line where reading stopped a part of a block text above it.

    It may be one where it stands alone, indented more than the key of that text.
    """
    for first, last in reached.blocks:
        if first < row <= last:
            return repair.row != row or indentation(lines[row]) <= indentation(lines[first])
    return False


def _candidates(lines: list[str], row: int) -> Iterator[Slip]:
    """The repairs, the likeliest kinds first, from the line where reading stopped upwards."""
    rows = []
    for each in range(min(row, len(lines) - 1), -1, -1):
        if lines[each].strip():
            rows.append(each)
    near = [each for each in rows if not lines[each].lstrip().startswith("#")][:ABOVE]
    # A quote without an end, or a line that is indented oddly, may be noticed a whole page further down.
    quoted = [each for each in rows if each not in near and _open_quote(lines[each])][:QUOTES]
    uneven = [each for each in rows if indentation(lines[each]) % STEP and each not in near][:UNEVEN]
    for each in uneven:
        yield from _indented(lines, each)
    for repair in REPAIRS:
        for each in near:
            yield from repair(lines, each)
    for each in quoted:
        yield from _closed(lines, each)


def _open_quote(line: str) -> re.Match[str] | None:
    """Where a line opens a quote and does not close it."""
    found = re.match(r"\s*(?:- +)*(?:[\w-]+: +)?(?P<quote>[\"'])(?P<text>.*)$", line)
    if found and found["quote"] not in found["text"]:
        return found
    return None


def _odd(lines: list[str], row: int) -> Iterator[Slip]:
    line = lines[row]
    found = next((index for index, each in enumerate(line) if each in ODD), None)
    if found is None:
        return
    plain, what = ODD[line[found]]
    new = "".join(ODD.get(each, (each, ""))[0] for each in line)
    if plain.strip():
        hint = f"write `{plain.strip()}` there"
    elif plain:
        hint = "write a plain space there"
    else:
        hint = "delete it"
    yield Slip(row, found, new, f"{what} (U+{ord(line[found]):04X}) is a letter like others here", hint)


def _dash(lines: list[str], row: int) -> Iterator[Slip]:
    line = lines[row]
    bare = line.lstrip()
    start = len(line) - len(bare)
    if bare[:1] in DASHES:
        new = f"{line[:start]}- {bare[1:].lstrip()}"
        yield Slip(row, start, new, f"{DASHES[bare[0]]} ({bare[0]}) begins no item of a list", f"write `{new.strip()}`")


def _no_space(lines: list[str], row: int) -> Iterator[Slip]:
    # A `/` behind the colon is that of a web address.
    found = re.fullmatch(r"(?P<before>\s*(?:- +)?[\w-]+):(?P<rest>[^\s/].*)", lines[row])
    if found:
        new = f"{found['before']}: {found['rest']}"
        yield Slip(row, found.end("before"), new, "there is no space after the `:`", f"write `{new.strip()}`")
    item = re.fullmatch(r"(?P<before>\s*)-(?P<rest>[^\s-].*)", lines[row])
    if item:
        new = f"{item['before']}- {item['rest']}"
        yield Slip(row, item.end("before"), new, "there is no space after the `-`", f"write `{new.strip()}`")


def _equals(lines: list[str], row: int) -> Iterator[Slip]:
    found = re.fullmatch(r"(?P<before>\s*(?:- +)?[\w-]+) *=(?!=) *(?P<rest>.*)", lines[row])
    if found:
        new = f"{found['before']}: {found['rest']}"
        yield Slip(row, lines[row].index("="), new, "a `=` where a `:` belongs", f"write `{new.strip()}`")


def _closed(lines: list[str], row: int) -> Iterator[Slip]:
    found = _open_quote(lines[row])
    if found:
        quote = found["quote"]
        hint = f"close it with the same quote, as `{(quote + found['text'] + quote)[:60]}`"
        yield Slip(row, found.start("quote"), f"{lines[row]}{quote}", "a quoted text has no end", hint)


def _inner_quote(lines: list[str], row: int) -> Iterator[Slip]:
    found = re.fullmatch(r"(?P<before>\s*(?:- +)*(?:[\w-]+: +)?)(?P<quote>[\"'])(?P<text>.+)(?P=quote)\s*", lines[row])
    if not found or found["quote"] not in found["text"]:
        return
    text = found["text"]
    if found["quote"] == "'":
        new = f'{found["before"]}"{text}"'
        what, other = "an apostrophe ends a text in single quotes", "double"
    else:
        new = f"{found['before']}'{text}'"
        what, other = "a quote ends a text in double quotes", "single"
    column = found.start("text") + text.index(found["quote"])
    yield Slip(row, column, new, what, f"put the whole text between {other} quotes: `{new.strip()[:80]}`")


def _brackets(lines: list[str], row: int) -> Iterator[Slip]:
    line = lines[row]
    if "{" not in line:
        return
    for pattern, what in IN_BRACKETS.items():
        found = re.search(pattern, line)
        if found:
            new = re.sub(pattern, _between_quotes, line)
            hint = f"put the text between quotes: `{_between_quotes(found).strip()}`"
            if len(re.findall(pattern, line)) > 1:
                hint += ", and so each such text"
            yield Slip(row, found.start(), new, what, hint)


def _between_quotes(found: re.Match[str]) -> str:
    """A text between quotes, with the spaces that stand behind it."""
    text = found[0].rstrip()
    return f'"{text}"{found[0][len(text) :]}'


def _no_colon(lines: list[str], row: int) -> Iterator[Slip]:
    found = KEY.fullmatch(lines[row])
    if found and ":" not in found["rest"] and (not found["rest"] or found["rest"][0] == " "):
        new = f"{found['before']}{found['key']}:{found['rest']}"
        hint = f"write `{new.strip()[:80]}`"
        if row and found["rest"].strip() and TEXT_OF_KEY.fullmatch(lines[row - 1]):
            hint += "; if it goes on with the text above, indent it more than that text's key"
        yield Slip(row, found.start("key"), new, "a key without a `:`", hint)


def _unquoted(lines: list[str], row: int) -> Iterator[Slip]:
    found = UNQUOTED.fullmatch(lines[row])
    if not found or not found["before"].strip() or '"' in found["text"] or ONE_BRACE.search(found["text"]):
        return
    text, is_link = found["text"], LINK.match(found["text"])
    if not is_link and (": " not in text or text.startswith("[")):
        return
    new = f'{found["before"]}"{text}"'
    column = found.start("text")
    if is_link:
        message = "a `[` at its start makes a list of this text"
    else:
        message = "a second `:` on this line"
        column += text.index(": ")
    yield Slip(row, column, new, message, f"put the whole text between quotes: `{new.strip()[:80]}`")


def _task(lines: list[str], row: int) -> Iterator[Slip]:
    """A task as GitHub has it; those below it are mended as well, since each alone stops the reading."""
    found = TASK.fullmatch(lines[row])
    if not found:
        return
    new, below = TASK.sub(TASK_WITHOUT_BOX, lines[row]), []
    for line in lines[row + 1 :]:
        below.append(TASK.sub(TASK_WITHOUT_BOX, line))
    such = ", and so each such line" if below != lines[row + 1 :] else ""
    hint = f"write `{new.strip()[:80]}`{such}: items of a checklist have a box already"
    yield Slip(row, found.end("before"), new, f"`{found['box']}` is a list to YAML, and no box", hint, tuple(below))


def _unquoted_lines(lines: list[str], row: int) -> Iterator[Slip]:
    """A text with `: ` in it that goes on below."""
    for pattern in (UNQUOTED, ITEM_WITH_COLON):
        found = pattern.fullmatch(lines[row])
        if not found or not found["before"].strip() or ": " not in found["text"]:
            continue
        goes_on = _lines_of_text(lines, row, _margin(found["before"]) + 1)
        whole = "\n".join([found["text"], *goes_on])
        if not goes_on or '"' in whole or ONE_BRACE.search(whole):
            continue
        new = f'{found["before"]}"{found["text"]}'
        below = (*goes_on[:-1], f'{goes_on[-1].rstrip()}"')
        first, last = found["text"].split()[0], goes_on[-1].split()[-1]
        hint = f'put the whole text between quotes, from `"{first}` to `{last}"`'
        column = found.start("text") + found["text"].index(": ")
        yield Slip(row, column, new, "a `: ` in a text that goes on below", hint, below)


def _margin(before: str) -> int:
    """The column of the key or the hyphen that a text stands behind: what goes on with it is indented more."""
    hyphens = re.match(r"\s*(?:- +)*", before)
    if hyphens and hyphens.end() < len(before):
        return hyphens.end()
    return before.rindex("-")


def _lines_of_text(lines: list[str], row: int, indent: int) -> list[str]:
    """The lines below one that go on with its text: words that are indented, and no keys or items."""
    found: list[str] = []
    for line in lines[row + 1 :]:
        if not line.strip() or indentation(line) < indent:
            break
        if KEY_OR_ITEM.match(line) or line.lstrip().startswith("#"):
            return []
        found.append(line)
    return found


def _value_and_keys(lines: list[str], row: int) -> Iterator[Slip]:
    found = re.fullmatch(r"(?P<key>\s*(?:- +)?[\w-]+:)(?P<value> +[^\s#|>&].*)", lines[row])
    after = next((line for line in lines[row + 1 :] if line.strip()), "")
    if found and KEY_OR_ITEM.match(after) and indentation(after) - indentation(lines[row]) >= STEP:
        key = found["key"].strip(" -:")
        message = f"`{key}` has a text, and keys or items below it"
        hint = f"take the text after `{key}:` away, or indent less below it"
        yield Slip(row, found.start("value") + 1, found["key"], message, hint)


def _indented(lines: list[str], row: int) -> Iterator[Slip]:
    here = indentation(lines[row])
    before = next((line for line in reversed(lines[:row]) if line.strip()), "")
    after = next((line for line in lines[row + 1 :] if line.strip()), "")
    # As its neighbours are; else to the step before and after, where it is at an odd number of spaces.
    for wanted in dict.fromkeys((indentation(before), indentation(after), here - here % 2, here + here % 2)):
        if wanted != here:
            new = f"{' ' * wanted}{lines[row].lstrip()}"
            message = f"this line is indented by {spaces(here)}, which fits neither the line above nor the one below"
            yield Slip(row, here, new, message, f"indent it by {spaces(wanted)}")


def indentation(line: str) -> int:
    """How many spaces stand before what a line says."""
    return len(line) - len(line.lstrip(" "))


def spaces(number: int) -> str:
    """A number of spaces, in words."""
    if number == 1:
        return "1 space"
    if number:
        return f"{number} spaces"
    return "no space"


REPAIRS: tuple[Repair, ...] = (
    _odd, _dash, _equals, _no_space, _closed, _inner_quote, _brackets, _task, _unquoted, _unquoted_lines,
    _value_and_keys, _no_colon, _indented,
)  # fmt: skip
"""The repairs, the likeliest first: of two that get equally far, the first is told."""
