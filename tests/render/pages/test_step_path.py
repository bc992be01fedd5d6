"""The path that guidelines make: where a reader is on it, and what is next; and lists of links as cards."""

import re

from tests.conftest import rendered

IDEAS = {"01-choosing": 1, "02-expecting": 2, "03-closing": 10, "04-afterwards": 10}
PAGES = {
    "content/index.md": "# Home\n",
    "content/guidelines/index.md": "# The guidelines\n",
    "content/guidelines/05-about.md": "# About\n",
    **{
        f"content/guidelines/{name}.md": f"---\ntitle: {name[3:]}\nidea: {idea}\n---\nA.\n"
        for name, idea in IDEAS.items()
    },
}


def heading(page: str, files: dict[str, str] = PAGES) -> str:
    return rendered(files)[f"guidelines/{page}/index.html"].partition('<div class="heading">')[2].partition("</div>")[0]


def neighbours(page: str) -> list[str]:
    html = rendered(PAGES)[f"guidelines/{page}index.html"]
    return re.findall(r'<span class="eyebrow">(.*?)</span>', html.partition('<nav class="neighbours"')[2])


def test_a_page_says_which_step_it_is() -> None:
    assert "Step 2 of 3" in heading("expecting")


def test_every_step_is_a_link_and_the_one_here_says_so() -> None:
    links = re.findall(r'<a href="(.*?)" aria-label="(.*?)" title=".*?"(.*?)>(.*?)</a>', heading("expecting"))
    assert links == [
        ("../choosing/", "1. choosing", "", "1"),
        ("./", "2. expecting", ' aria-current="step"', "2"),
        ("../closing/", "3. closing", "", "3"),
    ]


def test_two_pages_of_one_idea_are_one_step() -> None:
    assert "Step 3 of 3" in heading("closing")
    assert "Step 3 of 3" in heading("afterwards")


def test_a_page_without_an_idea_is_no_step() -> None:
    assert "Step" not in heading("about")


def test_fewer_than_three_ideas_are_no_path() -> None:
    files = {path: text for path, text in PAGES.items() if "closing" not in path and "afterwards" not in path}
    assert "Step" not in heading("expecting", files)


def test_what_is_next_says_its_step_where_it_is_another() -> None:
    assert neighbours("") == ["Next: step 1"]
    assert neighbours("choosing/") == ["Previous", "Next: step 2"]
    assert neighbours("closing/") == ["Previous: step 2", "Next"]
    assert neighbours("afterwards/") == ["Previous", "Next"]


def test_a_list_of_links_can_be_cards() -> None:
    text = "# Home\n\n{.cards}\n- [One](guidelines/index.md)\n\n  About it.\n- [Two](guidelines/05-about.md)\n"
    html = rendered({**PAGES, "content/index.md": text})["index.html"]
    assert '<ul class="cards">\n<li>\n<p><a href="guidelines/">One</a></p>\n<p>About it.</p>' in html
