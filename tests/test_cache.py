"""What is kept between builds: it may be gone, damaged or locked, and nothing is ever wrong for it."""

import sqlite3
import threading
import time
from pathlib import Path

import pytest

from mentorsite import cache
from mentorsite.cache import DAY, FILE, KEPT, PLACE, Cache, made_by


def damage(folder: Path, value: bytes) -> None:
    with sqlite3.connect(folder / FILE) as database:
        database.execute("UPDATE kept SET data = ?", (value,))


def test_what_is_put_is_got_by_a_later_build(tmp_path: Path) -> None:
    Cache(tmp_path).put_all({"a": b"1", "b": b"2"})
    assert Cache(tmp_path).get_all(["a", "b", "c"]) == {"a": b"1", "b": b"2"}


def test_a_later_value_takes_the_place_of_an_earlier(tmp_path: Path) -> None:
    for value in (b"1", b"2"):
        Cache(tmp_path).put("a", value)
    assert Cache(tmp_path).get("a") == b"2"


def test_a_damaged_value_is_nothing(tmp_path: Path) -> None:
    Cache(tmp_path).put("a", b"right")
    damage(tmp_path, b"wrong")
    assert Cache(tmp_path).get("a") is None


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    Cache(tmp_path).put("a", b"1")
    (tmp_path / FILE).write_bytes(b"no database at all" * 100)
    assert Cache(tmp_path).get("a") is None
    Cache(tmp_path).put("a", b"2")
    assert Cache(tmp_path).get("a") == b"2"


@pytest.mark.parametrize("way", ["a file where the folder should be", "a folder where the file should be"])
def test_where_nothing_can_be_kept_nothing_stops(tmp_path: Path, way: str) -> None:
    folder = tmp_path / "cache"
    if way.startswith("a file"):
        folder.write_text("in the way")
    else:
        (folder / FILE).mkdir(parents=True)
    kept = Cache(folder)
    kept.put("a", b"1")
    assert kept.get("a") is None
    kept.forget_old()


def test_a_build_goes_on_without_a_file_that_another_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(tmp_path).put("a", b"1")
    monkeypatch.setattr(cache, "PATIENCE", 0.01)
    other = sqlite3.connect(tmp_path / FILE)
    other.execute("BEGIN EXCLUSIVE")
    waiting = Cache(tmp_path)
    waiting.put("b", b"2")
    assert waiting.get("a") is None
    other.rollback()
    assert Cache(tmp_path).get_all(["a", "b"]) == {"a": b"1"}


def test_builds_that_write_at_once_lose_nothing(tmp_path: Path) -> None:
    def write(number: int) -> None:
        for each in range(20):
            Cache(tmp_path).put(f"{number}-{each}", b"x")

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    keys = [f"{number}-{each}" for number in range(4) for each in range(20)]
    assert Cache(tmp_path).get_all(keys).keys() == set(keys)


def test_only_what_no_build_asks_for_in_a_month_is_forgotten(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Cache(tmp_path).put_all({"asked for": b"1", "not asked for": b"2"})
    now = time.time()
    for days in (KEPT - 1, KEPT + 1):
        monkeypatch.setattr("time.time", lambda days=days: now + days * DAY)
        kept = Cache(tmp_path)
        kept.get("asked for")
        kept.forget_old()
    assert Cache(tmp_path).get_all(["asked for", "not asked for"]) == {"asked for": b"1"}


def test_the_environment_names_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "elsewhere"))
    Cache().put("a", b"1")
    assert (tmp_path / "elsewhere" / FILE).is_file()


def test_a_new_version_of_a_library_is_another_maker(monkeypatch: pytest.MonkeyPatch) -> None:
    before = made_by("jinja2")
    made_by.cache_clear()
    monkeypatch.setattr(cache, "version", lambda name: "999")
    assert made_by("jinja2") != before
    made_by.cache_clear()
