"""Forms that are filled in again each time: a copy of each day, what was agreed last time, files of one and of all."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import PROGRAM, SITE, rendered
from tests.in_browser import becomes, says
from tests.render.forms.test_form_page import (
    SHUT,
    Visit,
    asks_before_leaving,
    axe,
    built,
    clear,
    load,
    saved,
)
from tests.render.forms.test_signing import SecureVisit, block, changes, sign

pytestmark = pytest.mark.needs_browser

TALK = "worksheets/talk/"
KEPT = "this-device/"
PAIR = "worksheets/answer/side-by-side/"
KEY = "mentorsite:/base/worksheets/talk/:en"
FORM = """\
title: Talk
version: "1"
new_copy: New talk
paired_with: answer
sections:
  a:
    fields:
      day: {type: date, label: Date}
      moved: {type: long-text, label: What moved}
      how: {type: choice, label: How, options: [Met, Called], show_next_time: true}
      number: {type: text, label: Number, when: {how: called}}
      steps:
        type: table
        label: Who does what
        columns: {who: Who, what: {label: What, type: long-text}, done: {label: Done, type: checkbox}}
        rows: 1
        show_next_time: true
"""
MEETING = "check_ins: {pair: {label: Pair meeting, every: 2 weeks, count: 9, from: match, worksheet: talk}}\n"
FILES = {
    "site.yml": f"{SITE}downloads: []\n",
    "content/index.md": "---\ntitle: Home\n---\nHello.\n",
    "content/programs/test.yml": PROGRAM + MEETING,
    "content/worksheets/talk.yml": FORM,
    "content/worksheets/answer.yml": "title: Answer\nrepeats: yes\npaired_with: talk\nsections: "
    "{a: {fields: {moved: {type: text, label: What moved}}}}\n",
    "content/agreements/promise.yml": "title: Promise\nrepeats: yes\nsignatures: [mentee]\n"
    "sections: {a: {fields: {what: {type: text, label: What}}}}\n",
    "content/checklists/month.yml": "title: Month\nrepeats: yes\nitems: [Call, Write]\n",
    "content/checklists/once.yml": "title: Once\nitems: [Begin]\n",
}
FIRST = {
    "moved": "Wrote to Ada",
    "how": "met",
    "steps__1__who": "Ben",
    "steps__1__what": "Read",
    "steps__1__done": True,
}
OLD = {"version": "1", "answers": FIRST, "gone": {}, "written": {}, "changed": "2027-02-03T12:00Z"}
FULL = "() => { Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; }"
TODAY = "2027-03-03T12:00:00"


@pytest.fixture(scope="session")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook with forms that repeat, built."""
    return built(FILES, tmp_path_factory.mktemp("again"))


@pytest.fixture
def visit(browser: Browser, again: Path) -> Iterator[Visit]:
    """A visit on 3 March 2027, to a device that keeps a talk from a month before."""
    made = device(browser, again, {KEY: OLD})
    yield made
    made.context.close()
    assert not made.complaints, made.complaints


def device(browser: Browser, folder: Path, kept: dict[str, Any], kind: type[Visit] = Visit) -> Visit:
    made = kind(browser.new_context(locale="en-GB", timezone_id="Europe/London", bypass_csp=True), folder)
    made.context.clock.set_fixed_time(TODAY)
    page = made.open("checklists/once/")
    for key, value in kept.items():
        page.evaluate("([key, value]) => localStorage.setItem(key, value)", [key, json.dumps(value)])
    page.close()
    return made


def listed(page: Page) -> list[str]:
    page.locator(".copies details").evaluate("each => { each.open = true; }")
    return [" | ".join(each.splitlines()) for each in page.locator(".copies li").all_inner_texts()]


def moved(page: Page) -> str:
    return page.locator("[name=moved]").input_value()


def focused(page: Page) -> str:
    found: str = page.evaluate("document.activeElement.name || document.activeElement.textContent")
    return found


def new(page: Page, said: str = "Met again") -> None:
    page.get_by_role("button", name="New talk").click()
    page.locator("[name=moved]").fill(said)


