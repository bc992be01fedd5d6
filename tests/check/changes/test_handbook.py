"""Each kind of change is one sentence, with what people call things."""

import pytest

from mentorsite.check.changes.as_typed import site_as_typed
from mentorsite.check.changes.handbook import changes
from tests.conftest import tree_of
from tests.linear import grows_in_proportion, seconds

SITE = "title: Our handbook\nlanguages: {en: English, es: Español}\n"
PROGRAM = """
name: Career growth
purpose: To grow.
roles:
  mentor: {kind: mentor, time: 1 hour a month, responsibilities: [Listens, Asks]}
  mentee: {kind: mentee}
contacts:
  office: {name: The office, email: office@example.org}
cohorts:
  spring:
    label: Spring 2027
    status: planning
    start: 2027-02-01
    dates:
      midpoint: {label: Midpoint review, date: 2027-05-05, time: "18:00"}
      showcase: {label: Showcase}
phases:
  match: {label: Matching, duration: 2 weeks}
  work: {label: Work}
  close: {label: Closing}
check_ins:
  pair: {label: Pair meeting, every: 2 weeks, from: match}
commitments:
  time: [{role: mentee, amount: 2 hours a month}]
communication: {reply_within: 2 days}
closing: {notice: 7 days}
"""
AGREEMENT = """
title: Agreement
signatures: [mentor]
sign_by: match + 14 days
introduction: We agree.
sections:
  aims:
    title: Aims
    clauses:
      - We meet every two weeks at a place that suits us both.
      - We come prepared.
  privacy:
    title: Confidentiality
    clauses:
      - What we tell each other stays between the two of us.
      - We ask before we record.
      - There are limits to this.
    fields:
      place: {type: choice, label: Where we meet, options: [Library, Online]}
      notes: {type: long-text, label: Notes}
"""
CHECKLIST = "title: First meeting\nitems:\n  - Say hello.\n  - {text: Bring your goals., due: match + 7 days}\n"
MESSAGE = "title: Introduction\nto: [mentor]\nsubject: Hello\ntext: Welcome to the program.\n"
CERTIFICATE = "title: Certificate of mentoring\ntext: for taking part.\n"
PAGE = "# Getting started\n\nMeet each other, and say what you hope for.\n\nThen write it down.\n"
P, A, C = "content/programs/growth.yml", "content/agreements/pair.yml", "content/checklists/first.yml"
M, D, G = "content/messages/hello.yml", "content/certificates/done.yml", "content/start.md"
A_ES, G_ES, ES = "content/agreements/pair.es.yml", "content/start.es.md", "site.es.yml"
HANDBOOK = {
    "site.yml": SITE, ES: "title: Nuestro manual\n", P: PROGRAM, A: AGREEMENT, C: CHECKLIST, M: MESSAGE,
    D: CERTIFICATE, G: PAGE, "content/index.md": "# Home\n\nHello.\n", "content/team.jpg": "old",
    A_ES: "title: Acuerdo\nintroduction: Acordamos.\n", G_ES: "# Primeros pasos\n\nConocerse.\n",
}  # fmt: skip

