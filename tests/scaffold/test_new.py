"""`mentorsite new`: a whole handbook under its own name, or nothing."""

import json
import os
import pty
import re
import select
import shutil
import subprocess
import sys
import time
from pathlib import Path
from xml.etree import ElementTree

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as some
from jsonschema import Draft202012Validator
from markdown_it import MarkdownIt

from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.errors import FatalError, UsageError
from mentorsite.loader import yaml_source
from mentorsite.markdown.slug import slug
from mentorsite.scaffold import handbook
from mentorsite.scaffold.handbook import Names, new, one_line, own_organization, starter, starters
from mentorsite.scaffold.languages import words_in
from tests.commands import run
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.needs_posix

IDS = [each.id for each in starters()]
INVENTED = {"career": "Harbour", "open-source": "Lantern", "research": "Fenwick"}
MENU, WHO, WHAT, SPOKEN = "Number", "Who runs the program?", "What is the handbook called?", "In which language?"
FOR_EDITORS = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")
CTRL_C = b"\x03"
ENGLISH = words_in("en")
ON_A_TERMINAL = "import os, sys; os.login_tty(0); os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
"""A program whose keyboard is the terminal that it stands on, so that Ctrl-C reaches it."""


def on_a_terminal(folder: Path, *arguments: str, answers: list[tuple[str, bytes]]) -> tuple[int, str]:
    """The exit status and what was shown; each answer is typed when its question stands there."""
    master, slave = pty.openpty()
    command = [sys.executable, "-c", ON_A_TERMINAL, "-m", "mentorsite", "new", str(folder), *arguments]
    asked = subprocess.Popen(command, stdin=slave, stdout=slave, stderr=slave)
    os.close(slave)
    try:
        shown = ""
        for question, typed in answers:
            shown += _until(master, question)
            if typed == CTRL_C:
                _until_it_waits(asked)
            os.write(master, typed)
        shown += _until(master, None)
        return asked.wait(), shown
    finally:
        asked.kill()
        asked.wait()
        os.close(master)


def _until_it_waits(asked: "subprocess.Popen[bytes]") -> None:
    """Python hears Ctrl-C only at the next key when it comes just before `input` begins to wait."""
    end = time.monotonic() + 300
    state = ["ps", "-o", "stat=", "-p", str(asked.pid)]
    while not subprocess.run(state, capture_output=True, text=True, check=True).stdout.startswith("S"):
        assert time.monotonic() < end, "nothing is waited for"
        time.sleep(0.01)


def _until(master: int, wanted: str | None) -> str:
    """What is shown until a question stands there whole, or the end."""
    shown, end = b"", time.monotonic() + 300
    while not (wanted and re.search(rf"{re.escape(wanted)}[^\n]*: $", shown.decode(errors="ignore"))):
        ready, _, _ = select.select([master], [], [], max(0, end - time.monotonic()))
        assert ready, f"{wanted!r} was not asked: {shown.decode()}"
        try:
            data = os.read(master, 4096)
        except OSError:  # how Linux says that the other end is closed
            data = b""
        if not data:
            assert wanted is None, f"{wanted!r} was not asked: {shown.decode()}"
            break
        shown += data
    return shown.decode()


def site_of(folder: Path) -> dict[str, object]:
    found = yaml.safe_load((folder / "site.yml").read_text(encoding="utf-8"))
    assert isinstance(found, dict)
    return found


def test_the_starters_are_those_that_the_help_names() -> None:
    help = " ".join(run("new", "--help").stdout.replace("│", "").split())
    assert f"{', '.join(IDS[:-1])} or {IDS[-1]}" in help
    assert IDS[0] == handbook.DEFAULT


@pytest.mark.parametrize("id", IDS)
def test_every_starter_is_a_handbook_without_a_problem(id: str, tmp_path: Path) -> None:
    new(tmp_path / "x", starter(id), Names("Our handbook", "The Guild"))
    build = prepare(read(tmp_path / "x"))
    assert {each.code for each in build.problems} == {"made-up"}
    assert len(build.site.pages) > 12
    assert len(build.site.programs) == 1
    assert {page.front.idea for page in build.site.pages} >= set(range(1, 11))


