"""A letter with an accent is the same however it was typed, and a page's title can be linked to as any heading can."""

from unicodedata import normalize

import pytest

from mentorsite.markdown.slug import composed
from tests.conftest import PROGRAM, SITE, prepared, rendered

COMPOSED, APART = normalize("NFC", "Größe-é-ガ"), normalize("NFD", "Größe-é-ガ")


@pytest.mark.parametrize("written", [COMPOSED, APART])
@pytest.mark.parametrize("linked", [COMPOSED, APART])
@pytest.mark.parametrize("quoted", [False, True])
def test_a_link_leads_to_a_heading_in_either_form(written: str, linked: str, *, quoted: bool) -> None:
    fragment = "".join(f"%{byte:02x}" for byte in linked.lower().encode()) if quoted else linked.lower()
    files = {
        "site.yml": SITE,
        "content/index.md": f"# Home\n\n[there](other.md#{fragment})\n",
        "content/other.md": f"# Other\n\n## {written}\n\n[here](#{fragment})\n",
    }
    build = prepared(files)
    assert not build.problems
    assert f'id="{COMPOSED.lower()}"' in rendered(files)["other/index.html"]


@pytest.mark.parametrize("written", [COMPOSED, APART])
@pytest.mark.parametrize("named", [COMPOSED, APART])
def test_footnotes_references_and_programs_are_found_in_either_form(written: str, named: str) -> None:
    text = f"Text.[^{written}] See [the {written}][{written}].\n\n[^{named}]: A note.\n\n[{named}]: other.md\n"
    files = {
        "content/index.md": f"# Home\n\n{text}",
        "content/other.md": f"---\ntitle: Other\nprogram: {named.lower()}\n---\n{{{{ program.name }}}}\n",
        f"content/programs/{written.lower()}.yml": PROGRAM,
    }
    assert not prepared(files).problems
    made = rendered(files)
    assert "A note." in made["index.html"]
    assert f'See <a href="other/">the {COMPOSED}</a>' in made["index.html"]
    assert "Test program" in made["other/index.html"]


def test_a_letter_that_is_another_one_in_the_composed_form_stays() -> None:
    name = "\ufa19\u2126 e\u0301"  # a variant of a Chinese character in names, the sign for ohm
    assert composed(name) == "\ufa19\u2126 \u00e9"


def test_what_is_composed_already_is_as_it_was() -> None:
    assert composed(COMPOSED) == COMPOSED


def test_a_page_can_be_led_to_by_its_own_title() -> None:
    files = {
        "site.yml": SITE,
        "content/index.md": "# My home\n\n[a](#my-home) [b](guide/index.md#the-guide) [c](guide/one.md#from-file)\n",
        "content/guide/index.md": "# The *guide*\n\n## The guide\n\n[d](#the-guide) [e](#the-guide-1)\n",
        "content/guide/one.md": "---\ntitle: From file\n---\nText. [f](#from-file)\n",
    }
    assert not prepared(files).problems
    made = rendered(files)
    assert '<h1 id="my-home">My home</h1>' in made["index.html"]
    assert '<h1 id="the-guide">The <em>guide</em></h1>' in made["guide/index.html"]
    assert '<h2 id="the-guide-1">' in made["guide/index.html"]
    assert '<h1 id="from-file">From file</h1>' in made["guide/one/index.html"]
    assert 'href="#c0">a</a>' in made["print/index.html"]
    assert 'href="#c1-the-guide-1">e</a>' in made["print/index.html"]


def test_a_title_takes_no_id_away_from_a_heading() -> None:
    files = {
        "site.yml": SITE,
        "content/index.md": "# Home\n",
        "content/a.md": "---\ntitle: Goals\n---\nText.\n\n## Goals\n\n[b](#goals)\n",
    }
    page = rendered(files)["a/index.html"]
    assert "<h1>Goals</h1>" in page
    assert page.count('id="goals"') == 1


def test_another_title_is_no_anchor() -> None:
    files = {"site.yml": SITE, "content/index.md": "# Home\n\n[a](#homes)\n"}
    assert [each.code for each in prepared(files).problems] == ["broken-anchor"]