CASES = [
    ("site.yml", "title: Our handbook", "title: Mentoring",
     ["The handbook is now called Mentoring, was Our handbook."]),
    ("site.yml", "title", "theme: {accent: '#123456'}\ntitle", ['Theme: the main colour is now "#123456".']),
    ("site.yml", "title", "search: false\ntitle", ["The handbook: search is now no, was yes."]),
    (ES, "Nuestro", "Un", ["The handbook is now called Un manual, was Nuestro manual, in Spanish."]),
    (P, "name: Career growth", "name: Growth", ["Program Career growth is now called Growth."]),
    (P, "2027-05-05", "2027-05-12", ["Midpoint review moved from 5 May to 12 May 2027."]),
    (P, "2027-05-05", "2028-01-12", ["Midpoint review moved from 5 May 2027 to 12 January 2028."]),
    (P, "label: Showcase", "label: Showcase, date: 2027-06-01", ["Showcase now has a day: 1 June 2027."]),
    (P, ', date: 2027-05-05, time: "18:00"', "",
     ["Midpoint review has no day any more; it was 5 May 2027.", "Midpoint review: the time was removed."]),
    (P, '"18:00"', '"17:30"', ["Midpoint review now starts at 17:30, was 18:00."]),
    (P, "      showcase: {label: Showcase}\n", "", ["Date Showcase was removed."]),
    (P, "      showcase", "      party: {label: Party, date: 2027-06-01}\n      showcase",
     ["Date Party is new: 1 June 2027."]),
    (P, "label: Midpoint review", "label: Halfway", ["Midpoint review is now called Halfway."]),
    (P, "start: 2027-02-01", "start: 2027-02-08",
     ["Cohort Spring 2027 now starts on 8 February 2027, was 1 February 2027."]),
    (P, "status: planning", "status: open", ["Cohort Spring 2027 is now open, was planning."]),
    (P, "cohorts:\n", "cohorts:\n  fall: {label: Fall 2027}\n", ["Cohort Fall 2027 is new."]),
    (P, "time: 1 hour", "time: 2 hours", ['Role Mentor: asked for 2 hours a month, was 1 hour a month.']),
    (P, "amount: 2 hours", "amount: 3 hours", ['Role Mentee: asked for 3 hours a month, was 2 hours a month.']),
    (P, "kind: mentor,", "kind: mentor, label: Navigator,", ["Role Mentor is now called Navigator."]),
    (P, "  mentee: {kind: mentee}", "  mentee: {kind: mentee}\n  sponsor: {kind: sponsor}", ["Role Sponsor is new."]),
    (P, "[Listens, Asks]", "[Listens, Asks, Tells]", ['Role Mentor: responsibilities: "Tells" is new.']),
    (P, "[Listens, Asks]", "[Asks, Listens]", ['Role Mentor: responsibilities: "Asks" moved: it now comes first.']),
    (P, "every: 2 weeks", "every: 1 week", ["Pair meeting is now every 1 week, was every 2 weeks."]),
    (P, "from: match", "from: match + 2 days",
     ["Pair meeting: when it starts is now 2 days after the match, was the match."]),
    (P, "  close: {label: Closing}\n", "", ["Phase Closing was removed."]),
    (P, "  work: {label: Work}\n  close: {label: Closing}\n", "  close: {label: Closing}\n  work: {label: Work}\n",
     ["Phase Closing moved: it now comes after Matching."]),
    (P, "office@", "help@", ['Contact The office: email is now "help@example.org", was "office@example.org".']),
    (P, "reply_within: 2 days", "reply_within: 3 days", ['Communication: reply within is now "3 days", was "2 days".']),
    (P, "closing: {notice: 7 days}\n", "", ["Closing was removed."]),
    (P, "closing:", "safeguarding: {under_18: true}\nclosing:", ["Safeguarding is new."]),
    (A, "stays between the two", "stays with the two", ["Agreement: clause 2.1, Confidentiality, was reworded."]),
    (A, "      - We ask before we record.\n", "", ["Agreement: clause 2.2, Confidentiality, was removed."]),
    (A, "      - There are", "      - We keep no lists.\n      - There are",
     ["Agreement: clause 2.3, Confidentiality, is new."]),
    (A, "      - We ask before we record.\n      - There are limits to this.\n",
     "      - There are limits to this.\n      - We ask before we record.\n",
     ["Agreement: clause 2.2, Confidentiality, moved: it now comes after clause 1."]),
    (A, "label: Notes", "label: Notes, required: true", ["Agreement: question Notes now has to be answered."]),
    (A, "[Library, Online]", "[Library, Online, Outdoors]",
     ['Agreement: question Where we meet: option "Outdoors" is new.']),
    (A, "long-text", "text", ["Agreement: question Notes: the kind of answer is now text, was long-text."]),
    (A, "title: Confidentiality", "title: Privacy", ["Agreement: section Confidentiality is now called Privacy."]),
    (A, "[mentor]", "[mentor, mentee]", ["Agreement: who signs: Mentee is new."]),
    (A, "match + 14 days", "cohort end - 1 week",
     ["Agreement: by when it is signed is now 1 week before the end of the cohort, was 14 days after the match."]),
    (A, "title: Agreement", "title: Our agreement", ["Agreement is now called Our agreement."]),
    (A_ES, "Acordamos", "Convenimos", ['Acuerdo: introduction is now "Convenimos.", was "Acordamos.", in Spanish.']),
    (C, "Say hello.", "Say hello, and smile.", ["First meeting: item 1 was reworded."]),
    (C, "match + 7 days", "match + 1 month",
     ["First meeting: item 2: by when it is due is now 1 month after the match, was 7 days after the match."]),
    (M, "subject: Hello", "subject: Hi", ['Message Introduction: subject is now "Hi", was "Hello".']),
    (D, "taking part", "giving time",
     ['Certificate of mentoring: the text is now "for giving time.", was "for taking part.".']),
    (G, "say what", "tell what", ["Page Getting started was reworded."]),
    (G, "# Getting started", "# First steps", ["Page Getting started is now called First steps."]),
    (G, "# Getting", "---\nfor: mentor\n---\n# Getting", ["Page Getting started: who it is for: Mentor is new."]),
    (G_ES, "Conocerse", "Verse", ["Page Primeros pasos was reworded, in Spanish."]),
]  # fmt: skip


