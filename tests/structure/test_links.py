"""Links lead to what they name, never out of the project, and a broken one says what it probably meant."""

import pytest

from mentorsite.errors import Place, Problem
from mentorsite.model.site import Site
from mentorsite.render.context import RenderContext
from mentorsite.structure.links import Destination, Inside, Outside, destination
from mentorsite.structure.variables import scopes
from tests.conftest import PICTURE, PROGRAM, prepared
from tests.linear import grows_in_proportion, seconds

FILES = {
    "content/index.md": "# Home\n\n## Part one\n",
    "content/guidelines/index.md": "# Guidelines\n",
    "content/guidelines/01-choosing a mentor.md": "# Choosing\n\n## How to choose\n\n## Étape\n",
    "content/guidelines/02-boundaries.md": "# Boundaries\n\n## Own {#own-id}\n",
    "content/guidelines/Café.md": "# Café\n",
    "content/guidelines/nai\u0308ve.md": "# Naive\n",
    "content/guidelines/100%.md": "# All\n",
    "content/images/map.png": PICTURE,
    "content/files/plan v1.pdf": "x",
    "content/agreements/ours.yml": "title: Ours\nsections: {goals: {title: Goals}}\n",
    "content/programs/growth.yml": f"{PROGRAM}cohorts: {{2027-spring: {{label: Spring}}}}\n",
    "content/other/README.md": "# Other\n",
    "content/plain/only.md": "# Only\n",
    "content/broken.md": "---\ntitle: [\n---\n",
}
HERE = "content/guidelines/02-boundaries.md"
GOOD = [
    ("a file beside", "Café.md", "guidelines/Café/", ""),
    ("a file beside, said so", "./Café.md", "guidelines/Café/", ""),
    ("a file above", "../index.md", "", ""),
    ("from the root", "/guidelines/index.md", "guidelines/", ""),
    ("from the root without an ending", "/guidelines/02-boundaries", "guidelines/boundaries/", ""),
    ("without an ending", "Café", "guidelines/Café/", ""),
    ("percent-encoded", "01-choosing%20a%20mentor.md#how-to-choose", "guidelines/choosing-a-mentor/", "how-to-choose"),
    ("with spaces", "01-choosing a mentor.md", "guidelines/choosing-a-mentor/", ""),
    ("accents encoded", "Caf%C3%A9.md", "guidelines/Café/", ""),
    ("accents of the other form", "Cafe\u0301.md", "guidelines/Café/", ""),
    ("accents of the other form the other way", "na\u00efve.md", "guidelines/naïve/", ""),
    ("accents of the other form encoded", "Cafe%CC%81.md", "guidelines/Café/", ""),
    ("a percent sign", "100%25.md", "guidelines/100%/", ""),
    ("an anchor", "../index.md#part-one", "", "part-one"),
    ("an anchor with accents", "01-choosing%20a%20mentor.md#%C3%A9tape", "guidelines/choosing-a-mentor/", "étape"),
    ("an anchor of this page", "#own-id", "guidelines/boundaries/", "own-id"),
    ("a query", "Café.md?plain=1#top", "guidelines/Café/", "top"),
    ("as it is published", "../choosing-a-mentor/", "guidelines/choosing-a-mentor/", ""),
    ("as it is published, from the root", "/guidelines/choosing-a-mentor/", "guidelines/choosing-a-mentor/", ""),
    (
        "as it is published, with an anchor",
        "../choosing-a-mentor/#how-to-choose",
        "guidelines/choosing-a-mentor/",
        "how-to-choose",
    ),
    ("home as it is published", "/", "", ""),
    ("home from below", "../..", "", ""),
    ("a folder with a page", "../guidelines/", "guidelines/", ""),
    ("a folder with a README", "../other", "other/", ""),
    ("a folder without a page", "../plain/", "plain/", ""),
    ("an image", "../images/map.png", "images/map.png", ""),
    ("an image as it is published", "../../images/map.png", "images/map.png", ""),
    ("an attachment", "../files/plan%20v1.pdf", "files/plan v1.pdf", ""),
    ("an attachment with a query", "../files/plan v1.pdf?download=1#page=2", "files/plan v1.pdf", "page=2"),
    ("an agreement", "../agreements/ours.yml#goals", "agreements/ours/", "goals"),
    ("an agreement as it is published", "/agreements/ours/", "agreements/ours/", ""),
    ("a program", "/programs/growth", "programs/growth/", ""),
    ("a role as it is published", "/programs/growth/mentor/", "programs/growth/mentor/", ""),
    ("a cohort as it is published", "../../programs/growth/2027-spring/", "programs/growth/2027-spring/", ""),
    ("a role's page", "../programs/growth.yml#mentor", "programs/growth/mentor/", ""),
    ("a cohort's page", "../programs/growth.yml#2027-spring", "programs/growth/2027-spring/", ""),
    ("a part of a program", "../programs/growth.yml#roles", "programs/growth/", "roles"),
    ("the page of all downloads", "/downloads/", "downloads/", ""),
    ("up and down again", "../guidelines/../guidelines/./Café.md", "guidelines/Café/", ""),
]


