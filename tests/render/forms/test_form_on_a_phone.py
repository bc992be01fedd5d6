"""A form on a phone: it begins with its first field, a bar leads through it, and long clauses fold."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import PROGRAM, SITE, rendered
from tests.in_browser import axe_finds
from tests.render.forms.test_form_page import Visit, axe, built, more

pytestmark = pytest.mark.needs_browser

LONG = "We talk about what is hard as soon as either of us sees it. " * 3
FORM = f"""\
title: Promise
for: [mentor, mentee]
parties: {{mentor: {{}}, mentee: {{}}}}
signatures: [mentor, mentee]
introduction: Fill this in together.
sections:
  first:
    title: Why we meet
    fields:
      why: {{type: long-text, label: Why, required: true}}
      how: {{type: choice, label: How, options: [Online, Here], required: true, other: true}}
      days: {{type: multi-choice, label: Days, options: [Monday, Friday], required: true}}
      app: {{type: text, label: App, required: true, when: {{how: online}}}}
  second:
    title: What we promise
    clauses:
      - {LONG}
      - Short.
      - text: {LONG}Both.
        acknowledge: initials
      - {LONG}Really.
    fields:
      plan: {{type: table, label: Plan, required: true, rows: 2, columns: {{what: {{label: What}}}}}}
      sure: {{type: scale, label: Sure, required: true, filled_by: mentee}}
      agreed: {{type: checkbox, label: Agreed, required: true}}
      sign: {{type: signature, label: Sign here, required: true}}
