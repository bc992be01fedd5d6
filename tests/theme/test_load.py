"""Themes: three depths of override, and faults told with the theme's own file and line."""

from dataclasses import replace

import pytest

from mentorsite.build.prepare import Build, prepare
from mentorsite.errors import Problem, ThemeError
from mentorsite.loader.tree import ThemeTree
from mentorsite.render import renderer
from mentorsite.render.site_context import SiteContext
from mentorsite.theme.style import without_comments, without_space
from mentorsite.theme.tokens import FONTS
from tests.conftest import REPOSITORY, SITE, THEMES, prepared, rendered, tree_of

HOME = {"content/index.md": "---\ntitle: Home\n---\nHello.\n"}
OURS = {"site.yml": "title: Ours\ntheme: ours\n", **HOME}


def themed(layers: dict[str, dict[str, str]], files: dict[str, str] = OURS) -> Build:
    tree = tree_of(files)
    own = tuple(
        ThemeTree(name, f"themes/{name}", {path: text.encode() for path, text in texts.items()})
        for name, texts in layers.items()
    )
    return prepare(replace(tree, themes=(*tree.themes, *own)))


def page(build: Build, path: str = "index.html") -> str:
    assert not build.problems, build.problems
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    (output,) = [each for each in build.outputs if each.path == path]
    data = render(output)
    assert isinstance(data, bytes)
    return data.decode()


def fault(build: Build) -> Problem:
    (problem,) = build.problems
    return problem


@pytest.mark.parametrize("name", THEMES)
def test_a_copy_of_a_theme_that_is_shipped_shows_the_same(name: str) -> None:
    tree = tree_of({"site.yml": "title: Ours\ntheme: copy\n", **HOME})
    (shipped,) = [theme for theme in tree.themes if theme.name == name]
    copy = ThemeTree("copy", "themes/copy", shipped.files)
    build = prepare(replace(tree, themes=(*tree.themes, copy)))
    assert page(build) == page(themed({}, {"site.yml": f"title: Ours\ntheme: {name}\n", **HOME}))


def test_a_token_is_changed_by_one_style_sheet() -> None:
    build = themed({"ours": {"assets/style.css": ":root{--accent:#123456}"}})
    assert page(build, "_theme/style.css").startswith(":root{--accent:#123456}\n")


def css_of(layers: dict[str, dict[str, str]]) -> str:
    return page(themed(layers), "_theme/style.css")


def test_one_part_of_the_style_sheet_is_replaced_and_the_rest_stays() -> None:
    default, ours = css_of({"ours": {}}), css_of({"ours": {"style/70-timeline.css": ".timeline{}"}})
    source = (REPOSITORY / "themes/default/style/70-timeline.css").read_text(encoding="utf-8")
    part = without_space(without_comments(source))
    assert default.count(part) == 1
    assert ours == default.replace(part, ".timeline{}")


def test_a_part_of_another_name_is_joined_where_its_name_stands() -> None:
    parts = {"style/12-ours.css": ".early{}", "style/99-ours.css": ".late{}", "style/notes.txt": "none"}
    css = css_of({"ours": parts})
    assert css.index("@layer tokens{") < css.index(".early{}") < css.index("@layer base{")
    assert css.index("@layer contrast{") < css.index(".late{}") < css.index("@page { size")
    assert "none\n" not in css


@pytest.mark.parametrize(
    ("part", "sent"),
    [
        ("/* why */\n\na { b: c } /* d */\n", " \na { b: c }  \n"),
        ("a { b: \"/* c */\"; d: '\\'/* e */' }", "a { b: \"/* c */\"; d: '\\'/* e */' }"),
        ("/*! licence */\na { b: url(/*c*/d.png) }", "/*! licence */\na { b: url(/*c*/d.png) }"),
        ("a/* b */c", "a c"),
    ],
)
def test_comments_of_a_part_are_not_sent_to_readers(part: str, sent: str) -> None:
    assert without_comments(part) == sent


@pytest.mark.parametrize(
    ("part", "sent"),
    [
        ("a :hover,\n  b > i {\n  c: d;\n}\n\nj { k: l }", "a :hover,b>i{c:d}\nj{k:l}"),
        ("a { b : calc( 1px + 2px ) ; }", "a{b :calc( 1px + 2px )}"),
        ("a { b: \"{  }\"; c: '; '; d: url( e;  f ) }", "a{b:\"{  }\";c:'; ';d:url( e;  f )}"),
        ("/*! licence  */ .\\31  b { }", "/*! licence  */ .\\31  b{}"),
        ("@media (min-width: 3em) and (x) { a { b: c } }", "@media (min-width:3em) and (x){a{b:c}\n}"),
    ],
)
def test_space_that_means_nothing_is_not_sent_to_readers(part: str, sent: str) -> None:
    assert without_space(part) == sent


