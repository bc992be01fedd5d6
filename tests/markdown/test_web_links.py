"""A link to another site leads every program to the same host."""

import pytest

from mentorsite.markdown.sanitize import outside, safe_link
from mentorsite.markdown.web_links import no_web_link
from tests.conftest import PROGRAM, prepared

KEPT = {
    "https://example.org/@me?x=@y#@z": "https://example.org/@me?x=@y#@z",
    "HTTP://example.org:80": "HTTP://example.org:80",
    "https://example.org/a\\b@c%20d": "https://example.org/a\\b@c%20d",
    " https://example.org\n": "https://example.org",
    "http://[::1]:8000/": "http://[::1]:8000/",
    "http://HOST:PORT/": "http://HOST:PORT/",
    "https://MÜNCHEN.example:80/Ü": "https://münchen.example:80/Ü",
    "https://mu\u0308nchen.example": "https://mu\u0308nchen.example",
    "https://my_host.उदाहरण.example?x": "https://my_host.उदाहरण.example?x",
    "https://نامه\u200cای.example#x": "https://نامه\u200cای.example#x",
}
NO_HOST = (
    "http:evil.example",
    "https:///evil.example",
    "https://",
    "\x01https://example.org",
    "https:/\t/evil.example",
)
BETWEEN = ("\\", "\\@", "%5C@", "%40", "%2F", "%2e", "@", ":word@", "\t", "\n", " ", "\0")
BEYOND_ASCII = (
    "\u2215",
    "\uff0f",
    "\uff3c",
    "\uff20",
    "\u3002",
    "\uff0e",
    "\xad",
    "\u200b",
    "\ufe0f",
    "\uff45",
    "\u2100",
)
REFUSED = [
    *NO_HOST,
    *(f"https://good.example{sign}evil.example/" for sign in (*BETWEEN, *BEYOND_ASCII)),
    "https://@evil.example",
    "ht\ttps:/\n/good.example@evil.example",
    f"https://{'ü' * 64}.example",
]


@pytest.mark.parametrize(("target", "link"), KEPT.items())
def test_a_link_to_a_host_that_all_read_as_the_same_is_kept(target: str, link: str) -> None:
    assert safe_link(target) == outside(target) == link


@pytest.mark.parametrize("target", REFUSED)
def test_a_link_to_no_host_or_to_several_is_refused(target: str) -> None:
    assert safe_link(target) is None
    assert outside(target) == ""


@pytest.mark.parametrize("target", ["//evil.example", "/\\evil.example", "\\/evil.example", "/\t/evil.example"])
def test_a_path_that_browsers_take_for_a_host_is_no_link(target: str) -> None:
    assert safe_link(target) is None
    assert safe_link(f"a{target}") == f"a{target}"


MEANT = {
    "https://good.example\\@evil.example/": "`https://good.example/@evil.example/` if",
    "https://a@evil.example/b": "`https://evil.example/b` if",
    "https://m%C3%BCnchen.example?x": "`https://münchen.example?x` if",
    "https://\uff45xample\uff0eorg/A": "`https://example.org/A` if",
    "https://good\u2215evil.example": "letters, digits",
    "https:///evil.example": "write it whole",
}


@pytest.mark.parametrize(("target", "meant"), MEANT.items())
def test_a_message_says_what_to_write_instead(target: str, meant: str) -> None:
    assert meant in no_web_link(target)[1]


HOSTILE = r"https://good.example\@evil.example/"
WAYS = [
    f'<a href="{HOSTILE}">x</a>',
    f"[x]({HOSTILE})".replace("\\", "\\\\"),
    f"[x]({HOSTILE})".replace("\\", "&#92;"),
    f"<{HOSTILE}>",
    HOSTILE,
    f"[x][r]\n\n[r]: {HOSTILE}",
]


@pytest.mark.parametrize("text", WAYS)
def test_no_way_to_write_a_link_hides_where_it_leads(text: str) -> None:
    (found,) = prepared({"content/index.md": f"# Home\n\n{text}\n"}).problems
    assert found.code == "unsafe-link"


def test_an_address_in_yaml_is_looked_at_the_same() -> None:
    program = f"{PROGRAM}contacts:\n  lead: {{name: Lead, url: '{HOSTILE}'}}\n"
    (found,) = prepared({"content/index.md": "# Home\n", "content/programs/p.yml": program}).problems
    assert (found.code, found.line) == ("wrong-value", 7)
    assert "https://good.example/@evil.example/" in found.hint
