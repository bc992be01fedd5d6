"""MyST's roles and labels: what they lead to on the pages, as links of Markdown."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from posixpath import dirname

from mentorsite.importers.markdown.lines import Line, Lines, around_code, split_fences
from mentorsite.importers.markdown.myst_fences import closed_fences
from mentorsite.importers.markdown.myst_glossary import anchor, terms
from mentorsite.model.urls import joined

ROLE = re.compile(r"\{([\w:.-]+)\}`([^`]+)`")
TEXT_AND_TARGET = re.compile(r"(.*\S)\s*<([^<>]+)>")
LABEL = re.compile(r"\((\S[^()]*)\)=\s*")
LOCAL = re.compile(r"\[([^\[\]]*)\]\(#([^()\s]+)\)")
LABELLED = re.compile(r"(?<!!)\[([^\[\]]*)\]\(([^()\s#<>:/]+)\)")
SHORT = re.compile(r"<project:([^<>\s]+)>")
HEADING = re.compile(r" {0,3}#{1,6}\s(.*)")
REFERENCES = ("ref", "numref", "std:ref", "doc", "std:doc", "any")
MARKS = {"sub": "sub", "subscript": "sub", "sup": "sup", "superscript": "sup", "kbd": "kbd"}


@dataclass(frozen=True, slots=True)
class Places:
    """What references lead to: the page and the words of each label, and the title of each page."""

    labels: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    loose: Mapping[str, str] = field(default_factory=dict)
    """The labels by their small letters: case is none of Sphinx's business."""

    def label(self, said: str) -> str:
        """The label that is meant, or nothing."""
        if said in self.labels:
            return said
        return self.loose.get(_loose(said), "")


def places(pages: Mapping[str, Lines], own_titles: Mapping[str, str]) -> Places:
    """Every label of the pages, and what they are called: as they say themselves, else by their first heading."""
    labels: dict[str, tuple[str, str]] = {}
    titles = dict(own_titles)
    for path, whole in pages.items():
        lines = closed_fences(whole)
        labels |= terms(path, lines)
        waiting: list[str] = []
        for line, code in split_fences(lines):
            label, heading = LABEL.fullmatch(line.text), HEADING.fullmatch(line.text.rstrip())
            if code or not line.text.strip():
                continue
            if label:
                waiting.append(label[1])
                continue
            words = heading[1].strip().rstrip("#").rstrip() if heading else ""
            # A label is of what stands right below it; only a heading gives it words.
            labels |= {each: (path, words or each) for each in waiting}
            waiting = []
            if words:
                titles.setdefault(path, words)
    return Places(labels, titles, {_loose(each): each for each in labels})


def _loose(label: str) -> str:
    return " ".join(label.split()).casefold()


def inline_references(line: Line, path: str, known: Places) -> tuple[str | None, Iterable[str]]:
    """A line with its roles and links as Markdown has them, and what could not be one."""
    notes: list[str] = []

    def linked(part: str) -> str:
        part = SHORT.sub(lambda found: _short(found, path, known), part)
        part = LOCAL.sub(lambda found: _local(found, path, known), part.replace("](project:", "]("))
        return LABELLED.sub(lambda found: _labelled(found, path, known), part)

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
