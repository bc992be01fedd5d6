"""Whatever stands in a project's folder is read, passed over or a problem: never a traceback, never without end."""

import json
import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.errors import FatalError, UsageError
from mentorsite.loader.svg.limits import LARGEST_SVG
from mentorsite.loader.tree import Tree

pytestmark = pytest.mark.needs_posix


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small project beside a secret."""
    project = tmp_path / "project"
    (project / "content" / "guide").mkdir(parents=True)
    (project / "site.yml").write_text("title: Test\n")
    (project / "content" / "index.md").write_text("# Home\n")
    (project / "content" / "guide" / "photo.png").write_bytes(b"12345")
    (tmp_path / "secret").mkdir()
    (tmp_path / "secret" / "key.md").write_text("secret")
    return project


def found(tree: Tree) -> list[tuple[str, str]]:
    return [(each.code, each.path) for each in tree.problems]


def words(tree: Tree) -> bytes:
    """Everything that was read of the project and its themes."""
    own = (theme for theme in tree.themes if theme.folder.startswith("themes/"))
    return b"".join((*tree.texts.values(), *(data for theme in own for data in theme.files.values())))


def test_pages_and_definitions_are_read_whole_and_other_files_by_size(folder: Path) -> None:
    tree = read(folder)
    assert tree.texts == {"site.yml": b"title: Test\n", "content/index.md": b"# Home\n"}
    assert tree.assets == {"content/guide/photo.png": 5}
    assert tree.problems == ()


def test_files_that_a_browser_would_run_are_problems_and_left_out(folder: Path) -> None:
    (folder / "content" / "page.html").write_text("<script>alert(1)</script>")
    (folder / "content" / "fine.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"/>')
    (folder / "content" / "acts.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg">\n<script/></svg>')
    (folder / "content" / "no.svg").write_text("<html/>")
    (folder / "content" / "index.md").write_text("# Home\n\n[a](page.html) ![b](acts.svg)\n")
    build = prepare(read(folder))
    about_pictures = "unsuitable-picture"  # of the empty photo
    assert [(each.code, each.path, each.line) for each in build.problems if each.code != about_pictures] == [
        ("svg-part", "content/acts.svg", 2),
        ("active-file", "content/no.svg", 1),
        ("active-file", "content/page.html", 1),
    ]
    published = [asset.source for asset in build.site.assets]
    assert published == ["content/acts.svg", "content/fine.svg", "content/guide/photo.png"]


def test_a_large_drawing_is_told_and_not_read(folder: Path) -> None:
    with (folder / "content" / "large.svg").open("wb") as file:
        file.truncate(LARGEST_SVG + 1)
    tree = read(folder)
    assert tree.drawings == {}
    told = [(each.code, each.path) for each in prepare(tree).problems]
    assert [code for code, path in told if path == "content/large.svg"] == ["too-large"]


def test_of_what_is_hidden_the_files_that_prove_a_domain_are_read(folder: Path) -> None:
    for name in (".well-known/security.txt", ".well-known/.other/a.txt", "guide/.well-known/a.txt", ".hidden/a.txt"):
        (folder / "content" / name).parent.mkdir(parents=True)
        (folder / "content" / name).write_text("a")
    assert set(read(folder).assets) == {"content/.well-known/security.txt", "content/guide/photo.png"}


def test_a_page_that_is_too_large_is_told_and_not_read(folder: Path) -> None:
    with (folder / "content" / "endless.md").open("wb") as file:
        file.truncate(1 << 30)  # of which the disk keeps nothing
    tree = read(folder)
    assert found(tree) == [("too-large", "content/endless.md")]
    assert "1,073,741,824 bytes" in tree.problems[0].message
    assert "content/endless.md" not in tree.texts


def test_a_link_below_the_content_is_read_as_a_file(folder: Path) -> None:
    (folder / "content" / "copy.md").symlink_to("index.md")
    (folder / "content" / "copy.png").symlink_to(folder / "content" / "guide" / "photo.png")
    tree = read(folder)
    assert tree.texts["content/copy.md"] == b"# Home\n"
    assert tree.assets["content/copy.png"] == 5
    assert tree.problems == ()


@pytest.mark.parametrize("target", ["../../secret/key.md", "../../secret", "../..", "/etc/passwd", "/", "../../gone"])
@pytest.mark.parametrize("name", ["leak.md", "leak.png", "leak"])
def test_a_link_out_of_the_project_is_a_problem_and_not_read(folder: Path, target: str, name: str) -> None:
    (folder / "content" / name).symlink_to(target)
    tree = read(folder)
    assert found(tree) == [("outside-project", f"content/{name}")]
    assert f"content/{name}" not in {*tree.texts, *tree.assets}
    assert prepare(tree).fatal


def test_a_link_by_way_of_another_link_out_of_the_project_is_a_problem(folder: Path) -> None:
    (folder / "exit").symlink_to("../secret")
    (folder / "content" / "leak.md").symlink_to("../exit/key.md")
    assert found(read(folder)) == [("outside-project", "content/leak.md")]


def test_a_link_to_a_folder_whose_name_begins_like_the_project_is_a_problem(folder: Path) -> None:
    (folder.parent / "project_secret").mkdir()
    (folder.parent / "project_secret" / "key.md").write_text("secret")
    (folder / "content" / "leak.md").symlink_to("../../project_secret/key.md")
    assert found(read(folder)) == [("outside-project", "content/leak.md")]


@pytest.mark.parametrize("hidden", [".git/config", ".env", "content/.drafts/key.md"])
def test_a_link_to_what_is_hidden_in_the_project_is_a_problem(folder: Path, hidden: str) -> None:
    (folder / hidden).parent.mkdir(exist_ok=True)
    (folder / hidden).write_text("secret")
    (folder / "content" / "leak.md").symlink_to(folder / hidden)
    tree = read(folder)
    assert found(tree) == [("outside-project", "content/leak.md")]
    assert b"secret" not in words(tree)


def test_content_that_is_a_link_out_of_the_project_is_a_problem_and_not_read(folder: Path) -> None:
    (folder / "content").rename(folder / "unused")
    (folder / "content").symlink_to("../secret")
    tree = read(folder)
    assert found(tree) == [("outside-project", "content")]
    assert b"secret" not in words(tree)


def test_a_site_file_that_is_a_link_out_of_the_project_is_refused(folder: Path) -> None:
    (folder / "site.yml").unlink()
    (folder / "site.yml").symlink_to("../secret/key.md")
    with pytest.raises(UsageError, match=r"site\.yml is a link that leads out"):
        read(folder)


def test_a_link_in_a_theme_that_leads_out_is_a_problem_where_it_stands(folder: Path) -> None:
    (folder / "themes" / "mine" / "assets").mkdir(parents=True)
    (folder / "themes" / "mine" / "theme.yml").write_text("name: Mine\n")
    (folder / "themes" / "mine" / "assets" / "key.css").symlink_to("../../../../secret/key.md")
    tree = read(folder)
    assert found(tree) == [("outside-project", "themes/mine/assets/key.css")]
    assert b"secret" not in words(tree)


def test_a_theme_may_be_a_link_but_nothing_in_it_may_lead_out_of_it(folder: Path) -> None:
    theme = folder.parent / "shared-theme"
    (theme / "assets").mkdir(parents=True)
    (theme / "assets" / "style.css").write_text("body {}")
    (theme / "assets" / "key.css").symlink_to("../../secret/key.md")
    (folder / "themes").mkdir()
    (folder / "themes" / "mine").symlink_to(theme)
    tree = read(folder)
    assert tree.themes[-1].files == {"assets/style.css": b"body {}"}
    assert found(tree) == [("outside-project", "themes/mine/assets/key.css")]


def test_folders_behind_links_are_passed_over_even_when_they_lead_in_a_circle(folder: Path) -> None:
    (folder / "content" / "again").symlink_to("guide")
    (folder / "content" / "guide" / "circle").symlink_to("..")
    before = {"content/index.md", "content/guide/photo.png"}
    tree = read(folder)
    assert {*tree.texts, *tree.assets} - {"site.yml"} == before
    assert tree.problems == ()


@pytest.mark.parametrize("name", ["loop.md", "loop.png"])
def test_a_link_to_itself_or_to_nothing_cannot_be_read(folder: Path, name: str) -> None:
    (folder / "content" / name).symlink_to(name)
    (folder / "content" / f"dangling-{name}").symlink_to("nowhere")
    tree = read(folder)
    assert found(tree) == [("unreadable", f"content/dangling-{name}"), ("unreadable", f"content/{name}")]
    assert prepare(tree).fatal


def test_pipes_sockets_and_devices_are_passed_over_and_not_waited_for(folder: Path) -> None:
    for name in ("site.md", "photo.png", "plain"):
        os.mkfifo(folder / "content" / name)
    (folder / "content" / "link.md").symlink_to("site.md")
    with socket.socket(socket.AF_UNIX) as server:
        here = os.open(folder / "content", os.O_RDONLY)
        server.bind(f"/proc/self/fd/{here}/socket.md" if sys.platform == "linux" else "socket.md")
        os.close(here)
    tree = read(folder)
    assert {*tree.texts, *tree.assets} == {"site.yml", "content/index.md", "content/guide/photo.png"}
    assert tree.problems == ()


def test_a_site_file_that_is_a_pipe_or_a_folder_is_no_project(folder: Path) -> None:
    (folder / "site.yml").unlink()
    os.mkfifo(folder / "site.yml")
    assert [each.code for each in prepare(read(folder)).problems] == ["no-project"]
    (folder / "site.yml").unlink()
    (folder / "site.yml").mkdir()
    assert [each.code for each in prepare(read(folder)).problems] == ["no-project"]


def test_hidden_files_and_folders_are_passed_over_wherever_they_lead(folder: Path) -> None:
    (folder / "content" / ".hidden.md").write_text("secret")
    (folder / "content" / ".drafts").mkdir()
    (folder / "content" / ".drafts" / "draft.md").write_text("secret")
    (folder / "content" / ".#index.md").symlink_to("someone@machine.4711")
    (folder / "content" / ".out").symlink_to("../../secret")
    (folder / "themes" / ".git").mkdir(parents=True)
    tree = read(folder)
    assert tree.problems == ()
    assert b"secret" not in words(tree)
    assert {*tree.texts, *tree.assets} == {"site.yml", "content/index.md", "content/guide/photo.png"}
    assert [theme.folder for theme in tree.themes if theme.folder.startswith("themes/")] == []


@pytest.mark.parametrize("name", [b"caf\xe9.md", b"caf\xe9.png", b"caf\xe9/index.md", b"caf\xe9/photo.png"])
def test_a_name_that_is_no_utf_8_is_a_problem_that_can_be_shown(folder: Path, name: bytes) -> None:
    path = Path(os.fsdecode(os.path.join(os.fsencode(folder), b"content", name)))
    path.parent.mkdir(exist_ok=True)
    path.write_text("# Coffee\n")
    problems = prepare(read(folder)).problems
    shown = "content/" + name.decode("utf-8", "backslashreplace")
    assert [(each.code, each.path) for each in problems if each.fatal] == [("unsafe-name", shown)]
    str(problems).encode()


def test_a_project_without_content_has_nothing_to_build(folder: Path) -> None:
    (folder / "content").rename(folder / "words")
    tree = read(folder)
    assert tree.problems == ()
    assert [each.code for each in prepare(tree).problems] == ["nothing-to-build"]


def test_content_that_is_a_file_cannot_be_read(folder: Path) -> None:
    (folder / "content").rename(folder / "words")
    (folder / "content").write_text("# Home\n")
    assert found(read(folder)) == [("unreadable", "content")]


def test_a_project_that_is_not_there_or_a_loop_is_no_project(folder: Path) -> None:
    (folder / "loop").symlink_to("loop")
    for each in (folder / "gone", folder / "loop", folder / "site.yml"):
        assert [problem.code for problem in prepare(read(each)).problems] == ["no-project"]


def test_files_that_vanish_while_they_are_read_are_passed_over_or_problems(folder: Path) -> None:
    script = (
        "import sys, pathlib\n"
        "folder = pathlib.Path(sys.argv[1])\n"
        "print('ready', flush=True)\n"
        "while True:\n"
        " for n in range(40):\n"
        "  (folder / str(n)).mkdir()\n"
        "  (folder / str(n) / 'p.md').write_text('# P')\n"
        "  (folder / str(n) / 'a.png').write_text('a')\n"
        " for n in range(40):\n"
        "  (folder / str(n) / 'p.md').unlink()\n"
        "  (folder / str(n) / 'a.png').unlink()\n"
        "  (folder / str(n)).rmdir()\n"
    )
    command = [sys.executable, "-c", script, str(folder / "content")]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as busy:
        assert busy.stdout
        busy.stdout.readline()
        codes = {each.code for _ in range(60) for each in read(folder).problems}
        busy.kill()
    assert codes <= {"unreadable"}


READ_AS_USER = """
import io, json, os, sys, pathlib
from mentorsite.errors import MentorsiteError
from mentorsite.build.media.image_info import picture
from mentorsite.build.prepare import prepare
from mentorsite.build import project_files
picture(io.BytesIO(), "imports what reads pictures, while this user may.png")
project_files.shipped = lambda name: pathlib.Path("/nonexistent")
if os.geteuid() == 0:
    os.setuid(65534)
