"""One mistake, one message: what follows from it is counted with it, and what can't be read is not called missing."""

import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from mentorsite.build.prepare import prepare
from mentorsite.check import report
from mentorsite.errors import Mistake, Place, Problem, mistakes, problem
from mentorsite.loader import yaml_source
from mentorsite.loader.tree import Tree
from mentorsite.model.program import Program
from tests.commands import run
from tests.conftest import PROGRAM, prepared, starter_in_english
from tests.structure.test_second_program import STARTERS


@cache
def starter(name: str) -> Tree:
    return starter_in_english(name)


def told(name: str, **changed: str | None) -> tuple[Mistake, ...]:
    """The mistakes of a starter in which files are changed, or taken out."""
    texts = dict(starter(name).texts)
    for path, text in changed.items():
        texts.pop(path, None)
        if text is not None:
            texts[path] = text.encode()
    tree = Tree(texts, starter(name).assets, starter(name).themes, pictures=starter(name).pictures)
    return mistakes(prepare(tree).problems)


def _first_of_each_folder(name: str) -> list[str]:
    last = {path.rpartition("/")[0]: path for path in sorted(starter(name).texts, reverse=True)}
    return list(last.values())


UNNAMED = ("content/messages/", "content/certificates/")
"""What no other file names."""
FILES = [(name, path) for name in STARTERS for path in _first_of_each_folder(name)]


@pytest.mark.parametrize(("name", "path"), FILES)
def test_a_file_that_can_not_be_read_is_the_only_mistake(name: str, path: str) -> None:
    text = starter(name).texts[path].decode()
    broken = text.replace("---\n", "---\n: [\n", 1) if path.endswith(".md") else f"{text}\n: [\n"
    (found,) = told(name, **{path: broken})
    assert (found.problem.path, found.followers) == (path, ())


@pytest.mark.parametrize(
    ("name", "path"), [each for each in FILES if each[1].count("/") > 1 and not each[1].startswith(UNNAMED)]
)
def test_a_file_that_was_deleted_is_one_mistake_or_two(name: str, path: str) -> None:
    """Two where a whole program is gone: its file, which links lead to, and what it said."""
    found = told(name, **{path: None})
    assert len(found) == (2 if path.startswith("content/programs/") else 1)
    assert found[0].following > 1


def program_of(name: str) -> tuple[str, str]:
    (path,) = [path for path in starter(name).texts if path.startswith("content/programs/")]
    return path, starter(name).texts[path].decode()


KEYS = {
    name: [row for row, line in enumerate(program_of(name)[1].split("\n")) if line and line[0] not in " #"]
    for name in STARTERS
}


@pytest.mark.parametrize(("name", "row"), [(name, row) for name in STARTERS for row in KEYS[name]])
def test_a_misspelt_key_of_a_program_is_one_message_at_its_line(name: str, row: int) -> None:
    path, text = program_of(name)
    lines = text.split("\n")
    lines[row] = f"x{lines[row]}"
    (found,) = told(name, **{path: "\n".join(lines)})
    assert (found.problem.path, found.problem.line, found.problem.code) == (path, row + 1, "unknown-key")
    assert "did you mean" in found.problem.hint


IDS = [("roles", "coordinator"), ("contacts", "conduct"), ("contacts", "program"), ("check_ins", "closing")]


@pytest.mark.parametrize(("key", "id"), IDS)
def test_an_id_that_is_misspelt_where_it_is_defined_is_told_there(key: str, id: str) -> None:
    path, text = program_of(".")
    before, found, after = text.partition(f"\n{key}:\n")
    rest = (
        after.replace(f"\n  {id}:\n", f"\n  {id}x:\n", 1)
        if not after.startswith(f"  {id}:")
        else (after.replace(f"  {id}:\n", f"  {id}x:\n", 1))
    )
    changed = before + found + rest
    line = next(
        row for row, (old, new) in enumerate(zip(text.split("\n"), changed.split("\n"), strict=True), 1) if old != new
    )
    first, *more = told(".", **{path: changed})
    assert (first.problem.path, first.problem.line) == (path, line)
    assert first.following >= 3
    assert more == []


