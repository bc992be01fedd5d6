"""Drawings are written anew: what acts or asks is left out and told, and what programs save looks the same."""

import io
from base64 import b64decode, b64encode
from pathlib import Path

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser

from mentorsite.loader.svg.allowlist import ANIMATED, ANIMATIONS, CHANGED, DRAWN, NAMES, PLAIN, PROPERTIES
from mentorsite.loader.svg.cost import MOST_DRAWN
from mentorsite.loader.svg.limits import DEEPEST, GROWS, LONGEST_ENTITY, MOST_DECLARED, NESTED_PICTURES, SMALL
from mentorsite.loader.svg.rewrite import MOST_PROBLEMS, drawing

pytestmark = pytest.mark.needs_browser

DRAWINGS = sorted((Path(__file__).parents[1] / "data" / "drawings").glob("*.svg"))
HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">'
PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAsTj2FAAAAABJRU5ErkJggg=="
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'


def svg(inside: str) -> bytes:
    return f"{HEAD}\n{inside}\n</svg>".encode()


def kept(inside: str | bytes) -> str:
    """What is kept of what stands in a drawing."""
    found, _ = drawing("a.svg", inside if isinstance(inside, bytes) else svg(inside))
    assert found
    text = found.data.decode()
    return text.removeprefix(HEAD).removesuffix("</svg>").strip()


def told(inside: str) -> list[tuple[int, str]]:
    return [(each.line, each.message) for each in drawing("a.svg", svg(inside))[1]]


