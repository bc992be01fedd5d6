"""Signing on screen: what a signature covers, when it holds, how two people get the same signed copy, and its check."""

import json
import re
from collections.abc import Callable, Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect

from mentorsite.render.forms.signed_words import SignedPart, digest_of_all
from tests.conftest import PROGRAM, rendered
from tests.render.forms.test_form_page import EVERY, FILES, Visit, axe, clear, load, printed, saved, small, status

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_programs]

__all__ = ["small"]  # a fixture
CHECK = "check-signed-copy/"
SEAL = re.compile(r"^[0-9A-Z]{4}( [0-9A-Z]{4}){4}$")


class SecureVisit(Visit):
    """A visit over a secure connection, which signing needs."""

    here = "https://handbook.test/base/"


@pytest.fixture
def visits(browser: Browser, small: Path) -> Iterator[Callable[[], SecureVisit]]:
    """Makes visits, each on a device of its own."""
    made: list[SecureVisit] = []

    def make() -> SecureVisit:
        made.append(SecureVisit(browser.new_context(locale="en-GB"), small))
        return made[-1]

    yield make
    for each in made:
        each.context.close()
        assert each.complaints == []
        assert [url for url in each.requests if not url.startswith(each.here)] == []


def block(page: Page, party: str) -> Locator:
    return page.get_by_role("group", name=party, exact=True)


def draw(dialog: Locator) -> None:
    """Draws two strokes, as with a pen."""
    pad, mouse = dialog.locator(".sign-pad"), dialog.page.mouse
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    assert box
    for across in (20, 90):
        mouse.move(box["x"] + across, box["y"] + 20)
        mouse.down()
        mouse.move(box["x"] + across + 40, box["y"] + 60, steps=8)
        mouse.up()


def sign(page: Page, party: str, name: str, *, drawn: bool = False) -> Locator:
    """Signs; gives where that stands."""
    place = block(page, party)
    place.get_by_role("button", name=re.compile("^Sign (here|again)")).click()
    dialog = page.get_by_role("dialog", name=f"Sign: {party}")
    dialog.get_by_label("Name").fill(name)
    if drawn:
        draw(dialog)
    dialog.get_by_role("button", name="Sign", exact=True).click()
    expect(place.locator(".signed")).to_contain_text(f"Signed by {name}")
    return place


def initial(page: Page, clause: str, letters: str, *, party: str = "", drawn: bool = False) -> None:
    page.get_by_role("button", name=f"Initial here: {clause}").click()
    dialog = page.get_by_role("dialog", name="Initials")
    if party:
        dialog.get_by_label("I am the").select_option(label=party)
    dialog.get_by_label("Initials").fill(letters)
    if drawn:
        draw(dialog)
    dialog.get_by_role("button", name="Sign", exact=True).click()
    expect(page.get_by_role("textbox", name=f"Initials for {clause}")).to_have_value(letters)


def sealed(page: Page) -> str:
    shown = page.locator(".form-seal b")
    expect(shown).to_have_text(SEAL)
    return shown.inner_text()


def changes(place: Locator, text: str) -> None:
    expect(place.locator(".signed")).to_contain_text("No longer holds")
    expect(place.locator(".signed li")).to_have_text([text])
    expect(place).to_have_attribute("data-signed", "void")


def checked(page: Page, content: object) -> str:
    page.locator(".form-status").evaluate("each => { each.textContent = ''; }")
    load(page, content)
    status(page)
    return page.locator("main").inner_text()


