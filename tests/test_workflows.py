"""What GitHub reads, here and in a new handbook, is what GitHub understands and what is safe to run."""

import os
import re
import subprocess
import sys
import sysconfig
from collections import defaultdict
from pathlib import Path
from types import SimpleNamespace

import pytest
import yaml

from tests.conftest import REPOSITORY, needed, pytest_ignore_collect

pytestmark = pytest.mark.needs_posix

TESTS = REPOSITORY / "tests"
SHARED = REPOSITORY / "starters/shared/.github"
WORKFLOWS = [*sorted((REPOSITORY / ".github/workflows").glob("*.yml")), *sorted((SHARED / "workflows").glob("*.yml"))]
DEPENDABOT = REPOSITORY / ".github/dependabot.yml"
FORMS = sorted((SHARED / "ISSUE_TEMPLATE").glob("something-*.yml"))
USES = {
    "needs_browser": r"\bBrowser\b|\bkitchen(_sink)?: |\bCHROMIUM\b|\b(Secure)?Visit\b",
    "needs_programs": r"\bsoffice\b|\bpdfto\w+|\bPDF_JS\b|\bVNU\b|\bprinted\(",
    "needs_posix": (
        r"\bimport pty\b|\bsymlink_to\b|\bchmod\b|\bmkfifo\b|\bgeteuid\b|\bsignal\.SIG|/proc\b|#!/bin|\"(ba)?sh\""
    ),
}
"""What a file of tests has in it that needs a mark: fixtures, programs and calls."""
PINNED = re.compile(r"uses: ([\w-]+/[\w-]+)@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)")


def named(path: Path) -> str:
    return path.relative_to(REPOSITORY).as_posix()


