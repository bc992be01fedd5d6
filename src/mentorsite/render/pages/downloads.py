"""The page that lists the files of all forms."""

from dataclasses import dataclass, replace

from mentorsite.render.forms.downloads import downloads_by_folder
from mentorsite.render.pages.my_dates import with_my_dates
from mentorsite.render.pages.page_view import page_view
from mentorsite.render.pages.search_meta import FAINT, if_searched
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import DownloadsGroup, Given, HeadingView, Searched


@dataclass(frozen=True, slots=True)
class DownloadsGiven(Given):
    """The page of all files."""

    groups: tuple[DownloadsGroup, ...]
    """The files of all forms."""


def downloads_page(context: SiteContext, address: str) -> ThemedPage:
    """The files of all forms."""
    render_context = context.of_list(address)
    groups = downloads_by_folder(render_context, context.downloads)
    view = replace(
        page_view(context, context.outline.nodes[address], render_context.language),
        kind="section",
        contents=tuple(HeadingView(group.id, group.title) for group in groups),
        searched=if_searched(context.site.settings, Searched(render_context.words["kind_page"], weight=FAINT)),
    )
    view = with_my_dates(view, context, address)
    if view.my_dates:  # the list narrows to the reader's role, as a checklist does
        view = replace(view, my_dates=replace(view.my_dates, checklist=True))
    return ThemedPage("downloads.html", address, view, DownloadsGiven(groups))
