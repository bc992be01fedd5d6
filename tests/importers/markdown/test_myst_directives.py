"""Labels, terms, captions and keys of MyST come, or are named."""

import pytest

from tests.importers.test_tools import bodies, brought, losses, pages

GLOSSARY = "```{glossary}\n*[Mentor Guide](https://e.org)*\n  Who leads.\n```"
MYST = {"conf.py": "project = 'A'", "x/b.md": f"(My Label)=\n## Part\n\n{GLOSSARY}"}
PART, TERM = "x/b.md#my-label", "x/b.md#term-mentor-guide"


@pytest.mark.parametrize(
    ("text", "expected", "named"),
    [
        ("[there](my-label)", "[there](my-label)", ""),
        ("{ref}`my label`", f"[Part]({PART})", ""),
        ("{ref}`there <MY LABEL>`", f"[there]({PART})", ""),
        ("[b](x/b.md) [](#x)", "[b](x/b.md) [x](#x)", ""),
        ("{term}`mentor guide`", f"[mentor guide]({TERM})", ""),
        ("{term}`guides <Mentor guide>`", f"[guides]({TERM})", ""),
        ("{term}`Peer`", "Peer", "`{term}`Peer``: no glossary has this term; its words stay"),
        ("[b](project:x/b.md)", "[b](x/b.md)", ""),
        ("```{code-block} sh\n:caption: Try it\nls\n```", "*Try it*\n\n```sh\nls\n```", ""),
        ("```{code-block} sh\n:name: try\nls\n```", '<a id="try"></a>\n\n```sh\nls\n```', ""),
        ("```{image} p.png\n:target: https://e.org\n```", "[![](p.png)](https://e.org)", ""),
        (":::{admonition} What does `pip` do?\nIt.\n:::", ":::note What does `pip` do?\nIt.\n:::", ""),
        (":::{admonition} Mind\n:class: dropdown, warning\nIt.\n:::", ":::warning Mind\nIt.\n:::", ""),
        ("```{youtube} abc123\n```", "```\n{youtube} abc123\n```", "`{youtube}`: a directive that is not run"),
        ("```{include} part.txt\n\n```", "```\n{include} part.txt\n```", "`{include}`: a directive that is not run"),
        ("```{exec} sh\nls\n```", "```{exec} sh\nls\n```", "`{exec}`: a directive that is not run"),
        (":::{grid-item}\nx\n:::", "\nx", "`{grid-item}`: its words stand"),
        ("```{card} Go\n:link: https://e.org\nx\n```", "**[Go](https://e.org)**\n\nx", "`{card}`: its words stand"),
        (
            "```{card} Go\n:link: my label\n:link-type: ref\nx\n```",
            f"**[Go]({PART})**\n\nx",
            "`{card}`: its words stand",
        ),
    ],
)
def test_the_markup_of_myst_becomes_ours_or_is_named(text: str, expected: str, named: str) -> None:
    found = brought({**MYST, "a.md": f"# A\n\n{text}"})
    assert bodies(found)["a.md"] == f"# A\n\n{expected}"
    listed = [line.partition(": ")[2] for line in losses(found) if line.startswith("a.md")]
    assert [line[: len(named)] for line in listed] == ([named] if named else [])


