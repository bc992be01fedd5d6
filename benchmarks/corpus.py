"""Pages and agreements in invented words: the same ones every time, whatever generator they are for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random
from typing import Final

IN_A_FOLDER: Final = 25
"""Pages in a folder; the first is the page of the folder itself."""
INDEX: Final = "index"
EDITED: Final = "This was edited"
"""How every sentence starts that an edit adds."""
SEED: Final = "mentorsite"
SYLLABLES: Final = [consonant + vowel for consonant in "bdfghklmnprstvwyz" for vowel in "aeiou"]


@dataclass(frozen=True, slots=True)
class Address:
    """Where a page stands: `name` is `INDEX` for the page of its folder, `folder` is empty for the home page."""

    folder: str
    name: str

    @property
    def url(self) -> str:
        """As it is from the root of the site: `/part-001/page-00002/`."""
        parts = [part for part in (self.folder, self.name) if part and part != INDEX]
        return "".join(f"/{part}" for part in parts) + "/"


@dataclass(frozen=True, slots=True)
class Link:
    """A link to another page, open until a generator's way of writing it is known."""

    to: Address
    words: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page: `body` is Markdown, in pieces, with its links between them; `mark` stands on no other page."""

    address: Address
    title: str
    description: str
    mark: str
    body: tuple[str | Link, ...]

    def markdown(self, link: Callable[[Address, Address], str]) -> str:
        """The body as one text; `link` writes the way from a page to another."""
        return "".join(
            piece if isinstance(piece, str) else f"[{piece.words}]({link(self.address, piece.to)})"
            for piece in self.body
        )


def address(number: int) -> Address:
    """The address of a page by its number, which starts at 1."""
    folder, place = divmod(number - 1, IN_A_FOLDER)
    return Address(f"part-{folder + 1:03}", f"page-{number:05}" if place else INDEX)


def pages(count: int) -> Iterator[Page]:
    """The home page, then as many pages as asked for. A page's words depend on its number alone."""
    yield _home()
    yield from (page(number, count) for number in range(1, count + 1))


def page(number: int, count: int) -> Page:
    """A page by its number; those beside it, the last and the first too, are what it links to."""
    write = _Writer(f"page {number}")
    before, after = (number - 2) % count + 1, number % count + 1
    folder = address(number - (number - 1) % IN_A_FOLDER)
    mark = f"mark-{number:05}"
    title = f"{write.phrase(2)} {number}"
    body: tuple[str | Link, ...] = (
        write.paragraph(50),
        f" This is {mark}.\n\n",
        write.heading(),
        write.paragraph(60),
        " See ",
        Link(address(before), write.phrase(2)),
        " and ",
        Link(address(after), write.phrase(2)),
        ".\n\n",
        write.heading(),
        write.listed("-", 6, 9),
        "\n",
        write.heading(),
        write.table(4, 3),
        "\n",
        write.heading(),
        write.listed("1.", 5, 8),
        "\n",
        write.heading(),
        write.paragraph(70),
        "\n\n",
        write.paragraph(35),
        " All of this part is told ",
        Link(folder, "at its start"),
        ".\n",
    )
    return Page(address(number), title, f"{write.phrase(9)}.", mark, body)


def agreements(count: int) -> Iterator[tuple[str, str]]:
    """The id and the YAML of as many agreements as asked for, each to fill in on about two pages of paper."""
    for number in range(1, count + 1):
        yield f"agreement-{number:03}", _agreement(number)


def _words() -> tuple[str, ...]:
    chance = Random(SEED)
    return tuple("".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3)))) for _ in range(2000))


WORDS: Final = _words()


class _Writer:
    """Writes in words drawn by chance, always the same for the same seed."""

    def __init__(self, seed: str) -> None:
        self.chance = Random(f"{SEED} {seed}")

    def phrase(self, length: int) -> str:
        return " ".join(self.chance.choices(WORDS, k=length)).capitalize()

    def paragraph(self, length: int) -> str:
        """Sentences of 8 to 14 words, with something bold in the first."""
        sentences, left = [f"{self.phrase(4)} **{self.phrase(2).lower()}** {self.phrase(4).lower()}."], length - 10
        while left > 0:
            words = self.chance.randint(8, 14)
            sentences.append(f"{self.phrase(words)}.")
            left -= words
        return " ".join(sentences)

    def listed(self, start: str, items: int, length: int) -> str:
        return "".join(f"{start} {self.phrase(length)}\n" for _ in range(items))

    def table(self, rows: int, columns: int) -> str:
        head = [self.phrase(1) for _ in range(columns)]
        body = [[self.phrase(2) for _ in range(columns)] for _ in range(rows)]
        lines = [head, ["---"] * columns, *body]
        return "".join(f"| {' | '.join(line)} |\n" for line in lines)

    def heading(self) -> str:
        return f"## {self.phrase(3)}\n\n"


def _home() -> Page:
    write = _Writer("home")
    body = (write.paragraph(60), "\n\n", "Start with the ", Link(address(1), "first part"), ".\n")
    return Page(Address("", INDEX), "The whole handbook", "Where everything starts.", "mark-home", body)


def _agreement(number: int) -> str:
    write = _Writer(f"agreement {number}")
    sections = "".join(_section(write, each) for each in range(1, 7))
    return (
        f"title: {write.phrase(2)} {number}\n"
        f"description: {write.phrase(8)}.\n"
        "for: [mentor, mentee]\n"
        "parties:\n  mentor: {}\n  mentee: {}\n"
        f"introduction: {write.phrase(25)}.\n"
        f"sections:\n{sections}"
        "signatures: [mentor, mentee]\n"
        "amendments: 3\n"
    )


def _section(write: _Writer, number: int) -> str:
    fields = [
        f"text_{number}: {{type: text, label: {write.phrase(3)}, required: true}}",
        f"long_{number}: {{type: long-text, label: {write.phrase(4)}, lines: 3}}",
        f"day_{number}: {{type: date, label: {write.phrase(2)}}}",
        f"choice_{number}: {{type: choice, label: {write.phrase(3)}, options: [{write.phrase(1)}, {write.phrase(2)}]}}",
    ]
    return (
        f"  section_{number}:\n    title: {write.phrase(3)}\n    text: {write.phrase(20)}.\n"
        f"    clauses:\n      - {write.phrase(14)}.\n      - {write.phrase(18)}.\n"
        "    fields:\n" + "".join(f"      {field}\n" for field in fields)
    )
