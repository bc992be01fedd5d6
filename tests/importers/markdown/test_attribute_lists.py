"""What attributes of Jekyll and MkDocs hid is left out of what is imported, and named."""

import pytest

from mentorsite.importers.markdown import liquid, pymdown
from mentorsite.importers.markdown.attribute_lists import without_hidden_words
from mentorsite.importers.markdown.lines import Step, lines_of, through
from tests.linear import grows_in_proportion, seconds

NONE = '{: style="display:none" }'


def read(text: str, *steps: Step) -> tuple[str, list[tuple[int, str]]]:
    lines, notes = through(steps, lines_of(text, 1))
    return "\n".join(line.text for line in lines), [(note.number, note.what) for note in notes]


@pytest.mark.parametrize("steps", [liquid.STEPS, pymdown.STEPS], ids=["jekyll", "mkdocs"])
@pytest.mark.parametrize(
    ("text", "rest", "number"),
    [
        (f"a\n\nsecret\nsecret\n{NONE}\n\nb", "a\n\n\nb", 3),
        (f"a\n\n{NONE}\nsecret\n\nb", "a\n\n\nb", 3),
        (f"a\n## secret {NONE}\nb", "a\nb", 2),
        (f"a [secret](b.md){NONE} b", "a  b", 1),
        (f"a **secret**{NONE} b", "a  b", 1),
        (f"a\n- secret {NONE}\n- b", "a\n- b", 2),
    ],
)
def test_what_attributes_hide_goes_and_is_named(steps: tuple[Step, ...], text: str, rest: str, number: int) -> None:
    assert read(text, *steps) == (rest, [(number, f"`{NONE}`: what no reader saw; left out")])


@pytest.mark.parametrize(
    "text",
    [
        '`{: style="display:none" }` a',
        "{: .hidden-sm }\na",
        "{ a hiddenness }",
        "hidden {: .x }",
        "a {#hidden}",
        "a hidden {x}",
    ],
)
def test_what_is_not_hidden_stays(text: str) -> None:
    assert read(text, without_hidden_words) == (text, [])


@pytest.mark.parametrize(
    "text", ["secret\n{: hidden }", "secret\n{ hidden=true }", "secret\n{: style='visibility: hidden'}"]
)
def test_any_way_to_hide_is_known(text: str) -> None:
    assert read(text, without_hidden_words)[0] == ""


@pytest.mark.parametrize("part", [f"a\n{NONE}\n", f"a {NONE} ", f"*a*{NONE} ", f"[a](b){NONE}", "{: hidden\n"])
def test_looking_for_what_is_hidden_takes_time_by_the_length_of_a_page(part: str) -> None:
    assert grows_in_proportion(lambda count: seconds(lambda: read(part * count, without_hidden_words)), 500)
