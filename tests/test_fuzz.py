"""Any input at all gives a site or problems with places: no traceback, no file elsewhere, no time without end."""

import json
from collections.abc import Callable
from time import process_time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mentorsite.errors import Place
from mentorsite.loader import yaml_source
from mentorsite.loader.svg.rewrite import drawing
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse
from tests.fuzzing import TARGETS, every_key, seeds

KEYS = every_key()
WORDS = [
    "",
    "x",
    "no",
    "1.10",
    "12:30",
    "2027-02-01",
    "2027-02-30",
    "9999-12-31",
    "0000-01-01",
    "-1",
    "99999999999",
    "٣",
    "NaN",
    "match",
    "match + 2 weeks",
    "cohort end - 9999 months",
    "phase work",
    "phase a",
    "check-in mid",
    "date x",
    "mentor",
    "mentee",
    "text",
    "table",
    "scale",
    "choice",
    "p",
    "../../x",
    "%2e%2e/x",
    "C:\\x",
    "https://a.example",
    "a@b.example",
    "javascript:alert(1)",
    "{{ program.name }}",
    "{{ x.y }}",
    "<script>alert(1)</script>",
    "[x](index.md#a)",
    "![x](x)",
    '"><img src=x onerror=alert(1)>',
    "\u202e",
    "\ufdd0",
    "\ufffe",
    "é🎉",
    "# x\n\n- y\n",
    "en",
    "pt-BR",
    "a4",
    "#123456",
    "pdf",
    "Europe/London",
    "1 week",
    "every",
    "error",
    "advice",
    "off",
    "*",
]
SCALARS = st.sampled_from(WORDS) | st.text(max_size=8) | st.none() | st.integers(-5, 500)
KEY = st.sampled_from(KEYS) | st.sampled_from(["a", "p", "one", "mentor", "mentee", "../x", "__proto__", "é", ""])
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEY, inner, max_size=6), max_leaves=25
)
BASES: dict[str, dict[str, Any]] = {
    "program": {"name": "P", "purpose": "Q", "roles": {"mentor": {}, "mentee": {}}},
    "agreement": {"title": "A", "sections": {"a": {"fields": {"b": {"type": "text", "label": "B"}}}}},
    "checklist": {"title": "C", "items": ["One"]},
    "worksheet": {"title": "W", "sections": {"a": {"fields": {"b": {"type": "text", "label": "B"}}}}},
    "site": {"title": "S"},
}
MODEL_KEYS = st.sampled_from(KEYS)
FEW = settings(max_examples=25, suppress_health_check=list(HealthCheck))


def mutated(base: dict[str, Any], changes: dict[str, Any], where: list[str]) -> dict[str, Any]:
    """The base with some keys changed, at its top or further in."""
    made = json.loads(json.dumps(base))
    place = made
    for step in where:
        if not isinstance(place.get(step), dict):
            break
        place = place[step]
    place.update(changes)
    return dict(made)


CHANGES = st.dictionaries(MODEL_KEYS, VALUES, min_size=1, max_size=4)
STEPS = st.lists(st.sampled_from(["roles", "mentor", "sections", "a", "fields", "b"]), max_size=5)


@pytest.mark.parametrize("name", BASES)
@FEW
@given(changes=CHANGES, where=STEPS)
def test_any_definition_is_built_or_told(name: str, changes: dict[str, Any], where: list[str]) -> None:
    text = json.dumps(mutated(BASES[name], changes, where), ensure_ascii=False)
    TARGETS[name](text.encode("utf-8", "replace"))


