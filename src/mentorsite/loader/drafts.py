"""What is not to be published yet: by its name, or by what it says of itself, in the words of other tools too."""

import re
from collections.abc import Mapping
from dataclasses import replace

from mentorsite.errors import problem
from mentorsite.loader.sources import CONTENT
from mentorsite.loader.tree import DEFINITION_ENDINGS, PAGE_ENDINGS
from mentorsite.loader.yaml_text import YamlText
from mentorsite.model.urls import address_name

FOLDERS = ("draft", "drafts")
YES, NO = ("true", "yes", "on", "y", "t", "1"), ("false", "no", "off", "n", "f", "0")
SAYING: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("draft", "is_draft", "isdraft", "hidden", "unlisted", "private", "unpublished", "unpublish"), YES),
    **dict.fromkeys(("wip", "borrador", "entwurf", "brouillon"), YES),
    **dict.fromkeys(("published", "is_published", "ispublished", "publish", "public", "dg_publish", "ready"), NO),
    **dict.fromkeys(
        ("status", "state", "visibility"),
        ("draft", "hidden", "private", "unlisted", "unpublished", "internal", "wip", "work in progress"),
    ),
}
"""The keys that can mark a draft, and the values with which they do."""
SIGNS = re.compile(r"^\W+|\W+$")
"""What people put around a word, such as quotes."""
KEYS = {key for key, words in SAYING.items() if words in (YES, NO)}


def is_draft_path(path: str) -> bool:
    """Whether a file below `content/` is a draft by its name, or by that of a folder above it."""
    *folders, name = path.removeprefix(CONTENT).split("/")
    for folder in folders:
        if folder.startswith("_") or address_name(folder).lower() in FOLDERS:
            return True
    stem, dot, ending = name.lower().rpartition(".")
    is_text = dot + ending in PAGE_ENDINGS + DEFINITION_ENDINGS
    return is_text and (stem.startswith("_") or stem.endswith(".draft"))


def says_draft(said: Mapping[str, object]) -> bool:
    """Whether some keys mark a draft."""
    for key, value in said.items():
        marking = SAYING.get(_name(key), ())
        if _is_one_of(value, marking):
            return True
    return False


def _name(key: object) -> str:
    return str(key).strip().lower().replace("-", "_")


def _is_one_of(value: object, words: tuple[str, ...]) -> bool:
    """Whether a value, or one of a list, is one of some words; signs around it don't count."""
    values = value if isinstance(value, list) else [value]
    return any(SIGNS.sub("", str(each)).lower() in words for each in values)


def marked(text: YamlText) -> tuple[bool, YamlText]:
    """Whether a page or definition says that it is a draft, and what it says besides."""
    if not isinstance(text.value, dict):
        return False, text
    rest = {key: value for key, value in text.value.items() if not _is_mark(key, value)}
    problems = [*text.problems]
    for key, value in text.value.items():
        if _name(key) == "draft" and value is None:  # without a word it would be published
            hint = "write `draft: true` where it is a draft, or take the key out"
            problems.append(problem("wrong-value", text.key((key,)), f"`{key}` says neither yes nor no", hint))
    return says_draft(text.value), replace(text, value=rest, problems=tuple(problems))


def _is_mark(key: object, value: object) -> bool:
    """Whether a key says that something is a draft, or that it is none."""
    name = _name(key)
    if _is_one_of(value, SAYING.get(name, ())):
        return True
    # Of a `status` with another value, nothing is known: it is told as a key that there is not.
    return name in KEYS and _is_one_of(value, YES + NO)
