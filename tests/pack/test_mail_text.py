"""What a mail says: long links are behind words or at the end, and nothing is left of one that isn't there."""

import pytest

from mentorsite.pack.mail_text import LINK, put_in_html, put_in_subject, put_in_text
from mentorsite.render.marks import mark

LEADS = "https://x.example/promise/#answers=abc"
KNOWN = {"recipient.name": "Bo <b>"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (f"Fill in your promise ({LINK}promise).", f"Fill in your promise [1].\n\n[1]\n{LEADS}"),
        (f"Open {LINK}promise and a form ({LINK}promise).", f"Open [1] and a form [1].\n\n[1]\n{LEADS}"),
        (f"Fill in your goals ({LINK}goals).", "Fill in your goals."),
        (f"Hello {mark('recipient.name')}", "Hello Bo <b>"),
    ],
)
def test_a_plain_text_has_its_links_on_lines_of_their_own_at_its_end(text: str, said: str) -> None:
    assert put_in_text(text, KNOWN, {"promise": LEADS}) == said


@pytest.mark.parametrize(
    ("html", "said"),
    [
        (f'<a href="{LINK}promise">your <em>promise</em></a>', f'<a href="{LEADS}">your <em>promise</em></a>'),
        (f"Open {LINK}promise", f'Open <a href="{LEADS}">https://x.example/promise/</a>'),
        (f'<a href="{LINK}goals">goals</a> ({LINK}goals)', "goals"),
        (f"Hello {mark('recipient.name')}", "Hello Bo &lt;b&gt;"),
    ],
)
def test_html_has_its_links_behind_words(html: str, said: str) -> None:
    made = put_in_html(html, KNOWN, {"promise": LEADS}, subject="1 < 2", language="ar")
    assert f"\n{said}\n</body>" in made
    assert '<html lang="ar" dir="rtl">' in made
    assert "<title>1 &lt; 2</title>" in made


def test_a_subject_has_no_answers() -> None:
    assert put_in_subject(f"Fill in {LINK}promise", KNOWN, {"promise": LEADS}) == "Fill in https://x.example/promise/"
