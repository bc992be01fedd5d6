"""What each tool has of its own is brought, or stands in the list: addresses, keys, menus, and its markup."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mentorsite.build import project_files
from mentorsite.build.prepare import prepare
from mentorsite.importers.markdown.comments import COMMENTS
from mentorsite.importers.markdown.detect import layout
from mentorsite.importers.markdown.folder import import_folder
from mentorsite.importers.markdown.leftover_markup import leftovers
from mentorsite.importers.markdown.lines import lines_of, through
from mentorsite.importers.markdown.menu_folders import in_parts
from mentorsite.importers.markdown.menus import MenuEntry
from mentorsite.importers.result import ImportResult, ImportSource
from mentorsite.loader.tree import Tree
from mentorsite.model.image import Picture
from mentorsite.scaffold.import_ import import_handbook
from tests.commands import run
from tests.conftest import REPOSITORY
from tests.importers.test_folders import write
from tests.linear import grows_in_proportion, seconds

OF_THE_SOURCE = ("image-without-words", "missing-title", "made-up")
"""What is advised of handbooks as short as these, however they were made."""
NOTHING = "`<*>`: a component is not run; what it shows is not there"
STAYS = "`<*>`: a component is not run; the words in it stay"
THEMES = project_files.read(REPOSITORY).themes


def brought(files: Mapping[str, str], today: date | None = None) -> ImportResult:
    """The handbook that files become; those that are neither text nor settings are there for their names."""
    texts = {name: text.encode() for name, text in files.items() if not name.endswith((".png", ".pdf"))}
    others = {name: 1 for name in files if name.endswith((".png", ".pdf", ".txt", ".rst", ".html", ".ipynb"))}
    found = import_folder(ImportSource("folder", texts, others, today=today))
    assert found is not None
    return found


def pages(found: ImportResult) -> dict[str, str]:
    """The text of each page by its path below `content/`."""
    return {path.removeprefix("content/"): data.decode() for path, data in found.files.items() if path.endswith(".md")}


def bodies(found: ImportResult) -> dict[str, str]:
    """The pages without their front matter."""
    return {path: text.split("---\n", 2)[-1].strip("\n") for path, text in pages(found).items()}


def faults(found: ImportResult) -> list[tuple[str, str]]:
    """What is wrong in a handbook that was just made: the file and the code of each problem."""
    languages = "".join(f"  {code}: {code}\n" for code in found.languages)
    site = f"title: A\nlanguages:\n{languages}" if len(found.languages) > 1 else "title: A\n"
    copies = dict.fromkeys(found.copies, 1)
    texts = {path: data for path, data in found.files.items() if path.endswith(".md")}
    others = {path: len(data) for path, data in found.files.items() if not path.endswith(".md")}
    pictures = {path: Picture(1, 1) for path in (*copies, *others) if path.endswith(".png")}
    build = prepare(Tree({"site.yml": site.encode(), **texts}, {**copies, **others}, THEMES, (), pictures))
    return [(each.path, each.code) for each in build.problems if each.code not in OF_THE_SOURCE]


def losses(found: ImportResult) -> list[str]:
    """All that is listed, as `file:line: words`."""
    return [f"{each.path}:{each.line}: {each.what}" for each in (*found.unread, *found.losses)]


def orders(found: ImportResult) -> dict[str, str]:
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


def test_what_lies_in_a_bundle_of_hugo_is_no_page_and_is_named() -> None:
    inside = ("a/notes.md", "a/x/deep.md", "a/b/index.md", "c/_index.md", "c/d.md", "e/index.fr.md", "e/f.md")
    files = {f"content/{path}": "# A" for path in ("index.md", "a/index.md", "a/index.fr.md", *inside)}
    found = brought({"hugo.toml": "", **files})
    assert {"a/index.md", "a/index.fr.md", "c/d.md", "c/index.md", "e/index.fr.md", "index.md"} == set(pages(found))
    why = ":0: a draft, or a page that was not public (Hugo makes no page of what stands beside or below the index of "
    said = [line.partition(why)[::2] for line in losses(found) if why in line]
    assert said == [
        *((f"content/{path}", "`a/`); left out") for path in sorted(inside[:3])),
        ("content/e/f.md", "`e/`); left out"),
    ]


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
    assert first == "Most pages did not come: 6 of 7 are not read (5 reStructuredText, 1 notebook)."
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
    assert "\na000.md:2, a001.md:2, a002.md:2 and 97 more (all in IMPORTED.md): `layout: x`: " in done.stdout
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
    assert bodies(found)["before-you-meet/a.md"] == '# A\n\n![p](../p.png "p")'
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
         'See [Cap](#fig-x).\n\n<a id="fig-x"></a>\n\n![Alt](p.png "Cap")'),
        ("Said^[In a *note* [x](y)].", "Said[^note-1].\n\n[^note-1]: In a *note* [x](y)"),
        ("{{< include _part.qmd >}}", "Words of a part."),
        ("{{< var who >}} and {{< meta title >}}", "Ana and A"),
        ("::: {.content-visible when-format=\"html\"}\na\n:::", "a"),
        ("```{.python filename=\"x.py\"}\na\n```", "```python\na\n```"),
        ("| a |\n|---|\n\n: Said {#tbl-x}", '| a |\n|---|\n\n<a id="tbl-x"></a>*Said*'),
        ("Table: Said\n\n a  b\n-- --\n 1  2", "*Said*\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"),
        *((text, text) for text in (
            "One\n: Words.", "One\n\n:   Words.\n\n    More.\n\nTwo\n\n:   Words.\n:   Or these.", "Table: none",
            "One\n: Words.\n\n| a |\n|---|", "- One\n\n  : Words.",
        )),
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
        ("{{< include gone.qmd >}}", "{{< include gone.qmd >}}", "there is no page or text by that name"),
        ("{{< include ../../secret.md >}}", "{{< include ../../secret.md >}}", "there is no page or text"),
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
        "src/alpha.md:3: `{{#include ../../x.txt}}`: there is no page or text by that name; the mark stands there",
        "src/hidden.md:0: a draft, or a page that was not public (SUMMARY.md does not name it); left out",
    ]


SUMMARY = "# Mentors\n\n- [Start](start.md)\n- [Meet](meet.md)\n  - [First](meet/first.md)\n- [End](end.md)\n\n"


@pytest.mark.parametrize(
    ("last", "expected", "told"),
    [
        ("ask.md", {"mentors/meet/index.md", "mentors/meet/first.md", "mentees/ask.md"}, 0),
        ("meet/next.md", {"meet/index.md", "meet/first.md", "meet/next.md"}, 1),
    ],
)
def test_a_chapter_stays_in_its_part_with_the_pages_below_it(last: str, expected: set[str], told: int) -> None:
    names = ("start.md", "meet.md", "meet/first.md", "end.md", last)
    files = {f"src/{name}": "# A" for name in names}
    found = brought({"book.toml": "", "src/SUMMARY.md": f"{SUMMARY}# Mentees\n\n- [Last]({last})\n", **files})
    assert expected < set(pages(found))
    assert sum("“Mentors” in the menu: its pages don't have one folder" in line for line in losses(found)) == told
    assert not any("left out" in line for line in losses(found))


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
        ('{% page-ref page="zeta.md" %}', "[zeta.md](<zeta.md>)"),
        ('{% file src="../.gitbook/assets/team (1).png" %}', "[team (1).png](<../assets/team%20(1).png>)"),
        ('<figure><img src="../.gitbook/assets/team (1).png" alt="Team"></figure>',
         '<figure><img src="../assets/team%20(1).png" alt="Team"></figure>'),
        ('{% code lineNumbers="true" %}\n```js\na\n```\n{% endcode %}', "```js\na\n```"),
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
    import_handbook(old, tmp_path / "new")
    assert (tmp_path / "new/content/assets/team (1).png").exists()


STARLIGHT = {
    "astro.config.mjs": "import starlight from '@astrojs/starlight';\nexport default defineConfig({ site: 'https://a.example',\n"
    "redirects: {'/older': '/guides/b'}, integrations: [starlight({ title: 'Our docs', // said\n"
    "sidebar: [{label: 'Guides', items: ['guides/b', {label: 'A', link: '/guides/a/'}]}, {label: 'Out', "
    "link: 'https://x.example'}], locales: {root: {label: 'English', lang: 'en'}, es: {label: 'Español'}} })] })",
    "src/content/docs/index.mdx": titled("Welcome", 'import { Card } from "@astrojs/x";\n\nWords\n'),
    "src/content/docs/guides/b.md": titled("B", "![p](../../../assets/p.png)"),
    "src/content/docs/guides/a.md": titled("A", "[B](/guides/b/)"),
    "src/content/docs/es/guides/b.md": titled("B en español"),
    "src/assets/p.png": "",
}


def test_a_site_of_starlight_comes_with_title_menu_languages_and_addresses() -> None:
    found = brought(STARLIGHT)
    assert (found.title, dict(found.languages)) == ("Our docs", {"en": "English", "es": "Español"})
    assert set(pages(found)) == {"index.md", "guides/index.md", "guides/a.md", "guides/b.md", "guides/b.es.md"}
    assert bodies(found)["guides/a.md"] == "[B](b.md)"
    assert bodies(found)["guides/b.md"] == "![p](../assets/p.png)"
    assert int(orders(found)["guides/b.md"]) < int(orders(found)["guides/a.md"])
    assert 'aliases: ["/older/"]' in pages(found)["guides/b.md"]
    assert losses(found) == [
        "astro.config.mjs:0: https://x.example in the menu: a handbook's menu has pages; put the link on one",
        'src/content/docs/index.mdx:4: `import { Card } from "@astrojs/x";`: a program in a page; left out',
    ]
    assert faults(found) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('<Card title="One">Words</Card>', "**One** Words"),
        ('<LinkCard\n  title="B"\n  href="/guides/b/"\n  description="More"\n/>', "[B](b.md): More"),
        ('<Aside type="tip" title="Go">\nWords\n</Aside>', ":::tip Go\nWords\n:::"),
        ("<Tabs>\n<TabItem label={'One'}>\nWords\n</TabItem>\n</Tabs>", "**One** \nWords"),
        ("a {/* secret\nsecret */} b", "a \n b"),
        ('<Thing on={() => a > b} label="Said"/>', "**Said** "),
        ('<Faq question="May I?">No.</Faq>', "**May I?** No."),
        ('<Person name="Bob" role="Lead" phone="555-123" email="b@x.org" />', "**Bob** Lead · 555-123 · b@x.org"),
        ('<Quote author="Ann" quote="Listen first." />', "Ann · Listen first."),
        ("<List items={['Sign it', 'Ring them']} />", "Sign it · Ring them"),
        ("<Faqs of={[{q: 'May I?', a: 'No.', icon: 'star'}]} />", "May I? · No."),
        ("<Say text={`Hi there`} />", "Hi there"),
        ('<Card src="p.png" alt="Bob" title="Who" role="Lead" />', "![Bob](p.png) **Who** Lead"),
        ('<Card title="Danger" heading="Now" />', "**Danger** Now"),
        ('<Card icon={<Icon name="star" />} title="One" />', "**One** "),
        ('<Email to="x@y.org" />', "[x@y.org](mailto:x@y.org) "),
        ('<Callout label="Danger" heading="Now">w</Callout>', ":::note Danger\nNow\n\nw\n:::"),
        ('<Tip text="Say hello" />', ":::tip\nSay hello\n\n\n:::"),
        ('<Note heading="Now" more="Or never">\nw\n</Note>', ":::note Now\nOr never\n\n\nw\n:::"),
        ('<TabItem value="mac" label="On a Mac">w</TabItem>', "**On a Mac** w"),
    ],
)
def test_the_words_of_components_stay_with_those_of_their_attributes(text: str, expected: str) -> None:
    found = brought({**STARLIGHT, "src/content/docs/guides/c.mdx": titled("C", text)})
    assert bodies(found)["guides/c.md"] == expected


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ('<Person name="Bob" tone="dark" />', STAYS + '; left out: `tone="dark"`'),
        ('<Person name="Bob" photo="/b.png" className="a b" />', STAYS + '; left out: `photo="/b.png"`'),
        ("<List title='Steps' of={steps} onClick={() => go('a b')} rows={3} />", STAYS + "; left out: `of={steps}`"),
        ("<List of={steps} />", NOTHING + "; left out: `of={steps}`"),
        ('<Faq question="May I?" icon="star">No.</Faq>', STAYS),
        ("<Tip text={words}>w</Tip>", "`<Tip>`: the words in it stay; left out: `text={words}`"),
    ],
)
def test_what_of_a_component_is_no_words_is_named(text: str, named: str) -> None:
    found = brought({**STARLIGHT, "src/content/docs/guides/c.mdx": titled("C", text)})
    (said,) = [line.partition(": ")[2] for line in losses(found) if "c.mdx" in line]
    assert said == named.replace("<*>", text.partition(" ")[0] + ">")


def test_a_site_of_vitepress_comes_with_its_menu_even_where_a_function_makes_it() -> None:
    program = (
        "export default defineConfig({ title: 'Ours', lang: 'fr-FR',\n"
        "themeConfig: { sidebar: { '/guide/': side() } } })\n"
        "function side() {\n  return [{ text: 'First', items: [{ text: 'Z', link: '/guide/z' },\n"
        "  { text: 'A', link: '/guide/a' }] }]\n}\n"
    )
    files = {"docs/.vitepress/config.mts": program, "docs/index.md": titled("Home"), "docs/guide/a.md": "# A"}
    found = brought({**files, "docs/guide/z.md": "# Z\n\n::: details More\nx\n:::\n\n::: tip\ny\n:::\n\n[a](./a)"})
    assert (found.title, dict(found.languages)) == ("Ours", {"fr-FR": ""})
    assert int(orders(found)["guide/z.md"]) < int(orders(found)["guide/a.md"])
    assert bodies(found)["guide/z.md"] == (
        "# Z\n\n<details><summary>More</summary>\n\nx\n\n</details>\n\n:::tip\ny\n:::\n\n[a](a.md)"
    )
    assert (losses(found), faults(found)) == ([], [])


def test_a_sidebar_of_docusaurus_tells_the_order_and_titles_of_folders() -> None:
    sidebar = (
        "// @ts-check\nconst sidebars = { main: ['intro', { type: 'category', label: 'Doing', items: ['do/z', 'do/a',"
        " { type: 'link', label: 'Out', href: 'https://x.example' }] }] };\nexport default sidebars;"
    )
    pages_of = {"docs/intro.md": "# Intro", "docs/do/a.md": "# A", "docs/do/02-z.md": "# Z"}
    found = brought({"docusaurus.config.js": "export default {title: 'T'}", "sidebars.js": sidebar, **pages_of})
    assert int(orders(found)["do/02-z.md"]) < int(orders(found)["do/a.md"])
    assert 'title: "Doing"' in pages(found)["do/index.md"]
    assert [line for line in losses(found) if line.startswith("sidebars.js")] == [
        "sidebars.js:0: https://x.example in the menu: a handbook's menu has pages; put the link on one"
    ]


def test_the_menu_of_hugo_tells_the_order() -> None:
    settings = (
        'title = "H"\n[[menu.main]]\nname = "Second"\npageRef = "/b"\nweight = 20\n[[menu.main]]\nname = "A"\n'
        'url = "/a/"\nweight = 10\n[[menu.main]]\nname = "Out"\nurl = "https://x.example"\nweight = 30\n'
    )
    third = "---\ntitle: C\nmenu:\n  main:\n    weight: 15\n---\n"
    found = brought(
        {"hugo.toml": settings, "content/a.md": titled("A"), "content/b.md": titled("B"), "content/c.md": third}
    )
    assert orders(found) == {"a.md": "1", "c.md": "2", "b.md": "3"}
    assert losses(found) == [
        "hugo.toml:0: `content/b.md` was “Second” in the menu; it is “B” now",
        "hugo.toml:0: https://x.example in the menu: a handbook's menu has pages; put the link on one",
    ]


def test_pages_of_jekyll_that_name_a_parent_stand_below_it() -> None:
    child = titled("Child", "[up](head.html) [home](/)", parent="Head", nav_order="2")
    files = {"head.md": titled("Head", has_children="true"), "child.md": child, "index.md": titled("Home")}
    found = brought({**JEKYLL, **files, "deep.md": titled("Deep", parent="Child", grand_parent="Head")})
    assert set(pages(found)) == {"index.md", "head/index.md", "head/child/index.md", "head/child/deep.md"}
    assert bodies(found)["head/child/index.md"] == "[up](../index.md) [home](../../index.md)"
    assert 'aliases: ["/child.html"]' in pages(found)["head/child/index.md"]
    assert (losses(found), faults(found)) == ([], [])


SPHINX = {
    "conf.py": "project = 'Our guide'\nextensions = ['myst_parser']\nlanguage = 'fr'\n"
    "myst_substitutions = {'year': 2027}\nimport os\nexclude_patterns = ['old/*']\n",
    "index.rst": "Our guide\n=========\n\n.. toctree::\n   :caption: Doing\n\n   b\n   Words <a>\n",
    "a.md": "# A\n\n:::{note}\nBe kind.\n:::\n\n```{glossary}\nMentee\n  Who asks.\n```\n\n"
    "{term}`Mentee` and {{ year }} {{ gone }}",
    "b.md": "# B\n\n{term}`Mentee`, {term}`unknown`",
    "old/c.md": "secret",
}


def test_a_project_of_sphinx_with_myst_is_read_as_myst() -> None:
    found = brought(SPHINX)
    assert (found.title, dict(found.languages)) == ("Our guide", {"fr": ""})
    assert set(pages(found)) == {"index.md", "doing/index.md", "doing/a.md", "doing/b.md"}
    assert orders(found)["doing/b.md"] < orders(found)["doing/a.md"]
    body = bodies(found)["doing/a.md"]
    assert ":::note\nBe kind.\n:::" in body
    assert '<a id="term-mentee"></a>Mentee\n: Who asks.' in body
    assert body.endswith("[Mentee](#term-mentee) and 2027 {{ gone }}")
    assert bodies(found)["doing/b.md"] == "# B\n\n[Mentee](a.md#term-mentee), unknown"
    assert "secret" not in "".join(pages(found).values())
    assert [line.split(":")[0] for line in losses(found)] == ["index.rst", "a.md", "b.md", "index.rst", "old/c.md"]


PICTURE = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR4nGNgAAAAAgAB4iG8MwAAAABJRU5ErkJggg=="


def test_a_document_of_google_keeps_its_pictures_and_its_links_to_headings() -> None:
    text = "# **Ours**\n\n# **1\\. Goals** {#1.-goals}\n\nSee [1\\. Goals](#1.-goals).\n\n![][image1]\n\n"
    text += f"![x](data:image/png;base64,{PICTURE})\n\n"
    found = brought({"in/Ours.md": f"{text}[image1]: <data:image/png;base64,{PICTURE}>\n"})
    picture = next(path for path in found.files if path.endswith(".png"))
    assert picture.startswith("content/in/images/ours-")
    name = picture.removeprefix("content/in/")
    body = bodies(found)["in/Ours.md"]
    assert f"![x]({name})" in body
    assert body.endswith(f"[image1]: <{name}>")
    assert "data:" not in body
    assert (losses(found), faults(found)) == ([], [])


@pytest.mark.parametrize(
    ("heading", "link"),
    [
        ("## 1. Goals and *more*", "#goals-and-more"),
        ("## A & B", "#a-b"),
        ("## Été à deux", "#ete-a-deux"),
        ("## X {#x.y:z}", "#x.y:z"),
    ],
)
def test_a_link_to_a_heading_is_led_to_it_however_the_tool_writes_its_id(heading: str, link: str) -> None:
    found = brought({"a.md": f"# A\n\n{heading}\n\n[own]({link})", "b.md": f"# B\n\n[other](a.md{link})"})
    assert (losses(found), faults(found)) == ([], [])


def test_a_page_whose_words_are_few_and_pictures_many_is_brought(tmp_path: Path) -> None:
    large = "iVBORw0KGgo" + "A" * 6_000_001
    write(tmp_path / "old", {"a.md": f"# A\n\n![x](data:image/png;base64,{large})"})
    done = import_handbook(tmp_path / "old", tmp_path / "new")
    assert done.result.unread == ()
    assert len(list((tmp_path / "new/content/images").iterdir())) == 1


VAULT = {
    ".obsidian/app.json": "{}",
    "Notes/Other note.md": "---\naliases: [The other]\n---\n# Other note\n\n## A part\n\nWords",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[[Other note]]", "[Other note](Notes/Other%20note.md)"),
        ("[[Other note#A part|there]]", "[there](Notes/Other%20note.md#a-part)"),
        ("[[the other|x]]", "[x](Notes/Other%20note.md)"),
        ("![[p.png|300]]", "![](files/p.png)"),
        ("![[Other note]]", "# Other note\n\n## A part\n\nWords"),
        ("a %% secret %% b", "a  b"),
        ("a\n%%\nsecret\n%%\nb", "a\\\nb"),
        ("`%% code %%`", "`%% code %%`"),
        ("> [!faq]- Why?\n> So.", "<details><summary>Why?</summary>\n\nSo.\n\n</details>"),
        ("> [!example] Title\n> > [!tip]\n> > b", ":::note Title\n> [!tip]\n> b\n:::"),
        ("> [!NOTE]\n> a", "> [!NOTE]\n> a"),
        ("==words==", "<mark>words</mark>"),
        ("Said. ^abc", '<a id="abc"></a>Said.'),
    ],
)
def test_the_markup_of_obsidian_becomes_ours_and_comments_stay_private(text: str, expected: str) -> None:
    found = brought({**VAULT, "a.md": titled("A", text), "files/p.png": ""})
    assert bodies(found)["a.md"] == expected
    assert "secret" not in "".join((*pages(found).values(), *losses(found)))
    assert faults(found) == []


def test_what_a_vault_has_and_a_handbook_does_not_is_listed() -> None:
    text = "[[Not written]] #tag\n\n![[Other note#A part]]\n\n```dataview\nlist\n```\n\n%% secret"
    found = brought({**VAULT, "a.md": titled("A", text)})
    assert bodies(found)["a.md"].startswith("Not written #tag\n\n[Other note: A part](Notes/Other%20note.md#a-part)")
    assert losses(found) == [
        "a.md:4: `#tag`: a handbook has no labels; it stands there as text",
        "a.md:4: `[[Not written]]`: there is no such file; its words stay",
        "a.md:6: `![[Other note#A part]]`: words of another page are not put in here; a link to them stands there",
        "a.md:8: `dataview`: a plugin is not run; what it was told stands there as text".replace("`` ", "`").replace(
            " ``", "`"
        ),
        "a.md:12: a comment, which was never published; left out",
    ]


@pytest.mark.parametrize(
    ("tool", "text"),
    [
        (JEKYLL, "a\n{% comment %}\nsecret\n{% endcomment %}\nb"),
        (HUGO, "a {{/* secret */}} b"),
        (HUGO, "a\n{{< comment >}}\nsecret\n{{< /comment >}}\nb"),
        ({"docusaurus.config.js": ""}, "a {/* secret\nsecret */} b"),
    ],
)
def test_a_comment_of_any_tool_stays_private(tool: dict[str, str], text: str) -> None:
    folder = "content/" if "hugo.toml" in tool else "docs/" if "docusaurus.config.js" in tool else ""
    found = brought({**tool, f"{folder}p.md": titled("P", text)})
    assert "secret" not in "".join((*pages(found).values(), *losses(found)))
    assert any("a comment, which was never published" in line for line in losses(found))


@pytest.mark.parametrize(
    ("sign", "kind"),
    [
        ("antora.yml", "a folder of Markdown for Antora, which is not known"),
        ("eleventy.config.js", "a folder of Markdown for Eleventy, which is not known"),
        ("package.json", "a folder of Markdown for a tool that is not known"),
    ],
)
def test_a_tool_that_is_not_known_is_said_to_be(sign: str, kind: str, tmp_path: Path) -> None:
    done = run(
        "import", write(tmp_path / "old", {sign: "{}", "a.md": "# A\n\n{% x %} [[y]] <Z a='b'>\n"}), tmp_path / "new"
    )
    assert done.returncode == 1
    assert f" of {kind}: " in done.stdout
    assert f"\n{sign}: written for " in done.stdout
    for mark in ("{% x %}", "[[y]]", "<Z"):
        assert f"\na.md:3: `{mark}`: " in done.stdout


def test_an_export_of_notion_loses_the_numbers_in_its_names_and_no_link() -> None:
    one, two = "0123456789abcdef" * 2, "fedcba9876543210" * 2
    found = brought(
        {f"Home {one}.md": f"# Home\n\n[Sub](Home%20{one}/Sub%20{two}.md)", f"Home {one}/Sub {two}.md": "# Sub"}
    )
    assert found.kind == "an export of Notion"
    assert bodies(found) == {"index.md": "# Home\n\n[Sub](Sub.md)", "Sub.md": "# Sub"}


def test_a_site_of_docsify_has_the_order_of_its_sidebar() -> None:
    files = {"README.md": "# Home", "_sidebar.md": "* [Zeta](zeta.md)\n* [Alpha](/alpha)\n", "zeta.md": "# Zeta"}
    found = brought({**files, "alpha.md": "# Alpha\n\n!> Careful<BR>so", "index.html": ""})
    assert found.kind == "a Docsify site"
    assert losses(found) == []
    assert orders(found) == {"zeta.md": "1", "alpha.md": "2"}


@pytest.mark.parametrize(
    "program",
    ["export default " + "[" * 100_000, "export default {" + "a:{" * 100_000, "export default {a: '" + "\\" * 100_001,
     "export default {title: a}\nconst a = {b: a}", "export default {a: ...[...b], title: 'T', /* ", "`" * 99_999],
)  # fmt: skip
def test_a_program_that_nobody_would_write_is_read_or_not_and_ends(program: str) -> None:
    found = brought({".vitepress/config.js": program, "a.md": "# A", "sidebars.js": program})
    assert "a.md" in pages(found)


def test_a_program_of_python_that_nobody_would_write_is_not_read() -> None:
    for program in (
        "x = " + "(" * 50_000,
        "x = " + "-" * 50_000 + "1",
        "project = __import__('os').system('id')",
        "\x00",
    ):
        found = brought({"conf.py": program, "a.md": "# A"})
        assert "a.md" in pages(found)


HOSTILE = (
    ("_quarto.yml", "# a", " ", "x"), ("_quarto.yml", ": a", " ", "x"), ("_quarto.yml", "::: a", " ", "x"),
    ("_quarto.yml", "{{< a", " ", "x"), ("_quarto.yml", "[a]{", "a", ""), ("_quarto.yml", "", "^[", ""),
    ("_quarto.yml", "", "{{< include b.md >}}\n", ""), ("book.toml", "{{#include ", "a", ""),
    (".gitbook.yaml", "{% a", " ", "x"), ("astro.config.mjs", "", "<A\n", ""), ("astro.config.mjs", "", "<A/>", ""),
    ("astro.config.mjs", "<A ", "a", ""), ("astro.config.mjs", "", "<Aside>\n", ""),
    (".obsidian/app.json", "", "`", ""),
    (".obsidian/app.json", "", "%% `", ""), (".obsidian/app.json", "", "[[", ""), (".obsidian/app.json", "", "> ", ""),
    (".vitepress/config.js", "::: details ", " ", "x"), ("package.json", "```{", "a", ""),
    ("package.json", "image::", "[", ""),
    ("package.json", "", "{# ", ""), ("package.json", "", "{{!", ""), ("package.json", "", "%%a", ""),
    ("package.json", "", "{% raw %}", "{# a"), ("package.json", "", "{#-{#", "#}"),
    ("conf.py", "", "```{glossary}\n", ""), ("hugo.toml", "", "{{/* ", ""), ("_config.yml", "", "{% comment %}", ""),
)  # fmt: skip
"""Lines that nobody would write: the tool, how they start, what is repeated, how they end."""


@pytest.mark.parametrize(("sign", "start", "again", "end"), HOSTILE)
def test_a_page_twice_as_long_takes_about_twice_as_long(sign: str, start: str, again: str, end: str) -> None:
    folder = {"book.toml": "src/", "astro.config.mjs": "src/content/docs/", "hugo.toml": "content/"}.get(sign, "")

    def cost(times: int) -> float:
        text = f"{start}{again * times}{end}"
        files = {sign: "", "SUMMARY.md": "* [b](b.md)\n", "README.md": "", f"{folder}b.md": text}
        source = ImportSource("a", {name: each.encode() for name, each in files.items()})
        found = layout(source)
        assert found is not None
        steps = (*COMMENTS, *found.steps(f"{folder}b.md"))
        return seconds(lambda: tuple(leftovers(*through(steps, lines_of(text, 1)))))

    assert grows_in_proportion(cost, 4_000)


def test_many_parts_and_translations_take_steps_in_proportion_to_the_pages() -> None:
    def moved(parts: int) -> dict[str, str]:
        menu = tuple(
            MenuEntry(f"Part {n}", parts=tuple(MenuEntry(page=f"{n}-{m}.md") for m in range(10))) for n in range(parts)
        )
        names = [f"{n}-{m}{code}.md" for n in range(parts) for m in range(10) for code in ("", ".es")]
        return in_parts(menu, {name: name for name in names})

    found = moved(100)
    assert found["7-3.es.md"] == "part-7/7-3.es.md"
    assert len(set(found.values())) == 2_000
    assert grows_in_proportion(lambda parts: seconds(lambda: moved(parts)), 200)


def test_names_that_would_mark_a_draft_here_are_changed_and_links_follow() -> None:
    found = brought(
        {"_toc.yml": "root: a\nformat: jb-book", "a.md": "# A\n\n![pen](_static/_pen.png)", "_static/_pen.png": ""}
    )
    assert bodies(found)["index.md"] == "# A\n\n![pen](static/pen.png)"
    assert (found.copies, faults(found)) == ({"content/static/pen.png": "_static/_pen.png"}, [])


def test_a_page_in_a_folder_of_drafts_is_left_out_whatever_the_tool() -> None:
    found = brought({"a.md": "# A", "drafts/b.md": "secret", "_drafts/c.md": "secret"})
    assert "secret" not in "".join(pages(found).values())
    assert sum("a draft, or a page that was not public (its folder)" in line for line in losses(found)) == 2


@pytest.mark.parametrize("link", ["Guides/goals and more.md", "Guides/goals and more.md#words"])
def test_a_link_to_a_file_with_a_space_in_its_name_stays_one(link: str) -> None:
    found = brought({"a.md": f'# A\n\n[x]({link}) [y](b.md "a title.md") `[z](a b.md)`', "b.md": "# B",
                     "Guides/goals and more.md": "# Goals\n\n## Words"})  # fmt: skip
    assert bodies(found)["a.md"] == (
        f'# A\n\n[x](<{link.replace(" ", "%20")}>) [y](b.md "a title.md") `[z](a b.md)`'.replace("%20", " ")
    )
    assert faults(found) == []
