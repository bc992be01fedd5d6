"""The texts of a source, one by one, each with what a translation says in its place.

Nothing is understood here but where texts are: in the values of a definition, and in the parts of a page that its
headings begin.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from posixpath import dirname
from typing import Any

from mentorsite.errors import Place, Problem
from mentorsite.loader import yaml_source
from mentorsite.loader.front_matter import split
from mentorsite.loader.overlay import many, model_of, places_by_id, with_ids
from mentorsite.loader.parse import DEFINITIONS
from mentorsite.loader.tree import PAGE_ENDINGS, SITE_FILE, decoded
from mentorsite.loader.yaml_text import Loc, YamlText
from mentorsite.model.base import Definition
from mentorsite.model.settings import Settings
from mentorsite.model.translated import ById, Keys, Listed, OneOf, Shape, Text, shapes

OF_FRONT_MATTER = ("title", "description", "owner")
"""The keys of a page that are texts."""
HEADING = re.compile(r"#{1,6}\s")
FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
DIGITS = 16
"""How many digits of a hash are kept: enough to tell two texts of one place apart."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A text: its name in the file (`sections.goals.title`, `part 2`), and what it says in both languages.

    `own` is empty where the translation leaves it out. `loc` leads to it in the translation, and nowhere for a part of
    a page. `place` is where the source says it, `own_place` where the translation does, or would.
    """

    at: str
    source: str
    own: str
    place: Place
    own_place: Place
    loc: Loc = ()

    @property
    def is_missing(self) -> bool:
        """Whether nobody has translated it: it isn't there, or it is a copy."""
        return not self.own

    @property
    def source_hash(self) -> str:
        """A hash of what the source says."""
        return hashed(self.source)

    @property
    def own_hash(self) -> str:
        """A hash of what the translation says."""
        return hashed(self.own)


def hashed(text: str) -> str:
    """A hash of a text, whatever its spaces."""
    words = " ".join(text.split())
    return sha256(words.encode("utf-8", "backslashreplace")).hexdigest()[:DIGITS]


def units(source: str, own: str, texts: Mapping[str, bytes]) -> tuple[Unit, ...]:
    """The texts of the file `source`, each with what the file `own` says, which need not be there.

    Nothing where one of them can't be read.
    """
    said, other = decoded(source, texts[source]), decoded(own, texts.get(own, b""))
    if isinstance(said, Problem) or isinstance(other, Problem):
        return ()
    if source.lower().endswith(PAGE_ENDINGS):
        return tuple(_of_page(source, said, own, other))
    model = model_for(source)
    if model is None:
        return ()
    walk = _Walk(yaml_source.read(source, said), yaml_source.read(own, other))
    return tuple(walk.units(model))


def lengths(source: str, own: str, texts: Mapping[str, bytes]) -> Mapping[Loc, int]:
    """How many items each list of a definition has, by where it stands in a translation."""
    said, other, model = decoded(source, texts[source]), decoded(own, texts.get(own, b"")), model_for(source)
    if isinstance(said, Problem) or isinstance(other, Problem) or model is None:
        return {}
    walk = _Walk(yaml_source.read(source, said), yaml_source.read(own, other))
    for _ in walk.units(model):  # only what it notes on its way is wanted
        pass
    return walk.lengths


def model_for(path: str) -> type[Definition] | None:
    """What a definition is, by where it stands."""
    if path == SITE_FILE:
        return Settings
    folder = dirname(path).removeprefix("content/")
    return DEFINITIONS.get(folder)


