"""What counts as a change: which places and names, how editors save, and what makes no difference."""

import errno
import os
import shutil
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from threading import Event

import pytest

from mentorsite.build.cache import Cache
from mentorsite.build.project_files import shipped, whole
from mentorsite.loader.leftover_files import is_left_over
from mentorsite.loader.load import ParseAll
from mentorsite.loader.parse import Parsed
from mentorsite.loader.sources import Source
from mentorsite.serve import watch as watching
from mentorsite.serve.reload import PATIENCE, QUIET
from mentorsite.serve.snapshot import FRESH, FileStamp, Reader, Reading
from mentorsite.serve.watch import Watch, counts, places
from tests.conftest import REPOSITORY, SITE
from tests.serving import FILES, GUIDE, Listener, Served, page_of, served

pytestmark = pytest.mark.needs_posix

Project = Callable[[dict[str, str]], Path]
NEW = GUIDE.replace("Listen first.", "Listen well.")


@pytest.fixture
def folder(project: Project) -> Path:
    return project(FILES)


@pytest.fixture
def site(folder: Path) -> Iterator[Served]:
    with served(folder) as running:
        yield running


@pytest.fixture
def guide(site: Served) -> Iterator[Listener]:
    """Hears what the page of the guide is told; its first state is heard already."""
    listener = Listener(site.port, "/handbook/guide/")
    listener.next()
    yield listener
    listener.close()


def eventually(is_so: Callable[[], bool]) -> bool:
    """Whether something is so within minutes."""
    end = time.monotonic() + 300
    while not is_so() and time.monotonic() < end:
        time.sleep(0.01)
    return is_so()


# How editors save


def written(path: Path, text: str) -> None:
    path.write_text(text)


def renamed(path: Path, text: str) -> None:
    new = path.with_name(f"{path.name}___jb_tmp___")
    new.write_text(text)
    new.replace(path)


def moved_away_and_written(path: Path, text: str) -> None:
    """As Vim does with a backup."""
    (path.parent / "4913").write_text("")
    (path.parent / "4913").unlink()
    path.rename(path.with_name(f"{path.name}~"))
    time.sleep(0.03)
    path.write_text(text)
    path.with_name(f"{path.name}~").unlink()


def emptied_and_written(path: Path, text: str) -> None:
    with path.open("w") as file:
        file.flush()
        time.sleep(0.08)
        file.write(text)


def locked_and_written(path: Path, text: str) -> None:
    """As Emacs does."""
    lock, copy = path.with_name(f".#{path.name}"), path.with_name(f"#{path.name}#")
    lock.symlink_to("someone@somewhere.123:456")
    copy.write_text(text)
    path.write_text(text)
    copy.unlink()
    lock.unlink()


SAVES = [written, renamed, moved_away_and_written, emptied_and_written, locked_and_written]


@pytest.mark.parametrize("save", SAVES, ids=lambda save: save.__name__)
def test_a_page_is_seen_once_and_whole_however_an_editor_saves_it(
    site: Served, guide: Listener, folder: Path, save: Callable[[Path, str], None]
) -> None:
    save(folder / "content/guide.md", NEW)
    state = guide.next()
    assert site.preview.look.texts["content/guide.md"] == NEW.encode()
    assert state["problems"] == []
    assert guide.silent(0.4)
    assert site.looks == []


def test_the_last_of_many_fast_edits_wins_and_none_is_missed(site: Served, guide: Listener, folder: Path) -> None:
    for number in range(100):
        text = GUIDE.replace("first", f"{number:03}")  # as long each time, within a tick of the file system's clock
        (folder / "content/guide.md").write_text(text)
        if number % 10 == 9:
            while f"Listen {number:03}" not in site.preview.look.texts["content/guide.md"].decode():
                guide.next()
    assert guide.silent(0.2)


def test_files_that_come_move_and_go_are_followed_into_new_folders(site: Served, folder: Path) -> None:
    listener = Listener(site.port, "/handbook/new/deep/page/")
    nowhere = listener.next()["page"]
    (folder / "content/new/deep").mkdir(parents=True)
    (folder / "content/new/deep/page.md").write_text("---\ntitle: Page\n---\nNew.\n")
    here = listener.next()["page"]
    assert here != nowhere
    (folder / "content/new/deep").rename(folder / "content/new/other")
    assert listener.next()["page"] not in (here, nowhere)  # the 404 page's menu has the new folder
    (folder / "content/new/other").rename(folder / "content/new/deep")
    assert listener.next()["page"] == here
    (folder / "content/new/deep/page.md").write_text("---\ntitle: Page\n---\nNewer.\n")
    assert listener.next()["page"] != here
    listener.close()


