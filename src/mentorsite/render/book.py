"""A print edition: what stands at an address, and all below it, as the chapters of one book."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from types import SimpleNamespace

from markupsafe import Markup, escape

from mentorsite.model.output import BookOutput, BookPdfOutput
from mentorsite.model.page import Page
from mentorsite.model.site import FormEntry, ProgramEntry, Site
from mentorsite.model.urls import below, book_path, encoded, is_image, parent, print_address, relative
from mentorsite.render.book_view import BookView, Chapter, ListedForm
from mentorsite.render.context import Book
from mentorsite.render.forms.download_look import look_of
from mentorsite.render.forms.downloads import detail
from mentorsite.render.forms.jobs import BookJob
from mentorsite.render.pages.page_view import page_view
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.programs.overview import program_view
from mentorsite.render.programs.role import role_view
from mentorsite.render.site_context import SiteContext
from mentorsite.render.template import render_template
from mentorsite.render.views import DownloadView, Given
from mentorsite.structure.navigation import Node, Outline
from mentorsite.theme.dates_and_numbers import day, direction
from mentorsite.theme.values import Words

IMAGES_URL = "https://images.invalid/"
"""What the addresses of images start with in a book's PDF. No such host can exist, and none is asked."""


ChapterText = Page | ProgramEntry | tuple[ProgramEntry, str]
"""What a chapter says: a page, a program's overview, or what one of its roles does."""


@dataclass(frozen=True, slots=True)
class ChapterSource:
    """A page of the site that becomes a chapter; `depth` counts from 1. `of` is None for a folder without a page."""

    anchor: str
    depth: int
    node: Node
    of: ChapterText | None


@dataclass(frozen=True, slots=True)
class BookGiven(Given):
    """A print edition, as a page."""

    book: BookView
    """The print edition."""
    files: tuple[DownloadView, ...]
    """It as a PDF, where one is made."""


def leaves(site: Site, outline: Outline, top: str) -> tuple[ChapterSource, ...]:
    """The chapters of the book of an address, in reading order; a program's has the guidelines that it names too."""
    programs = []
    for entry in site.programs:
        if not entry.shown_in:
            programs.append(entry)
    texts: dict[str, ChapterText] = {page.address: page for page in site.pages if not page.shown_in}
    for entry in programs:
        texts[entry.address] = entry
        for role in entry.program.roles:
            texts[below(entry.address, role)] = (entry, role)
    found = list(_walk(outline, top, texts, 0))
    named = texts.get(top)
    if isinstance(named, ProgramEntry):
        for page in guidelines(site, named):
            found.append((1, outline.nodes[page.address]))
    chapters = []
    for at, (depth, node) in enumerate(found):
        # what the book is of stands at the same level as what is right below it
        chapters.append(ChapterSource(f"c{at}", max(depth, 1), node, texts.get(node.address)))
    return tuple(chapters)


def _walk(outline: Outline, address: str, texts: Mapping[str, ChapterText], depth: int) -> Iterator[tuple[int, Node]]:
    found: list[tuple[int, Node]] = []
    for each in outline.children.get(address, ()):
        if _is_kept(outline.nodes[each], address):
            found += _walk(outline, each, texts, depth + 1)
    # a folder without a page is a chapter too, as the title of those in it
    if address in texts or found:
        yield depth, outline.nodes[address]
    yield from found


def _is_kept(node: Node, above: str) -> bool:
    return node.kind in ("page", "section", "program", "role") and parent(node.address) == above


def guidelines(site: Site, entry: ProgramEntry) -> tuple[Page, ...]:
    """The pages that a program names as its guidelines, in its order."""
    found = (site.page(each.id, entry.language) for each in entry.program.guidelines)
    return tuple(page for page in found if page and not page.shown_in)


def forms(site: Site, top: str, language: str) -> tuple[FormEntry, ...]:
    """The forms that a book lists: the whole handbook's all, a program's its own, a section's none."""
    program = next((entry for entry in site.programs if entry.address == top), None)
    if top not in site.settings.homes and program is None:
        return ()
    translated = (entry for entry in site.forms_in(language) if not entry.shown_in)
    return tuple(entry for entry in translated if program is None or entry.program == program.id)


def book_page(context: SiteContext, output: BookOutput) -> ThemedPage:
    """A print edition as a page, to read and to print from a browser."""
    here = output.path.removesuffix("index.html")
    language = _language(context.site, output.address)
    view = page_view(context, context.outline.nodes[here], language)
    book = _view(context, output.address, Book(here, {}), language)
    file = _file(context, output.address, here, language)
    files = (file,) if file else ()
    return ThemedPage("handbook.html", here, view, BookGiven(book, files))


