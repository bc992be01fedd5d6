"""Definitions: what a coordinator writes is understood as meant, or told where it is wrong."""

from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from mentorsite.errors import Problem
from mentorsite.loader import yaml_source
from mentorsite.loader.validate import validated
from mentorsite.model.certificate import CertificateFile
from mentorsite.model.form import AgreementFile, ChecklistFile, WorksheetFile
from mentorsite.model.message import MessageFile
from mentorsite.model.page import FrontMatter
from mentorsite.model.program import Program
from mentorsite.model.settings import Settings
from mentorsite.model.table_field import TableField
from tests.conftest import PROGRAM, REPOSITORY, prepared

EXAMPLES = REPOSITORY / "tests" / "data" / "examples"
KINDS: dict[str, Any] = {
    "program": Program,
    "agreement": AgreementFile,
    "checklist": ChecklistFile,
    "worksheet": WorksheetFile,
    "message": MessageFile,
    "certificate": CertificateFile,
    "site": Settings,
    "page": FrontMatter,
}
BASES = {
    "program": PROGRAM,
    "agreement": "title: A\n",
    "checklist": "title: C\n",
    "worksheet": "title: W\n",
    "certificate": "title: C\ntext: T\n",
    "message": "title: M\nto: mentor\nsubject: S\ntext: T\n",
    "site": "title: S\n",
    "page": "title: P\n",
}


def read(kind: str, text: str) -> Any:
    definition, problems = validated(KINDS[kind], yaml_source.read("a.yml", text))
    assert problems == ()
    return definition


def faults(kind: str, text: str) -> list[Problem]:
    definition, problems = validated(KINDS[kind], yaml_source.read("a.yml", text))
    assert definition is None
    return sorted(problems)


def field(text: str) -> Any:
    return (
        read("worksheet", f"title: W\nsections: {{s: {{fields: {{f: {{label: L, {text}}}}}}}}}\n")
        .sections["s"]
        .fields["f"]
    )


MANY = "1000000000"
MANY_DIGITS = [
    ("worksheet", "sections: {s: {fields: {f: {label: L, type: long-text, lines: %s}}}}", "too large a number"),
    ("page", "order: %s.5", "too large a number"),
    ("page", "order: 0.%s", "too many digits"),
    ("program", "phases: {w: {label: W, start: match + %s weeks}}", "more than a hundred years"),
]


@pytest.mark.parametrize(("kind", "text", "message"), MANY_DIGITS)
def test_a_number_of_many_digits_is_told_as_such(kind: str, text: str, message: str) -> None:
    (fault,) = faults(kind, f"{BASES[kind]}{text % MANY}\n")
    assert message in fault.message


LONG_TEXTS = [
    ("program", "safeguarding: {under_18: %s}", "neither yes nor no"),
    ("program", "cohorts: {c: {label: C, dates: {d: {label: D, time: %s}}}}", "not a time of day"),
]


@pytest.mark.parametrize(("kind", "text", "message"), LONG_TEXTS)
def test_a_message_has_the_beginning_of_a_long_text_alone(kind: str, text: str, message: str) -> None:
    (fault,) = faults(kind, f"{BASES[kind]}{text % ('x' * 5_000)}\n")
    assert message in fault.message
    assert len(fault.message) < 200


@pytest.fixture(scope="module")
def example() -> Any:
    """Everything that the contract shows, in one project."""
    files = {f"content/{path.relative_to(EXAMPLES)}": path.read_text() for path in sorted(Path(EXAMPLES).rglob("*.*"))}
    site = files.pop("content/site.yml")
    build = prepared({**files, "site.yml": site, "content/logo.svg": "<svg/>"})
    assert build.problems == ()
    return build.site