def delete(page: Page) -> None:
    listed(page)
    page.get_by_role("button", name="Delete this copy").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()


def date(page: Page, day: str) -> None:
    listed(page)
    page.get_by_label("Day of this copy").fill(day)
    page.keyboard.press("Enter")


def kept(page: Page) -> dict[str, Any]:
    found = page.evaluate("Object.fromEntries(Object.entries(localStorage))")
    return {key.removeprefix(KEY): json.loads(found[key]) for key in sorted(found) if key.startswith(KEY)}


def keys(page: Page) -> list[str]:
    return list(kept(page))


def saved_all(page: Page, button: str) -> Any:
    with page.expect_download() as waiting:
        page.get_by_role("button", name=button).click()
    return json.loads(waiting.value.path().read_text(encoding="utf-8"))


def call(page: Page, name: str) -> None:
    listed(page)
    page.get_by_label("Name of this copy").fill(name)
    page.keyboard.press("Tab")


def test_a_copy_has_the_name_that_someone_gives_it_in_the_list_on_paper_and_in_files(visit: Visit) -> None:
    page = visit.open(TALK)
    call(page, "  Before the holidays ")
    assert listed(page) == ["Before the holidays · 3 February 2027 | Wrote to Ada"]
    new(page)
    call(page, "After the <b>holidays</b>")
    says(page, "Copy of After the <b>holidays</b> · 3 March 2027")
    assert kept(page)["@2027-03-03"]["name"] == "After the <b>holidays</b>"
    page.emulate_media(media="print")
    head = page.locator("p.copies-day")
    expect(head).to_be_visible()
    expect(head).to_have_text("After the <b>holidays</b> · 3 March 2027")
    page.emulate_media(media="screen")
    expect(head).to_be_hidden()
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save answers").click()
    assert waiting.value.suggested_filename == "talk-2027-03-03-After-the-b-holidays-b-answers.json"
    content = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert (content["name"], content["occasion"]) == ("After the <b>holidays</b>", "2027-03-03")
    forms = saved_all(page, "Save all copies")["forms"]
    assert [each.get("name") for each in forms] == ["Before the holidays", "After the <b>holidays</b>"]
    page.reload()
    assert page.locator("#_copy-name").input_value() == "After the <b>holidays</b>"
    call(page, "")
    assert listed(page)[0] == "3 March 2027 | draft | Met again"
    assert "name" not in kept(page)["@2027-03-03"]
    page = visit.open("this-device/")
    notes = page.locator(".kept-form:visible .note").all_inner_texts()
    assert [note.partition(" · ")[0] for note in notes if "Before" in note] == ["Before the holidays"]


def test_a_name_comes_with_a_file_and_takes_none_away(visit: Visit) -> None:
    page = visit.open(TALK)
    copy = {"form": "talk", "folder": "worksheets", "occasion": "2027-02-17", "version": "1", "answers": {"moved": "x"}}
    load(page, {**copy, "name": "Theirs"})
    assert listed(page)[0] == "Theirs · 17 February 2027 | x"
    call(page, "Mine")
    load(page, {**copy, "answers": {"number": "7"}, "name": "Theirs"})
    load(page, {**copy, "answers": {"steps__1__who": "Ada"}, "name": ["no", "text"]})
    assert listed(page)[0] == "Mine · 17 February 2027 | x"
    assert visit.open(KEPT).get_by_text("Talk · Mine · 17 February 2027").count() == 1
    days = visit.open(PAIR).locator("main option").all_text_contents()
    assert "Mine · 17 February 2027" in days


