"""Searching: what is found, how it is used, what it costs, and what it must never do."""

import functools
import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from mentorsite.build import plain_letters, search_index
from mentorsite.build.cache import PLACE, Cache
from mentorsite.build.pipeline import write
from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.errors import FatalError, MissingToolError
from tests.commands import run
from tests.conftest import DESKTOP, PHONE, PROGRAM, SITE, prepared, rendered
from tests.in_browser import axe_finds

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_posix]

Project = Callable[[dict[str, str]], Path]
POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'"
)
BASES = ("/small/", "/a/b/", "/a/c/d/")
IMAGE = "<img src=x onerror=alert(1)>"
QUIET = SITE + "downloads: []\n"
PAGES = {
    "site.yml": QUIET,
    "content/index.md": "---\ntitle: Home\n---\nWelcome to the harbour.\n",
    "content/guidelines/gifts.md": "---\ntitle: Gifts\nfor: mentee\n---\nA lighthouse.\n\n## Small\nTea.\n",
    "content/worksheets/aims.yml": "title: Aims\nsections: {all: {fields: {why: {type: text, label: A semaphore}}}}\n",
    "content/programs/p.yml": PROGRAM.replace("To test.", "To chart the bathyscaphe."),
}


class Strict(SimpleHTTPRequestHandler):
    """Serves files under the policy that a careful host sends."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        pass


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path, str], str]]:
    """Puts a built site at a path of a web server; gives its address."""
    root = tmp_path_factory.mktemp("served")
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Strict, directory=str(root)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()

    def serve(site: Path, base: str) -> str:
        if base == "/":
            for each in site.iterdir():
                (root / each.name).symlink_to(each)
        elif not (root / base.strip("/")).exists():
            (root / base.strip("/")).parent.mkdir(parents=True, exist_ok=True)
            (root / base.strip("/")).symlink_to(site)
        return f"http://127.0.0.1:{server.server_port}{base}"

    yield serve
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def web(served: Callable[[Path, str], str], handbook: Path) -> dict[str, str]:
    """The address of this repository's handbook at each base path."""
    return {base: served(handbook, base) for base in ("/", "/repo/")}


