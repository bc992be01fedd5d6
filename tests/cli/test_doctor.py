"""`mentorsite doctor`: each thing that is missing is told with what to do."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mentorsite.cli.doctor import examine
from mentorsite.cli.doctor_findings import Facts, Line, can_build, diagnose
from mentorsite.deploy.github import Repository
from mentorsite.model.settings import Settings
from mentorsite.render.forms.pdf.machine_font import is_drawable
from tests.commands import run
from tests.conftest import SITE, prepared

pytestmark = pytest.mark.needs_posix

Project = Callable[[dict[str, str]], Path]
PAGE = {"content/index.md": "# Home\n"}


def settings(more: str = "") -> Settings:
    return prepared({"site.yml": f"{SITE}{more}", **PAGE}).site.settings


FINE = Facts((3, 13, 1), settings=settings("url: https://harbour.github.io/handbook/\n"), fonts={})
ON_GITHUB = Repository("Harbour", "handbook")


def line(about: str, facts: Facts) -> Line:
    (found,) = [each for each in diagnose(facts) if each.about == about]
    return found


def doctor(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-P", "-m", "mentorsite", "doctor", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, **environment})


def test_a_machine_that_has_all_is_told_so() -> None:
    lines = diagnose(FINE)
    assert [each.about for each in lines] == [
        "Python",
        "PDFs",
        "Search",
        "git",
        "Cluster",
        "Fonts",
        "Output",
        "Address",
        "Contacts",
    ]
    assert {each.state for each in lines} == {"ok"}
    assert can_build(lines)


def test_a_cluster_needs_a_package_that_no_build_needs() -> None:
    assert "pip install 'mentorsite[cluster]'" in line("Cluster", FINE).said
    assert "distributed 2026.1 is installed" in line("Cluster", replace(FINE, dask="2026.1")).said


@pytest.mark.parametrize(
    ("about", "facts", "said"),
    [
        ("Python", replace(FINE, python=(3, 10, 9)), "3.10.9 is too old. Install 3.11 or newer."),
        ("PDFs", replace(FINE, no_pdf="install Typst"), "install Typst"),
        ("PDFs", replace(FINE, no_pdf="install Typst", settings=None), "install Typst"),
        ("Search", replace(FINE, no_search="install Pagefind"), "install Pagefind"),
        ("Output", replace(FINE, no_output="public is a file"), "public is a file"),
        ("Handbook", replace(FINE, settings=None, no_handbook="faulty", faulty=True), "faulty"),
    ],
)
def test_what_a_build_needs_is_left_to_do(about: str, facts: Facts, said: str) -> None:
    assert line(about, facts) == Line(about, said, "to do")
    assert not can_build(diagnose(facts))


@pytest.mark.parametrize(
    ("about", "facts", "said"),
    [
        ("git", replace(FINE, no_git="git was not found."), "Only `mentorsite deploy` needs it."),
        ("Handbook", replace(FINE, settings=None, no_handbook="There is none here."), "There is none here."),
        ("Address", replace(FINE, settings=settings()), "Write where the handbook will live, once you know it."),
        (
            "Address",
            replace(FINE, settings=settings(), repository=ON_GITHUB),
            "Write `url: https://harbour.github.io/handbook/`",
        ),
        (
            "Address",
            replace(FINE, settings=settings("url: https://harbour.github.io/\n"), repository=ON_GITHUB),
            "site.yml says https://harbour.github.io/, but GitHub serves github.com/Harbour/handbook elsewhere. "
            "Write `url: https://harbour.github.io/handbook/`.",
        ),
        (
            "Fonts",
            replace(FINE, settings=settings("language: ar\n")),
            "no font has the letters of ar, so PDFs show signs. "
            "Install one, such as Noto's (fonts-noto-core on Debian and Ubuntu).",
        ),
        ("Fonts", replace(FINE, settings=settings("language: zh\n"), fonts=None), "fonts-noto-cjk"),
    ],
)
def test_what_a_build_can_do_without_is_advice(about: str, facts: Facts, said: str) -> None:
    found = line(about, facts)
    assert said in found.said
    assert found.state == "advice"
    assert can_build(diagnose(facts))


def test_what_a_handbook_does_not_ask_for_need_not_be_there() -> None:
    plain = replace(
        FINE, no_pdf="install Typst", no_search="install Pagefind", settings=settings("downloads: []\nsearch: false\n")
    )
    assert line("PDFs", plain).state == "ok"
    assert line("Search", plain).state == "ok"


def test_fonts_are_told_for_the_languages_whose_letters_do_not_come_with_mentorsite() -> None:
    several = settings("languages: {en: English, ru: Русский, ar: العربية, hi: हिन्दी}\n")
    found = line("Fonts", replace(FINE, settings=several, fonts={"ar": True, "hi": False, "en": False}))
    assert "letters of hi," in found.said
    assert line("Fonts", replace(FINE, settings=several, fonts={"ar": True, "hi": True})).state == "ok"


def test_this_machine_can_build(project: Project) -> None:
    done = doctor("-C", project(PAGE))
    assert done.returncode == 0, done.stdout
    assert "ok      PDFs: can be drawn" in done.stdout
    assert "ok      Search: can be made" in done.stdout
    assert done.stderr == ""


def test_a_library_that_ends_its_process_is_only_missing(project: Project, tmp_path: Path) -> None:
    broken = tmp_path / "broken" / "typst"
    broken.mkdir(parents=True)
    (broken / "__init__.py").write_text("import os\nos.abort()\n")
    path = os.pathsep.join([str(broken.parent), os.environ.get("PYTHONPATH", "")])
    done = doctor("-C", project(PAGE), PYTHONPATH=path)
    assert done.returncode == 2
    assert "to do   PDFs: PDFs are drawn by Typst, for which there is no package for this machine." in done.stdout


def test_a_search_program_that_can_not_run_is_told(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pagefind").write_text("made for another machine")
    (tmp_path / "pagefind").chmod(0o755)
    monkeypatch.setattr("mentorsite.build.search_index.program", lambda: tmp_path / "pagefind")
    assert "can't run on this machine. To build without search" in examine(project(PAGE)).no_search


def test_what_other_programs_say_is_asked_of_those_in_path(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project(PAGE)
    tools = {"git": 'echo "https://github.com/Harbour/handbook.git"'}
    for name, said in tools.items():
        (tmp_path / "bin").mkdir(exist_ok=True)
        (tmp_path / "bin" / name).write_text(f"#!/bin/sh\n{said}\n")
        (tmp_path / "bin" / name).chmod(0o755)
        (folder / name).write_text("#!/bin/sh\necho 'https://github.com/Evil/evil.git'\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", os.pathsep.join([".", str(folder), str(tmp_path / "bin")]))
    facts = examine(folder)
    assert facts.repository == ON_GITHUB
    monkeypatch.setenv("PATH", str(tmp_path / "nowhere"))
    facts = examine(folder)
    assert facts.repository is None
    assert "git was not found" in facts.no_git


def test_typst_is_asked_for_fonts_of_the_languages_whose_letters_do_not_come_with_mentorsite(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = project({**PAGE, "site.yml": f"{SITE}languages: {{en: English, ar: Arabic, ja: Japanese}}\n"})
    monkeypatch.setenv("PATH", "")
    assert examine(folder).fonts == {each: is_drawable(each) for each in ("ar", "ja")}
    monkeypatch.setattr("mentorsite.cli.doctor.ASK_FONTS", "import no_typst")
    assert examine(folder).fonts is None


def test_an_output_that_is_not_ours_is_told(project: Project) -> None:
    folder = project(PAGE)
    (folder / "public").mkdir()
    (folder / "public/mine.txt").write_text("mine")
    assert "has files that mentorsite did not write" in examine(folder).no_output


def test_an_output_that_can_not_be_written_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda path, mode: False)  # root may write everywhere
    assert "can't be written to" in examine(project(PAGE)).no_output


def test_the_current_folder_is_called_here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert examine(Path()).no_handbook.startswith("There is no site.yml here.")


def test_a_folder_without_a_handbook_is_no_fault_of_the_machine(tmp_path: Path) -> None:
    done = doctor("-C", tmp_path)
    assert done.returncode == 0
    assert f"advice  Handbook: There is no site.yml in {tmp_path}." in done.stdout


def test_a_faulty_site_yml_is_left_to_do(project: Project) -> None:
    done = doctor("-C", project({**PAGE, "site.yml": "titel: T\n"}))
    assert done.returncode == 2
    assert "to do   Handbook: site.yml can't be used as it is. `mentorsite check` says where." in done.stdout


def test_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    done = doctor("-C", tmp_path / "gone")
    assert done.returncode == 2
    assert "There is no folder" in done.stderr


def test_nothing_is_written(project: Project) -> None:
    folder = project(PAGE)
    before = sorted(folder.rglob("*"))
    examine(folder)
    assert sorted(folder.rglob("*")) == before


@pytest.mark.parametrize("language", ["en", "ja", "ar"])
def test_check_names_the_package_of_a_font_that_is_not_there(
    project: Callable[[dict[str, str]], Path], language: str
) -> None:
    folder = project({"site.yml": f"{SITE}language: {language}\n", "content/index.md": "# Home\n"})
    is_told = f"No font has the letters of {language}" in run("check", "-C", folder).stdout
    assert is_told is not is_drawable(language)


@pytest.mark.parametrize("rule", [".github/mentorsite-1-py3-none-any.whl", "*.whl", ".*", ".github/"])
def test_a_file_that_github_needs_and_git_leaves_out_is_told(project: Project, rule: str) -> None:
    wheel = ".github/mentorsite-1-py3-none-any.whl"
    folder = project({**PAGE, wheel: "x", "requirements.txt": f"./{wheel}\n", ".gitignore": f"{rule}\n"})
    subprocess.run(["git", "-C", str(folder), "init", "-q"], check=True)
    assert examine(folder).ignored == (wheel,)
    said = line("Left out", replace(FINE, ignored=(wheel,)))
    assert said.state == "advice"
    assert f"`git add --force {wheel}`" in said.said
    subprocess.run(["git", "-C", str(folder), "add", "--force", wheel], check=True)
    assert examine(folder).ignored == ()


@pytest.mark.parametrize(
    ("rule", "left_out"),
    [("content", ("content/a b.md", "content/index.md")), ("*.md", ("content/a b.md", "content/index.md")),
     ("a*", ("content/a b.md",)), ("site.yml", ("site.yml",)), ("requirements.txt", ("requirements.txt",)),
     ("_*\n*.bak\n/public/", ())],
)  # fmt: skip
def test_a_page_that_git_leaves_out_is_told(project: Project, rule: str, left_out: tuple[str, ...]) -> None:
    more = {"content/a b.md": "# A\n", "content/_draft.md": "# D\n", ".github/x.bak": "", "requirements.txt": "x\n"}
    folder = project({**PAGE, **more, ".gitignore": f"{rule}\n"})
    assert examine(folder).ignored == ()
    subprocess.run(["git", "-C", str(folder), "init", "-q"], check=True)
    assert examine(folder).ignored == left_out


def test_what_steers_a_terminal_is_shown_as_signs() -> None:
    said = line("Left out", replace(FINE, ignored=("content/\x1b[2Ja.md", "content/b.md")))
    assert "content/\ufffd[2Ja.md and 1 more" in said.said
    assert "\x1b" not in said.said


def test_what_git_keeps_already_is_not_told_as_left_out(project: Project) -> None:
    folder = project(PAGE)
    subprocess.run(["git", "-C", str(folder), "init", "-q"], check=True)
    subprocess.run(["git", "-C", str(folder), "add", "."], check=True)
    (folder / ".gitignore").write_text("content\n")
    assert examine(folder).ignored == ()
