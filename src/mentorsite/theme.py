"""A theme: a chain of layers, later ones win, down to templates, assets and words ready for use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from hashlib import sha256

from jinja2 import Environment, FunctionLoader, StrictUndefined, TemplateSyntaxError, nodes

from mentorsite.errors import Place, Problem, did_you_mean, problem
from mentorsite.look import chosen
from mentorsite.model.definition import Definition, Line, Reference
from mentorsite.model.settings import ThemeChoice
from mentorsite.read import yamltext
from mentorsite.read.definitions import validated
from mentorsite.read.tree import ThemeTree, decoded
from mentorsite.urls import unsafe_name

Words = Mapping[str, str]
"""What templates and views say, by key, in one language."""

BASE = "default"
DEFAULT_LANGUAGE = "en"
SHIPPED = "mentorsite/"
"""What the paths of themes that mentorsite ships start with, in messages."""
STYLE = "style.css"
MADE_ASSETS = ("icon.svg",)
"""Assets that are made from site.yml."""
NOT_FOR_PAGES = frozenset({
    "404", "base", "cohort", "downloads", "form", "handbook", "ideas", "pair", "print-form", "print-handbook",
    "program", "redirect", "role",
})  # fmt: skip
"""Templates that show something else than a page of content, so no page may choose them."""
TEMPLATES, ASSETS, PRINT, WORDS = "templates/", "assets/", "print/", "words/"


class ThemeFile(Definition):
    """The keys of theme.yml."""

    name: Line | None = None
    extends: Line | None = None
    """The theme that this one changes; `default` where it is not given."""


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
    words: Mapping[str, Words]
    versions: Mapping[str, str] = field(default_factory=dict)

    @property
    def page_kinds(self) -> frozenset[str]:
        """The templates that a page may choose by its `kind`."""
        return frozenset(name.removesuffix(".html") for name in self.templates if "/" not in name) - NOT_FOR_PAGES

    def speaking(self, language: str) -> Words:
        """The words of a language; English where it has none."""
        spoken = self.words.get(language) or self.words.get(language.partition("-")[0]) or {}
        return {**self.words.get(DEFAULT_LANGUAGE, {}), **spoken}


def load_theme(trees: tuple[ThemeTree, ...], choice: ThemeChoice) -> tuple[Theme, tuple[Problem, ...]]:
    """The chosen theme over all that it extends, with a problem for each fault of its files.

    What site.yml chooses stands at the end of its style sheet, so that a page waits for one file only.
    """
    layers, problems = _chain(trees, choice.name)
    found = list(problems)
    templates: dict[str, tuple[Template, ...]] = {}
    assets: dict[str, bytes] = {}
    print_assets: dict[str, bytes] = {}
    words: dict[str, dict[str, str]] = {}
    for layer in layers:
        for path, data in sorted(layer.files.items()):
            if unsafe := unsafe_name(path):
                found.append(problem("theme", Place(f"{layer.folder}/{path}"), unsafe, "give it another name"))
            elif path.startswith(ASSETS):
                assets[path.removeprefix(ASSETS)] = data
            elif path.startswith(PRINT):
                print_assets[path.removeprefix(PRINT)] = data
            elif path.startswith((TEMPLATES, WORDS)):
                file = f"{layer.folder}/{path}"
                text = decoded(file, data)
                if isinstance(text, Problem):
                    found.append(_as_theme_problem(text))
                elif path.startswith(TEMPLATES):
                    name = path.removeprefix(TEMPLATES)
                    templates[name] = (*templates.get(name, ()), Template(file, text))
                else:
                    spoken, faults = _words(file, text)
                    words.setdefault(path.removeprefix(WORDS).removesuffix(".yml"), {}).update(spoken)
                    found += faults
    assets[STYLE] = assets.get(STYLE, b"") + chosen(choice).encode()
    versions = {name: version(data) for name, data in assets.items()}
    theme = Theme(templates, assets, print_assets, words, versions)
    return theme, (*found, *_template_problems(theme))


def version(data: bytes) -> str:
    """What stands behind an asset's URL, so that browsers keep it until it changes."""
    return sha256(data).hexdigest()[:10]


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
    return [tree for each in names for tree in trees if tree.name == each], problems


