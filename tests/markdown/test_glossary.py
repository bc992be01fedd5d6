"""A glossary's terms are linked where they first stand on a page, and nowhere that a link would hurt."""

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from mentorsite.build.search_index import searchable
from mentorsite.errors import Place
from mentorsite.loader.version import VERSION_FILE
from mentorsite.markdown import glossary as terms_module
from mentorsite.markdown.document import Mention, of_type, to_html
from mentorsite.markdown.glossary import MOST_WORDS, Terms
from mentorsite.markdown.origin import Origin
from mentorsite.markdown.parser import parse, parse_glossary
from tests.conftest import PROGRAM, SITE, prepared, rendered
from tests.markdown.test_markdown import PARTS
from tests.render.test_book import _texts, _written, pdf_of

GLOSSARY = "# Glossary\n\nMentor\n: Someone who asks.\n\nMentee, mentees\n: Whom it is about.\n"
ORIGIN = Origin(Place("page.md"))


def linked(text: str, *spellings: str) -> list[str]:
    """The words of a text that are linked, with the term they lead to where that is spelt otherwise."""
    found = of_type(parse(text, ORIGIN, Terms("g.md", tuple((each, each) for each in spellings))), Mention)
    return [each.words if each.words == each.id else f"{each.words} → {each.id}" for each in found]


# Which words.


def test_only_the_first_place_of_a_term_is_linked() -> None:
    assert linked("A mentor and a mentee.\n\nThe mentor again.", "mentor", "mentee") == ["mentor", "mentee"]
    html = as_html("A mentor, then another mentor.", "mentor")
    assert html == '<p>A <a class="term" role="doc-glossref" href="#mentor">mentor</a>, then another mentor.</p>\n'


def as_html(text: str, *spellings: str) -> str:
    parsed = parse(text, ORIGIN, Terms("g.md", tuple((each, each) for each in spellings)))
    return to_html(parsed.pieces, lambda link: link.target, lambda each: each.source, term=lambda each: f"#{each.id}")


WORDS = [
    ("a capital where the glossary has a small letter", "Mentors ask.", ["mentors"], ["Mentors → mentors"]),
    ("a small letter where the glossary has a capital", "A board of Mentors.", ["Board of Mentors"],
     ["board of Mentors → Board of Mentors"]),
    ("other letters as they are written", "It is its own.", ["IT"], []),
    ("an accent", "Un élève.", ["Élève"], ["élève → Élève"]),
    ("an accent that is a character of its own", "Un e\u0301lève.", ["élève", "l"], []),
    ("marks on letters", "यह हिन्दी है", ["हिन्दी"], ["हिन्दी"]),
    ("part of a word with marks", "यह हिन्दीकरण है", ["हिन्दी", "दीकरण"], []),
    ("part of a word", "Mentoring mentors, a co-mentor and mentor-led talks.", ["mentor", "comentor"], []),
    ("part of an address", "Ask me@mentor.example or mentor.example, please.", ["mentor"], []),
    ("part of a name", "The mentor_id and 3mentor.", ["mentor"], []),
    ("a possessive", "My mentor's advice.", ["mentor"], ["mentor"]),
    ("a term in brackets or between signs", "(mentor/mentee)", ["mentor", "mentee"], ["mentor", "mentee"]),
    ("a term with a hyphen", "At a check-in we check in.", ["check-in"], ["check-in"]),
    ("the longer of two terms", "A career mentor.", ["mentor", "career mentor"], ["career mentor"]),
    ("a longer term that does not go on", "A career mentoring.", ["career", "career mentor"], ["career"]),
    ("the longer term stays whole when it comes again", "A career mentor. A career mentor.",
     ["mentor", "career mentor"], ["career mentor"]),
    ("several spaces", "A career   mentor", ["career mentor"], ["career   mentor → career mentor"]),
    ("the end of a line", "Have a career\nmentor.", ["career mentor"], ["career\nmentor → career mentor"]),
    ("an entity", "Q&amp;A time", ["Q&A"], ["Q&A"]),
    ("a term that is a sign", "C and C++ & more", ["C++", "&", ""], []),
    ("a term of too many words", "a " * 12, ["a " * 10 + "a"], []),
    ("a term of as many words as can be", "a " * 12, [("a " * 10).strip()], [("a " * 10).strip()]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "spellings", "found"), [each[1:] for each in WORDS], ids=[each[0] for each in WORDS])
def test_whole_words_are_matched_as_they_are_written(text: str, spellings: list[str], found: list[str]) -> None:
    assert linked(text, *spellings) == found


