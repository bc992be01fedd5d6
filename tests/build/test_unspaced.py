"""Scripts without spaces: letters stand apart for Pagefind, and what it noted is as it was written."""

import json

import pytest

from mentorsite.build import search_index
from mentorsite.build.unspaced import SEAM, apart, apart_in_texts, together


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("東京都", "東|京|都"),
        ("Zoomを使う。第3回", "Zoom|を|使|う。|第|3|回"),
        ("会 <b id='東京'>議</b>室", "会 <b id='東京'>議|</b>室"),
        ("<b>会</b>議</p><p>室", "<b>会|</b>議</p><p>室"),
        ("ที่\u200bโรง เรียน", "ที่|โ|ร|ง เ|รี|ย|น"),
        ("&amp;東", "&amp;|東"),
        ("メンター・ガイド", "メ|ン|タ|ー・|ガ|イ|ド"),
        ("Harbour <i>café</i>, Łódź, 우리는", "Harbour <i>café</i>, Łódź, 우리는"),
    ],
)
def test_each_letter_becomes_a_word_but_in_tags_and_where_words_end_anyway(written: str, words: str) -> None:
    assert apart(written) == words.replace("|", SEAM)


def test_keywords_are_taken_apart_too_and_other_attributes_are_not() -> None:
    main = '<main data-kind="頁面" data-keywords="導師 x"><p id="導師">導'
    assert apart_in_texts(main, "data-keywords") == main.replace("導師 x", f"導{SEAM}師 x")


def test_what_pagefind_noted_reads_as_it_was_written_and_still_tells_its_words() -> None:
    noted = {"content": f"会{SEAM}議 室{SEAM}で Zoom.", "meta": {"title": f"会{SEAM}議 室"}}
    read = json.loads(together(json.dumps(noted, ensure_ascii=False)))
    assert read == {"content": "会\u200b議 \u200b室\u200bで \u200bZoom.", "meta": {"title": "会議 室"}}
    assert together('{"content":"Harbour"}') == '{"content":"Harbour"}'


def test_a_page_without_such_letters_is_given_to_pagefind_as_it_was() -> None:
    page = b'<html lang="en"><head></head><main data-pagefind-body><h1>Harbour</h1><p>Caf\xc3\xa9.</p></main></html>'
    told = search_index.searchable("index.html", page)["index.html"]
    assert told == page.replace(b"<head></head>", b"<body>").replace(b"</main>", b"</main></body>")
