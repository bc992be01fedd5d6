"""A comment of any tool is neither published nor quoted in the list, and what only looks like one stays."""

import pytest

from tests.importers.test_tools import HUGO, JEKYLL, bodies, brought, losses, pages, titled

PLAIN: dict[str, str] = {}
ELEVENTY = {"eleventy.config.js": ""}
MACROS = {"mkdocs.yml": "site_name: A\nplugins: [search, macros]", "docs/index.md": "# A"}
MYST = {"myst.yml": "version: 1"}
SPHINX = {"conf.py": "project = 'A'"}
FENCED = "```\n{% comment %}secret{% endcomment %}\nb\n```"


@pytest.mark.parametrize("tool", [PLAIN, HUGO])
@pytest.mark.parametrize(
    "text",
    [
        "a {% comment %}secret{% endcomment %}b",
        "a\n{%- comment -%}\n```\nsecret\n{%- endcomment -%}\nb {% comment %}secret{% endcomment %}",
        "a {{% comment %}}secret{{% /comment %}}b",
        "a {% # secret %}b",
        "a {# secret #}b {#- secret -#}",
        "a {#secret#}b",
        "a\n{#\nsecret\n#}\nb",
        "a {::comment}secret{:/comment} b",
        "a\n{::comment}\nsecret\n{:/}\nb",
        "a {/* secret */} b",
        "a {{!-- secret --}} b {{! secret }}",
        "a <%# secret %> b <%-- secret --%>",
        "a {>>secret<<} b",
        "a\n#+BEGIN_COMMENT\nsecret\n#+END_COMMENT\nb",
    ],
)
def test_a_comment_is_left_out_and_told_whatever_the_tool(tool: dict[str, str], text: str) -> None:
    found = brought({**tool, f"{'content/' if tool else ''}p.md": titled("P", f"{text}\n\nend")})
    assert "secret" not in "".join((*pages(found).values(), *losses(found)))
    assert bodies(found)["p.md"].split() == ["a", "b", "end"]
    assert sum("a comment, which was never published" in line for line in losses(found)) == sum(
        "secret" in line for line in text.split("\n")
    )


@pytest.mark.parametrize(
    ("tool", "text"),
    [
        (PLAIN, "a %%secret%% b"),
        (PLAIN, "a\n\n%%\nsecret\n%%\n\nb"),
        (JEKYLL, FENCED),
        (ELEVENTY, FENCED),
        (ELEVENTY, "`{# secret #}`"),
        (ELEVENTY, "a {# see } secret #} b"),
        (MACROS, "```\n{# secret #}\nb\n```"),
        (MYST, "a\n%secret\n%% secret\nb"),
        (SPHINX, "a\n% secret\nb"),
        (MYST, '+++ {"secret": 1}\nb'),
    ],
)
def test_a_comment_that_one_tool_has_is_left_out_in_it(tool: dict[str, str], text: str) -> None:
    found = brought({**tool, f"{'docs/' if 'mkdocs.yml' in tool else ''}p.md": titled("P", text)})
    assert "secret" not in "".join((*pages(found).values(), *losses(found)))


@pytest.mark.parametrize(
    ("tool", "text"),
    [
        (PLAIN, "## Goals {#goals}\n\n50 %% of all, {# not closed"),
        (PLAIN, "It grew by 50%% this year and 60%% next year: {# of mentors} and {# of mentees}"),
        (PLAIN, "`{# shown #}` and `%%shown%%`\n\n```\n{% comment %}shown{% endcomment %}\n```"),
        (MACROS, "This is {% raw %}{# shown #}{% endraw %}"),
        (JEKYLL, "```\n{% raw %}\n{% comment %}shown{% endcomment %}\n{% endraw %}\n```"),
    ],
)
def test_what_only_looks_like_a_comment_or_is_shown_as_one_stays(tool: dict[str, str], text: str) -> None:
    found = brought({**tool, f"{'docs/' if 'mkdocs.yml' in tool else ''}p.md": titled("P", text)})
    assert not any("never published" in line for line in losses(found))
    assert all(word in bodies(found)["p.md"] for word in text.split() if "raw" not in word and "%}" not in word)


def test_a_comment_and_a_draft_that_a_page_takes_in_stay_private() -> None:
    files = {
        "book.toml": "",
        "src/SUMMARY.md": "* [A](a.md)",
        "src/a.md": "# A\n\n{{#include b.md}}\n{{#include c.md}}",
    }
    found = brought({**files, "src/b.md": "b {# secret #}", "src/c.md": titled("C", "secret", draft="true")})
    assert "secret" not in "".join((*pages(found).values(), *losses(found)))


def test_a_comment_in_a_heading_that_others_refer_to_stays_private() -> None:
    quarto = brought({"_quarto.yml": "website: {}", "a.qmd": "## Part {# secret #} {#sec-a}\n\n@sec-a"})
    sphinx = brought({**SPHINX, "a.md": "(b)=\n## Part {# secret #}\n\n{ref}`b`"})
    assert "secret" not in "".join((*pages(quarto).values(), *pages(sphinx).values()))
