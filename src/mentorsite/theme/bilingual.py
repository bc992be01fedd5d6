"""Texts of one line in two languages at once, and what a theme says in both."""

from collections.abc import Iterable
from typing import TypeVar

from markupsafe import Markup

from mentorsite.theme.dates_and_numbers import direction
from mentorsite.theme.values import Words

FIRST_ALONE = ("print_page", "print_page_of", "checklist_due")
"""Words that are taken apart, or that a script fills in with what stands in both languages already."""
ALSO = Markup('<span class="also" lang="{}" dir="{}">{}</span>')
BESIDE = Markup('{}<span class="also-mark"> / </span>{}')
"""The mark parts the two in one line; a style hides it where the second stands below the first."""


T = TypeVar("T")


class Bilingual(str):
    """A text and its translation, as `Yes / Sí`; what says the same in both stands once.

    What is filled in, or joined, becomes whole in each language: `Due 3 May / Hasta el 3 de mayo`.
    """

    first: str
    second: str
    language: str
    """That of the second."""

    def __new__(cls, first: str, second: str, language: str) -> "Bilingual":
        """Both texts as one."""
        if first == second:
            whole = first
        else:
            whole = f"{first} / {second}"
        made = super().__new__(cls, whole)
        made.first, made.second, made.language = first, second, language
        return made

    def __getnewargs__(self) -> tuple[str, str, str]:  # type: ignore[override]
        """What a process hands on to another."""
        return self.first, self.second, self.language

    def __repr__(self) -> str:
        return f"Bilingual({self.first!r}, {self.second!r}, {self.language!r})"

    def format(self, *values: object, **named: object) -> "Bilingual":
        """Both texts with values in their places, each with those of its language."""
        first = self.first.format(*map(in_first, values), **named)
        second = self.second.format(*map(in_second, values), **named)
        return Bilingual(first, second, self.language)

    def join(self, texts: Iterable[str], /) -> "Bilingual":
        """Texts one after the other, in each language."""
        every = [*texts]
        first, second = self.first.join(map(in_first, every)), self.second.join(map(in_second, every))
        return Bilingual(first, second, self.language)


def in_first(value: T) -> T | str:
    """What a value says in the first of two languages."""
    if isinstance(value, Bilingual):
        return value.first
    return value


def in_second(value: T) -> T | str:
    """What a value says in the second of two languages."""
    if isinstance(value, Bilingual):
        return value.second
    return value


def bilingual_words(first: Words, second: Words, language: str) -> Words:
    """What a theme says in two languages; `language` is the second one."""
    made: dict[str, str] = {}
    for key, said in first.items():
        if key in FIRST_ALONE:
            made[key] = said
        else:
            made[key] = Bilingual(said, second.get(key, said), language)
    return made


def also(words: str, language: str) -> Markup:
    """Words in one line, as HTML, in the second of two languages."""
    return ALSO.format(language, direction(language), words)


def with_languages(text: str) -> str:
    """A text as HTML that says which of its words are in the second language; any other as it is."""
    if not isinstance(text, Bilingual) or text.first == text.second:
        return text
    return BESIDE.format(text.first, also(text.second, text.language))
