"""What a theme says in two languages at once."""

import pickle

from markupsafe import Markup

from mentorsite.theme.bilingual import Bilingual, bilingual_words, with_languages
from mentorsite.theme.words import Word

ENGLISH = {
    "due": Word("Due {0}", "en"),
    "days": Word("{0} days", "en", {"one": "{0} day", "other": "{0} days"}),
    "separator": ", ",
    "name": "Name",
    "print_page": "Page {0} of {1}",
}
SPANISH = {
    "due": Word("Hasta el {0}", "es"),
    "days": Word("{0} días", "es", {"one": "{0} día", "other": "{0} días"}),
    "separator": " y ",
    "print_page": "Página {0} de {1}",
}
WORDS = bilingual_words(ENGLISH, SPANISH, "es")


def test_what_is_filled_in_is_whole_in_each_language() -> None:
    assert WORDS["due"].format(Bilingual("3 May", "3 de mayo", "es")) == "Due 3 May / Hasta el 3 de mayo"
    assert WORDS["days"].format(1) == "1 day / 1 día"
    joined = WORDS["separator"].join([Bilingual("Mentor", "Mentora", "es"), "Ana"])
    assert WORDS["due"].format(joined) == "Due Mentor, Ana / Hasta el Mentora y Ana"


def test_what_is_the_same_stands_once() -> None:
    assert WORDS["name"] == "Name"
    assert with_languages(WORDS["name"]) == "Name"
    assert Bilingual("Email", "Email", "es") == "Email"


def test_a_pattern_that_is_taken_apart_is_in_one_language() -> None:
    assert WORDS["print_page"] == "Page {0} of {1}"


def test_html_says_which_words_are_in_the_other_language() -> None:
    made = with_languages(Bilingual("Yes", "نعم <b>", "ar"))
    also = '<span class="also" lang="ar" dir="rtl">نعم &lt;b&gt;</span>'
    assert made == Markup(f'Yes<span class="also-mark"> / </span>{also}')
    assert with_languages("Yes") == "Yes"


def test_another_process_is_handed_both() -> None:
    handed = pickle.loads(pickle.dumps(WORDS["due"]))
    assert (handed, handed.format(1)) == (WORDS["due"], "Due 1 / Hasta el 1")
    assert repr(handed) != repr(WORDS["days"])
