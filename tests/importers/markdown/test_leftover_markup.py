"""What stays of a tool's markup is named once, also beside what was named already."""

import pytest

from mentorsite.importers.markdown.leftover_markup import leftovers
from mentorsite.importers.markdown.lines import Note, lines_of


@pytest.mark.parametrize(
    ("text", "noted", "named"),
    [
        ("{% x %} and $a_{i}$", "`{% x %}`: Liquid is not run", ["`$a_{i}$`: a formula"]),
        ("a {{ b }} and $a_{i}$", "`{.hidden}`: what no reader saw", ["`{{ b }}`: a variable", "`$a_{i}$`: a formula"]),
        ("[see @doe]", "`@doe`: a source", []),
        ("<Tabs x>", "`<Tabs>`: a component", []),
        ("{% x %}", "`a {% x %} b`: words", []),
        ("the task of \\<Mentee>", "", []),
        ("````md\n```{figure} a.png\n```\n````", "", []),
        ("````{x}\n```{figure} a.png\n```\n````", "", ["`{x}`: a directive", "`{figure}`: a directive"]),
    ],
)
def test_a_mark_is_named_unless_a_note_quotes_it(text: str, noted: str, named: list[str]) -> None:
    found = leftovers(lines_of(text, 1), [Note(1, noted)])
    assert [note.what[: len(said)] for note, said in zip(found, named, strict=True)] == named