@pytest.mark.parametrize("id", IDS)
def test_every_starter_builds_as_it_is(id: str, tmp_path: Path) -> None:
    assert run("new", tmp_path / "x", "--starter", id, "--organization", "The Guild").returncode == 0
    advised = run("check", "-C", tmp_path / "x")
    assert advised.stderr.count("advice[") == advised.stderr.count("advice[made-up]") > 2
    with (tmp_path / "x" / "site.yml").open("a", encoding="utf-8") as site:
        site.write('checks: {made-up: "off"}\n')
    checked = run("check", "-C", tmp_path / "x", "--strict")
    assert (checked.returncode, checked.stderr) == (0, "")
    built = run("build", "-C", tmp_path / "x", "--strict", "--without", "pdf")
    assert (built.returncode, built.stderr) == (0, "")
    shown = [path.read_text(encoding="utf-8") for path in (tmp_path / "x/public").rglob("*.html")]
    assert len(shown) > 40
    assert [name for name in INVENTED.values() if any(name in text for text in shown)] == []
    assert any("The Guild Mentoring Handbook" in text for text in shown)


@pytest.mark.parametrize("id", IDS)
def test_a_handbook_has_the_names_that_were_given_and_no_others(id: str, tmp_path: Path) -> None:
    assert INVENTED[id] in own_organization(starter(id))
    new(tmp_path / "x", starter(id), Names("Our handbook", "The Guild"))
    site = site_of(tmp_path / "x")
    assert (site["title"], site["organization"]) == ("Our handbook", {"name": "The Guild"})
    assert {"url", "repository"} & site.keys() == set()
    for path in (each for each in (tmp_path / "x").rglob("*") if each.is_file() and each.suffix != ".whl"):
        text = path.read_text(encoding="utf-8")
        assert [name for name in INVENTED.values() if name in text] == [], path


@pytest.mark.parametrize("id", IDS)
def test_what_a_starter_shares_is_there_and_not_its_own_too(id: str) -> None:
    chosen = starter(id)
    shared = [REPOSITORY / "content" / path for path in chosen.shares]
    assert [path for path in shared if not path.exists()] == []
    assert [path for path in chosen.shares if (chosen.folder / "content" / path).is_file()] == []


@pytest.mark.parametrize(
    "name",
    [
        'A "b" c', "'a'", "a: b # c", "- x", "Ünïcödé 🌱", "👩‍💻 crew", "{{ x y }}", "{a: b}", "back\\slash",
        "no", "1.10", "~", "&a *b !c", "a\u00a0b", "x" * 200,
    ],
)  # fmt: skip
def test_any_name_comes_out_as_it_was_typed(name: str, tmp_path: Path) -> None:
    new(tmp_path / "x", starter("career"), Names(name, name))
    build = prepare(read(tmp_path / "x"))
    nearly = {"nearly-markdown"} if "{{" in name else set()
    assert {each.code for each in build.problems} == {"made-up", *nearly}
    assert build.site.settings.title == name
    assert build.site.settings.organization
    assert build.site.settings.organization.name == name


@given(some.text(min_size=1, max_size=210))
def test_a_name_is_refused_or_comes_out_as_it_was_typed(name: str) -> None:
    try:
        bare = one_line(name)
    except UsageError:
        return
    names = Names(name.strip(), name.strip())
    site = handbook._named("title: Ours\norganization:\n  name: We\n  url: x\n", names, ENGLISH)
    assert yaml.safe_load(site) == {"title": bare, "organization": {"name": bare}}
    assert yaml_source.read("site.yml", site).problems == ()


@pytest.mark.parametrize(
    "name", ["", "  ", "{{ x }}", "a\nb", "a\x00b", "a\x1b[1mb", "a\u2028b", "\udcff", "\uffff", "x" * 201]
)
def test_a_name_that_is_none_is_refused_before_anything_is_written(name: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"can't be a name: (write 1 to 200 characters in one line|`\{\{)") as told:
        new(tmp_path / "x", starter("career"), Names(name))
    assert str(told.value).isprintable()
    assert list(tmp_path.iterdir()) == []


