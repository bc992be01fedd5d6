"""No sentence is made of pieces: a translator needs each of them whole."""

import ast
import re
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "src" / "mentorsite"
SOURCES = sorted([*PACKAGE.glob("render/**/*.py"), *PACKAGE.glob("structure/**/*.py"), *PACKAGE.glob("cli/*.py")])
TEMPLATES = sorted(REPOSITORY.glob("themes/*/templates/**/*.html"))

MARKS = {" · ", "\n"}
LAYOUT = {"render/forms/markdown.py"}
"""A form as Markdown has its own signs between what is said."""


def says(node: ast.AST) -> bool:
    """Whether an expression is a word of the theme, filled in or not."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return says(node.func.value)
    if not isinstance(node, ast.Subscript):
        return False
    return ast.unparse(node.value).split(".")[-1] in ("words", "own_words")


def stands_apart(node: ast.AST) -> bool:
    """Whether something is a mark or room between words, and no part of a sentence."""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult):
        return stands_apart(node.left)
    return (isinstance(node, ast.Constant) and node.value in MARKS) or (
        isinstance(node, ast.Name) and node.id.isupper()
    )


def pieces_of(node: ast.AST) -> list[ast.expr]:
    """What stands side by side in an expression."""
    match node:
        case ast.BinOp(op=ast.Add()):
            return [*(pieces_of(node.left) or [node.left]), *(pieces_of(node.right) or [node.right])]
        case ast.JoinedStr():
            return [each.value if isinstance(each, ast.FormattedValue) else each for each in node.values]
        case ast.Tuple() if any(isinstance(each, ast.Starred) for each in node.elts):
            return node.elts if any(isinstance(each, ast.Constant) for each in node.elts) else []
        case _:
            return []


def glued(source: str) -> Iterator[int]:
    """The lines of a module on which a word stands beside other text."""
    for node in ast.walk(ast.parse(source)):
        for first, second in pairwise(pieces_of(node)):
            if (says(first) and not stands_apart(second)) or (says(second) and not stands_apart(first)):
                yield first.lineno


def test_no_word_is_put_beside_other_text_in_code() -> None:
    looked_at = [path for path in SOURCES if path.relative_to(PACKAGE).as_posix() not in LAYOUT]
    found = {path: list(glued(path.read_text(encoding="utf-8"))) for path in looked_at}
    assert {path: lines for path, lines in found.items() if lines} == {}


def glued_in(template: str) -> Iterator[str]:
    """Two expressions with only text between them, of which one says a word."""
    without_tags = re.sub(r"\{#.*?#\}|\{%.*?%\}", "<>", template, flags=re.DOTALL)
    for found in re.finditer(r"(?=(\{\{[^}]*\}\})([^<>\"'{]*)(\{\{[^}]*\}\}))", without_tags):
        first, between, second = found.groups()
        if between not in MARKS and re.search(r"\bwords[.\[]", first + second):
            yield found[1] + between + second


def test_no_word_is_put_beside_other_text_in_a_template() -> None:
    found = {path: list(glued_in(path.read_text(encoding="utf-8"))) for path in TEMPLATES}
    assert {path: texts for path, texts in found.items() if texts} == {}


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("x = words['a'] + label", [1]),
        ("x = f\"{self.words['a']} {label}\"", [1]),
        ("x = f\"{words['a'].format(1)}: {label}\"", [1]),
        ("x = (words['a'], ' ', *said)", [1]),
        ("x = words['a'].format(label)", []),
        ("x = title + ' · ' + words['a']", []),
    ],
)
def test_a_word_beside_other_text_is_found(source: str, found: list[int]) -> None:
    assert sorted(set(glued(source))) == found


@pytest.mark.parametrize(
    ("template", "found"),
    [
        ("{{ words.a }} {{ name }}", 1),
        ("{{ name }}, {{ words.a.format(name) }}", 1),
        ("{{ words.a }} <b>{{ name }}</b>", 0),
        ("{{ words.a.format(name) }}", 0),
    ],
)
def test_a_word_beside_other_text_in_a_template_is_found(template: str, found: int) -> None:
    assert len(list(glued_in(template))) == found
