"""Prepares a build: from the files of a project to its site, problems and outputs. Pure: it reads nothing itself."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from mentorsite.check import check
from mentorsite.check.first_values import unfit_first_values
from mentorsite.check.misspelt import misspelt_ids
from mentorsite.check.outdated_translations import unfinished_translations
from mentorsite.check.same_mistake import by_folder
from mentorsite.check.variables import nearly_variables, unknown_variables
from mentorsite.check.which_program import which_program
from mentorsite.errors import Place, Problem, did_you_mean, graded, problem
from mentorsite.loader.load import ParseAll, load
from mentorsite.loader.site_file import settings as read_settings
from mentorsite.loader.site_file import translations
from mentorsite.loader.sources import CONTENT
from mentorsite.loader.translation_memory import translated_files
from mentorsite.loader.tree import SITE_FILE, Tree
from mentorsite.loader.version import VERSION_FILE, version_of
from mentorsite.model.output import Output, PluginOutput, VersionOutput
from mentorsite.model.settings import Settings
from mentorsite.model.site import Site
from mentorsite.plugin import Plugin
from mentorsite.structure.fill_variables import filled_in
from mentorsite.structure.navigation import Outline, outline
from mentorsite.structure.plan import plan
from mentorsite.structure.translation import in_every_language
from mentorsite.theme.lint import template_problems
from mentorsite.theme.load import load_theme
from mentorsite.theme.values import Theme

Find = Callable[[str], Plugin | None]
"""Gives a plugin by its name, or None."""


def _no_plugin(_name: str) -> None:
    return None


@dataclass(frozen=True, slots=True)
class Build:
    """A site, its theme, what will be made of them, and what is wrong."""

    site: Site
    theme: Theme
    outline: Outline
    outputs: tuple[Output, ...]
    problems: tuple[Problem, ...]

    @property
    def fatal(self) -> bool:
        """Whether the problems stop the build."""
        return any(each.fatal for each in self.problems)


def prepare(
    tree: Tree,
    *,
    url: str | None = None,
    without: frozenset[str] = frozenset(),
    today: date | None = None,
    each: ParseAll = map,
    find: Find = _no_plugin,
    with_drafts: bool = False,
) -> Build:
    """Everything known about a project.

    `url` says where the site will live, instead of site.yml; `without` names formats of downloads to leave out, or
    `search` or `offline`. `today` is for what is only true on a day; without it such things are not said. `each` is
    how sources are understood: one after the other, unless it knows a faster way. `find` gives a plugin by its name.
    `with_drafts` is for a preview: drafts are in the site then, and nothing that is wrong with them stops it.
    """
    read, problems = read_settings(tree)
    settings = _as_asked(read, url, without)
    theme, theme_problems = load_theme(tree.themes, settings.theme)
    usable = not any(each.fatal for each in problems)
    site, load_problems = load(tree, settings, settings_known=usable, each=each, with_drafts=with_drafts)
    translated, of_translations = translations(tree, settings)
    translated = {language: _as_asked(each, url, without) for language, each in translated.items()}
    files_by_language = translated_files(tree, settings)
    site = replace(site, today=today, translated_settings=translated, translated=files_by_language)
    plugins = {each.id: find(each.id) for each in settings.plugins}
    written = _changed_by(plugins, site)
    site, files = _with_files(plugins, filled_in(written))
    # `written` still has the variables, which some checks look at. `own` is without what other languages show in place
    # of a translation, so that nothing is told twice.
    own, site = site, in_every_language(site)
    tree_outline = outline(site, theme.words_in)
    outputs, clashes = plan(site, theme, tree_outline, (*files, _version(tree)))
    # All else that could be told follows from there being no site.yml.
    if any(each.code == "no-project" for each in problems):
        return Build(site, theme, tree_outline, outputs, problems)
    of_site = (
        *check(own, today),
        *which_program(written),
        *unknown_variables(written),
        *unfit_first_values(written),
        *nearly_variables(written),
    )
    of_site = (*of_site, *misspelt_ids(written, of_site))  # it looks at which names were told as unknown
    faults = (
        *theme_problems,
        *of_translations,
        *unfinished_translations(tree, settings, site.drafts),
        *_of_templates(theme),
        *load_problems,
        *of_site,
        *clashes,
        *_unknown_kinds(site, theme),
    )
    of_plugins = (*_not_installed(settings, plugins), *_found_by(plugins, own))
    found = (*by_folder((*problems, *faults)), *of_plugins, *_empty(site, settings))
    # By the settings as they were read: no plugin changes what counts.
    problems = _that_count(graded(found, settings.checks), site, with_drafts=with_drafts)
    return Build(site, theme, tree_outline, outputs, problems)


def _that_count(problems: tuple[Problem, ...], site: Site, *, with_drafts: bool) -> tuple[Problem, ...]:
    """The problems without advice that a broken site.yml may silence; in a preview, none of a draft is an error."""
    if SITE_FILE in site.broken:
        problems = tuple(each for each in problems if each.fatal or each.path == SITE_FILE)
    if not with_drafts:
        return problems
    made = []
    for each in problems:
        if each.path in site.drafts:
            made.append(replace(each, fatal=False))
        else:
            made.append(each)
    return tuple(made)


def _version(tree: Tree) -> VersionOutput:
    return VersionOutput(VERSION_FILE, f"{version_of(tree)}\n".encode())


def _as_asked(settings: Settings, url: str | None, without: frozenset[str]) -> Settings:
    """The settings with what the command line says instead."""
    if url:
        settings = settings.with_url(url)
    if without:
        return settings.without(without)
    return settings


def _of_templates(theme: Theme) -> Iterator[Problem]:
    """What is wrong in the project's own templates."""
    if any(theme.own_templates):
        # slow to load, and few projects have templates of their own
        from mentorsite.render.template_values import GIVEN

        yield from template_problems(theme, GIVEN)


