"""`[[links]]` of a wiki, and of notes in a plain folder: `[[Page]]`, `[[words|Page]]`, `[[picture.png|alt=…]]`."""

import re
from collections.abc import Callable, Iterable, Mapping
from posixpath import basename, splitext

from mentorsite.importers.markdown.layout import is_page
from mentorsite.importers.markdown.lines import Step, around_code, each_line
from mentorsite.importers.markdown.obsidian import PICTURES, ends
from mentorsite.model.urls import encoded

LINK = re.compile(r"!?\[\[([^\[\]|\n]{1,300})(?:\\?\|([^\[\]\n]{0,300}))?\]\]")
OPTION = re.compile(r"(?:alt|width|height|align|float|frame|border)\b.*")
"""What is said of a picture behind its name."""
ALT = re.compile(r"(?:^|\|)\s*alt\s*=\s*([^|]*)")


def known_names(paths: Iterable[str]) -> dict[str, str]:
    """The file of each name, as a wiki has it: in whatever folder it lies, a page also without its ending."""
    found: dict[str, str] = {}
    for path in sorted(paths, key=lambda each: (each.count("/"), each)):
        for name in ends(path):
            found.setdefault(_loose(name), path)
            if is_page(path):
                found.setdefault(_loose(splitext(name)[0]), path)
    return found


def linking(known: Mapping[str, str]) -> Step:
    """The step that makes links of those that lead to a page, a picture or an address; others stay as they are."""
    return each_line(lambda line: (linked(line.text, known), ()))


def linked(text: str, known: Mapping[str, str]) -> str:
    """A line with its links as Markdown has them."""
    if "[[" in text:
        return around_code(text, lambda part: LINK.sub(_with(known), part))
    return text


def _with(known: Mapping[str, str]) -> Callable[[re.Match[str]], str]:
    return lambda found: _link(found, known)


def _link(found: re.Match[str], known: Mapping[str, str]) -> str:
    """A link; of two parts the second is the page to a wiki, and the first to a vault of notes."""
    first, second = found[1].rstrip("\\").strip(), (found[2] or "").strip()
    if _is_picture(first):
        target = _target(first, known)
        if target:
            return f"![{_alt(second)}]({target})"
        return found[0]
    for page, words in ((second, first), (first, second or _title(first))):
        target = _target(page, known)
        if target:
            return f"[{words}]({target})"
    return found[0]


def _alt(said: str) -> str:
    """What is said of a picture for who can't see it; nothing where only its looks are said."""
    alt = ALT.search(said)
    words = alt[1].strip() if alt else ""
    is_look = OPTION.fullmatch(said) or re.fullmatch(r"\d+(x\d+)?", said)
    if words or is_look:
        return words
    return said


def _target(name: str, known: Mapping[str, str]) -> str:
    """Where a link leads; nothing where there is no such file."""
    if re.match(r"https?://", name):
        return name
    page, sign, place = name.partition("#")
    if not page and place:
        return f"#{encoded(place)}"
    if not page:
        return ""
    path = known.get(_loose(page.strip().lstrip("/")), "")
    if path:
        return f"/{encoded(path)}{sign}{encoded(place)}"
    return ""


def _title(name: str) -> str:
    """What a link shows that has no words: the name of its page."""
    if "://" in name:
        return name
    return basename(name.partition("#")[0]) or name.lstrip("#")


def _is_picture(name: str) -> bool:
    return name.lower().endswith(PICTURES)


def _loose(name: str) -> str:
    """A name as a wiki compares it: a space is as good as a hyphen."""
    return re.sub(r"[\s_-]+", "-", name.casefold())