@pytest.mark.parametrize("key", ["roles", "contacts", "phases", "check_ins"])
@pytest.mark.parametrize("name", STARTERS)
def test_what_names_an_id_that_is_called_otherwise_now_has_a_place(name: str, key: str) -> None:
    path, text = program_of(name)
    read = yaml_source.read(path, text)
    assert isinstance(read.value, dict)
    for id in read.value.get(key, ()):
        place, lines = read.keys[key, id], text.split("\n")
        line, start = lines[place.line - 1], place.column - 1
        lines[place.line - 1] = f"{line[:start]}navigator{line[start + len(id) :]}"
        found = told(name, **{path: "\n".join(lines)})
        spots = [each for mistake in found for each in (mistake.problem, *mistake.followers)]
        assert [each for each in spots if not each.path or (each.line, each.column) == (1, 1)] == [], id


def archived(text: str) -> str:
    return re.sub(r"status: \w+", "status: archived", text)


def without_cohorts(text: str) -> str:
    return re.sub(r"\ncohorts:\n(?: .*\n|#.*\n|\n)*", "\n", text)


@pytest.mark.parametrize("name", STARTERS)
@pytest.mark.parametrize(
    ("edited", "why", "hint"),
    [(archived, "are archived", "`status: closed`"), (without_cohorts, "has no cohorts", "below `cohorts:`")],
)
def test_a_program_without_a_cohort_to_speak_of_is_one_mistake(
    name: str, edited: Callable[[str], str], why: str, hint: str
) -> None:
    path, text = program_of(name)
    found = [each for each in told(name, **{path: edited(text)}) if each.problem.code == "unknown-variable"]
    (only,) = found
    assert (only.problem.path, why in only.problem.message, hint in only.problem.hint) == (path, True, True)
    assert only.following


@pytest.mark.parametrize(("id", "new"), [("mentee", "protege"), ("mentor", "guide")])
def test_where_a_role_has_a_new_id_the_role_of_that_kind_is_meant(id: str, new: str) -> None:
    path, text = program_of(".")
    (found,) = told(".", **{path: text.replace(f"\n  {id}:\n    label", f"\n  {new}:\n    label", 1)})
    assert found.following > 20
    for each in (found.problem, *found.followers):
        assert f"`{new}`" in each.hint or f"`roles.{new}." in each.hint, each


@pytest.mark.parametrize("parties", ["[mentor, Ann]", "{Ann: {max: 2}}", "Ann"])
def test_a_party_that_is_no_role_is_told_where_it_stands(parties: str) -> None:
    form = f"title: A\nparties: {parties}\nsections: {{s: {{clauses: x}}}}\n"
    found = prepared({"content/programs/p.yml": PROGRAM, "content/agreements/a.yml": form}).problems
    (ann,) = [each for each in found if "Ann" in each.message or "parties" in each.message]
    assert (ann.line, ann.column) == (2, form.split("\n")[1].index(parties if parties == "Ann" else "Ann") + 1)
    assert "guardian" not in ann.hint


def test_two_forms_of_one_name_are_one_mistake() -> None:
    files = {f"content/checklists/c.{ending}": "title: C\nitems: [x]\n" for ending in ("yml", "yaml")}
    (found,) = mistakes(prepared({**files, "content/index.md": "# Home\n"}).problems)
    assert found.problem.message == "`/checklists/c/` is already made from `content/checklists/c.yml`"
    assert found.following == 3


@pytest.mark.parametrize("name", STARTERS)
@pytest.mark.parametrize("second", ["{id}.yaml", "01-{id}.yml", "02_{id}.yml"])
def test_two_files_of_one_program_are_one_mistake_at_the_second(name: str, second: str) -> None:
    path, text = program_of(name)
    folder, _, file = path.rpartition("/")
    other = f"{folder}/{second.format(id=file.removesuffix('.yml'))}"
    found = [each for each in told(name, **{path: text, other: text}) if each.fatal]
    assert len(found) == 1
    assert {found[0].problem.path, *re.findall(r"from `(.*)`", found[0].problem.message)} == {path, other}
    assert found[0].problem.message.startswith("`/programs/")
    assert {each.path for each in found[0].followers} == {found[0].problem.path}


def test_a_key_beside_a_misspelt_one_is_not_called_missing() -> None:
    files = {"content/programs/p.yml": PROGRAM.replace("purpose:", "Purpose:")}
    (found,) = prepared(files).problems
    assert (found.line, found.code, found.hint) == (2, "unknown-key", "did you mean `purpose`?")


def test_what_a_misspelt_key_leaves_half_said_is_not_told() -> None:
    dates = "cohorts: {c: {label: C, dates: {d: {label: D, daet: 2027-01-01, end: 2027-01-02}}}}\n"
    (found,) = prepared({"content/programs/p.yml": PROGRAM + dates}).problems
    assert found.code == "unknown-key"