class _Walk:
    """Goes through a definition and its translation side by side.

    `at` is where a text stands in the source, `here` in the translation: each without the key that a text alone
    stands for.
    """

    def __init__(self, source: YamlText, translation: YamlText) -> None:
        self.source, self.translation = source, translation
        self.lengths: dict[Loc, int] = {}
        """How many items each list has that a translation gives."""

    def units(self, model: type[Definition]) -> Iterator[Unit]:
        """Every text of a definition; none where one of the two is no YAML."""
        if self.source.places and self.translation.places:
            yield from self.walk(Keys(model, None), self.source.value, self.translation.value, (), ())

    def walk(self, shape: Shape, source: Any, other: Any, at: Loc, here: Loc) -> Iterator[Unit]:
        match shape:
            case Text():
                if isinstance(source, str) and source.strip() and not _is_same_everywhere(source, other, at):
                    yield self.unit(source, other, at, here)
            case Keys() | OneOf():
                yield from self.mapping(shape, source, other, at, here)
            case ById():
                yield from self.by_id(shape, source, other, at, here)
            case Listed():
                yield from self.listed(shape, source, other, at, here)

    def unit(self, source: str, other: Any, at: Loc, here: Loc) -> Unit:
        if isinstance(other, str) and other.strip():
            own = str(other)
        else:
            own = ""
        name = ".".join(str(step) for step in at)
        return Unit(name, str(source), own, self.source.place(at), self.translation.place(here), here)

    def mapping(self, shape: Keys | OneOf, source: Any, other: Any, at: Loc, here: Loc) -> Iterator[Unit]:
        if isinstance(shape, Keys) and shape.alone:
            alone = shape.alone.key
        else:
            alone = ""
        # A text alone stands for a mapping with one key: its name and its spot are those without that key.
        names, spots = dict[str, Loc](), dict[str, Loc]()
        if alone and isinstance(source, str):
            source, names = {alone: source}, {alone: at}
            if not isinstance(other, dict):
                spots = {alone: here}
        if alone and isinstance(other, str):
            other, spots = {alone: other}, {alone: here}
        if not isinstance(source, dict):
            return
        model = model_of(shape, source)
        if model is None:
            return
        said = other if isinstance(other, dict) else {}
        for key, (each, _) in shapes(model).items():
            if key in source:
                name, spot = names.get(key, (*at, key)), spots.get(key, (*here, key))
                yield from self.walk(each, source[key], said.get(key), name, spot)

    def by_id(self, shape: ById, source: Any, other: Any, at: Loc, here: Loc) -> Iterator[Unit]:
        source = with_ids(shape, source)
        if not isinstance(source, dict):
            return
        if isinstance(other, list):  # without ids, their order says which is which
            for index, (key, value) in enumerate(source.items()):
                own = other[index] if index < len(other) else None
                yield from self.walk(shape.each, value, own, (*at, key), (*here, index))
            return
        said = other if isinstance(other, dict) else {}
        for key, value in source.items():
            yield from self.walk(shape.each, value, said.get(key), (*at, key), (*here, key))

    def listed(self, shape: Listed, source: Any, other: Any, at: Loc, here: Loc) -> Iterator[Unit]:
        if not shape.alone and not isinstance(source, list):
            return
        ours, theirs = many(source), many(other)
        found = places_by_id(ours, theirs)
        self.lengths[here] = len(ours)
        is_alone = other is not None and not isinstance(other, list)
        for index, each in enumerate(ours):
            if found is None:
                place: int | None = index
            else:
                place = found.get(each["id"])
            own = None
            if place is not None and place < len(theirs):
                own = theirs[place]
            # One that the translation lacks would be written at its place in the source.
            spot = index if place is None else place
            where = here if is_alone else (*here, spot)
            name = (*at, index) if isinstance(source, list) else at
            yield from self.walk(shape.each, each, own, name, where)


def _is_same_everywhere(source: str, other: Any, at: Loc) -> bool:
    """Whether a text that no translation gives is right as it is: an address, or an organization's name."""
    is_name = at == ("organization", "name")
    return other is None and (is_name or source.startswith(("https://", "http://")))


def _of_page(source: str, said: str, own: str, other: str) -> Iterator[Unit]:
    """The texts of a page: those of its front matter, then its parts; all of it at once where it has others.

    None where the front matter of one of the two is no YAML.
    """
    ours, theirs = split(source, said), split(own, other)
    if not ours.front.places or not theirs.front.places:
        return
    front = ours.front.value if isinstance(ours.front.value, dict) else {}
    own_front = theirs.front.value if isinstance(theirs.front.value, dict) else {}
    for key in OF_FRONT_MATTER:
        value, translated = front.get(key), own_front.get(key)
        if isinstance(value, str) and value.strip():
            text = str(translated) if isinstance(translated, str) else ""
            yield _unit(key, str(value), text, ours.front.place((key,)), theirs.front.place((key,)), (key,))
    parts, own_parts = list(parts_of(ours.body)), list(parts_of(theirs.body))
    if not own_parts:
        own_parts = [(0, "")] * len(parts)
    if len(parts) != len(own_parts):  # which of them is which can't be known
        parts = [(0, ours.body)] if ours.body.strip() else []
        own_parts = [(0, theirs.body)]
    for number, (part, own_part) in enumerate(zip(parts, own_parts, strict=False), 1):
        row, text = part
        own_row, own_text = own_part
        place, own_place = Place(source, ours.body_line + row), Place(own, theirs.body_line + own_row)
        yield _unit(f"part {number}", text, own_text, place, own_place, ())


def _unit(at: str, source: str, own: str, place: Place, own_place: Place, loc: Loc) -> Unit:
    """A text of a page: one that is a copy of its source has not been translated."""
    # What has no letter, as `---` or a number, is right in each language as it is.
    is_copy = hashed(own) == hashed(source) and any(each.isalpha() for each in own)
    if is_copy:
        own = ""
    return Unit(at, source.strip("\n"), own.strip("\n"), place, own_place, loc)


def parts_of(body: str) -> Iterator[tuple[int, str]]:
    """The parts of a page's text that its headings begin, each with the row that it begins in."""
    lines, begins, fence = body.split("\n"), 0, ""
    for row, line in enumerate(lines):
        opened = FENCE.match(line)
        if opened and not fence:
            fence = opened[1]
        elif opened and fence and opened[1].startswith(fence):
            fence = ""
        if not fence and HEADING.match(line) and row > begins:
            yield from _part(lines, begins, row)
            begins = row
    yield from _part(lines, begins, len(lines))


def _part(lines: list[str], begins: int, ends: int) -> Iterator[tuple[int, str]]:
    text = "\n".join(lines[begins:ends])
    if text.strip():
        yield begins, text