def schema_faults(schema: str, path: Path) -> str:
    """What is wrong by the schema that GitHub's own editors use; it comes with the checker."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def safety_faults(path: Path) -> str:
    """What zizmor finds, which asks no other machine."""
    command = [f"{sysconfig.get_path('scripts')}/zizmor", "--offline", "--no-config", "--persona=pedantic", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


@pytest.mark.parametrize("path", WORKFLOWS, ids=named)
def test_a_workflow_is_one_by_githubs_schema(path: Path) -> None:
    assert schema_faults("github-workflows", path) == ""


def test_what_dependabot_reads_is_its_settings_by_githubs_schema() -> None:
    assert schema_faults("dependabot", DEPENDABOT) == ""


@pytest.mark.parametrize("path", [*WORKFLOWS, DEPENDABOT], ids=named)
def test_a_workflow_has_no_known_weakness(path: Path) -> None:
    assert safety_faults(path) == ""


@pytest.mark.parametrize("path", FORMS, ids=named)
def test_a_form_for_issues_is_one_by_githubs_schema(path: Path) -> None:
    assert schema_faults("github-issue-forms", path) == ""


def test_the_settings_of_issues_are_known_to_github() -> None:
    assert len(WORKFLOWS) == 7
    assert len(FORMS) == 4
    assert schema_faults("github-issue-config", SHARED / "ISSUE_TEMPLATE/config.yml") == ""


def test_every_action_is_pinned_to_a_commit_the_same_everywhere() -> None:
    pins: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
    for path in WORKFLOWS:
        text = path.read_text(encoding="utf-8")
        found = PINNED.findall(text)
        assert len(found) == text.count("uses:")
        for action, commit, version in found:
            pins[action].add((commit, version))
    assert len(pins) == 8
    assert {action: len(found) for action, found in pins.items() if len(found) > 1} == {}


def test_a_faulty_workflow_is_found(tmp_path: Path) -> None:
    text = (SHARED / "workflows/handbook.yml").read_text(encoding="utf-8")
    faulty = tmp_path / ".github/workflows/faulty.yml"
    faulty.parent.mkdir(parents=True)
    faulty.write_text(text.replace("timeout-minutes: 20", "timeout-minuts: 20"), encoding="utf-8")
    assert "timeout-minuts" in schema_faults("github-workflows", faulty)
    faulty.write_text(text.replace("persist-credentials: false", "fetch-depth: 1"), encoding="utf-8")
    assert "artipacked" in safety_faults(faulty)
    faulty.write_text(re.sub(r"checkout@\w+ # v6.0.2", "checkout@v6", text), encoding="utf-8")
    assert "unpinned-uses" in safety_faults(faulty)


def test_faulty_settings_of_dependabot_are_found(tmp_path: Path) -> None:
    text = DEPENDABOT.read_text(encoding="utf-8")
    faulty = tmp_path / ".github/dependabot.yml"
    faulty.parent.mkdir(parents=True)
    faulty.write_text(text.replace("interval: monthly", "interval: mothly"), encoding="utf-8")
    assert "mothly" in schema_faults("dependabot", faulty)
    faulty.write_text(text.replace("    cooldown: {default-days: 7}\n", ""), encoding="utf-8")
    assert "dependabot-cooldown" in safety_faults(faulty)


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("pytestmark = pytest.mark.needs_browser\n", {"needs_browser"}),
        ("pytestmark = [pytest.mark.needs_posix, pytest.mark.pinned]\n", {"needs_posix"}),
        ("import os\n", set()),
    ],
)
def test_a_file_of_tests_says_what_it_needs_by_a_mark(text: str, marks: set[str]) -> None:
    assert needed(text) == marks


def test_a_file_that_uses_what_not_every_machine_has_says_so() -> None:
    wrong = {}
    for path in TESTS.rglob("test_*.py"):
        text = path.read_text(encoding="utf-8")
        used = {mark for mark, words in USES.items() if re.search(words, text)}
        if path != Path(__file__) and used != (said := needed(text)):
            wrong[named(path)] = {"uses": used, "says": said}
    assert wrong == {}


def test_only_tests_that_run_on_every_machine_are_run_there() -> None:
    assert "pytest --everywhere" in (REPOSITORY / ".github/workflows/systems.yml").read_text(encoding="utf-8")
    asked = SimpleNamespace(getoption=lambda name: name == "everywhere")
    left_out = {path.name for path in TESTS.rglob("*.py") if pytest_ignore_collect(path, asked)}  # type: ignore[arg-type]
    assert {"test_publish.py", "test_pdf.py", "test_new.py", Path(__file__).name} < left_out
    assert not {"test_other_systems.py", "test_urls.py", "test_commands.py", "conftest.py"} & left_out


@pytest.mark.parametrize(
    ("answer", "status", "state"),
    [
        ('{"build_type": "workflow"}', 0, "on"),
        ("gh: Not Found (HTTP 404)", 1, ""),
        ("gh: Server Error (HTTP 500)", 1, "on"),  # then the step that publishes says what is wrong
    ],
)
def test_a_handbook_is_published_once_pages_is_on(answer: str, status: int, state: str, tmp_path: Path) -> None:
    workflow = yaml.safe_load((SHARED / "workflows/handbook.yml").read_text(encoding="utf-8"))
    (step,) = [step for step in workflow["jobs"]["build"]["steps"] if step.get("id") == "pages"]
    (tmp_path / "gh").write_text(f"#!/bin/sh\necho '{answer}'\nexit {status}\n")
    (tmp_path / "gh").chmod(0o755)
    environment = {
        "PATH": f"{tmp_path}:{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(tmp_path / "output"),
        "GITHUB_REPOSITORY": "Guild/handbook",
    }
    (tmp_path / "output").touch()
    command = ["bash", "-e", "-c", step["run"]]
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert (tmp_path / "output").read_text() == (f"state={state}\n" if state else "")
    assert ("::notice title=Not on the web yet::" in done.stdout) == (not state)


FAKE = """#!/bin/sh
printf '%s\\n' "$*" >>"$CALLS"
case "$*" in {cases} esac
"""
"""A program that notes what it was asked, and answers."""


def run_step(folder: Path, workflow: str, name: str, fakes: dict[str, str], **more: str) -> str:
    """Runs a step of a new handbook's workflow with stand-ins for programs; gives what these were asked."""
    jobs = yaml.safe_load((SHARED / "workflows" / workflow).read_text(encoding="utf-8"))["jobs"].values()
    steps = [step for job in jobs for step in job["steps"]]
    (step,) = [step for step in steps if step.get("name") == name]
    for program, cases in fakes.items():
        (folder / program).write_text(FAKE.format(cases=cases))
        (folder / program).chmod(0o755)
    environment = {
        "PATH": f"{folder}:{os.environ['PATH']}",
        "CALLS": str(folder / "calls"),
        "GITHUB_OUTPUT": str(folder / "output"),
        "GITHUB_STEP_SUMMARY": str(folder / "summary"),
        "GITHUB_REPOSITORY": "Guild/handbook",
        "RUNNER_TEMP": str(folder),
        **more,
    }
    subprocess.run(["bash", "-e", "-c", step["run"]], check=True, env=environment, cwd=folder)
    return (folder / "calls").read_text()


@pytest.mark.parametrize(
    ("preview", "shown"), [("https://example.org/1", "(https://example.org/1)"), ("", "no website")]
)
def test_a_pull_request_says_in_words_what_changed_even_where_the_check_fails(
    preview: str, shown: str, tmp_path: Path
) -> None:
    cases = "changes*) echo '- Goals was reworded.';; check*) echo '- **Error** in x'; exit 1;;"
    asked = run_step(tmp_path, "handbook.yml", "Say in words what changed", {"mentorsite": cases}, PREVIEW=preview)
    assert asked == "changes --since HEAD^1 --markdown\ncheck --format markdown\n"
    summary = (tmp_path / "summary").read_text()
    assert summary.startswith(
        "### What changes\n\n- Goals was reworded.\n\n### What the check says\n\n- **Error** in x\n"
    )
    assert shown in summary
    first, *lines, last = (tmp_path / "output").read_text().splitlines()
    assert first == f"text<<{last}"
    assert "\n".join([*lines, ""]) == summary


POSTED = "api --silent --method {} --field body=@{}/comment.md\n"


