"""Every page of every kind, in each theme and of each starter, is valid HTML by the checker of the W3C."""

import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from mentorsite.build import project_files
from mentorsite.build.pipeline import write
from mentorsite.build.prepare import Build, prepare
from mentorsite.model.output import (
    BookOutput,
    CohortOutput,
    DownloadsPageOutput,
    FormOutput,
    IdeasPageOutput,
    Output,
    PageOutput,
    PairOutput,
    ProgramOutput,
    RedirectOutput,
    RoleOutput,
    SectionOutput,
    SiteOutput,
)
from tests.conftest import REPOSITORY, THEMES, tree_of

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_programs]

VNU = os.environ.get("VNU_JAR", "")
HANDBOOKS = (".", "starters/open-source", "starters/research")
UNSEARCHED = frozenset({"pdf", "docx", "search"})
SPARSE = {
    "site.yml": "title: Sparse & <b>odd</b>\nideas: true\nlanguages: {en: English, es: Español, ar: العربية}\n",
    "content/index.md": "# Home\n",
    "content/es/index.md": "# Inicio\n",
    "content/ar/index.md": "# مرحبا\n\n`a = 1` في السطر\n",
    "content/empty/only.md": "---\ntitle: Only\naliases: [old, other/old]\n---\n",
    "content/programs/few.yml": "name: Few\npurpose: To try.\nroles: {mentor: {}, mentee: {}}\n",
    "content/programs/none.yml": "name: None\npurpose: To try.\nroles: {mentor: {}, mentee: {kind: mentee}}\n",
    "content/worksheets/one.yml": "title: One\nsections: {a: {fields: {b: {type: text, label: b}}}}\n",
}
"""A handbook in three languages that has hardly anything: lists without entries, and ideas that nothing carries."""
KINDS = {
    "404", "agenda", "agreement", "checklist", "cohort", "downloads", "evaluation", "home", "ideas", "log", "page",
    "pair", "print edition", "program", "redirect", "role", "section", "worksheet",
}  # fmt: skip
NAMES: dict[type, str] = {
    SectionOutput: "section", ProgramOutput: "program", RoleOutput: "role", CohortOutput: "cohort", PairOutput: "pair",
    BookOutput: "print edition", DownloadsPageOutput: "downloads", IdeasPageOutput: "ideas",
    RedirectOutput: "redirect", SiteOutput: "404",
}  # fmt: skip


def kind(output: Output) -> str:
    """What kind of page an output is."""
    match output:
        case FormOutput():
            return str(output.entry.form.kind)
        case PageOutput():
            return "home" if output.path == "index.html" else "page"
        case _:
            return NAMES[type(output)]


def in_themes(folder: str) -> Iterator[tuple[str, Build, Path]]:
    """A handbook of this repository in each theme."""
    tree = project_files.read(REPOSITORY / folder)
    for theme in THEMES:
        chosen, times = re.subn(rb"(theme:\s*(\{|\n *)name: )\w+", rb"\1" + theme.encode(), tree.texts["site.yml"])
        assert times == 1
        build = prepare(replace(tree, texts={**tree.texts, "site.yml": chosen}), without=UNSEARCHED)
        assert build.site.settings.theme.name.id == theme
        yield theme, build, REPOSITORY / folder


def valid(*folders: Path) -> tuple[int, str]:
    """The checker's status and what it says of all HTML and SVG below folders."""
    command = ["java", "-jar", VNU, "--errors-only", "--skip-non-html", "--also-check-svg", "--format", "gnu"]
    done = subprocess.run([*command, *map(str, folders)], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


@pytest.mark.skipif(not VNU, reason="needs Java and npm: with them, scripts/test sets VNU_JAR")
def test_every_page_is_valid_html(handbook: Path, kitchen_sink: Path) -> None:
    assert valid(handbook, kitchen_sink) == (0, "")


@pytest.mark.skipif(not VNU, reason="needs Java and npm: with them, scripts/test sets VNU_JAR")
def test_every_kind_of_page_of_each_starter_and_theme_is_valid_html(tmp_path: Path) -> None:
    kinds: dict[str, set[str]] = {theme: set() for theme in THEMES}
    for number, folder in enumerate(HANDBOOKS):
        for theme, build, project in in_themes(folder):
            assert not any(each.fatal for each in build.problems)
            kinds[theme] |= {kind(each) for each in build.outputs if each.path.endswith(".html")}
            write(build, project, tmp_path / theme / str(number))
    assert [found - KINDS for found in kinds.values()] == [set() for _ in THEMES]
    assert [KINDS - found for found in kinds.values()] == [{"redirect"} for _ in THEMES]
    assert valid(tmp_path) == (0, "")


@pytest.mark.skipif(not VNU, reason="needs Java and npm: with them, scripts/test sets VNU_JAR")
@pytest.mark.parametrize("theme", THEMES)
def test_a_handbook_with_hardly_anything_is_valid_html(theme: str, tmp_path: Path) -> None:
    files = {**SPARSE, "site.yml": f"{SPARSE['site.yml']}theme: {{name: {theme}}}\n"}
    build = prepare(tree_of(files), without=UNSEARCHED)
    assert not any(each.fatal for each in build.problems), build.problems
    assert {"redirect", "section", "ideas", "program"} <= {
        kind(each) for each in build.outputs if each.path.endswith(".html")
    }
    write(build, tmp_path, tmp_path / "site")
    assert valid(tmp_path / "site") == (0, "")
