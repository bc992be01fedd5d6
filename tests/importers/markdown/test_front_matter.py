"""The keys of a page are read in each form that a tool allows, and none of it is shown to readers."""

import pytest

from mentorsite.importers.markdown.front_matter import original
from tests.importers.test_tools import HUGO, bodies, brought, losses, pages


@pytest.mark.parametrize(
    ("text", "bare_keys", "keys", "line"),
    [
        ('{"title": "A", "weight": 2}\nBody', False, {"title": "A", "weight": 2}, 2),
        ('{\n  "title": "A",\n  "menu": {"main": {}}\n}\n\nBody', False, {"title": "A", "menu": {"main": {}}}, 5),
        ('---json\n{"title": "A"}\n---\nBody', False, {"title": "A"}, 4),
        ("---js\n{\n  title: 'A',\n}\n---\nBody", False, {"title": "A"}, 6),
        ('---toml\ntitle = "A"\n---\nBody', False, {"title": "A"}, 4),
        ("title: A\nnote: one\n    two\n\nBody", True, {"title": "A", "note": "one two"}, 5),
        ("title: A\n\nBody", False, {}, 1),
        ("# A\n\ntitle: b", True, {}, 1),
        ("{{< x >}} Body", False, {}, 1),
        ('{"a": 1} Body', False, {}, 1),
        ("[1]\nBody", False, {}, 1),
    ],
)
def test_a_page_is_told_apart(text: str, bare_keys: bool, keys: dict[str, object], line: int) -> None:
    page = original("a.md", text, bare_keys=bare_keys)
    assert (page.keys, page.first) == (keys, line)
    assert page.body.strip("\n") == (text if not keys else "Body")


def test_json_of_hugo_is_read_and_its_keys_are_listed_at_their_lines() -> None:
    found = brought(
        {**HUGO, "content/a.md": '{\n"title": "Of Hugo",\n"odd": 1\n}\nBody', "content/b.md": '{"draft": true}\nsecret'}
    )
    assert 'title: "Of Hugo"' in pages(found)["a.md"]
    assert bodies(found)["a.md"] == "Body"
    assert "b.md" not in pages(found)
    assert "content/a.md:3: `odd: 1`: a handbook has no such key; left out" in losses(found)


@pytest.mark.parametrize("tool", [{"mkdocs.yml": "docs_dir: d"}, {"pelicanconf.py": ""}])
def test_keys_without_a_fence_are_those_of_the_page(tool: dict[str, str]) -> None:
    files = {"d/a.md": "Title: Ours\nSummary: In short\n\nBody", "d/b.md": "Title: B\nStatus: draft\n\nsecret"}
    found = brought({**tool, **files})
    page = next(text for path, text in pages(found).items() if path.endswith("a.md"))
    assert page == '---\ntitle: "Ours"\ndescription: "In short"\n---\n\nBody\n'
    assert "secret" not in "".join(pages(found).values())
