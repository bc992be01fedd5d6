"""The keys of a page that a handbook has too, under whatever name other tools give them."""

import re
from collections.abc import Iterable
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
    hiding = next((key for key in HIDING if page.written(key) and not page.says(key, *NO, "none", "")), "")
    showing = next((key for key in SHOWING if page.says(key, *NO)), "")
    state = next((key for key in STATES if page.says(key, *UNFINISHED)), "")
    early = next((key for key in (*FROM, *from_keys) if today and (day := day_of(page, key)) and day > today), "")
    late = next((key for key in UNTIL if today and (day := day_of(page, key)) and day <= today), "")
    if page.says("permalink", "false"):
        nowhere = "permalink"
    else:
        nowhere = ""
    found = hiding or showing or state or early or late or nowhere
    if found == "password":
        return "it asks for a password"
    if found:
        return f"`{page.written(found)}: {page.text(found) or page.value(found)}`"
    return ""


def day_of(page: Original, key: str) -> date | None:
    """The day that a key says, or None."""
    found = DAY.match(page.text(key) or str(page.value(key)))
    try:
        if found:
            return date(*map(int, found.groups()))
        return None
    except ValueError:
        return None


def language_code(said: str) -> str:
    """A language as a handbook names it: `en-US` for `en_US`; nothing for what is none."""
    code = said.strip().split(".")[0].replace("_", "-")
    if LANGUAGE_CODE.fullmatch(code):
        return code
    return ""


def said_address(page: Original, target: str) -> tuple[str, ...]:
    """The address that a page says itself: a whole one, or only its last name."""
    _, said = page.first_of(ADDRESS)
    if not said or "://" in said:
        return ()
    return (said if "/" in said else f"{dirname(target)}/{said}",)


def own_order(page: Original, keys: Iterable[str]) -> float | None:
    """The place that a page says; Hugo's weight of 0 says none."""
    said = ((key, page.text(key)) for key in keys)
    found = next((text for key, text in said if NUMBER.fullmatch(text) and (key, text) != ("weight", "0")), None)
    if found is None:
        return None
    return float(found)
