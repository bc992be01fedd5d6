"""What the desk shows beside a form."""

import pytest

from mentorsite.serve.edit.view import shown_at
from tests.conftest import PROGRAM, prepared, rendered

MESSAGE = "title: Hello\nto: mentor\nsubject: Hello\ntext: Welcome.\n"
FILES = {
    "site.yml": "title: Handbook\nurl: https://example.org/team/\nlanguages: {en: English, es: Español}\n",
    "content/index.md": "# Home\n",
    "content/words/gifts.md": "# Gifts\n",
    "content/programs/one.yml": PROGRAM,
    "content/programs/two.yml": PROGRAM.replace("Test program", "A second one"),
    "content/messages/hello.yml": MESSAGE,
    "content/messages/hello.es.yml": "title: Hola\nsubject: Hola\ntext: Bienvenida.\n",
    "content/messages/second.yml": f"{MESSAGE}program: two\n",
    "content/certificates/thanks.yml": "title: Thanks\nfor: mentor\ntext: Thank you.\n",
}


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("content/words/gifts.md", "words/gifts/"),
        ("content/certificates/thanks.yml", "certificates/thanks/"),
        ("content/messages/hello.yml", "messages/#test-program-hello"),
        ("content/messages/hello.es.yml", "es/messages/#test-program-hello"),
        ("content/messages/second.yml", "messages/#a-second-one-second"),
        ("site.yml", ""),
    ],
)
def test_the_page_beside_a_form_is_the_one_that_shows_it(path: str, address: str) -> None:
    build = prepared(FILES)
    shown = shown_at(build.site, path)
    assert shown == f"{build.site.settings.base}{address}"
    page, _, id = shown.removeprefix(build.site.settings.base).partition("#")
    if id:
        assert f'id="{id}"' in rendered(FILES)[f"{page}index.html"]


def test_beside_a_form_is_no_page_where_none_can_be_shown() -> None:
    assert shown_at(None, "content/messages/hello.yml") == ""
