"""A line of what is said of a program: plain words, texts of the handbook, links and days, for every format.

Each format has one writer for it: `html` for pages, `words` for all that reads `render.text.nodes`, `plain` for words
alone.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from string import Formatter
from typing import assert_never

from markupsafe import Markup, escape

from mentorsite.markdown.document import Document
from mentorsite.render.context import RenderContext
from mentorsite.render.left_to_right import kept_whole
from mentorsite.render.text.nodes import Break, Inline, Linked, Marked, Text
from mentorsite.render.text.simple import one_line
from mentorsite.theme.dates_and_numbers import capitalized, direction
from mentorsite.theme.words import Word, for_number


@dataclass(frozen=True, slots=True)
class Strong:
    """What stands out in a line."""

    line: "Line"


@dataclass(frozen=True, slots=True)
class LinkTo:
    """What leads to a URL."""

    url: str
    line: "Line"


@dataclass(frozen=True, slots=True)
class Time:
    """A day or an hour in words, and what a browser is told of it: attributes of HTML."""

    words: str
    attributes: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """A moment that counts from the match, in words: where the reader has said that day, the browser says the day.

    `after` is what to add to the match, `pattern` the words around the day.
    """

    words: str
    after: str
    pattern: str = "{0}"


@dataclass(frozen=True, slots=True)
class Series:
    """When a series of meetings is: a browser adds the reader's own time to all of it."""

    line: "Line"


@dataclass(frozen=True, slots=True)
class NewLine:
    """The end of a line within a line, as between two texts in a cell."""


Part = str | Document | Strong | LinkTo | Time | Counted | Series | NewLine
Line = tuple[Part, ...]
"""An empty one says nothing."""
NOTHING: Line = ()


def line(said: str | Document | None) -> Line:
    """Plain words, or a text, as a line; nothing for none."""
    if said:
        return (said,)
    return NOTHING


def lines(texts: Iterable[Document]) -> tuple[Line, ...]:
    """Texts as lines."""
    return tuple(line(text) for text in texts)


def joined(between: Part, said: Iterable[Line]) -> Line:
    """Those of some lines that say something, one after the other."""
    made: list[Part] = []
    for each in said:
        if each:
            made += [between, *each] if made else each
    return tuple(made)


def filled(pattern: str, *values: Line | str | int) -> Line:
    """A pattern of a theme's words, as `{0} from {1}`, with lines in its places."""
    made: list[Part] = []
    numbers = count()  # for places without one of their own: `{}`
    for words, name, _, _ in Formatter().parse(for_number(pattern, values)):
        made += line(words)
        if name is not None:
            value = values[int(name or next(numbers))]
            if isinstance(pattern, Word):  # it knows how its language writes a number
                shown = pattern.written(value)
            else:
                shown = value
            if isinstance(shown, tuple):
                made += shown
            else:
                made += line(str(shown))
    return tuple(made)


def begun(said: Line, language: str) -> Line:
    """A line as it begins a sentence."""
    match said:
        case (str() as first, *rest):
            return (capitalized(first, language), *rest)
        case (Counted() as first, *rest):
            return (replace(first, words=capitalized(first.words, language)), *rest)
        case _:
            return said


def html(said: Line, context: RenderContext, escape: Callable[[str], Markup] = escape) -> Markup:
    """A line as HTML for a page."""
    made = Markup("").join(_html(part, context, escape) for part in said)
    return kept_whole(made, direction(context.language))


def _html(part: Part, context: RenderContext, escape: Callable[[str], Markup]) -> Markup:
    match part:
        case str():
            return escape(part)
        case Document():
            return context.html(part)
        case Strong(said):
            return Markup("<strong>{}</strong>").format(html(said, context, escape))
        case LinkTo(url, said):
            return Markup('<a href="{}">{}</a>').format(url, html(said, context, escape))
        case Time(words, attributes):
            for_browsers = Markup("").join(Markup(' {}="{}"').format(*attribute) for attribute in attributes)
            return Markup("<time{}>{}</time>").format(for_browsers, words)
        case Counted(words, after, pattern):
            counted = Markup('<span class="from-match" data-after="{}" data-pattern="{}">{}</span>')
            return counted.format(after, pattern, words)
        case Series(said):
            return Markup('<span class="series">{}</span>').format(html(said, context, escape))
        case NewLine():
            return Markup("<br>")
        case _:
            assert_never(part)


def plain(said: Line, context: RenderContext) -> str:
    """The words of a line alone."""
    return str(html(said, context).striptags())


def words(said: Line, context: RenderContext) -> tuple[Inline, ...]:
    """A line for formats that are read elsewhere, its texts with whole links."""
    made: list[Inline] = []
    for word in _words(said, context):
        # a theme's pattern is taken apart around its places: what is one text again is one for writers, too
        if made and isinstance(word, Text) and isinstance(made[-1], Text):
            made[-1] = Text(made[-1].words + word.words)
        else:
            made.append(word)
    return tuple(made)


def _words(said: Line, context: RenderContext) -> Iterator[Inline]:
    for part in said:
        match part:
            case str():
                yield Text(part)
            case Document():
                yield from one_line(context.portable(part))
            case Strong(inside):
                yield Marked("strong", words(inside, context))
            case LinkTo(url, inside):
                yield Linked(url, words(inside, context))
            case Time(shown) | Counted(shown):
                yield Text(shown)
            case Series(inside):
                yield from _words(inside, context)
            case NewLine():
                yield Break()
            case _:
                assert_never(part)