def book_job(context: SiteContext, output: BookPdfOutput) -> BookJob:
    """A print edition as a PDF, with all that it is made from."""
    language = _language(context.site, output.address)
    words = context.words(language)
    settings = context.site.settings
    url = settings.canonical(print_address(output.address))
    book = _view(context, output.address, Book(print_address(output.address), {}, IMAGES_URL), language)
    shown = "".join(chapter.body for chapter in book.chapters)
    images = {}
    for asset in context.site.assets:
        name = f"{IMAGES_URL}{encoded(asset.address)}"
        # of the handbook's pictures only those of this book go along: a job has all that it is made from
        if is_image(asset.address) and name in shown:
            images[name] = asset.source
    files = context.theme.print_assets
    look = look_of(context.site.settings_in(language))
    return BookJob(output.path, book, look, words, language, direction(language), url, files, images)


def _view(context: SiteContext, top: str, empty: Book, language: str) -> BookView:
    site, outline, settings = context.site, context.outline, context.site.settings_in(language)
    words = context.words(language)
    found = leaves(site, outline, top)
    listed = forms(site, top, language)
    # from the end, so that a page which comes twice is known by its first place
    anchors = {leaf.node.address: leaf.anchor for leaf in reversed(found)}
    anchors |= {entry.address: f"f{at}" for at, entry in enumerate(listed)}
    pages = []
    for leaf in found:
        if isinstance(leaf.of, Page):
            pages.append(leaf.of)
    titles = {page.address: page.title_id for page in pages}
    book = replace(empty, anchors=anchors, listed=frozenset(entry.address for entry in listed), titles=titles)
    # the book is as fresh as its newest page
    reviewed = max((page.front.reviewed for page in pages if page.front.reviewed), default=None)
    node = outline.nodes[top]
    title, about = node.title, _about(site, node)
    if top in outline.homes:  # the whole handbook
        title, about = settings.title, settings.description
    return BookView(
        title=title,
        about=about,
        reviewed=day(reviewed, language) if reviewed else None,
        url=site.settings.canonical(top),
        chapters=tuple(_chapter(context, leaf, book, words) for leaf in found),
        forms=tuple(_listed(context, entry, book, words) for entry in listed),
    )


def _about(site: Site, top: Node) -> str:
    """The sentence below the title of a book, where someone wrote one."""
    for page in site.pages:
        if page.address == top.address:
            return page.front.description
    return top.description


def _chapter(context: SiteContext, leaf: ChapterSource, book: Book, words: Words) -> Chapter:
    """A chapter, with the words of the book's own language also where a program is told in another."""
    is_home = leaf.node.address in context.outline.homes
    title, body = escape(words["print_welcome"] if is_home else leaf.node.title), Markup("")
    match leaf.of:
        case Page() as page:
            render_context = replace(context.of_page(page), book=book)
            if is_home:
                own = Markup("")
            else:
                own = render_context.join(page.document.title)
            title, body = own or title, render_context.html(page.document)
        case ProgramEntry() as entry:
            render_context = replace(context.of_program(entry, entry.address), book=book, words=words)
            shown = {"program": program_view(entry, render_context), "anchor": leaf.anchor}
            html = render_template(context, "partials/book-program.html", {**shown, "words": SimpleNamespace(**words)})
            body = Markup(html)  # noqa: S704 - a template of the theme escaped what is filled in
        case (ProgramEntry() as entry, str() as role):
            render_context = replace(context.of_program(entry, leaf.node.address), book=book, words=words)
            shown_role = role_view(entry, role, render_context)
            html = render_template(context, "partials/book-role.html", {"role": shown_role, "anchor": leaf.anchor})
            body = Markup(html)  # noqa: S704 - a template of the theme escaped what is filled in
    return Chapter(leaf.anchor, leaf.depth, title, body)


def _listed(context: SiteContext, entry: FormEntry, book: Book, words: Words) -> ListedForm:
    url = context.site.settings.canonical(entry.address) or relative(book.address, entry.address)
    form = entry.form
    return ListedForm(book.anchors[entry.address], form.title, words[f"kind_{form.kind}"], form.description, url)


def _language(site: Site, top: str) -> str:
    """The language of a book: that of its first page, which may stand in place of a translation."""
    for page in site.pages:
        if page.address == top:
            return page.language
    return site.settings.language_at(top)


def _file(context: SiteContext, top: str, here: str, language: str) -> DownloadView | None:
    path = book_path(top)
    if path not in context.downloads:
        return None
    words = context.words(language)
    name = words["format_pdf"]
    label = words["download_label"].format(context.outline.nodes[here].title, name)
    return DownloadView(name, label, relative(here, path), detail(context.downloads[path], words))
