"""What to make: every file of the site, once."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.source_addresses import IDEAS_PAGE, MESSAGES
from mentorsite.model.formats import ENDINGS, DownloadFormat
from mentorsite.model.output import (
    BookOutput,
    BookPdfOutput,
    CalendarOutput,
    CertificateOutput,
    CertificatePdfOutput,
    CohortOutput,
    CopyOutput,
    DownloadOutput,
    DownloadsPageOutput,
    FormOutput,
    IconOutput,
    IdeasPageOutput,
    KeptPageOutput,
    MessagesPageOutput,
    Output,
    OwnDatesOutput,
    PageMarkdownOutput,
    PageOutput,
    PairOutput,
    ProgramOutput,
    RedirectOutput,
    RoleOutput,
    SectionOutput,
    SignedPageOutput,
    SiteOutput,
    ThemeOutput,
    TranslationsPageOutput,
    VersionOutput,
    source,
)
from mentorsite.model.site import ProgramEntry, Site
from mentorsite.model.urls import (
    below,
    book_path,
    calendar_path,
    file_beside,
    markdown_path,
    output_path,
    own_dates_path,
    parent,
    print_address,
)
from mentorsite.structure.bilingual import bilingual_address, bilingual_files, bilingual_forms
from mentorsite.structure.current_cohort import open_cohorts
from mentorsite.structure.navigation import Node, Outline, books
from mentorsite.structure.offline import MANIFEST, WORKER, keeps_offline, publishes_own_worker
from mentorsite.structure.pairs import SIDE_BY_SIDE, pairs
from mentorsite.structure.timetable import for_role, timetable
from mentorsite.theme.values import Theme

THEME_FOLDER = "_theme/"
SEARCH_FOLDER = "_search/"
"""Where the index for searching stands. Its files are named by what is in them, so they are not planned."""
ICON = "icon.svg"
MASKABLE = "icon-maskable.png"
ICON_PICTURES = {"icon-192.png": (192, False), "icon-512.png": (512, False), MASKABLE: (512, True)}
"""The icon as pictures for home screens: the width and height of each, and whether it fills its square."""
CNAME = "CNAME"
"""Tells GitHub Pages, where it serves a branch, the site's own domain; one in `content/` is copied instead."""


def plan(
    site: Site, theme: Theme, outline: Outline, more: Iterable[Output] = ()
) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """The files to make, `more` among them, none twice; a problem for each two that would be one."""
    every = sorted((*_outputs(site, theme, outline), *more), key=lambda output: output.path)
    free, in_the_way = _out_of_the_way(site, every)
    in_the_way += _instead_of_ours(site, outline)
    distinct, clashes = _dedupe_paths(site, free)
    kept, blocked = _beside_folders(distinct)
    return kept, (*in_the_way, *clashes, *blocked)


def _outputs(site: Site, theme: Theme, outline: Outline) -> Iterator[Output]:
    yield from (PageOutput(output_path(page.address), page) for page in site.pages)
    # Files are made once: what is shown in place of a translation leads to those of the original.
    own = (page for page in site.pages if not page.shown_in)
    yield from (PageMarkdownOutput(markdown_path(page.address), page) for page in own)
    for program in site.programs:
        yield from _program(site, program)
    yield from (FormOutput(output_path(entry.address), entry) for entry in site.forms)
    for first, second in pairs(site):
        yield PairOutput(output_path(f"{first.address}{SIDE_BY_SIDE}"), first, second)
    for entry in (each for each in site.forms if not each.shown_in):
        for format in site.settings.downloads:
            yield DownloadOutput(download_path(entry.address, format), entry, format)
    for both in bilingual_forms(site):
        yield FormOutput(output_path(bilingual_address(both)), *both)
        for format in site.settings.downloads:
            yield DownloadOutput(download_path(bilingual_files(both), format), both[0], format, both[1])
    yield from _certificates(site)
    for node in outline.nodes.values():
        yield from _made_of_others(site, node)
    yield from (CopyOutput(asset.address, asset) for asset in site.assets)
    yield from _redirects(site)
    yield from (ThemeOutput(f"{THEME_FOLDER}{name}", name) for name in theme.assets)
    if ICON not in theme.assets:
        yield SiteOutput(f"{THEME_FOLDER}{ICON}", "icon")
    if draws_icons(site):
        pictures = {name: how for name, how in ICON_PICTURES.items() if name not in theme.assets}
        yield from (IconOutput(f"{THEME_FOLDER}{name}", size, maskable) for name, (size, maskable) in pictures.items())
    yield from _of_site(site)