def _extended(trees: tuple[ThemeTree, ...], name: str) -> tuple[str, Place, list[Problem]]:
    """The theme that a theme extends, and where that is said."""
    problems: list[Problem] = []
    for tree in reversed(trees):
        if tree.name == name and "theme.yml" in tree.files:
            file = f"{tree.folder}/theme.yml"
            text = decoded(file, tree.files["theme.yml"])
            if isinstance(text, Problem):
                return BASE, Place(file), [_as_theme_problem(text)]
            typed, faults = validated(ThemeFile, yamltext.read(file, text))
            problems += [_as_theme_problem(each) for each in faults]
            if typed and typed.extends:
                return typed.extends, Place(file), problems
    return BASE, Place("site.yml"), problems


@lru_cache(maxsize=64)  # a preview reads the same words with every change
def _words(file: str, text: str) -> tuple[dict[str, str], list[Problem]]:
    read = yamltext.read(file, text)
    problems = [_as_theme_problem(each) for each in read.problems]
    value = read.value if isinstance(read.value, dict) else {}
    return {key: str(each) for key, each in value.items() if isinstance(each, str)}, problems


def _as_theme_problem(fault: Problem) -> Problem:
    place = Place(fault.path, fault.line, fault.column)
    return problem("theme", place, fault.message, fault.hint) if fault.fatal else fault


def _template_problems(theme: Theme) -> Iterator[Problem]:
    """What is wrong in templates that mentorsite does not ship, as far as it is seen without rendering them."""
    compiler = environment(theme)
    for versions in theme.templates.values():
        for template in versions:
            if template.file.startswith(SHIPPED):
                continue
            try:
                parsed = compiler.parse(template.text)
                compiler.compile(parsed, filename=template.file)
            except TemplateSyntaxError as error:
                message = f"template syntax: {error.message}"
                yield problem("theme", Place(template.file, error.lineno), message, "see the guide to Jinja templates")
            else:
                yield from _unknown_names(theme, template, parsed)


def _unknown_names(theme: Theme, template: Template, parsed: nodes.Template) -> Iterator[Problem]:
    """Templates, assets and words that a template names and nobody has."""
    words = theme.words.get(DEFAULT_LANGUAGE, {})
    named = (
        ("template", theme.templates, _templates_named(parsed)),
        ("asset", {*theme.assets, *MADE_ASSETS}, _assets_named(parsed)),
        ("word", words, _words_named(parsed)),
    )
    for what, known, names in named:
        for name, line in names:
            if name not in known:
                hint = did_you_mean(name, known) or f"add it to the theme, or name another {what}"
                yield problem("theme", Place(template.file, line), f"there is no {what} `{name}`", hint)


def _templates_named(parsed: nodes.Template) -> Iterator[tuple[str, int]]:
    kinds: tuple[type[nodes.Node], ...] = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in parsed.find_all(kinds):
        named = getattr(node, "template", None)
        if isinstance(named, nodes.Const) and not getattr(node, "ignore_missing", False):
            yield str(named.value), node.lineno


def _assets_named(parsed: nodes.Template) -> Iterator[tuple[str, int]]:
    for call in parsed.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "asset":
            for each in call.args[:1]:
                if isinstance(each, nodes.Const):
                    yield str(each.value), call.lineno


def _words_named(parsed: nodes.Template) -> Iterator[tuple[str, int]]:
    for node in parsed.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == "words":
            yield node.attr, node.lineno


def environment(theme: Theme) -> Environment:
    """The theme's templates, ready to render.

    A template that extends or includes its own name gets the version of the layer below: so a block
    can be changed without copying the rest.
    """

    def source(name: str) -> tuple[str, str, None] | None:
        level, _, bare = name.rpartition(":")
        versions = theme.templates.get(bare, ())
        index = int(level) if level else len(versions) - 1
        if not 0 <= index < len(versions):
            return None
        return versions[index].text, versions[index].file, None

    made = _LayeredEnvironment(
        loader=FunctionLoader(source),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,
    )
    made.levels = {name: len(versions) - 1 for name, versions in theme.templates.items()}
    return made


class _LayeredEnvironment(Environment):
    """Finds the layer below when a template names itself."""

    levels: Mapping[str, int]

    def join_path(self, template: str, parent: str) -> str:
        level, _, bare = parent.rpartition(":")
        if template != bare:
            return template
        here = int(level) if level else self.levels[bare]
        return f"{here - 1}:{bare}"
