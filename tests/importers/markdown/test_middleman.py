"""A site of Middleman: pages in `source/`, some with ERB, whose Ruby is not run and named."""

import pytest

from tests.importers.test_tools import bodies, brought, losses

SETTINGS = {"config/tech-docs.yml": "service_name: Mentor guide\nhost: https://guide.example"}


@pytest.mark.parametrize("ending", [".html.md.erb", ".html.md", ".md.erb", ".html.markdown.erb"])
def test_pages_come_with_their_links(ending: str) -> None:
    home = "# Home\n\n[Start](/how/start.html), [again](https://guide.example/how/start.html)"
    found = brought({**SETTINGS, f"source/index{ending}": home, f"source/how/start{ending}": "# Start"})
    assert (found.kind, found.title, found.came) == ("a Middleman site", "Mentor guide", 2)
    assert bodies(found)["index.md"] == "# Home\n\n[Start](how/start.md), [again](how/start.md)"
    assert not losses(found)


def test_ruby_is_named_and_its_comments_stay_private() -> None:
    text = "# Home\n\n<%# ask Kim %>Words <%= partial 'x' %>\n\n`<%= code %>`"
    found = brought({**SETTINGS, "source/index.html.md.erb": text})
    assert bodies(found)["index.md"] == "# Home\n\nWords <%= partial 'x' %>\n\n`<%= code %>`"
    said = "`<%= partial 'x' %>`: a mark of Ruby that is not run; it stands there as text"
    comment = "a comment, which was never published; left out"
    assert losses(found) == [f"source/index.html.md.erb:3: {said}", f"source/index.html.md.erb:3: {comment}"]


@pytest.mark.parametrize("name", ["a.html.md.erb", "b.mdoc", "c.markdoc", "d.njk"])
def test_a_page_that_no_tool_here_reads_is_counted(name: str) -> None:
    found = brought({"README.md": "# A", f"pages/{name}": "# B"})
    assert [each.path for each in found.unread] == [f"pages/{name}"]


@pytest.mark.parametrize("ending", [".mkdn", ".mdwn", ".mdtext", ".mdtxt"])
def test_markdown_under_another_ending_is_read(ending: str) -> None:
    assert bodies(brought({"README.md": "# A", f"b{ending}": "# B"}))["b.md"] == "# B"
