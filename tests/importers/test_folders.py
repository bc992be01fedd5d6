"""Folders of Markdown of other tools become handbooks, and every loss is listed."""

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.errors import FatalError, UsageError
from mentorsite.importers.markdown.folder import import_folder
from mentorsite.importers.result import ImportResult, ImportSource, ImportWarning
from mentorsite.model.output import PageOutput, RedirectOutput
from mentorsite.scaffold import import_
from mentorsite.scaffold.import_ import import_handbook
from tests.commands import run
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.needs_posix

SHARED = REPOSITORY / "starters" / "shared"
CASES = Path(__file__).parents[1] / "data" / "imports"
TOOLS = tuple(sorted(path.parent.name for path in CASES.glob("*/source") if path.parent.name != "saved-page"))
FAULTS = {
    "hugo": ["nearly-markdown"],
    "jekyll": ["nearly-markdown", "unknown-variable", "missing-title"],
    "plain": ["broken-link"],
}
"""What was wrong in the sources already, and comes along."""
BROKEN = ("jekyll", "plain")
"""Sources with faults that would stop a build."""
SIGNS = {
    "_config.yml": "title: A",
    "hugo.toml": 'title = "A"',
    "docusaurus.config.js": "module.exports = {title: 'A'}",
    "mkdocs.yml": "site_name: A",
    "myst.yml": "version: 1",
    "conf.py": "project = 'A'",
    "_quarto.yml": "website: {title: A}",
    "book.toml": "",
    ".gitbook.yaml": "",
    "astro.config.mjs": "",
    ".vitepress/config.js": "",
    ".obsidian/app.json": "",
    "readme.txt": "",
}
"""A file that shows which tool a folder is for, of each."""
LINES = (
    "---", "+++", "!!! note", '??? tip "a"', "    x", "```", "```{note} a", "~~~", ":::", "::::note", ":::{tip}", "# A",
    "(a)=", "{: .note }", "{: #a }", "> b", "{% raw %}", "{{ a.b }}", '{{< ref "a" >}}', "{{% notice tip %}}",
    "{{% /notice %}}", '=== "a"', "[a](b.md#c)", "[a]: /b", "{ref}`a`", "{doc}`a <b>`", "import a from 'b'", "<Tabs>",
    "::: {.callout-tip}", ":::", "```{r}", "{{< include b.md >}}", "@sec-a", "{{#include b.md}}",
    '{% hint style="a" %}', "{% endhint %}", "<Card", 'title="a"', ">", "</Card>", "<Aside>", "</Aside>", "%%", "[[b]]",
    "![[b]]", "> [!faq]- a", "^[a]", "```{glossary}", "```{toctree}", "{#a.b}", "::: details a", "{/*", "*/}",
    "{% comment %}", "a ^b", "`", "``", "", " ", "\t", "title: a", "- item", "1. item", "| a | b |", "![a](b.png)",
    "é", "\x00", "\u2028",
)  # fmt: skip
"""What means something to some tool."""
MARKDOWN = some.lists(some.sampled_from(LINES), max_size=25).map("\n".join)


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def digest(folder: Path) -> str:
    found = sorted((str(path), path.lstat().st_mtime_ns, path.lstat().st_mode) for path in folder.rglob("*"))
    return sha256(repr((found, sorted(files_of(folder).items()))).encode()).hexdigest()


def take_out_what_every_handbook_has(folder: Path) -> None:
    for path in [path.relative_to(SHARED) for path in SHARED.rglob("*") if path.is_file()]:
        (folder / path).unlink(missing_ok=True)  # what is for another language is not there
    (folder / ".github/constraints.txt").unlink()
    shutil.rmtree(folder / ".vscode")
    for packed in folder.rglob("*.whl"):
        packed.unlink()


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def brought(files: dict[str, str]) -> ImportResult:
    pages = {name: text.encode() for name, text in files.items()}
    found = import_folder(ImportSource("folder", pages))
    assert found is not None
    return found


def page(files: dict[str, str], name: str) -> str:
    return brought(files).files[f"content/{name}"].decode()


