"""Windows and macOS, seen from any system: ends of lines, names, and what stands between them."""

import ast
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from mentorsite.build import project_files
from mentorsite.build.prepare import Build, prepare
from mentorsite.build.project_files import posix_below
from mentorsite.check.report import as_plain
from mentorsite.errors import Problem, mistakes
from mentorsite.loader.tree import ThemeTree, Tree, decoded
from mentorsite.model.output import BookPdfOutput, CertificatePdfOutput, DownloadOutput, IconOutput
from mentorsite.render import renderer
from mentorsite.render.site_context import SiteContext
from mentorsite.scaffold.handbook import new, starters
from tests.check.test_mistakes import EXPECTED, FILES
from tests.conftest import PROGRAM, REPOSITORY, SITE, prepared, tree_of

ENDS = pytest.mark.parametrize("ends", [b"\r\n", b"\r"], ids=["CRLF", "CR"])
THEME = {
    "theme.yml": b"name: Own\nextends: default\n",
    "templates/page.html": b'{% extends "page.html" %}\n{% block main %}\n<p>Own</p>\n{{ super() }}\n{% endblock %}\n',
    "words/en.yml": b"# Ours.\nhome: Start\n",
}
SMALL = {"site.yml": f"{SITE}theme: {{name: default}}\n", "content/index.md": "# Home\n"}


def with_ends(tree: Tree, ends: bytes) -> Tree:
    """The same project, as an editor of another system writes it."""

    def ended(files: Mapping[str, bytes]) -> dict[str, bytes]:
        return {path: data.replace(b"\n", ends) for path, data in files.items()}

    def theme(layer: ThemeTree) -> ThemeTree:
        read = ended({path: data for path, data in layer.files.items() if is_read(path)})
        return replace(layer, files={**layer.files, **read})

    return replace(tree, texts=ended(tree.texts), themes=tuple(map(theme, tree.themes)))


def is_read(path: str) -> bool:
    """Whether a file of a theme is read as text; all others are copied as they are."""
    return path.startswith(("templates/", "words/")) or path == "theme.yml"


def with_theme(tree: Tree, files: dict[str, bytes]) -> Tree:
    chosen = tree.texts["site.yml"].replace(b"theme: {name: default", b"theme: {name: own")
    assert b"own" in chosen
    return replace(
        tree, texts={**tree.texts, "site.yml": chosen}, themes=(*tree.themes, ThemeTree("own", "themes/own", files))
    )


def made(build: Build) -> dict[str, object]:
    """All that a site has but what draws PDFs or writes Word."""
    assert not build.problems, build.problems
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    drawn = DownloadOutput | BookPdfOutput | CertificatePdfOutput | IconOutput
    return {each.path: render(each) for each in build.outputs if not isinstance(each, drawn)}


@ENDS
def test_a_handbook_and_its_theme_are_the_same_site_whatever_ends_their_lines(ends: bytes) -> None:
    tree = with_theme(project_files.read(REPOSITORY / "tests/data/kitchen-sink"), THEME)
    pages = made(prepare(tree))
    assert b"<p>Own</p>" in bytes(str(pages["words/index.html"]), "utf-8")
    assert made(prepare(with_ends(tree, ends))) == pages


@ENDS
def test_every_mistake_is_told_at_its_place_whatever_ends_the_lines(ends: bytes) -> None:
    tree = with_ends(tree_of(FILES), ends)
    assert prepare(tree).problems == tuple(EXPECTED)
    assert as_plain(mistakes(EXPECTED), tree.texts) == as_plain(mistakes(EXPECTED), tree_of(FILES).texts)


@ENDS
def test_a_mistake_in_a_theme_is_told_at_its_line_whatever_ends_the_lines(ends: bytes) -> None:
    faulty = {**THEME, "templates/page.html": b"<p>\n\n{{ words.nothing }}</p>\n", "words/en.yml": b"a: b\nc: [\n"}
    tree = with_theme(tree_of(SMALL), faulty)
    found = places(prepare(with_ends(tree, ends)))
    assert found == places(prepare(tree))
    assert {(path, line) for path, line, _, _ in found} == {
        ("themes/own/templates/page.html", 3), ("themes/own/words/en.yml", 3),
    }  # fmt: skip