def test_the_program_of_the_contract_means_what_it_says(example: Any) -> None:
    program = example.program("growth")
    assert program.roles["mentor"].label == "Navigator"
    assert [each.source for each in program.roles["mentor"].responsibilities] == ["Listens", "Opens doors"]
    spring = program.cohorts["2027-spring"]
    assert (spring.status, spring.timezone, spring.start, spring.end) == (
        "open",
        "Europe/London",
        date(2027, 2, 1),
        date(2027, 7, 30),
    )
    kickoff = spring.dates["kickoff"]
    assert (kickoff.date, kickoff.time, kickoff.minutes) == (date(2027, 2, 1), time(18, 0), 60)
    assert spring.dates["showcase"].date is None
    assert [each.id for each in spring.dates["applications"].audience] == ["mentor", "mentee"]
    assert str(program.phases["match"].start) == "cohort start - 2 weeks"
    assert str(program.phases["match"].duration) == "2 weeks"
    assert (str(program.check_ins["pair"].every), program.check_ins["pair"].count) == ("2 weeks", 12)
    assert str(program.check_ins["midpoint"].at) == "cohort start + 12 weeks"
    assert program.commitments.money[0].limit == "20 EUR"
    assert program.board_of_mentors.seats[0].inside_organization == "any"
    assert (program.closing.no_fault, program.closing.reasons_required) == (True, False)
    assert program.contacts["program"].topics == ("general", "match")


def test_the_forms_of_the_contract_mean_what_they_say(example: Any) -> None:
    forms = {entry.form.id: entry.form for entry in example.forms}
    agreement = forms["mentoring-agreement"]
    assert (agreement.version, agreement.effective, agreement.binding) == ("1.2", date(2027, 1, 1), False)
    assert (agreement.parties["mentor"].max, agreement.parties["mentee"].max) == (3, 1)
    goals = agreement.sections["goals"]
    assert [each.acknowledge for each in goals.clauses] == [None, "initials"]
    assert (goals.fields["goal_1"].required, goals.fields["how_we_know"].lines) == (True, 4)
    assert str(agreement.sign_by) == "match + 14 days"
    assert [each.id for each in agreement.signatures] == ["mentor", "mentee"]
    first = forms["first-meeting"]
    assert first.sections["items"].items[0].text.source == "Tell each other how you got here"
    assert str(first.sections["items"].items[1].due) == "match + 14 days"
    assert forms["check-in"].kind == "worksheet"


def test_the_site_file_of_the_contract_means_what_it_says(example: Any) -> None:
    settings = example.settings
    assert settings.base == "/handbook/"
    assert (settings.organization.name, settings.theme.accent, settings.theme.paper) == ("Harbour", "#0b6e4f", "a4")
    assert settings.downloads == ("pdf", "docx", "markdown")
    assert settings.checks == {"broken-link": "advice", "made-up": "off", "*": "error"}


def test_a_program_of_six_lines_is_enough() -> None:
    text = "name: P\npurpose: To grow.\nroles:\n  mentor: {}\n  mentee:\nagreements: []\n"
    program = read("program", text)
    assert {role.kind for role in program.roles.values()} == {"mentor", "mentee"}
    assert prepared({"content/programs/p.yml": text, "content/index.md": "# Home\n"}).problems == ()


def test_roles_may_be_called_anything() -> None:
    text = "name: P\npurpose: Q\nroles:\n  captain: {label: Captain, kind: mentor}\n  crew-member: {kind: mentee}\n"
    roles = read("program", text).roles
    assert [(role.label, role.kind) for role in roles.values()] == [("Captain", "mentor"), ("Crew member", "mentee")]


def test_scalars_mean_what_they_look_like() -> None:
    assert read("agreement", "title: A\nversion: 1.10\n").version == "1.10"
    assert read("site", "title: 2027\nlanguage: no\n").language == "no"
    program = read(
        "program",
        PROGRAM
        + "cohorts: {c: {label: 1.0, timezone: Etc/UTC, dates: {d: {label: D, date: 2027-01-02, time: 18:00}}}}\n",
    )
    assert program.cohorts["c"].dates["d"].time == time(18, 0)
    assert program.cohorts["c"].label == "1.0"


@pytest.mark.parametrize("text", ["goals: Grow", "goals: [Grow]", "goals:\n      - Grow"])
def test_one_item_may_stand_alone(text: str) -> None:
    phase = read("program", f"{PROGRAM}phases:\n  p:\n      label: P\n      {text}\n").phases["p"]
    assert [each.source for each in phase.goals] == ["Grow"]


