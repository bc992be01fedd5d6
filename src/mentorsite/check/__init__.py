"""Checks of a site that could be read: one small function for each rule, listed in `RULES`."""

from collections.abc import Callable, Iterator
from datetime import date

from mentorsite.check.bilingual import languages_of_forms
from mentorsite.check.blanks import blanks_of_translations
from mentorsite.check.contrast import unreadable_accent
from mentorsite.check.copied_files import copied_files
from mentorsite.check.document_notes import addresses_in_tables, damaged_documents, names_in_documents
from mentorsite.check.draft_names import called_drafts
from mentorsite.check.empty_links import links_without_words
from mentorsite.check.fixed_days import fixed_days
from mentorsite.check.glossary import repeated_terms
from mentorsite.check.images import images_without_words, unsuitable_pictures
from mentorsite.check.kept_notes import kept_notes
from mentorsite.check.languages import country_codes
from mentorsite.check.limits import beyond_limits
from mentorsite.check.links import broken_links
from mentorsite.check.mentoring import mentoring
from mentorsite.check.once_only import nothing_next_time
from mentorsite.check.outside_cohort import days_outside
from mentorsite.check.people_named import unknown_people
from mentorsite.check.references import unknown_references
from mentorsite.check.safeguarding import unsafeguarded
from mentorsite.check.schedule import (
    changing_hours,
    circular_moments,
    hours_without_zone,
    unresolved_moments,
)
from mentorsite.check.series import days_left_out_of_nothing, endless_series, too_many_days, unknown_sessions
from mentorsite.check.settings import settings_references
from mentorsite.check.shared_forms import forms_unfit_for_a_program
from mentorsite.check.titles import made_up_titles, same_labels
from mentorsite.check.translations import translations_of_nothing
from mentorsite.errors import Problem
from mentorsite.model.site import Site

Rule = Callable[[Site], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    beyond_limits, broken_links, unknown_references, forms_unfit_for_a_program, settings_references, unreadable_accent,
    circular_moments, unresolved_moments, hours_without_zone, changing_hours, days_outside, fixed_days, too_many_days,
    unknown_sessions, endless_series, days_left_out_of_nothing, unsafeguarded, country_codes,
    nothing_next_time,
    translations_of_nothing, blanks_of_translations,
    languages_of_forms, repeated_terms, made_up_titles, same_labels, unsuitable_pictures,
    images_without_words, links_without_words, copied_files, called_drafts, names_in_documents, addresses_in_tables,
    kept_notes, damaged_documents,
    unknown_people,
)  # fmt: skip


def check(site: Site, today: date | None = None) -> tuple[Problem, ...]:
    """Every problem that the rules see. What is only true on a day is not said without one."""
    return (*(problem for rule in RULES for problem in rule(site)), *mentoring(site, today))
