"""Answers on two devices, in two tabs and in two handbooks: sent, joined, chosen, undone, and never lost."""

import json
import re
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, Route, expect

from mentorsite.model.output import DownloadOutput
from mentorsite.pack.kit import FormFile
from mentorsite.pack.links import answers_file, link_of
from mentorsite.pack.pair import Pair
from mentorsite.render.download_jobs import form_job
from mentorsite.render.site_context import SiteContext
from tests.conftest import prepared
from tests.in_browser import becomes, says
from tests.render.forms.test_form_page import (
    CHECKLIST,
    EVERY,
    FULL,
    HERE,
    Visit,
    answers,
    asks_before_leaving,
    axe,
    clear,
    load,
    saved,
    small,
    visit,
)
from tests.sheets import EVERY_FIELD

pytestmark = pytest.mark.needs_browser

__all__ = ["small", "visit"]  # fixtures
DIALOG = "Two answers to the same question"
MINE = {"first_goal": "Grow", "how_we_know": "By asking", "place": "Paris", "days__monday": True}
THEIRS = {"first_goal": "Shrink", "how_we_know": "By counting", "place": "Rome", "first_day": "2027-06-05"}
SHARE = """navigator.canShare = () => true;
navigator.share = async ({text, files: [file]}) => {
    window.shared = [text, file.name, file.type, await file.text()];
};"""
LEFT = "navigator.canShare = () => true; navigator.share = async () => { throw new DOMException('no', 'AbortError'); };"
NO_EVENTS = "window.addEventListener('storage', event => event.stopImmediatePropagation(), true);"
BRIEF = """Object.defineProperty(navigator, 'storage', {value: {
    persisted: async () => false, persist: async () => { window.asked = true; return false; }}});"""


def typed(page: Page, values: dict[str, Any]) -> None:
    for name, value in values.items():
        control = page.locator(f"[name={name}]")
        if value is True:
            control.check()
        else:
            control.fill(value)


def file(values: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"form": "every-field", "folder": "agreements", "version": "2.1", "answers": values, **more}


def now(page: Page) -> dict[str, Any]:
    return {name: value for name, value in answers(page) if name in {*MINE, *THEIRS}}


@pytest.fixture
def visits(browser: Browser, small: Path) -> Iterator[Callable[[], Visit]]:
    """Makes visits, each on a device of its own."""
    made: list[Visit] = []

    def make() -> Visit:
        made.append(Visit(browser.new_context(locale="en-GB"), small))
        return made[-1]

    yield make
    for each in made:
        each.context.close()
        assert each.complaints == []


def send(page: Page, name: str) -> Any:
    """The file that a reader sends who has no way to share."""
    page.get_by_role("button", name="Send to …").click()
    dialog = page.get_by_role("dialog", name="Send your answers")
    dialog.get_by_label("Your name").fill(name)
    with page.expect_download() as waiting:
        dialog.get_by_label("Your name").press("Enter")
    return json.loads(waiting.value.path().read_text(encoding="utf-8"))


def choose(page: Page, *others: str) -> Locator:
    """Chooses what is in the file for these questions; leaves the dialog open."""
    dialog = page.get_by_role("dialog", name=DIALOG)
    dialog.wait_for()
    for each in others:
        dialog.get_by_role("group", name=each).get_by_role("radio", name="In the file").check()
    return dialog


def test_a_pair_hands_answers_over_and_chooses_where_both_wrote(visits: Callable[[], Visit]) -> None:
    mentee = visits().open(EVERY)
    typed(mentee, THEIRS)
    content = send(mentee, "Ada")
    assert content["written"]["first_goal"]["by"] == "Ada"
    mentee.reload()
    mentee.get_by_role("button", name="Send to …").click()
    expect(mentee.get_by_label("Your name")).to_have_value("Ada")  # it is asked once

    mentor = visits().open(EVERY)
    typed(mentor, MINE)
    load(mentor, content)
    dialog = choose(mentor, "How we will know", "Where")
    assert "In the file · Ada · " in dialog.inner_text()
    assert dialog.get_by_role("group").count() == 3, "what only one of them wrote is not asked"
    dialog.get_by_role("button", name="Keep the chosen answers").click()
    says(mentor, "Filled in from the file: 1. Chosen by you: 3.")
    joined = {**THEIRS, "first_goal": "Grow", "days__monday": True}
    becomes(mentor, now, joined)
    mentor.get_by_role("button", name="Undo").press("Enter")
    expect(mentor.locator(".form-status")).to_have_text("Undone.")
    assert now(mentor) == {**MINE, "first_day": ""}
    expect(mentor.locator(".form-more > summary")).to_be_focused()

    load(mentor, content)
    dialog = choose(mentor, "How we will know")
    dialog.get_by_role("radio", name="Keep both").check()
    dialog.get_by_role("button", name="Keep the chosen answers").click()
    expect(mentor.locator("[name=first_day]")).to_have_value("2027-06-05")
    mentor.reload()
    assert now(mentor) == {**MINE, "first_day": "2027-06-05", "how_we_know": "By asking\n\nBy counting"}
    written = saved(mentor)["written"]
    assert written["first_day"]["by"] == "Ada"
    assert written["first_goal"]["by"] == ""


