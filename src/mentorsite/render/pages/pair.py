"""Two worksheets that ask the same, side by side, as a page."""

from dataclasses import replace

from markupsafe import escape

from mentorsite.model.output import PairOutput
from mentorsite.model.urls import relative
from mentorsite.render.forms.pair_view import pair_view
from mentorsite.render.pages.form_sheet import form_sheet
from mentorsite.render.pages.page_view import page_view
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext


def pair_page(context: SiteContext, output: PairOutput) -> ThemedPage:
    """Two worksheets, with the answers to both."""
    address = output.path.removesuffix("index.html")
    language = output.first.form.language
    words = context.words(language)
    first, second = form_sheet(context, output.first), form_sheet(context, output.second)
    title = words["pair_title"].format(first.title, second.title)
    view = replace(
        page_view(context, context.outline.nodes[address], language),
        title=title,
        heading=escape(title),
        description=words["pair_about"],
        lead=words["pair_about"],
    )
    urls = relative(address, output.first.address), relative(address, output.second.address)
    return ThemedPage("pair.html", address, view, pair_view(first, second, words, urls))
