"""Tree → `Site`, with the problems met on the way."""

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.active_files import SVG_ENDING, WELL_KNOWN, refused
from mentorsite.loader.drafts import is_draft_path
from mentorsite.loader.parse import FORM_FILES, Draft, Parsed, parse_source
from mentorsite.loader.same_texts import same_texts
from mentorsite.loader.source_addresses import source_addresses
from mentorsite.loader.sources import (
    CONTENT,
    Source,
    is_called_like_translation,
    no_language,
    sources_of,
    with_originals,
)
from mentorsite.loader.svg.rewrite import Drawing, too_large
from mentorsite.loader.tree import (
    PAGE_ENDINGS,
    SITE_FILE,
    Tree,
)
from mentorsite.markdown.glossary import NO_TERMS
from mentorsite.model.certificate import Certificate, certificate_rank
from mentorsite.model.message import Message, message_rank
from mentorsite.model.page import Page
from mentorsite.model.settings import Settings
from mentorsite.model.site import Asset, FormEntry, ProgramEntry, Site, copies_of
from mentorsite.model.urls import file_address, instead_of_unsafe, unsafe_name

ParseAll = Callable[[Callable[[Source], Parsed], Sequence[Source]], Iterable[Parsed]]
"""A way to call a function for each source, as `map` does: with other processes, or with what was kept from before."""


def load(
    tree: Tree, settings: Settings, *, settings_known: bool = True, each: ParseAll = map, with_drafts: bool = False
) -> tuple[Site, tuple[Problem, ...]]:
    """Everything below `content/`, understood. Sources with a fault are left out and named `broken`.

    So is site.yml, where `settings` are only the defaults. Drafts are left out too, unless `with_drafts`.
    """
    broken = _unreadable(tree)
    if not settings_known:
        broken.add(SITE_FILE)
    found = _Found(list(tree.problems), broken)
    sources = with_originals(sources_of(tree, settings), settings)
    found.drafts = {source.path: source.address for source in sources if _is_draft(source)}
    if not with_drafts:
        sources = [source for source in sources if source.path not in found.drafts]
    if settings.glossary:
        sources = list(_with_terms(sources, with_drafts))
    for source, (loaded, problems) in zip(sources, each(parse_source, sources), strict=True):
        if isinstance(loaded, Draft):
            found.drafts[source.path] = source.address
            if not with_drafts or loaded.held is None:
                continue
            loaded = loaded.held
        if not loaded:
            problems = _not_missing(source, problems, tree, settings)
        found.problems += problems
        found.add(source, loaded)
    translated = _translations_of_drafts(sources, found.drafts, settings.default_language)
    found.drafts |= translated
    if not with_drafts:
        found.leave_out(translated)
    found.problems += same_texts(sources, found.drafts)
    files, problems = _assets(tree, settings, found.drawings)
    problems = tuple(each for each in problems if not is_draft_path(each.path))
    not_published = {each.path for each in problems} | {path for path in tree.drawings if path in found.broken}
    draft_files = {asset.source: asset.address for asset in files if is_draft_path(asset.source)}
    if with_drafts:
        hidden = not_published
    else:
        hidden = not_published | draft_files.keys()
    texts = {source.path: source for source in sources if source.extension != SVG_ENDING}
    # `sources` and `by_address` follow from all the others: `settled` fills them in.
    site = Site(
        settings=settings,
        pages=tuple(found.pages),
        programs=tuple(found.programs),
        forms=tuple(_in_programs(found.forms, found.programs, settings.default_language)),
        messages=tuple(sorted(found.messages, key=message_rank)),
        certificates=tuple(sorted(found.certificates, key=certificate_rank)),
        assets=tuple(asset for asset in files if with_drafts or asset.source not in draft_files),
        broken=frozenset(found.broken | not_published),
        sources={},
        by_address={},
        digests=_Digests(texts),
        pictures={path: picture for path, picture in tree.pictures.items() if path not in hidden},
        drawings=found.drawings,
        drafts=found.drafts | draft_files,
    )
    return settled(site), (*found.problems, *problems)


def _translations_of_drafts(sources: Sequence[Source], drafts: Mapping[str, str], default: str) -> dict[str, str]:
    """The pages in other languages of pages that say they are drafts, with the addresses that they would have."""
    addresses = set(drafts.values())
    found = {}
    for source in sources:
        is_translation = source.language != default and source.extension in PAGE_ENDINGS
        if is_translation and source.address.removeprefix(f"{source.language}/") in addresses:
            found[source.path] = source.address
    return found


def _unreadable(tree: Tree) -> set[str]:
    """The files that could not be read, or that are not published."""
    unread = {each.path for each in tree.problems if each.code != "left-over"}
    withheld = {path for path, picture in tree.pictures.items() if picture.withheld}
    return unread | withheld


@dataclass
class _Found:
    """What has been understood so far."""

    problems: list[Problem]
    broken: set[str]
    pages: list[Page] = field(default_factory=list)
    programs: list[ProgramEntry] = field(default_factory=list)
    forms: list[FormEntry] = field(default_factory=list)
    messages: list[Message] = field(default_factory=list)
    certificates: list[Certificate] = field(default_factory=list)
    drawings: dict[str, bytes] = field(default_factory=dict)
    drafts: dict[str, str] = field(default_factory=dict)

    def leave_out(self, sources: Container[str]) -> None:
        """Forgets the pages of some sources, and what is wrong with them."""
        self.pages = [page for page in self.pages if page.source not in sources]
        self.problems = [each for each in self.problems if each.path not in sources]

    def add(
        self, source: Source, loaded: Page | ProgramEntry | FormEntry | Message | Certificate | Drawing | None
    ) -> None:
        match loaded:
            case Page():
                self.pages.append(loaded)
            case ProgramEntry():
                self.programs.append(loaded)
            case FormEntry():
                self.forms.append(loaded)
            case Message():
                self.messages.append(loaded)
            case Certificate():
                self.certificates.append(loaded)
            case Drawing():
                self.drawings[loaded.source] = loaded.data
            case None:
                self.broken.add(source.path)


