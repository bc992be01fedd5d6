"""What is kept of the attributes of a drawing's elements, and what they name."""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Callable
from urllib.parse import unquote, unquote_to_bytes

from mentorsite.loader.media.strip import HEAD, BrokenOffError, format_of, stripped
from mentorsite.loader.svg import style as svg_style
from mentorsite.loader.svg.allowlist import (
    ANIMATIONS,
    CHANGED,
    LOCAL,
    NAMES,
    PLAIN,
    PLAIN_IN_HTML,
    PROPERTIES,
    SILENT,
    SILENT_PREFIXES,
    SVG,
    XHTML,
    XLINK,
    XML,
)
from mentorsite.loader.svg.cost import SvgElement
from mentorsite.markdown.sanitize import safe_link

FORMATS = {"JPEG", "PNG", "GIF", "WEBP", "AVIF"}
"""The pictures that may stand in a drawing."""
RASTER = re.compile(r"data:image/(?:png|jpe?g|gif|webp|avif);base64,[A-Za-z0-9+/=]*")
DRAWING = re.compile(r"data:image/svg\+xml(?P<kind>[^,]*),(?P<data>.*)", re.S)
BESIDE = re.compile(r"[^/\\:\x00-\x1f][^\\:\x00-\x1f]*")
"""The path of a picture that stands beside the drawing or below."""
MEDIA = re.compile(r"[\w\s():,.-]*")
NO_ADDRESS = re.compile(r"(?!.*url\()[\w\s#.,:;%()*=+-]*", re.IGNORECASE | re.DOTALL)
"""Numbers, names and words of SVG: without a quote, a slash or an escape, and so without an address."""


class Attributes:
    """Reads them one by one, and notes at their element what it names.

    `named` are the names in the file, `tell` is told what is left out, and `redraw` writes a drawing anew that stands
    in this one as a picture.
    """

    def __init__(
        self,
        named: frozenset[bytes],
        tell: Callable[[str], None],
        redraw: Callable[[bytes, SvgElement], str | None],
    ) -> None:
        self.named, self.tell, self.redraw = named, tell, redraw

    def kept(self, element: SvgElement, attribute: str, value: str) -> tuple[str, str] | None:
        """An attribute as it is written, or None; tells of one that is left out, unless it shows nothing."""
        of, _, name = attribute.rpartition(" ")  # expat puts the namespace and a space before the name
        if of == XML and name in ("space", "lang"):
            return f"xml:{name}", value
        if of not in ("", XLINK) or (of and name != "href"):
            return None  # what drawing programs note in namespaces of their own shows nothing
        if name == "href" or (name == "src" and element.namespace == XHTML):
            address = self.address(element, value.strip())
            if address is None:
                return None
            if of:
                return f"xlink:{name}", address
            return name, address
        if name == "style":
            style = svg_style.attribute(value, self.named)
            for what, _ in style.taken:
                self.tell(f"{what} of an element `{element.name}`")
            element.uses += style.uses
            if style.text:
                return (name, style.text)
            return None
        kept = self.plain(element, name, value)
        if kept is not None:
            return (name, kept)
        return None

    def plain(self, element: SvgElement, name: str, value: str) -> str | None:
        """The value of an attribute that is neither an address nor a style, or None."""
        in_svg = element.namespace == SVG
        if element.name == "style":
            if name == "id" or (name == "media" and MEDIA.fullmatch(value)):
                return value
            return None
        if in_svg and element.name in ANIMATIONS and name in CHANGED | {"attributeName"}:
            return self.values(element, name, value)
        if element.namespace == XHTML:
            free = PLAIN_IN_HTML
        else:
            free = NAMES
        if name in free or name.startswith("aria-"):
            _note(element, name, value)
            return value
        if in_svg and name in PLAIN and NO_ADDRESS.fullmatch(value):
            _note(element, name, value)
            return value
        if name in SILENT or name.startswith(SILENT_PREFIXES):
            return None
        if in_svg and name in PROPERTIES:
            return self.property(element, name, value)
        self.tell(f"an attribute `{name[:50]}` of an element `{element.name}`")
        return None

    def values(self, element: SvgElement, name: str, value: str) -> str | None:
        """What an animation lets an attribute be, one after the other, or None.

        That attribute may be one that names other elements, so each value is looked at as one of a style.
        """
        found = [self.property(element, name, each) for each in value.split(";")]
        kept = [each for each in found if each is not None]
        if len(kept) < len(found):
            return None
        return ";".join(kept)

    def property(self, element: SvgElement, name: str, value: str) -> str | None:
        """The value of a property of CSS, or None."""
        kept = svg_style.value(name, value)
        if isinstance(kept, str):
            self.tell(f"{kept} in the attribute `{name}` of an element `{element.name}`")
            return None
        element.uses += kept.uses
        return kept.text

    def address(self, element: SvgElement, value: str) -> str | None:
        """An address as it is written, or None."""
        kept: str | None = None
        if element.name == "a":
            kept = safe_link(value)
        elif value.startswith("#") and (element.name in LOCAL or element.name in ("feImage", "image")):
            element.uses.append(("href", unquote(value[1:])))
            kept = value
        elif element.name in ("image", "feImage", "img"):
            kept = self.picture(element, value)
        if kept is None and element.name == "a":
            self.tell("a link that pages may not have, or that is not whole, of an element `a`")
        elif kept is None:
            self.tell(f"an address that leads elsewhere, or to no picture, of an element `{element.name}`")
        return kept

    def picture(self, element: SvgElement, value: str) -> str | None:
        """The address of a picture that stands in the file, or beside it."""
        bare = "".join(value.split())  # programs break long data into lines
        if RASTER.fullmatch(bare):
            return _photo(bare)
        if found := DRAWING.fullmatch(value):
            return self.drawing(element, found["kind"], found["data"])
        if BESIDE.fullmatch(value):
            return value
        return None

    def drawing(self, element: SvgElement, kind: str, data: str) -> str | None:
        """A drawing that stands in the file as a picture, written anew as well."""
        plain = unquote_to_bytes(data)
        try:
            if kind.endswith(";base64"):
                file = b64decode(plain)
            else:
                file = plain
        except binascii.Error:
            return None
        written = self.redraw(file, element)
        if written:
            return f"data:image/svg+xml;base64,{b64encode(written.encode()).decode()}"
        return None


def _photo(value: str) -> str | None:
    """A picture that stands in the file, without what it says besides, as a photo's place or its camera."""
    start, _, base64 = value.partition(",")
    try:
        data = b64decode(base64)
        if format_of(data[:HEAD]) in FORMATS:
            bare = stripped(data)
        else:
            bare = b""
    except (BrokenOffError, binascii.Error):
        bare = b""
    if bare:
        return f"{start},{b64encode(bare).decode()}"
    return None


def _note(element: SvgElement, name: str, value: str) -> None:
    """What an attribute says of what its element draws."""
    if name == "id":
        element.id = value
    elif name == "class":
        element.classes = tuple(value.split())
    elif name in ("d", "points"):
        element.points = max(element.points, len(value) // 2)  # a point takes a number and a sign at least
