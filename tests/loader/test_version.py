"""The version of a handbook: what differs when a file does."""

from dataclasses import replace

import pytest

from mentorsite.loader.tree import ThemeTree, Tree
from mentorsite.loader.version import version_of

TREE = Tree(
    texts={"site.yml": b"title: A\n", "content/a.md": b"One\nTwo\n"},
    assets={"content/a.png": 5, "content/a.svg": 9},
    themes=(ThemeTree("default", "mentorsite/themes/default", {"a.css": b""}), ThemeTree("own", "themes/own", {})),
    drawings={"content/a.svg": b"<svg/>"},
)
OWN = ThemeTree("own", "themes/own", {"a.css": b"a{}"})


@pytest.mark.parametrize(
    "other",
    [
        replace(TREE, texts={**TREE.texts, "content/a.md": b"One\n\nTwo\n"}),
        replace(TREE, texts={"site.yml": b"title: A\n", "content/b.md": b"One\nTwo\n"}),
        replace(TREE, assets={**TREE.assets, "content/a.png": 6}),
        replace(TREE, drawings={"content/a.svg": b"<SVG/>"}),
        replace(TREE, themes=(TREE.themes[0], OWN)),
    ],
)
def test_another_file_is_another_version(other: Tree) -> None:
    assert version_of(other) != version_of(TREE)


@pytest.mark.parametrize(
    "same",
    [
        replace(TREE, texts=dict(sorted(TREE.texts.items()))),
        replace(TREE, texts={**TREE.texts, "content/a.md": b"One\r\nTwo\r\n"}),
        replace(TREE, texts={**TREE.texts, "content/a.md": b"One\rTwo\r"}),
        replace(TREE, texts={**TREE.texts, "translations/es.json": b"{}"}),
        replace(TREE, themes=(ThemeTree("default", "mentorsite/themes/default", {"a.css": b"newer"}),)),
    ],
)
def test_what_readers_do_not_see_is_the_same_version(same: Tree) -> None:
    assert version_of(same) == version_of(TREE)
