"""A form in two languages at once, as a page to fill in and to print."""

from dataclasses import replace

from markupsafe import escape

from mentorsite.model.urls import relative
from mentorsite.render.forms.bilingual import bilingual_sheet
from mentorsite.render.forms.downloads import downloads_of
from mentorsite.render.forms.form_view import form_view
from mentorsite.render.forms.sheet import FormSheet
from mentorsite.render.pages.form import asking, contents_of
from mentorsite.render.pages.form_sheet import form_sheet
from mentorsite.render.pages.page_view import edit_url, page_view
from mentorsite.render.pages.signing import signing_of
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.bilingual import Both, bilingual_address, bilingual_files
from mentorsite.theme.bilingual import bilingual_words, with_languages
from mentorsite.theme.dates_and_numbers import language_name
from mentorsite.theme.values import Words
from mentorsite.theme.words import Word


def bilingual_page(context: SiteContext, both: Both) -> ThemedPage:
    """A form in two languages, with its own files."""
    first, _ = both
    address, render_context = bilingual_address(both), context.of_form(first)
    sheet, words = sheet_in_two_languages(context, both), words_in_two_languages(context, both)
    node = context.outline.nodes[address]
    view = replace(
        page_view(context, node, first.form.language),
        kind="form",
        edit_url=edit_url(context.site.settings, first.form.source),
        heading=escape(with_languages(sheet.title)),
        contents=contents_of(sheet),
    )
    side_by_side = None
    pair = context.pair_addresses.get(first.address)
    if pair:
        side_by_side = relative(address, pair)
    here = replace(render_context, shown_at=address)
    files = downloads_of(here, context.downloads, node.title, bilingual_files(both))
    # it is signed in its first language, and so by the form's own words
    given = form_view(sheet, words, files, side_by_side, signing_of(context, first))
    return ThemedPage("form.html", address, asking(view, context, first, given, address), given, words)


def sheet_in_two_languages(context: SiteContext, both: Both) -> FormSheet:
    """A form in two languages as every writer reads it."""
    here = bilingual_address(both)
    first, second = (form_sheet(context, each, here) for each in both)
    counts = both[0].form.counts or first.language
    sentences = [_which_counts(context.words(each.language), each.language, counts) for each in (first, second)]
    return bilingual_sheet(first, second, (sentences[0], sentences[1]))


def words_in_two_languages(context: SiteContext, both: Both) -> Words:
    """What the theme says in a form in two languages."""
    first, second = (each.form.language for each in both)
    return bilingual_words(context.words(first), context.words(second), second)


def _which_counts(words: Words, language: str, counts: str) -> str:
    sentence = words["bilingual_counts"]
    if isinstance(sentence, Word):  # as `pt` has those of `pt-BR`
        said_in = sentence.language
    else:
        said_in = language
    return sentence.format(language_name(counts, said_in))
