"""What is wrong with a site that could be read: one small function a rule, listed in `RULES`."""

from collections.abc import Callable, Iterator
from datetime import date

from mentorsite.check.links import broken_links
from mentorsite.check.references import unknown_references
from mentorsite.check.settings import settings_references
from mentorsite.check.variables import unknown_variables
from mentorsite.errors import Problem
from mentorsite.model.site import Site

Rule = Callable[[Site], Iterator[Problem]]

RULES: tuple[Rule, ...] = (broken_links, unknown_variables, unknown_references, settings_references)


def check(site: Site, today: date | None = None) -> tuple[Problem, ...]:
    """Every problem that the rules see."""
    return tuple(problem for rule in RULES for problem in rule(site))
