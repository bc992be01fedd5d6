"""Blocks and words for formats that know fewer of them."""

from collections.abc import Iterable, Iterator

from mentorsite.render.text.nodes import (
    Block,
    Break,
    Callout,
    Caption,
    Code,
    CodeWords,
    Figure,
    Footnote,
    Group,
    Heading,
    Inline,
    List,
    Meaning,
    Paragraph,
    Quote,
    Rule,
    SimpleBlock,
    SimpleInline,
    Span,
    Spot,
    Summary,
    Table,
    Text,
)


def simple(blocks: Iterable[Block]) -> tuple[SimpleBlock, ...]:
    """Blocks without those that only group others, and without spots: what is in a group stands in its place.

    What is in other blocks stays as it is, so a writer asks again when it goes there. A caption is a paragraph.
    """
    return tuple(_simple(blocks))


def simple_words(words: Iterable[Inline]) -> tuple[SimpleInline, ...]:
    """The same of words."""
    return tuple(_simple_words(words))


def with_languages(blocks: Iterable[Block]) -> tuple[SimpleBlock | Group, ...]:
    """The same as `simple`, but groups in another language or direction stay."""
    return tuple(_with_languages(blocks))


def words_with_languages(words: Iterable[Inline]) -> tuple[SimpleInline | Span, ...]:
    """The same as `simple_words`, but words in another language or direction stay."""
    return tuple(_words_with_languages(words))


def one_line(blocks: Iterable[Block]) -> tuple[Inline, ...]:
    """The words of some blocks, with a break between two."""
    made: list[Inline] = []
    for line in _lines(blocks):
        made += [Break(), *line] if made else line
    return tuple(made)


def plain(words: str) -> tuple[Block, ...]:
    """A plain text as a paragraph."""
    said = " ".join(words.split())
    if said:
        return (Paragraph((Text(said),)),)
    return ()


def _simple(blocks: Iterable[Block]) -> Iterator[SimpleBlock]:
    for block in _with_languages(blocks):
        if isinstance(block, Group):
            yield from _simple(block.blocks)
        else:
            yield block


def _simple_words(words: Iterable[Inline]) -> Iterator[SimpleInline]:
    for each in _words_with_languages(words):
        if isinstance(each, Span):
            yield from _simple_words(each.words)
        else:
            yield each


def _with_languages(blocks: Iterable[Block]) -> Iterator[SimpleBlock | Group]:
    for block in blocks:
        match block:
            case Group() if block.language or block.direction:
                yield block
            case Group() | Figure() | Meaning():
                yield from _with_languages(block.blocks)
            case Caption(words):
                yield Paragraph(words)
            case Spot():
                continue
            case _:
                yield block


def _words_with_languages(words: Iterable[Inline]) -> Iterator[SimpleInline | Span]:
    for each in words:
        match each:
            case Span() if each.language or each.direction:
                yield each
            case Span():
                yield from _words_with_languages(each.words)
            case Spot():
                continue
            case _:
                yield each


def _lines(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    for block in blocks:
        match block:
            case Paragraph(words) | Caption(words) | Heading(words=words) | Summary(words=words):
                yield words
            case Code(code):
                yield (CodeWords(code),)
            case Table():
                yield from (one_line(cell.blocks) for row in block.rows for cell in row.cells)
            case List():
                for item in block.items:
                    yield from _lines(item.blocks)
            case Quote() | Callout() | Footnote() | Figure() | Meaning() | Group():
                yield from (_in_language(line, block) for line in _lines(block.blocks))
            case Spot():  # words have places to link to as well
                yield (block,)
            case Rule():
                continue


def _in_language(line: tuple[Inline, ...], around: Block) -> tuple[Inline, ...]:
    """A line, marked with the language of the group that it stands in."""
    if isinstance(around, Group) and (around.language or around.direction):
        return (Span("span", line, around.language, around.direction, around.below),)
    return line
