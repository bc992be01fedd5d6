"""An SVG, written anew: what a parser of XML read of it, as far as it can't act and asks nobody for anything.

What is published is never what someone sent in, so nothing depends on a browser that reads a file as we do.
"""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote, unquote_to_bytes
from xml.parsers import expat
from xml.sax.saxutils import escape

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.media.strip import HEAD, BrokenOffError, format_of, stripped
from mentorsite.loader.svg import style as svg_style
from mentorsite.loader.svg.allowlist import (
    ANIMATED,
    ANIMATIONS,
    CHANGED,
    DRAWN,
    LOCAL,
    NAMES,
    PLAIN,
    PLAIN_IN_HTML,
    PROPERTIES,
    SILENT,
    SILENT_PREFIXES,
    SVG,
    WRITTEN,
    XHTML,
    XLINK,
    XML,
)
from mentorsite.loader.svg.cost import SvgElement, fault
from mentorsite.loader.svg.style import Use
from mentorsite.markdown.sanitize import safe_link

LARGEST_SVG = 10_000_000
"""How many bytes an SVG may have."""
LONGEST_ENTITY = 200
"""How long the text of an entity may be, in characters."""
MOST_DECLARED = 20
"""How many attributes a document type may declare."""
GROWS = 5
"""How many times larger than the file, or than `SMALL`, may be what is read and what is written of it."""
SMALL = 100_000
DEEPEST = 500
"""How deep elements nest."""
NESTED_PICTURES = 2
"""How deep drawings stand in each other as pictures."""
MOST_PROBLEMS = 8
"""Of how many things that are left out of a file it is told, each with its place."""
FORMATS = {"JPEG", "PNG", "GIF", "WEBP", "AVIF"}
"""The pictures that may stand in a drawing."""
RASTER = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=]*")
DRAWING = re.compile(r"data:image/svg\+xml(?P<kind>[^,]*),(?P<data>.*)", re.S)
BESIDE = re.compile(r"[^/\\:\x00-\x1f][^\\:\x00-\x1f]*")
"""The path of a picture that stands beside the drawing or below."""
MEDIA = re.compile(r"[\w\s():,.-]*")
NO_ADDRESS = re.compile(r"(?!.*url\()[\w\s#.,:;%()*=+-]*", re.IGNORECASE | re.DOTALL)
"""Numbers, names and words of SVG: without a quote, a slash or an escape, and so without an address."""
ESCAPES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}
AGAIN = "save it anew as plain SVG, or as PNG"
LEFT_OUT = "see how the published picture looks; where something is missing, save it as plain SVG or PNG"
TOO_MUCH = f"what it says is more than {GROWS} times as long as the file"
NO_SVG = "its first element is not `svg`"


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG as it is published."""

    source: str
    text: str

    @property
    def data(self) -> bytes:
        """Its file."""
        return self.text.encode()


def drawing(path: str, data: bytes) -> tuple[Drawing | None, tuple[Problem, ...]]:
    """An SVG as it is published, and what was left out of it; nothing where it can't be published."""
    reader = _Reader(NESTED_PICTURES)
    try:
        written = reader.read(data)
    except _RefusedError as refused:
        place = Place(path, reader.parser.CurrentLineNumber, reader.parser.CurrentColumnNumber + 1)
        return None, (problem(refused.code, place, f"{refused}, so it is not published", AGAIN),)
    return Drawing(path, written), tuple(_problems(path, reader.taken))


def too_large(path: str, size: int) -> Problem:
    """Said of an SVG that is larger than is read."""
    message = f"the file has {size:,} bytes; at most {LARGEST_SVG:,} are read of an SVG"
    return problem("too-large", Place(path), message, "save it with less detail, or as PNG")


