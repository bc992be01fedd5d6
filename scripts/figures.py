"""How the code of the package is written, as figures per 100 lines of code: `./scripts/figures` prints them."""

import ast
import io
import tokenize
from collections import Counter
from itertools import pairwise
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "src" / "mentorsite"
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
BRANCHES = (
    ast.If, ast.For, ast.While, ast.ExceptHandler, ast.match_case, ast.IfExp, ast.BoolOp, ast.comprehension,
)  # fmt: skip
NO_CODE = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}


def figures(source: str) -> Counter[str]:
    """What there is of each in a module, and its lines of code: those that hold more than a comment."""
    found: Counter[str] = Counter()
    lines = set()
    for token in tokenize.generate_tokens(io.StringIO(source).readline):
        found["comments"] += token.type == tokenize.COMMENT
        if token.type not in NO_CODE:
            lines.update(range(token.start[0], token.end[0] + 1))
    found["lines"] = len(lines)
    for node in ast.walk(ast.parse(source)):
        found["lines below constants"] += _said_below_constants(node)
        found["branches"] += isinstance(node, BRANCHES)
        found["comprehensions"] += isinstance(node, COMPREHENSIONS)
        found["conditional expressions"] += isinstance(node, ast.IfExp)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            found["functions"] += 1
            found["functions above 60 lines"] += (node.end_lineno or node.lineno) - node.lineno >= 60
    return found


def _said_below_constants(node: ast.AST) -> int:
    """The lines of text that say why a constant or an attribute of a class is as it is: they stand below it."""
    body = getattr(node, "body", None)
    lines = 0
    for before, after in pairwise(body if isinstance(body, list) else ()):
        is_text = isinstance(after, ast.Expr) and isinstance(after.value, ast.Constant)
        if is_text and isinstance(before, ast.Assign | ast.AnnAssign):
            lines += (after.end_lineno or after.lineno) - after.lineno + 1
    return lines


def main() -> None:
    """Prints the figures of all modules together."""
    total: Counter[str] = Counter()
    for path in PACKAGE.rglob("*.py"):
        total += figures(path.read_text(encoding="utf-8"))
    for name in ("lines", "functions", "functions above 60 lines"):
        print(f"{name:26} {total[name]:8,}")
    for name in ("comments", "lines below constants", "branches", "comprehensions", "conditional expressions"):
        print(f"{name:26} {100 * total[name] / total['lines']:8.1f} per 100 lines")


if __name__ == "__main__":
    main()