# Which places.

NO_PLACE = {
    "a heading": "## The mentor",
    "a heading of two lines": "The mentor\n---",
    "a link": "[my *mentor*](a.md)",
    "a reference link": "[mentor]\n\n[mentor]: a.md",
    "a web address": "https://mentor.example/mentor and www.mentor.example",
    "code": "`mentor`",
    "a block of code": "```\nmentor\n```",
    "an image": "![mentor](a.png)",
    "a link of raw HTML": 'x <a href="a.md">my **mentor**</a>',
    "a link of raw HTML around blocks": '<a href="a.md">\n\nmy mentor\n\n</a>',
    "a link of raw HTML that starts in a quotation": '> <a href="a.md">\n\nmentor\n\n</a>',
    "raw HTML": "<p>mentor</p>",
    "code of raw HTML": "<kbd>mentor</kbd> <CODE>mentor</CODE>",
    "a summary": "<details>\n<summary>mentor</summary>\n</details>",
    "a header cell": "| mentor |\n| --- |\n| x |",
    "a term of a list of definitions": "mentor\n: x",
    "a quotation": "> mentor\n> > - mentor",
    "the title of an alert": ":::tip mentor\nx\n:::",
    "a variable": "{{ mentor }} {{ a.mentor.b }}",
}
PLACES = {
    "a paragraph": "mentor",
    "emphasis": "***mentor***",
    "a list": "1. - mentor",
    "a task": "- [ ] mentor",
    "a cell": "| a |\n| --- |\n| mentor |",
    "a definition": "x\n: mentor",
    "an alert": "> [!NOTE]\n> mentor",
    "an aside": ":::tip\nmentor\n:::",
    "a footnote": "x[^1]\n\n[^1]: mentor",
    "Markdown inside raw HTML": "<details>\n<summary>x</summary>\n\nmentor\n\n</details>",
    "between raw HTML": "x <b>y</b> <a href=x>z</a> mentor",
    "after a closing tag that closes nothing": "x</a></code> mentor",
    "after a quotation": "> x\n\nmentor",
}


@pytest.mark.parametrize("text", NO_PLACE.values(), ids=NO_PLACE)
def test_what_is_no_running_text_is_not_linked(text: str) -> None:
    assert linked(text, "mentor") == []
    assert linked(f"{text}\n\nThen mentor.", "mentor") == ["mentor"]


@pytest.mark.parametrize("text", PLACES.values(), ids=PLACES)
def test_running_text_is_linked_wherever_it_stands(text: str) -> None:
    assert linked(text, "mentor") == ["mentor"]


def test_the_box_of_a_task_is_named_by_plain_words() -> None:
    html = as_html("- [ ] Ask a mentor", "mentor")
    assert 'aria-label="Ask a mentor"' in html
    assert html.count("<a ") == 1


