"""The built handbook in a real browser: at the root, under a sub-path and from disk."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import PHONE, serving
from tests.in_browser import axe_finds

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_posix]

KINDS = {
    "home": "",
    "page": "guidelines/setting-boundaries/",
    "page with tasks": "guidelines/choosing-a-mentor/",
    "section": "worksheets/",
    "section with a page": "guidelines/",
    "glossary": "glossary/",
    "program": "programs/career-growth/",
    "role": "programs/career-growth/mentor/",
    "cohort": "programs/career-growth/2027-spring/",
    "ideas": "ideas/",
    "downloads": "downloads/",
    "print edition": "print/",
    "print edition of a program": "programs/career-growth/print/",
    "agreement": "agreements/mentoring-agreement/",
    "checklist": "checklists/first-meeting/",
    "log": "worksheets/meeting-log/",
    "404": "404.html",
}


@pytest.fixture(scope="session")
def web(handbook: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A web server that has the handbook at /handbook/; its address without the last slash."""
    root = tmp_path_factory.mktemp("web")
    (root / "handbook").symlink_to(handbook)
    with serving(root) as address:
        yield address


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


def pages_of(handbook: Path) -> list[str]:
    return sorted(str(path.relative_to(handbook)).removesuffix("index.html") for path in handbook.rglob("*.html"))


@dataclass(frozen=True, slots=True)
class Opened:
    """What came of opening every page below an address, on a screen of 320 pixels. `wide` are those that are wider."""

    complaints: list[str] = field(default_factory=list)
    requested: set[str] = field(default_factory=set)
    links: dict[str, set[str]] = field(default_factory=dict)
    anchors: dict[str, set[str]] = field(default_factory=dict)
    wide: list[str] = field(default_factory=list)


@pytest.fixture(scope="module")
def opened(browser: Browser, handbook: Path) -> Callable[[str], Opened]:
    """Opens every page of the handbook below an address, once."""

    @cache
    def below(start: str) -> Opened:
        found = Opened()
        with browser.new_context(viewport={"width": 320, "height": 640}) as context:
            page = context.new_page()
            page.on("console", lambda message: found.complaints.append(f"{page.url}: {message.text}"))
            page.on("pageerror", lambda error: found.complaints.append(f"{page.url}: {error}"))
            page.on("request", lambda request: found.requested.add(request.url))
            for name in pages_of(handbook):
                if name == "404.html" and start.startswith("file:"):
                    continue  # its links are whole: right only where site.yml says that the site lives
                is_whole = name.endswith(".html") or not start.startswith("file:")
                page.goto(f"{start}{name}" if is_whole else f"{start}{name}index.html")
                found.links[page.url] = set(page.eval_on_selector_all("a[href]", "all => all.map(a => a.href)"))
                found.anchors[page.url] = set(page.eval_on_selector_all("[id]", "all => all.map(e => e.id)"))
                if page.evaluate("document.documentElement.scrollWidth") > 320:
                    found.wide.append(name)
        return found

    return below


@pytest.mark.parametrize("base", ["/handbook/", "file:"])  # a link that is right below both is right below any
def test_every_page_loads_with_no_complaint_no_broken_link_and_nothing_from_elsewhere(
    base: str, web: str, handbook: Path, opened: Callable[[str], Opened]
) -> None:
    start = f"{handbook.as_uri()}/" if base == "file:" else f"{web}{base}"
    found = opened(start)
    assert len(found.links) >= 40
    assert not found.complaints
    assert {url for url in found.requested if not url.startswith(start)} == set()
    broken = {
        (here, link)
        for here, links in found.links.items()
        for link in links
        if link.startswith((web, "file:")) and not leads_somewhere(link, start, handbook, found.anchors)
    }
    assert broken == set()


def leads_somewhere(link: str, start: str, handbook: Path, anchors: dict[str, set[str]]) -> bool:
    url, fragment = urldefrag(link)
    if not url.startswith(start):
        return False
    path = handbook / unquote(urlsplit(url.removeprefix(start)).path)
    if url.endswith("/") and start.startswith("file:"):
        return False  # a folder opened from disk is a list of files
    file = path / "index.html" if url.endswith("/") else path
    if fragment.startswith("on="):  # one of the copies of a form, which its page opens
        return file.is_file() and "/copies.js" in file.read_text(encoding="utf-8")
    return file.is_file() and (not fragment or unquote(fragment) in anchors.get(url, set()))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if not kind.startswith("print edition")])
def test_axe_finds_nothing(browser: Browser, web: str, kind: str) -> None:
    """Every look, size, theme and kind of page is looked at in the kitchen sink; here, what the starter says."""
    context = browser.new_context(viewport=PHONE, color_scheme="dark", bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{web}/handbook/{KINDS[kind]}")
    assert axe_finds(page) == []
    context.close()


def test_no_page_scrolls_sideways_at_320_pixels(web: str, opened: Callable[[str], Opened]) -> None:
    assert opened(f"{web}/handbook/").wide == []


def test_pages_read_and_lead_on_without_javascript(browser: Browser, web: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport=PHONE)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{web}/handbook/")
    page.get_by_text("Menu", exact=True).click()
    page.get_by_role("navigation").get_by_role("link", name="For mentees").click()
    assert page.get_by_role("heading", level=1).inner_text() == "For mentees"
    context.close()


def test_the_first_tab_leads_past_the_menu(page: Page, web: str) -> None:
    page.goto(f"{web}/handbook/guidelines/setting-boundaries/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.tagName") == "MAIN"
