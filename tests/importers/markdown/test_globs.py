"""Pages that settings leave out are left out: by patterns as each tool has them."""

import pytest

from mentorsite.importers.markdown.globs import fits, ignored
from tests.importers.test_tools import brought, losses, pages

VUE = ".vitepress/config.js"
SPHINX = "conf.py"


@pytest.mark.parametrize(
    ("path", "glob", "expected"),
    [
        ("a.md", "a.md", True),
        ("a.md", "*.md", True),
        ("x/a.md", "*.md", False),
        ("x/a.md", "**/*.md", True),
        ("a.md", "**/*.md", True),
        ("x/y/a.md", "x", True),
        ("x/y/a.md", "./x/", True),
        ("x/y/a.md", "x/**", True),
        ("a.md", "{a,b}.md", True),
        ("c.md", "[!ab].md", True),
        ("a.md", "[", False),
        ("a" * 400, "*" + "a*" * 200, False),
    ],
)
def test_a_pattern_fits_a_path_or_a_folder_above_it(path: str, glob: str, expected: bool) -> None:
    assert fits(path, glob) is expected


def test_the_last_rule_that_fits_counts() -> None:
    assert [ignored(path, ("# a", "*.md", "!b.md", "/x")) for path in ("a.md", "b.md", "y/x.txt", "x/c.txt")] == [
        True, False, False, True
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "settings", "folder"),
    [
        (VUE, "export default {srcExclude: ['secret.md', '**/hid*.md']}", ""),
        (VUE, "export default {srcDir: './src', srcExclude: ['secret.md', 'x']}", "src/"),
        (".vuepress/config.js", "export default {pagePatterns: ['**/*.md', '!secret.md', '!x']}", ""),
        ("mkdocs.yml", "exclude_docs: |\n  secret.md\n  /x/", "docs/"),
        ("mkdocs.yml", "draft_docs: '*.md\n\n  !a.md\n\n  !index.md'", "docs/"),
        ("mkdocs.yml", "plugins: [{exclude: {glob: ['secret*', 'x/*']}}]", "docs/"),
        ("_config.yml", "exclude: ['sec*.md', x]", ""),
        ("hugo.toml", "ignoreFiles = ['secret\\.md$', 'x/']", "content/"),
        ("hugo.toml", "[[cascade]]\ndraft = true\n[cascade._target]\npath = '/{secret,x/**}'", "content/"),
        (
            "docusaurus.config.js",
            "module.exports = {themeConfig: {docs: {a: 1}}, presets: [['classic', {docs: {exclude:"
            " ['secret.md']}, blog: {exclude: ['x/**']}}]]}",
            "docs/",
        ),
        ("_quarto.yml", "website: {drafts: [secret.md, x]}", ""),
        ("myst.yml", "project: {toc: [{file: ./a}]}", ""),
        ("myst.yml", "project: {toc: [{pattern: '**/a.md'}]}", ""),
        ("myst.yml", "project: {exclude: [secret.md, 'x/*']}", ""),
        (SPHINX, "exclude_patterns = ['**/hidden.md']\nexclude_patterns += ['sec*']", ""),
        (SPHINX, "exclude_patterns: list[str] = ['x'] + []\nexclude_patterns.append('secret.md')", ""),
    ],
)
def test_a_page_that_the_settings_leave_out_is_left_out_and_named(name: str, settings: str, folder: str) -> None:
    found = brought(
        {name: settings, f"{folder}a.md": "# A", f"{folder}secret.md": "secret", f"{folder}x/hidden.md": "secret"}
    )
    assert "secret" not in "".join(pages(found).values())
    assert "a.md" in pages(found) or "# A" in pages(found)["index.md"]
    listed = " ".join(losses(found))
    assert "secret.md" in listed
    assert "hidden.md" in listed


@pytest.mark.parametrize(
    ("name", "settings", "folder"),
    [
        (VUE, "export default {srcExclude: all()}", ""),
        (SPHINX, "exclude_patterns = [*others()]", ""),
        ("hugo.toml", "ignoreFiles = ['(a+)+$']", "content/"),
    ],
)
def test_patterns_that_can_not_be_read_are_named(name: str, settings: str, folder: str) -> None:
    found = losses(brought({name: settings, f"{folder}a.md": "# A"}))
    assert any("look for pages that were not public" in line for line in found)


@pytest.mark.parametrize(
    ("files", "hidden"),
    [
        ({"mkdocs.yml": "exclude_docs: /x/", "docs/a.md": "# A", "docs/x/plan.pdf": "", "docs/b.pdf": ""}, "plan.pdf"),
        ({"hugo.toml": "", "content/x/index.md": "---\ndraft: true\n---\n", "content/x/y/plan.pdf": "",
          "content/_index.md": "# A", "content/b.pdf": ""}, "plan.pdf"),
    ],
)  # fmt: skip
def test_files_that_are_public_with_a_hidden_page_alone_are_left_out_and_named(
    files: dict[str, str], hidden: str
) -> None:
    found = brought(files)
    assert list(found.copies) == ["content/b.pdf"]
    assert any(hidden in line for line in losses(found))
