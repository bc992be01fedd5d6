"""Fields within sentences on a form's page, in a browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import SITE
from tests.render.forms.test_blanks import files
from tests.render.forms.test_form_page import Visit, axe, built

pytestmark = pytest.mark.needs_browser

FILES = {**files(), "site.yml": f"{SITE}downloads: []\n", "content/index.md": "---\ntitle: Home\n---\nHello.\n"}
SHOWN = """each => {
  const { content, textDecorationLine } = getComputedStyle(each, "::before");
  return content + textDecorationLine;
}"""
WIDTH = "each => each.getBoundingClientRect().width"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(FILES, tmp_path_factory.mktemp("blanks"))


@pytest.fixture
def page(browser: Browser, site: Path) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 320, "height": 640}, bypass_csp=True, reduced_motion="reduce")
    visit = Visit(context, site)
    yield visit.open("agreements/a/")
    assert not visit.complaints
    context.close()


def test_a_sentence_is_filled_in_where_it_is_read(page: Page) -> None:
    place = page.get_by_role("textbox", name="The place")
    expect(page.locator(".form-left")).to_have_text("Still required: 1")
    page.get_by_role("combobox", name="How often").select_option("every week")
    expect(page.locator(".form-left")).to_have_text("All required answers are there")
    blank = page.locator(".blank:has([name=place])")
    before = blank.evaluate(WIDTH)
    place.fill("The library on the second floor, by the window")
    assert before < blank.evaluate(WIDTH) < 320
    assert page.evaluate("document.documentElement.scrollWidth") == 320
    for forced in ("none", "active"):
        page.emulate_media(forced_colors=forced)
        assert axe(page, (320, "light"), (1280, "dark")) == []
    page.set_viewport_size({"width": 320, "height": 640})
    page.reload()
    expect(place).to_have_value("The library on the second floor, by the window")
    page.emulate_media(media="print")
    expect(place).to_be_hidden()
    assert blank.evaluate(SHOWN) == '"The library on the second floor, by the window"underline'