@pytest.mark.parametrize(
    ("known", "method"),
    [
        ("", "POST repos/Guild/handbook/issues/7/comments"),
        ("42", "PATCH repos/Guild/handbook/issues/comments/42"),
        ("42; echo 43", "PATCH repos/Guild/handbook/issues/comments/42"),
    ],
)
def test_a_pull_request_has_one_comment_that_is_changed_in_place(known: str, method: str, tmp_path: Path) -> None:
    cases = f"*--paginate*) {'echo ' + known if known else ':'};;"
    name = "Write the comment, or change the one that is there"
    asked = run_step(tmp_path, "handbook.yml", name, {"gh": cases}, NUMBER="7", TEXT="- `Goals` $(was) reworded.")
    assert asked.splitlines()[-1] == POSTED.format(method, tmp_path).strip()
    assert (tmp_path / "comment.md").read_text().splitlines()[1:] == ["- `Goals` $(was) reworded."]


LOOK = "Look at the handbook, and at what it links to"
TELL = "Open the issue, change the one that is open, or close it"


def test_once_a_week_the_handbook_is_looked_at_even_where_it_has_errors(tmp_path: Path) -> None:
    asked = run_step(tmp_path, "weekly.yml", LOOK, {"mentorsite": "*) echo '- **Error** in x'; exit 1;;"})
    assert asked == "check --links --upcoming --format markdown\n"
    assert (tmp_path / "output").read_text().splitlines()[1] == "- **Error** in x"


def test_a_look_that_fails_is_not_taken_for_a_handbook_without_problems(tmp_path: Path) -> None:
    with pytest.raises(subprocess.CalledProcessError):
        run_step(tmp_path, "weekly.yml", LOOK, {"mentorsite": "*) exit 2;;"})


@pytest.mark.parametrize(
    ("found", "known", "last"),
    [
        ("- one", "", "POST repos/Guild/handbook/issues --field title=The handbook needs a look --field body=@"),
        ("- one", "7", "PATCH repos/Guild/handbook/issues/7 --field body=@"),
        ("No problems.", "7", "PATCH repos/Guild/handbook/issues/7 --field state=closed"),
        ("No problems.", "", "api --paginate repos/Guild/handbook/issues?state=open"),
    ],
)
def test_what_needs_a_look_is_one_issue(found: str, known: str, last: str, tmp_path: Path) -> None:
    cases = f"*has_issues*) echo true;; *--paginate*) {'echo ' + known if known else ':'};;"
    asked = run_step(tmp_path, "weekly.yml", TELL, {"gh": cases}, FOUND=found)
    assert last in asked.splitlines()[-1]
    assert (tmp_path / "issue.md").read_text().endswith(f"\n\n{found}\n")


def test_a_repository_without_issues_gets_none(tmp_path: Path) -> None:
    asked = run_step(tmp_path, "weekly.yml", TELL, {"gh": "*) echo false;;"}, FOUND="- one")
    assert asked == "api repos/Guild/handbook --jq .has_issues\n"


def test_no_job_that_may_write_runs_what_a_change_brings() -> None:
    for name in ("handbook.yml", "weekly.yml"):
        workflow = yaml.safe_load((SHARED / "workflows" / name).read_text(encoding="utf-8"))
        assert "pull_request_target" not in workflow[True]
        for job in workflow["jobs"].values():
            may_write = "write" in job["permissions"].values()
            brings = [step for step in job["steps"] if "checkout" in step.get("uses", "")]
            assert not (may_write and brings)


def test_the_workflow_builds_into_a_folder_of_its_own_and_hands_just_that_over() -> None:
    text = (SHARED / "workflows/handbook.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(text)["jobs"]["build"]["steps"]
    (build,) = [step["run"] for step in steps if "mentorsite build" in step.get("run", "")]
    assert build == 'mentorsite build -o "$RUNNER_TEMP/website"'
    handed = [step["with"]["path"] for step in steps if "upload" in step.get("uses", "")]
    assert handed == ["${{ runner.temp }}/website"] * 2


def test_the_workflow_names_no_branch() -> None:
    workflow = yaml.safe_load((SHARED / "workflows/handbook.yml").read_text(encoding="utf-8"))
    assert workflow[True]["push"] == {"branches": ["**"]}  # YAML reads `on` as true
    for job in (workflow["jobs"]["build"], workflow["jobs"]["deploy"]):
        assert "format('refs/heads/{0}', github.event.repository.default_branch)" in job["if"]


def test_the_handbook_is_made_once_a_week_by_a_workflow_that_github_may_turn_off_alone() -> None:
    """A schedule ends a whole workflow after 60 days without a change; changes must still be published then."""
    weekly = yaml.safe_load((SHARED / "workflows/weekly.yml").read_text(encoding="utf-8"))
    handbook = yaml.safe_load((SHARED / "workflows/handbook.yml").read_text(encoding="utf-8"))
    assert weekly[True] == {"schedule": [{"cron": "23 4 * * 1"}]}
    assert "schedule" not in handbook[True]
    assert "workflow_dispatch" in handbook[True]
    job = weekly["jobs"]["start"]
    (step,) = job["steps"]
    assert step["run"] == 'gh workflow run handbook.yml --repo "$GITHUB_REPOSITORY"'
    assert job["permissions"] == {"actions": "write"}