def linked(content: Any) -> str:
    packed = json.dumps(content).encode() if not isinstance(content, bytes) else content
    return f"{EVERY}#answers={urlsafe_b64encode(packed).decode().rstrip('=')}"


def test_a_link_fills_in_what_it_brings_once_the_reader_says_yes(visit: Visit) -> None:
    page = visit.open(EVERY)
    typed(page, {"place": "Paris"})
    page.close()
    brought = {"first_goal": "Secret <b>", "first_day": "2027-06-05", "days__monday": True}
    page = visit.open(linked(file({**brought, "place": "Rome", "strange": "x"})))
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("whoever sent it to you wrote down: First goal: Secret <b>, Where: Rome,")
    assert page.url == f"{HERE}{EVERY}"
    dialog.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    becomes(page, lambda each: now(each)["first_goal"], "")
    page.goto("about:blank")
    page.goto(f"{HERE}{linked(file({**brought, 'place': 'Rome'}))}")
    page.get_by_role("dialog").get_by_role("button", name="Load answers").click()
    choose(page).get_by_role("button", name="Keep the chosen answers").click()
    expect(page.locator("[name=first_goal]")).to_have_value("Secret <b>")
    assert now(page)["place"] == "Paris"
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[name=first_goal]")).to_have_value("")
    assert not [url for url in visit.requests if "answers=" in url or "Secret" in url]


def test_what_a_pack_makes_fills_in_the_page_and_no_request_has_a_value(visit: Visit) -> None:
    build = prepared({**EVERY_FIELD, "content/index.md": "# Home\n"})
    (entry,) = build.site.forms
    context = SiteContext(build.site, build.theme, build.outline)
    job = form_job(context, DownloadOutput("every-field.pdf", entry, "pdf"))
    sheet = replace(job.sheet, url=f"{HERE}{EVERY}")
    known = {"first_goal": "Secret", "place": "Bibliothèque", "signature__mentor__name": "Ана 山田"}
    pair = Pair(2, "a", date(2027, 1, 1), "en", (), known)
    page = visit.open(link_of(sheet, pair).removeprefix(HERE))
    page.get_by_role("dialog").get_by_role("button", name="Load answers").click()
    expect(page.locator("[name=first_goal]")).to_have_value("Secret")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[name=first_goal]")).to_have_value("")
    load(page, json.loads(answers_file((FormFile("every-field.pdf", replace(job, sheet=sheet), b""),), pair, None)))
    for name, value in known.items():
        expect(page.locator(f"[name={name}]")).to_have_value(value)
    assert not [url for url in visit.requests if "answers=" in url or "Secret" in url]


@pytest.mark.parametrize("content", [b"no json", file({"__proto__": 1}) | {"form": "other"}, {"answers": []}, b""])
def test_a_link_that_brings_nothing_for_this_form_says_so(visit: Visit, content: Any) -> None:
    page = visit.open(linked(content))
    expect(page.locator(".form-status")).to_contain_text("answers.json")
    assert page.get_by_role("dialog").count() == 0
    assert page.url == f"{HERE}{EVERY}"


