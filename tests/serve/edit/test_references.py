"""Another id or another name for a file: every place that names it gets the new one."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from mentorsite.build import project_files
from mentorsite.build.prepare import prepare
from mentorsite.loader.tree import Tree
from mentorsite.serve.edit.data_changes import ChangeError
from mentorsite.serve.edit.references import Mention, Renaming, What, references, renamed_id
from mentorsite.serve.edit.renamed_files import renamed_file, renamed_path
from tests.conftest import REPOSITORY, SITE, prepared, tree_of

PROGRAM = """\
name: P
purpose: For {{ roles.mentor.label }}, [again](p.yml#mentor).
roles:
  mentor: {time: 1 hour}  # who guides
  mentee:
eligibility:
  mentor: [Knows the work]
contacts:
  team: {name: Team, email: team@harbour.example}
conduct: {contact: team}
cohorts:
  one:
    label: One
    start: 2027-01-01
    end: 2027-06-01
    dates:
      kickoff: {label: Kick-off, date: 2027-01-04, for: [mentor, mentee]}
phases:
  work: {label: Work, start: date kickoff + 1 week, duration: 2 weeks, pages: [guide]}
check_ins:
  pair: {label: Meeting, every: 2 weeks, from: phase work, organizer: mentor}
success: [{statement: Good, review_at: pair}]
worksheets: [sheet]
"""
SHEET = """\
title: Sheet
for: mentor
cohort: one
due: check-in pair
introduction: See the [guide](../guide.md#more).
sections:
  first:
    title: First
    fields:
      often: {type: yes-no, label: Often?, filled_by: mentor}
      why: {type: text, label: Why?, when: {often: yes}}
    clauses: []
"""
FILES = {
    "site.yml": SITE + "languages: {en: English, es: Español}\nnavigation: [guide.md, worksheets/sheet.yml]\n",
    "content/index.md": "---\nfor: mentor\nworksheets: [sheet]\n---\n# Home\n\n"
    "The [guide.md](guide.md), the [sheet](worksheets/sheet.yml#first), [their page](programs/p.yml#mentor),\n"
    "[{{ contact.team.email }}](mailto:{{ contact.team.email }}), {{ check_in.pair.every }}, "
    "{{ cohorts.one.dates.kickoff.label }}, {{ phase.work.label }}\n",
    "content/guide.md": "# Guide\n\n## More\n\n{{ forms.sheet.title }}\n",
    "content/guide.es.md": "# Guía\n\n## More\n\n[Inicio](index.md)\n",
    "content/programs/p.yml": PROGRAM,
    "content/programs/p.es.yml": "name: P\npurpose: De {{ roles.mentor.label }}\nroles:\n  mentor: {label: Guía}\n"
    "eligibility:\n  mentor: [Sabe]\n",
    "content/worksheets/sheet.yml": SHEET.replace("    clauses: []\n", ""),
    "content/worksheets/sheet.es.yml": "title: Hoja\nsections:\n  first:\n    title: Uno\n    fields:\n"
    "      often: {label: ¿Mucho?}\n",
    "content/messages/hello.yml": "title: Hello\nto: mentor\nsubject: Hi {{ pair.mentor.name }}\nattach: sheet\n"
    "when: date kickoff\ntext: Go to {{ links.sheet }}, says {{ contact.team.name }}.\n",
    "content/certificates/thanks.yml": "title: Thanks\nfor: mentor\ntext: By {{ pair.mentor.name }}.\n",
}


def made(files: Mapping[str, str], renaming: Renaming) -> dict[str, str]:
    left = {path: text for path, text in files.items() if path not in {each.path for each in renaming.files}}
    return {**left, **{each.new_path: each.text for each in renaming.files}}


def faults(files: dict[str, str]) -> list[str]:
    """What is wrong with a handbook, but for what is not translated."""
    found = [each for each in prepared(files).problems if each.code != "untranslated"]
    return [f"{each.path}:{each.line} {each.code}: {each.message}" for each in found]


def test_the_handbook_of_these_tests_has_no_faults() -> None:
    assert faults(FILES) == []


@pytest.mark.parametrize(
    ("path", "what", "id", "changes"),
    [
        ("programs/p.yml", "role", "mentor", {"programs/p.yml": 5, "programs/p.es.yml": 3, "worksheets/sheet.yml": 2}),
        ("programs/p.yml", "contact", "team", {"programs/p.yml": 2, "index.md": 1, "messages/hello.yml": 1}),
        ("programs/p.yml", "cohort", "one", {"programs/p.yml": 1, "index.md": 1, "worksheets/sheet.yml": 1}),
        ("programs/p.yml", "date", "kickoff", {"programs/p.yml": 2, "index.md": 1, "messages/hello.yml": 1}),
        ("programs/p.yml", "phase", "work", {"programs/p.yml": 2, "index.md": 1}),
        ("programs/p.yml", "check-in", "pair", {"programs/p.yml": 2, "index.md": 1, "worksheets/sheet.yml": 1}),
        ("worksheets/sheet.yml", "section", "first", {"worksheets/sheet.es.yml": 1, "index.md": 1}),
        ("worksheets/sheet.yml", "field", "often", {"worksheets/sheet.yml": 2, "worksheets/sheet.es.yml": 1}),
    ],
)
def test_an_id_changes_wherever_it_is_named(path: str, what: What, id: str, changes: dict[str, int]) -> None:
    renaming = renamed_id(tree_of(FILES), f"content/{path}", what, id, "other-id")
    after = made(FILES, renaming)
    assert faults(after) == []
    told = {each.path.removeprefix("content/"): len({said.line for said in each.said}) for each in renaming.files}
    assert changes.items() <= told.items()
    assert all("other-id" in each.text for each in renaming.files)


def test_every_line_that_names_something_is_found_before_it_goes() -> None:
    tree = tree_of(FILES)
    assert references(tree, "content/worksheets/sheet.yml", "field", "often") == (
        Mention("content/worksheets/sheet.yml", 11, "why: {type: text, label: Why?, when: {often: yes}}"),
    )
    found = references(tree, "content/programs/p.yml", "contact", "team")
    assert [(each.path.removeprefix("content/"), each.line) for each in found] == [
        ("index.md", 8), ("messages/hello.yml", 6), ("programs/p.yml", 10),
    ]  # fmt: skip


def test_a_role_keeps_its_kind_and_its_old_page_leads_to_the_program() -> None:
    renaming = renamed_id(tree_of(FILES), "content/programs/p.yml", "role", "mentor", "guide")
    text = made(FILES, renaming)["content/programs/p.yml"]
    assert "  guide: {time: 1 hour, kind: mentor}  # who guides\n" in text
    assert "aliases: [programs/p/mentor/]" in text or "aliases:\n  - programs/p/mentor/\n" in text
    assert len(renaming.to_know) == 1


def test_roles_that_are_a_list_of_ids_keep_their_kinds() -> None:
    program = "name: P\npurpose: Q\nroles: [mentor, mentee]\n"
    files = {"content/index.md": "# Home\n", "content/programs/p.yml": program}
    after = made(files, renamed_id(tree_of(files), "content/programs/p.yml", "role", "mentor", "guide"))
    assert faults(after) == faults(files) == []
    roles = prepared(after).site.originals[0].program.roles
    assert {id: role.kind for id, role in roles.items()} == {"guide": "mentor", "mentee": "mentee"}


def test_what_another_program_calls_so_too_stays_and_is_told() -> None:
    other = "name: O\npurpose: Q\nroles: [mentor, mentee]\n"
    files = {"content/index.md": "---\nfor: mentor\nprogram: p\n---\n# Home\n", "content/programs/o.yml": other}
    files["content/programs/p.yml"] = other.replace("O", "P")
    renaming = renamed_id(tree_of(files), "content/programs/p.yml", "role", "mentor", "guide")
    assert [each.path for each in renaming.files] == ["content/programs/p.yml"]
    assert any("line 2 of `content/index.md`" in each for each in renaming.to_know)


@pytest.mark.parametrize(
    ("path", "new_paths", "parts"),
    [
        (
            "content/worksheets/sheet.yml",
            {"content/worksheets/01-paper.yml", "content/worksheets/01-paper.es.yml"},
            {
                "site.yml": "navigation: [guide.md, worksheets/01-paper.yml]",
                "content/index.md": "worksheets: [paper]\n",
                "content/guide.md": "{{ forms.paper.title }}",
                "content/programs/p.yml": "worksheets: [paper]",
                "content/messages/hello.yml": "attach: paper",
                "content/worksheets/01-paper.yml": "worksheets/sheet/",
                "content/worksheets/01-paper.es.yml": "es/worksheets/sheet/",
            },
        ),
        (
            "content/guide.md",
            {"content/01-paper.md", "content/01-paper.es.md"},
            {
                "site.yml": "navigation: [01-paper.md,",
                "content/index.md": "The [guide.md](01-paper.md)",
                "content/programs/p.yml": "pages: [paper]",
                "content/worksheets/sheet.yml": "(../01-paper.md#more)",
                "content/01-paper.md": "---\naliases:\n  - guide/\n---\n# Guide",
                "content/01-paper.es.md": "es/guide/",
            },
        ),
        ("content/programs/p.yml", {"content/programs/01-paper.yml"}, {"content/index.md": "programs/01-paper.yml#m"}),
        ("content/messages/hello.yml", {"content/messages/01-paper.yml"}, {}),
    ],
)
def test_a_file_gets_another_name_wherever_it_is_named(path: str, new_paths: set[str], parts: dict[str, str]) -> None:
    after = made(FILES, renamed_file(tree_of(FILES), path, "01-paper"))
    assert faults(after) == []
    assert path not in after
    assert new_paths <= after.keys()
    for name, part in parts.items():
        assert part in after[name]


LISTS = "name: P\npurpose: Q\nroles: [mentor, mentee]\n"
SOME = {
    "site.yml": SITE + "languages: {en: English, es: Español}\n",
    "content/guidelines/03-bounds.es.md": "# Límites\n",
    "content/guidelines/03-bounds.md": "# Bounds\n",
    "content/guidelines/thanks.md": "# Thanks\n",
    "content/index.md": "# Home\n\n{{ forms.sheet.title }}, [role](programs/p/mentor/)\n",
    "content/other/bounds.md": "# Other bounds\n",
    "content/certificates/thanks.yml": "title: Thanks\nfor: mentor\ntext: Thank you.\n",
    "content/messages/hello.yml": "title: H\nto: mentor\nsubject: Hi\nattach: [thanks, sheet]\nwhen: date kickoff\n"
    "text: T\n",
    "content/programs/p.es.yml": "name: P\npurpose: R\n",
    "content/programs/p.yml": LISTS + "cohorts: {one: {label: O, start: 2027-01-01, end: 2027-06-01,\n"
    "  dates: {kickoff: {label: K, date: 2027-01-04}}}}\n"
    "guidelines: [guidelines/bounds, bounds, other/bounds, thanks, intro, hello, worksheets/sheet]\n",
    "content/worksheets/hello.md": "# Hello\n",
    "content/worksheets/intro.md": "# Intro\n",
    "content/worksheets/sheet.md": "# About the sheet\n",
    "content/agreements/sheet.yml": "title: A\nparties: [mentor]\n",
}
"""A handbook whose files are called alike, in the order in which files are read."""


@pytest.mark.parametrize(
    ("path", "name", "guidelines", "more"),
    [
        ("guidelines/03-bounds.md", "04-limits", "guidelines/limits, limits, other/bounds", {}),
        ("guidelines/03-bounds.es.md", "04-limits", "guidelines/limits, limits, other/bounds", {}),
        ("guidelines/03-bounds.md", "hello", "guidelines/hello, guidelines/hello, other/bounds",
         {"programs/p.yml": "intro, worksheets/hello, worksheets/sheet]"}),
        ("other/bounds.md", "limits", "guidelines/bounds, bounds, other/limits", {}),
        ("other/bounds.md", "360-limits", "guidelines/bounds, bounds, other/360-limits", {}),
        ("worksheets/intro.md", "start", "guidelines/bounds, bounds, other/bounds",
         {"programs/p.yml": "thanks, start,"}),
        ("worksheets/sheet.md", "paper", "guidelines/bounds, bounds, other/bounds",
         {"programs/p.yml": "worksheets/paper]", "index.md": "forms.sheet", "messages/hello.yml": "[thanks, sheet]"}),
        ("agreements/sheet.yml", "paper", "guidelines/bounds, bounds, other/bounds",
         {"programs/p.yml": "worksheets/sheet]", "index.md": "forms.paper", "messages/hello.yml": "[thanks, paper]"}),
        ("messages/hello.yml", "hi", "guidelines/bounds, bounds, other/bounds", {"programs/p.yml": "intro, hello,"}),
        ("certificates/thanks.yml", "praise", "guidelines/bounds, bounds, other/bounds",
         {"programs/p.yml": "thanks, intro,", "messages/hello.yml": "[praise, sheet]"}),
        ("guidelines/thanks.md", "praise", "guidelines/bounds, bounds, other/bounds",
         {"programs/p.yml": "praise, intro,", "messages/hello.yml": "[thanks, sheet]"}),
    ],
)  # fmt: skip
def test_only_what_names_the_file_changes_though_others_are_called_so_too(
    path: str, name: str, guidelines: str, more: dict[str, str]
) -> None:
    assert faults(SOME) == []
    after = made(SOME, renamed_file(tree_of(SOME), f"content/{path}", name))
    assert faults(after) == []
    assert f"guidelines: [{guidelines}, " in after["content/programs/p.yml"]
    for file, part in more.items():
        assert part in after[f"content/{file}"]


@pytest.mark.parametrize("path", ["content/programs/p.yml", "content/programs/p.es.yml"])
def test_a_program_is_renamed_as_a_whole_by_its_translation_too(path: str) -> None:
    after = made(SOME, renamed_file(tree_of(SOME), path, "q"))
    assert faults(after) == []
    assert "[role](programs/q/mentor/)" in after["content/index.md"]
    assert renamed_path(tree_of(SOME), path, "q") == path.replace("/p.", "/q.")


@pytest.mark.parametrize(("what", "id"), [("role", "mentor"), ("section", "first"), ("field", "often")])
def test_an_id_is_renamed_from_a_translation_as_from_the_original(what: What, id: str) -> None:
    file = "content/programs/p" if what == "role" else "content/worksheets/sheet"
    own, translated = (renamed_id(tree_of(FILES), f"{file}{end}", what, id, "new") for end in (".yml", ".es.yml"))
    assert own == translated
    assert references(tree_of(FILES), f"{file}.es.yml", what, id) == references(tree_of(FILES), f"{file}.yml", what, id)


def test_what_is_called_so_too_on_the_same_line_stays() -> None:
    phases = "phases:\n  sheet: {label: S, start: 2027-01-01, duration: 1 week}\n"
    line = "  next: {label: N, start: phase sheet + 1 week, pages: [sheet], worksheets: [sheet]}\n"
    files = {
        "content/index.md": "# Home\n",
        "content/programs/p.yml": f"{LISTS}{phases}{line}",
        "content/sheet.md": "# Sheet\n",
        "content/worksheets/sheet.yml": "title: Sheet\n",
    }
    tree, program = tree_of(files), "content/programs/p.yml"
    page = made(files, renamed_file(tree, "content/sheet.md", "paper"))
    assert "phase sheet + 1 week, pages: [paper], worksheets: [sheet]" in page[program]
    form = made(files, renamed_file(tree, "content/worksheets/sheet.yml", "paper"))
    assert "phase sheet + 1 week, pages: [sheet], worksheets: [paper]" in form[program]
    phase = made(files, renamed_id(tree, program, "phase", "sheet", "paper"))
    assert "phase paper + 1 week, pages: [sheet], worksheets: [sheet]" in phase[program]


def test_what_cannot_be_renamed_is_refused() -> None:
    tree = tree_of(FILES)
    with pytest.raises(ChangeError, match="`mentee` is there already"):
        renamed_id(tree, "content/programs/p.yml", "role", "mentor", "mentee")
    with pytest.raises(ChangeError, match="there is no role `nobody`"):
        renamed_id(tree, "content/programs/p.yml", "role", "nobody", "guide")
    with pytest.raises(ChangeError, match="is not an id"):
        renamed_id(tree, "content/programs/p.yml", "role", "mentor", "two words")
    with pytest.raises(ChangeError, match="Windows keeps for itself: write another, as `aux-1`"):
        renamed_id(tree, "content/programs/p.yml", "role", "mentor", "aux")
    with pytest.raises(ChangeError, match="Windows keeps for itself: call it `con-1`"):
        renamed_file(tree, "content/guide.md", "con")
    taken = tree_of({**FILES, "content/taken.md": "# Taken\n"})
    with pytest.raises(ChangeError, match="already"):
        renamed_file(taken, "content/guide.md", "taken")


def test_a_page_that_stands_for_its_folder_keeps_its_name() -> None:
    with pytest.raises(ChangeError, match="stands for its folder"):
        renamed_file(tree_of(FILES), "content/index.md", "start")


def test_a_file_that_cannot_be_read_is_told() -> None:
    files = {**FILES, "content/worksheets/broken.yml": "title: A: b\n"}
    renaming = renamed_id(tree_of(files), "content/programs/p.yml", "phase", "work", "other-id")
    assert any("broken.yml" in each for each in renaming.to_know)


def test_what_a_translation_was_made_from_is_kept_under_its_new_name() -> None:
    tree = tree_of(FILES)
    memory = b'{\n "content/guide.es.md": {\n  "texts": {}\n }\n}\n'
    tree = replace(tree, texts={**tree.texts, "translations/es.json": memory})
    after = after_all(tree, renamed_file(tree, "content/guide.md", "paper")).texts["translations/es.json"]
    assert after == memory.replace(b"guide", b"paper")


def after_all(tree: Tree, renaming: Renaming) -> Tree:
    texts = {path: text for path, text in tree.texts.items() if path not in {each.path for each in renaming.files}}
    return replace(tree, texts={**texts, **{each.new_path: each.text.encode() for each in renaming.files}})


def test_the_starter_has_no_faults_after_many_renames() -> None:
    tree = project_files.read(REPOSITORY)
    program = "content/programs/career-growth.yml"
    ids: list[tuple[What, str]] = [
        ("role", "mentee"),
        ("contact", "program"),
        ("check-in", "pair"),
        ("date", "kickoff"),
    ]
    for what, id in ids:
        tree = after_all(tree, renamed_id(tree, program, what, id, f"new-{id}"))
    for path, name in (
        ("content/agreements/mentoring-agreement.yml", "promise"),
        ("content/guidelines/06-speaking-up.md", "07-saying-so"),
    ):
        tree = after_all(tree, renamed_file(tree, path, name))
    assert prepare(tree).problems == ()
