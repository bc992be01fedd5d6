"""A theme: a chain of layers, later ones win, down to templates, assets and words ready for use."""

from collections.abc import Mapping, Sequence

from mentorsite.errors import Place, Problem, did_you_mean, problem
from mentorsite.loader import yaml_source
from mentorsite.loader.tree import ThemeTree, decoded
from mentorsite.loader.validate import validated
from mentorsite.model.base import Definition
from mentorsite.model.keys import Line
from mentorsite.model.placed_text import Reference
from mentorsite.model.settings import ThemeChoice
from mentorsite.model.urls import instead_of_unsafe, unsafe_name
from mentorsite.theme.print_files import OLD, print_files, print_problems
from mentorsite.theme.read_words import WordsByLanguage, read_words, unfit
from mentorsite.theme.style import asset_as_sent, style_sheet
from mentorsite.theme.tokens import chosen
from mentorsite.theme.values import DEFAULT_LANGUAGE, PAGES, SHIPPED, Template, Theme, version
from mentorsite.theme.words import Word

BASE = "default"
TEMPLATES, ASSETS, WORDS = "templates/", "assets/", "words/"


class ThemeFile(Definition):
    """The keys of theme.yml."""

    name: Line | None = None
    extends: Line | None = None
    """The theme that this one changes; `default` where it is not given."""


def load_theme(trees: tuple[ThemeTree, ...], choice: ThemeChoice) -> tuple[Theme, tuple[Problem, ...]]:
    """The chosen theme over all that it extends, with a problem for each fault of its files.

    What site.yml chooses stands at the end of its style sheet, so that a page waits for one file only.
    """
    layers, problems = _chain(trees, choice.name)
    found = list(problems)
    templates: dict[str, tuple[Template, ...]] = {}
    assets: dict[str, bytes] = {}
    words: dict[str, tuple[tuple[str, str], ...]] = {}
    english = _english(layers)
    for layer in layers:
        for path, data in sorted(layer.files.items()):
            if OLD.fullmatch(path):
                continue  # `print_problems` tells of it
            if unsafe := unsafe_name(path):
                found.append(problem("theme", Place(f"{layer.folder}/{path}"), unsafe, instead_of_unsafe(path)))
            elif path.startswith(ASSETS):
                assets[path.removeprefix(ASSETS)] = asset_as_sent(path, data)
            elif path.startswith((TEMPLATES, WORDS)):
                file = f"{layer.folder}/{path}"
                text = decoded(file, data)
                if isinstance(text, Problem):
                    found.append(_as_theme_problem(text))
                elif path.startswith(TEMPLATES):
                    name = _name(path.removeprefix(TEMPLATES), layer, templates)
                    templates[name] = (*templates.get(name, ()), Template(file, text))
                else:
                    language = path.removeprefix(WORDS).removesuffix(".yml")
                    words[language] = (*words.get(language, ()), (file, text))
                    # Those that mentorsite ships are looked at by its tests, and read when their language is asked for.
                    if not layer.folder.startswith(SHIPPED):
                        own = read_words(file, text, language)
                        found += (*map(_as_theme_problem, own.problems), *unfit(own, english))
    css, unreadable = style_sheet(layers)
    found += map(_as_theme_problem, unreadable)
    assets["style.css"] = css + chosen(choice).encode()
    versions = {name: version(data) for name, data in assets.items()}
    theme = Theme(templates, assets, print_files(layers), WordsByLanguage(words), versions)
    return theme, (*found, *print_problems(layers))


def _english(layers: Sequence[ThemeTree]) -> Mapping[str, Word]:
    """The English words that mentorsite ships."""
    path = f"{WORDS}{DEFAULT_LANGUAGE}.yml"
    shipped = []
    for layer in layers:
        if layer.folder.startswith(SHIPPED) and path in layer.files:
            shipped.append(layer)
    files = ((f"{layer.folder}/{path}", decoded(path, layer.files[path])) for layer in shipped)
    texts = tuple((file, text) for file, text in files if isinstance(text, str))
    return WordsByLanguage({DEFAULT_LANGUAGE: texts})[DEFAULT_LANGUAGE]


def _name(name: str, layer: ThemeTree, below: Mapping[str, object]) -> str:
    """What a template is called. Before `pages/` was there, a theme's own kinds of pages stood beside the rest."""
    is_kind = "/" not in name and name not in below and not layer.folder.startswith(SHIPPED)
    if is_kind:
        return f"{PAGES}{name}"
    return name


def _chain(trees: tuple[ThemeTree, ...], chosen: Reference) -> tuple[list[ThemeTree], list[Problem]]:
    """The layers of a theme, lowest first, and what is wrong with how they extend each other."""
    names: list[str] = []
    problems: list[Problem] = []
    name, place = chosen.id, chosen.place
    while True:
        known = {tree.name for tree in trees}
        if name not in known:
            hint = did_you_mean(name, known) or f"there is: {', '.join(sorted(known))}"
            problems.append(problem("missing-theme", place, f"there is no theme `{name}`", hint))
            # With the default theme what else is wrong can be told along with it.
            name = BASE
            if name in names or name not in known:
                break
        if name in names:
            problems.append(problem("theme", place, f"the theme `{name}` extends itself", "mend its `extends`"))
            names.insert(0, BASE)
            break
        names.insert(0, name)
        if name == BASE:
            break
        name, place, found = _extended(trees, name)
        problems += found
    layers = []
    for name in names:
        # There may be two of one name: the project's own changes the one that mentorsite ships, which stands before it.
        layers += [tree for tree in trees if tree.name == name]
    return layers, problems


def _extended(trees: tuple[ThemeTree, ...], name: str) -> tuple[str, Place, list[Problem]]:
    """The theme that a theme extends, and where that is said."""
    problems: list[Problem] = []
    for tree in reversed(trees):  # the project's own before the one that is shipped under its name
        if tree.name == name and "theme.yml" in tree.files:
            file = f"{tree.folder}/theme.yml"
            text = decoded(file, tree.files["theme.yml"])
            if isinstance(text, Problem):
                return BASE, Place(file), [_as_theme_problem(text)]
            typed, faults = validated(ThemeFile, yaml_source.read(file, text))
            for each in faults:
                problems.append(_as_theme_problem(each))
            if typed and typed.extends:
                return typed.extends, Place(file), problems
    return BASE, Place("site.yml"), problems


def _as_theme_problem(fault: Problem) -> Problem:
    place = Place(fault.path, fault.line, fault.column)
    if fault.fatal:
        return problem("theme", place, fault.message, fault.hint)
    return fault
