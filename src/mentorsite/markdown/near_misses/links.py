"""What nearly is a link, a footnote or an image."""

import re
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from mentorsite.markdown.slug import slug

LOST = "definitions lost"
"""The names of links whose lines say where they lead, and are read as words: each line is told itself."""
DEFINITION = re.compile(r"\[([^\[\]\n^][^\[\]\n]{0,199})\]:[ \t]*(\S[^\n]{0,400})$")
REPORTED = "references told"
"""The names of links that a text lacks: each is told once, where it first stands."""
NOT_A_LINK = re.compile(r"\[([^\[\]]{0,200})\]([ \t\u00a0]?)\(([^()\n]{1,300})(\)?)")
REFERENCE = re.compile(r"\[([^\[\]\n]{1,200})\]\[([^\[\]\n]{0,200})\]")
FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,60})\](?!:)")
SPACED_FOOTNOTE = re.compile(r"\[(?: +\^ *|\^ +)([\w-]{1,60}) *\](?!:)")
WIKI = re.compile(r"\[\[(?! *\^)([^\[\]\n|#]{1,100})(#[^\[\]\n|]{1,100})?(?:\|([^\[\]\n]{1,100}))?\]\]")
NEVER_CLOSED = re.compile(r"\[([^\[\]()\n]{1,200}[^\s\[\]()])\(([^()\s\[\]]{1,300})\)(?![^\[\n]{0,200}\])")
NEVER_OPENED = re.compile(r"\]\(<?([^()\s<>]{1,300})>?\)")
BEFORE_IT = 300
TURNED = re.compile(r"\[([^\[\]\s]{1,300})\]")
TARGET = re.compile(r"(?:https?://|mailto:|tel:|www\.|\.{1,2}/|/[\w-]|#[\w-])\S*")
ENDING = r"\.(?:md|markdown|html?|pdf|png|jpe?g|gif|svg|webp|docx?|xlsx?|pptx?|odt|ya?ml|csv|txt|zip|ics|mp[34])"
FILE = re.compile(rf"[^<>\"“”]*{ENDING}(?:#\S*)?", re.I)
FILE_IN_BRACKETS = re.compile(rf"\[([^\[\]]{{0,200}})\]\(([^<>\"“”\[\]\n]{{1,300}}?{ENDING})\)", re.I)
IN_PAIRS = r"(?:[^()\[\]\n]{0,300}\([^()\[\]\n]{0,100}\)){1,5}[^()\[\]\n]{0,100}"
PAIRS_IN_BRACKETS = re.compile(rf"\[([^\[\]]{{0,200}})\]\(({IN_PAIRS})\)")
QUOTED = re.compile(r"""([^\s"'<>]+)["'](?:\s+\w+=.*)?$""")
SIZE = re.compile(r"(\S+)\s+=(\d{1,5})?x(\d{1,5})?")
CURLY_TITLE = re.compile(r"(\S+)\s+([“”„‘’«»].*)")
TITLED = re.compile(r"""([^"]*?[^"\s])\s+("[^"]*"|'[^']*'|\([^()]*\))""")
OPEN_TITLE = re.compile(r"""(\S+)\s+(["'])(.+)""")
UNQUOTED_TITLE = re.compile(r"(\S+)\s+([^\s\"'<>=()](?:[^\"'<>()=]*[^\s\"'<>=()])?)")
SPACED_ANCHOR = re.compile(r"([^#]*)#([^#]*\S\s+\S[^#]*)")


@dataclass(frozen=True, slots=True)
class Written:
    """What was meant as a link, or with a `!` as a picture: its parts, as they were written."""

    mark: str
    words: str
    space: str
    target: str
    end: str

    @property
    def kind(self) -> str:
        if self.mark:
            return "picture"
        return "link"

    def link(self, target: str) -> str:
        """It in one line, with a target."""
        return f"{self.mark}[{' '.join(self.words.split())}]({target})"

    def no_link(self, why: str) -> str:
        return f"`{self.link(self.target)}` is no {self.kind}: {why}"

    def parts(self) -> tuple[str, str]:
        """Its path, and its title with a space before it."""
        found = TITLED.fullmatch(self.target)
        if found and (found[2][0] != "(" or FILE.fullmatch(found[1])):
            return found[1], f" {found[2]}"
        return self.target, ""


