"""What no reader saw of a saved page is left out and named; what the style shows, or a click opens, is kept."""

from pathlib import Path

import pytest

from mentorsite.importers.result import ImportResult
from mentorsite.importers.web import styles
from mentorsite.importers.web.page import SavedPage, import_saved_page
from mentorsite.scaffold.import_ import import_handbook

STYLE = "<style>{}</style><main>seen<p class=a id=b>unseen</p></main>"


def brought(html: str, **files: str) -> ImportResult:
    beside = {f"p_files/{name}.css": text.encode() for name, text in files.items()}
    made = import_saved_page(SavedPage("p.html", html.encode(), beside))
    assert isinstance(made, ImportResult), made
    return made


def body(html: str, **files: str) -> str:
    return brought(html, **files).files["content/index.md"].decode().split("---\n", 2)[2].strip("\n")


@pytest.mark.parametrize(
    "html",
    [
        "<main>seen<p hidden>unseen</p></main>",
        '<main>seen<p style="display: none">unseen</p></main>',
        '<main>seen<p style="visibility:hidden">unseen</p></main>',
        "<main>seen<div hidden><p>unseen<p hidden>unseen</div></main>",
        STYLE.format(".a{display:none}"),
        STYLE.format("main > P.a , x{ color:red; DISPLAY : None !important }#b{display:block}"),
        STYLE.format("@media screen{@supports(display:grid){.a{display:none}}}"),
        STYLE.format("@media (min-width: 600px){.a{display:none}}"),
        STYLE.format("p{display:block}.a{visibility:hidden}"),
        STYLE.format(".a{display:none}p{display:block}:::{}[{display:flex}"),
    ],
)
def test_what_no_reader_saw_is_left_out_and_told_without_its_words(html: str) -> None:
    assert body(html) == "seen"
    told = [loss.what for loss in brought(html).losses]
    assert told == [f"a part (`<{'div' if '<div' in html else 'p'}>`) that no reader saw; left out"]


@pytest.mark.parametrize(
    "html",
    [
        "<main>seen<p hidden=until-found>unseen</p></main>",
        "<main>seen<p aria-hidden=true>unseen</p></main>",
        "<style>p{display:block}</style><main>seen<p hidden>unseen</p></main>",
        "<main>seen<div style='visibility:hidden'><p style='visibility:visible'>unseen</p></div></main>",
        STYLE.format("@media print{.a{display:none}}"),
        STYLE.format("@media (max-width: 600px){.a{display:none}}"),
        STYLE.format(".a{display:none}@media (min-width: 600px){.a{display:block}}"),
        STYLE.format(".a{display:none}#b{display:block}"),
        STYLE.format(".a:hover, .a::before{display:none}"),
        STYLE.replace("<style>", "<style media=print>").format(".a{display:none}"),
    ],
)
def test_what_readers_saw_is_kept(html: str) -> None:
    assert body(html) == "seen\n\nunseen"


@pytest.mark.parametrize(
    "sheet", ['<link rel="stylesheet" href="./p_files/x.css">', "<link rel=icon href=p_files/x.css>"]
)
def test_sheets_beside_the_page_hide_as_its_own_do(sheet: str, tmp_path: Path) -> None:
    (tmp_path / "p_files").mkdir()
    (tmp_path / "p_files/x.css").write_text(".a{display:none}")
    (tmp_path / "p.html").write_text(sheet + STYLE)
    import_handbook(tmp_path / "p.html", tmp_path / "new")
    assert ("unseen" in (tmp_path / "new/content/index.md").read_text()) == ("icon" in sheet)


@pytest.mark.parametrize(
    "opening", ["data-target='#'", "data-bs-target='# #'", "aria-controls=''", "data-toggle=x href='#'"]
)
def test_a_button_that_names_nothing_opens_nothing(opening: str) -> None:
    assert body(f"<main><a {opening}>seen</a><p id='' hidden>unseen</p></main>") == "seen"


@pytest.mark.parametrize(
    "html",
    [
        "<main><a aria-controls=x>seen</a><p id=x hidden>unseen</p></main>",
        "<main><a data-toggle=y href=#x>seen</a><p id=x hidden>unseen</p></main>",
        "<main><a data-bs-target=#x>seen</a><p id=x hidden>unseen</p></main>",
        "<main>seen<p role=tabpanel hidden>unseen</p></main>",
    ],
)
def test_what_a_click_opened_stands_open_and_is_told(html: str) -> None:
    assert body(html).endswith("unseen")
    assert "a part (`<p>`) opened at a click; it stands open now" in [loss.what for loss in brought(html).losses]


def test_what_is_hidden_and_empty_is_not_worth_a_word() -> None:
    assert brought("<main>seen<p hidden></p></main>").losses == ()


def test_more_rules_than_are_read_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(styles, "MOST_RULES", 1)
    html = STYLE.format("x{display:none}.a{display:none}")
    assert next(loss.what for loss in brought(html).losses).startswith("its style has more than")


@pytest.mark.parametrize(
    ("sheet", "is_told"),
    [
        ("<link rel=stylesheet href=https://e.org/a.css>", True),
        ("<link rel=stylesheet href=gone.css>", True),
        ("<link rel=stylesheet href=p_files/x.css?v=1>", False),
        ("<link rel=stylesheet media=print href=gone.css>", False),
        ("<link rel='alternate stylesheet' href=gone.css>", False),
    ],
)
def test_a_style_that_is_not_there_is_told_since_it_may_hide_something(sheet: str, is_told: bool) -> None:
    told = [loss.what for loss in brought(f"{sheet}<main>seen</main>", x="").losses]
    assert [each.startswith("its style (`") for each in told] == [True] * is_told
