"""Fingerprints: a hash of everything that an output is made of. Where it is the same, the output is up to date.

Each function tells of one thing that is kept between builds, and all that decides what it becomes: what was read, and
what makes it (`build.tools`). Nothing notes who needs whom. Every output is made of all that is shared (settings,
theme, definitions, the tree of pages), a page of its own source too, and a print edition of the sources of all its
pages. So an edit of a page's text makes that page anew, and a new title makes all pages anew. Of a form the words are
its own, and the rest is shared (`build.form_summary`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:  # a site that is up to date needs none of it
    from mentorsite.loader.sources import Source
    from mentorsite.loader.tree import Tree
    from mentorsite.model.output import Output
    from mentorsite.model.site import ProgramEntry, Site
    from mentorsite.render.forms.jobs import AnyJob, PicturedJob
    from mentorsite.structure.navigation import Outline
    from mentorsite.theme.values import Theme

NOT_MADE_OF = {"path", "words", "assets", "images", "pictures", "fonts"}
"""What of a job doesn't decide the bytes of its file: its name, and what is told by its hash."""
MOST_SHARED = 32
"""Of as many values that jobs share is the hash remembered."""


def build(tree: "Tree", assets: Mapping[str, str], tools: str, plugins: str, *options: object) -> str:
    """Of a whole build. `assets` has a hash of each asset that can be read, `options` are what was asked for."""
    themes = []
    for theme in tree.themes:
        for path, data in theme.files.items():
            themes.append((f"{theme.folder}/{path}", data))
    texts = [(path, sha256(data).hexdigest()) for path, data in (*tree.texts.items(), *themes)]
    read = [(source, assets.get(source, "")) for source in tree.assets]
    return _hash(["build", tools, plugins, options, tree.problems, texts, read])


def record(project: str, output: str, tools: str) -> str:
    """Of the record of a project's builds into an output; both are whole paths."""
    return _hash(["record", tools, project, output])


def deployed(build: str, remote: str, branch: str, tip: str) -> str:
    """Of what a branch holds after a deploy: the fingerprint of the build, and the commit that the branch is at."""
    return _hash(["deployed", build, remote, branch, tip])


def source(source: "Source", tools: str) -> str:
    """Of what a page or definition becomes when it is read."""
    return _hash(["source", tools, source.digest])


def templates(theme: "Theme", tools: str) -> str:
    """Of what the templates of a theme are compiled to."""
    return _hash(["templates", tools, sorted(theme.templates.items())])


def photo(digest: str, size: tuple[int, int], tools: str) -> str:
    """Of a smaller copy of a picture; `size` is the copy's, in pixels."""
    return _hash(["photo", tools, digest, size])


def download(job: "AnyJob", tools: str) -> str:
    """Of a PDF, Word or Markdown file, but for the fonts of the machine."""
    given = []
    for field in fields(job):
        if field.name not in NOT_MADE_OF:
            given.append((field.name, getattr(job, field.name)))
    shared = [_of_shared(job.words, _of_words), _of_shared(job.assets, _of_files)]
    return _hash(["download", tools, type(job).__name__, given, shared, _of_files(getattr(job, "pictures", {}))])


_known: dict[int, tuple[Mapping[str, Any], str]] = {}
"""The values that jobs shared last, and their hashes, by which object each is. Nobody changes such a value."""


def _of_shared(value: Mapping[str, Any], hashed: Callable[[Mapping[str, Any]], str]) -> str:
    """The hash of what hundreds of jobs share, worked out once."""
    found = _known.get(id(value))
    if found and found[0] is value:
        return found[1]
    made = hashed(value)
    if value:  # an empty one is rarely the same object
        if len(_known) >= MOST_SHARED:
            _known.clear()
        # With the value, which stays alive by it: else its id could become another one's.
        _known[id(value)] = (value, made)
    return made


def _of_words(words: Mapping[str, Any]) -> str:
    return _hash(list(words.items()))


def _of_files(files: Mapping[str, bytes]) -> str:
    return _hash(_digests(files))


def _digests(files: Mapping[str, bytes]) -> list[tuple[str, str]]:
    """The names of files, in their order, each with a hash of what it holds."""
    return sorted((name, sha256(data).hexdigest()) for name, data in files.items())


def drawing(data: bytes, job: "PicturedJob", tools: str) -> str:
    """Of whether a drawing can be drawn in a print edition."""
    return _hash(["drawing", tools, sha256(data).hexdigest(), job.look, job.language, _digests(job.assets)])


def search_index(pages: Mapping[str, str], tools: str) -> str:
    """Of the index for searching; `pages` has a hash of each page's text."""
    return _hash(["search", tools, sorted(pages.items())])


