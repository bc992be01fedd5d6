"""Two people, two phones, one signed agreement: the whole way, also where a phone keeps nothing or has no network."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import serving
from tests.in_browser import becomes, says
from tests.render.forms.test_form_page import EVERY, FULL, SHUT, asks_before_leaving, load, printed, saved, small
from tests.render.forms.test_signing import CHECK, SecureVisit, block, checked, sealed, sign, visits
from tests.render.forms.test_two_devices import DIALOG, MINE, THEIRS, choose, file, now, send, typed

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_programs]

__all__ = ["small", "visits"]  # fixtures
HOSTILE = b'{"form": "every-field", "answers": {"first_goal": "x", "__proto__": "x"}}'
UNTIL_KEPT = """async (wanted) => {
  for (;;) {
    const found = new Set();
    for (const name of await caches.keys())
      for (const {url} of await (await caches.open(name)).keys()) found.add(new URL(url).pathname);
    if (wanted.every((each) => found.has(each))) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}"""
OLD = file({"first_goal": "Old"}) | {"version": "1", "saved": "2020-01-01"}


def refuses(page: Page) -> None:
    """A hostile file is refused, an old one is asked about; either way nothing is lost."""
    before = now(page)
    load(page, HOSTILE, "bad.json")
    says(page, "bad.json", whole=False)
    load(page, OLD)
    page.get_by_role("dialog", name=DIALOG).wait_for()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    becomes(page, now, before)


def without_network(visit: SecureVisit, page: Page) -> None:
    """What needs more of the handbook says so, and what doesn't still works."""
    online, visit.folder = visit.folder, Path("nowhere")
    page.get_by_role("button", name="Send to …").click()
    says(page, "Check your connection", whole=False)
    assert saved(page)["answers"]["first_goal"] == THEIRS["first_goal"]
    visit.folder = online
    assert all("Failed to load" in each for each in visit.complaints)
    visit.complaints.clear()


@pytest.fixture
def kept_by_two(keeping_browser: Browser, small: Path) -> Iterator[tuple[Page, Page]]:
    """The agreement on two devices in airplane mode, each of which keeps the handbook."""
    contexts = [keeping_browser.new_context(locale="en-GB") for _ in range(2)]
    with serving(small) as address:
        pages = []
        for context in contexts:
            page = context.new_page()
            page.goto(f"{address}/{EVERY}")
            page.evaluate(UNTIL_KEPT, [f"/{EVERY}", "/_theme/handover.js", "/_theme/signing.js"])
            context.set_offline(True)
            assert page.evaluate("fetch('/nowhere').then(() => 'there', () => 'offline')") == "offline"
            page.goto(f"{address}/{EVERY}")
            pages.append(page)
        yield pages[0], pages[1]
        for context in contexts:
            context.close()


def test_in_airplane_mode_both_hand_over_by_file_and_sign_on_the_pages_that_are_kept(
    kept_by_two: tuple[Page, Page],
) -> None:
    mentee, mentor = kept_by_two
    typed(mentee, THEIRS)
    load(mentor, send(mentee, "Ada"))
    becomes(mentor, now, {**THEIRS, "days__monday": False})
    sign(mentor, "Mentor 1", "Charles Babbage", drawn=True)
    load(mentee, send(mentor, "Charles"))
    expect(block(mentee, "Mentor 1").locator(".signed")).to_contain_text("Signed by Charles Babbage")
    sign(mentee, "Mentee", "Ada Lovelace")
    mentee.reload()
    load(mentor, send(mentee, "Ada"))
    expect(block(mentor, "Mentee").locator(".signed")).to_contain_text("Signed by Ada Lovelace")
    assert sealed(mentee) == sealed(mentor)


def joins_and_signs(mentor: Page, sent: object) -> None:
    """The mentor has written too, takes two of three answers of the mentee's, and signs."""
    typed(mentor, MINE)
    load(mentor, sent)
    choose(mentor, "How we will know", "Where").get_by_role("button", name="Keep the chosen answers").click()
    becomes(mentor, now, {**THEIRS, "first_goal": "Grow", "days__monday": True})
    refuses(mentor)
    sign(mentor, "Mentor 1", "Charles Babbage", drawn=True)


@pytest.mark.parametrize("fault", ["", SHUT, FULL], ids=["kept", "shut", "full"])
def test_both_end_with_the_same_signed_copy(visits: Callable[[], SecureVisit], fault: str, tmp_path: Path) -> None:
    one, other = visits(), visits()
    mentee = one.open(EVERY)
    typed(mentee, THEIRS)
    without_network(one, mentee)
    sent = send(mentee, "Ada")
    mentee.reload()

    other.context.add_init_script(fault)
    mentor, second_tab = other.open(EVERY), other.open(EVERY)
    if fault:
        says(mentor, "Save your answers to a file", whole=False)
    joins_and_signs(mentor, sent)
    assert asks_before_leaving(mentor) == bool(fault)
    if not fault:
        expect(block(second_tab, "Mentor 1").locator(".signed")).to_contain_text("Signed by Charles Babbage")
        mentor.reload()
    back = send(mentor, "Charles")

    load(mentee, back)
    choose(mentee, "First goal").get_by_role("button", name="Keep the chosen answers").click()
    expect(block(mentee, "Mentor 1").locator(".signed")).to_contain_text("Signed by Charles Babbage")
    sign(mentee, "Mentee", "Ada Lovelace")
    final = send(mentee, "Ada")
    load(mentor, final)
    expect(block(mentor, "Mentee").locator(".signed")).to_contain_text("Signed by Ada Lovelace")

    seals = {sealed(mentee), sealed(mentor)}
    papers = {printed(page, tmp_path)[0] for page in (mentee, mentor)}
    assert (len(seals), len(papers)) == (1, 1)
    for content in (final, saved(mentor)):
        check = one.open(CHECK)
        assert checked(check, content).count("The file is what was signed.") == 2
        assert {sealed(check)} == seals
    assert json.dumps(saved(mentor)["signed"], sort_keys=True) == json.dumps(final["signed"], sort_keys=True)