def test_what_was_typed_before_is_the_first_copy_and_the_next_stands_apart(visit: Visit) -> None:
    page = visit.open(TALK)
    assert moved(page) == "Wrote to Ada"
    assert page.get_by_text("Last time").count() == 0
    assert listed(page) == ["3 February 2027 | Wrote to Ada"]
    page.get_by_role("button", name="One more row").click()
    page.get_by_role("button", name="New talk").click()
    says(page, "A new copy: 3 March 2027. What you wrote before is kept.")
    page.locator("[name=moved]").fill("Met again")
    assert page.url.endswith("#on=2027-03-03")
    assert page.locator(".last-time").inner_text().startswith("Last time (3 February 2027)\n")
    assert page.locator(".last-time dd").all_inner_texts() == ["Met", "Ben · Read · Done"]
    assert page.locator(".form [data-more]:visible").count() == 0
    assert not page.locator("[name=steps__1__done]").is_checked(), "what was agreed is no answer"
    page.locator("[name=moved]").blur()
    assert listed(page) == ["3 March 2027 | draft | Met again", "3 February 2027 | Wrote to Ada"]
    page.get_by_role("link", name="3 February 2027").press("Enter")
    expect(page.locator("[name=moved]")).to_have_value("Wrote to Ada")
    says(page, "Copy of 3 February 2027")
    becomes(page, focused, "3 February 2027")
    assert page.get_by_role("link", name="3 February 2027").get_attribute("aria-current") == "true"
    page.locator("[name=moved]").fill("Wrote to Bo")
    page.go_back()
    expect(page.locator("[name=moved]")).to_have_value("Met again")
    page.get_by_role("button", name="New talk").click()
    assert page.url.endswith("#on=2027-03-03.2"), "two in a day are told apart"
    assert focused(page) == "day"
    page.get_by_role("button", name="New talk").click()
    assert len(listed(page)) == 3, "what is empty is not begun again"
    again = visit.open(TALK)
    assert moved(again) == "Met again", "the newest is open at first, and what is empty is not kept"
    found = kept(again)
    assert {key: each["answers"]["moved"] for key, each in found.items()} == {
        "": "Wrote to Bo",
        "@2027-03-03": "Met again",
    }
    assert found[""]["occasion"] == "2027-02-03", "its day stays when it is changed"
    assert moved(visit.open(f"{TALK}#on=2027-02-03")) == "Wrote to Bo"
    ahead = visit.open(f"{TALK}#on=2027-03-17")
    assert (moved(ahead), ahead.locator(".copies summary").inner_text()) == ("", "Copy of 17 March 2027")
    assert moved(visit.open(f"{TALK}#on=2027-99-99")) == "Met again"


def test_a_first_copy_without_a_day_is_called_so(browser: Browser, again: Path) -> None:
    """Versions of long ago kept no day."""
    visit = device(browser, again, {KEY: {"answers": {"moved": "Long ago"}}})
    page = visit.open(TALK)
    assert listed(page) == ["First copy | Long ago"]
    new(page)
    listed(page)
    page.get_by_role("link", name="First copy").click()
    expect(page.locator("[name=moved]")).to_have_value("Long ago")
    date(page, "2027-01-15")
    becomes(page, lambda each: listed(each)[1], "15 January 2027 | Long ago")
    becomes(page, keys, ["", "@2027-03-03"])  # it is not moved away
    visit.context.close()


def test_files_of_one_and_of_all_find_their_copies(visit: Visit, browser: Browser, again: Path) -> None:
    page = visit.open(TALK)
    new(page)
    one = saved(page)
    assert one["occasion"] == "2027-03-03"
    says(page, "Your answers are saved in the file talk-2027-03-03-answers.json.")
    listed(page)
    everything = saved_all(page, "Save all copies")
    assert [each["occasion"] for each in everything["forms"]] == ["2027-02-03", "2027-03-03"]

    other = device(browser, again, {KEY: {**OLD, "answers": {"moved": "Rang Ada"}, "changed": "2027-03-03T09:00Z"}})
    page = other.open(TALK)
    load(page, {"form": "talk", "folder": "worksheets", "answers": {"number": "7"}})
    expect(page.locator("[name=number]")).to_have_value("7")
    page.get_by_role("button", name="Undo").click()
    load(page, {**one, "occasion": "2027-03-01"})
    expect(page.locator("[name=moved]")).to_have_value("Met again")
    assert page.url.endswith("#on=2027-03-01")
    load(page, everything)
    dialog = page.get_by_role("dialog", name="Two answers to the same question")
    dialog.get_by_role("radio", name="In the file").check()
    dialog.get_by_role("button", name="Keep the chosen answers").click()
    expect(page.locator(".form-status")).to_have_text("Filled in: Copy of 3 February 2027, Copy of 3 March 2027.")
    assert [each.split(" | ")[0] for each in listed(page)] == ["3 March 2027", "1 March 2027", "3 February 2027"]
    becomes(page, moved, "Met again")  # what both wrote on a day is one copy
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("[name=moved]")).to_have_value("Rang Ada")
    for odd in ("2027-99-99", "../x", 5, "@", "2027-03-03.1"):
        load(page, {**one, "answers": {"moved": "Rang Ada"}, "occasion": odd})
        says(page, "The file has nothing that isn't here already.")
    becomes(page, keys, ["", "@2027-02-03", "@2027-03-01"])
    assert other.complaints == []
    other.context.close()


