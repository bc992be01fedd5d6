"""The desk: one change after the other, what is wrong beside its field, what others changed, and undoing."""

from pathlib import Path

import pytest

from mentorsite.errors import Problem
from mentorsite.model.moment import Period
from mentorsite.serve.edit.desk import Desk, StaleError
from mentorsite.serve.edit.field_problems import BODY
from mentorsite.serve.edit.fields import fields_below
from mentorsite.serve.edit.files import RefusedError
from mentorsite.serve.edit.move_days import Distance
from mentorsite.serve.edit.yaml_changes import ChangeError, Data, Remove, RenameKey, SetValue

PROGRAM = "# Ours\nname: Growth # short\ncohorts:\n  spring:\n    label: Spring\n    start: 2027-01-01\n"
PAGE = "---\ntitle: Guide\n---\nListen first.\n"
PATH, PAGE_PATH = "content/programs/p.yml", "content/guide.md"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    for path, text in {"site.yml": "title: A\n", PATH: PROGRAM, PAGE_PATH: PAGE}.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    return Desk(tmp_path)


def text(desk: Desk, path: str = PATH) -> str:
    return (desk.project / path).read_bytes().decode()


def set_value(desk: Desk, path: tuple[str | int, ...], value: Data, file: str = PATH) -> None:
    desk.change(file, desk.open(file).digest, SetValue(path, value))


def test_a_change_is_made_at_its_place(desk: Desk) -> None:
    set_value(desk, ("name",), "Growing")
    assert text(desk) == PROGRAM.replace("Growth", "Growing")


def test_front_matter_and_the_text_below_it_are_changed_apart(desk: Desk) -> None:
    set_value(desk, ("title",), "A guide", PAGE_PATH)
    desk.write_body(PAGE_PATH, desk.open(PAGE_PATH).digest, "Ask first.\n")
    assert text(desk, PAGE_PATH) == "---\ntitle: A guide\n---\nAsk first.\n"
    assert desk.open(PAGE_PATH).body == "Ask first.\n"


def test_line_ends_of_a_page_stay(desk: Desk) -> None:
    (desk.project / PAGE_PATH).write_bytes(PAGE.replace("\n", "\r\n").encode())
    desk.write_body(PAGE_PATH, desk.open(PAGE_PATH).digest, "Ask.\nThen listen.\n")
    assert text(desk, PAGE_PATH) == "---\r\ntitle: Guide\r\n---\r\nAsk.\r\nThen listen.\r\n"


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("\nListen.", "\nListen.\n"),
        ("\nListen.\n\n\n", "\nListen.\n"),
        ("First.\n\nListen.\n", "\nFirst.\n\nListen.\n"),
        ("\n\n", ""),
    ],
)
def test_a_text_of_a_page_ends_with_its_line_and_stays_below_the_empty_one(
    desk: Desk, ends: str, typed: str, kept: str
) -> None:
    head = "---\ntitle: Guide\n---\n"
    (desk.project / PAGE_PATH).write_bytes(f"{head}\nListen first.\n".replace("\n", ends).encode())
    desk.write_body(PAGE_PATH, desk.open(PAGE_PATH).digest, typed)
    assert text(desk, PAGE_PATH) == f"{head}{kept}".replace("\n", ends)


def test_a_text_is_put_together_with_what_others_changed_meanwhile(desk: Desk) -> None:
    digest = desk.open(PAGE_PATH).digest
    before = desk.open(PAGE_PATH).body
    (desk.project / PAGE_PATH).write_text(f"{PAGE}Theirs.\n")
    with pytest.raises(StaleError):
        desk.write_body(PAGE_PATH, digest, f"Mine.\n{before}")
    desk.join_body(PAGE_PATH, digest, f"Mine.\n{before}")
    assert desk.open(PAGE_PATH).body == f"Mine.\n{before}Theirs.\n"


def test_what_others_changed_meanwhile_is_shown_and_not_overwritten(desk: Desk) -> None:
    digest = desk.open(PATH).digest
    (desk.project / PATH).write_text(PROGRAM.replace("Spring", "Summer"))
    with pytest.raises(StaleError) as stale:
        desk.change(PATH, digest, SetValue(("name",), "Growing"))
    assert "-    label: Spring\n+    label: Summer" in stale.value.difference
    assert "Growing" not in text(desk)


