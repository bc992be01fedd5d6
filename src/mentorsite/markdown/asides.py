"""Blocks that stand aside, `:::note`, with their titles."""

import re

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

CONTAINER = re.compile(r"\{?(note|tip|important|warning|caution|info|danger)\}?(?:\s+(.*)|\[(.*)\]|)", re.I)
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
            state.tokens[index + 2].meta["word"] = f"alert_{token.info.lower()}"
        if token.type == "container_aside_open" and (found := CONTAINER.fullmatch(token.info.strip())):
            kind = found[1].lower()
            token.meta["look"] = LOOKS_LIKE.get(kind, kind)
            words = (found[2] or found[3] or "").strip()
            meta = {} if words else {"word": f"alert_{kind}"}
            inline = Token("inline", "", 0, content=words or kind.capitalize(), map=token.map, children=[], meta=meta)
            tokens += [Token("alert_title_open", "p", 1), inline, Token("alert_title_close", "p", -1, block=True)]
    state.tokens = tokens
