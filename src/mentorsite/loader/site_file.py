"""site.yml, and what holds where it can't be understood."""

from dataclasses import replace

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader import yaml_source
from mentorsite.loader.made_up_contacts import made_up_in
from mentorsite.loader.overlay import laid_over
from mentorsite.loader.sources import known_language, no_language
from mentorsite.loader.tree import (
    SITE_FILE,
    SITE_TRANSLATION,
    Tree,
    decoded,
)
from mentorsite.loader.validate import validated
from mentorsite.loader.yaml_text import YamlText
from mentorsite.model.settings import Settings


def settings(tree: Tree) -> tuple[Settings, tuple[Problem, ...]]:
    """What site.yml says; the defaults where it can't be understood."""
    fallback = Settings(title="Handbook")
    data = tree.texts.get(SITE_FILE)
    if data is None:
        hint = "run this in a handbook's folder, name it with -C, or make one with `mentorsite new`"
        return fallback, (problem("no-project", Place(SITE_FILE), "there is no site.yml here", hint),)
    text = decoded(SITE_FILE, data)
    if isinstance(text, Problem):
        return fallback, (replace(text, code="site-file"),)
    yaml = yaml_source.read(SITE_FILE, text)
    found, problems = validated(Settings, yaml)
    # Of this code, which is always an error: `checks` of the same site.yml can't make advice of it.
    faults = []
    for each in problems:
        if each.fatal:
            faults.append(replace(each, code="site-file"))
        else:
            faults.append(each)
    if found:
        return found, (*faults, *made_up_in(SITE_FILE, text))
    return _with_languages(fallback, yaml), tuple(faults)


def translations(tree: Tree, settings: Settings) -> tuple[dict[str, Settings], tuple[Problem, ...]]:
    """What site.yml says in other languages, by their codes: `site.es.yml` has the words of its texts."""
    source = decoded(SITE_FILE, tree.texts.get(SITE_FILE, b""))
    found: dict[str, Settings] = {}
    problems: list[Problem] = []
    for path, data in tree.texts.items():
        named = SITE_TRANSLATION.fullmatch(path)
        if not named or isinstance(source, Problem):
            continue
        language = known_language(named["language"], settings)
        if not language or language == settings.default_language:
            problems.append(_no_translation(path, language, settings))
            continue
        text = decoded(path, data)
        if isinstance(text, Problem):
            problems.append(text)
            continue
        laid, strange = laid_over(Settings, yaml_source.read(SITE_FILE, source), yaml_source.read(path, text))
        said, faults = validated(Settings, laid)
        # What is wrong with site.yml itself is told once, and not by each of its translations.
        problems += (*strange, *(each for each in faults if each.path == path))
        if said:
            found[language] = said
    return found, tuple(problems)


def _no_translation(path: str, language: str, settings: Settings) -> Problem:
    if language:
        message = f"`{language}` is the language of site.yml itself"
        return problem("translation", Place(path), message, "write these texts there, and take this file away")
    message, hint = no_language(path, settings)
    return problem("translation", Place(path), message, hint)


def _with_languages(fallback: Settings, yaml: YamlText) -> Settings:
    """The defaults with the languages of a site.yml that can't be understood: they say what each file is."""
    said = yaml.value if isinstance(yaml.value, dict) else {}
    # Each by itself, since what is wrong may be the other one.
    for key in ("languages", "language"):
        alone = {"title": fallback.title, key: said.get(key)}
        found, _ = validated(Settings, replace(yaml, value=alone, problems=()))
        if found and said.get(key):
            return found
    return fallback
