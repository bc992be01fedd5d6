"""A form: an agreement, checklist or worksheet, as a page to fill in and to print."""

from dataclasses import replace

from markupsafe import escape

from mentorsite.model.site import FormEntry
from mentorsite.model.urls import relative
from mentorsite.render.forms.downloads import downloads_of
from mentorsite.render.forms.form_view import FormGiven, form_view
from mentorsite.render.forms.sheet import FormSheet, HeadingBlock
from mentorsite.render.pages.form_sheet import form_sheet
from mentorsite.render.pages.my_dates import with_my_dates
from mentorsite.render.pages.page_view import edit_url, page_view
from mentorsite.render.pages.search_meta import if_searched, people
from mentorsite.render.pages.signing import signing_of
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import HeadingView, LinkView, MyDates, PageView, Searched
from mentorsite.structure.bilingual import Both, bilingual_address, in_two_languages


def form_page(context: SiteContext, entry: FormEntry) -> ThemedPage:
    """A form, with the files that can be downloaded of it."""
    form, settings, render_context = entry.form, context.site.settings, context.of_form(entry)
    sheet = form_sheet(context, entry)
    audience = people(sheet.roles, context.program(entry.program, form.language), render_context.words)
    kind = render_context.words[f"kind_{form.folder.removesuffix('s')}"]
    view = replace(
        page_view(context, context.outline.nodes[entry.address], form.language),
        edit_url=edit_url(settings, form.source),
        heading=escape(sheet.title),
        contents=contents_of(sheet),
        searched=if_searched(settings, Searched(kind, audience, keywords=form.keywords)),
    )
    side_by_side = None
    pair = context.pair_addresses.get(entry.address)
    if pair:
        side_by_side = relative(entry.address, pair)
    files = downloads_of(render_context, context.downloads, form.title, entry.files_address)
    signing = signing_of(context, entry)
    bilingual = tuple(_link(context, entry.address, both) for both in in_two_languages(context.site, entry))
    given = form_view(sheet, render_context.words, files, side_by_side, signing, bilingual)
    return ThemedPage("form.html", entry.address, asking(view, context, entry, given), given)


def asking(
    view: PageView, context: SiteContext, entry: FormEntry, given: FormGiven, address: str | None = None
) -> PageView:
    """The page with what it asks its reader: a checklist names roles that no program may have."""
    view = with_my_dates(view, context, address or entry.address, entry.program)
    asked = view.my_dates or MyDates((), "", (), False)
    # what a program calls a role goes before what the form does
    roles = tuple({**dict(given.item_roles), **dict(asked.roles)}.items())
    asks_match = asked.asks_match or given.asks_match
    if not roles and not asks_match:
        return view
    asked = replace(asked, roles=roles, asks_match=asks_match, checklist=given.is_checklist)
    return replace(view, my_dates=asked)


def contents_of(sheet: FormSheet) -> tuple[HeadingView, ...]:
    """The headings of a form."""
    headings = (block for block in sheet.blocks if isinstance(block, HeadingBlock))
    return tuple(HeadingView(block.id, block.text.plain) for block in headings)


def _link(context: SiteContext, here: str, both: Both) -> LinkView:
    names = context.site.settings.languages
    title = " / ".join(names[each.form.language] for each in both)
    return LinkView(title, relative(here, bilingual_address(both)))
