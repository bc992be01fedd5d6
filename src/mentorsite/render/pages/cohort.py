"""A cohort: its timeline, dates and calendars, as a page."""

from dataclasses import dataclass, replace

from markupsafe import escape

from mentorsite.model.site import ProgramEntry
from mentorsite.model.urls import below
from mentorsite.render.pages.my_dates import with_my_dates
from mentorsite.render.pages.page_view import edit_url, page_view
from mentorsite.render.pages.search_meta import FAINT, if_searched
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.programs.cohort import CohortView, cohort_view
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import Given, Searched


@dataclass(frozen=True, slots=True)
class CohortGiven(Given):
    """A cohort's page."""

    cohort: CohortView
    """The cohort."""


def cohort_page(context: SiteContext, entry: ProgramEntry, cohort: str) -> ThemedPage:
    """A cohort's timeline, dates and calendars."""
    address = below(entry.address, cohort)
    settings, render_context = context.site.settings, context.of_program(entry, address, cohort)
    shown = cohort_view(entry, cohort, render_context)
    view = replace(
        page_view(context, context.outline.nodes[address], entry.language),
        edit_url=edit_url(settings, entry.source),
        heading=escape(shown.label),
        searched=if_searched(settings, Searched(render_context.words["kind_cohort"], weight=FAINT)),
    )
    view = with_my_dates(view, context, address, entry.id, cohort=cohort)
    return ThemedPage("cohort.html", address, view, CohortGiven(shown))