def test_changes_are_undone_and_done_again_in_every_file(desk: Desk) -> None:
    set_value(desk, ("name",), "Growing")
    set_value(desk, ("title",), "A guide", PAGE_PATH)
    step = desk.undo()
    assert step
    assert (step.words, step.about) == (f"Title in {PAGE_PATH}", (PAGE_PATH, ("title",)))
    assert (text(desk), text(desk, PAGE_PATH)) == (PROGRAM.replace("Growth", "Growing"), PAGE)
    desk.undo()
    assert text(desk) == PROGRAM
    assert desk.undo() is None
    desk.redo()
    assert text(desk) == PROGRAM.replace("Growth", "Growing")


def test_typing_in_one_field_is_one_step(desk: Desk) -> None:
    for value in ("G", "Gr", "Gro"):
        set_value(desk, ("name",), value)
    desk.undo()
    assert text(desk) == PROGRAM


@pytest.mark.parametrize(
    "pieces", [("Growing ", "Growing on"), ("- ", "- to", "to"), ("yes", "yes please"), ("a: b", "ab")]
)
def test_a_piece_of_what_is_typed_leaves_no_quotes_behind(desk: Desk, pieces: tuple[str, ...]) -> None:
    for piece in pieces:
        set_value(desk, ("name",), piece)
    assert text(desk) == PROGRAM.replace("Growth", pieces[-1])


def test_what_is_emptied_and_typed_anew_stands_where_it_did(desk: Desk) -> None:
    desk.change(PATH, desk.open(PATH).digest, Remove(("name",)))
    assert "name" not in text(desk)
    set_value(desk, ("name",), "Growing")
    assert text(desk) == PROGRAM.replace("Growth", "Growing")
    set_value(desk, ("name",), "Growth")
    assert text(desk) == PROGRAM
    assert desk.undo() is None, "nothing is to be undone where all is as it was"


def test_two_that_go_from_a_list_are_two_steps(desk: Desk) -> None:
    set_value(desk, ("keywords",), ["one", "two", "three"], PAGE_PATH)
    before = text(desk, PAGE_PATH)
    for _ in range(2):
        desk.change(PAGE_PATH, desk.open(PAGE_PATH).digest, Remove(("keywords", 0)))
    assert "three" in text(desk, PAGE_PATH)
    assert "two" not in text(desk, PAGE_PATH)
    desk.undo()
    assert "two" in text(desk, PAGE_PATH)
    desk.undo()
    assert text(desk, PAGE_PATH) == before


def test_nothing_is_undone_that_others_changed_since(desk: Desk) -> None:
    set_value(desk, ("name",), "Growing")
    (desk.project / PATH).write_text("name: Theirs\n")
    with pytest.raises(RefusedError, match="changed elsewhere"):
        desk.undo()
    assert text(desk) == "name: Theirs\n"
    (desk.project / PATH).write_text(PROGRAM.replace("Growth", "Growing"))
    desk.undo()
    assert text(desk) == PROGRAM


def test_files_are_made_and_deleted_and_both_undone(desk: Desk) -> None:
    path = "content/checklists/hello.yml"
    desk.add(path, "title: Hello\n")
    assert text(desk, path) == "title: Hello\n"
    with pytest.raises(RefusedError, match="there already"):
        desk.add(path, "title: Another\n")
    desk.delete(path, desk.open(path).digest)
    assert not (desk.project / path).exists()
    desk.undo()
    desk.undo()
    assert not (desk.project / path).exists()


@pytest.mark.parametrize(
    ("path", "instead"),
    [
        ("content/con.md", "con-1.md"),
        ("content/checklists/aux.yml", "checklists/aux-1.yml"),
        ("content/a:b/page.md", "a-b/page.md"),
        ("content/notes./page.md", "notes/page.md"),
    ],
)
def test_new_files_have_names_that_every_system_takes(desk: Desk, path: str, instead: str) -> None:
    with pytest.raises(RefusedError, match=f": call it `{instead}`."):
        desk.add(path, "")
    assert not (desk.project / path).exists()


