"""What is posted on GitHub says what it says, and calls nobody."""

import pytest

from mentorsite.check.changes.handbook import ChangeSentence
from mentorsite.check.markdown_report import LONGEST, MOST, changes_as_markdown, escaped, problems_as_markdown
from mentorsite.errors import Place, problem


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("*a* _b_ `c` [d](e)", "\\*a\\* \\_b\\_ `c` \\[d\\](e)"),
        ("one ` alone", "one \\` alone"),
        ("`a``b`@c", "\\`a\\`\\`b\\`@\u200bc"),
        ("<img src=x> &amp;", "&lt;img src=x&gt; &amp;amp;"),
        ("@everyone #1", "@\u200beveryone \\#1"),
        ("see https://example.org", "see https:\u200b//example.org"),
        ("one\ntwo", "one two"),
    ],
)
def test_no_sign_means_anything(text: str, shown: str) -> None:
    assert escaped(text) == shown


def test_errors_come_first_with_what_to_do() -> None:
    found = (
        problem("made-up", Place("a.md", 3), "`x@example.org` is made up", "put a real one"),
        problem("broken-link", Place("b.md", 2), "nothing is there"),
    )
    assert problems_as_markdown(found).splitlines() == [
        "- **Error** in `b.md`, line 2: nothing is there",
        "- **Advice** in `a.md`, line 3: `x@example.org` is made up \u2192 put a real one",
    ]
    assert problems_as_markdown(()) == "No problems."


def test_a_comment_never_gets_too_long_for_github() -> None:
    many = tuple(problem("broken-link", Place(f"{number}.md"), "x" * 900) for number in range(300))
    assert len(problems_as_markdown(many)) < MOST * (LONGEST + 60)
    assert problems_as_markdown(many).endswith("- and 200 more")
    sentences = tuple(ChangeSentence("a.md", f"Page {number} is new.") for number in range(300))
    assert changes_as_markdown(sentences, ()).endswith("- and 200 more")
