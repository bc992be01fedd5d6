"""What of a text is not shown, or not as its writer meant it, is told where it stands."""

from time import process_time

import pytest

from mentorsite.errors import Place
from mentorsite.text.document import Document, Id, of_type, to_html
from mentorsite.text.markdown import Origin, parse, parse_inline
from tests.conftest import prepared


def document(text: str) -> Document:
    return parse(text, Origin(Place("page.md")))


def told(text: str) -> list[tuple[str, int, int]]:
    return [(each.code, each.line, each.column) for each in document(text).problems]


def html(parsed: Document) -> str:
    return to_html(parsed.pieces, lambda link: link.target, lambda variable: variable.source)


TAKEN_OUT = [
    ("a frame", '<iframe src="https://calendar.example/embed"></iframe>', ["iframe"]),
    ("a video", '<video src="v.mp4" controls></video>', ["video"]),
    ("a video with its sources", '<video><source src="v.mp4"><track src="v.vtt"></video>', ["video"]),
    ("a recording", 'Listen: <audio src="a.mp3"></audio>', ["audio"]),
    ("a form, once", '<form action="/x"><input name="q"><button>Go</button></form>', ["form"]),
    ("a field of its own", 'Name: <input name="q">', ["input"]),
    ("a box of its own", '<input type="checkbox" disabled> Done', ["input"]),
    ("a script, not what is in it", "<script>if (a <b) document.write('<i>')</script>", ["script"]),
    ("a style", "<style>p { color: red }</style>", ["style"]),
    ("a drawing", "<svg><circle r=1 /></svg>", ["svg", "circle"]),
    ("what acts", '<p onclick="x()">Words</p>', ["onclick"]),
    ("a look", '<p style="color: red">Words</p>', ["style"]),
    ("a place on the line", '<p align="center">Words</p>', ["align"]),
    ("a name between angles", "Dear <name>,", ["name"]),
    ("a type", "A List<String> of names", ["string"]),
    ("curly quotes", "A <a href=“x.md”>link</a>", ["href"]),
    ("capitals", "<IFRAME SRC=x></IFRAME>", ["iframe"]),
    ("in a cell", "| a |\n| --- |\n| <iframe src=x></iframe> |", ["iframe"]),
    ("in a list", "- a\n  - <video src=x></video>", ["video"]),
]


@pytest.mark.parametrize(("text", "names"), [each[1:] for each in TAKEN_OUT], ids=[each[0] for each in TAKEN_OUT])
def test_what_is_taken_out_of_a_text_is_told(text: str, names: list[str]) -> None:
    parsed = document(f"# Page\n\n{text}\n")
    assert [each.code for each in parsed.problems] == ["taken-out"] * len(names)
    lines = parsed.source.split("\n")
    for each, name in zip(parsed.problems, names, strict=True):
        assert lines[each.line - 1][each.column - 1 :].lower().lstrip("<").startswith(name)
        assert name in each.message
        assert each.hint
        assert not each.fatal
    assert "<input" not in html(parsed)


NOT_TAKEN_OUT = [
    "A <b>word</b>, a<br>break, <kbd>Ctrl</kbd>, <!-- <iframe> --> and `<iframe>`.",
    "```html\n<iframe></iframe>\n```",
    "    <video></video>",
    '<details open><summary>More</summary>\n\nWords\n\n</details>\n<div class="a" id="b" lang="de">x</div>',
    "<https://example.org> <team@example.org> 1 < 2 and 3 > 2, a <3 b",
    '<picture><source srcset="dark.png"><img src="light.png" alt="A garden"></picture>',
    "\\<name> and &lt;name&gt;",
    "- [ ] one\n- [x] two",
    '<table><thead><tr><th scope="col">a</th></tr></thead><tfoot><tr><td>b</td></tr></tfoot></table>',
]


@pytest.mark.parametrize("text", NOT_TAKEN_OUT)
def test_what_stays_is_not_told(text: str) -> None:
    assert told(text) == []


def test_texts_of_definitions_are_told_at_their_places() -> None:
    introduction = "introduction: |\n  Hello.\n\n  See <iframe src=x></iframe>.\n"
    worksheet = f"title: W\n{introduction}sections:\n  a:\n    text: Dear <name>\n"
    problems = prepared({"content/index.md": "# Home\n", "content/worksheets/w.yml": worksheet}).problems
    found = [(each.code, each.line, each.column) for each in problems if each.path.endswith("w.yml")]
    assert found == [("taken-out", 5, 7), ("taken-out", 8, 16)]


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ('<a name="costs"></a>What it costs. See [costs](#costs).', ["costs"]),
        ("<a name=costs>What</a>", ["costs"]),
        ("<A NAME='a&amp;b'></A>", ["a&b"]),
        ('<div>\n<a class="x" name="costs"></a>\n</div>', ["costs"]),
        ('<a id="a" name="b"></a>', ["a"]),
        ("Words <b name=x>x</b> `<a name=y>`", []),
    ],
)
def test_a_name_is_a_place_to_link_to_as_on_github(text: str, ids: list[str]) -> None:
    parsed = document(text)
    assert [each.name for each in of_type(parsed, Id)] == ids
    assert parsed.problems == ()


def test_a_link_to_a_name_is_right() -> None:
    page = '# P\n\n<a name="costs"></a>What it costs. See [costs](#costs), not [cost](#cost).\n'
    problems = prepared({"content/index.md": "# Home\n", "content/p.md": page}).problems
    assert [(each.code, each.hint) for each in problems] == [("broken-anchor", "did you mean `costs`?")]


def test_characters_that_text_cannot_have_are_told_once_a_line_and_are_spaces() -> None:
    parsed = document("first line\x0bsecond line and a bell\x07\n\n`code\x1b`\u0092 fine\n")
    assert [(each.code, each.line, each.column) for each in parsed.problems] == [
        ("control-character", 1, 11),
        ("control-character", 3, 6),
    ]
    assert "U+000B" in parsed.problems[0].message
    assert html(parsed) == "<p>first line second line and a bell</p>\n<p><code>code </code>  fine</p>\n"
    assert "\x0b" not in parsed.source


def test_a_line_of_a_definition_may_hold_a_character_that_text_cannot_have() -> None:
    parsed = parse_inline("a\x0cb", Origin(Place("w.yml", 4, 9)))
    assert [(each.line, each.column) for each in parsed.problems] == [(4, 10)]


GROWING = {
    "tags": "<x y=z>",
    "tags that do not end": "<x ",
    "comments that do not end": "<!-- ",
    "scripts that do not end": "<script>",
    "quotes that do not end": '<a b="',
    "names": "<a name=x>",
}


@pytest.mark.parametrize("name", GROWING)
def test_raw_html_takes_time_by_its_length(name: str) -> None:
    once, twice = (min(seconds(f"<div>{GROWING[name] * 4_000 * times}") for _ in range(3)) for times in (1, 2))
    assert twice < 2.3 * once + 0.05


def seconds(text: str) -> float:
    start = process_time()
    document(text)
    return process_time() - start
