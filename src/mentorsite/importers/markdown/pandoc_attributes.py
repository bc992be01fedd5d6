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
    web = set()
    others = []
    for key, value in named.items():
        if not CONDITION.fullmatch(key):
            continue
        if key.endswith("format"):
            # `when-format="html"` holds on the web, and so does `unless-format="pdf"`.
            web.add(key.startswith("when") == value.startswith("html"))
        else:
            others.append(f'{key}="{value}"')
    holds = False not in web
    if "content-visible" in own and not holds:
        return "what only another format shows; left out"
    if "content-hidden" in own and holds and not others:
        return "what only another format shows; left out" if web else "what no reader saw; left out"
    # Nobody can tell here which profile a site was made with, or what its settings said.
    if others and ("content-visible" in own or ("content-hidden" in own and holds)):
        return f"what only some readers saw (`{' '.join(others)}`); left out"
    return ""