def test_a_copy_is_dated_put_together_deleted_and_brought_back(visit: Visit) -> None:
    page = visit.open(TALK)
    new(page)
    date(page, "2027-03-01")
    says(page, "Copy of 1 March 2027")
    assert page.url.endswith("#on=2027-03-01")
    becomes(page, keys, ["", "@2027-03-01"])
    date(page, "2027-02-03")
    expect(page.get_by_role("dialog")).to_contain_text("a copy of 3 February 2027 already")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_label("Day of this copy")).to_have_value("2027-03-01")
    date(page, "2027-02-03")
    page.get_by_role("button", name="Put together").click()
    page.get_by_role("radio", name="Keep both").check()
    page.get_by_role("button", name="Keep the chosen answers").click()
    expect(page.locator("[name=moved]")).to_have_value("Wrote to Ada\n\nMet again")
    becomes(page, keys, [""])
    page.get_by_role("button", name="Bring back: Copy of 1 March 2027").click()
    expect(page.locator("[name=moved]")).to_have_value("Met again")

    clear(page)
    page.locator("[name=moved]").fill("Anew")
    delete(page)
    says(page, "Deleted: Copy of 1 March 2027.")
    becomes(page, focused, "Bring back: Copy of 1 March 2027")
    page.keyboard.press("Enter")
    expect(page.locator("[name=moved]")).to_have_value("Anew")
    says(page, "Undone.")
    becomes(page, focused, "Copy of 1 March 2027")
    delete(page)
    expect(page.locator(".form-status")).to_contain_text("Deleted")
    delete(page)
    expect(page.locator("[name=moved]")).to_have_value("")
    becomes(page, kept, {})
    new_button = page.get_by_role("button", name="New talk")
    assert new_button.count() == 0, "where nothing is written there is nothing to begin anew"
    for _ in range(2):
        page.get_by_role("button", name="Bring back").click()
    assert [each.split(" | ")[0] for each in listed(page)] == ["1 March 2027", "3 February 2027"]


def test_two_tabs_know_each_others_copies(visit: Visit) -> None:
    one, other = visit.open(TALK), visit.open(TALK)
    new(one)
    other.get_by_text("Met again").wait_for(state="attached")
    assert moved(other) == "Wrote to Ada"
    other.locator("[name=moved]").fill("Changed here")
    assert listed(other) == ["3 March 2027 | draft | Met again", "3 February 2027 | Wrote to Ada"]
    assert {key: each["answers"]["moved"] for key, each in kept(one).items()} == {
        "": "Changed here", "@2027-03-03": "Met again",
    }  # fmt: skip
    other.get_by_role("link", name="3 March 2027").click()
    expect(other.locator("[name=moved]")).to_have_value("Met again")
    delete(one)
    expect(other.locator("[name=moved]")).to_have_value("")