def _problems(path: str, taken: dict[str, tuple[int, int]]) -> Iterator[Problem]:
    for number, (what, (line, column)) in enumerate(taken.items()):
        if number == MOST_PROBLEMS:
            message = f"{len(taken) - MOST_PROBLEMS:,} more kinds of things are left out of the published picture"
            yield problem("svg-part", Place(path, line, column), message, LEFT_OUT)
            return
        yield problem("svg-part", Place(path, line, column), f"{what} is left out of the published picture", LEFT_OUT)


class _RefusedError(Exception):
    """An SVG can't be published; its text says why."""

    def __init__(self, message: str, code: str = "active-file") -> None:
        super().__init__(message)
        self.code = code


class _Reader:
    """Reads an SVG, and writes what is kept of it."""

    def __init__(self, nested: int) -> None:
        self.nested = nested
        self.taken: dict[str, tuple[int, int]] = {}
        self.written: list[str] = []
        self.room = 0
        """How many characters may still be written."""
        self.ampersands = 0
        """At most as many entities as the file names."""
        self.declared = 0
        self.named = frozenset[bytes]()
        self.open: list[tuple[str, str]] = []
        """The elements that are open, each with its namespace."""
        self.inside: list[int] = []
        """The numbers of their parts."""
        self.parts: list[SvgElement] = []
        self.rules: list[tuple[str, Use]] = []
        self.style: list[str] | None = None
        """What stands in the element `style` that is open."""
        self.style_begins = 0
        """The line before it."""
        self.passed_over = 0
        """How many elements are open of which nothing is kept."""
        self.bare = False
        """Whether the file says no namespace, as SVG in a page does."""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.EntityDeclHandler = self.entity
        self.parser.AttlistDeclHandler = self.declares
        self.parser.SkippedEntityHandler = self.skipped

    def read(self, data: bytes) -> str:
        """What is kept; raises where the file can't be published."""
        self.room = GROWS * max(len(data), SMALL)
        self.ampersands = data.count(b"&")
        self.named = svg_style.named_in(data)
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            raise _RefusedError(f"it is not well-formed XML ({expat.ErrorString(error.code)})") from error
        except (LookupError, ValueError) as error:
            raise _RefusedError("it is written in an encoding that is not read") from error
        if too_much := fault(self.parts, self.rules):
            raise _RefusedError(too_much, "too-large")
        return "".join(self.written)

    # What the parser calls.

    def entity(self, name: str, parameter: bool, value: str | None, *_outside: str | None) -> None:
        if parameter or value is None or len(value) > LONGEST_ENTITY or "&" in value or "<" in value:
            raise _RefusedError(f"it declares an entity `{name[:50]}` that is more than a short text")
        if len(value) * self.ampersands > self.room:
            raise _RefusedError(TOO_MUCH, "too-large")

    def declares(self, element: str, name: str, _type: str, default: str | None, _required: bool) -> None:
        """Called for each attribute that the document type declares. One that elements get unsaid could be
        written a million times; programs say so of `xmlns` alone."""
        if default is not None and not name.startswith("xmlns"):
            raise _RefusedError(f"it declares what `{name[:50]}` of each `{element[:50]}` is")
        self.declared += 1
        if self.declared > MOST_DECLARED:
            raise _RefusedError(f"it declares more than {MOST_DECLARED} attributes", "too-large")

    def skipped(self, name: str, _parameter: bool) -> None:
        raise _RefusedError(f"it has an entity `{name[:50]}` that nothing declares")

    def start(self, element: str, attributes: list[str]) -> None:
        namespace, _, name = element.rpartition(" ")
        if not self.open:
            self.bare = not namespace
            if name != "svg" or namespace not in ("", SVG):
                raise _RefusedError(NO_SVG)
        if self.bare and not namespace:
            namespace = SVG
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        if self.passed_over or not self.keeps(namespace, name, dict(pairs)):
            self.passed_over += 1
            return
        if len(self.open) == DEEPEST:
            raise _RefusedError(f"its elements nest more than {DEEPEST} deep", "too-large")
        self.begin(namespace, name, pairs)

    def end(self, _element: str) -> None:
        if self.passed_over:
            self.passed_over -= 1
            return
        _, name = self.open.pop()
        self.inside.pop()
        if name == "style":
            kept = svg_style.sheet("".join(self.style or ()), self.named)
            self.style = None
            for what, line in kept.taken:
                self.taken.setdefault(f"{what} in its style", (self.style_begins + line, 1))
            self.rules += kept.rules
            self.write(escape(kept.text))
        self.write(f"</{name}>")

    def text(self, text: str) -> None:
        if self.passed_over:
            return
        if self.style is not None:
            self.style.append(text)
        else:
            self.write(escape(text, {"\r": "&#13;"}))

    # What is kept.

    def write(self, text: str) -> None:
        self.room -= len(text)
        if self.room < 0:
            raise _RefusedError(TOO_MUCH, "too-large")
        self.written.append(text)

    def tell(self, what: str) -> None:
        self.taken.setdefault(what, (self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1))

    def keeps(self, namespace: str, name: str, attributes: dict[str, str]) -> bool:
        """Whether an element is kept; tells of one that is not, unless it is a note of a drawing program."""
        if self.style is not None:
            return False
        above_namespace, above = self.open[-1] if self.open else ("", "")
        if namespace == SVG:
            kept = name in DRAWN and (above_namespace != XHTML or name == "svg")
        else:
            kept = namespace == XHTML and name in WRITTEN and (above == "foreignObject" or above_namespace == XHTML)
        if kept and name in ANIMATIONS and name != "animateMotion":
            kept = attributes.get("attributeName", "") in ANIMATED
        if not kept and name != "metadata" and namespace.startswith("http://www.w3.org/") and "#" not in namespace:
            self.tell(f"an element `{name[:50]}`")
        return kept

    def begin(self, namespace: str, name: str, attributes: list[tuple[str, str]]) -> None:
        part = SvgElement(name, self.inside[-1] if self.inside else 0)
        written = [f"<{name}"]
        if not self.open or namespace != self.open[-1][0]:
            written.append(f' xmlns="{namespace}"')
        if not self.open:
            written.append(f' xmlns:xlink="{XLINK}"')
        for attribute, value in attributes:
            kept = self.attribute(namespace, name, attribute, value, part)
            if kept is not None:
                written.append(f' {kept[0]}="{escape(kept[1], ESCAPES)}"')
        if name in ANIMATIONS:
            self.animates(dict(attributes), part)
        self.write("".join((*written, ">")))
        self.inside.append(len(self.parts))
        self.parts.append(part)
        self.open.append((namespace, name))
        if name == "style":
            self.style, self.style_begins = [], self.parser.CurrentLineNumber - 1

    def attribute(
        self, namespace: str, element: str, attribute: str, value: str, part: SvgElement
    ) -> tuple[str, str] | None:
        """An attribute as it is written, or None; tells of one that is left out, unless it shows nothing."""
        of, _, name = attribute.rpartition(" ")
        if of == XML and name in ("space", "lang"):
            return f"xml:{name}", value
        if of not in ("", XLINK) or (of and name != "href"):
            return None
        kept: str | None
        if name == "href" or (name == "src" and namespace == XHTML):
            kept = self.address(element, value.strip(), part)
            if kept is None:
                return None
            return (f"xlink:{name}" if of else name), kept
        if name == "style":
            style = svg_style.attribute(value, self.named)
            for what, _ in style.taken:
                self.tell(f"{what} of an element `{element}`")
            part.uses += style.uses
            return (name, style.text) if style.text else None
        kept = self.plain(namespace, element, name, value, part)
        return (name, kept) if kept is not None else None

    def plain(self, namespace: str, element: str, name: str, value: str, part: SvgElement) -> str | None:
        """The value of an attribute that is neither an address nor a style, or None."""
        if element == "style":
            return value if name == "id" or (name == "media" and MEDIA.fullmatch(value)) else None
        if namespace == SVG and element in ANIMATIONS and name in CHANGED | {"attributeName"}:
            each = [self.property(name, one, element, part) for one in value.split(";")]
            return None if None in each else ";".join(one for one in each if one is not None)
        if name in (PLAIN_IN_HTML if namespace == XHTML else NAMES) or name.startswith("aria-"):
            _noted(part, name, value)
            return value
        if namespace == SVG and name in PLAIN and NO_ADDRESS.fullmatch(value):
            _noted(part, name, value)
            return value
        if name in SILENT or name.startswith(SILENT_PREFIXES):
            return None
        if namespace == SVG and name in PROPERTIES:
            return self.property(name, value, element, part)
        self.tell(f"an attribute `{name[:50]}` of an element `{element}`")
        return None

    def property(self, name: str, value: str, element: str, part: SvgElement) -> str | None:
        kept = svg_style.value(name, value)
        if isinstance(kept, str):
            self.tell(f"{kept} in the attribute `{name}` of an element `{element}`")
            return None
        part.uses += kept.uses
        return kept.text

    def animates(self, attributes: dict[str, str], part: SvgElement) -> None:
        """Counts what an animation lets its target name, as if the target named it by itself."""
        named = [(attributes.get("attributeName", ""), id) for name, id in part.uses if name in CHANGED]
        targets = [value for name, value in attributes.items() if name.rpartition(" ")[2] == "href"]
        for target in targets:
            self.rules += ((unquote(target.strip()), use) for use in named)
        if not targets and self.parts:
            self.parts[part.parent].uses += named

    def address(self, element: str, value: str, part: SvgElement) -> str | None:
        """An address as it is written, or None."""
        kept: str | None = None
        if element == "a":
            kept = safe_link(value)
        elif value.startswith("#") and (element in LOCAL or element in ("feImage", "image")):
            part.uses.append(("href", unquote(value[1:])))
            kept = value
        elif element in ("image", "feImage", "img"):
            kept = self.picture(value, part)
        if kept is None and element == "a":
            self.tell("a link that pages may not have, or that is not whole, of an element `a`")
        elif kept is None:
            self.tell(f"an address that leads elsewhere, or to no picture, of an element `{element}`")
        return kept

    def picture(self, value: str, part: SvgElement) -> str | None:
        """The address of a picture that stands in the file, or beside it."""
        bare = "".join(value.split())
        if RASTER.fullmatch(bare):
            return self.photo(bare)
        if found := DRAWING.fullmatch(value):
            return self.drawing(found["kind"], found["data"], part)
        return value if BESIDE.fullmatch(value) else None

    def photo(self, value: str) -> str | None:
        """A picture that stands in the file, without what it says besides, as a photo's place or its camera."""
        start, _, base64 = value.partition(",")
        try:
            data = b64decode(base64)
            bare = stripped(data) if format_of(data[:HEAD]) in FORMATS else b""
        except (BrokenOffError, binascii.Error):
            bare = b""
        return f"{start},{b64encode(bare).decode()}" if bare else None

    def drawing(self, kind: str, data: str, part: SvgElement) -> str | None:
        """A drawing that stands in the file as a picture, written anew as well."""
        if not self.nested:
            return None
        inner = _Reader(self.nested - 1)
        try:
            plain = unquote_to_bytes(data)
            written = inner.read(b64decode(plain) if kind.endswith(";base64") else plain)
        except (_RefusedError, binascii.Error):
            return None
        for what in inner.taken:
            self.tell(what)
        part.weight += len(inner.parts)
        return f"data:image/svg+xml;base64,{b64encode(written.encode()).decode()}"


def _noted(part: SvgElement, name: str, value: str) -> None:
    """What an attribute says of what its element draws."""
    if name == "id":
        part.id = value
    elif name == "class":
        part.classes = tuple(value.split())
    elif name in ("d", "points"):
        part.points = max(part.points, len(value) // 2)