def test_content_that_is_deleted_and_made_again_is_followed(site: Served, guide: Listener, folder: Path) -> None:
    (folder / "content").rename(folder / "before")
    guide.until(lambda state: state["counted"] == "1 error")
    (folder / "before").rename(folder / "content")
    guide.until(lambda state: state["counted"] == "no problems")
    (folder / "content/guide.md").write_text(NEW)
    first = guide.next()["page"]
    for path in sorted((folder / "content").rglob("*"), reverse=True):
        path.rmdir() if path.is_dir() else path.unlink()
    (folder / "content").rmdir()
    guide.until(lambda state: any("there is no page to make" in each["text"] for each in state["problems"]))
    (folder / "content").mkdir()
    (folder / "content/guide.md").write_text(GUIDE)
    second = guide.until(lambda state: state["problems"] == [])
    assert second["page"] != first
    (folder / "content/guide.md").write_text(NEW)
    assert guide.next()["page"] != second["page"]
    assert site.preview.look.texts["content/guide.md"] == NEW.encode()


def test_a_theme_that_comes_is_followed_and_one_behind_a_link_too(
    site: Served, guide: Listener, folder: Path, tmp_path: Path
) -> None:
    (tmp_path / "theirs/words").mkdir(parents=True)
    words = tmp_path / "theirs/words/en.yml"
    words.write_text("skip_to_content: One\n")
    (folder / "themes").mkdir()
    (folder / "themes/theirs").symlink_to(tmp_path / "theirs")
    (folder / "site.yml").write_text(f"{FILES['site.yml']}theme: theirs\n")
    first = guide.next()["page"]
    words.write_text("skip_to_content: Two\n")
    assert guide.next()["page"] != first


def test_a_folder_that_was_replaced_before_anyone_looked_is_watched_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    touched = Event()
    watch = Watch(folder, touched.set, poll=False)

    def is_watched() -> bool:
        watch.cover(watch.project)
        while touched.wait(0.7):  # a name that went is told half a second later: it may have been a move
            touched.clear()
        (folder / "content/new.md").write_text(GUIDE)
        return touched.wait(5)

    try:
        watch.cover(watch.project)
        (folder / "content").rename(folder / "before")
        (folder / "content").mkdir()
        assert is_watched()
        # A system may give the new folder the number of the one that was deleted.
        monkeypatch.setattr(watching, "_identity", lambda place: (1, 1))
        watch.stop()
        watch.cover(watch.project)
        shutil.rmtree(folder / "content")
        (folder / "content").mkdir()
        assert eventually(lambda: folder / "content" in watch.lost)
        assert is_watched()
    finally:
        watch.stop()


# What makes no difference