def test_a_name_of_500_characters_is_refused_with_its_length(tmp_path: Path) -> None:
    done = run("new", tmp_path / "x", "--organization", "x" * 500)
    assert done.returncode == 2
    assert "1 to 200 characters" in done.stderr
    assert "500" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_an_organization_of_the_longest_name_still_has_a_handbook(tmp_path: Path) -> None:
    assert run("new", tmp_path / "x", "--organization", "x" * 200).returncode == 0
    assert site_of(tmp_path / "x")["title"] == "Mentoring Handbook"


def test_comments_of_site_yml_stay(tmp_path: Path) -> None:
    new(tmp_path / "x", starter("career"), Names("Ours", "We"))
    lines = (tmp_path / "x/site.yml").read_text(encoding="utf-8").splitlines()
    before = (REPOSITORY / "site.yml").read_text(encoding="utf-8").splitlines()
    gone = [line for line in before if line.startswith("#") and line not in lines]
    assert gone == ["# Harbour and its addresses are made up, which is no mistake here."]
    assert len(lines) == len(before) - 2  # three lines say that, and the first one is for editors


@pytest.mark.parametrize("id", IDS)
def test_an_address_is_put_in_by_taking_one_sign_away(id: str, tmp_path: Path) -> None:
    new(tmp_path / "x", starter(id), Names("Ours", "We"))
    said = re.sub(r"(?m)^( *)#(?! )", r"\1", (tmp_path / "x/site.yml").read_text(encoding="utf-8"))
    site = yaml.safe_load(said)
    assert site["url"] == "https://your-name.github.io/handbook/"
    assert site["repository"] == "https://github.com/your-name/handbook"
    assert site["organization"] == {"name": "We", "url": "https://your-organization.example/"}


def test_a_logo_is_not_taken_over() -> None:
    site = "title: T\norganization:\n  name: N\n  logo: n.svg\ntheme:\n  name: default\n"
    site = handbook._named(site, Names("A", "B"), ENGLISH)
    assert yaml.safe_load(site) == {"title": "A", "organization": {"name": "B"}, "theme": {"name": "default"}}


@pytest.mark.parametrize("id", IDS)
def test_a_handbook_is_ready_for_github(id: str, tmp_path: Path) -> None:
    new(tmp_path / "x", starter(id), Names("Our handbook", "The Guild"))
    files = {path.relative_to(tmp_path / "x").as_posix() for path in (tmp_path / "x/.github").rglob("*.*")}
    assert {
        ".github/workflows/handbook.yml",
        ".github/workflows/weekly.yml",
        ".github/pull_request_template.md",
        ".github/ISSUE_TEMPLATE/something-is-wrong.yml",
        ".github/ISSUE_TEMPLATE/something-is-missing.yml",
    } <= files
    readme = (tmp_path / "x/README.md").read_text(encoding="utf-8")
    assert readme.startswith("# Our handbook\n\nThese files are the mentoring handbook of The Guild. ")
    paths = [path for path in (tmp_path / "x").rglob("*") if path.is_file() and path.suffix != ".whl"]
    texts = [path.read_text(encoding="utf-8") for path in paths]
    assert [text for text in texts if re.search(r"\{\{ (handbook|organization|requirement|why) ", text)] == []


@pytest.mark.parametrize("id", IDS)
def test_every_yaml_file_is_as_the_schema_says_that_its_first_line_names(id: str, tmp_path: Path) -> None:
    new(tmp_path / "x", starter(id), Names("Our handbook", "The Guild"))
    files = [tmp_path / "x/site.yml", *(tmp_path / "x/content").rglob("*.yml")]
    assert len(files) > 10
    for path in files:
        named = FOR_EDITORS.match(path.read_text(encoding="utf-8"))
        assert named, path
        schema = json.loads((path.parent / named[1]).read_text(encoding="utf-8"))
        value = json.loads(json.dumps(yaml.load(path.read_bytes(), yaml.CSafeLoader), default=str))
        assert [error.message for error in Draft202012Validator(schema).iter_errors(value)] == [], path


