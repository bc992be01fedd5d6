"""The preview in a real browser: what follows by itself, and what stays as it was."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from mentorsite.theme.colors_and_contrast import contrast
from tests.conftest import DESKTOP, PHONE, REPOSITORY
from tests.in_browser import axe_finds
from tests.serving import BASED, FILES, GUIDE, LONGEST, Served, served

pytestmark = pytest.mark.needs_browser

Project = Callable[[dict[str, str]], Path]
LONG = "\n\n".join(f"Paragraph {number}." for number in range(80))
MANY = {
    **FILES,
    "site.yml": f"{BASED}theme: ours\ndownloads: [pdf]\n",
    "content/guide.md": f"{GUIDE}\n{LONG}\n",
    "themes/ours/theme.yml": "name: ours\n",
    "themes/ours/assets/ours.css": "h1 { letter-spacing: 1px }",
    "themes/ours/templates/partials/head.html": (
        '{% include "partials/head.html" %}<link rel="stylesheet" href="{{ asset(\'ours.css\') }}">'
    ),
}
PICTURE = '<svg xmlns="http://www.w3.org/2000/svg" width="{0}" height="{0}"><rect width="{0}" height="{0}"/></svg>'


@pytest.fixture
def folder(project: Project) -> Path:
    return project({**MANY, "content/tree.svg": PICTURE.format(40)})


@pytest.fixture
def site(folder: Path) -> Iterator[Served]:
    with served(folder) as running:
        yield running


@pytest.fixture
def complaints() -> list[str]:
    return []


@pytest.fixture
def page(browser: Browser, complaints: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport=DESKTOP)  # type: ignore[arg-type]
    page = context.new_page()
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def opened(page: Page, url: str) -> None:
    """Opens a page and waits until it hears of changes."""
    with page.expect_response("**/_mentorsite/changes*"):
        page.goto(url)


def test_a_change_of_each_kind_of_source_shows_by_itself(
    page: Page, site: Served, folder: Path, complaints: list[str]
) -> None:
    opened(page, f"{site.here}guide/")
    change(folder / "content/guide.md", "Listen first", "Listen well")
    expect(page.get_by_text("Listen well.")).to_be_visible()
    change(folder / "site.yml", "Harbour", "Lighthouse")
    expect(page).to_have_title("Guide – Lighthouse")
    (folder / "themes/ours/words").mkdir()
    (folder / "themes/ours/words/en.yml").write_text("skip_to_content: Go down\n")
    expect(page.get_by_text("Go down")).to_be_attached()
    (folder / "themes/ours/templates/page.html").write_text(
        '{% extends "base.html" %}{% block footer %}The foot{% endblock %}'
    )
    expect(page.get_by_text("The foot")).to_be_visible()
    page.goto(f"{site.here}worksheets/goals/")
    change(folder / "content/worksheets/goals.yml", "label: Why", "label: What for")
    expect(page.get_by_label("What for")).to_be_visible()
    page.goto(f"{site.here}programs/p/")
    change(folder / "content/programs/p.yml", "To test.", "To learn.")
    expect(page.get_by_text("To learn.").first).to_be_visible()
    page.goto(site.here)
    expect(page.get_by_alt_text("A tree")).to_have_js_property("naturalWidth", 40)
    (folder / "content/tree.svg").write_text(PICTURE.format(60))
    expect(page.get_by_alt_text("A tree")).to_have_js_property("naturalWidth", 60)
    (folder / "content/newcomer.md").write_text("---\ntitle: A newcomer\n---\nNew.\n")
    page.get_by_role("navigation").get_by_role("link", name="A newcomer").click()
    expect(page.get_by_text("New.", exact=True)).to_be_visible()
    (folder / "content/newcomer.md").unlink()
    expect(page.locator("body.kind-404")).to_be_visible()
    (folder / "content/newcomer.md").write_text("---\ntitle: Back\n---\nIt is back.\n")
    expect(page.get_by_text("It is back.")).to_be_visible()
    assert [each for each in complaints if "404" not in each] == []


def test_the_place_on_the_page_is_kept(page: Page, site: Served, folder: Path) -> None:
    opened(page, f"{site.here}guide/")
    page.evaluate("scrollTo(0, 1200)")
    change(folder / "content/guide.md", "Paragraph 79.", "The last paragraph.")
    expect(page.get_by_text("The last paragraph.")).to_be_attached()
    page.wait_for_function("() => scrollY === 1200", timeout=LONGEST * 1000)


def test_a_style_sheet_is_put_in_place_without_loading_the_page_again(
    page: Page, site: Served, folder: Path, complaints: list[str]
) -> None:
    opened(page, f"{site.here}guide/")
    page.evaluate("() => { window.stayed = true; scrollTo({ top: 700, behavior: 'instant' }) }")
    title = page.get_by_role("heading", level=1)
    for number in (4, 5):
        (folder / "themes/ours/assets/ours.css").write_text(f"h1 {{ letter-spacing: {number}px }}")
        expect(title).to_have_css("letter-spacing", f"{number}px")
    sheets = page.locator("link[rel=stylesheet][href*='ours.css']")
    expect(sheets).to_have_count(1)
    assert page.evaluate("() => [window.stayed, scrollY]") == [True, 700]
    assert complaints == []


def test_a_page_that_a_change_does_not_touch_is_left_alone(page: Page, site: Served, folder: Path) -> None:
    opened(page, f"{site.here}worksheets/goals/")
    page.evaluate("() => { window.stayed = true }")
    looked = site.preview.look
    change(folder / "content/guide.md", "Listen first", "Listen well")
    change(folder / "themes/ours/assets/ours.css", "1px", "7px")
    expect(page.get_by_role("heading", level=1)).to_have_css("letter-spacing", "7px")
    assert site.preview.look is not looked
    assert page.evaluate("() => window.stayed") is True


def test_what_stands_in_a_form_stays_when_its_page_is_loaded_again(page: Page, site: Served, folder: Path) -> None:
    opened(page, f"{site.here}worksheets/goals/")
    page.get_by_label("Why").fill("To speak up")
    change(folder / "content/worksheets/goals.yml", "title: Goals", "title: Aims")
    expect(page.get_by_role("heading", level=1)).to_have_text("Aims")
    expect(page.get_by_label("Why")).to_have_value("To speak up")


def test_errors_cover_the_page_with_file_and_line_and_go_when_they_are_mended(
    page: Page, site: Served, folder: Path, complaints: list[str]
) -> None:
    opened(page, f"{site.here}guide/")
    dialog = page.get_by_role("dialog", name="error")
    for name, good, bad, told in (
        ("content/guide.md", "Listen first.", "[Gone](gone.md)", "error[broken-link]: there is no file `gone.md`\n"),
        ("site.yml", "title: Harbour", "title: [", "error[site-file]"),
        ("content/worksheets/goals.yml", "type: text", "type: txt", "error[wrong-value]"),
        ("themes/ours/templates/partials/head.html", "{% include", "{% inclde", "error[theme]: template syntax"),
    ):
        change(folder / name, good, bad)
        expect(dialog).to_be_visible()
        expect(dialog.locator(".error").first).to_contain_text(told)
        expect(dialog.locator(".error").first).to_contain_text(f" --> {name}:")
        change(folder / name, bad, good)
        expect(page.locator("dialog[open]")).to_have_count(0)
        expect(page.get_by_role("button", name="error")).to_be_hidden()
    expect(page.get_by_text("Listen first.")).to_be_visible()
    assert complaints == []


def test_a_template_that_fails_on_this_page_is_told_over_it(page: Page, site: Served, folder: Path) -> None:
    opened(page, f"{site.here}guide/")
    template = folder / "themes/ours/templates/page.html"
    template.write_text('{% extends "base.html" %}\n{% block content %}{{ page["nothing"].at_all }}{% endblock %}')
    dialog = page.get_by_role("dialog", name="1 error")
    expect(dialog).to_contain_text("themes/ours/templates/page.html:2: ")
    template.write_text('{% extends "base.html" %}{% block footer %}The foot{% endblock %}')
    expect(page.get_by_text("The foot")).to_be_visible()
    expect(dialog).to_be_hidden()


def test_errors_can_be_put_aside_and_taken_up_again_with_the_keyboard(page: Page, site: Served, folder: Path) -> None:
    opened(page, f"{site.here}guide/")
    change(folder / "content/guide.md", "Listen first.", "[Gone](gone.md)")
    dialog, note = page.get_by_role("dialog", name="1 error"), page.get_by_role("button", name="1 error")
    expect(page.get_by_role("button", name="Show the page")).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Listen first.")).to_be_visible()
    note.focus()
    page.keyboard.press("Enter")
    expect(dialog).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    change(folder / "content/guide.md", "gone.md", "lost.md")
    expect(dialog).to_contain_text("lost.md")


def test_advice_is_a_note_that_covers_nothing_until_it_is_opened(page: Page, site: Served, folder: Path) -> None:
    (folder / "content/more.md").write_text("No title here.\n")
    page.goto(f"{site.here}guide/")
    note = page.get_by_role("button", name="1 piece of advice")
    expect(note).to_be_visible()
    expect(page.get_by_role("dialog")).to_be_hidden()
    note.click()
    expect(page.get_by_role("dialog", name="1 piece of advice")).to_contain_text("advice[missing-title]")


def test_a_preview_that_starts_broken_shows_why_and_then_the_page(
    page: Page, project: Project, complaints: list[str]
) -> None:
    folder = project({**MANY, "site.yml": "title: [\n"})
    with served(folder) as site:
        opened(page, f"{site.here}guide/")
        expect(page.get_by_role("dialog", name="1 error")).to_contain_text("error[site-file]")
        (folder / "site.yml").write_text("title: Harbour\n")
        expect(page.get_by_text("Listen first.")).to_be_visible()
        expect(page.get_by_role("dialog")).to_be_hidden()
    assert [each for each in complaints if "503" not in each] == []


def test_a_preview_that_has_ended_says_so_on_the_page(page: Page, folder: Path) -> None:
    with served(folder) as site:
        opened(page, f"{site.here}guide/")
    expect(page.get_by_role("button", name="The preview has ended")).to_be_visible()


def turn(page: Page, *, seen: bool) -> None:
    """Turns to a tab, or away from it."""
    page.evaluate("seen => { window.isSeen = seen; document.dispatchEvent(new Event('visibilitychange')) }", seen)


def test_a_tab_that_nobody_sees_listens_to_nothing_and_catches_up(page: Page, site: Served, folder: Path) -> None:
    asked: list[str] = []
    page.add_init_script("Object.defineProperty(document, 'hidden', { get: () => !window.isSeen })")
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{site.here}guide/")
    for old, new in (("Listen first", "Listen well"), ("Listen well", "Listen long")):
        asked.clear()
        before = site.preview.look
        change(folder / "content/guide.md", old, new)
        while site.preview.look is before:
            page.wait_for_timeout(20)
        page.wait_for_timeout(200)
        assert [url for url in asked if "changes" in url or url.endswith("/guide/")] == []
        expect(page.get_by_text(old)).to_be_visible()
        turn(page, seen=True)
        expect(page.get_by_text(new)).to_be_visible()
        turn(page, seen=True)  # it is a new page: the old one was loaded again
        page.wait_for_timeout(100)
        turn(page, seen=False)


def test_searching_finds_what_was_just_written(page: Page, site: Served, folder: Path) -> None:
    opened(page, f"{site.here}guide/")
    for word in ("bathyscaphe", "semaphore"):
        change(folder / "content/guide.md", "Paragraph 7.", f"Paragraph 7. A {word}.")
        expect(page.get_by_text(f"A {word}.")).to_be_attached()
        page.keyboard.press("/")
        page.keyboard.type(word)
        expect(page.locator(".search-status")).to_contain_text("1 page found")
        page.keyboard.press("Escape")


@pytest.mark.parametrize(("size", "scheme"), [(PHONE, "light"), (DESKTOP, "dark")], ids=["phone", "desktop"])
def test_axe_finds_nothing_in_what_the_preview_shows(
    browser: Browser, site: Served, folder: Path, size: object, scheme: object
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    change(folder / "content/guide.md", "Listen first.", f"[Gone](gone.md) {'and a long line ' * 10}")
    opened(page, f"{site.here}worksheets/goals/")
    expect(page.get_by_role("dialog", name="1 error")).to_be_visible()
    assert axe_finds(page) == []
    page.keyboard.press("Escape")
    assert page.evaluate("document.documentElement.scrollWidth") <= page.evaluate("innerWidth")
    assert axe_finds(page) == []
    context.close()


def test_what_the_preview_shows_can_be_read_on_its_background() -> None:
    style = (REPOSITORY / "src/mentorsite/serve/preview.css").read_text()
    colors = {name: pair for name, *pair in re.findall(r"--(\w+): light-dark\((#\w+), (#\w+)\);", style)}
    assert colors.keys() == {"paper", "ink", "error", "advice", "quiet"}
    for scheme in (0, 1):
        for below in ("paper", "quiet"):
            assert contrast(colors["ink"][scheme], colors[below][scheme]) >= 4.5
            assert all(contrast(colors[line][scheme], colors[below][scheme]) >= 3 for line in ("error", "advice"))


def test_nothing_of_the_preview_is_printed(page: Page, site: Served, folder: Path) -> None:
    (folder / "content/more.md").write_text("No title here.\n")
    page.goto(f"{site.here}guide/")
    note = page.get_by_role("button", name="1 piece of advice")
    expect(note).to_be_visible()
    page.emulate_media(media="print")
    expect(note).to_be_hidden()
