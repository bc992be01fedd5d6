"""The desk in a real browser: a coordinator who never sees YAML begins a handbook, changes and publishes it."""

import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Dialog, Locator, Page, Route, expect

from mentorsite.scaffold.handbook import Names, new, starter
from mentorsite.serve.edit import on_web
from mentorsite.serve.edit.on_web import OnWeb
from mentorsite.serve.edit.start import beside
from tests.in_browser import axe_finds
from tests.serving import FILES, Served, served

pytestmark = pytest.mark.needs_browser
PROGRAM = "content/programs/career-growth.yml"
AGREEMENT = "content/agreements/mentoring-agreement.yml"
CHECKLIST = "content/checklists/first-meeting.yml"


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=Kit", "-c", "user.email=kit@example.org", "-c", "commit.gpgsign=false")
    return subprocess.run(["git", *who, *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A new handbook in git, which is sent to a bare repository."""
    folder = tmp_path / "handbook"
    new(folder, starter("career"), Names("River mentoring", "River Trust"))
    keep(folder)
    return folder


def keep(folder: Path) -> None:
    """Has git keep a handbook, and knows where to send it."""
    git(folder.parent, "init", "--quiet", "--bare", "kept.git")
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "user.name", "Kit")
    git(folder, "config", "user.email", "kit@example.org")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Begin")
    git(folder, "remote", "add", "origin", str(folder.parent / "kept.git"))


class Coordinator:
    """Someone at the desk."""

    def __init__(self, page: Page, running: Served) -> None:
        self.page, self.here = page, f"http://127.0.0.1:{running.port}"
        page.goto(f"{self.here}{running.start}")

    def open(self, path: str) -> None:
        self.page.goto(f"{self.here}/_mentorsite/edit/file?path={path}")

    def unfold(self, path: str) -> None:
        details = self.page.locator(f"[data-path='{path}'] > details")
        if details.get_attribute("open") is None:
            details.locator("> summary").click()

    def text(self, path: str) -> Locator:
        """The field of a text; a moment is told in other words there."""
        place = self.page.locator(f"[data-path='{path}']")
        if place.locator(".moment").count():
            place.locator("[data-part=how]").select_option("words")
        return place.locator("[data-do=set], [data-do=body]").first

    def fill(self, path: str, value: str) -> None:
        field = self.text(path)
        field.fill(value)
        field.blur()
        self.saved()

    def saved(self) -> None:
        expect(self.page.locator("#status")).to_have_text("Saved.")

    def add(self, path: str, name: str) -> None:
        adder = self.page.locator(f"[data-path='{path}'] > .adder, [data-path='{path}'] > details > .adder").first
        adder.locator("input").fill(name)
        adder.get_by_role("button", name="Add").click()
        self.saved()


@contextmanager
def at_desk(browser: Browser, folder: Path) -> Iterator[Coordinator]:
    with served(folder, beside=beside(folder)) as running:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, bypass_csp=True)
        yield Coordinator(context.new_page(), running)
        context.close()


@pytest.fixture
def kit(browser: Browser, project: Path) -> Iterator[Coordinator]:
    with at_desk(browser, project) as found:
        yield found


def difference(project: Path, path: str) -> list[str]:
    """The lines that differ from what was committed."""
    lines = git(project, "diff", "-U0", "--", path).splitlines()
    return [line for line in lines if line[:1] in "+-" and line[:3] not in ("+++", "---")]


def test_a_handbook_is_begun_changed_and_published_without_a_file_touched_by_hand(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter((OnWeb("Not yet. Look again in a minute."), OnWeb("On the web", "2027-01-01T10:42:00+00:00")))
    monkeypatch.setattr(on_web, "look", lambda address, version: next(answers))
    project = tmp_path / "handbook"
    project.mkdir()
    with at_desk(browser, project) as kit:
        begin(kit.page)
        keep(project)
        change_and_publish(kit, project)
    assert git(tmp_path / "kept.git", "log", "-1", "--format=%s", "main").strip() == "Move the spring cohort by a month"
    assert git(project, "status", "--porcelain") == ""


def begin(page: Page) -> None:
    """Makes a handbook where there is none, by the keyboard alone."""
    expect(page.get_by_role("heading", level=1)).to_have_text("There is no handbook here yet")
    page.get_by_label("Workplace").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_label("In which language?")).to_be_hidden()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Tab")
    expect(page.get_by_label("In which language?")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.type("{{ river }}")
    page.keyboard.press("Enter")
    wrong = page.get_by_label("Who runs the program?")
    expect(page.get_by_role("alert").first).to_contain_text("can't be a name")
    expect(wrong).to_be_focused()
    expect(wrong).to_have_value("{{ river }}")
    page.keyboard.press("Control+A")
    page.keyboard.type("River Trust")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Made a handbook in")).to_be_visible()
    expect(page.locator(".brand")).to_have_text("Editing River Trust Mentoring Handbook")


def change_and_publish(kit: Coordinator, project: Path) -> None:
    page = kit.page
    kit.open(PROGRAM)
    kit.fill('["name"]', "Career paths")
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_have_text("Career paths")
    kit.unfold('["cohorts","2027-spring"]')
    page.get_by_role("button", name="Move all days of Spring 2027").click()
    first = page.get_by_text("The first is “Applications open”, ")
    expect(first).to_be_visible()
    page.get_by_label("How far").select_option("months")
    expect(page.locator("#shift-number")).to_have_value("1")
    page.get_by_label("How far").select_option("day")
    page.get_by_label("The first day is to be").fill("2027-01-04")
    page.get_by_role("button", name="Move them").click()
    expect(page.locator("#f-cohorts-2027_2d_spring-start")).to_have_value("2027-03-01")
    expect(page.locator("#status")).to_have_text(re.compile("^(On a weekend now: .*|Saved.)$"))
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or ""))
    page.locator("#f-cohorts-2027_2d_spring-start").press("ArrowRight")  # to the day, beside the month
    page.locator("#f-cohorts-2027_2d_spring-start").press("ArrowRight")
    page.keyboard.type("2027")
    kit.saved()
    assert not [each for each in sent if re.search('"0[0-9]{3}-', each)], "a year is sent once it is whole"
    lines = difference(project, PROGRAM)
    assert lines[:2] == ["-name: Career Growth Mentoring", "+name: Career paths"]
    assert "+    start: 2027-03-01" in lines
    assert {line.partition(":")[0].strip("+- ") for line in lines[2:]} <= {"start", "end", "date"}
    page.get_by_role("button", name="Copy Spring 2027").click()
    page.get_by_label("What the copy is called").fill("Winter 2028")
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_text("winter-2028", exact=True)).to_be_visible()
    assert "  winter-2028:\n    label: Winter 2028\n    status: open\n" in (project / PROGRAM).read_text()

    page.get_by_role("button", name="Rename Winter 2028").click()
    page.get_by_label("New name").fill("2028 winter")
    page.get_by_role("button", name="Show what changes").click()
    expect(page.get_by_role("dialog")).to_contain_text("“winter-2028” becomes “2028-winter”")
    page.get_by_role("dialog").get_by_role("button", name="Rename").click()
    expect(page.get_by_text("2028-winter", exact=True)).to_be_visible()
    assert "\n  2028-winter:\n" in (project / PROGRAM).read_text()

    kit.open("site.yml")
    page.get_by_text("More that can be said (").last.click()
    page.locator("[data-path='[\"url\"]']").get_by_role("button").click()
    kit.fill('["url"]', "https://river.example/")
    kit.open(CHECKLIST)
    kit.add('["items"]', "Bring a question")
    due = page.get_by_role("group", name="Due", exact=True)
    expect(page.locator("#f-due-number")).to_have_value("7")
    due.get_by_label("How many").fill("2")
    due.get_by_label("Days, weeks or months").select_option("weeks")
    expect(page.locator(".comes-to").first).to_contain_text("Each pair's own day")
    due.get_by_label("What it is counted from").select_option(label="the end of the cohort")
    due.locator("#f-due-how").select_option("Some time before")
    expect(page.locator(".comes-to").first).to_have_text("13 August 2027 in Spring 2027.")
    assert "\ndue: cohort end - 2 weeks\n" in (project / CHECKLIST).read_text()
    due.get_by_label("What it is counted from").select_option("day")
    due.get_by_label("The day").fill("2027-03-01")
    expect(page.locator(".comes-to").first).to_contain_text("15 February 2027")
    kit.open(AGREEMENT)
    before = (project / AGREEMENT).read_text()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#status")).to_contain_text("Undone")
    page.get_by_role("button", name="Redo").click()
    expect(page.locator("#status")).to_contain_text("Done again")
    assert (project / AGREEMENT).read_text() == before

    page.get_by_label("What", exact=True).select_option("Agreement")
    expect(page.get_by_label("What", exact=True)).to_have_accessible_description(re.compile("sign, on one page"))
    expect(page.get_by_label("Folder", exact=True)).to_be_hidden()
    page.get_by_label("What", exact=True).select_option("Empty page")
    page.locator("#new-title").fill("How we travel")
    page.get_by_role("button", name="Make it").click()
    expect(page.locator("main h1")).to_have_text("How we travel")
    page.wait_for_load_state()  # the heading is there before the script that saves
    page.locator("#body").fill("We meet half way.\n\n")
    kit.saved()
    picture = BytesIO()
    Image.new("RGB", (40, 20), "teal").save(picture, "PNG")
    with page.expect_file_chooser() as waiting:
        page.get_by_role("button", name="Picture…").click()
        page.get_by_role("button", name="Upload a new one…").click()
    waiting.value.set_files({"name": "Train.png", "mimeType": "image/png", "buffer": picture.getvalue()})
    page.get_by_label("In words").fill("A train at a station")
    page.get_by_role("button", name="Put it in").click()
    expect(page.locator("#body")).to_have_value("We meet half way.\n\n![A train at a station](train.png)\n\n")
    expect(page.frame_locator("iframe").get_by_role("img", name="A train at a station")).to_be_visible()

    page.locator("#body").press("Control+Home")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.get_by_role("button", name="Link…").press("Enter")
    expect(page.get_by_label("Words that lead there")).to_have_value("We")
    page.keyboard.type("closing well, checklist")
    expect(page.locator("#pick-count")).to_have_text("Nothing is called so.")
    page.keyboard.press("Escape")
    expect(page.locator("#body")).to_be_focused()
    page.get_by_role("button", name="Link…").press("Enter")
    page.keyboard.type("closing checklist")
    expect(page.locator("#pick-found button")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#body")).to_have_value(re.compile(r"^\[We\]\(checklists/closing-well\.yml\) meet"))
    expect(page.locator("#body")).to_be_focused()
    page.keyboard.press("Control+End")
    page.get_by_role("button", name="Picture…").click()
    page.get_by_role("dialog").get_by_role("button", name="train.png").click()
    page.get_by_label("In words").fill("The train again")
    page.get_by_role("button", name="Put it in").click()
    expect(page.locator("#body")).to_have_value(
        re.compile(r"\n\n!\[A train [^\n]*\n\n!\[The train again\]\(train\.png\)\n\n$")
    )

    page.get_by_role("link", name="Publish…").click()
    expect(page.locator("main li", has_text="Career paths").first).to_be_visible()
    page.wait_for_load_state()
    page.get_by_label("In a sentence").fill("Move the spring cohort by a month")
    page.get_by_role("button", name="Publish", exact=True).click()
    expect(page.locator(".done")).to_contain_text("saved and sent")
    expect(page.locator("#web")).to_contain_text("https://river.example/_version.txt")
    expect(page.locator("[data-web]")).to_have_text("Not yet. Look again in a minute.")
    page.get_by_role("button", name="Look again").click()
    expect(page.locator("[data-web]")).to_contain_text("On the web since Jan 1, 2027")


@pytest.mark.parametrize(
    ("file", "path", "wrong", "right"),
    [
        (PROGRAM, '["match"]', "sometime", "date matching"),
        (PROGRAM, '["description"]', "{{ cohrt.months }}", "One-to-one mentoring."),
        (AGREEMENT, '["effective"]', "2027-13-01", "2027-01-01"),
        (AGREEMENT, '["sign_by"]', "next week", "match + 14 days"),
    ],
)
def test_a_mistake_is_told_beside_its_field_and_keeps_the_handbook_from_being_published(
    kit: Coordinator, project: Path, file: str, path: str, wrong: str, right: str
) -> None:
    page = kit.page
    kit.open(file)
    if not page.locator(f"[data-path='{path}'].field").count():
        page.get_by_text("More that can be said (").last.click()
        page.locator(f"[data-path='{path}']").get_by_role("button").click()
    place = page.locator(f".field[data-path='{path}']")
    expect(place).to_be_visible()
    field = kit.text(path)
    if field.get_attribute("type") == "date":
        field.evaluate("field => { field.type = 'text' }")  # as a browser without a calendar has it
    field.fill(wrong)
    field.blur()
    expect(place.locator(".error")).to_be_visible()
    assert wrong in (project / file).read_text()
    page.goto(f"{kit.here}/_mentorsite/edit/publish")
    expect(page.locator("main")).to_contain_text("something to mend first")
    kit.open(file)
    kit.fill(path, right)
    expect(page.locator(f".field[data-path='{path}'] .error")).to_have_count(0)


def test_the_keyboard_stays_where_the_work_is_and_nothing_typed_is_lost(kit: Coordinator, project: Path) -> None:
    page = kit.page
    kit.open(PROGRAM)
    held: list[Route] = []
    page.route("**/edit/change", lambda route: held.append(route), times=1)
    page.locator("#f-name").fill("Career paths")
    page.keyboard.press("Tab")
    bold = page.get_by_role("group", name="Format Purpose").get_by_role("button", name="Bold")
    expect(bold).to_be_focused()
    page.locator("#f-description").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" Come {{ along")
    held[0].continue_()
    kit.saved()
    expect(page.locator("#f-description")).to_be_focused()
    page.keyboard.type(" }}")
    expect(page.locator("#f-description")).to_have_value(re.compile(r"promises\. Come {{ along }}$"))
    expect(page.frame_locator("iframe").locator("button.note")).to_contain_text("1 error")
    expect(page.frame_locator("iframe").locator("dialog[aria-labelledby=title]")).to_be_hidden()
    page.keyboard.press("Control+A")
    page.keyboard.type("Come along")
    page.keyboard.press("Shift+Tab")
    kit.saved()
    assert "\ndescription: Come along\n" in (project / PROGRAM).read_text()

    new = page.locator("#f-keywords-new")
    new.focus()
    page.keyboard.type("stream")
    page.keyboard.press("Enter")
    expect(page.locator("#f-keywords-4")).to_have_value("stream")
    expect(new).to_be_focused()
    page.get_by_role("button", name="Move stream up").press("Enter")
    expect(page.locator("#f-keywords-3")).to_have_value("stream")
    expect(page.get_by_role("button", name="Move stream up")).to_be_focused()
    page.get_by_role("button", name="Remove stream").press("Enter")
    expect(page.get_by_role("button", name="Remove travel costs")).to_be_focused()
    page.locator("#f-roles-new").fill("Buddy")
    page.locator("#f-roles-new").press("Enter")
    expect(page.locator("#status")).to_have_text("Choose first: Kind.")
    expect(page.locator("#f-roles-new-type")).to_be_focused()
    page.locator("#f-roles-new-type").select_option("alum")
    page.locator("#f-roles-new").press("Enter")
    expect(page.locator("#f-roles-buddy-label")).to_be_focused()
    expect(page.locator(".summary").first).to_have_text("No errors in this file.")

    page.route("**/edit/desk.js", lambda route: held.append(route), times=1)
    page.goto(page.url, wait_until="commit")
    page.locator("#f-description").fill("Typed at once")
    held[1].continue_()
    kit.saved()
    assert "\ndescription: Typed at once\n" in (project / PROGRAM).read_text()

    page.get_by_role("link", name="Order of the menu").click()
    page.wait_for_load_state()
    page.get_by_role("button", name="Move For mentees up").press("Enter")
    expect(page.locator("main li").first).to_contain_text("For mentees")
    expect(page.get_by_role("button", name="Move For mentees down")).to_be_focused()
    page.locator("main li", has_text="Glossary").last.drag_to(page.locator("main li", has_text="For mentors").last)
    expect(page.locator("main li").nth(1)).to_contain_text("Glossary")
    assert difference(project, "content/glossary.md") == ["-order: 90", "+order: 0.5"]
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("main li").nth(1)).to_contain_text("For mentors")
    assert difference(project, "content/glossary.md") == []


def test_a_link_that_is_followed_at_once_loses_nothing(kit: Coordinator, project: Path) -> None:
    page, file, other = kit.page, project / PROGRAM, page_link(kit.page)
    kit.open(PROGRAM)
    page.locator("#f-description").fill("Mine.")
    other.click()
    page.wait_for_url("**/file?path=content/glossary.md")
    assert "\ndescription: Mine.\n" in file.read_text()
    kit.open(PROGRAM)
    file.write_text(file.read_text().replace("description: Mine.", "description: Theirs."))
    page.locator("#f-description").fill("Mine again.")
    other.click()
    expect(page.get_by_role("dialog")).to_contain_text("Theirs.")
    page.get_by_role("button", name="Save what is chosen").click()
    page.wait_for_url("**/file?path=content/glossary.md")
    assert "\ndescription: Mine again.\n" in file.read_text()


def test_what_could_not_be_saved_is_not_left_without_a_question(kit: Coordinator, project: Path) -> None:
    page, file, other = kit.page, project / PROGRAM, page_link(kit.page)
    asked: list[str] = []

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    kit.open(PROGRAM)
    page.route("**/edit/change", lambda route: route.abort())
    page.locator("#f-description").press_sequentially("Mine.")
    expect(page.locator("#status")).to_contain_text("The desk has ended")
    other.click()
    page.wait_for_function("document.activeElement !== null")
    expect(page.locator("#f-description")).to_have_value(re.compile(r"Mine\."))
    page.unroute("**/edit/change")
    file.write_text(file.read_text().replace("name: Career Growth Mentoring", "name: Theirs"))
    page.locator("#f-description").press_sequentially("!")
    page.get_by_role("button", name="Decide later").click()
    other.click()
    expect(page.locator("#f-description-unsaved")).to_have_text("Not saved yet")
    assert asked == ["beforeunload", "beforeunload"]
    assert "Mine" not in file.read_text()


def page_link(page: Page) -> Locator:
    return page.locator(".files").get_by_role("link", name="Glossary")


def test_a_text_that_two_people_write_keeps_both(kit: Coordinator, project: Path) -> None:
    kit.open("content/mentors.md")
    file = project / "content" / "mentors.md"
    file.write_text(f"{file.read_text()}\nTheirs.\n")
    kit.page.locator("#body").press("Control+Home")
    kit.page.keyboard.type("Mine. ")
    expect(kit.page.locator("#conflict pre").nth(1)).to_contain_text("Theirs.")
    kit.page.get_by_role("button", name="Save what is chosen").click()
    kit.saved()
    kit.page.locator("#body").blur()
    expect(kit.page.locator("#body")).to_have_value(re.compile(r"^\n?M[^\0]*\nTheirs\.\n$"))
    assert "\nM" in file.read_text()
    assert file.read_text().endswith("\nTheirs.\n")


def test_what_was_typed_stays_until_one_has_chosen_between_it_and_the_file(kit: Coordinator, project: Path) -> None:
    page, file = kit.page, project / PROGRAM
    kit.open(PROGRAM)
    before = file.read_text()
    file.write_text(before.replace("name: Career Growth Mentoring", "name: Theirs"))
    page.locator("#f-name").press("End")
    page.keyboard.type("!")
    dialog = page.get_by_role("dialog")
    expect(dialog.locator("pre").first).to_have_text("Career Growth Mentoring!\n")
    expect(dialog.locator("pre").nth(1)).to_have_text("Theirs\n")
    assert axe_finds(page) == []
    page.keyboard.press("Escape")
    expect(page.locator("#f-name")).to_be_focused()
    page.keyboard.type("!")
    page.locator("#f-description").press("Control+End")
    page.keyboard.type(" Soon.")
    expect(page.locator("#f-name-unsaved, #f-description-unsaved")).to_have_text(["Not saved yet", "Not saved yet"])
    assert "name: Theirs\n" in file.read_text()
    page.get_by_role("button", name="Decide now").click()
    dialog.get_by_role("group", name="Name").get_by_label("As in the file").check()
    page.get_by_role("button", name="Save what is chosen").click()
    kit.saved()
    expect(page.locator("#held, .unsaved")).to_have_count(0)
    expect(page.locator("#f-name")).to_have_value("Theirs")
    assert "name: Theirs\n" in file.read_text()
    assert "promises. Soon." in " ".join(file.read_text().split())


def test_a_long_form_leads_to_its_parts_and_to_what_was_undone(kit: Coordinator, project: Path) -> None:
    page = kit.page
    kit.open(PROGRAM)
    parts = page.get_by_role("navigation", name="In this form")
    parts.get_by_role("link", name="Check ins").click()
    expect(page.locator("fieldset:focus-within, fieldset:focus").first).to_be_in_viewport()
    expect(page.get_by_role("group", name="Check ins", exact=True)).to_be_in_viewport()
    purpose = page.locator("#f-purpose")
    purpose.press_sequentially("Well. ")
    expect(page.locator("#status")).to_have_text("Saved.")
    parts.get_by_role("link", name="Check ins").click()
    expect(purpose).not_to_be_in_viewport()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#status")).to_have_text(f"Undone: Purpose in {PROGRAM}.")
    expect(purpose).to_be_in_viewport()
    expect(page.get_by_role("button", name="Undo")).to_be_disabled()


def test_what_is_not_added_yet_is_kept_and_asked_about_and_a_deletion_tells_what_leads_there(
    kit: Coordinator, project: Path
) -> None:
    page, asked = kit.page, list[str]()

    def stay(dialog: Dialog) -> None:
        asked.append(dialog.type)
        dialog.dismiss()

    page.on("dialog", stay)
    kit.open(PROGRAM)
    adder = page.get_by_label("New in Cohorts", exact=True)
    adder.fill("Autumn 2028")
    page.locator("#f-name").press_sequentially(" and more")
    expect(page.locator("#status")).to_have_text("Saved.")
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#status")).to_contain_text("Undone")  # the form is shown anew then
    expect(adder).to_have_value("Autumn 2028")
    page_link(page).click()
    expect(page.locator("#status")).to_contain_text("“New in Cohorts” isn’t added yet")
    assert asked == ["beforeunload"]
    adder.press("Enter")
    expect(page.get_by_label("New in Cohorts", exact=True)).to_have_value("")
    expect(page.get_by_text("Autumn 2028").first).to_be_visible()
    kit.open("content/glossary.md")
    page.get_by_role("button", name="Delete this file").click()
    expect(page.get_by_role("dialog")).to_contain_text("Places that lead to it, and will lead nowhere:")
    expect(page.get_by_role("dialog").locator("pre")).to_contain_text("content/")
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    assert (project / "content/glossary.md").exists()


def test_axe_finds_nothing_and_nothing_scrolls_sideways(browser: Browser, tmp_path: Path) -> None:
    begun = tmp_path / "begun"
    begun.mkdir()
    (begun / "letter.txt").write_text("Dear all")
    with at_desk(browser, begun) as kit:
        fits(kit.page, "")
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text.replace("title: Guide", "title: Guide\norder: first"))
    (tmp_path / "site.yml").write_text(f"{FILES['site.yml']}theme: {{accent: '#0b6e4f'}}\n")
    program, guide, site = (f"file?path={path}" for path in ("content/programs/p.yml", "content/guide.md", "site.yml"))
    with at_desk(browser, tmp_path) as kit:
        for where in ("", program, guide, "publish", "menu", site):
            kit.page.goto(f"{kit.here}/_mentorsite/edit/{where}")
            kit.page.evaluate("for (const each of document.querySelectorAll('main details')) each.open = true")
            fits(kit.page, where)
        color = kit.page.locator('.field[data-path=\'["theme","accent"]\']')
        color.get_by_label("Pick Accent").fill("#99cccc")
        expect(color).to_contain_text("Too pale: 1.7 to 1 on the paper of pages")
        expect(color.locator("input[type=text]")).to_have_value("#99cccc")
        assert "theme: {accent: '#99cccc'}" in (tmp_path / "site.yml").read_text()
        color.get_by_role("button", name="the nearest that reads well").click()
        expect(color).to_contain_text("Reads well: 4.")
        assert "#99cccc" not in (tmp_path / "site.yml").read_text()


def fits(page: Page, where: str) -> None:
    for width, scheme in ((1280, "dark"), (320, "light")):
        page.set_viewport_size({"width": width, "height": 800})
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (where, width)
        assert axe_finds(page) == [], (where, width)
        for opened in dialogs(page):
            assert axe_finds(page) == [], (where, width, opened)


def dialogs(page: Page) -> Iterator[str]:
    """Opens the dialogs of a form one after the other."""
    for name in ("Link…", "Picture…"):
        button = page.get_by_role("button", name=name).first
        if button.count():
            button.click()
            expect(page.locator("#pick-found button").first).to_be_visible()
            yield name
            page.keyboard.press("Escape")
