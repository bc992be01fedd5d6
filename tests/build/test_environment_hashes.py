"""What takes part in a build beside the handbook: where any of it changes, so does its hash."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from mentorsite.build import environment_hashes as tools_module
from mentorsite.build.cache import Cache
from mentorsite.build.downloads import downloads
from mentorsite.build.environment_hashes import FONT_FOLDERS, fonts, plugins, tools
from mentorsite.build.last_build import up_to_date
from mentorsite.build.pipeline import BuildOptions, prepare_project, write
from mentorsite.build.project_files import read
from mentorsite.render.download_jobs import jobs
from mentorsite.render.site_context import SiteContext
from tests.conftest import SITE, prepared


@pytest.fixture(autouse=True)
def asked_anew() -> Iterator[None]:
    """What is known of libraries is asked once in a process."""
    tools.cache_clear()
    yield
    tools.cache_clear()


@pytest.fixture
def font_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder for fonts that stands for all of the machine's."""
    folder = tmp_path / "share" / "fonts"
    folder.mkdir(parents=True)
    monkeypatch.setattr(tools_module, "FONT_FOLDERS", (str(folder),))
    return folder


@pytest.mark.parametrize("name", ["typst-999.dist-info", "ours-1.dist-info", "old-2.egg-info"])
def test_a_library_of_another_version_is_another_tool(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = tools()
    monkeypatch.setattr(sys, "path", [*sys.path, str(tmp_path), str(tmp_path / "none.zip")])
    tools.cache_clear()
    assert tools() == before
    (tmp_path / name).mkdir()
    tools.cache_clear()
    assert tools() != before


def test_every_library_that_mentorsite_asks_for_takes_part() -> None:
    known = {each.lower().replace("_", "-") for each in tools_module._libraries()}
    for name in (
        "typst",
        "pikepdf",
        "fonttools",
        "babel",
        "markdown-it-py",
        "nh3",
        "pillow",
        "tzdata",
    ):
        assert any(each.startswith(f"{name}-") for each in known), name


def test_a_module_of_a_plugin_takes_part_whole_or_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    about = tmp_path / "ours-1.dist-info"
    about.mkdir()
    (about / "METADATA").write_text("Name: ours\nVersion: 1\n")
    (about / "entry_points.txt").write_text("[mentorsite.plugins]\none = ours_alone:plugin\ntwo = ours_whole:plugin\n")
    (tmp_path / "ours_whole").mkdir()
    seen = set()
    for name, text in (
        ("ours_alone.py", "a = 1"), ("ours_whole/__init__.py", ""), ("ours_alone.py", "a = 2"),
        ("ours_whole/part.py", "b = 1"), ("ours_whole/part.py", "b = 2"),
    ):  # fmt: skip
        (tmp_path / name).write_text(text)
        seen.add(plugins())
    (tmp_path / "beside.py").write_text("")
    assert len(seen | {plugins()}) == 5


def test_a_font_that_comes_changes_or_goes_makes_other_fonts(font_folder: Path) -> None:
    seen = [fonts()]
    (font_folder / "noto").mkdir()
    for text in ("a", "other"):
        (font_folder / "noto" / "a.ttf").write_text(text)
        seen.append(fonts())
    (font_folder / "noto" / "a.ttf").unlink()
    assert len(set(seen)) == 3
    assert fonts() == seen[0]


def test_the_usual_folders_of_fonts_are_those_of_linux_and_of_a_mac() -> None:
    assert {"/usr/share/fonts", "~/.local/share/fonts", "/Library/Fonts", "~/Library/Fonts"} <= set(FONT_FOLDERS)


LIST = "title: A list\nitems: ['{}']\n"


@pytest.mark.parametrize(("words", "again"), [("One", False), ("One \N{EGYPTIAN HIEROGLYPH D010}", True)])
def test_a_pdf_is_drawn_anew_with_other_fonts_where_the_machines_took_part(
    words: str, again: bool, font_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = prepared({"content/index.md": "# Home\n", "content/checklists/a.yml": LIST.format(words)})
    made = jobs(SiteContext(build.site, build.theme, build.outline), build.outputs)
    todo = tuple(each for each in made if each.path.endswith("a.pdf"))
    cache = Cache(tmp_path / "cache")
    first = downloads(todo, cache)
    drawn: list[object] = []

    def draw(job: object) -> object:
        drawn.append(job)
        return next(iter(first.values()))

    monkeypatch.setattr("mentorsite.build.downloads.make", draw)
    downloads(todo, cache)
    assert drawn == []
    (font_folder / "hieroglyphs.ttf").write_text("a font")
    downloads(todo, cache)
    assert bool(drawn) == again


@pytest.mark.parametrize(("words", "same"), [("One", True), ("One \N{EGYPTIAN HIEROGLYPH D010}", False)])
def test_a_site_is_not_up_to_date_where_a_character_may_have_got_a_font(
    words: str, same: bool, font_folder: Path, tmp_path: Path
) -> None:
    project, output, cache = tmp_path / "project", tmp_path / "public", Cache(tmp_path / "cache")
    files = {"site.yml": f"{SITE}search: false\ndownloads: [pdf]\n", "content/index.md": "# Home\n"}
    for path, text in {**files, "content/checklists/a.yml": LIST.format(words)}.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text)
    tree = read(project)
    made_of, before = up_to_date(tree, project, output, cache)
    assert before is None
    write(prepare_project(project), project, output, BuildOptions(cache, 1), made_of=made_of)
    assert up_to_date(tree, project, output, cache)[1]
    (font_folder / "hieroglyphs.ttf").write_text("a font")
    assert bool(up_to_date(tree, project, output, cache)[1]) == same