def test_the_settings_of_an_editor_give_each_file_the_schema_that_its_first_line_names(tmp_path: Path) -> None:
    new(tmp_path / "x", starter("career"))
    settings = json.loads((tmp_path / "x/.vscode/settings.json").read_text())["yaml.schemas"]
    given = {
        path: (tmp_path / "x" / schema).resolve()
        for schema, patterns in settings.items()
        for pattern in ([patterns] if isinstance(patterns, str) else patterns)
        for path in (tmp_path / "x").glob(pattern)
    }
    named = {path: FOR_EDITORS.match(path.read_text(encoding="utf-8")) for path in given}
    assert set(given) == {tmp_path / "x/site.yml", *(tmp_path / "x/content").rglob("*.yml")}
    assert {path: (path.parent / found[1]).resolve() for path, found in named.items() if found} == given


def test_the_schemas_of_a_handbook_are_renewed_as_its_readme_tells(tmp_path: Path) -> None:
    new(tmp_path / "x", starter("career"))
    told = re.findall(r"(?m)^    mentorsite schema (\w+) > (\S+)$", (tmp_path / "x/README.md").read_text())
    assert [Path(path).name for _, path in told] == [f"{kind}.json" for kind, _ in told]
    assert {path for _, path in told} == {
        path.relative_to(tmp_path / "x").as_posix() for path in (tmp_path / "x/.vscode/schemas").iterdir()
    }
    renewed = run("schema", "site")
    assert renewed.stderr == ""
    assert renewed.stdout == (tmp_path / "x/.vscode/schemas/site.json").read_text()


def test_without_names_the_readme_has_those_of_the_starter(tmp_path: Path) -> None:
    new(tmp_path / "x", starter("career"))
    assert (tmp_path / "x/README.md").read_text(encoding="utf-8").startswith("# Harbour Mentoring Handbook\n")


@pytest.mark.parametrize(
    "name",
    [
        "a *b* _c_ `d`",
        "[a](b) <b> &amp; ![c](d)",
        "back\\slash # |~~x~~| $y$",
        "{{ our organization }}",
        "<!-- x",
        "A 'B' -- C",
    ],
)
def test_the_readme_shows_a_name_as_it_was_typed(name: str, tmp_path: Path) -> None:
    new(tmp_path / "x", starter("career"), Names(name, "We"))
    heading, *_ = (tmp_path / "x/README.md").read_text(encoding="utf-8").splitlines()
    (inline,) = [token for token in MarkdownIt("gfm-like", {"linkify": False}).parse(heading) if token.children]
    assert "".join(part.content for part in inline.children or () if part.type.startswith("text")) == name
    assert {part.type for part in inline.children or ()} <= {"text", "text_special"}


def test_the_readme_names_only_files_that_are_there_and_its_pictures_say_what_they_show(tmp_path: Path) -> None:
    new(tmp_path / "x", starter("career"))
    text = (tmp_path / "x/README.md").read_text(encoding="utf-8")
    pictures = re.findall(r"!\[(.+?)\]\((.+?)\)", text)
    assert len(pictures) == 3
    for words, path in pictures:
        assert len(words) > 20
        root = ElementTree.fromstring((tmp_path / "x" / path).read_bytes())
        assert root.findtext("{http://www.w3.org/2000/svg}title")
        assert (tmp_path / "x" / path).stat().st_size < 3000
    headings = {slug(heading) for heading in re.findall(r"(?m)^## (.+)$", text)}
    assert set(re.findall(r"\]\(#(.+?)\)", text)) <= headings
    named = re.findall(r"`((?:content/|site|requirements)[a-z./]*)`", text)
    assert len(named) > 5
    assert [path for path in named if not (tmp_path / "x" / path).exists()] == []


