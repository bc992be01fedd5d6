"""Output → HTML: a view for each kind, given to the theme's template for it."""

import traceback
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property, partial
from types import SimpleNamespace
from typing import Any

from jinja2 import Environment, TemplateError
from markupsafe import Markup, escape

from mentorsite.errors import ThemeError
from mentorsite.markdown.document import Heading, Link, of_type
from mentorsite.model.output import DownloadOutput
from mentorsite.model.page import Page
from mentorsite.model.site import FormEntry, ProgramEntry, Site
from mentorsite.model.urls import below, markdown_path, parent, print_address, relative
from mentorsite.render.context import RenderContext
from mentorsite.render.forms.build_sheet import sheet_of
from mentorsite.render.forms.downloads import Download, Job, downloads_by_folder, downloads_of
from mentorsite.render.forms.form_view import form_view
from mentorsite.render.forms.pair_view import pair_view
from mentorsite.render.forms.pdf.print_view import print_view
from mentorsite.render.forms.sheet import FormSheet, HeadingBlock
from mentorsite.render.pages.frame import Frame, beside
from mentorsite.render.pages.llms import llms_txt, page_markdown
from mentorsite.render.pages.search_meta import FAINT, people, searched, searched_page, spoken_of
from mentorsite.render.pages.step_path import StepPath, path_view, paths
from mentorsite.render.programs.cohort import cohort_view
from mentorsite.render.programs.coverage import ideas_view
from mentorsite.render.programs.overview import program_view
from mentorsite.render.programs.role import role_view
from mentorsite.render.views import (
    Card,
    HeadingView,
    LinkView,
    PageView,
    PathView,
    Subheading,
    Takeaway,
)
from mentorsite.structure.current_cohort import cohort_named, speaks_of
from mentorsite.structure.links import Inside, destination
from mentorsite.structure.navigation import DOWNLOADS, Node, Outline, breadcrumbs, menu, neighbours
from mentorsite.structure.pairs import pair_address
from mentorsite.structure.variables import scopes
from mentorsite.theme.environment import environment
from mentorsite.theme.l10n import day, direction
from mentorsite.theme.values import Theme, Words

WRONG_IN_TEMPLATES = (TemplateError, ArithmeticError, LookupError, TypeError, ValueError, RecursionError)
"""What a template can raise: Jinja's own errors, and those of Python's operators and filters."""