@pytest.fixture(scope="module")
def small(served: Callable[[Path, str], str], tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The address of a small handbook at paths of several depths."""
    folder = tmp_path_factory.mktemp("small")
    for name, text in PAGES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    site = built(folder)
    return {base: served(site, base) for base in BASES}


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


def built(folder: Path, *without: str) -> Path:
    """Builds a project without its downloads, in which nobody searches."""
    write(prepare(read(folder), without=frozenset({"pdf", "docx", *without})), folder, folder / "public")
    return folder / "public"


def ask(page: Page, text: str) -> None:
    page.keyboard.press("/")
    expect(page.locator("#_search")).to_be_focused()
    page.keyboard.type(text)
    expect(page.locator(".search-status")).to_contain_text(re.compile("found|gefunden", re.IGNORECASE))


@pytest.mark.parametrize("base", BASES)
@pytest.mark.parametrize(
    ("word", "address"),
    [
        ("lighthouse", "guidelines/gifts/"),
        ("semaphore", "worksheets/aims/"),
        ("bathyscaphe", "programs/p/"),
    ],
)
def test_a_word_is_found_and_followed_by_keyboard_alone_wherever_the_site_lives(
    base: str, word: str, address: str, page: Page, small: dict[str, str], complaints: list[str]
) -> None:
    page.goto(f"{small[base]}guidelines/gifts/")
    ask(page, word)
    expect(page.locator(".search-title").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{small[base]}{address}")
    assert complaints == []


def test_nothing_is_loaded_before_someone_is_about_to_search(page: Page, web: dict[str, str]) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(web["/"])
    page.wait_for_load_state("networkidle")
    assert not [url for url in asked if "_search/" in url or "search-dialog.js" in url]
    with page.expect_request("**/_search/pagefind.js"):
        page.get_by_role("button", name="Search").hover()


def test_the_button_and_control_k_open_the_dialog_and_escape_gives_the_focus_back(
    page: Page, web: dict[str, str]
) -> None:
    page.goto(web["/repo/"])
    button = page.get_by_role("button", name="Search")
    button.click()
    expect(page.get_by_role("dialog", name="Search this handbook")).to_be_visible()
    page.keyboard.type("feedback")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search")).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Control+k")
    expect(page.locator("#_search")).to_be_focused()


def test_the_slash_stays_a_slash_in_a_field_and_where_it_was_turned_off(page: Page, web: dict[str, str]) -> None:
    page.goto(f"{web['/']}worksheets/goals/")
    field = page.locator("main textarea").first
    field.focus()
    page.keyboard.type("and/or")
    assert field.input_value() == "and/or"
    expect(page.locator("dialog.search")).to_be_hidden()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Search").click()
    page.get_by_label("Open search with the / key").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    expect(page.locator("dialog.search")).to_be_hidden()
    page.keyboard.press("Control+k")
    expect(page.locator("dialog.search")).to_be_visible()


def test_results_tell_their_number_kind_and_the_headings_that_the_word_stands_under(
    page: Page, web: dict[str, str]
) -> None:
    page.goto(web["/"])
    ask(page, "feedback")
    expect(page.locator(".search-status")).to_contain_text("pages found")
    first = page.locator(".search-result").first
    expect(first.locator(".search-title")).to_have_text("Giving and taking feedback")
    expect(first.locator(".note")).to_have_text("Guideline · mentors · mentees")
    assert first.locator("mark").first.inner_text().lower().startswith("feedback")
    assert "#" in (first.locator(".search-parts a").first.get_attribute("href") or "")


def test_filters_leave_only_what_is_ticked_and_say_how_many_there_are(page: Page, web: dict[str, str]) -> None:
    page.goto(web["/"])
    ask(page, "feedback")
    page.get_by_text("Show only some").click()
    box = page.locator("[name=kind][value=Worksheet]")
    number = int(page.locator(".option", has=box).locator(".note").inner_text())
    box.check()
    expect(page.locator(".search-status")).to_have_text(f"{number} pages found")
    kinds = page.locator(".search-result > .note").all_inner_texts()
    assert len(kinds) == number
    assert all(kind.startswith("Worksheet") for kind in kinds)
    page.locator("[name=audience][value=coordinators]").check(force=True)
    expect(page.locator(".search-status")).to_contain_text("Take a tick away")


def test_a_word_that_is_nowhere_is_said_with_what_to_try(page: Page, web: dict[str, str]) -> None:
    page.goto(web["/"])
    ask(page, "zyxwvutsr")
    expect(page.locator(".search-status")).to_have_text(
        "Nothing found for “zyxwvutsr”. Try another word for it, or a shorter one."
    )
    assert page.locator(".search-result").count() == 0


LETTERED = {
    **PAGES,
    "content/names.md": "---\ntitle: Names\n---\nŁukasz, Søren and José meet in the Straße, Ærø, with Þóra, Đorđe.\n",
    "content/plain.md": "---\ntitle: Plain\n---\nLukas and Thora drive to Malmo.\n",
    "content/oere.md": "---\ntitle: Øresund\n---\nA strait.\n",
}


@pytest.fixture(scope="module")
def lettered(served: Callable[[Path, str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a handbook full of letters that many keyboards lack."""
    folder = tmp_path_factory.mktemp("lettered")
    for name, text in LETTERED.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return served(built(folder), "/lettered/")


@pytest.mark.parametrize(
    ("typed", "title", "marked"),
    [
        ("jose", "Names", "José"),
        ("lukasz", "Names", "Łukasz,"),
        ("soren", "Names", "Søren"),
        ("strasse", "Names", "Straße,"),
        ("aero", "Names", "Ærø,"),
        ("dorde", "Names", "Đorđe."),
        ("Łukasz", "Names", "Łukasz,"),
        ("Straße", "Names", "Straße,"),
        ("Malmø", "Plain", "Malmo"),
        ("ðrive", "Plain", "drive"),
    ],
)
def test_letters_that_a_keyboard_lacks_are_found_by_plain_ones_and_plain_ones_by_them(
    typed: str, title: str, marked: str, page: Page, lettered: str, complaints: list[str]
) -> None:
    page.goto(lettered)
    ask(page, typed)
    expect(page.locator(".search-title").first).to_have_text(title)
    assert marked.strip(",.") in page.locator(".search-result").first.locator("mark").all_inner_texts()[0]
    assert complaints == []


def test_a_title_is_found_by_plain_letters_and_nothing_is_shown_that_was_not_written(page: Page, lettered: str) -> None:
    page.goto(f"{lettered}oere/")
    assert "oresund" not in page.content().lower()
    ask(page, "oresund")
    expect(page.locator(".search-title")).to_have_text("Øresund")
    assert "oresund" not in page.locator(".search-results").inner_text().lower()


def test_a_letter_has_a_plain_form_in_both_cases_and_accents_stay() -> None:
    assert plain_letters.plain("ŁØSS ẞ ĳ ǿ É") == "loss ss ij ó é"
    assert list(plain_letters.plainly("Straße, José, Straße und Ærø")) == ["strasse", "aero"]
    assert {"ł", "ø", "ß", "đ", "ð", "þ", "æ", "œ", "ı", "ħ", "ŧ"} <= plain_letters.LETTERS.keys()


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("ﬁancé ＺＯＯＭ ｶﾞｲﾄﾞ", ["fiancé", "zoom", "ガイド"]),
        ("мʼята ґанок үй қала", ["мята", "ганок", "уй", "кала"]),
        ("مدرسة على کتاب", ["مدرسه", "علي", "كتاب"]),
        ("μέντορας всё שָׁלוֹם समझौता plain", []),
    ],
)
def test_letters_of_each_script_have_the_form_that_other_keyboards_write(written: str, plain: list[str]) -> None:
    assert list(plain_letters.plainly(written)) == plain