def test_style_sheets_beside_the_one_of_all_pages_are_sent_as_short() -> None:
    assets = {"assets/more.css": "/* why */\na { b: c }\n", "assets/notes.txt": "/* why */"}
    build = themed({"ours": assets})
    assert page(build, "_theme/more.css") == "a{b:c}"
    assert page(build, "_theme/notes.txt") == "/* why */"


def test_a_whole_style_sheet_takes_the_place_of_all_parts_below_it() -> None:
    whole = {"assets/style.css": "/* ours */", "style/50-prose.css": ".prose {}"}
    css = css_of({"parent": whole, "ours": {"theme.yml": "extends: parent", "style/10-tokens.css": ".tokens {}"}})
    assert css.startswith("/* ours */\n.tokens{}\n.prose{}\n")
    assert "@layer" not in css


def test_a_part_that_is_not_text_is_told() -> None:
    tree = tree_of(OURS)
    ours = ThemeTree("ours", "themes/ours", {"style/50-prose.css": b"a {}\nb \xff"})
    problem = fault(prepare(replace(tree, themes=(*tree.themes, ours))))
    assert (problem.path, problem.line, problem.code) == ("themes/ours/style/50-prose.css", 2, "theme")


def test_a_partial_is_replaced_and_the_rest_stays() -> None:
    html = page(themed({"ours": {"templates/partials/footer.html": "<footer>Ours</footer>"}}))
    assert "<footer>Ours</footer>" in html
    assert "Hello." in html


def test_a_block_is_changed_by_a_template_that_extends_its_own_name() -> None:
    block = '{% extends "base.html" %}{% block footer %}<p>Before</p>{{ super() }}{% endblock %}'
    html = page(themed({"ours": {"templates/base.html": block}}))
    assert "<p>Before</p>" in html
    assert html.count("<footer") == 1


def test_each_layer_of_a_chain_adds_to_the_one_below() -> None:
    def block(word: str) -> str:
        return f'{{% extends "base.html" %}}{{% block footer %}}{{{{ super() }}}}<i>{word}</i>{{% endblock %}}'

    layers = {
        "parent": {"templates/base.html": block("one")},
        "ours": {"theme.yml": "extends: parent", "templates/base.html": block("two")},
    }
    assert "<i>one</i><i>two</i>" in page(themed(layers))


def test_the_project_changes_the_default_theme_under_its_own_name() -> None:
    html = page(themed({"default": {"templates/partials/footer.html": "<footer>Mine</footer>"}}, HOME))
    assert "<footer>Mine</footer>" in html


def test_a_theme_says_its_own_words() -> None:
    assert "Straight to the text" in page(themed({"ours": {"words/en.yml": "skip_to_content: Straight to the text"}}))


def test_the_accent_and_paper_of_site_yml_stand_at_the_end_of_the_style_sheet() -> None:
    site = 'title: Ours\ntheme: {accent: "#123456", paper: letter}\n'
    css = page(themed({}, {"site.yml": site, **HOME}), "_theme/style.css")
    assert "--accent: #123456" in css
    assert "size: letter" in css


def test_the_fonts_of_site_yml_stand_at_the_end_of_the_style_sheet() -> None:
    def css(fonts: str) -> str:
        site = f"title: Ours\ntheme: {{fonts: {fonts}}}\n"
        return page(themed({}, {"site.yml": site, **HOME}), "_theme/style.css").rpartition("@layer")[2]

    assert f"--font-headings: {FONTS['rounded']};" in css("{headings: rounded}")
    assert "--font-text:" not in css("{headings: rounded}")
    assert f"--font-headings: {FONTS['humanist']};" in css("humanist")
    assert f"--font-text: {FONTS['humanist']};" in css("humanist")


@pytest.mark.parametrize(
    ("fonts", "column", "hint"),
    [
        ("comic", 16, "write one of: sans, humanist, rounded, serif"),
        ("{headings: serrif}", 27, "did you mean `serif`? It is one of: sans, humanist, rounded, serif"),
    ],
)
def test_a_font_that_there_is_not_is_told_at_its_place(fonts: str, column: int, hint: str) -> None:
    problem = fault(themed({}, {"site.yml": f"title: Ours\ntheme: {{fonts: {fonts}}}\n", **HOME}))
    assert (problem.path, problem.line, problem.column, problem.hint) == ("site.yml", 2, column, hint)


def test_a_missing_theme_is_told_with_the_nearest_name() -> None:
    problem = fault(themed({"ourss": {}}))
    assert (problem.code, problem.fatal) == ("missing-theme", True)
    assert problem.hint == "did you mean `ourss`?"


