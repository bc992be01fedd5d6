"""Link cards: a picture that leads somewhere and has a title, in a paragraph of its own.

`[![The garden](garden.jpg)](https://video.example/1 "A walk through the garden")` shows the picture, the title and
where it leads. Nothing is asked of another host before someone clicks.
"""

from urllib.parse import urlsplit

from markdown_it.rules_core import StateCore
from markdown_it.token import Token

CARD = ["link_open", "image", "link_close"]
# By HTML no link stands in another one, and a tag may open one.
NOT_IN_A_LINK = ("link_open", "link_close", "image", "html_inline", "footnote_ref")


def link_cards(state: StateCore) -> None:
    """Makes a card of each such paragraph."""
    tokens: list[Token] = []
    for token in state.tokens:
        tokens.append(token)
        if token.type == "paragraph_close" and (title := _title(tokens[-3:])):
            opened, pictured, closed = tokens[-3:]
            opened.hidden = closed.hidden = True
            pictured.children = _card(state, pictured, title)
            figure = Token("figure_open", "figure", 1, {"class": "link-card"}, block=True)
            tokens[-3:] = [figure, opened, pictured, closed, Token("figure_close", "figure", -1, block=True)]
    state.tokens = tokens


def _title(paragraph: list[Token]) -> str:
    """The title of the link that a paragraph with a picture is, taken from it; nothing for any other paragraph."""
    children = paragraph[1].children or []
    if paragraph[0].hidden or [child.type for child in children] != CARD:
        return ""
    return str(children[0].attrs.pop("title", "")).strip()


def _card(state: StateCore, pictured: Token, title: str) -> list[Token]:
    opened, image, closed = pictured.children or []
    parsed: list[Token] = []
    state.md.inline.parse(title, state.md, state.env, parsed)
    words = [word for word in parsed if word.type not in NOT_IN_A_LINK]
    # They were counted from the title's start; places are told from that of the paragraph.
    title_start = pictured.content.find(title)
    for word in words:
        word.meta["at"] = title_start + int(word.meta.get("at", 0))
    host = _host(str(opened.attrs.get("href", "")))
    shown = [*_span("link-card-title", words)]
    if host:
        shown += [Token("softbreak", "br", 0), *_span("link-card-host", [Token("text", "", 0, content=host)])]
    return [opened, image, Token("softbreak", "br", 0), *shown, closed]


def _span(name: str, inside: list[Token]) -> list[Token]:
    kind = name.replace("-", "_")
    return [Token(f"{kind}_open", "span", 1, {"class": name}), *inside, Token(f"{kind}_close", "span", -1)]


def _host(target: str) -> str:
    """The host that a link leads to, as people say it; nothing within the handbook."""
    if not target.startswith(("https://", "http://")):
        return ""
    try:
        host = urlsplit(target).hostname
    except ValueError:  # of `https://[`, say, which the check of links tells of
        return ""
    if host is None:
        return ""
    return host.removeprefix("www.")
