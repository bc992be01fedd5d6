"""The preview: what stays when something breaks, and what an open page is told."""

from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite.build.prepare import Build
from mentorsite.errors import FatalError
from tests.conftest import PROGRAM
from tests.serving import BASED, FILES, GUIDE, TREE, Listener, ask, looked, page_of, served

pytestmark = pytest.mark.needs_posix

Project = Callable[[dict[str, str]], Path]
BROKEN = {
    "a link to nowhere": ("content/index.md", "---\ntitle: Home\n---\n[Gone](gone.md)\n", "broken-link"),
    "YAML that can't be read": ("content/worksheets/goals.yml", "title: [\n", "yaml"),
    "a definition with a wrong key": ("content/programs/p.yml", f"{PROGRAM}nmae: x\n", "unknown-key"),
    "a site.yml with a wrong key": ("site.yml", f"{BASED}tilte: x\n", "site-file"),
    "a site.yml that can't be read": ("site.yml", "title: [\n", "site-file"),
    "a theme that is not there": ("site.yml", f"{BASED}theme: none\n", "missing-theme"),
    "a theme with a fault": ("themes/ours/templates/page.html", "{% if %}\n", "theme"),
}
OURS = {**FILES, "site.yml": f"{BASED}theme: ours\n", "themes/ours/theme.yml": "name: ours\n"}
RENDER_FAULT = "{% extends 'base.html' %}{% block content %}{{ page['nothing'].at_all }}{% endblock %}"


@pytest.mark.parametrize(("name", "text", "code"), BROKEN.values(), ids=BROKEN)
def test_the_last_good_pages_stay_while_a_file_is_broken_and_it_recovers(
    project: Project, name: str, text: str, code: str
) -> None:
    folder = project(OURS if name.startswith("themes/") else FILES)
    preview = looked(folder)
    before, seen = preview.answer("/handbook/"), preview.state("/handbook/")
    kept = (folder / name).read_text() if (folder / name).exists() else None
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)
    assert preview.take(preview.read())
    now = preview.state("/handbook/")
    assert preview.answer("/handbook/") == before
    assert now.page == seen.page
    (told,) = [each.text for each in now.problems if f"error[{code}]" in each.text]
    assert f" --> {name}:" in told
    assert now.counted.startswith("1 error")
    if kept is None:
        (folder / name).unlink()
    else:
        (folder / name).write_text(kept)
    assert preview.take(preview.read())
    assert preview.state("/handbook/") == seen


@pytest.mark.parametrize(("name", "text", "code"), BROKEN.values(), ids=BROKEN)
def test_a_project_that_is_broken_at_the_start_says_so_on_each_page_until_it_is_mended(
    project: Project, name: str, text: str, code: str
) -> None:
    files = OURS if name.startswith("themes/") else FILES
    folder = project({**files, name: text})
    preview = looked(folder)
    for path in ("/", "/handbook/guide/"):
        page = page_of(preview, path)
        assert page.status == 503
        assert f"error[{code}]" in page.html.decode()
        assert preview.state(path).page == page.seen
    (folder / name).write_text({**files, "themes/ours/templates/page.html": '{% extends "base.html" %}'}[name])
    assert preview.take(preview.read())
    assert page_of(preview, "/handbook/guide/").status == 200
    assert preview.state("/handbook/guide/").page != page.seen


def test_a_template_that_fails_on_a_page_leaves_the_page_of_before_and_is_told_once(project: Project) -> None:
    folder, said = project(OURS), list[str]()
    preview = looked(folder, said)
    before, state = page_of(preview, "/handbook/guide/"), preview.state("/handbook/guide/")
    (folder / "themes/ours/templates").mkdir()
    template = folder / "themes/ours/templates/page.html"
    template.write_text(RENDER_FAULT)
    assert preview.take(preview.read())
    for _ in range(2):
        page, told = page_of(preview, "/handbook/guide/"), preview.state("/handbook/guide/")
        assert (page.html, told.page) == (before.html, state.page)
        assert [(each.text, each.fatal) for each in told.problems] == [(page.fault, True)]
        assert page.fault.startswith("themes/ours/templates/page.html:1: ")
    assert said == [page.fault]
    assert preview.state("/handbook/").problems == ()
    template.unlink()
    assert preview.take(preview.read())
    assert preview.state("/handbook/guide/") == state


def test_a_template_that_fails_on_a_page_that_was_never_shown_says_so_in_its_place(project: Project) -> None:
    preview = looked(project({**OURS, "themes/ours/templates/page.html": RENDER_FAULT}))
    page = page_of(preview, "/handbook/guide/")
    assert page.status == 500
    assert "themes/ours/templates/page.html:1: " in page.html.decode()
    assert preview.state("/handbook/guide/").page == page.seen
    assert page_of(preview, "/handbook/").status == 200


def test_a_site_file_that_leads_out_of_the_project_is_told_and_the_site_stays(project: Project, tmp_path: Path) -> None:
    folder = project(FILES)
    preview = looked(folder)
    (tmp_path / "other.yml").write_text("title: Other\n")
    (folder / "site.yml").rename(folder / "site-before.yml")
    (folder / "site.yml").symlink_to(tmp_path / "other.yml")
    assert preview.take(preview.read())
    assert not preview.take(preview.read())
    assert "leads out of the project" in preview.state("/handbook/").problems[0].text
    assert page_of(preview, "/handbook/").status == 200
    (folder / "site.yml").unlink()
    (folder / "site-before.yml").rename(folder / "site.yml")
    assert preview.take(preview.read())
    assert preview.state("/handbook/").problems == ()


