"""What is wrong in the templates of a project's own themes, as far as it is seen without rendering them."""

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from mentorsite.errors import Place, Problem, did_you_mean, problem
from mentorsite.theme.environment import FILTERS, environment
from mentorsite.theme.read_words import RENAMED
from mentorsite.theme.unknown_names import UnknownName, bound_names, unknown_attributes, unknown_variables
from mentorsite.theme.value_types import Shape, shape, shown
from mentorsite.theme.values import DEFAULT_LANGUAGE, MADE_ASSETS, PAGES, Template, Theme

REFERENCE = "the page `What a template knows` of mentorsite's reference lists all"
Given = Mapping[str, tuple[type, ...]]
"""View classes by the template that is given what they name; `pages/` is for any in that folder, nothing for the
others.
"""


def template_problems(theme: Theme, given: Given) -> Iterator[Problem]:
    """What is wrong in templates that mentorsite does not ship."""
    compiler = environment(theme)
    readable = []
    for key, template in theme.own_templates:
        try:
            compiler.get_template(key)
        except TemplateSyntaxError as error:
            message = f"template syntax: {error.message}"
            yield problem("theme", Place(template.file, error.lineno), message, "see the guide to Jinja templates")
        else:
            readable.append((key.rpartition(":")[2], template, _parsed(template.text)))
    bound = (bound_names(parsed) for _, _, parsed in readable)  # one template may use what another says
    known = _names(given).union(*bound)
    for name, template, parsed in readable:
        yield from _nowhere(theme, template, parsed)
        for unknown in _not_given(name, parsed, given, known):
            yield _as_problem(unknown, template)


def _nowhere(theme: Theme, template: Template, parsed: nodes.Template) -> Iterator[Problem]:
    """Templates, assets and words that a template names and nobody has."""
    named = (
        ("template", theme.templates, _templates_named(theme, parsed)),
        ("asset", {*theme.assets, *MADE_ASSETS}, _assets_named(parsed)),
        ("word", theme.words.get(DEFAULT_LANGUAGE, {}), _words_named(parsed)),
    )
    for what, known, names in named:
        for each, line in names:
            if each not in known:
                hint = _instead(each, known) or f"add it to the theme, or name another {what}"
                yield problem("theme", Place(template.file, line), f"there is no {what} `{each}`", hint)


def _instead(name: str, known: Iterable[str]) -> str | None:
    if name in RENAMED:
        return f"write {RENAMED[name]}"
    return did_you_mean(name, known)


def _not_given(name: str, parsed: nodes.Template, given: Given, known: frozenset[str]) -> Iterator[UnknownName]:
    """Names that no template is given, and attributes that what this one is given doesn't have."""
    if name.startswith(PAGES):
        folder = PAGES
    else:
        folder = ""
    views = given.get(name, given[folder])
    yield from unknown_attributes(parsed, _scope(views))
    if name in given or folder:  # others, as partials, may use what stands where they are included
        yield from unknown_variables(parsed, known)


def _as_problem(unknown: UnknownName, template: Template) -> Problem:
    message = f"no template is given `{unknown.name}`"
    if unknown.of is not None:
        message = f"`{unknown.of or 'this'}` has no `{unknown.name}`"
    hint = did_you_mean(unknown.name, unknown.known) or REFERENCE
    return problem("theme", Place(template.file, unknown.line), message, hint)


def _scope(views: tuple[type, ...]) -> Mapping[str, Shape]:
    found: dict[str, Shape] = {}
    for view in views:
        found |= {name: shape(hint) for name, hint in shown(view).items()}
    return found


def _names(given: Given) -> frozenset[str]:
    """All that any template is given."""
    found: set[str] = set()
    for views in given.values():
        for view in views:
            found.update(shown(view))
    return frozenset(found)


@lru_cache(maxsize=512)  # a preview looks at the same templates with every change
def _parsed(text: str) -> nodes.Template:
    made = Environment(autoescape=True)
    made.filters |= FILTERS
    return made.parse(text)


def _templates_named(theme: Theme, parsed: nodes.Template) -> Iterator[tuple[str, int]]:
    kinds: tuple[type[nodes.Node], ...] = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in parsed.find_all(kinds):
        named = getattr(node, "template", None)
        # A name that is worked out while the page is made can't be known here.
        if isinstance(named, nodes.Const) and not getattr(node, "ignore_missing", False):
            yield theme.template(str(named.value)), node.lineno


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
