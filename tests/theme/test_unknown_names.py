"""What the expressions of a template ask of what it is given, by the types that views say."""

from dataclasses import dataclass
from typing import Any

import pytest
from jinja2 import Environment

from mentorsite.theme.unknown_names import unknown_attributes
from mentorsite.theme.value_types import shape, shown


@dataclass(frozen=True, slots=True)
class Leaf:
    green: bool


@dataclass(frozen=True, slots=True)
class Twig:
    leaves: "tuple[Leaf, ...]"
    thin: str

    @property
    def first(self) -> Leaf:
        return self.leaves[0]


@dataclass(frozen=True, slots=True)
class Tree:
    twigs: tuple[Twig, ...]
    either: Leaf | Twig | None
    pairs: tuple[tuple[str, Leaf], ...]
    ends: tuple[Leaf, Twig]
    open: Any


@pytest.mark.parametrize(
    ("template", "told"),
    [
        ("{{ tree.twig }}", [("tree", "twig")]),
        ("{{ tree.twigs[0].thin.upper() }}{{ tree.twigs[0].thick }}", [("", "thick")]),
        ("{% for twig in tree.twigs if twig.thick %}{{ twig.first.blue }}{% else %}{{ tree.no }}{% endfor %}",
         [("tree", "no"), ("twig", "thick"), ("twig.first", "blue")]),
        ("{% for name, leaf in tree.pairs %}{{ name.x }}{{ leaf.thin }}{% endfor %}", [("leaf", "thin")]),
        ("{{ tree.either.green }}{{ tree.either.thin }}{{ tree.either.big }}", [("tree.either", "big")]),
        ("{% set end = tree.ends[1] %}{{ end.thin }}{{ end.green }}", [("end", "green")]),
        ("{% for end in tree.ends %}{{ end.thin }}{{ end.green }}{{ end.no }}{% endfor %}", [("end", "no")]),
        ("{% set one = tree.twigs | sort | first %}{{ one.leaf }}", [("one", "leaf")]),
        ("{% with tree = tree.either %}{{ tree.green }}{{ tree.twigs }}{% endwith %}", [("tree", "twigs")]),
        ("{% if tree.open.x %}{{ tree.open.y.z }}{{ (tree.twigs | map('x') | list)[0].y }}{% endif %}", []),
        ("{% block a %}{% set tree = 1 %}{{ tree.x }}{% endblock %}{{ tree.x }}", [("tree", "x")]),
    ],
)  # fmt: skip
def test_attributes_that_nothing_has_are_found(template: str, told: list[tuple[str, str]]) -> None:
    found = unknown_attributes(Environment().parse(template), {"tree": shape(Tree)})
    assert sorted((each.of, each.name) for each in found) == sorted(told)


def test_a_view_shows_its_fields_and_properties() -> None:
    assert set(shown(Twig)) == {"leaves", "thin", "first"}