def test_a_pair_signs_and_both_have_the_same_copy(visits: Callable[[], SecureVisit], tmp_path: Path) -> None:
    first, second = visits(), visits()
    mentee, mentor = first.open(EVERY), second.open(EVERY)
    mentee.locator("[name=first_goal]").fill("Grow")
    initial(mentee, "1.2", "AL", party="Mentee", drawn=True)
    expect(mentee.locator(".drawn-initials svg")).to_have_count(1)

    load(mentor, saved(mentee))
    expect(mentor.locator("[name=first_goal]")).to_have_value("Grow")
    mentor.locator("[name=how_we_know]").fill("By asking")
    mentor.get_by_role("button", name="Initial here: 1.2").click()
    dialog = mentor.get_by_role("dialog", name="Initials")
    dialog.get_by_label("Initials").fill("CB")
    dialog.get_by_role("button", name="Sign", exact=True).click()
    expect(mentor.get_by_role("textbox", name="Initials for 1.2")).to_have_value("AL, CB")
    place = sign(mentor, "Mentor 1", "Charles Babbage", drawn=True)
    expect(place.get_by_role("img", name="Signature: Charles Babbage")).to_be_visible()

    load(mentee, saved(mentor))
    expect(mentee.locator(".form-status")).to_contain_text("Signed: Mentor 1.")
    expect(block(mentee, "Mentor 1").locator(".signed")).to_contain_text("Signed by Charles Babbage")
    expect(mentee.get_by_role("textbox", name="Initials for 1.2")).to_have_value("AL, CB")
    sign(mentee, "Mentee", "Ada Lovelace")
    content = saved(mentee)

    load(mentor, content)
    expect(block(mentor, "Mentee").locator(".signed")).to_contain_text("Signed by Ada Lovelace")
    assert sealed(mentee) == sealed(mentor)
    assert saved(mentor)["signed"] == content["signed"]
    papers = [printed(page, tmp_path)[0] for page in (mentee, mentor)]
    assert papers[0] == papers[1]
    assert sealed(mentee) in papers[0]
    assert papers[0].count("Ada Lovelace") == 2, "the name, and the signature in place of the line"
    assert papers[0].count("Charles Babbage") == 1, "what was drawn is no text"
    mentee.reload()
    seal = sealed(mentee)

    check = first.open(CHECK)
    said = checked(check, content)
    assert "Mentee: signed by Ada Lovelace on" in said
    assert said.count("The file is what was signed.") == 2
    assert "The words are those that this handbook has today." in said
    assert sealed(check) == seal
    assert check.get_by_role("img", name="Signature: Charles Babbage").count() == 1


