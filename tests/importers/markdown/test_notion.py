"""An export of Notion comes with its home page, its links, and its databases as files."""

from mentorsite.importers.markdown.notion import export
from mentorsite.importers.result import ImportSource
from tests.importers.test_tools import bodies, brought, faults, losses, pages

ONE, TWO, THREE = (f"{number}23456789abcdef0" * 2 for number in range(3))


def test_the_one_page_at_the_top_is_home() -> None:
    top = f"Book {ONE}"
    found = brought({f"{top}.md": "# Book", f"{top}/A {TWO}.md": "# A", f"{top}/A {TWO}/p.png": ""})
    assert set(pages(found)) == {"index.md", "A.md"}
    assert set(found.copies) == {"content/A/p.png"}
    assert (losses(found), faults(found)) == ([], [])


def test_of_several_pages_at_the_top_none_is_home() -> None:
    found = brought({f"A {ONE}.md": "# A", f"B {TWO}.md": "# B", f"A {ONE}/C {THREE}.md": "# C"})
    assert set(pages(found)) == {"index.md", "A.md", "B.md", "A/C.md"}
    apart = brought({f"A {ONE}.md": "# A", f"B/C {TWO}.md": "# C"})
    assert set(pages(apart)) == {"index.md", "A.md", "B/C.md"}


def test_links_to_notion_lead_to_the_pages_that_came() -> None:
    text = f"[b](https://www.notion.so/team/B-{TWO}?pvs=4) <https://x.notion.site/{THREE}> `https://notion.so/{TWO}`"
    found = brought({f"A {ONE}.md": f"# A\n\n{text}", f"B {TWO}.md": "# B"})
    expected = f"[b](B.md) <https://x.notion.site/{THREE}> `https://notion.so/{TWO}`"
    assert bodies(found)["A.md"] == f"# A\n\n{expected}"
    assert losses(found) == [
        f"A {ONE}.md:3: `https://x.notion.site/{THREE}`: a page of Notion that was not exported; the link leads there"
    ]


def test_databases_are_files_and_named() -> None:
    names = (f"T {TWO}.csv", f"T {TWO}_all.csv")
    made = export(ImportSource("folder", {}, dict.fromkeys(names, 1)), {f"A {ONE}.md": f"A {ONE}.md"})
    assert [*made.assets.values()] == ["T.csv", "T_all.csv"]
    assert [loss.path for loss in made.losses] == [*names]
