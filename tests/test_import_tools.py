"""What each tool has of its own is brought, or stands in the list: addresses, keys, menus, and its markup."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mentorsite import source
from mentorsite.bring.brought import Brought, Material
from mentorsite.bring.folder import bring_folder
from mentorsite.importing import bring
from mentorsite.prepare import prepare
from mentorsite.read.tree import Tree
from tests.conftest import REPOSITORY
from tests.test_import_folders import run, write

THEMES = source.read(REPOSITORY).themes


def brought(files: Mapping[str, str], today: date | None = None) -> Brought:
    """The handbook that files become; those that are neither text nor settings are there for their names."""
    texts = {name: text.encode() for name, text in files.items() if not name.endswith((".png", ".pdf"))}
    others = {name: 1 for name in files if name.endswith((".png", ".pdf", ".txt", ".rst", ".html", ".ipynb"))}
    found = bring_folder(Material("folder", texts, others, today=today))
    assert found is not None
    return found


def pages(found: Brought) -> dict[str, str]:
    """The text of each page by its path below `content/`."""
    return {path.removeprefix("content/"): data.decode() for path, data in found.files.items() if path.endswith(".md")}


def bodies(found: Brought) -> dict[str, str]:
    """The pages without their front matter."""
    return {path: text.split("---\n", 2)[-1].strip("\n") for path, text in pages(found).items()}


def faults(found: Brought) -> list[tuple[str, str]]:
    """What is wrong in a handbook that was just made: the file and the code of each problem."""
    languages = "".join(f"  {code}: {code}\n" for code in found.languages)
    site = f"title: A\nlanguages:\n{languages}" if len(found.languages) > 1 else "title: A\n"
    copies = dict.fromkeys(found.copies, 1)
    texts = {path: data for path, data in found.files.items() if path.endswith(".md")}
    others = {path: len(data) for path, data in found.files.items() if not path.endswith(".md")}
    build = prepare(Tree({"site.yml": site.encode(), **texts}, {**copies, **others}, THEMES))
    return [(each.path, each.code) for each in build.problems]


def losses(found: Brought) -> list[str]:
    """All that is listed, as `file:line: words`."""
    return [f"{each.path}:{each.line}: {each.what}" for each in (*found.unread, *found.losses)]


def orders(found: Brought) -> dict[str, str]:
    """The order that each page says."""
    said = {
        path: [line for line in text.split("\n") if line.startswith("order: ")] for path, text in pages(found).items()
    }
    return {path: lines[0].removeprefix("order: ") for path, lines in said.items() if lines}


HUGO = {"hugo.toml": 'title = "H"', "content/_index.md": "---\ntitle: Home\n---\n"}
JEKYLL = {"_config.yml": "title: J"}


def titled(title: str, body: str = "", **keys: Any) -> str:
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\n{more}---\n{body}"


@pytest.mark.parametrize(
    ("link", "file"),
    [
        ('{{% relref "part/b" %}}', "../b/index.md"),
        ('{{< ref "part/b" >}}', "../b/index.md"),
        ('{{< relref "part" >}}', "../index.md"),
        ('{{< relref "/part/c" >}}', "../c/index.md"),
        ('{{< ref "lonely" >}}', "../../deep/down/lonely.md"),
        ('{{< ref "lonely.md#more-words" >}}', "../../deep/down/lonely.md#more-words"),
    ],
)
def test_a_reference_of_hugo_is_looked_up_from_the_top_and_by_name(link: str, file: str) -> None:
    found = brought(
        {
            **HUGO,
            "content/part/_index.md": titled("Part"),
            "content/part/a/index.md": titled("A", f"[words]({link})"),
            "content/part/b/index.md": titled("B"),
            "content/part/c/index.en.md": titled("C"),
            "content/deep/down/lonely.md": titled("Lonely", "## More words\n"),
        }
    )
    assert bodies(found)["part/a/index.md"] == f"[words]({file})"
    assert faults(found) == []


def test_a_link_to_an_old_address_leads_to_the_page_of_today() -> None:
    found = brought(
        {
            **HUGO,
            "content/_index.md": titled("Home", "[a](/comm/chat/) [p](/old/) [n](/part/newer/) [u](/own/place.html)"),
            "content/part/_index.md": titled("Part", aliases="[/old/]"),
            "content/part/a.md": titled("A", aliases="[/comm/chat/, newer]"),
            "content/part/b.md": titled("B", url="/own/place.html"),
        }
    )
    assert bodies(found)["index.md"] == "[a](part/a.md) [p](part/index.md) [n](part/a.md) [u](part/b.md)"
    assert faults(found) == []


def test_a_page_that_stands_at_an_address_comes_before_one_that_once_did() -> None:
    files = {**JEKYLL, "index.md": titled("Home", "[a](/a.html)"), "a.md": titled("A"), "b.md": titled("B")}
    found = brought({**files, "b.md": titled("B", redirect_from="/a.html")})
    assert bodies(found)["index.md"] == "[a](a.md)"


@pytest.mark.parametrize(
    ("settings", "keys", "alias"),
    [
        (", permalink: /:path/}}", {}, "/a/"),
        (", permalink: '/:collection/x-:name:output_ext'}}", {}, "/articles/x-a.html"),
        ("}}", {"permalink": "/own/:title/"}, "/own/a/"),
        ("}}\ndefaults: [{scope: {type: articles}, values: {permalink: '/d/:path'}}]", {}, "/d/a/"),
    ],
)  # fmt: skip
def test_a_page_of_a_collection_keeps_its_address(settings: str, keys: dict[str, str], alias: str) -> None:
    link = alias.lstrip("/")
    said = {"_config.yml": f"collections: {{articles: {{output: true{settings}"}
    found = brought({**said, "_articles/a.md": titled("A", **keys), "index.md": titled("Home", f"[a]({link})")})
    assert f'aliases: ["{alias}"]' in pages(found)["articles/a.md"]
    assert bodies(found)["index.md"] == "[a](articles/a.md)"
    assert faults(found) == []


def test_a_page_for_wrong_addresses_and_an_address_that_ends_in_index_are_right() -> None:
    found = brought(
        {
            **JEKYLL,
            "404.md": titled("Not here"),
            "p/m.md": titled("M", permalink="mentor/index"),
            "p/n.md": titled("N", permalink="/mentee/index.html"),
            "index.md": titled("Home", "[m](mentor/) [n](/mentee/)"),
        }
    )
    assert bodies(found)["index.md"] == "[m](p/m.md) [n](p/n.md)"
    assert "aliases" not in pages(found)["404.md"]
    assert faults(found) == []
    assert any(line.startswith("404.md:0: the page for wrong addresses") for line in losses(found))


def test_an_old_address_that_no_page_can_have_is_listed() -> None:
    found = brought({"a.md": titled("A", aliases="['/x/../y', '/what?a=b', '/.well-known/x', '/fine/']")})
    assert 'aliases: ["/what/", "/fine/"]' in pages(found)["a.md"]
    assert [line for line in losses(found) if "old address" in line] == [
        "a.md:0: its old address `/.well-known/x`: not one that a page can have; left out",
        "a.md:0: its old address `/x/../y`: not one that a page can have; left out",
    ]
    assert faults(found) == []


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Title: Ours\nSummary: Short\nWeight: 3", 'title: "Ours"\ndescription: "Short"\norder: 3'),
        ("title: A\nlocale: pt_BR\nsidebar_position: 3", 'title: "A"\nlanguage: "pt-BR"\norder: 3'),
        ("title: A\nexcerpt: In short\nnav_order: 3", 'title: "A"\ndescription: "In short"\norder: 3'),
        ("title: A\nsidebar:\n  order: 3\n  label: A", 'title: "A"\norder: 3'),
        ("title: A\nowner: Ana\nlast_reviewed_on: 2027-02-01", 'title: "A"\nreviewed: "2027-02-01"\nowner: "Ana"'),
        ("title: A\npermalink: /there/", 'title: "A"\naliases: ["/there/"]'),
        ("title: A\nslug: there", 'title: "A"\naliases: ["/there/"]'),
    ],
)  # fmt: skip
def test_a_key_that_a_handbook_has_under_another_name_is_kept(said: str, kept: str) -> None:
    found = brought({"b.md": f"---\n{said}\n---\nwords", "index.md": "# Home"})
    assert pages(found)["b.md"] == f"---\n{kept}\n---\n\nwords\n"
    assert (losses(found), faults(found)) == ([], [])


def test_two_keys_that_say_the_same_are_not_both_kept_silently() -> None:
    found = brought({"a.md": "---\ntitle: A\ndescription: One\nsummary: Two\n---\n"})
    assert 'description: "One"' in pages(found)["a.md"]
    assert losses(found) == ["a.md:4: `summary: Two`: a handbook has no such key; left out"]


@pytest.mark.parametrize(
    "said",
    ["draft: true", "Draft: yes", "published: false", "publish: false", "unlisted: true", "hidden: true", "private: on",
     "status: draft", "build: {render: never}", "publishDate: 2027-06-02", "expiryDate: 2027-05-31", "draft: maybe"],
)  # fmt: skip
@pytest.mark.parametrize("tool", [{}, HUGO, {"mkdocs.yml": "site_name: A", "docs/index.md": "# A"}])
def test_no_page_that_was_not_public_becomes_public(said: str, tool: dict[str, str]) -> None:
    folder = "content/" if "hugo.toml" in tool else "docs/" if "mkdocs.yml" in tool else ""
    found = brought({**tool, f"{folder}a.md": "# A", f"{folder}b.md": f"---\n{said}\n---\nsecret"}, date(2027, 6, 1))
    assert not any("secret" in text for text in pages(found).values())
    assert any(f"{folder}b.md:0: a draft, or a page that was not public" in line for line in losses(found))


def test_a_page_whose_day_has_not_come_is_left_out_and_one_whose_day_has_is_not() -> None:
    soon = {"_posts/2027-06-02-b.md": "secret", "_posts/2027-06-01-c.md": "told"}
    assert set(pages(brought({**JEKYLL, **soon}, date(2027, 6, 1)))) == {"posts/2027-06-01-c.md", "index.md"}
    hugo = {**HUGO, "content/b.md": titled("B", date="2027-06-02"), "content/c.md": titled("C", date="2027-06-01")}
    assert set(pages(brought(hugo, date(2027, 6, 1)))) == {"index.md", "c.md"}


def test_a_section_of_hugo_that_hides_what_is_below_it_is_left_out() -> None:
    text = "---\ntitle: S\ncascade:\n  draft: true\n---\n"
    found = brought({**HUGO, "content/s/_index.md": text, "content/s/deep/b.md": "secret", "content/c.md": "# C"})
    assert set(pages(found)) == {"index.md", "c.md"}


def test_a_handbook_of_hugo_with_a_folder_for_each_language_has_its_translations() -> None:
    settings = (
        'defaultContentLanguage = "en"\n[Languages.en]\nlanguageName = "English"\ncontentDir = "content/en"\n'
        '[Languages.es]\nlanguageName = "Español"\ncontentDir = "content/es"\n'
    )
    files = {"content/en/_index.md": titled("Home"), "content/es/_index.md": titled("Inicio", "[x](a)")}
    found = brought({"hugo.toml": settings, **files, "content/en/a.md": "# A", "content/es/a.md": "# A en español"})
    assert set(pages(found)) == {"index.md", "index.es.md", "a.md", "a.es.md"}
    assert found.languages == {"en": "English", "es": "Español"}


def test_pages_in_a_kind_that_is_not_read_are_named_and_counted_first(tmp_path: Path) -> None:
    old = {f"p{number}.rst": "words" for number in range(5)} | {"a.md": "# A", "n.ipynb": "{}", "_layouts/x.html": ""}
    done = run("import", write(tmp_path / "old", old), tmp_path / "new")
    assert done.returncode == 1
    first = done.stdout.split("\n")[0]
    assert first == "Most pages did not come: 6 of 8 are not read (5 reStructuredText, 1 notebook)."
    listed = (tmp_path / "new/IMPORTED.md").read_text()
    assert "## Pages that did not come\n\n- n.ipynb: a page in notebook, which is not read" in listed
    assert all(f"- p{number}.rst: a page in reStructuredText" in listed for number in range(5))


def test_a_folder_of_pages_that_are_not_read_is_refused_with_what_to_do(tmp_path: Path) -> None:
    done = run("import", write(tmp_path / "old", {"a.rst": "A", "b.rst": "B"}), tmp_path / "new")
    assert done.returncode == 2
    assert "It has 2 reStructuredText; a.rst is a page in reStructuredText" in done.stderr
    assert "pandoc -f rst -t gfm" in done.stderr
    assert not (tmp_path / "new").exists()


def test_the_exit_status_tells_whether_something_was_lost(tmp_path: Path) -> None:
    whole = run("import", write(tmp_path / "whole", {"a.md": "# A"}), tmp_path / "one")
    lost = run("import", write(tmp_path / "lost", {"a.md": "---\nlayout: x\n---\n# A"}), tmp_path / "two")
    assert (whole.returncode, lost.returncode) == (0, 1)


def test_of_many_losses_those_that_matter_are_printed_and_all_are_listed(tmp_path: Path) -> None:
    many = {f"a{number:03}.md": "---\nlayout: x\n---\n# A" for number in range(100)}
    done = run("import", write(tmp_path / "old", {**many, "z.md": "# Z", "z.sh": ""}), tmp_path / "new")
    assert "\n.: z.sh: " in done.stdout
    assert "… and 41 more in IMPORTED.md" in done.stdout
    assert (tmp_path / "new/IMPORTED.md").read_text().count("`layout: x`") == 100


QUARTO = {
    "_quarto.yml": "project: {type: book}\nbook:\n  title: Our book\n  chapters: [index.qmd, b.qmd, a.qmd]\nlang: fr"
}


def test_a_book_of_quarto_comes_with_title_language_order_and_addresses() -> None:
    found = brought({**QUARTO, "index.qmd": "# Home", "a.qmd": "# A", "b.qmd": "# B\n\n[a](a.qmd)", "c.qmd": "secret"})
    assert (found.title, dict(found.languages)) == ("Our book", {"fr": ""})
    assert orders(found) == {"index.md": "1", "b.md": "2", "a.md": "3"}
    assert bodies(found)["b.md"] == "# B\n\n[a](a.md)"
    assert 'aliases: ["/b.html"]' in pages(found)["b.md"]
    assert losses(found) == ["c.qmd:0: a draft, or a page that was not public (it is no chapter of the book); left out"]


def test_the_parts_of_a_book_whose_pages_lie_in_one_folder_become_folders() -> None:
    chapters = "[index.qmd, {part: Before you meet, chapters: [b.qmd, a.qmd]}, {part: Later, chapters: [c.qmd]}]"
    files = {"_quarto.yml": f"book: {{title: T, chapters: {chapters}}}", "index.qmd": "# Home\n\n[c](c.qmd)"}
    files |= {"a.qmd": "# A\n\n![p](p.png)", "b.qmd": "# B\n\n[a](a.qmd)", "c.qmd": "# C\n\n[b](b.html)", "p.png": ""}
    found = brought(files)
    assert set(pages(found)) == {
        "index.md", "before-you-meet/index.md", "before-you-meet/a.md", "before-you-meet/b.md", "later/index.md",
        "later/c.md",
    }  # fmt: skip
    assert bodies(found)["before-you-meet/a.md"] == "# A\n\n![p](../p.png)"
    assert bodies(found)["later/c.md"] == "# C\n\n[b](../before-you-meet/b.md)"
    assert 'aliases: ["/c.html"]' in pages(found)["later/c.md"]
    assert (losses(found), faults(found)) == ([], [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("::: {.callout-tip title=\"Go\"}\na\n:::", ":::tip Go\na\n:::"),
        ("::: {.callout-warning}\n## Go\n\na\n:::", ":::warning Go\n\na\n:::"),
        ("::: callout-note\n:::: {.callout-tip}\na\n::::\n:::", "::::note\n:::tip\na\n:::\n::::"),
        ("::: {.callout-note collapse=\"true\"}\n## Go\na\n:::", "<details><summary>Go</summary>\n\na\n\n</details>"),
        ("See @sec-b and [words](#sec-b).", "See [B](b.md#sec-b) and [words](b.md#sec-b)."),
        ("See @fig-x.\n\n![Cap](p.png){#fig-x fig-alt=\"Alt\" width=50%}",
         'See [Cap](#fig-x).\n\n<a id="fig-x"></a>![Alt](p.png "Cap")'),
        ("Said^[In a *note* [x](y)].", "Said[^note-1].\n\n[^note-1]: In a *note* [x](y)"),
        ("{{< include _part.qmd >}}", "Words of a part."),
        ("{{< var who >}} and {{< meta title >}}", "Ana and A"),
        ("::: {.content-visible when-format=\"html\"}\na\n:::", "a"),
        ("```{.python filename=\"x.py\"}\na\n```", "```python\na\n```"),
        ("| a |\n|---|\n\n: Said {#tbl-x}", '| a |\n|---|\n\n<a id="tbl-x"></a>*Said*'),
    ],
)  # fmt: skip
def test_the_markup_of_quarto_becomes_ours(text: str, expected: str) -> None:
    files = {
        "_quarto.yml": "website: {title: T}",
        "_variables.yml": "who: Ana",
        "_part.qmd": "---\nx: 1\n---\nWords of a part.",
    }
    found = brought(
        {**files, "p.png": "", "a.qmd": titled("A", text), "b.qmd": "# Book\n\n## B {#sec-b}\n", "y.md": "# Y"}
    )
    assert bodies(found)["a.md"] == expected.replace("(y)", "(y.md)")
    assert [line for line in losses(found) if line.startswith("a.qmd")] == []


@pytest.mark.parametrize(
    ("text", "kept", "told"),
    [
        ("```{r}\n#| echo: true\n1 + 1\n```", "```r\n1 + 1\n```", "code is shown, not run; its result is not there"),
        ("```{r, echo=FALSE}\nplot(1)\n```", "", "a program that was run and not shown; its result is not there"),
        ("::: {.content-visible when-format=\"pdf\"}\nb\n:::", "", "what only another format shows; left out"),
        ("::: {.aside}\nb\n:::", "b", "looks of another theme; the words in it stay"),
        ("Said [@smith2020].", "Said [@smith2020].", "a source in a list of sources; it stands there as text"),
        ("See @fig-gone.", "See @fig-gone.", "a reference to nothing known; it stands there as text"),
        ("{{< embed x.ipynb >}}", "{{< embed x.ipynb >}}", "a shortcode is not run; it stands there as text"),
        ("{{< include gone.qmd >}}", "{{< include gone.qmd >}}", "there is no such text that can be read"),
        ("{{< include ../../secret.md >}}", "{{< include ../../secret.md >}}", "there is no such text"),
    ],
)  # fmt: skip
def test_what_quarto_would_have_made_is_listed_at_its_line(text: str, kept: str, told: str) -> None:
    found = brought({"_quarto.yml": "website: {title: T}", "a.qmd": titled("A", text)})
    assert bodies(found)["a.md"] == kept
    assert len(losses(found)) == 1
    assert losses(found)[0].startswith("a.qmd:4: ")
    assert told in losses(found)[0]


def test_files_that_take_each_other_in_end() -> None:
    files = {
        "_quarto.yml": "website: {title: T}",
        "_b.qmd": "b\n{{< include _c.qmd >}}",
        "_c.qmd": "c\n{{< include _b.qmd >}}",
    }
    found = brought({**files, "a.qmd": titled("A", "{{< include _b.qmd >}}")})
    assert bodies(found)["a.md"] == "b\nc\n{{< include _b.qmd >}}"
    assert "the file takes itself in" in losses(found)[0]


def test_words_that_are_taken_in_again_and_again_are_bounded() -> None:
    twice = {f"_{n}.qmd": f"{{{{< include _{n + 1}.qmd >}}}}\n" * 8 for n in range(8)} | {"_8.qmd": "x" * 1_000}
    found = brought({"_quarto.yml": "website: {title: T}", **twice, "a.qmd": titled("A", "{{< include _0.qmd >}}")})
    assert len(pages(found)["a.md"]) < 5_000_000
    assert any("too much is taken in" in line for line in losses(found))


MDBOOK = {
    "book.toml": '[book]\ntitle = "Our book"\nlanguage = "fr"\n[output.html.redirect]\n"/old.html" = "zeta.html"',
    "src/SUMMARY.md": "# Summary\n\n[Start](README.md)\n\n# Part one\n\n- [Zeta](zeta.md)\n  - [Deep](deep.md)\n"
    "- [Alpha](alpha.md)\n- [Later]()\n",
    "src/README.md": "# Start",
    "src/zeta.md": "# Zeta\n\n{{#include part.txt}}\n{{#include part.txt:2}}\n\n[a](alpha.md)",
    "src/part.txt": "Words of another file.\nMore.",
    "src/alpha.md": "# Alpha\n\n{{#include ../../x.txt}}",
    "src/deep.md": "# Deep",
    "src/hidden.md": "secret",
}


def test_an_mdbook_comes_with_title_language_order_parts_and_what_pages_take_in() -> None:
    found = brought(MDBOOK)
    assert (found.title, dict(found.languages)) == ("Our book", {"fr": ""})
    assert set(pages(found)) == {
        "index.md", "part-one/index.md", "part-one/zeta/index.md", "part-one/zeta/deep.md", "part-one/alpha.md"
    }  # fmt: skip
    assert bodies(found)["part-one/zeta/index.md"] == (
        "# Zeta\n\nWords of another file.\nMore.\nMore.\n\n[a](../alpha.md)"
    )
    assert 'aliases: ["/zeta.html", "/old.html"]' in pages(found)["part-one/zeta/index.md"]
    assert int(orders(found)["part-one/zeta/index.md"]) < int(orders(found)["part-one/alpha.md"])
    assert "secret" not in "".join(pages(found).values())
    assert losses(found) == [
        "src/SUMMARY.md:10: “Later” in the menu: it has no page yet; left out",
        "src/alpha.md:3: `{{#include ../../x.txt}}`: there is no such text that can be read; the mark stands there",
        "src/hidden.md:0: a draft, or a page that was not public (SUMMARY.md does not name it); left out",
    ]


GITBOOK = {
    "SUMMARY.md": "# Table of contents\n\n* [Our guide](README.md)\n\n## Doing\n\n"
    "* [Zeta](do/zeta.md)\n* [Alpha](do/alpha.md)\n",
    "README.md": "---\ndescription: In short\nicon: leaf\n---\n# Our guide",
    ".gitbook.yaml": "root: ./\nredirects:\n  old/place: do/zeta.md\n",
    ".gitbook/assets/team (1).png": "",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('{% hint style="info" %}\nBe kind.\n{% endhint %}', ":::info\nBe kind.\n:::"),
        ('{% hint style="success" %}\na\n{% hint style="danger" %}\nb\n{% endhint %}\n{% endhint %}',
         "::::tip\na\n:::danger\nb\n:::\n::::"),
        ('{% content-ref url="alpha.md" %}\n[alpha.md](alpha.md)\n{% endcontent-ref %}', "[alpha.md](alpha.md)"),
        ('{% embed url="https://example.org/v" %}', "[https://example.org/v](<https://example.org/v>)"),
        ('{% file src="../.gitbook/assets/team (1).png" %}', "[team (1).png](<../assets/team%20(1).png>)"),
        ('<figure><img src="../.gitbook/assets/team (1).png" alt="Team"></figure>',
         '<figure><img src="../assets/team%20(1).png" alt="Team"></figure>'),
        ('{% code title="x" %}\n```js\na\n```\n{% endcode %}', "```js\na\n```"),
    ],
)  # fmt: skip
def test_the_markup_of_gitbook_becomes_ours(text: str, expected: str) -> None:
    found = brought({**GITBOOK, "do/zeta.md": f"# Zeta\n\n{text}\n", "do/alpha.md": "# Alpha"})
    assert bodies(found)["do/zeta.md"].removeprefix("# Zeta").strip() == expected
    assert set(pages(found)) == {"index.md", "do/index.md", "do/zeta.md", "do/alpha.md"}
    assert int(orders(found)["do/zeta.md"]) < int(orders(found)["do/alpha.md"])
    assert found.copies == {"content/assets/team (1).png": ".gitbook/assets/team (1).png"}
    assert 'aliases: ["/old/place/"]' in pages(found)["do/zeta.md"]
    assert losses(found) == ["README.md:3: `icon: leaf`: a handbook has no such key; left out"]
    assert faults(found) == []


def test_what_is_left_of_the_marks_of_gitbook_is_listed() -> None:
    found = brought({**GITBOOK, "do/zeta.md": '# Zeta\n\n{% openapi src="x" %}\n', "do/alpha.md": "# Alpha"})
    assert (
        'do/zeta.md:3: `{% openapi src="x" %}`: a tag of a template that is not run; it stands there as text'
        in losses(found)
    )


def test_pictures_in_a_hidden_folder_of_gitbook_are_copied(tmp_path: Path) -> None:
    old = write(tmp_path / "old", {**GITBOOK, "do/zeta.md": "# Z\n\n![](<../.gitbook/assets/team (1).png>)"})
    bring(old, tmp_path / "new")
    assert (tmp_path / "new/content/assets/team (1).png").exists()
