"""A thousand files written for other generators: everything that can be made is made, every fault has its line."""

import random
from collections import Counter
from collections.abc import Callable, Iterator
from html import unescape

import pytest

from mentorsite.build import project_files
from mentorsite.build.prepare import Build, prepare
from mentorsite.loader.tree import Tree
from mentorsite.model.output import PageOutput
from mentorsite.render import renderer
from mentorsite.render.context import RenderContext
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.variables import scopes
from tests.conftest import REPOSITORY
from tests.markdown.test_markdown import Hazards

FILES = 1_000
TEMPLATES = (
    "{% include note.html %}",
    '{{< ref "a.md" >}}',
    "{{ page.title | upper }}",
    "{{ 7919 * 7907 }}",
    "{%- raw -%}",
)
OTHERS_MARKS = {"nearly-markdown", "taken-out"}
"""What is told of the templates and components that are seeded, by each of their lines."""
WORDS = ["mentor", "mentee", "goal", "meeting", "trust", "plan", "café", "naïve", "选择", "review"]


class Writer:
    """Writes files with things seeded into them, and remembers on which line each stands."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)
        self.files: dict[str, bytes] = {}
        self.expected: set[tuple[str, int, str]] = set()

    def write(self, path: str, lines: list[str], *, ends: str = "\n") -> None:
        self.files[f"content/{path}"] = ends.join([*lines, ""]).encode()

    def expect(self, path: str, line: int, code: str) -> None:
        self.expected.add((f"content/{path}", line, code))

    def words(self) -> str:
        return " ".join(self.random.choices(WORDS, k=12))

    def body(self, path: str, lines: list[str]) -> None:
        """Adds paragraphs, a broken link, a variable that is not there and templates of others."""
        for _ in range(self.random.randint(1, 3)):
            lines += [self.words(), ""]
        lines += ["", f"See [this]({self.random.choice(('../nowhere/', 'gone.html', '/a%20b.md'))}) {self.words()}", ""]
        self.expect(path, len(lines) - 1, "broken-link")
        lines += [f"- {self.words()}", f"  - On {{{{ page.title }}}} {self.words()}", ""]
        self.expect(path, len(lines) - 1, "unknown-variable")
        lines += [
            self.random.choice(TEMPLATES),
            "",
            f"`{{{{ page.url }}}}` {self.random.choice(TEMPLATES)} {self.words()}",
            "",
        ]


def jekyll(writer: Writer, number: int) -> None:
    path = f"posts/2026-01-{number % 28 + 1:02}-post {number}.md"
    lines = ["---", "layout: post", f"title:  Post {number} é", "categories: [a, b]", "---", ""]
    writer.expect(path, 2, "front-matter")
    writer.expect(path, 4, "front-matter")
    lines += ["{% assign x = 1 %}", "", "# Second title", "", "* TOC", "{:toc}", ""]
    writer.body(path, lines)
    writer.write(path, lines, ends=writer.random.choice(("\n", "\r\n")))


def hugo_yaml(writer: Writer, number: int) -> None:
    path = f"hugo/{number:04} é/index.md"
    lines = [
        "---",
        f'title: "Hugo {number}"',
        "weight: 3",
        "draft: false",
        "---",
        "",
        "{{% notice tip %}}",
        "words",
        "{{% /notice %}}",
        "",
    ]
    writer.expect(path, 3, "front-matter")
    writer.body(path, lines)
    writer.write(path, lines)


def hugo_toml(writer: Writer, number: int) -> None:
    path = f"toml/{number}.md"
    lines = ["+++", f'title = "Toml {number}"', "[params]", "  a = 1", "+++", "", f"# Toml {number}", ""]
    writer.expect(path, 1, "no-front-matter")
    writer.body(path, lines)
    writer.write(path, lines, ends=writer.random.choice(("\n", "\r\n")))


def docusaurus(writer: Writer, number: int) -> None:
    path = f"docs/guide {number}.mdx"
    lines = ["---", "sidebar_position: 2", f"title: Guide {number}", "---", "", "import Tabs from '@theme/Tabs';", ""]
    writer.expect(path, 2, "front-matter")
    lines += [
        "<Tabs items={['a', 'b']} onClick={() => alert(1)}>",
        "",
        ":::tip[My **title**]",
        "",
        "Inside",
        "",
        ":::",
        "",
        "</Tabs>",
        "",
    ]
    writer.body(path, lines)
    writer.write(path, lines)


def myst(writer: Writer, number: int) -> None:
    path = f"myst/chapter-{number}.md"
    lines = [
        f"(label-{number})=",
        f"# Chapter {number}",
        "",
        ":::{note}",
        "See {ref}`label-1`.",
        ":::",
        "",
        "```{figure} a.png",
        "---",
        "width: 3",
        "---",
        "```",
        "",
    ]
    writer.body(path, lines)
    writer.write(path, lines)
    writer.expect(path, 1, "missing-title")


def unclosed(writer: Writer, number: int) -> None:
    path = f"odd/unclosed-{number}.md"
    writer.write(path, ["---", f"title: Unclosed {number}", "", "# Words"])
    writer.expect(path, 1, "yaml")


def tabbed(writer: Writer, number: int) -> None:
    path = f"odd/tab-{number}.md"
    writer.write(path, ["---", "title: Tabs", "tags:", "\t- a", "---", "words"], ends="\r\n")
    writer.expect(path, 4, "yaml")


def not_text(writer: Writer, number: int) -> None:
    path = f"odd/latin-{number}.md"
    writer.files[f"content/{path}"] = f"# Latin\r\n\r\nCaf\xe9 {number}\r\n".encode("latin-1")
    writer.expect(path, 3, "not-text")


KINDS: tuple[tuple[Callable[[Writer, int], None], int], ...] = (
    (jekyll, 250),
    (hugo_yaml, 150),
    (hugo_toml, 150),
    (docusaurus, 200),
    (myst, 150),
    (unclosed, 30),
    (tabbed, 30),
    (not_text, 40),
)


def written() -> Writer:
    writer = Writer(seed=2027)
    for kind, count in KINDS:
        for number in range(count):
            kind(writer, number)
    return writer


@pytest.fixture(scope="module")
def writer() -> Writer:
    return written()


def build_of(files: dict[str, bytes], site: str) -> Build:
    return prepare(Tree({"site.yml": site.encode(), **files}, {}, project_files.read(REPOSITORY).themes))


@pytest.fixture(scope="module")
def imported(writer: Writer) -> Build:
    return build_of(writer.files, "title: Imported\nchecks: {'*': advice}\ndownloads: []\n")


def test_the_folder_is_the_same_each_time_and_has_a_thousand_files(writer: Writer) -> None:
    assert len(writer.files) == FILES
    assert written().files == writer.files


def test_every_fault_that_was_seeded_is_told_at_its_line(writer: Writer, imported: Build) -> None:
    told = {(each.path, each.line, each.code) for each in imported.problems}
    missing = {each for each in writer.expected if each not in told}
    assert not missing, sorted(missing)[:5]


def test_nothing_is_told_that_was_not_seeded(writer: Writer, imported: Build) -> None:
    told = {(each.path, each.line, each.code) for each in imported.problems}
    more = {each for each in told - writer.expected if each[2] not in OTHERS_MARKS}
    assert more == {(f"content/{folder}", 1, "missing-title") for folder in ("docs", "posts")}, sorted(more)[:5]


def test_the_default_stops_at_what_is_broken_and_says_all_of_it(writer: Writer, imported: Build) -> None:
    build = build_of(writer.files, "title: Imported\ndownloads: []\n")
    assert build.fatal
    assert [(p.path, p.line, p.code) for p in build.problems] == [(p.path, p.line, p.code) for p in imported.problems]


def test_as_advice_all_that_can_be_made_is_made(writer: Writer, imported: Build) -> None:
    assert not imported.fatal
    pages = {output.page.source for output in imported.outputs if isinstance(output, PageOutput)}
    left_out = {path for path in writer.files if "/latin-" in path or "/tab-" in path}
    assert pages == set(writer.files) - left_out
    counted = Counter(each.code for each in imported.problems)
    assert counted["not-text"] == 40


@pytest.fixture(scope="module")
def pages(imported: Build) -> dict[str, str]:
    return dict(rendered(imported))


def rendered(build: Build) -> Iterator[tuple[str, str]]:
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    for output in build.outputs:
        if isinstance(output, PageOutput):
            data = render(output)
            assert isinstance(data, bytes)
            yield output.page.source, data.decode()


def test_no_template_syntax_of_others_is_run(writer: Writer, pages: dict[str, str]) -> None:
    for path, html in pages.items():
        shown = unescape(html)
        text = writer.files[path].decode()
        for template in (*TEMPLATES, "{{ page.title }}", "{{ page.url }}", "{% assign x = 1 %}", "{:toc}"):
            assert shown.count(template) >= text.count(template), (path, template)
        assert "62615533" not in shown


def test_nothing_of_jsx_and_scripts_reaches_a_page(imported: Build) -> None:
    for page in imported.site.pages:
        scope = scopes(imported.site)(None)
        setting = RenderContext(imported.site, page.source, page.address, page.language, scope, {})
        html = setting.html(page.document)
        assert Hazards(html).found == []
        if "/docs/" in page.source:
            assert '<p class="alert-title">My <strong>title</strong></p>' in html
