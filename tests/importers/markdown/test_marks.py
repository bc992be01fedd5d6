"""Words that stand in marks of Hugo, GitBook, MkDocs, Jekyll, Quarto, Docsify and Obsidian are kept, or named."""

import subprocess
import sys

import pytest

from mentorsite.importers.result import ImportResult
from tests.importers.test_tools import HUGO, JEKYLL, bodies, brought, faults, losses, pages, titled

GITBOOK = {"SUMMARY.md": "* [P](p.md)", ".gitbook.yaml": ""}
DOCSIFY = {"_sidebar.md": "* [Home](/)\n* [P](p.md)", "README.md": "# Home"}
VITEPRESS = {".vitepress/config.js": "export default {themeConfig: {sidebar: [{text: 'P', link: '/p'}]}}"}
QUARTO = {"_quarto.yml": "website: {title: Q}"}
PYMDOWN = {
    "mkdocs.yml": "markdown_extensions: [pymdownx.keys, pymdownx.critic, pymdownx.caret, pymdownx.tilde,"
    " pymdownx.mark, pymdownx.blocks.admonition]"
}
ACCEPTED = {"mkdocs.yml": "markdown_extensions: [pymdownx.critic: {mode: accept}]"}
VAULT = {".obsidian/app.json": "{}", "Two.md": "# Two", "p.png": ""}


def of(tool: dict[str, str], text: str) -> ImportResult:
    """The handbook of a tool's site with one page more, which says a text."""
    folder = "content/" if tool is HUGO else "docs/" if "mkdocs.yml" in tool else ""
    return brought({**tool, f"{folder}p.{'qmd' if tool is QUARTO else 'md'}": titled("P", text)})


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
        (VAULT, "![[p.png|A photo|200]] ![[p.png|200x100]]", "![A photo](p.png) ![](p.png)"),
        (VAULT, "Meet^[not *online*] `^[x]`.", "Meet[^note-1] `^[x]`.\n\n[^note-1]: not *online*"),
        (VITEPRESS, "> [!TIP] Try it\n> now", ":::tip Try it\nnow\n:::"),
        ({"myst.yml": "version: 1"}, "a [x]{.c .d} `[x]{.c}`", "a x `[x]{.c}`"),
        (PYMDOWN, "++ctrl+c++ `++a++` C++ and ++arrow-up++",
         "<kbd>Ctrl</kbd>+<kbd>C</kbd> `++a++` C++ and <kbd>Arrow Up</kbd>"),
        (PYMDOWN, "{--old--}{++new++} {~~a~>b~~} {==c==}",
         "<del>old</del><ins>new</ins> <del>a</del><ins>b</ins> <mark>c</mark>"),
        (PYMDOWN, "^^ins^^ x^2^ H~2~O ==m== ~~d~~ [^1][^2]",
         "<ins>ins</ins> x<sup>2</sup> H<sub>2</sub>O <mark>m</mark> ~~d~~ [^1][^2]"),
        (PYMDOWN, "/// note | Mind\na\n///", ":::note Mind\na\n:::"),
        (PYMDOWN, "//// admonition | Mind\n    type: warning\n\n/// tip\na\n///\n////",
         "::::warning Mind\n\n:::tip\na\n:::\n::::"),
        (PYMDOWN, "/// details | More\na\n///", "<details><summary>More</summary>\n\na\n\n</details>"),
        (PYMDOWN, '!!!warning "Mind"\n    a', ":::warning Mind\na\n:::"),
        (QUARTO, "(@good) Be kind.\n\nAs in (@good) and (@late).\n\n(@)  Ask.\n\n(@late) Go.",
         "1.    Be kind.\n\nAs in (1) and (3).\n\n2.   Ask.\n\n3.    Go."),
        (QUARTO, "| One\n|   two\n| three\n\n| a | b |\n|---|---|",
         "One\\\n&nbsp;&nbsp;two\\\nthree\n\n| a | b |\n|---|---|"),
        (DOCSIFY, "?> Look\nhere\n\n!> Mind", ":::tip\nLook\nhere\n:::\n\n:::important\nMind\n:::"),
        (DOCSIFY, "[a](/p?id=part)\n\n## Part :id=part\n\n## B {docsify-ignore}",
         "[a](p.md#part)\n\n## Part {#part}\n\n## B"),
        (DOCSIFY, "[x](README.md ':include')", "# Home"),
        (VITEPRESS, "::: raw\na\n:::\n\n::: tip\nb\n:::", "a\n\n:::tip\nb\n:::"),
        (JEKYLL, "## A\n{: #own }\n\nb\n{: #two }", '## A {#own}\n\nb\n<a id="two"></a>'),
        (JEKYLL, "[@bors]\n\n[@bors]: https://e.org", "[@bors]\n\n[@bors]: https://e.org"),
    ],
)  # fmt: skip
def test_marks_become_ours_and_nothing_is_lost(tool: dict[str, str], text: str, expected: str) -> None:
    assert bodies(of(tool, text))["p.md"] == expected
    assert losses(of(tool, text)) == []


