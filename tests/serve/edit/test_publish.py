"""Publishing from the desk: what would be, and what git is asked to do."""

import os
import subprocess
from pathlib import Path

import pytest

from mentorsite.errors import FatalError
from mentorsite.scaffold.handbook import new, starter
from mentorsite.serve.edit.publish import publish, unpublished

pytestmark = pytest.mark.needs_posix
FILES = {
    "site.yml": "title: A\nlanguages: {en: English, es: Español}\n",
    "site.es.yml": "title: B\n",
    "content/a.md": "A\n",
}


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "handbook"
    for name, text in FILES.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    git(folder, "init", "--quiet", "--initial-branch=main")
    for key, value in {"user.name": "Kit", "user.email": "kit@example.org", "commit.gpgsign": "false"}.items():
        git(folder, "config", key, value)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Begin")
    return folder


def test_what_belongs_to_the_handbook_is_saved_and_nothing_else(project: Path) -> None:
    for name in (*FILES, "notes.txt"):
        (project / name).write_text(f"{FILES.get(name, '')}# more\n")
    assert "nowhere to send it" in publish(project, "Say more")
    assert git(project, "show", "--name-only", "--format=%s").split() == [
        "Say",
        "more",
        "content/a.md",
        "site.es.yml",
        "site.yml",
    ]
    assert git(project, "status", "--porcelain") == "?? notes.txt"


@pytest.mark.parametrize("staged", [False, True])
@pytest.mark.parametrize(
    "gone", [["site.es.yml"], ["themes"], ["translations"], ["content"], ["themes", "translations", "site.es.yml"]]
)
def test_what_was_deleted_is_told_and_goes(project: Path, gone: list[str], staged: bool) -> None:
    for name in ("themes/own/look.css", "translations/es.json"):
        (project / name).parent.mkdir(parents=True)
        (project / name).write_text("{}")
    (project / "notes.txt").write_text("mine\n")
    git(project, "add", ".")
    git(project, "commit", "--quiet", "-m", "Themes")
    if staged:
        git(project, "rm", "-r", "--quiet", *gone)
    else:
        for name in gone:
            git(project, "rm", "-r", "--quiet", "--cached", name)
            subprocess.run(["rm", "-r", name], cwd=project, check=True)
        git(project, "reset", "--quiet")
    (project / "notes.txt").unlink()
    assert unpublished(project).sentences
    publish(project, "Delete")
    assert git(project, "status", "--porcelain") == "D notes.txt"
    assert unpublished(project).sentences == ()


def test_an_empty_folder_keeps_nothing_from_being_saved(project: Path) -> None:
    (project / "themes").mkdir()
    (project / "translations").mkdir()
    (project / "translations/.DS_Store").write_text("x")
    (project / ".git/info/exclude").write_text(".DS_Store\n")
    (project / "content/a.md").write_text("Other\n")
    publish(project, "Say more")
    assert git(project, "show", "--name-only", "--format=").split() == ["content/a.md"]


def test_the_files_that_build_the_website_go_along_once_and_only_as_they_were_made(tmp_path: Path) -> None:
    project = tmp_path / "handbook"
    git(tmp_path, "init", "--quiet", "--initial-branch=main", "handbook")
    for key, value in {"user.name": "Kit", "user.email": "kit@example.org", "commit.gpgsign": "false"}.items():
        git(project, "config", key, value)
    new(project, starter("career"))
    (project / ".github/workflows/weekly.yml").write_text("on: push\n")
    (project / "notes.txt").write_text("mine\n")
    to_know = " ".join(unpublished(project).to_know)
    assert ".gitattributes, .github/, .gitignore, .vscode/, README.md, requirements.txt." in to_know
    assert "Not sent: .github/workflows/weekly.yml." in to_know
    publish(project, "Begin")
    sent = git(project, "ls-files").split()
    assert {"README.md", "requirements.txt", ".gitignore", ".github/workflows/handbook.yml", "site.yml"} <= {*sent}
    assert git(project, "status", "--porcelain").splitlines() == ["?? .github/workflows/weekly.yml", "?? notes.txt"]
    assert unpublished(project).sentences == ()


def test_nothing_new_is_nothing_to_publish(project: Path) -> None:
    assert unpublished(project).sentences == ()


def test_without_git_it_says_what_to_upload(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: A\n")
    assert "upload what is in it" in unpublished(tmp_path).without_git


def test_looking_at_what_would_be_published_runs_no_program_of_the_repository(project: Path) -> None:
    trap = project.parent / "trap"
    (project.parent / "run.sh").write_text(f"#!/bin/sh\ntouch '{trap}'\n")
    (project.parent / "run.sh").chmod(0o755)
    git(project, "config", "core.fsmonitor", str(project.parent / "run.sh"))
    (project / "content/a.md").write_text("Other\n")
    assert unpublished(project).sentences
    assert not trap.exists()


def test_someone_who_published_meanwhile_is_not_overwritten(project: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.git"
    git(tmp_path, "init", "--quiet", "--bare", "--initial-branch=main", str(kept))
    git(project, "remote", "add", "origin", str(kept))
    git(project, "push", "--quiet", "origin", "main")
    git(tmp_path, "clone", "--quiet", str(kept), "other")
    (tmp_path / "other/b.md").write_text("theirs")
    git(tmp_path / "other", "add", ".")
    git(tmp_path / "other", "-c", "user.name=O", "-c", "user.email=o@example.org", "commit", "--quiet", "-m", "Theirs")
    git(tmp_path / "other", "push", "--quiet")
    (project / "content/a.md").write_text("Ours\n")
    with pytest.raises(FatalError, match="someone else published meanwhile"):
        publish(project, "Ours")
    assert git(kept, "log", "-1", "--format=%s", "main") == "Theirs"
    assert git(project, "log", "-1", "--format=%s") == "Ours"


def test_names_of_files_that_are_no_letters_can_be_shown(project: Path) -> None:
    try:
        (project / os.fsdecode(b"content/\xff.txt")).write_text("x")
    except OSError:
        pytest.skip("this disk takes no such names")
    for each in unpublished(project).sentences:
        assert each.encode()


def test_a_repository_that_git_cant_read_is_told(project: Path) -> None:
    (project / ".git/HEAD").write_text("nonsense")
    assert unpublished(project).without_git
