"""A page that says by any key that it was not public stays out, and no password is quoted."""

import pytest

from tests.importers.test_tools import HUGO, brought, losses, pages


@pytest.mark.parametrize(
    "keys",
    ["password: hunter2", "permalink: false", "render: false", "visibility: private", "visibility: protected",
     "visibility: internal", "access: members", "confidential: true", "wip: true"],
)  # fmt: skip
def test_a_page_that_was_not_public_stays_out(keys: str) -> None:
    found = brought({"a.md": "# A", "b.md": f"---\n{keys}\n---\nsecret"})
    assert "b.md" not in pages(found)
    assert any("b.md:0: a draft, or a page that was not public" in line for line in losses(found))
    assert "hunter2" not in " ".join(losses(found))


def test_a_section_of_hugo_hides_the_pages_that_it_names() -> None:
    hiding = "---\ntitle: X\ncascade:\n- _target: {path: /x/inside/**}\n  draft: true\n---\n"
    found = brought({**HUGO, "content/x/_index.md": hiding, "content/x/inside/a.md": "secret", "content/x/b.md": "# B"})
    assert set(pages(found)) == {"index.md", "x/index.md", "x/b.md"}