@pytest.fixture(scope="module")
def site() -> Site:
    return prepared(FILES).site


def led(site: Site, target: str, *, image: bool = False) -> Destination:
    return destination(site, HERE, "guidelines/boundaries/", target, Place(HERE), image=image)


@pytest.mark.parametrize(("target", "address", "fragment"), [each[1:] for each in GOOD], ids=[each[0] for each in GOOD])
def test_a_link_leads_to_what_it_names(site: Site, target: str, address: str, fragment: str) -> None:
    found = led(site, target)
    assert isinstance(found, Inside), found
    assert (found.address, found.fragment) == (address, fragment)


@pytest.mark.parametrize("target", ["https://a.example/b", "HTTP://a.example", "mailto:a@b.example", "tel:+44"])
def test_a_link_may_lead_to_the_web_a_mailbox_or_a_telephone(site: Site, target: str) -> None:
    assert led(site, target) == Outside(target)


OUT = [
    "../../secret.md",
    "../../../etc/passwd",
    "/../secret.md",
    "../../content_secret/a.md",
    "..%2f..%2fsecret.md",
    "%2e%2e/%2e%2e/secret.md",
    "/%2e%2e/secret.md",
    "..\\..\\secret.md",
    "..%5c..%5csecret.md",
    "\\\\host\\share",
    "Caf%00é.md",
    "a\0b",
    "/../../etc/passwd",
    "guidelines/../../../../site.yml",
]


@pytest.mark.parametrize("target", OUT, ids=ascii)
@pytest.mark.parametrize("image", [False, True], ids=["link", "image"])
def test_no_way_of_writing_leads_out_of_the_project(site: Site, target: str, image: bool) -> None:
    found = led(site, target, image=image)
    assert isinstance(found, Problem)
    assert found.code in ("outside-project", "broken-link", "broken-image")
    html = shown({**FILES, HERE: f"# B\n\n[x](<{target}>) ![y](<{target}>)\n"}, HERE)
    assert f'src="{target}"' not in html
    assert 'src="#"' in html or "src=" not in html


def shown(files: dict[str, str], source: str) -> str:
    """The text of a page as HTML."""
    site = prepared(files).site
    page = next(page for page in site.pages if page.source == source)
    return RenderContext(site, source, page.address, page.language, scopes(site)(None), {}).html(page.document)


@pytest.mark.parametrize(
    "target", ["/etc/passwd", "../../site.yml", "%2fetc%2fpasswd", "/site.yml", "../../content/site.yml"]
)
def test_what_is_not_below_content_is_not_there(site: Site, target: str) -> None:
    assert isinstance(led(site, target), Problem)


@pytest.mark.parametrize(
    "target",
    ["javascript:x", " JAVA\tSCRIPT:x", "data:text/html,x", "vbscript:x", "ftp://a"],
)
def test_links_of_other_kinds_are_unsafe(site: Site, target: str) -> None:
    found = led(site, target)
    assert isinstance(found, Problem)
    assert found.code == "unsafe-link"
    assert "https" in found.hint


@pytest.mark.parametrize(
    ("target", "hint"),
    [
        ("https://a.example/b.png", "copy the image"),
        ("//a.example/b.png", "copy the image"),
        ("http://a.example", "copy the image"),
        ("data:image/png;base64,x", "save the picture"),
    ],
)
def test_an_image_of_another_site_is_refused(site: Site, target: str, hint: str) -> None:
    found = led(site, target, image=True)
    assert isinstance(found, Problem)
    assert found.code == "broken-image"
    assert hint in found.hint


