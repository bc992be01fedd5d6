"""One text that two people changed, with what both changed. Pure."""

from difflib import SequenceMatcher


def joined(before: str, now: str, mine: str) -> str:
    """The text as it is now with my changes of what was before. Where both changed the same lines, both stay."""
    old, other, own = (each.splitlines(keepends=True) for each in (before, now, mine))
    same = SequenceMatcher(None, old, other, autojunk=False).get_matching_blocks()
    mine_changed = SequenceMatcher(None, old, own, autojunk=False).get_opcodes()
    made = list(other)
    # From the end, so that the lines of what comes before stay where `same` has them.
    for kind, first, last, own_first, own_last in reversed(mine_changed):
        if kind == "equal":
            continue
        untouched = next((each for each in same if each.a <= first and last <= each.a + each.size), None)
        if untouched:
            start = untouched.b + first - untouched.a
            end = start + last - first
        else:  # both changed these lines: mine come behind theirs (the last of `same` is empty, and ends both texts)
            start = end = next(each.b for each in same if each.a >= last)
        made[start:end] = _lines_apart(own[own_first:own_last])
    return "".join(_lines_apart(made[:-1]) + made[-1:])


def _lines_apart(lines: list[str]) -> list[str]:
    """With an end to each, as also the last line of a text has once something follows it."""
    return [line if line.endswith("\n") else f"{line}\n" for line in lines]
