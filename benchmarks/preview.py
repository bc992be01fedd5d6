"""How long it takes until an edit is seen in the browser, while `mentorsite serve` runs."""

import re
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from benchmarks import sites
from benchmarks.generators import MENTORSITE
from benchmarks.measure import FailedError
from benchmarks.sites import Site, our_environment

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "google-chrome", "chromium-headless-shell"))), "chromium")
FOLLOWS = re.compile(r"http://\S+")
SEEN = """\
const end = { passive: true };
addEventListener("DOMContentLoaded", () => requestAnimationFrame(() => setTimeout(() => {
  sessionStorage.setItem("seen", JSON.stringify([Date.now(), document.body.innerText]));
}, 0)), end);
"""
"""Notes when a page was first painted, and what it says."""


def edits(site: Site, count: int) -> list[float]:
    """Edits one page again and again; the seconds from the end of each writing to the first sight of it."""
    with running(site.folder, "serve") as address, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        page = browser.new_page()
        page.add_init_script(SEEN)
        page.goto(f"{address.rstrip('/')}{site.edited.address.url}")
        page.wait_for_timeout(1000)
        found = [_one(site, page, number) for number in range(count + 1)]
        browser.close()
    return found[1:]  # the first one finds nothing of the browser's or the preview's warm


def _one(site: Site, page: Page, number: int) -> float:
    sentence = f"Seen for the time number {number}."
    sites.write(site.generator, site.folder, site.edited, f"\n{sentence}\n")
    start = time.time()
    page.wait_for_function("(text) => (sessionStorage.getItem('seen') || '').includes(text)", arg=sentence)
    seen = page.evaluate("() => JSON.parse(sessionStorage.getItem('seen'))[0]")
    page.wait_for_timeout(300)
    return float(seen) / 1000 - start


@contextmanager
def running(folder: Path, *command: str) -> Iterator[str]:
    """The preview of a site, or its desk, and the address."""
    command = (*MENTORSITE, *command, "-C", str(folder))
    environment = {**our_environment(folder), "PYTHONUNBUFFERED": "1"}
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=environment)
    try:
        assert process.stdout
        for line in process.stdout:
            if found := FOLLOWS.search(line):
                break
        else:
            raise FailedError(f"{' '.join(command)} ended before it served")
        yield found[0]
    finally:
        process.terminate()
        process.communicate()