def test_a_theme_that_extends_itself_in_a_circle_is_told() -> None:
    problem = fault(themed({"ours": {"theme.yml": "extends: other"}, "other": {"theme.yml": "extends: ours"}}))
    assert problem.code == "theme"
    assert "extends itself" in problem.message


def test_a_syntax_error_is_told_with_file_and_line() -> None:
    problem = fault(themed({"ours": {"templates/page.html": "<p>\n{% if %}"}}))
    assert (problem.path, problem.line, problem.code) == ("themes/ours/templates/page.html", 2, "theme")


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("con.css", "call it `assets/con-1.css`"),
        ("a:b.css", "call it `assets/a-b.css`"),
        ("fonts /a.css", "call it `assets/fonts/a.css`"),
        (f"{'x' * 300}.css", "give it another name"),
    ],
)
def test_a_file_that_not_every_system_could_publish_is_told(name: str, hint: str) -> None:
    problem = fault(themed({"ours": {f"assets/{name}": ""}}))
    assert (problem.code, problem.path) == ("theme", f"themes/ours/assets/{name}")
    assert problem.hint == hint


def test_a_word_that_a_number_sign_cuts_off_stops_nothing() -> None:
    problem = fault(themed({"ours": {"words/en.yml": "print: Print #1\n"}}))
    assert (problem.path, problem.code, problem.fatal) == ("themes/ours/words/en.yml", "cut-text", False)


def test_an_unknown_key_of_theme_yml_is_told() -> None:
    problem = fault(themed({"ours": {"theme.yml": "extend: default"}}))
    assert (problem.path, problem.line) == ("themes/ours/theme.yml", 1)
    assert problem.hint == "did you mean `extends`?"


@pytest.mark.parametrize(
    ("template", "message", "hint"),
    [
        ('{% include "partials/headr.html" %}', "there is no template `partials/headr.html`", "partials/header.html"),
        ('{% extends "bass.html" %}', "there is no template `bass.html`", "base.html"),
        ("{{ asset('styles.css') }}", "there is no asset `styles.css`", "style.css"),
        ("{{ words.privcy }}", "there is no word `privcy`", "privacy"),
        ("{{ page.title | uper }}", "No filter named 'uper'", ""),
        ("{{ page.titel }}", "`page` has no `titel`", "did you mean `title`?"),
        ("{% set a = page.nothing() %}", "`page` has no `nothing`", "the page `What a template knows`"),
        ("{% for one in page.contents %}{{ one.txt }}{% endfor %}", "`one` has no `txt`", "did you mean `text`?"),
        ("{{ site.organization.logo.with }}", "`site.organization.logo` has no `with`", "did you mean `width`?"),
        ("{{ nobody }}", "no template is given `nobody`", "the page `What a template knows`"),
        ("{{ pages.title }}", "no template is given `pages`", "did you mean `page`?"),
    ],
)
def test_what_a_theme_names_and_nobody_has_is_told_before_anything_is_rendered(
    template: str, message: str, hint: str
) -> None:
    problem = fault(themed({"ours": {"templates/home.html": f"<p>\n{template}\n"}}))
    assert (problem.path, problem.line, problem.code) == ("themes/ours/templates/home.html", 2, "theme")
    assert message in problem.message
    assert hint in problem.hint


def test_what_may_be_missing_is_no_fault() -> None:
    template = '{% include "partials/none.html" ignore missing %}{{ asset("icon.svg") }}'
    assert "icon.svg" in page(themed({"ours": {"templates/home.html": template}}))


@pytest.mark.parametrize(
    "template",
    [
        "{% if page.titel is defined %}{{ page.titel }}{% endif %}",
        "{{ nobody | default('x') }}{% if nobody is undefined %}{% else %}{{ nobody.x }}{% endif %}",
        "{% set page = words %}{{ page.privacy }}",
        "{% for page in range(3) %}{{ page.real }}{{ loop.index }}{% endfor %}",
        "{% macro each(page, site) %}{{ page.real }}{{ caller }}{{ kwargs }}{% endmacro %}",
        "{% with page = 1 %}{{ page.real }}{% endwith %}{{ page.title.upper() }}{{ navigation[0].title }}",
        "{% if page.kind == 'program' %}{{ program.name }}{% endif %}",
        "{% set b = 1 %}{% include 'partials/own.html' %}",
    ],
)
def test_what_a_template_asks_for_or_says_itself_is_no_fault(template: str) -> None:
    files = {"templates/home.html": template, "templates/partials/own.html": "{{ b }}{{ anything_else }}"}
    assert themed({"ours": files}).problems == ()


