"""A file of a theme's words → the words, and what is wrong with it."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from mentorsite.errors import Place, Problem, did_you_mean, problem
from mentorsite.loader import yaml_source
from mentorsite.loader.yaml_text import YamlText
from mentorsite.theme.words import OTHER, PLURALS, Word

RENAMED = {
    "anchor_cohort_end": "`moment_at_…` and the words beside it, which are whole",
    "anchor_cohort_start": "`moment_at_…` and the words beside it, which are whole",
    "anchor_match": "`moment_at_…` and the words beside it, which are whole",
    "anchor_named": "`moment_at_…` and the words beside it, which are whole",
    "anchor_phase": "`moment_at_…` and the words beside it, which are whole",
    "conduct_contact": "`conduct_turn_to`, with {0} for who that is",
    "download_pages_one": "`download_pages` with `one` and `other`",
    "every": "`every_days`, `every_weeks` and `every_months`",
    "everyone": "`for_everyone`, which is whole",
    "form_older_unknown": "`form_older_unversioned`, which is whole",
    "from_moment": "`since_match`, `since_after_match` and the words beside them",
    "ideas_write_program": "`ideas_write_program_1` to `ideas_write_program_10`, which are whole",
    "lasts": "`lasts_days`, `lasts_weeks` and `lasts_months`",
    "list_and": "nothing: the language says how its lists end",
    "local_time_or": "nothing: the browser says how its lists end",
    "minutes": "nothing: the language says how long something is",
    "moment_after": "`moment_after_match` and the words beside it, which are whole",
    "moment_at": "`moment_at_match` and the words beside it, which are whole",
    "moment_before": "`moment_before_match` and the words beside it, which are whole",
    "period_day": "`period_days` with `one` and `other`",
    "period_month": "`period_months` with `one` and `other`",
    "period_week": "`period_weeks` with `one` and `other`",
    "role_cohort": "`role_dates_of`, with {0} for the cohort",
    "safeguarding_lead": "`safeguarding_by`, with {0} for who that is",
    "search_many": "`search_count` with `one` and `other`",
    "search_one": "`search_count` with `one` and `other`",
    **{f"ideas_rule_{number}": f"`ideas_write_program_{number}`, which is whole" for number in range(1, 11)},
}
"""What to write in place of a word that was there."""


@dataclass(frozen=True, slots=True)
class WordsFile:
    """The words of a file by their names, where each stands, and what is wrong with the file."""

    words: Mapping[str, Word]
    places: Mapping[str, Place]
    problems: tuple[Problem, ...]


@lru_cache(maxsize=128)  # a preview reads the same words with every change
def read_words(file: str, text: str, language: str) -> WordsFile:
    """The words of a file."""
    read = yaml_source.read(file, text)
    if isinstance(read.value, dict):
        value = read.value
    else:
        value = {}
    words: dict[str, Word] = {}
    faults = list(read.problems)
    for name, said in value.items():
        if isinstance(said, str):
            words[name] = Word(said, language)
        elif isinstance(said, dict):
            found = list(_faults_of_forms(name, said, read))
            faults += found
            if not found:  # else the word of the layer below stays
                words[name] = Word(said[OTHER], language, said)
        if name in RENAMED:
            hint = f"write {RENAMED[name]}"
            faults.append(problem("old-word", read.key((name,)), f"no page says `{name}` any more", hint))
    return WordsFile(words, {name: read.key((name,)) for name in words}, tuple(faults))


@dataclass(frozen=True, slots=True)
class WordsByLanguage(Mapping[str, Mapping[str, Word]]):
    """The words of each language, the last layer's before those below. A file is read when its language is asked for.

    `files` has the name and the text of each, by language, the lowest layer first.
    """

    files: Mapping[str, tuple[tuple[str, str], ...]]

    def __getitem__(self, language: str) -> Mapping[str, Word]:
        found: dict[str, Word] = {}
        for file, text in self.files[language]:
            found.update(read_words(file, text, language).words)
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self.files)

    def __len__(self) -> int:
        return len(self.files)


def unfit(read: WordsFile, english: Mapping[str, Word]) -> Iterator[Problem]:
    """Words into which something is filled that is not given to them, by what their English ones take."""
    for name, word in read.words.items():
        taken = _taken(english.get(name, ""))
        found: set[str] = set()
        for text in word.forms.values():
            found |= _taken(text)
        if taken and not found <= taken:
            known = ", ".join(f"`{{{each}}}`" for each in sorted(taken))
            message = f"nothing is filled in for `{{{min(found - taken)}}}` in `{name}`"
            yield problem("theme", read.places[name], message, f"write {known}, and no other braces")


def _taken(text: str) -> frozenset[str]:
    """What stands between the braces of a text."""
    if text.count("{") != text.count("}"):
        return frozenset({""})  # no English word takes a nameless one, so such a text is told of
    return frozenset(re.findall(r"\{([^{}]*)\}", text))


def _faults_of_forms(name: str, forms: Mapping[str, object], read: YamlText) -> Iterator[Problem]:
    """What keeps the forms of a word from being said."""
    for kind, text in forms.items():
        if kind not in PLURALS:
            hint = did_you_mean(kind, PLURALS) or f"there are: {', '.join(PLURALS)}"
            yield problem("theme", read.key((name, kind)), f"there is no kind of number `{kind}`", hint)
        elif not isinstance(text, str):
            yield problem("theme", read.key((name, kind)), f"`{kind}` of `{name}` is no text", "write a text")
    if OTHER not in forms:
        yield problem("theme", read.key((name,)), f"`{name}` has no `other`", "write the form for all other numbers")