def _changed_by(plugins: Mapping[str, Plugin | None], site: Site) -> Site:
    """The site as its plugins leave it."""
    for plugin in plugins.values():
        if plugin:
            site = plugin.site(site)
    return site


def _found_by(plugins: Mapping[str, Plugin | None], site: Site) -> Iterator[Problem]:
    """The problems that plugins find in a site."""
    for plugin in plugins.values():
        if plugin:
            yield from plugin.check(site)


def _with_files(plugins: Mapping[str, Plugin | None], site: Site) -> tuple[Site, tuple[PluginOutput, ...]]:
    """The site with the files that its plugins add, which links can lead to; and these files."""
    files = []
    for name, plugin in plugins.items():
        if plugin:
            files += [PluginOutput(file.path, file.data, name) for file in plugin.outputs(site)]
    if not files:
        return site, ()
    # A link leads to them as if they stood in `content/`; what does stand there goes first.
    added = {f"{CONTENT}{file.path}": file.path for file in files}
    return replace(site, sources={**added, **site.sources}), tuple(files)


def _not_installed(settings: Settings, plugins: Mapping[str, Plugin | None]) -> Iterator[Problem]:
    for named in settings.plugins:
        if plugins[named.id] is None:
            message = f"the plugin `{named.id}` is not installed"
            yield problem("unknown-plugin", named.place, message, "install its package, or take its name out")


def _unknown_kinds(site: Site, theme: Theme) -> Iterator[Problem]:
    """Pages of a kind that the theme has no template for."""
    known = theme.page_kinds
    for page in site.pages:
        kind = page.front.kind
        if kind and kind.id not in known:
            hint = did_you_mean(kind.id, known) or f"the theme has: {', '.join(sorted(known))}"
            message = f"the theme has no template `pages/{kind.id}.html` for this kind of page"
            yield problem("unknown-reference", kind.place, message, hint)


def _empty(site: Site, settings: Settings) -> tuple[Problem, ...]:
    if site.pages or site.programs or site.forms or any(each.startswith(CONTENT) for each in site.broken):
        return ()
    message = f"there is no page to make of `{settings.title}`: `content/` has no .md file that can be read"
    return (problem("nothing-to-build", Place("site.yml"), message, "add content/index.md"),)