def test_a_codespace_installs_what_the_workflow_does_and_opens_the_desk_for_its_owner_alone(tmp_path: Path) -> None:
    new(tmp_path / "x", starter("career"))
    said = json.loads((tmp_path / "x/.devcontainer/devcontainer.json").read_text(encoding="utf-8"))
    workflow = yaml.safe_load((tmp_path / "x/.github/workflows/handbook.yml").read_text(encoding="utf-8"))
    steps = workflow["jobs"]["build"]["steps"]
    (python,) = [step["with"]["python-version"] for step in steps if "setup-python" in step.get("uses", "")]
    (install,) = [step["run"] for step in steps if step.get("name") == "Install mentorsite"]
    assert re.fullmatch(rf"python:{re.escape(python)}-\w+", said["image"])
    assert said["updateContentCommand"].replace(" --root-user-action=ignore", "") == install
    assert said["postAttachCommand"] == "mentorsite edit --codespace --port 8000"
    assert said["forwardPorts"] == [8000]
    assert "visibility" not in said["portsAttributes"]["8000"]  # nothing said is private


def test_an_organization_alone_names_the_handbook_too(tmp_path: Path) -> None:
    assert run("new", tmp_path / "x", "--organization", "The Guild").returncode == 0
    assert site_of(tmp_path / "x")["title"] == "The Guild Mentoring Handbook"


def test_away_from_a_terminal_nothing_is_asked(tmp_path: Path) -> None:
    done = run("new", tmp_path / "x")
    assert done.returncode == 0
    assert "?" not in done.stdout
    assert site_of(tmp_path / "x")["title"] == "Harbour Mentoring Handbook"


def test_an_unknown_starter_is_told_with_the_nearest(tmp_path: Path) -> None:
    done = run("new", tmp_path / "x", "--starter", "opensource")
    assert done.returncode == 2
    assert "did you mean `open-source`?" in done.stderr
    assert ", ".join(IDS) in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / ".hidden").write_text("mine")
    for folder in (tmp_path, tmp_path / ".hidden"):
        done = run("new", folder)
        assert done.returncode == 2
        assert "Nothing was written" in done.stderr
    assert [path.name for path in tmp_path.iterdir()] == [".hidden"]
    assert (tmp_path / ".hidden").read_text() == "mine"


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    before = (tmp_path / "x").stat().st_ino
    assert run("new", tmp_path / "x").returncode == 0
    assert (tmp_path / "x/content/index.md").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["x"]
    assert (tmp_path / "x").stat().st_ino == before  # whoever stands in it still does


def test_the_current_folder_may_be_filled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    new(Path(), starter("career"))
    names = [
        ".devcontainer",
        ".gitattributes",
        ".github",
        ".gitignore",
        ".vscode",
        "README.md",
        "content",
        "requirements.txt",
        "site.yml",
    ]
    assert sorted(path.name for path in tmp_path.iterdir()) == names


