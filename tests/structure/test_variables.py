"""Variables: dotted look-ups into what the handbook says, and nothing else."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite.build.pipeline import prepare_project
from mentorsite.errors import Problem
from mentorsite.loader import yaml_source
from mentorsite.loader.validate import validated
from mentorsite.model.choice_fields import ChoiceField
from mentorsite.model.moment import Moment
from mentorsite.model.placed_text import Reference
from mentorsite.model.program import Program
from mentorsite.render.context import RenderContext
from mentorsite.structure.current_cohort import current_cohort
from mentorsite.structure.variables import Unknown, filled, look_up, scopes, value_at
from tests.conftest import ADVICE_OFF, PROGRAM, prepared, rendered
from tests.programs import every_key

SITE = """title: Harbour
url: https://a.example/h/
description: How mentoring works
organization: {name: Harbour Ltd, url: https://harbour.example}
"""
FULL = """name: Career Growth
purpose: To grow with {{ organization.name }}.
model: one-to-one
roles:
  mentor: {label: Navigator}
  mentee: {}
contacts: {conduct: {name: Ada, email: ada@a.example}}
cohorts:
  old: {label: Autumn 2026, status: closed, start: 2026-09-01, timezone: Europe/London}
  new: {label: Spring 2027, status: open, start: 2027-02-01, end: 2027-07-30, timezone: Europe/London,
        except: [2027-04-05, 2027-04-12 to 2027-04-16], dates: {party: {label: Party}}}
closing: {notice: 7 days, no_fault: true}
conduct: {contact: conduct}
agreements: promise
communication: {reply_within: 2 days}
board_of_mentors: {min: 3}
phases: {work: {label: Work, start: cohort start, duration: 1 week}, late: {label: Late}}
check_ins:
  pair: {label: Meeting, every: 2 weeks, count: 12, from: cohort start, time: "17:30", minutes: 45,
         sessions: {2: Goals}}
  call: {label: Call, every: 1 month, count: 2, from: cohort start}
  midpoint: {label: Midpoint, at: cohort start + 12 weeks}
accountability: {ladder: [{when: a, do: b, within: 14 days}, {when: c, do: d, within: 7 days}]}
"""
PROMISE = "title: Promise of {{ program.name }}\nsign_by: match + 14 days\nsections: {s: {clauses: [x]}}\n"
FILES = {
    "content/agreements/promise.yml": PROMISE,
    "site.yml": SITE + ADVICE_OFF,
    "content/programs/growth.yml": FULL,
    "content/index.md": "# Home\n",
}
KNOWN = [
    ("site.title", "Harbour"),
    ("site.url", "https://a.example/h/"),
    ("site.description", "How mentoring works"),
    ("organization.name", "Harbour Ltd"),
    ("program.name", "Career Growth"),
    ("program.purpose", "To grow with Harbour Ltd."),
    ("program.model", "one-to-one"),
    ("program.board_of_mentors.min", "3"),
    ("roles.mentor.label", "Navigator"),
    ("roles.mentee.label", "Mentee"),
    ("contact.conduct.email", "ada@a.example"),
    ("cohort.label", "Spring 2027"),
    ("cohort.start", "1 February 2027"),
    ("cohorts.old.start", "1 September 2026"),
    ("cohort.except.1", "5 April 2027"),
    ("check_in.pair.sessions.2.topic", "Goals"),
    ("closing.notice", "7 days"),
    ("closing.no_fault", "true"),
    ("communication.reply_within", "2 days"),
    ("check_in.pair.every", "2 weeks"),
    ("check_in.call.every", "month"),
    ("check_in.pair.time", "17:30"),
    ("check_in.pair.minutes", "45"),
    ("check_in.midpoint.at.period", "12 weeks"),
    ("phase.work.duration", "1 week"),
    ("program.check_ins.pair.count", "12"),
    ("program.accountability.ladder.2.within", "7 days"),
    ("cohort.months", "6 months"),
    ("cohort.weeks", "26 weeks"),
    ("forms.promise.sign_by.period", "14 days"),
    ("forms.promise.title", "Promise of Career Growth"),
]


def problems(text: str, files: dict[str, str] = FILES) -> list[Problem]:
    return list(prepared({**files, "content/index.md": f"# Home\n\n{text}\n"}).problems)


@pytest.mark.parametrize(("name", "text"), KNOWN)
def test_a_name_leads_to_what_the_handbook_says(name: str, text: str) -> None:
    site = prepared(FILES).site
    assert look_up(name, scopes(site)(None), "en") == text


@pytest.mark.parametrize(
    ("language", "every", "notice"),
    [("es", "semana", "2 semanas"), ("de", "Woche", "2 Wochen"), ("fr", "semaine", "2\u00a0semaines")],
)
def test_lengths_of_time_are_said_in_the_language_of_the_text(language: str, every: str, notice: str) -> None:
    text = FULL.replace("every: 1 month", "every: 1 week")
    scope = scopes(prepared({**FILES, "content/programs/growth.yml": text}).site)(None)
    assert look_up("check_in.call.every", scope, language) == every
    assert look_up("check_in.pair.every", scope, language) == notice


def test_dates_are_written_in_the_language_of_the_text() -> None:
    scope = scopes(prepared(FILES).site)(None)
    assert look_up("cohort.start", scope, "de") == "1. Februar 2027"
    assert re.fullmatch(r"12\.\s?–\s?16\. Apr\w*\.? 2027", str(look_up("cohort.except.2", scope, "de")))
    assert look_up("cohort.start", scope, "pt-BR") == "1 de fevereiro de 2027"


@pytest.mark.parametrize(
    "name",
    [
        "site.title.upper",
        "site.__class__",
        "program.__dict__",
        "program.model_fields",
        "program.name.format",
        "roles.mentor.__class__",
        "site.settings",
        "nothing",
        "program.validate",
        "cohort.__init__",
        "contact.conduct.model_dump",
        "program.Config",
    ],
)
def test_no_name_leads_to_anything_but_data(name: str) -> None:
    assert isinstance(look_up(name, scopes(prepared(FILES).site)(None), "en"), Unknown)


UNKNOWN = [
    ("a letter wrong", "{{ site.titel }}", "no `site.titel`", "`site.title`"),
    ("a letter wrong at the start", "{{ progam.name }}", "no `progam.name`", "did you mean `program.name`?"),
    ("other capitals", "{{ Program.Name }}", "no `Program.Name`", "did you mean `program.name`?"),
    ("a first step alone", "{{ program }}", "holds several", "go on with one of: name, purpose"),
    ("forms alone", "{{ forms }}", "holds several", "go on with one of: promise"),
    ("an id", "{{ conduct.contact }}", "is an id, no text", "write `{{ contact.conduct.name }}`"),
    ("an id of a list", "{{ program.agreements.1 }}", "is an id, no text", "write `{{ forms.promise.title }}`"),
    (
        "what follows an id",
        "{{ conduct.contact.email }}",
        "no `conduct.contact.email`",
        "`{{ contact.conduct.email }}`",
    ),
    (
        "what no id has",
        "{{ conduct.contact.nose }}",
        "no `conduct.contact.nose`",
        "an id: write `{{ contact.conduct.name }}",
    ),
    ("one of a list", "{{ cohort.except }}", "holds several", "one of: 1, 2; as in `{{ cohort.except.1 }}`"),
    (
        "one by number",
        "{{ check_in.pair.sessions }}",
        "holds several",
        "one of: 2; as in `{{ check_in.pair.sessions.2 }}`",
    ),
    (
        "one too many",
        "{{ check_in.pair.sessions.3 }}",
        "no `check_in.pair.sessions.3`",
        "`check_in.pair.sessions` has: 2",
    ),
    ("a moment", "{{ phase.work.start }}", "a day that is told from another", "what `cohort start` means"),
    ("what nothing is said of", "{{ program.boundaries }}", "says nothing of `program.boundaries`", "say it in"),
    ("very long", f"{{{{ {'x' * 5000} }}}}", f"no `{'x' * 80}…`", "known names"),
    ("a name like none", "{{ zzz }}", "no `zzz`", "known names: site"),
    ("a key like none", "{{ contact.zzz.email }}", "no `contact.zzz.email`", "`contact` has: conduct"),
    ("too short", "{{ contact.conduct }}", "holds several", "name, email"),
    ("too long", "{{ site.title.upper }}", "no `site.title.upper`", "`site.title` is a text: nothing can follow it"),
    (
        "what is not said",
        "{{ program.safeguarding.lead }}",
        "nothing of `program.safeguarding`",
        "say it in the program",
    ),
    (
        "a day not said",
        "{{ cohorts.old.end }}",
        "the cohort `Autumn 2026` has no `end`",
        "(content/programs/growth.yml:9)",
    ),
    ("a length not known", "{{ cohorts.old.weeks }}", "has no `start` and `end`", "give it both"),
    ("a place not said", "{{ check_in.call.place }}", "the check-in `Call` has no `place`", "add `place: …`"),
    ("a number not said", "{{ contact.conduct.phone }}", "the contact `Ada` has no `phone`", "add `phone: …`"),
    ("a time not said", "{{ roles.mentor.time }}", "the role `Navigator` has no `time`", "add `time: …` to it"),
    ("a duration not said", "{{ phase.late.duration }}", "the phase `Late` has no `duration`", "add `duration: …`"),
    ("a date not known", "{{ cohort.dates.party.date }}", "the date `Party` has no `date`", "add `date: …`"),
    ("a form's day not said", "{{ forms.promise.due }}", "`forms.promise` has no `due`", "promise.yml), or take"),
    ("a step not said", "{{ closing.afterwards }}", "", "take the variable out"),
    ("in a link", "[x]({{ site.ulr }}/b)", "no `site.ulr`", "`site.url`"),
    ("in an image's words", "![of {{ site.titel }}](/a.png)", "no `site.titel`", "`site.title`"),
    ("in an aside's title", ":::tip {{ site.titel }}\nx\n:::", "no `site.titel`", "`site.title`"),
]


@pytest.mark.parametrize(("text", "message", "hint"), [each[1:] for each in UNKNOWN], ids=[each[0] for each in UNKNOWN])
def test_an_unknown_name_is_a_problem_with_the_nearest_known_one(text: str, message: str, hint: str) -> None:
    files = {**FILES, "content/a.png": "x"}
    (problem,) = [each for each in problems(text, files) if each.code == "unknown-variable"]
    assert (problem.path, problem.line) == ("content/index.md", 3)
    assert message in problem.message
    assert hint in problem.hint


def test_every_name_that_is_offered_leads_on_to_a_text_or_an_id() -> None:
    scope = scopes(prepared(every_key()).site)(None)
    to_follow, ends = list(scope.names), set()
    while to_follow:
        name = to_follow.pop()
        found = look_up(name, scope, "en")
        if isinstance(found, Unknown):
            assert found.known == name
            to_follow += [f"{name}.{each}" for each in found.names]
            ends |= set() if found.names else {type(value_at(name, scope.names))}
    assert ends <= {Reference, Moment, tuple, dict}, "ids, days told from others, and lists in which nothing stands"


def test_an_unknown_name_in_a_form_is_told_at_its_place() -> None:
    form = "title: A\nsections:\n  a:\n    text: |\n      Words\n      of {{ program.nam }}\n"
    (problem,) = prepared({**FILES, "content/agreements/a.yml": form}).problems
    assert (problem.path, problem.line, problem.column) == ("content/agreements/a.yml", 6, 10)


def test_a_page_may_say_which_of_several_programs_it_speaks_of() -> None:
    files = {**FILES, "content/programs/other.yml": PROGRAM}
    said = {**files, "content/index.md": "---\nprogram: other\n---\n# Home\n\n{{ program.name }}\n"}
    assert prepared(said).problems == ()


def test_an_unknown_name_is_shown_as_it_was_written() -> None:
    scope = scopes(prepared(FILES).site)(None)
    assert filled("{{ site.title }}, {{  zzz.a }}, {{ x | y }}", scope, "en") == "Harbour, {{  zzz.a }}, {{ x | y }}"


@pytest.mark.parametrize("purpose", ["{{ program.purpose }}", "{{ program.description }} {{ program.purpose }}"])
def test_a_text_that_names_itself_ends(purpose: str) -> None:
    files = {
        **FILES,
        "content/programs/growth.yml": FULL.replace("To grow with {{ organization.name }}.", f"'{purpose}'"),
    }
    site = prepared(files).site
    page = site.pages[0]
    context = RenderContext(site, page.source, "", "en", scopes(site)(None), {})
    assert "program.purpose" in context.filled("{{ program.purpose }}")


@pytest.mark.parametrize(
    ("statuses", "label"),
    [
        (["planning", "open"], "1"),
        (["running", "open"], "0"),
        (["closed", "planning"], "1"),
        (["closed", "closed"], "1"),
        (["archived", "closed"], "1"),
        (["planning", "planning"], "0"),
        (["archived"], None),
        ([], None),
    ],
)
def test_the_cohort_that_stands_in_front(statuses: list[str], label: str | None) -> None:
    cohorts = ", ".join(f"c{i}: {{label: '{i}', status: {status}}}" for i, status in enumerate(statuses))
    program, found = validated(Program, yaml_source.read("p.yml", f"{PROGRAM}cohorts: {{{cohorts}}}\n"))
    assert program, found
    current = current_cohort(program, None)
    assert (current.label if current else None) == label


IN_CIRCLES = [
    ("itself", {"content/programs/growth.yml": FULL.replace("notice: 7 days", "notice: '{{ closing.notice }}'")}),
    (
        "two that name each other",
        {
            "content/programs/growth.yml": FULL.replace("7 days", "'{{ communication.hours }}'").replace(
                "reply_within: 2 days", "hours: 'as {{ program.closing.notice }}'"
            )
        },
    ),
    (
        "the handbook's title",
        {"site.yml": SITE.replace("title: Harbour", "title: 'The {{ site.title }}'") + ADVICE_OFF},
    ),
]


@pytest.mark.parametrize("changed", [each[1] for each in IN_CIRCLES], ids=[each[0] for each in IN_CIRCLES])
def test_texts_that_lead_in_a_circle_are_told_where_they_begin(changed: dict[str, str]) -> None:
    found = [each for each in prepared({**FILES, **changed}).problems if "in a circle" in each.message]
    assert found
    assert {each.path for each in found} == set(changed)
    assert all((each.fatal and each.line > 1) or each.path == "site.yml" for each in found)


def test_texts_that_double_at_each_step_end() -> None:
    steps = "".join(
        f"  c{number}: {{label: '{{{{ cohorts.c{number + 1}.label }}}} {{{{ cohorts.c{number + 1}.label }}}}'}}\n"
        for number in range(400)
    )
    cohorts = f"cohorts:\n{steps}  c400: {{label: Last}}\n"
    build = prepared({**FILES, "content/programs/growth.yml": f"{PROGRAM}{cohorts}"})
    assert build.site.programs[0].program.cohorts["c399"].label == "Last Last"
    assert any("more than 20,000 characters" in each.message for each in build.problems)


def test_what_a_cohort_does_not_say_is_told_where_its_page_would_show_it() -> None:
    program = FULL.replace("label: Meeting,", "label: Meeting, agenda: ['Until {{ cohort.end }}'],")
    program = program.replace("{label: Party}", "{label: D, note: '{{ cohort.end }}'}")
    (found,) = prepared({**FILES, "content/programs/growth.yml": program}).problems
    assert (found.code, found.message) == ("unknown-variable", "the cohort `Autumn 2026` has no `end`")


def test_a_long_chain_of_texts_is_followed_to_its_end() -> None:
    steps = "".join(f"  c{n}: {{label: '{{{{ cohorts.c{n + 1}.label }}}}'}}\n" for n in range(2000))
    files = {**FILES, "content/programs/growth.yml": f"{PROGRAM}cohorts:\n{steps}  c2000: {{label: Last}}\n"}
    scope = scopes(prepared(files).site)(None)
    assert look_up("cohorts.c0.label", scope, "en") == "Last"


PLAIN = [
    ("content/programs/growth.yml", FULL.replace("Autumn 2026", "'Autumn {{ site.titel }}'"), 9, "`site.title`"),
    ("content/index.md", "---\ntitle: Home\ndescription: Of {{ program.nam }}\n---\nx\n", 3, "`program.name`"),
    ("content/worksheets/w.yml", "title: A\ndescription: >-\n  Two lines\n  of {{ zzz }}\n", 4, "known names"),
    (
        "content/worksheets/w.yml",
        "title: A\nsections:\n  s:\n    fields:\n      f: {type: text, label: x, prefill: program.nam}\n",
        5,
        "`program.name`",
    ),
]


@pytest.mark.parametrize(("path", "text", "line", "hint"), PLAIN)
def test_an_unknown_name_in_a_plain_text_is_told_at_its_place(path: str, text: str, line: int, hint: str) -> None:
    (problem,) = [each for each in prepared({**FILES, path: text}).problems if each.code == "unknown-variable"]
    assert (problem.path, problem.line) == (path, line)
    assert hint in problem.hint


@pytest.mark.parametrize("name", ["program", "forms", "roles", "program.", "forms.", ".", ".name", "a..b", "x" * 5000])
def test_any_name_that_a_field_is_prefilled_with_can_be_told(name: str) -> None:
    form = f"title: A\nsections: {{s: {{fields: {{f: {{type: text, label: x, prefill: '{name}'}}}}}}}}\n"
    (problem,) = prepared({**FILES, "content/worksheets/w.yml": form}).problems
    assert (problem.code, problem.line) == ("unknown-variable", 2)


NEARLY = [
    ("{{ program. }}", "`{{ program }}`"),
    ("{{ .name }}", "`{{ name }}`"),
    ("Of {{ program name }}", "`{{ program.name }}`"),
    ("{{ program.name | upper }}", "`{{ program.name }}`"),
]


@pytest.mark.parametrize(("text", "hint"), NEARLY)
def test_what_nearly_is_a_variable_in_a_plain_text_is_told(text: str, hint: str) -> None:
    files = {**FILES, "content/worksheets/w.yml": f"title: W\ndescription: '{text}'\nsections: {{s: {{text: x}}}}\n"}
    (problem,) = prepared(files).problems
    assert (problem.code, problem.line, problem.column) == ("nearly-markdown", 2, 15 + text.index("{"))
    assert hint in problem.hint


IN_DRAFTS = [
    ({"content/programs/p.yml": f"{PROGRAM}draft: true\n"}, "program.name", "`content/programs/p.yml` is a draft"),
    ({"content/agreements/a.yml": "title: A\ndraft: true\n"}, "forms.a.title", "`content/agreements/a.yml` is a draft"),
]


@pytest.mark.parametrize(("files", "name", "said"), IN_DRAFTS)
def test_a_name_in_a_draft_is_told_as_that(files: dict[str, str], name: str, said: str) -> None:
    (problem,) = prepared({**files, "content/index.md": f"# Home\n\n{{{{ {name} }}}}\n"}).problems
    assert said in problem.message


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("content/index.md", "---\nlanguage: '{{ site.title }}'\n---\n# Home\n"),
        ("content/index.md", "---\nprogram: '{{ program.name }}'\n---\n# Home\n"),
        ("content/index.md", "---\naliases: ['{{ site.title }}']\n---\n# Home\n"),
        ("content/worksheets/w.yml", "title: A\nfor: '{{ roles.mentor.label }}'\n"),
        ("content/checklists/w.yml", "title: A\nitems: [{text: x, id: '{{ site.title }}'}]\n"),
        ("content/programs/growth.yml", FULL.replace("ada@a.example", "'ada@{{site.title}}.example'")),
        ("content/programs/growth.yml", f"{FULL}safeguarding: {{policy: 'https://{{{{site.title}}}}.example'}}\n"),
    ],
)
def test_what_other_places_go_by_takes_no_variable(path: str, text: str) -> None:
    (problem,) = prepared({**FILES, path: text}).problems
    assert problem.fatal
    assert "a variable can't stand here" in problem.message


def test_ids_are_those_of_the_words_as_written() -> None:
    form = """title: A
sections:
  s:
    items: ["Go to {{ site.title }}"]
    fields: {f: {type: choice, label: x, options: ["Of {{ site.title }}", No]}}
"""
    page = "# Home\n\n## Of {{ site.title }}\n"
    site = prepared({**FILES, "content/worksheets/a.yml": form, "content/index.md": page}).site
    field = next(each.form for each in site.forms if each.form.id == "a").sections["s"].fields["f"]
    assert isinstance(field, ChoiceField)
    assert field.options == {"of--sitetitle-": "Of Harbour", "no": "No"}
    assert [(each.id, each.text) for each in site.pages[0].document.headings][-1] == ("of--sitetitle-", "Of Harbour")


def test_braces_in_code_stay_as_they_are_in_titles_and_summaries() -> None:
    page = "# Write `{{ site.title }}` for {{ site.title }}\n\nIn code `{{ site.title }}`, in words {{ site.title }}.\n"
    page += "\n## See `{{ a.b }}` and {{ site.title }}\n\n## More\n\n## And more\n"
    made = rendered({**FILES, "content/p.md": page})["p/index.html"]
    assert "<title>Write {{ site.title }} for Harbour" in made
    assert 'content="In code {{ site.title }}, in words Harbour."' in made
    assert re.search(r"<a [^>]*>See {{ a.b }} and Harbour</a>", made), made
    assert "\ufdd3" not in made


def test_a_summary_is_cut_after_its_variables_are_filled_in() -> None:
    page = f"# Home\n\n{'word ' * 38}{{{{ program.name }}}} {'more ' * 40}\n"
    (made,) = prepared({**FILES, "content/index.md": page}).site.pages
    assert made.description == f"{'word ' * 38}Career…".strip()


def test_what_was_kept_between_builds_is_filled_in_anew(project: Callable[[dict[str, str]], Path]) -> None:
    page = "---\ntitle: Of {{ program.name }}\ndescription: In {{ organization.name }}\n---\nx\n"
    folder = project({**FILES, "content/p.md": page})
    for name in ("Career Growth", "Growing"):
        program = folder / "content" / "programs" / "growth.yml"
        program.write_text(program.read_text(encoding="utf-8").replace("Career Growth", name), encoding="utf-8")
        build = prepare_project(folder)
        (made,) = [each for each in build.site.pages if each.source == "content/p.md"]
        assert (made.title, made.description) == (f"Of {name}", "In Harbour Ltd")
    broken = folder / "content" / "p.md"
    broken.write_text(page.replace("organization.name", "organization.nam"), encoding="utf-8")
    for _ in range(2):
        (told,) = prepare_project(folder).problems
        assert (told.path, told.line, told.column) == ("content/p.md", 3, 17)
