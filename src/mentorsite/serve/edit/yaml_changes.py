"""A change of a YAML text, made at its place: everything else stays as someone wrote it."""

from typing import cast

from mentorsite.loader import front_matter, yaml_source
from mentorsite.serve.edit import yaml_layout
from mentorsite.serve.edit.data_changes import (
    Change,
    ChangeError,
    Copy,
    Insert,
    InsertKey,
    Move,
    Path,
    Remove,
    RenameKey,
    SetValue,
    at,
    changed_data,
    same,
)
from mentorsite.serve.edit.differences import differences
from mentorsite.serve.edit.spans import Span, applied
from mentorsite.serve.edit.yaml_edits import Edits
from mentorsite.serve.edit.yaml_tree import Data, Entry, Node, Tree, data_of

__all__ = [
    "Change", "ChangeError", "Copy", "Data", "Insert", "InsertKey", "Move", "Path", "Remove", "RenameKey", "SetValue",
    "changed", "changed_front_matter",
]  # fmt: skip
MARK = "\ufeff"
"""The byte order mark with which some editors begin a file."""


Way = list[tuple[Node, Entry]]
"""The collections that a path goes through, each with the entry where it goes on."""


def changed(text: str, change: Change) -> str:
    """A YAML text with a change; its comments, order, quotes and line ends stay."""
    for each in _parts(text, change):
        text = _changed_once(text, each)
    return text


def changed_front_matter(text: str, change: Change) -> str:
    """A page with a change of its front matter, which is put above a page that has none."""
    bare = text.removeprefix(MARK)
    mark = MARK * (len(text) - len(bare))
    ends = "\r\n" if "\r\n" in bare else "\n"
    split = front_matter.split("", bare.replace("\r\n", "\n"))
    if any(each.fatal for each in (*split.problems, *split.front.problems)):
        raise ChangeError("the keys at the top of this page can't be read: mend them in the file first")
    if split.body_line == 1:
        front = changed("", change).replace("\n", ends)
        return f"{mark}---{ends}{front}---{ends}{bare}"
    rows = bare.split("\n")
    last = split.body_line - 2  # the row of the line below the keys: lines are counted from 1
    front = "".join(f"{row}\n" for row in rows[1:last])
    return f"{mark}{rows[0]}\n" + changed(front, change) + "\n".join(rows[last:])


def _parts(text: str, change: Change) -> list[Change]:
    """A collection that replaces one of its kind as changes of what differs; any other change as itself."""
    if not isinstance(change, SetValue) or not isinstance(change.value, dict | list) or not change.value:
        return [change]
    tree = _tree(text.removeprefix(MARK).replace("\r\n", "\n"))
    old = at(data_of(tree.root), change.path)
    if not old or type(old) is not type(change.value):
        return [change]
    # Written whole it would lose the comments inside.
    return list(differences(change.path, old, change.value))


def _changed_once(text: str, change: Change) -> str:
    bare = text.removeprefix(MARK)
    lines = bare.replace("\r\n", "\n")
    tree = _tree(lines)
    way = _way(tree, change.path)
    _refuse_what_is_shared(tree, way, change)
    spans = sorted(_spans(tree, way, change), key=lambda span: span.start)
    wanted = changed_data(data_of(tree.root), change)
    result = applied(bare, lines, spans)
    # What is written is read back, since YAML can be laid out in ways that nobody here thought of.
    read = yaml_source.read("", result.replace("\r\n", "\n"))
    is_broken = any(each.fatal for each in read.problems)
    # Nothing and an empty collection are one: the reader makes a mapping of an empty text.
    is_as_wanted = same(cast(Data, read.value) or None, wanted or None)
    if is_broken or not is_as_wanted:
        raise ChangeError("this place is written in a way that can't be changed here: change it in the file")
    return MARK * (len(text) - len(bare)) + result


