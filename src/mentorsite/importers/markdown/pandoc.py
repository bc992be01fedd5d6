"""Pandoc's Markdown as Quarto and R Markdown have it: blocks, cells, references and attributes."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from mentorsite.importers.markdown.admonitions import KINDS, closing, opening
from mentorsite.importers.markdown.code_in_tables import code_in_tables
from mentorsite.importers.markdown.formulas import each_line_outside_formulas, outside_formulas
from mentorsite.importers.markdown.lines import Line, Lines, Note, Step, split_fences
from mentorsite.importers.markdown.pandoc_attributes import classes, id_of, values, why_hidden
from mentorsite.importers.markdown.pandoc_figures import figures
from mentorsite.importers.markdown.pandoc_lines import examples, named, next_to_tables, notes_in_line, verses
from mentorsite.importers.markdown.pandoc_lists import lists
from mentorsite.importers.markdown.pandoc_tables import tables
from mentorsite.importers.markdown.pandoc_unseen import without_unseen
from mentorsite.importers.markdown.relink import language_of

OPEN = re.compile(r":{3,}\s*(\{[^{}]{0,500}\}|[\w-]+)\s*:*")
CLOSE = re.compile(r"\s*:{3,}\s*")
CELL = re.compile(r"(\s*)(`{3,}|~{3,})\s*\{([^{}]*)\}\s*")
OPTION = re.compile(r"\s*(?:#|//|%%)\|\s*([\w.-]+)\s*:\s*(.*)")
HEADING = re.compile(r"( {0,3}#{1,6}\s+)(\S.*)")
ATTRIBUTES = re.compile(r"(?<=[)\]])\{([^{}]{0,500})\}")
IMAGE = re.compile(r"!\[([^\[\]]*)\]\(([^()\s]+|<[^<>]*>)\)\{([^{}]{0,500})\}")
SPAN = re.compile(r"(?<![!\]\\])\[([^\[\]]{1,500})\]\{([^{}]{0,500})\}")
CAPTIONS = ("fig-cap", "fig.cap", "tbl-cap", "tbl.cap", "lst-cap", "cap")
"""Where the words below a result stand; of `fig.cap` between braces, only what follows the dot is read as the key."""
MARKED = {"mark": "mark", "underline": "u", "ul": "u", "kbd": "kbd"}
"""Classes of words that stand for an element of HTML."""
CAPTION = re.compile(r"(\s*(?::|Table:)\s+)(\S.*)")
AT_END = re.compile(r"\{([^{}]*)\}$")
"""Attributes behind all words of a line."""
# Quarto tells references from sources by the kind that they begin with, as in `@fig-map`.
REFERENCE = re.compile(r"\[?-?(?<![\w@./\\])@((?:sec|fig|tbl|lst|eq|thm|tip|nte|wrn|imp|cau)-[\w-]*\w)\]?")
BOOKDOWN = re.compile(r"\\@ref\(([\w:-]+)\)|\[(?=\\@ref)")
SCRIPT = re.compile(
    r"\]\([^()\n]{0,500}\)|<[^<>\n]{1,500}>|https?://\S+"  # found first, and left as they are: `~` may stand there
    r"|(?<![\^\[\\])\^([^\s^\[\]]{1,100})\^(?!\^)|(?<![~\\])~([^\s~]{1,100})~(?!~)"
)
LABEL = re.compile(r"(?:\{[^{}#]{0,300}|\((?=#[a-z]+:))#([\w:.-]+)")
CALLOUT = re.compile(r"callout-(\w+)")
WORDS = ("block", "block2", "asis", "lines")
"""Cells that hold words of the page, and no program."""
SILENT = {"panel-tabset", "columns", "column", "content-visible", "content-hidden"}
"""Blocks of which nothing is lost but how they look."""
WEB = ("html", "html5", "html4", "html:js")


@dataclass(frozen=True, slots=True)
class Labels:
    """Where references lead: the page and the words of each label, in each language that pages have."""

    known: Mapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)

    def of(self, label: str, page: str) -> tuple[str, str] | None:
        """What a label means on a page: in its language, else in the first."""
        return self.known.get((language_of(page), label)) or self.known.get(("", label))


def labels(pages: Mapping[str, Lines]) -> Labels:
    """Every label of the pages, of headings, images, tables, blocks and cells."""
    known: dict[tuple[str, str], tuple[str, str]] = {}
    for path, lines in pages.items():
        language = language_of(path)
        for line in lines:
            heading = _attributed(HEADING, line.text)
            own = LABEL.search(line.text)
            option = OPTION.fullmatch(line.text)
            if own:
                image = IMAGE.search(line.text)
                said = heading or _attributed(CAPTION, line.text) or image
                known.setdefault((language, own[1]), (path, said[1] if said else ""))
            elif option and option[1] == "label":
                known.setdefault((language, option[2].strip("\"' ")), (path, ""))
    return Labels(known)


def steps(path: str, known: Labels) -> tuple[Step, ...]:
    """The steps for a page that may refer to other pages."""
    words = each_line_outside_formulas(lambda line: _inline(line, path, known))
    return (
        cells,
        without_unseen,
        captions,
        code_in_tables,
        tables,
        lists,
        examples,
        verses,
        blocks,
        figures,
        notes_in_line,
        words,
    )


def _attributed(pattern: re.Pattern[str], text: str) -> tuple[str, str, str] | None:
    """How a line starts, its words, and the attributes behind them, where it is such a line."""
    found = pattern.fullmatch(text.rstrip())
    if not found:
        return None
    words, attributes = found[2], ""
    behind = AT_END.search(words)
    if behind:
        words, attributes = words[: behind.start()], behind[1]
    words = words.rstrip()
    if pattern is HEADING:
        words = words.rstrip("#").rstrip()
    return found[1], words, attributes


def cells(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """Code that is run becomes code that is shown; what was not shown goes."""
    made: list[Line] = []
    notes: list[Note] = []
    at = 0
    rows = list(split_fences(lines))
    while at < len(lines):
        line, is_code = rows[at]
        found = CELL.fullmatch(line.text)
        if not found or not is_code:
            made.append(line)
            at += 1
            continue
        end = _end_of_cell(lines, at, found[2])
        shown, what = _cell(lines[at : end + 1], found)
        made += shown
        if what:
            notes.append(Note(line.number, f"`{{{found[3]}}}`: {what}"))
        at = end + 1
    return tuple(made), tuple(notes)


def captions(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`: Words` next to a table are words below it; elsewhere they explain a term."""
    made, near = list(lines), next_to_tables(lines)
    for row, (line, code) in enumerate(split_fences(lines)):
        found = _attributed(CAPTION, line.text) if row in near and not code else None
        if found:
            own = id_of(found[2])
            mark = f'<a id="{own}"></a>' if own else ""
            made[row] = replace(line, text=f"{mark}*{found[1].strip('*')}*")
    return tuple(made), ()


