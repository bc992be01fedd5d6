"""The texts and drawings below `content/`, each with all that it takes to understand it."""

import re
from collections import Counter
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from posixpath import basename, splitext

from mentorsite.loader.tree import DEFINITION_ENDINGS, PAGE_ENDINGS, Tree
from mentorsite.markdown.glossary import NO_TERMS, Terms
from mentorsite.model.settings import Settings
from mentorsite.model.urls import file_address, named_by_number, order_and_name, page_address, parent

CONTENT = "content/"
GLOSSARY = "glossary/"
"""The address of the page whose terms are linked, below that of its language."""
LANGUAGE_SUFFIX = re.compile(r"(?P<stem>.+)\.(?P<language>[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?)")


@dataclass(frozen=True, slots=True)
class Source:
    """A text or a drawing below `content/` with all that it takes to understand it.

    `stem` is its path there without language and extension, `site_title` the home page's title where it says none,
    `terms` are those that are linked on it. `original` is set for a definition that is a translation of another one.
    """

    path: str
    stem: str
    extension: str
    language: str
    address: str
    order: float | None
    site_title: str
    data: bytes
    terms: Terms = NO_TERMS
    original: "Source | None" = None
    keeps_number: bool = False
    """Whether a number before its name is part of that, and not its place."""
    before: str = ""
    """The address that it had when each number was taken for a place, if that leads nowhere now."""

    @property
    def id(self) -> str:
        """The name that others refer to it by."""
        return basename(self.address.rstrip("/"))

    @property
    def digest(self) -> str:
        """A hash of all of it."""
        where = (self.path, self.stem, self.extension, self.language, self.address, self.order)
        original = [self.original.digest] if self.original else []
        parts = (*where, self.site_title, self.terms.digest, self.keeps_number, self.before, *original)
        made = sha256(repr(parts).encode("utf-8", "backslashreplace"))
        made.update(self.data)
        return made.hexdigest()

    @property
    def is_glossary(self) -> bool:
        """Whether its terms are linked from the pages of its language."""
        return self.address.removeprefix(f"{self.language}/") == GLOSSARY


def sources_of(tree: Tree, settings: Settings) -> list[Source]:
    """The texts of a tree, in its order, then its drawings but for those that are published as they are."""
    texts = []
    for path, data in tree.texts.items():
        if path.startswith(CONTENT):
            texts.append(source_of(path, data, settings))
    texts = _with_numbers_kept(texts)
    below = {path: path.removeprefix(CONTENT) for path in tree.drawings}
    drawn = {path: file_address(name) for path, name in below.items() if not settings.publishes(name)}
    made = (_drawing(path, address, tree.drawings[path], settings) for path, address in drawn.items())
    return [*texts, *made]


def _with_numbers_kept(sources: list[Source]) -> list[Source]:
    """The sources, pages named by a number at an address with it. Ids of forms and programs stay as they are."""
    named = named_by_number(source.stem for source in sources if source.extension in PAGE_ENDINGS)
    # A folder takes its address once, however much is in it.
    taken = Counter(source.address for source in sources)
    taken.update({folder for source in sources for folder in _above(source.address)})
    made = []
    for source in sources:
        if source.stem in named and source.extension in PAGE_ENDINGS:
            made.append(_with_number_kept(source, taken))
        else:
            made.append(source)
    return made


def _with_number_kept(source: Source, taken: Mapping[str, int]) -> Source:
    start = source.address.removesuffix(page_address(source.stem))
    address = f"{start}{page_address(source.stem, keeps_number=True)}"
    if taken[source.address] == 1:
        before = source.address.rstrip("/")
    else:  # another page is at that address, or a folder
        before = ""
    return replace(source, address=address, order=None, keeps_number=True, before=before)


def _above(address: str) -> Iterator[str]:
    folder = parent(address)
    while folder:
        yield folder
        folder = parent(folder)


def _drawing(path: str, address: str, data: bytes, settings: Settings) -> Source:
    stem, extension = splitext(path.removeprefix(CONTENT))
    return Source(path, stem, extension.lower(), settings.default_language, address, None, "", data)


def with_originals(sources: Sequence[Source], settings: Settings) -> list[Source]:
    """The sources, each definition in another language with the one that it translates."""
    default = settings.default_language
    definitions = {each.address: each for each in sources if each.extension in DEFINITION_ENDINGS}
    originals = {address: each for address, each in definitions.items() if each.language == default}

    made = []
    for source in sources:
        original = None
        if source.language != default and source.extension in DEFINITION_ENDINGS:
            original = originals.get(source.address.removeprefix(f"{source.language}/"))
        if original:
            made.append(replace(source, original=original))
        else:
            made.append(source)
    return made


def known_language(name: str, settings: Settings) -> str:
    """The language of a handbook that a file's name has, in whatever letters; nothing where it is none of them."""
    for language in settings.languages:
        if language.casefold() == name.casefold():
            return language
    return ""


def is_called_like_translation(path: str, texts: Container[str], settings: Settings) -> bool:
    """Whether a file has in its name a language that the handbook doesn't have, and stands beside its source."""
    stem, ending = splitext(path)
    found = LANGUAGE_SUFFIX.fullmatch(stem)
    if not found or known_language(found["language"], settings):
        return False
    return f"{found['stem']}{ending}" in texts


def no_language(path: str, settings: Settings) -> tuple[str, str]:
    """What to say of a file with a language in its name that the handbook doesn't have, and what to write."""
    found = LANGUAGE_SUFFIX.fullmatch(splitext(path)[0])
    language = found["language"] if found else ""
    hint = f"add it in site.yml, as `languages: {{{settings.default_language}: …, {language.lower()}: …}}`"
    return f"`{language}` is no language of this handbook", hint


def language_of_path(path: str, settings: Settings) -> str:
    """The language that the name of a file has; the default one where it has none."""
    found = LANGUAGE_SUFFIX.fullmatch(splitext(path)[0])
    if not found:
        return settings.default_language
    return known_language(found["language"], settings) or settings.default_language


def source_of(path: str, data: bytes, settings: Settings) -> Source:
    """A text of the tree."""
    stem, extension = splitext(path.removeprefix(CONTENT))
    language = settings.default_language
    suffix = LANGUAGE_SUFFIX.fullmatch(stem)
    if suffix and (known := known_language(suffix["language"], settings)):
        stem, language = suffix["stem"], known
    address = page_address(stem)
    if language != settings.default_language:
        address = f"{language}/{address}"
    order, _ = order_and_name(basename(stem))
    title = "" if address else settings.title  # so that a new title is no reason to read all pages again
    return Source(path, stem, extension.lower(), language, address, order, title, data)
