"""Blocks that stand aside, `:::note`, with their titles."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

# GitHub has no such blocks: `:::{note}` is how MyST has them, `:::note[Title]` how Docusaurus titles one.
CONTAINER = re.compile(r"\{?(note|tip|important|warning|caution|info|danger)\}?(?:\s+(.*)|\[(.*)\]|)", re.I)
# GitHub's alerts, whose look these blocks share, are of five kinds.
LOOKS_LIKE = {"info": "note", "danger": "caution"}


def is_container(params: str, _markup: str) -> bool:
    """Whether a line of colons begins such a block."""
    return CONTAINER.fullmatch(params.strip()) is not None


def aside_titles(state: StateCore) -> None:
    """Puts the title of each `:::` block into it, as an alert has its own. One without words has the theme's."""
    tokens: list[Token] = []
    for index, token in enumerate(state.tokens):
        tokens.append(token)
        if token.type == "alert_open":
            # Behind it stand the opening of its title, and the title's words.
            state.tokens[index + 2].meta["word"] = f"alert_{token.info.lower()}"
        if token.type == "container_aside_open" and (found := CONTAINER.fullmatch(token.info.strip())):
            kind = found[1].lower()
            token.meta["look"] = LOOKS_LIKE.get(kind, kind)
            title = _title(token, found)
            tokens += [Token("alert_title_open", "p", 1), title, Token("alert_title_close", "p", -1, block=True)]
    state.tokens = tokens


def _title(block: Token, found: re.Match[str]) -> Token:
    """The title that a block's line gives it, or the name of its kind, which a theme says in its own words."""
    kind = found[1].lower()
    words = (found[2] or found[3] or "").strip()
    # The rule `inline`, which runs after this one, makes its children.
    title = Token("inline", "", 0, content=words, map=block.map, children=[])
    if not words:
        title.content = kind.capitalize()
        title.meta["word"] = f"alert_{kind}"
    return title
