"""The keys of a page that a handbook has no place for, and those whose words it takes as they are."""

import json
import re
from collections.abc import Iterator

from mentorsite.importers.markdown.config_files import as_mapping
from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.layout import Layout
from mentorsite.importers.markdown.page_keys import DESCRIPTION, LANGUAGE, SHORT, TITLE
from mentorsite.importers.result import ImportWarning

REVIEWED = ("reviewed", "last_reviewed", "last_reviewed_on", "last-reviewed", "lastReviewed")
"""Keys with the day on which a page was last read through."""
SAY_LITTLE = ("draft", "isDraft", "published", "publish", "unlisted", "hidden", "private", "public")
"""Keys that say no more than that a page is public, once it is brought."""
WHY = {
    **dict.fromkeys(("tags", "tag", "categories", "category"), "a handbook has no labels"),
    **dict.fromkeys(SHORT, "the menu shows the title"),
    **dict.fromkeys(("parent", "grand_parent"), "the menu follows folders"),
}
"""Why keys are left out that many pages have."""
SHOWN = 60
"""How much of a value is shown, in characters."""


def reviewed(page: Original) -> tuple[str, str]:
    """The key that says when a page was last read through, and the day."""
    key, said = page.first_of(REVIEWED)
    if re.match(r"\d{4}-\d\d-\d\d", said):
        return (key, said[:10])
    return ("", "")


def lost_keys(page: Original, layout: Layout, title: str) -> Iterator[ImportWarning]:
    """Keys that say what a handbook has no place for."""
    used = _used_keys(page, layout, title)
    for key, value in page.keys.items():
        parts = [f"{key}.{each}" for each in as_mapping(value)]
        if key in used or (parts and used.issuperset(parts)):
            continue
        if used.isdisjoint(parts):
            yield _lost_key(page, key, value)
            continue
        # Of a key that is used in part, only the rest is lost.
        for part in parts:
            if part not in used:
                yield _lost_key(page, part, page.flat[part])


def _used_keys(page: Original, layout: Layout, title: str) -> set[str]:
    """The keys of a page that its new front matter says, or that say nothing more."""
    single = (TITLE, DESCRIPTION, LANGUAGE, layout.order_keys)
    short, words = page.first_of(SHORT)
    known = (*SAY_LITTLE, *layout.used, *layout.alias_keys, "owner", "keywords")
    used = {page.first_of(keys)[0] for keys in single}
    used |= {page.written(key) for key in known}
    used.add(reviewed(page)[0])
    if words == title:
        used.add(short)
    return used


def _lost_key(page: Original, key: str, value: object) -> ImportWarning:
    shown = " ".join(json.dumps(value, ensure_ascii=False, default=str).split()).strip('"')
    if len(shown) > SHOWN:
        shown = f"{shown[:SHOWN]}…"
    why = WHY.get(key, "a handbook has no such key")
    return ImportWarning(page.path, page.line(key), f"`{key}: {shown}`: {why}; left out", small=True)
