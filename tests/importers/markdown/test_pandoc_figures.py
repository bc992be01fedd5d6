"""Pictures of Pandoc alone in their paragraph show their words below them."""

import pytest

from mentorsite.importers.markdown.lines import lines_of
from mentorsite.importers.markdown.pandoc_figures import figures
from tests.importers.test_tools import bodies, brought
from tests.linear import grows_in_proportion, seconds


def read(text: str) -> tuple[str, list[tuple[int, str]]]:
    lines, notes = figures(lines_of(text, 1))
    return "\n".join(line.text for line in lines), [(note.number, note.what) for note in notes]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("![Cap](p.png)", '![Cap](p.png "Cap")'),
        ("a\n\n![The *room*](p.png)\n\nb", 'a\n\n![The *room*](p.png "The *room*")\n\nb'),
        ("![Of [them](a.md)](p.png)", '![Of [them](a.md)](p.png "Of [them](a.md)")'),
        ("![A long\ncaption](p.png)", '![A long caption](p.png "A long caption")'),
        ('![Cap](p.png){#fig-a fig-alt="Alt"}', '<a id="fig-a"></a>\n\n![Alt](p.png "Cap")'),
        ("![Cap](<p q.png>){.x width=50%}", '![Cap](<p q.png> "Cap")'),
        ('![Say "hi"](p.png)', '![Say "hi"](p.png "Say \\"hi\\"")'),
        ('![](p.png){fig-cap="Cap"}', '![](p.png "Cap")'),
        ("# H\n![Cap](p.png)", '# H\n![Cap](p.png "Cap")'),
        (":::note\n![Cap](p.png)\n:::", ':::note\n![Cap](p.png "Cap")\n:::'),
        ("1. a\n\n   ![Cap](p.png){#fig-a}", '1. a\n\n   <a id="fig-a"></a>\n\n   ![Cap](p.png "Cap")'),
    ],
)
def test_a_picture_alone_has_its_words_below_it(text: str, expected: str) -> None:
    assert read(text) == (expected, [])


@pytest.mark.parametrize(
    "text",
    [
        "![](p.png)",
        "a ![Cap](p.png)",
        "![Cap](p.png) b",
        "a\n![Cap](p.png)",
        "![One](p.png)\n![Two](p.png)",
        "- ![Cap](p.png)",
        "[![Cap](p.png)](a.md)",
        "```\n![Cap](p.png)\n```",
    ],
)
def test_any_other_picture_stays(text: str) -> None:
    assert read(text) == (text, [])


def test_a_tip_that_a_caption_takes_the_place_of_is_named() -> None:
    assert read('![Cap](p.png "Tip")') == (
        '![Cap](p.png "Cap")',
        [(1, "“Tip”: shown over a picture alone; left out")],
    )
    assert read('![](p.png "Tip")') == ('![](p.png "Tip")', [])


def test_a_reference_leads_to_a_figure_within_a_block() -> None:
    block = "::: {layout-ncol=2}\n\n![Cap](p.png){#fig-a}\n\n:::"
    found = brought({"_quarto.yml": "website: {title: T}", "a.qmd": f"# A\n\nSee @fig-a.\n\n{block}", "p.png": ""})
    assert "See [Cap](#fig-a)." in bodies(found)["a.md"]
    assert '<a id="fig-a"></a>\n\n![Cap](p.png "Cap")' in bodies(found)["a.md"]


def test_pictures_without_an_end_take_time_in_proportion() -> None:
    def read_of(size: int) -> float:
        lines = lines_of("![a [b](c) " * size, 1)
        return seconds(lambda: figures(lines))

    assert grows_in_proportion(read_of, 2000)