@pytest.mark.parametrize(
    ("tool", "text", "expected", "named"),
    [
        (ACCEPTED, "a {--secret--}{++new++}", "a new", "a change to the text that was not published; left out"),
        ({"mkdocs.yml": ""}, "/// note | a", "/// note | a", "`/// note | a`: a block of another tool"),
        ({"mkdocs.yml": ""}, "a\n\n*[HTML]: Hyper", "a", "`HTML`: its meaning, “Hyper”, shows nowhere"),
        (PYMDOWN, "/// html | div\na\n///", "a", "`/// html | div`: a block of another tool; the words in it stay"),
        (QUARTO, "Is `r 1+1`.", "Is `r 1+1`.", "`r 1+1`: a program in a line is not run"),
        (QUARTO, "As @doe99 says to a@b.org.", "As @doe99 says to a@b.org.", "`@doe99`: a source in a list of"),
        (JEKYLL, "## A\n{: #own .cls }", "## A {#own}", "`{: #own .cls }`: looks of another theme; left out"),
        (VAULT, "Is $x_{i}$ or $5 or $6.", "Is $x_{i}$ or $5 or $6.", "`$x_{i}$`: a formula"),
        ({}, "?> Look", "?> Look", "`?> Look`: an alert of Docsify"),
    ],
)
def test_what_no_handbook_has_is_named_once(tool: dict[str, str], text: str, expected: str, named: str) -> None:
    found = of(tool, text)
    assert bodies(found)["p.md"] == expected
    assert [line.partition(": ")[2][: len(named)] for line in losses(found)] == [named]
    assert "secret" not in "".join((*pages(found).values(), *losses(found)))


@pytest.mark.parametrize("said", ["[one, two words]", "one, two words"])
def test_keywords_of_a_page_are_kept(said: str) -> None:
    found = brought({**JEKYLL, "p.md": titled("P", keywords=said)})
    assert 'keywords: ["one", "two words"]' in pages(found)["p.md"]
    assert (losses(found), faults(found)) == ([], [])


def test_a_picture_that_is_not_there_is_no_link_to_a_page_of_its_name() -> None:
    found = brought({**HUGO, "content/p.md": titled("P", "![x](/p.png) [y](/p.html)")})
    assert bodies(found)["p.md"] == "![x](/p.png) [y](p.md)"


def test_the_first_page_of_a_gitbook_comes_though_no_list_names_it() -> None:
    found = brought({**GITBOOK, "README.md": "# Welcome", "p.md": "# P", "q.md": "secret"})
    assert set(pages(found)) == {"index.md", "p.md"}
    assert bodies(found)["index.md"] == "# Welcome"


LONG = f"~=={'a' * 90}==~"
"""Two marks at once: by the tags of one that is read first, these words become too long for the other."""
IN_A_PROCESS = f"""
from mentorsite.importers.markdown.config_files import Configuration
from mentorsite.importers.markdown.lines import lines_of, through
from mentorsite.importers.markdown.pymdown_marks import marks
for names in (["mark", "tilde"], ["tilde", "mark"], ["mark", "caret", "tilde"]):
    known = {{f"pymdownx.{{each}}": Configuration() for each in names}}
    print(through(marks(known), lines_of({LONG!r}, 1))[0][0].text)
"""


@pytest.mark.parametrize("seed", ["0", "1", "2", "3"])
def test_marks_are_read_in_one_order_in_every_process(seed: str) -> None:
    # A set of texts has another order in each process: so this is about how Python starts.
    said = subprocess.run(
        [sys.executable, "-c", IN_A_PROCESS], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": seed}
    ).stdout
    assert said.splitlines() == [f"<sub><mark>{'a' * 90}</mark></sub>"] * 3
