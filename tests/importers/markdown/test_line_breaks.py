"""Lines of a paragraph stay lines where the tool showed each, and flow where it did not."""

from collections.abc import Mapping

import pytest

from mentorsite.importers.markdown.detect import is_read
from tests.importers.test_tools import bodies, brought, titled

LINES = "Mail: a@x.org\nPhone: 123 456\nRoom: 5"
KEPT = "Mail: a@x.org \\\nPhone: 123 456\\\nRoom: 5"
NUMBER = "0123456789abcdef" * 2
VAULT = {".obsidian/app.json": "{}"}


def of(settings: Mapping[str, str], page: str, text: str) -> str:
    """What becomes of a text on a page of a site."""
    made = bodies(brought({**settings, page: titled("P", text)}))
    return next(filter(None, made.values()))


SHOWN: list[tuple[dict[str, str], str]] = [
    (VAULT, "p.md"),
    ({".obsidian/workspace.json": "{}", ".obsidian/app.json": '{"strictLineBreaks": false}'}, "p.md"),
    ({"mkdocs.yml": "markdown_extensions: [nl2br]"}, "docs/p.md"),
    ({"mkdocs.yml": "markdown_extensions:\n  nl2br: {}"}, "docs/p.md"),
    ({"hugo.toml": "[markup.goldmark.renderer]\nhardWraps = true"}, "content/p.md"),
    ({"hugo.toml": "", "config/_default/markup.yaml": "goldmark: {renderer: {hardWraps: true}}"}, "content/p.md"),
    ({"_config.yml": "kramdown: {hard_wrap: true}"}, "p.md"),
    ({"_config.yml": "commonmark: {options: [SMART, HARDBREAKS]}"}, "p.md"),
    ({"_config.yml": "redcarpet: {extensions: [hard_wrap]}"}, "p.md"),
    ({".vitepress/config.mts": "export default defineConfig({markdown: {breaks: true}})"}, "p.md"),
    ({".vuepress/config.js": "module.exports = {markdown: {extendMarkdown: md => { md.set({ breaks: true }) }}}"},
     "p.md"),
    ({"docusaurus.config.js": "export default {presets: [['c', {docs: {remarkPlugins: [require('remark-breaks')]}}]]}"},
     "docs/p.md"),
    ({"astro.config.mjs": "export default defineConfig({markdown: {remarkPlugins: [a, remarkBreaks]}})"},
     "src/content/docs/p.md"),
    ({"_quarto.yml": "format: {html: {from: markdown+hard_line_breaks}}"}, "p.qmd"),
    ({"_quarto.yml": "from: markdown+emoji+hard_line_breaks"}, "p.qmd"),
    ({"config.rb": "set :markdown, fenced_code_blocks: true, hard_wrap: true"}, "source/p.html.md"),
    ({"index.html": "<script>window.$docsify = {markdown: {breaks: true}}</script>", "_sidebar.md": "* [P](p.md)"},
     "p.md"),
    ({"logseq/config.edn": "{}"}, "p.md"),
    ({}, f"P {NUMBER}.md"),
]  # fmt: skip


@pytest.mark.parametrize(("settings", "page"), SHOWN)
def test_lines_stay_where_the_tool_showed_them(settings: dict[str, str], page: str) -> None:
    assert of(settings, page, LINES) == KEPT


@pytest.mark.parametrize(
    ("settings", "page"),
    [
        ({".obsidian/app.json": '{"strictLineBreaks": true}'}, "p.md"),
        ({"mkdocs.yml": "markdown_extensions: [tables]"}, "docs/p.md"),
        ({"hugo.toml": "[markup.goldmark.renderer]\nhardWraps = false"}, "content/p.md"),
        ({"_config.yml": "kramdown: {hard_wrap: false}"}, "p.md"),
        ({".vitepress/config.mts": "export default {/* markdown: {breaks: true} */ title: 'A'}"}, "p.md"),
        ({"docusaurus.config.js": "export default {remarkPlugins: [ // remark-breaks\n]}"}, "docs/p.md"),
        ({"_quarto.yml": "format: {html: {from: markdown-hard_line_breaks}}"}, "p.qmd"),
        ({"config.rb": "# set :markdown, hard_wrap: true"}, "source/p.html.md"),
        ({}, "p.md"),
    ],
)  # fmt: skip
def test_lines_flow_where_the_tool_let_them(settings: dict[str, str], page: str) -> None:
    assert of(settings, page, LINES) == LINES


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- one\n  two\n- three\n\n1. a\n\n   b\n   c", "- one\\\n  two\n- three\n\n1. a\n\n   b\\\n   c"),
        ("> a\n> b", "> a\\\n> b"),
        ("> [!note] Mind\n> a\n> b", ":::note Mind\na\\\nb\n:::"),
        ("see https://a.org/b\nor www.c.org\nnow", "see https://a.org/b \\\nor www.c.org \\\nnow"),
        ("[two\nlines](https://a.org) **and\nmore**", "[two\\\nlines](https://a.org) **and\\\nmore**"),
        ("a[^1]\nb\n\n[^1]: c\n    d", "a[^1]\\\nb\n\n[^1]: c\\\n    d"),
        ("a \nb", "a\\\nb"),
    ],
)
def test_a_line_of_a_paragraph_ends_in_a_mark(text: str, expected: str) -> None:
    assert of(VAULT, "p.md", text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "```\na\nb\n```",
        "    a\n    b",
        "| a | b |\n|---|---|\n| c | d |",
        "## A\nb",
        "a\nb\n---",
        "a\n- b\n- c",
        "a  \nb\\\nc",
        "a<br>\nb",
        "a\n\nb",
        "a `b\nc` d",
        'a <span title="b\nc">d</span>',
        "<div>\na\nb\n</div>",
        "$$\na\nb\n$$",
        '![a](https://a.org/b "c\nd")',
    ],
)
def test_what_is_no_line_of_a_paragraph_stays_as_it_is(text: str) -> None:
    assert of(VAULT, "p.md", text) == text


def test_the_settings_that_say_so_are_read() -> None:
    assert all(map(is_read, (".obsidian/app.json", "config/_default/markup.toml", "config.rb")))
    assert not is_read("notes/app.json")
