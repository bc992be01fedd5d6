"""Nothing of anyone's is deleted, and what is published is whole."""

import json
import os
import shutil
import socket
import stat
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace

import pytest

from mentorsite.build import exchange as swap
from mentorsite.build import mounts
from mentorsite.build import publish as module
from mentorsite.build.manifest import MANIFEST
from mentorsite.build.output_folder import refuse_unsafe
from mentorsite.build.publish import Published, publish
from mentorsite.errors import FatalError, MentorsiteError, UsageError
from tests.started import run

pytestmark = pytest.mark.needs_posix

SITE: Mapping[str, bytes] = {
    "index.html": b"home",
    "a/index.html": b"a",
    "a/deep/er/index.html": b"deeper",
    "theme/style.css": b"body {}",
}
Seen = dict[str, tuple[int, int, int, int, bytes]]


def seen(folder: Path) -> Seen:
    """All below a folder and the folder itself: kind and mode, inode, links, time of change, and content."""
    found: Seen = {}
    for here, folders, names in os.walk(folder):
        for name in (".", *folders, *names):
            path = Path(here, name)
            info = path.lstat()
            content = os.fsencode(path.readlink()) if path.is_symlink() else b""
            if stat.S_ISREG(info.st_mode):
                content = path.read_bytes()
            found[str(path)] = (info.st_mode, info.st_ino, info.st_nlink, info.st_mtime_ns, content)
    return found


def contents(folder: Path) -> dict[str, bytes]:
    """The files below a folder but for the manifest."""
    files = (Path(here, name) for here, _, names in os.walk(folder) for name in names)
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in files
        if path.is_file() and path != folder / MANIFEST
    }


def put(files: Mapping[str, bytes], output: Path) -> Published:
    return publish(files.items(), output)


def only(output: Path) -> bool:
    """Whether nothing stands beside the output."""
    return [each.name for each in output.parent.iterdir()] == [output.name]


