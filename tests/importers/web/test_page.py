"""A web page that was saved becomes a page: its main part, safe, with its images; the rest is named."""

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.errors import Place, UsageError
from mentorsite.importers.html_to_markdown import cleaned, markdown
from mentorsite.importers.result import ImportResult, Refusal
from mentorsite.importers.web.page import SavedPage, import_saved_page
from mentorsite.markdown import parser as ours
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.sanitize import MOST_IN_A_SAVED_PAGE
from mentorsite.render.context import RenderContext
from mentorsite.scaffold.import_ import import_handbook
from mentorsite.structure.variables import scopes
from tests.importers.test_folders import CASES, digest, files_of, take_out_what_every_handbook_has
from tests.markdown.test_markdown import Hazards
from tests.word_files import PNG

pytestmark = pytest.mark.needs_posix

CASE = CASES / "saved-page"
PAGE = CASE / "source" / "Mentoring at the Orchard.html"


def brought(html: str | bytes, **images: bytes) -> ImportResult:
    data = html.encode() if isinstance(html, str) else html
    made = import_saved_page(
        SavedPage("a page.html", data, {name.replace("__", "."): each for name, each in images.items()})
    )
    assert isinstance(made, ImportResult), made
    return made


def body(html: str | bytes, **images: bytes) -> str:
    return brought(html, **images).files["content/index.md"].decode().split("---\n", 2)[2].strip("\n")


def refusal(data: bytes) -> str:
    made = import_saved_page(SavedPage("a.html", data, {}))
    assert isinstance(made, Refusal), made
    return made.why


def words_of(text: str) -> str:
    document = ours.parse(text, Origin(Place("a.md")))
    html = "".join(piece for piece in document.pieces if isinstance(piece, str))
    return " ".join(cleaned(html).get_text(" ").split())


def test_a_saved_page_becomes_the_handbook_that_is_expected_of_it(tmp_path: Path) -> None:
    import_handbook(PAGE, tmp_path / "new")
    take_out_what_every_handbook_has(tmp_path / "new")
    if os.environ.get("UPDATE_EXPECTED"):
        shutil.rmtree(CASE / "expected", ignore_errors=True)
        shutil.copytree(tmp_path / "new", CASE / "expected")
    assert files_of(tmp_path / "new") == files_of(CASE / "expected")


def test_it_builds_without_a_problem_and_nothing_in_it_acts(tmp_path: Path) -> None:
    before = digest(CASE / "source")
    import_handbook(PAGE, tmp_path / "new")
    build = prepare(read(tmp_path / "new"))
    assert {each.code for each in build.problems} == {"made-up"}, "the source speaks of hosts that are examples"
    (page,) = build.site.pages
    setting = RenderContext(build.site, page.source, page.address, page.language, scopes(build.site)(None), {})
    assert Hazards(setting.html(page.document)).found == []
    assert "alert(" not in (tmp_path / "new/content/index.md").read_text()
    assert digest(CASE / "source") == before


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<nav>menu</nav><main><p>words</p></main><footer>end</footer>", "words"),
        ("<div role=main>words</div><aside>more</aside>", "words"),
        ("<article>short</article><article>the longer words</article>", "short\n\nthe longer words"),
        ("<nav>menu</nav><div><article><header>a</header>b</article><article>c</article></div>", "a\n\nb\n\nc"),
        ("<main><p>a</p><aside><p>Remember</p></aside><nav>menu</nav></main>", "a\n\n> Remember"),
        ('<p>a <a id=r href="#n">1</a></p><aside role=doc-endnotes><ol><li id=n>b <a href="#r">↩</a></ol></aside>',
         "a [^1]\n\n[^1]: b"),
        ("<p>All of it is said out here, in many words.</p><article>x</article>", "All of it is said out here, in many "
         "words.\n\nx"),
        ("<div id=content>words</div><p>more", "words"),
        ("<header>top</header><p>words</p>", "words"),
    ],
)  # fmt: skip
def test_the_main_part_is_found(html: str, expected: str) -> None:
    assert body(f"<html><body>{html}</body></html>") == expected


def test_a_menu_in_the_main_part_is_named() -> None:
    made = brought("<main><p>a</p>\n<nav><a href=b>One</a> <a href=c>Two</a></nav></main>")
    assert [(loss.line, loss.what) for loss in made.losses] == [(2, "a menu in the page (`<nav>`); left out")]


