"""`mentorsite translate`: what it makes, what it remembers, and catalogues there and back."""

import re
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from babel.messages.pofile import read_po, write_po

from mentorsite.build.project_files import read
from mentorsite.errors import UsageError
from mentorsite.loader import yaml_source
from mentorsite.loader.site_file import settings as read_settings
from mentorsite.loader.tree import Tree
from mentorsite.loader.version import VERSION_FILE
from mentorsite.model.settings import Settings
from mentorsite.scaffold.handbook import new, starters
from mentorsite.scaffold.translations.insert import with_missing, with_texts
from mentorsite.scaffold.translations.work import Wish, Work, worked, write
from tests.conftest import PROGRAM, SITE, prepared, rendered

FORM = (
    "# How it works\ntitle: Promise\nsections:\n  a:\n    title: Part\n"
    "    clauses: [One, {text: Two, acknowledge: initials}]\n"
)

pytestmark = pytest.mark.needs_posix
FILES = {
    "site.yml": f"{SITE}languages: {{en: English, es: Español}}\n",
    "content/index.md": "---\naliases: [old/]\n---\n# Home\n\nWords.\n\n## More\n\nAnd more.\n",
    "content/agreements/a.yml": FORM,
    "content/programs/p.yml": f"{PROGRAM}agreements: [a]\n",
}
SETTINGS = Settings.model_validate({"title": "T", "languages": {"en": "English", "es": "Español"}})


def tree(files: dict[str, str]) -> Tree:
    return Tree({path: text.encode() for path, text in files.items()})


def work(files: dict[str, str], po: bytes | None = None, *, with_po: bool = False, **wish: Any) -> Work:
    asked = Wish("es", wish.get("wanted", lambda _source: True), frozenset(wish.get("reviewed", ())))
    return worked(tree(files), SETTINGS, asked, po, "po/es.po" if with_po or po else "")


def after(files: dict[str, str], made: Work) -> dict[str, str]:
    return {**files, **{path: data.decode() for path, data in made.files.items()}}


def counts(made: Work) -> dict[str, tuple[int, int, int]]:
    return {each.path: (len(each.units), len(each.missing), len(each.outdated)) for each in made.states}


# New files


def test_it_makes_a_file_for_each_source() -> None:
    made = work(FILES)
    assert set(made.created) == {
        "site.es.yml",
        "content/index.es.md",
        "content/agreements/a.es.yml",
        "content/programs/p.es.yml",
    }
    page = made.files["content/index.es.md"].decode()
    assert page.startswith("---\ndraft: true\n---\n# Home")
    assert made.files["content/agreements/a.es.yml"].decode() == (
        "# Promise\ntitle:\nsections:\n  a:\n    # Part\n    title:\n"
        "    clauses:\n      # One\n      -\n      -\n        # Two\n        text:\n"
    )


def test_what_it_makes_changes_nothing_for_readers() -> None:
    before = rendered(FILES)
    files = after(FILES, work(FILES))
    assert not [each for each in prepared(files).problems if each.fatal]
    now = rendered(files)
    assert now.pop(VERSION_FILE) != before.pop(VERSION_FILE)  # it is of the sources
    assert now == before


def test_run_twice_it_changes_nothing() -> None:
    files = after(FILES, work(FILES, with_po=True))
    again = work(files, work(FILES, with_po=True).catalogue)
    assert not again.files
    assert again.catalogue == work(FILES, with_po=True).catalogue


def test_it_makes_files_for_what_is_asked_for_alone() -> None:
    made = work(FILES, wanted=lambda source: source.startswith("content/agreements"))
    assert made.created == ("content/agreements/a.es.yml",)


# What is there already


def test_what_a_translator_wrote_stays_as_it_is() -> None:
    own = "# Mía\ntitle: 'Promesa'   # así\n\nsections:\n  a:\n    clauses: [Uno, Dos]\n# fin\n"
    made = work({**FILES, "content/agreements/a.es.yml": own}).files["content/agreements/a.es.yml"].decode()
    assert [line for line in made.split("\n") if line in own.split("\n")] == own.split("\n")
    assert made == own.replace("clauses: [Uno, Dos]\n", "clauses: [Uno, Dos]\n    # Part\n    title:\n")


def test_between_brackets_nothing_is_added() -> None:
    own = "sections: {a: {clauses: [Uno, Dos]}}\n"
    made = work({**FILES, "content/agreements/a.es.yml": own})
    assert made.files["content/agreements/a.es.yml"].decode() == f"{own}# Promise\ntitle:\n"