"""
FILES = {
    "site.yml": f"{SITE}downloads: []\n",
    "content/index.md": "---\ntitle: Home\n---\nHello.\n",
    "content/programs/test.yml": f"{PROGRAM}agreements: promise\n",
    "content/agreements/promise.yml": FORM,
}
PROMISE = "agreements/promise/"
FOCUSED = """() => {
  const one = document.activeElement.getBoundingClientRect(), bar = document.querySelector(".form-bar");
  return bar.contains(document.activeElement) || one.bottom <= bar.getBoundingClientRect().top + 1;
}"""
"""Whether the bar covers nothing of what has the keyboard."""


@pytest.fixture(scope="module")
def phone(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    """A phone with the handbook."""
    context = browser.new_context(viewport={"width": 360, "height": 740}, bypass_csp=True, reduced_motion="reduce")
    visit = Visit(context, built(FILES, tmp_path_factory.mktemp("phone")))
    yield visit
    context.close()
    assert visit.complaints == []


@pytest.fixture
def page(phone: Visit) -> Iterator[Page]:
    """The form, with nothing in it."""
    page = phone.open(PROMISE)
    page.evaluate("localStorage.clear(), sessionStorage.clear()")
    page.reload()
    yield page
    page.close()


def left(page: Page) -> str:
    return page.locator(".form-left").inner_text()


def test_its_first_field_is_on_the_first_screen(page: Page) -> None:
    box = page.locator("[name=why]").bounding_box()
    assert box
    assert box["y"] < 540
    assert page.locator(".form-facts").inner_text() == "For Mentor, Mentee About 10 minutes"


@pytest.mark.parametrize("width", [320, 360])
def test_the_bar_is_two_lines(page: Page, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 740})
    shown = page.locator(".form-bar > .form-buttons > *")
    boxes = [each.bounding_box() for each in shown.all()]
    assert {round(box["y"] + box["height"] / 2) for box in boxes if box} == {round(boxes[0]["y"] + 22)}  # type: ignore[index]
    assert len(boxes) == 3
    bar = page.locator(".form-bar").bounding_box()
    assert bar
    assert bar["height"] < 115
    assert page.locator(".form-bar").get_by_text("stays in this browser").count() == 0
    assert page.get_by_text("What you type stays in this browser").is_visible()


def test_it_says_what_is_left_and_leads_through_it(page: Page) -> None:
    assert left(page) == "Still required: 7"
    led = []
    for name in ("why", "how", "days__monday", "plan__1__what", "sure", "agreed", "sign"):
        page.locator(".form-left").click()
        control = page.locator(":focus")
        led.append(control.get_attribute("name"))
        assert led[-1] == name
        assert page.evaluate(FOCUSED)
        if control.get_attribute("type") in ("checkbox", "radio"):
            control.check()
        else:
            control.fill("Done")
        if name == "how":
            assert left(page) == "Still required: 6", "what is asked under a condition counts once that is met"
            page.locator("[name=app]").fill("Jitsi")
    assert left(page) == "All required answers are there"
    assert page.locator(".form-left").is_disabled()


def test_the_bar_covers_nothing_that_has_the_keyboard(page: Page) -> None:
    page.locator("[name=why]").focus()
    while page.evaluate("document.activeElement.closest('.form') !== null"):
        assert page.evaluate(FOCUSED), page.evaluate("document.activeElement.outerHTML")
        page.keyboard.press("Tab")
    page.set_viewport_size({"width": 320, "height": 256})
    assert page.locator(".form-bar").evaluate("each => getComputedStyle(each).position") == "static", "at 400 % zoom"
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_the_bar_opens_closes_by_the_keyboard(page: Page) -> None:
    parts = page.locator(".form-parts")
    parts.locator("summary").press("Enter")
    assert "Why we meet Still required: 3" in parts.inner_text()
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.textContent") == "Part 1 of 3"
    assert parts.get_attribute("open") is None
    parts.locator("summary").press("Enter")
    parts.get_by_role("link", name="Signatures").press("Enter")
    expect(parts.locator("summary")).to_have_text("Part 3 of 3")
    more(page, "Clear").focus()
    page.locator("[name=why]").focus()
    assert page.locator(".form-more").get_attribute("open") is None


def test_long_clauses_fold_and_stay_open_once_they_were_opened(page: Page) -> None:
    folds = page.locator(".clause-fold")
    states = "all => all.map(each => each.open)"
    assert folds.evaluate_all(states) == [False, False], "those with a box and short ones are whole"
    note = page.locator(".clauses-closed")
    assert note.inner_text().startswith("Clauses not opened yet: 2")
    folds.first.locator("summary").press("Enter")
    expect(note).to_contain_text("Clauses not opened yet: 1")
    page.reload()
    assert folds.evaluate_all(states) == [True, False]
    page.evaluate("location.hash = 'clause-2.4'")
    expect(note).to_be_hidden()
    folds.first.locator("summary").press("Enter")
    page.get_by_role("button", name="Show all clauses").first.click()
    assert folds.evaluate_all(states) == [True, True]
    page.emulate_media(media="print")
    assert page.locator(".clause-fold > summary").first.is_hidden()


@pytest.mark.parametrize(("end", "states"), [("#clause-2.4", [False, True]), ("#%", [False, False])])
def test_an_address_with_a_clause_opens_it_and_one_with_nonsense_nothing(
    page: Page, end: str, states: list[bool]
) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(fault.message))
    address = page.url
    page.goto("about:blank")
    page.goto(address + end)
    open_ones = (
        "states => states.join() === [...document.querySelectorAll('.clause-fold')].map((each) => each.open).join()"
    )
    page.wait_for_function(open_ones, arg=states)
    assert faults == []


HALF_BEHIND = """() => {
  const one = document.querySelector("[name=why]"), bar = document.querySelector(".form-bar");
  const below = () => bar.getBoundingClientRect().top - one.getBoundingClientRect().bottom;
  scrollTo({top: scrollY - below() - 10, behavior: "instant"});
  return below();
}"""
"""Scrolls until the bar covers ten pixels of an answer; tells how far the bar is below its end."""


def test_axe_looks_at_what_the_bar_covers_as_if_it_were_scrolled_there(page: Page) -> None:
    page.evaluate("document.querySelector('.form').before(Object.assign(document.createElement('div'), {id: 'room'}))")
    page.evaluate("document.querySelector('#room').style.height = '900px'")
    assert -12 < page.evaluate(HALF_BEHIND) < -8
    assert axe_finds(page) == []
    assert page.evaluate("innerHeight") == 740


@pytest.mark.parametrize("forced", ["none", "active"])
def test_axe_finds_nothing_in_what_opens(page: Page, forced: str) -> None:
    page.emulate_media(forced_colors=forced)  # type: ignore[arg-type]
    page.locator(".form-more > summary").click()
    faults = axe(page, (320, "light"), (360, "dark"))
    page.locator(".form-parts > summary").click()
    assert faults + axe(page, (320, "light"), (1280, "dark")) == []


def test_what_is_required_is_so_to_a_screen_reader_in_every_kind() -> None:
    html = rendered(FILES)[f"{PROMISE}index.html"]
    for name in ("why", "agreed", "sign", "plan__1__what"):
        assert f'name="{name}"' in html
        start = html.index(f'name="{name}"')
        assert 'aria-required="true"' in html[start : html.index(">", start)], name
    assert html.count('role="radiogroup" aria-required="true"') == 2
    assert html.count(" data-required") == 8
    assert "<form" not in html.replace("<form role", ""), "nothing that browsers would refuse to send"


def test_each_box_says_whose_it_is() -> None:
    html = rendered(FILES)[f"{PROMISE}index.html"]
    assert html.count("filled in together") == 7
    assert html.count("filled in by Mentee") == 1
    alone = rendered({**FILES, "content/agreements/promise.yml": FORM.replace(", filled_by: mentee", "")})
    assert "filled in together" not in alone[f"{PROMISE}index.html"], "where all boxes are for all, nothing says so"
