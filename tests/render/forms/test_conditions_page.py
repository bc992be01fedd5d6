"""What a page asks under a condition, in a browser."""

import pytest
from playwright.sync_api import Browser

from mentorsite.build.project_files import shipped

pytestmark = pytest.mark.needs_browser

SCRIPT = (shipped("themes") / "default/assets/conditions.js").read_text(encoding="utf-8")
FITS = "() => [...document.querySelectorAll('[data-when]')].map((part) => part.dataset.fits)"
COUNTED = """script => {
  const { closest } = Element.prototype;
  let count = 0;
  Element.prototype.closest = function (selector) { count += 1; return closest.call(this, selector); };
  (0, eval)(script);
  Element.prototype.closest = closest;
  return count;
}"""
SIZE = 60


def asked(number: int) -> str:
    """A field that is asked where the one before is ticked."""
    box = f"<input type='checkbox' name='f{number}' checked>"
    return f"""<div data-when="f{number - 1}" data-answers='["yes"]'>{box}</div>"""


def test_fields_that_wait_for_each_other_are_settled_in_one_round(browser: Browser) -> None:
    page = browser.new_page()
    later = "".join(asked(number) for number in reversed(range(1, SIZE)))
    page.set_content(f"<form class='form'>{later}<input type='checkbox' name='f0' checked></form>")
    assert page.evaluate(COUNTED, SCRIPT) <= 4 * SIZE
    assert page.evaluate(FITS) == ["yes"] * (SIZE - 1)
    page.locator("[name=f30]").uncheck()
    assert page.evaluate(FITS) == ["open"] * (SIZE - 31) + ["yes"] * 30
    page.close()
