"""An output that someone else may have filled is not taken for ours, and what others put there is named."""

import subprocess
from pathlib import Path

import pytest

from mentorsite.build.foreign_files import written_by_others
from mentorsite.build.manifest import MANIFEST, manifest
from mentorsite.deploy.git import kept_in_git
from tests.deploy.test_push import PAGES, commit, git, mentorsite, own_git, write

pytestmark = pytest.mark.needs_posix

__all__ = ["own_git"]  # a fixture for all tests here
FAST = ("--without", "search")
SENT = {f"public/{MANIFEST}": manifest({}).decode(), "public/login.html": "<script>steal()</script>"}
"""What a change brings that wants its file to be published along."""


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    folder = tmp_path / "handbook"
    folder.mkdir()
    git(folder, "init", "-q")
    commit(folder, PAGES)
    return folder


def build(folder: Path, *arguments: str | Path) -> "subprocess.CompletedProcess[str]":
    return mentorsite("build", "-C", folder, *FAST, *arguments)


def sent_in(folder: Path, output: str = "public") -> None:
    """Commits files of an output, though git ignores it, as a change from outside can."""
    files = {name.replace("public", output, 1): text for name, text in SENT.items()}
    write(folder, files)
    send(folder, *files)


def send(folder: Path, *names: str) -> None:
    git(folder, "add", "--force", *names)
    git(folder, "commit", "-q", "-m", "A small mistake corrected")


@pytest.mark.parametrize("built_before", [False, True])
def test_an_output_that_git_keeps_is_refused_and_nothing_touched(handbook: Path, built_before: bool) -> None:
    if built_before:
        assert build(handbook).returncode == 0
    sent_in(handbook)
    before = sorted(path.name for path in (handbook / "public").iterdir())
    done = build(handbook)
    assert done.returncode == 2
    assert "git keeps public/" in done.stderr
    assert f"git -C {handbook} rm -r -q --cached public && echo /public/ >> {handbook}/.gitignore." in done.stderr
    assert sorted(path.name for path in (handbook / "public").iterdir()) == before


def test_what_the_message_says_to_do_helps_and_the_file_is_named_then(handbook: Path) -> None:
    sent_in(handbook)
    git(handbook, "rm", "-r", "-q", "--cached", "public")
    done = build(handbook)
    assert done.returncode == 0
    assert "public has 1 file that is not of this build: login.html." in done.stdout


def test_an_output_that_git_keeps_is_fine_where_it_is_named_and_what_others_wrote_is_told(handbook: Path) -> None:
    sent_in(handbook)
    done = build(handbook, "-o", handbook / "public")
    assert done.returncode == 0
    assert "public has 1 file that is not of this build: login.html." in done.stdout


def test_a_link_that_git_keeps_is_refused_as_well(handbook: Path, tmp_path: Path) -> None:
    assert build(handbook, "-o", tmp_path / "elsewhere").returncode == 0
    (handbook / ".gitignore").unlink()
    (handbook / "public").symlink_to(tmp_path / "elsewhere")
    commit(handbook)
    assert "git keeps public," in build(handbook).stderr


