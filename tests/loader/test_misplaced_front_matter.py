"""Lines that were meant as front matter and stand elsewhere: a draft would be published without a word."""

import pytest

from mentorsite.loader.front_matter import split
from mentorsite.loader.misplaced_front_matter import misplaced
from tests.conftest import PICTURE, prepared
from tests.linear import grows_in_proportion, seconds

MARK = "---\ndraft: true\nfor: coordinator\n---\n"
TITLED = "---\ntitle: A\n---\n"
ABOVE = "other lines stand above them"
WITHOUT = "no `---` stands above and below them"
CODE = "they are in a code block"
MISPLACED = {
    "below a heading": (f"# Notes\n\n{MARK}\nHidden\n", 3, ABOVE),
    "right below a heading": (f"# Notes\n{MARK}\nHidden\n", 2, ABOVE),
    "below a title with a line": (f"Notes\n=====\n\n{MARK}\nHidden\n", 4, ABOVE),
    "below a remark": (f"<!-- for\nstaff -->\n{MARK}\nHidden\n", 3, ABOVE),
    "below a picture": (f"![Logo](logo.gif)\n{MARK}\nHidden\n", 2, ABOVE),
    "below words": (f"Words.\n\n{MARK}\nHidden\n", 3, ABOVE),
    "with another key, below a heading": (f"# Notes\n\n{TITLED}\nWords\n", 3, ABOVE),
    "in capitals": ("# Notes\n\n---\nPublished: No # yet\n---\n", 3, ABOVE),
    "a second time": (f"{TITLED}\n# A\n\n{MARK}", 7, ABOVE),
    "below code": (f"# A\n\n````\n```\n````\n\n{MARK}", 7, ABOVE),
    "in a code block": (f"```yaml\n{MARK}```\n\nHidden\n", 1, CODE),
    "in a code block, without dashes": ("\n```\ndraft: true\n```\n\nHidden\n", 2, CODE),
    "without dashes": ("title: A\ndraft: true\n\nHidden\n", 1, WITHOUT),
    "without dashes, no draft": ("title: A\nfor: mentor\n\nWords\n", 1, WITHOUT),
    "without dashes, below a heading": ("# A\n\nhidden: 'yes'\n\nWords\n", 3, WITHOUT),
}
RIGHT = [
    "# A\n\n---\nDate: 5 May\nOwner: Ann\n---\n\nWords\n",
    "Date: 5 May\nOwner: Ann\n\nWords\n",
    "Draft: a first try\n\nWords\n",
    f"# How to write\n\n```yaml\n{MARK}```\n",
    f"Words.\n\n~~~~\n```\n~~~\n{MARK}~~~~\n",
    f"Words.\n\n<!--\n{MARK}-->\n",
    "# A\n\n---\n\ndraft: true\n",
    "Words.\n\n---\nOpen: 5 May\n---\n",
    f"{TITLED}\n# A\n\n---\n\nWords\n\n---\n",
    "```yaml\ntitle: A\n```\n",
    "# A\n",
    "",
]


@pytest.mark.parametrize(("text", "line", "why"), MISPLACED.values(), ids=MISPLACED.keys())
def test_front_matter_that_stands_elsewhere_is_one_error_with_what_to_do(text: str, line: int, why: str) -> None:
    (found,) = prepared({"content/index.md": "# Home\n", "content/a.md": text, "content/logo.gif": PICTURE}).problems
    assert (found.code, found.fatal, found.path, found.line) == ("no-front-matter", True, "content/a.md", line)
    assert found.message == f"these lines are no front matter: {why}"
    at_top = "let `---` be the first line of the file"
    assert ("put them between" if text.startswith(TITLED) else at_top) in found.hint


NO_KEYS = {
    "a list": ("---\n- title: A\n- draft: true\n---\n", "`- title: A` is an item of a list, and no key"),
    "without a colon": ("---\ndraft true\n---\n", "`draft` has no colon behind it"),
    "with a wide colon": ("---\ndraft：true\n---\n", "a wide colon (U+FF1A) follows `draft`"),
    "TOML": ("+++\ndraft = true\n+++\n", "the front matter is TOML, which is not read"),
    "JSON": ('{ "draft": true }\n', "the front matter is JSON, which is not read"),
    "JSON of some lines": ('{\n  "draft": true\n}\n', "the front matter is JSON, which is not read"),
    "named JSON": ('---json\n{ "draft": true }\n---\n', "`---json` begins no front matter"),
    "JavaScript": ("---js\n{ draft: true }\n---\n", "`---js` begins no front matter"),
    "between semicolons": (';;;\n"draft": true\n;;;\n', "the front matter is JSON, which is not read"),
}


@pytest.mark.parametrize(("front", "message"), NO_KEYS.values(), ids=NO_KEYS.keys())
def test_front_matter_whose_lines_are_no_keys_is_an_error(front: str, message: str) -> None:
    (found,) = prepared({"content/index.md": "# Home\n", "content/a.md": f"{front}\n# A\n"}).problems
    assert (found.code, found.fatal, found.message) == ("no-front-matter", True, message)


@pytest.mark.parametrize("key", ["drafts", "darft", "Draf"])
def test_a_misspelt_draft_is_an_error(key: str) -> None:
    (found,) = prepared({"content/index.md": f"---\n{key}: true\n---\n\n# A\n"}).problems
    assert (found.code, found.fatal, found.hint) == ("unknown-key", True, "did you mean `draft`?")


def test_a_list_or_words_between_two_lines_are_no_front_matter() -> None:
    for text in ("---\n- one: 1\n- two\n---\n\n# A\n", "---\nSome words.\n---\n\n# A\n"):
        assert split("a.md", text).problems == ()


@pytest.mark.parametrize("text", RIGHT)
def test_words_and_examples_are_not_taken_for_front_matter(text: str) -> None:
    assert [*misplaced("a.md", split("a.md", text))] == []


@pytest.mark.parametrize("text", ["---\n", "---\ntitle: a\n", "# A\n", "```\n", "<!--\n", "a: b\n"])
def test_it_is_looked_for_in_time_by_the_length_of_a_page(text: str) -> None:
    assert grows_in_proportion(lambda n: seconds(lambda: [*misplaced("a.md", split("a.md", f"W\n{text * n}"))]), 500)