def places(build: Build) -> list[tuple[str, int, int, str]]:
    return [(each.path, each.line, each.column, each.code) for each in build.problems]


@pytest.mark.parametrize("ends", [b"\n", b"\r\n", b"\r"], ids=["LF", "CRLF", "CR"])
def test_bytes_that_are_no_text_are_told_at_their_line_whatever_ends_the_lines(ends: bytes) -> None:
    found = decoded("a.md", b"a\nb\nc caf\xe9\n".replace(b"\n", ends))
    assert isinstance(found, Problem)
    assert (found.line, found.column) == (3, 6)


# Names.


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("content/Letters.md", "content/letters.md"),
        ("content/a/words.txt", "content/a/WORDS.TXT"),
        ("content/Guide/a.md", "content/guide/a.md"),
        ("content/straße.md", "content/STRASSE.md"),
    ],
)
def test_names_that_differ_in_case_alone_are_told_on_every_system(first: str, second: str) -> None:
    page = "---\ntitle: A\n---\n"
    build = prepared({"content/index.md": page, first: page, second: page})
    assert {each.code for each in build.problems} == {"case-clash"}
    paths = [output.path.casefold() for output in build.outputs]
    assert len(paths) == len(set(paths))


def test_roles_that_differ_in_case_alone_are_told() -> None:
    build = prepared({**SMALL, "content/programs/p.yml": f"{PROGRAM}  Mentor: {{kind: mentor}}\n"})
    assert "case-clash" in {each.code for each in build.problems}


@pytest.mark.parametrize("id", ["con", "Aux", "COM1", "lpt9", "nul"])
def test_an_id_that_windows_keeps_for_itself_is_told_where_it_stands(id: str) -> None:
    program = f"{PROGRAM}cohorts:\n  {id}:\n    label: Spring\n    start: 2027-02-01\n    end: 2027-06-01\n"
    (found,) = prepared({"content/index.md": "# Home\n", "content/programs/p.yml": program}).problems
    assert (found.code, found.line) == ("wrong-value", 7)
    assert "Windows" in found.message


@pytest.mark.parametrize("name", ["aux.css", "a:b.css", "back\\slash.css", "end.", "com¹.png"])
def test_a_file_of_a_theme_that_some_system_refuses_is_told_and_left_out(name: str) -> None:
    tree = tree_of(SMALL)
    build = prepare(with_theme(tree, {**THEME, f"assets/{name}": b"x"}))
    assert [(each.code, each.path) for each in build.problems] == [("theme", f"themes/own/assets/{name}")]
    assert f"_theme/{name}" not in {output.path for output in build.outputs}


# What stands between names.


@pytest.mark.parametrize(
    ("kind", "folder", "path"),
    [
        (PureWindowsPath, "C:\\Users\\Ada\\handbook\\content", "C:\\Users\\Ada\\handbook\\content\\guide\\a b.md"),
        (PureWindowsPath, "c:\\users\\ada\\Handbook\\content", "C:\\Users\\Ada\\handbook\\content\\guide\\a b.md"),
        (PureWindowsPath, "\\\\server\\share\\content", "\\\\server\\share\\content\\guide/a b.md"),
        (PurePosixPath, "/home/ada/content", "/home/ada/content/guide/a b.md"),
        (PurePosixPath, ".", "guide/a b.md"),
    ],
)
def test_what_lies_in_a_folder_is_named_with_slashes(kind: type[PurePath], folder: str, path: str) -> None:
    assert posix_below(kind(path), kind(folder)) == "/guide/a b.md"
    assert posix_below(kind(folder), kind(folder)) == ""


def test_a_backslash_in_a_name_stays_one_where_a_name_may_have_it() -> None:
    assert posix_below(PurePosixPath("/a/b\\c"), PurePosixPath("/a")) == "/b\\c"


