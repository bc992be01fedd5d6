"""A wheel of mentorsite works in an empty environment."""

import os
import subprocess
import sys
import venv
from pathlib import Path

from tests.conftest import REPOSITORY

CONSTRAINTS = REPOSITORY / "constraints.txt"


def test_a_wheel_in_an_empty_environment_makes_and_builds_a_handbook(tmp_path: Path) -> None:
    wheel = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation"]
    subprocess.run([*wheel, "--wheel-dir", tmp_path, REPOSITORY], check=True, timeout=120)
    (built,) = tmp_path.glob("mentorsite-*.whl")
    venv.create(tmp_path / "empty", with_pip=True)
    home = tmp_path / "empty" / ("Scripts" if os.name == "nt" else "bin")
    install: list[str | Path] = [home / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*install, "-c", CONSTRAINTS, built], check=True, timeout=300)
    for command in (
        ["new", "x"],
        ["new", "y", "--starter", "research"],
        ["check", "-C", "y"],
        ["check", "-C", "x", "--strict"],
        ["build", "-C", "x"],
    ):
        done = subprocess.run(
            [home / "mentorsite", *command], cwd=tmp_path, capture_output=True, text=True, timeout=120, check=False
        )
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "x" / "public" / "programs" / "career-growth" / "index.html").is_file()
    assert (tmp_path / "x" / "public" / "_theme" / "style.css").is_file()
