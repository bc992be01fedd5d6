"""Marks of single tools that are easily missed: what they say is kept, or named."""

import pytest

from tests.importers.test_tools import bodies, brought, losses, pages, titled

GITBOOK = {"SUMMARY.md": "* [A](a.md)", ".gitbook.yaml": ""}
QUARTO = {"_quarto.yml": "website: {title: Q}"}
DOCUSAURUS = {"docusaurus.config.js": "", "docs/_steps.mdx": "Step one"}
VITEPRESS = {".vitepress/config.js": "export default {}"}
MKDOCS = {"mkdocs.yml": "site_url: https://ex.org/hub/", "docs/about.md": "# About", "docs/hub/in.md": "# In"}


@pytest.mark.parametrize(
    ("files", "path", "text", "expected"),
    [
        (QUARTO, "a.qmd", "a [x]{.mark} [y]{.underline} [z]{.c .ul}", "a <mark>x</mark> <u>y</u> <u>z</u>"),
        (QUARTO, "a.qmd", "[x]{.c} `[x]{.mark}`", "x `[x]{.mark}`"),
        (VITEPRESS, "a.md", "::: tip Mind {open}\na\n:::", ":::tip Mind\na\n:::"),
        (VITEPRESS, "a.md", ":::warning Mind this {#own .c}\na\n:::", ":::warning Mind this\na\n:::"),
        (VITEPRESS, "a.md", ":::tip Sets {1, 2}\na\n:::", ":::tip Sets {1, 2}\na\n:::"),
        (
            MKDOCS,
            "docs/a.md",
            "[a](/hub/about/) [b](/about/) [c](/hub/in/)",
            "[a](about.md) [b](about.md) [c](hub/in.md)",
        ),
        (MKDOCS, "docs/a.md", "[a](/hub/about/#about) [b](/hub/none/)", "[a](about.md) [b](/hub/none/)"),
        ({}, "a.md", "a {{/* secret */}} b", "a  b"),
        ({}, "a.md", "a\n\n{{- /* secret\nmore */ -}}\n\nb", "a\n\n\nb"),
        ({}, "a.md", "a {/* secret */} b", "a  b"),
    ],
)
def test_a_mark_says_the_same(files: dict[str, str], path: str, text: str, expected: str) -> None:
    assert bodies(brought({**files, path: titled("A", text)}))["a.md"] == expected


@pytest.mark.parametrize(
    "line",
    [
        "import Steps, {Note} from './_steps.mdx';",
        "import Steps, { Note, More } from './_steps.mdx'",
        "import Steps, * as all from './_steps.mdx'",
    ],
)
def test_a_page_that_is_imported_with_more_is_shown(line: str) -> None:
    found = brought({**DOCUSAURUS, "docs/a.mdx": titled("A", f"{line}\n\n<Steps />")})
    assert bodies(found)["a.md"] == "Step one"


@pytest.mark.parametrize("link", ["[x](broken-reference)", "[x](broken-reference/)", '[x](broken-reference "mention")'])
def test_a_link_that_gitbook_lost_is_named(link: str) -> None:
    found = brought({**GITBOOK, "a.md": titled("A", f"a {link} `[y](broken-reference)`")})
    assert bodies(found)["a.md"] == "a x `[y](broken-reference)`"
    assert f"a.md:4: `{link}`: GitBook did not know where it leads any more; its words stay" in losses(found)


@pytest.mark.parametrize(
    ("settings", "path", "keys", "why"),
    [
        ({".obsidian/templates.json": '{"folder": "Templates"}'}, "Templates/T.md", {}, "a template for notes"),
        (
            {".obsidian/plugins/templater-obsidian/data.json": '{"templates_folder": "in/T/"}'},
            "in/T/a/T.md", {}, "a template for notes",
        ),
        ({".obsidian/app.json": "{}"}, "D.excalidraw.md", {"excalidraw-plugin": "parsed"},
         "a drawing of Excalidraw: export it as a picture"),
    ],
)  # fmt: skip
def test_what_is_no_note_of_a_vault_stays_out(
    settings: dict[str, str], path: str, keys: dict[str, str], why: str
) -> None:
    found = brought({**settings, "a.md": "# A", "Templates.md": "# T", path: titled("T", **keys)})
    assert set(pages(found)) == {"a.md", "Templates.md", "index.md"}
    assert losses(found) == [f"{path}:0: a draft, or a page that was not public ({why}); left out"]


@pytest.mark.parametrize("said", ["{}", '{"folder": ""}', '{"folder": 3}', "["])
def test_a_vault_without_a_folder_of_templates_comes_whole(said: str) -> None:
    found = brought({".obsidian/templates.json": said, "a.md": "# A", "b/c.md": "# C"})
    assert {"a.md", "b/c.md"} <= set(pages(found))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('```{r}\n#| fig-cap: "How many met"\nplot(a)\n```', "How many met"),
        ("```{python}\n#| echo: false\n#| tbl-cap: Who met\na\n```", "Who met"),
        ('```{r, fig.cap="All pairs"}\nplot(a)\n```', "All pairs"),
    ],
)
def test_words_below_what_a_cell_makes_are_named(text: str, said: str) -> None:
    found = losses(brought({**QUARTO, "a.qmd": titled("A", text)}))
    assert [each for each in found if each.endswith(f"its result is not there, nor the words below it: “{said}”")]
