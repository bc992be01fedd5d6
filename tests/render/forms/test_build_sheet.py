"""What a form says becomes a sheet that each format is written from."""

import pytest

from mentorsite.render.forms.sheet import ClauseBlock, Input, inputs
from mentorsite.render.pages.form_sheet import form_sheet
from mentorsite.render.site_context import SiteContext
from tests.conftest import SITE, prepared
from tests.sheets import sheets


@pytest.mark.parametrize(
    ("sections", "numbers"),
    [
        (
            "a: {title: A, clauses: [x, y]}, b: {clauses: [z]}, c: {title: C, clauses: [x]}",
            ["1.1", "1.2", "1.3", "2.1"],
        ),
        ("a: {clauses: [x, y]}, b: {clauses: [z]}", ["1", "2", "3"]),
    ],
)
def test_no_two_clauses_have_one_number(sections: str, numbers: list[str]) -> None:
    made = prepared({"content/agreements/a.yml": f"title: A\nsections: {{{sections}}}\n"})
    ((sheet, _),) = sheets(made).values()
    assert [each.number for each in sheet.blocks if isinstance(each, ClauseBlock)] == numbers


def agreed(*clauses: str) -> list[Input]:
    """The inputs of an agreement's clauses."""
    text = "".join(f"      - {{{clause}, acknowledge: initials}}\n" for clause in clauses)
    made = prepared({"content/agreements/a.yml": f"title: A\nsections:\n  s:\n    clauses:\n{text}"})
    return [each for sheet, _ in sheets(made).values() for each in inputs(sheet)]


def test_a_clause_is_called_by_its_words_and_not_by_its_place() -> None:
    (before,) = agreed("text: We meet")
    new, same = agreed("text: First of all", "text: We meet")
    assert before.name == same.name != new.name
    assert before.name.startswith("s__clause__we-meet-")
    assert (before.by_place, same.by_place) == ("s__clause_1", "s__clause_2")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("We meet for 1.5 hours", "We meet for 15 hours"),
        ("We pay 5 €", "We pay 5 $"),
        (f"We {'really ' * 20}do", f"We {'really ' * 20}do not"),
        ("...", "!!!"),
    ],
)
def test_a_clause_in_other_words_is_another_clause(one: str, other: str) -> None:
    (first,), (second,) = agreed(f"text: '{one}'"), agreed(f"text: '{other}'")
    assert first.name != second.name


def test_an_id_keeps_the_name_of_a_clause_and_tells_the_one_it_had_without() -> None:
    (without,) = agreed("text: We meet")
    (named,) = agreed("text: We meet, id: meet")
    (reworded,) = agreed("text: We meet often, id: meet")
    assert named.name == reworded.name == "s__clause__meet"
    assert named.formerly == without.name != reworded.formerly


def test_clauses_of_the_same_words_have_names_of_their_own() -> None:
    assert len({each.name for each in agreed("text: We meet", "text: We meet", "text: We meet")}) == 3


def test_a_clause_is_called_alike_in_every_language() -> None:
    files = {
        "site.yml": f"{SITE}languages: {{en: English, es: Español}}\n",
        "content/agreements/a.es.yml": "title: A\nsections: {s: {clauses: [{text: Nos vemos}]}}\n",
    }
    made = prepared({"content/agreements/a.yml": CLAUSE, **files})
    context = SiteContext(made.site, made.theme, made.outline)
    named = [[each.name for each in inputs(form_sheet(context, entry))] for entry in made.site.forms]
    assert len(named) == 2
    assert named[0] == named[1]


CLAUSE = "title: A\nsections: {s: {clauses: [{text: We meet, acknowledge: checkbox}]}}\n"


def test_what_shows_a_form_shares_its_sheet_and_another_page_has_its_own() -> None:
    build = prepared(
        {"site.yml": SITE, "content/worksheets/goals.yml": "title: Goals\nsections: {all: {text: Why?}}\n"}
    )
    context = SiteContext(build.site, build.theme, build.outline)
    (entry,) = build.site.forms
    assert form_sheet(context, entry) is form_sheet(context, entry)
    assert form_sheet(context, entry, "elsewhere/") is not form_sheet(context, entry)
