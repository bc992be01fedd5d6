"""`mentorsite changes`: the handbook as it was comes from git."""

import subprocess
from pathlib import Path

import pytest

from mentorsite.deploy.since import changes_since
from mentorsite.errors import UsageError
from tests.commands import run

pytestmark = pytest.mark.needs_posix

WHO = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", *WHO, *arguments], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A handbook in a folder of a repository, all of it committed."""
    monkeypatch.setenv("MENTORSITE_CACHE", str(tmp_path / "cache"))
    folder = tmp_path / "repository" / "handbook"
    (folder / "content").mkdir(parents=True)
    (folder / "site.yml").write_text("title: Handbook\n")
    (folder / "content" / "index.md").write_text("# Home\n")
    (folder / "content" / "goals.md").write_text("# Goals\n\nWhat we want.\n")
    (folder / "content" / "team.jpg").write_bytes(b"old")
    git(folder.parent, "init", "-q")
    git(folder.parent, "add", ".")
    git(folder.parent, "commit", "-qm", "Begin")
    return folder


def edit(project: Path) -> None:
    (project / "content" / "goals.md").write_text("# Goals\n\nWhat you <b>want</b>.\n")
    (project / "content" / "team.jpg").write_bytes(b"new")
    (project / "content" / "index.md").write_text("---\ntitle: [\n---\n# Home\n")


def test_what_is_not_committed_is_told_and_then_what_changed_since_a_commit(project: Path) -> None:
    assert run("changes", "-C", project).stdout == "Nothing changed that readers would notice.\n"
    edit(project)
    text = (
        "Page Goals was reworded.\n"
        "Picture team.jpg was replaced.\n"
        "Not compared, since one of its two versions has errors: content/index.md\n"
    )
    assert run("changes", "-C", project).stdout == text
    git(project, "commit", "-qam", "Edit")
    assert run("changes", "-C", project, "--since", "HEAD~1").stdout == text
    assert [each.text for each in changes_since(project, "HEAD~1").sentences] == text.splitlines()[:2]


@pytest.mark.parametrize("sign", ["\n", "\x1b[31m", "\r"])
def test_a_sign_in_a_name_begins_no_line_and_steers_no_terminal(project: Path, sign: str) -> None:
    (project / "content" / f"a{sign}b.jpg").write_bytes(b"new")
    (project / "content" / f"a{sign}b.md").write_text("---\ntitle: [\n---\n")
    lines = run("changes", "-C", project).stdout.split("\n")
    assert [line for line in lines if "content/a" in line and "content/a\ufffd" not in line] == []
    assert [line for line in lines if line.startswith("b.")] == []
    assert not any(sign in line for line in lines)


def test_markdown_has_the_files_and_no_sign_that_means_something_else(project: Path) -> None:
    edit(project)
    (project / "site.yml").write_text("title: '*@all* <b>'\n")
    said = run("changes", "-C", project, "--markdown").stdout
    assert said == (
        "`site.yml`\n\n- The handbook is now called \\*@\u200ball\\* &lt;b&gt;, was Handbook.\n\n"
        "`content/goals.md`\n\n- Page Goals was reworded.\n\n"
        "`content/team.jpg`\n\n- Picture team.jpg was replaced.\n\n"
        "- Not compared, since one of its two versions has errors: `content/index.md`\n"
    )


@pytest.mark.parametrize("since", ["nowhere", "--output=x", "HEAD:site.yml"])
def test_what_git_does_not_know_is_no_version(project: Path, since: str) -> None:
    with pytest.raises(UsageError):
        changes_since(project, since)


def test_a_folder_without_a_repository_has_nothing_before(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: Handbook\n")
    with pytest.raises(UsageError, match="in no git repository"):
        changes_since(tmp_path)


def test_a_link_is_not_followed_out_of_the_handbook(project: Path) -> None:
    (project / "content" / "goals.md").unlink()
    (project / "content" / "goals.md").symlink_to("/etc/passwd")
    git(project, "commit", "-qam", "Link")
    assert "root" not in run("changes", "-C", project, "--markdown", "--since", "HEAD~1").stdout