def test_a_machine_that_could_not_prepare_the_site_is_told_and_asked_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object, **options: object) -> Build:
        raise FatalError("A process was ended from outside.")

    folder = project(FILES)
    preview = looked(folder)
    (folder / "content/guide.md").write_text(GUIDE.replace("first", "well"))
    with monkeypatch.context() as patched:
        patched.setattr("mentorsite.serve.preview.prepare", fail)
        assert preview.take(preview.read())
    assert [each.text for each in preview.state("/handbook/").problems] == ["A process was ended from outside."]
    assert b"Listen first." in page_of(preview, "/handbook/guide/").html
    assert preview.take(preview.read())
    assert b"Listen well." in page_of(preview, "/handbook/guide/").html


def test_advice_is_told_and_covers_nothing(project: Project) -> None:
    preview = looked(project({**FILES, "content/more.md": "No title.\n"}))
    (told,) = preview.state("/handbook/").problems
    assert not told.fatal
    assert told.text.startswith("advice[missing-title]: ")
    assert page_of(preview, "/handbook/more/").status == 200


def test_text_that_a_stand_in_shows_is_never_markup(project: Project) -> None:
    page = page_of(looked(project({**FILES, "site.yml": f"{BASED}<script>: x\n"})), "/")
    assert b"<script" not in page.html
    assert b"&lt;script&gt;" in page.html


# What an open page is told


def test_a_page_is_another_one_only_when_it_would_look_different(project: Project) -> None:
    folder = project(FILES)
    preview = looked(folder)

    def seen() -> dict[str, str]:
        return {path: preview.state(f"/handbook/{path}").page for path in ("", "guide/", "nowhere/")}

    first = seen()
    (folder / "content/guide.md").write_text("---\ntitle: Guide\naliases: [old-guide]\n---\nListen well.\n")
    preview.take(preview.read())
    second = seen()
    assert {path for path, each in second.items() if each != first[path]} == {"guide/"}
    (folder / "content/nowhere.md").write_text("---\ntitle: Now here\n---\nA page.\n")
    preview.take(preview.read())
    third = seen()
    assert third["nowhere/"] != second["nowhere/"]
    (folder / "content/tree.svg").write_text(f"{TREE}\n")
    preview.take(preview.read())
    assert not set(seen().values()) & set(third.values())


def test_a_style_sheet_alone_makes_no_other_page_but_what_it_draws_on_does(project: Project) -> None:
    linked = '{% include "partials/head.html" %}<link rel="stylesheet" href="{{ asset(\'ours.css\') }}">'
    files = {
        "themes/ours/templates/partials/head.html": linked,
        "themes/ours/assets/ours.css": '@import "more.css";',
        "themes/ours/assets/more.css": "p { color: red }",
    }
    folder = project({**OURS, **files})
    preview = looked(folder)
    before = preview.state("/handbook/")
    (folder / "themes/ours/assets/ours.css").write_text('@import "more.css"; h1 { color: blue }')
    preview.take(preview.read())
    after = preview.state("/handbook/")
    assert after.page == before.page
    assert {url for url in after.styles if after.styles[url] != before.styles[url]} == {"/handbook/_theme/ours.css"}
    (folder / "themes/ours/assets/more.css").write_text("p { color: green }")
    preview.take(preview.read())
    assert preview.state("/handbook/").page != after.page


def test_templates_are_compiled_again_only_when_the_theme_is_another(project: Project) -> None:
    folder = project(OURS)
    preview = looked(folder)
    first = preview.shown
    (folder / "content/guide.md").write_text("---\ntitle: Guide\n---\nNew.\n")
    preview.take(preview.read())
    second = preview.shown
    (folder / "themes/ours/words").mkdir()
    (folder / "themes/ours/words/en.yml").write_text("skip_to_content: Down\n")
    preview.take(preview.read())
    assert first
    assert second
    assert preview.shown
    assert first is not second
    assert first.context.templates is second.context.templates
    assert preview.shown.context.templates is not second.context.templates
    page = page_of(preview, "/handbook/guide/")
    assert b">Down</a>" in page.html


def test_looking_again_at_what_is_as_it_was_changes_nothing(project: Project) -> None:
    folder = project(FILES)
    preview = looked(folder)
    before = preview.shown
    (folder / "content/guide.md").write_text(GUIDE)
    (folder / "content/guide.md~").write_text("an editor's copy")
    assert not preview.take(preview.read())
    assert preview.shown is before


def test_an_open_page_is_told_its_state_at_once_and_each_time_it_is_another(project: Project) -> None:
    folder = project(FILES)
    with served(folder) as site:
        listener = Listener(site.port, "/handbook/guide/")
        first = listener.next()
        assert f'data-seen="{first["page"]}"' in ask(site.port, "/handbook/guide/").text
        (folder / "content/guide.md").write_text("---\ntitle: Guide\n---\nNew.\n")
        second = listener.next()
        assert second["page"] != first["page"]
        assert f'data-seen="{second["page"]}"' in ask(site.port, "/handbook/guide/").text
        (folder / "content/guide.md").write_text("---\ntitle: Guide\n---\n[x](gone.md)\n")
        third = listener.next()
        assert (third["page"], third["counted"]) == (second["page"], "1 error")
        listener.close()
