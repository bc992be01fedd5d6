"""Two sheets of one form, in two languages → one sheet that says everything in both, and has every field once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from markupsafe import Markup

from mentorsite.render.forms.blanks import with_lines
from mentorsite.render.forms.sheet import (
    AmendmentsBlock,
    ClauseBlock,
    ClauseBox,
    FieldBlock,
    FormSheet,
    HeadingBlock,
    Input,
    ItemBlock,
    Only,
    Rich,
    SheetBlock,
    SignatureBlock,
    TextBlock,
    blanks,
    inputs,
)
from mentorsite.render.text.nodes import Block, Break, Group, Paragraph, Span
from mentorsite.render.text.simple import one_line
from mentorsite.theme.bilingual import BESIDE, Bilingual, also

BELOW = Markup('<div class="also" lang="{}" dir="{}">{}</div>')


def bilingual_sheet(first: FormSheet, second: FormSheet, counts: tuple[str, str]) -> FormSheet:
    """The sheet in both languages: the fields and the order are those of the first.

    `counts` is the sentence that says which language counts, in both.
    """
    joined = _Joined(first, second)
    return replace(
        first,
        kind_label=joined.words(first.kind_label, second.kind_label),
        title=joined.words(first.title, second.title),
        description=joined.words(first.description, second.description),
        effective=joined.any_words(first.effective, second.effective),
        due=joined.any_words(first.due, second.due),
        audience=joined.every_word(first.audience, second.audience),
        paired=joined.paired(),
        notice=joined.any_words(first.notice, second.notice),
        introduction=joined.introduction(counts),
        blocks=tuple(joined.blocks()),
        new_copy=joined.any_words(first.new_copy, second.new_copy) or "",
        below=second.language,
    )


class _Joined:
    """What two sheets say, as one."""

    def __init__(self, first: FormSheet, second: FormSheet) -> None:
        self.first, self.second = first, second
        self.inputs = {each.name: each for each in inputs(second)}
        self.fields = {each.id: each for each in (*blanks(second), *second.blocks) if isinstance(each, FieldBlock)}

    # Texts of one line

    def words(self, first: str, second: str) -> str:
        return Bilingual(first, second, self.second.language)

    def any_words(self, first: str | None, second: str | None) -> str | None:
        if first and second:
            return self.words(first, second)
        return first or second

    def every_word(self, first: Sequence[str], second: Sequence[str]) -> tuple[str, ...]:
        return tuple(self.words(*each) for each in zip(first, second, strict=True))

    def paired(self) -> tuple[str, str] | None:
        first, second = self.first.paired, self.second.paired
        if first and second:
            return (self.words(first[0], second[0]), first[1])
        return first

    # Texts with marks and links

    def line(self, first: Rich, second: Rich) -> Rich:
        """A text in one line, the other below it."""
        if self.is_once(first, second):
            return first
        below = self.line_alone(second)
        words = (*one_line(first.blocks), Break(), *one_line(below.blocks))
        return Rich(BESIDE.format(first.html, below.html), (Paragraph(words),))

    def any_line(self, first: Rich | None, second: Rich | None) -> Rich | None:
        return _any(first, second, self.line, self.line_alone)

    def line_alone(self, second: Rich) -> Rich:
        """A text in one line of the second language."""
        language, direction = self.second.language, self.second.direction
        words = Span("span", one_line(second.blocks), language, direction, below=True)
        return Rich(also(second.html, language), (Paragraph((words,)),))

    def text(self, first: Rich, second: Rich) -> Rich:
        """A text of blocks, the other below it."""
        if self.is_once(first, second):
            return first
        return _after(first, self.text_alone(second))

    def any_text(self, first: Rich | None, second: Rich | None) -> Rich | None:
        return _any(first, second, self.text, self.text_alone)

    def text_alone(self, second: Rich) -> Rich:
        """A text of blocks in the second language."""
        language, direction = self.second.language, self.second.direction
        blocks = Group(second.blocks, language, direction, below=True)
        return Rich(BELOW.format(language, direction, second.html), (blocks,))

    def is_once(self, first: Rich, second: Rich) -> bool:
        """Whether a text isn't translated, or says the same in both languages."""
        return first.plain == second.plain or _language(second.blocks) == self.first.language

    def introduction(self, counts: tuple[str, str]) -> Rich:
        """What stands at the head: which language counts, and what the form begins with."""
        sentences = [Rich(Markup("<p>{}</p>").format(each), Rich.of(each).blocks) for each in counts]
        head = self.text(sentences[0], sentences[1])
        said = self.any_text(self.first.introduction, self.second.introduction)
        if said:
            return _after(head, said)
        return head

    # Blocks

    def blocks(self) -> Iterator[SheetBlock]:
        """The blocks of the first, each with that of the second; texts that only the second has stand in between."""
        ours, theirs = self.first.blocks, self.second.blocks
        # `autojunk` would pass over what is frequent, as texts are, in a form of 200 blocks or more
        matcher = SequenceMatcher(None, [*map(_key, ours)], [*map(_key, theirs)], autojunk=False)
        for same, start, end, other_start, other_end in matcher.get_opcodes():
            if same == "equal":
                yield from map(self.block, ours[start:end], theirs[other_start:other_end])
                continue
            yield from ours[start:end]
            # fields are those of the first: of what only the second has, only words can be shown
            for each in theirs[other_start:other_end]:
                if isinstance(each, TextBlock):
                    yield TextBlock(self.text_alone(with_lines(each.text)))
                elif isinstance(each, HeadingBlock):
                    yield replace(each, number=None, text=self.line_alone(each.text))

    def block(self, first: SheetBlock, second: SheetBlock) -> SheetBlock:
        match first, second:
            case HeadingBlock(), HeadingBlock():
                return replace(
                    first,
                    text=self.line(first.text, second.text),
                    when=self.only(first.when, second.when),
                    audience=self.every_word(first.audience, second.audience),
                )
            case TextBlock(), TextBlock():
                return TextBlock(self.text(first.text, with_lines(second.text)), self.blanks(first))
            case ClauseBlock(), ClauseBlock():
                return replace(
                    first,
                    text=self.text(first.text, with_lines(second.text)),
                    boxes=tuple(map(self.box, first.boxes, second.boxes)),
                    when=self.only(first.when, second.when),
                    audience=self.every_word(first.audience, second.audience),
                    blanks=self.blanks(first),
                )
            case ItemBlock(), ItemBlock():
                return replace(
                    first,
                    input=self.input(first.input),
                    text=self.text(first.text, second.text),
                    due=self.any_words(first.due, second.due),
                    audience=self.every_word(first.audience, second.audience),
                )
            case FieldBlock(), FieldBlock():
                return self.field(first, second)
            case SignatureBlock(), SignatureBlock():
                name, signature, day = map(self.input, first.inputs)
                return replace(first, label=self.words(first.label, second.label), inputs=(name, signature, day))
            case AmendmentsBlock(), AmendmentsBlock():
                return self.amendments(first, second)
            case _:
                return first

    def only(self, first: Only | None, second: Only | None) -> Only | None:
        if first and second:
            return replace(first, words=self.words(first.words, second.words))
        return first

    def box(self, first: ClauseBox, second: ClauseBox) -> ClauseBox:
        return ClauseBox(self.input(first.input), self.words(first.label, second.label))

    def field(self, first: FieldBlock, second: FieldBlock) -> FieldBlock:
        return replace(
            first,
            label=self.line(first.label, second.label),
            help=self.any_line(first.help, second.help),
            when=self.only(first.when, second.when),
            filled_by=self.any_words(first.filled_by, second.filled_by),
            inputs=tuple(map(self.input, first.inputs)),
            more=tuple(map(self.input, first.more)),
            columns=tuple(map(self.line, first.columns, second.columns)),
            rows=tuple(map(self.any_line, first.rows, second.rows)),
        )

    def blanks(self, block: TextBlock | ClauseBlock) -> tuple[FieldBlock, ...]:
        """The fields in the sentences of the first language: each is filled in there alone."""
        return tuple(self.field(blank, self.fields.get(blank.id, blank)) for blank in block.blanks)

    def amendments(self, first: AmendmentsBlock, second: AmendmentsBlock) -> AmendmentsBlock:
        day, change, initials = self.every_word(first.columns, second.columns)
        rows = tuple((self.input(each[0]), self.input(each[1]), self.input(each[2])) for each in first.rows)
        return AmendmentsBlock((day, change, initials), rows)

    def input(self, first: Input) -> Input:
        second = self.inputs.get(first.name, first)
        labels = {option.value: option.label for option in second.options}
        options = []
        for option in first.options:
            label = self.words(option.label, labels.get(option.value, option.label))
            options.append(replace(option, label=label))
        return replace(
            first,
            label=self.words(first.label, second.label),
            options=tuple(options),
            unit=self.any_words(first.unit, second.unit),
        )


def _any(
    first: Rich | None, second: Rich | None, both: Callable[[Rich, Rich], Rich], alone: Callable[[Rich], Rich]
) -> Rich | None:
    """What there is of two texts."""
    if first and second:
        return both(first, second)
    if second:
        return alone(second)
    return first


def _after(first: Rich, second: Rich) -> Rich:
    return Rich(first.html + second.html, (*first.blocks, *second.blocks))


def _language(blocks: Sequence[Block]) -> str:
    """The language that a whole text is marked with, as one that a translation leaves out."""
    match blocks:
        case (Paragraph((Span(language=language),)),) | (Group(language=language),):
            return language
        case _:
            return ""


def _key(block: SheetBlock) -> tuple[str, str]:
    """What a block and its translation have in common."""
    match block:
        case HeadingBlock(id=name) | FieldBlock(id=name) | ItemBlock(input=Input(name=name)):
            return type(block).__name__, name
        case SignatureBlock(inputs=signing):
            return type(block).__name__, signing[0].name
        case _:
            return type(block).__name__, ""
