"""A form that several programs list is made for each, in its own words."""

import pytest

from tests.conftest import SITE, prepared, rendered

PROGRAM = """\
name: {name}
purpose: To test.
roles:
  mentor: {{kind: mentor, label: {mentor}}}
  mentee: {{kind: mentee}}
agreements: promise
"""
FILES = {
    "content/index.md": "---\ntitle: Home\n---\nSign the [promise](agreements/promise.yml).\n",
    "content/programs/sea.yml": PROGRAM.format(name="Sea School", mentor="Captain"),
    "content/programs/land.yml": PROGRAM.format(name="Land School", mentor="Guide"),
    "content/agreements/promise.yml": (
        "title: Promise\nsignatures: mentor\nsections:\n  a: {title: A, text: 'We are {{ program.name }}.'}\n"
    ),
}


def test_each_program_has_its_own_page_of_the_form() -> None:
    pages = rendered(FILES)
    sea, land = (pages[f"programs/{id}/agreements/promise/index.html"] for id in ("sea", "land"))
    assert "We are Sea School." in sea
    assert "Captain" in sea
    assert "We are Land School." in land
    assert "Guide" in land


def test_the_first_address_leads_to_each() -> None:
    first = rendered(FILES)["agreements/promise/index.html"]
    assert 'href="../../programs/sea/agreements/promise/"' in first
    assert 'href="../../programs/land/agreements/promise/"' in first
    assert "Sea School" in first


def test_the_page_where_readers_choose_is_called_as_all_its_copies() -> None:
    form = FILES["content/agreements/promise.yml"].replace("title: Promise", "title: '{{ program.name }}'")
    nodes = prepared({**FILES, "content/agreements/promise.yml": form}).outline.nodes
    assert nodes["agreements/promise/"].title == "Sea School, Land School"
    assert prepared(FILES).outline.nodes["agreements/promise/"].title == "Promise"


def test_links_to_the_source_lead_to_the_first_address() -> None:
    assert 'href="agreements/promise/"' in rendered(FILES)["index.html"]


def test_it_has_no_problem() -> None:
    assert prepared(FILES).problems == ()


UNFIT = {
    "a role": ("signatures: [mentor, helper]", "the role `helper`"),
    "a cohort": ("signatures: mentor\ncohort: now", "the cohort `now`"),
    "a date": ("signatures: mentor\ndue: date kickoff", "the date `kickoff`"),
}


@pytest.mark.parametrize(("said", "named"), UNFIT.values(), ids=UNFIT.keys())
def test_what_one_program_lacks_is_told_where_it_lists_the_form(said: str, named: str) -> None:
    wider = FILES["content/programs/sea.yml"].replace("roles:\n", "roles:\n  helper: {kind: coordinator}\n")
    wider += "cohorts: {now: {label: Now, start: 2027-01-04, dates: {kickoff: {label: K, date: 2027-01-05}}}}\n"
    form = FILES["content/agreements/promise.yml"].replace("signatures: mentor", said)
    files = {**FILES, "content/programs/sea.yml": wider, "content/agreements/promise.yml": form}
    (found,) = (each for each in prepared(files).problems if each.fatal)
    assert (found.path, found.line) == ("content/programs/land.yml", 6)
    assert f"{named}, which the program `sea` has and `land` does not" in found.message


def test_what_no_program_has_is_told_once_in_the_form() -> None:
    form = FILES["content/agreements/promise.yml"].replace("signatures: mentor", "signatures: [mentor, nobody]")
    (found,) = prepared({**FILES, "content/agreements/promise.yml": form}).problems
    assert (found.path, found.message) == ("content/agreements/promise.yml", "there is no role `nobody`")


def test_a_variable_that_one_program_lacks_names_that_program() -> None:
    wider = FILES["content/programs/sea.yml"] + "contacts: {office: {name: Sea Office}}\n"
    form = FILES["content/agreements/promise.yml"].replace("program.name", "contact.office.name")
    files = {**FILES, "content/programs/sea.yml": wider, "content/agreements/promise.yml": form}
    (found,) = (each for each in prepared(files).problems if each.fatal)
    assert "in the program `land`, which lists this form" in found.message