def _end_of_cell(lines: Lines, at: int, fence: str) -> int:
    for row in range(at + 1, len(lines)):
        bare = lines[row].text.strip()
        if bare.startswith(fence) and not bare.strip(fence[0]):
            return row
    return len(lines) - 1


def _cell(lines: Lines, found: re.Match[str]) -> tuple[Lines, str]:
    """What is shown of a cell, and what is to be said of it."""
    said = found[3].strip()
    inside = lines[1:-1]
    if said.startswith("="):
        if said[1:] in WEB:
            return (inside, "")
        return ((), "what only another format shows; left out")
    if why := why_hidden(said):
        return (), why
    if said.startswith((".", "#")):
        first = next(iter(classes(said)), "")
        return (replace(lines[0], text=f"{found[1]}{found[2]}{first}"), *lines[1:]), ""
    options: dict[str, str] = {}
    code: list[Line] = []
    for line in inside:
        option = OPTION.fullmatch(line.text)
        if option:
            options[option[1]] = option[2].strip()
        else:
            code.append(line)
    options |= values(said)
    language = re.split(r"[\s,]", said, maxsplit=1)[0]
    if any(options.get(key, "").lower() in ("false", "f") for key in ("echo", "include")):
        return (), f"a program that was run and not shown; its result is not there{_captions(options)}"
    if language in WORDS:
        return tuple(code), ""
    shown = (replace(lines[0], text=f"{found[1]}{found[2]}{language}"), *code, *lines[-1:])
    return shown, f"code is shown, not run; its result is not there{_captions(options)}"


def _captions(options: Mapping[str, str]) -> str:
    """The words that would stand below what a cell makes."""
    words = [options[key].strip("\"'") for key in CAPTIONS if options.get(key)]
    return "".join(f", nor the words below it: “{each[:200]}”" for each in words)


@dataclass(slots=True)
class _Block:
    """A block that is open: the row that it begins on, what it is, and how many blocks stand in each other in it."""

    row: int
    kind: str
    said: str
    height: int = 0


def blocks(lines: Lines) -> tuple[Lines, tuple[Note, ...]]:
    """`::: {.callout-note}` becomes an alert, or opens and closes; of other blocks the words stay."""
    made: list[Lines] = [(line,) for line in lines]
    notes: list[Note] = []
    waiting: list[_Block] = []
    for row, (line, code) in enumerate(split_fences(lines)):
        if code:
            continue
        found = OPEN.fullmatch(line.text.strip())
        if found:
            waiting.append(_Block(row, _kind(found[1]), found[1]))
        elif waiting and CLOSE.fullmatch(line.text):
            _closed(waiting.pop(), row, made, notes, waiting)
    # What is hidden and never ends is hidden to the end.
    for block in waiting:
        if made[block.row] and why_hidden(block.said):
            _take_out(block, len(made) - 1, made, notes)
    return tuple(line for each in made for line in each), tuple(notes)


