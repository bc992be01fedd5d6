"""Beginning a handbook at the desk: what is offered, where it is made, and what is refused."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from mentorsite.errors import MentorsiteError
from mentorsite.serve.edit.beginning import Beginning, offered
from mentorsite.serve.edit.files import RefusedError
from tests.conftest import SITE
from tests.serving import looked

pytestmark = pytest.mark.needs_posix

on_posix = pytest.mark.skipif(os.name != "posix", reason="other systems have no pipes, and few may make links")


class Moved:
    """A beginning in a folder, and where it led."""

    def __init__(self, folder: Path) -> None:
        self.preview = looked(folder)
        self.beginning = Beginning(self.preview, self.preview.move)

    def ask(self, where: str, **sent: str) -> dict[str, Any]:
        return self.beginning.takes()[where](sent)

    @property
    def lines(self) -> str:
        report = self.beginning.report()
        assert report
        return "\n".join(report.lines)


def handbook(folder: Path) -> None:
    (folder / "content").mkdir()
    (folder / "site.yml").write_text(SITE)
    (folder / "content/index.md").write_text("---\ntitle: Home\n---\nWelcome.\n")


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    (tmp_path / "empty").mkdir()
    return tmp_path / "empty"


@pytest.fixture
def full(tmp_path: Path) -> Path:
    (tmp_path / "full").mkdir()
    (tmp_path / "full/letter.txt").write_text("Dear all")
    return tmp_path / "full"


def test_each_starter_says_what_it_holds_and_in_which_languages() -> None:
    career, *others = offered()
    assert "1 program, " in career.holds
    assert list(career.languages) == ["en", "es", "en,es"]
    assert all(list(each.languages) == ["en"] for each in others)


def test_a_handbook_is_made_in_an_empty_folder_and_shown_at_once(empty: Path) -> None:
    desk = Moved(empty)
    assert desk.beginning.is_due
    answer = desk.ask("begin", starter="career", language="es", organization="Fundación Río")
    assert answer == {"go": "./", "taken": True}
    assert 'name: "Fundación Río"' in (empty / "site.yml").read_text(encoding="utf-8")
    assert desk.preview.shown
    assert desk.preview.shown.build.site.settings.default_language == "es"
    assert not desk.beginning.is_due
    assert "content/programs/career-growth.yml" in desk.lines, "what is made up is told"
    for path in empty.rglob("*.yml"):
        path.write_text(re.sub(r"harbour\.example", "rio.org", path.read_text(encoding="utf-8")), encoding="utf-8")
    assert "harbour.example" not in desk.lines, "what was replaced is told no more"


def test_a_repository_that_has_nothing_in_it_yet_is_an_empty_folder(empty: Path) -> None:
    subprocess.run(["git", "init", "--quiet", empty], check=True)
    desk = Moved(empty)
    assert desk.ask("begin", starter="research") == {"go": "./", "taken": True}
    assert (empty / ".github/workflows/handbook.yml").is_file()


def test_what_is_in_a_folder_stays_and_the_handbook_gets_one_of_its_own(full: Path) -> None:
    desk = Moved(full)
    desk.ask("begin", folder=" handbook ")
    assert sorted(each.name for each in full.iterdir()) == ["handbook", "letter.txt"]
    assert desk.preview.project == full / "handbook"


@pytest.mark.parametrize("name", ["", "..", "../out", "/tmp/out", "a/b", ".hidden", "a\\b", "c:x", "x\ny", "con", "x."])
def test_no_name_leads_out_of_the_folder(full: Path, name: str) -> None:
    with pytest.raises(RefusedError, match=r"Give the new folder a name|call it `|give it another name"):
        Moved(full).ask("begin", folder=name)
    assert [each.name for each in full.iterdir()] == ["letter.txt"]


@pytest.mark.parametrize("where", ["begin", "import"])
def test_a_folder_that_holds_something_is_not_written_into(full: Path, where: str) -> None:
    (full / "handbook").mkdir()
    (full / "handbook/mine.txt").write_text("mine")
    with pytest.raises(MentorsiteError, match="not empty"):
        Moved(full).ask(where, folder="handbook", source=str(full))
    assert [each.name for each in (full / "handbook").iterdir()] == ["mine.txt"]


@on_posix
def test_a_link_to_a_folder_elsewhere_is_not_filled(full: Path, empty: Path) -> None:
    (full / "handbook").symlink_to(empty, target_is_directory=True)
    with pytest.raises(RefusedError, match="is a link"):
        Moved(full).ask("begin", folder="handbook")
    assert not any(empty.iterdir())


def test_a_name_that_can_not_be_is_told_beside_its_field(empty: Path) -> None:
    answer = Moved(empty).ask("begin", organization="{{ river }}")
    assert (answer["about"], "can't be a name" in answer["refused"]) == ("organization", True)
    assert not any(empty.iterdir())


@pytest.mark.parametrize("quote", ["{}", " {} ", '"{}"', "file://{}"])
def test_what_someone_has_is_brought_in_with_a_list_of_what_is_lost(empty: Path, full: Path, quote: str) -> None:
    (full / "a.md").write_text("# Listening\n\n{% tabs %}\n")
    (full / "b.rst").write_text("No Markdown")
    desk = Moved(empty)
    desk.ask("import", source=quote.format(full))
    assert (empty / "content/a.md").is_file()
    assert "a.md:3: `{% tabs %}`" in desk.lines
    assert "b.rst: a page in reStructuredText" in desk.lines
    assert sorted(each.name for each in full.iterdir()) == ["a.md", "b.rst", "letter.txt"]


@pytest.mark.parametrize("where", ["begin", "import"])
def test_what_stays_of_a_new_repository_is_told(empty: Path, full: Path, where: str) -> None:
    (full / "a.md").write_text("# Listening\n")
    (empty / "README.md").write_text("# Ours\n")
    desk = Moved(empty)
    desk.ask(where, source=str(full))
    report = desk.beginning.report()
    assert report
    assert "README.md: what was there stays" in report.words


@pytest.mark.parametrize("where", ["begin", "import"])
def test_a_place_below_the_top_of_a_repository_is_told(full: Path, tmp_path: Path, where: str) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "old").mkdir()
    (tmp_path / "old/a.md").write_text("# Listening\n")
    desk = Moved(full)
    desk.ask(where, folder="handbook", source=str(tmp_path / "old"))
    report = desk.beginning.report()
    assert report
    assert f"lies in the repository {tmp_path}" in report.words


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "whole path"),
        ("notes", "whole path"),
        ("../notes", "whole path"),
        ("/there/is/none", "There is no"),
        ("{}/letter.txt", "is no folder"),
        ("{}", "nothing to import"),
    ],
)
def test_what_can_not_be_imported_is_told(empty: Path, full: Path, source: str, said: str) -> None:
    desk = Moved(empty)
    try:
        told = desk.ask("import", source=source.format(full))["refused"]
    except MentorsiteError as error:
        told = str(error)
    assert said in told
    assert not any(empty.iterdir())


@on_posix
def test_a_pipe_which_never_ends_is_not_read(empty: Path, full: Path) -> None:
    os.mkfifo(full / "notes.docx")
    with pytest.raises(MentorsiteError, match="is no file"):
        Moved(empty).ask("import", source=str(full / "notes.docx"))


def test_a_handbook_in_a_folder_here_can_be_opened(full: Path, tmp_path: Path) -> None:
    for name in ("other", "own"):
        (full / name).mkdir()
    handbook(full / "own")
    desk = Moved(full)
    assert desk.beginning.shown()["near"] == ["own"]
    for name in ("other", "..", "", str(full / "own"), "own/../own"):
        with pytest.raises(RefusedError, match="no such handbook"):
            desk.ask("open-near", folder=name)
    desk.ask("open-near", folder="own")
    assert desk.preview.project == full / "own"
    assert desk.preview.shown


def test_a_site_file_that_goes_while_the_desk_is_open_is_no_beginning(full: Path) -> None:
    handbook(full)
    desk = Moved(full)
    (full / "site.yml").unlink()
    desk.preview.take(desk.preview.read())
    assert not desk.beginning.is_due