def test_a_change_ends_a_signature_and_says_what_it_was(visits: Callable[[], SecureVisit]) -> None:
    page = visits().open(EVERY)
    goal = page.locator("[name=first_goal]")
    goal.fill("Grow")
    place = sign(page, "Mentee", "Ada Lovelace")
    seal = sealed(page)
    goal.fill("Shrink")
    changes(place, "First goal: Grow → Shrink")
    expect(page.locator(".form-seal")).to_be_hidden()
    goal.fill("Grow")
    assert sealed(page) == seal
    page.locator("[name=days__monday]").check()
    changes(place, "Days that suit us: No answer yet → Monday")
    place.get_by_role("button", name="Put back what was signed").click()
    assert sealed(page) == seal
    expect(page.locator("[name=days__monday]")).not_to_be_checked()
    page.get_by_role("button", name="Undo").press("Enter")
    changes(place, "Days that suit us: No answer yet → Monday")
    page.reload()
    changes(place, "Days that suit us: No answer yet → Monday")
    sign(page, "Mentee", "Ada Lovelace")
    sign(page, "Mentor 1", "Charles Babbage")
    page.locator("[name=signature__mentor__name]").fill("Someone")
    changes(block(page, "Mentor 1"), "Name: Charles Babbage → Someone")
    expect(place).to_have_attribute("data-signed", "holds")  # what others do to sign is not covered
    block(page, "Mentor 1").get_by_role("button", name="Take the signature away").click()
    expect(block(page, "Mentor 1").get_by_role("button", name="Sign here")).to_be_visible()
    clear(page)
    expect(place.get_by_role("button", name="Sign here")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(place.locator(".signed")).to_contain_text("Signed by Ada Lovelace")
    assert saved(page)["signed"].keys() == {"mentee"}


def test_other_words_another_version_or_language_end_a_signature(visits: Callable[[], SecureVisit]) -> None:
    visit = visits()
    page = visit.open(EVERY)
    sign(page, "Mentee", "Ada Lovelace")
    content = saved(page)
    place = block(page, "Mentee")

    def after(change: Callable[[dict[str, Any]], None], text: str) -> None:
        clear(page)
        made = json.loads(json.dumps(content))
        change(made["signed"]["mentee"]["covers"])
        load(page, made)
        changes(place, text)
        again = visit.open(CHECK)
        assert "The file is what was signed." in checked(again, made)
        assert text in again.locator(".check-today").inner_text() or "language" in text
        sealed(again)
        again.close()

    def reword(covers: dict[str, Any]) -> None:
        covers["words"]["promises__clause__limits"][0] = "0"

    def take_out(covers: dict[str, Any]) -> None:
        del covers["words"]["promises__clause__limits"]

    def put_in(covers: dict[str, Any]) -> None:
        covers["words"]["gone"] = ["0", "9.9 <b>Gone</b>"]

    after(reword, "“1.3 What we promise & why” is worded anew.")
    after(take_out, "“1.3 What we promise & why” is new.")
    after(put_in, "“9.9 <b>Gone</b>” is gone.")
    after(lambda covers: covers.update(version="1.9"), "Version: 1.9 → 2.1")
    after(
        lambda covers: covers.update(language="es"),
        "It was signed in another language (Spanish), and the words there have changed.",
    )


def test_the_page_and_the_build_make_the_same_digest(visits: Callable[[], SecureVisit], small: Path) -> None:
    """By which a page in one language tells that nothing changed in another."""
    html = (small / CHECK / "index.html").read_text(encoding="utf-8")
    parts = _words(html)
    words = {each.id: [each.digest, each.label] for each in parts}
    page = visits().open(CHECK)
    page.evaluate(LOADED)
    assert page.evaluate("words => signatures.digestOfAll(words)", words) == digest_of_all(parts)


PROMISE = "title: Promise\nsections: {a: {title: A, clauses: [{id: b, text: Be kind.}]}}\n"
LOADED = "savedAnswers.more(document.querySelector('.check-tools').dataset.scripts, () => true)"
HOSTILE = """() => {
const covers = {version: "1", language: "en", words: {a: ["0", "A"]}, answers: {a: "b"}, apart: []};
const ODD = {words: {a: 5, b: [{}, []]}, answers: {a: {}, b: 5, c: "d"}, apart: [5, "c"]};
const good = {name: "Ann", day: "2027-01-01", at: "", drawn: "1,2 3,4;5,6", covers};
const read = (value) => [...signatures.read(value)].map(([signer]) => signer);
const drawn = (text) => signatures.read({a: {...good, drawn: text}}).get("a").drawn;
return {
  kept: read({mentor: good}),
  other: read({a: 5, b: null, c: [], d: {}, e: {...good, covers: 1}, f: {...good, name: " "}, g: {...good, day: "<"}}),
  prototype: read(JSON.parse('{"__proto__": {"name": "Ann", "day": "2027-01-01", "covers": {}}}')),
  none: [undefined, null, 5, "x", []].flatMap(read),
  many: read(Object.fromEntries(Array.from({length: 500}, (_, index) => [`s${index}`, good]))).length,
  drawn: ['"><script>', "M0 0", "1,2 <3,4", "1,2".repeat(9000), "1,2 ".repeat(5000), [1], {}, "99999,1"].map(drawn),
  long: signatures.read({a: {...good, name: "x".repeat(9999)}}).get("a").name.length,
  odd: signatures.read({a: {...good, covers: ODD}}).get("a").covers,
  path: signatures.picture(good.drawn, "<b>").outerHTML,
  same: signatures.wordsChanged({a: ["1", "A"], old: ["2", "B"]}, {a: ["1", "A"], fresh: ["2", "B"]}),
}; }"""


def test_what_is_no_signature_is_left_out(visits: Callable[[], SecureVisit]) -> None:
    page = visits().open(CHECK)
    page.evaluate(LOADED)
    found = page.evaluate(HOSTILE)
    assert found["kept"] == ["mentor"]
    assert found["other"] == found["prototype"] == found["none"] == []
    assert found["many"] == 50
    assert set(found["drawn"]) == {""}
    assert found["long"] == 200
    assert found["odd"]["words"] == {"b": ["", ""]}
    assert found["odd"]["answers"] == {"c": "d"}
    assert found["odd"]["apart"] == ["c"]
    assert 'aria-label="&lt;b&gt;"' in found["path"] or 'aria-label="<b>"' in found["path"]
    assert found["same"] == [], "a clause that got another id has the same words"

    script = '"><img src=x onerror="window.hit=1">'
    said_by_it = {"version": script, "language": script, "party": script}
    covers = {**said_by_it, "words": {script: [script, script]}, "answers": {script: script}}
    signed = {"mentee": {"name": script, "day": "2027-01-01", "drawn": script, "covers": covers}, "x": script}
    answers = {"first_goal": script}
    file = {"form": "every-field", "folder": "agreements", "version": "2.1", "answers": answers, "signed": signed}
    said = checked(page, file)
    assert said.count(script) > 3
    assert "The file was changed since:" in said
    for content in (file, {**file, "signed": [5]}, {**file, "signed": {"__proto__": 5}}):
        form = visits().open(EVERY)
        load(form, content)
        expect(form.locator("[name=first_goal]")).to_have_value(script)
        if content is file:
            expect(block(form, "Mentee").locator(".signed")).to_contain_text("No longer holds")
        assert form.evaluate("[window.hit, ({}).polluted]") == [None, None]
        assert form.locator(".form img").count() == 0
    assert page.locator("main img").count() == 0
    assert "no signature in this file" in checked(page, {"form": "x", "answers": {}})
    assert "not a file of saved answers" in checked(page, b"[" * 9)


def test_a_changed_file_is_told_by_what_was_changed(visits: Callable[[], SecureVisit]) -> None:
    visit = visits()
    page = visit.open(EVERY)
    page.locator("[name=first_goal]").fill("Grow")
    sign(page, "Mentee", "Ada Lovelace")
    content = saved(page)
    content["answers"] |= {"first_goal": "Shrink", "days__monday": True, "signature__mentor__name": "Someone"}
    check = visit.open(CHECK)
    said = checked(check, {"forms": [content, {"form": "steps", "answers": {}}]})
    assert check.locator(".check-signatures li").all_inner_texts() == [
        "First goal: Grow → Shrink", "Days that suit us: monday: No answer yet → ✓",
    ]  # fmt: skip
    assert "There is no seal" in said
    kept = visit.open("this-device/")
    with kept.expect_download() as waiting:
        kept.get_by_role("button", name="Save all answers").click()
    every = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert "The file is what was signed." in checked(check, every), "defaults were signed too"


def test_a_page_that_is_not_secure_says_that_it_cannot_be_signed(browser: Browser, small: Path) -> None:
    context = browser.new_context()
    page = Visit(context, small).open(EVERY)
    expect(page.locator(".sign-help")).to_contain_text("secure connection")
    assert page.get_by_role("button", name="Sign here").count() == 0
    expect(block(page, "Mentee").get_by_role("textbox", name="Signature")).to_be_visible()
    context.close()


def test_it_is_signed_by_keyboard_and_axe_finds_nothing(browser: Browser, small: Path) -> None:
    context: BrowserContext = browser.new_context(bypass_csp=True, locale="en-GB")
    visit = SecureVisit(context, small)
    page = visit.open(EVERY)
    page.locator("[name=first_goal]").fill("Grow")
    block(page, "Mentee").get_by_role("button", name="Sign here").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Sign: Mentee")
    dialog.wait_for()
    assert page.evaluate("document.activeElement.labels[0].innerText") == "Name"
    faults = axe(page, (320, "light"), (1280, "dark"))
    page.set_viewport_size({"width": 320, "height": 640})
    assert dialog.evaluate("each => each.scrollWidth <= each.clientWidth")
    page.evaluate("document.documentElement.dir = 'rtl'")
    assert dialog.evaluate("each => each.scrollWidth <= each.clientWidth")
    page.evaluate("document.documentElement.dir = 'ltr'")
    page.emulate_media(forced_colors="active")
    assert dialog.locator(".sign-pad").evaluate("each => getComputedStyle(each).borderStyle") == "dashed"
    page.emulate_media(forced_colors="none")
    sign_button = dialog.get_by_role("button", name="Sign", exact=True)
    sign_button.press("Enter")
    expect(dialog).to_be_visible()  # a name is needed
    page.keyboard.type("Ada Lovelace")
    page.keyboard.press("Enter")
    expect(block(page, "Mentee").locator(".signed")).to_contain_text("Signed by Ada Lovelace")
    expect(block(page, "Mentee").locator(".signed p")).to_be_focused()
    faults += axe(page, (320, "dark"))
    content = saved(page)
    page.locator("[name=first_goal]").fill("Shrink")
    changes(block(page, "Mentee"), "First goal: Grow → Shrink")
    faults += axe(page, (320, "light"), (1280, "dark"))
    page.get_by_role("button", name="Initial here: 1.2").click()
    page.get_by_role("dialog", name="Initials").wait_for()
    faults += axe(page, (320, "light"))
    check = visit.open(CHECK)
    checked(check, content)
    faults += axe(check, (320, "light"), (1280, "dark"))
    content["answers"]["first_goal"] = "Shrink"
    checked(check, content)
    assert faults + axe(check, (320, "dark")) == []
    check.set_viewport_size({"width": 320, "height": 640})
    assert check.evaluate("document.documentElement.scrollWidth") <= 320
    context.close()


def test_a_page_knows_the_words_of_the_other_languages() -> None:
    files = {
        "site.yml": FILES["site.yml"] + "languages: {en: English, de: Deutsch}\n",
        "content/index.md": "Hello.\n",
        "content/programs/test.yml": f"{PROGRAM}agreements: every-field\n",
        "content/agreements/every-field.yml": PROMISE + "signatures: [mentor, mentee]\n",
        "content/agreements/every-field.de.yml": PROMISE.replace("Be kind.", "Sei freundlich."),
    }
    made = rendered(files)
    german, english = (made[f"{home}{EVERY}index.html"] for home in ("de/", ""))
    others = {"en": digest_of_all(_words(english)), "de": digest_of_all(_words(german))}
    assert others["en"] != others["de"]
    assert json.loads(unescape(re.findall(r"data-others='([^']+)'", english)[0])) == {"de": others["de"]}
    assert json.loads(unescape(re.findall(r"data-others='([^']+)'", german)[0])) == {"en": others["en"]}
    assert made[f"de/{CHECK}index.html"].count("data-words=") == 2


def _words(html: str) -> tuple[SignedPart, ...]:
    (attribute,) = re.findall(r"data-words='([^']+)'", html)
    return tuple(SignedPart(*each) for each in json.loads(unescape(attribute)))
