"""Files that a browser would run are told and left out; pictures as programs save them are not."""

import pytest

from mentorsite.read.active import LONGEST_ENTITY, active

SVG = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">{}</svg>'
XHTML = 'xmlns="http://www.w3.org/1999/xhtml"'

ACTS = {
    "a script": "<script>alert(1)</script>",
    "a script under a prefix": '<s:script xmlns:s="http://www.w3.org/2000/svg">x</s:script>',
    "a script of HTML": f"<foreignObject><script {XHTML}>x</script></foreignObject>",
    "a page in it": f'<foreignObject><iframe {XHTML} src="x.md"/></foreignObject>',
    "a form": f"<foreignObject><form {XHTML}/></foreignObject>",
    "an event": '<g onclick="x"/>',
    "an event with a capital": '<g onLoad="x"/>',
    "a link to a script": '<a xlink:href="javascript:x"/>',
    "a link to a script, with a tab": '<a href="java&#9;script:x"/>',
    "an animated link to a script": '<a><animate attributeName="href" values="x; javascript:x"/></a>',
    "a link set to a script": '<a><set attributeName="href" to=" javascript:x"/></a>',
    "a link to a page of data": '<a href="data:text/html,x"/>',
    "a picture of data that may act": '<image href="data:image/svg+xml;base64,PHN2Zz4="/>',
    "a picture from elsewhere": '<image href="https://evil.example/x.png"/>',
    "a picture from elsewhere, without a scheme": '<image xlink:href="//evil.example/x.png"/>',
    "a picture from elsewhere, with backslashes": r'<image href="\\evil.example/x.png"/>',
    "a part from elsewhere": '<use href="http://evil.example/x.svg#a"/>',
    "a style from elsewhere": "<style>@import 'https://evil.example/x.css';</style>",
    "a style from elsewhere, escaped": r"<style>@import '\68ttps\3a //evil.example/x.css';</style>",
    "a style of data": "<style>@import url(data:text/css,x);</style>",
    "a style in parts": "<style>a{b:url(<![CDATA[//evil.example]]>)}</style>",
    "a paint from elsewhere": '<g fill="url(https://evil.example/x#a)"/>',
    "a paint from elsewhere, escaped": r'<g fill="u\72l(//evil.example/x#a)"/>',
    "a base of its own": '<g xml:base="https://evil.example/"/>',
    "a fault": "<g>",
    "a prefix of nothing": "<x:g/>",
    "an entity that is not there": "&nbsp;",
}


@pytest.mark.parametrize("content", ACTS.values(), ids=ACTS.keys())
@pytest.mark.parametrize("name", ["a.svg", "a.SVG", "a.xml"])
def test_what_acts_or_asks_is_told_where_it_stands(content: str, name: str) -> None:
    found = active(name, SVG.format(f"\n{content}\n").encode())
    assert found
    assert (found.code, found.fatal) == ("active-file", True)
    assert found.line == (3 if content == "<g>" else 2)


WHOLE = {
    "an instruction": '<?xml-stylesheet href="x.xsl" type="text/xsl"?><a/>',
    "an entity that holds markup": '<!DOCTYPE a [<!ENTITY x "<b/>">]><a/>',
    "an entity of a file": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "a bomb of entities": '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;">]><a>&y;</a>',
    "a long entity": f'<!DOCTYPE a [<!ENTITY x "{"ha" * LONGEST_ENTITY}">]><a>&x;&x;&x;</a>',
    "an event by default": f'<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x">]>{SVG}',
    "a script by default": '<!DOCTYPE x [<!ATTLIST script xmlns CDATA "http://www.w3.org/2000/svg">]><x><script/></x>',
    "an encoding that is none": '<?xml version="1.0" encoding="x-none"?><a/>',
    "an encoding that hides": '<?xml version="1.0" encoding="utf-7"?><a/>',
    "nothing": "",
}


@pytest.mark.parametrize("text", WHOLE.values(), ids=WHOLE.keys())
def test_what_acts_before_the_first_element_is_told(text: str) -> None:
    assert active("a.svg", text.encode())


@pytest.mark.parametrize("name", ["a.html", "A.HTM", "a.xhtml", "a.svgz", "a.b/c.mht"])
def test_html_is_told_without_a_look(name: str) -> None:
    assert active(name)


FINE = {
    "shapes": '<defs><path id="a" d="M0 0"/></defs><use xlink:href="#a" fill="url(#b)" style="fill:url(#b)"/>',
    "a title with words of programs": "<title>on javascript: and data: https://a.example</title>",
    "a label with an address": '<g aria-label="https://a.example (data: 5)" id="onset"/>',
    "a link to a web site": '<a href="https://a.example"><text>A</text></a>',
    "a picture in it": '<image href="data:image/png;base64,iVBO//Rw0KGgo="/>',
    "a picture beside it": '<image href="photo.png"/>',
    "a style with a font in it": "<style>/* // */ @font-face{src:url(data:font/woff2;base64,AA//==)}</style>",
    "a style with a namespace": "<style>@namespace 'http://a.example';</style>",
    "an animation": '<animate attributeName="x" values="0;1;2" from="0" to="3"/>',
    "words of HTML": f"<foreignObject><div {XHTML}><p>Words</p></div></foreignObject>",
    "what a drawing program keeps": '<i:x xmlns:i="http://a.example/"><i:script/><i:link href="https://a.example"/></i:x>',
}


@pytest.mark.parametrize("content", FINE.values(), ids=FINE.keys())
def test_pictures_as_programs_save_them_are_fine(content: str) -> None:
    assert active("a.svg", SVG.format(content).encode()) is None


def test_what_illustrator_writes_first_is_fine() -> None:
    head = (
        '<?xml version="1.0" encoding="utf-8"?><?xpacket begin=""?>'
        '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd" '
        '[<!ENTITY ns_svg "http://www.w3.org/2000/svg">]>'
    )
    assert active("a.svg", f'{head}<svg xmlns="&ns_svg;"><g/></svg>'.encode()) is None


def test_a_feed_is_fine() -> None:
    feed = '<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://a.example/"/><source/></feed>'
    assert active("feed.xml", feed.encode()) is None
    assert active("feed.atom", feed.encode("utf-16")) is None


@pytest.mark.parametrize("name", ["a.png", "a.pdf", "a.txt", "a.svg.txt", "html"])
def test_other_files_are_not_looked_into(name: str) -> None:
    assert active(name, b"<script>") is None
