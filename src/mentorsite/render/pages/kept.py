"""The page that lists which forms a reader's device keeps answers to."""

from dataclasses import dataclass

from mentorsite.model.site import FormEntry
from mentorsite.model.urls import relative
from mentorsite.render.forms.build_sheet import former_kept_name, kept_name
from mentorsite.render.pages.page_view import page_view
from mentorsite.render.pages.themed_page import ThemedPage
from mentorsite.render.site_context import SiteContext
from mentorsite.render.views import Given
from mentorsite.structure.repeated_forms import repeats


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form that a device may keep answers to, under the name `kept`; translations once did under `kept_before`.

    Of one that `repeats` it keeps several copies.
    """

    id: str
    folder: str
    title: str
    url: str
    kept: str
    kept_before: str
    repeats: bool


@dataclass(frozen=True, slots=True)
class KeptGiven(Given):
    """The page about what a device keeps."""

    forms: tuple[KeptForm, ...]
    """All forms of the handbook."""


def kept_page(context: SiteContext, address: str) -> ThemedPage:
    """Every form of the handbook once; the browser shows those to which it keeps answers."""
    language = context.site.settings.language_at(address)
    view = page_view(context, context.outline.nodes[address], language)
    forms = {}
    for entry in context.site.forms_in(language):
        form = _form(context, address, entry)
        forms[form.kept] = form
    return ThemedPage("kept.html", address, view, KeptGiven(tuple(forms.values())))


def _form(context: SiteContext, here: str, entry: FormEntry) -> KeptForm:
    form, render_context = entry.form, context.of_form(entry)
    kept, before = kept_name(form, render_context), former_kept_name(form, render_context)
    url, again = relative(here, entry.address), repeats(form, context.site, entry.program)
    return KeptForm(form.id, form.folder, form.title, url, kept, before, again)