@pytest.mark.parametrize("tool", TOOLS)
def test_a_folder_becomes_the_handbook_that_is_expected_of_it(tool: str, tmp_path: Path) -> None:
    import_handbook(CASES / tool / "source", tmp_path / "new")
    take_out_what_every_handbook_has(tmp_path / "new")
    expected = CASES / tool / "expected"
    if os.environ.get("UPDATE_EXPECTED"):
        shutil.rmtree(expected, ignore_errors=True)
        shutil.copytree(tmp_path / "new", expected)
    made = files_of(tmp_path / "new")
    assert made == files_of(expected)
    assert {"site.yml", "IMPORTED.md"} < made.keys()


@pytest.mark.parametrize("tool", TOOLS)
def test_what_was_brought_builds_and_its_faults_are_those_of_the_source(tool: str, tmp_path: Path) -> None:
    done = import_handbook(CASES / tool / "source", tmp_path / "new")
    build = prepare(read(tmp_path / "new"))
    assert not build.fatal
    assert [each.code for each in build.problems] == FAULTS.get(tool, [])
    assert build.problems == done.problems
    assert len([each for each in build.outputs if isinstance(each, PageOutput)]) >= 3
    assert ("checks" in (tmp_path / "new/site.yml").read_text()) == (tool in BROKEN)


@pytest.mark.parametrize("tool", TOOLS)
def test_nothing_of_the_source_is_changed(tool: str, tmp_path: Path) -> None:
    before = digest(CASES / tool / "source")
    import_handbook(CASES / tool / "source", tmp_path / "new")
    assert digest(CASES / tool / "source") == before


def test_old_addresses_lead_to_the_pages_of_today(tmp_path: Path) -> None:
    import_handbook(CASES / "jekyll" / "source", tmp_path / "new")
    outputs = prepare(read(tmp_path / "new")).outputs
    redirects = {each.path: each.target for each in outputs if isinstance(each, RedirectOutput)}
    assert redirects == {
        "README/index.html": "about-this-folder/",
        "who-we-are/index.html": "about/",
        "team/index.html": "about/",
        "people.html": "about/",
        "news/2026/03/04/spring-term/index.html": "posts/2026-03-04-spring-term/",
    }


@pytest.mark.parametrize(
    ("permalink", "old"),
    [
        ("date", "/a/b/2026/01/02/c.html"),
        ("none", "/a/b/c.html"),
        ("/blog/:year/:title/", "/blog/2026/c/"),
        ("/:i_month-:i_day/:slug:output_ext", "/1-2/c.html"),
    ],
)
def test_a_post_of_jekyll_keeps_the_address_of_its_site(permalink: str, old: str) -> None:
    files = {"_config.yml": f"permalink: {permalink}", "_posts/2026-01-02-c.md": "---\ncategories: [a, b]\n---\nwords"}
    assert f'aliases: ["{old}"]' in page(files, "posts/2026-01-02-c.md")


def test_pages_that_were_not_public_are_left_out_and_named() -> None:
    pages = {"a.md": "a", "b.md": "---\ndraft: true\n---\nsecret", "c.md": "---\npublished: no\n---\nsecret"}
    found = brought(pages | {"d.md": "---\npublished: false\n---\nsecret"})
    assert not any(b"secret" in data for data in found.files.values())
    assert [loss.path for loss in found.losses if "not public" in loss.what] == ["b.md", "c.md", "d.md"]


def test_places_that_are_no_whole_numbers_keep_their_order() -> None:
    said = {"a": "1.5", "b": "1.25", "c": "2"}
    pages = {f"docs/{name}.md": f"---\nsidebar_position: {place}\n---\nwords" for name, place in said.items()}
    made = {name: page({**pages, "docusaurus.config.js": ""}, f"{name}.md") for name in said}
    assert {name: text.split("order: ")[1][0] for name, text in made.items()} == {"b": "1", "a": "2", "c": "3"}


def test_two_pages_for_one_place_are_both_kept() -> None:
    found = brought({"a.md": "one", "a.markdown": "two", "index.md": "three", "README.md": "four"})
    assert {name: data.split(b"\n\n")[-1] for name, data in found.files.items()} == {
        "content/a.md": b"two\n",
        "content/a-2.md": b"one\n",
        "content/index.md": b"three\n",
        "content/about-this-folder.md": b"four\n",
    }