def draws_icons(site: Site) -> bool:
    """Whether the icon is drawn as pictures for home screens: by what draws PDFs, so only where there are some."""
    return keeps_offline(site) and "pdf" in site.settings.downloads


def _certificates(site: Site) -> Iterator[Output]:
    for certificate in site.certificates:
        yield CertificateOutput(output_path(certificate.address), certificate)
        if "pdf" in site.settings.downloads:
            yield CertificatePdfOutput(download_path(certificate.address, "pdf"), certificate)


def _made_of_others(site: Site, node: Node) -> Iterator[Output]:
    """The files at a place of the menu that has no source of its own."""
    match node.kind:
        case "section" | "certificates":
            yield SectionOutput(output_path(node.address), node.address)
        case "downloads":
            yield DownloadsPageOutput(output_path(node.address), node.address)
        case "translations":
            yield TranslationsPageOutput(output_path(node.address), node.address)
        case "kept":
            yield KeptPageOutput(output_path(node.address), node.address)
        case "messages":
            yield MessagesPageOutput(output_path(node.address), node.address)
        case "signed":
            yield SignedPageOutput(output_path(node.address), node.address)
        case "ideas":
            yield IdeasPageOutput(output_path(node.address), node.address)
        case "print":
            yield from _book(site, parent(node.address))


def _of_site(site: Site) -> Iterator[SiteOutput]:
    """The files that stand for the whole site."""
    yield SiteOutput("404.html", "404")
    for home in site.settings.homes:
        yield SiteOutput(f"{home}llms.txt", "llms")
    yield SiteOutput(".nojekyll", "no-jekyll")  # else GitHub Pages leaves out folders that begin with `_`
    if site.settings.domain and all(asset.address != CNAME for asset in site.assets):
        yield SiteOutput(CNAME, "cname")
    if site.settings.url:
        yield SiteOutput("sitemap.xml", "sitemap")
    # Also where nothing is kept offline: browsers go on with the script that they have until another one ends it.
    if not publishes_own_worker(site):
        yield SiteOutput(WORKER, "worker")
    taken = {asset.address for asset in site.assets}
    if keeps_offline(site):
        for home in site.settings.homes:
            manifest = f"{home}{MANIFEST}"
            if manifest not in taken:
                yield SiteOutput(manifest, "web-app")


def _program(site: Site, entry: ProgramEntry) -> Iterator[Output]:
    """A program's overview, a page a role and a cohort, and the calendars of cohorts in which something has a day."""
    yield ProgramOutput(output_path(entry.address), entry)
    if not entry.shown_in:
        for cohort_id in open_cohorts(entry.program):
            yield OwnDatesOutput(own_dates_path(entry.address, cohort_id), entry, cohort_id)
    for role in entry.program.roles:
        yield RoleOutput(output_path(below(entry.address, role)), entry, role)
    for key, cohort in entry.program.cohorts.items():
        yield CohortOutput(output_path(below(entry.address, key)), entry, key)
        if entry.shown_in:  # its page leads to the files of the original
            continue
        dated = [each for each in timetable(site, entry, cohort) if each.days]
        if dated:
            yield CalendarOutput(calendar_path(entry.address, key), entry, key, None)
        for role in entry.program.roles:
            if for_role(dated, role):
                yield CalendarOutput(calendar_path(entry.address, key, role), entry, key, role)


def _book(site: Site, address: str) -> Iterator[Output]:
    yield BookOutput(output_path(print_address(address)), address)
    if "pdf" in site.settings.downloads:
        yield BookPdfOutput(book_path(address), address)


def download_path(address: str, format: DownloadFormat) -> str:
    """Where a form's file stands: beside its page, `agreements/promise.pdf` for `agreements/promise/`."""
    return file_beside(address, ENDINGS[format])


def _redirects(site: Site) -> Iterator[RedirectOutput]:
    for page in site.pages:
        if not page.shown_in:
            yield from _aliases(page.front.aliases, page.address, page.source)
    for entry in site.programs:
        if not entry.shown_in:
            yield from _aliases(entry.program.aliases, entry.address, entry.source)
    for form in {each.form.source: each.form for each in site.forms}.values():
        # Not the address of one program's copy: the form's own, where readers choose among several.
        yield from _aliases(form.aliases, site.sources[form.source], form.source)


def _aliases(aliases: Iterable[str], target: str, source: str) -> Iterator[RedirectOutput]:
    for alias in aliases:
        if alias.endswith(".html"):
            path = alias
        elif alias:
            path = output_path(f"{alias}/")
        else:
            path = output_path("")
        yield RedirectOutput(path, target, source)


