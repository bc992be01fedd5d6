"""What Quarto showed to no reader, or to some alone, is left out of what is imported, and named."""

import pytest

from mentorsite.importers.markdown import pandoc
from mentorsite.importers.markdown.lines import lines_of, through
from tests.linear import grows_in_proportion, seconds

NOBODY, FORMAT = "what no reader saw; left out", "what only another format shows; left out"
ATTRIBUTES = [
    (".hidden", NOBODY),
    (".content-hidden", NOBODY),
    ('style="display:none"', NOBODY),
    ("style='color: red; Visibility : hidden'", NOBODY),
    ('.content-hidden when-format="html"', FORMAT),
    ('.content-visible when-format="pdf"', FORMAT),
    ('.content-visible unless-format="html"', FORMAT),
    ('.content-visible when-profile="staff"', 'what only some readers saw (`when-profile="staff"`); left out'),
    ('.content-hidden unless-meta="a.b"', 'what only some readers saw (`unless-meta="a.b"`); left out'),
    ('.content-visible when-format="html" when-profile="staff"',
     'what only some readers saw (`when-profile="staff"`); left out'),
    ('.content-visible when-profile="staff" when-format="pdf"', FORMAT),
    ('.content-visible when-format="html"', ""),
    (".content-visible", ""),
    ('.content-hidden when-format="pdf" when-profile="staff"', ""),
    ('style="color: red"', ""),
]  # fmt: skip


def read(text: str) -> tuple[str, list[tuple[int, str]]]:
    lines, notes = through(pandoc.steps("p.qmd", pandoc.Labels()), lines_of(text, 1))
    return "\n".join(line.text for line in lines), [(note.number, note.what) for note in notes]


@pytest.mark.parametrize(("said", "why"), ATTRIBUTES)
@pytest.mark.parametrize(
    ("text", "named", "rest"),
    [
        ("a\n\n::: {%s}\nsecret\n:::\nb", "`::: {%s}`", "a\n\nb"),
        ("a\n\n::: {%s}\nsecret", "`::: {%s}`", "a\n"),
        ("a\n\n[secret]{%s} b", "`{%s}`", "a\n\n b"),
        ("a\n\n```{.txt %s}\nsecret\n```", "`{.txt %s}`", "a\n"),
        ("a\n\n# secret {%s}\nsecret", "a heading and all below it (`{%s}`)", "a\n"),
    ],
)
def test_what_not_everyone_saw_is_left_out(said: str, why: str, text: str, named: str, rest: str) -> None:
    made, notes = read(text % said)
    if why:
        assert (made, notes) == (rest, [(3, f"{named % said}: {why}")])
    else:
        assert "secret" in made


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("::: hidden\nsecret\n:::\nb", "b"),
        ("a [secret [link](b.md)\nsecret]{.hidden} b", "a \n b"),
        ("a [secret [secret]{.hidden} secret]{.hidden} b [secret]{.hidden}", "a  b "),
        ("a ![secret](b.png){.hidden}[secret](c.md){.hidden} b", "a  b"),
        ("a \\[b\\] [c](d.md) [`]`secret]{.hidden}", "a \\[b\\] [c](d.md) "),
        ("`[b]{.hidden}`", "`[b]{.hidden}`"),
        ("## secret {.hidden} ##\nsecret\n### secret\nsecret\n## b", "## b"),
        ("secret {.hidden}\n======\nsecret\n\nsecret\n---\n\n# b", "# b"),
        ("::: note\n## secret {.hidden}\n::: tip\n### secret\n:::\nsecret\n:::\nb", ":::note\n:::\nb"),
    ],
)
def test_what_is_hidden_goes_as_a_whole(text: str, rest: str) -> None:
    made, notes = read(text)
    assert made == rest
    assert all(what.endswith(NOBODY) for _, what in notes)


@pytest.mark.parametrize("part", ["[a]{.hidden} ", "[", "[a](", "# a {.hidden}\n", "a {#", "::: {.hidden}\n"])
def test_looking_for_what_is_hidden_takes_time_by_the_length_of_a_page(part: str) -> None:
    assert grows_in_proportion(lambda count: seconds(lambda: read(part * count)), 500)
