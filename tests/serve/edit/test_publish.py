"""What the desk says of what isn't published yet."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from mentorsite.errors import FatalError
from mentorsite.serve.edit import publish


def found(monkeypatch: pytest.MonkeyPatch, changes_since: Any) -> publish.Unpublished:
    git = SimpleNamespace(says=lambda *_asked: "true", folder=Path())
    monkeypatch.setattr(publish, "git_of", lambda _project: git)
    monkeypatch.setattr(publish, "_waiting", lambda _git: [])
    monkeypatch.setattr(publish, "changes_since", changes_since)
    return publish.unpublished(Path())


def test_names_of_files_that_are_no_letters_can_be_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    said = SimpleNamespace(sentences=[SimpleNamespace(text="File \udcff.md is new.")], not_compared=["a\nb.md"])
    unpublished = found(monkeypatch, lambda *_asked, **_more: said)
    assert unpublished.sentences == ("File \ufffd.md is new.", "a\ufffdb.md was changed.")


def test_what_git_fails_at_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(*_asked: object, **_more: object) -> None:
        raise FatalError("git can't run.")

    assert found(monkeypatch, fails).without_git.startswith("git can't run.")