@pytest.mark.parametrize(
    "text", ["a: 1\n", "a: 1", "a:\n  b: 2\n\n\n# end\n", "a:\n  - x\n  - y\n", "a: |\n  x\n  y\n"]
)
def test_keys_are_added_within_their_mapping(text: str) -> None:
    from mentorsite.errors import Place
    from mentorsite.loader.translation_units import Unit

    unit = Unit("new", "New", "", Place("x"), Place("y"), ("new",))
    made = yaml.safe_load(with_missing(text, [unit], {}))
    assert made == {**yaml.safe_load(text), "new": None}


@pytest.mark.parametrize(
    "words",
    [
        "plain",
        "a: b",
        "# no",
        "two\nlines",
        "'quotes' \"both\"",
        "- dash",
        "{{ x }}",
        "yes",
        "  space",
        "é 日本",
        "  space\nbefore",
        "\ta tab\nbefore",
        "a break  \nof a line",
        "a\x07\nsign",
        "another\n\u2028end",
        "x, y\nz",
    ],
)
@pytest.mark.parametrize(
    "text",
    [
        "a:\n  b:\n",
        "a: {b: x, c: y}\n",
        "a:\n  b: old words\n  c: y\n",
        "a:\n  b: |\n    x\n    y\n  c: y\n",
        "a:\n  b: 'q'\n",
        "a: {\n  c: '}',\n  b: x\n  }\n",
        "a:\n  c: a\u2028b\n  b: x\n",
    ],
)
def test_words_are_put_in_as_yaml_needs_them(text: str, words: str) -> None:
    made, lost = with_texts(text, {("a", "b"): words})
    assert not lost
    before, found = (yaml_source.read("a.yml", each) for each in (text, made))
    assert isinstance(before.value, dict)
    assert isinstance(found.value, dict)
    assert not found.problems
    said = {key: value.strip() for key, value in found.value["a"].items()}
    assert said == {**before.value["a"], "b": words.strip()}


def test_what_is_said_once_for_several_places_is_left_for_a_person() -> None:
    text = "a: &name Ana\nb: *name\nc: d\n"
    made, lost = with_texts(text, {("a",): "Eva", ("b",): "Ina", ("c",): "e"})
    assert (made, lost) == (text.replace("d\n", "e\n"), [("a",), ("b",)])


@pytest.mark.parametrize("own", ["", "# Mine\n"])
def test_a_file_that_has_nothing_yet_is_filled_too(own: str) -> None:
    made = work({**FILES, "content/agreements/a.es.yml": own}).files["content/agreements/a.es.yml"].decode()
    assert made.startswith(f"{own}# Promise\ntitle:\n")


@pytest.mark.parametrize("own", ["title: [x\n", "title: x\n---\ntitle: y\n", "\ttitle: x\n"])
def test_a_file_that_can_not_be_read_stays_as_it_is_and_is_not_whole(own: str) -> None:
    made = work({**FILES, "content/agreements/a.es.yml": own}, with_po=True)
    assert "content/agreements/a.es.yml" not in made.files
    (found,) = (each for each in made.states if each.path == "content/agreements/a.es.yml")
    assert (found.is_broken, len(found.missing)) == (True, 4)


# What it remembers


ROLES = "roles: {mentor: {label: Mentora}, mentee: {label: Aprendiz}}\n"


def translated() -> dict[str, str]:
    own = {
        "site.es.yml": "title: Prueba\n",
        "content/index.es.md": "# Inicio\n\nPalabras.\n\n## Más\n\nY más.\n",
        "content/agreements/a.es.yml": "title: Promesa\nsections: {a: {title: Parte, clauses: [Uno, Dos]}}\n",
        "content/programs/p.es.yml": f"name: Programa\npurpose: Probar.\n{ROLES}",
    }
    files = {**FILES, **own}
    return after(files, work(files))


def outdated(files: dict[str, str]) -> list[tuple[str, int, str]]:
    found = prepared(files).problems
    return [(each.path, each.line, each.message) for each in found if each.code == "outdated-translation"]


def test_nothing_is_said_of_what_is_up_to_date() -> None:
    files = translated()
    assert [each.code for each in prepared(files).problems] == []
    assert '"whole"' in files["translations/es.json"]


def test_a_text_whose_source_changed_is_told_at_its_line() -> None:
    files = translated()
    files["content/agreements/a.yml"] = FORM.replace("One", "One more")
    (found,) = outdated(files)
    assert found[:2] == ("content/agreements/a.es.yml", 2)
    assert "`sections.a.clauses.0`" in found[2]
    assert "content/agreements/a.yml, line 6" in found[2]


