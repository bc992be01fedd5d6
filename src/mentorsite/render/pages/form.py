"""A form: an agreement, checklist or worksheet, as a page to fill in and to print."""

from dataclasses import replace

from markupsafe import escape

from mentorsite.model.site import FormEntry
from mentorsite.model.urls import relative
from mentorsite.render.forms.build_sheet import sheet_of
from mentorsite.render.forms.downloads import downloads_of
from mentorsite.render.forms.form_view import form_view
from mentorsite.render.forms.sheet import FormSheet, HeadingBlock
from mentorsite.render.pages.page_view import edit_url, page_view
from mentorsite.render.pages.search_meta import if_searched, people
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import HeadingView, Searched
from mentorsite.structure.pairs import pair_address


def form_page(context: SiteContext, entry: FormEntry) -> ThemedPage:
    """A form, with the files that can be downloaded of it."""
    form, settings, render_context = entry.form, context.site.settings, context.of_form(entry)
    sheet = form_sheet(context, entry)
    headings = (block for block in sheet.blocks if isinstance(block, HeadingBlock))
    audience = people(sheet.roles, context.program(entry.program, form.language), render_context.words)
    kind = render_context.words[f"kind_{form.folder.removesuffix('s')}"]
    view = replace(
        page_view(context, context.outline.nodes[entry.address], form.language),
        edit_url=edit_url(settings, form.source),
        heading=escape(sheet.title),
        contents=tuple(HeadingView(block.id, block.text.plain) for block in headings),
        searched=if_searched(settings, Searched(kind, audience, keywords=form.keywords)),
    )
    both = pair_address(context.site, entry)
    side_by_side = relative(entry.address, both) if both else None
    files = downloads_of(render_context, context.downloads, entry)
    return ThemedPage("form.html", entry.address, view, form_view(sheet, render_context.words, files, side_by_side))


def form_sheet(context: SiteContext, entry: FormEntry) -> FormSheet:
    """A form as every writer reads it."""
    program = context.program(entry.program, entry.form.language)
    return sheet_of(entry.form, program, context.of_form(entry))
