"""Sdist and wheel work in an empty environment without network, and in the workflow of a new handbook."""

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from mentorsite import __version__
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.needs_posix

CONSTRAINTS = REPOSITORY / "constraints.txt"


def run(command: list[str | Path], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def committed_clone(handbook: Path) -> Path:
    """A clone of a handbook as GitHub has it after the first push, on a branch that isn't called main."""
    who: list[str | Path] = ["-c", "user.name=Robin", "-c", "user.email=robin@example.org"]
    run(["git", "init", "--quiet", "--initial-branch", "trunk", handbook], handbook)
    run(["git", "add", "--all"], handbook)
    run(["git", *who, "commit", "--quiet", "--message", "First"], handbook)
    run(["git", "clone", "--quiet", handbook, handbook.parent / "clone"], handbook)
    return handbook.parent / "clone"


def as_github_does(clone: Path, programs: Path, **offline: str) -> Path:
    """Runs what the steps of the workflow run, one by one; `sudo` and `gh` are stand-ins. Gives what they were told.

    `programs` are those of an environment with nothing in it but pip.
    """
    said = clone.parent / "said.txt"
    stand_ins = clone.parent / "stand-ins"
    stand_ins.mkdir()
    for name in ("sudo", "gh"):
        (stand_ins / name).write_text(f'#!/bin/sh\necho "{name} $@" >>"{said}"\n')
        (stand_ins / name).chmod(0o755)
    path = os.pathsep.join([str(stand_ins), str(programs), os.environ["PATH"]])
    workflow = yaml.safe_load((clone / ".github/workflows/handbook.yml").read_text())
    of_changes = "event_name == 'pull_request'"
    jobs = [job for job in workflow["jobs"].values() if of_changes not in job["if"]]
    steps = [step for job in jobs for step in job["steps"] if "run" in step and of_changes not in step.get("if", "")]
    assert len(steps) == 4
    environment = {
        "PATH": path,
        "GITHUB_OUTPUT": str(clone.parent / "output.txt"),
        "GITHUB_REPOSITORY": "Guild/handbook",
        "RUNNER_TEMP": str(clone.parent / "temp"),
        "MENTORSITE_CACHE": str(clone.parent / "cache"),
        "PYTHONPATH": "",
        **offline,
    }
    for step in steps:
        run(["bash", "-e", "-c", step["run"]], clone, **environment)
    return said


def files(folder: Path) -> dict[str, bytes]:
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def contents(wheel: Path) -> dict[str, bytes]:
    """The files of a wheel, but for what names the program that packed it."""
    with zipfile.ZipFile(wheel) as archive:
        return {name: archive.read(name) for name in archive.namelist() if not name.endswith(("/WHEEL", "/RECORD"))}


def without_network() -> list[str | Path]:
    """What to put before a command so that it has no network at all, where this machine allows that."""
    cut_off: list[str | Path] = ["unshare", "--net", "--map-root-user"]
    allowed = (
        shutil.which("unshare") and not subprocess.run([*cut_off, "true"], capture_output=True, check=False).returncode
    )
    return cut_off if allowed else []


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The sdist and the wheel."""
    folder = tmp_path_factory.mktemp("built")
    run([sys.executable, "-m", "hatchling", "build", "--directory", folder], REPOSITORY)
    (sdist,), (wheel,) = folder.glob("*.tar.gz"), folder.glob("*.whl")
    return sdist, wheel


def test_sdist_and_wheel_have_the_one_version(built: tuple[Path, Path]) -> None:
    assert [each.name for each in built] == [
        f"mentorsite-{__version__}.tar.gz",
        f"mentorsite-{__version__}-py3-none-any.whl",
    ]


@pytest.mark.pinned
def test_sdist_and_wheel_in_an_empty_environment_without_network_make_handbooks_that_their_workflow_builds(
    built: tuple[Path, Path], tmp_path: Path
) -> None:
    sdist, wheel = built
    needed, home, runner = tmp_path / "needed", tmp_path / "pipx", tmp_path / "runner"
    download: list[str | Path] = [sys.executable, "-m", "pip", "download", "--quiet", "-c", CONSTRAINTS]
    run([*download, "--dest", needed, wheel, "hatchling", "pip"], tmp_path)
    (needed / wheel.name).unlink()
    run([sys.executable, "-m", "venv", "--without-pip", runner], tmp_path)
    install: list[str | Path] = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        runner / "bin" / "python",
        "install",
        "--quiet",
    ]
    run([*install, "--no-index", "--find-links", needed, "pip"], tmp_path)  # in a fifth of the time that venv takes
    offline = {
        "PIP_NO_INDEX": "1",
        "PIP_FIND_LINKS": str(needed),
        "PIP_CONFIG_FILE": os.devnull,
        "PIP_NO_COMPILE": "1",
        "PIPX_HOME": str(home),
        "PIPX_BIN_DIR": str(home / "bin"),
        "PIPX_SHARED_LIBS": str(runner),  # it takes nothing but the pip there
        "PIPX_DEFAULT_PYTHON": sys.executable,
    }
    alone = without_network()
    pipx: list[str | Path] = [*alone, sys.executable, "-m", "pipx"]
    run([*pipx, "install", sdist], tmp_path, **offline)
    mentorsite = [*alone, home / "bin" / "mentorsite"]
    empty = {"PYTHONPATH": "", "SOURCE_DATE_EPOCH": "1798761600"}
    assert run([*mentorsite, "--version"], tmp_path, **empty).stdout == f"mentorsite {__version__}\n"
    run([*mentorsite, "new", "of-the-sdist"], tmp_path, **empty)
    run([*pipx, "runpip", "mentorsite", "install", "--no-deps", "--force-reinstall", wheel], tmp_path, **offline)
    for command in (
        ["new", "x"],
        ["new", "y", "--starter", "research"],
        ["check", "-C", "y"],
        ["check", "-C", "x"],
    ):
        run([*mentorsite, *command], tmp_path, **empty)
    assert files(tmp_path / "of-the-sdist") == files(tmp_path / "x")
    clone = committed_clone(tmp_path / "x")
    (needed / sdist.name).unlink(missing_ok=True)  # nothing but the file in the handbook can be what is installed
    said = as_github_does(clone, runner / "bin", **offline).read_text()
    website = tmp_path / "temp" / "website"
    assert (website / "programs" / "career-growth" / "index.html").is_file()
    assert (website / "_theme" / "style.css").is_file()
    assert (website / "agreements" / "mentoring-agreement.pdf").is_file()
    assert "gh api repos/Guild/handbook/pages" in said
    assert run(["git", "status", "--porcelain"], clone).stdout == ""
    packed = clone / ".github" / wheel.name
    assert contents(packed) == contents(wheel)
    run([runner / "bin" / "mentorsite", "new", "of-the-runner"], tmp_path, **empty)
    assert (tmp_path / "of-the-runner/.github" / wheel.name).read_bytes() == packed.read_bytes()
