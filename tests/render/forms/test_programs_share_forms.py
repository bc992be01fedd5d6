"""A form that several programs list is made for each, in its own words."""

from tests.conftest import prepared, rendered

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


def test_links_to_the_source_lead_to_the_first_address() -> None:
    assert 'href="agreements/promise/"' in rendered(FILES)["index.html"]


def test_it_has_no_problem() -> None:
    assert prepared(FILES).problems == ()


def test_a_form_that_one_program_lists_stays_at_its_own_address() -> None:
    files = {
        **FILES,
        "content/programs/land.yml": PROGRAM.format(name="Land", mentor="Guide").replace("agreements: promise\n", ""),
    }
    pages = rendered(files)
    assert "We are Sea School." in pages["agreements/promise/index.html"]
    assert not any(path.startswith("programs/sea/agreements") for path in pages)