def test_what_is_no_source_is_not_even_looked_at(
    site: Served, guide: Listener, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reads: list[Path] = []
    read = site.preview.read

    def noted() -> Reading | str:
        reads.append(folder)
        return read()

    monkeypatch.setattr(site.preview, "read", noted)
    (folder / "public/deep").mkdir(parents=True)
    (folder / "public/deep/index.html").write_text("built")
    (folder / ".mentorsite-cache").mkdir()
    (folder / ".mentorsite-cache/0123").write_text("kept")
    (folder / ".git").mkdir()
    (folder / ".git/index").write_text("")
    (folder / "notes.txt").write_text("")
    for name in (".#guide.md", "#guide.md#", "guide.md~", ".guide.md.swp", "4913", "guide.md___jb_tmp___", ".DS_Store"):
        (folder / "content" / name).write_text("an editor's own")
    for path in (folder / "content").rglob("*"):
        if path.is_file():
            path.read_bytes()
    assert guide.silent(0.5)
    assert reads == []
    (folder / "content/guide.md").write_text(NEW)
    guide.next()
    assert reads


def test_a_file_that_is_written_as_it_was_tells_nobody(site: Served, guide: Listener, folder: Path) -> None:
    before = site.preview.shown
    (folder / "content/guide.md").write_text(GUIDE)
    os.utime(folder / "content/index.md")
    assert guide.silent(0.4)
    assert site.preview.shown is before


@pytest.mark.parametrize(
    ("name", "temporary"),
    [
        (".#guide.md", True), ("#guide.md#", True), ("guide.md~", True), (".guide.md.swp", True), ("4913", True),
        ("guide.md___jb_tmp___", True), ("guide.md___jb_old___", True), ("x.swo", True), (".hidden", True),
        ("guide.md", False), ("#1.md", False), ("4913.md", False), ("tree.svg", False), ("a~b.md", False),
    ],
)  # fmt: skip
def test_an_editors_own_files_are_told_by_their_names(name: str, temporary: bool) -> None:
    assert is_left_over(name) is temporary


@pytest.mark.parametrize(
    ("place", "path", "counted"),
    [
        (".", "site.yml", True), (".", "content", True), (".", "themes", True), (".", ".", True),
        (".", "public", False), (".", "site.yml~", False), (".", ".mentorsite-cache", False),
        ("content", "content/a/b.md", True), ("content", "content", True),
        ("content", "content/.obsidian/x.md", False), ("content", "content/a/b.md~", False),
    ],
)  # fmt: skip
def test_what_counts_depends_on_the_place_and_the_name(place: str, path: str, counted: bool) -> None:
    root = Path("/project")
    assert counts(root / path, root / place, root) is counted


def test_the_themes_of_a_checkout_are_watched_and_those_of_a_wheel_are_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert set(places(folder)) == {folder / "content", shipped("themes")}
    monkeypatch.setattr(watching, "PACKAGE", shipped("themes").parent)
    assert set(places(folder)) == {folder / "content"}


# Reading again


def test_a_file_that_is_as_it_was_is_not_read_again(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old = time.time() - 2 * FRESH / 1e9
    for path in folder.rglob("*"):
        os.utime(path, (old, old))
    read: list[str] = []

    def noted(path: str) -> bytes:
        read.append(path)
        return whole(path)

    monkeypatch.setattr("mentorsite.serve.snapshot.whole", noted)
    reader = Reader(folder)
    first = reader.read()
    assert str(folder / "content/guide.md") in read
    read.clear()
    assert reader.read() == first
    assert not [path for path in read if path.startswith(str(folder))]
    (folder / "content/guide.md").write_text(NEW)
    assert reader.read().tree.texts["content/guide.md"] == NEW.encode()
    assert [path for path in read if path.startswith(str(folder))] == [str(folder / "content/guide.md")]


def test_a_file_that_was_just_written_is_read_again_even_with_the_same_stamp(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = FileStamp(time.time_ns(), time.time_ns(), 3, 1)
    monkeypatch.setattr("mentorsite.serve.snapshot._stamp", lambda path: same)
    reader = Reader(folder)
    for text in ("one", "two"):
        (folder / "content/guide.md").write_text(text)
        assert reader.read().tree.texts["content/guide.md"] == text.encode()


def test_a_file_replaced_by_an_older_one_of_the_same_size_is_read_again(folder: Path, tmp_path: Path) -> None:
    path, other = folder / "content/guide.md", tmp_path / "other.md"
    for each, text in ((path, "one"), (other, "two")):
        each.write_text(text)
        os.utime(each, (1_000_000_000, 1_000_000_000))
    reader = Reader(folder)
    reader.read()
    other.replace(path)
    assert reader.read().tree.texts["content/guide.md"] == b"two"


def test_only_sources_that_changed_are_understood_anew_and_without_other_processes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[list[str], int | None]] = []

    def noted(cache: Cache, *, workers: int | None) -> ParseAll:
        def each(understand: Callable[[Source], Parsed], sources: Sequence[Source]) -> Iterable[Parsed]:
            asked.append(([source.path for source in sources], workers))
            return map(understand, sources)

        return each

    monkeypatch.setattr("mentorsite.serve.parse_memo.cached_parser", noted)
    with served(folder) as site:
        listener = Listener(site.port, "/handbook/guide/")
        listener.next()
        (folder / "content/guide.md").write_text(NEW)
        listener.next()
        (folder / "content/worksheets/goals.yml").unlink()
        assert eventually(lambda: "content/worksheets/goals.yml" not in site.preview.look.texts)
        assert b"Listen well." in page_of(site.preview, "/handbook/guide/").html
        listener.close()
    (first, workers), *rest = asked
    endings = (".md", ".yml", ".svg")
    assert sorted(first) == sorted(name for name in FILES if name.startswith("content/") and name.endswith(endings))
    assert workers is None
    assert rest == [(["content/guide.md"], 1)]


# Where the system tells nothing


def test_polling_sees_changes_too(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watching, "POLL_EVERY", 0.1)
    with served(folder, poll=True) as site:
        listener = Listener(site.port, "/handbook/guide/")
        first = listener.next()
        (folder / "content/guide.md").write_text(NEW)
        assert listener.next()["page"] != first["page"]
        listener.close()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EMFILE])
def test_where_no_more_folders_can_be_watched_they_are_polled_and_that_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    class Full:
        """As an observer is where the limit is reached: it starts, and can watch nothing."""

        def __init__(self) -> None:
            if number == errno.EMFILE:
                raise OSError(number, "inotify instance limit reached")

        def start(self) -> None:
            pass

        def stop(self) -> None:
            pass

        def schedule(self, *arguments: object, **options: object) -> None:
            raise OSError(number, "inotify watch limit reached")

    monkeypatch.setattr(watching, "Observer", Full)
    monkeypatch.setattr(watching, "POLL_EVERY", 0.1)
    with served(folder) as site:
        listener = Listener(site.port, "/handbook/guide/")
        first = listener.next()
        (folder / "content/guide.md").write_text(NEW)
        assert listener.next()["page"] != first["page"]
        listener.close()
    assert site.said[0] == "The files are looked at every second."


def test_a_site_file_that_goes_and_comes_is_followed(site: Served, guide: Listener, folder: Path) -> None:
    (folder / "site.yml").unlink()
    assert "there is no site.yml here" in guide.next()["problems"][0]["text"]
    (folder / "site.yml").write_text(SITE)
    assert guide.next()["counted"] == "no problems"


def test_the_page_of_why_the_preview_is_so_says_how_long_it_waits() -> None:
    page = " ".join((REPOSITORY / "docs/content/decisions/0012-preview.md").read_text(encoding="utf-8").split())
    assert f"nothing was touched for {QUIET * 1000:.0f} milliseconds" in page
    assert (FRESH, PATIENCE) == (2_000_000_000, 1 / 5)
    assert "written within two seconds" in page
    assert "gets a fifth of a second" in page
