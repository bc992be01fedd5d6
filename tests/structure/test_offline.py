"""What is kept of a handbook for reading without a network, in which order and for whom."""

from mentorsite.model.output import ThemeOutput
from mentorsite.structure.offline import keeps_offline, offline_address, offline_files
from tests.conftest import PROGRAM, SITE, prepared

FORM = "title: {}\nsections: {{all: {{fields: {{why: {{type: text, label: Why}}}}}}}}\n"
FILES = {
    "site.yml": f"{SITE}languages: {{en: English, es: Español}}\nsearch: false\n",
    "content/index.md": "# Home\n",
    "content/es/index.md": "# Inicio\n",
    "content/for-mentors.md": "---\ntitle: Listen\nfor: [mentor]\n---\n",
    "content/for-all.md": "# Anyone\n",
    "content/programs/test.yml": PROGRAM,
    "content/agreements/promise.yml": FORM.format("Promise"),
}


def kept(language: str, role: str = "") -> list[str]:
    build = prepared(FILES)
    files = offline_files(build.site, build.outputs)
    for_reader = [each for each in files if each.language == language and (not each.roles or role in each.roles)]
    return [offline_address(each.path) for each in for_reader]


def test_first_come_home_and_programs_then_what_is_for_a_role_then_forms_and_lists() -> None:
    everyone = ["", "programs/test/", "programs/test/_dates/all.js", "agreements/promise/"]
    assert [each for each in kept("en") if each in everyone] == everyone
    mentors = ["programs/test/_dates/all.js", "programs/test/mentor/", "for-mentors/", "agreements/promise/"]
    assert [each for each in kept("en", "mentor") if each in mentors] == mentors
    assert not {"for-mentors/", "programs/test/mentee/", "for-all/"} & {*kept("en"), *kept("en", "stranger")}


def test_a_language_has_its_own_pages_and_the_dates_of_programs_that_are_not_translated() -> None:
    pages = kept("es")
    assert pages[:3] == ["es/", "es/programs/test/", "programs/test/_dates/all.js"]
    assert all(each.startswith("es/") or "_dates" in each for each in pages)


def test_another_script_that_publish_names_is_left_in_its_place() -> None:
    files = {**FILES, "site.yml": f"{FILES['site.yml']}publish: [sw.js]\n", "content/sw.js": "self.own = true;"}
    build = prepared(files)
    assert not build.fatal
    assert not keeps_offline(build.site)
    (script,) = [each for each in build.outputs if each.path == "sw.js"]
    assert not isinstance(script, ThemeOutput)
    assert type(script).__name__ == "CopyOutput"