BROKEN = [
    ("another name", "[x](nothing-alike.md)", "broken-link", "`content/guidelines` has: "),
    ("capitals that differ", "[x](café.md)", "broken-link", "`Café.md`"),
    ("a letter too many", "[x](Caffé.md)", "broken-link", "`Café.md`"),
    ("the number forgotten", "[x](choosing%20a%20mentor.md)", "broken-link", "`01-choosing a mentor.md`"),
    ("another ending", "[x](Café.html)", "broken-link", "`Café.md`"),
    ("another folder", "[x](../ours.yml)", "broken-link", "`../agreements/ours.yml`"),
    ("a folder left out", "[x](growth.yml)", "broken-link", "`../programs/growth.yml`"),
    ("an image with a letter wrong", "![x](../images/mpa.png)", "broken-image", "`../images/map.png`"),
    ("an image elsewhere", "![x](map.png)", "broken-image", "`../images/map.png`"),
    ("a page as an image", "![x](Café.md)", "broken-image", ""),
    ("an anchor with a letter wrong", "[x](../index.md#part-oen)", "broken-anchor", "`part-one`"),
    ("an anchor with capitals, which browsers tell apart", "[x](../index.md#Part-One)", "broken-anchor", "`part-one`"),
    ("an anchor like none", "[x](../index.md#zzz)", "broken-anchor", "it has: home, part-one"),
    ("an anchor of a page without headings", "[x](#zzz)", "broken-anchor", "own-id"),
    ("an anchor of a form", "[x](../agreements/ours.yml#goal)", "broken-anchor", "`goals`"),
    ("a raw link", '<a href="Caffé.md">x</a>', "broken-link", "`Café.md`"),
    ("a reference", "[x][r]\n\n[r]: Caffé.md", "broken-link", "`Café.md`"),
]


@pytest.mark.parametrize(("markdown", "code", "hint"), [each[1:] for each in BROKEN], ids=[each[0] for each in BROKEN])
def test_a_broken_link_says_what_it_probably_meant(markdown: str, code: str, hint: str) -> None:
    files = {path: text for path, text in FILES.items() if path != "content/broken.md"}
    (problem,) = prepared({**files, HERE: f"# B\n\n## Own {{#own-id}}\n\n{markdown}\n"}).problems
    assert (problem.code, problem.path, problem.line) == (code, HERE, 5)
    assert hint in problem.hint


@pytest.mark.parametrize("target", ["broken.md", "broken", "/broken.md", "broken.md#x"])
def test_a_link_to_a_file_with_a_fault_of_its_own_is_not_one_more_problem(target: str) -> None:
    problems = prepared({**FILES, "content/index.md": f"# Home\n\n[x]({target})\n"}).problems
    assert {each.path for each in problems} == {"content/broken.md"}


def test_links_are_shown_relative_to_the_page_and_encoded() -> None:
    files = {path: text for path, text in FILES.items() if path != "content/broken.md"}
    text = "# B\n\n## Own {#own-id}\n\n[a](Café.md) [b](../index.md#part-one) [c](../files/plan%20v1.pdf) [d](#own-id) "
    text += "![e](../images/map.png)\n"
    page = shown({**files, HERE: text}, HERE)
    for url in ("../Caf%C3%A9/", "../../#part-one", "../../files/plan%20v1.pdf", "#own-id", "../../images/map.png"):
        assert f'"{url}"' in page


def test_variables_stand_in_the_targets_of_links() -> None:
    files = {
        "site.yml": "title: T\nurl: https://a.example/h/\n",
        "content/index.md": "# H\n\n[x]({{ site.url }}b) [y](<{{ site.url }}>)\n",
    }
    page = shown(files, "content/index.md")
    assert 'href="https://a.example/h/b"' in page
    assert 'href="https://a.example/h/"' in page


