"""Every kind of page with everything that it can hold, in each theme that is shipped, in a real browser.

The site stands in tests/data/kitchen-sink. On a phone it is looked at 320 pixels wide, as at 400 % zoom on a desktop.
"""

import gzip
import re
import time
from collections.abc import Callable, Container, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urldefrag

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.conftest import DESKTOP, THEMES
from tests.in_browser import WCAG, axe_finds

pytestmark = pytest.mark.needs_browser

NARROW = {"width": 320, "height": 640}
KINDS = {
    "home": "",
    "page": "words/",
    "page with pictures and tables": "pictures/",
    "page from right to left": "arabic/",
    "step of a path": "path/setting-out/",
    "section": "reading/",
    "section with a page": "path/",
    "glossary": "glossary/",
    "program": "programs/growth/",
    "role": "programs/growth/mentor/",
    "cohort": "programs/growth/2027-spring/",
    "cohort that is over": "programs/growth/2026-autumn/",
    "agreement": "agreements/promise/",
    "checklist": "checklists/first/",
    "evaluation": "worksheets/from-the-mentee/",
    "map": "worksheets/map/",
    "log": "worksheets/log/",
    "side by side": "worksheets/from-the-mentee/side-by-side/",
    "downloads": "downloads/",
    "kept": "this-device/",
    "signed": "check-signed-copy/",
    "messages": "messages/",
    "certificates": "certificates/",
    "certificate": "certificates/thanks/",
    "ideas": "ideas/",
    "print edition": "print/",
    "404": "404.html",
}
CONTRAST = {**WCAG, "runOnly": ["color-contrast", "link-in-text-block"]}
HIGH_CONTRAST = {**WCAG, "runOnly": ["color-contrast-enhanced", "link-in-text-block"]}
BOTH_CONTRASTS = {**WCAG, "rules": {"color-contrast-enhanced": {"enabled": True}}}
VIEWS: dict[str, tuple[str, Any, dict[str, Any]]] = {
    "default, narrow": ("default", NARROW, {"light": WCAG, "dark": CONTRAST}),
    "default, desktop": ("default", DESKTOP, {"contrast": BOTH_CONTRASTS}),
    "default, desktop, dark": ("default", DESKTOP, {"dark": CONTRAST}),
    "plain, narrow": ("plain", NARROW, {"light": WCAG, "dark": CONTRAST, "contrast": HIGH_CONTRAST}),
}
"""The theme, the size and what axe looks for in which look. What isn't colour is the same in all of them."""
BLOCKING = """performance.getEntriesByType("resource").filter((each) => each.renderBlockingStatus === "blocking")
  .map((each) => each.name.replace(/.*\\/|\\?.*/g, ""))"""
LONG = "print edition"
"""All of the handbook in one page: looked at once."""
LOOKED_AT: dict[str, Container[str]] = {
    "default, narrow": KINDS,
    "default, desktop": KINDS.keys() - {LONG},
    "default, desktop, dark": ("home", "page", "program", "agreement"),  # all else is as dark on a phone
    "plain, narrow": KINDS.keys() - {LONG},
}
"""The kinds of pages of each view."""
LONG_WORDS = """() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const text = texts.currentNode, keeps = text.parentElement.closest("table, script, .progress, .number");
    if (text.data.trim() && !keeps) text.data = "w".repeat(50);
  }
}"""
"""Puts a word of 50 letters in place of every text, but in tables, which scroll, and for numbers."""
SHIFTS = """() => new Promise((done) => {
  const found = [];
  const note = (each) => found.push([each.value, each.sources[0]?.node?.outerHTML]);
  new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type: "layout-shift", buffered: true });
  setTimeout(() => done(found), 50);
})"""


