"""Reads an SVG with a parser of XML, and writes what is kept of it."""

from html import escape
from urllib.parse import unquote
from xml.parsers import expat

from mentorsite.loader.svg import style as svg_style
from mentorsite.loader.svg.allowlist import ANIMATED, ANIMATIONS, CHANGED, DRAWN, SVG, WRITTEN, XHTML, XLINK
from mentorsite.loader.svg.attributes import Attributes
from mentorsite.loader.svg.cost import SvgElement, fault
from mentorsite.loader.svg.limits import DEEPEST, GROWS, LONGEST_ENTITY, MOST_DECLARED, SMALL
from mentorsite.loader.svg.style import Use

# XML reads a line break or a tab in an attribute as a space, and a bare CR as a line break.
ESCAPES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
RETURN = str.maketrans({"\r": "&#13;"})
TOO_MUCH = f"what it says is more than {GROWS} times as long as the file"
NO_SVG = "its first element is not `svg`"


class RefusedError(Exception):
    """An SVG can't be published; its text says why."""

    def __init__(self, message: str, code: str = "active-file") -> None:
        super().__init__(message)
        self.code = code


class SvgReader:
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
        self.attributes = Attributes(frozenset(), self.tell, self.redrawn)
        self.open: list[int] = []
        """The numbers of the elements that are open."""
        self.elements: list[SvgElement] = []
        self.rules: list[tuple[str, Use]] = []
        self.style: list[str] | None = None
        """What stands in the element `style` that is open."""
        self.style_begins = 0
        """The line before it."""
        self.passed_over = 0
        """How many elements are open of which nothing is kept: one that is left out, and all within it."""
        self.bare = False
        """Whether the file says no namespace, as SVG in a page does."""
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.CharacterDataHandler = self.text
        # Without a handler for entities outside the file, none is read: expat passes over them.
        self.parser.EntityDeclHandler = self.entity
        self.parser.AttlistDeclHandler = self.declares
        self.parser.SkippedEntityHandler = self.skipped

    def read(self, data: bytes) -> str:
        """What is kept; raises where the file can't be published."""
        self.room = GROWS * max(len(data), SMALL)
        self.ampersands = data.count(b"&")  # in UTF-16, too: there it stands beside a zero
        self.attributes = Attributes(svg_style.named_in(data), self.tell, self.redrawn)
        try:
            self.parser.Parse(data, True)
        except expat.ExpatError as error:
            raise RefusedError(f"it is not well-formed XML ({expat.ErrorString(error.code)})") from error
        except (LookupError, ValueError) as error:  # Python knows no such encoding, or one of several bytes a letter
            raise RefusedError("it is written in an encoding that is not read") from error
        if too_much := fault(self.elements, self.rules):
            raise RefusedError(too_much, "too-large")
        return "".join(self.written)

    # What the parser calls.

    def entity(self, name: str, parameter: bool, value: str | None, *_outside: str | None) -> None:
        if parameter or value is None or len(value) > LONGEST_ENTITY or "&" in value or "<" in value:
            raise RefusedError(f"it declares an entity `{name[:50]}` that is more than a short text")
        if len(value) * self.ampersands > self.room:
            raise RefusedError(TOO_MUCH, "too-large")

    def declares(self, element: str, name: str, _type: str, default: str | None, _required: bool) -> None:
        """Called for each attribute that the document type declares. One that elements get unsaid could be
        written a million times; programs say so of `xmlns` alone."""
        if default is not None and not name.startswith("xmlns"):
            raise RefusedError(f"it declares what `{name[:50]}` of each `{element[:50]}` is")
        self.declared += 1
        if self.declared > MOST_DECLARED:
            raise RefusedError(f"it declares more than {MOST_DECLARED} attributes", "too-large")

    def skipped(self, name: str, _parameter: bool) -> None:
        raise RefusedError(f"it has an entity `{name[:50]}` that nothing declares")

    def start(self, element: str, attributes: list[str]) -> None:
        namespace, _, name = element.rpartition(" ")
        if not self.open:
            self.bare = not namespace
            if name != "svg" or namespace not in ("", SVG):
                raise RefusedError(NO_SVG)
        if self.bare and not namespace:
            namespace = SVG
        pairs = list(zip(attributes[::2], attributes[1::2], strict=True))
        if self.passed_over or not self.keeps(namespace, name, dict(pairs)):
            self.passed_over += 1
            return
        if len(self.open) == DEEPEST:
            raise RefusedError(f"its elements nest more than {DEEPEST} deep", "too-large")
        self.begin(namespace, name, pairs)

    def end(self, _element: str) -> None:
        if self.passed_over:
            self.passed_over -= 1
            return
        name = self.elements[self.open.pop()].name
        if name == "style":
            kept = svg_style.sheet("".join(self.style or ()), self.attributes.named)
            self.style = None
            for what, line in kept.taken:
                self.taken.setdefault(f"{what} in its style", (self.style_begins + line, 1))
            self.rules += kept.rules
            self.write(escape(kept.text, quote=False))
        self.write(f"</{name}>")

    def text(self, text: str) -> None:
        if self.passed_over:
            return
        if self.style is not None:
            self.style.append(text)
        else:
            self.write(escape(text, quote=False).translate(RETURN))

    # What is kept.

    def write(self, text: str) -> None:
        self.room -= len(text)
        if self.room < 0:
            raise RefusedError(TOO_MUCH, "too-large")
        self.written.append(text)

    def tell(self, what: str) -> None:
        self.taken.setdefault(what, (self.parser.CurrentLineNumber, self.parser.CurrentColumnNumber + 1))

    def keeps(self, namespace: str, name: str, attributes: dict[str, str]) -> bool:
        """Whether an element is kept; tells of one that is not, unless it is a note of a drawing program."""
        if self.style is not None:
            return False
        if self.open:
            above = self.elements[self.open[-1]]
        else:
            above = SvgElement("", 0)
        in_html = above.namespace == XHTML
        if namespace == SVG:
            kept = name in DRAWN and (not in_html or name == "svg")
        else:
            kept = namespace == XHTML and name in WRITTEN and (above.name == "foreignObject" or in_html)
        if kept and name in ANIMATIONS and name != "animateMotion":
            kept = attributes.get("attributeName", "") in ANIMATED
        # Programs keep notes in namespaces of their own, and in RDF, whose namespace has a `#`.
        is_note = name == "metadata" or not namespace.startswith("http://www.w3.org/") or "#" in namespace
        if not kept and not is_note:
            self.tell(f"an element `{name[:50]}`")
        return kept

    def begin(self, namespace: str, name: str, attributes: list[tuple[str, str]]) -> None:
        parent = self.open[-1] if self.open else 0
        element = SvgElement(name, parent, namespace)
        written = [f"<{name}"]
        if not self.open or namespace != self.elements[self.open[-1]].namespace:
            written.append(f' xmlns="{namespace}"')
        if not self.open:
            written.append(f' xmlns:xlink="{XLINK}"')
        for attribute, value in attributes:
            kept = self.attributes.kept(element, attribute, value)
            if kept is not None:
                kept_name, kept_value = kept
                text = escape(kept_value, quote=False).translate(ESCAPES)
                written.append(f' {kept_name}="{text}"')
        if name in ANIMATIONS:
            self.animates(dict(attributes), element)
        self.write("".join((*written, ">")))
        self.open.append(len(self.elements))
        self.elements.append(element)
        if name == "style":
            self.style, self.style_begins = [], self.parser.CurrentLineNumber - 1

    def animates(self, attributes: dict[str, str], element: SvgElement) -> None:
        """Counts what an animation lets its target name, as if the target named it by itself."""
        named = []
        for name, id in element.uses:
            if name in CHANGED:
                named.append((attributes.get("attributeName", ""), id))
        targets = []
        for name, value in attributes.items():
            if name.rpartition(" ")[2] == "href":
                targets.append(value)
        for target in targets:  # `#a`, as a rule of a style names an element by its id
            self.rules += ((unquote(target.strip()), use) for use in named)
        if not targets and self.elements:
            self.elements[element.parent].uses += named

    def redrawn(self, data: bytes, element: SvgElement) -> str | None:
        """A drawing that stands in this one as a picture, written anew; nothing where it can't be."""
        if not self.nested:
            return None
        inner = SvgReader(self.nested - 1)
        try:
            written = inner.read(data)
        except RefusedError:
            return None
        for what in inner.taken:
            self.tell(what)
        element.weight += len(inner.elements)
        return written
