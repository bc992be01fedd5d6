"""What readers saw: code from right to left, long numbers of clauses, names of time zones, pages in the way."""

import re
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Literal

import pikepdf
import pytest
from playwright.sync_api import Browser

from mentorsite.render.download_jobs import jobs
from mentorsite.render.forms.downloads import make
from mentorsite.render.site_context import SiteContext
from mentorsite.theme.dates_and_numbers import zone
from tests.conftest import ADVICE_OFF, PROGRAM, prepared, rendered

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_programs]

LONG_CLAUSE = f"{{text: 'First, {'each says what no longer fits, and does so soon. ' * 3}', acknowledge: initials}}"
Medium = Literal["screen", "print"]
HOME = {"site.yml": f"title: Test\n{ADVICE_OFF}", "content/index.md": "# Home\n"}


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Callable[..., Callable[[str], object]]:
    """Opens a page of a handbook in memory; gives the function that asks the browser about it."""

    def open_page(
        files: dict[str, str], path: str, width: int = 360, medium: Literal["screen", "print"] = "screen"
    ) -> Callable[[str], object]:
        for name, text in rendered(files).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": 740})
        page.emulate_media(media=medium)
        page.goto((tmp_path / path).as_uri())
        return page.evaluate

    return open_page


@pytest.mark.parametrize(
    ("tag", "text"), [("pre", "```\n$ npm run x -- --y!\n```"), ("code", "`npm x!`"), ("kbd", "<kbd>x!</kbd>")]
)
def test_code_is_read_from_left_to_right_on_every_page(
    opened: Callable[..., Callable[[str], object]], tag: str, text: str
) -> None:
    files = {**HOME, "site.yml": f"{HOME['site.yml']}language: he\n", "content/p.md": f"# דף\n\n{text}\n"}
    ask = opened(files, "p/index.html")
    shown = f"getComputedStyle(document.querySelector('main {tag}'))"
    style = f"(it => [it.direction, it.textAlign, it.unicodeBidi])({shown})"
    assert ask(style) == ["ltr", "left", "isolate"]


@pytest.mark.parametrize("width", [320, 360, 1440])
def test_the_numbers_of_many_clauses_don_t_touch_their_words(
    opened: Callable[..., Callable[[str], object]], width: int
) -> None:
    sections = "".join(
        f"  s{at}:\n    title: Part\n    clauses: [Words, {', '.join(['Words'] * 11)}]\n" for at in range(12)
    )
    files = {
        **HOME,
        "content/programs/p.yml": f"{PROGRAM}agreements: [a]\n",
        "content/agreements/a.yml": f"title: Promise\nsections:\n{sections}",
    }
    ask = opened(files, "agreements/a/index.html", width)
    gaps = ask(
        "[...document.querySelectorAll('.clause')].map(each => { const range = document.createRange();"
        "range.selectNodeContents(each.querySelector('.number'));"
        "const text = each.querySelector('.clause-text').getBoundingClientRect();"
        "return text.left - range.getBoundingClientRect().right })"
    )
    assert isinstance(gaps, list)
    assert len(gaps) == 144
    assert min(gaps) >= 4


INITIALS = "MAB, DEF, GHI"
"""Three letters of each of three parties."""
MILLIMETRE = 72 / 25.4
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="[\d.]+" xMax="([\d.]+)" yMax="[\d.]+">([^<]*)</word>')
"""A word of a PDF as pdftotext tells it, with its edges."""
MANY_CLAUSES = {
    **HOME,
    "content/programs/p.yml": f"{PROGRAM}agreements: [a]\n",
    "content/agreements/a.yml": "title: Promise\nsections:\n"
    + "".join(f"  s{at}:\n    title: Part\n    clauses: [{', '.join([LONG_CLAUSE] * 12)}]\n" for at in range(12))
    + "    fields: {i: {type: initials, label: Yours}}\n",
}