@pytest.fixture(scope="module")
def page_in(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """A page of the browser in the size of a view: one for all that is looked at in it."""
    pages: dict[str, Page] = {}

    def opened(view: str) -> Page:
        if view not in pages:
            pages[view] = browser.new_context(viewport=VIEWS[view][1]).new_page()
        return pages[view]

    yield opened
    for page in pages.values():
        page.context.close()


@pytest.mark.parametrize(
    ("view", "kind"),
    [(view, kind) for view in VIEWS for kind in KINDS if kind in LOOKED_AT[view]],
)
def test_axe_finds_nothing_in_any_look(page_in: Callable[[str], Page], kitchen: str, view: str, kind: str) -> None:
    theme, _, looks = VIEWS[view]
    shown = page_in(view)
    shown.goto(f"{kitchen}/{theme}/b/{KINDS[kind]}")
    for name, options in looks.items():
        shown.evaluate("(name) => { document.documentElement.dataset.look = name }", name)
        assert axe_finds(shown, options) == [], name


@dataclass(frozen=True, slots=True)
class Visit:
    """What opening a page did: all that it asked for, what it waited for before it was painted, what was complained of.

    `wide` are the sizes in which it is wider than the screen.
    """

    requested: frozenset[str]
    blocking: tuple[str, ...]
    complaints: tuple[str, ...]
    wide: tuple[str, ...]


@pytest.fixture(scope="module")
def visits(browser: Browser, kitchen_sink: Path, kitchen: str) -> dict[str, Visit]:
    """Every page of the default theme and one of each kind of the other, by its address."""
    shown = browser.new_page()
    complaints: list[str] = []
    requested: list[str] = []
    shown.on("console", lambda message: complaints.append(message.text))
    shown.on("pageerror", lambda error: complaints.append(str(error)))
    shown.on("request", lambda request: requested.append(urldefrag(request.url)[0]))
    found = {}
    for name in pages(kitchen_sink):
        complaints.clear()
        requested.clear()
        shown.goto(f"{kitchen}/{name}")
        blocking = sorted(shown.evaluate(BLOCKING))
        wide = [size for size in ("320", "1440") if is_wide(shown, int(size))]
        shown.evaluate(LONG_WORDS)
        wide += ["320, with long words"] if is_wide(shown, 320) else []
        found[name] = Visit(frozenset(requested), tuple(blocking), tuple(complaints), tuple(wide))
    shown.close()
    return found


def is_wide(shown: Page, width: int) -> bool:
    shown.set_viewport_size({"width": width, "height": 800})
    return bool(shown.evaluate("document.documentElement.scrollWidth > innerWidth"))


def pages(kitchen_sink: Path) -> Iterator[str]:
    for path in sorted((kitchen_sink / "default").rglob("*.html")):
        if 'http-equiv="refresh"' not in path.read_text():
            yield str(path.relative_to(kitchen_sink)).removesuffix("index.html")
    yield from (f"plain/b/{name}" for name in KINDS.values())


def test_every_page_keeps_to_its_policy(visits: dict[str, Visit]) -> None:
    assert len(visits) >= 60
    assert {name: each.complaints for name, each in visits.items() if each.complaints} == {}


def test_no_page_asks_another_host(visits: dict[str, Visit], kitchen: str) -> None:
    requested = {url for each in visits.values() for url in each.requested}
    assert {url for url in requested if not url.startswith(f"{kitchen}/")} == set()
    assert f"{kitchen}/plain/b/logo.svg" in requested


def test_no_page_is_wider_than_the_screen(visits: dict[str, Visit]) -> None:
    assert {name: each.wide for name, each in visits.items() if each.wide} == {}


def test_a_page_waits_for_the_theme_s_style_sheets_and_the_look_alone(visits: dict[str, Visit]) -> None:
    awaited = {name.partition("/")[0]: set[tuple[str, ...]]() for name in visits}
    for name, each in visits.items():
        awaited[name.partition("/")[0]].add(tuple(file for file in each.blocking if file not in OF_SOME))
    assert awaited == {"default": {("look.js", "style.css")}, "plain": {("look.js", "plain.css", "style.css")}}
    for style in ("sheet.css", "form.css"):
        assert style in visits[f"default/b/{KINDS['log']}"].blocking
        assert style not in visits[f"default/b/{KINDS['program']}"].blocking


LIMIT, LIMIT_OF_FORM = 25_000, 45_000
"""What a page may weigh with all that it loads at start, in bytes as they are sent: compressed. A form does more."""
OF_SOME = {
    f"{name}.css"
    for name in ("sheet", "form", "copies", "blanks", "signatures", "pair", "kept", "certificate", "home", "timeline")
} | {"parts.css", "ideas.css", "messages.css", "book.css"}
"""The style that some kinds of pages load besides."""
FORMS = ("agreement", "checklist", "evaluation", "map", "log", "side by side")


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != LONG])
def test_a_page_is_light(visits: dict[str, Visit], kitchen_sink: Path, kitchen: str, theme: str, kind: str) -> None:
    """Pictures are not counted: what a page shows is its author's."""
    urls = visits[f"{theme}/b/{KINDS[kind]}"].requested
    names = {url.removeprefix(f"{kitchen}/").partition("?")[0] for url in urls}
    files = {name: kitchen_sink / (f"{name}index.html" if name.endswith("/") else name) for name in names}
    counted = {name: path for name, path in files.items() if path.suffix in (".html", ".css", ".js")}
    weights = {name: len(gzip.compress(path.read_bytes(), 6)) for name, path in counted.items()}
    assert {path.suffix for path in counted.values()} == {".html", ".css", ".js"}
    assert sum(weights.values()) < (LIMIT_OF_FORM if kind in FORMS else LIMIT), weights


