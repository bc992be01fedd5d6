"""What templates were compiled to is kept for the next build, in the user's own folder alone."""

from pathlib import Path

import pytest
from jinja2 import Environment

from mentorsite.build.cache import PLACE, Cache
from mentorsite.build.kept_templates import kept_templates
from mentorsite.build.project_files import read
from mentorsite.model.settings import ThemeChoice
from mentorsite.theme.environment import COMPILED, environment
from mentorsite.theme.load import load_theme
from mentorsite.theme.values import Theme
from tests.conftest import REPOSITORY

NAME = "404.html"


@pytest.fixture
def theme() -> Theme:
    return load_theme(read(REPOSITORY).themes, ThemeChoice())[0]


@pytest.fixture
def users_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv(PLACE, raising=False)
    monkeypatch.setattr("mentorsite.build.cache.user_cache_path", lambda _name: tmp_path)
    return tmp_path


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are compiled anew."""
    found: list[str] = []
    usual = Environment.compile

    def compile_(self: Environment, source: str, name: str, filename: str) -> object:
        found.append(name)
        return usual(self, source, name, filename)

    monkeypatch.setattr(Environment, "compile", compile_)
    return found


def build(theme: Theme, cache: Cache, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(COMPILED, "code", {})
    with cache, kept_templates(theme, cache):
        environment(theme).get_template(NAME)


def test_the_next_build_compiles_nothing_again(
    theme: Theme, users_own: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(2):
        build(theme, Cache(), monkeypatch)
    assert compiled == [NAME]
    assert any(users_own.iterdir())


def test_a_place_that_somebody_named_holds_no_code(
    theme: Theme, users_own: Path, compiled: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PLACE, str(users_own))
    for _ in range(2):
        build(theme, Cache(), monkeypatch)
        build(theme, Cache(users_own), monkeypatch)
    assert compiled == [NAME] * 4
