"""Forms that can't stand in two languages as they say."""

from collections.abc import Iterator
from posixpath import splitext

from mentorsite.errors import Problem, problem
from mentorsite.model.form import Form
from mentorsite.model.site import Site


def languages_of_forms(site: Site) -> Iterator[Problem]:
    """Languages that a form names under `also_in` and `counts`, and doesn't have."""
    translated = {(each.form.translates, each.form.language) for each in site.forms}
    for form in {each.form.source: each.form for each in site.forms if not each.form.translates}.values():
        for language in dict.fromkeys(form.also_in):
            if (form.source, language) not in translated:
                yield from _lacking(site, form, language)
        if form.counts and form.counts not in (form.language, *form.also_in):
            there = " or ".join(f"`{each}`" for each in (form.language, *form.also_in))
            message = f"`{form.counts}` can't count: this form doesn't stand in it"
            yield problem("two-languages", form.place_of("counts"), message, f"write {there}")


def _lacking(site: Site, form: Form, language: str) -> Iterator[Problem]:
    """Why a form has no translation in a language that it names."""
    stem, ending = splitext(form.source)
    file, place = f"{stem}.{language}{ending}", form.place_of("also_in")
    if language == form.language:
        message, hint = f"this form is written in `{language}`", "name the languages that stand below it"
        yield problem("two-languages", place, message, hint)
    elif language not in site.settings.languages:
        message = f"`{language}` is no language of this handbook"
        hint = f"name it in site.yml, as `languages: {{{site.settings.default_language}: …, {language}: …}}`"
        yield problem("two-languages", place, message, hint)
    elif file in site.drafts:
        message = f"{file} is a draft, so this form doesn't stand in `{language}` yet"
        yield problem("two-languages", place, message, "take `draft` out of it when it is ready")
    elif file not in site.broken:
        message = f"this form has no translation into `{language}`"
        yield problem("two-languages", place, message, f"write {file}: `mentorsite translate {language}` makes it")
