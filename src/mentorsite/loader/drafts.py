"""What is not to be published yet: by its name, or by what it says of itself, in the words of other tools too."""

from collections.abc import Mapping
from dataclasses import replace

from mentorsite.loader.sources import CONTENT
from mentorsite.loader.tree import DEFINITION_ENDINGS, PAGE_ENDINGS
from mentorsite.loader.yaml_text import YamlText
from mentorsite.model.urls import address_name

FOLDERS = ("draft", "drafts")
YES, NO = ("true", "yes", "on", "y", "t", "1"), ("false", "no", "off", "n", "f", "0")
SAYING: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("draft", "hidden", "unlisted", "private"), YES),
    **dict.fromkeys(("published", "publish", "public"), NO),
    **dict.fromkeys(("status", "state", "visibility"), ("draft", "hidden", "private", "unlisted", "unpublished")),
}
"""The keys that can mark a draft, and the values with which they do."""
KEYS = {key for key, words in SAYING.items() if words in (YES, NO)}


def is_draft_path(path: str) -> bool:
    """Whether a file below `content/` is a draft by its name, or by that of a folder above it."""
    *folders, name = path.removeprefix(CONTENT).split("/")
    if any(each.startswith("_") or address_name(each).lower() in FOLDERS for each in folders):
        return True
    stem, dot, ending = name.lower().rpartition(".")
    is_text = dot + ending in PAGE_ENDINGS + DEFINITION_ENDINGS
    return is_text and (stem.startswith("_") or stem.endswith(".draft"))


def says_draft(said: Mapping[str, object]) -> bool:
    """Whether some keys mark a draft."""
    return any(str(value).strip().lower() in SAYING.get(str(key).strip().lower(), ()) for key, value in said.items())


def marked(text: YamlText) -> tuple[bool, YamlText]:
    """Whether a page or definition says that it is a draft, and what it says besides."""
    if not isinstance(text.value, dict):
        return False, text
    rest = {key: value for key, value in text.value.items() if not _is_mark(str(key), str(value))}
    return says_draft(text.value), replace(text, value=rest)


def _is_mark(key: str, value: str) -> bool:
    """Whether a key says that something is a draft, or that it is none."""
    name, said = key.strip().lower(), value.strip().lower()
    return said in SAYING.get(name, ()) or (name in KEYS and said in YES + NO)