def bracket(state: StateInline) -> Iterator[tuple[str, str]]:
    """The problem with a bracket: a message and a hint."""
    src, at = state.src, state.pos
    before = src[max(at - 1, 0) : at]
    if before == ")" and (found := TURNED.match(src, at)) and _leads(found[1]):
        yield f"`(…)[{found[1]}]` is no link: its brackets are the wrong way round", f"write `[…]({found[1]})`"
    mark = "!" if before == "!" and src[at - 2 : at - 1] != "\\" else ""
    if named := _path_with_brackets(src, at, mark):
        yield from _no_link(named)
    elif found := NOT_A_LINK.match(src, at):
        if mark:
            yield from _sized(found)
        yield from _no_link(Written(mark, found[1], found[2], found[3].strip(), found[4]))
    elif (found := NEVER_CLOSED.match(src, at)) and _leads(found[2]):
        link = f"{mark}[{found[1]}]({found[2]})"
        yield f"`{mark}{found[0]}` is no link: a `]` is missing behind its words", f"write `{link}`"
    if found := FOOTNOTE.match(src, at):
        hint = f"write what it says on a line of its own: `[^{found[1]}]: …`"
        yield f"there is no footnote `{found[1]}`", hint
    if spaced := SPACED_FOOTNOTE.match(src, at):
        yield f"`{spaced[0]}` is no footnote: spaces stand in it", f"write `[^{spaced[1]}]`"
    # Of `![[team.png]]` its exclamation mark tells: see `picture`.
    if (found := WIKI.match(src, at)) and not (before == "!" and FILE.fullmatch(found[1].strip())):
        yield from _wiki(found)
    # `array[i][j]` is no link, nor is the second pair of `[a][b][c]`.
    if (found := REFERENCE.match(src, at)) and not (before.isalnum() or before == "]"):
        yield from _no_reference(found, state.env)


def closing_bracket(state: StateInline) -> Iterator[tuple[str, str]]:
    """The problem with a bracket that ends the words of a link, where none begins them."""
    found = NEVER_OPENED.match(state.src, state.pos)
    before = state.src[max(0, state.pos - BEFORE_IT) : state.pos]
    if found and before.strip() and "[" not in before and _leads(found[1]):
        word = before.split()[-1]
        message = f"`{word}{found[0]}` is no link: a `[` is missing before its words"
        yield message, f"write it there: `[…{word}{found[0]}`"


def _path_with_brackets(src: str, at: int, mark: str) -> Written | None:
    """What is no link, for its path has spaces; one with brackets in it, as `minutes (2).pdf`."""
    for pattern in (FILE_IN_BRACKETS, PAIRS_IN_BRACKETS):
        found = pattern.match(src, at)
        if not found or not re.search(r"[()]", found[2]):
            continue
        written = Written(mark, found[1], "", found[2].strip(), ")")
        path, _ = written.parts()
        if re.search(r"\s", path) and _is_path(path):
            return written
    return None


def _is_path(target: str) -> bool:
    return bool(FILE.fullmatch(target) or TARGET.match(target))


def _leads(target: str) -> bool:
    return bool(TARGET.fullmatch(target) or (" " not in target and FILE.fullmatch(target)))


