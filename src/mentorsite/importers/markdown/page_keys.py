"""The keys of a page that a handbook has too, under whatever name other tools give them."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from posixpath import dirname

from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.menus import NUMBER

TITLE = ("title", "name", "heading")
SHORT = ("sidebar_label", "linkTitle", "short_title", "nav_title", "navTitle", "sidebar.label", "sidebar_title")
"""Keys that name a page in the menu alone."""
DESCRIPTION = ("description", "summary", "excerpt", "abstract", "subtitle", "tagline", "lead")
LANGUAGE = ("language", "lang", "locale")
ORDER = ("order", "weight", "nav_order", "sidebar_position", "sidebar.order", "position", "menu_order")
ALIASES = ("aliases", "alias", "redirect_from")
ADDRESS = ("permalink", "url", "slug")
HIDING = ("draft", "isDraft", "unlisted", "hidden", "private", "headless", "sidebar.draft", "password",
          "confidential", "wip")  # fmt: skip
"""Keys that keep a page from being public where they say yes."""
SHOWING = ("published", "publish", "public", "visible", "build.render", "_build.render", "render")
"""Keys that keep a page from being public where they say no."""
STATES = ("status", "state", "visibility", "access")
YES = ("true", "yes", "on", "1", "y")
NO = ("false", "no", "off", "0", "n", "never")
UNFINISHED = ("draft", "private", "unpublished", "hidden", "archived", "protected",
              "internal", "confidential", "restricted", "members", "members-only", "wip")  # fmt: skip
FROM = ("publishDate", "publish_date", "pubDate", "published_at", "embargo")
UNTIL = ("expiryDate", "expiry_date", "unpublishDate", "expires")
DAY = re.compile(r"(\d{4})-(\d\d?)-(\d\d?)")
LANGUAGE_CODE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def why_hidden(page: Original, today: date | None, from_keys: Iterable[str] = ()) -> str:
    """Why a page was not public, or nothing. A word that is neither yes nor no counts as what hides."""
    found = next(_hiding_keys(page, today, from_keys), "")
    if found == "password":
        return "it asks for a password"
    if found:
        return f"`{page.written(found)}: {page.text(found) or page.value(found)}`"
    return ""


def _hiding_keys(page: Original, today: date | None, from_keys: Iterable[str]) -> Iterator[str]:
    """The keys by which a page was not public."""
    for key in HIDING:
        # Whoever wrote such a key meant to hide something: only a clear no shows the page.
        if page.written(key) and not page.says(key, *NO, "none", ""):
            yield key
    for key in SHOWING:
        if page.says(key, *NO):
            yield key
    for key in STATES:
        if page.says(key, *UNFINISHED):
            yield key
    if today:
        yield from _hiding_days(page, today, from_keys)
    # Eleventy writes no page whose `permalink` is false.
    if page.says("permalink", "false"):
        yield "permalink"


def _hiding_days(page: Original, today: date, from_keys: Iterable[str]) -> Iterator[str]:
    """The keys with a day that has not come, or with one that is over."""
    for key in (*FROM, *from_keys):
        day = day_of(page, key)
        if day and day > today:
            yield key
    for key in UNTIL:
        day = day_of(page, key)
        if day and day <= today:
            yield key


def day_of(page: Original, key: str) -> date | None:
    """The day that a key says, or None."""
    found = DAY.match(page.text(key) or str(page.value(key)))
    if found is None:
        return None
    try:
        return date(*map(int, found.groups()))
    except ValueError:
        return None


def language_code(said: str) -> str:
    """A language as a handbook names it: `en-US` for `en_US`; nothing for what is none."""
    code = said.strip().split(".")[0].replace("_", "-")
    if LANGUAGE_CODE.fullmatch(code):
        return code
    return ""


def one_language(said: str) -> dict[str, str]:
    """The language of a site that has one, by its code and without a name; nothing where it is none."""
    code = language_code(said)
    if code:
        return {code: ""}
    return {}


def said_address(page: Original, target: str) -> tuple[str, ...]:
    """The address that a page says itself: a whole one, or only its last name."""
    _, said = page.first_of(ADDRESS)
    if not said or "://" in said:
        return ()
    if "/" in said:
        return (said,)
    return (f"{dirname(target)}/{said}",)


def own_order(page: Original, keys: Iterable[str]) -> float | None:
    """The place that a page says; Hugo's weight of 0 says none."""
    for key in keys:
        text = page.text(key)
        if NUMBER.fullmatch(text) and (key, text) != ("weight", "0"):
            return float(text)
    return None