def outputs(
    site: "Site",
    theme: "Theme",
    outline: "Outline",
    outputs: "Iterable[Output]",
    assets: Mapping[str, str],
    plugins: str = "",
) -> dict[str, str]:
    """Of each output, by its path. `assets` has a hash of each asset that can be read.

    What makes them is left out, but for the plugins: a record of other tools is not found at all.
    """
    from mentorsite.model import output as kinds

    shared = _hash([plugins, *_shared(site, theme, outline)])
    listed = _hash([shared, *(node.description for node in outline.nodes.values())])
    forms = _hash(sorted((entry.form.source, site.digests.get(entry.form.source)) for entry in site.forms))
    pictures, longest = _hash(sorted(assets.items())), site.settings.picture_size

    def key(output: "Output") -> str:
        parts: list[object]
        match output:
            case kinds.PageOutput(page=page) | kinds.PageMarkdownOutput(page=page):
                below = [node.description for node in outline.below(page.address)]
                parts = [shared, site.digests[page.source], page.description, *below]
            case kinds.BookOutput(address=address) | kinds.BookPdfOutput(address=address):
                parts = [listed, *_of_book(site, outline, address), pictures]
            case kinds.CopyOutput(asset=asset):
                parts = [_copied(site, asset.source, assets), longest]
            case kinds.PluginOutput(data=data) | kinds.VersionOutput(data=data):
                parts = [sha256(data).hexdigest()]
            case kinds.FormOutput(entry=entry) if entry.form.signatures:
                parts = [listed, forms]  # a signature may be given in any language of it
            case kinds.FormOutput(entry=entry, other=other) | kinds.DownloadOutput(entry=entry, other=other):
                parts = [listed, *(site.digests.get(each.form.source) for each in (entry, other) if each)]
            case kinds.CertificateOutput(certificate=each) | kinds.CertificatePdfOutput(certificate=each):
                parts = [listed, site.digests.get(each.source), pictures]
            case (
                kinds.CalendarOutput()
                | kinds.CohortOutput()
                | kinds.RedirectOutput()
                | kinds.SectionOutput()
                | kinds.ThemeOutput()
            ):
                parts = [listed]
            case _:  # what is made of many things: rather too much is told than too little
                parts = [listed, forms]
        return _hash([*_of_file(output, pictures), *parts])

    return {output.path: key(output) for output in outputs}


def _of_file(output: "Output", pictures: str) -> Iterable[str]:
    """What tells a file apart by itself; an icon is drawn of a picture, too."""
    from mentorsite.model.output import IconOutput

    yield type(output).__name__
    yield output.path
    if isinstance(output, IconOutput):
        yield pictures


def _copied(site: "Site", source: str, assets: Mapping[str, str]) -> str:
    """The hash of a file that is copied, or of a drawing as it is published."""
    drawing = site.drawings.get(source)
    if drawing is None:
        return assets.get(source, "")
    return sha256(drawing).hexdigest()


def _of_book(site: "Site", outline: "Outline", top: str) -> Iterable[str]:
    """The hashes of the pages that are chapters of a print edition."""
    from mentorsite.model.page import Page
    from mentorsite.render.book import leaves

    for leaf in leaves(site, outline, top):
        if isinstance(leaf.of, Page):
            yield site.digests[leaf.of.source]


def _shared(site: "Site", theme: "Theme", outline: "Outline") -> Iterable[object]:
    from mentorsite.build.form_summary import form_summary

    yield repr((site.settings, sorted(site.translated_settings.items()), sorted(site.translated.items())))
    yield [_front(entry, site) for entry in site.programs]
    yield from _theme(theme)
    apart = {page.source for page in site.pages}
    if not site.settings.plugins:  # which may tell anything of a form anywhere
        for entry in site.forms:
            apart.add(entry.form.source)
    yield sorted((source, digest) for source, digest in site.digests.items() if source not in apart)
    yield [(entry.address, form_summary(entry.form)) for entry in site.forms]
    yield sorted(site.sources.items())
    yield sorted(site.broken)
    yield [(asset.source, asset.size) for asset in site.assets]
    yield sorted((source, repr(picture)) for source, picture in site.pictures.items())
    yield [replace(node, description="") for node in outline.nodes.values()]
    yield sorted(outline.children.items())


def _front(entry: "ProgramEntry", site: "Site") -> tuple[str, str]:
    """The cohort that stands in front: the day of the build decides it, and is no other part of a page."""
    from mentorsite.structure.current_cohort import current_cohort

    cohort = current_cohort(entry.program, site.today)
    for key, each in entry.program.cohorts.items():
        if each is cohort:
            return entry.source, key
    return entry.source, ""


def _theme(theme: "Theme") -> Iterable[object]:
    yield sorted(theme.templates.items())
    yield sorted(theme.words.files.items())
    for files in (theme.assets, theme.print_assets):
        yield _digests(files)


def _hash(parts: Iterable[object]) -> str:
    digest = sha256()
    for part in parts:
        text = part if isinstance(part, str) else repr(part)
        # With its length, so that no two lists of parts run together to the same text.
        digest.update(f"{len(text)}:{text}".encode("utf-8", "backslashreplace"))
    return digest.hexdigest()
