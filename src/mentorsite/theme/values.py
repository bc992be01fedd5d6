"""A theme as a value: words, templates and assets, ready for use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from hashlib import sha256

from mentorsite.theme.read_words import WordsByLanguage
from mentorsite.theme.words import layers

Words = Mapping[str, str]
"""What templates and views say, by key, in one language."""
DEFAULT_LANGUAGE = "en"
SHIPPED = "mentorsite/"
"""What the paths of themes that mentorsite ships start with, in messages."""
MADE_ASSETS = ("icon.svg",)
"""Assets that are made from site.yml."""
PAGES = "pages/"
"""The folder of the templates that show a page of content: one for each kind that a page may choose."""


@dataclass(frozen=True, slots=True)
class Template:
    """One layer's version of a template. `file` is where it stands, for messages."""

    file: str
    text: str


@dataclass(frozen=True, slots=True)
class Theme:
    """Templates by name, each layer's version from the lowest up; assets and words as the top layer has them."""

    templates: Mapping[str, tuple[Template, ...]]
    assets: Mapping[str, bytes]
    print_assets: Mapping[str, bytes]
    """What PDFs are drawn with, by path below `print/`; not published."""
    words: WordsByLanguage
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def page_kinds(self) -> frozenset[str]:
        """The templates that a page may choose by its `kind`."""
        inside = (name.removeprefix(PAGES) for name in self.templates if name.startswith(PAGES))
        return frozenset(name.removesuffix(".html") for name in inside if "/" not in name)

    def template(self, name: str) -> str:
        """The whole name of a template: of a page's, `pages/` may be left out."""
        if name not in self.templates and f"{PAGES}{name}" in self.templates:
            return f"{PAGES}{name}"
        return name

    @property
    def own_templates(self) -> Iterator[tuple[str, Template]]:
        """The templates that mentorsite doesn't ship, each by the name that Jinja gets it by: see `environment`."""
        for name, versions in self.templates.items():
            for level, template in enumerate(versions):
                if template.file.startswith(SHIPPED):
                    continue
                if template is versions[-1]:
                    yield name, template
                else:
                    yield f"{level}:{name}", template

    def words_in(self, language: str) -> Words:
        """The words of a language: those of `es` where `es-MX` has none, and English ones where neither has."""
        found = dict(self.words.get(DEFAULT_LANGUAGE, {}))
        for each in layers(language):
            found.update(self.words.get(each, {}))
        return {name: word.on_page(language) for name, word in found.items()}


def version(data: bytes) -> str:
    """What stands behind an asset's URL, so that browsers keep it until it changes."""
    return sha256(data).hexdigest()[:10]
