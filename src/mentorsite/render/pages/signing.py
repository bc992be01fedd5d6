"""What a page that is signed on screen, or that checks what was, knows of a form's words."""

from mentorsite.model.site import FormEntry
from mentorsite.render.forms.build_sheet import kept_name
from mentorsite.render.forms.signed_words import Signing, digest_of_all, signed_parts
from mentorsite.render.pages.form_sheet import form_sheet
from mentorsite.render.site_context import SiteContext


def signing_of(context: SiteContext, entry: FormEntry) -> Signing | None:
    """What is signed of a form; nothing where nobody signs it."""
    if not entry.form.signatures:
        return None
    sheet = form_sheet(context, entry)
    words = tuple((part.id, part.digest, part.label) for part in signed_parts(sheet))
    others = {}
    for each in in_other_languages(context, entry):
        others[each.form.language] = digest_of_all(signed_parts(form_sheet(context, each)))
    return Signing(sheet.language, words, others)


def in_other_languages(context: SiteContext, entry: FormEntry) -> list[FormEntry]:
    """A form in each other language: answers to all of them are kept together."""
    kept = kept_name(entry.form, context.of_form(entry))
    found = []
    for each in context.site.forms:
        if each.form.id != entry.form.id or each.form.language == entry.form.language or each.shown_in:
            continue  # ids are compared first: the name takes longer to work out
        if kept_name(each.form, context.of_form(each)) == kept:
            found.append(each)
    return found
