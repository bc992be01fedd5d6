"""A handbook in three languages in a real browser: what stays when a reader changes the language."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mentorsite.build.pipeline import write
from mentorsite.build.prepare import prepare
from tests.conftest import DESKTOP, serving, tree_of
from tests.render.test_translations import three

pytestmark = pytest.mark.needs_browser

SECTIONS = 8
LONG = "".join(f"## {{0}} {number}\n\n" + "{1} " * (40 + 40 * (number % 2)) + "\n\n" for number in range(SECTIONS))
"""A page that is longer than a screen, with room between its headings; its title and words are filled in."""
FORM = "agreements/promise/"
GOAL, RHYTHM = "[name=goal]", "[name=rhythm][value=every-two-weeks]"
WHERE, OTHER = "[name=where__cafe]", "[name=where__other]"


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The handbook below /h, with a slash at the end."""
    root = tmp_path_factory.mktemp("languages")
    begin = "---\ndescription: x\n---\n# Long\n\n"
    pages = {
        "content/long.md": begin + LONG.format("Part", "words"),
        "content/long.es.md": begin + LONG.format("Parte", "más palabras"),
    }
    build = prepare(tree_of({**three(), **pages}), without=frozenset({"pdf", "docx", "search"}))
    assert not build.fatal, build.problems
    write(build, root, root / "h")
    with serving(root) as address:
        yield f"{address}/h/"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def test_answers_that_were_given_in_one_language_stand_in_the_others(page: Page, web: str) -> None:
    page.goto(f"{web}{FORM}")
    page.fill(GOAL, "مرحبا, un año")
    page.check(RHYTHM)
    page.check(WHERE)
    page.fill(OTHER, "Am See")
    for language in ("es", "ar"):
        page.goto(f"{web}{language}/{FORM}")
        expect(page.locator(GOAL)).to_have_value("مرحبا, un año")
        assert page.is_checked(RHYTHM)
        assert page.is_checked(WHERE)
        assert page.input_value(OTHER) == "Am See"
    page.fill(GOAL, "هدف")
    page.goto(f"{web}{FORM}")
    expect(page.locator(GOAL)).to_have_value("هدف")


def test_a_file_of_answers_that_was_saved_in_one_language_fills_the_form_in_another(page: Page, web: str) -> None:
    page.goto(f"{web}es/{FORM}")
    page.fill(GOAL, "Escuchar")
    page.check(RHYTHM)
    with page.expect_download() as saved:
        page.click("[data-do=save]")
    page.evaluate("localStorage.clear()")
    page.goto(f"{web}ar/{FORM}")
    expect(page.locator(GOAL)).to_have_value("")
    page.set_input_files(".form-tools [type=file]", saved.value.path())
    expect(page.locator(GOAL)).to_have_value("Escuchar")
    assert page.is_checked(RHYTHM)


def test_answers_stand_side_by_side_in_each_language(page: Page, web: str) -> None:
    page.goto(f"{web}worksheets/review-mentee/")
    page.fill("textarea", "شكرا")
    page.check("[value=yes]")
    page.goto(f"{web}es/worksheets/review-mentee/side-by-side/")
    given = page.locator("[data-column='0'] .pair-given")
    expect(given.first).to_have_text("شكرا")
    assert given.first.evaluate("(it) => getComputedStyle(it).direction") == "rtl"
    expect(given.nth(1)).to_have_text("Sí")


@pytest.mark.parametrize("at", [0, SECTIONS // 2])
def test_a_change_of_language_keeps_the_place_on_the_page(page: Page, web: str, at: int) -> None:
    top = "(it) => Math.round(it.getBoundingClientRect().top)"
    page.goto(f"{web}long/")
    heading = page.locator("h2").nth(at)
    heading.evaluate("(it) => scrollTo({ top: it.getBoundingClientRect().top + scrollY - 40, behavior: 'instant' })")
    before = heading.evaluate(top)
    page.click(".languages [hreflang=es]")
    page.wait_for_url(f"{web}es/long/")
    translated = page.locator("h2").nth(at)
    expect(translated).to_have_text(f"Parte {at}")
    assert abs(translated.evaluate(top) - before) <= 1


def test_nobody_is_sent_to_another_language_and_who_chose_one_is_offered_it(context: BrowserContext, web: str) -> None:
    page = context.new_page()
    page.goto(web)
    page.click(".languages [hreflang=es]")
    page.wait_for_url(f"{web}es/")
    again = context.new_page()
    again.goto(web)
    expect(again.locator(".languages [hreflang=es]")).to_have_text("Leer esta página en español")
    assert again.url == web
