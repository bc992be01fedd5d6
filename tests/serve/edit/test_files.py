"""What the desk reads and writes: files of the handbook, and nothing that a path or a link leads to besides."""

import os
from pathlib import Path

import pytest

from mentorsite.serve.edit import files
from mentorsite.serve.edit.files import GoneError, RefusedError

pytestmark = pytest.mark.needs_posix


@pytest.fixture
def project(tmp_path: Path) -> Path:
    (tmp_path / "secret.md").write_text("secret")
    folder = tmp_path / "handbook"
    (folder / "content" / "pages").mkdir(parents=True)
    (folder / "site.yml").write_text("title: A\n")
    (folder / "content" / "a.md").write_text("A\n")
    return folder


@pytest.mark.parametrize(
    "path",
    [
        "../secret.md", "content/../../secret.md", "content/../site.py", "/etc/passwd", "content//a.md",
        "content/./a.md",        "content\\..\\secret.md", "content/%2e%2e/%2e%2e/secret.md/..", "content/a.md\0.md",
        "content/.git/config.yml",
        ".git/hooks/a.yml", "themes/own/a.md", "plugin.yml", "site.yml/../a.md", "content/a:b.md", "content", "",
        "content/",        "CONTENT/../a.md", "content/\u202e/../../a.md", "site.yaml", "content/a\n.md",
        "translations/es.yml", "translations/a/es.json", "translations/../es.json",
    ],
)  # fmt: skip
def test_no_path_leads_out_of_what_is_edited(project: Path, path: str) -> None:
    with pytest.raises(RefusedError):
        files.text_of(project, path)
    with pytest.raises((RefusedError, IsADirectoryError)):
        files.write(project, path, b"x")


@pytest.mark.parametrize("link", ["file", "folder", "above"])
def test_no_link_is_followed(project: Path, link: str) -> None:
    path = "content/linked/secret.md"
    if link == "file":
        path = "content/linked.md"
        (project / path).symlink_to(project.parent / "secret.md")
    elif link == "folder":
        (project / "content/linked").symlink_to(project.parent)
    else:
        os.rename(project / "content", project.parent / "elsewhere")
        (project / "content").symlink_to(project.parent / "elsewhere")
        path = "content/a.md"
    with pytest.raises(RefusedError, match="link"):
        files.text_of(project, path)
    with pytest.raises(RefusedError, match="link"):
        files.write(project, path, b"x")
    assert (project.parent / "secret.md").read_text() == "secret"


def test_a_file_is_replaced_whole_and_keeps_its_mode(project: Path) -> None:
    os.chmod(project / "content/a.md", 0o640)
    files.write(project, "content/a.md", b"new")
    assert (project / "content/a.md").read_bytes() == b"new"
    assert (project / "content/a.md").stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in (project / "content").iterdir()) == ["a.md", "pages"]


def test_a_disk_that_takes_nothing_is_told_and_leaves_nothing(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(RefusedError, match="No space left"):
        files.write(project, "content/a.md", b"new")
    assert (project / "content/a.md").read_bytes() == b"A\n"
    assert sorted(each.name for each in (project / "content").iterdir()) == ["a.md", "pages"]


def test_a_file_that_has_gone_is_told(project: Path) -> None:
    with pytest.raises(GoneError):
        files.text_of(project, "content/b.md")


def test_only_texts_of_a_fair_size_in_utf8_are_edited(project: Path) -> None:
    (project / "content/a.md").write_bytes(b"\xff\xfe")
    with pytest.raises(RefusedError, match="UTF-8"):
        files.text_of(project, "content/a.md")
    (project / "content/a.md").write_bytes(b"x" * (files.LARGEST_TEXT + 1))
    with pytest.raises(RefusedError, match="at most"):
        files.text_of(project, "content/a.md")
    (project / "content/a.png").write_bytes(b"x")
    with pytest.raises(RefusedError, match="Only definitions and pages"):
        files.text_of(project, "content/a.png")


def test_only_files_are_read_and_none_that_fills_the_memory(project: Path) -> None:
    os.mkfifo(project / "content/pipe.md")
    (project / "content/folder.md").mkdir()
    with (project / "content/huge.md").open("w") as huge:
        huge.truncate(10**12)
    for name in ("pipe", "folder", "huge"):
        with pytest.raises(RefusedError):
            files.text_of(project, f"content/{name}.md")


def test_what_translations_were_made_from_is_written_with_a_file_that_is_renamed(project: Path) -> None:
    (project / "translations").mkdir()
    files.write(project, "translations/es.json", b"{}")
    assert files.text_of(project, "translations/es.json") == "{}"