FIELDS = [
    ("type: text", {}),
    ("type: text, default: a, help: b, required: yes", {"required": True}),
    ("type: long-text, lines: 6", {"lines": 6}),
    ("type: number, unit: km, min: 1, max: 2.5", {"unit": "km", "max": 2.5}),
    ("type: money, currency: GBP", {"currency": "GBP"}),
    ("type: date", {}),
    ("type: time", {}),
    ("type: duration", {}),
    ("type: email", {}),
    ("type: phone, filled_by: mentee", {}),
    ("type: choice, options: [A, B c], other: true", {"options": {"a": "A", "b-c": "B c"}}),
    ("type: choice, options: {x: A}", {"options": {"x": "A"}}),
    ("type: multi-choice, options: [A]", {"options": {"a": "A"}}),
    ("type: yes-no", {}),
    ("type: scale, min: 0, max: 10, labels: {0: No, 10: Yes}", {"max": 10, "labels": {0: "No", 10: "Yes"}}),
    ("type: checkbox", {}),
    ("type: list, rows: 5", {"rows": 5}),
    ("type: initials, filled_by: mentee", {}),
    ("type: signature", {}),
    ("type: text, prefill: program.name", {}),
]


@pytest.mark.parametrize(("text", "expected"), FIELDS, ids=[each[0] for each in FIELDS])
def test_every_type_of_field_takes_its_options(text: str, expected: dict[str, object]) -> None:
    made = field(text)
    assert {name: getattr(made, name) for name in expected} == expected


def test_a_table_has_columns_and_rows_with_or_without_words() -> None:
    made = field(
        "type: table, columns: {who: Who, kind: {label: Kind, type: choice, options: [A, B]}}, rows: [First, Second]"
    )
    assert isinstance(made, TableField)
    assert [column.type for column in made.columns.values()] == ["text", "choice"]
    assert [heading.source for heading in made.rows.headings] == ["First", "Second"]
    assert field("type: table, columns: {a: A}, rows: 4").rows.number == 4


UNKNOWN = [
    ("program", "pupose: x", "purpose"),
    ("program", "roles2: x", "roles"),
    ("program", "conduct: {contcat: x}", "contact"),
    ("program", "contacts: {a: {name: A, emial: b}}", "email"),
    ("program", "cohorts: {c: {label: C, dates: {d: {label: D, dat: x}}}}", "date"),
    ("program", "commitments: {money: [{item: a, paid_by: each, limt: 3}]}", "limit"),
    ("program", "closing: {no_falt: true}", "no_fault"),
    ("program", "check_ins: {c: {label: C, fron: match}}", "from"),
    ("agreement", "signature: mentor", "signatures"),
    ("agreement", "parties: {mentor: {mim: 1}}", "min"),
    ("agreement", "sections: {s: {clauses: [{text: a, aknowledge: initials}]}}", "acknowledge"),
    ("agreement", "sections: {s: {fields: {f: {type: text, label: a, requird: true}}}}", "required"),
    ("checklist", "item: [a]", "items"),
    ("checklist", "items: [{text: a, deu: match}]", "due"),
    ("worksheet", "pared_with: x", "paired_with"),
    ("worksheet", "sections: {s: {fields: {f: {type: table, label: a, columns: {c: {lable: C, label: C}}}}}}", "label"),
    ("agreement", "sign by: match + 1 day", "sign_by"),
    ("program", "check ins: {}", "check_ins"),
    ("program", "cohorts: {c: {label: C, time zone: UTC}}", "timezone"),
    ("program", "cohorts: {c: {label: C}}\nboard of mentors: {min: 2}", "board_of_mentors"),
    ("checklist", "items: [{text: a, due date: match}]", "due"),
    ("site", "naviagtion: []", "navigation"),
    ("site", "theme: {acent: x}", "accent"),
    ("site", "organization: {name: a, lgoo: x}", "logo"),
]


CALLED_OTHERWISE = [
    ("cohorts: {a: {label: A, status: active}}", "did you mean `running`? It is one of: planning, open, running"),
    ("cohorts: {a: {label: A, status: inactive}}", "did you mean `closed`? It is one of: planning, open, running"),
    ("cohorts: {a: {label: A, status: frozen}}", "write one of: planning, open, running"),
    ("cohorts: {a: {label: A, dates: {d: {label: D, title: T}}}}", "did you mean `label`?"),
    ("cohorts: {a: {label: A, dates: {d: {label: D, timezone: UTC}}}}", "known here: date, deadline"),
]