def test_english_pages_get_no_letters_of_other_scripts_and_words_keep_their_marks() -> None:
    assert plain_letters.letters_for("harbour") == plain_letters.LETTERS
    assert plain_letters.letters_for("مدرسه")["ة"] == "ه"
    assert plain_letters.WORD.findall("समझौता שָׁלוֹם 12 a") == ["समझौता", "שָׁלוֹם"]


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("privacy", {"Code of conduct and safety", "Setting boundaries", "Mentoring agreement"}),
        ("quit", {"Closing well"}),
        ("quitting", {"Closing well"}),
        ("racist", {"Code of conduct and safety"}),
        ("my mentor doesnt reply", {"Speaking up"}),
        ("reimbursement", {"Career Growth Mentoring"}),
        ("vacation", {"Checking in"}),
    ],
)
def test_words_that_readers_look_for_find_the_pages_that_use_others(
    typed: str, titles: set[str], page: Page, web: dict[str, str]
) -> None:
    page.goto(web["/"])
    ask(page, typed)
    expect(page.locator(".search-result").first).to_be_visible()
    assert set(page.locator(".search-title").all_inner_texts()) == titles


def test_keywords_of_pages_programs_and_forms_are_found_and_shown_nowhere_and_a_title_comes_first(
    project: Project, served: Callable[[Path, str], str], page: Page
) -> None:
    keyed = "keywords: [xylophone, gong]\n"
    folder = project(
        {
            **PAGES,
            "content/guidelines/gifts.md": f"---\ntitle: Gifts\n{keyed}---\nA lighthouse.\n",
            "content/guidelines/tune.md": "---\ntitle: Xylophone\n---\nIt is played.\n",
            "content/worksheets/aims.yml": keyed + PAGES["content/worksheets/aims.yml"],
            "content/programs/p.yml": keyed + PAGES["content/programs/p.yml"],
        }
    )
    page.goto(served(built(folder), "/keyed/") + "guidelines/gifts/")
    assert "gong" not in page.locator("body").aria_snapshot()
    ask(page, "xylophone")
    expect(page.locator(".search-status")).to_have_text("4 pages found")
    expect(page.locator(".search-title").first).to_have_text("Xylophone")
    page.locator("#_search").fill("gong")
    expect(page.locator(".search-status")).to_have_text("3 pages found")
    assert "gong" not in page.locator(".search-results").inner_text()


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("aggrement", "agreement"),
        ("agreemant", "agreement"),
        ("feedbak", "feedback"),
        ("mentro", "mentor"),
        ("mentoringship", "mentoring"),
    ],
)
def test_a_misspelt_word_finds_nothing_and_the_right_one_is_offered(
    typed: str, offered: str, page: Page, web: dict[str, str], complaints: list[str]
) -> None:
    page.goto(web["/"])
    ask(page, typed)
    expect(page.locator(".search-status")).to_contain_text(f"Nothing found for “{typed}”.")
    assert page.locator(".search-result").count() == 0
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status").get_by_role("button", name=f"Did you mean “{offered}”?")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#_search")).to_be_focused()
    expect(page.locator("#_search")).to_have_value(offered)
    expect(page.locator(".search-status")).to_contain_text("pages found")
    assert complaints == []