def test_a_link_that_names_a_label_leads_to_it_and_one_that_names_a_page_to_that() -> None:
    found = brought({**MYST, "a.md": "[there](part-two) [page](page) [](part-two)", "page.md": "(page)=\n# P",
                     "b.md": "(part-two)=\n## Two"})  # fmt: skip
    assert bodies(found)["a.md"] == "[there](b.md#part-two) [page](page.md) [Two](b.md#part-two)"


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("[](b.md)", "[B](b.md)"),
        ("[](sub/c.md)", "[See you](sub/c.md)"),
        ("[](/sub/c.md)", "[See you](sub/c.md)"),
        ("[](./sub/c.md 'x')", "[See you](sub/c.md 'x')"),
        ('[ ](sub/c.md "Tip")', '[See you](sub/c.md "Tip")'),
        ("[](sub/c.md#two-words)", "[Two *words*](sub/c.md#named)"),
        ("[](sub/c.md#named)", "[Two *words*](sub/c.md#named)"),
        ("[](#own-part)", "[Own part](#own-part)"),
        ("[](project:sub/c.md)", "[See you](sub/c.md)"),
        ("[](<my file.md>)", "[My file](<my file.md>)"),
        ("[](sub/bare-page.md)", "[Bare page](sub/bare-page.md)"),
        ("[](sub/form.pdf)", "[form.pdf](sub/form.pdf)"),
        ("[](https://e.org/a)", "[https://e.org/a](https://e.org/a)"),
        ("`[](b.md)` ![](p.png)", "`[](b.md)` ![](p.png)"),
    ],
)
def test_a_link_without_words_gets_the_title_of_what_it_leads_to(link: str, expected: str) -> None:
    found = brought(
        {
            "conf.py": "project = 'A'",
            "a.md": f"# A\n\n{link}\n\n## Own part\n",
            "b.md": "# B",
            "sub/c.md": "See [you](https://e.org)\n====\n\n(named)=\n## Two *words*\n",
            "sub/bare-page.md": "Words alone.",
            "my file.md": "# My file",
            "sub/form.pdf": "",
            "p.png": "",
        }
    )
    assert bodies(found)["a.md"] == f"# A\n\n{expected}\n\n## Own part"


def test_what_a_page_of_myst_says_to_search_engines_is_kept() -> None:
    keys = 'myst:\n  html_meta:\n    "description lang=en": In short\n    keywords: one, two\n    author: X'
    found = brought({**MYST, "a.md": f"---\n{keys}\n---\n# A"})
    assert 'description: "In short"\nkeywords: ["one", "two"]\n' in pages(found)["a.md"]
    assert 'a.md:2: `html_meta: {"author": "X"}`: a handbook has no such key; left out' in losses(found)


@pytest.mark.parametrize(
    ("settings", "text", "kept"),
    [
        ("", "```{only} internal\nwords\n```", False),
        ("", "```{only} not html\nwords\n```", False),
        ("", "```{only} latex or html\nwords\n```", True),
        ("", "```{only} html and draft\nwords\n```", False),
        ("", "```{ifconfig} inside\nwords\n```", False),
        ("", "::::{note}\n:::{todo}\nwords\n:::\n::::", False),
        ("", ":::{todo}\na\n\n:::{note}\nx\n:::\n\n:::{todo}\nwords\n:::", False),
        ("", "```{todo}\na\n\n```{note}\nx\n```\n\n```{todo}\nwords\n```", False),
        ("", ":::{todo}\na\n\n::::{note}\nx\n::::\n\n:::{todo}\nwords\n:::", False),
        ("todo_include_todos = True", ":::{todo}\nwords\n:::", True),
    ],
)
def test_words_that_only_some_readers_saw_are_left_out_and_named(settings: str, text: str, kept: bool) -> None:
    found = brought({"conf.py": settings, "a.md": f"# A\n\n{text}"})
    assert ("words" in bodies(found)["a.md"]) is kept
    assert any(": what was not published; left out" in line for line in losses(found)) is not kept


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[`go`](lab-a)", "[`go`](b.md#lab-a)"),
        ("[see `c`](#lab-a) `[d](#lab-a)`", "[see `c`](b.md#lab-a) `[d](#lab-a)`"),
        ("<project:#lab-a> `<project:#lab-a>`", "[Two](b.md#lab-a) `<project:#lab-a>`"),
        ("<project:b.md>", "[B](b.md)"),
        (":::{note}\n```sh\nls\n:::\n\n[there](lab-a)", ":::note\n```sh\nls\n```\n:::\n\n[there](b.md#lab-a)"),
    ],
)
def test_links_to_labels_come_with_code_and_behind_it(text: str, expected: str) -> None:
    found = brought({"conf.py": "", "a.md": text, "b.md": "# B\n\n::::{tip}\n```sh\nls\n::::\n\n(lab-a)=\n## Two"})
    assert bodies(found)["a.md"] == expected