@pytest.mark.parametrize(("text", "hint"), CALLED_OTHERWISE, ids=[each[0] for each in CALLED_OTHERWISE])
def test_a_hint_goes_by_what_others_call_a_thing_and_not_by_a_few_letters(text: str, hint: str) -> None:
    (fault,) = faults("program", f"{BASES['program']}{text}\n")
    assert fault.hint.startswith(hint)


@pytest.mark.parametrize(("kind", "text", "meant"), UNKNOWN, ids=[each[1] for each in UNKNOWN])
def test_an_unknown_key_at_any_depth_says_which_was_meant(kind: str, text: str, meant: str) -> None:
    (fault,) = faults(kind, BASES[kind] + text + "\n")
    assert fault.code == "unknown-key"
    assert fault.hint == f"did you mean `{meant}`?"
    line = (BASES[kind] + text).split("\n")[fault.line - 1]
    assert line[fault.column - 1 :].startswith(fault.message.removeprefix("unknown key `").removesuffix("`"))


MISSING = [
    ("program", "purpose: a\nroles: {mentor: {}, mentee: {}}\n", "name", (1, 1)),
    ("program", f"{PROGRAM}contacts:\n  a: {{email: b@c.de}}\n", "name", (7, 3)),
    ("program", f"{PROGRAM}success:\n- {{measure: x}}\n", "statement", (7, 3)),
    ("agreement", "version: 1\n", "title", (1, 1)),
    ("worksheet", "title: W\nsections:\n  s:\n    fields:\n      f: {type: text}\n", "label", (5, 7)),
    ("site", "url: https://a.example\n", "title", (1, 1)),
    ("worksheet", "title: W\nsections:\n  s:\n    fields:\n      f: {label: a}\n", "type", (5, 7)),
]


@pytest.mark.parametrize(
    ("kind", "text", "key", "at"), MISSING, ids=[f"{each[0]} {each[2]} {each[3]}" for each in MISSING]
)
def test_a_missing_key_is_told_where_it_belongs(kind: str, text: str, key: str, at: tuple[int, int]) -> None:
    (fault,) = faults(kind, text)
    assert (fault.code, fault.line, fault.column) == ("missing-key", *at)
    assert f"`{key}`" in fault.message
    assert f"{key}: " in fault.hint


@pytest.mark.parametrize("text", ["We meet here: at noon", "Note: if a goal changes", "For mentors: be there"])
def test_a_text_with_a_colon_is_told_as_a_text_once(text: str) -> None:
    (fault,) = faults("agreement", f"title: A\nsections:\n  s:\n    title: S\n    clauses:\n    - {text}\n")
    assert (fault.code, fault.line, fault.column) == ("unknown-key", 6, 7)
    assert "between quotes" in fault.hint


