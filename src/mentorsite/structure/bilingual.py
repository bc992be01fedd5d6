"""Forms in two languages at once: which there are, and where their pages and files stand."""

from collections.abc import Iterator

from mentorsite.model.site import FormEntry, Site

Both = tuple[FormEntry, FormEntry]
"""A form, and its translation that stands below it."""


def bilingual_forms(site: Site) -> Iterator[Both]:
    """Every form in two languages, once a program where several list it."""
    for entry in site.forms:
        if not entry.shown_in and not entry.form.translates:
            yield from _with_translations(site, entry)


def in_two_languages(site: Site, entry: FormEntry) -> tuple[Both, ...]:
    """The documents in two languages of a form, of what it translates, or of what stands in place of a translation."""
    if not entry.form.also_in:
        return ()
    source = entry.form.translates or entry.form.source
    originals = []
    for each in site.forms:
        if each.form.source == source and each.program == entry.program and not each.shown_in:
            originals.append(each)
    return tuple(found for each in originals for found in _with_translations(site, each))


def bilingual_address(both: Both) -> str:
    """Where a form in two languages stands: `agreements/promise/en-es/`."""
    return f"{both[0].address}{_languages(both)}/"


def bilingual_files(both: Both) -> str:
    """The address beside which its files stand: `agreements/promise.en-es` for `agreements/promise.en-es.pdf`."""
    return f"{both[0].address.rstrip('/')}.{_languages(both)}"


def _languages(both: Both) -> str:
    return "-".join(each.form.language for each in both)


def _with_translations(site: Site, entry: FormEntry) -> Iterator[Both]:
    for language in dict.fromkeys(entry.form.also_in):
        for each in site.forms:
            is_translation = each.form.translates == entry.form.source and each.form.language == language
            if is_translation and each.program == entry.program and not each.shown_in:
                yield entry, each