try:
    tree = project_files.read(pathlib.Path(sys.argv[1]))
    print(json.dumps([[each.code, each.path, each.message] for each in tree.problems]))
except MentorsiteError as error:
    print(json.dumps([[type(error).__name__, str(error), ""]]))
"""


@pytest.fixture
def users_project() -> Iterator[Path]:
    """A project that the user of the next test may read."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name, "project")
        (project / "content" / "guide").mkdir(parents=True)
        (project / "themes" / "mine").mkdir(parents=True)
        for path in ("site.yml", "content/index.md", "content/photo.png", "content/guide/a.md", "themes/mine/t.yml"):
            (project / path).write_text("title: Test\n")
        project.parent.chmod(0o755)
        for folder in (project, *project.rglob("*")):
            folder.chmod(0o755 if folder.is_dir() else 0o644)
        yield project
        for here, folders, _ in os.walk(project):
            for each in (here, *folders):
                Path(here, each).chmod(0o755)


def read_as_user(project: Path) -> list[list[str]]:
    """What reading meets when permissions bind: the problems, or the error."""
    done = subprocess.run(
        [sys.executable, "-c", READ_AS_USER, str(project)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    result: list[list[str]] = json.loads(done.stdout)
    return result


UNREADABLE = {
    "a page": ("content/index.md", 0),
    "an asset": ("content/photo.png", 0),
    "a folder that can't be listed": ("content/guide", 0o311),
    "a folder without any permission": ("content/guide", 0),
    "the content": ("content", 0),
}


@pytest.mark.parametrize(("name", "mode"), UNREADABLE.values(), ids=UNREADABLE.keys())
def test_what_may_not_be_read_is_a_problem_that_names_it(users_project: Path, name: str, mode: int) -> None:
    (users_project / name).chmod(mode)
    assert read_as_user(users_project) == [["unreadable", name, "it cannot be read: Permission denied"]]


def test_each_file_of_a_folder_that_may_not_be_entered_is_a_problem(users_project: Path) -> None:
    (users_project / "content" / "guide").chmod(0o444)
    (users_project / "content" / "guide" / "b.png").write_text("")
    assert [each[:2] for each in read_as_user(users_project)] == [
        ["unreadable", "content/guide/a.md"],
        ["unreadable", "content/guide/b.png"],
    ]


@pytest.mark.parametrize("name", ["site.yml", "themes", "themes/mine/t.yml", "."])
def test_a_site_file_or_theme_that_may_not_be_read_is_an_error_that_names_it(users_project: Path, name: str) -> None:
    (users_project / name).chmod(0)
    ((kind, message, _),) = read_as_user(users_project)
    path = users_project / ("site.yml" if name == "." else name)
    assert (kind, message) == (FatalError.__name__, f"{path} cannot be read: Permission denied")