def test_what_is_on_the_page_alone_is_not_left_for_another_copy(visit: Visit) -> None:
    page = visit.open(TALK)
    new(page)
    page.evaluate(FULL)
    page.locator("[name=moved]").fill("Nowhere else")
    listed(page)
    page.get_by_role("link", name="3 February 2027").click()
    says(page, "doesn't keep what you type", whole=False)
    assert (moved(page), page.url[-10:]) == ("Nowhere else", "2027-03-03")
    assert asks_before_leaving(page)
    visit.context.add_init_script(SHUT)
    assert visit.open(TALK).locator(".copies:visible").count() == 0


def test_all_copies_are_printed_in_order_and_one_alone_as_before(visit: Visit) -> None:
    page = visit.open(TALK)
    new(page)
    page.get_by_role("radio", name="Called").check()
    page.locator("[name=number]").fill("7")
    page.emulate_media(media="print")
    assert page.locator(".copies, .last-time, .copies-day").locator("visible=true").count() == 0
    page.evaluate("window.print = () => {}")
    page.emulate_media(media="screen")
    listed(page)
    page.get_by_role("button", name="Print all copies").click()
    page.emulate_media(media="print")
    sheets = page.locator(".form:visible")
    assert [each.splitlines()[0] for each in sheets.all_inner_texts()] == [
        "Copy of 3 February 2027",
        "Copy of 3 March 2027",
    ]
    typed = "each => [...each.querySelectorAll('[data-typed]')].map(each => each.dataset.typed).filter(Boolean)"
    assert [each.evaluate(typed) for each in sheets.all()] == [["Wrote to Ada", "Ben", "Read"], ["Met again", "7"]]
    assert sheets.first.locator("[type=checkbox]:visible").first.is_checked()
    assert sheets.first.get_by_text("Number").locator("visible=true").count() == 0, (
        "what isn't asked there is not printed"
    )
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    assert page.locator(".form").count() == 1
    assert moved(page) == "Met again"


def test_each_copy_keeps_its_own_signatures(browser: Browser, again: Path) -> None:
    """In the file of all, when its day is moved, and where all are printed."""
    visit = device(browser, again, {}, SecureVisit)
    page = visit.open("agreements/promise/")
    page.locator("[name=what]").fill("Be kind")
    sign(page, "Mentee", "Ada Lovelace", drawn=True)
    page.get_by_role("button", name="New copy").click()
    page.locator("[name=what]").fill("Be there")
    sign(page, "Mentee", "Ada Byron")
    date(page, "2027-03-17")
    expect(block(page, "Mentee").locator(".signed")).to_contain_text("Signed by Ada Byron")
    expect(block(page, "Mentee")).to_have_attribute("data-signed", "holds")
    listed(page)
    everything = saved_all(page, "Save all copies")
    assert [each["signed"]["mentee"]["name"] for each in everything["forms"]] == ["Ada Lovelace", "Ada Byron"]

    page.evaluate("window.print = () => { window.asked = true; }")
    page.get_by_role("button", name="Print all copies").click()
    page.wait_for_function("window.asked")
    page.emulate_media(media="print")
    marks = [each.locator(".signed-mark") for each in page.locator(".form:visible").all()]
    assert [each.locator("svg").count() for each in marks] == [1, 0]
    assert marks[1].inner_text() == "Ada Byron"
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    page.emulate_media(media="screen")
    page.locator("[name=what]").fill("Be there too")
    changes(block(page, "Mentee"), "What: Be there → Be there too")

    other = device(browser, again, {}, SecureVisit)
    page = other.open("agreements/promise/")
    load(page, everything)
    expect(page.locator(".form-status")).to_contain_text("Copy of 17 March 2027")
    expect(block(page, "Mentee").locator(".signed")).to_contain_text("Signed by Ada Byron")
    for each in (visit, other):
        each.context.close()
        assert each.complaints == []


