"""A link that shows nothing is told of; one with words, a picture or a name of its own is not."""

import pytest

from mentorsite.build.prepare import prepare
from tests.conftest import tree_of


def said(text: str) -> list[str]:
    """The links without words of a page."""
    files = {"site.yml": "title: A\n", "content/index.md": "# Home\n", "content/a.md": f"# A\n\n{text}\n"}
    build = prepare(tree_of(files))
    return [f"{each.line}:{each.column} {each.message}" for each in build.problems if each.code == "link-without-words"]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("See [](index.md).", "3:5"),
        ("[ ](index.md#home)", "3:1"),
        ('[](index.md "Only a tip")', "3:1"),
        ("[**&nbsp;**](index.md)", "3:1"),
        ('<a href="index.md"></a>', "3:10"),
        ('<a id="x" href="index.md"><em id="y"></em></a>', "3:17"),
        ("[words](index.md) [](index.md)", "3:19"),
        ("## [](index.md)", "3:4"),
    ],
)
def test_a_link_with_nothing_in_it_is_told_of(text: str, place: str) -> None:
    (only,) = said(text)
    assert only.startswith(f"{place} the link to `index.md")
    assert only.endswith("` has no words, so that nobody sees it")


@pytest.mark.parametrize(
    "text",
    [
        "[words](index.md)",
        "[![A picture](p.png)](index.md)",
        "[![](p.png)](index.md)",
        "[{{ organization.name }}](index.md)",
        "[`code`](index.md)",
        '<a id="here"></a>words',
        '<a href="index.md" aria-label="Home"></a>',
        "<blockquote cite='https://e.org'></blockquote>",
        "words[^1]\n\n[^1]: A note.",
        "<https://e.org>",
        "`[](index.md)`",
    ],
)
def test_a_link_that_shows_something_is_not(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize("text", ["[]()", "See [](#).", "## []()"])
def test_a_link_without_words_and_address_is_told_once(text: str) -> None:
    files = {"site.yml": "title: A\n", "content/index.md": "# Home\n", "content/a.md": f"# A\n\n{text}\n"}
    found = [each.code for each in prepare(tree_of(files)).problems if each.path == "content/a.md"]
    assert found == ["link-without-words"]
