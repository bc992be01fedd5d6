"""A wheel of mentorsite works in an empty environment, and in the workflow of a new handbook."""

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import yaml

from tests.conftest import REPOSITORY

CONSTRAINTS = REPOSITORY / "constraints.txt"


def run(command: list[str | Path], folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **environment}, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done


def committed_clone(handbook: Path, wheel: Path) -> Path:
    """A clone of a handbook that installs mentorsite from a wheel beside it, as its requirements.txt tells."""
    shutil.copy(wheel, handbook)
    requirements = handbook / "requirements.txt"
    named = [line.removeprefix("#").strip() for line in requirements.read_text().splitlines() if wheel.name in line]
    requirements.write_text(f"{named[0]}\n")
    who: list[str | Path] = ["-c", "user.name=Robin", "-c", "user.email=robin@example.org"]
    run(["git", "init", "--quiet", handbook], handbook)
    run(["git", "add", "--all"], handbook)
    run(["git", *who, "commit", "--quiet", "--message", "First"], handbook)
    run(["git", "clone", "--quiet", handbook, handbook.parent / "clone"], handbook)
    return handbook.parent / "clone"


def as_github_does(clone: Path, programs: Path) -> Path:
    """Runs what the steps of the workflow run, one by one; `sudo` and `gh` are stand-ins. Gives what they were told."""
    said = clone.parent / "said.txt"
    stand_ins = clone.parent / "stand-ins"
    stand_ins.mkdir()
    for name in ("sudo", "gh"):
        (stand_ins / name).write_text(f'#!/bin/sh\necho "{name} $@" >>"{said}"\n')
        (stand_ins / name).chmod(0o755)
    path = os.pathsep.join([str(stand_ins), str(programs), os.environ["PATH"]])
    workflow = yaml.safe_load((clone / ".github/workflows/handbook.yml").read_text())
    steps = [step for job in workflow["jobs"].values() for step in job["steps"] if "run" in step]
    assert len(steps) == 5
    environment = {
        "PATH": path,
        "GITHUB_OUTPUT": str(clone.parent / "output.txt"),
        "GITHUB_REPOSITORY": "Guild/handbook",
        "MENTORSITE_CACHE": str(clone.parent / "cache"),
    }
    for step in steps:
        run(["bash", "-e", "-c", step["run"]], clone, **environment)
    return said


def test_a_wheel_in_an_empty_environment_makes_handbooks_and_their_workflow_builds_one(tmp_path: Path) -> None:
    wheel: list[str | Path] = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    run([*wheel, "--wheel-dir", tmp_path, REPOSITORY], tmp_path)
    (built,) = tmp_path.glob("mentorsite-*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    home = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin")
    install: list[str | Path] = [home / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    run([*install, "-c", CONSTRAINTS, built], tmp_path)
    for command in (
        ["new", "x"],
        ["new", "y", "--starter", "research"],
        ["check", "-C", "y"],
        ["check", "-C", "x", "--strict"],
    ):
        run([home / "mentorsite", *command], tmp_path, SOURCE_DATE_EPOCH="1798761600")
    clone = committed_clone(tmp_path / "x", built)
    said = as_github_does(clone, home).read_text()
    assert (clone / "public" / "programs" / "career-growth" / "index.html").is_file()
    assert (clone / "public" / "_theme" / "style.css").is_file()
    assert (clone / "public" / "agreements" / "mentoring-agreement.pdf").is_file()
    assert "libpango-1.0-0" in said
    assert "gh api repos/Guild/handbook/pages" in said
    assert run(["git", "status", "--porcelain"], clone).stdout == ""