@pytest.mark.parametrize("typed", ["raisin", "fraction", "xyz"])
def test_a_word_that_is_no_slip_of_another_gets_no_offer(typed: str, page: Page, web: dict[str, str]) -> None:
    page.goto(web["/"])
    ask(page, typed)
    expect(page.locator(".search-status")).to_contain_text("Nothing found")
    assert page.locator(".search-near").count() == 0


def test_the_other_words_of_a_search_are_found_and_the_misspelt_one_is_told(page: Page, web: dict[str, str]) -> None:
    page.goto(web["/"])
    ask(page, "setting boundries")
    expect(page.locator(".search-status")).to_contain_text("Nothing found for “boundries”.")
    expect(page.locator(".search-result").first).to_be_visible()
    page.get_by_role("button", name="Did you mean “setting boundaries”?").click()
    expect(page.locator(".search-title").first).to_have_text("Setting boundaries")


@pytest.mark.parametrize("typed", ["agree", "copies", "happiness", "check-in", "2027", "don't"])
def test_beginnings_and_other_forms_of_words_are_no_mistakes(typed: str, page: Page, web: dict[str, str]) -> None:
    page.goto(web["/"])
    ask(page, typed)
    expect(page.locator(".search-result").first).to_be_visible()
    assert "Nothing" not in page.locator(".search-status").inner_text()
    assert page.locator(".search-near").count() == 0


def test_words_are_found_where_the_browser_has_no_workers(
    page: Page, small: dict[str, str], complaints: list[str]
) -> None:
    page.add_init_script("delete window.Worker")
    page.goto(small["/a/b/"])
    ask(page, "lighthouse")
    expect(page.locator(".search-title")).to_have_text("Gifts")
    assert complaints == []


def test_an_index_that_cannot_be_loaded_is_said_and_the_dialog_still_closes(page: Page, web: dict[str, str]) -> None:
    page.goto(web["/"])
    page.route("**/_search/**", lambda route: route.abort())
    page.keyboard.press("/")
    expect(page.locator(".search-status")).to_have_text(
        "Search can't be loaded just now. Check your connection, then try again."
    )
    page.get_by_role("button", name="Close").click()
    expect(page.locator("dialog.search")).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
@pytest.mark.parametrize(("turned", "words"), [("ltr", "feedback"), ("rtl", "feedback"), ("ltr", "setting boundries")])
def test_axe_finds_nothing_in_the_open_dialog_and_nothing_is_too_small_or_too_wide(
    browser: Browser, web: dict[str, str], size: Any, scheme: Any, turned: str, words: str
) -> None:
    context = browser.new_context(viewport=size, color_scheme=scheme, reduced_motion="reduce", bypass_csp=True)
    page = context.new_page()
    page.goto(web["/"])
    page.evaluate("dir => { document.documentElement.dir = dir; }", turned)
    ask(page, words)
    page.get_by_text("Show only some").click()
    expect(page.get_by_role("button", name="Did you mean")).to_have_count(int(words == "setting boundries"))
    assert axe_finds(page) == []
    dialog = page.locator("dialog.search")
    assert dialog.evaluate("each => each.scrollWidth <= each.clientWidth")
    targets = dialog.locator("a, button, input, summary").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).filter(box => box.width).map(box => box.height)"
    )
    assert min(targets) >= 24
    context.close()


def test_the_dialog_keeps_its_edges_in_forced_colours(browser: Browser, web: dict[str, str]) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(web["/"])
    ask(page, "feedback")
    styles = page.locator("dialog.search").evaluate(
        "each => [getComputedStyle(each).borderTopStyle, getComputedStyle(each).borderTopWidth]"
    )
    assert styles == ["solid", "1px"]
    assert page.locator("#_search").evaluate("each => getComputedStyle(each).outlineStyle") == "solid"
    context.close()


