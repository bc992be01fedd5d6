"""What each output is made of, as a hash: where it is the same, so is the output.

Nothing notes who needs whom. Every output is made of all that is shared (settings, theme, definitions, the
tree of pages), a page of its own source too, and a print edition of the sources of all its pages. So an edit
of a page's text makes that page anew, and a new title makes all pages anew.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from hashlib import sha256

from mentorsite.model.output import (
    BookOutput,
    BookPdfOutput,
    CopyOutput,
    Output,
    PageMarkdownOutput,
    PageOutput,
    PluginOutput,
)
from mentorsite.model.site import ProgramEntry, Site
from mentorsite.structure.current_cohort import current_cohort
from mentorsite.structure.navigation import Outline
from mentorsite.theme.values import Theme


def keys(
    site: Site, theme: Theme, outline: Outline, outputs: Iterable[Output], assets: Mapping[str, str]
) -> dict[str, str]:
    """A hash of what each output is made of, by its path. `assets` has a hash of each asset that can be read."""
    shared = _hash(_shared(site, theme, outline))
    listed = _hash([shared, *(node.description for node in outline.nodes.values())])
    pictures, longest = _hash(sorted(assets.items())), site.settings.picture_size

    def key(output: Output) -> str:
        parts: list[object]
        match output:
            case PageOutput(page=page) | PageMarkdownOutput(page=page):
                below = [node.description for node in outline.below(page.address)]
                parts = [shared, site.digests[page.source], page.description, *below]
            case BookOutput(address=address) | BookPdfOutput(address=address):
                inside = [site.digests[page.source] for page in site.pages if page.address.startswith(address)]
                parts = [listed, *inside, pictures]
            case CopyOutput(asset=asset):
                drawing = site.drawings.get(asset.source)
                copied = assets.get(asset.source, "") if drawing is None else sha256(drawing).hexdigest()
                parts = [copied, longest]
            case PluginOutput(data=data):
                parts = [sha256(data).hexdigest()]
            case _:
                parts = [listed]
        return _hash([type(output).__name__, output.path, *parts])

    return {output.path: key(output) for output in outputs}


def _shared(site: Site, theme: Theme, outline: Outline) -> Iterable[object]:
    yield repr(site.settings)
    yield [_front(entry, site) for entry in site.programs]
    yield from _theme(theme)
    pages = {page.source for page in site.pages}
    yield sorted((source, digest) for source, digest in site.digests.items() if source not in pages)
    yield sorted(site.sources.items())
    yield sorted(site.broken)
    yield [(asset.source, asset.size) for asset in site.assets]
    yield sorted((source, repr(picture)) for source, picture in site.pictures.items())
    yield [replace(node, description="") for node in outline.nodes.values()]
    yield sorted(outline.children.items())


def _front(entry: ProgramEntry, site: Site) -> tuple[str, str]:
    """The cohort that stands in front: the day of the build decides it, and is no other part of a page."""
    cohort = current_cohort(entry.program, site.today)
    return entry.source, next((key for key, each in entry.program.cohorts.items() if each is cohort), "")


def _theme(theme: Theme) -> Iterable[object]:
    yield sorted(theme.templates.items())
    yield sorted((language, sorted(words.items())) for language, words in theme.words.items())
    for files in (theme.assets, theme.print_assets):
        yield sorted((name, sha256(data).hexdigest()) for name, data in files.items())


def _hash(parts: Iterable[object]) -> str:
    digest = sha256()
    for part in parts:
        text = part if isinstance(part, str) else repr(part)
        digest.update(f"{len(text)}:{text}".encode("utf-8", "backslashreplace"))
    return digest.hexdigest()
