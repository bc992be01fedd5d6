"""Marks in place of the values of a text while its HTML is cleaned, and the pieces that they become."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from html import escape

from markdown_it.token import Token

from mentorsite.errors import Place, problem
from mentorsite.markdown import sanitize
from mentorsite.markdown.document import Image, Link, Mention, Piece, ThemeWord, Variable
from mentorsite.markdown.grammar import first_row, parser
from mentorsite.markdown.long_numbers import unescape
from mentorsite.markdown.raw_html import HIDDEN, taken_out, unread_markdown, with_ids, words_between
from mentorsite.markdown.tree import CLOSE, OPEN
from mentorsite.markdown.values import DEEPEST, FAR_TOO_DEEP, RAW, RAW_TAGS, Values, always

OWN_REFERENCE = re.compile(r"&#(?:x0*fdd[0-3]|0*6497[6-9])(?![0-9a-f]);?", re.I)
"""The characters around a mark, as raw HTML may name them."""
RAW_TARGET = re.compile(r"""\b(?:href|src|title|alt|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
DECORATION = ("presentation", "none")
"""The roles of an image that only decorates."""
SAYS_WORDS = re.compile(r' alt="| role="(?:presentation|none)"| aria-hidden="true"')
"""What a tag of raw HTML has whose image has words, or is said to be decoration."""
RAW_TAG = re.compile(r"<(?:[A-Za-z]|/[A-Za-z][^\s/>]*+[\s/])")
"""A tag that opens an element, or one that ends it and has attributes."""
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)


def mark_values(tokens: list[Token], values: Values) -> None:
    """Puts a mark in place of every link, image, variable and term of the tokens."""
    for token in tokens:
        row = first_row(token)
        if token.type == "inline" and "word" in token.meta:
            word = ThemeWord(token.meta["word"], token.content)
            token.children = [Token("text", "", 0, content=values.mark(word))]
        elif token.type == "inline" and token.children:
            _mark_inline(token.children, values, values.spots(token.content, row))
        elif token.type == "html_block":
            _mark_raw(token, values, values.spots(token.content, row), 0)


def _mark_inline(children: list[Token], values: Values, spot: Callable[[int], Place]) -> None:
    for child in children:
        at = int(child.meta.get("at", 0))
        match child.type:
            case "link_open":
                child.attrs["href"] = values.mark(Link(_target(child, "href"), spot(at)))
                _mark_title(child, values, spot(at))
            case "image":
                sized = not {"width", "height"}.isdisjoint(child.attrs)
                described = bool(child.content.strip()) or str(child.attrs.get("role")) in DECORATION
                child.attrs["src"] = values.mark(Image(_target(child, "src"), spot(at), sized, described))
                _mark_title(child, values, spot(at))
                # Its words were parsed by themselves, so their offsets say nothing of the text around.
                _mark_inline(child.children or [], values, always(spot(at)))
            case "variable":
                variable = Variable(str(child.meta["name"]), child.content, spot(at))
                child.type, child.content = "text", values.mark(variable)
            case "term":
                mention = Mention(values.glossary, str(child.meta["id"]), child.content)
                child.meta["mark"] = values.mark(mention)
            case "nearly":
                values.tell_nearly(child.meta, spot(at))
            case "html_inline":
                _mark_raw(child, values, spot, at)


def _mark_title(token: Token, values: Values, place: Place) -> None:
    if "title" in token.attrs:
        token.attrs["title"] = values.filled(str(token.attrs["title"]), always(place))


def _mark_words(html: str, values: Values, spot: Callable[[int], Place]) -> str:
    """A block of HTML with a mark in place of each variable of its words. Tells of Markdown that isn't read there."""
    parts, read = [], 0
    for words in words_between(html):
        parts += [html[read : words.at], values.filled(words.text, _from(words.at, spot))]
        read = words.at + len(words.text)
    for note in unread_markdown(html):
        values.problems.append(problem("nearly-markdown", spot(note.at), note.message, note.hint))
    return "".join([*parts, html[read:]])


