"""A text as blocks and words, for every writer but the page's, which joins HTML.

`RenderContext.blocks(document)` gives a text as it reads in one place: variables are filled in, links lead on from
there. `RenderContext.portable(document)` gives the same for what is read elsewhere, with whole links and without ids.
A writer goes through the blocks in order, with one `match` for them and one for words:

    def written(block: Block) -> str:
        match block:
            case Paragraph(words):
                return "".join(word(each) for each in words)
            case Heading(level, words):
                ...
            case List(numbered, first, items):
                ...
            case _:
                assert_never(block)

The texts of a form's sheet are `Rich.blocks`, which are portable. For a format that has no groups and no places to
link to, `simple` and `simple_words` give the same without them; `with_languages` and `words_with_languages` keep what
says its language. `one_line` gives blocks as words, as in a narrow cell.
Texts and URLs are as a reader sees them: a writer escapes what its format reads as its own.
"""

from dataclasses import dataclass
from typing import Literal

Mark = Literal["strong", "em", "s", "sup", "sub"]
Align = Literal["", "left", "center", "right"]
SummaryOf = Literal["callout", "table", "term", "details"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words. A run of spaces is one, and none stands where a block begins or ends."""

    words: str


@dataclass(frozen=True, slots=True)
class Marked:
    """Words that are strong, emphasized, struck out, or set higher or lower."""

    mark: Mark
    words: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of another kind: `tag` is that of HTML (`mark`, `small`, `q`, `u` …) or `span`.

    `language` and `direction` (`ltr`, `rtl`) are set where they are not those around. `below` is whether they say
    again what stands before them, as in a form in two languages.
    """

    tag: str
    words: tuple["Inline", ...]
    language: str = ""
    direction: str = ""
    below: bool = False


@dataclass(frozen=True, slots=True)
class CodeWords:
    """Code in a line."""

    code: str


@dataclass(frozen=True, slots=True)
class Break:
    """The end of a line within a block."""


@dataclass(frozen=True, slots=True)
class Linked:
    """Words that lead to a URL, which may be relative, or `#` and an id."""

    url: str
    words: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """An image: its URL, the words for those who don't see it, and its size in pixels where it is known."""

    url: str
    words: str
    size: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class FootnoteMark:
    """Where a footnote of this number belongs; several marks may have one."""

    number: int


@dataclass(frozen=True, slots=True)
class Blank:
    """Where a field of a form is filled in within a sentence, by its id."""

    field: str


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that links lead to. It shows nothing; it stands among words, and alone where no words follow."""

    id: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    words: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6; `id` is what links to it lead to."""

    level: int
    words: tuple["Inline", ...]
    id: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """Words that stand above what they name: a callout's title, a table's caption, a term, what opens `details`."""

    of: SummaryOf
    words: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Caption:
    """The words of a figure."""

    words: tuple["Inline", ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list. `number` is what stands before it in a numbered one; `checked` is set for a task."""

    blocks: tuple["Block", ...]
    number: int
    checked: bool | None = None


@dataclass(frozen=True, slots=True)
class List:
    """Points. Numbers count on by one from `first`: a list whose numbers jump is several lists."""

    numbered: bool
    first: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What someone else said."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A box that stands out. `look` is `note`, `tip`, `important`, `warning` or `caution`; a `Summary` comes first."""

    look: str
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Code:
    """Lines of code, in a language as its writer named it."""

    code: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class Rule:
    """A line between two blocks."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell. One that takes several columns or rows is followed, right and below, by empty ones that are `covered`."""

    blocks: tuple["Block", ...]
    header: bool = False
    align: Align = ""
    across: int = 1
    down: int = 1
    covered: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table."""

    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose rows all have the same number of cells; a `Summary` before it is its caption."""

    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Footnote:
    """A footnote, at the end of its text; `number` is that of its marks."""

    number: int
    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with its `Caption`; with `card`, one that leads elsewhere and says where to."""

    blocks: tuple["Block", ...]
    card: bool = False


@dataclass(frozen=True, slots=True)
class Meaning:
    """What the term before it means."""

    blocks: tuple["Block", ...]


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks in another language, or in one that is written the other way; `below` is as that of a `Span`."""

    blocks: tuple["Block", ...]
    language: str = ""
    direction: str = ""
    below: bool = False


Inline = Text | Marked | Span | CodeWords | Break | Linked | Picture | FootnoteMark | Blank | Spot
Block = (
    Paragraph | Heading | Summary | Caption | List | Quote | Callout | Code | Rule | Table | Footnote | Figure | Meaning
    | Group | Spot
)  # fmt: skip
SimpleInline = Text | Marked | CodeWords | Break | Linked | Picture | FootnoteMark | Blank
SimpleBlock = Paragraph | Heading | Summary | List | Quote | Callout | Code | Rule | Table | Footnote
"""What is left for formats that have no groups: see `render.text.simple`."""
