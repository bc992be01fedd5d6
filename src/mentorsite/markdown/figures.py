"""Pictures with words below them."""

from markdown_it.rules_core import StateCore
from markdown_it.token import Token


def figures(state: StateCore) -> None:
    """Makes a figure of each picture that stands alone and has a title, with the title as the words below it."""
    tokens: list[Token] = []
    for token in state.tokens:
        tokens.append(token)
        if token.type == "paragraph_close" and (title := _title_of_picture(tokens[-3:])):
            opened, pictured, closed = tokens[-3:]
            # A hidden paragraph renders what is in it, and no `<p>` around that.
            opened.hidden = closed.hidden = True
            # The rule `inline` has gone by, which parses the words of all blocks.
            children: list[Token] = []
            state.md.inline.parse(title, state.md, state.env, children)
            words = Token("inline", "", 0, content=title, map=pictured.map, children=children)
            caption = Token("paragraph_open", "figcaption", 1, block=True), words
            end = (
                Token("paragraph_close", "figcaption", -1, block=True),
                Token("figure_close", "figure", -1, block=True),
            )
            tokens[-3:] = [Token("figure_open", "figure", 1, block=True), opened, pictured, closed, *caption, *end]
    state.tokens = tokens


def _title_of_picture(paragraph: list[Token]) -> str:
    """The title of the picture that a paragraph is, taken from it; nothing for any other paragraph."""
    children = paragraph[1].children or []
    # In a list without empty lines paragraphs are hidden already: a picture there stays in its item's line.
    if paragraph[0].hidden or [child.type for child in children] != ["image"]:
        return ""
    return str(children[0].attrs.pop("title", ""))
