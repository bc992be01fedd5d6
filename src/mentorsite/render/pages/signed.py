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
    entries = sorted(
        (each for each in context.site.forms if not each.shown_in), key=lambda each: each.form.language != language
    )
    found = (_form(context, address, each) for each in entries)
    return ThemedPage("signed.html", address, view, SignedGiven(tuple(each for each in found if each)))


def _form(context: SiteContext, here: str, entry: FormEntry) -> SignedForm | None:
    form, signing = entry.form, signing_of(context, entry)
    if not signing:
        return None
    url = relative(here, entry.address)
    return SignedForm(form.id, form.folder, form.title, url, form.version or "", signing)