@pytest.mark.parametrize("name", ["yaml", "program", "agreement", "checklist", "worksheet", "site"])
@FEW
@given(data=st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")))
def test_any_bytes_of_a_definition_are_built_or_told(name: str, data: bytes) -> None:
    TARGETS[name](data)


FRONT = st.dictionaries(MODEL_KEYS, VALUES, max_size=4).map(lambda each: json.dumps(each, ensure_ascii=False))
BODY = st.lists(
    st.sampled_from([*WORDS, "\n", "\n\n", "> ", "- ", "`", "```", "<", "|", "[", "](", ")", ":::note\n"])
).map("".join)


@FEW
@given(front=FRONT, body=BODY)
def test_any_page_is_built_or_told(front: str, body: str) -> None:
    TARGETS["page"](f"---\n{front}\n---\n{body}".encode("utf-8", "replace"))


@settings(max_examples=300)
@given(
    st.lists(
        st.sampled_from(
            [
                "match",
                "cohort",
                "start",
                "end",
                " ",
                "+",
                "-",
                "2",
                "9999",
                "week",
                "s",
                "phase",
                "work",
                "check-in",
                "mid",
                "\t",
                "٣",
            ]
        )
    ).map("".join)
)
def test_any_moment_is_a_day_words_or_told(text: str) -> None:
    TARGETS["moment"](text.encode())


LINKISH = [
    "..",
    "/",
    ".",
    "%2e",
    "%2F",
    "\\",
    "#",
    "?",
    "a b",
    "page",
    ".md",
    ":",
    "//",
    "javascript",
    "\t",
    "\0",
    "é",
    "https",
    "%",
]


@settings(max_examples=400)
@given(st.lists(st.sampled_from(LINKISH), max_size=9).map("".join) | st.text(max_size=20))
def test_any_link_leads_into_the_site_out_to_the_web_or_is_told(text: str) -> None:
    TARGETS["link"](text.encode("utf-8", "replace"))


@settings(max_examples=400)
@given(
    st.lists(
        st.sampled_from(["01-", "..", ".", "/", "a", " ", "CON", "es", "README", "index", "-", "\u202e"]), max_size=7
    ).map("".join)
)
def test_any_name_of_a_file_that_is_fine_is_published_inside(text: str) -> None:
    TARGETS["name"](text.encode())


XML = [
    "<svg xmlns='http://www.w3.org/2000/svg'>",
    "</svg>",
    "<a ",
    "href='",
    "'",
    ">",
    "/>",
    "&x;",
    "<!DOCTYPE a [",
    "]>",
    "<!ENTITY x 'y'>",
    "<![CDATA[",
    "]]>",
    "<?x y?>",
    "<style>",
    "</style>",
    "url(",
    "\0",
    "é",
    "<!--",
    "-->",
]


@settings(max_examples=300)
@given(st.lists(st.sampled_from(XML), max_size=12).map("".join) | st.text(max_size=30))
def test_any_picture_is_fine_or_told(text: str) -> None:
    TARGETS["picture"](text.encode("utf-8", "replace"))


# Time.

READERS: dict[str, Callable[[str], object]] = {
    "yaml": lambda text: yaml_source.read("a.yml", text),
    "markdown": lambda text: parse(text, Origin(Place("a.md"))),
    "picture": lambda text: drawing("a.svg", f"<svg xmlns='http://www.w3.org/2000/svg'>{text}</svg>".encode()),
}
PARTS = {
    "yaml": [
        "a: ",
        "- ",
        "\n",
        "\n  ",
        "[",
        "]",
        "{",
        "}",
        ",",
        "&x ",
        "*x",
        '"',
        "'",
        "|",
        ">",
        "#",
        "? ",
        "---\n",
        "\\",
    ],
    "markdown": [
        "*",
        "_",
        "`",
        "[",
        "]",
        "(",
        ")",
        "<",
        ">",
        "!",
        "#",
        "-",
        "|",
        "\n",
        "\n\n",
        " ",
        "a",
        "&",
        ";",
        "\\",
        "{",
        "}",
        ":",
        "~",
        "http:",
        "http://",
        "www.",
        "@",
        "[^1]",
        ":::note\n",
        "```",
        "{{ a }}",
        "<b>",
        "<!--",
        "'",
    ],
    "picture": [
        "<a>",
        "</a>",
        "<a b='c'/>",
        "x",
        "&amp;",
        "<style>url(",
        "</style>",
        "<!--",
        "-->",
        "\n",
        "\\",
        "/*",
        "*/",
        "data:",
        "<style>a{b:(",
        "<style>[",
        "<g style='a:(",
        "<g><g id='a' fill='url(#a)'/>",
    ],
}


def seconds(read: Callable[[str], object], text: str) -> float:
    """How long reading took, in time of this process: the least of three."""
    took = []
    for _ in range(3):
        start = process_time()
        read(text)
        took.append(process_time() - start)
    return min(took)


@pytest.mark.parametrize("name", READERS)
def test_time_does_not_grow_faster_than_any_text_repeated(name: str) -> None:
    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(st.lists(st.sampled_from(PARTS[name]), min_size=1, max_size=5).map("".join))
    def check(part: str) -> None:
        small, large = (seconds(READERS[name], part * times) for times in (300, 1_200))
        assert large < max(10 * small, 0.5), f"{small:.3f} s, then {large:.3f} s for four times as much of {part!r}"

    check()


def test_every_target_takes_what_is_right() -> None:
    for name, target in TARGETS.items():
        for data in list(seeds(name))[:2]:
            target(data)
