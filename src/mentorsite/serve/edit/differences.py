"""What makes one collection of another, as changes of single values."""

from collections.abc import Iterator
from difflib import SequenceMatcher

from mentorsite.serve.edit.data_changes import Change, Insert, Path, Remove, SetValue, same
from mentorsite.serve.edit.yaml_tree import Data


def differences(path: Path, old: Data, new: Data) -> Iterator[Change]:
    """The changes that make a value of the one at a path."""
    if isinstance(old, dict) and isinstance(new, dict) and old and new:
        order = tuple(new)
        for key, value in new.items():
            if key in old:
                yield from differences((*path, key), old[key], value)
            else:
                yield SetValue((*path, key), value, order)
        for key in old:
            if key not in new:
                yield Remove((*path, key))
    elif isinstance(old, list) and isinstance(new, list) and old and new:
        yield from _differences_of_lists(path, old, new)
    elif not same(old, new):
        yield SetValue(path, new)


def _differences_of_lists(path: Path, old: list[Data], new: list[Data]) -> Iterator[Change]:
    """From the last to the first, so that the indexes of those before stay right."""
    # By their reprs, since difflib looks items up in a dict, and lists and mappings are no keys of one.
    names = [repr(each) for each in old], [repr(each) for each in new]
    steps = SequenceMatcher(None, *names, autojunk=False).get_opcodes()
    for kind, first, last, new_first, new_last in reversed(steps):
        if kind == "equal":
            continue
        both = min(last - first, new_last - new_first)
        for offset in reversed(range(both, new_last - new_first)):
            yield Insert(path, first + both, new[new_first + offset])
        for offset in range(both):
            yield from differences((*path, first + offset), old[first + offset], new[new_first + offset])
        for index in reversed(range(first + both, last)):
            yield Remove((*path, index))
