"""A translated definition written out whole: the source's text, each of its texts in the words of the translation."""

import json
from collections.abc import Iterator
from textwrap import dedent, indent
from typing import Any

import yaml

Change = tuple[yaml.Node, yaml.Node, bool]
"""A value of the source, what the translation has there, and whether it stands between brackets."""


def whole_definition(source: str, translation: str) -> str:
    """The text of a definition as one that is no translation of another, in the layout of its source.

    The translation has to be laid out like its source: a mapping where that has one, lists of as many items. A list
    of another length takes the place of the source's, as keywords do. Raises `ValueError` for anything else.
    """
    ours, theirs = (yaml.compose(text, yaml.SafeLoader) for text in (source, translation))
    pieces, end = [], 0
    # In the order of the source: a translation may have its keys in another one.
    changes = sorted(_changes(ours, theirs, False), key=lambda each: each[0].start_mark.index)
    for our, their, flow in changes:
        pieces.append(source[end : our.start_mark.index])
        pieces.append(_instead(_raw(source, our), _raw(translation, their), their, flow))
        end = our.end_mark.index
    return "".join([*pieces, source[end:]])


def _changes(ours: Any, theirs: Any, flow: bool) -> Iterator[Change]:
    """What changes of the source."""
    match ours, theirs:
        case yaml.MappingNode(), yaml.MappingNode():
            known = {key.value: value for key, value in ours.value}
            for key, value in theirs.value:
                if key.value not in known:
                    raise ValueError(f"line {key.start_mark.line + 1}: there is no {key.value!r} in the source")
                yield from _changes(known[key.value], value, flow or ours.flow_style)
        case yaml.SequenceNode(), yaml.SequenceNode() if len(ours.value) == len(theirs.value):
            for our, their in zip(ours.value, theirs.value, strict=True):
                yield from _changes(our, their, flow or ours.flow_style)
        case (yaml.ScalarNode(), yaml.ScalarNode()) | (yaml.SequenceNode(), yaml.SequenceNode(flow_style=True)):
            yield ours, theirs, flow
        case _:
            raise ValueError(f"line {theirs.start_mark.line + 1} is laid out otherwise than the source")


def _raw(text: str, node: yaml.Node) -> str:
    return text[node.start_mark.index : node.end_mark.index]


def _instead(before: str, after: str, node: yaml.Node, flow: bool) -> str:
    """What stands in the source's place: as the translation writes it, between quotes where the source's place needs
    them.
    """
    if not isinstance(node, yaml.ScalarNode):
        return after
    rest = before[len(before.rstrip()) :]  # a block ends where the next key begins, below empty lines
    if node.style not in (">", "|"):
        return _line(str(node.value), flow) + rest
    head, first, *_ = before.split("\n")
    lines = dedent(after[after.index("\n") + 1 :]).rstrip().split("\n")
    if node.style == ">":
        lines = [line.strip() for line in lines]
    indented = indent("\n".join(lines), first[: len(first) - len(first.lstrip())])
    return f"{head}\n{indented}{rest}"


def _line(text: str, flow: bool) -> str:
    """A text in one line."""
    value: object
    if flow:
        written, value = f"[{text}]", [text]
    else:
        written, value = f"key: {text}", {"key": text}
    try:
        is_plain = "\n" not in text and yaml.safe_load(written) == value
    except yaml.YAMLError:
        is_plain = False
    if is_plain:
        return text
    return json.dumps(text, ensure_ascii=False)  # quoted as YAML has it, too
