"""A pack's folder is whole however a run ends: the next one makes what is missing, and nothing twice."""

import os
import shutil
from collections.abc import Callable, Mapping
from itertools import count
from pathlib import Path

import pytest

from mentorsite.pack.folder import NOTES, PackFolder

OLD, NEW = {"a.pdf": b"old", "messages/a.eml": b"one"}, {"a.pdf": b"new", "b.ics": b"two"}
STEPS = ((os, "replace"), (shutil, "rmtree"), (Path, "write_bytes"), (Path, "open"), (Path, "mkdir"), (Path, "unlink"))


class KilledError(BaseException):
    """A run ends here, as when its process is killed."""


def tree(folder: Path) -> Mapping[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def made(target: Path, key: str, files: Mapping[str, bytes]) -> str:
    folder = PackFolder(target)
    with folder.alone():
        return "" if folder.is_made("Ana-Bo", key) else folder.put("Ana-Bo", key, files)


def killed_at(moment: int, monkeypatch: pytest.MonkeyPatch, act: Callable[[], object]) -> bool:
    """Whether what is done was not yet ended at its n-th step."""
    steps = count()

    def dying(step: Callable[..., object]) -> Callable[..., object]:
        def done(*arguments: object, **named: object) -> object:
            if next(steps) == moment:
                raise KilledError
            return step(*arguments, **named)

        return done

    with monkeypatch.context() as patch:
        for where, name in STEPS:
            patch.setattr(where, name, dying(getattr(where, name)))
        try:
            act()
        except KilledError:
            return True
    return False


def test_a_run_that_was_killed_at_any_step_is_finished_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = tmp_path / "whole"
    made(whole, "old", OLD)
    made(whole, "new", NEW)
    for moment in count():
        target = tmp_path / str(moment)
        made(target, "old", OLD)
        killed = killed_at(moment, monkeypatch, lambda target=target: made(target, "new", NEW))  # type: ignore[misc]
        assert made(target, "new", NEW) == ""
        assert tree(target) == tree(whole), moment
        if not killed:
            break
    assert moment > 8


def test_what_someone_wrote_into_a_folder_is_kept(tmp_path: Path) -> None:
    made(tmp_path, "old", OLD)
    (tmp_path / "Ana-Bo/a.pdf").write_bytes(b"signed")
    assert made(tmp_path, "new", NEW) == "Ana-Bo (before 1)"
    assert (tmp_path / "Ana-Bo (before 1)/a.pdf").read_bytes() == b"signed"


@pytest.mark.parametrize(
    "note", [b"", b"[]", b"{}", b'{"key": 1, "files": {}}', b'{"key": "old", "files": []}', b"\xff", b"[" * 100_000]
)
def test_a_damaged_note_loses_nothing(tmp_path: Path, note: bytes) -> None:
    made(tmp_path, "old", OLD)
    (tmp_path / NOTES / "Ana-Bo.json").write_bytes(note)
    assert made(tmp_path, "old", OLD) == "Ana-Bo (before 1)"
    assert (tmp_path / "Ana-Bo/a.pdf").read_bytes() == b"old"
