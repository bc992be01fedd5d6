"""`mentorsite new` in a repository that GitHub made: nothing is lost, and GitHub finds what it looks for."""

import subprocess
from pathlib import Path

import pytest

from mentorsite.cli.doctor import examine
from mentorsite.errors import UsageError
from mentorsite.scaffold import handbook
from mentorsite.scaffold.begun_repository import LARGEST
from mentorsite.scaffold.handbook import new, starter
from tests.commands import run

pytestmark = pytest.mark.needs_posix

README = "# handbook\r\nOurs\r\n"
LICENSE = "MIT\n"


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    folder = tmp_path / "before"
    (folder / ".git").mkdir(parents=True)
    (folder / "README.md").write_bytes(README.encode())
    (folder / "LICENSE").write_text(LICENSE)
    (folder / ".gitignore").write_text("*.log")
    return folder


def test_a_repository_that_was_begun_on_github_is_begun_in(clone: Path) -> None:
    said = run("new", str(clone), "--name", "Our handbook").stdout
    assert ".gitignore and README.md: what was there stays" in said
    readme = (clone / "README.md").read_bytes().decode()
    assert readme.startswith("# handbook\r\nOurs\n\n# Our handbook")
    assert (clone / ".gitignore").read_text().startswith("*.log\n\n#")
    assert "/public/" in (clone / ".gitignore").read_text()
    assert (clone / "LICENSE").read_text() == LICENSE
    assert (clone / ".github/workflows/handbook.yml").is_file()
    assert not list(clone.glob(".mentorsite-*"))


@pytest.mark.parametrize("name", ["site.yml", "readme.txt", "content", "main.py"])
def test_what_github_does_not_put_there_is_not_written_over(clone: Path, name: str) -> None:
    (clone / name).write_text("mine")
    with pytest.raises(UsageError, match=f"not empty: {name} is in the way"):
        new(clone, starter("career"))
    (clone / "zebra.txt").write_text("mine")
    with pytest.raises(UsageError, match=f"not empty: {name}, with 1 more, is in the way"):
        new(clone, starter("career"))
    assert (clone / "README.md").read_bytes() == README.encode()


@pytest.mark.parametrize(
    ("rules", "is_everywhere"),
    [("*.whl", False), ("*.whl", True), (".*\n*.txt\n*.svg", False), (".github/\ncontent/", True)],
)
def test_no_rule_of_a_repository_or_a_computer_leaves_out_what_github_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rules: str, is_everywhere: bool
) -> None:
    folder = tmp_path / "begun"
    folder.mkdir()
    (tmp_path / "everywhere").write_text(rules)
    (tmp_path / "config").write_text(f"[core]\n\texcludesFile = {tmp_path / 'everywhere'}\n")
    if is_everywhere:
        monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "config"))
    else:
        (folder / ".gitignore").write_text(rules)
    subprocess.run(["git", "-C", str(folder), "init", "-q"], check=True)
    new(folder, starter("career"))
    (folder / ".github/mentorsite-1-py3-none-any.whl").write_bytes(b"x")
    assert examine(folder).ignored == ()


def test_a_link_or_a_huge_file_is_not_joined(clone: Path, tmp_path: Path) -> None:
    (tmp_path / "far").write_text("far")
    (clone / "README.md").unlink()
    (clone / "README.md").symlink_to(tmp_path / "far")
    with pytest.raises(UsageError, match="not empty"):
        new(clone, starter("career"))
    (clone / "README.md").unlink()
    (clone / "README.md").write_bytes(b"x" * (LARGEST + 1))
    with pytest.raises(UsageError, match="not empty"):
        new(clone, starter("career"))


def test_what_was_there_comes_back_where_it_can_not_be_finished(clone: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rename, names = Path.rename, sorted(each.name for each in clone.iterdir())

    def stopped(self: Path, target: Path) -> Path:
        if self.name == "site.yml" and Path(target).parent == clone:
            raise KeyboardInterrupt
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stopped)
    with pytest.raises(KeyboardInterrupt):
        new(clone, starter("career"))
    assert sorted(each.name for each in clone.iterdir()) == names
    assert (clone / "README.md").read_bytes() == README.encode()
    assert (clone / ".gitignore").read_text() == "*.log"


def test_a_handbook_below_the_top_of_a_repository_is_told(clone: Path) -> None:
    said = run("new", str(clone / "guide" / "handbook")).stdout
    assert f"lies in the repository {clone}, and GitHub looks at nothing but the `.github` at its top" in said
    told = run("doctor", "-C", str(clone / "guide" / "handbook")).stdout
    assert f"advice  GitHub: {clone / 'guide' / 'handbook'} lies in the repository" in told


def test_a_handbook_at_the_top_is_not_told(tmp_path: Path) -> None:
    new(tmp_path / "a", starter("career"))
    assert "GitHub: " not in run("doctor", "-C", str(tmp_path / "a")).stdout
    (tmp_path / ".git").mkdir()
    (tmp_path / "a/.git").write_text("gitdir: elsewhere")  # as in a worktree
    assert "GitHub: " not in run("doctor", "-C", str(tmp_path / "a")).stdout
    (tmp_path / "a/.git").unlink()
    (tmp_path / "a/.github/workflows").rename(tmp_path / "a/.github/other")  # whoever has their own ways
    assert "GitHub: " not in run("doctor", "-C", str(tmp_path / "a")).stdout


def test_a_folder_with_a_readme_alone_is_empty_at_the_desk(clone: Path) -> None:
    assert handbook.is_empty(clone)
