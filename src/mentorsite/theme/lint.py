"""What is wrong in the templates of a project's own themes, as far as it is seen without rendering them."""

from collections.abc import Iterator
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

from mentorsite.errors import Place, Problem, did_you_mean, problem
from mentorsite.theme.environment import environment
from mentorsite.theme.values import DEFAULT_LANGUAGE, MADE_ASSETS, SHIPPED, Template, Theme

PRINTED = "print-"
"""What the names of templates of PDFs begin with."""


def template_problems(theme: Theme) -> Iterator[Problem]:
    """What is wrong in templates that mentorsite does not ship."""
    compiler = environment(theme)
    for name, versions in theme.templates.items():
        for level, template in enumerate(versions):
            if template.file.startswith(SHIPPED):
                continue
            try:
                compiler.get_template(name if template is versions[-1] else f"{level}:{name}")
            except TemplateSyntaxError as error:
                message = f"template syntax: {error.message}"
                yield problem("theme", Place(template.file, error.lineno), message, "see the guide to Jinja templates")
            else:
                yield from _unknown_names(theme, name, template)


def _unknown_names(theme: Theme, name: str, template: Template) -> Iterator[Problem]:
    """Templates, assets and words that a template names and nobody has."""
    parsed = _parsed(template.text)
    named = (
        ("template", theme.templates, _templates_named(theme, parsed)),
        ("asset", _assets_of(theme, name), _assets_named(parsed)),
        ("word", theme.words.get(DEFAULT_LANGUAGE, {}), _words_named(parsed)),
    )
    for what, known, names in named:
        for each, line in names:
            if each not in known:
                hint = did_you_mean(each, known) or f"add it to the theme, or name another {what}"
                yield problem("theme", Place(template.file, line), f"there is no {what} `{each}`", hint)


@lru_cache(maxsize=512)  # a preview looks at the same templates with every change
def _parsed(text: str) -> nodes.Template:
    return Environment(autoescape=True).parse(text)


def _assets_of(theme: Theme, name: str) -> frozenset[str]:
    """The assets that a template may name: what PDFs are drawn from has those of `print/` too."""
    is_printed = name.rpartition("/")[2].startswith(PRINTED)
    return frozenset([*theme.assets, *MADE_ASSETS, *(theme.print_assets if is_printed else ())])


def _templates_named(theme: Theme, parsed: nodes.Template) -> Iterator[tuple[str, int]]:
    kinds: tuple[type[nodes.Node], ...] = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)
    for node in parsed.find_all(kinds):
        named = getattr(node, "template", None)
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
