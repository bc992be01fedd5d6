"""Markdown text → `Document`."""

import itertools
import re
from bisect import bisect_right
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from html import escape, unescape
from typing import Any

from markdown_it.token import Token

from mentorsite.errors import Place, Problem, problem
from mentorsite.markdown import sanitize
from mentorsite.markdown.document import (
    APART,
    Document,
    Heading,
    Id,
    Image,
    Link,
    Mention,
    Piece,
    Term,
    Variable,
    shortened,
)
from mentorsite.markdown.emoji import near
from mentorsite.markdown.glossary import NO_TERMS, Terms
from mentorsite.markdown.grammar import LONGEST, NESTED, VARIABLE, hidden_spaces, parser
from mentorsite.markdown.near_misses.blocks import Note
from mentorsite.markdown.raw_html import taken_out, unread_markdown, with_ids, words_between
from mentorsite.markdown.slug import slug

OPEN, CLOSE = "\ufdd0", "\ufdd1"
"""Characters that Unicode keeps for a program's own use: they stand around the number of a value."""
OWN_REFERENCE = re.compile(r"&#(?:x0*fdd[0-3]|0*6497[6-9])(?![0-9a-f]);?", re.I)
"""The same characters, as raw HTML may name them."""
RAW_TARGET = re.compile(r"""\b(?:href|src|title|alt|aria-label)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.I)
RAW_WORDS = ("title", "alt", "aria-label")
"""Attributes of raw HTML that are read, so that variables are filled in there."""
DECORATION = ("presentation", "none")
"""The roles of an image that only decorates."""
SAYS_WORDS = re.compile(r' alt="| role="(?:presentation|none)"| aria-hidden="true"')
"""What a tag of raw HTML has whose image has words, or is said to be decoration."""
PICTURE_IN_TEXT = "(data:image/"
RAW_TAG = re.compile(r"<(?:[A-Za-z]|/[A-Za-z][^\s/>]*+[\s/])")
"""A tag that opens an element, or one that ends it and has attributes."""
COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
RAW = ("html_block", "html_inline")
RAW_TAGS = 10_000
"""How many tags of raw HTML a text may have, the rest is shown as written: reading elements that nest in
each other takes time by their depth squared."""
OWN_ID = re.compile(r"\{:?\s*#(\w[\w-]*+)[^{}]*+\}")
DEEPEST = 70
"""How deep elements may nest: all Markdown does, and raw HTML that nests deeper is shown as written. What draws PDFs
and reads HTML for other forms calls itself once a level."""
BELOW_TITLE, BELOW_SECTION = 2, 3
"""The level of a heading right below a page's title, and right below one of a section of a form or program."""
NAME_LENGTH = 6
"""Of the name by which the footnotes of one of several texts on a page are told apart."""
MOST_NEAR = 20
"""For how many names of a text that are unknown a near one is looked for."""
CONTROL = re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
"""Characters that neither HTML nor YAML can have."""
LINE_BREAK_OF_WORD = "\x0b"
Met = dict[str, Any]
"""What the parser notes of a text: where the first of what is too much starts."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a text stands in its file: its first character, and how far its other lines are indented.

    `joints` are for a text whose lines are not the file's: each line and column of it, both from 0,
    where the file does not just go on, and the place of that spot.
    """

    place: Place
    indent: int = 0
    joints: tuple[tuple[tuple[int, int], Place], ...] = ()

    def at(self, line: int, column: int) -> Place:
        """The place of a line and column of the text, both from 0."""
        if self.joints:
            nearest = max(bisect_right(self.joints, (line, column), key=lambda joint: joint[0]) - 1, 0)
            (joint_line, joint_column), place = self.joints[nearest]
            return Place(place.path, place.line, place.column + (column - joint_column if line == joint_line else 0))
        start = self.place.column - 1 if line == 0 else self.indent
        return Place(self.place.path, self.place.line + line, start + column + 1)


@dataclass(slots=True)
class _Values:
    """The values met while a text is turned to HTML, in the order of their numbers.

    `lines` are the text's; `read` is how far each was told apart into blocks; `raw` has the places of
    what raw HTML links to and says in attributes. `glossary` is the source that explains the terms of the text,
    `name` stands in the ids of its footnotes.
    """

    origin: Origin
    lines: list[str]
    found: list[Piece] = field(default_factory=list)
    read: defaultdict[int, int] = field(default_factory=lambda: defaultdict(int))
    raw: defaultdict[str, deque[Place]] = field(default_factory=lambda: defaultdict(deque))
    raw_tags: int = 0
    raw_refused: bool = False
    unknown_emoji: int = 0
    glossary: str = ""
    name: str = ""
    problems: list[Problem] = field(default_factory=list)

    def mark(self, value: Piece) -> str:
        self.found.append(value)
        return f"{OPEN}{len(self.found) - 1}{CLOSE}"

    def tell(self, met: Met) -> None:
        """Tells of what the parser took as it was written, where the first of it starts."""
        if "too deep" in met:
            line, column = met["too deep"]
            message = f"lists, quotes or emphasis nest more than {NESTED} deep, so this is shown as it is written"
            self.problems.append(problem("too-deep", self.origin.at(line, column), message, "write it flatter"))
        if "too long" in met:
            message = f"a paragraph has more than {LONGEST:,} characters, so it is shown as it is written"
            hint = "put an empty line between paragraphs"
            if PICTURE_IN_TEXT in self.lines[met["too long"]]:
                hint = "save the picture that stands in it below `content/`, and write `![What it shows](picture.png)`"
            self.problems.append(problem("too-large", self.origin.at(met["too long"], 0), message, hint))
        notes: list[Note] = [*met.get("nearly", ()), *([met["open box"]] if "open box" in met else ())]
        for note in notes:
            place = self.origin.at(note.row, note.column)
            self.problems.append(problem("nearly-markdown", place, note.message, note.hint))

    def tell_nearly(self, meta: Met, place: Place) -> None:
        """Tells of what nearly is Markdown. Looking for a near name takes long, so that it is done for few."""
        if "name" not in meta:
            self.problems.append(problem(meta["code"], place, meta["message"], meta["hint"]))
            return
        self.unknown_emoji += 1
        message = f"there is no emoji called `:{meta['name']}:`, so this is shown as it is written"
        hint = near(meta["name"]) if self.unknown_emoji <= MOST_NEAR else "paste the emoji itself"
        self.problems.append(problem(meta["code"], place, message, hint))

    def too_many_attributes(self, tokens: list[Token]) -> None:
        most = sanitize.MOST_ATTRIBUTES
        message = f"a tag of HTML has more than {most:,} attributes, so all HTML of this text is shown as it is written"
        self.problems.append(problem("too-large", self.first_raw(tokens), message, "write it as Markdown"))

    def first_raw(self, tokens: list[Token]) -> Place:
        return self.origin.at(next((token.map[0] for token in tokens if token.map and _holds_raw(token)), 0), 0)

    def too_deep(self, tokens: list[Token]) -> None:
        message = f"HTML nests more than {DEEPEST} deep, so all HTML of this text is shown as it is written"
        self.problems.append(problem("too-deep", self.first_raw(tokens), message, "write it flatter, or as Markdown"))

    def too_many_tags(self, place: Place) -> None:
        message = f"a text has more than {RAW_TAGS:,} tags of HTML; from here on they are shown as they are written"
        self.problems.append(problem("too-large", place, message, "split the page, or write Markdown"))

    def marked(self, text: str) -> Piece | None:
        """The value whose mark a text is, if it is one."""
        number = text.removeprefix(OPEN).removesuffix(CLOSE)
        known = number.isdecimal() and int(number) < len(self.found)
        return self.found[int(number)] if known and text == f"{OPEN}{number}{CLOSE}" else None

    def attribute(self, _tag: str, name: str, value: str) -> str | None:
        """What stands in the HTML for an attribute that an element may have."""
        if name in ("href", "src") and isinstance(self.marked(value), Link | Image):
            return value
        if name == "id":
            return self.mark(Id(value))
        if name == "href":
            return self.mark(Link(value, self.raw_place(value)))
        if name == "src":
            return self.mark(Image(value, self.raw_place(value), told=False, raw=True))
        if name in RAW_WORDS and value in self.raw:
            return self.filled(value, _always(self.raw_place(value)))
        return value

    def filled(self, text: str, spot: Callable[[int], Place]) -> str:
        """A text with a mark in place of each of its variables."""
        return VARIABLE.sub(lambda found: self.mark(_variable(found, spot(found.start()))), text)

    def raw_place(self, value: str) -> Place:
        """The place of the next link of raw HTML to this; the text's own where a parser moved it."""
        places = self.raw.get(value)
        if not places:
            return self.origin.place
        return places.popleft() if len(places) > 1 else places[0]

    def spots(self, content: str, row: int) -> Callable[[int], Place]:
        """The function from an offset in a block's text, whose indentation is gone, to its place."""
        parts = content.split("\n")
        starts = [0, *itertools.accumulate(len(part) + 1 for part in parts)]
        columns = [self.column(row + line, part) for line, part in enumerate(parts)]

        def place(offset: int) -> Place:
            line = min(bisect_right(starts, offset), len(parts)) - 1
            column = offset - starts[line]
            escaped = parts[line].count("|", 0, column) if columns[line][1] else 0
            return self.origin.at(row + line, columns[line][0] + column + escaped)

        return place

    def column(self, row: int, part: str) -> tuple[int, bool]:
        """Where in a line a part of it starts, after those met before; and whether its `|` are escaped there."""
        line = self.lines[row] if row < len(self.lines) else ""
        for written in (part, part.replace("|", r"\|")):
            column = line.find(written, self.read[row])
            if column >= 0:
                self.read[row] = column + len(written)
                return column, written != part
        return 0, False


def parse(text: str, origin: Origin, terms: Terms = NO_TERMS) -> Document:
    """A text of blocks. A level-1 heading that it starts with becomes the document's title.

    Where one of the terms stands first, it becomes a `Mention`.
    """
    text, values, tokens = _read(text, origin, parser().parse, terms)
    return _document(text, values, tokens, tuple(_headings(tokens, {})))


def parse_part(text: str, origin: Origin, level: int = BELOW_SECTION) -> Document:
    """A text of blocks within a page: it has no title, and a heading of the first level is one of `level` there."""
    text, values, tokens = _read(text, origin, parser().parse)
    _lower_headings(tokens, level)
    values.name = sha256(text.encode("utf-8", "backslashreplace")).hexdigest()[:NAME_LENGTH]
    return _document(text, values, tokens, tuple(_headings(tokens, {})), titled=False)


def parse_glossary(text: str, origin: Origin) -> Document:
    """A text of blocks that explains terms: those of its definition lists get an id each, as headings do."""
    text, values, tokens = _read(text, origin, parser().parse)
    taken: dict[str, int] = {}
    headings = tuple(_headings(tokens, taken))
    terms = tuple(_terms(tokens, taken, origin))
    return replace(_document(text, values, tokens, headings), terms=terms)


def parse_inline(text: str, origin: Origin) -> Document:
    """A text of one line, such as a label: no blocks, no headings."""
    text, values, tokens = _read(text, origin, parser().parseInline)
    return _document(text, values, tokens, ())


def _read(
    text: str, origin: Origin, tokens_of: Callable[[str, Met], list[Token]], terms: Terms = NO_TERMS
) -> tuple[str, _Values, list[Token]]:
    controls = _control_characters(text, origin)
    text = CONTROL.sub(" ", _own_characters_only(text))
    shown = hidden_spaces(text)
    values = _Values(origin, shown.split("\n"), glossary=terms.glossary, problems=list(controls))
    met = Met(terms=terms)
    tokens = tokens_of(shown, met)
    values.tell(met)
    return text, values, tokens


def _control_characters(text: str, origin: Origin) -> Iterator[Problem]:
    """The first in each line of the characters that text cannot have."""
    if not CONTROL.search(text):
        return
    for row, line in enumerate(text.split("\n")):
        found = CONTROL.search(line)
        if found:
            message = f"a character that text cannot have (U+{ord(found[0]):04X}); a space is shown instead"
            hint = "start a new line there" if found[0] == LINE_BREAK_OF_WORD else "delete it"
            yield problem("control-character", origin.at(row, found.start()), message, hint)


def _own_characters_only(text: str) -> str:
    return text.translate({0xFDD0: "\ufffd", 0xFDD1: "\ufffd", 0xFDD2: "\ufffd", 0xFDD3: "\ufffd", 0: "\ufffd"})


def _document(
    text: str, values: _Values, tokens: list[Token], headings: tuple[Heading, ...], *, titled: bool = True
) -> Document:
    summary = _summary(tokens)
    _mark_values(tokens, values)
    titled = titled and bool(tokens) and tokens[0].type == "heading_open" and tokens[0].tag == "h1"
    title, body = (tokens[1:2], tokens[3:]) if titled else ([], tokens)
    return Document(
        source=text,
        place=values.origin.place,
        pieces=_pieces(body, values),
        title=_pieces(title, values),
        headings=headings,
        summary=summary,
        problems=tuple(values.problems),
    )


def _lower_headings(tokens: list[Token], level: int) -> None:
    """Moves all headings down where one of them is of the first level, so that this one fits into a page."""
    headings = [token for token in tokens if token.type in ("heading_open", "heading_close")]
    if any(token.tag == "h1" for token in headings):
        for token in headings:
            token.tag = f"h{min(int(token.tag[1]) + level - 1, 6)}"


def _headings(tokens: list[Token], taken: dict[str, int]) -> Iterator[Heading]:
    """Gives every heading its id, unique as GitHub makes it, and yields it."""
    for token, inline in itertools.pairwise(tokens):
        if token.type == "heading_open":
            own = _own_id(inline) or str(token.attrs.get("id", ""))
            token.attrs["id"] = _unique(own or slug(_words(inline, names=True)) or "section", taken)
            yield Heading(int(token.tag[1]), str(token.attrs["id"]), _to_fill(inline))


def _terms(tokens: list[Token], taken: dict[str, int], origin: Origin) -> Iterator[Term]:
    """Gives every term of a definition list its id and yields it; a comma tells its spellings apart."""
    for token, inline in itertools.pairwise(tokens):
        if token.type == "dt_open":
            own = _own_id(inline)
            spellings = tuple(each for part in _words(inline).split(",") if (each := " ".join(part.split())))
            token.attrs["id"] = _unique(own or slug(spellings[0] if spellings else "") or "term", taken)
            yield Term(spellings, str(token.attrs["id"]), origin.at(token.map[0] if token.map else 0, 0))


def _own_id(inline: Token) -> str:
    """The id that words give themselves at their end, `{#start}`, which is taken from them."""
    last = inline.children[-1] if inline.children else None
    if last is None or last.type != "text":
        return ""
    words, brace, attributes = last.content.rpartition("{")
    own = OWN_ID.fullmatch(brace + attributes.rstrip())
    if own is None:
        return ""
    last.content = words.rstrip()
    return own[1]


def _unique(name: str, taken: dict[str, int]) -> str:
    """The name, or one of its own where that is taken, numbered as GitHub does it."""
    unique = name
    while unique in taken:
        taken[name] += 1
        unique = f"{name}-{taken[name]}"
    taken[unique] = 0
    return unique


def _words(inline: Token, *, names: bool = False) -> str:
    """The plain words of an inline token, variables as written; with `names`, emoji by theirs, as in anchors."""
    return "".join(text for text, _ in _parts(inline, names=names)).strip()


def _to_fill(inline: Token) -> str:
    """The plain words of an inline token in which variables may be filled in, and they alone."""
    words = _words(inline)
    if "{{" not in words:
        return words
    runs = itertools.groupby(_parts(inline), key=lambda part: part[1])
    joined = ((is_variable, "".join(text for text, _ in parts)) for is_variable, parts in runs)
    return "".join(text if is_variable else text.replace("{{", APART) for is_variable, text in joined).strip()


def _parts(inline: Token, *, names: bool = False) -> Iterator[tuple[str, bool]]:
    """The plain words of each part of an inline token, and whether it is a variable."""
    for child in inline.children or ():
        if child.type == "emoji":
            yield child.markup if names else child.content, False
        elif child.type in ("text", "code_inline", "variable", "term", "image"):
            yield child.content.replace("\ufdd2", " "), child.type == "variable"
        elif child.type in ("softbreak", "hardbreak"):
            yield " ", False


def _summary(tokens: list[Token]) -> str:
    """The words of the first paragraph, cut at a word when it is long; whole where it has variables."""
    for token, inline in itertools.pairwise(tokens):
        if token.type == "paragraph_open" and token.tag == "p" and not token.hidden and _words(inline):
            whole = " ".join(_to_fill(inline).split())
            return whole if "{{" in whole else shortened(whole)
    return ""


def _mark_values(tokens: list[Token], values: _Values) -> None:
    """Puts a mark in place of every link, image, variable and term of the tokens."""
    for token in tokens:
        row = token.map[0] if token.map else 0
        if token.type == "inline" and token.children:
            _mark_inline(token.children, values, values.spots(token.content, row))
        elif token.type == "html_block":
            _mark_raw(token, values, values.spots(token.content, row), 0)


def _mark_inline(children: list[Token], values: _Values, spot: Callable[[int], Place]) -> None:
    for child in children:
        at = int(child.meta.get("at", 0))
        match child.type:
            case "link_open":
                child.attrs["href"] = values.mark(Link(_target(child, "href"), spot(at)))
                _mark_title(child, values, spot(at))
            case "image":
                sized = not {"width", "height"}.isdisjoint(child.attrs)
                told = bool(child.content.strip()) or str(child.attrs.get("role")) in DECORATION
                child.attrs["src"] = values.mark(Image(_target(child, "src"), spot(at), sized, told))
                _mark_title(child, values, spot(at))
                _mark_inline(child.children or [], values, _always(spot(at)))
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


def _variable(found: re.Match[str], place: Place) -> Variable:
    return Variable(found[2], found[0].replace("\ufdd2", " "), place)


def _always(place: Place) -> Callable[[int], Place]:
    """The places in an image's words, which are told apart from the text around: the image's own."""
    return lambda _offset: place


def _mark_title(token: Token, values: _Values, place: Place) -> None:
    if "title" in token.attrs:
        token.attrs["title"] = values.filled(str(token.attrs["title"]), _always(place))


def _mark_words(html: str, values: _Values, spot: Callable[[int], Place]) -> str:
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


def _mark_raw(token: Token, values: _Values, spot: Callable[[int], Place], at: int) -> None:
    """Notes where raw HTML links to, and takes from it what is not for content."""
    values.raw_tags += len(RAW_TAG.findall(token.content))
    if values.raw_tags > RAW_TAGS:
        if not values.raw_refused:
            values.raw_refused = True
            values.too_many_tags(spot(at))
        token.content = _as_written(token.content)
        return
    for found in RAW_TARGET.finditer(token.content):
        group = found.lastindex or 0
        values.raw[unescape(found[group]).replace("\ufdd2", " ")].append(spot(at + found.start(group)))
    for told in taken_out(token.content):
        values.problems.append(problem("taken-out", spot(at + told.at), told.message, told.hint))
    html = _mark_words(token.content, values, spot) if token.type == "html_block" else token.content
    token.content = OWN_REFERENCE.sub("\ufffd", with_ids(html))


def _target(token: Token, attribute: str) -> str:
    return str(token.attrs.get(attribute, "")).replace("\ufdd2", " ")


def _pieces(tokens: list[Token], values: _Values) -> tuple[Piece, ...]:
    if not tokens:
        return ()
    rendered = _rendered(tokens, values)
    if sanitize.has_many_attributes(rendered):
        values.too_many_attributes(tokens)
        _show_raw(tokens)
        rendered = _rendered(tokens, values)
    html = sanitize.clean(rendered, values.attribute)
    if sanitize.depth(html) > DEEPEST:
        values.too_deep(tokens)
        _show_raw(tokens)
        html = sanitize.clean(_rendered(tokens, values), values.attribute)
    return tuple(piece for piece in _told_apart(html, values) if piece)


def _told_apart(html: str, values: _Values) -> Iterator[Piece]:
    """The pieces of HTML with marks in it. The HTML that a mark stands for was never a text's own."""
    first, *rest = html.split(OPEN)
    yield first
    before = first
    for part in rest:
        number, close, text = part.partition(CLOSE)
        match values.marked(f"{OPEN}{number}{close}"):
            case None:
                yield "\ufffd"
                yield part
                continue
            case str(own):
                yield from _told_apart(own, values)
            case Image(raw=True) as image:
                tag = before[before.rfind("<") :] + text.partition(">")[0]
                yield replace(image, told=SAYS_WORDS.search(tag) is not None)
            case value:
                yield value
        yield text
        before = text


def _rendered(tokens: list[Token], values: _Values) -> str:
    md = parser()
    env = {"mark": values.mark, **({"docId": values.name} if values.name else {})}
    html: str = md.renderer.render(tokens, md.options, env).replace("\ufdd2", " ")
    return html


def _holds_raw(token: Token) -> bool:
    return any(each.type in RAW for each in (token, *(token.children or ())))


def _show_raw(tokens: list[Token]) -> None:
    """Shows all raw HTML as it was written."""
    for token in tokens:
        for each in (token, *(token.children or ())):
            if each.type in RAW:
                each.content = _as_written(each.content)


def _as_written(html: str) -> str:
    """Raw HTML as text, without comments, which are for nobody to read."""
    return escape(COMMENT.sub("", html))
