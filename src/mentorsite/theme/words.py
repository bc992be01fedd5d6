"""The words of a theme: a text, or its forms for numbers, in one language."""

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeGuard

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from mentorsite.theme.dates_and_numbers import locale, number

PLURALS = ("zero", "one", "two", "few", "many", "other")
"""The kinds of numbers that languages tell apart, as CLDR calls them."""
OTHER = "other"


class Word(str):
    """What a theme says in one place. `forms` are its texts by kinds of numbers: `other` alone, or more."""

    language: str
    forms: Mapping[str, str]

    def __new__(cls, text: str, language: str, forms: Mapping[str, str] | None = None) -> "Word":
        """A text, which stands for `other` where there are forms."""
        made = super().__new__(cls, text)
        made.language, made.forms = language, forms or {OTHER: text}
        return made

    def __getnewargs__(self) -> tuple[str, str, Mapping[str, str]]:  # type: ignore[override]
        """What a process hands on to another."""
        return str(self), self.language, self.forms

    def __repr__(self) -> str:
        return f"Word({str(self)!r}, {self.language!r}, {dict(self.forms)!r})"

    def on_page(self, language: str) -> "Word":
        """The same word, with the figures of a page: those of `es-MX` for a word in `es`."""
        if language == self.language:
            return self
        akin = language.partition("-")[0] == self.language.partition("-")[0]
        if akin:  # an English word on a page in Arabic keeps the figures of English
            return Word(str(self), language, self.forms)
        return self

    def format(self, *values: object, **named: object) -> str:
        """The text with values in its places. The last number chooses the form; all stand in the language's figures."""
        pattern = for_number(self, values)
        return str.format(pattern, *(self.written(each) for each in values), **named)

    def written(self, value: object) -> object:
        """A value as it stands in the text."""
        if _is_number(value):
            return number(value, self.language)
        return value


def _is_number(value: object) -> TypeGuard[int | float]:
    return isinstance(value, int | float) and not isinstance(value, bool)  # Python counts those among numbers


def for_number(word: str, values: Iterable[object]) -> str:
    """The form of a word that fits the last number of some values."""
    numbers = []
    for each in values:
        if _is_number(each):
            numbers.append(each)
    if not isinstance(word, Word) or len(word.forms) == 1 or not numbers:
        return word
    kind = locale(word.language).plural_form(numbers[-1])
    return word.forms.get(kind, word.forms[OTHER])


def layers(language: str) -> Iterator[str]:
    """The languages whose words a page takes, the last that has one first to be asked: `es`, then `es-MX`.

    A language without a region or a script of its own stands for that of most of its people: `pt` for `pt-BR`.
    """
    base = language.replace("_", "-").partition("-")[0]
    names = dict.fromkeys([*_usual(base), base, *_usual(language)])
    for name in names:
        if name != language:
            yield name
    yield language


def _usual(language: str) -> tuple[str, ...]:
    """A language with the script, and with the region, that it has for most people."""
    name = language.replace("-", "_")
    likely = get_global("likely_subtags")
    try:
        full = Locale.parse(likely.get(name, name))
    except (UnknownLocaleError, ValueError):
        return ()
    found = []
    if full.script:
        found.append(f"{full.language}-{full.script}")
    if full.territory:
        found.append(f"{full.language}-{full.territory}")
    return tuple(found)
