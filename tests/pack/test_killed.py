"""A pack that is killed at any moment is finished by the next run; tests/kills.py does it with all processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

pytestmark = pytest.mark.needs_posix
KILLS = """
import signal, sys
from pathlib import Path
from random import Random
from tests.kills import SEED, ended, tree, with_codes, words, write_handbook

folder = Path(sys.argv[1])
write_handbook(folder / "handbook")
whole = with_codes(folder / "whole")
assert ended(words(folder / "handbook", whole, "--jobs", "1"), whole) == 0
for moment in sorted(Random(SEED).sample(range(1, 75), 4)):
    target = with_codes(folder / str(moment))
    command = words(folder / "handbook", target, "--jobs", "1")
    assert ended(command, target, moment) == -signal.SIGKILL, moment
    assert ended(command, target) == 0, moment
    assert tree(target) == tree(whole), moment
"""


def test_a_pack_that_was_killed_at_a_moment_drawn_by_chance_is_finished_by_the_next_run(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLS, str(tmp_path)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