def test_titles_headings_texts_and_queries_that_look_like_html_stay_text(
    project: Project, served: Callable[[Path, str], str], page: Page, complaints: list[str]
) -> None:
    front = f"---\ntitle: 'Wharf {IMAGE}'\nfor: '{IMAGE}'\n---\n"
    hostile = f"{front}## Anchor `{IMAGE}`\nA `<mark>{IMAGE}</mark>` wharf &lt;b&gt; & more.\n"
    folder = project({**PAGES, "content/wharf.md": hostile})
    page.goto(served(built(folder), "/hostile/"))
    ask(page, "wharf")
    expect(page.locator(".search-title")).to_have_text(f"Wharf {IMAGE}")
    expect(page.locator(".search-parts a")).to_have_text(f"Anchor {IMAGE}")
    expect(page.locator(".search-excerpt")).to_contain_text(f"<mark>{IMAGE}</mark>")
    query = "<svg onload=zyxwv(2)></p><script>qwzxv(1)</script>"
    page.locator("#_search").fill(query)
    expect(page.locator(".search-status")).to_contain_text(f"“{query}”")
    assert page.locator("dialog.search :is(img, script, b, .search-status *)").count() == 0
    assert complaints == []


def test_a_second_build_does_not_run_pagefind_and_a_changed_page_does(
    project: Project, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))  # other tests search the same pages
    runs: list[int] = []
    real = search_index.pagefind

    def counted(pages: Any) -> dict[str, bytes]:
        runs.append(len(pages))
        return real(pages)

    monkeypatch.setattr(search_index, "pagefind", counted)
    folder = project(PAGES)
    first = {path.name: path.read_bytes() for path in (built(folder) / "_search").rglob("*") if path.is_file()}
    built(folder)
    project({"site.yml": QUIET.replace("Test handbook", "Another name") + "theme: {accent: '#123456'}\n"})
    second = {path.name: path.read_bytes() for path in (built(folder) / "_search").rglob("*") if path.is_file()}
    assert len(runs) == 1
    assert second == first
    project({"content/guidelines/gifts.md": "---\ntitle: Gifts\n---\nA windmill.\n"})
    third = {path.name for path in (built(folder) / "_search").rglob("*") if path.is_file()}
    assert len(runs) == 2
    assert third != first.keys()


def test_the_same_pages_give_the_same_bytes_in_any_order(tmp_path: Path) -> None:
    pages = {
        f"{number}/index.html": f'<html lang="en"><body><main data-pagefind-body data-k="{number % 7}" '
        f'data-pagefind-filter="kind[data-k], other[data-k]"><h1>Page {number}</h1><p>words</p></main>'.encode()
        for number in range(40)
    }
    once = search_index.index(pages, Cache(tmp_path / "once"))
    again = [search_index.index(dict(reversed(pages.items())), Cache(tmp_path / f"{number}")) for number in range(3)]
    assert all(each == once for each in again)
    assert all(list(each) == list(once) for each in again)


def test_menus_and_what_surrounds_a_page_are_not_searched_and_a_forms_questions_are() -> None:
    made = rendered(PAGES)
    found = {path: search_index.searchable(path, text.encode()) for path, text in made.items()}
    form = found["worksheets/aims/index.html"]["worksheets/aims/index.html"].decode()
    assert "navigation" not in form
    assert "A semaphore" in form
    assert "<label" not in form
    left_out = {path for path in made if path.endswith(".html") and not found[path]}
    assert {"404.html", "print/index.html", "this-device/index.html"} <= left_out
    assert not {path for path in left_out if "print" not in path} - {"404.html", "this-device/index.html"}


def test_a_folder_of_content_that_stands_where_the_index_will_is_left_out_as_a_draft() -> None:
    build = prepared({**PAGES, "content/_search/pagefind.js": "mine"})
    assert not build.problems
    assert not [output for output in build.outputs if output.path == "_search/pagefind.js"]


def test_each_language_has_an_index_of_its_own(
    project: Project, served: Callable[[Path, str], str], page: Page, complaints: list[str]
) -> None:
    folder = project(
        {
            "site.yml": QUIET + "languages: {en: English, de: Deutsch}\n",
            "content/index.md": "---\ntitle: Home\n---\nThe harbour.\n",
            "content/start.md": "---\ntitle: Start\nlanguage: de\n---\nZwei Leuchttürme.\n",
        }
    )
    site = served(built(folder), "/languages/")
    page.goto(f"{site}start/")
    ask(page, "Leuchtturm")
    expect(page.locator(".search-title")).to_have_text("Start")
    expect(page.locator(".search-status")).to_have_text("1 Seite gefunden")
    page.goto(site)
    ask(page, "Leuchtturm")
    expect(page.locator(".search-status")).to_contain_text("Nothing found")
    assert complaints == []