def _not_missing(source: Source, problems: tuple[Problem, ...], tree: Tree, settings: Settings) -> tuple[Problem, ...]:
    """The problems of a file; keys are not missing in one that would be a translation if site.yml had its language."""
    kept = tuple(each for each in problems if each.code != "missing-key")
    if len(kept) == len(problems) or not is_called_like_translation(source.path, tree.texts, settings):
        return problems
    message, hint = no_language(source.path, settings)
    return (problem("missing-key", Place(source.path), f"{message}, so this is no translation", hint), *kept)


def _is_draft(source: Source) -> bool:
    """Whether a source is a draft by its name; a translation of a draft is one, too."""
    return is_draft_path(source.path) or (source.original is not None and is_draft_path(source.original.path))


class _Digests(Mapping[str, str]):
    """The digests of sources by path, made when they are asked for: a preview asks for none."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self.sources = sources
        self.made: dict[str, str] = {}

    def __getitem__(self, path: str) -> str:
        if path not in self.made:
            self.made[path] = self.sources[path].digest
        return self.made[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)


def settled(site: Site) -> Site:
    """The site with the addresses of all that is in it."""
    addresses = source_addresses(site)
    # A page and its folder have one address: the page comes first, so backwards it stays.
    by_address = {address: source for source, address in reversed(addresses.items())}
    pages_of = {page.source: page.front.program.id for page in site.pages if page.front.program}
    copies = copies_of(site.forms, site.programs)
    return replace(site, sources=addresses, by_address=by_address, copies=copies, pages_of=pages_of)


def _with_terms(sources: Sequence[Source], with_drafts: bool) -> Iterator[Source]:
    """The sources, each page with the terms that the glossary of its language explains."""
    glossaries = []
    for source in sources:
        if source.is_glossary:
            loaded, _ = parse_source(source)
            if with_drafts and isinstance(loaded, Draft):
                loaded = loaded.held
            glossaries.append(loaded)
    terms = {page.language: page.terms for page in reversed(glossaries) if isinstance(page, Page)}
    for source in sources:
        # A glossary doesn't link its own terms: each is explained there.
        if source.extension in PAGE_ENDINGS and not source.is_glossary:
            yield replace(source, terms=terms.get(source.language, NO_TERMS))
        else:
            yield source


def _assets(
    tree: Tree, settings: Settings, drawings: Mapping[str, bytes]
) -> tuple[tuple[Asset, ...], tuple[Problem, ...]]:
    """The files that are published as they are or, if they are drawings, as they were written anew."""
    assets: list[Asset] = []
    problems: list[Problem] = []
    for path, size in tree.assets.items():
        if path in tree.pictures and tree.pictures[path].withheld:
            continue
        name = path.removeprefix(CONTENT)
        unsafe, trusted = unsafe_name(path.removeprefix(WELL_KNOWN)), settings.publishes(name)
        if unsafe and path in tree.drawings and not trusted:
            continue  # told where the drawing was to be understood
        if unsafe:
            problems.append(problem("unsafe-name", Place(path), unsafe, instead_of_unsafe(path)))
        elif not trusted and (found := refused(path, is_markup=path in tree.markup)):
            problems.append(found)
        elif not trusted and path.lower().endswith(SVG_ENDING) and path not in tree.drawings:
            problems.append(too_large(path, size))
        elif trusted or path not in tree.drawings or path in drawings:  # else it is a drawing that was refused
            if drawings.get(path):
                size = len(drawings[path])
            assets.append(Asset(path, file_address(name), size, tree.names.get(path, ()), tree.faults.get(path, "")))
    return tuple(assets), tuple(problems)


def _in_programs(forms: list[FormEntry], programs: list[ProgramEntry], default: str) -> Iterator[FormEntry]:
    """Each form, in the words of the program that names it; one for each, where several do."""
    is_only = len({program.id for program in programs}) == 1
    by_language: dict[str, list[ProgramEntry]] = {}
    listing: dict[tuple[str, str, str], list[ProgramEntry]] = {}
    for language in {entry.form.language for entry in forms}:
        by_language[language] = _of_language(programs, language, default)
        for program in by_language[language]:
            for folder in FORM_FILES:
                for id in program.program.forms[folder]:
                    listing.setdefault((language, folder, id), []).append(program)
    for entry in forms:
        form = entry.form
        found = listing.get((form.language, form.folder, form.id), [])
        if not found and is_only:  # where there is one program, whatever no program lists is taken for its own
            found = by_language[form.language]
        if not found:
            yield replace(entry, program=None)
        elif len(found) == 1:
            yield replace(entry, program=found[0].id)
        else:
            for each in found:
                yield replace(entry, address=_in_program(each, entry), program=each.id)


def _of_language(programs: list[ProgramEntry], language: str, default: str) -> list[ProgramEntry]:
    """The programs of a language, and those of the default one that are not translated.

    Of two files that say they are one program, the first: that they clash is told of the files, not of each form.
    """
    found: dict[str, ProgramEntry] = {}
    for wanted in (language, default):
        for each in programs:
            if each.language == wanted:
                found.setdefault(each.id, each)
    return list(found.values())


def _in_program(program: ProgramEntry, form: FormEntry) -> str:
    """The address of a form below that of a program, in the form's language."""
    folder = f"{form.form.language}/"
    if not form.own.startswith(folder):
        return f"{program.address}{form.own}"
    return f"{folder}{program.address.removeprefix(folder)}{form.own.removeprefix(folder)}"
