"""What a style sheet says once and browsers are told twice."""

import re
from collections import Counter

import pytest

from mentorsite.theme.browser_doubles import KNOWS_BOTH, doubled
from tests.conftest import REPOSITORY

STYLE = REPOSITORY / "themes/default/style"


def plain(css: str) -> str:
    return re.sub(r"\s+", " ", css).replace(" }", "}").replace("{ ", "{").strip()


@pytest.mark.parametrize(
    ("said", "light", "both"),
    [
        (":root{--a: light-dark(#fff, #000)}", ":root{--a: #fff}", ":root{--a: light-dark(#fff, #000);}"),
        (
            "p, li{margin: 0; color: light-dark(rgb(0 0 0 / .5), f(1, 2)) !important}",
            "p, li{margin: 0; color: rgb(0 0 0 / .5) !important}",
            "p, li{color: light-dark(rgb(0 0 0 / .5), f(1, 2)) !important;}",
        ),
        (
            "a{--b: 0 1px light-dark(red, blue), mix(light-dark(a, b) 9%)}",
            "a{--b: 0 1px red, mix(a 9%)}",
            "a{--b: 0 1px light-dark(red, blue), mix(light-dark(a, b) 9%);}",
        ),
    ],
)
def test_browsers_that_know_no_dark_get_the_light_one(said: str, light: str, both: str) -> None:
    assert plain(doubled(f"@layer theme {{{said}}}")) == f"@layer theme {{{light} @supports {KNOWS_BOTH} {{{both}}}}}"


@pytest.mark.parametrize(
    ("selector", "chosen"),
    [
        (":root", ':root[data-look="contrast"]'),
        ("html > body", 'html[data-look="contrast"] > body'),
        (".card, :is(a, b)", ':root[data-look="contrast"] .card, :root[data-look="contrast"] :is(a, b)'),
    ],
)
@pytest.mark.parametrize(
    ("device", "reader"),
    [("screen and (prefers-contrast: more)", "screen"), ("(prefers-contrast:more)", "all")],
)
def test_what_holds_for_devices_that_ask_for_contrast_holds_for_readers_who_choose_it(
    selector: str, chosen: str, device: str, reader: str
) -> None:
    said = f"@media {device} {{{selector} {{--ink: #000}}}}"
    assert plain(doubled(f"@layer contrast {{{said}}}")) == (
        f"@layer contrast {{{plain(said)} @media {reader} {{{chosen} {{--ink: #000}}}}}}"
    )


@pytest.mark.parametrize(
    "css",
    [
        "@layer a, b;\n/* light-dark( */ p { color: red }\n",
        "@supports (color: light-dark(red, red)) {\n  :root { --a: light-dark(#fff, #000); }\n}\n",
        '@media (prefers-contrast: less) { p { content: "}" } }',
        '@page { margin: 1cm; @bottom-left { content: "prefers-contrast" } } p { a: b',
    ],
)
def test_the_rest_stays_as_it_is(css: str) -> None:
    assert plain(doubled(css)).removesuffix("}") == plain(css).removesuffix("}")


def test_the_default_theme_says_each_of_its_colours_once() -> None:
    tokens, contrast = ((STYLE / name).read_text() for name in ("10-tokens.css", "95-contrast.css"))
    on_screens = Counter(re.findall(r"^ +(--[\w-]+):", tokens.partition("@media print")[0], re.MULTILINE))
    in_two = re.findall(r"^    (--[\w-]+):.*light-dark\(", tokens, re.MULTILINE)
    assert len(in_two) == 10
    assert {name: on_screens[name] for name in in_two if on_screens[name] > 1} == {}
    assert max(Counter(re.findall(r"(--[\w-]+):", contrast)).values()) == 1


@pytest.mark.parametrize("number", ["9" * 5_000, f"n-{'9' * 5_000}", f".{'9' * 5_000}px"])
def test_a_huge_number_is_read(number: str) -> None:
    assert "red" in doubled(f"a {{ color: light-dark(red, blue); order: {number} }}")