def test_leaving_the_choice_changes_nothing(visit: Visit) -> None:
    page = visit.open(EVERY)
    typed(page, MINE)
    load(page, file(THEIRS))
    choose(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert now(page) == {**MINE, "first_day": ""}
    assert page.get_by_role("button", name="Undo").count() == 0


def test_options_of_a_question_are_one_answer(visit: Visit) -> None:
    page = visit.open(EVERY)
    page.locator("[name=days__monday]").check()
    load(page, file({"days__wednesday": True}))
    dialog = choose(page)
    assert [each.split("\n")[-1] for each in dialog.locator(".option").all_inner_texts()] == ["Monday", "Wednesday"]
    dialog.get_by_role("radio", name="In the file").check()
    dialog.get_by_role("button", name="Keep the chosen answers").click()
    expect(page.locator("[name=days__wednesday]")).to_be_checked()
    assert not page.locator("[name=days__monday]").is_checked()


def test_ticks_of_two_people_come_together(visit: Visit) -> None:
    page = visit.open(CHECKLIST)
    page.get_by_role("checkbox", name="Read the guide").check()
    content = saved(page)
    clear(page)
    page.get_by_role("checkbox", name="Breathe").check()
    load(page, content)
    page.get_by_text("2 of 5 done").wait_for()
    page.get_by_role("button", name="Undo").click()
    page.get_by_text("1 of 5 done").wait_for()


def test_a_later_answer_of_the_same_hand_is_offered_first(visit: Visit) -> None:
    page = visit.open(EVERY)
    for at, goal in (("2027-01-01T10:00Z", "One"), ("2027-01-02T10:00Z", "Two")):
        load(page, file({"first_goal": goal}, written={"first_goal": {"by": "Ada", "at": at}}))
        if goal == "One":
            expect(page.locator("[name=first_goal]")).to_have_value("One")
    assert page.get_by_role("dialog", name=DIALOG).get_by_role("radio", name="In the file").is_checked()


def test_an_old_file_joins_and_says_its_day(visit: Visit) -> None:
    page = visit.open(EVERY)
    typed(page, MINE)
    load(page, {"form": "every-field", "version": "2.1", "saved": "2026-12-24", "answers": {"first_goal": "Old"}})
    expect(page.get_by_role("dialog", name=DIALOG)).to_contain_text("In the file · 24 December 2026")


@pytest.mark.parametrize(
    "written", [["x"], {"first_goal": 5}, {"first_goal": {"by": {}, "at": "<b>"}}, {"__proto__": {}}]
)
def test_signatures_that_are_none_are_left_out(visit: Visit, written: object) -> None:
    page = visit.open(EVERY)
    typed(page, MINE)
    load(page, file({"first_goal": "<img src=x>"}, written=written))
    dialog = page.get_by_role("dialog", name=DIALOG)
    expect(dialog).to_contain_text("<img src=x>")
    assert dialog.locator("img").count() == 0


def test_a_file_of_another_handbook_asks_first(visit: Visit) -> None:
    page = visit.open(EVERY)
    page.locator("[name=first_goal]").fill("Grow")
    content = saved(page)
    assert content["handbook"] == HERE
    clear(page)
    load(page, {**content, "handbook": "http://handbook.test/other/"})
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("http://handbook.test/other/")
    dialog.get_by_role("button", name="Cancel").click()
    assert page.locator("[name=first_goal]").input_value() == ""


def test_a_device_that_shares_files_is_given_one(visit: Visit) -> None:
    visit.context.add_init_script(SHARE)
    page = visit.open(EVERY)
    typed(page, MINE)
    page.get_by_role("button", name="Send to …").click()
    page.get_by_role("dialog").get_by_role("button", name="Send to …").click()
    says(page, "The file every-field-answers.txt is handed over.")
    text, name, kind, content = page.evaluate("window.shared")
    assert f"Open {HERE}{EVERY}" in text
    assert (name, kind) == ("every-field-answers.txt", "text/plain")
    clear(page)
    load(page, content.encode(), name)
    expect(page.locator("[name=first_goal]")).to_have_value("Grow")


def test_leaving_the_devices_own_dialog_sends_nothing(visit: Visit) -> None:
    visit.context.add_init_script(LEFT)
    page = visit.open(EVERY)
    page.get_by_role("button", name="Send to …").click()
    page.get_by_role("dialog").get_by_role("button", name="Send to …").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.locator(".form-status").inner_text() == ""
    expect(page.locator("[data-do=send]")).to_be_focused()


def test_a_tab_that_slept_takes_nothing_from_another(visit: Visit) -> None:
    awake = visit.open(EVERY)
    visit.context.add_init_script(NO_EVENTS)
    asleep = visit.open(EVERY)
    typed(awake, {"first_goal": "From one", "place": "Paris"})
    asleep.locator("[name=how_we_know]").fill("From two")
    expect(asleep.locator("[name=first_goal]")).to_have_value("From one")
    expect(awake.locator("[name=how_we_know]")).to_have_value("From two")
    becomes(awake, now, now(asleep))


def test_where_two_tabs_wrote_the_reader_chooses(visit: Visit) -> None:
    awake = visit.open(EVERY)
    visit.context.add_init_script(NO_EVENTS)
    asleep = visit.open(EVERY)
    awake.locator("[name=place]").fill("Paris")
    asleep.locator("[name=place]").fill("Rome")
    says(asleep, "Another tab", whole=False)
    assert asks_before_leaving(asleep)
    asleep.get_by_role("button", name="Choose").click()
    dialog = asleep.get_by_role("dialog", name=DIALOG)
    assert "Paris" in dialog.inner_text()
    dialog.get_by_role("radio", name="In another tab").check()
    dialog.get_by_role("button", name="Keep the chosen answers").click()
    expect(asleep.locator("[name=place]")).to_have_value("Paris")
    becomes(asleep, asks_before_leaving, False)
    asleep.reload()
    assert asleep.locator("[name=place]").input_value() == "Paris"


def test_what_may_be_forgotten_is_said_and_lasting_asked_for_after_a_word(visit: Visit) -> None:
    visit.context.add_init_script(BRIEF)
    page = visit.open(EVERY)
    page.get_by_text("may forget it after a while").wait_for()
    assert page.evaluate("window.asked") is None
    assert page.get_by_role("button", name="Save answers").is_visible()
    page.locator("[name=first_goal]").fill("Grow")
    page.wait_for_function("window.asked")
    assert not asks_before_leaving(page)  # it is kept until room is short
    page.reload()
    assert saved(page)["answers"]["first_goal"] == "Grow"


def test_a_browser_that_forgets_after_a_week_asks_before_answers_are_left_that_are_in_no_file(visit: Visit) -> None:
    visit.context.add_init_script(f"{BRIEF} window.GestureEvent = class {{}};")  # Safari and its kin alone have one
    page = visit.open(EVERY)
    page.get_by_text("may forget it after a while").wait_for()
    assert not asks_before_leaving(page)  # nothing was written
    typed(page, {"first_goal": "Grow"})
    assert asks_before_leaving(page)
    saved(page)
    assert not asks_before_leaving(page)
    typed(page, {"first_goal": "Grow more"})
    assert asks_before_leaving(page)
    clear(page)
    assert not asks_before_leaving(page)


def test_a_storage_that_fills_up_says_so_at_that_word_and_keeps_those_before(visit: Visit) -> None:
    page = visit.open(EVERY)
    typed(page, {"first_goal": "Grow"})
    page.evaluate(f"() => {{ {FULL} }}")
    typed(page, {"place": "Paris"})
    says(page, "Save your answers to a file", whole=False)
    assert asks_before_leaving(page)
    typed(page, {"how_we_know": "By asking"})
    says(page, "Save your answers to a file", whole=False)
    assert (
        saved(page)["answers"].items() >= {"first_goal": "Grow", "place": "Paris", "how_we_know": "By asking"}.items()
    )
    assert not asks_before_leaving(page)
    assert page.evaluate("Object.values(localStorage).join()").count("Grow") == 1


@pytest.mark.parametrize(("one", "other"), [("a/", "b/"), ("a/", "a/b/"), ("", "a/")])
def test_two_handbooks_of_one_host_keep_apart(browser: Browser, small: Path, one: str, other: str) -> None:
    def answer(route: Route) -> None:
        path = small / re.sub(r"^/(a/)?(b/)?", "", urlsplit(route.request.url).path)
        route.fulfill(path=path / "index.html" if path.is_dir() else path)

    context = browser.new_context()
    context.route("**/*", answer)
    pages = []
    for home in (one, other):
        page = context.new_page()
        page.goto(f"http://handbook.test/{home}{EVERY}")
        page.locator("[name=first_goal]").fill(f"In {home}")
        pages.append(page)
    clear(pages[1])
    expect(pages[1].locator("[name=first_goal]")).to_have_value("")
    pages[0].reload()
    assert pages[0].locator("[name=first_goal]").input_value() == f"In {one}"
    context.close()


def test_it_joins_from_disk(browser: Browser, small: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto((small / EVERY / "index.html").as_uri())
    typed(page, MINE)
    assert "handbook" not in saved(page), "a place on a disk is nobody's business"
    load(page, file(THEIRS, handbook=HERE))
    choose(page, "Where").get_by_role("button", name="Keep the chosen answers").click()
    expect(page.locator("[name=place]")).to_have_value("Rome")
    context.close()


def test_axe_finds_nothing_while_answers_are_chosen_and_sent(browser: Browser, small: Path) -> None:
    context = browser.new_context(bypass_csp=True)
    page = Visit(context, small).open(EVERY)
    typed(page, MINE)
    written = {"place": {"by": "Ada", "at": "2027-01-01T10:00Z"}}
    load(page, file({**THEIRS, "first_goal": "Long" * 100}, written=written))
    dialog = choose(page)
    assert page.evaluate("document.activeElement.type") == "radio"
    faults = axe(page, (320, "light"), (1280, "dark"))
    page.set_viewport_size({"width": 320, "height": 640})
    assert dialog.evaluate("each => each.scrollWidth <= each.clientWidth")
    dialog.get_by_role("button", name="Keep the chosen answers").click()
    page.get_by_role("button", name="Undo").wait_for()
    faults += axe(page, (320, "dark"))
    page.get_by_role("button", name="Send to …").click()
    page.get_by_label("Your name").wait_for()
    assert faults + axe(page, (320, "light"), (1280, "dark")) == []
    page.emulate_media(forced_colors="active")
    assert page.get_by_role("dialog").evaluate("each => getComputedStyle(each).borderStyle") == "solid"
    context.close()
