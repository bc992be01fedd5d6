"""Every page of each starter, and every kind of page in each theme, is valid HTML by the checker of the W3C."""

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
    CertificateOutput,
    CohortOutput,
    DownloadsPageOutput,
    FormOutput,
    IdeasPageOutput,
    KeptPageOutput,
    MessagesPageOutput,
    Output,
    PageOutput,
    PairOutput,
    ProgramOutput,
    RedirectOutput,
    RoleOutput,
    SectionOutput,
    SignedPageOutput,
    SiteOutput,
    TranslationsPageOutput,
)
from tests.conftest import REPOSITORY, THEMES, starter_in_english, tree_of

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_programs]

VNU = os.environ.get("VNU_JAR", "")
HANDBOOKS = (".", "starters/open-source", "starters/research")
UNSEARCHED = frozenset({"pdf", "docx", "search"})
SPARSE = {
    "site.yml": (
        "title: Sparse & <b>odd</b>\nideas: true\ntranslations: true\n"
        "languages: {en: English, es: Español, ar: العربية}\n"
    ),
    "content/index.md": "# Home\n",
    "content/es/index.md": "# Inicio\n",
    "content/ar/index.md": "# مرحبا\n\n`a = 1` في السطر\n",
    "content/empty/only.md": "---\ntitle: Only\naliases: [old, other/old]\n---\n",
    "content/programs/few.yml": "name: Few\npurpose: To try.\nroles: {mentor: {}, mentee: {}}\n",
    "content/programs/none.yml": "name: None\npurpose: To try.\nroles: {mentor: {}, mentee: {kind: mentee}}\n",
    "content/worksheets/one.yml": (
        "title: One\nalso_in: [ar]\nintroduction: '## Why'\nfor: mentor\n"
        "sections: {a: {title: A, text: '### Part', items: [c], fields: {b: {type: choice, label: b, options: [x]}}}}\n"
    ),
    "content/worksheets/one.ar.yml": (
        "title: واحد\nintroduction: '## Why not'\n"
        "sections: {a: {title: أ, text: '### Part', items: [ج], fields: {b: {label: ب, options: [س]}}}}\n"
    ),
}
"""A handbook in three languages that has hardly anything: lists without entries, and ideas that nothing carries."""
KINDS = {
    "404", "agenda", "agreement", "certificate", "checklist", "cohort", "downloads", "evaluation", "home", "ideas",
    "kept", "log", "messages", "page", "pair", "print edition", "program", "redirect", "role", "section", "signed",
    "translations", "worksheet",
}  # fmt: skip
NAMES: dict[type, str] = {
    SectionOutput: "section", ProgramOutput: "program", RoleOutput: "role", CohortOutput: "cohort", PairOutput: "pair",
    BookOutput: "print edition", DownloadsPageOutput: "downloads", IdeasPageOutput: "ideas",
    MessagesPageOutput: "messages", TranslationsPageOutput: "translations", KeptPageOutput: "kept",
    SignedPageOutput: "signed", CertificateOutput: "certificate",
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
    """A handbook of this repository in the default theme; one of them, which has every kind of page, in each theme."""
    tree = starter_in_english(folder)
    for theme in THEMES if folder == "." else THEMES[:1]:
        chosen, times = re.subn(rb"(theme:\s*(\{|\n *)name: )\w+", rb"\1" + theme.encode(), tree.texts["site.yml"])
        assert times == 1
        build = prepare(replace(tree, texts={**tree.texts, "site.yml": chosen}), without=UNSEARCHED)
        assert build.site.settings.theme.name.id == theme
        yield theme, build, REPOSITORY / folder


@pytest.fixture(scope="module")
def starters() -> list[tuple[str, Build, Path]]:
    """Each handbook of this repository, with the themes that it is looked at in."""
    return [each for folder in HANDBOOKS for each in in_themes(folder)]


@pytest.fixture(scope="module")
def sparse() -> list[Build]:
    """A handbook that has hardly anything in each theme."""
    sites = [{**SPARSE, "site.yml": f"{SPARSE['site.yml']}theme: {{name: {theme}}}\n"} for theme in THEMES]
    return [prepare(tree_of(files), without=UNSEARCHED) for files in sites]


@pytest.fixture(scope="module")
def scripts() -> list[tuple[Build, Path]]:
    """Handbooks in Arabic and Japanese, and what a page can hold, read from right to left."""
    data = REPOSITORY / "tests" / "data"
    kitchen = project_files.read(data / "kitchen-sink")
    texts = {**kitchen.texts, "site.yml": kitchen.texts["site.yml"] + b"language: ar\n"}
    trees = {name: project_files.read(data / name) for name in ("arabic", "japanese")}
    trees["kitchen-sink"] = replace(kitchen, texts=texts)
    return [(prepare(tree, without=UNSEARCHED), data / name) for name, tree in trees.items()]


def kinds_of(build: Build) -> set[str]:
    """The kinds of pages that a handbook has, where nothing stops its build."""
    assert not any(each.fatal for each in build.problems), build.problems
    return {kind(each) for each in build.outputs if each.path.endswith(".html")}


def valid(*folders: Path) -> tuple[int, str]:
    """The checker's status and what it says of all HTML and SVG below folders.

    It is started once for all of them, and in the way that suits a program that runs for some seconds: without
    compiling at length, and without threads that look for garbage.
    """
    java = ["java", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss4m", "-jar", VNU]
    command = [*java, "--errors-only", "--skip-non-html", "--also-check-svg", "--format", "gnu"]
    done = subprocess.run([*command, *map(str, folders)], capture_output=True, text=True, check=False)
    return done.returncode, done.stderr


def test_the_starters_have_every_kind_of_page_in_each_theme(starters: list[tuple[str, Build, Path]]) -> None:
    kinds: dict[str, set[str]] = {theme: set() for theme in THEMES}
    for theme, build, _ in starters:
        kinds[theme] |= kinds_of(build)
    assert [found - KINDS for found in kinds.values()] == [set() for _ in THEMES]
    assert [KINDS - found for found in kinds.values()] == [{"redirect", "translations"} for _ in THEMES]


def test_a_handbook_with_hardly_anything_has_pages_that_are_easily_empty(sparse: list[Build]) -> None:
    assert len(sparse) == len(THEMES)
    for build in sparse:
        assert {"redirect", "section", "ideas", "program", "translations"} <= kinds_of(build)


@pytest.mark.skipif(not VNU, reason="needs Java and npm: with them, scripts/test sets VNU_JAR")
def test_every_page_is_valid_html(
    handbook: Path,
    kitchen_sink: Path,
    starters: list[tuple[str, Build, Path]],
    sparse: list[Build],
    scripts: list[tuple[Build, Path]],
    tmp_path: Path,
) -> None:
    for build, project in scripts:
        write(build, project, tmp_path / project.name)
    for number, (theme, build, project) in enumerate(starters):
        write(build, project, tmp_path / f"{theme}-{number}")
    for number, build in enumerate(sparse):
        write(build, tmp_path, tmp_path / f"sparse-{number}")
    assert valid(handbook, kitchen_sink, tmp_path) == (0, "")
