"""A form of a site as every writer reads it."""

from dataclasses import replace

from mentorsite.model.site import FormEntry
from mentorsite.render.forms.build_sheet import sheet_of
from mentorsite.render.forms.sheet import FormSheet
from mentorsite.render.site_context import SiteContext


def form_sheet(context: SiteContext, entry: FormEntry, shown_at: str = "") -> FormSheet:
    """The sheet of a form; `shown_at` is where its page stands, if not at its own address."""
    key = entry.address, entry.form.language, shown_at
    if key not in context.sheets:
        program = context.program(entry.program, entry.form.language)
        context.sheets[key] = sheet_of(entry.form, program, replace(context.of_form(entry), shown_at=shown_at))
    return context.sheets[key]