def _sized(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    size = SIZE.fullmatch(found[3].strip())
    if size:
        _, width, height = size.groups()
        lengths = []
        if width:
            lengths.append(f"width={width}")
        if height:
            lengths.append(f"height={height}")
        attributes = " ".join(lengths)
        message = f"`![{found[1]}]({found[3]})` is no picture: its size stands in its address"
        yield message, f"write `![{found[1]}]({size[1]}){{{attributes}}}`"


def _no_link(written: Written) -> Iterator[tuple[str, str]]:
    target = written.target
    path, title = written.parts()
    # Only what looks like a target is told of: `[sic] (as they wrote)` is prose.
    if written.space:
        if written.end and _leads(path):
            message = f"`[{written.words}] ({target})` is no link: a space stands between its brackets"
            yield message, f"write `{written.link(target)}`"
    elif (curly := CURLY_TITLE.fullmatch(target)) and _leads(curly[1]):
        title = f'{curly[1]} "…"'
        yield f"a {written.kind}'s title stands between curly quotes", f"write straight ones: `{written.link(title)}`"
    elif (quoted := QUOTED.match(target)) and _leads(quoted[1]):
        yield written.no_link("HTML stands in its address"), f"write `{written.link(quoted[1])}`"
    elif not written.end:
        first = target.split()[:1]
        if first and _leads(first[0]):
            message = f"`{written.mark}[{written.words}]({first[0]}` is no {written.kind}: its bracket is never closed"
            yield message, f"write `{written.link(first[0])}`"
    elif meant := _anchor_meant(path):
        hint = f"write `{written.link(meant + title)}`"
        yield written.no_link("an anchor has no spaces, for a heading's words are joined by hyphens"), hint
    elif faulty := _target_meant(target):
        why, meant = faulty
        yield written.no_link(why), f"write `{written.link(meant)}`"
    elif re.search(r"\s", path) and _is_path(path):
        yield from _path_with_space(written)


def _anchor_meant(path: str) -> str:
    """A path whose anchor is a heading's words, with the anchor that GitHub makes of them."""
    found = SPACED_ANCHOR.fullmatch(path)
    if not found or (found[1] and not FILE.fullmatch(found[1])) or "://" in path:
        return ""
    meant = f"{found[1]}#{slug(found[2])}"
    if re.search(r"\s", meant):
        return f"<{meant}>"
    return meant


def _target_meant(target: str) -> tuple[str, str] | None:
    """What is wrong with an address or the title behind it, and both as they are to be written."""
    if target.startswith("<") and _leads(target[1:]):
        return "the `<` in its address is never closed", target[1:]
    opened = OPEN_TITLE.fullmatch(target)
    if opened and _leads(opened[1]):
        address, quote, rest = opened.groups()
        title, closing, behind = rest.partition(quote)
        if not closing:
            return f"its title never ends: a `{quote}` is missing", f"{address} {quote}{title}{quote}"
        if rest.endswith(quote):
            other = "'" if quote == '"' else '"'
            return f"a `{quote}` within its title ends it", f"{address} {other}{rest[:-1]}{other}"
        return f"words stand behind its title: `{behind.strip()}`", f"{address} {quote}{title}{quote}"
    bare = UNQUOTED_TITLE.fullmatch(target)
    if bare and FILE.fullmatch(bare[1]) and not FILE.fullmatch(target):
        return "its title stands between no quotes", f'{bare[1]} "{bare[2]}"'
    return None


def note_lost_definitions(state: StateCore) -> None:
    """Keeps the names of links that lines of words were meant to define, before words are read."""
    for token in state.tokens:
        for _, found in _definitions(token.content) if token.type == "inline" else ():
            state.env.setdefault(LOST, set()).add(normalizeReference(found[1]))


def lost_definition(text: str) -> Iterator[tuple[int, str, str]]:
    """The first line of a paragraph that was meant to say where a link leads."""
    for at, found in _definitions(text):
        path, title = Written("", found[1], "", found[2].strip(), ")").parts()
        why, meant = "a path ends at a space", f"<{path}>{title}"
        if _leads(path) or path.startswith("<"):
            hint = "put an empty line above it"
            yield at, f"`{found[0].strip()}` is read as words: it stands right below others", hint
            return
        if anchor := _anchor_meant(path):
            why, meant = "an anchor has no spaces", anchor + title
        elif faulty := _target_meant(found[2].strip()):
            why, meant = faulty
        yield at, f"`{found[0].strip()}` is read as words: {why}", f"write `[{found[1]}]: {meant}`"
        return


def _definitions(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The lines of a text that were meant to say where a link leads, and where each begins."""
    at = 0
    for line in text.split("\n"):
        found = DEFINITION.match(line)
        if found:
            target = found[2].strip()
            path, _ = Written("", found[1], "", target, ")").parts()
            if _leads(path) or _is_path(path) or _leads(target.split()[0]) or re.fullmatch("<[^<>]+>", path):
                yield at, found
        at += len(line) + 1


def _path_with_space(written: Written) -> Iterator[tuple[str, str]]:
    yield written.no_link("a path ends at a space"), _without_spaces(written)


def _without_spaces(written: Written) -> str:
    """What to write for a link with spaces: no mail address, number or host can have any."""
    target, title = written.parts()
    kind, colon, rest = target.partition(":")
    if kind == "mailto":
        address = re.search(r"[^\s?,;<>]+@[^\s?,;<>]+", rest)
        if address:
            alone = address[0]
        else:
            alone = "name@example.org"
        hint = f"write `{written.link(f'mailto:{alone}{title}')}`"
        if rest.strip() == alone:
            return hint
        return f"{hint}, and the rest as text"
    if kind == "tel":
        number = re.sub(r"[^0-9+]", "", rest)
        return f"write `{written.link(f'tel:{number}{title}')}`"
    host, bar, path = rest.removeprefix("//").partition("/")
    if colon and re.search(r"\s", host):
        whole = f"{kind}://{re.sub(r'[ ]', '', host)}{bar}{path.replace(' ', '%20')}"
        return f"the name of a site has no spaces: write `{written.link(whole + title)}`"
    return f"write `{written.link(f'<{target}>{title}')}`"


def _wiki(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    name = found[1].strip()
    if not re.search(r"[^\W\d_]", name):  # `[[1]]`, as notes in brackets
        return
    words = (found[3] or name).strip()
    if FILE.fullmatch(name):
        path = _as_target(name)
    else:
        path = f"<{name}.md>"
    yield f"`{found[0]}` is no link here", f"write `[{words}]({path})`, with the path from this file"


def _as_target(path: str) -> str:
    """A path as a link has it: between angle brackets where it would end at a space."""
    if " " in path:
        return f"<{path}>"
    return path


def picture(state: StateInline) -> Iterator[tuple[str, str]]:
    """The problem with an exclamation mark: a picture as a wiki has it."""
    found = WIKI.match(state.src, state.pos + 1)
    if found and FILE.fullmatch(found[1].strip()):
        name = found[1].strip()
        path = _as_target(name)
        message = f"`!{found[0]}` shows no picture here"
        yield message, f"write `![What it shows]({path})`, with the path from this file"


def _no_reference(found: re.Match[str], env: MutableMapping[str, Any]) -> Iterator[tuple[str, str]]:
    words, name = found.groups()
    label = name or words
    if words.isdigit() or not re.search(r"\w", label) or label.startswith("^"):
        return
    known = normalizeReference(label)
    reported = env.setdefault(REPORTED, set())
    if known not in env.get("references", {}) and known not in reported and known not in env.get(LOST, ()):
        reported.add(known)
        hint = f"write where it leads: `[{words}](…)`, or put `[{label}]: …` on a line of its own"
        yield f"there is no link called `{label}`", hint