def test_a_part_of_a_page_whose_source_changed_is_told_at_its_line() -> None:
    files = translated()
    files["content/index.md"] = FILES["content/index.md"].replace("And more.", "And much more.")
    assert [each[:2] for each in outdated(files)] == [("content/index.es.md", 5)]


def test_a_changed_translation_is_up_to_date_again() -> None:
    files = translated()
    files["content/agreements/a.yml"] = FORM.replace("One", "One more")
    files["content/agreements/a.es.yml"] = files["content/agreements/a.es.yml"].replace("Uno", "Uno más")
    assert not outdated(files)
    files = after(files, work(files))
    assert not outdated(files)
    files["content/agreements/a.yml"] = FORM
    assert outdated(files)


def test_translating_again_does_not_forget_what_is_out_of_date() -> None:
    files = translated()
    files["content/agreements/a.yml"] = FORM.replace("One", "One more")
    assert outdated(after(files, work(files)))
    assert not outdated(after(files, work(files, reviewed=["content/agreements/a.es.yml"])))


def test_a_text_that_is_missing_is_told() -> None:
    files = translated()
    files["content/agreements/a.es.yml"] = "title: Promesa\nsections: {a: {clauses: [Uno, Dos]}}\n"
    found = [each for each in prepared(files).problems if each.code == "untranslated"]
    assert [(each.path, "sections.a.title" in each.message) for each in found] == [
        ("content/agreements/a.es.yml", True)
    ]


def test_an_address_and_the_name_of_an_organization_need_no_translation() -> None:
    site = f"{SITE}languages: {{en: English, es: Español}}\norganization: {{name: The Guild}}\n"
    program = f"{PROGRAM}conduct: {{code_of_conduct: https://example.org/conduct}}\n"
    spanish = "name: Programa\npurpose: Probar.\nroles: {mentor: {label: Mentora}, mentee: {label: Mentee}}\n"
    files = {"site.yml": site, "content/programs/p.yml": program, "content/programs/p.es.yml": spanish}
    found = prepared({**files, "site.es.yml": "title: Manual\n"}).problems
    assert [each for each in found if each.code == "untranslated"] == []


CONFLICT = """{
<<<<<<< HEAD
 "content/index.es.md": {"texts": {"title": "a b"}}
=======
 "content/index.es.md": {"texts": {"title": "c d"}}
>>>>>>> theirs
}
"""
BROKEN = [
    (CONFLICT, 2, ""), ("", 1, ""), ("{\n", 2, ""), ("[" * 100_000, 1, ""), ("[]", 1, ""),
    ('{"content/a.es.yml": 1}', 1, " of `content/a.es.yml`"),
    ('{"content/a.es.yml": {"texts": {"title": [1]}}}', 1, " of `content/a.es.yml`"),
    ('{"content/a.es.yml": {"texts": {"title": "a"}}}', 1, " of `content/a.es.yml`"),
    ('{"content/a.es.yml": {"texts": {"title": "a\\u001cb c"}}}', 1, " of `content/a.es.yml`"),
]  # fmt: skip


@pytest.mark.parametrize(("data", "line", "within"), BROKEN)
def test_a_memory_that_can_not_be_read_is_told_and_stays_as_it_is(data: str, line: int, within: str) -> None:
    files = {**translated(), "translations/es.json": data}
    (found,) = prepared(files).problems
    assert (found.code, found.path, found.line, found.fatal) == (
        "translation-memory",
        "translations/es.json",
        line,
        False,
    )
    assert found.message == f"what translations were made from can't be read{within}"
    with pytest.raises(UsageError, match=rf"^translations/es\.json, line {line}: .+ Nothing was written\.$"):
        work(files)


@pytest.mark.parametrize("broken", ["content/index.es.md", "content/index.md"])
def test_what_is_known_of_a_page_that_can_not_be_read_is_kept(broken: str) -> None:
    files = translated()
    made = work({**files, broken: "---\ntitle: a: b\n---\n"})
    assert not made.files


def test_a_memory_that_starts_with_a_mark_of_its_encoding_is_read() -> None:
    files = translated()
    files["translations/es.json"] = f"\ufeff{files['translations/es.json']}"
    assert not prepared(files).problems


# Catalogues


def with_words(po: bytes, words: dict[str, str]) -> bytes:
    catalog = read_po(BytesIO(po), locale="es")
    for message in catalog:
        if message.id in words:
            message.string = words[message.id]
    made = BytesIO()
    write_po(made, catalog)
    return made.getvalue()


