"""Addresses, numbers and names that coordinators leave standing: advice, once for each place."""

import pytest

from mentorsite.cli.doctor_findings import Facts, diagnose
from mentorsite.loader.made_up_contacts import all_made_up, made_up, made_up_in
from mentorsite.model.settings import Settings
from tests.conftest import PROGRAM, WAIVED, prepared, tree_of
from tests.linear import grows_in_proportion, seconds

MADE_UP = [
    "mentoring@harbour.example", "me@example.org", "me@mail.example.com", "a.b+c@x.test", "a@b.invalid",
    "https://harbour.example/", "https://example.com/code", "https://www.example.net", "http://x.y.test/a",
    "https://your-organization.org/", "https://github.com/your-name/handbook", "hello@yourcompany.com",
    "you@school.edu", "your-name@school.edu", "name@oak.school", "someone@oak.school",
    "555-0123", "(212) 555-0147", "+1 415 555 0100", "07700 900123", "+44 7700 900 123", "01632 960001",
    "+44 20 7946 0000", "020 7946 0991", "0161 496 0000", "06 39 98 12 34", "0491 570 006", "(02) 5550 1234",
    "123-456-7890", "000 000 0000",
    "john.doe@domain.com", "xxx@xxx.org", "test@test.com", "jane_doe@oak.school", "https://test.com",
    "http://localhost:8000/x", "http://127.0.0.1/", "+1 555 123 4567", "(555) 123-4567",
    "TBD", "TBC", "[NAME]", "[YOUR SCHOOL]", "{your name}", "{NAME}", "[EMAIL]",
    "TODO", "Lorem ipsum", "[your name here]", "[Name of the school]",
]  # fmt: skip
REAL = [
    "mentoring@oak.school", "https://oak.school/", "https://exampleton.org/", "https://best-examples.com/",
    "https://github.com/oak/handbook", "you@", "an example", "an example.", "you and your name", "your team",
    "555 0", "+44 20 7123 4567", "0161 123 4567", "(212) 867-5309", "2027-02-01", "2027-02-01 18:00", "1,000,000",
    "55 5123 4567", "https://localhost-club.org/", "contest@oak.school", "https://domain.oak.school/", "doe@oak.school",
    "{{ your.name }}", "[NAME](a.md)", "[SIC]", "{width=300}", "{name}",
    "a to-do list", "the TODO list", "todo", "[Your name](name.md)", "https://testing.org/", "ISBN 978-0-306-40615-7",
]  # fmt: skip


@pytest.mark.parametrize("words", MADE_UP)
@pytest.mark.parametrize("text", ["Write to {} or come by.", "- {}", "{}"])
def test_what_is_made_up_is_found_at_its_place(words: str, text: str) -> None:
    (found,) = made_up("content/a.md", f"# A\n\n{text.format(words)}\n")
    assert found.words.strip("()") == words.strip("()")
    assert found.line == 3
    assert abs(found.column - 1 - text.index("{")) <= 1


@pytest.mark.parametrize("words", REAL)
def test_what_may_be_real_is_left_alone(words: str) -> None:
    assert list(made_up("content/a.md", f"Write to {words} or come by.\n")) == []
    assert list(made_up("content/a.yml", f"title: '{words} it is'\n")) == []


def test_code_and_comments_show_how_to_write_something() -> None:
    page = "Write `you@example.org`.\n\n```\nyou@example.org\n```\n\n    you@example.org\n\n~~~\n```\nTODO\n~~~\n"
    assert list(made_up("content/a.md", page)) == []
    assert list(made_up("site.yml", "title: T\n# url: https://your-name.github.io/\nlanguage: en # TODO\n")) == []


@pytest.mark.parametrize(
    ("page", "lines"),
    [
        ("<!-- TODO: check -->\n\nTODO\n", [3]),
        ("A <!-- TODO --> TBD\n", [1]),
        ("<!-- one\nTODO\n-->\nTODO\n", [4]),
        ("`<!--` TODO\nTODO\n", [1, 2]),
        ("```\n<!--\n```\nTODO\n", [4]),
    ],
)
def test_what_stands_in_a_comment_of_a_page_is_left_alone(page: str, lines: list[int]) -> None:
    assert [each.line for each in made_up("content/a.md", page)] == lines


LETTERS = [
    "> Hello [your mentor's name], my name is [your name] and I study [your subject].\n",
    "> Dear [NAME],\n>\n> I work at {your school}.\n",
    "> Dear all,\nmy name is [your name].\n",
    "1. Write:\n\n   > I am [your name].\n\n- > I am [your name].\n",
    "Say “I am [your name]”, « je suis [your name] » or „ich bin [your name]“.\n",
]