def _from(start: int, spot: Callable[[int], Place]) -> Callable[[int], Place]:
    return lambda at: spot(start + at)


def _mark_raw(token: Token, values: Values, spot: Callable[[int], Place], at: int) -> None:
    """Notes where raw HTML links to and where it hides words, and takes from it what is not for content."""
    for found in HIDDEN.finditer(token.content):
        values.hidden.append(spot(at + found.start()))
    values.raw_tags += len(RAW_TAG.findall(token.content))
    if values.raw_tags > RAW_TAGS:
        if not values.raw_refused:
            values.raw_refused = True
            values.too_many_tags(spot(at))
        token.content = _as_written(token.content)
        return
    for found in RAW_TARGET.finditer(token.content):
        group = found.lastindex or 0
        # By the value that `Values.attribute` is given once the HTML is cleaned: entities are resolved by then.
        value = unescape(found[group]).replace("\ufdd2", " ")
        values.raw[value].append(spot(at + found.start(group)))
    for left_out in taken_out(token.content):
        values.problems.append(problem("taken-out", spot(at + left_out.at), left_out.message, left_out.hint))
    if token.type == "html_block":
        html = _mark_words(token.content, values, spot)
    else:
        html = token.content
    token.content = OWN_REFERENCE.sub("\ufffd", with_ids(html))


def _target(token: Token, attribute: str) -> str:
    return str(token.attrs.get(attribute, "")).replace("\ufdd2", " ")


def pieces_of(tokens: list[Token], values: Values) -> tuple[Piece, ...]:
    """The pieces of the HTML of tokens whose values are marked."""
    if not tokens:
        return ()
    rendered = _rendered(tokens, values)
    if sanitize.has_many_attributes(rendered):
        values.too_many_attributes(tokens)
        _show_raw(tokens)
        rendered = _rendered(tokens, values)
    surely_deep = sanitize.surely_nests(rendered, FAR_TOO_DEEP)
    html = "" if surely_deep else sanitize.clean(rendered, values.attribute)
    # Counted once it is clean: only then is each element ended, and where it is.
    if surely_deep or sanitize.depth(html) > DEEPEST:
        values.too_deep(tokens)
        _show_raw(tokens)
        html = sanitize.clean(_rendered(tokens, values), values.attribute)
    return tuple(piece for piece in _split(html, values) if piece)


def _split(html: str, values: Values) -> Iterator[Piece]:
    """The pieces of HTML with marks in it. The HTML that a mark stands for was never a text's own."""
    first, *rest = html.split(OPEN)
    yield first
    before = first
    for part in rest:
        number, close, text = part.partition(CLOSE)
        match values.marked(f"{OPEN}{number}{close}"):
            case None:  # it only looks like a mark
                yield "\ufffd"
                yield part
                continue
            case str(own):
                yield from _split(own, values)
            case Image(raw=True) as image:
                # Whether the image has words, only its whole tag tells: `Values.attribute` is given a single attribute.
                tag = before[before.rfind("<") :] + text.partition(">")[0]
                yield replace(image, described=SAYS_WORDS.search(tag) is not None)
            case value:
                yield value
        yield text
        before = text


def _rendered(tokens: list[Token], values: Values) -> str:
    md = parser()
    env: dict[str, object] = {"mark": values.mark}
    if values.name:
        env["docId"] = values.name  # the plugin for footnotes puts it into their ids
    html: str = md.renderer.render(tokens, md.options, env).replace("\ufdd2", " ")
    return html


def _show_raw(tokens: list[Token]) -> None:
    """Shows all raw HTML as it was written."""
    for token in tokens:
        for each in (token, *(token.children or ())):
            if each.type in RAW:
                each.content = _as_written(each.content)


def _as_written(html: str) -> str:
    """Raw HTML as text, without comments, which are for nobody to read."""
    return escape(COMMENT.sub("", html))
