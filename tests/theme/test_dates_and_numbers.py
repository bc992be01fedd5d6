"""Days, hours, lengths and numbers as each language of the theme writes them."""

from datetime import date, time

import pytest

from mentorsite.theme.dates_and_numbers import day, direction, hour, length, month, number

WRITTEN = {
    "en": ("1 February 2027", "18:05", "Feb 2027", "90 minutes", "1,250"),
    "es": ("1 de febrero de 2027", "18:05", "feb 2027", "90 minutos", "1.250"),
    "es-MX": ("1 de febrero de 2027", "6:05 p.m.", "feb 2027", "90 minutos", "1,250"),
    "fr": ("1 février 2027", "18:05", "févr. 2027", "90 minutes", "1 250"),
    "de": ("1. Februar 2027", "18:05", "Feb. 2027", "90 Minuten", "1.250"),
    "pt-BR": ("1 de fevereiro de 2027", "18:05", "fev. de 2027", "90 minutos", "1.250"),
    "it": ("1 febbraio 2027", "18:05", "feb 2027", "90 minuti", "1.250"),
    "nl": ("1 februari 2027", "18:05", "feb 2027", "90 minuten", "1.250"),
    "pl": ("1 lutego 2027", "18:05", "lut 2027", "90 minut", "1 250"),
    "uk": ("1 лютого 2027 р.", "18:05", "лют. 2027 р.", "90 хвилин", "1 250"),
    "tr": ("1 Şubat 2027", "18:05", "Şub 2027", "90 dakika", "1.250"),
    "ar": ("1 فبراير 2027", "6:05 م", "فبراير 2027", "90 دقيقة", "1,250"),
    "ar-EG": ("١ فبراير ٢٠٢٧", "٦:٠٥ م", "فبراير ٢٠٢٧", "٩٠ دقيقة", "١٬٢٥٠"),
    "he": ("1 בפברואר 2027", "18:05", "פבר׳ 2027", "90 דקות", "1,250"),
    "hi": ("1 फ़रवरी 2027", "6:05 pm", "फ़र॰ 2027", "90 मिनट", "1,250"),
    "zh-Hans": ("2027年2月1日", "18:05", "2027年2月", "90分钟", "1,250"),
    "ja": ("2027年2月1日", "18:05", "2027年2月", "90 分", "1,250"),
}
"""A day, an hour, a month, a length and a number."""


@pytest.mark.parametrize("language", WRITTEN)
def test_days_hours_and_numbers_are_written_as_the_language_does(language: str) -> None:
    said = (
        day(date(2027, 2, 1), language),
        hour(time(18, 5), language),
        month(date(2027, 2, 1), language, with_year=True),
        length(90, "minutes", language),
        number(1250, language),
    )
    assert tuple(" ".join(each.replace("\u200f", "").split()) for each in said) == WRITTEN[language]


@pytest.mark.parametrize(("language", "way"), [("ar", "rtl"), ("he", "rtl"), ("ja", "ltr"), ("zh-Hans", "ltr")])
def test_a_language_runs_its_own_way(language: str, way: str) -> None:
    assert direction(language) == way
