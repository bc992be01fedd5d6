"""Names in the expressions of a template that are in nothing that it is given."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from jinja2 import nodes
from jinja2.defaults import DEFAULT_NAMESPACE
from jinja2.meta import find_undeclared_variables

from mentorsite.theme.value_types import ANYTHING, Shape, attribute, element, names

Scope = dict[str, Shape]
SAME = frozenset({"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"})
"""Filters that give some or all of a sequence."""
ONE = frozenset({"first", "last", "max", "min", "random"})
"""Filters that give one of a sequence."""
OF_JINJA = frozenset([*DEFAULT_NAMESPACE, "caller", "loop", "self", "super", "kwargs", "varargs"])


@dataclass(frozen=True, slots=True)
class UnknownName:
    """A name, where it stands, and what could have been meant. `of` is what lacks it; None where it stands alone."""

    name: str
    of: str | None
    line: int
    known: tuple[str, ...]


def unknown_attributes(parsed: nodes.Template, given: Mapping[str, Shape]) -> Iterator[UnknownName]:
    """The attributes of what a template is given that this doesn't have, unless the template asks whether it does."""
    asked = frozenset(_asked(parsed))
    for found in _walk(parsed, dict(given)):
        if f"{found.of}.{found.name}" not in asked:
            yield found


def unknown_variables(parsed: nodes.Template, given: Iterable[str]) -> Iterator[UnknownName]:
    """The names that a template uses and is not given, unless it asks whether it is."""
    known = frozenset(given)
    unknown = _undeclared(parsed) - known - OF_JINJA - frozenset(_asked(parsed))
    for node in parsed.find_all(nodes.Name):
        if node.name in unknown:
            yield UnknownName(node.name, None, node.lineno, tuple(sorted(known)))


def bound_names(node: nodes.Node) -> frozenset[str]:
    """The names that get a value there."""
    return frozenset(each.name for each in node.find_all(nodes.Name) if each.ctx != "load")


@lru_cache(maxsize=512)  # a preview looks at the same templates with every change
def _undeclared(parsed: nodes.Template) -> frozenset[str]:
    return frozenset(find_undeclared_variables(parsed))


def _asked(parsed: nodes.Template) -> Iterator[str]:
    """What a template asks whether it is there, or has something else in place of."""
    for node in parsed.find_all((nodes.Test, nodes.Filter)):
        if node.name in ("defined", "undefined", "default", "d") and node.node is not None:
            yield _written(node.node)


def _written(node: nodes.Node) -> str:
    """A name, or names with dots between them, as it stands there; nothing for anything else."""
    match node:
        case nodes.Name():
            return node.name
        case nodes.Getattr():
            return f"{_written(node.node)}.{node.attr}"
        case _:
            return ""


def _walk(node: nodes.Node, scope: Scope) -> Iterator[UnknownName]:
    match node:
        case nodes.For():
            yield from _walk(node.iter, scope)
            # A loop has a scope of its own: neither its names nor those that are set in it are known after it.
            each = element(_shape(node.iter, scope))
            inner = {**scope, "loop": ANYTHING, **_bound(node.target, each)}
            parts = [*node.body, *node.else_]
            if node.test:
                parts.append(node.test)
            yield from _walk_all(parts, inner)
        case nodes.With():
            yield from _walk_all(node.values, scope)
            inner = dict(scope)
            for target, value in zip(node.targets, node.values, strict=True):
                inner.update(_bound(target, _shape(value, scope)))
            yield from _walk_all(node.body, inner)
        case nodes.Assign():
            yield from _walk(node.node, scope)
            # What stands below a `set` sees it, too, so this changes the scope and makes no new one.
            scope.update(_bound(node.target, _shape(node.node, scope)))
        case nodes.Block() | nodes.FilterBlock() | nodes.Scope():
            yield from _walk_all(node.iter_child_nodes(), dict(scope))
        case nodes.Macro() | nodes.CallBlock() | nodes.AssignBlock():
            # Nothing says what a macro will be called with.
            scope.update(dict.fromkeys(bound_names(node), ANYTHING))
            yield from _walk_all(node.iter_child_nodes(), scope)
        case _:
            yield from _of_attribute(node, scope)
            yield from _walk_all(node.iter_child_nodes(), scope)


def _walk_all(found: Iterable[nodes.Node], scope: Scope) -> Iterator[UnknownName]:
    for node in found:
        yield from _walk(node, scope)


def _of_attribute(node: nodes.Node, scope: Scope) -> Iterator[UnknownName]:
    if isinstance(node, nodes.Getattr):
        of = _shape(node.node, scope)
        if attribute(of, node.attr) is None:
            known = tuple(sorted(names(of)))
            yield UnknownName(node.attr, _written(node.node), node.lineno, known)


def _bound(target: nodes.Node, shape: Shape) -> Scope:
    """The names that a value, or what stands in it, is given to."""
    match target:
        case nodes.Name():
            return {target.name: shape}
        case nodes.Tuple():
            found: Scope = {}
            for at, item in enumerate(target.items):
                found |= _bound(item, element(shape, at))
            return found
        case _:
            return {}


def _shape(node: nodes.Node, scope: Scope) -> Shape:
    """What an expression may be."""
    match node:
        case nodes.Name():
            return scope.get(node.name, ANYTHING)
        case nodes.Getattr():
            return attribute(_shape(node.node, scope), node.attr) or ANYTHING
        case nodes.Getitem(arg=nodes.Const(value=int() as at)):
            return element(_shape(node.node, scope), at)
        case nodes.Filter(name=name, node=nodes.Node() as of) if name in SAME:
            return _shape(of, scope)
        case nodes.Filter(name=name, node=nodes.Node() as of) if name in ONE:
            return element(_shape(of, scope))
        case _:
            return ANYTHING
