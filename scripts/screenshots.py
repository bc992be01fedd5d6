"""Takes pictures of pages of the career starter, on a phone, a tablet and a desktop; for scripts/screenshots.

The first screen of each page, and of a phone the whole page too; on a day in the middle of a cohort, for a reader of
whom the handbook knows nothing, and of a phone for a mentee whose day of the match it knows.
"""

import os
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

PAGES = {
    "home": "",
    "page": "mentees/",
    "guideline": "guidelines/setting-boundaries/",
    "guidelines": "guidelines/",
    "glossary": "glossary/",
    "program": "programs/career-growth/",
    "role": "programs/career-growth/mentee/",
    "cohort": "programs/career-growth/2027-spring/",
    "agreement": "agreements/mentoring-agreement/",
    "checklist": "checklists/first-meeting/",
    "check-in": "worksheets/check-in/",
    "evaluation": "worksheets/mentor-evaluation/",
    "map": "worksheets/board-map/",
    "log": "worksheets/meeting-log/",
    "goals": "worksheets/goals/",
    "downloads": "downloads/",
    "device": "this-device/",
    "signed": "check-signed-copy/",
    "messages": "messages/",
    "certificate": "certificates/mentoring/",
    "certificates": "certificates/",
    "ideas": "ideas/",
    "print": "print/",
    "not-found": "404.html",
    "spanish": "es/",
}
SIZES = {"phone": (360, 740), "tablet": (768, 1024), "desktop": (1440, 900)}
DAY = "2027-03-20T12:00:00"
KNOWN = {"role": "mentee", "match": "2027-02-15"}


BASE = "/handbook/"
"""Where the starter's page for wrong addresses takes its styles from."""


class Quiet(SimpleHTTPRequestHandler):
    """Has the site below `BASE`, and says nothing of what it answers."""

    def translate_path(self, path: str) -> str:
        return super().translate_path(path.replace(BASE, "/", 1))

    def log_message(self, format: str, *args: Any) -> None:
        pass


def main(site: Path, pictures: Path) -> None:
    """Serves the site while pictures are taken."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    pictures.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ["CHROME_PATH"], args=["--no-sandbox"])
        for size in SIZES:
            take(browser, server.server_port, pictures, size, {})
        take(browser, server.server_port, pictures, "phone", KNOWN)
    server.shutdown()
    print(f"{len(list(pictures.glob('*.png')))} pictures in {pictures}")


def take(browser: Browser, port: int, pictures: Path, size: str, known: dict[str, str]) -> None:
    """Pictures of all pages in one size; `known` is what the handbook remembers of its reader."""
    width, height = SIZES[size]
    context = browser.new_context(viewport={"width": width, "height": height}, locale="en-GB", service_workers="block")
    context.clock.set_fixed_time(DAY)
    page = context.new_page()
    here = f"http://127.0.0.1:{port}{BASE}"
    page.goto(here)
    for name, value in known.items():
        page.evaluate("([name, value]) => localStorage.setItem(`mentorsite:/handbook/:${name}`, value)", [name, value])
    for name, address in PAGES.items():
        answer = page.goto(f"{here}{address}")
        if answer is None or not answer.ok:
            print(f"There is no {address}", file=sys.stderr)
            continue
        stem = f"{name}-{size}{'-known' if known else ''}"
        page.screenshot(path=pictures / f"{stem}.png")
        if size == "phone" and not known:
            page.screenshot(path=pictures / f"{stem}-whole.png", full_page=True)
    context.close()


main(Path(sys.argv[1]), Path(sys.argv[2]))