class _Links(HTMLParser):
    """How deep links stand in links, and what is linked."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.depth = self.deepest = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += tag == "a"
        self.deepest = max(self.deepest, self.depth)

    def handle_endtag(self, tag: str) -> None:
        self.depth -= tag == "a"


MIXED = [*PARTS, *NO_PLACE.values(), *PLACES.values(), "mentor", " ", "\n\n", "</a>", "<a href=x>", "*", "&#10;"]


@settings(max_examples=200)
@given(some.lists(some.sampled_from(MIXED), max_size=8))
def test_apart_from_its_links_a_text_stays_as_it_is(parts: list[str]) -> None:
    text = "".join(parts)
    without, with_terms = parse(text, ORIGIN), parse(text, ORIGIN, Terms("g.md", (("mentor", "m"), ("a", "a"))))
    shown = [to_html(each.pieces, lambda link: "#", lambda each: each.name) for each in (without, with_terms)]
    assert shown[0] == shown[1]
    assert (without.headings, without.summary) == (with_terms.headings, with_terms.summary)
    html = to_html(with_terms.pieces, lambda link: "#", lambda each: each.name, term=lambda each: "#")
    assert _Links(html).deepest <= 1


# Time: counted in steps, one for each word that is compared.


def steps(monkeypatch: pytest.MonkeyPatch, text: str, terms: Terms) -> int:
    """How many words of a text are looked up."""
    terms_module._tree(terms)
    taken, real = [0], terms_module._step

    def counted(*arguments: Any) -> str:
        taken[0] += 1
        return real(*arguments)

    with monkeypatch.context() as patch:
        patch.setattr(terms_module, "_step", counted)
        parse(text, ORIGIN, terms)
    return taken[0]


def test_what_is_looked_up_does_not_grow_with_the_number_of_terms(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "The program of a mentor. " * 500
    few = Terms("g.md", (("program 1", "x"), ("mentor", "y")))
    many = Terms("g.md", (*((f"program {at}", "x") for at in range(5_000)), ("mentor", "y")))
    assert steps(monkeypatch, text, few) == steps(monkeypatch, text, many) < 2 * 2_500


def test_a_text_that_goes_on_as_a_term_does_is_read_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    terms = Terms("g.md", (("a " * (MOST_WORDS - 1) + "b", "x"), ("a " * 5_000 + "b", "y")))
    assert steps(monkeypatch, "a " * 5_000, terms) <= 5_000 * MOST_WORDS


# The glossary itself.


def test_each_term_of_the_glossary_has_an_id() -> None:
    text = "# Terms\n\n## Mentor\n\nMentor\n: x\n\nBoard *of* Mentors, board {#board}\n: y\n\nMentor\n: z\n\n???\n: q\n"
    parsed = parse_glossary(text, Origin(Place("g.md", 5)))
    found = [(each.spellings, each.id, each.place.line) for each in parsed.terms]
    assert found == [
        (("Mentor",), "mentor-1", 9),
        (("Board of Mentors", "board"), "board", 12),
        (("Mentor",), "mentor-2", 15),
        (("???",), "term", 18),
    ]
    html = to_html(parsed.pieces, lambda link: link.target, lambda each: each.source)
    assert '<h2 id="mentor">' in html
    assert '<dt id="mentor-1">Mentor</dt>' in html
    assert '<dt id="board">Board <em>of</em> Mentors, board</dt>' in html


def test_a_page_leads_to_the_place_of_the_term() -> None:
    files = rendered({"content/a/b.md": "# B\n\nMentees and a mentor.\n", "content/glossary.md": GLOSSARY})
    assert hrefs(files["a/b/index.html"]) == ["../../glossary/#mentee", "../../glossary/#mentor"]
    assert '<dt id="mentee">Mentee, mentees</dt>' in files["glossary/index.html"]
    assert hrefs(files["glossary/index.html"]) == []


def hrefs(page: str) -> list[str]:
    return re.findall(r'<a class="term" role="doc-glossref" href="([^"]*)">', page)


@pytest.mark.parametrize("name", ["glossary.md", "09-glossary.md", "glossary/index.md", "glossary.markdown"])
def test_the_glossary_is_the_page_at_its_address(name: str) -> None:
    files = rendered({f"content/{name}": GLOSSARY, "content/index.md": "# Home\n\nA mentor.\n"})
    assert hrefs(files["index.html"]) == ["glossary/#mentor"]


@pytest.mark.parametrize("name", ["part/glossary.md", "terms.md", "glossary-2.md"])
def test_no_other_page_is_a_glossary(name: str) -> None:
    files = rendered({f"content/{name}": GLOSSARY, "content/index.md": "# Home\n\nA mentor.\n"})
    assert [page for page in files.values() if 'class="term"' in page or '<dt id="mentor"' in page] == []


def test_a_translation_has_the_glossary_of_its_language() -> None:
    files = {
        "site.yml": f"{SITE}languages: {{en: English, es: Español, fr: Français}}\n",
        "content/glossary.md": GLOSSARY,
        "content/glossary.es.md": "# Glosario\n\nMentora, mentor\n: Quien pregunta.\n",
        "content/index.md": "# Home\n\nA mentor.\n",
        "content/index.es.md": "# Inicio\n\nUna mentora, un mentor.\n",
        "content/index.fr.md": "# Accueil\n\nUn mentor.\n",
        "content/autre.md": "---\nlanguage: es\n---\n# Otra\n\nUna mentora.\n",
    }
    made = rendered(files)
    assert hrefs(made["index.html"]) == ["glossary/#mentor"]
    assert hrefs(made["es/index.html"]) == ["glossary/#mentora"]
    assert hrefs(made["fr/index.html"]) == []
    assert hrefs(made["autre/index.html"]) == []


def test_a_page_or_the_whole_handbook_goes_without() -> None:
    page = "---\ntitle: Home\nglossary: false\n---\nA mentor.\n"
    files = {"content/glossary.md": GLOSSARY, "content/index.md": page, "content/a.md": "# A\n\nA mentor.\n"}
    made = rendered(files)
    assert (hrefs(made["index.html"]), hrefs(made["a/index.html"])) == ([], ["../glossary/#mentor"])
    made = rendered({**files, "site.yml": f"{SITE}glossary: false\n"})
    assert hrefs(made["a/index.html"]) == []
    assert '<dt id="mentor">' in made["glossary/index.html"]


def test_a_term_that_is_explained_twice_is_told_with_both_lines() -> None:
    text = "---\ntitle: G\n---\nMentor\n: x\n\nMentee, mentor\n: y\n\nmentor\n: z\n"
    build = prepared({"content/glossary.md": text, "content/index.md": "# Home\n\nA mentor.\n"})
    found = build.problems
    assert [(each.path, each.line, each.code, each.fatal) for each in found] == [
        ("content/glossary.md", 7, "repeated-term", False),
        ("content/glossary.md", 10, "repeated-term", False),
    ]
    assert "`mentor` is explained a second time" in found[1].message
    assert "line 4" in found[1].message
    assert [each.id for page in build.site.pages for each in of_type(page.document, Mention)] == ["mentor"]


def test_a_glossary_that_can_not_be_read_leaves_pages_as_they_are() -> None:
    build = prepared(
        {"content/glossary.md": "---\ntitle: [\n---\nMentor\n: x\n", "content/index.md": "# H\n\nMentor.\n"}
    )
    assert {each.path for each in build.problems} == {"content/glossary.md"}
    assert [each for page in build.site.pages for each in of_type(page.document, Mention)] == []


def test_names_of_terms_can_not_act() -> None:
    terms = 'A <b>"x"</b> & \'y\' z\n: x\n\n{{ site.title }}\n: y\n\n<script>\n: z\n\n"q" onclick=1\n: w\n'
    page = '# H\n\nA "x" & \'y\' z. {{ site.title }} "q" onclick=1\n'
    made = rendered({"content/glossary.md": f"# G\n\n{terms}", "content/index.md": page})["index.html"]
    assert hrefs(made) == ["glossary/#a-x--y-z"]
    assert ">A &quot;x&quot; &amp; &#x27;y&#x27; z</a>. Test handbook" in made


# What else is made of a page.

PAGES = {
    "site.yml": f"{SITE}url: https://example.org/h/\n",
    "content/glossary.md": GLOSSARY,
    "content/index.md": "# Home\n\nMentees have a mentor, see [more](/glossary.md#mentor) and [part](part/a.md).\n",
    "content/part/a.md": "# A\n\nMentees have a mentor.\n\n- [ ] Ask a mentee\n",
    "content/programs/p.yml": f"{PROGRAM}agreements: a\n",
    "content/agreements/a.yml": "title: Promise\nsections: {s: {clauses: [My mentor and I.]}}\n",
}


def test_nothing_else_that_is_made_of_a_page_changes() -> None:
    on, off = rendered(PAGES), rendered({**PAGES, "site.yml": f"{PAGES['site.yml']}glossary: false\n"})
    assert on.keys() == off.keys()
    changed = {path for path in on if on[path] != off[path] and path != VERSION_FILE}
    assert changed == {"index.html", "part/a/index.html"}
    for path in changed:
        assert without_terms(on[path]) == off[path]
        index = [searchable(path, files[path].encode())[path].decode() for files in (on, off)]
        assert re.sub("<[^>]*>", "", index[0]) == re.sub("<[^>]*>", "", index[1])


def without_terms(page: str) -> str:
    return re.sub(r'<a class="term"[^>]*>([^<]*)</a>', r"\1", page)


def test_a_page_is_read_anew_for_other_terms_and_not_for_other_meanings() -> None:
    def digests(glossary: str) -> tuple[str, str]:
        site = prepared({**PAGES, "content/glossary.md": glossary}).site
        return site.digests["content/part/a.md"], site.digests["content/agreements/a.yml"]

    assert digests(GLOSSARY) == digests(GLOSSARY.replace("Someone who asks.", "Someone who listens."))
    page, form = digests(GLOSSARY.replace("Mentor\n", "Mentor {#m}\n"))
    assert page != digests(GLOSSARY)[0]
    assert form == digests(GLOSSARY)[1]


def test_on_paper_terms_are_words_like_others(tmp_path: Path) -> None:
    part = {"content/part/index.md": "# Part\n\nFor a mentor.\n", "content/part/b.md": "# B\n\nA mentee.\n"}
    assert 'class="term"' not in rendered({**PAGES, **part})["print/index.html"].partition("<main")[2]
    texts = _texts(pdf_of(_written(tmp_path, {**PAGES, **part}), "part/print/part.pdf"))
    (text,) = [each for each in texts if "Mentees have a mentor." in each]
    assert "glossary" not in text