def _take_out(block: _Block, last: int, made: list[Lines], notes: list[Note]) -> None:
    """Leaves out a block that not everyone saw."""
    first = made[block.row][0]
    notes.append(Note(first.number, f"`{first.text.strip()}`: {why_hidden(block.said)}"))
    made[block.row : last + 1] = [()] * (last + 1 - block.row)


def _kind(said: str) -> str:
    found = CALLOUT.search(said)
    if found:
        return found[1]
    bare = said.strip("{}. ")
    if bare in KINDS:
        return bare
    return ""


def _closed(block: _Block, row: int, made: list[Lines], notes: list[Note], above: list[_Block]) -> None:
    first, last = made[block.row][0], made[row][0]
    named = values(block.said)
    if why_hidden(block.said):
        _take_out(block, row, made, notes)
        return
    own = id_of(block.said)
    mark = f'<a id="{own}"></a>' if own else ""
    if not block.kind:
        if not SILENT & set(classes(block.said)) and not own:
            notes.append(Note(first.number, f"`{first.text.strip()}`: looks of another theme; the words in it stay"))
        made[block.row], made[row] = (replace(first, text=mark),), (replace(last, text=""),)
        return
    title = named.get("title") or _taken_title(block.row, row, made)
    collapse = named.get("collapse")
    if collapse in ("true", "false"):
        # With `false` it can be closed, and stands open.
        state = " open" if collapse == "false" else ""
        words = title or block.kind.capitalize()
        made[block.row] = (replace(first, text=f"<details{state}><summary>{words}</summary>"), replace(first, text=""))
        made[row] = (replace(last, text=""), replace(last, text="</details>"))
    else:
        made[block.row] = (replace(first, text=opening(block.kind, title, depth=block.height)),)
        made[row] = (replace(last, text=closing(block.height)),)
        for each in above:
            each.height = max(each.height, block.height + 1)


def _taken_title(first: int, last: int, made: list[Lines]) -> str:
    """The heading that a block starts with, which is its title; it is taken out of the lines."""
    for row in range(first + 1, last):
        words = "".join(line.text for line in made[row])
        if not words.strip():
            continue
        heading = _attributed(HEADING, words)
        if heading is None:
            return ""
        made[row] = ()
        return heading[1]
    return ""


def _inline(line: Line, path: str, known: Labels) -> tuple[str | None, Iterable[str]]:
    heading = _attributed(HEADING, line.text)
    if heading:
        start, words, behind = heading
        own = id_of(behind)
        kept = f" {{#{own}}}" if own else ""
        words = outside_formulas(words, lambda part: _changed(part, path, known))
        return f"{start}{words}{kept}", ()
    text = outside_formulas(line.text, lambda part: _changed(part, path, known))
    return text, tuple(named(text))


def _changed(text: str, path: str, known: Labels) -> str:
    if not any(mark in text for mark in "{@^~"):
        return text
    # Pictures and words first, since their attributes say something; all others go.
    text = IMAGE.sub(_image, text)
    text = SPAN.sub(_span, text)
    text = ATTRIBUTES.sub("", text)
    text = BOOKDOWN.sub(lambda each: _reference(each[0], each[1] or "", path, known), text)
    text = REFERENCE.sub(lambda each: _reference(each[0], each[1], path, known), text)
    return SCRIPT.sub(_script, text)


def _span(found: re.Match[str]) -> str:
    """Words with attributes: what is marked or underlined stays so."""
    tags = [MARKED[each] for each in classes(found[2]) if each in MARKED]
    if tags:
        return f"<{tags[0]}>{found[1]}</{tags[0]}>"
    return found[1]


def _script(found: re.Match[str]) -> str:
    """Letters above or below the line, as HTML has them; addresses stay as they are."""
    if found[1]:
        return f"<sup>{found[1]}</sup>"
    if found[2]:
        return f"<sub>{found[2]}</sub>"
    return found[0]


def _image(found: re.Match[str]) -> str:
    said = values(found[3])
    own = id_of(found[3])
    alt = said.get("fig-alt") or said.get("alt") or found[1]
    # To Pandoc the words in brackets are a caption, and those for who can't see the picture are an attribute.
    caption = f' "{found[1]}"' if found[1] and alt != found[1] else ""
    mark = f'<a id="{own}"></a>' if own else ""
    return f"{mark}![{alt}]({found[2]}{caption})"


def _reference(written: str, label: str, path: str, known: Labels) -> str:
    found = known.of(label, path)
    if found is None:
        return written
    page, words = found
    said = re.sub(r"[\[\]]", "", words) or label.partition("-")[2].replace("-", " ") or label
    target = "" if page == path else f"/{page}"
    return f"[{said}]({target}#{label})"