@pytest.mark.parametrize(
    ("link", "code"),
    [
        ("[b](guide\\b.md)", "broken-link"),
        ("[b](..\\b.md)", "broken-link"),
        ("[b](guide%5Cb.md)", "broken-link"),
        ("![b](img\\b.svg)", "broken-image"),
    ],
)
def test_a_link_with_backslashes_is_told_to_have_slashes(link: str, code: str) -> None:
    files = {"content/index.md": f"# Home\n\n{link}\n", "content/guide/b.md": "# B\n", "content/img/b.svg": SVG}
    (found,) = prepared(files).problems
    assert (found.code, found.line, found.column) == (code, 3, 1)
    assert "write `/`" in found.hint


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("site.yml", "title: T\ntheme: {name: themes\\default}\n"),
        ("content/programs/p.yml", f"{PROGRAM}agreements: [agreements\\promise]\n"),
    ],
)
def test_a_name_in_yaml_with_backslashes_is_told(file: str, text: str) -> None:
    files = {"content/index.md": "# Home\n", "content/agreements/promise.yml": FORM, "site.yml": SITE, file: text}
    found = [each for each in prepared(files).problems if each.fatal and each.path == file]
    assert len(found) == 1


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>'
FORM = "title: Promise\nsections: {a: {fields: {b: {type: text, label: Words}}}}\n"


# Texts that are read and written.


def calls(path: Path) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def leaves_open(name: str, call: ast.Call) -> bool:
    """Whether a call lets the system choose the encoding or the ends of lines."""
    given = {each.arg for each in call.keywords}
    modes = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    match name:
        case "read_text":  # what is told by its place is the encoding, or a file of a package, which is UTF-8
            return not call.args and "encoding" not in given
        case "write_text" | "fdopen" | "NamedTemporaryFile":
            return not {"encoding", "newline"} <= given
        case "open":
            return not any("b" in mode for mode in modes) and isinstance(call.func, ast.Name)
        case "run" | "Popen":
            return bool({"text", "universal_newlines"} & given) and "encoding" not in given
        case _:
            return False


def test_no_system_chooses_the_encoding_or_the_ends_of_lines() -> None:
    found = [
        (path, call)
        for path in (REPOSITORY / "src").rglob("*.py")
        for name, call in calls(path)
        if leaves_open(name, call)
    ]
    assert [f"{path}:{call.lineno}" for path, call in found] == []


def test_git_for_windows_leaves_the_lines_of_a_new_handbook_alone(tmp_path: Path) -> None:
    handbook, clone = tmp_path / "handbook", tmp_path / "clone"
    new(handbook, starters()[0])
    git = ["git", "-c", "core.autocrlf=true", "-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for command in ("init --quiet", "add --all", "commit --quiet -m First", f"clone --quiet . {clone}"):
        subprocess.run([*git, *command.split()], cwd=handbook, check=True, capture_output=True)
    texts = [data for name, data in contents(clone).items() if not name.endswith(".whl")]
    assert b"\r\n" not in b"".join(texts)
    assert contents(clone) == contents(handbook)


def contents(folder: Path) -> dict[str, bytes]:
    files = [each for each in folder.rglob("*") if each.is_file() and ".git" not in each.parts]
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in files}


def test_this_repositorys_own_lines_end_as_those_of_a_handbook() -> None:
    own = (REPOSITORY / ".gitattributes").read_bytes()
    assert own == (REPOSITORY / "starters/shared/.gitattributes").read_bytes()


@pytest.mark.parametrize("command", ["plan", "check", "check --format json", "check --format github"])
def test_what_a_pipe_gets_is_utf_8_whatever_the_system_would_have(
    command: str, project: Callable[[dict[str, str]], Path]
) -> None:
    folder = project({"content/index.md": "# Home\n", "content/日本.md": "# 日本 🌱\n\n[a](無い.md)\n"})
    started = [sys.executable, "-m", "mentorsite", *command.split(), "-C", str(folder)]
    environment = {**os.environ, "PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0"}
    done = subprocess.run(started, capture_output=True, check=False, env=environment)
    assert "日本" in (done.stdout + done.stderr).decode("utf-8")
    assert b"Traceback" not in done.stderr
