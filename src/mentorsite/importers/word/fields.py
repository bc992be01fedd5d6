"""What a Word text holds in frames of its own → words and links: fields, readings above words, text boxes."""

import re
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

import lxml.etree

from mentorsite.importers.word.controls import NEAR, SPACE, Element, W
from mentorsite.markdown.sanitize import SCHEMES, scheme

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
TOKEN = re.compile(r'"([^"]*)"|(\S+)')
MERGED = re.compile(r"\s*(?:MERGEFIELD\s+\"?([^\"\\]*[^\"\\\s])|((?:ADDRESSBLOCK|GREETINGLINE)))", re.I)
WITH_VALUE = ("\\l", "\\o", "\\t", "\\s")
"""Switches of a link with a value behind them: its place, its hint, its window."""
REFERENCES = ("REF", "PAGEREF", "NOTEREF")
READ = {
    *(f"{W}{name}" for name in (
        "document", "body", "p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "customXml", "ins", "moveTo", "object",
        "smartTag", "pict", "hyperlink", "txbxContent", "footnotes", "footnote", "endnotes", "endnote",
    )),
    *(f"{V}{name}" for name in ("group", "rect", "roundrect", "shape", "textbox")),
    f"{MC}AlternateContent", f"{MC}Fallback",
}  # fmt: skip
"""What the library reads the words of."""
REPORTED_PARTS = {f"{W}{name}" for name in ("del", "moveFrom")} | {f"{MC}Choice"}
"""What has words that stand elsewhere, too, or that are taken out on purpose."""


@dataclass(slots=True)
class _Field:
    """A field that has begun: where its instruction stands, and whether it lies in a link."""

    in_link: bool
    parts: list[Element] = field(default_factory=list)
    is_link: bool = False


def unframed(root: Element) -> list[str]:
    """Takes the words of a text out of frames that the library doesn't read; gives what is not as it was."""
    for frame in list(root.iter(f"{W}dir", f"{W}bdo")):
        _replace(frame, list(frame))
    for simple in list(root.iter(f"{W}fldSimple")):
        _replace(simple, [*_begin(str(simple.get(f"{W}instr", ""))), *simple, _mark("end")])
    losses = [*_readings(root), *_fields(root)]
    _text_boxes(root)
    return [*losses, *_unread(root)]


def _replace(element: Element, others: Sequence[Element]) -> None:
    parent = element.getparent()
    if parent is not None:
        place = parent.index(element)
        parent[place : place + 1] = others


def _begin(instruction: str) -> tuple[Element, ...]:
    run = lxml.etree.Element(f"{W}r")
    lxml.etree.SubElement(run, f"{W}instrText").text = instruction
    return _mark("begin"), run, _mark("separate")


def _mark(kind: str) -> Element:
    run = lxml.etree.Element(f"{W}r")
    lxml.etree.SubElement(run, f"{W}fldChar").set(f"{W}fldCharType", kind)
    return run


def _readings(root: Element) -> list[str]:
    """Puts how a word is read, which stands above it, behind it in brackets."""
    first = ""
    for ruby in list(root.iter(f"{W}ruby")):
        base, reading = _words_in(ruby, "rubyBase"), _words_in(ruby, "rt")
        text = lxml.etree.Element(f"{W}t")
        text.text = base
        if reading.strip():
            text.text = f"{base} ({reading})"
        text.set(SPACE, "preserve")
        _replace(ruby, [text])
        first = first or text.text
    if not first:
        return []
    return [f"small words above others stand behind them in brackets, as in “{first[:NEAR]}”"]


def _words_in(ruby: Element, name: str) -> str:
    words = ""
    for part in ruby.iter(f"{W}{name}"):
        for text in part.iter(f"{W}t"):
            words += text.text or ""
    return words


