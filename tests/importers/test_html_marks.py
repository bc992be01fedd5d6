"""Bold words and their like are read as such by a reader of Markdown, wherever they stand."""

import pytest

from mentorsite.errors import Place
from mentorsite.importers.html_to_markdown import cleaned, markdown
from mentorsite.markdown.document import to_html
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse


def written(html: str) -> str:
    return markdown(list(cleaned(html).children))


def shown(text: str) -> str:
    """The HTML of a page with a text of one paragraph."""
    pieces = parse(text, Origin(Place("a.md"))).pieces
    return to_html(pieces, lambda link: link.target, lambda each: each.source).strip()


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<b>a</b><b>b</b> <b>c</b><i>d</i><i>e</i>", "**ab** **c***de*"),
        ("<b>Mentor:</b> Anna", "**Mentor:** Anna"),
        ("<b>Mentor: </b>Anna", "**Mentor:** Anna"),
        ("<b>Mentor:</b>Anna", "<strong>Mentor:</strong>Anna"),
        ("<b>Mentor:</b><i>Anna</i>", "<strong>Mentor:</strong>*Anna*"),
        ("a<s>(b)</s>", "a<del>(b)</del>"),
        ("<i><b>a</b></i>", "***a***"),
    ],
)
def test_marks_are_as_few_as_it_takes(html: str, expected: str) -> None:
    assert written(html) == expected


@pytest.mark.parametrize(
    "html",
    [
        "<strong>注意：</strong>请阅读",
        "<strong>“Mentor”</strong>s",
        "<strong>bold<em>both</em></strong><em>ital</em>plain",
        "x<em><strong>a</strong></em>y",
        "<strong>a</strong><em>b</em><strong>c</strong>d",
        "<strong>a <del>b</del></strong>c",
        "a<del><strong>b</strong></del>c",
        "a<strong><code>b</code></strong>c",
        'a<strong><a href="b">b</a></strong>c <a href="b">a<strong>:</strong></a>c',
        "<em>a<strong>b</strong></em><strong><em>c</em></strong><em>d</em>",
    ],
)
def test_what_was_bold_is_bold_on_the_page(html: str) -> None:
    expected = html.replace("<del>", "<s>").replace("</del>", "</s>")
    assert shown(written(html)).replace("<del>", "<s>").replace("</del>", "</s>") == f"<p>{expected}</p>"
