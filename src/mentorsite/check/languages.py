"""Codes of countries where those of languages belong: browsers and screen readers know no language by them."""

from collections.abc import Iterator, Mapping

from mentorsite.errors import Place, Problem, problem
from mentorsite.model.site import Site

LANGUAGES: Mapping[str, str] = {
    "jp": "ja", "cn": "zh", "tw": "zh-Hant", "cz": "cs", "dk": "da", "gr": "el", "ua": "uk", "sp": "es", "ir": "fa",
}  # fmt: skip
"""The language that people mean by a code that no language has."""


def country_codes(site: Site) -> Iterator[Problem]:
    """Languages of the handbook, or of a page, by the code of a country."""
    for code, place in _named(site):
        meant = LANGUAGES.get(code.partition("-")[0])
        if meant:
            message = f"`{code}` is the code of a country, and of no language"
            yield problem("country-code", place, message, f"did you mean `{meant}`?")


def _named(site: Site) -> Iterator[tuple[str, Place]]:
    settings = site.settings
    for code in dict.fromkeys((settings.language, *settings.languages)):
        key = "languages" if code in settings.languages else "language"
        if code:
            yield code, settings.place_of(key)
    for page in site.pages:
        if page.front.language and not page.shown_in:
            yield page.front.language, page.front.place_of("language")
