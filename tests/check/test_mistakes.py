"""Seeded mistakes: each gives exactly one problem, all in one run, at its place and with what to do."""

from collections.abc import Callable, Iterable

import pytest

from mentorsite.build.prepare import prepare
from mentorsite.errors import Problem
from mentorsite.loader.tree import Tree
from tests.conftest import PROGRAM, WAIVED, tree_of

SITE = """title: Handbook
url: https://oak.school/h/
theme: {name: defualt}
"""
FILES = {
    "site.yml": SITE,
    "content/index.md": "# Home\n\n## First steps\n\nRead [how](guide.md#frist-steps) to start.\n",
    "content/guide.md": "# Guide\n\n## First steps\n\nWelcome to {{ program.nmae }}.\n",
    "content/a/terms.md": "# Terms\n",
    "content/a/01-terms.md": "# Terms again\n",
    "content/Letters.md": "# Letters\n",
    "content/letters.md": "# letters\n",
    "content/untitled.md": "No title here.\n",
    "content/programs/growth.yml": PROGRAM + WAIVED,
    "content/programs/misspelt.yml": PROGRAM.replace("purpose:", "pupose: To help.\npurpose:"),
    "content/programs/no-mentor.yml": "name: P\npurpose: Q\nroles:\n  mentee: {}\n",
    "content/programs/bad-date.yml": f"{PROGRAM}cohorts:\n  spring:\n    label: Spring\n    start: 2027-02-30\n",
    "content/agreements/twice.yml": "title: A\nbinding: false\nversion: 1.10\nbinding: true\n",
    "content/checklists/tab.yml": "title: C\nitems:\n\t- Say hello\n",
}
EXPECTED = [
    Problem(
        "content/a/01-terms.md",
        1,
        1,
        "same-url",
        "`/a/terms/` is already made from `content/a/terms.md`",
        "give one of them another name",
    ),
    Problem(
        "content/agreements/twice.yml",
        4,
        1,
        "duplicate-key",
        "the key `binding` appears twice; it is already on line 2",
        "keep one of them, or give it another name",
    ),
    Problem(
        "content/checklists/tab.yml",
        3,
        1,
        "yaml",
        "a tab stands where YAML takes spaces",
        "indent with two spaces for each step",
    ),
    Problem(
        "content/guide.md", 5, 12, "unknown-variable", "there is no `program.nmae`", "did you mean `program.name`?"
    ),
    Problem(
        "content/index.md",
        5,
        6,
        "broken-anchor",
        "`content/guide.md` has no heading or id `frist-steps`",
        "did you mean `first-steps`?",
    ),
    Problem(
        "content/letters.md",
        1,
        1,
        "case-clash",
        "`/letters/` and `/Letters/` differ in case alone (`content/Letters.md`)",
        "give one of them another name",
    ),
    Problem(
        "content/programs/bad-date.yml",
        9,
        12,
        "wrong-value",
        "`cohorts.spring.start`: `2027-02-30` is not a day of the calendar",
        "write year-month-day, as 2027-02-01",
    ),
    Problem("content/programs/misspelt.yml", 2, 1, "unknown-key", "unknown key `pupose`", "did you mean `purpose`?"),
    Problem(
        "content/programs/no-mentor.yml",
        3,
        1,
        "missing-role",
        "the program has no mentor role",
        "add `mentor: {kind: mentor}` below `roles:`",
    ),
    Problem(
        "content/untitled.md",
        1,
        1,
        "missing-title",
        "the page has no title; it is called `Untitled` for now",
        "add `title: …` between two `---` lines",
        fatal=False,
    ),
    Problem("site.yml", 3, 15, "missing-theme", "there is no theme `defualt`", "did you mean `default`?"),
]


def test_each_mistake_is_one_problem_and_all_come_in_one_run() -> None:
    assert prepare(tree_of(FILES)).problems == tuple(EXPECTED)


@pytest.mark.parametrize("order", [sorted, lambda paths: sorted(paths, reverse=True)], ids=["forwards", "backwards"])
def test_the_order_of_the_files_changes_nothing(order: Callable[[Iterable[str]], list[str]]) -> None:
    tree = tree_of(FILES)
    turned = Tree({path: tree.texts[path] for path in order(tree.texts)}, tree.assets, tree.themes)
    found = {(each.path, each.code) for each in prepare(turned).problems}
    assert len(found) == len(EXPECTED)


def test_every_problem_has_a_hint_and_ends_without_a_stop() -> None:
    for each in EXPECTED:
        assert each.hint
        assert not each.message.endswith(".")


@pytest.mark.parametrize("each", EXPECTED, ids=lambda each: str(each.code))
def test_each_can_be_advice_but_for_those_of_the_project_itself(each: Problem) -> None:
    files = {**FILES, "site.yml": f"{SITE}checks: {{'*': advice}}\n"}
    (found,) = [
        found for found in prepare(tree_of(files)).problems if (found.path, found.code) == (each.path, each.code)
    ]
    assert found.fatal == (each.code == "missing-theme")


def test_a_mistake_that_is_mended_is_no_problem() -> None:
    mended = {
        **FILES,
        "site.yml": SITE.replace("defualt", "default"),
        "content/index.md": FILES["content/index.md"].replace("frist", "first"),
        "content/guide.md": "# Guide\n\n## First steps\n",
        "content/untitled.md": "# Titled\n",
        "content/programs/misspelt.yml": PROGRAM + WAIVED,
        "content/programs/no-mentor.yml": PROGRAM + WAIVED,
        "content/programs/bad-date.yml": PROGRAM + WAIVED,
        "content/agreements/twice.yml": "title: A\nsignatures: [mentor, mentee]\n",
        "content/checklists/tab.yml": "title: C\nitems:\n  - Say hello\n",
    }
    gone = {"content/a/01-terms.md", "content/letters.md"}
    assert prepare(tree_of({path: text for path, text in mended.items() if path not in gone})).problems == ()


def test_a_page_that_begins_with_a_rule_is_read_as_words_whatever_sign_they_have() -> None:
    files = {
        "site.yml": "title: Handbook\n",
        "content/index.md": "---\nAsk in #mentors.\n---\n\n# Home\n",
    }
    assert prepare(tree_of(files)).problems == ()
