"""Sentences of forms whose translation fills in other fields."""

from collections.abc import Iterator

from mentorsite.errors import Problem, problem
from mentorsite.markdown.document import Blank, Document, of_type
from mentorsite.model.blanks import fields_in, sentences
from mentorsite.model.form import Form
from mentorsite.model.site import Site


def blanks_of_translations(site: Site) -> Iterator[Problem]:
    """Fields that stand in a sentence of a form, and not in the same one of its translation, or the other way round."""
    forms = {entry.form.source: entry.form for entry in site.forms}
    for form in forms.values():
        original = forms.get(form.translates)
        if original:
            yield from _of_form(original, form)


def _of_form(original: Form, form: Form) -> Iterator[Problem]:
    for id, section in original.sections.items():
        if id not in form.sections:
            continue
        theirs = dict(sentences(form.sections[id]))
        for path, document in sentences(section):
            if path in theirs:
                yield from _of_sentence(document, theirs[path])


def _of_sentence(original: Document, translated: Document) -> Iterator[Problem]:
    wanted, there = fields_in(original), fields_in(translated)
    for blank in of_type(original, Blank):
        if blank.field not in there:
            message = f"the translation of this sentence lacks `{blank.source}`"
            yield problem("translation", translated.place, message, "write it where its answer stands in the sentence")
    for blank in of_type(translated, Blank):
        if blank.field not in wanted:
            message = f"`{blank.source}` doesn't stand in the sentence that this translates"
            yield problem("translation", blank.place, message, "take it out, or write it in the source too")