def said(before: dict[str, str], after: dict[str, str]) -> list[str]:
    found = changes(site_as_typed(tree_of(before)), site_as_typed(tree_of(after)))
    return [each.text for each in found]


@pytest.mark.parametrize(("path", "old", "new", "sentences"), CASES, ids=[case[3][0] for case in CASES])
def test_a_change_is_said_in_words(path: str, old: str, new: str, sentences: list[str]) -> None:
    assert HANDBOOK[path].count(old) >= 1
    after = {**HANDBOOK, path: HANDBOOK[path].replace(old, new, 1)}
    assert said(HANDBOOK, after) == sentences


MOVED = {
    "a page": (G, "content/guides/01-start.md", "Page Getting started moved from start/ to guides/start/."),
    "a form": (C, "content/checklists/start.yml",
               "Checklist First meeting moved from checklists/first.yml to checklists/start.yml."),
    "a message": (M, "content/messages/hi.yml",
                  "Message Introduction moved from messages/hello.yml to messages/hi.yml."),
    "a certificate": (D, "content/certificates/thanks.yml",
                      "Certificate of mentoring moved from certificates/done.yml to certificates/thanks.yml."),
    "a number before a name": (G, "content/01-start.md", ""),
}  # fmt: skip


@pytest.mark.parametrize(("was", "now", "sentence"), MOVED.values(), ids=MOVED)
def test_what_moved_is_not_removed_and_added(was: str, now: str, sentence: str) -> None:
    after = {now if path == was else path: text for path, text in HANDBOOK.items() if path != G_ES}
    before = {path: text for path, text in HANDBOOK.items() if path != G_ES}
    assert said(before, after) == ([sentence] if sentence else [])


def test_what_moved_and_says_more_is_known_by_its_old_address() -> None:
    more = CHECKLIST.replace("Say hello.", "Say hello to each other.")
    after = {path: text for path, text in HANDBOOK.items() if path not in (C, G, G_ES)}
    after["content/checklists/start.yml"] = f"{more}aliases: [checklists/first/]\n"
    after["content/begin.md"] = f"---\naliases: start/\n---\n{PAGE}"
    before = {path: text for path, text in HANDBOOK.items() if path != G_ES}
    assert said(before, after) == [
        "Checklist First meeting moved from checklists/first.yml to checklists/start.yml.",
        "First meeting: item 1 was reworded.",
        "Page Getting started moved from start/ to begin/.",
    ]


