"""Files that a browser would run when someone opens them: pages of HTML, and XML or SVG that acts or asks."""

import re
from xml.parsers import expat

from mentorsite.errors import Place, Problem, problem
from mentorsite.text.allowlist import SCHEMES, scheme

HTML_ENDINGS = (".html", ".htm", ".xhtml", ".xht", ".shtml", ".mht", ".mhtml", ".svgz", ".hta")
XML_ENDINGS = (".svg", ".xml", ".xsl", ".xslt", ".rss", ".atom", ".rdf", ".mathml", ".mml")
SHOWN = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xhtml")
"""The namespaces whose elements a browser does something with."""
ACTING = {
    "script", "handler", "listener", "iframe", "frame", "object", "embed", "applet", "portal", "base", "meta", "link",
    "form", "input", "button", "textarea", "audio", "video", "source", "track",
}  # fmt: skip
LOADED = ("href", "src", "srcset", "data", "poster", "base")
"""Attributes that say what to load."""
SET = (*LOADED, "to", "from", "by", "values")
"""Attributes that such an address may stand in, those of animations too."""
PICTURE = r"data:(?:image/(?:png|jpeg|gif|webp|avif)|(?:font|application)/[\w.+-]*(?:woff2?|ttf|otf|font)[\w.+-]*)[;,]"
DATA = re.compile(rf"(?:^|;|,)data:(?!{PICTURE[5:]})", re.I)
ELSEWHERE = re.compile(r"//|\b(?:https?|ftp|data|javascript|vbscript):", re.I)
NOT_LOADED = re.compile(rf"/\*.*?\*/|@namespace[^;]*;|{PICTURE}[^\"')\s]*", re.I | re.S)
"""Parts of a style that load nothing: comments, names, and pictures that stand in it."""
ESCAPE = re.compile(r"\\(?:([0-9a-fA-F]{1,6})\s?|(.))", re.S)
LONGEST_ENTITY = 200
"""How long the text of an entity may be, in characters."""
HINT = (
    "save a picture as plain SVG or PNG, write a text as a page; put a file that you trust into your theme's `assets/`"
)


def is_looked_into(path: str) -> bool:
    """Whether a file has to be read to know whether it can be published."""
    return path.lower().endswith(XML_ENDINGS)


def active(path: str, data: bytes = b"") -> Problem | None:
    """What a browser would run or ask for in a file; `data` is needed where the file is looked into."""
    if path.lower().endswith(HTML_ENDINGS):
        return _problem(Place(path), "a browser runs what stands in such a file")
    return _Reader(path).read(data) if is_looked_into(path) else None


def _problem(place: Place, message: str) -> Problem:
    return problem("active-file", place, f"{message}, so it is not published", HINT)


class _FoundError(Exception):
    """Ends the reading."""


class _Reader:
    """Reads XML until something in it acts."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.found: Problem | None = None
        self.style: list[str] | None = None
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        self.parser.ProcessingInstructionHandler = self.instruction
        self.parser.EntityDeclHandler = self.entity

    def read(self, data: bytes) -> Problem | None:
        try:
            self.parser.Parse(data, True)
        except _FoundError:
            pass
        except (expat.ExpatError, LookupError, ValueError):
            self.found = _problem(self.place(), "it is not well-formed XML")
        return self.found

    def place(self) -> Place:
        return Place(self.path, self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1)

    def tell(self, message: str) -> None:
        """Ends the reading where there is something to tell."""
        if message:
            self.found = _problem(self.place(), message)
            raise _FoundError

    def start(self, element: str, attributes: dict[str, str]) -> None:
        namespace, name = _told_apart(element)
        if namespace in SHOWN:
            self.tell(f"it has an element `{name}`" if name in ACTING else "")
            self.style = [] if name == "style" else None
        for attribute, value in attributes.items():
            self.tell(_fault(name if namespace in SHOWN else "", _told_apart(attribute)[1], value))

    def end(self, _element: str) -> None:
        if self.style is not None:
            self.tell(_fault_of_style("".join(self.style)))
        self.style = None

    def text(self, text: str) -> None:
        if self.style is not None:
            self.style.append(text)

    def instruction(self, target: str, _data: str) -> None:
        self.tell("it has a style sheet of its own" if target.lower() == "xml-stylesheet" else "")

    def entity(self, name: str, _parameter: bool, value: str | None, *_outside: str | None) -> None:
        if value is None or len(value) > LONGEST_ENTITY or "&" in value or "<" in value:
            self.tell(f"it declares an entity `{name}` that is more than a short text")


def _told_apart(name: str) -> tuple[str, str]:
    """The namespace and the bare name, in small letters."""
    namespace, _, bare = name.rpartition(" ")
    return namespace, bare.lower()


def _fault(element: str, attribute: str, value: str) -> str:
    """Why an attribute acts or loads, or nothing; `element` is empty where a browser does nothing with it."""
    if attribute.startswith("on"):
        return f"it has an attribute `{attribute}`"
    if attribute in SET:
        seen = "".join(each for each in value if each > " ").replace("\\", "/")
        return _fault_of_address(element, attribute, seen)
    return _fault_of_style(value) if attribute == "style" or "url(" in _unescaped(value).lower() else ""


def _fault_of_address(element: str, attribute: str, value: str) -> str:
    kinds = {scheme(part) for part in value.split(";")}
    if kinds & {"javascript", "vbscript"} or DATA.search(value):
        return f"its attribute `{attribute}` has an address that acts"
    leads = scheme(value) not in ("", "data") or value.startswith("//")
    if element and attribute in LOADED and leads and not (element == "a" and scheme(value) in {*SCHEMES, ""}):
        return f"its element `{element}` loads something from elsewhere"
    return ""


def _fault_of_style(text: str) -> str:
    return "its style loads something from elsewhere" if ELSEWHERE.search(NOT_LOADED.sub(" ", _unescaped(text))) else ""


def _unescaped(text: str) -> str:
    """A style with its escapes written out, as `u\\72l(`."""
    return ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)) if found[1] else found[2], text)
