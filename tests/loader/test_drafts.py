"""Drafts are in nothing that is published; the preview shows them, marked."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mentorsite.build.pipeline import prepare_project, write
from mentorsite.build.prepare import prepare
from mentorsite.check.report import notes
from mentorsite.errors import Problem
from mentorsite.serve.app import scripted
from mentorsite.serve.preview import Preview, PreviewPage
from tests.commands import run
from tests.conftest import ADVICE_OFF, PROGRAM, prepared, rendered, tree_of

SECRET = "not-yet-told"
HOME = {"site.yml": f"title: Test\nurl: https://example.org/\n{ADVICE_OFF}", "content/index.md": "# Home\n"}
FORM = f"title: {SECRET}\nsections:\n  one:\n    fields:\n      - {{id: a, type: text, label: a}}\n"

MARKS = [
    "draft: true", "draft: yes", 'draft: "true"', "draft: 1", "Draft: True", "DRAFT: TRUE", "draft : true",
    "published: false", "published: no", "Published: 'False'", "hidden: true", "hidden: on", "unlisted: true",
    "private: true", "publish: false", "public: false", "is_draft: true", "unpublished: yes", "status: [new, draft]",
    "state: Draft.", 'status: "🚧 draft"', "is-published: no", "status: draft", "Status: Draft", "visibility: private",
    "state: unpublished", "ready: false", "dg-publish: false", "unpublish: true", "borrador: true", "WIP: yes",
    "status: WIP", "status: Work in progress", "visibility: internal",
]  # fmt: skip
NO_MARKS = ["draft: false", "published: true", "hidden: no", "Draft: False", "public: yes", "title: draft"]
NAMES = ["_goals.md", "_drafts/goals.md", "drafts/goals.md", "Drafts/goals.md", "02-drafts/goals.md", "_x/y/goals.md",
         "goals.draft.md", "a/_b/goals.md"]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS)
def test_a_page_that_says_so_is_in_no_file(mark: str) -> None:
    files = {**HOME, "content/guide/goals.md": f"---\n{mark}\n---\n\n# {SECRET}\n"}
    made = rendered(files)
    assert not [path for path, text in made.items() if SECRET in text or "goals" in path]
    assert {"index.html", "print/index.html", "llms.txt", "sitemap.xml"} <= made.keys()
    assert notes(prepared(files).site) == (
        "1 draft is not published: content/guide/goals.md. `mentorsite serve` shows drafts.",
    )
    assert prepared(files).problems == ()


@pytest.mark.parametrize("mark", NO_MARKS)
def test_a_page_that_says_the_contrary_is_published_without_a_word(mark: str) -> None:
    build = prepared({**HOME, "content/goals.md": f"---\n{mark}\n---\n\n# Goals\n"})
    assert (build.problems, dict(build.site.drafts)) == ((), {})
    assert "content/goals.md" in build.site.sources


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_a_draft_by_its_name_too(name: str) -> None:
    made = rendered({**HOME, f"content/{name}": f"# {SECRET}\n"})
    assert not [path for path, text in made.items() if SECRET in text or "goals" in path]


def test_photos_beside_drafts_are_not_published_and_others_with_such_a_name_are() -> None:
    build = prepared({**HOME, "content/_drafts/a.pdf": "x", "content/_DSC0001.pdf": "x"})
    assert [asset.source for asset in build.site.assets] == ["content/_DSC0001.pdf"]
    assert list(build.site.drafts) == ["content/_drafts/a.pdf"]


@pytest.mark.parametrize("folder", ["agreements", "checklists", "worksheets"])
@pytest.mark.parametrize("mark", ["draft: true", "Published: false", "status: draft"])
def test_forms_and_programs_can_be_drafts(folder: str, mark: str) -> None:
    files = {**HOME, f"content/{folder}/plan.yml": f"{mark}\n{FORM}", "content/programs/p.yml": f"{PROGRAM}{mark}\n"}
    build = prepared(files)
    assert set(build.site.drafts) == {f"content/{folder}/plan.yml", "content/programs/p.yml"}
    assert (build.site.forms, build.site.programs, build.problems) == ((), (), ())
    assert not [path for path in rendered(files) if "plan" in path or "programs" in path]


def test_a_draft_that_site_yml_names_as_its_program_is_told_as_one() -> None:
    files = {"site.yml": "title: T\nprogram: p\n", "content/programs/p.yml": f"{PROGRAM}draft: true\n"}
    (found,) = prepared({**HOME, **files}).problems
    assert (found.path, found.line) == ("site.yml", 2)
    assert "`p` but a draft" in found.message


def test_an_unfinished_draft_is_no_problem() -> None:
    files = {"content/programs/p.yml": "draft: true\nname: P\n", "content/a.md": "---\ndraft: yes\n---\n[x](gone.md)\n"}
    assert prepared({**HOME, **files}).problems == ()
    assert [each.code for each in prepared({**HOME, "content/programs/p.yml": "draft: maybe\nname: P\n"}).problems]


def said(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(each.code, each.message) for each in problems]


def test_what_leads_to_a_draft_is_told() -> None:
    files = {
        **HOME,
        "site.yml": f"{HOME['site.yml']}navigation: [index.md, goals.md]\n",
        "content/index.md": "---\nagreements: [promise]\n---\n# Home\n\n[a](goals.md) [b](x/) ![c](_drafts/c.gif)\n",
        "content/goals.md": "---\ndraft: true\n---\n# Goals\n",
        "content/x/index.md": "---\ndraft: true\n---\n# X\n",
        "content/_drafts/c.gif": "x",
        "content/agreements/promise.yml": f"draft: true\n{FORM}",
    }
    assert said(prepared(files).problems) == [
        ("unknown-reference", "there is no agreement `promise` but a draft, which is not published"),
        ("broken-link", "`goals.md` leads to a draft, which is not published"),
        ("broken-link", "`x/` leads to a draft, which is not published"),
        ("broken-image", "`_drafts/c.gif` leads to a draft, which is not published"),
        ("unknown-reference", "`goals.md` leads to a draft, which is not published"),
    ]


def test_terms_of_a_draft_glossary_are_not_linked() -> None:
    glossary = "---\ndraft: true\n---\n# Words\n\nMentor\n: A person.\n"
    made = rendered({**HOME, "content/glossary.md": glossary, "content/a.md": "# A\n\nA mentor helps.\n"})
    assert 'class="term"' not in made["a/index.html"]


def test_a_build_writes_no_draft_and_takes_one_away_that_it_wrote(project: Callable[[dict[str, str]], Path]) -> None:
    folder = project({**HOME, "content/goals.md": f"# {SECRET}\n"})
    for text, there in ((f"# {SECRET}\n", True), (f"---\ndraft: true\n---\n# {SECRET}\n", False)):
        (folder / "content/goals.md").write_text(text)
        write(prepare_project(folder), folder, folder / "public")
        texts = [each.read_bytes() for each in (folder / "public").rglob("*") if each.is_file()]
        assert any(SECRET.encode() in each for each in texts) is there


def test_every_command_says_it_once(project: Callable[[dict[str, str]], Path]) -> None:
    folder = project({**HOME, "content/goals.md": "---\ndraft: true\n---\n# Goals\n"})
    line = "1 draft is not published: content/goals.md."
    build = ["build", "--without", "pdf,docx,search"]
    for arguments in (build, build, ["check"], ["plan"]):
        done = run(*arguments, "-C", folder)
        assert done.returncode == 0, done.stderr
        assert (done.stdout + done.stderr).count(line) == 1, arguments


def test_the_preview_shows_drafts_marked_and_what_is_wrong_with_them_stops_nothing(
    project: Callable[[dict[str, str]], Path],
) -> None:
    folder = project({**HOME, "content/goals.md": "---\ndraft: true\n---\n# Goals\n\n[x](gone.md)\n"})
    preview = Preview(folder, today=lambda: date(2027, 1, 1), say=lambda _: None)
    preview.take(preview.read())
    draft, home = preview.answer("/goals/"), preview.answer("/")
    assert isinstance(draft, PreviewPage)
    assert isinstance(home, PreviewPage)
    assert (draft.status, draft.draft, home.draft) == (200, True, False)
    assert b" data-draft defer></script>" in scripted(draft)
    assert b"data-draft" not in scripted(home)
    assert [(each.code, each.fatal) for each in preview.look.problems] == [("broken-link", False)]


def test_a_published_page_leads_to_a_draft_in_the_preview() -> None:
    files = {**HOME, "content/index.md": "# Home\n\n[a](goals.md)\n", "content/goals.md": "---\ndraft: on\n---\n# G\n"}
    assert prepared(files).fatal
    build = prepare(tree_of(files), with_drafts=True)
    assert (build.problems, build.site.sources["content/goals.md"]) == ((), "goals/")


LANGUAGES = "languages: {en: English, es: Español}\n"


@pytest.mark.parametrize(
    ("original", "translation"),
    [("guide/goals.md", "guide/goals.es.md"), ("guide/index.md", "guide/index.es.md"), ("09-a.md", "09-a.es.md")],
)
def test_a_translation_of_a_page_that_says_it_is_a_draft_is_one(original: str, translation: str) -> None:
    files = {
        "site.yml": f"{HOME['site.yml']}{LANGUAGES}",
        "content/index.md": "# Home\n",
        f"content/{original}": f"---\ndraft: true\n---\n\n# Other {SECRET}\n",
        f"content/{translation}": f"# {SECRET}\n\n[broken](nowhere.md)\n",
    }
    assert not [path for path, text in rendered(files).items() if SECRET in text]
    build = prepared(files)
    assert not [each for each in build.problems if each.path == f"content/{translation}"]
    assert f"content/{translation}" in " ".join(notes(build.site))
    shown = prepare(tree_of(files), with_drafts=True).site
    assert f"content/{translation}" in {page.source for page in shown.pages}
    assert {f"content/{original}", f"content/{translation}"} <= shown.drafts.keys()


@pytest.mark.parametrize("key", ["published: 2099-01-01", "status: final", "visibility: members", "ready: soon"])
def test_a_key_that_keeps_nothing_back_is_told_as_that(key: str) -> None:
    build = prepared({"content/index.md": "# Home\n", "content/goals.md": f"---\n{key}\n---\n\n# Goals\n"})
    (found,) = build.problems
    assert (found.code, found.fatal) == ("front-matter", False)
    assert "the page is published all the same" in found.hint


CALLED_DRAFT = ["DRAFT-goals.md", "goals draft.md", "goals-WIP.md", "02-goals_draft.md", "Draft pages/goals.md",
                "a/draft-ideas/goals.md", "Goals (draft).md", "WIP goals.md", "metas borrador.md",
                "borradores/goals.md", "Entwürfe/goals.md", "Entwu\u0308rfe 2027/goals.md", "draft-2026/goals.md",
                "WIP.md", "02-brouillons/goals.md", "Metas rascunho.md", "計画 下書き.md"]  # fmt: skip
ABOUT_DRAFTS = ["draft-your-goals.md", "first-draft.md", "second draft.md", "giving feedback on a draft.md",
                "redrafting.md", "draft.md", "a/draft-an-agreement.md", "drafting/goals.md", "drafts-and-feedback.md",
                "08-feedback-on-drafts.md", "reviewing drafts.md", "feedback-on-draft.md",
                "borradores.md", "sobre-borradores.md", "über Entwürfe.md"]  # fmt: skip


@pytest.mark.parametrize("name", CALLED_DRAFT)
def test_a_page_that_is_called_a_draft_and_published_is_told(name: str) -> None:
    build = prepared({"content/index.md": "# Home\n", f"content/{name}": "# Goals\n"})
    assert [each.code for each in build.problems] == ["called-draft"]


@pytest.mark.parametrize("name", ABOUT_DRAFTS)
def test_a_page_about_drafts_is_not_told(name: str) -> None:
    build = prepared({"content/index.md": "# Home\n", f"content/{name}": "# Goals\n"})
    assert build.problems == ()


@pytest.mark.parametrize("value", ["", " ~", " null  # soon"])
@pytest.mark.parametrize(
    ("path", "text"),
    [("content/a.md", "---\ndraft:{}\n---\n\n# A\n"), ("content/programs/p.yml", f"draft:{{}}\n{PROGRAM}")],
)
def test_a_draft_that_says_nothing_is_told_and_not_published(path: str, text: str, value: str) -> None:
    found = prepared({"content/index.md": "# H\n", path: text.replace("{}", value, 1)}).problems
    (told,) = (each for each in found if each.fatal)
    assert (told.path, told.code) == (path, "wrong-value")
    assert "`draft: true`" in told.hint