@pytest.mark.parametrize("options", [(), ("-o", "public")], ids=["usual output", "output that is named"])
@pytest.mark.parametrize("place", [".public.mentorsite-staged", ".public.mentorsite-staged-aside"])
def test_what_looks_like_left_by_a_build_is_refused_and_the_message_says_how_to_delete_it(
    handbook: Path, place: str, options: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(handbook)
    if not place.endswith("aside"):
        assert build(Path()).returncode == 0
    sent_in(handbook, place)
    done = build(Path(), *options)
    assert done.returncode == 2
    assert f"git keeps {place}/{MANIFEST}, so" in done.stderr
    assert done.stderr.endswith(f"Delete it: git -C {handbook} rm -r -q -f {place}\n")
    git(handbook, "rm", "-r", "-q", "-f", place)
    assert build(Path(), *options).returncode == 0
    assert written_by_others(handbook / "public") == ()


def test_a_link_to_a_place_that_is_not_there_yet_is_refused_and_nothing_written(handbook: Path) -> None:
    (handbook / "public").symlink_to(handbook.parent / "elsewhere")
    send(handbook, "public")
    assert "git keeps public," in build(handbook).stderr
    assert not (handbook.parent / "elsewhere").exists()


def test_of_a_link_of_ones_own_the_folder_that_it_leads_to_is_looked_at(handbook: Path) -> None:
    (handbook / "out").mkdir()
    (handbook / "public").symlink_to("out/site")
    write(handbook, {".gitignore": "/public\n/out/\n"})
    assert build(handbook).returncode == 0
    sent_in(handbook, "out/site")
    assert f"git -C {handbook}/out rm -r -q --cached site && echo /site/" in build(handbook).stderr


def test_what_looks_like_a_repository_to_git_does_not_keep_it_from_looking_at_the_real_one(handbook: Path) -> None:
    commit(handbook, {f"docs/{name}": text for name, text in PAGES.items()})
    write(handbook, {"docs/HEAD": "ref: refs/heads/main\n", "docs/objects/x": "", "docs/refs/x": ""})
    send(handbook, "docs")
    sent_in(handbook, "docs/public")
    assert "git keeps public/" in build(handbook / "docs").stderr


def test_a_handbook_in_a_folder_of_a_repository_is_looked_at_too(handbook: Path) -> None:
    commit(handbook, {f"docs/{name}": text for name, text in PAGES.items()})
    assert build(handbook / "docs").returncode == 0
    sent_in(handbook)
    assert build(handbook / "docs").returncode == 0
    git(handbook, "add", "--force", "docs/public/index.html")
    assert "git keeps public/index.html" in build(handbook / "docs").stderr


def test_on_a_new_machine_an_output_that_git_ignores_is_taken_over(
    handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(handbook).returncode == 0
    monkeypatch.setenv("MENTORSITE_CACHE", str(tmp_path / "new-machine"))
    done = build(handbook)
    assert done.returncode == 0
    assert "not of this build" not in done.stdout


@pytest.mark.parametrize("again", [False, True], ids=["first build", "build that changes nothing"])
def test_files_of_others_are_named_by_each_build(handbook: Path, again: bool) -> None:
    assert build(handbook).returncode == 0
    write(handbook / "public", {"notes.html": "x", "theirs/a\x1b.js": "x", ".git/HEAD": "x", "d/e/f/g": "x"})
    if again:
        build(handbook)
    done = build(handbook)
    assert "public has 3 files that are not of this build: d/e/f/g, notes.html, theirs/a\ufffd.js." in done.stdout
    assert "up to date" in done.stdout or not again


def test_of_many_files_of_others_a_few_are_named(handbook: Path) -> None:
    assert build(handbook).returncode == 0
    write(handbook / "public", {f"{number}.txt": "x" for number in range(9)})
    assert "9 files that are not of this build: 0.txt, 1.txt, 2.txt, 3.txt, 4.txt and 4 more." in build(handbook).stdout


def test_links_and_changed_files_of_removed_pages_are_of_others(handbook: Path) -> None:
    assert build(handbook).returncode == 0
    (handbook / "public/there").symlink_to("/")
    (handbook / "public/guide/index.html").write_text("changed by hand")
    (handbook / "content/guide.md").unlink()
    write(handbook, {"content/index.md": "# Home\n"})
    assert build(handbook).returncode == 0
    assert written_by_others(handbook / "public") == ("guide/index.html", "there")


def test_without_git_the_files_of_others_are_named(
    handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent_in(handbook)
    monkeypatch.setenv("PATH", str(tmp_path))
    done = build(handbook)
    assert done.returncode == 0
    assert "login.html" in done.stdout


@pytest.fixture
def ran(tmp_path: Path) -> Path:
    """A file that is there once git has run the program `run` beside it, as a repository's settings ask."""
    (tmp_path / "run").write_text(f"#!/bin/sh\ntouch '{tmp_path / 'ran'}'\n")
    (tmp_path / "run").chmod(0o755)
    return tmp_path / "ran"


def test_a_repository_that_was_sent_in_runs_nothing(handbook: Path, ran: Path) -> None:
    sent_in(handbook)
    for key in ("core.fsmonitor", "core.pager", "core.editor", "core.sshCommand", "alias.ls-files"):
        git(handbook, "config", key, str(ran.with_name("run")))
    git(handbook, "ls-files")
    assert ran.exists()
    ran.unlink()
    assert kept_in_git(handbook, handbook / "public") == f"public/{MANIFEST}"
    assert not ran.exists()


def test_a_folder_that_only_looks_like_a_repository_is_not_asked(handbook: Path, ran: Path) -> None:
    """A change can't bring a `.git`, but it can bring what git takes for a repository that has no folder of its own."""
    sent = handbook.parent / "sent"
    git(handbook.parent, "clone", "-q", "--bare", str(handbook), "sent")
    write(sent, {"site.yml": PAGES["site.yml"], "content/index.md": "# Home\n", **SENT})
    git(sent, "config", "core.bare", "false")
    git(sent, "config", "core.worktree", str(sent))
    git(sent, "add", "--force", *SENT)
    git(sent, "config", "core.fsmonitor", str(ran.with_name("run")))
    git(sent, "ls-files")
    assert ran.exists()
    ran.unlink()
    assert kept_in_git(sent, sent / "public") == ""
    assert not ran.exists()


def test_a_name_is_shown_without_what_steers_a_terminal(handbook: Path) -> None:
    write(handbook, {f"public/{MANIFEST}": manifest({}).decode(), "public/.a\x1b[31m": "x"})
    git(handbook, "add", "--force", "public/.a\x1b[31m")
    assert "git keeps public/.a\ufffd[31m," in build(handbook).stderr
