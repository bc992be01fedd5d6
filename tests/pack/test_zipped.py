"""What each pair is sent as a ZIP file, and when it is made anew."""

from collections.abc import Mapping
from pathlib import Path
from zipfile import ZipFile

from mentorsite.pack.folder import PackFolder
from mentorsite.pack.zipped import zip_folders, zipped_before

FILES = {"promise.pdf": b"one", "coordinator-only/messages/2027-thanks.eml": b"two", "coordinator-only/c.pdf": b"three"}


def put(folder: PackFolder, key: str, files: Mapping[str, bytes]) -> None:
    with folder.alone():
        folder.put("Ana-Bo", key, files)


def test_what_is_the_coordinators_is_not_in_a_zip_file(tmp_path: Path) -> None:
    folder = PackFolder(tmp_path)
    put(folder, "one", FILES)
    zip_folders(folder, ["Ana-Bo"])
    with ZipFile(tmp_path / "Ana-Bo.zip") as archive:
        assert archive.namelist() == ["Ana-Bo/promise.pdf"]


def test_the_files_of_an_older_pack_are_not_left_beside_the_new_ones(tmp_path: Path) -> None:
    folder = PackFolder(tmp_path)
    put(folder, "old", {"promise.pdf": b"one", "messages/2027-thanks.eml": b"two", "certificate-c.pdf": b"three"})
    put(folder, "new", FILES)
    there = [path.relative_to(tmp_path / "Ana-Bo") for path in (tmp_path / "Ana-Bo").rglob("*") if path.is_file()]
    assert sorted(map(Path.as_posix, there)) == sorted(FILES)
    assert [path.name for path in tmp_path.iterdir() if not path.name.startswith(".")] == ["Ana-Bo"]


def test_only_folders_that_were_zipped_before_are_zipped_again(tmp_path: Path) -> None:
    folder = PackFolder(tmp_path)
    put(folder, "one", FILES)
    assert zipped_before(folder, ["Ana-Bo", "Cy-Di"]) == []
    zip_folders(folder, ["Ana-Bo"])
    assert zipped_before(folder, ["Ana-Bo", "Cy-Di"]) == ["Ana-Bo"]