def _dedupe_paths(site: Site, outputs: list[Output]) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """The first output of each path; case does not tell paths apart on every system."""
    groups: defaultdict[str, list[Output]] = defaultdict(list)
    for output in outputs:
        groups[output.path.casefold()].append(output)
    kept, problems = [], []
    for group in groups.values():
        first, *others = sorted(group, key=_rank)
        kept.append(first)
        for other in others:
            if not _of_clashing_pages(first, other):
                problems.append(_clash(first, other, site))
    return tuple(kept), tuple(problems)


def _of_clashing_pages(first: Output, other: Output) -> bool:
    """Whether two outputs are the texts of pages that clash as well: then it is told of the pages."""
    if isinstance(first, PageMarkdownOutput) and isinstance(other, PageMarkdownOutput):
        return first.page.address.casefold() == other.page.address.casefold()
    return False


def _out_of_the_way(site: Site, outputs: list[Output]) -> tuple[list[Output], list[Problem]]:
    """The outputs that content may make; a problem for each that stands where the theme or the search index does.

    A page loads scripts from there, so nothing of the content may stand in their place.
    """
    taken = {THEME_FOLDER: "the theme's files stand"}
    if site.settings.search:
        taken[SEARCH_FOLDER] = "the index for searching stands"
    free, problems = [], []
    for output in outputs:
        name, slash, _ = output.path.casefold().partition("/")
        folder = f"{name}{slash}"
        if folder not in taken or isinstance(output, ThemeOutput | IconOutput | SiteOutput):
            free.append(output)
        else:
            message = f"`/{folder}` is where {taken[folder]}"
            problems.append(problem("same-url", Place(source(output)), message, "give the folder another name"))
    return free, problems


def _instead_of_ours(site: Site, outline: Outline) -> Iterator[Problem]:
    """Pages that stand where mentorsite would make one of its own, which other pages lead to."""
    ours = {print_address(each): "the print edition" for each in books(outline)}
    if site.messages:
        ours[MESSAGES] = "the page of all messages"
    if site.settings.ideas:
        ours[IDEAS_PAGE] = "the page of the ten ideas"
    for page in site.pages:
        if page.address in ours:
            message = f"`/{page.address}` is where {ours[page.address]} stands, which is not made now"
            found = problem("same-url", Place(page.source), message, "give the page another name")
            yield replace(found, fatal=False)


def _rank(output: Output) -> int:
    """Of outputs with one path, which stays: what the site needs, before what content makes, before redirects."""
    if isinstance(output, SiteOutput | VersionOutput):
        return 0
    if isinstance(output, RedirectOutput):
        return 2
    return 1


def _beside_folders(outputs: tuple[Output, ...]) -> tuple[tuple[Output, ...], tuple[Problem, ...]]:
    """The outputs that can stand side by side: a file `guide` can't, where another is `guide/index.html`."""
    inside = {above: output for output in outputs for above in _above(output.path.casefold())}
    in_the_way = []
    for file in outputs:
        if file.path.casefold() in inside:
            in_the_way.append((file, inside[file.path.casefold()]))
    left_out = {file.path for file, _ in in_the_way}
    kept = tuple(each for each in outputs if each.path not in left_out)
    return kept, tuple(_blocked(*pair) for pair in in_the_way)


def _above(path: str) -> Iterator[str]:
    """The folders that a path is in: `a` and `a/b` for `a/b/c`."""
    return (path[:index] for index, character in enumerate(path) if character == "/")


def _blocked(file: Output, inside: Output) -> Problem:
    if isinstance(file, SiteOutput | VersionOutput):
        message = f"`/{file.path}` is a file that each site has, so it can't be a folder"
        return problem("same-url", Place(source(inside)), message, "give it another name")
    message = f"`/{file.path}` can't be a file: it is the folder of `{source(inside)}`"
    return problem("same-url", Place(source(file)), message, "give one of them another name")


def _clash(first: Output, other: Output, site: Site) -> Problem:
    address = f"/{other.path.removesuffix('index.html')}"
    if first.path == other.path:
        code = "same-url"
        message = f"`{address}` is already made from `{source(first)}`"
    else:
        code = "case-clash"
        message = f"`{address}` and `/{first.path.removesuffix('index.html')}` differ in case alone (`{source(first)}`)"
    about = f"one place of {source(first)} and {source(other)}"
    # A program has many pages: that it clashes is told of its own.
    is_own = other.path == output_path(site.sources.get(source(other), ""))
    return problem(code, Place(source(other)), message, "give one of them another name", about=about, root=is_own)
