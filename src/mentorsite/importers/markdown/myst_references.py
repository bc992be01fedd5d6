"""MyST's roles and labels: what they lead to on the pages, as links of Markdown."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import basename, dirname, splitext
from urllib.parse import unquote

from mentorsite.importers.markdown.lines import Line, Lines, around_code, split_fences
from mentorsite.importers.markdown.myst_fences import closed_fences
from mentorsite.importers.markdown.myst_glossary import anchor, terms
from mentorsite.importers.markdown.relink import loose
from mentorsite.loader.parse import title_from_name
from mentorsite.markdown.sanitize import scheme
from mentorsite.model.urls import joined

ROLE = re.compile(r"\{([\w:.-]+)\}`([^`]+)`")
TEXT_AND_TARGET = re.compile(r"(.*\S)\s*<([^<>]+)>")
LABEL = re.compile(r"\((\S[^()]*)\)=\s*")
LOCAL = re.compile(r"\[([^\[\]]*)\]\(#([^()\s]+)\)")
LABELLED = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^()\s#<>:/]+)\)")
SHORT = re.compile(r"<project:([^<>\s]+)>")
EMPTY = re.compile(r"(?<![!\\])\[\s*\]\((<[^<>]*>|[^()\s]+)(\s+(?:\"[^\"]*\"|'[^']*'))?\)")
"""A link without words, which MyST fills in."""
HEADING = re.compile(r" {0,3}#{1,6}\s(.*)")
UNDERLINE = re.compile(r" {0,3}(?:=+|-+)\s*")
LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()]*\)")
REFERENCES = ("ref", "numref", "std:ref", "doc", "std:doc", "any")
MARKS = {"sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup", "kbd": "kbd"}


@dataclass(frozen=True, slots=True)
class Places:
    """What references lead to: the page and the words of each label, and the title of each page."""

    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    loose: Mapping[str, str] = field(default_factory=dict)
    """The labels by their small letters: case is none of Sphinx's business."""
    headings: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The words of each page's headings, by the letters and digits of their ids."""

    def label(self, said: str) -> str:
        """The label that is meant, or nothing."""
        if said in self.labels:
            return said
        return self.loose.get(_loose(said), "")


def places(pages: Mapping[str, Lines], own_titles: Mapping[str, str]) -> Places:
    """Every label of the pages, and what they are called: as they say themselves, else by their first heading."""
    labels: dict[str, tuple[str, str]] = {}
    titles = dict(own_titles)
    headings: dict[tuple[str, str], str] = {}
    for path, whole in pages.items():
        lines = closed_fences(whole)
        headed = dict(_headings(lines))
        labels |= terms(path, lines)
        labels |= dict(_labels(path, lines, headed))
        for words in headed.values():
            titles.setdefault(path, words)
            headings.setdefault((path, loose(words)), words)
    return Places(labels, titles, {_loose(each): each for each in labels}, headings)


def _headings(lines: Lines) -> Iterator[tuple[int, str]]:
    """The row and the words of each heading, without the links in them."""
    before = ""
    for row, (line, code) in enumerate(split_fences(lines)):
        found = HEADING.fullmatch(line.text.rstrip())
        if code:
            before = ""
            continue
        if found:
            words = found[1].strip().rstrip("#").rstrip()
        elif before and UNDERLINE.fullmatch(line.text):
            words, row = before, row - 1
        else:
            words = ""
        if words:
            yield row, LINK.sub(r"\1", words)
        is_label = LABEL.fullmatch(line.text)
        before = "" if found or is_label else line.text.strip()


