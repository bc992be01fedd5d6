"""Texts of which there is more than is read."""

from collections.abc import Iterator

from mentorsite.check.site_texts import texts
from mentorsite.errors import Problem
from mentorsite.model.site import Site


def beyond_limits(site: Site) -> Iterator[Problem]:
    """What each text was too much in, where that begins."""
    for text in texts(site):
        yield from text.document.problems
