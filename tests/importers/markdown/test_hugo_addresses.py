"""Hugo's old addresses are those that its settings make; one that can't be told is named."""

import pytest

from mentorsite.importers.markdown.config_files import toml
from mentorsite.importers.markdown.front_matter import original
from mentorsite.importers.markdown.hugo_addresses import address
from tests.importers.test_tools import HUGO, brought, losses, pages, titled

PAGE = "---\ntitle: Hello, World!\ndate: 2023-04-05T10:00:00Z\n%s---\n"


@pytest.mark.parametrize(
    ("pattern", "keys", "target", "expected"),
    [
        ('posts = "/:year/:slug/"', "slug: s1\n", "posts/a.md", "2023/s1/"),
        ('posts = "/:year/:month/:day/:title"', "", "posts/a.md", "2023/04/05/hello-world"),
        ('posts = "/:monthname/:filename/"', "", "posts/x/a/index.md", "april/a/"),
        ('[permalinks.page]\nposts = "/:sections/x/:slugorfilename/"', "", "posts/b/a.md", "posts/b/x/a/"),
        ('posts = "/:sections[1:]/:slug/"', "slug: s1\n", "posts/b/a.fr.md", "fr/b/s1/"),
        ('posts = "/:year/:slug/"', "url: /own/\n", "posts/a.md", "/own/"),
        ('posts = "/:year/:slug/"', "", "other/a.md", "other/a/"),
        ('posts = "/:year/:slug/"', "", "a.md", "a/"),
        ('posts = "/:odd/:slug/"', "", "posts/a.md", None),
    ],
)
def test_an_address_follows_the_pattern_of_its_section(
    pattern: str, keys: str, target: str, expected: str | None
) -> None:
    config = toml("hugo.toml", pattern if pattern.startswith("[") else f"[permalinks]\n{pattern}")
    page = original(f"content/{target}", PAGE % keys)
    assert address(page, target, ("en", "fr"), config) == expected


def test_an_address_that_asks_for_a_day_is_kept_or_named() -> None:
    settings = {**HUGO, "hugo.toml": '[permalinks]\nposts = "/:year/:slug/"'}
    files = {"content/posts/a.md": titled("A", slug="s1", date="2023-04-05"), "content/posts/b.md": titled("B")}
    found = brought({**settings, **files, "content/posts/_index.md": titled("Posts")})
    assert 'aliases: ["/2023/s1/"]' in pages(found)["posts/a.md"]
    assert "aliases" not in pages(found)["posts/b.md"] + pages(found)["posts/index.md"]
    assert [line for line in losses(found) if "address" in line] == [
        "content/posts/b.md:0: its old address, as `permalinks` in the settings makes it, can't be told; left out"
    ]
