"""Front matter that can't be read, or stands in another place, is read all the same: no draft comes because of it."""

import pytest

from tests.importers.test_tools import HUGO, brought, losses, pages

FAULTY = {
    "a second colon": "---\ntitle: A: b\ndraft: true\n---\n",
    "a quote within": "---\ntitle: 'It's b'\npublished: false\n---\n",
    "a tab": "---\ntitle:\tA\n\tb: c\ndraft:\ttrue # yes\n---\n",
    "TOML": '+++\ntitle = "A\ndraft = true\n+++\n',
    "JSON": '{\n"title": "A"\n"draft": true\n}\n',
    "JSON between marks": ';;;\n"title": "A",\n"draft": true\n;;;\n',
    "JSON in braces between marks": ';;;\n{"draft": true}\n;;;\n',
    "no end": "---\ntitle: A\ndraft: true\n\n",
    "no start": "draft: true\ntitle: A\n---\n",
    "neither": "title: A\ndraft: true\n\n",
    "an empty line above": "\n---\ndraft: true\n---\n",
    "a comment above": "<!-- a\nb -->\n\n---\ndraft: true\n---\n",
    "dashes of an editor": "—-\ndraft: true\n—-\n",
}


@pytest.mark.parametrize("front", FAULTY.values(), ids=FAULTY.keys())
@pytest.mark.parametrize(("tool", "folder"), [({}, ""), ({"_config.yml": ""}, ""), (HUGO, "content/")])
def test_a_draft_with_faulty_front_matter_stays_out(front: str, tool: dict[str, str], folder: str) -> None:
    found = brought({**tool, f"{folder}index.md": "# A", f"{folder}b.md": f"{front}LEAK"})
    assert "LEAK" not in "".join(pages(found).values())
    assert any("b.md:0: a draft, or a page that was not public" in line for line in losses(found))


@pytest.mark.parametrize(
    ("front", "title", "said"),
    [
        ("---\ntitle: Mentors: a guide\n---\n", "Mentors: a guide", "its lines are read one by one"),
        ("---\ntitle: 'It's here'\n---\n", "It's here", "its lines are read one by one"),
        ('+++\ntitle = "A\n+++\n', "A", "its lines are read one by one"),
        ("\n---\ntitle: A\nkeywords:\n- b\n---\n", "A", "it is read as such"),
        ("---\ntitle: A\n\n", "A", "it is read as such"),
    ],
)
def test_a_page_keeps_what_faulty_front_matter_says(front: str, title: str, said: str) -> None:
    found = brought({"a.md": f"{front}Text."})
    assert pages(found)["a.md"].startswith(f'---\ntitle: "{title}"\n')
    assert pages(found)["a.md"].endswith("---\n\nText.\n")
    assert any(said in line for line in losses(found))


@pytest.mark.parametrize(
    "text",
    [
        "Note: draft: true is a key.\n",
        "---\n\nTitle: words\n",
        "---\n# Title\n\nText\n",
        "***\nDate: 5 May\n***\n",
    ],
)
def test_words_that_are_no_front_matter_stay(text: str) -> None:
    assert pages(brought({"a.md": text}))["a.md"].endswith(text)
