"""What the shell hands to the core: the project's files as bytes, nothing understood yet."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mentorsite.errors import Place, Problem, problem
from mentorsite.markdown.slug import composed
from mentorsite.model.image import Picture

if TYPE_CHECKING:
    from mentorsite.model.document_names import Named

SITE_FILE = "site.yml"
SITE_TRANSLATION = re.compile(r"site\.(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)\.yml")
"""What a translation of site.yml is called: `site.es.yml`."""
MEMORY_FOLDER = "translations/"
"""Where it lies what each translation was made from: see `loader.translation_memory`."""
PAGE_ENDINGS = (".md", ".markdown", ".mdx")
DEFINITION_ENDINGS = (".yml", ".yaml")
PAGE_LIMIT, DEFINITION_LIMIT = 5_000_000, 1_000_000
"""The largest page and the largest definition, in bytes."""


@dataclass(frozen=True, slots=True)
class ThemeTree:
    """One layer of a theme: its files by path below the theme's folder, and where that folder is."""

    name: str
    folder: str
    files: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Tree:
    """A project. Paths are below the project's folder, `/`-separated.

    `texts` are site.yml, its translations, and all pages and definitions; `assets` are the sizes in bytes of all other
    files below `content/`, `pictures` what is known of the images among them, `drawings` what those that are SVG
    hold; `markup` are those that begin like HTML or XML, `names` those of people that documents among
    them carry, `faults` why documents among them can't be opened. `themes` are the layers
    at hand: those that mentorsite ships, then the project's. `problems` are what reading met.
    """

    texts: Mapping[str, bytes]
    assets: Mapping[str, int] = field(default_factory=dict)
    themes: tuple[ThemeTree, ...] = ()
    problems: tuple[Problem, ...] = ()
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    drawings: Mapping[str, bytes] = field(default_factory=dict)
    markup: frozenset[str] = frozenset()
    names: "Mapping[str, tuple[Named, ...]]" = field(default_factory=dict)
    faults: Mapping[str, str] = field(default_factory=dict)


def decoded(path: str, data: bytes) -> str | Problem:
    """A file as text with `\\n` line ends. UTF-8; UTF-16 where a byte order mark says so."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding, rest = "utf-16", data
    else:
        encoding, rest = "utf-8", data.removeprefix(b"\xef\xbb\xbf")
    try:
        text = rest.decode(encoding)
    except UnicodeDecodeError as error:
        # The place is that in the text as editors show it, whatever ends its lines.
        before = rest[: error.start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode(encoding, "replace")) + 1
        message = f"the file is not UTF-8 text (byte 0x{rest[error.start]:02x})"
        return problem("not-text", Place(path, line, column), message, "save it again with the encoding UTF-8")
    return composed(text.replace("\r\n", "\n").replace("\r", "\n"))
