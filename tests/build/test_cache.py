"""What is kept between builds: it may be gone, damaged or locked, and nothing is ever wrong for it."""

import os
import sqlite3
import threading
import time
from hashlib import sha256
from pathlib import Path
from random import Random
from stat import S_IMODE
from types import SimpleNamespace

import pytest
from typer.testing import CliRunner

from mentorsite.build import cache
from mentorsite.build.cache import DAY, FILE, KEPT, PLACE, Cache, cache_of
from mentorsite.cli import app
from mentorsite.errors import UsageError
from tests.conftest import SITE
from tests.started import run

pytestmark = pytest.mark.needs_posix


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


def test_a_value_that_stands_under_another_key_is_nothing(tmp_path: Path) -> None:
    Cache(tmp_path).put_all({"a": b"1", "b": b"2"})
    with sqlite3.connect(tmp_path / FILE) as database:
        database.execute("UPDATE kept SET key = 'c' WHERE key = 'a'")
        database.execute("UPDATE kept SET data = 'text' WHERE key = 'b'")
    assert Cache(tmp_path).get_all("abc") == {}


def test_whatever_bit_of_the_file_flips_a_value_is_right_or_nothing(tmp_path: Path) -> None:
    kept = {sha256(b"%d" % number).hexdigest(): b"value %d" % number * 5 for number in range(40)}
    with Cache(tmp_path / "whole") as whole:
        whole.put_all(kept)
    data = (tmp_path / "whole" / FILE).read_bytes()
    written = [number for number, byte in enumerate(data) if byte]
    chance, wrong, lost = Random(1), set(), 0
    (tmp_path / "flipped").mkdir()
    for _ in range(800):
        flipped = bytearray(data)
        flipped[chance.choice(written)] ^= 1 << chance.randrange(8)
        (tmp_path / "flipped" / FILE).write_bytes(flipped)
        with Cache(tmp_path / "flipped") as damaged:
            found = damaged.get_all(kept)
        wrong |= {key for key, value in found.items() if value != kept[key]}
        lost += found != kept
    assert wrong == set()
    assert lost > 400  # it was not only empty space that was damaged


@pytest.mark.parametrize("way", ["as it is", "by a link", "by dots"])
def test_a_cache_in_the_handbook_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, way: str) -> None:
    project = tmp_path / "handbook"
    (project / "kept").mkdir(parents=True)
    (tmp_path / "link").symlink_to(project / "kept")
    named = {"as it is": project / "kept", "by a link": tmp_path / "link", "by dots": tmp_path / "x/../handbook/new"}
    monkeypatch.setenv(PLACE, str(named[way]))
    with pytest.raises(UsageError, match=r"inside the handbook .* Nothing was written\. Name a folder outside"):
        cache_of(project)
    assert not (project / "new").exists()
    monkeypatch.setenv(PLACE, str(tmp_path / "handbook-cache"))
    cache_of(project).put("a", b"1")
    assert cache_of(project).get("a") == b"1"


@pytest.mark.parametrize("what", ["", FILE, f"{FILE}-journal"])
@pytest.mark.parametrize("right", [0o020, 0o002])
def test_a_cache_that_others_can_write_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str, right: int
) -> None:
    folder = tmp_path / "cache"
    monkeypatch.setenv(PLACE, str(folder))
    cache_of(tmp_path / "handbook").put("a", b"1")
    path = folder / what
    path.touch()
    path.chmod(path.stat().st_mode | right)
    with pytest.raises(UsageError, match=r"Others can write to .* chmod go-w .* Nothing was written"):
        cache_of(tmp_path / "handbook")
    path.chmod(path.stat().st_mode & ~right)
    cache_of(tmp_path / "handbook")


@pytest.mark.parametrize("what", ["", FILE, f"{FILE}-journal"])
def test_a_cache_of_someone_else_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, what: str) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    cache_of(tmp_path / "handbook").put("a", b"1")
    theirs = tmp_path / "cache" / what
    theirs.touch()
    real = Path.stat

    def stat(path: Path) -> object:
        found = real(path)
        return SimpleNamespace(st_uid=found.st_uid + 1, st_mode=found.st_mode) if path == theirs else found

    monkeypatch.setattr(Path, "stat", stat)
    with pytest.raises(UsageError, match=r"belongs to someone else, .* Delete it\. Nothing was written"):
        cache_of(tmp_path / "handbook")


def test_a_cache_in_a_folder_that_everyone_can_write_to_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    everyones = tmp_path / "everyone"
    everyones.mkdir()
    monkeypatch.setenv(PLACE, str(everyones / "cache"))
    everyones.chmod(0o777)
    with pytest.raises(UsageError, match="Everyone can write to"):
        cache_of(tmp_path / "handbook")
    everyones.chmod(0o1777)  # there, as in /tmp, each can only replace what is their own
    cache_of(tmp_path / "handbook")


def test_the_usual_folder_becomes_the_users_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PLACE, raising=False)
    monkeypatch.setattr(cache, "user_cache_path", lambda name: tmp_path / name)
    (tmp_path / "mentorsite").mkdir()
    (tmp_path / "mentorsite").chmod(0o775)  # as where a group may write to what is new
    cache_of(tmp_path / "handbook").put("a", b"1")
    assert S_IMODE((tmp_path / "mentorsite").stat().st_mode) == 0o700


def test_every_command_that_reads_the_cache_refuses_one_in_the_handbook(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "index.md").write_text("# Home\n")
    (tmp_path / "site.yml").write_text(SITE)
    environment = {**os.environ, PLACE: str(tmp_path / ".cache")}
    for command in (["check"], ["plan"], ["build"], ["serve", "--port", "8999"]):
        done = run(*command, "-C", tmp_path, env=environment)
        assert (done.returncode, "inside the handbook" in done.stderr) == (2, True), command
    assert sorted(os.listdir(tmp_path)) == ["content", "site.yml"]


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


def test_what_is_old_is_looked_for_once_a_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Cache(tmp_path) as kept:
        kept.put("a", b"1")
        kept.forget_old()
    monkeypatch.setattr(cache, "KEPT", -1)
    with Cache(tmp_path) as kept:
        kept.forget_old()
        assert kept.get("a") == b"1"
    tomorrow = time.time() + DAY
    monkeypatch.setattr("time.time", lambda: tomorrow)
    with Cache(tmp_path) as kept:
        kept.forget_old()
        assert kept.get("a") is None


def test_the_environment_names_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "elsewhere"))
    Cache().put("a", b"1")
    assert (tmp_path / "elsewhere" / FILE).is_file()


def test_without_a_cache_everything_is_made_anew_and_nothing_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    (tmp_path / "handbook" / "content").mkdir(parents=True)
    (tmp_path / "handbook" / "content" / "index.md").write_text("# Home\n")
    (tmp_path / "handbook" / "site.yml").write_text(f"{SITE}search: false\ndownloads: []\n")
    command = ["build", "-C", str(tmp_path / "handbook"), "-o", str(tmp_path / "public")]
    for _ in range(2):
        done = CliRunner().invoke(app, [*command, "--no-cache"])
        assert done.exit_code == 0, done.output
        assert "up to date" not in done.output
        assert not (tmp_path / "cache").exists()
    assert "up to date" not in CliRunner().invoke(app, command).output
    assert "up to date" in CliRunner().invoke(app, command).output