TEXTS = {
    "pt-BR": ("Palavras", "As reuniões começam às nove."),
    "tr": ("Kelimeler", "İstanbul ılık."),
    "el": ("Λέξεις", "Ο μέντορας ακούει."),
    "uk": ("Слова", "Зустріч на ґанку."),
    "he": ("מילים", "שָׁלוֹם לכולם בהסכם."),
    "ar": ("كلمات", "يلتقي أحمد المُرْشِد في مكتبة على البحر."),
    "ja": ("メンター合意書", "私たちは毎週<b>水曜</b>日にZoomで会います。図書館です。\n\n## 日曜\n\n話は水です。"),
    "zh-Hans": ("导师协议", "我们每周三见面。本手册介绍导师制度。"),
    "th": ("ข้อตกลง", "เราพบกันทุกสัปดาห์ที่โรงเรียน"),
}
"""The title and the text of a page in each language."""


@pytest.fixture(scope="module")
def spoken(served: Callable[[Path, str], str], tmp_path_factory: pytest.TempPathFactory) -> str:
    """The address of a handbook in many languages, of whose pages one is translated."""
    folder = tmp_path_factory.mktemp("spoken")
    named = ", ".join(f"{code}: {code}" for code in ("en", *TEXTS))
    (folder / "content").mkdir()
    (folder / "site.yml").write_text(QUIET + f"languages: {{{named}}}\n", encoding="utf-8")
    for name in ("index", "words", "later"):
        (folder / f"content/{name}.md").write_text(f"---\ntitle: {name.title()}\n---\nThe harbour. Zoom.\n")
    for code, (title, text) in TEXTS.items():
        written = f"---\ntitle: {title}\n---\n{text}\n"
        (folder / f"content/words.{code}.md").write_text(written, encoding="utf-8")
    return served(built(folder), "/spoken/")


def found_by(page: Page, typed: str) -> tuple[list[str], str]:
    """The titles of what is found, and what is said of it."""
    page.keyboard.press("/")
    status = page.locator(".search-status")
    page.locator("#_search").fill("")
    before = status.inner_text()
    page.locator("#_search").fill(typed)
    expect(status).not_to_have_text(before)
    return page.locator(".search-title").all_inner_texts(), status.inner_text()


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("pt-BR", {"reunioes": "reuniões"}),
        ("tr", {"istanbul": "İstanbul", "ilik": "ılık"}),
        ("el", {"μεντορας": "μέντορας"}),
        ("uk", {"ганку": "ґанку"}),
        ("he", {"שלום": "שָׁלוֹם"}),
        ("ar", {"احمد": "أحمد", "مكتبه": "مكتبة", "علي": "على", "مرشد": "المُرْشِد"}),
        ("ja", {"水曜日": "水曜日", "ｚｏｏｍ": "Zoom", "図書館": "図書館", "ﾒﾝﾀｰ": "メンター"}),
        ("zh-Hans", {"手册": "手册", "每周 导师": "导师", "介绍手册": "手册"}),
        ("th", {"โรงเรียน": "โรงเรียน"}),
    ],
)
def test_each_language_finds_its_own_pages_by_the_letters_that_its_readers_type_and_no_untranslated_ones(
    code: str, found: dict[str, str], page: Page, spoken: str, complaints: list[str]
) -> None:
    page.goto(f"{spoken}{code}/words/")
    for typed, marked in found.items():
        assert found_by(page, typed)[0] == [TEXTS[code][0]]
        assert marked in page.locator(".search-result mark").first.inner_text()
    assert found_by(page, "harbour")[0] == []
    assert complaints == []


def test_letters_that_only_stand_apart_are_not_marked_and_their_headings_not_listed(page: Page, spoken: str) -> None:
    page.goto(f"{spoken}ja/words/")
    found_by(page, "水曜日")
    assert page.locator(".search-result mark").all_inner_texts() == ["水曜日"]
    assert page.locator(".search-parts").count() == 0
    found_by(page, "日曜")
    expect(page.locator(".search-parts a")).to_have_text("日曜")


def test_the_field_runs_as_the_page_until_something_is_typed_and_then_as_that(page: Page, spoken: str) -> None:
    page.goto(f"{spoken}ar/words/")
    page.keyboard.press("/")
    field = page.locator("#_search")
    expect(field).to_have_css("direction", "rtl")
    field.fill("abc")
    expect(field).to_have_css("direction", "ltr")


