"""What a style sheet says once and browsers need to be told twice.

`light-dark(a, b)` outside of `@supports`: browsers from before 2024, which don't know it, get `a`.
`@media (prefers-contrast: more)`, also with `screen and`: it holds where a reader chooses high contrast, too.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

import tinycss2

from mentorsite.markdown.long_numbers import readable_css

KNOWS_BOTH = "(color: light-dark(red, oklch(from red l c h)))"
"""What `@supports` asks: a dark paper is of no use where the accent can't be made lighter for it."""
DEVICE = re.compile(r"@media\s+(?:(\w+)\s+and\s+)?\(\s*prefers-contrast\s*:\s*more\s*\)\s*")
CHOSEN = '[data-look="contrast"]'
ROOT = re.compile(r"(:root|html)\b")
OF_RULES = ("layer", "media", "container", "scope", "supports")
"""At-rules that other rules stand in."""


@lru_cache(maxsize=64)  # a preview reads the same parts with every change
def doubled(css: str) -> str:
    """A style sheet with what browsers need twice."""
    if "light-dark(" not in css and "prefers-contrast" not in css:
        return css
    return "".join(_rules(tinycss2.parse_component_value_list(readable_css(css)), in_supports=False))


def _rules(tokens: Iterable[Any], *, in_supports: bool) -> Iterator[str]:
    for head, block in _split(tokens):
        name = _at_keyword(head)
        if block is None:
            yield tinycss2.serialize(head)
        elif name and name not in OF_RULES:  # no rules of elements stand in `@font-face`, `@keyframes` and their like
            yield tinycss2.serialize([*head, block])
        elif name:
            inner = "".join(_rules(block.content, in_supports=in_supports or name == "supports"))
            yield f"{tinycss2.serialize(head)}{{{inner}}}"
            if asked := DEVICE.fullmatch(tinycss2.serialize(_bare(head))):
                chosen = "".join(_where_chosen(tinycss2.parse_component_value_list(inner)))
                yield f"\n@media {asked[1] or 'all'} {{{chosen}}}"
        else:
            yield from _style_rule(head, block, in_supports=in_supports)


def _style_rule(head: Sequence[Any], block: Any, *, in_supports: bool) -> Iterator[str]:
    said = []
    for each in _parted(block.content, ";"):
        if _light(each) != tinycss2.serialize(each):
            said.append(each)
    # Inside `@supports` its author has already said what older browsers get.
    if in_supports or not said:
        yield tinycss2.serialize([*head, block])
        return
    yield f"{tinycss2.serialize(head)}{{{_light(block.content)}}}"
    declarations = "\n".join(tinycss2.serialize(_bare(each)) + ";" for each in said)
    yield f"\n@supports {KNOWS_BOTH} {{\n{tinycss2.serialize(_bare(head))}{{\n{declarations}\n}}\n}}"


def _where_chosen(tokens: Iterable[Any]) -> Iterator[str]:
    """The same rules for readers who choose high contrast."""
    for head, block in _split(tokens):
        if block is None:
            yield tinycss2.serialize(head)
            continue
        if _at_keyword(head):
            inner = "".join(_where_chosen(block.content))
            yield f"{tinycss2.serialize(head)}{{{inner}}}"
            continue
        selectors = (tinycss2.serialize(_bare(each)).strip() for each in _parted(head, ","))
        chosen = ", ".join(map(_of_reader, selectors))
        yield f"\n{chosen} {tinycss2.serialize([block])}"


def _of_reader(selector: str) -> str:
    root = ROOT.match(selector)
    if root:  # the root itself has the attribute, so nothing below it can be asked for that
        return f"{root[0]}{CHOSEN}{selector[root.end() :]}"
    return f":root{CHOSEN} {selector}"


def _split(tokens: Iterable[Any]) -> Iterator[tuple[list[Any], Any]]:
    """Rules: what stands before the braces, and these; None for one that ends with a semicolon."""
    head: list[Any] = []
    for each in tokens:
        if each.type == "{} block":
            yield head, each
            head = []
            continue
        head.append(each)
        if each == ";":
            yield head, None
            head = []
    yield head, None


def _parted(tokens: Iterable[Any], sign: str) -> Iterator[list[Any]]:
    """The tokens between the signs."""
    part: list[Any] = []
    for token in tokens:
        if token == sign:
            yield part
            part = []
        else:
            part.append(token)
    yield part


def _light(tokens: Iterable[Any]) -> str:
    """Values with the first of each `light-dark()` in its place."""
    return "".join(map(_light_token, tokens))


def _light_token(token: Any) -> str:
    if token.type != "function":
        return str(token.serialize())
    if token.lower_name == "light-dark":
        return _light(next(_parted(token.arguments, ","))).strip()
    return f"{token.name}({_light(token.arguments)})"


def _bare(tokens: Iterable[Any]) -> list[Any]:
    """Without comments, and without spaces at the start."""
    kept = []
    for token in tokens:
        if token.type != "comment":
            kept.append(token)
    while kept and kept[0].type == "whitespace":
        del kept[0]
    return kept


def _at_keyword(head: Iterable[Any]) -> str:
    """The name of an at-rule; nothing for another rule."""
    first = next(iter(_bare(head)), None)
    if first is not None and first.type == "at-keyword":
        return str(first.lower_value)
    return ""