def test_folders_on_the_way_are_made(tmp_path: Path) -> None:
    new(tmp_path / "a/b/c", starter("career"))
    assert (tmp_path / "a/b/c/site.yml").is_file()
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.parametrize(("there", "named"), [("", "x"), ("", "a/b/x"), ("x", "x")])
@pytest.mark.parametrize("step", ["mkdir", "copyfile", "write", "rename"])
def test_what_can_not_be_finished_leaves_nothing(
    there: str, named: str, step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    owners = {"mkdir": Path, "copyfile": shutil, "write": Path, "rename": Path}
    name = {"write": "write_bytes"}.get(step, step)
    real, calls = getattr(owners[step], name), 0

    def second_fails(*arguments: object, **more: object) -> object:
        nonlocal calls
        calls += 1
        if calls == (1 if step == "rename" and not there else 2):
            raise OSError(28, "No space left on device", "somewhere")
        return real(*arguments, **more)

    (tmp_path / there).mkdir(exist_ok=True)
    with monkeypatch.context() as patch:
        patch.setattr(owners[step], name, second_fails)
        with pytest.raises(FatalError, match=r"No space left on device\. Nothing was written"):
            new(tmp_path / named, starter("career"))
    assert [path.name for path in tmp_path.rglob("*")] == ([there] if there else [])


def test_a_place_where_no_folder_can_be_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    done = run("new", tmp_path / "file" / "x")
    assert done.returncode == 2
    assert "Not a directory. Nothing was written." in done.stderr


def test_read_only_starters_give_files_that_can_be_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shipped = shutil.copytree(REPOSITORY / "content", tmp_path / "shipped")
    for path in shipped.rglob("*.*"):
        path.chmod(0o444)
    monkeypatch.setattr(handbook, "shipped", lambda name: shipped if name == "content" else REPOSITORY / name)
    new(tmp_path / "x", starter("career"))
    assert (tmp_path / "x/content/index.md").stat().st_mode & 0o200


def test_the_next_commands_can_be_copied(tmp_path: Path) -> None:
    done = run("new", tmp_path / "our handbook")
    assert f"mentorsite check -C '{tmp_path / 'our handbook'}'" in done.stdout
    assert f"mentorsite build -C '{tmp_path / 'our handbook'}'" in done.stdout
    assert f"{tmp_path / 'our handbook' / 'README.md'} shows how to put it on the web" in done.stdout


def test_a_terminal_is_asked_three_questions(tmp_path: Path) -> None:
    number = str(IDS.index("research") + 1).encode()
    answers = [(MENU, number + b"\n"), (WHO, b"The Guild\n"), (WHAT, b"Guild handbook\n")]
    status, shown = on_a_terminal(tmp_path / "x", answers=answers)
    assert status == 0
    assert all(each.title in shown for each in starters())
    assert "[The Guild Mentoring Handbook]" in shown
    assert "mentorsite check -C" in shown
    site = site_of(tmp_path / "x")
    assert (site["title"], site["organization"]) == ("Guild handbook", {"name": "The Guild"})
    assert (tmp_path / "x/content/agreements/mentoring-compact.yml").is_file()


def test_enter_takes_what_is_offered(tmp_path: Path) -> None:
    status, _ = on_a_terminal(tmp_path / "x", answers=[(MENU, b"\n"), (SPOKEN, b"\n"), (WHO, b"\n"), (WHAT, b"\n")])
    assert status == 0
    assert site_of(tmp_path / "x")["title"] == "Harbour Mentoring Handbook"


def test_what_was_said_is_not_asked(tmp_path: Path) -> None:
    said = ("--starter", "career", "--language", "en", "--organization", "Guild")
    status, shown = on_a_terminal(tmp_path / "x", *said, answers=[(WHAT, b"\n")])
    assert status == 0
    assert WHO not in shown
    assert MENU not in shown
    assert site_of(tmp_path / "x")["title"] == "Guild Mentoring Handbook"


def test_a_terminal_is_asked_nothing_when_all_is_said(tmp_path: Path) -> None:
    said = ("--starter", "career", "--language", "es", "--organization", "Guild", "--name", "Ours")
    status, shown = on_a_terminal(tmp_path / "x", *said, answers=[])
    assert (status, "[" in shown) == (0, False)


def test_an_answer_that_can_not_be_is_asked_again(tmp_path: Path) -> None:
    answers = [
        (MENU, b"9\n"),
        (MENU, b"1\n"),
        (SPOKEN, b"fr\n"),
        (SPOKEN, b"es\n"),
        (WHO, b"  \n"),
        (WHO, b"Guild\n"),
        (WHAT, b"x" * 201 + b"\n"),
        (WHAT, b"\n"),
    ]
    status, shown = on_a_terminal(tmp_path / "x", answers=answers)
    assert status == 0
    assert "Write a number from 1 to" in shown
    assert "isn't there in 'fr', but in en (English), es (Español)" in shown
    assert "can't be a name" in shown
    assert site_of(tmp_path / "x")["title"] == "Manual de mentoría de Guild"


def test_a_folder_that_is_taken_is_told_before_any_question(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    status, shown = on_a_terminal(tmp_path, answers=[])
    assert status == 2
    assert MENU not in shown


@pytest.mark.parametrize(
    "answers",
    [[(MENU, b"\x03")], [(MENU, b"1\n"), (SPOKEN, b"\n"), (WHO, b"\x03")], [(MENU, b"\x04")]],
    ids=["Ctrl-C", "later", "Ctrl-D"],
)
def test_stopping_at_a_question_leaves_nothing(answers: list[tuple[str, bytes]], tmp_path: Path) -> None:
    status, shown = on_a_terminal(tmp_path / "x", answers=answers)
    assert status == 130
    assert "Stopped. Nothing was written." in shown
    assert "Traceback" not in shown
    assert list(tmp_path.iterdir()) == []
