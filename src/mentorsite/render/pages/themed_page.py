"""A page that is ready for its template, and its HTML."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

from mentorsite.render.pages.frame import Frame
from mentorsite.render.template import render_template
from mentorsite.render.views import PageView


@dataclass(frozen=True, slots=True)
class ThemedPage:
    """What every page has, the template that shows it, and what that is given besides.

    `address` is None for a page that is read at any depth.
    """

    template: str
    address: str | None
    view: PageView
    more: Mapping[str, object] = field(default_factory=dict)


def page_html(page: ThemedPage, frame: Frame) -> str:
    """A page in its frame."""
    values = {
        "site": frame.view,
        "page": page.view,
        "words": frame.words,
        "asset": frame.asset,
        "navigation": frame.navigation(page.address),
        "menu": partial(frame.menu, page.address),
        **page.more,
    }
    return render_template(frame.context, page.template, values)
