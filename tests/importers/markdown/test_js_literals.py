"""Values are read off programs that are never run."""

from typing import Any

import pytest

from mentorsite.importers.markdown.js_literals import after, text_of_key


@pytest.mark.parametrize(
    ("program", "value"),
    [
        ("a: {b: require.resolve('./c.js'), d: 1}", {"b": "./c.js", "d": 1}),
        ("a: {b: require('./c.js'), d: 1}", {"b": None, "d": 1}),
        ("a: {b: require.resolve(c), d: [require.resolve('e')]}", {"b": None, "d": ["e"]}),
        ("a: {b: require", {"b": None}),
        (
            "a: {b: ({c: 1}), d: ('e' as T), f: (x) => ({g: 1}), h: ((2)), i: (3, 4), j: 5}",
            {"b": {"c": 1}, "d": "e", "f": None, "h": 2, "i": None, "j": 5},
        ),
    ],
)
def test_the_path_of_what_is_required_is_read(program: str, value: Any) -> None:
    assert after(program, "a: ") == value


@pytest.mark.parametrize(
    ("program", "text"),
    [
        ("title: 'Mentors\\' Book'", "Mentors' Book"),
        ('"title": "a \\"b\\""', 'a "b"'),
        ("title: `a`", "a"),
        ("title: name, subtitle: 'b'", ""),
        ("title: ''", ""),
    ],
)
def test_a_text_is_read_with_its_quotes(program: str, text: str) -> None:
    assert text_of_key(program, "title") == text
