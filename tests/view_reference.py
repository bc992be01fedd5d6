"""The page of the reference that tells what a template knows, made from the view classes."""

import ast
import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import is_dataclass
from datetime import date
from textwrap import dedent
from types import NoneType, SimpleNamespace, UnionType
from typing import Any, Literal, Union, get_args, get_origin

from markupsafe import Markup

from mentorsite.render.template_values import GIVEN
from mentorsite.theme.value_types import shown

TITLE = "What a template knows"
ABOUT = "What the theme's templates are given, and what is in it."
START = (
    "A template writes `{{ page.title }}`. What may be missing is “or nothing”: ask for it first, as in "
    "`{% if page.lead %}`. A partial knows what the template knows that includes it, and what stands around it there. "
    "A name that is in none of these lists stops the build, with the template's file and line."
)
WORDS = {
    str: "text",
    Markup: "HTML",
    int: "whole number",
    float: "number",
    bool: "yes or no",
    date: "day",
    SimpleNamespace: "texts by key",
}
EVERY = "Every page"
OTHER_WRITERS = "mentorsite.render.text"
"""Where the elements of texts stand that the writers of Word, PDF and Markdown read, and templates don't."""


def parts() -> Iterator[str]:
    """The page, part by part: what all templates are given, what each is besides, and all that is in it."""
    (common,) = GIVEN[""]
    yield START
    yield f"## {EVERY}\n\nThe template of every page is given:\n\n{table(common)}"
    for template, views in GIVEN.items():
        if template and (more := [view for view in views if view is not common]):
            yield _template(template, more, alone=common not in views)
    for view in _all_views():
        yield f"## `{view.__name__}` {{#{view.__name__.lower()}}}\n\n{_said(view.__doc__ or '')}\n\n{table(view)}"


def _template(template: str, views: list[type], *, alone: bool) -> str:
    name = f"`{template}*.html`" if template.endswith("/") else f"`{template}`"
    given = "It is given nothing but:" if alone else "It is given besides:"
    (view,) = views
    return f"## {name}\n\n{_said(view.__doc__ or '')} {given}\n\n{table(view)}"


def table(view: type) -> str:
    """The names of a view, each with its type and what it is."""
    told = told_of(view)
    names = {name: hint for name, hint in shown(view).items() if OTHER_WRITERS not in str(hint)}
    rows = [(f"`{name}`", kind(hint), told.get(name, "")) for name, hint in names.items()]
    cells: list[tuple[str, ...]] = [("name", "holds", "what it is"), ("---", "---", "---"), *rows]
    if not any(each[2] for each in rows):
        cells = [each[:2] for each in cells]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in cells)


def told_of(view: type) -> dict[str, str]:
    """What stands below each name in its class."""
    found: dict[str, str] = {}
    before = ""
    for node in ast.parse(dedent(inspect.getsource(view))).body[0].body:  # type: ignore[attr-defined] # a class
        match node:
            case ast.Expr(value=ast.Constant(value=str() as text)) if before:
                found[before] = _said(text)
            case ast.FunctionDef(name=name):
                found[name] = _said(ast.get_docstring(node) or "")
        is_name = isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name)
        before = node.target.id if is_name else ""
    return found


def kind(hint: Any) -> str:
    """What a name holds, in words."""
    origin, inside = get_origin(hint), get_args(hint)
    if origin in (Union, UnionType):
        some = list(dict.fromkeys(kind(each) for each in inside if each is not NoneType))
        return ", or ".join([*some, *(["nothing"] if NoneType in inside else [])])
    if origin is Literal:
        return ", ".join(f"`{each}`" for each in inside)
    if origin is tuple:
        return f"list: {kind(inside[0])}" if inside[-1] is Ellipsis else " and ".join(map(_in_brackets, inside))
    if _is_view(hint):
        return f"[{hint.__name__}](#{hint.__name__.lower()})"
    return WORDS.get(hint) or ("function" if origin is Callable else "text")


def _in_brackets(hint: Any) -> str:
    said = kind(hint)
    return f"({said})" if ", or " in said else said


def _all_views() -> Iterator[type]:
    """The views in what templates are given, in the order in which they are met; each once."""
    waiting = [view for views in GIVEN.values() for view in views]
    given, met = set(waiting), dict.fromkeys(waiting)
    for view in waiting:
        for hint in shown(view).values():
            new = [each for each in _views_of(hint) if each not in met]
            met.update(dict.fromkeys(new))
            waiting += new
    names = [view.__name__ for view in met]
    assert len(names) == len(set(names)), "two views have one name"
    yield from (view for view in met if view not in given)


def _views_of(hint: Any) -> Iterator[type]:
    if _is_view(hint):
        yield hint
    for each in get_args(hint):
        yield from _views_of(each)


def _is_view(hint: Any) -> bool:
    module = getattr(hint, "__module__", "")
    return is_dataclass(hint) and module.startswith("mentorsite.render") and not module.startswith(OTHER_WRITERS)


def _said(docstring: str) -> str:
    """A docstring as those read it who write templates."""
    return " ".join(re.sub(r"\bNone\b", "nothing", docstring).split())
