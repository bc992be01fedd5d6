"""The commands as people run them."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mentorsite import cli
from mentorsite.cli import app
from mentorsite.cli.options import CANNOT
from mentorsite.errors import FatalError
from tests.commands import run
from tests.conftest import PROGRAM

Project = Callable[[dict[str, str]], Path]
PAGE = "---\ntitle: Home\n---\nSee [guide](guide.md).\n"
GUIDE = "---\ntitle: Guide\n---\n## Start here\n"


def test_build_makes_the_site_and_says_what_where_and_what_next(project: Project) -> None:
    folder = project({"content/index.md": PAGE, "content/guide.md": GUIDE})
    done = run("build", "-C", folder, "--without", "pdf")
    assert done.returncode == 0, done.stderr
    assert (folder / "public" / "guide" / "index.html").is_file()
    assert f"files in {folder / 'public'}" in done.stdout
    assert "Next: open" in done.stdout
    assert done.stderr == ""


def test_build_writes_nothing_when_the_content_has_errors(project: Project) -> None:
    folder = project({"content/index.md": PAGE})
    done = run("build", "-C", folder)
    assert done.returncode == 1
    assert not (folder / "public").exists()
    assert "Nothing was written." in done.stderr


def test_a_problem_is_shown_with_its_line_a_caret_and_a_hint(project: Project) -> None:
    folder = project({"content/index.md": PAGE, "content/guides.md": GUIDE})
    shown = run("check", "-C", folder).stderr.splitlines()
    assert shown[:6] == [
        "error[broken-link]: there is no file `guide.md`",
        " --> content/index.md:4:5",
        "  |",
        "4 | See [guide](guide.md).",
        "  |     ^",
        "  = did you mean `guides.md`?",
    ]
    assert shown[-1] == "1 error"


def test_check_writes_nothing(project: Project) -> None:
    folder = project({"content/index.md": GUIDE})
    before = sorted(folder.rglob("*"))
    done = run("check", "-C", folder)
    assert done.returncode == 0
    assert "No problems" in done.stdout
    assert sorted(folder.rglob("*")) == before


def test_check_as_json_gives_every_key_of_a_problem(project: Project) -> None:
    folder = project({"content/index.md": PAGE})
    (problem,) = json.loads(run("check", "-C", folder, "--format", "json").stdout)
    assert (problem["path"], problem["line"], problem["column"]) == ("content/index.md", 4, 5)
    assert set(problem) == {"path", "line", "column", "code", "message", "hint", "fatal", "follows"}


def test_check_for_github_annotates_and_escapes(project: Project) -> None:
    folder = project({"content/index.md": "---\ntitle: Home\n---\n[a](100%25,b:c\\::.md)\n"})
    line = run("check", "-C", folder, "--format", "github").stdout.splitlines()[0]
    assert line.startswith("::error file=content/index.md,line=4,col=1,title=")
    assert "%2525" in line


def test_advice_stops_nothing_unless_strict(project: Project) -> None:
    folder = project({"content/index.md": GUIDE, "content/more.md": "No title here.\n"})
    assert run("check", "-C", folder).returncode == 0
    assert run("check", "-C", folder, "--strict").returncode == 1
    assert run("build", "-C", folder, "--strict").returncode == 1
    assert not (folder / "public").exists()
    assert run("build", "-C", folder, "--without", "pdf").returncode == 0


def test_a_text_of_site_yml_that_a_number_sign_cuts_off_stops_nothing(project: Project) -> None:
    done = run("check", "-C", project({"content/index.md": GUIDE, "site.yml": "title: Our #1 handbook\n"}))
    assert done.returncode == 0, done.stderr
    assert "advice[cut-text]: `#1`" in done.stderr


def test_a_folder_without_site_yml_is_wrong_use(tmp_path: Path) -> None:
    done = run("build", "-C", tmp_path, "-o", tmp_path / "out")
    assert done.returncode == 2
    assert "there is no site.yml" in done.stderr


def test_an_unsafe_output_is_wrong_use_and_told_before_any_problem(project: Project) -> None:
    folder = project({"content/index.md": PAGE})
    done = run("build", "-C", folder, "-o", folder)
    assert done.returncode == 2
    assert "Nothing was written" in done.stderr
    assert "error[" not in done.stderr


def test_an_unknown_option_is_wrong_use() -> None:
    assert run("build", "--no-such-thing").returncode == 2


@pytest.mark.parametrize("command", ["build", "check", "deploy", "doctor", "plan", "serve"])
def test_a_folder_without_its_option_is_told_how_it_is_named(command: str, tmp_path: Path) -> None:
    done = run(command, tmp_path)
    assert done.returncode == 2
    assert "with -C" in done.stderr


def test_check_ends_with_what_it_found_and_shows_the_ideas_of_a_handbook_without_errors_alone(
    project: Project,
) -> None:
    files = {"content/index.md": GUIDE, "content/programs/growth.yml": PROGRAM}
    done = run("check", "-C", project(files))
    assert done.returncode == 0, done.stderr
    assert "The ten ideas" in done.stdout
    done = run("check", "-C", project({**files, "content/index.md": PAGE}))
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.endswith("\n")


def test_plan_lists_each_file_with_its_source(project: Project) -> None:
    folder = project({"content/index.md": GUIDE, "content/programs/p.yml": PROGRAM})
    lines = run("plan", "-C", folder).stdout.splitlines()
    assert "index.html\tcontent/index.md" in lines
    assert "programs/p/index.html\tcontent/programs/p.yml" in lines
    assert not (folder / "public").exists()


def test_base_url_moves_the_canonical_addresses(project: Project) -> None:
    folder = project({"content/index.md": GUIDE})
    run("build", "-C", folder, "--without", "pdf", "--base-url", "https://example.org/a/b")
    assert '<link rel="canonical" href="https://example.org/a/b/">' in (folder / "public/index.html").read_text()
    assert 'href="/a/b/_theme/style.css' in (folder / "public/404.html").read_text()


def test_a_base_url_that_is_none_is_wrong_use(project: Project) -> None:
    folder = project({"content/index.md": GUIDE})
    done = run("build", "-C", folder, "--base-url", "handbook")
    assert done.returncode == 2
    assert "https://" in done.stderr


def test_new_leaves_a_handbook_that_builds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = run("new", tmp_path / "x")
    assert made.returncode == 0, made.stderr
    assert "content/programs/career-growth.yml:83 (mentoring@harbour.example)" in made.stdout
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1798761600")  # 2027: one day the starter's cohorts are over
    checked = run("check", "-C", tmp_path / "x", "--strict")
    assert checked.returncode == 1
    assert checked.stderr.count("is made up") == made.stdout.count(".example")
    program = tmp_path / "x" / "content" / "programs" / "career-growth.yml"
    program.write_text(program.read_text(encoding="utf-8").replace("harbour.example", "oak.school"), encoding="utf-8")
    assert run("check", "-C", tmp_path / "x", "--strict").returncode == 0
    assert run("build", "-C", tmp_path / "x", "--without", "pdf").returncode == 0
    assert (tmp_path / "x" / "public" / "agreements" / "mentoring-agreement" / "index.html").is_file()


def test_new_refuses_a_folder_that_has_something(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = run("new", tmp_path)
    assert done.returncode == 2
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


@pytest.mark.parametrize("kind", ["site", "program", "agreement", "checklist", "worksheet", "page"])
def test_schema_prints_a_json_schema(kind: str) -> None:
    schema = json.loads(run("schema", kind).stdout)
    assert schema["type"] == "object"
    assert "title" in schema["properties"] or "name" in schema["properties"]


def test_a_terminal_steering_character_in_a_file_is_shown_as_a_sign(project: Project) -> None:
    folder = project({"content/index.md": "---\ntitle: Home\n---\n\x1b]0;owned\x07[a](b.md)\n"})
    assert "\x1b" not in run("check", "-C", folder).stderr


def test_every_command_is_in_the_readme() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text()
    names = [command.name or command.callback.__name__ for command in app.registered_commands if command.callback]
    assert [name for name in names if f"mentorsite {name}" not in readme] == []


def test_a_terminal_that_tells_no_width_is_written_to(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "0")
    done = run("check", "-C", project({"site.yml": "title: [\n"}))
    assert "site.yml:1:" in done.stderr


def test_what_was_under_way_ends_before_a_failed_command_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes would end while Python does, and show a traceback."""
    ended = []

    def under_way() -> Iterator[None]:
        try:
            yield
        finally:
            ended.append(True)

    def fails() -> None:
        going = under_way()
        next(going)
        raise FatalError("No space left on device")

    monkeypatch.setattr(cli, "app", fails)
    with pytest.raises(SystemExit) as left:
        cli._run()
    assert left.value.code == CANNOT
    assert ended