def test_there_is_a_page_of_every_kind(kitchen_sink: Path) -> None:
    """Of every class that a template gives to its body."""
    built = kitchen_sink / "default" / "b"
    kinds = {
        kind for path in built.rglob("*.html") for kind in re.findall(r'<body class="kind-(\w+)">', path.read_text())
    }
    seen = {re.findall(r'<body class="kind-(\w+)">', path.read_text())[0] for path in map(built.joinpath, files())}
    assert kinds == seen >= {"home", "page", "section", "program", "role", "cohort", "form", "pair", "ideas", "print"}


def files() -> list[str]:
    return [name if name.endswith(".html") else f"{name}index.html" for name in KINDS.values()]


def test_nothing_moves_for_those_who_want_little_motion(browser: Browser, kitchen: str) -> None:
    context = browser.new_context(reduced_motion="reduce")
    shown = context.new_page()
    for name in ("words/", "agreements/promise/"):
        shown.goto(f"{kitchen}/default/b/{name}")
        assert shown.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert shown.evaluate("document.getAnimations().length") == 0
    context.close()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", [NARROW, DESKTOP], ids=["narrow", "desktop"])
def test_nothing_moves_while_a_page_loads(browser: Browser, kitchen: str, theme: str, size: Any) -> None:
    context = browser.new_context(viewport=size)
    shown = context.new_page()

    def slowly(route: Route) -> None:
        time.sleep(0.05)
        route.continue_()

    shown.route(re.compile(r"(?<!look)\.(js|svg|png)(\?|$)"), slowly)
    moved = {}
    for name in (
        "",
        "words/",
        "pictures/",
        "programs/growth/",
        "agreements/promise/",
        "checklists/first/",
        "this-device/",
    ):
        shown.goto(f"{kitchen}/{theme}/b/{name}")
        if shifts := shown.evaluate(SHIFTS):
            moved[name] = shifts
    context.close()
    assert moved == {}


def test_a_table_that_is_too_wide_scrolls_with_the_keyboard(browser: Browser, kitchen: str) -> None:
    context = browser.new_context(viewport=NARROW)  # type: ignore[arg-type]
    shown = context.new_page()
    shown.goto(f"{kitchen}/default/b/pictures/")
    table = shown.locator("#wide-tables + .table")
    table.focus()
    assert table.evaluate("(it) => document.activeElement === it && it.scrollWidth > it.clientWidth")
    shown.evaluate("void (moved = new Promise((done) => document.activeElement.addEventListener('scroll', done)))")
    shown.keyboard.press("ArrowRight")
    assert shown.evaluate("moved.then((event) => event.target.scrollLeft)") > 0
    context.close()
