"""A change of a YAML text is made at its place, and everything else stays."""

import pytest

from mentorsite.serve.edit.yaml_changes import (
    Change,
    ChangeError,
    Copy,
    Insert,
    InsertKey,
    Move,
    Remove,
    RenameKey,
    SetValue,
    changed,
    changed_front_matter,
)

SCALARS = [
    ("a: one # why\nb: 2\n", "two", "a: two # why\nb: 2\n"),
    ("a: one\n", "with: colon", 'a: "with: colon"\n'),
    ("a: one\n", "a #hash", 'a: "a #hash"\n'),
    ("a: one\n", "{{ program.name }}", 'a: "{{ program.name }}"\n'),
    ("a: one\n", "in {{ program.name }}", "a: in {{ program.name }}\n"),
    ("a: one\n", "yes", "a: yes\n"),
    ("a: one\n", "null", 'a: "null"\n'),
    ("a: one\n", "", 'a: ""\n'),
    ("a: one\n", None, "a:\n"),
    ("a: one\n", True, "a: true\n"),
    ("a: one\n", 12, "a: 12\n"),
    ("a: one\n", "- b", 'a: "- b"\n'),
    ("a: one\n", "two\nlines\n", "a: |\n  two\n  lines\n"),
    ("a: one # why\nb: 2\n", "two\nlines\n", "a: | # why\n  two\n  lines\nb: 2\n"),
    ("a: one # why\n", ["x"], "a: # why\n  - x\n"),
    ("a: # why\nb: 2\n", "x", "a: x # why\nb: 2\n"),
    ('a: "one"\n', 'say "two"', 'a: "say \\"two\\""\n'),
    ("a: 'one'\n", "it's", "a: 'it''s'\n"),
    ("a: |\n  one\n  two\n\nb: 1\n", "three\n", "a: |\n  three\n\nb: 1\n"),
    ("a: |-  # why\n    one\nb: 1\n", "x\n\ny", "a: |-  # why\n    x\n\n    y\nb: 1\n"),
    ("a: >-\n  one\n  two\nb: 1\n", "one two three", "a: >-\n  one\n  two three\nb: 1\n"),
    ("a: >-\n  one\n  two\nb: 1\n", "one\ntwo", "a: >-\n  one\n\n  two\nb: 1\n"),
    (f"a: >-\n  {'word ' * 11}end\n  next\n", f"{'word ' * 11}more end next",
     f"a: >-\n  {'word ' * 11}more end\n  next\n"),
    (f"a: >-\n  {'word ' * 11}end\n  next\n", f"{'word ' * 11}and a few more words at its end next",
     f"a: >-\n  {'word ' * 11}and a\n  few more words at its end next\n"),
    ("a: >-\n  one two\n  three\n  four\n", "one two 2 three four", "a: >-\n  one two 2\n  three\n  four\n"),
    ("a: >-\n  one two\n  three\n  four\n", "one 2 three four", "a: >-\n  one 2\n  three\n  four\n"),
    ("a: >-\n  one two\n  three\n  four\n", "one two four", "a: >-\n  one two\n  four\n"),
    ("a: >-\n  one two\n  three\n  four\n", "uno dos three four", "a: >-\n  uno dos\n  three\n  four\n"),
    ("a: >-\n  one\n\n  two\n  three\n", "one\nsecond\ntwo three", "a: >-\n  one\n\n  second\n\n  two\n  three\n"),
    ("a: one\n  two\nb: 1\n", "one two three", "a: one\n  two three\nb: 1\n"),
    ("{a: one, b: 2}\n", "x, y", '{a: "x, y", b: 2}\n'),
    ("{a, b: 2}\n", "x", "{a: x, b: 2}\n"),
    ("a:\nb: 2\n", "x", "a: x\nb: 2\n"),
    ("a: one\r\nb: 2\r\n", "x\ny\n", "a: |\r\n  x\r\n  y\r\nb: 2\r\n"),
    ("\ufeffa: one\nb: 2", "x", "\ufeffa: x\nb: 2"),
    ("a:\n  - 1\n  - 2\nb: 2\n", "x", "a: x\nb: 2\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "value", "after"), SCALARS)
def test_a_value_is_written_as_the_one_before_it_was(before: str, value: str, after: str) -> None:
    assert changed(before, SetValue(("a",), value)) == after


CHANGES: list[tuple[str, Change, str]] = [
    ("", SetValue(("a", "b"), "x"), "a:\n  b: x\n"),
    ("# only\n", SetValue(("a",), "x"), "# only\na: x\n"),
    ("a: 1\nc: 3\n", SetValue(("b",), 2, ("a", "b", "c")), "a: 1\nb: 2\nc: 3\n"),
    ("c: 3\n", SetValue(("b",), 2, ("a", "b", "c")), "b: 2\nc: 3\n"),
    ("a: 1\n\nc: [1]\n\nd: [1]\n", SetValue(("e",), [2]), "a: 1\n\nc: [1]\n\nd: [1]\n\ne: [2]\n"),
    ("a:\n- 1\n", SetValue(("b",), ["x"]), "a:\n- 1\nb:\n- x\n"),
    ("a:\n    b: 1\n", SetValue(("c",), {"d": {"e": 1}}), "a:\n    b: 1\nc:\n    d:\n        e: 1\n"),
    ("a: {}\n", SetValue(("a", "b"), 1), "a:\n  b: 1\n"),
    ("a:\n  - b: 1\n", SetValue(("a", 0, "c"), "x"), "a:\n  - b: 1\n    c: x\n"),
    ("a: # why\n  b: 1 # b\n  c: 2\n", SetValue(("a",), {"b": 1, "d": 3}), "a: # why\n  b: 1 # b\n  d: 3\n"),
    ("a: [x, y]\n", SetValue(("a",), ["x", "z", "y"]), "a: [x, z, y]\n"),
    ("# a\na: 1\n# b\nb: 2\n", Remove(("b",)), "# a\na: 1\n"),
    ("# top\n\n# a\na: 1\nb: 2\n", Remove(("a",)), "# top\n\nb: 2\n"),
    ("a: 1\nb:\n  c:\n    - 1\n", Remove(("b", "c", 0)), "a: 1\n"),
    ("a:\n  - x: 1\n    y: 2\n", Remove(("a", 0, "x")), "a:\n  - y: 2\n"),
    ("a: {b: 1, c: 2}\n", Remove(("a", "b")), "a: {c: 2}\n"),
    ("a: [1, 2]\n", Remove(("a", 1)), "a: [1]\n"),
    ("a:\n  - x\n", Insert(("a",), 0, "y"), "a:\n  - y\n  - x\n"),
    ("a:\n  - x # x\n\nb: 1\n", Insert(("a",), 1, {"t": "y", "u": ["z"]}),
     "a:\n  - x # x\n  - t: y\n    u:\n      - z\n\nb: 1\n"),
    ("a: 1\n", Insert(("b",), 0, "y"), "a: 1\nb:\n  - y\n"),
    ("for: mentor # who\n", Insert(("for",), 1, "mentee"), "for: [mentor, mentee] # who\n"),
    ("a: [\n  1,\n  2\n]\n", Insert(("a",), 2, 3), "a: [\n  1,\n  2,\n  3\n]\n"),
    ("a: 1\n\n# Where.\n#b: x  # take the # away\n\n# c\nc: 3\n", SetValue(("b",), 2, ("a", "b", "c")),
     "a: 1\n\n# Where.\nb: 2\n\n# c\nc: 3\n"),
    ("o:\n  n: 1\n  #u: x\n\nz: 1\n", SetValue(("o", "u"), 2), "o:\n  n: 1\n  u: 2\n\nz: 1\n"),
    ("a: 1\n#b:", SetValue(("b",), {"c": 2}), "a: 1\nb:\n  c: 2"),
    ("a: 1\n#b: x\n", SetValue(("c",), 2), "a: 1\nc: 2\n#b: x\n"),
    ("a: 1\n#bb: x\n", SetValue(("b",), 2), "a: 1\nb: 2\n#bb: x\n"),
    ("a: 1\n# b: one or two.\n", SetValue(("b",), 2), "a: 1\nb: 2\n# b: one or two.\n"),
    ("a: 1\n#b:\n#  c: 1\n", SetValue(("b",), 2), "a: 1\nb: 2\n#b:\n#  c: 1\n"),
    ("a: |\n  x\n  #b: 1\no:\n  c: 1\n  #b: 1\n", SetValue(("b",), 2),
     "a: |\n  x\n  #b: 1\no:\n  c: 1\n  #b: 1\nb: 2\n"),
    ("o:\n  a: |\n   x\n\nd: 1\n  #b: 1\n", SetValue(("o", "b"), 2), "o:\n  a: |\n   x\n  b: 2\n\nd: 1\n  #b: 1\n"),
    ("one\n", Insert((), 1, {"a": 2}), "[one, {a: 2}]\n"),
    ("r:\n  a: {l: A}\n", InsertKey(("r",), "b", {"l": "B"}, 0), "r:\n  b: {l: B}\n  a: {l: A}\n"),
    ("r:\n  a:\n    l: A\n\n  # c\n  c:\n    l: C\n", InsertKey(("r",), "b", {"l": "B"}, 1),
     "r:\n  a:\n    l: A\n\n  b:\n    l: B\n\n  # c\n  c:\n    l: C\n"),
    ('"a": 1\nb: 2\n', RenameKey(("a",), "c"), '"c": 1\nb: 2\n'),
    ("a:\n  # x\n  - x\n  - y\n\n  - z\n", Move(("a", 0), 2), "a:\n  - y\n\n  - z\n  # x\n  - x\n"),
    ("a: 1\n\n# b\nb: 2\n", Move(("b",), 0), "# b\nb: 2\n\na: 1\n"),
    ("a: 1\n\n# apart\n\nb: 2\n", Move(("b",), 0), "b: 2\n\n# apart\n\na: 1\n"),
    ("a:\n  x: {for: [b], to: [c]}\nd: {}\n", SetValue(("d", "e"), {"for": ["f"], "g": ["h"]}),
     "a:\n  x: {for: [b], to: [c]}\nd:\n  e:\n    for: [f]\n    g:\n      - h\n"),
    ("s:\n  a:\n    fields:\n      x: {l: X}\n", SetValue(("s", "b"), {"fields": {"y": {"l": "Y"}}}),
     "s:\n  a:\n    fields:\n      x: {l: X}\n  b:\n    fields:\n      y: {l: Y}\n"),
    ("a: {x: 1, y: 2}\n", Move(("a", "y"), 0), "a: {y: 2, x: 1}\n"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "change", "after"), CHANGES)
def test_a_change_is_made_at_its_place(before: str, change: Change, after: str) -> None:
    assert changed(before, change) == after


@pytest.mark.parametrize(
    ("text", "change", "told"),
    [
        ("a: 1\n", Remove(("b", "c")), "`b.c` is not there"),
        ("a: 1\n", SetValue(("a", "b"), 1), "`a.b` leads nowhere"),
        ("a: 1\nb: 2\n", RenameKey(("a",), "b"), "`b` is there already"),
        ("a: {b: 1}\n", InsertKey(("a",), "b", 2), "`b` is there already"),
        ("a: b: c\n", SetValue(("a",), 1), "can't be read (line 1)"),
        ("a: &x {b: 1}\nc: *x\n", SetValue(("a", "b"), 2), "share this value"),
        ("a: &x {b: 1}\nc: *x\n", SetValue(("c", "b"), 2), "share this value"),
        ("a: [1]\n", Insert(("a",), 3, 1), "there is no place 4 here: the last one is 2"),
        ("a: 1\n", Insert(("a",), 3, 1), "there is no place 4 here: the last one is 2"),
        ("a: 1\n", Insert(("b",), 1, 1), "there is no place 2 here: the last one is 1"),
        ("a: [1, 2, 3]\n", Move(("a", 0), 3), "there is no place 4 here: the last one is 3"),
        ("a: 1\nb: 2\n", Move(("a",), 4), "there is no place 5 here: the last one is 2"),
        ("a: 1\n", InsertKey((), "b", 2, 2), "there is no place 3 here: the last one is 2"),
        ("a: 1\n", SetValue(("b", 1), 2), "there is no place 2 here: the last one is 1"),
    ],
)
def test_a_change_that_cannot_be_made_is_refused(text: str, change: Change, told: str) -> None:
    with pytest.raises(ChangeError, match=r".*") as refused:
        changed(text, change)
    assert told in str(refused.value)


def test_a_value_beside_shared_ones_is_changed() -> None:
    text = "a: &x {b: 1}\nc: *x\nd: 1\n"
    assert changed(text, SetValue(("d",), 2)) == text.replace("d: 1", "d: 2")


@pytest.mark.parametrize(
    ("page", "after"),
    [
        ("---\ntitle: A\n---\n\n# A\n", "---\ntitle: B\n---\n\n# A\n"),
        ("# A\n", "---\ntitle: B\n---\n# A\n"),
        ("\ufeff---\r\ntitle: A\r\n---\r\ntext\r\n", "\ufeff---\r\ntitle: B\r\n---\r\ntext\r\n"),
        ("---\n---\ntext\n", "---\ntitle: B\n---\ntext\n"),
    ],
)
def test_front_matter_is_changed_between_its_lines(page: str, after: str) -> None:
    assert changed_front_matter(page, SetValue(("title",), "B")) == after


SPRING = """\
cohorts:
  # The first one.
  spring: # of this year
    label: 'Spring'
    start: 2027-03-01  # a Monday
    # Days off:
    except: ["2027-03-29"]

  autumn: {label: "Autumn", start: 2027-09-06}
"""


@pytest.mark.parametrize(
    ("text", "path", "written"),
    [
        (SPRING, ("cohorts", "spring"), SPRING.replace(
            "\n\n  autumn", "\n\n  # The first one.\n  again: # of this year\n    label: 'Spring'\n"
            "    start: 2027-03-01  # a Monday\n    # Days off:\n    except: [\"2027-03-29\"]\n\n  autumn")),
        (SPRING, ("cohorts", "autumn"), f'{SPRING}\n  again: {{label: "Autumn", start: 2027-09-06}}\n'),
        ("a: {x: 'b', y: c}\n", ("a", "x"), "a: {x: 'b', again: 'b', y: c}\n"),
        ("a: &b 1\nc: *b\n", ("c",), "a: &b 1\nc: *b\nagain: *b\n"),
        ("'a': |\n  one\n  two", ("a",), "'a': |\n  one\n  two\n'again': |\n  one\n  two"),
        ("a: 1\r\nb: 2\r\n", ("a",), "a: 1\r\nagain: 1\r\nb: 2\r\n"),
    ],
)  # fmt: skip
def test_a_copy_is_written_as_what_it_was_made_of(text: str, path: tuple[str, ...], written: str) -> None:
    assert changed(text, Copy(path, "again")) == written


@pytest.mark.parametrize(
    ("text", "path", "said"),
    [
        ("a: {b: &c 1}\nd: *c\n", ("a",), "share"),
        ("a: 1\nagain: 2\n", ("a",), "there already"),
        ("a: [1]\n", ("a", 0), "no name"),
        ("a: 1\n", ("b",), "not there"),
    ],
)
def test_what_can_not_be_copied_is_told(text: str, path: tuple[str | int, ...], said: str) -> None:
    with pytest.raises(ChangeError, match=said):
        changed(text, Copy(path, "again"))
