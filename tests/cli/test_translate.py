"""`mentorsite translate`, as people type it."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import run
from tests.conftest import SITE

FILES = {
    "site.yml": f"{SITE}languages: {{en: English, es: Español, de: Deutsch}}\n",
    "content/index.md": "# Home\n",
    "content/guides/one.md": "# One\n",
    "content/agreements/a.yml": "title: Promise\n",
    "content/agreements/a.es.yml": "title: Promesa\n",
}
Project = Callable[[dict[str, str]], Path]


def said(*arguments: str | Path) -> tuple[int, str]:
    done = run("translate", *arguments)
    return done.returncode, done.stdout + done.stderr


def test_without_a_language_it_shows_all(project: Project) -> None:
    folder = project(FILES)
    status, shown = said("-C", folder)
    assert status == 0
    assert "Español (es): 25 %, 1 of 4 files whole" in shown
    assert "Deutsch (de): 0 %, 0 of 4 files whole" in shown
    assert not (folder / "translations").exists()


def test_with_a_language_it_makes_what_is_missing_and_lists_it(project: Project) -> None:
    folder = project(FILES)
    status, shown = said("es", "content/guides", "-C", folder)
    assert status == 0
    assert (folder / "content/guides/one.es.md").read_text(encoding="utf-8") == "---\ndraft: true\n---\n\n# One\n"
    assert not (folder / "content/index.es.md").exists()
    assert "content/index.md: not translated" in shown
    assert "content/guides/one.es.md: 1 of 1 texts missing" in shown
    assert "New files to write into: 1." in shown
    assert (folder / "translations/es.json").is_file()


def test_a_catalogue_is_written_into_its_folder(project: Project) -> None:
    folder = project(FILES)
    status, shown = said("es", "-C", folder, "--po", folder / "po")
    assert status == 0
    assert 'msgstr "Promesa"' in (folder / "po/es.po").read_text(encoding="utf-8")
    assert "es.po has 4 texts; 0 came from there." in shown


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["fr"], "`fr` is no language of this handbook. Add it in site.yml: `languages: {en: English, es: Español,"),
        (["zz"], "`zz` is no code of a language. Write `es` or `de`, or the code of another one, as `fr`."),
        (["../x"], "`../x` is no code of a language."),
        (["en"], "`en` is the language that the handbook is written in."),
        (["es", "content/nowhere"], "content/nowhere is no source of this handbook."),
        (["es", "--reviewed", "content/nowhere.md"], "--reviewed content/nowhere.md: the handbook has no such file."),
    ],
)
def test_what_it_will_not_do_is_told(project: Project, arguments: list[str], message: str) -> None:
    status, shown = said(*arguments, "-C", project(FILES))
    assert status == 2
    assert message in " ".join(shown.split())


def test_a_folder_that_can_not_have_the_catalogue_is_told(project: Project) -> None:
    folder = project({**FILES, "po": "a file"})
    status, shown = said("es", "content/guides", "-C", folder, "--po", folder / "po")
    assert status == 2
    assert "can't be read or written" in " ".join(shown.split())
    assert "Name another folder with --po." in " ".join(shown.split())