def _tree(text: str) -> Tree:
    faults = []
    for each in yaml_source.read("", text).problems:
        if each.fatal:
            faults.append(each)
    if faults:
        raise ChangeError(f"the file can't be read (line {faults[0].line}): {faults[0].message}")
    return Tree(text)


def _way(tree: Tree, path: Path) -> Way:
    """The way along a path, as far as it leads."""
    way: Way = []
    node = tree.root
    for step in path:
        entry = _entry(node, step)
        if node is None or entry is None:
            break
        way.append((node, entry))
        node = entry.value
    return way


def _reached(edits: Edits, way: Way) -> Node | None:
    """The value that a way leads to."""
    if way:
        return way[-1][1].value
    return edits.tree.root


def _entry(node: Node | None, step: str | int) -> Entry | None:
    if node is None:
        return None
    if node.kind == "list" and isinstance(step, int):
        if 0 <= step < len(node.entries):
            return node.entries[step]
        return None
    if node.kind == "mapping":
        for entry in node.entries:
            if entry.name == str(step):
                return entry
    return None


def _refuse_what_is_shared(tree: Tree, way: Way, change: Change) -> None:
    """Refuses to change what other places of the file repeat, or what repeats another one."""
    repeated = set()
    for each in tree.nodes(tree.root):
        if each.kind == "alias":
            repeated.add(each.anchor)
    if not repeated:
        return
    # Also what is on the way there: a change inside of it shows wherever it is repeated.
    touched = [entry.value for _, entry in way]
    if not touched and tree.root:
        touched = [tree.root]
    is_whole = isinstance(change, SetValue | Remove | Move | Copy) and len(way) == len(change.path)
    if is_whole and touched:
        below = touched[-1]
        if way and isinstance(change, Move):
            below = way[-1][0]  # its siblings are written anew with it
        touched += tree.nodes(below)
    if isinstance(change, Copy):  # what repeats another place may do so twice
        touched = [each for each in touched if each.kind != "alias"]
    if any(each.anchor in repeated for each in touched):
        raise ChangeError("other places of this file share this value (`&` and `*`): change it in the file")


def _spans(tree: Tree, way: Way, change: Change) -> list[Span]:
    edits = Edits(tree)
    match change:
        case SetValue(path, value, order):
            return _set(edits, way, path, value, order)
        case Insert(path, index, value):
            return _insert(edits, way, path, index, value)
        case InsertKey(path, key, value, index):
            return _insert_key(edits, way, change)
    _refuse_a_missing(way, change.path)
    parent, entry = way[-1]
    match change:
        case Remove():
            while len(way) > 1 and len(way[-1][0].entries) == 1:
                way = way[:-1]  # a collection that would be empty goes as a whole
            parent, entry = way[-1]
            return edits.remove(parent, parent.entries.index(entry))
        case RenameKey(_, key):
            new = "" if key == entry.name else key  # its own name is no second one
            return edits.rename(_key_to_name(parent, entry, new), key)
        case Copy(_, key):
            return edits.copy(parent, entry, _key_to_name(parent, entry, key), key)
        case Move(_, target):
            _refuse_an_index(target, len(parent.entries) - 1)
            return edits.move(parent, parent.entries.index(entry), target)


def _set(edits: Edits, way: Way, path: Path, value: Data, order: tuple[str, ...]) -> list[Span]:
    if len(way) == len(path) and way:
        parent, entry = way[-1]
        return edits.replace(parent, entry, value)
    rest = path[len(way) :]
    nested = _nested(rest[1:], value)
    node = _reached(edits, way)
    if node is None or (not way and node.is_null):
        return edits.begin(_nested(rest, value))
    if not rest:
        return edits.replace_root(node, value)
    # `{}` and `[]` are written anew as a block, unless they stand in brackets themselves.
    is_empty = node.kind != "scalar" and not node.entries and not _in_brackets(way)
    if node.is_null or is_empty:
        return _replace(edits, way, node, _nested(rest, value))
    step = rest[0]
    if node.kind == "mapping" and isinstance(step, str):
        if len(rest) > 1:
            order = ()  # it is that of the keys at the path's end, and this one lies above them
        return edits.add(node, _place_in_order(node, step, order), step, nested)
    if node.kind == "list" and step == len(node.entries):
        return edits.add(node, len(node.entries), None, nested)
    raise ChangeError(f"{_said(path)} leads nowhere")


