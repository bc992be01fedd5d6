"""The page of a form in a real browser: filled in, kept on the device, saved, loaded and printed."""

import json
import subprocess
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Download, Locator, Page, Route, expect

from mentorsite.build.pipeline import prepare_project, write
from mentorsite.structure.moments import after_match
from tests.conftest import PROGRAM, SITE, prepared
from tests.in_browser import axe_finds, becomes, says

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_programs]

HERE = "http://handbook.test/base/"
EVERY_FIELD = (Path(__file__).parents[2] / "data" / "every-field.yml").read_text(encoding="utf-8")
EVERY = "agreements/every-field/"
AGREEMENT = "agreements/mentoring-agreement/"
CHECKLIST = "checklists/steps/"
LIST = """\
title: Steps
version: "1"
for: [mentor, mentee]
due: match + 1 month
items:
  - {text: "Say hello; be kind, \\\\ and stay", due: match + 14 days}
  - {text: Read the guide, for: mentee}
  - {text: Call the coordinator, due: cohort start, for: mentor}
  - {text: "Write down, in words and with an emoji 🎉 or two 🎉🎉, what you want to reach", due: phase work + 3 days}
  - Breathe in {{ cohort.label }}
"""
DATED = """\
cohorts: {one: {label: One, status: open, timezone: Europe/London, start: 2027-02-01, end: 2027-07-30}}
phases: {work: {label: Work, start: match + 2 weeks}}
"""
QUESTION = "sections: {a: {fields: {b: {type: text, label: How was it?}}}}\n"
LISTED = "agreements: every-field\nchecklists: steps\nworksheets: [ours, yours]\n"
FILES = {
    "site.yml": f"{SITE}downloads: []\n",
    "content/index.md": "---\ntitle: Home\n---\nHello.\n",
    "content/programs/test.yml": f"{PROGRAM}{DATED}{LISTED}",
    "content/agreements/every-field.yml": EVERY_FIELD,
    "content/checklists/steps.yml": LIST,
    "content/worksheets/ours.yml": f"title: Ours\npaired_with: yours\n{QUESTION}",
    "content/worksheets/yours.yml": f"title: Yours\npaired_with: ours\n{QUESTION}",
}
SNAPSHOT = """() => [...document.querySelectorAll(".form [name]")].map(each =>
    [each.name, each.type === "checkbox" || each.type === "radio" ? each.checked : each.value])"""


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook with a form of every kind of field and a checklist, built."""
    return built(FILES, tmp_path_factory.mktemp("small"))


def built(files: dict[str, str], folder: Path) -> Path:
    for name, text in files.items():
        path = folder / "project" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    build = prepare_project(folder / "project")
    assert {each.code for each in build.problems} <= {"taken-out"}, build.problems  # signs such as `<each>` are words
    write(build, folder / "project", folder / "public")
    return folder / "public"


class Visit:
    """A browser that has one handbook at one address, and writes down what it asks for and complains about."""

    here = HERE

    def __init__(self, context: BrowserContext, folder: Path) -> None:
        self.context, self.folder = context, folder
        self.complaints: list[str] = []
        self.requests: list[str] = []
        context.route("**/*", self.answer)
        context.on("console", lambda message: self.complaints.append(message.text))
        context.on("weberror", lambda error: self.complaints.append(str(error.error)))

    def answer(self, route: Route) -> None:
        self.requests.append(route.request.url)
        path = self.folder / unquote(urlsplit(route.request.url).path).removeprefix("/base/")
        path = path / "index.html" if path.is_dir() else path
        if route.request.url.startswith(self.here) and path.is_file():
            route.fulfill(path=path)
        else:
            route.abort()

    def open(self, address: str) -> Page:
        page = self.context.new_page()
        page.goto(f"{self.here}{address}")
        return page


@pytest.fixture
def visit(browser: Browser, small: Path) -> Iterator[Visit]:
    """A visit that must end without a complaint, and without a request to anywhere else."""
    context = browser.new_context(locale="en-GB", timezone_id="America/New_York")
    made = Visit(context, small)
    yield made
    context.close()
    assert made.complaints == []
    assert [url for url in made.requests if not url.startswith(HERE)] == []


def answers(page: Page) -> Any:
    return page.evaluate(SNAPSHOT)


def fill_by_keyboard(page: Page) -> None:
    """Goes through the form with Tab and types into every control what its kind takes."""
    typed = {"text": "Größe 7 <b>", "textarea": "First line\nsecond line", "date": "05052027", "time": "0930a"}
    typed |= {"email": "ann@handbook.test", "tel": "+44 20 7946 0000"}
    page.locator(".form [name]").first.focus()
    before = None
    while page.evaluate("document.activeElement.closest('.form') !== null"):
        name, kind = page.evaluate("[document.activeElement.name, document.activeElement.type]")
        if name and name != before:
            if kind in ("checkbox", "radio"):
                page.keyboard.press("Space")
            elif kind == "select-one":
                page.keyboard.press("ArrowDown")
            else:
                page.keyboard.type(typed[kind])
            before = name
        page.keyboard.press("Tab")


FILL = """() => {
const VALUES = {date: "2027-06-05", time: "09:30", textarea: "First line\\nsecond line"};
document.querySelectorAll(".form [name], #_match").forEach(each => {
    if (each.type === "checkbox" || each.type === "radio") each.checked = true;
    else if (each.type === "select-one") each.selectedIndex = 1;
    else each.value = VALUES[each.type] || "Größe 7 <b>";
    each.dispatchEvent(new Event("input", {bubbles: true}));
}); }"""


def saved(page: Page) -> dict[str, Any]:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="Save answers").click()
    content: dict[str, Any] = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    return content


def load(page: Page | Locator, content: object, name: str = "answers.json") -> None:
    data = content if isinstance(content, bytes) else json.dumps(content).encode()
    page.locator("[type=file]").set_input_files({"name": name, "mimeType": "application/json", "buffer": data})


def asks_before_leaving(page: Page) -> bool:
    asks: bool = page.evaluate("!window.dispatchEvent(new Event('beforeunload', {cancelable: true}))")
    return asks


def status(page: Page) -> str:
    shown = page.locator(".form-status")
    expect(shown).not_to_be_empty()
    return shown.inner_text()


def more(page: Page, name: str) -> Locator:
    """A button of what stands under "More"."""
    page.locator(".form-more > summary").click()
    return page.get_by_role("button", name=name)


def clear(page: Page) -> None:
    more(page, "Clear").click()
    page.get_by_role("dialog").get_by_role("button", name="Clear").click()


def printed(page: Page, folder: Path) -> tuple[str, int]:
    """What the browser prints: its words, and how many pages."""
    path = folder / "printed.pdf"
    page.pdf(path=path, prefer_css_page_size=True)
    text = subprocess.run(["pdftotext", "-layout", path, "-"], check=True, capture_output=True, text=True).stdout
    info = subprocess.run(["pdfinfo", path], check=True, capture_output=True, text=True).stdout
    return text, int(next(line.split()[1] for line in info.splitlines() if line.startswith("Pages:")))


HIDDEN = ("which_app", "long_way", "who_pays")
"""What is asked where they meet by video, by phone or in person."""


def added_rows(page: Page) -> set[str]:
    """The names in rows that nobody asked for yet."""
    return set(page.evaluate("[...document.querySelectorAll('[data-more] [name]')].map(each => each.name)"))


def test_every_control_is_filled_by_keyboard_and_there_again_after_a_reload(visit: Visit) -> None:
    page = visit.open(EVERY)
    fill_by_keyboard(page)
    filled = answers(page)
    chosen = {name for name, value in filled if value not in ("", False)}
    there = {name for name, _ in filled} - added_rows(page)
    assert there - chosen == {"channel", *HIDDEN}, "an own answer takes the radio's place"
    page.reload()
    assert answers(page) == filled
    assert dict(filled)["plan__1__due"] == "2027-05-05"


def test_what_is_saved_to_a_file_comes_back_from_it(visit: Visit) -> None:
    page = visit.open(EVERY)
    page.evaluate(FILL)
    page.locator("[name=place]").fill("")  # a default that was emptied stays empty
    before = answers(page)
    content = saved(page)
    assert (content["form"], content["folder"], content["version"], content["language"]) == (
        "every-field", "agreements", "2.1", "en",
    )  # fmt: skip
    assert date.fromisoformat(content["saved"])
    assert content["answers"]["how_we_know"] == "First line\nsecond line"
    assert content["answers"]["days__monday"] is True
    clear(page)
    says(page, "Everything you typed is cleared.")
    assert dict(answers(page))["place"] == "Online"
    assert dict(answers(page))["first_goal"] == ""
    page.reload()
    assert dict(answers(page))["first_goal"] == ""
    load(page, content)
    says(page, "The answers are back.")
    becomes(page, answers, before)
    page.reload()
    assert answers(page) == before


def test_a_default_that_nobody_changed_is_not_kept_but_saved(visit: Visit) -> None:
    page = visit.open(EVERY)
    page.locator("[name=first_goal]").fill("Grow")
    kept = page.evaluate("JSON.parse(Object.values(localStorage)[0])")
    assert (kept["version"], kept["answers"], kept["gone"]) == ("2.1", {"first_goal": "Grow"}, {})
    assert saved(page)["answers"]["place"] == "Online"


def test_clearing_asks_first_and_is_undone(visit: Visit) -> None:
    page = visit.open(EVERY)
    page.locator("[name=first_goal]").fill("Grow")
    page.locator("[name=how_we_know]").fill("By asking")
    more(page, "Clear").press("Enter")
    expect(page.get_by_role("button", name="Cancel")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".form-more > summary")).to_be_focused()
    clear(page)
    expect(page.locator("[name=how_we_know]")).to_have_value("")
    page.locator("[name=how_we_know]").fill("By counting")
    more(page, "Undo").click()
    dialog = page.get_by_role("dialog", name="Two answers to the same question")
    expect(dialog).to_be_visible()
    assert dialog.get_by_role("group").all_inner_texts()[0].splitlines()[0] == "How we will know"
    dialog.get_by_role("radio", name="Keep both").check()
    dialog.get_by_role("button", name="Keep the chosen answers").click()
    expect(page.locator("[name=first_goal]")).to_have_value("Grow")
    expect(page.locator("[name=how_we_know]")).to_have_value("By counting\n\nBy asking")
    says(page, "Undone.")
    expect(page.locator(".form-more > summary")).to_be_focused()
    assert page.get_by_role("button", name="Undo").count() == 0
    page.reload()
    assert page.locator("[name=first_goal]").input_value() == "Grow"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "not a file of saved answers"),
        (b"\x89PNG\r\n\x1a\n\x00", "not a file of saved answers"),
        (b"[" * 200_000, "not a file of saved answers"),
        ({"answers": {}}, "not a file of saved answers"),
        ({"form": "every-field", "answers": ["first_goal"]}, "not a file of saved answers"),
        ({"form": "goals", "answers": {}}, "another form"),
        ({"form": "every-field", "folder": "worksheets", "answers": {}}, "another form"),
        (b'{"form": "every-field"' + b" " * 1_000_000, "too big"),
        (b'{"form": "every-field", "answers": {"first_goal": "x", "__proto__": "x"}}', "not a file of saved answers"),
        (
            {"form": "every-field", "answers": {f"name {each}": "" for each in range(5001)}},
            "not a file of saved answers",
        ),
        ({"forms": [{"form": "goals", "answers": {}}]}, "another form"),
        ({"forms": [{"form": "every-field", "answers": {}}, 5]}, "not a file of saved answers"),
    ],
    ids=[
        "empty",
        "picture",
        "deep",
        "no form",
        "a list",
        "other form",
        "other folder",
        "big",
        "prototype",
        "many",
        "other forms",
        "one of no form",
    ],
)
def test_a_wrong_file_is_refused_with_a_message_that_names_it(visit: Visit, content: object, message: str) -> None:
    page = visit.open(EVERY)
    page.locator("[name=first_goal]").fill("Grow")
    load(page, content, "wrong.json")
    says(page, message, whole=False)
    says(page, "wrong.json", whole=False)
    assert page.locator("[name=first_goal]").input_value() == "Grow"


def test_a_hostile_file_is_text_and_nothing_more(visit: Visit) -> None:
    page = visit.open(EVERY)
    script = '"><img src=x onerror="window.hit=1"><script>window.hit=1</script>'
    names = ["constructor", "toString", script, *(f"name {number}" for number in range(500))]
    values: dict[str, object] = {
        "first_goal": script, "how_we_know": script, "first_day": script, "channel": script, "days__monday": "yes",
        "plan__1__who": script, "place": {"toString": "x"}, "budget": 12.5, **dict.fromkeys(names, script),
    }  # fmt: skip
    pairs = ", ".join(f"{json.dumps(name)}: {json.dumps(value)}" for name, value in values.items())
    load(page, f'{{"form": "every-field", "version": "2.1", "answers": {{{pairs}}}}}'.encode())
    said = status(page)
    assert "constructor" in said
    assert said.endswith(", ….")
    assert len(said) < 1500
    now = dict(answers(page))
    assert (now["first_goal"], now["how_we_know"], now["budget"]) == (script, script, "12.5")
    assert (now["first_day"], now["days__monday"], now["plan__1__who"], now["place"]) == ("", False, "", "Online")
    assert page.evaluate("[window.hit, ({}).polluted, typeof ({}).toString]") == [None, None, "function"]
    assert page.locator(".form img, .form-status img, .form script").count() == 0
    load(page, f'{{"form": "every-field", "version": "1", "answers": {{{pairs}}}}}'.encode())
    page.get_by_text("You wrote these answers in version 1.").wait_for()
    page.reload()
    assert page.locator(".form-gone img, .form-gone script").count() == 0
    assert page.locator(".form-gone dd").nth(0).inner_text().startswith('">')
    assert page.evaluate("[window.hit, typeof ({}).toString]") == [None, "function"]


def test_a_new_version_keeps_the_answers_and_says_so(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(EVERY)
    page.locator("[name=first_goal]").fill("Grow")
    page.locator("[name=first_goal]").press("Tab")
    page.locator("[name=usual_time]").fill("09:30")
    changed = EVERY_FIELD.replace('"2.1"', '"3.0"').replace("usual_time:", "best_time:")
    visit.folder = built({**FILES, "content/agreements/every-field.yml": changed}, tmp_path)
    page.reload()
    notice = page.locator(".form-older")
    assert "version 2.1" in notice.inner_text()
    assert "version 3.0" in notice.inner_text()
    assert "usual_time\n09:30" in notice.inner_text()
    assert page.locator("[name=first_goal]").input_value() == "Grow"
    page.locator("[name=place]").fill("Paris")
    page.reload()
    assert notice.is_visible(), "it stays until it is read"
    content = saved(page)
    assert content["version"] == "2.1"
    assert content["answers"]["usual_time"] == "09:30"
    page.get_by_role("button", name="I have read it").click()
    page.reload()
    assert not notice.is_visible()
    content = saved(page)
    assert content["version"] == "3.0"
    assert content["answers"]["usual_time"] == "09:30", "what has no field any more is still in the file"


BY_PLACE = """(version) => Object.entries(localStorage).forEach(([key, kept]) => localStorage.setItem(key, kept
    .replace(/promises__clause__what-[^"]*/, "promises__clause_2").replace('"2.1"', `"${version}"`)))"""
"""Names a clause by its place, as its answer was once kept."""


@pytest.mark.parametrize(("version", "kept"), [("2.1", "AB"), ("2.0", "")])
def test_initials_that_were_kept_by_place_are_taken_over_where_the_form_is_the_same(
    visit: Visit, version: str, kept: str
) -> None:
    page = visit.open(EVERY)
    box = page.locator("[data-by-place=promises__clause_2]")
    box.fill("AB")
    page.evaluate(BY_PLACE, version)
    page.reload()
    assert box.input_value() == kept
    assert page.locator(".form-older").is_visible() == (not kept)
    page.evaluate("document.querySelector('[data-do=keep]').click()")
    page.reload()
    assert box.input_value() == kept, "what has no place stays away when the notice was read"


def test_initials_stay_with_the_words_that_they_were_given_to(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(EVERY)
    page.get_by_label("Initials for 1.2").fill("AB")
    before, words = "      - We meet at least twice.\n", "What we say stays between us."
    first = EVERY_FIELD.replace(before, f"{before}      - {{text: Pay first, acknowledge: initials}}\n")
    visit.folder = built({**FILES, "content/agreements/every-field.yml": first}, tmp_path / "first")
    page.reload()
    assert page.get_by_label("Initials for 1.2").input_value() == ""
    assert page.get_by_label("Initials for 1.3").input_value() == "AB"
    assert page.locator(".form-older").is_hidden()
    reworded = EVERY_FIELD.replace(words, "What we say is public.")
    visit.folder = built({**FILES, "content/agreements/every-field.yml": reworded}, tmp_path / "second")
    page.reload()
    assert page.get_by_label("Initials for 1.2").input_value() == ""
    assert "promises__clause__what-we-say-stays-between-us" in page.locator(".form-older").inner_text()


def test_what_is_asked_under_a_condition_comes_and_goes_and_keeps_its_answer(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(EVERY)
    app, way, pays = (page.locator(f"[name={name}]").first for name in HIDDEN)
    assert not app.is_visible()
    assert not way.is_visible()
    assert "If “How we meet” is “In person”" in printed(page, tmp_path)[0], "paper asks while nothing is answered"
    page.get_by_label("By video").check()
    app.fill("Jitsi")
    page.get_by_label("In person").check()
    assert not app.is_visible()
    assert way.is_visible()
    assert not page.get_by_text("If “How we meet”").first.is_visible()
    assert "Which app" not in printed(page, tmp_path)[0]
    way.check()
    assert pays.is_visible()
    page.get_by_label("By phone").check()
    assert app.input_value() == "Jitsi"
    assert not pays.is_visible(), "what waits for something hidden is hidden"
    assert saved(page)["answers"]["which_app"] == "Jitsi"
    page.reload()
    assert app.is_visible()


def test_two_tabs_of_one_form_do_not_undo_each_other(visit: Visit) -> None:
    first, second = visit.open(EVERY), visit.open(EVERY)
    first.locator("[name=first_goal]").fill("From one")
    expect(second.locator("[name=first_goal]")).to_have_value("From one")
    second.locator("[name=place]").fill("From two")
    expect(first.locator("[name=place]")).to_have_value("From two")
    first.reload()
    assert first.locator("[name=first_goal]").input_value() == "From one"


SHUT = "Object.defineProperty(window, 'localStorage', {get() { throw new DOMException('no', 'SecurityError'); }})"
NONE = "Object.defineProperty(window, 'localStorage', {value: null})"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('no', 'QuotaExceededError'); }"


@pytest.mark.parametrize("fault", [SHUT, NONE, FULL], ids=["shut", "none", "full"])
def test_without_storage_it_says_so_before_the_first_word_and_goes_on(visit: Visit, fault: str) -> None:
    visit.context.add_init_script(fault)
    page = visit.open(EVERY)
    says(page, "Save your answers to a file", whole=False)
    assert page.get_by_text("What you type stays in this browser").is_hidden()
    assert not asks_before_leaving(page)
    page.locator("[name=first_goal]").fill("Grow")
    assert asks_before_leaving(page)
    assert saved(page)["answers"]["first_goal"] == "Grow"
    assert not asks_before_leaving(page)
    page = visit.open(CHECKLIST)
    page.get_by_role("checkbox", name="Breathe").check()
    assert page.get_by_text("1 of 5 done").is_visible()


def test_it_works_from_disk(browser: Browser, small: Path) -> None:
    context = browser.new_context()
    page = context.new_page()
    url = (small / EVERY / "index.html").as_uri()
    page.goto(url)
    page.locator("[name=first_goal]").fill("Grow")
    page.reload()
    assert page.locator("[name=first_goal]").input_value() == "Grow"
    assert saved(page)["answers"]["first_goal"] == "Grow"
    context.close()


def test_a_long_answer_grows_and_is_printed_whole(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(EVERY)
    field = page.locator("[name=how_we_know]")
    empty = field.bounding_box()
    field.fill("\n".join(f"Line {number} of many" for number in range(1, 161)))
    full = field.bounding_box()
    assert empty
    assert full
    assert full["height"] > 10 * empty["height"]
    assert field.evaluate("each => each.scrollHeight <= each.clientHeight + 1")
    page.locator("[name=plan__1__step]").fill("A step that is too long for its narrow cell")
    text, _ = printed(page, tmp_path)
    assert all(f"Line {number} of many" in text for number in range(1, 161))
    assert "narrow" in text


def test_what_is_typed_is_printed_as_words(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(EVERY)
    page.evaluate(FILL)
    text, pages = printed(page, tmp_path)
    assert "Größe 7 <b>" in text
    assert "5 June 2027" in text
    assert "09:30" in text
    assert "second line" in text
    assert f"Page 1 of {pages}" in text
    assert text.count("Every kind of field · Version 2.1 · In effect from 1 January 2027") == pages
    assert "https://example.org/a?b=1&c=2" in text
    assert "Save answers" not in text
    assert "On this page" not in text


def test_an_empty_form_has_lines_and_boxes_to_write_on(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(EVERY)
    text, pages = printed(page, tmp_path)
    assert pages <= 4
    assert "yyyy" not in text
    assert "Mentor /" in text, "the choices of a cell stand in it"
    page.emulate_media(media="print")
    lines = page.locator(".answer-lines .line").evaluate_all(
        "all => all.filter(e => e.checkVisibility()).map(e => e.getBoundingClientRect().height)"
    )
    assert len(lines) == 4 + 3
    assert min(lines) >= 8 / 25.4 * 96 - 0.1


def test_ticks_and_choices_are_seen_on_paper(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(EVERY)
    before = ink(page, tmp_path)
    page.locator(".form [type=checkbox]").first.check()
    ticked = ink(page, tmp_path)
    page.locator("[name=sure]").first.check()
    assert before < ticked < ink(page, tmp_path)


def ink(page: Page, folder: Path) -> int:
    """How many dark dots the printed pages have."""
    page.pdf(path=folder / "ink.pdf", prefer_css_page_size=True, print_background=False)
    command = ["pdftoppm", "-gray", "-r", "60", str(folder / "ink.pdf")]
    data = subprocess.run(command, check=True, capture_output=True).stdout
    return sum(data.count(shade) for shade in range(100))


def test_the_starters_agreement_is_printed_on_four_pages_at_most(
    browser: Browser, handbook: Path, tmp_path: Path
) -> None:
    context = browser.new_context()
    visit = Visit(context, handbook)
    text, pages = printed(visit.open(AGREEMENT), tmp_path)
    assert pages <= 4
    assert f"Page {pages} of {pages}" in text
    last = text.split("\f")[pages - 1]
    assert "Signatures" in last
    assert "Changes to this agreement" in last
    context.close()


def test_without_javascript_it_is_read_filled_in_and_printed(browser: Browser, small: Path, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    visit = Visit(context, small)
    page = visit.open(EVERY)
    assert not page.get_by_role("button", name="Print").is_visible()
    assert page.get_by_text("Print this page and write on it").is_visible()
    page.locator("[name=first_goal]").fill("Typed without a script")
    page.locator("[name=first_day]").fill("2027-06-05")
    page.locator("[name=how_we_know]").fill("\n".join(f"Line {number}" for number in range(1, 21)))
    page.locator("[name=days__monday]").check()
    text, pages = printed(page, tmp_path)
    assert "Typed without a script" in text
    assert "Line 20" in text
    assert "2027" in text
    assert f"Page 1 of {pages}" in text
    assert page.get_by_text("If “How we meet” is “By video” or “By phone”:").is_visible()
    page = visit.open(CHECKLIST)
    assert page.get_by_text("Due 14 days after your match").is_visible()
    assert visit.complaints == []
    context.close()


FORMER_NAMES = """() => Object.entries(localStorage).forEach(([key, kept]) =>
    localStorage.setItem(key, kept.replace(/items__item_breathe[^"]*/, "items__item_breathe-in-one")))"""
"""Names an item by its words with variables filled in, as its answer was once kept."""


def test_ticks_survive_an_edit_elsewhere_and_of_a_variable(visit: Visit, tmp_path: Path) -> None:
    page = visit.open(CHECKLIST)
    page.get_by_role("checkbox", name="Breathe in One").check()
    page.get_by_role("checkbox", name="Read the guide").check()
    assert page.get_by_text("2 of 5 done").is_visible()
    page.evaluate(FORMER_NAMES)
    page.reload()
    assert page.get_by_text("2 of 5 done").is_visible()
    lines = LIST.splitlines()
    edited = "\n".join([*lines[:5], "  - A new first step", lines[8], *lines[5:8], lines[9]]) + "\n"
    program = FILES["content/programs/test.yml"].replace("label: One", "label: Two")
    visit.folder = built(
        {**FILES, "content/checklists/steps.yml": edited, "content/programs/test.yml": program}, tmp_path
    )
    page.reload()
    assert page.get_by_text("2 of 6 done").is_visible()
    assert page.get_by_role("checkbox", name="Breathe in Two").is_checked()
    assert page.locator(".form-older").is_hidden()
    assert page.get_by_role("checkbox", name="Read the guide").is_checked()
    assert not page.get_by_role("checkbox", name="A new first step").is_checked()


def test_the_day_of_the_match_turns_words_into_days(visit: Visit) -> None:
    page = visit.open(CHECKLIST)
    page.get_by_text("Next for you").click()
    assert page.get_by_text("Due 1 February 2027").is_visible()
    page.get_by_label("The day of your match").fill("2027-01-31")
    assert page.get_by_text("Due 14 February 2027 (14 days after your match)").is_visible()
    assert page.get_by_text("Due 17 February 2027 (3 days after the start of “Work”)").is_visible()
    assert page.get_by_text("28 February 2027 (1 month after your match)").is_visible()
    page.reload()
    page.locator(".my-title").click()
    assert page.get_by_text("Due 14 February 2027 (14 days after your match)").is_visible()
    page.get_by_label("The day of your match").fill("")
    assert page.get_by_text("Due 14 days after your match").is_visible()


def test_each_role_sees_its_own_items_first(visit: Visit) -> None:
    page = visit.open(CHECKLIST)
    page.get_by_text("Next for you").click()
    order: Callable[[], list[str]] = lambda: page.locator(".item label").all_inner_texts()  # noqa: E731
    plain = order()
    page.get_by_role("radio", name="Mentor").check()
    assert [text.split()[0] for text in order()] == ["Say", "Call", "Write", "Breathe", "Read"]
    assert page.get_by_text("0 of 4 done").is_visible()
    page.reload()
    assert order()[-1] == "Read the guide"
    page.locator(".my-title").click()
    page.get_by_role("radio", name="Show all alike").check()
    assert order() == plain


def test_the_calendar_holds_the_dated_items(visit: Visit) -> None:
    page = visit.open(CHECKLIST)
    calendar = calendar_of(page)
    assert [str(event["SUMMARY"]) for event in calendar.walk("VEVENT")] == ["Due: Call the coordinator"]
    page.get_by_text("Next for you").click()
    page.get_by_label("The day of your match").fill("2027-01-31")
    page.get_by_role("radio", name="Mentee").check()
    events = {str(event["SUMMARY"]): event for event in calendar_of(page).walk("VEVENT")}
    assert {summary: event.decoded("DTSTART") for summary, event in events.items()} == {
        "Due: Steps": date(2027, 2, 28),
        "Due: Say hello; be kind, \\ and stay": date(2027, 2, 14),
        "Due: Write down, in words and with an emoji 🎉 or two 🎉🎉, what you want to reach": date(2027, 2, 17),
    }
    ids = {str(event["UID"]) for event in events.values()}
    assert len(ids) == 3
    assert sum("-2027-02-" in each.partition("@")[0] for each in ids) == 3
    assert all(alarm.decoded("TRIGGER") == -timedelta(hours=15) for alarm in calendar.walk("VALARM"))
    assert len(calendar.walk("VALARM")) == 1
    assert all(event.decoded("DTEND") > event.decoded("DTSTART") and event["DTSTAMP"] for event in events.values())


def calendar_of(page: Page) -> Calendar:
    with page.expect_download() as waiting:
        more(page, "Add to my calendar").click()
    download: Download = waiting.value
    assert download.suggested_filename == "checklists-steps.ics"
    data = download.path().read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    return Calendar.from_ical(data)


def test_paired_forms_lead_to_each_other(visit: Visit) -> None:
    page = visit.open("worksheets/ours/")
    page.locator(".form").get_by_role("link", name="Yours").click()
    page.locator(".form").get_by_role("link", name="Ours").click()
    assert page.url.endswith("/worksheets/ours/")


LOOKED_AT = [
    ("small", EVERY),
    ("small", CHECKLIST),
    ("handbook", AGREEMENT),
    ("handbook", "checklists/first-meeting/"),
    ("handbook", "worksheets/mentee-evaluation/"),
    ("handbook", "worksheets/meeting-log/"),
]


@pytest.mark.parametrize(("site", "address"), LOOKED_AT)
def test_axe_finds_nothing_with_answers_and_without(
    browser: Browser, site: str, address: str, request: pytest.FixtureRequest
) -> None:
    context = browser.new_context(bypass_csp=True)
    page = Visit(context, request.getfixturevalue(site)).open(address)
    faults = axe(page, (1280, "dark"))
    page.evaluate(FILL)
    faults += axe(page, (360, "light"), (360, "dark"), (1280, "light"), (1280, "dark"))
    load(page, {"form": "another", "answers": {}})
    more(page, "Clear").click()
    faults += axe(page, (360, "light"))
    assert faults == []
    context.close()


def axe(page: Page, *looks: tuple[int, Any]) -> list[str]:
    faults = []
    for width, scheme in looks:
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        faults += [f"{width} {scheme} {each}" for each in axe_finds(page)]
    return faults


def test_nothing_scrolls_sideways_at_320_pixels(visit: Visit) -> None:
    for address in (EVERY, CHECKLIST):
        page = visit.open(address)
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_what_is_due_from_the_match_follows_what_it_names() -> None:
    build = prepared({**FILES, "content/checklists/steps.yml": LIST})
    program = build.site.programs[0].program
    (entry,) = [each for each in build.site.forms if each.form.folder == "checklists"]
    items = entry.form.sections["items"].items
    assert [after_match(item.due, program) if item.due else None for item in items] == [
        "+14 days", None, None, "+2 weeks +3 days", None,
    ]  # fmt: skip
