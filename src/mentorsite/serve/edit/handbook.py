"""A handbook as it is looked through when something of it gets another name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from posixpath import splitext

from mentorsite.check.references import named
from mentorsite.check.site_texts import texts
from mentorsite.check.used_names import in_plain, names, used, used_in_each_cohort
from mentorsite.errors import Place
from mentorsite.loader.load import load
from mentorsite.loader.site_file import settings, translations
from mentorsite.loader.sources import Source, source_of
from mentorsite.loader.tree import Tree
from mentorsite.markdown.document import Document, Image, Link
from mentorsite.model.certificate import Certificate
from mentorsite.model.message import Message
from mentorsite.model.nested_values import within
from mentorsite.model.placed_text import Reference, Unfilled
from mentorsite.model.program import Program
from mentorsite.model.site import Site
from mentorsite.structure.links import Inside, destination

TARGET = r"(?:\]\(\s*<?|\]:\s*<?|<|(?:href|src)\s*=\s*[\"']?)"
"""What stands before the target of a link in Markdown, or in HTML."""
HOME = "content/index.md"


@dataclass(frozen=True, slots=True)
class Named:
    """Where an id is named: what it is of (in words), and the programs that it may be of."""

    what: str
    reference: Reference
    programs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Variable:
    """A dotted name in a text, and the program that it speaks of."""

    name: str
    place: Place
    program: str | None


@dataclass(frozen=True, slots=True)
class Led:
    """A link or an image: the file that it stands in, what is written, and where that leads."""

    path: str
    target: str
    place: Place
    inside: Inside
    in_text: bool = True

    def pattern(self, before: str, name: str) -> str:
        """Finds a name in the target, which begins with something before it: in a text, where targets stand."""
        opening = TARGET if self.in_text else ""
        return rf"{opening}{re.escape(before)}({re.escape(name)})(?![\w-])"


class Handbook:
    """A project with its site, drafts and all."""

    def __init__(self, tree: Tree) -> None:
        self.tree = tree
        self.settings, _ = settings(tree)
        site, _ = load(tree, self.settings, with_drafts=True)
        translated, _ = translations(tree, self.settings)
        self.site: Site = replace(site, translated_settings=translated)

    def source(self, path: str) -> Source:
        return source_of(path, self.tree.texts.get(path, b""), self.settings)

    def address(self, path: str) -> str:
        """Where a file is published; a number before its name may be a part of that."""
        return self.site.sources.get(path, self.source(path).address)

    def unread(self) -> Iterator[str]:
        """The files in which names are not found, since they can't be read."""
        for path in sorted(self.site.broken & self.tree.texts.keys()):
            yield f"`{path}` can't be read as it is, and stays: what it names has to be changed by hand."

    def with_translations(self, path: str) -> list[str]:
        """A file and its translations, which stand beside it and are called like it: the original comes first."""
        own = self.source(path)
        found = []
        for each in self.tree.texts:
            if each == path or (each.startswith("content/") and self._is_same(self.source(each), own)):
                found.append(each)
        default = self.settings.default_language
        return sorted(found, key=lambda each: self.source(each).language != default)

    def _is_same(self, one: Source, other: Source) -> bool:
        """Whether two files are called alike, but for their languages; a page is none of a definition."""
        is_definition = one.extension in (".yml", ".yaml")
        return one.stem == other.stem and is_definition == (other.extension in (".yml", ".yaml"))

    def program(self, path: str) -> tuple[str, Program] | None:
        """The id of a program, and the program, by its file."""
        for each in self.site.originals:
            if each.source == path:
                return each.id, each.program
        return None

    def named(self) -> Iterator[Named]:
        """Each place that names something by its id."""
        sources = {each.source: each.id for each in self.site.originals}
        every = frozenset(sources.values())
        of_forms: dict[str, set[str]] = {}
        for entry in self.site.forms:
            if entry.program:
                of_forms.setdefault(entry.form.source, set()).add(entry.program)
        for what, reference, source in named(self.site):
            owners = of_forms.get(reference.place.path)  # several programs may list the same form
            own = {sources[source]} if source in sources else every
            yield Named(what, reference, frozenset(owners or own))
        if self.site.settings.program:
            yield Named("program", self.site.settings.program, every)

    def variables(self) -> Iterator[Variable]:
        """Each variable of a text."""
        default = self.site.default_program
        for use in (*used(self.site), *used_in_each_cohort(self.site)):
            yield Variable(use.name, use.place, use.program or default)
        definitions: tuple[Message | Certificate, ...] = (*self.site.messages, *self.site.certificates)
        for definition in definitions:
            file = definition.file
            program = file.program.id if file.program else default
            for document in within(file, Document):
                for name, place in names(document):
                    yield Variable(name, place, program)
            for text in within(file, Unfilled):
                for name, place in in_plain(text):
                    yield Variable(name, place, program)
        for each in self.site.translated_settings.values():
            for text in within(each, Unfilled):
                for name, place in in_plain(text):
                    yield Variable(name, place, default)

    def links(self) -> Iterator[Led]:
        """Each link and image that leads to a place of the handbook, and each entry of the menu."""
        for text in texts(self.site):
            document = text.document
            for piece in (*document.title, *document.pieces):
                # Where a target with a variable leads is not known here.
                if isinstance(piece, Link | Image) and "{{" not in piece.target:
                    found = destination(
                        self.site, text.source, text.address, piece.target, piece.place, image=isinstance(piece, Image)
                    )
                    if isinstance(found, Inside):
                        yield Led(piece.place.path, piece.target, piece.place, found)
        for entry in self.site.settings.navigation:
            found = destination(self.site, HOME, "", entry.to.id, entry.to.place)
            if isinstance(found, Inside):
                yield Led(entry.to.place.path, entry.to.id, entry.to.place, found, in_text=False)


def stem_of(path: str) -> str:
    """A file's path without its ending."""
    return splitext(path)[0]
