"""What new files begin with: examples that are right at once, in the handbook's language and with its roles."""

from datetime import date

import pytest
import yaml

from mentorsite.model.site import Site
from mentorsite.serve.edit.files import RefusedError
from mentorsite.serve.edit.new_files import OFFERED_BY_ID, path_of, text_of
from tests.conftest import prepared

DAY = date(2027, 1, 1)
SITE = "title: A\nlanguage: {}\n"
HOME = "---\ntitle: Home\n---\nWelcome.\n"
PROGRAM = (
    "name: P\ndescription: A program.\npurpose: To test.\nroles:\n  guide: {kind: mentor}\n  'on': {kind: mentee}\n"
)
MINE = "content/programs/mine.yml"


def site_of(language: str, **files: str) -> Site:
    return prepared({"site.yml": SITE.format(language), "content/index.md": HOME, **files}).site


def finished(id: str, title: str, site: Site) -> tuple[str, str]:
    """The path of a new file, and what it says once it is no draft."""
    text = text_of(id, title, site, DAY)
    assert "\ndraft: true\n" in text
    return path_of(id, title, "", ()), text.replace("\ndraft: true\n", "\n", 1)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("program", [{}, {MINE: PROGRAM}], ids=["alone", "beside a program with roles of its own"])
def test_every_example_is_right_at_once(language: str, program: dict[str, str]) -> None:
    files = {**program}
    if not program:
        files |= [finished("program", 'Our "new" program: 1', site_of(language))]
    site = site_of(language, **files)
    files |= [finished(id, f"A {id}", site) for id in OFFERED_BY_ID if id != "program"]
    made = prepared({"site.yml": SITE.format(language), "content/index.md": HOME, **files})
    advised = {each.code for each in made.problems if each.path != MINE}
    assert advised <= {"no-conduct"}, made.problems
    assert len(files) == len(OFFERED_BY_ID)


@pytest.mark.parametrize("id", OFFERED_BY_ID)
def test_each_example_is_there_in_spanish_in_the_same_layout(id: str) -> None:
    english, spanish = (text_of(id, "T", site_of(each, **{MINE: PROGRAM}), DAY) for each in ("en", "es"))
    assert english != spanish or id == "empty"
    lines = [[line[: len(line) - len(line.lstrip())] for line in each.split("\n")] for each in (english, spanish)]
    if OFFERED_BY_ID[id].kind != "page":
        assert lines[0] == lines[1]
    mexican = text_of(id, "T", site_of("es-MX", **{MINE: PROGRAM}), DAY)
    assert (mexican, text_of(id, "T", site_of("de", **{MINE: PROGRAM}), DAY)) == (spanish, english)


def test_forms_are_for_the_roles_of_the_program() -> None:
    site = site_of("en", **{MINE: PROGRAM})
    made = yaml.safe_load(text_of("agreement", "A", site, DAY))
    assert (made["for"], made["signatures"]) == (["guide", "on"], ["guide", "on"])


def test_without_a_program_forms_are_for_nobody_yet_and_a_message_waits() -> None:
    for site in (site_of("en"), None):
        assert "for" not in yaml.safe_load(text_of("checklist", "A", site, DAY))
        with pytest.raises(RefusedError, match="make the program first"):
            text_of("message", "A", site, DAY)


def test_a_new_program_begins_on_a_monday_to_come() -> None:
    cohort = yaml.safe_load(text_of("program", "A", None, DAY))["cohorts"]["first"]
    assert (cohort["start"], cohort["end"]) == (date(2027, 3, 8), date(2027, 9, 3))


@pytest.mark.parametrize(
    ("id", "folder", "path"),
    [
        ("guideline", "", "content/guidelines/wie-gehts.md"),
        ("guideline", "notes/more", "content/notes/more/wie-gehts.md"),
        ("empty", "", "content/wie-gehts.md"),
        ("log", "notes", "content/worksheets/wie-gehts.yml"),
        ("program", "", "content/programs/wie-gehts.yml"),
    ],
)
def test_a_file_is_put_where_its_kind_stands(id: str, folder: str, path: str) -> None:
    assert path_of(id, "Wie geht's?", folder, ("guidelines", "notes")) == path
