"""What changed stands in a file of its own until a release puts it into the changelog."""

import importlib.util
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

FRAGMENTS = sorted(path for path in (REPOSITORY / "changelog.d").glob("*.md") if path.name != "README.md")
SPEC = importlib.util.spec_from_file_location("changelog", REPOSITORY / "scripts/changelog.py")
assert SPEC
assert SPEC.loader
changelog = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(changelog)
BEFORE = (
    "# Changelog\n\n## Unreleased\n\n### Writing\n\n- One.\n\n### Safety\n\n- Two.\n"
    "\n## 0.1.0\n\n### Writing\n\n- Old.\n"
)


@pytest.mark.parametrize("path", FRAGMENTS, ids=lambda path: path.name)
def test_a_file_of_what_changed_has_a_section_and_a_list(path: Path) -> None:
    heading, entry = changelog.fragment(path.read_text(encoding="utf-8"))
    assert heading
    assert entry


def test_an_entry_goes_to_the_end_of_its_section_of_what_is_not_released() -> None:
    made = changelog.with_entry(BEFORE, "### Writing", "- Three.")
    assert made == BEFORE.replace("- One.\n", "- One.\n- Three.\n")


def test_an_entry_may_begin_a_new_section() -> None:
    made = changelog.with_entry(BEFORE, "### Importing", "- Three.")
    assert made == BEFORE.replace("- Two.\n", "- Two.\n\n### Importing\n\n- Three.\n")


def test_a_release_leaves_an_empty_section_for_what_comes_next() -> None:
    made = changelog.released(BEFORE, "0.2.0", "2027-01-01")
    assert made.startswith("# Changelog\n\n## Unreleased\n\n## 0.2.0 (2027-01-01)\n\n### Writing\n\n- One.")


@pytest.mark.parametrize("text", ["- One.", "### Writing", "### Writing\n\nOne."])
def test_a_file_without_section_or_list_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="on the first line"):
        changelog.fragment(text)