WORDS = {
    "Test handbook": "Prueba", "# Home\n\nWords.": "# Inicio\n\nPalabras.", "## More\n\nAnd more.": "## Más\n\nY más.",
    "Promise": "Promesa: «nuestra»", "Part": "Parte", "One": "Uno", "Two": "Dos", "Test program": "Programa",
    "To test.": "Probar.", "Mentor": "Mentora", "Mentee": "Aprendiz",
}  # fmt: skip


def test_a_catalogue_brings_its_words_into_the_files() -> None:
    po = work(FILES, with_po=True, wanted=lambda _source: False).catalogue
    assert b"content/agreements/a.yml#sections.a.clauses.0" in po
    made = work(FILES, with_words(po, WORDS), wanted=lambda _source: False)
    assert made.taken == len(WORDS)
    assert {missing for _, missing, _ in counts(made).values()} == {0}
    files = after(FILES, made)
    assert files["content/index.es.md"] == "# Inicio\n\nPalabras.\n\n## Más\n\nY más.\n"
    page = rendered(files)["es/agreements/a/index.html"]
    assert "Promesa: «nuestra»" in page
    assert "untranslated" not in page


def test_there_and_back_gives_the_same_files() -> None:
    files = translated()
    po = work(files, with_po=True).catalogue
    again = work(files, po)
    assert not again.files
    assert again.catalogue == po
    assert again.taken == 0


def test_words_changed_in_the_catalogue_replace_those_of_the_file() -> None:
    files = translated()
    po = work(files, with_po=True).catalogue
    made = work(files, with_words(po, {"One": "Primero"}))
    assert made.files["content/agreements/a.es.yml"].decode() == files["content/agreements/a.es.yml"].replace(
        "Uno", "Primero"
    )


def test_words_changed_in_both_are_told_and_those_of_the_file_count() -> None:
    files = translated()
    po = with_words(work(files, with_po=True).catalogue, {"One": "Primero"})
    files["content/agreements/a.es.yml"] = files["content/agreements/a.es.yml"].replace("Uno", "Un punto")
    made = work(files, po)
    assert [each.at for each in made.conflicts] == ["sections.a.clauses.0"]
    assert "content/agreements/a.es.yml" not in made.files


def test_a_text_out_of_date_is_marked_in_the_catalogue() -> None:
    files = translated()
    files["content/agreements/a.yml"] = FORM.replace("One", "One more")
    assert b'#, fuzzy\nmsgctxt "content/agreements/a.yml#sections.a.clauses.0"' in work(files, with_po=True).catalogue


def test_what_a_translator_noted_stays_in_the_catalogue() -> None:
    po = work(translated(), with_po=True).catalogue.replace(
        b"#: content/agreements/a.yml:2\n", b"# Ask Ana.\n#: content/agreements/a.yml:2\n"
    )
    assert b"# Ask Ana." in work(translated(), po).catalogue


def test_words_that_have_no_place_in_a_file_stay_in_the_catalogue() -> None:
    files = {**FILES, "content/agreements/a.es.yml": "sections: {a: {clauses: [Uno, Dos]}}\n"}
    po = work(files, with_po=True).catalogue
    made = work(files, with_words(po, {"Part": "Parte"}), wanted=lambda _source: False)
    assert [each.at for each in made.left] == ["sections.a.title"]
    assert made.taken == 0
    assert b'msgstr "Parte"' in made.catalogue


def test_words_get_a_place_in_files_that_were_not_asked_for_too() -> None:
    files = {**FILES, "content/agreements/a.es.yml": "title: Promesa\n"}
    po = work(files, with_po=True, wanted=lambda _source: False).catalogue
    made = work(files, with_words(po, {"Part": "Parte"}), wanted=lambda _source: False)
    assert yaml.safe_load(made.files["content/agreements/a.es.yml"]) == {
        "title": "Promesa",
        "sections": {"a": {"title": "Parte"}},
    }


def test_words_that_are_not_ready_stay_in_the_catalogue_alone() -> None:
    po = with_words(work(FILES, with_po=True).catalogue, {"Part": "Pedazo"})
    name = b'msgctxt "content/agreements/a.yml#sections.a.title"'
    po = po.replace(name, b"#, fuzzy\n" + name)
    made = work(FILES, po)
    assert b"Pedazo" not in made.files["content/agreements/a.es.yml"]
    assert po[po.index(b"#, fuzzy") :][:120] in made.catalogue


