"""Links of a vault lead to the note or picture that they mean, wherever they are read from."""

import pytest

from tests.importers.test_tools import bodies, brought, faults, losses

FILES = {".obsidian/app.json": "{}", "Start.md": "# Start", "in/Other.md": "# Other", "in/deep/Note.md": "# Note",
         "att/p.png": "", "in/att/p.png": ""}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[../Start|begin]]", "[begin](../Start.md)"),
        ("[[./Other]]", "[Other](Other.md)"),
        ("[[./deep/Note.md]]", "[Note.md](deep/Note.md)"),
        ("![[../att/p.png]]", "![](../att/p.png)"),
        ("a ![[./att/p.png|100]]", "a ![](att/p.png)"),
        ("![[../Start]]", "# Start"),
        ("[[/in/Other]]", "[Other](Other.md)"),
        ("[[deep/Note]]", "[Note](deep/Note.md)"),
        ("[[att/p.png]]", "[p.png](../att/p.png)"),
    ],
)
def test_a_link_is_read_from_the_folder_of_its_page_or_from_any_folder(text: str, expected: str) -> None:
    found = brought({**FILES, "in/a.md": f"# A\n\n{text}"})
    assert bodies(found)["in/a.md"] == f"# A\n\n{expected}"
    assert (losses(found), faults(found)) == ([], [])


@pytest.mark.parametrize("text", ["[[../../Start]]", "[[./Start]]", "[[ep/Note]]"])
def test_a_link_that_leads_nowhere_is_named(text: str) -> None:
    found = brought({**FILES, "in/a.md": f"# A\n\n{text}"})
    assert losses(found) == [f"in/a.md:3: `{text}`: there is no such file; its words stay"]


def test_a_note_that_is_put_in_names_files_from_its_own_folder() -> None:
    found = brought({**FILES, "a.md": "![[in/b]]", "in/b.md": "![[./deep/Note]]"})
    assert bodies(found)["a.md"] == "# Note"


def test_a_link_whose_words_are_code_is_one() -> None:
    found = brought({".obsidian/app.json": "{}", "index.md": "[[A|`code`]] and `[[A]]`", "A.md": "# A"})
    assert bodies(found)["index.md"] == "[`code`](A.md) and `[[A]]`"
