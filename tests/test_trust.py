"""The page about trust says what is so: its tests exist, its limits are the code's."""

import importlib
import re
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "content" / "guides" / "trust.md").read_text(encoding="utf-8")
LIMITS = re.findall(r"^\| [^|]+ \| ([\d,]+)[^|]* \| `([\w.]+)\.(\w+)` \|$", PAGE, re.M)


@pytest.mark.parametrize("page", [Path("SECURITY.md"), Path("tests/hostile/README.md")], ids=str)
def test_every_link_leads_to_a_file(page: Path) -> None:
    text = (REPOSITORY / page).read_text(encoding="utf-8")
    links = re.findall(r"\]\(([^)]+)\)", text)
    assert links or page.parts[0] == "tests"
    assert [link for link in links if not (REPOSITORY / page.parent / link).exists()] == []


def test_every_promise_names_a_test_that_tests() -> None:
    rows = [row for row in PAGE.split("## What is not")[0].splitlines() if "`tests/" in row]
    assert len(rows) >= 10
    for name in set(re.findall(r"`(tests/[\w/]+\.py)`", PAGE)):
        assert re.search(r"^def test_", (REPOSITORY / name).read_text(encoding="utf-8"), re.M), name


@pytest.mark.parametrize(("number", "module", "name"), LIMITS, ids=[each[2] for each in LIMITS])
def test_a_limit_is_that_of_the_code(number: str, module: str, name: str) -> None:
    assert getattr(importlib.import_module(f"mentorsite.{module}"), name) == int(number.replace(",", ""))


def test_all_limits_are_looked_at() -> None:
    table = PAGE.split("## How far it reads")[1].split("## A hole")[0]
    assert len(LIMITS) == len(re.findall(r"^\| .*`", table, re.M)) - 4, "all but those of scripts"
    scripts = REPOSITORY / "themes" / "default" / "assets"
    handover, signatures = ((scripts / name).read_text(encoding="utf-8") for name in ("handover.js", "signatures.js"))
    assert "BIGGEST_FILE = 1000000;" in handover
    assert "MOST_ANSWERS = 5000;" in handover
    assert "MOST_SIGNERS = 50;" in signatures
    assert "LONGEST_DRAWN = 8000;" in signatures


def test_the_security_page_leads_to_the_promises() -> None:
    assert "docs/content/guides/trust.md" in (REPOSITORY / "SECURITY.md").read_text(encoding="utf-8")
