"""One word a thing: names use the words of docs/content/guides/words.md, and none that only their writer knows."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "src" / "mentorsite"
FILES = sorted(PACKAGE.rglob("*.py"))
GLOSSARY = (REPOSITORY / "docs/content/guides/words.md").read_text(encoding="utf-8")
INSTEAD = {
    "bring": "import", "brought": "result", "ink": "context, or text color", "manner": "style",
    "material": "source", "occasion": "event_context", "setting": "context", "shop": "options",
    "speaking": "words_in", "spoken": "words", "told": "a noun for what it holds", "understood": "parsed, or answer",
    "whereabouts": "place",
}  # fmt: skip
"""Words that no name has, each with what to write. Another word may be right where it stands: these are not known."""
SPOKEN = {"render/forms/pdf/fields.py"}
"""What a screen reader says of a button is spoken."""
CALLED = {
    "BuildOptions": {"options"},
    "DocxContext": {"context"},
    "EventContext": {"event_context"},
    "ImportResult": {"result", "made"},
    "ImportSource": {"source"},
    "ProgramExcerpt": {"excerpt"},
    "RenderContext": {"context", "render_context"},
    "SiteContext": {"context"},
}
"""What parameters of a class are called."""
TRANSLATED = (
    "as it was before", "can't be told", "could not be brought", "is told", "are told", "of what someone has",
    "speaks of", "what is told", "writes them.",
)  # fmt: skip
"""What no line of the command line says."""


def names(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """What a module gives names to, each with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.lineno, node.name
        elif isinstance(node, ast.arg):
            yield node.lineno, node.arg
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            yield node.lineno, node.id


def private_words(source: str) -> list[str]:
    """The names of a module that have a word of `INSTEAD`."""
    found = []
    for line, name in names(ast.parse(source)):
        for word in re.findall(r"[A-Z]*[a-z]+|[A-Z]+", name):
            if word.lower() in INSTEAD:
                found.append(f"{line}: `{name}`: write {INSTEAD[word.lower()]}")
    return found


def other_names(source: str) -> list[str]:
    """The parameters of a module that are called otherwise than others of their class."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.arg) and node.annotation is not None:
            known = CALLED.get(ast.unparse(node.annotation).strip("'\"").removesuffix(" | None"), {node.arg})
            if node.arg not in known:
                found.append(f"{node.lineno}: `{node.arg}`: write {' or '.join(sorted(known))}")
    return found


def test_names_are_words_that_everyone_knows() -> None:
    found = {}
    for path in FILES:
        source = path.read_text(encoding="utf-8")
        private = private_words(source)
        if path.relative_to(PACKAGE).as_posix() in SPOKEN:
            private = [each for each in private if "`spoken`" not in each]
        found[path] = private + other_names(source)
    assert {path: told for path, told in found.items() if told} == {}


def test_the_command_line_speaks_plainly() -> None:
    said = [(path.name, text) for path in FILES if path.parent.name == "cli" for text in texts(path)]
    assert [(name, text) for name, text in said for phrase in TRANSLATED if phrase in text.lower()] == []


def texts(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_every_class_of_the_glossary_is_there() -> None:
    cells = [row.split("|")[3] for row in GLOSSARY.splitlines() if row.startswith("| ") and row.count("|") == 5]
    listed = {name.split(".")[0] for cell in cells for name in re.findall(r"`([\w.]+)`", cell)}
    classes = set()
    for path in FILES:
        classes |= set(re.findall(r"^(?:class )?([A-Z]\w+)\b", path.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(listed) > 30
    assert listed - classes == set()


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("def told(): pass", ["1: `told`: write a noun for what it holds"]),
        ("class ToldInForm: pass", ["1: `ToldInForm`: write a noun for what it holds"]),
        ("def f(ink): pass", ["1: `ink`: write context, or text color"]),
        ("settings = 1", []),
    ],
)
def test_a_private_word_is_found(source: str, found: list[str]) -> None:
    assert private_words(source) == found


def test_a_parameter_with_another_name_is_found() -> None:
    assert other_names("def f(here: RenderContext): pass") == ["1: `here`: write context or render_context"]