def _replace(edits: Edits, way: Way, node: Node, value: Data) -> list[Span]:
    """Another value for what a way leads to, which is the whole document where it has no steps."""
    if way:
        return edits.replace(*way[-1], value)
    return edits.replace_root(node, value)


def _in_brackets(way: Way) -> bool:
    return bool(way) and way[-1][0].is_flow


def _nested(path: Path, value: Data) -> Data:
    """A value with the collections around it that a path tells of."""
    for step in reversed(path):
        if isinstance(step, int):
            _refuse_an_index(step, 0)
            value = [value]
        else:
            value = {step: value}
    return value


def _place_in_order(node: Node, key: str, order: tuple[str, ...]) -> int:
    """Where a new key belongs: behind the nearest of those before it, or before the first of those after it."""
    names = [entry.name for entry in node.entries]
    if key not in order:
        return len(names)
    place = order.index(key)
    for before in reversed(order[:place]):
        if before in names:
            return names.index(before) + 1
    after = []
    for each in order[place + 1 :]:
        if each in names:
            after.append(names.index(each))
    return min(after, default=len(names))


def _insert(edits: Edits, way: Way, path: Path, index: int, value: Data) -> list[Span]:
    node = _reached(edits, way)
    if len(way) < len(path) or node is None or node.is_null:
        _refuse_an_index(index, 0)
        return _set(edits, way, path, [value], ())
    if node.kind == "list":
        _refuse_an_index(index, len(node.entries))
        if not node.entries and not _in_brackets(way):
            return _set(edits, way, path, [value], ())
        return edits.add(node, index, None, value)
    if node.kind == "mapping":
        raise ChangeError(f"{_said(path)} has keys, and is no list")
    _refuse_an_index(index, 1)
    items: list[Data] = [node.text]  # one that stands alone becomes a list
    items.insert(index, value)
    # A text over several lines, or a collection, is hard to read in brackets.
    if node.style in ("|", ">") or isinstance(value, dict | list):
        return _replace(edits, way, node, items)
    return [Span(node.start, node.end, yaml_layout.in_brackets(items))]


def _insert_key(edits: Edits, way: Way, change: InsertKey) -> list[Span]:
    node = _reached(edits, way)
    if len(way) < len(change.path) or node is None or not node.entries:
        return _set(edits, _way(edits.tree, change.path), (*change.path, change.key), change.value, ())
    if node.kind != "mapping":
        raise ChangeError(f"{_said(change.path)} has no keys")
    _refuse_a_second(node, change.key)
    if change.index is None:
        index = len(node.entries)
    else:
        index = change.index
    _refuse_an_index(index, len(node.entries))
    return edits.add(node, index, change.key, change.value)


def _refuse_a_missing(way: Way, path: Path) -> None:
    if not path or len(way) < len(path):
        raise ChangeError(f"{_said(path)} is not there")


def _refuse_a_second(node: Node, key: str) -> None:
    if any(entry.name == key for entry in node.entries):
        raise ChangeError(f"`{key}` is there already")


def _key_to_name(parent: Node, entry: Entry, name: str) -> Node:
    """The key that gets a name; an item of a list can have none, and no two keys have the same."""
    if entry.key is None:
        raise ChangeError("an item of a list has no name")
    _refuse_a_second(parent, name)
    return entry.key


def _refuse_an_index(index: int, last: int) -> None:
    if not 0 <= index <= last:
        raise ChangeError(f"there is no place {index + 1} here: the last one is {last + 1}")


def _said(path: Path) -> str:
    return f"`{'.'.join(map(str, path))}`"