def test_words_for_what_a_source_said_before_stay_in_the_catalogue_as_not_ready() -> None:
    po = with_words(work(FILES, with_po=True).catalogue, {"Part": "Parte"})
    made = work({**FILES, "content/agreements/a.yml": FORM.replace("Part", "Section")}, po)
    assert b'msgid "Section"\nmsgstr "Parte"' in made.catalogue
    assert made.catalogue.count(b"#, fuzzy") == 1
    assert b"Parte" not in made.files["content/agreements/a.es.yml"]


HEADER = 'msgid ""\nmsgstr ""\n"{}\\n"\n\nmsgid "a"\nmsgstr "b"\n'


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("title: no\n", "po/es.po, line 1: `title: no` is no line of a catalogue"),
        ("# no\n", "po/es.po is no catalogue"),
        ('msgid "a"\nmsgstr "b\n', 'po/es.po, line 2: `msgstr "b` is no line'),
        ('msgid "a"\nmsgid_plural "b"\nmsgstr[888888888] "b"\n', 'po/es.po, line 2: `msgid_plural "é"` is no line'),
        ('msgid "a"\n', "po/es.po is no catalogue"),
        (HEADER.format("Language: de"), "po/es.po says that its language is `de`, not `es`"),
        (HEADER.format("Plural-Forms: nplurals=x; plural=0;"), "po/es.po is no catalogue"),
        *[
            (HEADER.format(f"Content-Type: text/plain; charset={each}"), f"po/es.po can't be read as {each}.")
            for each in ("nonsense", "base64", "rot13", "ascii", "utf-16")
        ],
    ],
)
def test_what_is_no_catalogue_is_refused(data: str, message: str) -> None:
    with pytest.raises(UsageError, match=f"^{re.escape(message)}.* Nothing was written.$"):
        work(FILES, data.replace('"b"', '"é"').encode())


@pytest.mark.parametrize("header", ["Language: es_MX", "Content-Type: text/plain; charset=CHARSET"])
def test_a_catalogue_may_begin_as_programs_write_it(header: str) -> None:
    work(FILES, f"\ufeff{HEADER.format(header)}".encode())


@pytest.mark.parametrize(
    ("encoding", "line_end"),
    [("utf-16", "\n"), ("utf-8-sig", "\r\n"), ("utf-8", "\r\n")],
    ids=["UTF-16", "BOM", "CRLF"],
)
def test_a_file_is_written_as_it_was(encoding: str, line_end: str) -> None:
    own = "title: Canción\n".replace("\n", line_end).encode(encoding)
    texts = {**tree(FILES).texts, "content/agreements/a.es.yml": own}
    made = worked(Tree(texts), SETTINGS, Wish("es", lambda _source: True), None, "").files[
        "content/agreements/a.es.yml"
    ]
    assert made.decode(encoding).startswith(f"title: Canción{line_end}sections:{line_end}")


def test_what_is_the_same_everywhere_need_not_be_translated() -> None:
    site = f"{FILES['site.yml']}organization: {{name: Harbour, url: https://h.example.org/}}\n"
    assert counts(work({**FILES, "site.yml": site}))["site.es.yml"] == (1, 1, 0)


# On disk


def test_nothing_is_written_outside_of_the_handbook(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "hb").mkdir()
    (tmp_path / "hb" / "translations").symlink_to(tmp_path / "out")
    with pytest.raises(UsageError, match="would lie outside"):
        write(tmp_path / "hb", {"translations/es.json": b"{}"})
    assert not list((tmp_path / "out").iterdir())


def test_what_lies_where_a_file_is_written_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "hb").mkdir()
    (tmp_path / "mine").write_text("mine")
    (tmp_path / "hb" / ".a.md.mentorsite-new").symlink_to(tmp_path / "mine")
    write(tmp_path / "hb", {"a.md": b"new"})
    assert (tmp_path / "mine").read_text() == "mine"
    assert [path.name for path in (tmp_path / "hb").iterdir()] == ["a.md"]
    assert (tmp_path / "hb" / "a.md").read_text() == "new"


def test_a_new_handbook_in_several_languages_knows_what_its_translations_were_made_from(tmp_path: Path) -> None:
    (career,) = (each for each in starters() if each.id == "career")
    new(tmp_path / "hb", career, languages=("en", "es"))
    made = read(tmp_path / "hb")
    assert b'"content/guidelines/03-setting-boundaries.es.md"' in made.texts["translations/es.json"]
    again = worked(made, read_settings(made)[0], Wish("es", lambda _source: True), None, "")
    assert not again.files
    assert {(len(each.missing), len(each.outdated)) for each in again.states} == {(0, 0)}