def _labels(path: str, lines: Lines, headed: Mapping[int, str]) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each label with its page and the words of the heading that it stands above, else with its own name."""
    waiting: list[str] = []
    for row, (line, code) in enumerate(split_fences(lines)):
        if code or not line.text.strip():
            continue
        label = LABEL.fullmatch(line.text)
        if label:
            waiting.append(label[1])
            continue
        # A label is of what stands right below it; only a heading gives it words.
        for each in waiting:
            yield each, (path, headed.get(row, "") or each)
        waiting = []


def _loose(label: str) -> str:
    return " ".join(label.split()).casefold()


def inline_references(line: Line, path: str, known: Places) -> tuple[str | None, Iterable[str]]:
    """A line with its roles and links as Markdown has them, and what could not be one."""
    notes: list[str] = []

    def linked(part: str) -> str:
        part = SHORT.sub(lambda found: _short(found, path, known), part)
        part = LOCAL.sub(lambda found: _local(found, path, known), part.replace("](project:", "]("))
        part = LABELLED.sub(lambda found: _labelled(found, path, known), part)
        return EMPTY.sub(lambda found: _worded(found, path, known), part)

    # Roles first, on the whole line: what is in one stands between backticks, as code does.
    text = ROLE.sub(lambda found: _role(found, path, known, notes), line.text)
    return around_code(text, linked), tuple(notes)


def _role(found: re.Match[str], path: str, known: Places, notes: list[str]) -> str:
    name, content = found[1], found[2].strip()
    parts = TEXT_AND_TARGET.fullmatch(content)
    words, target = (parts[1], parts[2]) if parts else ("", content)
    if name in MARKS:
        return f"<{MARKS[name]}>{content}</{MARKS[name]}>"
    is_term = name == "term"
    label = ""
    if is_term:
        label = known.label(f"term-{target}")
    elif name in REFERENCES:
        label = known.label(target)
    if label:
        page, title = known.labels[label]
        return f"[{words or (target if is_term else title)}]({_path(page, path)}#{anchor(label)})"
    if is_term:
        notes.append(f"`{found[0]}`: no glossary has this term; its words stay")
        return words or content
    if name in REFERENCES and (page := _page(target, path, known)):
        return f"[{words or known.titles.get(page, target)}]({_path(page, path)})"
    notes.append(f"`{found[0]}`: a role that is not run; it stands there as text")
    return found[0]


def _page(target: str, path: str, known: Places) -> str:
    """The page that a reference names without its ending."""
    folder = "" if target.startswith("/") else dirname(path)
    whole = joined(folder, target.partition("#")[0])
    return next((each for each in (whole or "", f"{whole}.md") if each in known.titles), "")


def _path(page: str, path: str) -> str:
    if page == path:
        return ""
    return f"/{page}"


def _local(found: re.Match[str], path: str, known: Places) -> str:
    """A link to a label, which may stand on another page."""
    label = known.label(found[2])
    if not label:
        return found[0]
    page, title = known.labels[label]
    return f"[{found[1] or title}]({_path(page, path)}#{anchor(label)})"


def _short(found: re.Match[str], path: str, known: Places) -> str:
    """A link between `<` and `>`, which shows the title of what it leads to."""
    target = found[1]
    if target.startswith("#"):
        if known.label(target[1:]):
            return f"[]({target})"
        return f"[{target[1:]}]({target})"
    return f"[{known.titles.get(_page(target, path, known), target)}]({target})"


def _labelled(found: re.Match[str], path: str, known: Places) -> str:
    """A link that names a label as if it were a file; a page of that name comes first."""
    if _page(found[2], path, known):
        return found[0]
    return _local(found, path, known)


def _worded(found: re.Match[str], path: str, known: Places) -> str:
    """A link without words, with the title of what it leads to."""
    words = _title(found[1].strip("<>"), path, known)
    return f"[{words}]({found[1]}{found[2] or ''})"


def _title(target: str, path: str, known: Places) -> str:
    """What a target is called: a heading or a page by its title, a file by its name, another site by its address."""
    if scheme(target):
        return target
    there, _, fragment = unquote(target).partition("#")
    page = _page(there, path, known) if there else path
    label = known.label(fragment)
    if label:
        return known.labels[label][1]
    heading = known.headings.get((page, loose(fragment)), "")
    if heading or not there:
        return heading or fragment
    name = basename(there.rstrip("/"))
    stem, ending = splitext(name)
    return known.titles.get(page) or (title_from_name(stem) if ending in ("", ".md") else name)
