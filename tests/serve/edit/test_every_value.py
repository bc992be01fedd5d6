"""Changes of the definitions that handbooks begin with: one there and back leaves every byte as it was."""

from collections.abc import Callable, Iterator
from difflib import SequenceMatcher
from operator import ne

import pytest

from mentorsite.loader import yaml_source
from mentorsite.serve.edit.data_changes import Path, at, changed_data, same
from mentorsite.serve.edit.yaml_changes import Change, Copy, Data, Move, Remove, RenameKey, SetValue, changed
from mentorsite.serve.edit.yaml_folding import lines_of
from mentorsite.serve.edit.yaml_tree import Entry, Node, Tree, data_of
from tests.conftest import REPOSITORY

FOLDERS = ("starters", "content", "docs/content", "tests/data/programs", "tests/data/kitchen-sink")
FILES = sorted(path for folder in FOLDERS for path in (REPOSITORY / folder).rglob("*.yml"))
EVERY = 307
"""One value of so many is changed, evenly over all files: all of them would take minutes."""


def entries(node: Node | None, path: Path = ()) -> Iterator[tuple[Path, Node, Entry]]:
    if node is None:
        return
    for index, entry in enumerate(node.entries):
        here = (*path, entry.name if entry.key else index)
        yield here, node, entry
        yield from entries(entry.value, here)


def sampled() -> Iterator[tuple[str, str, Path, Node, Entry]]:
    number = 0
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        tree = Tree(text)
        for path, parent, entry in entries(tree.root):
            number += 1
            if number % EVERY == 0:
                name = file.relative_to(REPOSITORY).as_posix()
                yield f"{name}:{'.'.join(map(str, path))}", text, path, parent, entry


HARD = 'so: "text" #1, {{ a }} [b] \\ it\'s'
"""A text that only quotes can hold in most places."""
SAMPLES = list(sampled())
each_value = pytest.mark.parametrize(
    ("text", "path", "parent", "entry"),
    [pytest.param(*rest, id=name) for name, *rest in SAMPLES],
)


def made(text: str, change: Change) -> str:
    """A changed text, which our reader reads as the changed data."""
    after = changed(text, change)
    read = yaml_source.read("", after)
    wanted = changed_data(data_of(Tree(text).root), change)
    assert not [each for each in read.problems if each.fatal]
    assert same(read.value, wanted)
    return after


def touched(before: str, after: str) -> Iterator[int]:
    """The lines, from 0, of a text that are others in another one."""
    matcher = SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False)
    for kind, first, last, *_ in matcher.get_opcodes():
        if kind != "equal":
            yield from range(first, max(last, first + 1))


def other(text: str, entry: Entry) -> Data:
    """Another value; one over several lines goes on as it did, since a wholly new text says nothing of their breaks."""
    lines = text[entry.value.start : entry.value.end].count("\n")
    return f"{entry.value.text.rstrip()} more" if lines else "another text"


@each_value
def test_a_value_is_set_and_set_back(text: str, path: Path, parent: Node, entry: Entry) -> None:
    old = at(data_of(Tree(text).root), path)
    if entry.value.kind != "scalar":
        entry = next(each for _, _, each in entries(entry.value) if each.value.kind == "scalar")
        path = next(here for here, _, each in entries(Tree(text).root) if each.value.start == entry.value.start)
        old = at(data_of(Tree(text).root), path)
    after = made(text, SetValue(path, other(text, entry)))
    rows = Tree(text).row(entry.after), Tree(text).row(entry.value.end) + 1
    assert all(rows[0] <= row <= rows[1] for row in touched(text, after))
    assert made(after, SetValue(path, old)) == text
    made(text, SetValue(path, HARD))


@each_value
def test_an_entry_is_removed(text: str, path: Path, parent: Node, entry: Entry) -> None:
    after = made(text, Remove(path))
    assert len(after) < len(text)


@each_value
@pytest.mark.parametrize("target", [lambda _last: 0, lambda last: last], ids=["first", "last"])
def test_an_entry_moves_and_moves_back(
    target: Callable[[int], int], text: str, path: Path, parent: Node, entry: Entry
) -> None:
    index = target(len(parent.entries) - 1)
    there = (*path[:-1], entry.name if entry.key else index)
    assert made(made(text, Move(path, index)), Move(there, parent.entries.index(entry))) == text


@each_value
def test_a_key_is_renamed_and_renamed_back(text: str, path: Path, parent: Node, entry: Entry) -> None:
    if entry.key:
        after = made(text, RenameKey(path, "of-another-name"))
        assert made(after, RenameKey((*path[:-1], "of-another-name"), entry.name)) == text


@each_value
def test_a_copy_says_the_same_word_for_word_and_goes_without_a_trace(
    text: str, path: Path, parent: Node, entry: Entry
) -> None:
    if entry.key:
        after = made(text, Copy(path, "the-copy"))
        own = text[entry.key.end : entry.end]
        assert after.count(own) >= text.count(own) + 1
        assert made(after, Remove((*path[:-1], "the-copy"))) == text


def folded() -> Iterator[tuple[str, list[str], int]]:
    """Each folded text with its lines, and their indent."""
    for file in FILES:
        text = file.read_text(encoding="utf-8")
        for _, _, entry in entries(Tree(text).root):
            if entry.value.style == ">":
                lines = text[entry.value.start : entry.value.end].split("\n")[1:]
                indent = len(lines[0]) - len(lines[0].lstrip())
                yield entry.value.text.rstrip(), [line[indent:] for line in lines], indent


def test_a_folded_text_is_changed_and_changed_back_with_the_lines_that_it_had() -> None:
    found = list(folded())
    assert len(found) > 100
    for old, lines, indent in found:
        words = old.split(" ")
        middle = len(words) // 2
        in_middle = " ".join([*words[:middle], "more", *words[middle:]])
        for value in (f"{old} more", in_middle, f"More {old}"):
            there = lines_of(value, lines, indent)
            assert len(there) == len(lines)
            assert len([*filter(None, map(ne, there, lines))]) == 1, value
            assert lines_of(old, there, indent) == lines
