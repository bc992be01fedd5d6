"""Addresses and numbers within a text from right to left."""

import pytest
from markupsafe import Markup

from mentorsite.render.left_to_right import kept_whole, words_kept_whole
from tests.conftest import SITE, rendered

NUMBER, DAY = "+44 20 7946 0000", "2027-02-01"
TEXTS = [
    (f"اتصل بالرقم {NUMBER}.", f'اتصل بالرقم <bdi dir="ltr">{NUMBER}</bdi>.'),
    (f"في {DAY} الساعة 18:00", f'في <bdi dir="ltr">{DAY}</bdi> الساعة 18:00'),
    ('<a href="https://a.example/">https://a.example/</a>', '<a href="https://a.example/" dir="ltr">https://a.example/</a>'),
    ('<a href="#fn1">[1]</a>', '<a href="#fn1" dir="ltr">[1]</a>'),
    ('<a href="b/">كيف <b>x</b></a>', '<a href="b/">كيف <b>x</b></a>'),
    ('<a href="b/">كيف</a>', '<a href="b/">كيف</a>'),
    (f'<img alt="{DAY}">', f'<img alt="{DAY}">'),
    (f"<code>{DAY}</code> 45–60, a-{DAY}, 12-{DAY}", f"<code>{DAY}</code> 45–60, a-{DAY}, 12-{DAY}"),
]  # fmt: skip


@pytest.mark.parametrize(("html", "expected"), TEXTS)
def test_what_is_read_from_left_to_right_is_marked_once(html: str, expected: str) -> None:
    assert kept_whole(Markup(html), "rtl") == expected
    assert kept_whole(Markup(expected), "rtl") == expected
    assert kept_whole(Markup(html), "ltr") == html


def test_words_alone_have_marks() -> None:
    words = f"{NUMBER} (https://a.example/b/) {DAY}, https://a.example/c"
    expected = f"\u200e{NUMBER}\u200e (https://a.example/b/\u200e) \u200e{DAY}\u200e, https://a.example/c"
    assert words_kept_whole(words, "rtl") == expected
    assert words_kept_whole(words, "ltr") == words


def test_pages_and_what_a_program_says_keep_them_whole() -> None:
    program = (
        "name: برنامج\npurpose: معًا\nroles: {mentor: {}, mentee: {}}\n"
        f"contacts: {{office: {{name: Office, email: a@b.example, phone: '{NUMBER}'}}}}\n"
    )
    page = f"# مرحبا\n\nفي {DAY} واكتب إلى <a@b.example>.\n"
    files = {"content/index.md": page, "content/programs/p.yml": program}
    made = rendered({**files, "site.yml": f"{SITE}language: ar\n"})
    mail = '<a href="mailto:a@b.example" dir="ltr">a@b.example</a>'
    assert f'<bdi dir="ltr">{DAY}</bdi>' in made["index.html"]
    assert mail in made["index.html"]
    assert mail in made["programs/p/index.html"]
    assert f'<bdi dir="ltr">{NUMBER}</bdi></a>' in made["programs/p/index.html"]
    assert "<bdi" not in rendered(files)["index.html"].replace('<p class="printed-from">', "")
