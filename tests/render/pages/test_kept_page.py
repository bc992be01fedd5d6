"""The page about what a device keeps: lists, saves, loads and deletes the answers to all forms."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.conftest import prepared, rendered
from tests.in_browser import becomes, says
from tests.render.forms.test_form_page import CHECKLIST, EVERY, FILES, SHUT, Visit, axe, load, small, visit

pytestmark = pytest.mark.needs_browser

__all__ = ["small", "visit"]  # fixtures
KEPT = "this-device/"


def filled(visit: Visit) -> Page:
    page = visit.open(EVERY)
    page.locator("[name=first_goal]").fill("Grow")
    page = visit.open(CHECKLIST)
    page.get_by_role("checkbox", name="Read the guide").check()
    return visit.open(KEPT)


def listed(page: Page) -> list[str]:
    return page.locator(".kept-form:visible :is(a, span)").all_inner_texts()


def saved_all(page: Page) -> Any:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save all answers").click()
    return json.loads(waiting.value.path().read_text(encoding="utf-8"))


def delete(page: Page, name: str, action: str) -> None:
    page.get_by_role("button", name=name).click()
    page.get_by_role("dialog").get_by_role("button", name=action).click()


def test_it_lists_the_forms_with_answers_and_leads_to_them(visit: Visit) -> None:
    page = filled(visit)
    assert sorted(listed(page)) == ["Every kind of field", "Steps"]
    assert "Last changed: " in page.locator(".kept-form:visible").first.inner_text()
    page.get_by_role("link", name="Steps").click()
    page.locator(".form-more > summary").click()
    page.locator(".form-tools").get_by_role("link", name="What this device keeps").click()
    page.locator(".footer").get_by_role("link", name="What this device keeps").click()
    assert page.url.endswith(KEPT)


def test_all_is_saved_deleted_loaded_and_brought_back(visit: Visit) -> None:
    page = filled(visit)
    page.evaluate("localStorage.setItem('mentorsite:/base/in/it/worksheets/other/:en', '{}')")
    content = saved_all(page)
    assert {each["form"]: len(each["answers"]) for each in content["forms"]} == {"every-field": 1, "steps": 1}
    delete(page, "Delete everything", "Delete everything")
    says(page, "Deleted: ", whole=False)
    becomes(page, listed, [])
    assert page.evaluate("Object.keys(localStorage)") == ["mentorsite:/base/in/it/worksheets/other/:en"]
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.keyboard.press("Enter")
    becomes(page, lambda each: len(listed(each)), 2)
    delete(page, "Delete Steps", "Delete")
    becomes(page, listed, ["Every kind of field"])
    load(page, content)
    expect(page.locator(".form-status")).to_have_text("Filled in: Steps.")
    form = visit.open(CHECKLIST)
    assert form.get_by_role("checkbox", name="Read the guide").is_checked()


def test_where_answers_differ_the_form_itself_lets_choose(visit: Visit) -> None:
    page = filled(visit)
    content = saved_all(page)
    content["forms"][0]["answers"] = {"first_goal": "Shrink"}
    content["forms"].append({"form": "gone", "folder": "worksheets", "answers": {}})
    load(page, content)
    said = page.locator(".form-status")
    expect(said).to_contain_text("There are other answers here already: Every kind of field.")
    expect(said).to_contain_text("This handbook has no such form: gone.")
    form = visit.open(EVERY)
    load(form, content)
    form.get_by_role("radio", name="In the file").check()
    form.get_by_role("button", name="Keep the chosen answers").click()
    expect(form.locator("[name=first_goal]")).to_have_value("Shrink")


def test_a_form_that_is_no_longer_there_is_listed_by_its_id(visit: Visit) -> None:
    page = visit.open(EVERY)
    page.evaluate("""localStorage.setItem('mentorsite:/base/worksheets/old/:en',
        JSON.stringify({version: '', answers: {a: '<img src=x>'}}))""")
    page = visit.open(KEPT)
    assert listed(page) == ["worksheets/old"]
    delete(page, "Delete worksheets/old", "Delete")
    expect(page.locator(".kept-form:visible")).to_have_count(0)


@pytest.mark.parametrize("content", [b"", [5], {"forms": 5}, {"forms": [5]}, {"forms": [{"form": "steps"}]}])
def test_a_broken_file_changes_nothing(visit: Visit, content: object) -> None:
    page = filled(visit)
    before = page.evaluate("JSON.stringify(localStorage)")
    load(page, content)
    says(page, "not a file of saved answers", whole=False)
    assert page.evaluate("JSON.stringify(localStorage)") == before


@pytest.mark.parametrize(("fault", "said"), [("", "No answers are kept here."), (SHUT, "doesn't keep what you type")])
def test_without_answers_it_says_so(visit: Visit, fault: str, said: str) -> None:
    visit.context.add_init_script(fault)
    says(visit.open(KEPT), said, whole=False)


def test_each_language_lists_all_forms_under_the_same_names() -> None:
    files = {**FILES, "content/worksheets/ours.de.yml": "title: Unseres\n"}
    files["site.yml"] += "languages: {en: English, de: Deutsch}\n"
    made = rendered(files)
    kept = {home: re.findall(r'data-kept="([^"]+)"', made[f"{home}{KEPT}index.html"]) for home in ("", "de/")}
    assert kept[""] == kept["de/"]
    assert len(kept[""]) == 4
    assert "JavaScript" in made[f"{KEPT}index.html"]
    assert f'href="../{KEPT}"' not in rendered({"content/index.md": "Hello.\n"})["index.html"]


def test_a_page_of_the_handbook_may_stand_in_its_place() -> None:
    build = prepared({**FILES, "content/this-device.md": "# Ours\n"})
    assert not build.fatal
    made = rendered({**FILES, "content/this-device.md": "# Ours\n"})
    assert "kept-tools" not in made[f"{KEPT}index.html"]
    assert "What this device keeps" not in made[f"{EVERY}index.html"]


def test_axe_finds_nothing(browser: Browser, small: Path) -> None:
    context = browser.new_context(bypass_csp=True)
    page = filled(Visit(context, small))
    faults = axe(page, (320, "light"), (1280, "dark"))
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("button", name="Delete Steps").click()
    assert faults + axe(page, (320, "dark")) == []
    context.close()
