"""What is lost alike is printed together, and of many losses those that matter."""

import pytest

from mentorsite.importers.result import ImportResult, ImportWarning
from mentorsite.scaffold.losses import MOST_SHOWN, losses_text

KEY = "`type: {}`: a handbook has no such key; left out"


def of(*losses: ImportWarning) -> list[str]:
    return losses_text(ImportResult("a folder", "A", {}, losses=losses)).split("\n")


@pytest.mark.parametrize(
    ("whats", "said"),
    [
        ([KEY.format("docs")] * 6, KEY.format("docs")),
        ([KEY.format(number) for number in range(6)], "`type: …`: a handbook has no such key; left out"),
        ([f'`{{% page "{number}" %}}`: not run' for number in range(6)], "`{% page …`: not run"),
        ([f"`<Card a={number}>`: not run" for number in range(6)], "`<Card …`: not run"),
    ],
)
def test_what_is_lost_alike_in_many_places_is_one_line(whats: list[str], said: str) -> None:
    assert of(*(ImportWarning("a.md", line, what) for line, what in enumerate(whats, 1))) == [
        f"a.md:1, a.md:2, a.md:3 and 3 more (all in IMPORTED.md): {said}"
    ]


def test_what_is_lost_in_few_places_or_otherwise_is_a_line_each() -> None:
    assert len(of(*(ImportWarning("a.md", line, KEY.format("x")) for line in range(4)))) == 4
    assert len(of(*(ImportWarning("a.md", line, f"`[[{line}]]`: gone") for line in range(9)))) == 9


def test_of_many_losses_the_small_ones_come_last_and_the_rest_is_counted() -> None:
    small = [ImportWarning("a.md", line, f"`{line}x`: small", small=True) for line in range(1, MOST_SHOWN + 1)]
    lines = of(*small, ImportWarning("z.md", 1, "words are lost"))
    assert (lines[0], lines[-1], len(lines)) == (
        "z.md:1: words are lost",
        "… and 1 more in IMPORTED.md",
        MOST_SHOWN + 1,
    )
