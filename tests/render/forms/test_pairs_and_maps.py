"""Paired worksheets side by side, and tables that are shown as a map, in a real browser."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mentorsite.render.forms.sheet import inputs
from mentorsite.render.pages.form_sheet import form_sheet
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.pairs import partner
from tests.conftest import PROGRAM, SITE, prepared, rendered
from tests.render.forms.test_form_page import Visit, axe, built, load, printed, saved, status

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_programs]

QUESTIONS = """\
sections:
  about:
    fields:
      when: {{type: choice, label: When, options: [Midpoint, End], other: true}}
      day: {{type: date, label: Day}}
  words:
    title: In words
    fields:
      helps: {{type: long-text, label: What {0} does that helps, lines: 3}}
      {1}: {{type: text, label: Only here}}
      signs: {{type: multi-choice, label: Signs, options: [Calm, Busy, Late]}}
      agreed: {{type: checkbox, label: We talked}}
      place: {{type: text, label: Place, default: Online}}
      steps: {{type: table, label: Steps, columns: {{what: What, who: Who}}, rows: [First, Second]}}
"""
MAP = """\
title: Board
sections:
  seats:
    fields:
      seats:
        type: table
        layout: map
        label: Who sits where
        columns:
          who: Name
          where: {label: Where, type: choice, options: [Inside, Outside]}
          next: When next
        rows: [Sponsor, Truth teller, Peer]
