"""Pages in Arabic in a real browser: the handbook of tests/data/arabic, and what people type in either direction."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from mentorsite.build import project_files
from mentorsite.build.pipeline import write
from mentorsite.build.prepare import prepare
from tests.conftest import REPOSITORY, made_once, serving
from tests.in_browser import axe_finds

pytestmark = pytest.mark.needs_browser

ARABIC = REPOSITORY / "tests" / "data" / "arabic"
FORM = "agreements/promise/"
PAGES = ("guidelines/listening/", "programs/growth/2027-spring/", FORM, "worksheets/from-mentee/side-by-side/")
TYPED = [("مرحبا (2)", "rtl"), ("Hello (2)", "ltr"), ("", "rtl")]
"""What is typed, and the direction that it is read in."""


@pytest.fixture(scope="module")
def arabic(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The handbook in Arabic, with a slash at the end."""
    folder = made_once(tmp_path_factory, "arabic", build)
    with serving(folder) as address:
        yield f"{address}/h/"


def build(folder: Path) -> None:
    made = prepare(project_files.read(ARABIC), without=frozenset({"pdf", "docx", "search"}))
    assert not made.problems, made.problems
    write(made, ARABIC, folder / "h")


@pytest.fixture
def narrow(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 740})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing_in_arabic_and_no_page_scrolls_sideways(narrow: Page, arabic: str, name: str) -> None:
    narrow.goto(f"{arabic}{name}")
    assert narrow.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe_finds(narrow) == []


@pytest.mark.parametrize(("text", "direction"), TYPED)
def test_words_are_read_in_their_own_direction_where_they_are_typed_and_on_paper(
    narrow: Page, arabic: str, text: str, direction: str
) -> None:
    narrow.goto(f"{arabic}{FORM}")
    for name in ("goal", "known", "channel__other", "wishes__1", "meetings"):
        narrow.fill(f"[name$={name}]", text if name != "meetings" else "-5")
    directions = narrow.eval_on_selector_all(
        "[name$=goal], [name$=known], [name$=channel__other], [name$=wishes__1]",
        "all => all.map(it => getComputedStyle(it).direction)",
    )
    assert directions == [direction] * 4
    assert narrow.eval_on_selector("[name$=meetings]", "it => getComputedStyle(it).direction") == "rtl"
    on_paper = "it => getComputedStyle(it.parentElement, '::after').unicodeBidi"
    assert narrow.eval_on_selector("[name$=known]", on_paper) == "plaintext"


def test_letters_that_join_stand_close_and_upright_and_headings_have_room(narrow: Page, arabic: str) -> None:
    narrow.goto(f"{arabic}guidelines/listening/")
    style = (
        "it => [getComputedStyle(it).letterSpacing, getComputedStyle(it).fontStyle, getComputedStyle(it).fontWeight]"
    )
    spacing, _, _ = narrow.eval_on_selector("h1", style)
    assert spacing in ("0px", "normal")
    assert narrow.eval_on_selector(".eyebrow", style)[0] in ("0px", "normal")
    assert narrow.eval_on_selector(".content em", style)[1:] == ["normal", "600"]
    narrow.eval_on_selector(".content em", "it => { it.lang = 'en' }")
    assert narrow.eval_on_selector(".content em", style)[1:] == ["italic", "400"]


def test_what_points_somewhere_is_mirrored(narrow: Page, arabic: str) -> None:
    narrow.goto(f"{arabic}guidelines/listening/")
    assert narrow.eval_on_selector(".footnote-backref", "it => getComputedStyle(it).transform").startswith("matrix(-1")
    marked = narrow.eval_on_selector(".navigation a[aria-current]", "it => getComputedStyle(it).boxShadow")
    assert " -3px 0px 0px 0px inset" in marked
    narrow.goto(f"{arabic}programs/growth/2027-spring/")
    places = "all => all.map(it => it.getBoundingClientRect().left)"
    months = narrow.eval_on_selector_all(".timeline-months text", places)
    assert months == sorted(months, reverse=True)