@pytest.mark.parametrize("text", [*LETTERS, 'Say "I am [your name]" first.\n'])
def test_what_readers_fill_in_is_left_alone_on_a_page(text: str) -> None:
    assert list(made_up("content/a.md", text)) == []


@pytest.mark.parametrize("text", [each for each in LETTERS if "\nmy" not in each])
def test_what_readers_fill_in_is_left_alone_in_a_definition(text: str) -> None:
    lines = "".join(f"  {line}\n" for line in text.splitlines())
    assert list(made_up("content/messages/a.yml", f"text: |\n{lines}title: T\n")) == []


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("content/a.md", "> [!NOTE]\n> Write to [your name].\n", 2),
        ("content/a.md", "> A letter\n\nWrite to [your name].\n", 3),
        ("content/a.md", '---\ntitle: "By [your name]"\n---\n', 2),
        ("content/a.md", "> Write to you@example.org.\n", 1),
        ("content/a.md", "> TODO\n", 1),
        ("content/messages/a.yml", "text: |\n  > A letter\ntitle: '[your name]'\n", 3),
        ("content/messages/a.yml", 'title: "By [your name]"\n', 1),
        ("content/messages/a.yml", "text: |\n  Best,\n  [your name]\n", 3),
    ],
)
def test_what_no_reader_fills_in_is_found(path: str, text: str, line: int) -> None:
    assert [each.line for each in made_up(path, text)] == [line]


def test_words_to_replace_are_told_once_with_what_to_do_where_readers_replace_them() -> None:
    text = "I am [your name].\n\nI study [your subject] at [YOUR SCHOOL]. TODO\n"
    other, words = made_up_in("content/a.md", text)
    assert other.message == "`TODO` is made up"
    assert (words.line, words.message) == (1, "`[your name]` stands for other words, as 2 more below do")
    assert "quotation" in words.hint


def test_only_a_contact_can_have_a_name_that_is_no_name() -> None:
    found = [
        each.words for each in made_up("content/p.yml", "contacts:\n  a: {name: Your Name}\n  b:\n    name: Jane Doe\n")
    ]
    assert found == ["Your Name", "Jane Doe"]
    assert list(made_up("content/w.yml", "fields: {f: {type: text, label: Your Name}}\n")) == []


def test_each_place_is_advised_once_and_stops_no_build() -> None:
    contacts = "contacts:\n  a: {name: A, email: a@oak.example, for: [match, conduct]}\n"
    files = {
        "site.yml": "title: T\nurl: https://your-name.github.io/h/\n",
        "content/index.md": "# Home\n\nAsk [{{ contact.a.email }}](mailto:{{ contact.a.email }}). TODO: more.\n",
        "content/programs/p.yml": PROGRAM + WAIVED.replace("no-help: a test, ", "") + contacts,
    }
    found = [each for each in prepared(files).problems if each.code == "made-up"]
    assert [(each.path, each.line, each.fatal) for each in found] == [
        ("content/index.md", 3, False),
        ("content/programs/p.yml", 8, False),
        ("site.yml", 2, False),
    ]
    off = {**files, "site.yml": files["site.yml"] + 'checks: {made-up: "off"}\n'}
    assert [each for each in prepared(off).problems if each.code == "made-up"] == []


def test_doctor_names_the_first_place_and_counts_the_others() -> None:
    places = tuple(all_made_up(tree_of({"content/a.md": "TODO\n", "content/b.md": "x@example.org\n555-0123\n"})))
    facts = Facts((3, 13, 1), settings=Settings(title="T"), made_up=places)
    (line,) = [each for each in diagnose(facts) if each.about == "Contacts"]
    assert line.state == "advice"
    assert line.said.startswith("made up: content/a.md:1 (TODO) and 2 more.")
    (fine,) = [each for each in diagnose(Facts((3, 13, 1), settings=Settings(title="T"))) if each.about == "Contacts"]
    assert fine.state == "ok"


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a.",
        "a@",
        "1 ",
        "`",
        "`a",
        "https://a",
        "[your ",
        "you@a.",
        "a.test",
        "- ",
        "<!--",
        "<!-- -->",
        "“[",
        '"{',
        "> [",
        "- > [",
    ],
)
def test_looking_takes_time_by_the_length_of_a_line(piece: str) -> None:
    assert grows_in_proportion(lambda size: seconds(lambda: list(made_up("content/a.md", piece * size))), 10_000)