def test_what_is_of_another_kind_or_language_did_not_move() -> None:
    worksheet = {"content/worksheets/first.yml": "title: First meeting\naliases: [checklists/first/]\n"}
    after = {path: text for path, text in HANDBOOK.items() if path != C} | worksheet
    assert said(HANDBOOK, after) == ["Worksheet First meeting is new.", "Checklist First meeting was removed."]


@pytest.mark.parametrize(
    ("path", "name"),
    [
        (G, "Page Getting started"), (M, "Message Introduction"), (D, "Certificate of mentoring"),
        (C, "Checklist First meeting"), ("content/team.jpg", "Picture team.jpg"),
    ],
)  # fmt: skip
def test_files_come_and_go(path: str, name: str) -> None:
    with_it = {each: text for each, text in HANDBOOK.items() if each not in (G_ES, A_ES)}
    without = {each: text for each, text in with_it.items() if each != path}
    assert said(without, with_it) == [f"{name} is new."]
    assert said(with_it, without) == [f"{name} was removed."]


def test_other_files_are_compared_by_what_they_hold() -> None:
    site = site_as_typed(tree_of(HANDBOOK))
    team, logo, below = "content/team.jpg", "content/logo.svg", "content/img/logo.svg"
    digests = {name: name * 20 for name in ("one", "two", "three")}
    found = changes(
        site,
        site,
        files_before={team: digests["one"], logo: digests["two"]},
        files_after={team: digests["three"], below: digests["two"]},
    )
    assert [each.text for each in found] == [
        "Picture logo.svg moved to img/logo.svg.",
        "Picture team.jpg was replaced.",
    ]


def test_a_draft_is_new_when_it_is_published() -> None:
    draft = {**HANDBOOK, "content/soon.md": "---\ndraft: true\n---\n# Soon\n\nHello.\n"}
    published = {**draft, "content/soon.md": "# Soon\n\nHello.\n"}
    assert said(draft, published) == ["Page Soon is published now; it was a draft."]
    assert said(published, draft) == ["Page Soon is a draft now, so it is not published."]


def test_what_can_not_be_understood_is_not_said_to_be_gone() -> None:
    assert said(HANDBOOK, {**HANDBOOK, A: "title: ["}) == []
    assert said({**HANDBOOK, A: "title: ["}, HANDBOOK) == []


def test_a_translation_that_lost_its_words_says_so_once() -> None:
    titles = "sections: {aims: {title: Metas}, privacy: {clauses: [Uno., Dos., Tres.]}}\n"
    spanish = {**HANDBOOK, A_ES: HANDBOOK[A_ES] + titles}
    after = {**spanish, A_ES: HANDBOOK[A_ES]}
    assert said(spanish, after) == ["Agreement Acuerdo: 4 texts are no longer translated, in Spanish."]
    without_title = {**spanish, ES: "description: El manual.\n"}
    assert "The handbook: 1 text is no longer translated, in Spanish." in said(spanish, without_title)


def test_what_is_new_or_gone_in_the_original_is_not_said_again_of_its_translation() -> None:
    spanish = HANDBOOK[A_ES] + "sections: {privacy: {fields: {notes: {label: Notas}}}}\n"
    notes = "      notes: {type: long-text, label: Notes}\n"
    both = {**HANDBOOK, A_ES: spanish}
    neither = {**HANDBOOK, A: AGREEMENT.replace(notes, "")}
    assert said(both, neither) == ["Agreement: question Notes was removed."]
    assert said(neither, both) == ["Agreement: question Notes is new."]


