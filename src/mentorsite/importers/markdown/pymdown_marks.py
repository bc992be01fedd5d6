"""Marks of pymdownx, each where the settings of a MkDocs site turn it on: keys, changes, blocks between `///`."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from mentorsite.importers.markdown.admonitions import KINDS, closing, details, opening
from mentorsite.importers.markdown.config_files import Configuration, as_settings, as_several
from mentorsite.importers.markdown.formulas import each_line_outside_formulas, outside_formulas
from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, split_fences, unless_emptied

KEY = r"(?:[\w-]{1,40}|\"[^\"+]{1,40}\"|'[^'+]{1,40}')"
KEYS = re.compile(rf"(?<![\\+])\+\+({KEY}(?:\+{KEY}){{0,9}})\+\+(?!\+)")
CHANGES = re.compile(r"\{(--|\+\+|==)([^{}\n]{1,2000}?)\1\}|\{~~([^{}\n]{0,2000}?)~>([^{}\n]{0,2000}?)~~\}")
UNPUBLISHED = "a change to the text that was not published; left out"
INLINE: Mapping[str, tuple[tuple[re.Pattern[str], str], ...]] = {
    "pymdownx.caret": (
        (re.compile(r"\^\^(?=\S)([^^\n]{1,500})(?<=\S)\^\^"), r"<ins>\1</ins>"),
        (re.compile(r"(?<![\^\[\\])\^([^\s^\[\]]{1,100})\^(?!\^)"), r"<sup>\1</sup>"),
    ),
    "pymdownx.tilde": ((re.compile(r"(?<![~\\])~([^\s~]{1,100})~(?!~)"), r"<sub>\1</sub>"),),
    "pymdownx.mark": ((re.compile(r"==(?=[^\s=])([^=\n]{1,500})(?<=[^\s=])=="), r"<mark>\1</mark>"),),
}
"""Marks around words, and what stands for them."""
START = re.compile(r"(\s*)(/{3,})\s*([\w-]+)\s*(?:\|\s*(.*))?")
END = re.compile(r"\s*(/{3,})\s*")
OPTION = re.compile(r"\s{4,}([\w-]+)\s*:\s*(.*)")


def extensions(config: Configuration) -> dict[str, Configuration]:
    """The extensions that the settings turn on, each with what it is told."""
    found: dict[str, Configuration] = {}
    for each in as_several(config.at("markdown_extensions")):
        if not isinstance(each, Mapping):
            found[str(each)] = Configuration()
            continue
        for name, options in each.items():
            found[str(name)] = as_settings(options)
    return found


def marks(known: Mapping[str, Configuration]) -> tuple[Step, ...]:
    """The steps for the extensions that are turned on."""
    changes: list[Callable[[str, list[str]], str]] = []
    if "pymdownx.critic" in known:
        mode = known["pymdownx.critic"].text("mode") or "view"
        changes.append(lambda part, notes: CHANGES.sub(lambda each: _change(each, mode, notes), part))
    if "pymdownx.keys" in known:
        changes.append(lambda part, _: KEYS.sub(_keys, part))
    for name, marked in INLINE.items():
        if name in known:
            changes += [_replacing(*each) for each in marked]
    steps: list[Step] = []
    if any(name.startswith("pymdownx.blocks") for name in known):
        steps.append(blocks)
    if changes:
        steps.append(each_line_outside_formulas(lambda line: _changed(line, changes)))
    return tuple(steps)


def _replacing(pattern: re.Pattern[str], instead: str) -> Callable[[str, list[str]], str]:
    return lambda part, _: pattern.sub(instead, part)


def _changed(line: Line, changes: Iterable[Callable[[str, list[str]], str]]) -> tuple[str | None, Iterable[str]]:
    notes: list[str] = []
    text = line.text
    for change in changes:
        text = outside_formulas(text, lambda part, one=change: one(part, notes))  # type: ignore[misc]
    return unless_emptied(text, line), notes


def _keys(found: re.Match[str]) -> str:
    return "+".join(f"<kbd>{_name(each)}</kbd>" for each in re.findall(KEY, found[1]))


def _name(key: str) -> str:
    """What a key is called: `Arrow Up` for `arrow-up`; what stands in quotes stays."""
    if key[0] in "\"'":
        return key[1:-1]
    return key.replace("-", " ").title()


def _change(found: re.Match[str], mode: str, notes: list[str]) -> str:
    """A change that a page shows, or the text after or before it, as the settings say."""
    kind = found[1] or "~~"
    if kind == "==":
        return f"<mark>{found[2]}</mark>"
    old = {"--": found[2], "~~": found[3]}.get(kind) or ""
    new = {"++": found[2], "~~": found[4]}.get(kind) or ""
    if mode == "view":
        shown = f"<del>{old}</del>" if old else ""
        if new:
            shown += f"<ins>{new}</ins>"
        return shown
    kept, lost = (new, old) if mode == "accept" else (old, new)
    if lost:
        notes.append(UNPUBLISHED)
    return kept


@dataclass(frozen=True, slots=True)
class _Block:
    """A block that is open: its row, its marks, what it is, and what it is told."""

    row: int
    marks: str
    found: re.Match[str]
    said: Mapping[str, str]


def blocks(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`/// note | Title` becomes an alert, `/// details` what opens; of other blocks the words stay."""
    made: list[Lines] = [(line,) for line in lines]
    notes: list[Note] = []
    waiting: list[_Block] = []
    heights: list[int] = [0]
    for row, (line, code) in enumerate(split_fences(lines)):
        if code:
            continue
        start, end = START.fullmatch(line.text), END.fullmatch(line.text)
        if start:
            waiting.append(_Block(row, start[2], start, dict(_options(lines, row + 1, made))))
            heights.append(0)
        elif end and waiting and waiting[-1].marks == end[1]:
            block, height = waiting.pop(), heights.pop()
            heights[-1] = max(heights[-1], height + 1)
            made[block.row], made[row] = _closed(block, lines[block.row], line, height, notes)
    return tuple(line for each in made for line in each), tuple(notes)


def _options(lines: Lines, row: int, made: list[Lines]) -> Iterator[tuple[str, str]]:
    """What a block is told on the lines right below its first; they are taken out."""
    while row < len(lines) and (found := OPTION.fullmatch(lines[row].text)):
        made[row] = ()
        yield found[1], found[2].strip()
        row += 1


def _closed(block: _Block, first: Line, last: Line, height: int, notes: list[Note]) -> tuple[Lines, Lines]:
    name, title = block.found[3].lower(), (block.found[4] or "").strip()
    kind = block.said.get("type", "note") if name == "admonition" else name
    if name == "details":
        state = " open" if block.said.get("open", "").lower() == "true" else ""
        whole = details(first, title or "Details", (), block.found[1], state)
        return whole[:2], (replace(last, text=""), whole[-1])
    if kind in KINDS:
        return (replace(first, text=opening(kind, title, height)),), (replace(last, text=closing(height)),)
    notes.append(Note(first.number, f"`{first.text.strip()}`: a block of another tool; the words in it stay"))
    shown = "" if name == "html" else title
    if title and name == "tab":
        shown = f"**{title}**"
    return (replace(first, text=shown), replace(first, text="")), (replace(last, text=""),)
