"""What there is in a handbook that keys can name: a form offers it where it is asked for. Pure."""

from collections.abc import Mapping

from mentorsite.model.site import Site

NAMES_OF: Mapping[str, str] = {
    **dict.fromkeys(("for", "role", "signatures", "signed_by", "filled_by", "to", "by"), "role"),
    **dict.fromkeys(("contact", "contacts", "lead"), "contact"),
    **dict.fromkeys(("due", "sign_by", "from", "when", "match"), "moment"),
    **dict.fromkeys(("agreements", "checklists", "worksheets", "worksheet", "agenda", "paired_with", "attach"), "form"),
    "cohort": "cohort", "program": "program", "guidelines": "page", "navigation": "page",
}  # fmt: skip
"""Which of the names a key takes; what it takes besides may be written, too."""


def names_in(site: Site) -> dict[str, tuple[str, ...]]:
    """The names of each kind, in the order in which they stand in the handbook."""
    programs = [each.program for each in site.programs]
    moments = [f"date {id}" for each in programs for cohort in each.cohorts.values() for id in cohort.dates]
    found = {
        "role": [id for each in programs for id in each.roles],
        "contact": [id for each in programs for id in each.contacts],
        "cohort": [id for each in programs for id in each.cohorts],
        "moment": ["match", "match + 7 days", "cohort start", "cohort end", "cohort end - 2 weeks", *moments],
        "form": [each.form.id for each in site.forms],
        "page": [name for page in site.pages for name in page.ids],
        "program": [each.id for each in site.programs],
    }
    return {kind: tuple(dict.fromkeys(map(str, names))) for kind, names in found.items()}
