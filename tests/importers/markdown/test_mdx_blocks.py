"""Words of MDX that stand far in are words, and what stands between tags is read as Markdown."""

import pytest

from mentorsite.importers.markdown.lines import lines_of
from mentorsite.importers.markdown.mdx_blocks import apart, outdented
from tests.importers.test_tools import bodies, brought

MOVED = [
    ("<div>\n  <div>\n\n    Text **b**\n\n    - item\n      - more\n\n  </div>\n</div>",
     "<div>\n<div>\n\nText **b**\n\n- item\n  - more\n\n</div>\n</div>"),
    ("<ul>\n  <li>\n\n    ```js\n      x\n    ```\n\n  </li>\n</ul>", "<ul>\n<li>\n\n```js\n  x\n```\n\n</li>\n</ul>"),
    ("Words\n\n    more words", "Words\n\nmore words"),
    ("- a\n\n    in the item\n\n        further", "- a\n\n    in the item\n\n        further"),
    ("- a\n\n  <div>\n\n    b\n\n  </div>\n\n  c", "- a\n\n  <div>\n\n  b\n\n  </div>\n\n  c"),
    ("```\n    <div>\n```\n\n`<div>`\n\n- a\n    - b", "```\n    <div>\n```\n\n`<div>`\n\n- a\n    - b"),
    ('<img src="a"/>\n\nA <b>b\n    c</b>', '<img src="a"/>\n\nA <b>b\nc</b>'),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), MOVED)
def test_no_words_stand_as_far_in_as_code(text: str, expected: str) -> None:
    lines, _ = outdented(lines_of(text, 1))
    assert "\n".join(line.text for line in lines) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<div>\n**b**\n</div>", "<div>\n\n**b**\n\n</div>"),
        ("<br/>\n## Heading", "<br/>\n\n## Heading"),
        ("<div>\nwords\n</div>", "<div>\nwords\n</div>"),
        ("```\n<div>\n**b**\n```", "```\n<div>\n**b**\n```"),
    ],
)
def test_marks_between_tags_are_read(text: str, expected: str) -> None:
    lines, _ = apart(lines_of(text, 1))
    assert "\n".join(line.text for line in lines) == expected


TABS = '<Tabs>\n  <TabItem label="One">\n\n    Text **b**\n\n    - item\n\n  </TabItem>\n</Tabs>'


@pytest.mark.parametrize(
    "files",
    [
        {"docusaurus.config.js": "", "docs/a.md": TABS},
        {"astro.config.mjs": "starlight({})", "src/content/docs/a.mdx": TABS},
    ],
)
def test_words_of_a_component_are_no_code(files: dict[str, str]) -> None:
    assert [line.rstrip() for line in bodies(brought(files))["a.md"].split("\n")] == [
        "**One**",
        "",
        "Text **b**",
        "",
        "- item",
    ]


def test_a_callout_of_notion_is_read() -> None:
    name = f"A {'0123456789abcdef' * 2}.md"
    found = bodies(brought({name: "# A\n\n<aside>\nHint: **b**\n\n</aside>"}))
    assert "<aside>\n\nHint: **b**\n\n</aside>" in next(iter(found.values()))