@pytest.mark.parametrize("medium", ["screen", "print"])
@pytest.mark.parametrize("width", [320, 360, 718, 1440])
def test_initials_of_three_people_have_room_on_a_page(
    opened: Callable[..., Callable[[str], object]], width: int, medium: Medium
) -> None:
    ask = opened(MANY_CLAUSES, "agreements/a/index.html", width, medium)
    room = ask(
        f"[...document.querySelectorAll('.answer-initials > input, .acknowledge input')].map(each => {{"
        f"each.value = '{INITIALS}'; return [each.scrollWidth - each.clientWidth, "
        "each.getBoundingClientRect().right - document.documentElement.clientWidth] })"
    )
    assert isinstance(room, list)
    assert len(room) == 145
    assert [each for each in room if each[0] > 0 or each[1] > 0] == []


def test_clauses_of_a_part_begin_at_one_edge_on_paper(opened: Callable[..., Callable[[str], object]]) -> None:
    ask = opened(MANY_CLAUSES, "agreements/a/index.html", 718, "print")
    edges = ask("[...document.querySelectorAll('.clause-text')].map(each => each.getBoundingClientRect().left)")
    assert isinstance(edges, list)
    assert len(set(edges)) == 1


def test_on_a_pdf_numbers_keep_off_their_words_and_initials_have_room(tmp_path: Path) -> None:
    build = prepared(MANY_CLAUSES)
    (job,) = [
        each
        for each in jobs(SiteContext(build.site, build.theme, build.outline), build.outputs)
        if each.path == "agreements/a.pdf"
    ]
    made = make(job).data
    (tmp_path / "a.pdf").write_bytes(made)
    with pikepdf.open(BytesIO(made)) as pdf:
        boxes = [[float(each) for each in field.Rect] for page in pdf.pages for field in page.get("/Annots", [])]
    assert len(boxes) == 146  # the last is for more room
    assert min(right - left for left, _, right, _ in boxes) >= 28 * MILLIMETRE - 1
    told = subprocess.run(["pdftotext", "-bbox", tmp_path / "a.pdf", "-"], capture_output=True, text=True, check=True)
    words = [(float(left), float(right), word) for left, right, word in WORD.findall(told.stdout)]
    numbers = [right for _, right, word in words if re.fullmatch(r"\d+\.\d+", word)]
    texts = [left for left, _, word in words if word == "First,"]
    assert len(numbers) == len(texts) == 144
    assert len(set(texts)) == 1
    assert texts[0] - max(numbers) >= 2 * MILLIMETRE


@pytest.mark.parametrize(
    ("name", "told"),
    [("Etc/UTC", "UTC"), ("UTC", "UTC"), ("Etc/GMT", "UTC"), ("Etc/GMT+5", "UTC-5"), ("Etc/GMT-14", "UTC+14"),
     ("America/New_York", "New York time"), ("Europe/London", "London time")],
)  # fmt: skip
def test_a_time_zone_has_the_name_that_people_know(name: str, told: str) -> None:
    assert zone(name, "en") == told


def test_no_page_shows_the_name_of_a_time_zone_that_programs_use() -> None:
    cohort = "cohorts:\n  now:\n    label: Now\n    status: open\n    start: 2027-03-01\n    end: 2027-06-01\n"
    dates = "    timezone: Etc/UTC\n    dates:\n      start: {label: Start, date: 2027-03-02, time: '18:00'}\n"
    made = rendered({**HOME, "content/programs/p.yml": f"{PROGRAM}{cohort}{dates}"})
    pages = {path: text for path, text in made.items() if path.endswith(".html")}
    assert "(UTC)" in pages["programs/p/now/index.html"]
    assert not [path for path, text in pages.items() if "Etc/" in text]


def test_a_page_in_the_way_of_one_of_ours_is_told() -> None:
    files = {**HOME, "content/print.md": "# Print\n", "content/ideas.md": "# Ideas\n"}
    files["site.yml"] += "ideas: true\n"
    problems = prepared({**files, "content/programs/p.yml": PROGRAM}).problems
    assert [(each.path, each.code, each.fatal, each.message) for each in problems] == [
        (
            "content/ideas.md",
            "same-url",
            False,
            "`/ideas/` is where the page of the ten ideas stands, which is not made now",
        ),
        ("content/print.md", "same-url", False, "`/print/` is where the print edition stands, which is not made now"),
    ]
    assert not prepared({**HOME, "content/a/print.md": "# Print\n"}).problems
