"""Files that are called like a translation, and translate nothing that is there."""

from collections import defaultdict
from collections.abc import Iterator

from mentorsite.errors import Place, Problem, did_you_mean, problem
from mentorsite.loader.sources import is_called_like_translation, no_language
from mentorsite.model.site import Site


def translations_of_nothing(site: Site) -> Iterator[Problem]:
    """Definitions and pages whose name has a language, and that stand alone by a slip."""
    yield from _without_source(site)
    yield from _in_no_language(site)


def _without_source(site: Site) -> Iterator[Problem]:
    """Definitions that nearly are called as one that they may be meant to translate."""
    default = site.settings.default_language
    found = {entry.source: ("programs", entry.id, entry.language, entry.translates) for entry in site.programs}
    for each in site.forms:
        found[each.form.source] = (each.form.folder, each.form.id, each.form.language, each.form.translates)
    # One that has a translation already is hardly what another one was meant to translate.
    translated = {translates for *_, translates in found.values()}
    waiting: defaultdict[str, list[str]] = defaultdict(list)
    for source, (folder, id, language, _) in found.items():
        if language == default and source not in translated and id not in waiting[folder]:
            waiting[folder].append(id)
    for source, (folder, id, language, translates) in found.items():
        if language == default or translates:
            continue
        near = did_you_mean(id, waiting[folder])
        if near:
            message = f"this stands alone: there is no `{id}` in `content/{folder}` that it would translate"
            yield problem("translation-alone", Place(source), message, near)


def _in_no_language(site: Site) -> Iterator[Problem]:
    """Files beside one of the same name, whose language site.yml doesn't have."""
    for source in site.digests:
        if source not in site.broken and is_called_like_translation(source, site.digests, site.settings):
            message, hint = no_language(source, site.settings)
            yield problem("translation-alone", Place(source), f"{message}, so this is a page of its own", hint)