@pytest.mark.parametrize(
    "name", ["a:b.md", "what?.md", "con.md", "x. .md", f"{'x' * 200}.md", "../up.md", "a\u202eb.md"]
)
def test_a_name_that_can_not_be_published_is_changed_and_links_follow(name: str, tmp_path: Path) -> None:
    found = brought({"index.md": f"# A\n\n[b](./{quote(name)})\n", name: "# B\n"})
    for path, data in {**found.files, "site.yml": b"title: A\n"}.items():
        target = Path(os.path.normpath(tmp_path / path))
        assert target.is_relative_to(tmp_path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    build = prepare(read(tmp_path))
    assert [each.code for each in build.problems] == ([] if ".." not in name else ["broken-link"])
    assert len(build.site.pages) == 2


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("!!! note\n    a\n\n    b\nc", ":::note\na\n\nb\n:::\nc"),
        ('!!! danger blink "Hot"\n    a', ":::danger Hot\na\n:::"),
        ("!!! quote\n    a", ":::note Quote\na\n:::"),
        ("!!! note\n    !!! tip\n        a", "::::note\n:::tip\na\n:::\n::::"),
        ("- b\n\n    !!! tip\n        a", "- b\n\n    :::tip\n    a\n    :::"),
        ("```\n!!! note\n    a\n```", "```\n!!! note\n    a\n```"),
    ],
)
def test_admonitions_of_mkdocs_become_ours(text: str, expected: str) -> None:
    made = page({"mkdocs.yml": "site_name: A", "docs/a.md": f"---\ntitle: A\n---\n{text}\n"}, "a.md")
    assert made == f'---\ntitle: "A"\n---\n\n{expected}\n'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{% notice warning %}}\na\n{{% /notice %}}", ":::warning\na\n:::"),
        ('{{< callout type="info" >}}\na\n{{< /callout >}}', ":::info\na\n:::"),
        ('{{% alert title="Hot" color="warning" %}}\na\n{{% /alert %}}', ":::warning Hot\na\n:::"),
        ('{{< admonition tip "A title" >}}\na\n{{< /admonition >}}', ":::tip A title\na\n:::"),
        ("{{< hint odd >}}\na\n{{< /hint >}}", ":::tip Hint\na\n:::"),
        ("{{< notice tip >}}\nnever closed", "{{< notice tip >}}\nnever closed"),
    ],
)
def test_notices_of_hugo_become_ours(text: str, expected: str) -> None:
    made = page({"hugo.toml": "", "content/a.md": f"---\ntitle: A\n---\n{text}\n"}, "a.md")
    assert made == f'---\ntitle: "A"\n---\n\n{expected}\n'


def test_code_stays_as_it_is() -> None:
    code = "```\n{% a %} {{< b >}} {: .c } [d](e.md) !!! note\n```\n\n`{% a %}` ``{{< b >}}`` `{: .c }`\n"
    for sign, folder in (("_config.yml", ""), ("hugo.toml", "content/"), ("mkdocs.yml", "docs/"), ("myst.yml", "")):
        settings = "permalink: pretty" if sign == "_config.yml" else ""
        found = brought({sign: settings, f"{folder}a.md": f"---\ntitle: A\n---\n{code}", f"{folder}e.md": "# E"})
        assert found.files["content/a.md"].decode() == f'---\ntitle: "A"\n---\n\n{code}'
        assert found.losses == ()


def test_losses_are_told_at_their_lines() -> None:
    text = "---\nlayout: x\n\ntags: [a]\n---\n\nwords\n{% include a %}\n"
    assert brought({"_config.yml": "", "a.md": text}).losses == (
        ImportWarning("a.md", 2, "`layout: x`: a handbook has no such key; left out", small=True),
        ImportWarning("a.md", 4, '`tags: ["a"]`: a handbook has no labels; left out', small=True),
        ImportWarning("a.md", 8, "`{% include a %}`: Liquid is not run; it stands there as text"),
    )


def test_front_matter_that_can_not_be_read_is_named_and_the_words_stay() -> None:
    found = brought({"a.md": "---\ntitle: [\n---\nwords\n", "b.md": "+++\ntitle = \n+++\nwords\n"})
    assert [(loss.path, loss.line) for loss in found.losses] == [("a.md", 2), ("b.md", 2)]
    assert all(b"words" in found.files[f"content/{name}.md"] for name in "ab")


def test_a_comment_right_behind_a_value_is_no_loss() -> None:
    found = brought({"a.md": "---\ntitle: Home #1\n---\nwords\n"})
    assert found.losses == ()
    assert b'title: "Home"' in found.files["content/a.md"]