LEFT_OUT = {
    "a script": ("<script>alert(1)</script>", "", "`script`"),
    "a script under a prefix": ('<s:script xmlns:s="http://www.w3.org/2000/svg">x</s:script>', "", "`script`"),
    "a script of HTML": (
        f"<foreignObject><script {XHTML}>x</script></foreignObject>",
        "<foreignObject></foreignObject>",
        "`script`",
    ),
    "HTML outside": (f'<img {XHTML} src="x" onerror="x"/>', "", "`img`"),
    "a page in it": (
        f'<foreignObject><iframe {XHTML} src="x.md"/></foreignObject>',
        "<foreignObject></foreignObject>",
        "`iframe`",
    ),
    "an event": ('<g onclick="x"/>', "<g></g>", "`onclick`"),
    "an event with a capital": ('<g onLoad="x"/>', "<g></g>", "`onLoad`"),
    "a link to a script": ('<a xlink:href="javascript:x"/>', "<a></a>", "a link that pages may not have"),
    "a link to a script, with a tab": ('<a href="java&#9;script:x"/>', "<a></a>", "a link that pages may not have"),
    "a link to a page of data": ('<a href="data:text/html,x"/>', "<a></a>", "a link that pages may not have"),
    "a link to mail with a copy": ('<a href="mailto:a@b.c?bcc=d@e.f"/>', "<a></a>", "a link that pages may not have"),
    "an animated link": ('<a><animate attributeName="href" values="x; javascript:x"/></a>', "<a></a>", "`animate`"),
    "a link that is set": ('<a><set attributeName="xlink:href" to="javascript:x"/></a>', "<a></a>", "`set`"),
    "an event that is set": ('<set attributeName="onclick" to="x"/>', "", "`set`"),
    "a ping": ('<a href="x" ping="https://evil.example/"/>', '<a href="x"></a>', "`ping`"),
    "a link that is not whole": ('<a href="//evil.example"/>', "<a></a>", "that is not whole"),
    "a link with a backslash": (r'<a href="/\evil.example"/>', "<a></a>", "that is not whole"),
    "a link with two hosts": (
        r'<a href="https://good.example\@evil.example"/>',
        "<a></a>",
        "a link that pages may not have",
    ),
    "a picture that is a page": ('<image href="data:text/html,x"/>', "<image></image>", "leads elsewhere"),
    "a picture from elsewhere": ('<image href="https://evil.example/x.png"/>', "<image></image>", "leads elsewhere"),
    "without a scheme": ('<image xlink:href="//evil.example/x.png"/>', "<image></image>", "leads elsewhere"),
    "with backslashes": (r'<image href="\\evil.example/x.png"/>', "<image></image>", "leads elsewhere"),
    "with a tab": ('<image href="/&#9;/evil.example/x.png"/>', "<image></image>", "leads elsewhere"),
    "a part from elsewhere": ('<use href="http://evil.example/x.svg#a"/>', "<use></use>", "leads elsewhere"),
    "a part of another file": ('<use href="x.svg#a"/>', "<use></use>", "leads elsewhere"),
    "a paint from elsewhere": ('<g fill="url(https://evil.example/x#a)"/>', "<g></g>", "`fill`"),
    "a paint from elsewhere, escaped": (r'<g fill="u\72l(//evil.example/x#a)"/>', "<g></g>", "`fill`"),
    "a paint with a tab": ('<g fill="url(/&#9;/evil.example/x#p)"/>', "<g></g>", "`fill`"),
    "a paint that is set": (
        '<set attributeName="fill" to="url(//evil.example/x#y)"/>',
        '<set attributeName="fill"></set>',
        "`to`",
    ),
    "a mask that is animated": (
        '<animate attributeName="mask" values="none;url(http://evil.example/x)" dur="9s"/>',
        '<animate attributeName="mask" dur="9s"></animate>',
        "`values`",
    ),
    "paints in frames": (
        "<style>@keyframes a{from{fill:url(#a)}}</style>",
        "<style></style>",
        "`@keyframes` with an address",
    ),
    "a set of pictures": ("<g style=\"background:image-set('//evil.example/x' 1x)\"/>", "<g></g>", "`image-set()`"),
    "a property that holds an address": (
        '<g style="--a:url(#a)"/><g fill="var(--a)"/>',
        '<g></g><g fill="var(--a)"></g>',
        "`--a`",
    ),
    "a background of HTML": (
        f'<foreignObject><body {XHTML} background="//evil.example/x"/></foreignObject>',
        f"<foreignObject><body {XHTML}></body></foreignObject>",
        "`background`",
    ),
    "a style of HTML": (
        f"<foreignObject><style {XHTML}>@import 'https://evil.example'</style></foreignObject>",
        "<foreignObject></foreignObject>",
        "`style`",
    ),
    "a style from elsewhere": ("<style>@import 'https://evil.example/x.css';</style>", "<style></style>", "`@import`"),
    "a style from elsewhere, escaped": (
        r"<style>@im\70ort '\68ttps\3a //evil.example';</style>",
        "<style></style>",
        "`@import`",
    ),
    "a style in parts": ("<style>a{fill:url(<![CDATA[//evil.example]]>)}</style>", "<style>a{}</style>", "`fill`"),
    "a style in a string": (
        '<style>a{content:"/*"}@import "x";b{content:"*/"}</style>',
        '<style>a{content:"/*"}\nb{content:"*/"}</style>',
        "`@import`",
    ),
    "a style around an element": (
        "<style><x xmlns='urn:x'/>@import url(//e.example)</style>",
        "<style></style>",
        "`@import`",
    ),
    "a font from elsewhere": (
        "<style>@font-face{font-family:a;src:url(https://evil.example/x.woff2)}</style>",
        "<style>@font-face{font-family:a}</style>",
        "a font that is not in the file",
    ),
    "a selector that loads": ("<style>a:unknown(url(//e.example)){fill:red}</style>", "<style></style>", "`unknown()`"),
    "a style within another kind": (
        "<style>@supports (fill:red){a{fill:red}}</style>",
        "<style></style>",
        "`@supports`",
    ),
}


