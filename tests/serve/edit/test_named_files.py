"""What names a file, told before it is deleted."""

import pytest

from mentorsite.serve.edit.data_changes import ChangeError
from mentorsite.serve.edit.named_files import left_without
from tests.conftest import SITE, prepared, tree_of

FILES = {
    "site.yml": SITE + "languages: {en: English, es: Español}\n",
    "content/guide.es.md": "# Guía\n\n[Inicio](index.md)\n",
    "content/guide.md": "# Guide\n\n[Mine](guide.md)\n",
    "content/index.es.md": "# Inicio\n\n[Guía](guide.md)\n[otra](guide.es.md)\n",
    "content/index.md": "# Home\n\n[Guide](guide.md)\n[all](more/index.md) {{ forms.sheet.title }}\n"
    "[role](programs/p/mentor/)\n",
    "content/more/guide.md": "# Another guide\n",
    "content/more/index.md": "# More\n",
    "content/more/sheet.md": "# About sheets\n",
    "content/programs/p.yml": "name: P\npurpose: Q\nroles: [mentor, mentee]\n"
    "guidelines:\n  - guide\n  - sheet\nworksheets: [sheet]\n",
    "content/worksheets/sheet.yml": "title: Sheet\n",
}
PROGRAM = "content/programs/p.yml"


@pytest.mark.parametrize(
    ("path", "places"),
    [
        ("guide.md", ["content/index.md:3", f"{PROGRAM}:5"]),
        ("guide.es.md", ["content/index.es.md:4"]),
        ("more/guide.md", []),
        ("more/index.md", ["content/index.md:4"]),
        ("more/sheet.md", [f"{PROGRAM}:6"]),
        ("worksheets/sheet.yml", ["content/index.md:4", f"{PROGRAM}:7"]),
        ("programs/p.yml", ["content/index.md:5"]),
    ],
)
def test_what_leads_nowhere_once_a_file_is_deleted_is_told(path: str, places: list[str]) -> None:
    assert [f"{each.path}:{each.line}" for each in left_without(tree_of(FILES), f"content/{path}")] == places


def test_only_a_file_of_the_handbook_is_looked_for() -> None:
    for path in ("content/nothing.md", "site.yml", "../x.md"):
        with pytest.raises(ChangeError, match="there is no file"):
            left_without(tree_of(FILES), path)


def test_the_handbook_of_these_tests_has_no_faults() -> None:
    assert [each.code for each in prepared(FILES).problems if each.code != "untranslated"] == []
