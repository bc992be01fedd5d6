"""The path that a page is a step of, as the page shows it."""

from mentorsite.model.urls import parent, relative
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import PathView, StepView


def path_view(context: SiteContext, address: str) -> PathView | None:
    """The path that a page is a step of; None where it is of none."""
    path = context.paths.get(parent(address))
    if not path or address not in path.numbers:
        return None
    here = path.numbers[address]
    steps = (
        StepView(number, node.title, relative(address, node.address), number == here)
        for number, node in enumerate(path.steps, 1)
    )
    return PathView(here, tuple(steps))
