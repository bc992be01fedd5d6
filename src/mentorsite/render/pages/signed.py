"""The page that tells whether a file is what was signed."""

from dataclasses import dataclass

from mentorsite.model.site import FormEntry
from mentorsite.model.urls import relative
from mentorsite.render.forms.signed_words import Signing
from mentorsite.render.pages.page_view import page_view
from mentorsite.render.pages.signing import signing_of
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import Given


@dataclass(frozen=True, slots=True)
class SignedForm:
    """A form that is signed, as it is today: in one language, where several have it."""

    id: str
    folder: str
    title: str
    url: str
    version: str
    signing: Signing


@dataclass(frozen=True, slots=True)
class SignedGiven(Given):
    """The page that checks a signed copy."""

    forms: tuple[SignedForm, ...]
    """The forms that are signed, those in the reader's language first."""


def signed_page(context: SiteContext, address: str) -> ThemedPage:
    """What the browser compares a file with: the words of every form that is signed, in each language."""
    language = context.site.settings.language_at(address)
    view = page_view(context, context.outline.nodes[address], language)
    entries = [each for each in context.site.forms if not each.shown_in]
    # False goes before True: the reader's own language comes first, all else stays in its order
    entries.sort(key=lambda each: each.form.language != language)
    found = []
    for entry in entries:
        form = _form(context, address, entry)
        if form:
            found.append(form)
    return ThemedPage("signed.html", address, view, SignedGiven(tuple(found)))


def _form(context: SiteContext, here: str, entry: FormEntry) -> SignedForm | None:
    form, signing = entry.form, signing_of(context, entry)
    if not signing:
        return None
    url = relative(here, entry.address)
    return SignedForm(form.id, form.folder, form.title, url, form.version or "", signing)
