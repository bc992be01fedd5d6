"""Attributes of Pandoc's Markdown, as in `{#id .class key="value"}`: what they say, and what they hide."""

import re

VALUE = re.compile(r"(?<![\w-])([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"',}]+))")
OWN_ID = re.compile(r"#([\w:.-]+)")
CLASS = re.compile(r"(?:^|\s)\.([\w-]+)")
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
HIDDEN = {"hidden", "notes", "d-none"}
"""Classes that no page shows."""
CONDITION = re.compile(r"(when|unless)-(format|profile|meta)")


def values(said: str) -> dict[str, str]:
    """The named values of some attributes."""
    return {each[1]: each[2] or each[3] or each[4] or "" for each in VALUE.finditer(said)}


def classes(said: str) -> tuple[str, ...]:
    """The classes of some attributes; a word alone is one."""
    bare = said.strip("{} ")
    if re.fullmatch(r"[\w-]+", bare):
        return (bare,)
    return tuple(CLASS.findall(VALUE.sub("", bare)))


def id_of(said: str) -> str:
    """The id of some attributes, or nothing."""
    own = OWN_ID.search(VALUE.sub("", said))
    if own:
        return own[1]
    return ""


def why_hidden(said: str) -> str:
    """Why not everyone saw on the web what has some attributes; nothing where everyone did."""
    own, named = set(classes(said)), values(said)
    if own & HIDDEN or NOT_SHOWN.search(named.get("style", "")):
        return "what no reader saw; left out"
    conditions = [(each, named[each]) for each in named if CONDITION.fullmatch(each)]
    web = {key.startswith("when") == value.startswith("html") for key, value in conditions if key.endswith("format")}
    others = [f'{key}="{value}"' for key, value in conditions if not key.endswith("format")]
    if "content-visible" in own and False in web:
        return "what only another format shows; left out"
    if "content-hidden" in own and False not in web and not others:
        if web:
            return "what only another format shows; left out"
        return "what no reader saw; left out"
    is_open = others and own & {"content-visible", "content-hidden"} and not ("content-hidden" in own and False in web)
    if is_open:
        return f"what only some readers saw (`{' '.join(others)}`); left out"
    return ""
