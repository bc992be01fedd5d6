"""What no font has is taken out of the texts that it stands in, and of nothing else."""

from typing import Any

import pytest

from mentorsite.errors import ThemeError
from mentorsite.render.forms.pdf import typeset
from mentorsite.render.forms.pdf.missing_characters import lacking, without, worth_telling

KEYCAP, RARE = "\N{COMBINING ENCLOSING KEYCAP}", "\N{EGYPTIAN HIEROGLYPH D010}"
SAID = 'error: PDF/UA-1 error: the text `{}` could not be displayed with font `"Some"`'


def drawn(data: Any, *lacked: str) -> tuple[Any, str]:
    """The data as it is drawn at last, and what is told, where fonts lack each of these, together or alone."""
    told = frozenset[str]()
    for each in lacked:
        data, taken = without(data, frozenset(each))
        told |= taken
    return data, " ".join(sorted(worth_telling(told)))


@pytest.mark.parametrize("sign", ["1", '"', "\\", "B", "\N{LATIN SMALL LETTER E WITH ACUTE}"])
def test_a_sign_with_a_mark_that_no_font_has_is_drawn_bare_and_all_others_stay(sign: str) -> None:
    data = {"title": [f"{sign}{KEYCAP} First {sign}"], "1": 1, sign: f"{sign} and {sign}"}
    left = {"title": [f"{sign} First {sign}"], "1": 1, sign: f"{sign} and {sign}"}
    assert drawn(data, sign + KEYCAP) == (left, sign + KEYCAP)


TEXTS = {
    "a keycap as emoji": ("1\ufe0f\u20e3", ["1\ufe0f\u20e3"], "1", "1\ufe0f\u20e3"),
    "a sign that fonts lack": (f"a {RARE} b", [RARE], "a � b", RARE),
    "a sign that fonts lack, with a mark": (f"{RARE}\u0301 e\u0301", [f"{RARE}\u0301", RARE], "� e\u0301", RARE),
    "a family": ("👨\u200d👩\u200d👧", ["👨\u200d👩👧"], "👨👩👧", "👨\u200d 👩\u200d"),
    "a hand with a colour": ("👍🏽", ["👍🏽"], "👍", "👍🏽"),
    "a mark alone": (f"{KEYCAP} a", [KEYCAP], " a", KEYCAP),
    "a mark that a theme draws on another sign": (f"ß{KEYCAP}", [f"S{KEYCAP}"], "ß", KEYCAP),
    "what nobody sees": ("a\u2060b", ["\u2060"], "ab", ""),
}


@pytest.mark.parametrize("kind", TEXTS)
def test_what_no_font_has_shows_as_much_as_it_can(kind: str) -> None:
    text, lacked, shown, told = TEXTS[kind]
    assert drawn(text, *lacked) == (shown, told)


@pytest.mark.parametrize("lacked", ["A1", "\N{REPLACEMENT CHARACTER}", RARE])
def test_what_stands_in_no_text_or_must_stay_is_not_taken_out(lacked: str) -> None:
    data = {"a": ["A1 \N{REPLACEMENT CHARACTER}", 1, None]}
    assert without(data, frozenset(lacked)) == (data, frozenset())


def test_where_links_lead_stays() -> None:
    link = ["a", {"to": RARE, "note": 1}, RARE]
    assert drawn([{"id": RARE}, link], RARE)[0] == [{"id": RARE}, ["a", {"to": RARE, "note": 1}, "�"]]


def test_what_typst_tells_is_read_whatever_the_character_is() -> None:
    said = "\n".join(map(SAID.format, ['"1"', r'"\""', r'"\\"', r'"\u{20e3}"']))
    assert lacking(said) == {"1", '"', "\\", KEYCAP}


def test_a_fault_of_what_files_read_names_the_file_that_is_drawn() -> None:
    files = typeset.Files({"form.typ": b'#json("/data.json")'})
    with pytest.raises(ThemeError, match=r"^print/form\.typ: failed to parse JSON"):
        typeset.typeset("form.typ", {"look": {"fonts": []}, "number": float("nan")}, files)