@pytest.mark.parametrize("text", ["? \n", "'': x\n", "' ': x\n", "{,}\n"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_key_without_a_letter_is_told(kind: str, text: str) -> None:
    assert validated(KINDS[kind], yaml_source.read("a.yml", text))[1]


def test_a_title_that_leads_to_a_path_is_told_how_the_menu_has_it() -> None:
    (fault,) = faults("site", "title: S\nnavigation:\n- For mentors: mentors.md\n")
    assert fault.hint == "write `- {title: For mentors, to: mentors.md}`"


@pytest.mark.parametrize(("key", "ours"), [("date", "reviewed"), ("weight", "order"), ("author", "owner")])
def test_a_key_of_other_generators_is_told_by_what_it_is_for(key: str, ours: str) -> None:
    _, (fault,) = validated(FrontMatter, yaml_source.read("a.md", f"{key}: x\n"))
    assert fault.hint == f"`{ours}` is for that here; or take it out"


@pytest.mark.parametrize(
    ("field", "hint"),
    [
        ("type: money, label: a, default: 1,50 €", 'between quotes: `default: "1,50 €"`'),
        ("type: text, label: Goals, plans", 'between quotes: `label: "Goals, plans"`'),
        ("type: choice, label: a, options: Yes, No, Maybe", "a list: `options: [Yes, No, Maybe]`"),
        ("type: table, label: a, columns: One, Two, rows: 3", "a list: `columns: [One, Two]`"),
    ],
)
def test_a_comma_that_ends_a_value_in_braces_is_told_once(field: str, hint: str) -> None:
    (fault,) = faults("worksheet", f"title: W\nsections: {{s: {{fields: {{f: {{{field}}}}}}}}}\n")
    assert fault.code == "unknown-key"
    assert "a comma inside `{ }` ends a value" in fault.message
    assert hint in fault.hint


@pytest.mark.parametrize(
    ("field", "message", "hint"),
    [
        ("type: scale, label: a, labels: [Bad, Good]", "number of a step", "`{1: Bad, 5: Good}`"),
        ("type: scale, label: a, labels: [Bad, So, Good]", "number of a step", "`{1: Bad, 2: So, 3: Good}`"),
        ("type: number, label: a, min: ten", "`ten` is not a number", "in digits"),
        ("type: number, label: a, max: 1 to 5", "`1 to 5` is not a number", "in digits"),
        ("type: choice, label: a, options: [Yes, No, Yes]", "the same: `Yes`", "take one of them away"),
        ("type: multi-choice, label: a, options: [A, '?']", "no letter or digit", "`id: label`"),
        ("type: table, label: a, columns: [A, B, A]", "two columns are the same: `A`", "take one of them away"),
        ("type: choice, label: a, options: [A, [B]]", "one option has no label", "`id: label`"),
    ],
)
def test_what_a_field_can_not_be_made_of_is_told_with_what_to_write(field: str, message: str, hint: str) -> None:
    (fault,) = faults("worksheet", f"title: W\nsections: {{s: {{fields: {{f: {{{field}}}}}}}}}\n")
    assert message in fault.message
    assert hint in fault.hint


FIELD = "sections: {s: {fields: {f: {"
ASKED = "q: {fields: {often: {type: choice, label: a, options: [Weekly, Twice]}, name: {type: text, label: a}}}"
WRONG_CONDITIONS = [
    (f"{ASKED}, s: {{clauses: [{{text: x, when: {{oftn: weekly}}}}]}}", "has the id `oftn`", "did you mean `often`?"),
    (
        f"{ASKED}, s: {{clauses: [{{text: x, when: {{often: wekly}}}}]}}",
        "`wekly` is no answer",
        "did you mean `weekly`?",
    ),
    (f"{ASKED}, s: {{clauses: [{{text: x, when: {{often: other}}}}]}}", "`other` is no answer", "weekly, twice"),
    (f"{ASKED}, s: {{clauses: [{{text: x, when: {{name: Ann}}}}]}}", "has no answers to choose from", "type choice"),
    (f"{ASKED}, s: {{clauses: [{{text: x, when: often}}]}}", "`when` names one field", "when: {how_often: other}"),
    (f"{ASKED}, s: {{when: {{often: weekly}}, clauses: [x]}}", "needs a title", "title"),
    (f"{ASKED}, s: {{title: S, for: mentor, clauses: [x]}}, t: {{clauses: [y]}}", "nothing tells where", "`title`"),
    ("s: {fields: {a: {type: yes-no, label: a, when: {a: yes}}}}", "a condition on itself", "another field"),
    (
        "s: {fields: {a: {type: yes-no, label: a, when: {b: yes}}, b: {type: yes-no, label: b, when: {a: yes}}}}",
        "wait for each other's answers",
        "take one `when` out",
    ),
    ("s: {title: S, when: {a: yes}, fields: {a: {type: yes-no, label: a}}}", "a condition on itself", "another field"),
]


CALL = "x: {type: text, label: A}"
WRONG_BLANKS = [
    ("y", CALL, "the section has no field `y`", "write the id of a field of this section"),
    ("xx", CALL, "the section has no field `xx`", "did you mean `x`?"),
    ("often", CALL, "a field of another section, `q`", "into the section of this sentence"),
    ("x", "x: {type: list, label: A}", "of type `list`, which has no room in a sentence", "it stands below"),
    ("x", "x: {type: choice, label: A, options: [B], other: true}", "something else than its options", "take `other`"),
    ("x", "x: {type: text, label: A, filled_by: each}", "filled in by each", "take `filled_by: each`"),
    ("x", f"{CALL.removesuffix('}')}, when: {{often: weekly}}}}", "has a `when`", "give the `when` to the clause"),
    ("x }} {{ field.x", CALL, "stands in the section twice", "filled in once"),
]
WRONG_SENTENCES = [
    ("[{{ field.x }}](https://a.example/)", "stands in a link", "among the words"),
    ("### {{ field.x }}", "stands in a heading", "among the words"),
    ('<b title="{{ field.x }}">A</b>', "stands in an attribute of HTML", "among the words"),
]


def with_blank(sentence: str, field: str) -> str:
    """Sections with a sentence, and the field in it."""
    return f"{ASKED}, s: {{clauses: ['{sentence}'], fields: {{{field}}}}}"


WRONG = [
    ("worksheet", FIELD + "type: text, label: a, prefill: '{{ program.name }}'}}}}", "name", "`prefill: program.name`"),
    ("worksheet", FIELD + "type: scale, label: a, labels: {low: 1}}}}}", "not the number of a step", "`1: low`"),
    ("checklist", "items: ['[ ] Call']", "a box already", "leave `[ ]` out"),
    ("checklist", "items: [{text: '[x] Call'}]", "a box already", "leave `[ ]` out"),
    ("program", "cohorts: {c: {label: C, except: 2027-03-29 - 2027-04-02}}", "nor two", "2027-03-29 to 2027-04-02"),
    (
        "program",
        "cohorts: {c: {label: C, except: '2027-03-29, 2027-04-02'}}",
        "in one text",
        "[2027-03-29, 2027-04-02]",
    ),
    ("program", "name: {a: b}", "expected a text", ""),
    ("program", "purpose: [a]", "expected a text", ""),
    ("program", "purpose: ''", "it is empty", "write one"),
    ("site", "description: ''", "it is empty", "write one"),
    ("agreement", "sections: {s: {fields: {f: {type: choice, label: a, options: 'Yes, No'}}}}", "a list", "[Yes, No]"),
    ("agreement", "sections: {s: {fields: {f: {type: table, label: a, columns: 'Who'}}}}", "a list", "[Who]"),
    ("program", "roles: a", "keys and values", "key: value"),
    ("program", "model: one-to-won", "not a value of `model`", "`one-to-one`"),
    ("program", "roles: {mentor: {kind: mentr}, mentee: {}}", "not a value", "`mentor`"),
    ("program", "contacts: {a: {name: A, email: nobody}}", "not one email", "name@example.org"),
    ("program", "conduct: {code_of_conduct: www.a.example}", "not a web address", "https"),
    ("program", "safeguarding: {under_18: maybe}", "neither yes nor no", "true or false"),
    ("program", "order: first", "not a number", ""),
    ("program", "cohorts: {c: {label: C, start: 1 May 2027}}", "not a date", "2027-02-01"),
    ("program", "cohorts: {c: {label: C, start: 2027-02-30}}", "not a day", "2027"),
    *(
        ("program", f"cohorts: {{c: {{label: C, timezone: {written}}}}}", f"`{written}` is not a time zone", meant)
        for written, meant in (
            ("Europe/Lodnon", "`Europe/London`?"),
            ("Berlin", "`Europe/Berlin`?"),
            ("London (UK)", "`Europe/London`?"),
            ("GMT+2", "`Europe/Berlin`"),
            ("UTC+2", "UTC+2 is called `Etc/GMT-2`, with the sign the other way round"),
            ("GMT-5", "`America/New_York`"),
            ("+05:30", "`Asia/Kolkata`"),
            ("PST", "`America/Los_Angeles`"),
            ("IST", "`Asia/Kolkata`, `Europe/Dublin` or `Asia/Jerusalem`?"),
            ("JST", "`Asia/Tokyo`?"),
            ("CEST", "`Europe/Berlin`"),
            ("AEST", "`Australia/Sydney`"),
            ("edt", "`America/New_York`?"),
            ("XYZ", "a continent and a large city"),
        )
    ),
    ("program", "cohorts: {c: {label: C, status: opened}}", "not a value", "`open`"),
    ("program", "cohorts: {c: {label: C, start: 2027-02-01, end: 2027-01-01}}", "before the start", "swap"),
    (
        "program",
        "cohorts: {c: {label: C, timezone: UTC, dates: {d: {label: D, date: 2027-01-01, time: 25:00}}}}",
        "not a time of day",
        "18:00",
    ),
    ("program", "phases: {p: {label: P, start: next week}}", "not a moment", "match + 14 days"),
    ("program", "phases: {p: {label: P, duration: long}}", "not a length", "2 weeks"),
    ("program", "check_ins: {c: {label: C, at: match, every: 2 weeks}}", "for one day", "keep one"),
    ("program", "agreements: [[a]]", "expected a text", ""),
    ("program", "boundaries: [{topic: a, stance: maybe}]", "not a value", "in-scope"),
    ("program", "commitments: [a]", "keys and values", "key: value"),
    ("agreement", "effective: soon", "not a date", "2027-02-01"),
    ("agreement", "sections: [a]", "keys and values", "`{a: …}`"),
    ("agreement", "sections: [{title: A}]", "keys and values", "an id and a `:` above each"),
    ("agreement", "signatures: {mentor: yes}", "expected a text", "a list such as"),
    ("agreement", "signatures: [Note: be on time]", "expected a text", '`"Note: be on time"`'),
    ("program", "expectations: {of_mentor: [note: be on time]}", "expected a text", "without `note:`; or if"),
    ("program", "phases: {a: {label: A, goals: [Our goals: 'say \"hi\"']}}", "a text", "`'Our goals: say \"hi\"'`"),
    ("program", "purpose: {Remember: }", "expected a text", '`"Remember:"`'),
    ("program", "cohorts: {c: {label: C, start: 2027/2/1}}", "not a date", "`2027-02-01`"),
    ("program", "cohorts: {c: {label: C, start: 2027-2-1}}", "not a date", "`2027-02-01`"),
    ("program", "check_ins: {c: {label: C, at: match, minutes: 45 min}}", "not a whole number", "`45` alone"),
    ("program", "check_ins: {c: {label: C, at: match, minutes: 0}}", "too small", "write 1 or more"),
    ("program", "check_ins: {c: {label: C, at: match, time: 6 pm}}", "not a time of day", '"18:00"'),
    ("program", "check_ins: {c: {label: C, at: match, time: 12:30 a.m.}}", "not a time of day", '"00:30"'),
    ("program", "check_ins: {c: {label: C, at: match, time: 9h30}}", "not a time of day", '"09:30"'),
    ("program", "check_ins: {c: {label: C, at: match, time: 9.30}}", "not a time of day", '"09:30"'),
    ("program", "check_ins: {c: {label: C, at: match, time: 18:00-19:30}}", "not a time of day", "as `minutes`"),
    (
        "agreement",
        "sections: {s: {fields: {f: {type: choice, label: a, options: [B, Video: Zoom]}}}}",
        "`Video: Zoom` is no text",
        'between quotes: `"Video: Zoom"`',
    ),
    ("agreement", "sections: {s: {fields: {f: {type: txt, label: a}}}}", "no type of field", "`text`"),
    ("agreement", "sections: {s: {fields: {f: {type: scale, label: a, max: 20}}}}", "2 to 11 steps", "max"),
    ("agreement", "amendments: many", "whole number", ""),
    ("agreement", "sections: {s: {fields: {f: {type: choice, label: a, options: []}}}}", "at least one", ""),
    ("agreement", "binding: 7", "neither yes, no nor unsaid", "write true, false or unsaid"),
    (
        "agreement",
        "sections: {s: {fields: {f: {type: choice, label: a, options: [B, b]}}}}",
        "two options are the same",
        "id: label",
    ),
    (
        "agreement",
        "sections: {s: {fields: {f: {type: text, label: a}}}, t: {fields: {f: {type: text, label: b}}}}",
        "already in the section `s`",
        "id of its own",
    ),
    (
        "agreement",
        "sections: {s: {fields: {t: {type: table, label: T, columns: {a: {label: A, type: scale, max: 20}}}}}}",
        "2 to 11 steps",
        "max",
    ),
    (
        "agreement",
        "sections: {s: {fields: {t: {type: table, label: T, columns: {a: {label: A, labels: {1: low}}}}}}}",
        "a column of type `text` has no `labels`",
        "type: scale",
    ),
    (
        "agreement",
        "sections: {s: {clauses: [{text: x, filled_by: each}]}}",
        "`filled_by` says who initials or ticks the clause",
        "acknowledge: initials",
    ),
    (
        "agreement",
        "sections: {s: {fields: {f: {type: text, label: a, filled_by: each}}}}",
        "nothing says who `each` is",
        "`parties`",
    ),
    (
        "agreement",
        "sections: {s: {fields: {f: {type: list, label: a, filled_by: each}}}}",
        "a list can't be filled in by each",
        "for each role",
    ),
    *(("agreement", f"sections: {{{text}}}", message, hint) for text, message, hint in WRONG_CONDITIONS),
    *(
        ("agreement", f"for: [mentor]\nsections: {{{with_blank(f'{{{{ field.{name} }}}}', field)}}}", message, hint)
        for name, field, message, hint in WRONG_BLANKS
    ),
    *(
        ("agreement", f"sections: {{{with_blank(sentence, CALL)}}}", message, hint)
        for sentence, message, hint in WRONG_SENTENCES
    ),
    (
        "agreement",
        "sections: {s: {clauses: [{text: '{{ field.a }}', when: {a: b}}], fields: {a: {type: choice, label: A, "
        "options: [B]}}}}",
        "a condition on itself",
        "another field",
    ),
    (
        "agreement",
        "sections: {s: {clauses: [{id: a, text: x}, {id: a, text: y}]}}",
        "two clauses of the section have the id `a`",
        "id of its own",
    ),
    ("site", "url: a.example", "not a web address", "https"),
    ("program", "conduct: {code_of_conduct: 'https://a.example@b.example/'}", "a name before the `@`", "b.example"),
    ("site", 'url: "https://[::1"', "not a web address", "https"),
    ("site", "theme: {paper: a5}", "not a value", "a4"),
    ("site", "theme: {accent: green}", "not a colour", "#0b6e4f"),
    ("site", "checks: {broken-lnik: off}", "not a check", "`broken-link`"),
    ("site", "downloads: [pfd]", "not a value", "`pdf`"),
    (
        "program",
        f"phases: {{{', '.join(f'p{n}: {{label: P}}' for n in range(501))}}}",
        "at most 500",
        "split the program",
    ),
    ("site", "language: English", "not a language", "en"),
    ("site", "languages: {English: English}", "not a language", "en"),
    ("program", "language: German", "not a language", "en"),
    ("agreement", "language: Español", "not a language", "en"),
    ("page", "language: German", "not a language", "en"),
    ("site", "language: en\nlanguages: {es: Español}", "say the same thing", "take `language` out"),
]


@pytest.mark.parametrize(("kind", "text", "message", "hint"), WRONG, ids=[each[1] for each in WRONG])
def test_a_wrong_value_says_what_the_key_takes(kind: str, text: str, message: str, hint: str) -> None:
    base = "".join(line + "\n" for line in BASES[kind].splitlines() if line.partition(":")[0] != text.partition(":")[0])
    base = (
        base.replace("  mentor: {kind: mentor}\n  mentee: {kind: mentee}\n", "") if text.startswith("roles") else base
    )
    (fault,) = faults(kind, base + text + "\n")
    assert fault.code in ("wrong-value", "duplicate-field")
    assert message in fault.message, fault
    assert hint in fault.hint, fault
    assert fault.line >= base.count("\n") + 1 or "same thing" in message


def test_all_problems_of_a_file_come_at_once() -> None:
    text = (
        "nam: P\npurpose: [a]\nmodel: solo\nroles:\n  mentor: {kind: mentor, labl: M}\n  mentee: {kind: x}\norder: z\n"
    )
    assert [(each.line, each.code) for each in faults("program", text)] == [
        (1, "unknown-key"),
        (2, "wrong-value"),
        (3, "wrong-value"),
        (5, "unknown-key"),
        (6, "wrong-value"),
        (7, "wrong-value"),
    ]


@pytest.mark.parametrize("text", ["just words\n", "- a\n- b\n", "[]\n", "42\n"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_file_that_is_no_mapping_is_told_so(kind: str, text: str) -> None:
    (fault,) = faults(kind, text)
    assert (fault.line, fault.column) == (1, 1)
    assert "the file: expected keys and values" in fault.message
    assert "key: value" in fault.hint


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n"])
@pytest.mark.parametrize("kind", sorted(KINDS.keys() - {"page"}))
def test_an_empty_file_says_what_is_missing(kind: str, text: str) -> None:
    found = faults(kind, text)
    assert {each.code for each in found} == {"missing-key"}