@pytest.mark.parametrize(
    ("html", "title", "text"),
    [
        ("<p class='c1 title'>Us</p><p>a</p><h1>One</h1><p>b</p><h1>Two</h1>", "Us", "a\n\n# One\n\nb\n\n# Two"),
        ("<title>Handbook - Us</title><p>a</p><h1>One</h1><h1>Two</h1>", "Handbook", "a\n\n# One\n\n# Two"),
        ("<title>One - Us</title><p>a</p><h1>One</h1><h1>Two</h1>", "One", "a\n\n# Two"),
        ("<title>Us</title><p>a</p><h1>One</h1>", "One", "a"),
        ("<title>Us</title><h1>One</h1><p>a</p><h1>Two</h1>", "One", "a\n\n# Two"),
    ],
)  # fmt: skip
def test_words_before_the_chapters_stay_before_them(html: str, title: str, text: str) -> None:
    assert (brought(html).title, body(html)) == (title, text)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("a * b _c_ `d` [e] # f", "a \\* b \\_c\\_ \\`d\\` \\[e] # f"),
        ("# a", "\\# a"),
        ("1. a", "1\\. a"),
        ("- a", "\\- a"),
        ("&amp;lt; &lt;b> & < >", "\\&lt; \\<b> & < >"),
        ("{{ a }} {% b %} {.c}", "\\{{ a }} \\{% b %} \\{.c}"),
        (":::note", "\\:::note"),
        ("Name: _____", "Name: _____"),
        ("snake_case", "snake_case"),
        ("a<br>b", "a\\\nb"),
        ("<b> a </b>b", "**a** b"),
        ('<a href="a b(c).html">x</a>', "x"),
        ('<a href="https://a.example/a b(c)">x</a>', "[x](https://a.example/a%20b%28c%29)"),
        ("<table><tr><td>a|b</td><td colspan=2>c<br>d</td></tr></table>", "| a\\|b | c<br>d |  |\n| --- | --- | --- |"),
        ("<ol start=3><li>a<p>b</p></li><li>c</li></ol>", "3. a\n\n   b\n4. c"),
        ("<ol><li>one</li><ol><li>a</li><li>b</li></ol><li>two</li></ol>", "1. one\n   1. a\n   2. b\n2. two"),
        ("<ul><ul><li>a</li></ul><li>b</li><ul><li>c</li></ul></ul>", "- a\n- b\n  - c"),
        ("<table><caption>Hours</caption><thead><tr><th>A<tbody><tr><td>1</table>", "Hours\n\n| A |\n| --- |\n| 1 |"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a\n:   b"),
        ("<pre>a ``` b</pre>", "````\na ``` b\n````"),
        ("<details><summary>More</summary><p>a</p></details>", "<details><summary>More</summary>\n\na\n\n</details>"),
        ("H<sub>2</sub>O<script>x</script>", "H<sub>2</sub>O"),
    ],
)
def test_html_becomes_markdown(html: str, expected: str) -> None:
    assert body(f"<main>{html}</main>") == expected


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("<meta charset=utf-8><main>café</main>".encode(), "café"),
        ("<main>café</main>".encode(), "café"),
        ("<main>café</main>".encode("latin-1"), "café"),
        (b"<meta charset=iso-8859-2><main>\xb1</main>", "ą"),
        (b"<meta charset=rot13><main>words</main>", "words"),
        ("<main>café</main>".encode("utf-16"), "café"),
        (b'<?xml version="1.0" encoding="x"?><html><body><main>a\x00b</main></body></html>', "ab"),
    ],
)
def test_a_page_is_read_in_its_encoding(data: bytes, word: str) -> None:
    assert body(data) == word


def test_images_are_kept_once_and_named_by_what_they_are() -> None:
    images = '<img src="a.php" alt="x]"><img src="./a.php"><img src="b.txt"><img src="c.png">'
    html = f"<title>A b</title><main>{images}</main>"
    made = brought(html, a__php=PNG, b__txt=b"words")
    assert {name: data for name, data in made.files.items() if "images" in name} == {"content/images/a-b-1.png": PNG}
    assert body(html, a__php=PNG) == "![x\\]](images/a-b-1.png)![](images/a-b-1.png)"
    assert [(loss.line, loss.what) for loss in made.losses] == [
        (1, "an image (b.txt): of a kind that browsers don't show; left out"),
        (1, "an image (c.png): it is in no folder beside the page; left out"),
    ]


def test_only_images_in_folders_beside_the_page_are_taken(tmp_path: Path) -> None:
    for name in ("p_files/a.png", "secret.png", "other/b.png", "elsewhere/c.png", ".hidden/d.png", "notes/e.png"):
        (tmp_path / "in" / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / "in" / name).write_bytes(PNG + name.encode())
    (tmp_path / "above").mkdir()
    (tmp_path / "above/f.png").write_bytes(PNG + b"f")
    (tmp_path / "in/notes/e.png").write_bytes(b"words")
    (tmp_path / "in/p_files/link.png").symlink_to(tmp_path / "in/secret.png")
    (tmp_path / "in/p_more").symlink_to(tmp_path / "in/elsewhere")
    (tmp_path / "in/more").symlink_to(tmp_path / "above")
    taken = ("p_files/a.png", "other/b.png")
    others = ("secret.png", "../secret.png", "../above/f.png", "p_files/link.png", "p_more/c.png", "more/f.png",
              "p_files/../secret.png", ".hidden/d.png", "notes/e.png", "/elsewhere/c.png",
              (tmp_path / "in/elsewhere/c.png").as_uri())  # fmt: skip
    words = "".join(f'<img src="{each}">' for each in (*taken, *others))
    (tmp_path / "in/p.html").write_text(f"<main>a{words}</main>")
    done = import_handbook(tmp_path / "in/p.html", tmp_path / "new")
    images = [name for name in files_of(tmp_path / "new") if "images" in name]
    assert images == ["content/images/p-1.png", "content/images/p-2.png"]
    assert sum("an image" in loss.what for loss in done.result.losses) == len(others)