def test_a_missing_key_beside_an_unknown_one_that_is_not_like_it_is_told() -> None:
    found = prepared({"content/agreements/a.yml": "colour: red\n"}).problems
    assert [each.code for each in found] == ["missing-key", "unknown-key"]


def test_a_folder_that_is_misspelt_stands_before_what_names_its_files() -> None:
    path = "content/agreements/mentoring-agreement.yml"
    texts = dict(starter(".").texts)
    texts["content/agreement/mentoring-agreement.yml"] = texts.pop(path)
    found = mistakes(prepare(Tree(texts, {}, starter(".").themes)).problems)
    assert [(each.problem.path, each.problem.code) for each in found] == [
        ("content/agreement/mentoring-agreement.yml", "unknown-definition")
    ]
    assert found[0].following > 30


FOLDERS = [
    ("worksheets", "Worksheets"), ("messages", "Messages"), ("programs", "program"), ("certificates", "Certificate"),
    ("checklists", "check-lists"), ("agreements", "AGREEMENTS"), ("worksheets", "worksheets/2027"),
    ("programs", "Programs"), ("checklists", "forms/checklists"),
]  # fmt: skip
"""Folders of definitions, and what each is called instead."""


@pytest.mark.parametrize(("folder", "called"), FOLDERS)
@pytest.mark.parametrize("name", STARTERS)
def test_a_folder_of_another_name_is_one_mistake_and_an_error_where_errors_follow(
    name: str, folder: str, called: str
) -> None:
    texts = {}
    for path, text in starter(name).texts.items():
        texts[path.replace(f"content/{folder}/", f"content/{called}/")] = text
    made = prepare(Tree(texts, starter(name).assets, starter(name).themes, pictures=starter(name).pictures))
    (found,) = mistakes(made.problems)
    assert found.problem.path.startswith(f"content/{called}/")
    assert (found.problem.code, found.fatal) == ("unknown-definition", True)
    assert folder in found.problem.hint
    assert report.as_github(made.problems).startswith("::error ")


def test_a_folder_of_definitions_that_nothing_names_is_one_piece_of_advice() -> None:
    files = {"content/index.md": "# Home\n", "content/data/a.yml": "a: b\n", "content/data/b.yml": "a: b\n"}
    (found,) = mistakes(prepared(files).problems)
    assert (found.problem.code, found.fatal, found.following) == ("unknown-definition", False, 1)


MOMENTS = [
    ("check_ins: {m: {label: M, at: 2027-04-26}}", "check_in.m.at.period", "`2027-04-26` (content/programs/p.yml:6)"),
    ("check_ins: {m: {label: M, at: phase b}}", "check_in.m.at.period", "`phase b + 2 weeks`"),
    ("phases: {b: {label: B, start: cohort start}}", "phase.b.start.period", "`cohort start + 2 weeks`"),
    ("agreements: [a]", "forms.a.sign_by.period", "`match` (content/agreements/a.yml:2)"),
    ("agreements: [a]", "forms.a.due.period", "add `due: …` to it (content/agreements/a.yml)"),
]


def with_moment(line: str, name: str) -> tuple[Problem, ...]:
    phases = "" if "phases" in line else "phases: {b: {label: B, start: match}}\n"
    return prepared(
        {
            "content/programs/p.yml": f"{PROGRAM}{line}\n{phases}",
            "content/agreements/a.yml": "title: A\nsign_by: match\nsignatures: [mentor]\n",
            "content/index.md": f"# Home\n\nAfter {{{{ {name} }}}}.\n",
        }
    ).problems


@pytest.mark.parametrize(("line", "name", "said"), MOMENTS)
def test_a_moment_without_a_length_is_told_with_its_line(line: str, name: str, said: str) -> None:
    (found,) = with_moment(line, name)
    assert (found.code, found.path) == ("unknown-variable", "content/index.md")
    assert said in f"{found.message}; {found.hint}"
    assert "out" in found.hint


@pytest.mark.parametrize("at", ["phase d", "check-in d", "date d", "date d + 2 weeks"])
def test_a_moment_that_counts_from_nothing_is_told_alone(at: str) -> None:
    (found,) = with_moment(f"check_ins: {{m: {{label: M, at: {at}}}}}", "check_in.m.at.period")
    assert (found.code, found.path) == ("unknown-reference", "content/programs/p.yml")


# How they are shown.


