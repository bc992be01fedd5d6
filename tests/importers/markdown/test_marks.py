"""Words that stand in marks of Hugo, GitBook, MkDocs, Jekyll, Quarto, Docsify and Obsidian are kept, or named."""

import pytest

from tests.importers.test_tools import HUGO, JEKYLL, bodies, brought, faults, losses, pages, titled

GITBOOK = {"SUMMARY.md": "* [P](p.md)", ".gitbook.yaml": ""}
VAULT = {".obsidian/app.json": "{}", "Two.md": "# Two", "p.png": ""}


@pytest.mark.parametrize(
    ("tool", "text", "expected"),
    [
        (HUGO, '{{< figure src="/p.png" title="T" caption="C" attr="Ann" attrlink="https://e.org" >}}',
         '![T: C](/p.png "T: C") [Ann](https://e.org)'),
        (HUGO, '{{< figure src="/p.png" title="T" alt="A" attr="Ann" >}}', '![A](/p.png "T") Ann'),
        (HUGO, '{{< figure src="/p.png" caption=`a "b"` >}}', '![a "b"](/p.png "a \\"b\\"")'),
        (GITBOOK, '{% code title="run.sh" %}\n```\nls\n```\n{% endcode %}', "**run.sh**\n\n```\nls\n```"),
        (VAULT, "| a | b |\n|---|---|\n| [[Two\\|x]] | ![[p.png\\|100]] |",
         "| a | b |\n|---|---|\n| [x](Two.md) | ![](p.png) |"),
    ],
)  # fmt: skip
def test_marks_become_ours_and_nothing_is_lost(tool: dict[str, str], text: str, expected: str) -> None:
    folder = "content/" if tool is HUGO else ""
    found = brought({**tool, f"{folder}p.md": titled("P", text)})
    assert bodies(found)["p.md"] == expected
    assert losses(found) == []


@pytest.mark.parametrize("said", ["[one, two words]", "one, two words"])
def test_keywords_of_a_page_are_kept(said: str) -> None:
    found = brought({**JEKYLL, "p.md": titled("P", keywords=said)})
    assert 'keywords: ["one", "two words"]' in pages(found)["p.md"]
    assert (losses(found), faults(found)) == ([], [])


def test_a_picture_that_is_not_there_is_no_link_to_a_page_of_its_name() -> None:
    found = brought({**HUGO, "content/p.md": titled("P", "![x](/p.png) [y](/p.html)")})
    assert bodies(found)["p.md"] == "![x](/p.png) [y](p.md)"
