"""Words that someone wrote into a built page are told and kept when the page is made anew."""

from pathlib import Path

import pytest

from mentorsite.build.changed_by_hand import MOST_KEPT
from mentorsite.build.publish import publish
from tests.commands import run

pytestmark = pytest.mark.needs_posix

SITE = "title: T\ndownloads: []\nsearch: false\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "handbook"
    (folder / "content").mkdir(parents=True)
    (folder / "site.yml").write_text(SITE)
    (folder / "content/index.md").write_text("# Home\n")
    (folder / "content/p.md").write_text("# Page\n")
    run("build", "-C", folder)
    return folder


def build(project: Path) -> str:
    done = run("build", "-C", project)
    assert done.returncode == 0, done.stderr
    return done.stdout


def kept(project: Path) -> dict[str, bytes]:
    folders = sorted(project.glob(".public.mentorsite-changed-*"))
    found = {}
    for folder in folders:
        for path in folder.rglob("*.*"):
            if path.is_file():
                found[path.relative_to(project).as_posix()] = path.read_bytes()
    return found


def test_words_in_a_built_page_are_told_and_kept(project: Path) -> None:
    page = project / "public/p/index.html"
    made = page.read_bytes()
    changed = made.replace(b"Page", b"My words")
    page.write_bytes(changed)
    said = build(project)
    assert "1 file that was changed since the last build: p/index.html" in said
    assert "below content/, as content/p.md" in said
    assert page.read_bytes() == made
    assert kept(project) == {".public.mentorsite-changed-1/p/index.html": changed}
    assert "changed since the last build" not in build(project)


def test_a_second_change_does_not_take_the_place_of_the_first(project: Path) -> None:
    for words in (b"one", b"two"):
        (project / "public/index.html").write_bytes(words)
        (project / "content/index.md").write_text(f"# Home {words!r}\n")  # the page changes besides
        build(project)
    assert sorted(kept(project).values()) == [b"one", b"two"]


def test_the_same_change_after_each_build_is_kept_once(project: Path) -> None:
    for words in (b"stamped", b"stamped", b"other", b"stamped"):
        (project / "public/index.html").write_bytes(words)
        (project / "public/p/index.html").write_bytes(b"stamped")
        assert "They are kept as they were in" in build(project)
    assert sorted({Path(path).parts[0] for path in kept(project)}) == [
        ".public.mentorsite-changed-1",
        ".public.mentorsite-changed-2",
    ]


def test_a_link_to_the_output_keeps_nothing(project: Path) -> None:
    (project / ".public.mentorsite-changed-1").symlink_to(project / "public")
    (project / ".public.mentorsite-changed-2").mkdir()
    (project / ".public.mentorsite-changed-2/index.html").symlink_to(project / "public/index.html")
    (project / "public/index.html").write_bytes(b"mine")
    build(project)
    assert (project / ".public.mentorsite-changed-3/index.html").read_bytes() == b"mine"


def test_what_only_the_handbook_changed_is_not_told(project: Path) -> None:
    (project / "content/p.md").write_text("# Other\n")
    (project / "content/q.md").write_text("# New\n")
    assert "changed since" not in build(project)
    (project / "public/p/index.html").unlink()
    assert "changed since" not in build(project)
    page = project / "public/p/index.html"
    page.write_bytes(page.read_bytes().replace(b"\n", b"\r\n"))  # as git leaves it in a second checkout
    assert "changed since" not in build(project)
    assert kept(project) == {}


def test_a_file_that_has_what_will_be_written_is_not_told(tmp_path: Path) -> None:
    publish([("a.html", b"one")], tmp_path / "out")
    (tmp_path / "out/a.html").write_bytes(b"two")
    assert publish([("a.html", b"two")], tmp_path / "out").by_hand == ()


def test_of_very_many_changed_files_none_is_kept(tmp_path: Path) -> None:
    files = [(f"{number}.html", b"one") for number in range(MOST_KEPT + 1)]
    publish(files, tmp_path / "out")
    for name, _ in files:
        (tmp_path / "out" / name).write_bytes(b"smaller")
    done = publish(files, tmp_path / "out")
    assert (len(done.by_hand), done.kept) == (MOST_KEPT + 1, None)
    assert [each.name for each in tmp_path.iterdir()] == ["out"]


def test_a_folder_that_someone_sent_is_not_written_into(project: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (project / ".public.mentorsite-changed-1").symlink_to(tmp_path / "elsewhere")
    (project / "public/index.html").write_bytes(b"mine")
    build(project)
    assert kept(project) == {".public.mentorsite-changed-2/index.html": b"mine"}
    assert [*(tmp_path / "elsewhere").iterdir()] == []
