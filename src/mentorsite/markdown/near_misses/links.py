"""What nearly is a link, a footnote or an image."""

import re
from collections.abc import Iterator, MutableMapping
from typing import Any

from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

REPORTED = "references told"
"""The names of links that a text lacks: each is told once, where it first stands."""
NOT_A_LINK = re.compile(r"\[([^\[\]\n]{1,200})\]([ \t\u00a0]?)\(([^()\n]{1,300})(\)?)")
REFERENCE = re.compile(r"\[([^\[\]\n]{1,200})\]\[([^\[\]\n]{0,200})\]")
FOOTNOTE = re.compile(r"\[\^([^\[\]\s]{1,60})\](?!:)")
WIKI = re.compile(r"\[\[([^\[\]\n|#]{1,100})(#[^\[\]\n|]{1,100})?(?:\|([^\[\]\n]{1,100}))?\]\]")
TURNED = re.compile(r"\[([^\[\]\s]{1,300})\]")
TARGET = re.compile(r"(?:https?://|mailto:|tel:|www\.|\.{1,2}/|/[\w-]|#[\w-])\S*")
ENDING = r"\.(?:md|markdown|html?|pdf|png|jpe?g|gif|svg|webp|docx?|xlsx?|pptx?|odt|ya?ml|csv|txt|zip|ics|mp[34])"
FILE = re.compile(rf"[^<>\"“”]*{ENDING}(?:#\S*)?", re.I)
FILE_IN_BRACKETS = re.compile(rf"\[([^\[\]\n]{{1,200}})\]\(([^<>\"“”\[\]\n]{{1,300}}?{ENDING})\)", re.I)
IN_PAIRS = r"(?:[^()\[\]\n]{0,300}\([^()\[\]\n]{0,100}\)){1,5}[^()\[\]\n]{0,100}"
PAIRS_IN_BRACKETS = re.compile(rf"\[([^\[\]\n]{{1,200}})\]\(({IN_PAIRS})\)")
QUOTED = re.compile(r"""([^\s"'<>]+)["'](?:\s+\w+=.*)?$""")
SIZE = re.compile(r"(\S+)\s+=(\d{1,5})?x(\d{1,5})?")
CURLY_TITLE = re.compile(r"(\S+)\s+([“”„‘’«»].*)")


def bracket(state: StateInline) -> Iterator[tuple[str, str]]:
    """The problem with a bracket: a message and a hint."""
    src, at = state.src, state.pos
    before = src[max(at - 1, 0) : at]
    if before == ")" and (found := TURNED.match(src, at)) and _leads(found[1]):
        yield f"`(…)[{found[1]}]` is no link: its brackets are the wrong way round", f"write `[…]({found[1]})`"
    if named := _path_with_brackets(src, at):
        yield from _path_with_space(*named)
    elif found := NOT_A_LINK.match(src, at):
        if before == "!":
            yield from _sized(found)
        yield from _no_link(found)
    if (found := FOOTNOTE.match(src, at)) and before != "[":
        hint = f"write what it says on a line of its own: `[^{found[1]}]: …`"
        yield f"there is no footnote `{found[1]}`", hint
    # Of `![[team.png]]` its exclamation mark tells: see `picture`.
    if (found := WIKI.match(src, at)) and not (before == "!" and FILE.fullmatch(found[1].strip())):
        yield from _wiki(found)
    if (found := REFERENCE.match(src, at)) and not (before.isalnum() or before == "]"):
        yield from _no_reference(found, state.env)


def _path_with_brackets(src: str, at: int) -> tuple[str, str] | None:
    """The words and the path of what is no link, for its path has spaces; one with brackets, as `minutes (2).pdf`."""
    for pattern in (FILE_IN_BRACKETS, PAIRS_IN_BRACKETS):
        found = pattern.match(src, at)
        if not found:
            continue
        path = found[2].strip()
        if re.search(r"[()]", path) and re.search(r"\s", path) and _is_path(path):
            return found[1], path
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


def _no_link(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    words, space, target, end = found.groups()
    target = target.strip()
    if space and end and _leads(target):
        yield f"`[{words}] ({target})` is no link: a space stands between its brackets", f"write `[{words}]({target})`"
    elif space:
        return
    elif (curly := CURLY_TITLE.fullmatch(target)) and _leads(curly[1]):
        yield "a link's title stands between curly quotes", f'write straight ones: `[{words}]({curly[1]} "…")`'
    elif (quoted := QUOTED.match(target)) and _leads(quoted[1]):
        message = f"`[{words}]({target})` is no link: HTML stands in its address"
        yield message, f"write `[{words}]({quoted[1]})`"
    elif end and re.search(r"\s", target) and _is_path(target):
        yield from _path_with_space(words, target)
    elif not end and (first := target.split()[0]) and _leads(first):
        yield f"`[{words}]({first}` is no link: its bracket is never closed", f"write `[{words}]({first})`"


def _path_with_space(words: str, target: str) -> Iterator[tuple[str, str]]:
    yield f"`[{words}]({target})` is no link: a path ends at a space", _without_spaces(words, target)


def _without_spaces(words: str, target: str) -> str:
    """What to write for a link with spaces: no mail address, number or host can have any."""
    kind, colon, rest = target.partition(":")
    if kind == "mailto":
        address = re.search(r"[^\s?,;<>]+@[^\s?,;<>]+", rest)
        if address:
            alone = address[0]
        else:
            alone = "name@example.org"
        hint = f"write `[{words}](mailto:{alone})`"
        if rest.strip() == alone:
            return hint
        return f"{hint}, and the rest as text"
    if kind == "tel":
        return f"write `[{words}](tel:{re.sub(r'[^0-9+]', '', rest)})`"
    host, bar, path = rest.removeprefix("//").partition("/")
    if colon and re.search(r"\s", host):
        whole = f"{kind}://{re.sub(r'[ ]', '', host)}{bar}{path.replace(' ', '%20')}"
        return f"the name of a site has no spaces: write `[{words}]({whole})`"
    return f"write `[{words}](<{target}>)`"


def _wiki(found: re.Match[str]) -> Iterator[tuple[str, str]]:
    name = found[1].strip()
    if not re.search(r"[^\W\d_]", name):
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
    if known not in env.get("references", {}) and known not in reported:
        reported.add(known)
        hint = f"write where it leads: `[{words}](…)`, or put `[{label}]: …` on a line of its own"
        yield f"there is no link called `{label}`", hint