def test_what_moves_between_sections_has_moved() -> None:
    notes = "      notes: {type: long-text, label: Notes}\n"
    moved = HANDBOOK[A].replace(notes, "").replace("  privacy:", f"    fields:\n{notes}  privacy:")
    assert said(HANDBOOK, {**HANDBOOK, A: moved}) == ["Agreement: question Notes moved from Confidentiality to Aims."]


def test_lines_that_only_move_change_nothing() -> None:
    after = {path: f"\n# a note\n\n{text}" if path.endswith(".yml") else text for path, text in HANDBOOK.items()}
    assert said(HANDBOOK, after) == []


def test_a_date_of_one_of_several_cohorts_says_of_which() -> None:
    both = {**HANDBOOK, P: PROGRAM.replace("cohorts:\n", "cohorts:\n  fall: {label: Fall 2027}\n")}
    after = {**both, P: both[P].replace("2027-05-05", "2027-05-12")}
    assert said(both, after) == ["Midpoint review of Spring 2027 moved from 5 May to 12 May 2027."]


ABOUT, READ = '"About {{ program.name }}"', "About Career growth"
WITH_VARIABLES = {
    P: PROGRAM.replace("label: Midpoint review", "label: 'Review of {{ program.name }}'"),
    A: AGREEMENT.replace("title: Agreement", f"title: {ABOUT}"),
    C: CHECKLIST.replace("title: First meeting", f"title: {ABOUT}"),
    D: CERTIFICATE.replace("title: Certificate of mentoring", f"title: {ABOUT}"),
    G: f"---\ntitle: {ABOUT}\ndescription: Old\n---\nHello.\n",
}


@pytest.mark.parametrize(
    ("path", "old", "new", "sentences"),
    [
        (P, '"18:00"', '"19:00"', ["Review of Career growth now starts at 19:00, was 18:00."]),
        (P, "'Review of {", "'Look at {", ["Review of Career growth is now called Look at Career growth."]),
        (A, ABOUT, '"Of {{ program.name }}"', [f"Agreement {READ} is now called Of Career growth."]),
        (A, "We come", "We both come", [f"{READ}: clause 1.2, Aims, was reworded."]),
        (A, ABOUT, f'"{READ}"', []),
        (C, "Say hello", "Greet", [f"{READ}: item 1 was reworded."]),
        (D, "taking", "giving",
         [f'Certificate {READ}: the text is now "for giving part.", was "for taking part.".']),
        (G, ABOUT, '"All of {{ program.name }}"', [f"Page {READ} is now called All of Career growth."]),
        (G, ABOUT, f'"{READ}"', []),
        (G, "Hello", "Hi", [f"Page {READ} was reworded."]),
        (G, "Old", "'{{ program.name }} now'",
         [f'Page {READ}: description is now "Career growth now", was "Old".']),
    ],
)  # fmt: skip
def test_a_sentence_has_the_words_that_readers_see_in_place_of_variables(
    path: str, old: str, new: str, sentences: list[str]
) -> None:
    before = {**HANDBOOK, **WITH_VARIABLES}
    assert before[path].count(old) >= 1
    found = said(before, {**before, path: before[path].replace(old, new, 1)})
    assert [each for each in found if "Spanish" not in each] == sentences


@pytest.mark.parametrize("change", ["body", "description"])
def test_what_changed_in_pages_is_found_in_time_by_their_number(change: str) -> None:
    def cost(size: int) -> float:
        pages = {f"content/p{number}.md": f"---\ntitle: P{number}\ndescription: D\n---\nA\n" for number in range(size)}
        old, new = {"body": ("\nA\n", "\nB\n"), "description": (": D", ": E")}[change]
        after = {path: text.replace(old, new) for path, text in pages.items()}
        sites = [site_as_typed(tree_of({"site.yml": SITE, **each})) for each in (pages, after)]
        return seconds(lambda: changes(*sites))

    assert grows_in_proportion(cost, 60)