def build(project: Path, *arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    return run("build", "-C", project, *arguments, cwd=cwd)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    (tmp_path / "site").mkdir()
    return tmp_path / "site" / "public"


@pytest.fixture
def handbook_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project in a folder of a git repository; a manifest in each folder, as if all were ours."""
    project = tmp_path / "work" / "repository" / "handbook"
    for name in ("content", "content/guide", "themes/mine", ".git"):
        (project / name).mkdir(parents=True)
    (project.parent / ".git").mkdir()
    (project / "content" / "index.md").write_text("# Home\n")
    (project / "site.yml").write_text("title: Test\n")
    (project / "README.md").write_text("Read me.\n")
    (project / "themes" / "mine" / "theme.yml").write_text("name: Mine\n")
    for folder in (tmp_path, *tmp_path.rglob("*")):
        if folder.is_dir():
            (folder / MANIFEST).write_text('{"files": {"site.yml": "", "index.md": ""}}')
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    (tmp_path / "elsewhere" / "inner").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "elsewhere" / "inner")
    return project


HOME, HERE, OWN = "holds, your home folder", "holds, the folder you are in", "holds, the handbook's own folder"
SOURCES, FILE = "is among the handbook's sources", "is a file"
UNSAFE = {
    "the project": (".", OWN),
    "the project, the long way": ("content/../../handbook", OWN),
    "the enclosing repository": ("..", OWN),
    "a parent of the project": ("../..", OWN),
    "a parent of all": ("../../..", HOME),
    "the root of the disk": ("/", "is, or holds, "),
    "the content": ("content", SOURCES),
    "inside the content": ("content/guide", SOURCES),
    "a new folder inside the content": ("content/new/public", SOURCES),
    "the themes": ("themes", SOURCES),
    "inside a theme": ("themes/mine/public", SOURCES),
    "site.yml": ("site.yml", SOURCES),
    "below site.yml": ("site.yml/public", SOURCES),
    "another file": ("README.md", FILE),
    "home": ("../../../home", HOME),
    "a parent of home": ("../../../homes", HOME),
    "the current folder": ("../../../elsewhere/inner", HERE),
    "a parent of the current folder": ("../../../elsewhere", HERE),
}


@pytest.mark.parametrize(("name", "reason"), UNSAFE.values(), ids=UNSAFE.keys())
@pytest.mark.parametrize("linked", [False, True], ids=["itself", "a link to it"])
def test_an_output_that_holds_what_is_not_ours_is_refused_and_nothing_touched(
    handbook_folder: Path, tmp_path: Path, name: str, reason: str, linked: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if "home" in name:
        (tmp_path / name.rpartition("/")[2] / "someone").mkdir(parents=True)
        monkeypatch.setenv("HOME", str(tmp_path / ("home" if name.endswith("home") else "homes/someone")))
    output = handbook_folder / name
    if linked:
        link = tmp_path / "link"
        link.symlink_to(os.path.normpath(output))
        output = link
    before = seen(tmp_path), sorted(os.listdir("/"))
    with pytest.raises(UsageError, match=rf"{reason}.*Nothing was written\. Name another folder with -o\."):
        refuse_unsafe(output, handbook_folder)
    assert (seen(tmp_path), sorted(os.listdir("/"))) == before


@pytest.mark.parametrize("name", [".", "..", "content", "site.yml", "/"])
def test_the_command_refuses_an_unsafe_output_with_status_2_and_touches_nothing(
    handbook_folder: Path, tmp_path: Path, name: str
) -> None:
    before = seen(tmp_path)
    done = build(handbook_folder, "-o", handbook_folder / name)
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("mentorsite: The output ")
    assert seen(tmp_path) == before


def test_the_current_folder_is_refused_as_the_command_is_used(handbook_folder: Path, tmp_path: Path) -> None:
    here = tmp_path / "here"
    here.mkdir()
    done = build(handbook_folder, "-o", ".", cwd=here)
    assert (done.returncode, "the folder you are in" in done.stderr) == (2, True)
    assert list(here.iterdir()) == []


def test_sources_that_are_links_are_refused_where_they_lead(handbook_folder: Path, tmp_path: Path) -> None:
    (handbook_folder / "content").rename(tmp_path / "words")
    (handbook_folder / "content").symlink_to(tmp_path / "words")
    for output in (tmp_path / "words", tmp_path / "words" / "public"):
        with pytest.raises(UsageError, match="sources"):
            refuse_unsafe(output, handbook_folder)


def test_a_source_under_another_name_of_its_folder_is_refused(handbook_folder: Path, mount: "Mount") -> None:
    other = mount("--bind", handbook_folder / "content")
    with pytest.raises(UsageError, match="sources"):
        refuse_unsafe(other / "public", handbook_folder)


def test_a_folder_whose_name_begins_like_a_source_is_no_source(handbook_folder: Path) -> None:
    refuse_unsafe(handbook_folder / "content_public", handbook_folder)
    refuse_unsafe(handbook_folder / "public", handbook_folder)


@pytest.mark.parametrize("name", ["loop", "loop/public", "x" * 300])
def test_an_output_that_cannot_be_is_an_error_and_no_traceback(handbook_folder: Path, name: str) -> None:
    (handbook_folder / "loop").symlink_to("loop")
    before = seen(handbook_folder)
    done = build(handbook_folder, "-o", handbook_folder / name)
    assert done.returncode == 2
    assert done.stderr.startswith("mentorsite: ")
    assert "Traceback" not in done.stderr
    assert seen(handbook_folder) == before


@pytest.mark.parametrize("path", ["../x", "a/../../x", "/x", "..\\x", "a\\..\\..\\x", "C:x", "\\x", "//server/share/x"])
def test_a_file_out_of_the_output_is_never_written(output: Path, path: str) -> None:
    put(SITE, output)
    before = seen(output.parent)
    with pytest.raises(UsageError, match="out of"):
        put({"index.html": b"new", path: b"x"}, output)
    assert seen(output) == {name: each for name, each in before.items() if name.startswith(str(output))}
    assert only(output)


def test_a_mounted_disk_as_output_is_refused_with_what_to_do(handbook_folder: Path, mount: "Mount") -> None:
    disk = mount("-t", "tmpfs", "-o", "size=1m", "none")
    with pytest.raises(UsageError, match="Name a folder inside it"):
        refuse_unsafe(disk, handbook_folder)


def test_a_folder_with_files_but_without_our_manifest_is_refused(handbook_folder: Path, tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / ".hidden").touch()
    before = seen(tmp_path)
    with pytest.raises(UsageError, match="files that mentorsite did not write"):
        refuse_unsafe(theirs, handbook_folder)
    assert seen(tmp_path) == before


def test_a_new_and_an_empty_folder_are_fine(handbook_folder: Path, output: Path) -> None:
    refuse_unsafe(output, handbook_folder)
    output.mkdir()
    refuse_unsafe(output, handbook_folder)
    assert put(SITE, output) == Published(4, 4, 0)
    assert contents(output) == SITE
    assert only(output)


def test_an_output_behind_a_link_is_written_where_the_link_leads(tmp_path: Path, output: Path) -> None:
    output.mkdir()
    link = tmp_path / "link"
    link.symlink_to(output)
    put(SITE, link)
    assert contents(output) == SITE
    assert link.is_symlink()
    assert only(output)


DAMAGED = {
    "no JSON": "{",
    "no text": "\udcff",
    "empty": "",
    "a list": "[]",
    "a number": "1",
    "no files": "{}",
    "files that are a list": '{"files": ["index.html"]}',
    "files that are nothing": '{"files": null}',
    "nested too deep": "[" * 100_000,
    "a path that goes up": '{"files": {"index.html": "", "../precious": ""}}',
    "a path that goes down and up": '{"files": {"a/../../precious": ""}}',
    "a path from the root": '{"files": {"/etc/passwd": ""}}',
    "a path that goes up on Windows": '{"files": {"index.html": "", "..\\\\precious": ""}}',
    "a path from another disk": '{"files": {"D:precious": ""}}',
}


@pytest.mark.parametrize("text", DAMAGED.values(), ids=DAMAGED.keys())
def test_a_damaged_manifest_is_an_error_that_touches_nothing(output: Path, text: str) -> None:
    put(SITE, output)
    (output.parent / "precious").write_text("precious")
    (output / MANIFEST).write_bytes(text.encode("utf-8", "surrogateescape"))
    before = contents(output.parent)
    with pytest.raises(UsageError, match=r"damaged.*Name another folder"):
        put({"index.html": b"new"}, output)
    assert contents(output.parent) == before


def test_a_manifest_that_names_foreign_files_does_not_make_them_ours(output: Path) -> None:
    put(SITE, output)
    said = json.loads((output / MANIFEST).read_text())
    said["files"] |= {"CNAME": "0" * 64, "link": "0" * 64, "folder": "0" * 64}
    (output / MANIFEST).write_text(json.dumps(said))
    (output / "CNAME").write_text("example.org")
    (output / "link").symlink_to("CNAME")
    (output / "folder").mkdir()
    assert put({"index.html": b"new"}, output) == Published(1, 1, 3)
    assert contents(output) == {"index.html": b"new", "CNAME": b"example.org", "link": b"example.org"}
    assert (output / "folder").is_dir()


def furnish(output: Path) -> Seen:
    """Puts foreign things of every kind into an output; they are what is returned, without inodes of folders."""
    for folder in (".git/objects/ab", "empty/nested/er", "a/theirs", "private"):
        (output / folder).mkdir(parents=True)
    names = (".git/HEAD", ".git/objects/ab/c", "CNAME", ".nojekyll", "a/theirs/notes.txt", "a/beside.txt", "private/x")
    odd = ("new\nline", "-rf *", "quote'\"", "ü", "trailing ", "\\back", "*", "n" * 255, os.fsdecode(b"\xff\xfe"))
    for name in (*names, *odd):
        (output / name).write_text(f"foreign {name!a}")
    (output / "links").mkdir()
    for name, target in {"dangling": "nowhere", "folder": "../a", "up": "../..", "root": "/", "loop": "loop"}.items():
        (output / "links" / name).symlink_to(target)
    os.mkfifo(output / "pipe")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.open(output, os.O_RDONLY)
        server.bind(f"/proc/self/fd/{here}/socket")
        os.close(here)
    (output / "CNAME").chmod(0o400)
    (output / "empty" / "nested").chmod(0o555)
    (output / "private").chmod(0o700)
    os.utime(output / "CNAME", (1, 1))
    return foreign(output)


def foreign(output: Path) -> Seen:
    """What in an output is not of the two sites here: mode, inode of a file, time and content."""
    theirs: Seen = {}
    for path, (mode, inode, _, time, content) in seen(output).items():
        inside = Path(path).relative_to(output).as_posix()
        ours = inside in {".", "a", "a/deep", "a/deep/er", "theme", "b", MANIFEST, *SITE, "b/index.html"}
        if not ours:
            folder = stat.S_ISDIR(mode)
            theirs[inside] = (mode, 0 if folder else inode, 0, time, content)
    return theirs


def test_everything_foreign_survives_builds_that_change_and_remove_pages(output: Path) -> None:
    put(SITE, output)
    before = furnish(output)
    assert put({"index.html": b"new", "b/index.html": b"b"}, output) == Published(2, 2, 3)
    assert foreign(output) == before
    assert put(SITE, output) == Published(4, 4, 1)
    assert foreign(output) == before
    assert not (output / "b").exists()
    assert only(output)


def test_a_git_file_as_worktrees_have_it_survives(output: Path) -> None:
    put(SITE, output)
    (output / ".git").write_text("gitdir: /elsewhere")
    put({"index.html": b"new"}, output)
    assert (output / ".git").read_text() == "gitdir: /elsewhere"


def test_the_output_keeps_its_mode_and_owner(output: Path) -> None:
    output.mkdir(mode=0o750)
    output.chmod(0o2750)
    if os.geteuid() == 0:
        os.chown(output, 4321, 4321)
        output.chmod(0o2750)
    before = output.stat()
    put(SITE, output)
    after = output.stat()
    assert (after.st_mode, after.st_uid, after.st_gid) == (before.st_mode, before.st_uid, before.st_gid)


def their_file(path: Path) -> None:
    path.parent.mkdir(parents=True)
    path.write_text("theirs")


def their_folder(path: Path) -> None:
    path.mkdir(parents=True)
    (path / "notes").write_text("theirs")


def their_file_above(path: Path) -> None:
    path.parent.write_text("theirs")


def their_link_above(path: Path) -> None:
    (path.parents[1] / "elsewhere").mkdir()
    path.parent.symlink_to("elsewhere")


@pytest.mark.parametrize("place", [their_file, their_folder, their_file_above, their_link_above])
def test_something_foreign_where_a_page_is_to_be_is_refused_and_kept(
    output: Path, place: Callable[[Path], None]
) -> None:
    put(SITE, output)
    place(output / "b" / "index.html")
    before = seen(output)
    with pytest.raises(UsageError, match=r"b.* is not mentorsite's.*Move it away first"):
        put({**SITE, "b/index.html": b"b"}, output)
    assert seen(output) == before
    assert only(output)


@pytest.mark.parametrize("name", ["late.txt", "a/late.txt", "new/late.txt", "b/index.html", "b"])
@pytest.mark.parametrize("first", [False, True], ids=["a later build", "a first build into an empty folder"])
def test_a_foreign_file_that_appears_during_a_build_is_kept(output: Path, name: str, first: bool) -> None:
    output.mkdir()
    if not first:
        put(SITE, output)

    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        late = output / name
        late.parent.mkdir(exist_ok=True, parents=True)
        late.write_text("late")
        if not name.startswith("b"):
            yield "b/index.html", b"b"

    publish(files(), output)
    assert (output / name).read_text() == "late"
    assert (output / "index.html").read_text() == "new"
    assert only(output)


@pytest.mark.parametrize("name", ["late.txt", "a/late.txt", "b/index.html", "b", "index.html/late.txt"])
@pytest.mark.parametrize("empty", [False, True], ids=["a later build", "a first build into an empty folder"])
@pytest.mark.parametrize("one_step", [True, False])
def test_a_foreign_file_that_appears_at_the_last_moment_is_kept(
    output: Path, name: str, empty: bool, one_step: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    output.mkdir()
    if not empty:
        put({"a/index.html": b"a"}, output)

    def exchange(new: Path, place: Path) -> None:
        for text in ("late", "later"):
            (place / name).parent.mkdir(exist_ok=True, parents=True)
            (place / f"{name}{'' if text == 'late' else '.kept-by-mentorsite-1'}").write_text(text)
        swap.exchange(new, place)

    monkeypatch.setattr(module, "exchange", exchange)
    if not one_step:
        monkeypatch.setattr(swap, "_in_one_step", lambda new, place: False)
    put({"index.html": b"new", "b/index.html": b"b"}, output)
    found = contents(output)
    assert (found.pop("index.html"), found.pop("b/index.html")) == (b"new", b"b")
    assert sorted(found.values()) == [b"late", b"later"]
    assert all(path.startswith((name, name.replace("/", "-"))) for path in found)
    assert only(output)


def test_a_removed_page_goes_and_so_do_the_folders_it_leaves_empty(output: Path) -> None:
    put(SITE, output)
    assert put({"index.html": b"home", "theme/style.css": b"body {}"}, output) == Published(2, 0, 2)
    assert sorted(os.listdir(output)) == [MANIFEST, "index.html", "theme"]


def test_our_own_files_changed_by_hand_are_restored(output: Path, tmp_path: Path) -> None:
    put(SITE, output)
    (tmp_path / "precious").write_bytes(SITE["theme/style.css"])
    (output / "index.html").write_text("by hand")
    (output / "a" / "index.html").unlink()
    (output / "theme" / "style.css").unlink()
    (output / "theme" / "style.css").symlink_to(tmp_path / "precious")
    assert put(SITE, output) == Published(4, 3, 0)
    assert contents(output) == SITE
    assert not (output / "theme" / "style.css").is_symlink()
    assert (tmp_path / "precious").read_bytes() == SITE["theme/style.css"]


def test_a_file_changed_by_hand_is_kept_when_its_page_is_removed(output: Path) -> None:
    put(SITE, output)
    (output / "a" / "index.html").write_text("by hand")
    assert put({"index.html": b"home"}, output) == Published(1, 0, 2)
    assert contents(output) == {"index.html": b"home", "a/index.html": b"by hand"}
    with pytest.raises(UsageError, match="is not mentorsite's"):
        put(SITE, output)
    assert (output / "a" / "index.html").read_text() == "by hand"


def test_building_twice_touches_nothing(output: Path) -> None:
    put(SITE, output)
    furnish(output)
    before = seen(output)
    assert put(SITE, output) == Published(4, 0, 0)
    assert seen(output) == before
    assert only(output)


def test_the_command_run_twice_touches_nothing(handbook_folder: Path, output: Path) -> None:
    assert build(handbook_folder, "-o", output).returncode == 0
    before = seen(output)
    assert len(before) > 5
    done = build(handbook_folder, "-o", output)
    assert f"files in {output}, up to date" in done.stdout
    assert seen(output) == before


def test_files_that_did_not_change_keep_their_time_and_inode(output: Path) -> None:
    put(SITE, output)
    os.utime(output / "index.html", (1, 1))
    before = seen(output)
    assert put({**SITE, "a/index.html": b"new"}, output) == Published(4, 1, 0)
    after = seen(output)
    same = {"index.html", "a/deep/er/index.html", "theme/style.css"}
    assert all(before[str(output / path)] == after[str(output / path)] for path in same)
    assert after[str(output / "a/index.html")][4] == b"new"


def test_an_exception_while_rendering_leaves_the_output_as_it_was(output: Path) -> None:
    put(SITE, output)
    before = seen(output)

    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        assert len(list(output.parent.iterdir())) > 1
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        publish(files(), output)
    assert seen(output) == before
    assert only(output)


def test_an_exception_in_a_first_build_leaves_nothing(output: Path) -> None:
    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        publish(files(), output)
    assert list(output.parent.iterdir()) == []


def test_an_asset_that_vanished_is_an_error_that_names_it_and_touches_nothing(output: Path) -> None:
    put(SITE, output)
    before = seen(output)
    gone = output.parent.parent / "gone.png"
    with pytest.raises(FatalError, match=r"gone\.png: No such file.*as it was"):
        publish([("index.html", b"new"), ("gone.png", gone)], output)
    assert seen(output) == before
    assert only(output)


def test_of_two_builds_into_one_output_the_second_says_so(output: Path, tmp_path: Path) -> None:
    put(SITE, output)
    started, go_on = threading.Event(), threading.Event()
    link = tmp_path / "link"
    link.symlink_to(output)

    def slowly() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"slow"
        started.set()
        assert go_on.wait(30)
        yield "slow.html", b"slow"

    first = threading.Thread(target=publish, args=(slowly(), output))
    first.start()
    assert started.wait(30)
    script = "import sys, pathlib, mentorsite.build.publish as p; p.publish([('x', b'x')], pathlib.Path(sys.argv[1]))"
    environment = {**os.environ, "TMPDIR": str(tmp_path)}
    command = [sys.executable, "-c", script, str(link)]
    second = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
    go_on.set()
    first.join(30)
    assert "Another build is writing to" in second.stderr
    assert contents(output) == {"index.html": b"slow", "slow.html": b"slow"}
    assert only(output)


def test_what_helped_a_killed_build_may_end_a_moment_later(output: Path) -> None:
    helper = (
        "import sys, time, filelock\nwith filelock.FileLock(sys.argv[1]): print('held', flush=True); time.sleep(0.3)\n"
    )
    command = [sys.executable, "-c", helper, str(output.with_name(f".{output.name}.mentorsite-lock"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as held:
        assert held.stdout
        assert held.stdout.readline() == "held\n"
        publish([("index.html", b"new")], output)
    assert held.returncode == 0
    assert contents(output) == {"index.html": b"new"}


def test_builds_at_once_each_finish_or_say_so_and_the_site_is_whole(output: Path) -> None:
    script = (
        "import sys, pathlib, mentorsite.build.publish as p\n"
        "for n in range(20):\n"
        " site = [(f'{i}/{sys.argv[2]}.html', sys.argv[2].encode()) for i in range(50)]\n"
        " try: p.publish(site, pathlib.Path(sys.argv[1]))\n"
        " except p.FatalError as error: assert 'Another build' in str(error), error\n"
    )
    builds = [subprocess.Popen([sys.executable, "-c", script, output, name], stderr=subprocess.PIPE) for name in "abc"]
    assert [each.communicate()[1] for each in builds] == [b""] * 3
    found = contents(output)
    assert len(found) == 50
    assert len(set(found.values())) == 1
    assert only(output)


@pytest.mark.parametrize("moment", ["before", "after"])
def test_an_exchange_that_fails_without_one_step_puts_the_site_back(
    output: Path, moment: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(SITE, output)
    before = seen(output)
    monkeypatch.setattr(swap, "_in_one_step", lambda new, place: False)

    def rename(path: Path, target: Path) -> None:
        if path.name.endswith("-staged") or moment == "before":
            raise OSError(5, "Input/output error", str(path))
        os.rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", rename)
        with pytest.raises(OSError, match="Input/output"):
            swap.exchange(output.with_name("x-staged"), output)
    assert seen(output) == before


Mount = Callable[..., Path]


@pytest.fixture
def mount(tmp_path: Path) -> Iterator[Mount]:
    """Mounts something on a new folder, or on one that is there, and takes it off after the test."""
    mounted: list[Path] = []

    def mount(*arguments: str | Path, on: Path | None = None) -> Path:
        folder = on or tmp_path / f"mounted-{len(mounted)}"
        if not on:
            folder.mkdir()
        if os.geteuid() != 0 or not shutil.which("mount"):
            pytest.skip("needs a disk of its own: only root may mount one")
        done = subprocess.run(["mount", *arguments, folder], capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"needs a disk of its own, and this system does not allow it: {done.stderr.strip()}")
        mounted.append(folder)
        return folder

    yield mount
    for folder in mounted:
        moved = [each for each in tmp_path.glob(f"**/.*.mentorsite-staged/{folder.name}") if mounts.is_mounted(each)]
        subprocess.run(["umount", *(moved or [folder])], check=True)


@pytest.fixture
def family(tmp_path: Path) -> Path:
    """A folder that someone would miss."""
    folder = tmp_path / "family"
    (folder / "photos").mkdir(parents=True)
    (folder / "photos" / "1.jpg").write_bytes(b"the only one")
    return folder


TMPFS = ("-t", "tmpfs", "-o", "size=1m", "none")
MOUNTS = {
    "a disk": ("theirs", TMPFS),
    "a folder of the same disk": ("theirs", ("--bind", "family")),
    "a folder deep below": ("theirs/deep/er", ("--bind", "family")),
    "a folder on one of ours": ("a", ("--bind", "family")),
    "a name with a space and a line's end": ("the irs\nown", ("--bind", "family")),
    "a single file": ("theirs.jpg", ("--bind", "family/photos/1.jpg")),
}


def mounted_inside(output: Path, mount: Mount, where: str, arguments: tuple[str, ...]) -> Path:
    """What `arguments` name, mounted in an output; a disk gets a file."""
    place = output / where
    if where.endswith(".jpg"):
        place.touch()
    else:
        place.mkdir(parents=True, exist_ok=True)
    base = output.parents[1]
    disk = mount(*(base / each if each.startswith("family") else each for each in arguments), on=place)
    if arguments == TMPFS:
        (disk / "1.jpg").write_bytes(b"the only one")
    return disk


@pytest.mark.parametrize(("where", "arguments"), MOUNTS.values(), ids=MOUNTS.keys())
def test_what_is_mounted_in_an_output_is_never_touched(
    output: Path, mount: Mount, family: Path, handbook_folder: Path, where: str, arguments: tuple[str, ...]
) -> None:
    put(SITE, output)
    place = mounted_inside(output, mount, where, arguments)
    before = seen(output), seen(family)
    with pytest.raises(FatalError, match="is where another disk or folder is mounted") as told:
        put({"index.html": b"new"}, output)
    assert str(place) in str(told.value)
    with pytest.raises(FatalError, match="is where another disk or folder is mounted"):
        refuse_unsafe(output, handbook_folder)
    assert (seen(output), seen(family)) == before
    assert list(output.parent.glob(".public.*")) == []


def test_a_disk_that_no_list_of_mounts_names_is_known_by_its_number(
    output: Path, mount: Mount, family: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(mounts, "MOUNTED", tmp_path / "none")
    put(SITE, output)
    mounted_inside(output, mount, "theirs/deep", TMPFS)
    before = seen(output)
    with pytest.raises(FatalError, match="theirs/deep is where another disk"):
        put({"index.html": b"new"}, output)
    assert seen(output) == before


def test_a_folder_of_the_same_disk_as_output_is_refused(handbook_folder: Path, mount: Mount, family: Path) -> None:
    place = mount("--bind", family)
    before = seen(family)
    with pytest.raises(UsageError, match="Name a folder inside it"):
        refuse_unsafe(place, handbook_folder)
    assert seen(family) == before


def test_what_is_mounted_while_a_build_runs_is_not_touched(output: Path, mount: Mount, family: Path) -> None:
    put(SITE, output)

    def files() -> Iterator[tuple[str, bytes]]:
        yield "index.html", b"new"
        mounted_inside(output, mount, "theirs", ("--bind", "family"))

    before = contents(output), seen(family)
    with pytest.raises(FatalError, match="theirs is where another disk"):
        publish(files(), output)
    assert {path: data for path, data in contents(output).items() if "theirs" not in path} == before[0]
    assert seen(family) == before[1]


def test_what_is_mounted_at_the_last_moment_is_not_deleted_with_the_old_site(
    output: Path, mount: Mount, family: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(SITE, output)
    (output / "theirs").mkdir()

    def exchange(new: Path, place: Path) -> None:
        mounted_inside(output, mount, "theirs", ("--bind", "family"))
        swap.exchange(new, place)

    monkeypatch.setattr(module, "exchange", exchange)
    before = seen(family)
    for _ in range(2):  # the next build finds it there still
        with pytest.raises(FatalError, match="staged/theirs is where another disk"):
            put({"index.html": b"new"}, output)
        assert contents(output) == {"index.html": b"new"}
        assert seen(family) == before


def test_a_junction_of_windows_is_where_another_folder_begins(monkeypatch: pytest.MonkeyPatch) -> None:
    for tag, refused in ((0xA0000003, True), (0xA000000C, False), (0, False)):  # a junction, a link, a plain folder
        monkeypatch.setattr("os.lstat", lambda path, tag=tag: SimpleNamespace(st_dev=1, st_reparse_tag=tag))
        with pytest.raises(FatalError) if refused else nullcontext():
            mounts.refuse_other_disk("theirs", 1)


@pytest.mark.parametrize("full_of", ["bytes", "files"])
def test_a_full_disk_is_an_error_and_the_old_site_stays_whole(
    handbook_folder: Path, mount: Mount, full_of: str
) -> None:
    disk = mount("-t", "tmpfs", "-o", "size=16m,nr_inodes=2000", "none")
    output = disk / "public"
    assert build(handbook_folder, "-o", output).returncode == 0
    (output / "CNAME").write_text("example.org")
    (output / "theirs").mkdir()
    left = os.statvfs(disk)
    if full_of == "bytes":
        (output / "theirs" / "large").write_bytes(bytes((left.f_bavail - 16) * left.f_frsize))
    for number in range(left.f_favail - 16 if full_of == "files" else 0):
        (output / "theirs" / str(number)).touch()
    before = seen(output)
    for number in range(30):
        (handbook_folder / "content" / f"page-{number}.md").write_text(f"# Page {number}\n{'words ' * 1000}\n")
    done = build(handbook_folder, "-o", output)
    assert done.returncode == 2
    assert "No space left on device" in done.stderr
    assert f"The output {output} is as it was." in done.stderr
    assert "Traceback" not in done.stderr
    assert seen(output) == before
    assert only(output)


def test_a_first_build_on_a_full_disk_leaves_nothing(handbook_folder: Path, mount: Mount) -> None:
    disk = mount("-t", "tmpfs", "-o", "size=8k", "none")
    done = build(handbook_folder, "-o", disk / "public")
    assert (done.returncode, list(disk.iterdir())) == (2, [])


@pytest.fixture
def as_user() -> "AsUser":
    """Runs Python as someone whom permissions bind: it stops being root once everything is imported."""

    def run(script: str, folder: Path) -> subprocess.CompletedProcess[str]:
        start = "import os, pathlib, mentorsite.build.publish as p\nif os.geteuid() == 0: os.setuid(65534)\n"
        command = [sys.executable, "-c", start + script]
        environment = {**os.environ, "HOME": "/nonexistent"}
        return subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, env=environment)

    return run


@pytest.fixture
def users_folder() -> Iterator[Path]:
    """A folder that a user other than root owns, when this is root."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        if os.geteuid() == 0:
            os.chown(folder, 65534, 65534)
        yield folder
        for here, folders, _ in os.walk(folder):
            for each in folders:
                Path(here, each).chmod(0o755)
        folder.chmod(0o755)


AsUser = Callable[[str, Path], subprocess.CompletedProcess[str]]
OLD = "p.publish([('index.html', b'old'), ('a/index.html', b'a')], pathlib.Path('public'))\n"
NEW = "p.publish([('index.html', b'new')], pathlib.Path('public'))\n"


def test_a_parent_that_cannot_be_written_to_is_an_error_and_the_old_site_stays(
    users_folder: Path, as_user: AsUser
) -> None:
    assert as_user(OLD, users_folder).returncode == 0
    before = seen(users_folder / "public")
    done = as_user(f"os.chmod('.', 0o555)\n{NEW}", users_folder)
    last = done.stderr.splitlines()[-1]
    assert last.startswith("mentorsite.errors.FatalError: ")
    assert "Permission denied" in last
    assert "is as it was" in last
    assert seen(users_folder / "public") == before
    assert only(users_folder / "public")


def test_an_output_in_a_disk_mounted_for_reading_is_an_error(handbook_folder: Path, mount: Mount) -> None:
    disk = mount("-t", "tmpfs", "-o", "size=16m", "none")
    put(SITE, disk / "public")
    before = seen(disk)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    done = build(handbook_folder, "-o", disk / "public")
    assert (done.returncode, "Read-only file system" in done.stderr) == (2, True)
    assert seen(disk) == before


def test_foreign_folders_that_cannot_be_written_to_survive_as_they_are(users_folder: Path, as_user: AsUser) -> None:
    theirs = "os.mkdir('public/sealed'); open('public/sealed/x', 'w').write('theirs'); os.mkdir('public/sealed/deep')\n"
    seal = "os.chmod('public/sealed/deep', 0o555); os.chmod('public/sealed', 0o555); os.chmod('public', 0o555)\n"
    done = as_user(OLD + theirs + seal + NEW, users_folder)
    assert done.stderr == ""
    assert contents(users_folder / "public") == {"index.html": b"new", "sealed/x": b"theirs"}
    sealed = ("", "sealed", "sealed/deep")
    assert [stat.S_IMODE((users_folder / "public" / each).stat().st_mode) for each in sealed] == [0o555] * 3
    assert only(users_folder / "public")


def test_a_foreign_folder_that_cannot_be_read_stops_the_build_and_stays(users_folder: Path, as_user: AsUser) -> None:
    theirs = "os.mkdir('public/sealed'); open('public/sealed/x', 'w').write('theirs'); os.chmod('public/sealed', 0)\n"
    done = as_user(OLD + theirs + NEW, users_folder)
    assert "sealed: Permission denied. The output public is as it was." in done.stderr
    (users_folder / "public" / "sealed").chmod(0o755)
    files = {"index.html": b"old", "a/index.html": b"a", "sealed/x": b"theirs"}
    assert contents(users_folder / "public") == files
    assert only(users_folder / "public")


def test_foreign_files_that_may_not_have_a_second_name_are_copied_and_kept(users_folder: Path, as_user: AsUser) -> None:
    if os.geteuid() != 0 or Path("/proc/sys/fs/protected_hardlinks").read_text() != "1\n":
        pytest.skip("needs a file of another user on a Linux that protects links to it: only root can make one")
    assert as_user(OLD, users_folder).returncode == 0
    (users_folder / "public" / "CNAME").write_text("root's")
    (users_folder / "public" / "link").symlink_to("CNAME")
    os.utime(users_folder / "public" / "CNAME", (1, 1))
    done = as_user(NEW, users_folder)
    assert done.stderr == ""
    assert contents(users_folder / "public") == {"index.html": b"new", "CNAME": b"root's", "link": b"root's"}
    assert (users_folder / "public" / "CNAME").stat().st_uid == 65534
    assert (users_folder / "public" / "CNAME").stat().st_mtime == 1
    assert only(users_folder / "public")


def test_a_home_that_no_one_knows_does_not_stop_a_build(
    handbook_folder: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("HOME")
    monkeypatch.setattr("pwd.getpwuid", lambda uid: {}[uid])
    refuse_unsafe(output, handbook_folder)


def test_a_current_folder_that_is_gone_is_an_error_and_no_traceback(handbook_folder: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    script = f"cd {gone} && rmdir {gone} && {sys.executable} -m mentorsite build -C {handbook_folder} -o public"
    done = subprocess.run(["sh", "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, "Traceback" in done.stderr) == (2, False)


IN_THE_WAY = {"-staged": "folder", "-staged-aside": "folder", "-lock": "file"}


@pytest.mark.parametrize(("place", "expected"), IN_THE_WAY.items())
@pytest.mark.parametrize("kind", ["a link", "another kind"])
def test_what_no_build_puts_beside_an_output_is_named_with_what_to_do(
    handbook_folder: Path, output: Path, place: str, expected: str, kind: str
) -> None:
    path = output.with_name(f".public.mentorsite{place}")
    if kind == "a link":
        path.symlink_to(output.parent)
    elif expected == "file":
        path.mkdir()
    else:
        path.touch()
    with pytest.raises(UsageError) as refused:
        refuse_unsafe(output, handbook_folder)
    said = f"{path} is in the way: a build puts a {expected} there. Nothing was written. Delete it."
    assert str(refused.value) == said


def test_a_link_in_the_place_of_a_site_that_was_replaced_does_not_become_the_output(output: Path) -> None:
    output.with_name("theirs").mkdir()
    output.with_name("theirs").joinpath("evil.html").touch()
    output.with_name(".public.mentorsite-staged-aside").symlink_to("theirs")
    put(SITE, output)
    assert contents(output) == SITE


def test_a_staging_place_that_is_someone_elses_is_an_error(output: Path) -> None:
    put(SITE, output)
    (output.parent / ".public.mentorsite-staged").symlink_to(output)
    with pytest.raises(MentorsiteError, match="File exists"):
        put({}, output)
    assert contents(output) == SITE