"""
FILES = {
    "site.yml": f"{SITE}downloads: []\n",
    "content/index.md": "---\ntitle: Home\n---\nHello.\n",
    "content/programs/test.yml": PROGRAM,
    "content/worksheets/ours.yml": f"title: Ours\nfor: mentor\npaired_with: yours\n{QUESTIONS.format('she', 'left')}",
    "content/worksheets/yours.yml": f"title: Yours\nfor: mentee\n{QUESTIONS.format('he', 'right')}",
    "content/worksheets/board.yml": MAP,
}
PAIR = "worksheets/ours/side-by-side/"


@pytest.fixture(scope="module")
def public(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(FILES, tmp_path_factory.mktemp("pairs"))


@pytest.fixture
def visit(browser: Browser, public: Path) -> Iterator[Visit]:
    """A visit that must end without a complaint, and without a request to anywhere else."""
    context = browser.new_context(locale="en-GB")
    made = Visit(context, public)
    yield made
    context.close()
    assert made.complaints == []
    assert [url for url in made.requests if not url.startswith("http://handbook.test/base/")] == []


def given(page: Page, column: int) -> dict[str, str]:
    """What a column shows as answered, by the name of the input."""
    places = page.locator(f"td[data-column='{column}'] .pair-answer").evaluate_all(
        "all => all.map(each => [each.dataset.name, each.querySelector('.pair-given').textContent])"
    )
    return {name: text for name, text in places if text}


def bring(page: Page, column: int, content: object, name: str = "answers.json") -> str:
    data = json.dumps(content).encode()
    chooser = page.locator("[type=file]").nth(column)
    chooser.set_input_files({"name": name, "mimeType": "application/json", "buffer": data})
    expect(page.locator(".form-status")).to_contain_text(name)
    return status(page)


def test_each_form_of_a_pair_leads_to_both_and_back(visit: Visit) -> None:
    for name in ("ours", "yours"):
        page = visit.open(f"worksheets/{name}/")
        page.get_by_role("link", name="See both side by side").click()
        page.wait_for_url(f"**/{PAIR}")
        page.get_by_role("columnheader", name=name.capitalize(), exact=True).first.get_by_role("link").click()
        assert page.url.endswith(f"/worksheets/{name}/")
    page = visit.open(PAIR)
    page.locator(".breadcrumbs").get_by_role("link", name="Ours").click()
    page.wait_for_url("**/worksheets/ours/")
    assert page.locator(".navigation a[href*='side-by-side']").count() == 0
    assert visit.open("worksheets/board/").locator("a[href*='side-by-side']").count() == 0


def test_the_questions_of_both_stand_in_their_order(visit: Visit) -> None:
    page = visit.open(PAIR)
    assert page.locator("tbody th").all_inner_texts() == [
        "When", "Day", "Mentor: What she does that helps\nMentee: What he does that helps", "Only here", "Only here",
        "Signs", "We talked", "Place", "Steps",
    ]  # fmt: skip
    assert page.locator(".pair-section h2").all_inner_texts() == ["In words"]
    rows = page.locator("tr", has=page.locator("th", has_text="Only here"))
    assert [row.locator("td").all_inner_texts() for row in rows.all()] == [
        ["No answer yet", "Not asked"],
        ["Not asked", "No answer yet"],
    ]
    assert page.locator("td[data-column='0'] [data-name=helps] .pair-line").count() == 3


def test_it_shows_what_this_device_keeps_of_both_and_prints_it(visit: Visit, tmp_path: Path) -> None:
    page = visit.open("worksheets/ours/")
    page.locator("[name=helps]").fill("First line\nsecond <b>line</b>")
    page.get_by_role("radio", name="Midpoint").check()
    page.locator("[name=day]").fill("2027-06-05")
    page.locator("[name=steps__2__who]").fill("Both of us")
    other = visit.open("worksheets/yours/")
    other.locator("[name=when__other]").fill("In spring")
    other.get_by_role("checkbox", name="Busy").check()
    other.get_by_role("checkbox", name="Late").check()
    other.get_by_role("checkbox", name="We talked").check()
    other.locator("[name=place]").fill("")
    both = visit.open(PAIR)
    assert given(both, 0) == {
        "when": "Midpoint", "day": "5 June 2027", "helps": "First line\nsecond <b>line</b>", "place": "Online",
        "steps__2__who": "Both of us",
    }  # fmt: skip
    assert given(both, 1) == {"when": "In spring", "signs": "Busy, Late", "agreed": "Yes"}
    page.locator("[name=helps]").fill("Changed")
    both.get_by_text("Changed").wait_for()
    text, pages = printed(both, tmp_path)
    assert pages <= 2
    assert all(each in text for each in ("Changed", "Busy, Late", "In spring", "5 June 2027", f"Page 1 of {pages}"))
    assert not any(each in text for each in ("Load answers", "See both", "Home", "Nothing is sent"))


def test_a_saved_file_is_shown_in_its_own_column_and_not_kept(visit: Visit) -> None:
    page = visit.open("worksheets/yours/")
    page.locator("[name=helps]").fill("From a file")
    content = saved(page)
    page.evaluate("localStorage.clear()")
    both = visit.open(PAIR)
    assert given(both, 1) == {"place": "Online"}
    assert "another form: wrong.json" in bring(both, 0, content, "wrong.json")
    assert "not a file of saved answers: list.json" in bring(both, 1, ["helps"], "list.json")
    assert (given(both, 0), given(both, 1)) == ({"place": "Online"}, {"place": "Online"})
    assert bring(both, 1, content) == "The answers are here: answers.json."
    assert given(both, 1) == {"helps": "From a file", "place": "Online"}
    assert given(both, 0) == {"place": "Online"}
    assert both.evaluate("localStorage.length") == 0


def test_a_file_joins_what_the_device_keeps_and_is_taken_back(visit: Visit) -> None:
    page = visit.open("worksheets/yours/")
    page.locator("[name=helps]").fill("Kept")
    page.get_by_role("checkbox", name="Busy").check()
    both = visit.open(PAIR)
    before = given(both, 1)
    answers = {"helps": "Loaded", "signs__late": True, "day": "2027-06-05", "place": "Rome"}
    load(both.locator(".pair-load").nth(1), {"form": "yours", "answers": answers})
    dialog = both.get_by_role("dialog", name="Two answers to the same question")
    dialog.get_by_role("group", name="helps").get_by_role("radio", name="In the file").check()
    assert dialog.get_by_role("group").count() == 2
    dialog.get_by_role("button", name="Keep the chosen answers").click()
    expect(both.locator(".form-status")).to_contain_text("The answers are here")
    assert given(both, 1) == {"helps": "Loaded", "signs": "Busy", "day": "5 June 2027", "place": "Rome"}
    both.get_by_role("button", name="Undo").click()
    expect(both.locator(".form-status")).to_have_text("Undone.")
    assert given(both, 1) == before


def test_a_hostile_file_is_text_and_nothing_more(visit: Visit) -> None:
    page = visit.open(PAIR)
    script = '"><img src=x onerror="window.hit=1">'
    names = ("helps", "when", "day", "signs__calm", "agreed", "steps__1__what", "constructor")
    answers = {**dict.fromkeys(names, script), "place": {"toString": "x"}}
    bring(page, 0, {"form": "ours", "answers": answers})
    assert given(page, 0) == {"helps": script, "steps__1__what": script}
    bring(page, 0, {"form": "ours", "answers": {"day": "2027-99-99"}}, "again.json")
    assert "day" not in given(page, 0)
    assert page.evaluate("window.hit") is None
    assert page.locator(".pair img").count() == 0


def test_without_javascript_it_is_a_sheet_to_write_on(browser: Browser, public: Path, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = Visit(context, public).open(PAIR)
    assert page.get_by_text("Print this page and write on it").is_visible()
    assert not page.get_by_role("button", name="Print").is_visible()
    text, pages = printed(page, tmp_path)
    assert pages <= 2
    assert text.count("Midpoint") == 2
    context.close()


def test_who_goes_with_whom() -> None:
    form = "title: T\n{}sections: {{a: {{fields: {{b: {{type: text, label: L}}}}}}}}\n"
    named = {"a": "b", "b": None, "c": "b", "d": "d", "e": "f", "f": "g", "g": "f"}
    files = {
        f"content/worksheets/{id}.yml": form.format(f"paired_with: {other}\n" if other else "")
        for id, other in named.items()
    }
    site = prepared({**FILES, **files}).site
    found = {entry.form.id: partner(site, entry) for entry in site.forms if len(entry.form.id) == 1}
    assert {id: other.form.id if other else None for id, other in found.items()} == {
        "a": "b", "b": "a", "c": None, "d": None, "e": None, "f": "g", "g": "f",
    }  # fmt: skip
    pages = {path for path in rendered({**FILES, **files}) if "side-by-side" in path}
    assert pages == {f"worksheets/{id}/side-by-side/index.html" for id in ("a", "f", "ours")}


def test_a_map_has_the_inputs_of_its_table(visit: Visit) -> None:
    build = prepared(FILES)
    (entry,) = [each for each in build.site.forms if each.form.id == "board"]
    sheet = form_sheet(SiteContext(build.site, build.theme, build.outline), entry)
    page = visit.open("worksheets/board/")
    names = page.locator(".form [name]").evaluate_all("all => all.map(each => each.name)")
    assert list(dict.fromkeys(names)) == [each.name for each in inputs(sheet)]
    page.get_by_role("group", name="Truth teller").get_by_role("radio", name="Outside").check()
    assert saved(page)["answers"] == {"seats__2__where": "outside"}
    page.reload()
    assert page.get_by_role("group", name="Truth teller").get_by_role("radio", name="Outside").is_checked()


def test_a_gap_looks_unlike_a_seat_that_is_taken(visit: Visit, tmp_path: Path) -> None:
    page = visit.open("worksheets/board/")
    page.get_by_role("group", name="Sponsor").get_by_label("Name").fill("Ada")
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        styles = page.locator(".seat").evaluate_all("all => all.map(each => getComputedStyle(each).borderStyle)")
        assert styles == ["solid", "dashed", "dashed"]
    text, pages = printed(page, tmp_path)
    assert pages == 1
    assert "Ada" in text
    assert (text.count("Inside"), text.count("Outside")) == (3, 3)


def test_a_map_needs_words_for_its_rows() -> None:
    build = prepared({**FILES, "content/worksheets/board.yml": MAP.replace("[Sponsor, Truth teller, Peer]", "3")})
    assert ["a map needs words for each row" in problem.message for problem in build.problems] == [True]


@pytest.mark.parametrize("address", [PAIR, "worksheets/board/"])
def test_axe_finds_nothing(browser: Browser, public: Path, address: str) -> None:
    context = browser.new_context(bypass_csp=True)
    page = Visit(context, public).open(address)
    faults = axe(page, (360, "light"), (1280, "dark"))
    if address == PAIR:
        bring(page, 0, {"form": "ours", "answers": {"helps": "Words", "when": "end"}})
    else:
        load(page, {"form": "board", "answers": {"seats__1__who": "Ada", "seats__1__where": "inside"}})
        page.get_by_text("The answers are back").wait_for()
    assert faults + axe(page, (360, "dark"), (1280, "light")) == []
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()