class Pages:
    """Renders pages of one site with one theme. Holds what all of them share, made when it is first asked for."""

    def __init__(
        self,
        site: Site,
        theme: Theme,
        outline: Outline,
        versions: Mapping[str, str],
        downloads: Mapping[str, Download],
        templates: Environment | None = None,
    ) -> None:
        self.site, self.theme, self.outline, self.downloads = site, theme, outline, downloads
        self.scope_of = scopes(site)
        self.versions = {**versions, **theme.versions}
        self._templates = templates
        self.spoken: dict[str, Words] = {}
        self.frames: dict[tuple[str, str | None], Frame] = {}

    @cached_property
    def templates(self) -> Environment:
        return self._templates or environment(self.theme)

    @cached_property
    def menu(self) -> tuple[Any, ...]:
        return menu(self.site, self.outline)

    def page(self, page: Page) -> str:
        """A page of content; the first page has a template of its own."""
        program = page.front.program.id if page.front.program else None
        setting = self.setting(page.source, page.address, page.language, *speaks_of(page.front))
        words = self.words(page.language)
        node = self.outline.nodes[page.address]
        listed = self.unlisted(page, self.outline.below(page.address))
        kind = "page" if page.address else "home"
        kind = "section" if page.address and self.outline.below(page.address) else kind
        view = replace(
            self.view(kind, node, page.language, page.source),
            heading=setting.join(page.document.title) or escape(page.title),
            heading_id=page.title_id,
            lead=page.front.description,
            content=setting.html(page.document),
            contents=contents(page.document.headings[1 if page.document.title else 0 :]),
            reviewed=day(page.front.reviewed, page.language) if page.front.reviewed else None,
            owner=page.front.owner,
            audience=people(
                (each.id for each in page.front.audience), spoken_of(self.site, program, page.language), words
            ),
            takeaways=self.takeaways(page, words),
            path=self.path(page.address),
            searched=searched_page(self.site, page, words),
        )
        cards = self.cards(page.address, listed, words) if kind == "section" else ()
        chosen = page.front.kind.id if page.front.kind else kind
        template = chosen if chosen in self.theme.page_kinds else kind
        return self.template(f"pages/{template}.html", view, page.address, cards=cards)

    @cached_property
    def neighbours(self) -> Mapping[str, tuple[Node | None, Node | None]]:
        """The pages before and after each page."""
        return neighbours(self.outline)

    @cached_property
    def paths(self) -> Mapping[str, StepPath]:
        """The paths that pages make, by section."""
        ideas = {page.address: page.front.idea for page in self.site.pages if page.front.idea and page.address}
        return paths(self.outline, ideas)

    def path(self, address: str) -> PathView | None:
        """The path that a page is a step of."""
        path = self.paths.get(parent(address))
        if not path or address not in path.numbers:
            return None
        return path_view(path, address, lambda to: relative(address, to))

    def neighbour(self, here: str, node: Node | None) -> LinkView | None:
        """A page before or after another, with the step that it is, where that is another one."""
        if node is None:
            return None
        path = self.paths.get(parent(node.address))
        step = path.numbers.get(node.address) if path else None
        same = path and step == path.numbers.get(here)
        return LinkView(node.title, relative(here, node.address), None if same else step)

    def page_markdown(self, page: Page) -> str:
        """A page of content, as Markdown."""
        return page_markdown(page, self.setting(page.source, page.address, page.language, *speaks_of(page.front)))

    @cached_property
    def copies(self) -> frozenset[str]:
        """The addresses that have a Markdown file beside them."""
        forms = self.site.forms if "markdown" in self.site.settings.downloads else ()
        return frozenset([*(page.address for page in self.site.pages), *(entry.address for entry in forms)])

    def llms(self) -> str:
        """What leads programs to every page."""
        settings = self.site.settings
        return llms_txt(settings, self.outline, self.copies, self.words(settings.default_language))

    def section(self, address: str) -> str:
        """The list of what is in a folder."""
        language = self.site.settings.language_at(address)
        words = self.words(language)
        view = self.view("section", self.outline.nodes[address], language, None)
        view = replace(view, searched=searched(self.site, "page", words))
        cards = self.cards(address, self.outline.below(address), words)
        return self.template("pages/section.html", view, address, cards=cards)

    def program(self, entry: ProgramEntry) -> str:
        """The overview of a program."""
        words = self.words(entry.language)
        setting = self.setting(entry.source, entry.address, entry.language, entry.id)
        program = program_view(entry, setting)
        groups = downloads_by_folder(self.site, self.downloads, entry.address, words, entry.id)
        parts = [HeadingView("cohorts", words["part_cohorts"])] if program.cohorts else []
        parts += [HeadingView(part.id, part.title) for part in program.parts]
        if groups:
            parts.append(HeadingView("downloads", words["downloads_title"]))
        view = replace(
            self.view("program", self.outline.nodes[entry.address], entry.language, entry.source),
            contents=tuple(parts),
            searched=searched(self.site, "program", words, keywords=entry.program.keywords),
        )
        return self.template("program.html", view, entry.address, program=program, groups=groups)

    def role(self, entry: ProgramEntry, role: str) -> str:
        """What a program asks of a role, and when."""
        address = below(entry.address, role)
        words = self.words(entry.language)
        view = self.view("role", self.outline.nodes[address], entry.language, entry.source)
        shown = role_view(entry, role, self.setting(entry.source, address, entry.language, entry.id))
        titles = [(part.id, part.title) for part in shown.parts]
        titles += [("when", words["role_when"])] if shown.dates or shown.calendar else []
        titles += [(part.id, part.title) for part in shown.after]
        found = searched(self.site, "role", words, [role], entry.program)
        groups = downloads_by_folder(self.site, self.downloads, address, words, entry.id, role)
        view = replace(view, contents=tuple(HeadingView(id, title) for id, title in titles), searched=found)
        return self.template("role.html", view, address, role=shown, groups=groups)

    def cohort(self, entry: ProgramEntry, cohort: str) -> str:
        """A cohort's timeline, dates and calendars."""
        address = below(entry.address, cohort)
        words = self.words(entry.language)
        view = self.view("cohort", self.outline.nodes[address], entry.language, entry.source)
        shown = cohort_view(entry, cohort, self.setting(entry.source, address, entry.language, entry.id, cohort))
        view = replace(view, heading=escape(shown.label), searched=searched(self.site, "cohort", words, weight=FAINT))
        return self.template("cohort.html", view, address, cohort=shown)

    def ideas(self, address: str) -> str:
        """What carries each of the ten ideas, for coordinators."""
        language = self.site.settings.default_language
        view = self.view("ideas", self.outline.nodes[address], language, None)
        setting = self.setting("content/index.md", address, language, None)
        return self.template("ideas.html", view, address, programs=ideas_view(setting))

    def form(self, entry: FormEntry) -> str:
        """An agreement, checklist or worksheet, to fill in and to print."""
        form = entry.form
        words = self.words(form.language)
        shown = self.sheet(entry)
        program = spoken_of(self.site, entry.program, form.language)
        view = replace(
            self.view("form", self.outline.nodes[entry.address], form.language, form.source),
            heading=escape(shown.title),
            contents=tuple(
                HeadingView(block.id, block.text.plain) for block in shown.blocks if isinstance(block, HeadingBlock)
            ),
            searched=searched(
                self.site, form.folder.removesuffix("s"), words, shown.roles, program, keywords=form.keywords
            ),
        )
        files = downloads_of(self.site, self.downloads, entry.address, entry, words)
        both = pair_address(self.site, entry)
        side_by_side = relative(entry.address, both) if both else None
        more = {**form_view(shown, words), "downloads": files, "side_by_side": side_by_side}
        return self.template("form.html", view, entry.address, **more)

    def pair(self, address: str, first: FormEntry, second: FormEntry) -> str:
        """Two worksheets that ask the same, with the answers to both."""
        language = first.form.language
        words = self.words(language)
        sheets = self.sheet(first), self.sheet(second)
        title = words["pair_title"].format(*(each.title for each in sheets))
        view = self.view("pair", self.outline.nodes[address], language, None)
        view = replace(
            view, title=title, heading=escape(title), description=words["pair_about"], lead=words["pair_about"]
        )
        urls = relative(address, first.address), relative(address, second.address)
        return self.template("pair.html", view, address, urls=urls, **pair_view(*sheets, words))

    def sheet(self, entry: FormEntry) -> FormSheet:
        """A form as every writer reads it."""
        named = cohort_named(entry.form)
        setting = self.setting(entry.form.source, entry.address, entry.form.language, entry.program, named)
        return sheet_of(entry.form, spoken_of(self.site, entry.program, entry.form.language), setting)

    def job(self, output: DownloadOutput) -> Job:
        """A download with all that it is made from."""
        form = self.sheet(output.entry)
        words = self.words(form.language)
        look = self.site.settings.theme
        job = Job(output.path, output.format, form, words, look.paper, look.accent)
        if output.format != "pdf":
            return job
        shown = {**print_view(form, self.site.settings, words), "words": SimpleNamespace(**words)}
        return replace(job, html=self.render("print-form.html", shown), assets=self.theme.print_assets)

    def downloads_page(self, address: str) -> str:
        """The page that lists the files of all forms."""
        language = self.site.settings.default_language
        words = self.words(language)
        groups = downloads_by_folder(self.site, self.downloads, address, words)
        view = replace(
            self.view("section", self.outline.nodes[address], language, None),
            contents=tuple(HeadingView(group.id, group.title) for group in groups),
            searched=searched(self.site, "page", words, weight=FAINT),
        )
        return self.template("downloads.html", view, address, groups=groups)

    def not_found(self) -> str:
        """The page for addresses that lead nowhere: it may be read at any depth, so its URLs are whole."""
        language = self.site.settings.default_language
        words = self.words(language)
        node = Node("404.html", "page", words["not_found_title"], "", None)
        return self.template("404.html", self.view("404", node, language, None), None)

    def redirect(self, path: str, target: str) -> str:
        """A page that leads on from an old address."""
        language = self.site.settings.default_language
        words = self.words(language)
        node = self.outline.nodes[target]
        page = SimpleNamespace(
            title=node.title,
            language=language,
            direction=direction(language),
            target=relative(path, target),
            canonical=self.site.settings.canonical(target),
        )
        return self.render("redirect.html", {"page": page, "words": SimpleNamespace(**words)})

    def setting(
        self, source: str, address: str, language: str, program: str | None, cohort: str | None = None
    ) -> RenderContext:
        return RenderContext(
            self.site, source, address, language, self.scope_of(program, cohort, language), self.words(language)
        )

    def view(self, kind: str, node: Node, language: str, source: str | None) -> PageView:
        """What any page has, whatever its kind."""
        address = node.address
        known = address in self.outline.nodes
        before, after = self.neighbours.get(address, (None, None)) if known else (None, None)
        return PageView(
            kind=kind,
            title=node.title,
            heading=escape(node.title),
            heading_id="",
            description=node.description,
            lead=node.description,
            language=language,
            direction=direction(language),
            canonical=self.site.settings.canonical(address) if known else None,
            markdown=relative(address, markdown_path(address)) if address in self.copies else None,
            edit_url=self.edit_url(source),
            print=self.print_edition(address, language),
            content=Markup(""),
            contents=(),
            breadcrumbs=tuple(self.link(address, each) for each in breadcrumbs(self.outline, address)) if known else (),
            previous=self.neighbour(address, before),
            next=self.neighbour(address, after),
        )

    def print_edition(self, address: str, language: str) -> LinkView | None:
        """Where what stands at an address can be printed; the page of downloads has the whole handbook's."""
        top = "" if address == DOWNLOADS else address
        title = self.words(language)["print_part" if top else "print_whole"]
        here = print_address(top)
        return LinkView(title, relative(address, here)) if here in self.outline.nodes else None

    def edit_url(self, source: str | None) -> str | None:
        repository = self.site.settings.repository
        return f"{repository.rstrip('/')}/edit/main/{source}" if repository and source else None

    def link(self, here: str, node: Node) -> LinkView:
        return LinkView(node.title, relative(here, node.address))

    def cards(self, here: str, nodes: tuple[Node, ...], words: Words) -> tuple[Card, ...]:
        return tuple(
            Card(
                title=node.title,
                url=relative(here, node.address),
                description=node.description,
                label=words[f"kind_{node.detail}"] if node.detail else None,
                number=str(node.order) if node.kind == "page" and node.order and here else None,
            )
            for node in nodes
        )

    def unlisted(self, page: Page, nodes: tuple[Node, ...]) -> tuple[Node, ...]:
        """What a section's page has below it and doesn't link to itself."""
        linked = set()
        for link in of_type(page.document, Link):
            found = destination(self.site, page.source, page.address, link.target, link.place)
            if isinstance(found, Inside):
                linked.add(found.address)
        return tuple(node for node in nodes if node.address not in linked)

    def takeaways(self, page: Page, words: Words) -> tuple[Takeaway, ...]:
        found: dict[tuple[str, str], FormEntry] = {}
        for entry in self.site.forms_in(page.language):
            found.setdefault((entry.form.folder, entry.form.id), entry)
        entries = [found[key] for folder, ref in page.takeaways if (key := (folder, ref.id)) in found]
        return tuple(
            Takeaway(entry.form.title, relative(page.address, entry.address), words[f"kind_{entry.form.kind}"])
            for entry in entries
        )

    def frame(self, here: str | None, language: str) -> Frame:
        """What surrounds a page. `here` is None for one that is read at any depth."""
        spot = beside(here)
        if (language, spot) not in self.frames:
            words = SimpleNamespace(**self.words(language))
            self.frames[language, spot] = Frame(self.site, self.outline, self.menu, self.versions, words, spot)
        return self.frames[language, spot]

    def words(self, language: str) -> Words:
        """What the theme says, in a language."""
        if language not in self.spoken:
            self.spoken[language] = self.theme.speaking(language)
        return self.spoken[language]

    def template(self, name: str, view: PageView, here: str | None, **more: Any) -> str:
        """A template rendered with what every page has and what its kind adds. `here` is None for the 404 page."""
        frame = self.frame(here, view.language)
        context = {
            "site": frame.view,
            "page": view,
            "words": frame.words,
            "asset": frame.asset,
            "navigation": frame.navigation(here),
            "menu": partial(frame.menu, here, self.templates),
            **more,
        }
        return self.render(name, context)

    def render(self, name: str, context: dict[str, Any]) -> str:
        """A template rendered; raises `ThemeError` with the theme's own file and line."""
        try:
            return self.templates.get_template(name).render(context)
        except WRONG_IN_TEMPLATES as error:
            spot = _spot(error, self.theme)
            if spot is None:
                raise
            message = "it includes itself without end" if isinstance(error, RecursionError) else error
            raise ThemeError(f"{spot}: {message}. Nothing was written.") from error


def _spot(error: Exception, theme: Theme) -> str | None:
    """The template's file and line where rendering stopped; None where our own code is to blame."""
    files = {template.file for versions in theme.templates.values() for template in versions}
    spots = [(frame.filename, line) for frame, line in _frames(error) if frame.filename in files]
    return f"{spots[-1][0]}:{spots[-1][1]}" if spots else None


def _frames(error: BaseException) -> Iterable[tuple[traceback.FrameSummary, int]]:
    return ((frame, frame.lineno or 1) for frame in traceback.extract_tb(error.__traceback__))


def contents(headings: Iterable[Heading]) -> tuple[HeadingView, ...]:
    """The second-level headings of a text, each with the third-level ones below it."""
    found: list[HeadingView] = []
    for heading in headings:
        if heading.level == 2:
            found.append(HeadingView(heading.id, heading.text))
        elif heading.level == 3 and found:
            last = found.pop()
            found.append(replace(last, children=(*last.children, Subheading(heading.id, heading.text))))
    return tuple(found)
