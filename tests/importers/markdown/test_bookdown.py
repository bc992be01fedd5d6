"""A book of R Markdown has the chapters that it lists, in the parts that they begin."""

import pytest

from tests.importers.test_tools import bodies, brought, losses, pages

CHAPTERS = {"index.Rmd": "# Welcome", "01-a.Rmd": "# One", "02-b.Rmd": "# Two"}


@pytest.mark.parametrize(
    "listed", ['rmd_files: ["index.Rmd", "01-a.Rmd"]', "rmd_files: {html: [index.Rmd, 01-a.Rmd], latex: [02-b.Rmd]}"]
)
def test_a_chapter_that_is_not_listed_is_left_out_and_named(listed: str) -> None:
    found = brought({**CHAPTERS, "_bookdown.yml": listed})
    assert sorted(pages(found)) == ["01-a.md", "index.md"]
    assert losses(found) == [
        "02-b.Rmd:0: a draft, or a page that was not public (it is no chapter of the book); left out"
    ]


@pytest.mark.parametrize(
    "head", ["# (PART) For mentors {-}", "# (PART\\*) For mentors {-} ", "# (APPENDIX) For mentors"]
)
@pytest.mark.parametrize("listed", ["", "rmd_files: [index.Rmd, 01-a.Rmd, 02-b.Rmd]"])
def test_a_part_is_a_folder_and_no_title(head: str, listed: str) -> None:
    found = brought({**CHAPTERS, "01-a.Rmd": f"{head}\n\n# One", "_bookdown.yml": listed})
    assert bodies(found)["for-mentors/01-a.md"] == "# One"
    assert 'title: "For mentors"' in pages(found)["for-mentors/index.md"]
    assert {path for path in pages(found) if "/" not in path} == {"index.md"}
    assert not found.losses


def test_a_part_that_begins_within_a_page_is_named() -> None:
    found = brought({**CHAPTERS, "01-a.Rmd": "# One\n\n# (PART) Later {-}\n\nMore", "_bookdown.yml": ""})
    assert bodies(found)["01-a.md"] == "# One\n\n\nMore"
    assert losses(found) == ["01-a.Rmd:3: the part “Later” begins within a page; its title is left out"]


@pytest.mark.parametrize("contents", ["m", "m/*.qmd", "[m/*.qmd]", "[m/a.qmd, m/b.qmd]"])
def test_a_section_of_quarto_keeps_its_title_whatever_names_its_pages(contents: str) -> None:
    settings = f"website: {{sidebar: {{contents: [index.qmd, {{section: For mentors, contents: {contents}}}]}}}}"
    texts = {"index.qmd": "# Home", "m/a.qmd": "# A", "m/b.qmd": "---\norder: 1\n---\n# B"}
    found = brought({**texts, "_quarto.yml": settings})
    assert 'title: "For mentors"' in pages(found)["m/index.md"]
    assert not found.losses


def test_pages_of_a_folder_stand_in_their_own_order() -> None:
    texts = {"index.qmd": "# Home", "m/a.qmd": "# A", "m/b.qmd": "---\norder: 1\n---\n# B"}
    found = pages(brought({**texts, "_quarto.yml": "website: {sidebar: {contents: auto}}"}))
    assert ("order: 1\n" in found["m/b.md"], "order: 3\n" in found["m/a.md"]) == (True, True)


def test_a_part_of_a_quarto_page_is_its_own_words() -> None:
    found = bodies(brought({"index.qmd": "# (PART) Words", "_quarto.yml": "website: {}"}))
    assert found["index.md"] == "# (PART) Words"
