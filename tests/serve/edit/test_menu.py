"""The menu at the desk: what stands in it, and what is written so that something gets another place."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from mentorsite.serve.edit.data_changes import ChangeError
from mentorsite.serve.edit.desk import Desk
from mentorsite.serve.edit.menu_order import Entry, moved
from mentorsite.serve.edit.menu_page import CHANGED, MenuPage
from mentorsite.serve.preview import Preview

ORDERS: tuple[tuple[float | None, ...], ...] = (
    (1, 2, 3, 4), (None, None, None, None), (0, 10, 20, 30), (1, 1, 1, 2), (1, 2, None, None), (-1, 0, 0.5, None),
)  # fmt: skip


def row_of(*orders: float | None) -> list[Entry]:
    return [Entry(letter, letter, f"{letter}.md", order) for letter, order in zip("abcd", orders, strict=False)]


def in_menu(row: list[Entry], places: Mapping[str, float]) -> str:
    """The titles as the menu has them with the places that were written."""
    placed = [replace(each, order=places.get(each.path, each.order)) for each in row]
    placed.sort(key=lambda each: (each.order is None, each.order or 0, each.title))
    return "".join(each.title for each in placed)


@pytest.mark.parametrize("orders", ORDERS, ids=str)
def test_whatever_is_moved_stands_where_it_was_put(orders: tuple[float | None, ...]) -> None:
    row = row_of(*orders)
    for index, target in product(range(4), repeat=2):
        wanted = [each.title for each in row]
        wanted.insert(target, wanted.pop(index))
        assert in_menu(row, moved(row, index, target)) == "".join(wanted), (index, target)


@pytest.mark.parametrize(
    ("orders", "index", "target", "places"),
    [
        ((0, 10, 20), 2, 1, {"c.md": 5}),
        ((1, 2, 3), 2, 1, {"c.md": 1.5}),
        ((1, 2, 3), 0, 2, {"a.md": 4}),
        ((1, 2, 3), 2, 0, {"c.md": 0}),
        ((0, 1), 1, 0, {"b.md": -1}),
        ((0.5, 1), 1, 0, {"b.md": 0.25}),
        ((1, 2, 3), 1, 1, {}),
        ((10, 20), 1, 0, {"b.md": 9}),
        ((None, None), 1, 0, {"b.md": 1}),
    ],
)
def test_one_file_says_its_new_place_where_that_is_enough(
    orders: tuple[float | None, ...], index: int, target: int, places: dict[str, float]
) -> None:
    assert moved(row_of(*orders), index, target) == places


def test_what_has_no_file_of_its_own_stays() -> None:
    row = [*row_of(1), Entry("Downloads", "downloads/", "", 44)]
    with pytest.raises(ChangeError, match="navigation"):
        moved(row, 1, 0)
    assert moved(row, 0, 1) == {"a.md": 45}


FILES = {
    "site.yml": "title: A\nlanguages: {en: English, es: Español}\n",
    "content/index.md": "# Home\n",
    "content/one.md": "---\ntitle: One\norder: 1\n---\n",
    "content/one.es.md": "---\ntitle: Uno\norder: 1 # como en inglés\n---\n",
    "content/two.md": "---\ntitle: Two\norder: 2\n---\n",
    "content/guides/01-first.md": "# First\n",
    "content/guides/02-second.md": "# Second\n",
}


def page_of(project: Path, **more: str) -> MenuPage:
    for name, text in {**FILES, **more}.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)
    preview = Preview(project, today=lambda: date(2027, 1, 1), say=print)
    preview.take(preview.read())
    return MenuPage(Desk(project), preview)


def move(page: MenuPage, row: list[str], address: str, index: int, above: str = "") -> dict[str, object]:
    return page.takes()["move-in-menu"]({"above": above, "row": row, "address": address, "index": index})


def test_a_page_says_its_place_and_its_translation_with_it_in_one_step(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    answer = move(page, ["one/", "two/", "guides/"], "one/", 1)
    assert answer["said"] == "One was moved."
    assert (tmp_path / "content/one.md").read_text() == "---\ntitle: One\norder: 3\n---\n"
    assert (tmp_path / "content/one.es.md").read_text() == "---\ntitle: Uno\norder: 3 # como en inglés\n---\n"
    html = page.html()
    assert html.index(">Two<") < html.index(">One<")
    page.desk.undo()
    assert (tmp_path / "content/one.es.md").read_text() == FILES["content/one.es.md"]


def test_pages_below_another_are_moved_among_themselves(tmp_path: Path) -> None:
    page = page_of(tmp_path)
    move(page, ["guides/first/", "guides/second/"], "guides/second/", 0, "guides/")
    assert (tmp_path / "content/guides/02-second.md").read_text() == "---\norder: 0\n---\n# Second\n"


def test_a_menu_that_site_yml_lists_is_moved_there(tmp_path: Path) -> None:
    site = f"{FILES['site.yml']}navigation: [two.md, guides, {{to: one.md, title: Start}}]\n"
    page = page_of(tmp_path, **{"site.yml": site})
    assert [each.title for each in page.shown()["menu"]] == ["Two", "Guides", "Start"]
    move(page, ["two/", "guides/", "one/"], "one/", 0)
    assert "navigation: [{to: one.md, title: Start}, two.md, guides]\n" in (tmp_path / "site.yml").read_text()


def test_a_menu_that_was_changed_meanwhile_is_shown_anew(tmp_path: Path) -> None:
    answer = move(page_of(tmp_path), ["two/", "one/"], "one/", 0)
    assert answer["refused"] == CHANGED
    assert (tmp_path / "content/one.md").read_text() == FILES["content/one.md"]
