"""What readers saw: code from right to left, long numbers of clauses, names of time zones, pages in the way."""

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from mentorsite.dates import zone
from tests.conftest import ADVICE_OFF, PROGRAM, prepared, rendered

HOME = {"site.yml": f"title: Test\n{ADVICE_OFF}", "content/index.md": "# Home\n"}


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Callable[..., Callable[[str], object]]:
    """Opens a page of a handbook in memory; gives the function that asks the browser about it."""

    def open_page(files: dict[str, str], path: str, width: int = 360) -> Callable[[str], object]:
        for name, text in rendered(files).items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(text, encoding="utf-8")
        page = browser.new_page(viewport={"width": width, "height": 740})
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


@pytest.mark.parametrize(
    ("name", "told"),
    [("Etc/UTC", "UTC"), ("UTC", "UTC"), ("Etc/GMT", "UTC"), ("Etc/GMT+5", "UTC-5"), ("Etc/GMT-14", "UTC+14"),
     ("America/New_York", "America/New York"), ("Europe/London", "Europe/London")],
)  # fmt: skip
def test_a_time_zone_has_the_name_that_people_know(name: str, told: str) -> None:
    assert zone(name) == told


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