def test_a_page_that_is_no_text_is_named(tmp_path: Path) -> None:
    (write(tmp_path / "old", {"a.md": "# A"}) / "b.md").write_bytes(b"Caf\xe9")
    done = import_handbook(tmp_path / "old", tmp_path / "new")
    assert [loss.path for loss in done.result.unread] == ["b.md"]
    assert "not UTF-8" in done.result.unread[0].what


def test_settings_with_tags_of_programs_are_read_without_them() -> None:
    settings = (
        "site_name: !ENV [NAME, Ours]\nsite_description: !!python/object/apply:os.system [id]\nnav: [b.md, a.md]\n"
    )
    found = brought({"mkdocs.yml": settings, "docs/a.md": "# A", "docs/b.md": "# B"})
    assert found.files["content/b.md"] == b"---\norder: 1\n---\n\n# B\n"


def test_links_that_leave_the_source_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, {"secret.md": "secret", "elsewhere/b.md": "secret", "old/a.md": "# A"})
    (tmp_path / "old/link.md").symlink_to(tmp_path / "secret.md")
    (tmp_path / "old/picture.png").symlink_to("/etc/passwd")
    (tmp_path / "old/more").symlink_to(tmp_path / "elsewhere")
    done = import_handbook(tmp_path / "old", tmp_path / "new")
    assert {name for name in files_of(tmp_path / "new") if name.startswith("content/")} == {
        "content/a.md",
        "content/index.md",
    }
    assert [loss.path for loss in done.result.losses] == ["link.md", "more", "picture.png"]