def problems(count: int) -> list[Problem]:
    cause = problem("wrong-value", Place("b.yml", 3, 1), "what is wrong", "what to write", about="b", root=True)
    places = (Place("a.md", number) for number in range(1, count))
    return [*(problem("broken-link", place, "there is no file", "a hint", about="b") for place in places), cause]


FOLLOWERS = [(1, ""), (2, "and 1 that follows from it: a.md:1"), (4, "and 3 that follow from it: a.md:1, 2, 3")]


@pytest.mark.parametrize(("count", "said"), FOLLOWERS)
def test_those_that_follow_are_counted_with_their_places(count: int, said: str) -> None:
    (shown,) = report.as_plain(mistakes(problems(count)), {})
    assert shown.startswith("error[wrong-value]: what is wrong\n --> b.yml:3:1\n")
    assert (said in shown) if said else ("follow" not in shown)


def test_many_places_are_told_by_their_number() -> None:
    (shown,) = report.as_plain(mistakes(problems(32)), {})
    assert "and 31 that follow from it: a.md:1, 2, 3, 4, 5, 6, 7, 8; and 23 more\n" in shown


COUNTED = [
    (1, 0, "1 error"),
    (3, 0, "1 error, and 2 that follow from it"),
    (3, 1, "1 error, and 2 that follow from it; 1 piece of advice"),
    (1, 2, "1 error, 2 pieces of advice"),
    (0, 0, "no problems"),
]


@pytest.mark.parametrize(("errors", "advice", "said"), COUNTED)
def test_the_last_line_counts_mistakes_and_what_follows(errors: int, advice: int, said: str) -> None:
    found = problems(errors) if errors else []
    found += [problem("cut-text", Place("c.md", row), "cut", "quote it") for row in range(1, advice + 1)]
    assert report.counted(mistakes(found)) == said


def test_json_says_of_each_what_it_follows_from() -> None:
    first, *others = json.loads(report.as_json(problems(3)))
    assert (first["path"], first["follows"]) == ("b.yml", None)
    assert [(each["line"], each["follows"]) for each in others] == [
        (1, {"path": "b.yml", "line": 3, "column": 1}),
        (2, {"path": "b.yml", "line": 3, "column": 1}),
    ]


def test_github_is_told_each_mistake_once() -> None:
    (line,) = report.as_github(problems(3)).splitlines()
    assert line.startswith("::error file=b.yml,line=3,col=1,title=wrong-value::what is wrong%0A")
    assert line.endswith("and 2 that follow from it: a.md:1, 2")


def test_what_keeps_a_file_from_being_read_is_told_first() -> None:
    link = problem("broken-link", Place("a.md"), "there is no file", "a hint")
    key = problem("unknown-key", Place("z.yml"), "unknown key", "a hint")
    assert [each.problem for each in mistakes([link, key])] == [key, link]


def test_the_command_shows_one_and_all_of_them_when_asked(project: Callable[[dict[str, str]], Path]) -> None:
    folder = project({"content/index.md": "# Home\n\n[a](gone.md)\n\n[b](gone.md)\n"})
    done, whole = run("check", "-C", folder), run("check", "-C", folder, "--all")
    assert done.returncode == whole.returncode == 1
    assert done.stderr.count("error[") == 1
    assert whole.stderr.count("error[") == 2
    for said in (done.stderr, whole.stderr):
        assert said.splitlines()[-1] == "1 error, and 1 that follows from it"


def test_thousands_of_problems_take_a_file_apart_once(monkeypatch: pytest.MonkeyPatch) -> None:
    files: list[str] = []

    def counting(path: str, data: bytes) -> str:
        files.append(path)
        return data.decode()

    monkeypatch.setattr(report, "decoded", counting)
    found = [problem("broken-link", Place("a.md", row), "there is no file", "a hint") for row in range(1, 3001)]
    shown = report.as_plain(mistakes(found), {"a.md": b"[x](y.md)\n" * 3000})
    assert len(shown) == 3000
    assert files == ["a.md"]


def test_every_key_of_a_program_was_tried() -> None:
    tried = {program_of(name)[1].split("\n")[row].partition(":")[0] for name in STARTERS for row in KEYS[name]}
    assert tried <= set(Program.model_fields)
    assert len(tried) > 20


def test_a_name_that_would_act_on_a_terminal_is_shown_as_signs_on_github_too() -> None:
    told = report.as_github([problem("broken-link", Place("a\x1b[31m\x07.md"), "no `\x1b` here", "a\nb")])
    assert "\x1b" not in told
    assert "\x07" not in told
    assert "%0A" in told
