"""Nothing in a formula is taken for the marks of a tool."""

import pytest

from mentorsite.importers.markdown import pandoc, pymdown, pymdown_marks
from mentorsite.importers.markdown.config_files import Configuration
from mentorsite.importers.markdown.formulas import outside_formulas
from mentorsite.importers.markdown.lines import Step, lines_of, through
from tests.linear import grows_in_proportion, seconds

MARKS = pymdown_marks.marks({"pymdownx.caret": Configuration(), "pymdownx.tilde": Configuration()})
MKDOCS: tuple[Step, ...] = (*MARKS, *pymdown.STEPS)
QUARTO = pandoc.steps("p.qmd", pandoc.Labels())
FORMULAS = [
    "$a_{i=1}$", "$x^2^y$", "$$\\sum_{i=1}^{n} x$$", "$$\n\\sum_{i=1}^{n}\n$$", "\\(a_{i=1}\\)",
    "\\[\n\\sum_{i=1}\n\\]",
    "\\\\(a_{i=1}\\\\)", "$\\sqrt[3]{x}$ and $(a){.b}$", "\\begin{align}\na_{i=1} \\\\\n\\end{align}",
    "$$ a_{i=1}\nb_{j=1} $$",
]  # fmt: skip


def read(text: str, steps: tuple[Step, ...]) -> str:
    lines, _ = through(steps, lines_of(text, 1))
    return "\n".join(line.text for line in lines)


@pytest.mark.parametrize("text", FORMULAS)
@pytest.mark.parametrize("steps", [MKDOCS, QUARTO], ids=["mkdocs", "quarto"])
def test_a_formula_stays_as_it_is(text: str, steps: tuple[Step, ...]) -> None:
    assert read(text, steps) == text
    assert read(f"a {text}\n\nb", steps) == f"a {text}\n\nb"


@pytest.mark.parametrize(
    "text",
    [
        "$5 [a]{.b} and $6",
        "US$ [a]{.b} CA$",
        "\\$a [a]{.b}$",
        "$$\n\n[a]{.b}",
        "$ a [a]{.b} $",
        "$a [a]{.b} $5",
        "a$b [a]{.b}$",
    ],
)  # fmt: skip
def test_what_is_no_formula_is_read(text: str) -> None:
    assert read(text, QUARTO) == text.replace("[a]{.b}", "a")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("H~2~O and x^2^", "H<sub>2</sub>O and x<sup>2</sup>"),
        ("~~gone~~ ~5 to ~6 a^b c^d", "~~gone~~ ~5 to ~6 a^b c^d"),
        ("`H~2~O` [x^2^](a~b~c.md) <https://e.org/~a/~b> https://e.org/~a/~b", None),
        ("x^[a note] [^1]^2^", "x[^note-1] [^1]<sup>2</sup>\n\n[^note-1]: a note"),
        ("\\^2^ \\~2~", "\\^2^ \\~2~"),
    ],
)  # fmt: skip
def test_letters_above_and_below_the_line_of_quarto_stay_there(text: str, expected: str | None) -> None:
    plain = text.replace("[x^2^]", "[x<sup>2</sup>]")
    assert read(text, QUARTO) == (plain if expected is None else expected)


@pytest.mark.parametrize("part", ["$", "$a", "$a$", "\\(", "\\[a", "$$a", "$$\n", "\\[\n", "\\begin{a}\n"])
def test_looking_for_formulas_takes_time_by_the_length_of_a_page(part: str) -> None:
    assert grows_in_proportion(lambda count: seconds(lambda: outside_formulas(part * count, str)), 1_000)
    assert grows_in_proportion(lambda count: seconds(lambda: read(part * count, MKDOCS)), 300)