def many_broken_links(pages: int) -> dict[str, str]:
    files = {
        f"content/handbook/page-{i:04}.md": f"# Page {i}\n\n[a](pgae-{i:04}.md)\n[b](#pag-{i})\n[c](../x{i}y/z{i}.md)\n"
        for i in range(pages)
    }
    headings = "".join(f"## Heading {i}\n\n[a](#haeding-{i})\n" for i in range(pages // 4))
    return {"content/index.md": f"# Home\n\n{headings}", **files}


def test_many_broken_links_are_told_with_hints_in_time_by_their_number() -> None:
    problems = prepared(many_broken_links(400)).problems
    assert len(problems) == 1300
    assert all(each.hint for each in problems)
    assert "`page-0042.md`" in next(each for each in problems if "pgae-0042" in each.message).hint
    assert grows_in_proportion(lambda pages: seconds(lambda: prepared(many_broken_links(pages))), 200)


WHOLE = [
    ("www.example.org/x", "https://www.example.org/x"),
    ("team@example.org", "mailto:team@example.org"),
    ("http:/example.org", "http://example.org"),
    ("https:example.org/a?b", "https://example.org/a?b"),
    ("http//example.org", "http://example.org"),
    ("https:///example.org", "https://example.org"),
    ("https;//example.org", "https://example.org"),
    ("//example.org/b", "https://example.org/b"),
    ("example.org", "https://example.org"),
    ("docs.example.org:8080/a#b", "https://docs.example.org:8080/a#b"),
]


@pytest.mark.parametrize(("target", "meant"), WHOLE, ids=[each[0] for each in WHOLE])
def test_an_address_without_its_beginning_is_told_whole(target: str, meant: str) -> None:
    (found,) = prepared({"content/index.md": f"# H\n\n[x](<{target}>)\n"}).problems
    assert (found.code, found.line, found.hint) == ("broken-link", 3, f"write `{meant}`")


def test_an_address_with_a_name_before_its_host_is_told() -> None:
    (found,) = prepared({"content/index.md": "# H\n\n[x](https://good.example@evil.example/a?b)\n"}).problems
    assert (found.code, found.line) == ("unsafe-link", 3)
    assert "leads to `evil.example`" in found.message
    assert found.hint == "write `https://evil.example/a?b` if that is meant"


NO_ADDRESS = [
    "guide.md",
    "notes.docx",
    "../a.b/c.md",
    "a b@c",
    "v1.2/x.md",
    "http/guide.md",
    "mailto",
    "a@b.example/c.md",
]


@pytest.mark.parametrize("target", NO_ADDRESS)
def test_a_path_is_never_taken_for_an_address(target: str) -> None:
    (found,) = prepared({"content/index.md": f"# H\n\n[x](<{target}>)\n"}).problems
    assert "https:" not in found.hint
    assert "mailto:" not in found.hint


def test_a_folder_that_is_called_like_a_domain_can_be_linked() -> None:
    files = {"content/index.md": "# H\n\n[x](example.org/a.md)\n", "content/example.org/a.md": "# A\n"}
    assert prepared(files).problems == ()


def test_a_scheme_that_is_misspelt_is_told() -> None:
    (found,) = prepared({"content/index.md": "# H\n\n[x](htps://example.org)\n"}).problems
    assert found.hint == "did you mean `https:`?"


@pytest.mark.parametrize("target", [r"C:\Users\a\logo.png", "c:/a/logo.png", "file:///home/a/logo.png"])
@pytest.mark.parametrize("mark", ["", "!"])
def test_a_path_of_ones_own_computer_is_told_as_that(target: str, mark: str) -> None:
    (found,) = prepared({"content/index.md": f"# H\n\n{mark}[x](<{target}>)\n"}).problems
    assert found.code == ("broken-image" if mark else "unsafe-link")
    assert "is a path of your own computer" in found.message
    assert found.hint == "copy the file below `content/` and name it there"


def test_an_image_is_not_taken_for_a_page_of_its_name() -> None:
    files = {"content/index.md": "# H\n\n![x](rules.jpg)\n", "content/rules.md": "# R\n"}
    (found,) = prepared(files).problems
    assert found.hint == "`content` has: index.md, rules.md"


@pytest.mark.parametrize(
    ("target", "maker"),
    [
        ("agreements/a.pdf", "agreements/a.yml"),
        ("agreements/a.docx", "agreements/a.yml"),
        ("programs/p/now.ics", "programs/p.yml"),
    ],
)
def test_a_link_to_a_file_that_is_made_is_told_which_page_offers_it(target: str, maker: str) -> None:
    files = {
        "content/index.md": f"# H\n\n[x]({target})\n",
        "content/agreements/a.yml": "title: A\nsignatures: mentor\nsections: {s: {text: T}}\n",
        "content/programs/p.yml": f"{PROGRAM}agreements: a\n",
    }
    (found,) = (each for each in prepared(files).problems if each.fatal)
    assert found.hint == f"mentorsite makes that file: link to `{maker}`, for its page offers it"


DEAD = [
    ("an old address", "old/page.md", "did you mean `guide/rules.md`?"),
    ("another letter's case", "Guide/Rules.md", "did you mean `guide/rules.md`?"),
    ("another ending", "guide/rules.html", "did you mean `guide/rules.md`?"),
    ("moved", "rules.md", "did you mean `guide/rules.md`?"),
    ("renamed there", "guide/rule.md", "did you mean `guide/rules.md`?"),
    ("renamed and moved", "ruless.md", "did you mean `guide/rules.md`?"),
    ("two of a name", "same.md", "did you mean `guide/same.md` or `other/same.md`?"),
    ("the nearer of two", "other/same.html", "did you mean `other/same.md` or `guide/same.md`?"),
    ("nothing alike", "guide/zzz.md", "`content/guide` has: rules.md, same.md"),
    (
        "a print edition",
        "/guide/print/",
        "a print edition can't be linked to: link to what it prints, for its page leads there",
    ),
    ("a folder that is not there", "giude/zzz.md", "there is no folder `content/giude`; did you mean `content/guide`?"),
]


@pytest.mark.parametrize(("target", "hint"), [each[1:] for each in DEAD], ids=[each[0] for each in DEAD])
def test_a_dead_link_is_told_what_is_near_it(target: str, hint: str) -> None:
    files = {
        "content/index.md": f"# H\n\n[x](<{target}>)\n",
        "content/guide/rules.md": "---\ntitle: Rules\naliases: [old/page.md]\n---\n",
        "content/guide/same.md": "# S\n",
        "content/other/same.md": "# S\n",
    }
    (found,) = prepared(files).problems
    assert (found.code, found.hint) == ("broken-link", hint)


RENAMED = [
    ("by its old name, which is its title", "[it](guide/01-choosing-well.md)", "did you mean `guide/01-finding.md`?"),
    ("by the link's words", "[Code of conduct](conduct.md)", "did you mean `rules.md`?"),
    ("by the words in bold", "[**Code** of conduct](conduct.md)", "did you mean `rules.md`?"),
    ("by the last of its words", "[our code of conduct](manners.md)", "near it is `rules.md`"),
    ("by a word of its title", "[it](conduct.md)", "near it is `rules.md`"),
    ("by its number", "[it](guide/02-asking.md)", "near it is `guide/02-listening.md`"),
    ("a form", "[The agreement](agreements/ours.yml)", "did you mean `agreements/all.yml`?"),
    ("another one of a near name", "[it](guide/becoming-well.md)", "near it is `guide/11-becoming-good.md`"),
    ("a slip", "[it](guide/becomming-good.md)", "did you mean `guide/11-becoming-good.md`?"),
    ("every folder's page", "[it](other/index.md)", "`content/other` has: page.md"),
]


@pytest.mark.parametrize(("link", "hint"), [each[1:] for each in RENAMED], ids=[each[0] for each in RENAMED])
def test_a_link_to_a_renamed_page_names_that_page_or_says_what_is_near(link: str, hint: str) -> None:
    files = {
        "content/index.md": f"# H\n\n{link}\n",
        "content/rules.md": "# Code of conduct\n",
        "content/guide/01-finding.md": "# Choosing well\n",
        "content/guide/02-listening.md": "# Listening\n",
        "content/guide/11-becoming-good.md": "# Becoming good\n",
        "content/other/page.md": "# Page\n",
        "content/agreements/all.yml": "title: The agreement\nsignatures: mentor\nsections: {s: {text: T}}\n",
    }
    (found,) = (each for each in prepared(files).problems if each.code == "broken-link")
    assert found.hint == hint


@pytest.mark.parametrize("words", ["", "Our team"])
def test_a_picture_without_an_address_is_told_once(words: str) -> None:
    (found,) = prepared({"content/index.md": f"# H\n\n![{words}]()\n"}).problems
    assert (found.code, found.message) == ("broken-image", "this picture has no address, so nothing is shown")


@pytest.mark.parametrize("bars", ["//", "///", "////"])
def test_however_many_bars_an_address_begins_with_its_whole_one_has_two(bars: str) -> None:
    (found,) = prepared({"content/index.md": f"# H\n\n[x]({bars}evil.org/a)\n"}).problems
    assert found.hint == "write `https://evil.org/a`"
