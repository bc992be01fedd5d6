"""What is said where a form can't stand in two languages as it says."""

import pytest

from tests.conftest import SITE, prepared

FORM, SPANISH = "content/agreements/a.yml", "content/agreements/a.es.yml"
FILES = {
    "site.yml": f"{SITE}languages: {{en: English, es: Español}}\n",
    "content/index.md": "# Home\n",
    SPANISH: "title: A\n",
}
WRONG = [
    ("also_in: en", {}, 2, "this form is written in `en`", "name the languages that stand below it"),
    ("also_in: [es, fr]", {}, 2, "`fr` is no language of this handbook",
     "name it in site.yml, as `languages: {en: …, fr: …}`"),
    ("also_in: es\ncounts: fr", {}, 3, "`fr` can't count: this form doesn't stand in it", "write `en` or `es`"),
    ("also_in: es", {SPANISH: "draft: true\ntitle: A\n"}, 2,
     f"{SPANISH} is a draft, so this form doesn't stand in `es` yet", "take `draft` out of it when it is ready"),
]  # fmt: skip


@pytest.mark.parametrize(("said", "files", "line", "message", "hint"), WRONG)
def test_what_is_wrong_is_said_at_its_line(
    said: str, files: dict[str, str], line: int, message: str, hint: str
) -> None:
    (found,) = prepared({**FILES, FORM: f"title: A\n{said}\n", **files}).problems
    assert (found.path, found.line, found.code) == (FORM, line, "two-languages")
    assert (found.message, found.hint) == (message, hint)


def test_a_missing_translation_is_named_with_the_command_that_makes_it() -> None:
    files = {name: text for name, text in FILES.items() if name != SPANISH}
    (found,) = prepared({**files, FORM: "title: A\nalso_in: es\n"}).problems
    assert found.message == "this form has no translation into `es`"
    assert found.hint == f"write {SPANISH}: `mentorsite translate es` makes it"


def test_a_translation_with_a_fault_has_that_problem_alone() -> None:
    found = prepared({**FILES, FORM: "title: A\nalso_in: es\n", SPANISH: "title: [\n"}).problems
    assert {each.path for each in found} == {SPANISH}


def test_a_translation_may_say_the_same_and_nothing_else() -> None:
    form = {FORM: "title: A\nalso_in: es\n"}
    assert not prepared({**FILES, **form, SPANISH: "title: A\nalso_in: [es]\n"}).problems
    (found,) = prepared({**FILES, **form, SPANISH: "title: A\ncounts: es\n"}).problems
    assert (found.path, found.code) == (SPANISH, "translation")