@pytest.mark.parametrize(
    ("code", "typed", "offered"),
    [
        ("el", "μεντρας", ["μέντορας"]),
        ("uk", "зустірч", ["зустріч"]),
        ("he", "לכולל", ["לכולם"]),
        ("ar", "مكبتة", ["مكتبة"]),
        ("ja", "象牙", []),
    ],
)
def test_a_misspelt_word_of_a_language_finds_nothing_and_the_near_one_is_offered(
    code: str, typed: str, offered: list[str], page: Page, spoken: str
) -> None:
    page.goto(f"{spoken}{code}/words/")
    titles, said = found_by(page, typed)
    assert titles == []
    assert typed in said
    near = page.locator(".search-near").all_inner_texts()
    assert len(near) == len(offered)
    assert all(word in each for word, each in zip(offered, near, strict=True))


@pytest.mark.parametrize("how", ["option", "setting"])
def test_without_search_there_is_no_button_no_script_and_no_index_and_an_old_one_goes(
    project: Project, how: str
) -> None:
    folder = project(PAGES)
    assert (built(folder) / "_search" / "pagefind.js").is_file()
    if how == "setting":
        project({"site.yml": QUIET + "search: no\n"})
    output = built(folder, *(["search"] if how == "option" else []))
    assert not (output / "_search").exists()
    text = (output / "index.html").read_text()
    assert "search-open" not in text
    assert "search.js" not in text
    assert "data-pagefind-body" not in text
    assert "wasm-unsafe-eval" not in text


def test_the_command_line_leaves_search_out_and_says_what_can_be(project: Project) -> None:
    folder = project(PAGES)
    done = run("build", "-C", folder, "--without", "search,pdf,docx")
    assert done.returncode == 0, done.stderr
    assert not (folder / "public" / "_search").exists()
    wrong = run("build", "-C", folder, "--without", "searching")
    assert wrong.returncode == 2
    assert "pdf, docx, markdown, search" in wrong.stderr
    assert "_search/\tevery page" in run("plan", "-C", folder).stdout.splitlines()


def test_the_button_is_hidden_from_disk_and_without_javascript(browser: Browser, handbook: Path) -> None:
    for options in ({}, {"java_script_enabled": False}):
        context = browser.new_context(**options)  # type: ignore[arg-type]
        page = context.new_page()
        page.goto(f"{handbook.as_uri()}/index.html")
        expect(page.locator(".search-open")).to_be_hidden()
        page.keyboard.press("/")
        expect(page.locator("dialog.search")).to_be_hidden()
        context.close()


def test_pagefind_that_is_missing_fails_or_hangs_is_told_with_how_to_do_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = {"index.html": b'<html lang="en"><body><main data-pagefind-body><h1>A</h1></main>'}
    program = tmp_path / "pagefind"
    program.write_text("#!/bin/sh\necho it broke >&2\nexit 3\n")
    program.chmod(0o755)
    monkeypatch.setattr("pagefind_bin.get_executable", lambda: program)
    with pytest.raises(FatalError, match=r"(?s)it broke.*--without search"):
        search_index.index(pages, Cache(tmp_path))
    program.chmod(0o644)
    with pytest.raises(FatalError, match=r"(?s)can't run.*--without search"):
        search_index.index(pages, Cache(tmp_path))

    def hangs(*_: Any, **__: Any) -> None:
        raise subprocess.TimeoutExpired("pagefind", search_index.TIMEOUT_SECONDS)

    def missing() -> Path:
        raise FileNotFoundError("pagefind")

    with monkeypatch.context() as patch:
        patch.setattr(subprocess, "run", hangs)
        with pytest.raises(FatalError, match="not done after 10 minutes"):
            search_index.index(pages, Cache(tmp_path))
    monkeypatch.setattr("pagefind_bin.get_executable", missing)
    with pytest.raises(MissingToolError, match=r"pip install pagefind-bin.*--without search"):
        search_index.index(pages, Cache(tmp_path))


def test_a_failure_of_pagefind_leaves_the_site_as_it_was(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = project(PAGES)
    output = built(folder)
    before = {path: path.read_bytes() for path in output.rglob("*") if path.is_file()}
    project({"content/index.md": "---\ntitle: Home\n---\nChanged.\n"})

    def fails(pages: Any) -> dict[str, bytes]:
        raise FatalError("it broke")

    monkeypatch.setattr(search_index, "pagefind", fails)
    with pytest.raises(FatalError):
        built(folder)
    assert {path: path.read_bytes() for path in output.rglob("*") if path.is_file()} == before