def test_copies_that_are_put_together_keep_the_signature_of_the_one_that_goes(browser: Browser, again: Path) -> None:
    """What both say is the same, so that what was signed still holds."""
    visit = device(browser, again, {}, SecureVisit)
    page = visit.open("agreements/promise/")
    page.locator("[name=what]").fill("Be kind")
    date(page, "2027-03-01")
    page.get_by_role("button", name="New copy").click()
    page.locator("[name=what]").fill("Be kind")
    sign(page, "Mentee", "Ada Lovelace", drawn=True)
    date(page, "2027-03-01")
    page.get_by_role("dialog").get_by_role("button", name="Put together").click()
    expect(block(page, "Mentee").locator(".signed")).to_contain_text("Signed by Ada Lovelace")
    expect(block(page, "Mentee")).to_have_attribute("data-signed", "holds")
    assert listed(page) == ["1 March 2027 | Be kind"]
    visit.context.close()
    assert visit.complaints == []


def test_a_device_lists_saves_loads_and_deletes_each_copy(visit: Visit) -> None:
    page = visit.open(TALK)
    new(page)
    visit.open("checklists/once/").get_by_label("Begin").check()
    page = visit.open(KEPT)
    rows = page.locator(".kept-form:visible :is(a, span)")
    assert sorted(rows.all_inner_texts()) == ["Once", "Talk", "Talk · 3 March 2027"]
    content = saved_all(page, "Save all answers")
    assert sorted(each.get("occasion", "") for each in content["forms"]) == ["", "2027-02-03", "2027-03-03"]
    page.get_by_role("button", name="Delete Talk · 3 March 2027").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete").click()
    expect(rows).to_have_count(2)
    becomes(page, keys, [""])
    content["forms"].append(
        {**content["forms"][0], "form": "once", "folder": "checklists", "kept": "?", "occasion": "2027-01-01"}
    )
    load(page, content)
    expect(page.locator(".form-status")).to_contain_text("Filled in: Talk · 3 March 2027.")
    becomes(page, keys, ["", "@2027-03-03"])
    page.get_by_role("link", name="Talk · 3 March 2027").click()
    expect(page.locator("[name=moved]")).to_have_value("Met again")
    page = visit.open(KEPT)
    page.get_by_role("button", name="Delete everything").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete everything").click()
    becomes(page, kept, {})
    page.get_by_role("button", name="Undo").click()
    becomes(page, keys, ["", "@2027-03-03"])


def test_side_by_side_shows_the_newest_and_lets_choose(visit: Visit) -> None:
    new(visit.open(TALK))
    page = visit.open(PAIR)
    talk = page.get_by_role("columnheader").all_inner_texts().index("Talk") - 1
    given = page.locator(f"[data-column='{talk}'] [data-name=moved] .pair-given")
    expect(given).to_have_text("Met again")
    assert page.locator(".pair-tools select:visible").count() == 1, "where there is one copy there is nothing to choose"
    page.get_by_role("combobox", name="Talk").select_option("3 February 2027")
    expect(given).to_have_text("Wrote to Ada")


def test_a_checklist_begins_anew_with_no_tick(visit: Visit) -> None:
    page = visit.open("checklists/month/")
    page.get_by_label("Call").check()
    page.get_by_role("button", name="New copy").click()
    page.get_by_text("0 of 2 done").wait_for()
    page.get_by_label("Write").check()
    assert [each.split(" | ")[0] for each in listed(page)] == ["3 March 2027 (2)", "3 March 2027"]


def test_axe_finds_nothing_in_any_state(visit: Visit) -> None:
    page = visit.open(TALK)
    faults = axe(page, (320, "light"), (1280, "dark"))
    new(page, "Long" * 100)
    page.locator("[name=moved]").blur()
    listed(page)
    faults += axe(page, (320, "light"), (1280, "dark"))
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert page.get_by_role("list", name="Copies of this form").get_by_role("link").count() == 2
    delete(page)
    says(page, "Deleted", whole=False)
    assert faults + axe(page, (320, "dark")) == []


def test_pages_without_copies_are_as_before() -> None:
    made = rendered(FILES)
    once, month = made["checklists/once/index.html"], made["checklists/month/index.html"]
    assert "occasions.js" not in once
    assert "copies" not in once
    assert 'class="copies" hidden' in month, "without JavaScript there is one copy"
    assert '"again":true' in "".join(
        text for name, text in made.items() if name.endswith(".js") and "myDates.take" in text
    )