def _fields(root: Element) -> Iterator[str]:
    """Writes the instructions of fields that are links as the library reads them; gives links that are lost."""
    open_fields: list[_Field] = []
    for each in list(root.iter(f"{W}fldChar", f"{W}instrText")):
        if each.tag == f"{W}instrText":
            if open_fields:
                open_fields[-1].parts.append(each)
            continue
        # A field is a run of marks: begin, its instruction in any number of parts, separate, what it shows, end
        # (ECMA-376, 17.16.18). Others may stand in what it shows.
        kind = each.get(f"{W}fldCharType")
        if kind == "begin":
            is_in_field = bool(open_fields) and (open_fields[-1].is_link or open_fields[-1].in_link)
            is_in_link = next(each.iterancestors(f"{W}hyperlink"), None) is not None
            open_fields.append(_Field(is_in_field or is_in_link))
        elif kind == "separate" and open_fields:
            yield from _settle(open_fields[-1])
        elif kind == "end" and open_fields:
            open_fields.pop()


def _settle(begun: _Field) -> Iterator[str]:
    """Writes the instruction of a field that is a link in the one form that mammoth reads, in its first part."""
    said = "".join(part.text or "" for part in begun.parts)
    url, anchor = _target(said)
    merged = MERGED.match(said)
    if merged:
        name = merged[1] or merged[2]
        yield f"a field of a mail merge, `{name}`: what it shows stays; write there what is true for everyone"
    if begun.in_link or not (url or anchor):
        return
    begun.is_link = True
    if scheme(url) not in (*SCHEMES, ""):
        yield f"a link to `{url[:100]}`, which no page may have; its words stay"
    if url and anchor:
        instruction = f'HYPERLINK "{url}#{anchor}"'
    elif url:
        instruction = f'HYPERLINK "{url}"'
    else:
        instruction = f'HYPERLINK \\l "{anchor}"'
    begun.parts[0].text = instruction
    for part in begun.parts[1:]:
        part.text = ""


def _target(instruction: str) -> tuple[str, str]:
    """The address and the bookmark that a field leads to; nothing of one that is no link."""
    tokens = [found[1] or found[2] or "" for found in TOKEN.finditer(instruction)]
    if not tokens:
        return "", ""
    values: dict[str, str] = {}
    plain: list[str] = []
    waiting = iter(tokens)
    kind = next(waiting)
    for token in waiting:
        if token.lower() in WITH_VALUE and kind.upper() == "HYPERLINK":
            values[token.lower()] = next(waiting, "")
        elif token.startswith("\\"):
            values[token.lower()] = ""
        else:
            # A backslash in a field's instruction is written twice.
            plain.append(token.replace("\\\\", "\\"))
    first = next(iter(plain), "")
    if kind.upper() == "HYPERLINK":
        return first, values.get("\\l", "")
    if kind.upper() in REFERENCES and "\\h" in values:
        return ("", first)
    return ("", "")


def _text_boxes(root: Element) -> None:
    """Puts text boxes that stand only in a drawing where the library reads them, too."""
    # Word writes a box twice, as a drawing and, for older programs, as a fallback; mammoth reads the fallback alone.
    for drawing in list(root.iter(f"{W}drawing")):
        boxes = list(drawing.iter(f"{W}txbxContent"))
        if not boxes:
            continue
        shown = lxml.etree.Element(f"{W}pict")
        shown.extend(deepcopy(box) for box in boxes)
        either = next(drawing.iterancestors(f"{MC}AlternateContent"), None)
        if either is None:
            drawing.addnext(shown)
            for box in boxes:
                box.getparent().remove(box)
            continue
        fallback = either.find(f"{MC}Fallback")
        if fallback is None:
            fallback = lxml.etree.SubElement(either, f"{MC}Fallback")
        if next(fallback.iter(f"{W}txbxContent"), None) is None:
            fallback.append(shown)


def _unread(root: Element) -> Iterator[str]:
    """Words in what the library doesn't read."""
    words: dict[str, list[str]] = {}
    for text in root.iter(f"{W}t"):
        around = {str(each.tag) for each in text.iterancestors()}
        strange = sorted(around - READ)
        if strange and not around & REPORTED_PARTS:
            words.setdefault(lxml.etree.QName(strange[0]).localname, []).append(text.text or "")
    for name, found in words.items():
        said = " ".join("".join(found).split())
        if said:
            yield f"words in what is not read here (`{name}`): “{said[:NEAR]}”; left out"
