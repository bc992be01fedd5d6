"""What tests of pages in a browser share: waiting for what a click leads to, and looking with axe at a whole page."""

import time
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # all else would be gathered too, which takes longer than looking
}
HEIGHT = "Math.max(innerHeight, document.documentElement.scrollHeight)"
LONGEST = 30


def says(page: Page, text: str, *, whole: bool = True) -> None:
    """Waits until the page tells so; unless `whole`, more may stand around it."""
    place = page.locator(".form-status")
    if not whole:
        expect(place).to_contain_text(text)
    else:
        expect(place).to_have_text(text)


def becomes(page: Page, read: Callable[[Page], object], expected: object) -> None:
    """Waits until what is read of the page is as expected: a click may lead to it only after a while."""
    end = time.monotonic() + LONGEST
    while (found := read(page)) != expected and time.monotonic() < end:
        page.evaluate("() => new Promise(requestAnimationFrame)")
    assert found == expected


def axe_finds(page: Page, options: dict[str, Any] = WCAG) -> list[str]:
    """What axe finds wrong, on a screen as high as the page.

    Where the fold falls depends on a machine's fonts, and what lies half behind a bar there would be called too small.
    That nothing focused lies there is tested by itself, where forms are filled in on a phone.
    """
    size = page.viewport_size
    assert size
    page.set_viewport_size({"width": size["width"], "height": page.evaluate(HEIGHT)})
    if not page.evaluate("'axe' in window"):
        page.evaluate(Axe().axe_script)
    found = page.evaluate("async options => (await axe.run(options)).violations", options)
    page.set_viewport_size(size)
    return [f"{each['id']}: {[node['html'] for node in each['nodes'][:3]]}" for each in found]
