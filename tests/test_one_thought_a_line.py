"""What makes code a puzzle is kept out: the rest is ruff's, whose settings bound how complex a function is."""

import ast

import pytest

from tests.conftest import REPOSITORY

FILES = sorted((REPOSITORY / "src" / "mentorsite").rglob("*.py"))
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
LONGEST_FUNCTION = 60
"""In lines."""


def puzzles(source: str) -> list[str]:
    """What stands in a module that takes two thoughts to read, each with its line."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, COMPREHENSIONS) and holds(node, COMPREHENSIONS):
            found.append(f"{node.lineno}: a comprehension in another")
        if isinstance(node, ast.IfExp) and holds(node, (ast.IfExp,)):
            found.append(f"{node.lineno}: a conditional expression in another")
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                found.append(f"{node.lineno}: `{node.name}` has {lines} lines")
    return found


def holds(node: ast.AST, kinds: tuple[type[ast.AST], ...]) -> bool:
    return any(isinstance(each, kinds) for each in ast.walk(node) if each is not node)


def test_a_line_is_one_thought() -> None:
    found = {path: puzzles(path.read_text(encoding="utf-8")) for path in FILES}
    assert {path: told for path, told in found.items() if told} == {}


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("a = [[b for b in c] for c in d]", "a comprehension in another"),
        ("a = {b: any(c for c in d) for b in e}", "a comprehension in another"),
        ("a = b if c else d if e else f", "a conditional expression in another"),
        ("def f():\n" + "    pass\n" * 60, "`f` has 61 lines"),
    ],
)
def test_a_puzzle_is_found(source: str, told: str) -> None:
    assert [each.partition(": ")[2] for each in puzzles(source)] == [told]
