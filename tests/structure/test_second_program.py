"""A second program beside the first: pages speak of the one that site.yml names, else of the first; said once."""

import re

import pytest

from mentorsite.build.prepare import Build, prepare
from mentorsite.errors import mistakes
from mentorsite.loader.tree import Tree
from mentorsite.render import renderer
from mentorsite.render.site_context import SiteContext
from tests.conftest import ADVICE_OFF, PROGRAM, prepared, rendered, starter_in_english
from tests.programs import plain

STARTERS = (".", "starters/open-source", "starters/research")
SPEAKING = {
    "content/index.md": "# Home\n\nWelcome to {{ program.name }}.\n",
    "content/glossary.md": "# Glossary\n\nMatch\n: Two people of {{ program.name }}.\n",
    "content/worksheets/loose.yml": "title: Loose\nsections: {s: {text: 'Of {{ program.name }}.'}}\n",
    "content/programs/sea.yml": PROGRAM.replace("Test program", "Sea School"),
    "content/programs/land.yml": PROGRAM.replace("Test program", "Land School"),
}
ASKED = re.compile(r'<section class="my-dates".*?</section>', re.DOTALL)
SPEAKERS = ("index.html", "glossary/index.html", "worksheets/loose/index.html")


def with_a_second(starter: str) -> Tree:
    """A starter in which someone copied the program's file to begin another program."""
    tree = starter_in_english(starter)
    (first,) = [path for path in tree.texts if path.startswith("content/programs/")]
    return Tree({**tree.texts, "content/programs/second.yml": tree.texts[first]}, tree.assets, tree.themes)


@pytest.mark.parametrize("starter", STARTERS)
def test_a_copy_of_the_starters_program_is_one_piece_of_advice(starter: str) -> None:
    (found,) = prepare(with_a_second(starter)).problems
    assert (found.path, found.code, found.fatal) == ("site.yml", "which-program", False)


@pytest.mark.parametrize("starter", STARTERS)
def test_a_program_that_comes_before_the_starters_is_one_error_that_names_the_starters(starter: str) -> None:
    tree = starter_in_english(starter)
    (meant,) = [path.split("/")[-1][:-4] for path in tree.texts if path.startswith("content/programs/")]
    small = b"name: Alumni\npurpose: P.\nroles: {mentor: {}, mentee: {}}\n"
    tree = Tree({**tree.texts, "content/programs/alumni.yml": small}, tree.assets, tree.themes)
    found = [each for each in mistakes(prepare(tree).problems) if each.problem.fatal]
    assert [each.problem.code for each in found] == ["other-program"]
    assert f"add `program: {meant}` to site.yml" in found[0].problem.hint
    assert found[0].following > 20


def test_a_name_that_no_program_has_is_told_on_its_own() -> None:
    unknown = {**SPEAKING, "content/index.md": "# Home\n\n{{ roles.co-mentor.label }} {{ contact.nobody.name }}\n"}
    wider = SPEAKING["content/programs/sea.yml"].replace("roles:", "roles:\n  co-mentor: {}", 1)
    told = mistakes(prepared({**unknown, "content/programs/sea.yml": wider}).problems)
    assert [each.problem.code for each in told] == ["other-program", "unknown-variable"]
    assert told[0].following == 1


@pytest.mark.parametrize("starter", STARTERS)
def test_its_pages_say_what_they_said_before(starter: str) -> None:
    before, after = prepare(starter_in_english(starter)), prepare(with_a_second(starter))
    words_in = {f"{page.address}index.html" for page in before.site.pages if "{{ contact." in page.document.source}
    assert words_in
    assert said(before, words_in) == said(after, words_in)


def said(build: Build, paths: set[str]) -> list[str]:
    """The words of some of a site's pages, but for what asks a reader which program and cohort is theirs."""
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    made = [render(output) for output in build.outputs if output.path in paths]
    return [plain(ASKED.sub("", each.decode())) for each in made if isinstance(each, bytes)]


@pytest.mark.parametrize(
    ("site", "name"),
    [("", "Land School"), ("program: sea\n", "Sea School"), ("program: land\n", "Land School")],
    ids=["the first by name", "the one that site.yml names", "the first, when it is named"],
)
def test_pages_the_glossary_and_a_form_that_nobody_lists_speak_of_one(site: str, name: str) -> None:
    pages = rendered({**SPEAKING, "site.yml": f"title: H\n{ADVICE_OFF}{site}"})
    for path in SPEAKERS:
        assert f" {name}." in plain(pages[path])


def test_the_number_of_a_program_comes_before_its_name() -> None:
    files = {**SPEAKING, "content/programs/sea.yml": f"{SPEAKING['content/programs/sea.yml']}order: 1\n"}
    assert "to Sea School." in rendered(files)["index.html"]


def test_a_page_speaks_of_its_own_program_whatever_site_yml_says() -> None:
    own = {**SPEAKING, "content/index.md": "---\ntitle: Home\nprogram: sea\n---\nTo {{ program.name }}.\n"}
    assert "To Sea School." in rendered({**own, "site.yml": f"title: H\n{ADVICE_OFF}program: land\n"})["index.html"]


def test_it_is_said_where_something_speaks_of_the_first_and_nothing_names_it() -> None:
    silent = {path: text.replace("{{ program.name }}", "us") for path, text in SPEAKING.items()}
    codes = [each.code for each in prepared(SPEAKING).problems]
    assert codes == ["which-program"]
    assert prepared(silent).problems == ()