@pytest.mark.parametrize(("inside", "left", "what"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_what_acts_or_asks_is_left_out_and_told(inside: str, left: str, what: str) -> None:
    assert kept(inside) == left
    ((line, message),) = told(inside)
    assert line == 2
    assert what in message
    assert message.endswith("is left out of the published picture")


SILENT = {
    "what a drawing program keeps": '<i:x xmlns:i="http://a.example/"><i:script/><g onclick="x"/></i:x>',
    "who drew it, in a style": "<style>:root{--author:'Someone'}</style>",
    "who drew it": "<metadata><script/>Someone</metadata>",
    "a comment": "<!-- x -->",
    "an instruction": '<?xml-stylesheet href="x.xsl"?>',
}


@pytest.mark.parametrize("inside", SILENT.values(), ids=SILENT.keys())
def test_notes_that_show_nothing_are_left_out_without_a_word(inside: str) -> None:
    assert kept(inside) in ("", "<style>:root{}</style>")
    assert told(inside) == []


def test_so_are_attributes_of_drawing_programs_and_a_base() -> None:
    inside = (
        '<g xmlns:i="http://a.example/" i:label="x" data-cell="1" xml:base="https://evil.example/" focusable="false"/>'
    )
    assert (kept(inside), told(inside)) == ("<g></g>", [])


REFUSED = {
    "an entity that hides a namespace": '<!DOCTYPE svg [<!ENTITY % p "">%p;<!ENTITY c ":">]>'
    '<svg xmlns="http&c;//www.w3.org/2000/svg"><script>x</script></svg>',
    "an entity that hides a script": '<!DOCTYPE svg [<!ENTITY % p "">%p;<!ENTITY s "<script/>">]><svg>&s;</svg>',
    "an entity that holds markup": '<!DOCTYPE svg [<!ENTITY x "<b/>">]><svg>&x;</svg>',
    "an entity of a file": '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
    "a bomb of entities": '<!DOCTYPE svg [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><svg>&y;</svg>',
    "what each element is unsaid": '<!DOCTYPE svg [<!ATTLIST g aria-a CDATA "x" aria-b CDATA "x">]><svg><g/></svg>',
    "a long entity": f'<!DOCTYPE svg [<!ENTITY x "{"h" * (LONGEST_ENTITY + 1)}">]><svg>&x;</svg>',
    "an entity from outside": '<!DOCTYPE svg SYSTEM "https://evil.example/x.dtd"><svg>&nbsp;</svg>',
    "an entity that is not there": "<svg>&nbsp;</svg>",
    "an encoding that is none": '<?xml version="1.0" encoding="x-none"?><svg/>',
    "an encoding that hides": '<?xml version="1.0" encoding="utf-7"?><svg/>',
    "a page": '<html xmlns="http://www.w3.org/1999/xhtml"><script/></html>',
    "a page that is called svg": '<svg xmlns="http://www.w3.org/1999/xhtml"><script/></svg>',
    "a fault": "<svg><g></svg>",
    "a prefix of nothing": "<svg><x:g/></svg>",
    "nothing": "",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED.keys())
def test_what_can_not_be_read_strictly_is_not_published(text: str) -> None:
    found, problems = drawing("a.svg", text.encode())
    assert found is None
    assert [(each.code, each.fatal) for each in problems] == [("active-file", True)]


FINE = {
    "shapes": '<defs><path id="a" d="M0 0"></path></defs><use xlink:href="#a" style="fill:url(#b)"></use>',
    "paints": '<g fill="url(#a) none" stroke="rgb(1,2,3)" marker-end="url(#b)"></g>',
    "a title with words of programs": "<title>on javascript: and data: https://a.example</title>",
    "a label with an address": '<g aria-label="https://a.example (data: 5)" id="onset"></g>',
    "a link to a web site": '<a href="https://a.example"><text>A &amp; B &lt; C</text></a>',
    "a link to mail": '<a href="mailto:a@b.example"></a>',
    "a picture in it": f'<image href="data:image/png;base64,{PNG}"></image>',
    "a picture beside it": '<image href="more/photo one.png"></image>',
    "a style with a font": "<style>@font-face{font-family:a;src:url(data:font/woff2;base64,AA//==)}</style>",
    "a matrix of colours": '<feColorMatrix type="matrix" values="1 0 0 0 0, .5 -1e-3"></feColorMatrix>',
    "when an animation begins": '<set attributeName="x" to="1" begin="a.end+0:01.5; click" keyTimes="0;.5"></set>',
    "parts with any name": '<feOffset id="url(a/b)" requiredExtensions="http://www.w3.org/1999/xhtml"></feOffset>',
    "an animation": '<animate attributeName="x" values="0;1;2" from="0" to="3" fill="freeze"></animate>',
    "a move": '<animateMotion path="M0 0" dur="1s"><mpath href="#a"></mpath></animateMotion>',
    "words of HTML": f'<foreignObject><div {XHTML} style="color:red"><p>Words<br></br></p></div></foreignObject>',
    "white space that counts": '<text xml:space="preserve">a  b</text>',
    "a name for a colour": '<style>a{--a:red}</style><g style="--b:blue;fill:var(--a,var( --b))"></g>',
    "numbers that are computed": '<g style="width:calc(100% - (2 * 3px));transform:rotate(45deg) scale(2,3)"></g>',
}


@pytest.mark.parametrize("inside", FINE.values(), ids=FINE.keys())
def test_what_only_shows_stays_as_it_is(inside: str) -> None:
    assert kept(inside).replace('url("', "url(").replace('")', ")") == inside
    assert told(inside) == []


ADDRESS = "url(http://evil.example/x)"


def test_no_attribute_but_a_name_keeps_an_address() -> None:
    """Tries every attribute of every element, and all that an animation can change."""
    names = sorted((CHANGED | PLAIN | PROPERTIES | {"href"}) - NAMES)
    values = " ".join(f"{name}='{ADDRESS}'" for name in names)
    animated = [f"{name} attributeName='{changed}'" for name in ANIMATIONS for changed in ANIMATED]
    written = kept("".join(f"<{element} {values}/>" for element in [*(DRAWN - ANIMATIONS - {"style"}), *animated]))
    assert written.count("attributeName") == len(animated)
    assert "evil" not in written


def test_a_namespace_that_a_document_type_gives_is_read() -> None:
    declared = '<!DOCTYPE svg [<!ATTLIST svg xmlns:l CDATA #FIXED "http://www.w3.org/1999/xlink">]>'
    assert kept(f'{declared}<svg><a l:href="b.md"/></svg>'.encode()) == '<a xlink:href="b.md"></a>'


LONG = {
    "entities in words": "<title>{}</title>",
    "entities in an attribute": "<g aria-label='{}'/>",
}


@pytest.mark.parametrize("inside", LONG.values(), ids=LONG.keys())
def test_what_is_many_times_longer_than_the_file_is_not_published(inside: str) -> None:
    again = "&a;" * (GROWS * SMALL // LONGEST_ENTITY + 1)
    found, problems = drawing(
        "a.svg", f'<!DOCTYPE svg [<!ENTITY a "{"x" * LONGEST_ENTITY}">]><svg>{inside.format(again)}</svg>'.encode()
    )
    assert (found, [each.code for each in problems]) == (None, ["too-large"])


def test_what_is_written_is_counted_too() -> None:
    found, problems = drawing("a.svg", svg("<g aria-label='" + '"' * SMALL + "'/>"))
    assert (found, [each.code for each in problems]) == (None, ["too-large"])


def test_a_document_type_declares_so_much_and_no_more() -> None:
    declared = " ".join(f"a{number} CDATA #IMPLIED" for number in range(MOST_DECLARED + 1))
    found, problems = drawing("a.svg", f"<!DOCTYPE svg [<!ATTLIST g {declared}>]><svg/>".encode())
    assert (found, [each.code for each in problems]) == (None, ["too-large"])


def test_a_drawing_in_a_drawing_is_written_anew_too() -> None:
    inner = b64encode(svg("<script/><rect/>")).decode()
    text = kept(f'<image href="data:image/svg+xml;base64,{inner}"/>')
    written = b64decode(text.partition(";base64,")[2].partition('"')[0]).decode()
    assert written == f"{HEAD}\n<rect></rect>\n</svg>"
    assert ["`script`" in message for _, message in told(f'<image href="data:image/svg+xml;base64,{inner}"/>')] == [
        True
    ]
    plain = kept("<image href=\"data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' onload='x'/%3E\"/>")
    assert b64decode(plain.partition(";base64,")[2].partition('"')[0]).decode() == f"{HEAD}</svg>"


def test_drawings_in_drawings_end_somewhere() -> None:
    text = "<rect/>"
    for _ in range(4):
        text = f'<image href="data:image/svg+xml;base64,{b64encode(svg(text)).decode()}"/>'
    for _ in range(NESTED_PICTURES):
        text = kept(text)
        text = b64decode(text.partition(";base64,")[2].partition('"')[0]).decode()
        text = text.removeprefix(HEAD).removesuffix("</svg>").strip()
    assert text == "<image></image>"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_every_encoding_becomes_utf_8(encoding: str) -> None:
    head = "" if encoding.startswith("utf") else f'<?xml version="1.0" encoding="{encoding}"?>'
    assert kept(f"{head}<svg><title>é</title></svg>".encode(encoding)) == "<title>é</title>"


def test_a_drawing_as_it_stands_in_a_page_gets_its_namespace() -> None:
    assert kept(b"<svg><g/></svg>") == "<g></g>"


def test_a_line_of_a_style_is_told() -> None:
    assert [line for line, _ in told("<style>\na{}\n@import 'x';\n</style>\n<g\nonclick='x'/>")] == [4, 6]


def test_what_is_left_out_is_told_once_a_kind_and_not_without_end() -> None:
    many = "".join(f"<x{number}/><x{number}/>" for number in range(MOST_PROBLEMS + 5))
    found = told(many)
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1][1].startswith("5 more kinds")


# Drawing without end.


def levels(name: str, part: str, attributes: str = "") -> str:
    """Parts of which each draws ten times the one below; `{below}` and `{here}` are their ids."""
    made = ['<g id="l0"><rect/></g>']
    for number in range(1, 21):
        ids = {"here": f"l{number}", "below": f"l{number - 1}"}
        made.append(f"<{name} id='l{number}' {attributes.format(**ids)}>{part.format(**ids) * 10}</{name}>")
    return "".join(made)


def rules(rule: str) -> str:
    return f"<style>{''.join(rule.format(here=number, below=number - 1) for number in range(1, 21))}</style>"


BOMBS = {
    "by use": levels("g", "<use href='#{below}'/>"),
    "by a name that is encoded": levels("g", "<use href='#%6C{below}'/>").replace("%6Cl", "%6C"),
    "by patterns": levels("pattern", "<rect fill='url(#{below})'/>"),
    "by a fill that is taken over": levels("pattern", "<rect/>", "fill='url(#{below})'"),
    "by masks in style": levels("mask", "<rect style='mask:url(#{below})'/>"),
    "by rules for classes": rules(".l{here}{{fill:url(#l{below})}}") + levels("pattern", "<rect class='{here}'/>"),
    "by rules for ids": rules("#l{here}{{fill:url(#l{below})}}") + levels("pattern", "<rect/>"),
    "by rules for what stands in others": "<style>switch :is(rect){mask:url(#m)}</style>"
    f"<mask id='m'>{'<path/>' * 1000}</mask><switch>{'<rect/>' * 1000}</switch>",
    "by animations of others": f"<mask id='m'>{'<path/>' * 1000}</mask><rect id='a'/>"
    + "<use href='#a'/>" * 1000
    + "<set href='#a' attributeName='mask' to='url(#m)'/>",
    "by rules for all": "<style>:root{fill:url(#l20)}</style>" + levels("pattern", "<use href='#{below}'/>"),
    "by markers": f"<marker id='m'>{'<rect/>' * 1000}</marker><path marker-mid='url(#m)' d='{'L1 1' * 1000}'/>",
    "in a circle": "<g id='a'><use href='#b'/></g><g id='b'><use href='#a'/></g>",
    "in itself": "<g id='a'><g><use href='#a'/></g></g>",
}


@pytest.mark.parametrize("inside", BOMBS.values(), ids=BOMBS.keys())
def test_a_drawing_without_end_is_not_published(inside: str) -> None:
    found, problems = drawing("a.svg", svg(inside))
    assert found is None
    assert [each.code for each in problems] == ["too-large"]
    assert f"{MOST_DRAWN:,}" in problems[0].message or "inside itself" in problems[0].message


def test_a_part_that_is_used_often_is_fine() -> None:
    inside = f"<symbol id='a'>{'<rect/>' * 100}</symbol>" + "<use href='#a'/>" * 1000
    assert kept(inside).count("<use") == 1000


@pytest.mark.parametrize(("deep", "fine"), [(DEEPEST - 1, True), (DEEPEST, False), (50_000, False)])
def test_elements_nest_so_deep_and_no_deeper(deep: int, fine: bool) -> None:
    found, _ = drawing("a.svg", svg("<g>" * deep + "</g>" * deep))
    assert bool(found) == fine


# As programs save them.


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: str(path.stem))
def test_nothing_is_left_out_of_what_drawing_programs_save(path: Path) -> None:
    found, problems = drawing(path.name, path.read_bytes())
    assert found
    assert problems == ()
    assert b"Someone" not in found.data
    assert b"<!" not in found.data
    assert b"inkscape" not in found.data
    assert drawing(path.name, found.data) == (found, ())


@pytest.mark.parametrize("path", DRAWINGS, ids=lambda path: str(path.stem))
def test_they_look_the_same(path: Path, browser: Browser, tmp_path: Path) -> None:
    found, _ = drawing(path.name, path.read_bytes())
    assert found
    (tmp_path / "before.svg").write_bytes(path.read_bytes())
    (tmp_path / "after.svg").write_bytes(found.data)
    shots = []
    with browser.new_context(viewport={"width": 500, "height": 300}) as context:
        page = context.new_page()
        for name in ("before.svg", "after.svg"):
            page.goto((tmp_path / name).as_uri())
            shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
    before, after = shots
    assert len(before.getcolors(500 * 300) or ()) > 20, "it shows something"
    assert ImageChops.difference(before, after).getbbox() is None


@pytest.mark.parametrize(
    "inside",
    [
        "<style>a{{opacity:{}}}</style>",
        '<g style="opacity:{}"/>',
        '<g opacity="1+{}/*a*/"/>',
        '<rect width="{0}" x="{0}"/>',
        "<style>@media (min-width:{}px){{a{{opacity:1}}}}</style>",
    ],
)
def test_a_huge_number_is_read(inside: str) -> None:
    assert kept(inside.format("9" * 5_000)).startswith(inside[:3])