def test_a_file_that_becomes_a_link_meanwhile_is_not_followed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path, {"secret.png": "secret", "old/a.md": "# A", "old/b.png": "picture"})
    before = import_._folder

    def changed(source: Path, today: date | None) -> ImportResult:
        found = before(source, today)
        (source / "b.png").unlink()
        (source / "b.png").symlink_to(tmp_path / "secret.png")
        return found

    monkeypatch.setattr(import_, "_folder", changed)
    with pytest.raises(FatalError, match="leads out of"):
        import_handbook(tmp_path / "old", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_nothing_is_written_outside_of_the_new_handbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = ImportResult("a test", "A", {"content/../../evil.md": b"evil"})
    monkeypatch.setattr(import_, "_result", lambda _source, _today: made)
    with pytest.raises(FatalError, match="outside of the handbook"):
        import_handbook(tmp_path / "old", tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


def test_what_is_too_large_is_left_out_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "old", {"a.md": "# A", "big.png": "x" * 50, "b.md": "x" * 5_000_001})
    monkeypatch.setattr(import_, "FILE_LIMIT", 40)
    done = import_handbook(tmp_path / "old", tmp_path / "new")
    assert [loss.path for loss in (*done.result.unread, *done.result.losses)] == ["b.md", "big.png"]
    monkeypatch.setattr(import_, "MOST_FILES", 1)
    with pytest.raises(FatalError, match="Name the folder that has the pages"):
        import_handbook(tmp_path / "old", tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_what_can_not_be_imported_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    write(
        tmp_path, {"empty/a.txt": "", "handbook/site.yml": "", "handbook/content/a.md": "", "x.pdf": "", "y.md": "# Y"}
    )
    for source, said in {
        "nowhere": "There is no",
        "empty": "nothing to import",
        "handbook": "is a handbook already",
        "x.pdf": "import the document",
        "y.md": "Name the folder",
    }.items():
        with pytest.raises(UsageError, match=said):
            import_handbook(tmp_path / source, tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_no_folder_that_holds_something_is_written_into(tmp_path: Path) -> None:
    write(tmp_path, {"old/a.md": "# A", "taken/mine.txt": "mine"})
    with pytest.raises(UsageError, match="not empty"):
        import_handbook(tmp_path / "old", tmp_path / "taken")
    with pytest.raises(UsageError, match="nothing is changed"):
        import_handbook(tmp_path / "old", tmp_path / "old/new")
    assert files_of(tmp_path) == {"old/a.md": b"# A", "taken/mine.txt": b"mine"}


def test_a_disk_that_refuses_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_source: object, _target: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfileobj", full)
    with pytest.raises(FatalError, match="No space left"):
        import_handbook(CASES / "plain/source", tmp_path / "new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("sign", SIGNS)
@given(text=MARKDOWN)
def test_any_page_of_any_tool_is_brought(sign: str, text: str) -> None:
    folders = {"hugo.toml": "content/", "docusaurus.config.js": "docs/", "mkdocs.yml": "docs/", "book.toml": "src/"}
    folder = {**folders, "astro.config.mjs": "src/content/docs/"}.get(sign, "")
    summary = {"SUMMARY.md": b"* [b](b.md)"} if "gitbook" in sign else {}
    found = import_folder(ImportSource("a", {sign: SIGNS[sign].encode(), **summary, f"{folder}b.md": text.encode()}))
    assert found is not None
    assert set(found.files) <= {"content/b.md", "content/index.md"}


@given(some.text(alphabet="ab é.,\n-", max_size=200).map(lambda text: text.strip("\n")))
def test_plain_words_stay_as_they_are(text: str) -> None:
    made = page({"index.md": f"---\ntitle: A\n---\n{text}"}, "index.md")
    assert made == '---\ntitle: "A"\n---\n\n' + (f"{text}\n" if text else "")


def test_the_command_says_what_was_made_what_was_lost_and_what_is_next(tmp_path: Path) -> None:
    write(tmp_path / "old", {"_config.yml": "title: A", "a.md": "---\nlayout: x\n---\n[b](gone.md)\n"})
    (tmp_path / "old" / "evil\x1b[2J.exe").write_text("")
    done = run("import", tmp_path / "old", tmp_path / "new")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout.splitlines() == [
        f"Made a handbook in {tmp_path / 'new'} of a Jekyll site: 2 pages.",
        "",
        f"Lost or changed by the import (also in {tmp_path / 'new/IMPORTED.md'}):",
        "",
        ".: evil [2J.exe: not published, or no page, image or attachment; left out",
        "a.md:2: `layout: x`: a handbook has no such key; left out",
        "",
        "Next:",
        f"  mentorsite check -C {tmp_path / 'new'}     shows what is wrong, and where (1 piece of advice)",
        f"  mentorsite build -C {tmp_path / 'new'}     makes the website, in {tmp_path / 'new/public'}",
    ]
    checked = run("check", "-C", tmp_path / "new")
    assert checked.returncode == 0
    assert "advice[broken-link]: there is no file `gone.md`" in checked.stderr


def test_the_command_refuses_with_a_message(tmp_path: Path) -> None:
    done = run("import", tmp_path / "nowhere", tmp_path / "new")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"mentorsite: There is no {tmp_path / 'nowhere'}. Nothing was written.\n"


def test_other_commands_load_nothing_of_what_only_an_import_needs() -> None:
    code = "import mentorsite.cli, sys; print({'bs4', 'lxml', 'mammoth', 'markdownify'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


KEYS = (
    "title", "nav", "url", "baseurl", "collections", "permalink", "exclude", "plugins", "redirects", "redirect_maps",
    "docs_dir", "theme", "language", "languages", "contentDir", "project", "toc", "file", "children", "parts",
    "chapters", "caption", "root", "glob", "label", "position", "link", "output", "params",
)  # fmt: skip
SETTINGS_OF_ANY_SHAPE = some.dictionaries(
    some.sampled_from(KEYS),
    some.recursive(
        some.none()
        | some.booleans()
        | some.integers()
        | some.floats(allow_nan=False)
        | some.sampled_from(("", "a.md", "docs", "../x", "*")),
        lambda inner: some.lists(inner, max_size=3) | some.dictionaries(some.sampled_from(KEYS), inner, max_size=3),
        max_leaves=8,
    ),
    max_size=5,
)


@pytest.mark.parametrize(
    "name", ["_config.yml", "config.json", "mkdocs.yml", "myst.yml", "_toc.yml", "docs/_category_.json"]
)
@given(said=SETTINGS_OF_ANY_SHAPE)
@example(said={"languages": True})
def test_settings_of_any_shape_are_survived(name: str, said: object) -> None:
    pages = {f"{folder}a.md": b"# A" for folder in ("", "docs/", "content/")}
    sign = {"docusaurus.config.js": b"{title: 'A'}"} if "category" in name else {}
    found = import_folder(ImportSource("a", {name: json.dumps(said).encode(), **pages, **sign}))
    assert found is None or all(name.startswith("content/") for name in found.files)