def test_a_fault_in_one_template_hides_none_in_another() -> None:
    files = {"templates/home.html": "{{ nobody }}", "templates/404.html": "{% if %}"}
    assert {each.path for each in themed({"ours": files}).problems} == {
        "themes/ours/templates/404.html",
        "themes/ours/templates/home.html",
    }


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("{{ page['titel'] }}", "no attribute 'titel'"),
        ("{{ program.name }}", "'program' is undefined"),
        ("{{ 1 / 0 }}", "division by zero"),
        ("{{ page.title + 1 }}", "can only concatenate str"),
        ("{{ asset(page.title) }}", "the theme has no asset `Home`"),
        ("{% if page.title is nothing %}{% endif %}", "No test named 'nothing'"),
        ('{% include "partials/" ~ "none.html" %}', "partials/none.html"),
        ("{{ [1][2].x }}", "list object has no element 2"),
        ("{% set a = navigation.nothing() %}", "no attribute 'nothing'"),
    ],
)
def test_what_goes_wrong_while_a_template_is_rendered_is_told_with_file_and_line(template: str, message: str) -> None:
    build = themed({"ours": {"templates/home.html": f"<p>\n{template}\n"}})
    with pytest.raises(ThemeError) as caught:
        page(build)
    assert str(caught.value).startswith("themes/ours/templates/home.html:2: ")
    assert message in str(caught.value)


def test_a_partial_that_includes_itself_is_told() -> None:
    files = {
        "templates/home.html": '{% include "partials/a.html" %}',
        "templates/partials/a.html": '{% include "partials/b.html" %}',
        "templates/partials/b.html": '{% include "partials/a.html" %}',
    }
    with pytest.raises(
        ThemeError, match=r"themes/ours/templates/partials/[ab]\.html:1: it includes itself without end"
    ):
        page(themed({"ours": files}))


@pytest.mark.parametrize("folder", ["templates/pages", "templates"])
@pytest.mark.parametrize("name", ["pages/page.html", "page.html"])
def test_a_theme_can_add_a_kind_of_page(folder: str, name: str) -> None:
    files = {**OURS, "content/times.md": "---\ntitle: Times\nkind: timetable\n---\nText.\n"}
    template = (
        f'{{% extends "{name}" %}}{{% block content %}}<div class="timetable">{{{{ super() }}}}</div>{{% endblock %}}'
    )
    assert '<div class="timetable"><div class="content">' in page(
        themed({"ours": {f"{folder}/timetable.html": template}}, files), "times/index.html"
    ).replace("\n", "")


def test_a_kind_of_page_that_the_theme_does_not_know_is_told() -> None:
    files = {**OURS, "content/times.md": "---\ntitle: Times\nkind: timtable\n---\nText.\n"}
    problem = fault(themed({"ours": {"templates/timetable.html": ""}}, files))
    assert (problem.path, problem.line, problem.hint) == ("content/times.md", 3, "did you mean `timetable`?")


@pytest.mark.parametrize("kind", ["form", "handbook", "base", "partials/head", "../../secret/key", "nothing"])
def test_a_kind_that_is_not_for_pages_is_told_and_the_page_is_shown_as_any(kind: str) -> None:
    site = f"{SITE.replace('checks: {', 'checks: {unknown-reference: advice, ')}"
    files = {"site.yml": site, "content/index.md": "# Home\n", "content/a.md": f"---\ntitle: A\nkind: {kind}\n---\n"}
    (found,) = prepared(files).problems
    assert (found.path, found.line, found.code) == ("content/a.md", 3, "unknown-reference")
    assert "<h1" in rendered(files)["a/index.html"]


def test_the_kinds_of_pages_are_the_templates_of_their_folder() -> None:
    folder = REPOSITORY / "themes" / "default" / "templates"
    kinds = {path.stem for path in (folder / "pages").glob("*.html")}
    assert prepared(HOME).theme.page_kinds == kinds == {"page", "home", "section"}
    own = {"templates/pages/minutes.html": "", "templates/times.html": "", "templates/form.html": ""}
    assert themed({"ours": own}).theme.page_kinds == kinds | {"minutes", "times"}


@pytest.mark.parametrize("folder", ["templates/pages", "templates"])
@pytest.mark.parametrize("name", ["pages/home.html", "home.html"])
def test_a_page_s_template_extends_the_one_below_by_either_name(folder: str, name: str) -> None:
    block = f'{{% extends "{name}" %}}{{% block footer %}}<i>Mine</i>{{{{ super() }}}}{{% endblock %}}'
    html = page(themed({"ours": {f"{folder}/home.html": block}}))
    assert "<i>Mine</i><footer" in html.replace("\n", "")
