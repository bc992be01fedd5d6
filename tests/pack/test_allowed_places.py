"""Names of people never come to a place that is published or sent along."""

import subprocess
from pathlib import Path

import pytest

from mentorsite.build.manifest import MANIFEST
from mentorsite.errors import UsageError
from mentorsite.pack.allowed_places import refuse_published

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