@pytest.mark.parametrize(("named", "hint"), [("seaa", "did you mean `sea`?"), ("zzz", "there is: land, sea")])
def test_a_program_that_is_not_there_is_told_in_site_yml(named: str, hint: str) -> None:
    (found,) = prepared({**SPEAKING, "site.yml": f"title: H\n{ADVICE_OFF}program: {named}\n"}).problems
    assert (found.path, found.line, found.code, found.hint) == ("site.yml", 3, "unknown-reference", hint)


OTHER = (
    "name: Buddy\npurpose: Help.\nroles: {mentor: {label: Guide}, mentee: {}, host: {kind: coordinator}}\n"
    "cohorts: {own: {label: Own, status: open}}\n"
)
RICH = (
    f"{PROGRAM}  coordinator: {{kind: coordinator}}\n"
    "phases: {work: {label: Work, start: cohort start}}\n"
    "check_ins: {midpoint: {label: Midpoint, at: cohort start + 4 weeks}}\n"
    "cohorts: {c: {label: C, status: open, start: 2027-02-01, dates: {kickoff: {label: Kick-off, date: 2027-02-02}}}}\n"
)
TWO = {
    "content/programs/aaa.yml": OTHER,
    "content/programs/rich.yml": RICH,
    "site.yml": f"title: H\n{ADVICE_OFF}program: rich\n",
}
NOTE = "title: Note\nto: [mentor, mentee]\nwhen: {}\nsubject: Hello\ntext: Look.\n"
PAPER = "title: Paper\nfor: [mentor, mentee]\ndate: {}\ntext: Thanks.\n"


@pytest.mark.parametrize("moment", ["check-in midpoint - 7 days", "phase work", "date kickoff + 1 day"])
def test_a_message_and_a_certificate_count_from_what_any_of_their_programs_has(moment: str) -> None:
    files = {"content/messages/note.yml": NOTE.format(moment), "content/certificates/paper.yml": PAPER.format(moment)}
    assert prepared({**TWO, **files}).problems == ()
    own = {path: f"{text}program: aaa\n" for path, text in files.items()}
    found = prepared({**TWO, **own}).problems
    assert [(each.path, each.code) for each in found] == [(path, "unknown-reference") for path in sorted(own)]


def test_a_message_has_no_day_where_the_program_lacks_what_it_counts_from() -> None:
    pages = rendered({**TWO, "content/messages/note.yml": NOTE.format("check-in midpoint - 7 days")})
    assert "Send: Note" in pages["programs/rich/c/index.html"]
    assert "Send: Note" not in pages["programs/aaa/own/index.html"]
    buddy, _, rich = plain(pages["messages/index.html"]).partition("Test program")
    assert "Midpoint" in rich
    assert "idpoint" not in buddy


@pytest.mark.parametrize(
    ("path", "text"),
    [
        (
            "content/messages/note.yml",
            "title: N\nto: mentor\nsubject: S\nprogram: rich\ntext: '{{ pair.host.name }}'\n",
        ),
        ("content/certificates/c.yml", "title: C\nfor: mentor\nprogram: rich\ntext: '{{ pair.host.name }}'\n"),
    ],
)
def test_the_people_of_a_file_are_those_of_its_own_program(path: str, text: str) -> None:
    (found,) = prepared({**TWO, path: text}).problems
    assert (found.path, found.code) == (path, "unknown-variable")
    assert prepared({**TWO, path: text.replace("program: rich", "program: aaa")}).problems == ()


def test_a_role_that_no_program_has_is_one_mistake_where_a_message_goes_to_it_and_names_it() -> None:
    text = "title: N\nto: [mentor, guest]\nsubject: S\ntext: '{{ pair.guest.name }}'\n"
    (found,) = mistakes(prepared({**TWO, "content/messages/note.yml": text}).problems)
    assert found.following == 1


def test_readers_are_asked_for_the_program_of_site_yml_first_and_a_certificate_has_its_words() -> None:
    pages = rendered(
        {
            **TWO,
            "content/index.md": "# H\n",
            "content/certificates/c.yml": "title: '{{ program.name }}'\nfor: mentor\ntext: T.\n",
        }
    )
    (asked,) = ASKED.findall(pages["index.html"])
    assert asked.index("rich/c") < asked.index("aaa/own")
    assert "Guide" not in asked
    assert "Test program" in plain(pages["certificates/c/index.html"])


@pytest.mark.parametrize(
    "page",
    [
        "# P\n\n{{ check_in.midpoint.label }} {{ phase.work.label }} {{ cohort.start }} {{ program.nothing }}\n",
        "---\ntitle: P\ncohort: c\n---\n{{ cohort.end }} {{ cohort.dates.kickoff.date }}\n",
    ],
)
def test_all_that_speaks_of_a_program_that_is_not_there_follows_from_its_name_in_site_yml(page: str) -> None:
    files = {**TWO, "site.yml": TWO["site.yml"].replace("program: rich", "program: rihc"), "content/a.md": page}
    found = mistakes(prepared(files).problems)
    assert [each.problem.path for each in found] == ["site.yml"]
    assert found[0].following == page.count("{{")


def test_names_of_a_page_follow_from_the_name_of_its_program() -> None:
    page = "---\ntitle: P\nprogram: rihc\n---\n{{ check_in.midpoint.label }} {{ phase.work.label }}\n"
    (found,) = mistakes(prepared({**TWO, "content/a.md": page}).problems)
    assert (found.problem.line, found.following) == (3, 2)
