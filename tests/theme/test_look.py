"""The look of pages: chosen by the reader or the device, remembered, there before the first paint, and readable."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from mentorsite.theme.colors_and_contrast import PAPER, READABLE, contrast
from mentorsite.theme.tokens import FONTS
from tests.conftest import DESKTOP, PHONE, REPOSITORY

pytestmark = pytest.mark.needs_browser

STYLE = (REPOSITORY / "themes/default/style/10-tokens.css").read_text(encoding="utf-8")
PAGE = "words/"
LIGHT, DARK = "rgb(252, 250, 245)", "rgb(29, 26, 23)"
WHITE, BLACK = "rgb(255, 255, 255)", "rgb(0, 0, 0)"
NO_STORAGE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('', 'SecurityError') } })"
PAINTED = """new Promise((done) => {
  new PerformanceObserver((list) => done(list.getEntries()[0].startTime)).observe({ type: "paint", buffered: true });
})"""
ARRIVED = "performance.getEntriesByType('resource').find((each) => each.name.includes('look.js')).responseEnd"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport=DESKTOP, color_scheme="light")  # type: ignore[arg-type]
    yield made
    made.close()


def ground(page: Page) -> str:
    return str(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))


def choose(page: Page, look: str) -> None:
    page.get_by_role("combobox", name="Colours").select_option(label=look)


@pytest.mark.parametrize(("look", "color"), [("Light", LIGHT), ("Dark", DARK), ("High contrast", WHITE)])
def test_what_a_reader_chooses_holds_on_the_next_page_too(
    context: BrowserContext, kitchen: str, look: str, color: str
) -> None:
    page = context.new_page()
    page.goto(f"{kitchen}/default/b/")
    choose(page, look)
    assert ground(page) == color
    page.goto(f"{kitchen}/default/b/{PAGE}")
    assert ground(page) == color
    assert page.get_by_label("Colours").locator(":checked").inner_text() == look


def test_a_reader_can_go_back_to_what_the_device_says(context: BrowserContext, kitchen: str) -> None:
    page = context.new_page()
    page.goto(f"{kitchen}/default/b/")
    choose(page, "Light")
    page.emulate_media(color_scheme="dark")
    assert ground(page) == LIGHT
    choose(page, "Like my device")
    assert ground(page) == DARK
    page.reload()
    assert ground(page) == DARK


def test_high_contrast_is_light_or_dark_as_the_device_says(context: BrowserContext, kitchen: str) -> None:
    page = context.new_page()
    page.goto(f"{kitchen}/default/b/")
    choose(page, "High contrast")
    page.emulate_media(color_scheme="dark")
    assert ground(page) == BLACK


def test_other_tabs_follow(context: BrowserContext, kitchen: str) -> None:
    one, other = context.new_page(), context.new_page()
    one.goto(f"{kitchen}/default/b/")
    other.goto(f"{kitchen}/default/b/{PAGE}")
    choose(one, "Dark")
    expect(other.locator("html")).to_have_attribute("data-look", "dark")
    expect(other.get_by_label("Colours")).to_have_value("dark")


def test_where_a_browser_keeps_nothing_the_choice_holds_for_its_page(context: BrowserContext, kitchen: str) -> None:
    context.add_init_script(NO_STORAGE)
    page = context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{kitchen}/default/b/")
    choose(page, "Dark")
    assert ground(page) == DARK
    page.goto(f"{kitchen}/default/b/{PAGE}")
    assert ground(page) == LIGHT
    assert complaints == []


def test_a_look_that_nobody_offers_is_passed_over(context: BrowserContext, kitchen: str) -> None:
    page = context.new_page()
    page.goto(f"{kitchen}/default/b/")
    page.evaluate("localStorage.setItem('mentorsite:look', 'plaid')")
    page.reload()
    assert ground(page) == LIGHT
    expect(page.get_by_label("Colours")).to_have_value("")


def test_nothing_is_painted_before_the_look_is_known(context: BrowserContext, kitchen: str) -> None:
    context.add_init_script("try { localStorage.setItem('mentorsite:look', 'dark') } catch {}")
    page = context.new_page()
    late: list[str] = []

    def slowly(route: Route) -> None:
        late.append(route.request.url)
        page.wait_for_timeout(400)
        route.continue_()

    page.route("**/look.js*", slowly)
    page.goto(f"{kitchen}/default/b/")
    assert len(late) == 1
    assert page.evaluate(PAINTED) >= page.evaluate(ARRIVED) > 400
    assert ground(page) == DARK


def test_without_the_script_a_page_is_as_the_device_says(browser: Browser, kitchen: str) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(f"{kitchen}/default/b/")
    expect(page.get_by_label("Colours")).to_be_hidden()
    shown = page.screenshot(clip={"x": 0, "y": 400, "width": 1, "height": 1})
    page.emulate_media(color_scheme="light")
    assert page.screenshot(clip={"x": 0, "y": 400, "width": 1, "height": 1}) != shown
    context.close()


def test_on_a_phone_the_switch_is_in_the_menu(browser: Browser, kitchen: str) -> None:
    context = browser.new_context(viewport=PHONE, color_scheme="light")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{kitchen}/default/b/")
    switch = page.get_by_label("Colours")
    expect(switch).to_be_hidden()
    page.get_by_text("Menu", exact=True).click()
    expect(switch).to_be_visible()
    choose(page, "Dark")
    assert ground(page) == DARK
    context.close()


def test_the_switch_is_reached_and_used_with_keys(context: BrowserContext, kitchen: str) -> None:
    page = context.new_page()
    page.goto(f"{kitchen}/default/b/")
    page.locator(".navigation a").last.focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Colours")).to_be_focused()
    page.keyboard.type("Da")
    expect(page.locator("html")).to_have_attribute("data-look", "dark")


@pytest.mark.parametrize("look", ["dark", "contrast"])
def test_paper_is_always_light(context: BrowserContext, kitchen: str, look: str) -> None:
    context.add_init_script(f"localStorage.setItem('mentorsite:look', '{look}')")
    page = context.new_page()
    page.goto(f"{kitchen}/default/b/{PAGE}")
    page.emulate_media(media="print", color_scheme="dark", contrast="more")
    assert ground(page) == WHITE
    assert page.evaluate("getComputedStyle(document.body).color") == BLACK
    expect(page.get_by_label("Colours")).to_be_hidden()


def test_where_colours_are_forced_nothing_is_offered(browser: Browser, kitchen: str) -> None:
    context = browser.new_context(viewport=DESKTOP, forced_colors="active")  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{kitchen}/default/b/{PAGE}")
    expect(page.get_by_label("Colours")).to_be_hidden()
    here = page.locator(".navigation [aria-current]")
    assert here.evaluate("(it) => getComputedStyle(it).borderInlineStartWidth") == "3px"
    context.close()


def test_a_long_menu_shows_where_one_is_and_the_page_stays_at_its_beginning(browser: Browser, kitchen: str) -> None:
    page = browser.new_page(viewport={"width": 1280, "height": 500})
    page.goto(f"{kitchen}/default/b/agreements/promise/")
    expect(page.locator(".navigation [aria-current]")).to_be_in_viewport(ratio=1)
    foot = page.locator(".preferences").bounding_box()
    here = page.locator(".navigation [aria-current]").bounding_box()
    assert foot
    assert here
    assert here["y"] + here["height"] <= foot["y"]
    page.evaluate("document.documentElement.style.setProperty('--form-bar', '14rem')")  # before it is measured
    page.evaluate("document.querySelector('.site').scrollTop = 0; dispatchEvent(new Event('load'))")
    assert page.evaluate("document.querySelector('.site').scrollTop") > 0
    assert page.evaluate("scrollY") == 0
    page.close()


TOKENS = sorted(set(re.findall(r"^ +(--[\w-]+):", STYLE, re.MULTILINE)))
ALL = "(names) => names.map((name) => getComputedStyle(document.documentElement).getPropertyValue(name))"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_ways_to_high_contrast_look_the_same(browser: Browser, kitchen: str, scheme: Any) -> None:
    ways: tuple[tuple[Any, str], ...] = (("more", ""), (None, "contrast"))
    seen = []
    for asked, look in ways:
        context = browser.new_context(color_scheme=scheme, contrast=asked)
        page = context.new_page()
        page.goto(f"{kitchen}/default/b/")
        page.evaluate("(look) => { document.documentElement.dataset.look = look }", look)
        seen.append(page.evaluate(ALL, TOKENS))
        context.close()
    assert "--accent-fill" in TOKENS
    assert seen[0] == seen[1]


# Hues all around, dull and bright, from black to the palest that site.yml may have.
ACCENTS = [
    color
    for red in (0, 96, 160, 224)
    for green in (0, 64, 128)
    for blue in (0, 96, 176, 255)
    if contrast(color := f"#{red:02x}{green:02x}{blue:02x}", PAPER) >= READABLE
]
GROUNDS = ("--paper", "--paper-deep", "--sheet", "--accent-wash")
PAIRS = [
    *((text, ground, "text") for text in ("--ink", "--ink-soft", "--accent-text") for ground in GROUNDS),
    ("--on-accent", "--accent-fill", "text"),
    ("--ink", "--mark", "text"),
    *(("--line-strong", ground, "edge") for ground in ("--paper", "--paper-deep", "--sheet")),
]
MEASURE = """([accents, pairs]) => {
  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const probe = document.body.appendChild(document.createElement("i"));
  const luminance = (token) => {
    probe.style.color = `var(${token})`;
    canvas.fillStyle = getComputedStyle(probe).color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b] = [...canvas.getImageData(0, 0, 1, 1).data].map((each) => each / 255)
      .map((each) => each <= .04045 ? each / 12.92 : ((each + .055) / 1.055) ** 2.4);
    return .2126 * r + .7152 * g + .0722 * b;
  };
  return accents.flatMap((accent) => {
    document.documentElement.style.setProperty("--accent", accent);
    return pairs.map(([text, ground, kind]) => {
      const [low, high] = [luminance(text), luminance(ground)].sort((a, b) => a - b);
      return [accent, text, ground, kind, (high + .05) / (low + .05)];
    });
  });
}"""
LOOKS = {
    "light": ("light", "light", 4.5, 3),
    "dark": ("dark", "dark", 4.5, 3),
    "high contrast, light": ("contrast", "light", 7, 4.5),
    "high contrast, dark": ("contrast", "dark", 7, 4.5),
}


@pytest.mark.parametrize("look", LOOKS)
def test_every_accent_that_site_yml_may_have_is_readable(browser: Browser, kitchen: str, look: str) -> None:
    name, scheme, text, edge = LOOKS[look]
    context = browser.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(f"{kitchen}/default/b/")
    page.evaluate("(look) => { document.documentElement.dataset.look = look }", name)
    found = page.evaluate(MEASURE, [ACCENTS, PAIRS])
    assert len(found) > 400
    least = {"text": text, "edge": edge}
    assert [each for each in found if each[4] < least[each[3]]] == []
    context.close()


def test_the_default_theme_has_two_of_the_fonts_that_site_yml_knows() -> None:
    found = dict(reversed(re.findall(r"^    --font-(\w+): (.*);$", STYLE, re.MULTILINE)))  # scripts come later
    assert (found["text"], found["headings"]) == (FONTS["sans"], FONTS["serif"])
