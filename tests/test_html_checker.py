"""Every page of the handbook, and of the kitchen sink in each theme, is valid HTML by the checker of the W3C."""

import os
import subprocess
from pathlib import Path

import pytest

ROLES_OF_TABLES = ".*role.* attribute must not be used on a .*(tr|th|td|thead|tbody).* element.*"
"""A table that is shown as blocks on a phone is one only by its roles in some browsers."""
VNU = os.environ.get("VNU_JAR", "")


@pytest.mark.skipif(not VNU, reason="needs Java and npm: with them, scripts/test sets VNU_JAR")
def test_every_page_is_valid_html(handbook: Path, kitchen_sink: Path) -> None:
    command = ["java", "-jar", VNU, "--errors-only", "--skip-non-html", "--also-check-svg", "--format", "gnu"]
    command += ["--filterpattern", ROLES_OF_TABLES]
    done = subprocess.run([*command, str(handbook), str(kitchen_sink)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
