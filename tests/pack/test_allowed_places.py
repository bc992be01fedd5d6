"""Names of people never come to a place that is published or sent along."""

import subprocess
from pathlib import Path

import pytest

from mentorsite.build.manifest import MANIFEST
from mentorsite.build.project_files import shipped
from mentorsite.errors import UsageError
from mentorsite.pack.allowed_places import refuse_published, refuse_published_sheet

pytestmark = pytest.mark.needs_posix


@pytest.fixture
def handbook(tmp_path: Path) -> Path:
    home = tmp_path / "handbook"
    for name in ("content", "public"):
        (home / name).mkdir(parents=True)
    (home / "site.yml").write_text("title: T\n")
    return home


@pytest.mark.parametrize("place", ["content/packs", "public", "public/a/b", "themes/x", "", ".."])
def test_a_folder_that_is_published_is_refused(handbook: Path, place: str) -> None:
    with pytest.raises(UsageError, match=r"Nothing was written"):
        refuse_published(handbook / place, handbook)


def test_another_handbook_and_a_link_into_this_one_are_refused(handbook: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(handbook / "content")
    (tmp_path / "other").mkdir()
    (tmp_path / "other/site.yml").touch()
    for place in ("link/packs", "other"):
        with pytest.raises(UsageError, match=r"Nothing was written"):
            refuse_published(tmp_path / place, handbook)


def test_a_folder_in_an_output_elsewhere_is_refused(handbook: Path, tmp_path: Path) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / MANIFEST).touch()
    with pytest.raises(UsageError, match=r"in the output of one"):
        refuse_published(tmp_path / "web/packs/spring", handbook)


def test_git_has_to_ignore_the_folder(handbook: Path, tmp_path: Path) -> None:
    refuse_published(handbook / "packs/a", handbook)  # no repository
    subprocess.run(["git", "init", "-q", handbook], check=True)
    with pytest.raises(UsageError, match=r"Add the line /packs/ to \.gitignore"):
        refuse_published(handbook / "packs/a", handbook)
    (handbook / ".gitignore").write_text("/packs/\n")
    refuse_published(handbook / "packs/a", handbook)
    refuse_published(tmp_path / "elsewhere", handbook)


@pytest.mark.parametrize("place", ["content/pairs.csv", "content/a/pairs.xlsx", "public/pairs.csv", "themes/pairs.csv"])
def test_a_sheet_that_would_be_published_is_refused(handbook: Path, place: str) -> None:
    with pytest.raises(UsageError, match=r"is in \w+/, which is published or sent along.*Keep it beside content/"):
        refuse_published_sheet(handbook / place, handbook)


def test_a_sheet_in_an_output_in_another_handbook_or_behind_a_link_of_one_is_refused(
    handbook: Path, tmp_path: Path
) -> None:
    (tmp_path / "web").mkdir()
    (tmp_path / "web" / MANIFEST).touch()
    (handbook / "content/linked.csv").symlink_to(tmp_path / "pairs.csv")
    (tmp_path / "link.csv").symlink_to(handbook / "content/pairs.csv")
    for place in ("web/pairs.csv", "handbook/content/linked.csv", "link.csv"):
        with pytest.raises(UsageError, match=r"published or sent along"):
            refuse_published_sheet(tmp_path / place, tmp_path)


def test_git_has_to_ignore_the_sheet(handbook: Path, tmp_path: Path) -> None:
    sheet = handbook / "pairs.xlsx"
    sheet.touch()
    refuse_published_sheet(sheet, handbook)  # no repository
    subprocess.run(["git", "init", "-q", handbook], check=True)
    with pytest.raises(UsageError, match=r"git would take .* along.* Add the line /pairs\.xlsx to \.gitignore"):
        refuse_published_sheet(sheet, handbook)
    (handbook / ".gitignore").write_bytes((shipped("starters") / "shared/.gitignore").read_bytes())
    for name in ("pairs.xlsx", "pairs-2027.csv"):
        refuse_published_sheet(handbook / name, handbook)
    refuse_published_sheet(tmp_path / "elsewhere.csv", handbook)
    subprocess.run(["git", "-C", handbook, "add", "-f", sheet], check=True)
    with pytest.raises(UsageError, match=r"git has .* already.*git rm --cached"):
        refuse_published_sheet(sheet, handbook)
