"""Addresses: names become URLs that every system can serve."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mentorsite.markdown.slug import slug
from mentorsite.model.urls import (
    file_address,
    instead_of_unsafe,
    joined,
    named_by_number,
    order_and_name,
    output_path,
    own_domain,
    page_address,
    parent,
    relative,
    unsafe_name,
)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("01-goals", (1, "goals")),
        ("1_goals", (1, "goals")),
        ("010- goals", (10, "goals")),
        ("goals", (None, "goals")),
        ("2027-spring", (None, "2027-spring")),
        ("01-02", (None, "01-02")),
        ("01", (None, "01")),
        ("-a", (None, "-a")),
    ],
)
def test_a_number_before_a_name_is_its_order(name: str, expected: tuple[int | None, str]) -> None:
    assert order_and_name(name) == expected


@pytest.mark.parametrize(
    ("names", "named"),
    [
        ("1-on-1s 360-feedback 30-60-90-plan index", "1-on-1s 360-feedback"),
        ("01-intro 02-next 1-on-1s 100-days", "1-on-1s 100-days"),
        ("5-tips intro", "5-tips"),
        ("1-intro 2-next", ""),
        ("1-intro 2-next 4-last 90-day-plan", "90-day-plan"),
        ("10-intro 20-next 25-between", ""),
        ("10-intro 20-next 90-last", ""),
        ("100-intro 200-next 300-last", ""),
        ("01-intro 02-next 90-glossary", ""),
        ("90-day-plan 360-feedback", "90-day-plan 360-feedback"),
        ("01-choosing", ""),
        ("08-a 09-b 10-c 11-d", ""),
        ("2027-spring", ""),
        ("a/1-intro b/2-next", "a/1-intro b/2-next"),
    ],
)
def test_a_number_is_a_place_where_others_near_it_or_a_zero_say_so(names: str, named: str) -> None:
    assert named_by_number(names.split()) == set(named.split())


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index", ""),
        ("README", ""),
        ("guidelines/index", "guidelines/"),
        ("02-guidelines/01-first steps", "guidelines/first-steps/"),
        ("Cafe\u0301", "Café/"),
        ("a/readme", "a/"),
        ("a.b", "a.b/"),
        ("a/Index", "a/Index/"),
    ],
)
def test_a_page_stands_at_its_name_without_number_ending_and_spaces(path: str, address: str) -> None:
    assert page_address(path) == address


def test_a_file_keeps_its_name_in_the_folder_as_pages_have_it() -> None:
    assert file_address("01-guides/01-plan v1.pdf") == "guides/01-plan v1.pdf"


@pytest.mark.parametrize(("address", "path"), [("", "index.html"), ("a/", "a/index.html"), ("a/b.ics", "a/b.ics")])
def test_an_address_has_one_file(address: str, path: str) -> None:
    assert output_path(address) == path


@pytest.mark.parametrize(
    ("source", "target", "url"),
    [
        ("", "", "./"),
        ("", "a/", "a/"),
        ("a/", "", "../"),
        ("a/b/", "a/c/", "../c/"),
        ("a/", "a/", "./"),
        ("a/b/", "a/", "../"),
        ("a/", "b.pdf", "../b.pdf"),
        ("404.html", "a/", "a/"),
        ("a/x.ics", "a/", "./"),
        ("", "é a/", "%C3%A9%20a/"),
        ("", "a?b#c/", "a%3Fb%23c/"),
    ],
)
def test_urls_are_relative_and_encoded(source: str, target: str, url: str) -> None:
    assert relative(source, target) == url


PARTS = st.lists(st.text("abé #?%", min_size=1, max_size=4).filter(lambda part: part not in (".", "..")), max_size=4)


@given(PARTS, PARTS)
def test_a_relative_url_leads_where_it_says(source: list[str], target: list[str]) -> None:
    from urllib.parse import unquote, urljoin

    here, there = ("".join(f"{part}/" for part in parts) for parts in (source, target))
    base = "https://a.example/h/" + "".join(f"{slug('x')}{i}/" for i in range(len(source)))
    assert urljoin(base, relative(here, here)) == base
    from urllib.parse import quote

    assert (
        unquote(urljoin(f"https://a.example/h/{quote(here)}", relative(here, there))) == f"https://a.example/h/{there}"
    )


@pytest.mark.parametrize(("address", "above"), [("a/b/", "a/"), ("a/", ""), ("", ""), ("a/b.pdf", "a/")])
def test_every_address_stands_below_another(address: str, above: str) -> None:
    assert parent(address) == above


@pytest.mark.parametrize(
    ("folder", "target", "path"),
    [
        ("a", "b.md", "a/b.md"),
        ("a", "../b.md", "b.md"),
        ("a", "../../b.md", None),
        ("", "..", None),
        ("a", "..", ""),
        ("a", "/b.md", "b.md"),
        ("a", "//b.md", "b.md"),
        ("a", "%2e%2e/%2e%2e/b", None),
        ("a", "b\\c", None),
        ("a", "b%5Cc", None),
        ("a", "b%00", None),
        ("a", "%2fb", "b"),
        ("a", "./b/./c/../d", "a/b/d"),
    ],
)
def test_a_path_is_taken_from_a_folder_and_never_leads_out(folder: str, target: str, path: str | None) -> None:
    assert joined(folder, target) == path


@given(st.text("./\\%2eE5cC0ab", max_size=20))
def test_no_path_leads_out(target: str) -> None:
    path = joined("content/a", target)
    assert path is None or not (path == ".." or path.startswith(("../", "/")) or "\\" in path or "\0" in path)


@pytest.mark.parametrize(
    "path",
    [
        "con.md",
        "a/NUL",
        "aux",
        "com1.txt",
        "a:b.md",
        "a<b",
        'a"b',
        "a|b",
        "a?b",
        "a*b",
        "a\\b",
        "a\tb",
        "a\x7fb",
        "a.",
        "a ",
        "a/b./c",
        "é" * 100,
        "a\u202eb",
        "a\u2066b",
        "\ufdd0",
        "\ufffd",
        "a\0b",
        "dot..md",
        "dot..es.yml",
        "01-...md",
        "01-.git/a.md",
        "01-.hidden.md",
        "01-con.md",
        "02-NUL/a.png",
        "aux .md",
        " .md",
        "aux .png",
        "COM¹.png",
        "lpt³",
        "CONIN$",
        "conout$.txt",
        "a/ b /c ",
    ],
    ids=ascii,
)
def test_names_that_some_system_refuses_are_told(path: str) -> None:
    assert unsafe_name(f"content/{path}")


@pytest.mark.parametrize(
    ("path", "hint"),
    [
        ("content/con.md", "call it `content/con-1.md`"),
        ("AUX", "call it `AUX-1`"),
        ("01-con.md", "call it `01-con-1.md`"),
        ("aux .png", "call it `aux-1.png`"),
        ("names/a:b.md", "call it `names/a-b.md`"),
        ("notes. /page.md", "call it `notes/page.md`"),
        ("page.", "call it `page`"),
        ("dot..md", "call it `dot.md`"),
        ("..", "give it another name"),
        (f"{'x' * 300}.md", "give it another name"),
    ],
)
def test_what_to_write_instead_is_told_and_is_fine(path: str, hint: str) -> None:
    assert unsafe_name(path)
    assert instead_of_unsafe(path) == hint


@pytest.mark.parametrize(
    "path",
    [
        "1.2.md",
        "a..png",
        "a.md",
        "con-a.md",
        "contact.md",
        "common/a.md",
        "é 选.md",
        "a b",
        ".a",
        "a'b",
        "100%.md",
        "a#b.md",
        "nul-a",
        "com.md",
        "com10.md",
        "conin.md",
    ],
)
def test_other_names_are_fine(path: str) -> None:
    assert unsafe_name(f"content/{path}") == ""


@pytest.mark.parametrize(
    ("url", "domain"),
    [
        ("https://mentors.example.org/", "mentors.example.org"),
        ("https://Mentors.Example.org", "mentors.example.org"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://example.xn--p1ai/", "example.xn--p1ai"),
    ],
)
def test_a_site_at_the_top_of_a_domain_has_it_to_itself(url: str, domain: str) -> None:
    assert own_domain(url) == domain


@pytest.mark.parametrize(
    "url",
    [
        "https://name.github.io/",
        "https://name.github.io/handbook/",
        "https://NAME.GitHub.io/",
        "https://example.org/handbook/",
        "https://example.org:8443/",
        "https://me@example.org/",
        "http://localhost/",
        "http://192.168.0.1/",
        "https://[::1]/",
        "https://[::1",
        "https://a..b.example/",
        f"https://{'a' * 64}.example/",
    ],
)
def test_a_site_at_a_path_a_port_an_address_or_githubs_own_domain_has_none(url: str) -> None:
    assert own_domain(url) is None
