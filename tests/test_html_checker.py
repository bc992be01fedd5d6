"""Every page of the handbook, and of the kitchen sink in each theme, is valid HTML by the checker of the W3C."""

import os
import subprocess
from pathlib import Path

import pytest

VNU = os.environ.get("VNU_JAR", "")


@pytest.mark.skipif(not VNU, reason="needs Java and npm: with them, scripts/test sets VNU_JAR")
def test_every_page_is_valid_html(handbook: Path, kitchen_sink: Path) -> None:
    command = ["java", "-jar", VNU, "--errors-only", "--skip-non-html", "--also-check-svg", "--format", "gnu"]
    done = subprocess.run([*command, str(handbook), str(kitchen_sink)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
