"""How long it takes from a keystroke at the desk until the fresh page is seen beside it.

.venv/bin/python -m benchmarks.desk                100 pages, 20 keystrokes
.venv/bin/python -m benchmarks.desk --pages 1000
"""

import argparse
import os
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from benchmarks import sites
from benchmarks.generators import PAGES
from benchmarks.preview import CHROMIUM, SEEN, running
from benchmarks.sites import Site

TYPED = """addEventListener("input", () => sessionStorage.setItem("typed", Date.now()), true);"""
"""Notes when something was typed."""
MARK = "Typed"
PAUSE = 700
"""As many milliseconds after a page was seen the next key is pressed: someone thinks."""


def main() -> int:
    """Prints the milliseconds of each keystroke, and their median."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--pages", type=int, default=100)
    options.add_argument("--keys", type=int, default=20)
    asked = options.parse_args()
    load = os.getloadavg()[0]
    with TemporaryDirectory() as folder:
        took = keystrokes(sites.lay_out(PAGES["mentorsite"], asked.pages, Path(folder) / "site"), asked.keys)
    print(" ".join(f"{1000 * each:.0f}" for each in took), "ms")
    print(f"Median of {len(took)} at {asked.pages:,} pages: {1000 * median(took):.0f} ms. Load before: {load:.1f}.")
    return 0


def keystrokes(site: Site, count: int) -> list[float]:
    """Types at the end of a page's text; the seconds from each key to the first sight of the page that has it."""
    with running(site.folder, "edit", "--no-open") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.add_init_script(SEEN + TYPED)
        page.goto(address)
        page.goto(f"{address.partition('/_mentorsite')[0]}/_mentorsite/edit/file?path={edited(site)}")
        page.locator("#body").press("Control+End")
        page.keyboard.type(f"\n\n{MARK}")
        page.wait_for_timeout(3000)
        found = [_one(page, number) for number in range(1, count + 2)]
        browser.close()
    return found[1:]


def edited(site: Site) -> str:
    """The file of the page that is edited, below the project."""
    return f"{site.generator.content}/{site.generator.layout(site.edited).path}"


def _one(page: Page, number: int) -> float:
    page.keyboard.type("x")
    text = MARK + "x" * number
    page.wait_for_function("(text) => (sessionStorage.getItem('seen') || '').includes(text)", arg=text)
    typed, seen = page.evaluate(
        "() => [+sessionStorage.getItem('typed'), JSON.parse(sessionStorage.getItem('seen'))[0]]"
    )
    page.wait_for_timeout(PAUSE)
    return float(seen - typed) / 1000


if __name__ == "__main__":
    sys.exit(main())