@pytest.mark.parametrize("source", ["images/image1.png", "My%20Page/pic.png", "./a/b/c.png", "Old%20name_files/x.png"])
def test_a_picture_comes_whatever_its_folder_is_called(source: str, tmp_path: Path) -> None:
    path = tmp_path / source.replace("%20", " ")
    path.parent.mkdir(parents=True)
    path.write_bytes(PNG)
    (tmp_path / "Mentors.html").write_text(f'<main><img src="{source}"></main>')
    done = import_handbook(tmp_path / "Mentors.html", tmp_path / "new")
    assert [name for name in done.result.files if "images" in name] == ["content/images/mentors-1.png"]
    assert done.result.losses == ()


def test_a_style_that_lies_in_another_folder_hides_what_it_hid(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css/a.css").write_text(".x { display: none }")
    (tmp_path / "p.html").write_text('<link rel=stylesheet href="css/a.css?v=2"><main>a <p class=x>hidden</p></main>')
    done = import_handbook(tmp_path / "p.html", tmp_path / "new")
    assert "hidden" not in (tmp_path / "new/content/index.md").read_text()
    assert [loss.what for loss in done.result.losses] == ["a part (`<p>`) that no reader saw; left out"]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"<script>x</script>", "no words"),
        (b"<main><div id=app></div></main>", "no words"),
        (b"<div>" * 1_000, "255 deep"),
        (b"<div %s>" % b" ".join(b"a%d=1" % each for each in range(MOST_IN_A_SAVED_PAGE + 1)), "2,000 attributes"),
        (b"<p>" * 100_001, "elements"),
    ],
)
def test_a_page_that_can_not_be_brought_is_refused_in_words(data: bytes, said: str) -> None:
    assert said in refusal(data)


def test_the_command_refuses_in_words(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<script>x</script>")
    with pytest.raises(UsageError, match="no words"):
        import_handbook(tmp_path / "a.html", tmp_path / "new")
    assert not (tmp_path / "new").exists()


def test_words_that_stand_deep_are_kept() -> None:
    tree = cleaned("<blockquote>" * 2_000 + "<b>words</b> more" + "</blockquote>" * 2_000)
    assert markdown(list(tree.children)).split() == [*[">"] * 60, "words", "more"]


def test_what_is_no_part_of_a_page_is_cleaned_away() -> None:
    html = '<svg onload=x><p onclick=y style="z" id=a>a<script>b</script><font>c</font></p><iframe src=d></iframe>'
    html += "<a id=e href=java&#9;script:f>g"
    assert str(cleaned(html)) == '<p id="a">ac</p><a id="e">g</a>'


def test_an_open_dialog_is_read_and_the_words_of_a_drawing_are_named() -> None:
    html = "<main><p>a</p><dialog open><p>b</p></dialog><dialog><p>no</p></dialog>"
    html += "<svg><title>Icon</title><text>Year <tspan>one</tspan></text></svg><svg><title>Icon</title></svg></main>"
    assert body(html) == "a\n\nb"
    assert [each.what for each in brought(html).losses] == ["a drawing with the words “Year one”; left out"]


def test_links_that_could_act_are_words() -> None:
    tree = cleaned('<p><a href="data:text/html,x">a</a> <a href="javascript:x">b</a> <a href="mailto:a@b.c">c</a></p>')
    assert markdown(list(tree.children)) == "a b [c](mailto:a@b.c)"


TAGS = (
    "<p>", "</p>", "<ul><li>", "</li></ul>", "<table><tr><td>", "</td></tr></table>", "<b>", "</b>", "<h2 id=a>",
    "</h2>", "<a href=#a>", "</a>", "<pre>", "</pre>", "<img src=a.png>", "<br>", "words", " ", "<!--", "-->", "&#0;",
    "<", "é",
)  # fmt: skip


@given(some.lists(some.sampled_from(TAGS), max_size=30).map("".join))
def test_any_page_is_brought_or_refused(html: str) -> None:
    assert isinstance(import_saved_page(SavedPage("a.html", html.encode(), {})), ImportResult | Refusal)


@given(some.text(alphabet="ab1 *_`[]()#>-+=|~!<&;{}.:\\", min_size=1, max_size=40))
def test_plain_words_stay_the_same_words(words: str) -> None:
    tree = cleaned("<p></p>")
    assert tree.p is not None
    tree.p.string = words
    assert words_of(markdown(list(tree.children))).split() == words.split()