def test_a_copy_keeps_comments_and_quotes_and_gets_its_own_name(desk: Desk) -> None:
    (desk.project / PATH).write_text(PROGRAM.replace("label: Spring", "label: 'Spring' # the first"))
    desk.copy(PATH, desk.open(PATH).digest, ("cohorts", "spring"), "summer", "Summer")
    assert "\n  summer:\n    label: 'Summer' # the first\n    start: 2027-01-01\n" in text(desk)
    desk.undo()
    assert "summer" not in text(desk)


def test_a_step_of_several_files_is_taken_whole_or_not_at_all(desk: Desk) -> None:
    with pytest.raises(RefusedError):
        desk.write_all("both", {PATH: "name: Other\n", "content/../out.md": "x"})
    assert text(desk) == PROGRAM
    assert not desk.history.done


def test_days_in_front_matter_are_moved_in_it(desk: Desk) -> None:
    dated = "---\ntitle: Guide\nwaived: {a: 2027-01-31, b: 2027-12-31}\n---\nOn 2027-01-31.\n"
    (desk.project / PAGE_PATH).write_text(dated)
    desk.shift(PAGE_PATH, desk.open(PAGE_PATH).digest, ("waived",), Distance(Period(1, "days"), 1))
    assert text(desk, PAGE_PATH) == dated.replace("a: 2027-01-31, b: 2027-12-31", "a: 2027-02-01, b: 2028-01-01")


def test_a_translation_needs_nothing_and_knows_each_key_of_its_source(desk: Desk) -> None:
    form = "title: T\nsections: {a: {fields: {b: {type: choice, label: B, options: [x]}}}}\n"
    (desk.project / "content/worksheets").mkdir()
    (desk.project / "content/worksheets/w.yml").write_text(form)
    (desk.project / "content/worksheets/w.es.yml").write_text("sections: {a: {fields: {b: {options: [equis]}}}}\n")
    shown = list(fields_below(desk.open("content/worksheets/w.es.yml").form))
    assert [each.path for each in shown if each.required or each.kind == "strange"] == []
    assert [each.value for each in shown if each.path[-2:] == ("options", 0)] == ["equis"]


def test_a_problem_stands_with_the_field_that_it_is_about(desk: Desk) -> None:
    found = [
        Problem(PATH, 6, 12, "wrong-value", "no day", "write 2027-01-01"),
        Problem(PATH, 2, 1, "other", "a name"),
        Problem("content/other.yml", 2, 1, "other", "of another file"),
    ]
    problems = desk.open(PATH, (), found).problems
    assert {loc: [each.text for each in told] for loc, told in problems.items()} == {
        ("cohorts", "spring", "start"): ["No day."],
        ("name",): ["A name."],
    }


def test_a_problem_of_a_pages_text_names_its_line_there(desk: Desk) -> None:
    told = desk.open(PAGE_PATH, (), [Problem(PAGE_PATH, 4, 3, "dead-link", "it leads nowhere")]).problems
    assert [each.text for each in told[BODY]] == ["Line 1: It leads nowhere."]


def test_a_file_that_cant_be_read_is_shown_with_what_is_wrong(desk: Desk) -> None:
    (desk.project / PATH).write_text('name: "Growth\n')
    opened = desk.open(PATH)
    assert opened.errors
    with pytest.raises(ChangeError):
        desk.change(PATH, opened.digest, SetValue(("name",), "Growing"))


def test_what_is_taken_out_or_renamed_is_gone_at_its_place(desk: Desk) -> None:
    desk.change(PATH, desk.open(PATH).digest, RenameKey(("cohorts", "spring"), "summer"))
    assert text(desk) == PROGRAM.replace("  spring:", "  summer:")
    desk.change(PATH, desk.open(PATH).digest, Remove(("cohorts",)))
    assert text(desk) == "# Ours\nname: Growth # short\n"


def test_a_translation_is_called_as_its_original(desk: Desk) -> None:
    for path in ("content/guide.es.md", "content/alone.es.md", "content/programs/p.es.yml"):
        (desk.project / path).write_text("name: P\n")
    assert desk.open("content/guide.es.md").name == "guide"
    assert desk.open("content/alone.es.md").name == "alone.es"
    assert desk.open("content/programs/p.es.yml").name == "p"