def test_a_form_that_one_program_lists_stays_at_its_own_address() -> None:
    files = {
        **FILES,
        "content/programs/land.yml": PROGRAM.format(name="Land", mentor="Guide").replace("agreements: promise\n", ""),
    }
    pages = rendered(files)
    assert "We are Sea School." in pages["agreements/promise/index.html"]
    assert not any(path.startswith("programs/sea/agreements") for path in pages)


NAMED = {
    "in a phase": ("agreements", "phases: {two: {label: Two, agreements: [promise]}}\n"),
    "in a phase, a checklist": ("checklists", "phases: {two: {label: Two, checklists: promise}}\n"),
    "at a check-in": ("worksheets", "check_ins: {talk: {label: Talk, worksheet: promise}}\n"),
    "for feedback": ("worksheets", "feedback: {worksheets: [promise]}\n"),
}
COHORT = "cohorts: {now: {label: Now, start: 2027-01-04, status: running}}\n"


@pytest.mark.parametrize(("folder", "said"), NAMED.values(), ids=NAMED.keys())
def test_a_form_that_a_program_names_elsewhere_than_in_its_list_is_its_own(folder: str, said: str) -> None:
    program = FILES["content/programs/sea.yml"].replace("agreements: promise\n", "")
    form = FILES["content/agreements/promise.yml"].replace(
        "signatures: mentor\n", "due: cohort start + 1 day\nfor: mentor\n"
    )
    files = {
        "site.yml": f"{SITE}program: land\n",
        "content/index.md": "# Home\n",
        "content/programs/land.yml": program.replace("Sea School", "Land School"),
        "content/programs/sea.yml": f"{program}{said}{COHORT}",
        f"content/{folder}/promise.yml": form,
    }
    pages = rendered(files)
    assert "We are Sea School." in pages[f"{folder}/promise/index.html"]
    for page in ("mentor", "now"):
        assert f'href="../../../{folder}/promise/"' in pages[f"programs/sea/{page}/index.html"]


def test_what_a_program_lacks_is_told_in_the_phase_that_names_the_form() -> None:
    phase = PROGRAM.format(name="Land", mentor="Guide").replace(
        "agreements: promise\n", "phases:\n  two: {label: Two, agreements: [promise]}\n"
    )
    wider = FILES["content/programs/sea.yml"].replace("roles:\n", "roles:\n  helper: {kind: coordinator}\n")
    form = FILES["content/agreements/promise.yml"].replace("signatures: mentor", "signatures: [mentor, helper]")
    files = {**FILES, "content/programs/sea.yml": wider, "content/agreements/promise.yml": form}
    (found,) = (each for each in prepared({**files, "content/programs/land.yml": phase}).problems if each.fatal)
    assert (found.path, found.line) == ("content/programs/land.yml", 7)


def test_what_speaks_of_one_program_leads_to_the_form_as_that_one_has_it() -> None:
    said = "[sign](agreements/promise.yml) [again](/programs/land/agreements/promise/)"
    sea = FILES["content/programs/sea.yml"].replace("To test.", "To keep the [promise](../agreements/promise.yml).")
    form = FILES["content/agreements/promise.yml"].replace("We are", "[This](promise.yml) is")
    page = f"---\ntitle: Sea\nprogram: sea\n---\n{said}\n"
    made = {"content/sea.md": page, "content/programs/sea.yml": sea, "content/agreements/promise.yml": form}
    pages = rendered({**FILES, **made})
    assert 'href="../programs/sea/agreements/promise/"' in pages["sea/index.html"]
    assert 'href="../programs/land/agreements/promise/"' in pages["sea/index.html"]
    assert '<a href="agreements/promise/">promise</a>' in pages["programs/sea/index.html"]
    assert '<a href="./">This</a>' in pages["programs/land/agreements/promise/index.html"]
