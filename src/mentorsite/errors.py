"""Problems in content, which are values, and failures of a command, which are exceptions.

MentorsiteError
├── UsageError         the command was asked for something it will not do
├── FatalError         the machine does not let the command finish
│   └── MissingToolError a program or library that an output needs is missing
└── ThemeError         a template cannot be rendered
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches


class MentorsiteError(Exception):
    """A command cannot go on; its text says why and what to do."""


class UsageError(MentorsiteError):
    """The command was asked for something it will not do."""


class FatalError(MentorsiteError):
    """The machine does not let the command finish."""


class MissingToolError(FatalError):
    """A program or library that an output needs is missing; the text says what to install, and how to do without."""


class ThemeError(MentorsiteError):
    """A template cannot be rendered: it uses something that is not there."""


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A spot in a source file; lines and columns count from 1."""

    path: str
    line: int = 1
    column: int = 1


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong, where it is, and what to write instead.

    Problems `about` one thing are one mistake: it is at the one that is `root`, else at the first. Of a key that is
    missing, `missing` are the keys and indexes that would lead to it.
    """

    path: str
    line: int
    column: int
    code: str
    message: str
    hint: str = ""
    fatal: bool = True
    about: str = field(default="", compare=False)
    root: bool = field(default=False, compare=False)
    missing: tuple[str | int, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Mistake:
    """A problem, and those that follow from it: most of them go when it is mended."""

    problem: Problem
    followers: tuple[Problem, ...] = ()

    @property
    def fatal(self) -> bool:
        """Whether it is an error."""
        return self.problem.fatal

    @property
    def following(self) -> int:
        """How many problems follow from it."""
        return len(self.followers)


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of problem: whether it stops a build, and whether `checks` may change that.

    Advice about mentoring names the idea that it serves, from 1 to 10, and a definition may waive it.
    """

    meaning: str
    fatal: bool = True
    fixed: bool = False
    waivable: bool = False
    idea: int | None = None


CODES: dict[str, Code] = {
    # The project cannot be understood without these: `checks` does not change them.
    "no-project": Code("there is no site.yml", fixed=True),
    "site-file": Code("site.yml cannot be used as it is", fixed=True),
    "missing-theme": Code("the theme does not exist", fixed=True),
    "theme": Code("the theme has a fault", fixed=True),
    "nothing-to-build": Code("the project has no page", fixed=True),
    # Files.
    "not-text": Code("a file that should be text is not UTF-8"),
    "too-large": Code("a file is larger than a page or a definition can be"),
    "too-deep": Code("text nests deeper than it is read"),
    "unsafe-name": Code("a file's name cannot be published everywhere"),
    "active-file": Code("a file that a browser or a web host may run"),
    "host-file": Code("a file that changes what a web host does"),
    "old-print-file": Code("a file of a theme that PDFs are no longer drawn with", fatal=False),
    "old-word": Code("a word of a theme that no page says any more", fatal=False),
    "svg-part": Code("a part of an SVG that is left out of what is published", fatal=False),
    "outside-project": Code("a link or a file leads out of the project"),
    "unreadable": Code("a file cannot be read"),
    "left-over": Code("a file that a program left, which is not published", fatal=False),
    "copied-file": Code(
        "a file or a folder that is called like a copy of another one, or says the very same", fatal=False
    ),
    "called-draft": Code("a page, a form or a folder that is called a draft and is published", fatal=False),
    # Definitions.
    "yaml": Code("the YAML cannot be read"),
    "cut-text": Code("a text that a `#` cuts off", fatal=False),
    "duplicate-key": Code("a key appears twice"),
    "unknown-key": Code("a key that mentorsite does not know"),
    "missing-key": Code("a key that is needed is not there"),
    "wrong-value": Code("a value is not what the key takes"),
    "missing-role": Code("a program has no mentor or no mentee role"),
    "duplicate-field": Code("two fields of a form have one id"),
    "never-repeated": Code("something is said of the next time of a form that doesn't repeat", fatal=False),
    "unknown-definition": Code("a definition stands in a folder that has no meaning", fatal=False),
    # Pages.
    "front-matter": Code("front matter that another generator reads", fatal=False),
    "no-front-matter": Code("lines that nearly are front matter, and are shown as text"),
    "missing-title": Code("a page, a folder or an entry of the menu has no title", fatal=False),
    "repeated-term": Code("a glossary explains a term twice", fatal=False),
    "taken-out": Code("HTML that pages may not have, so that it is not shown", fatal=False),
    "nearly-markdown": Code("a text that nearly is a heading, a link, a list, a table or the like", fatal=False),
    "unknown-emoji": Code("the short name of an emoji that does not exist", fatal=False),
    "control-character": Code("a character that text cannot have", fatal=False),
    "country-code": Code("the code of a country in place of a language's", fatal=False),
    "made-up": Code("an address, a number or a name that stands for a real one", fatal=False),
    # Names and references.
    "broken-link": Code("a link leads nowhere"),
    "broken-anchor": Code("a link's anchor does not exist"),
    "broken-image": Code("an image does not exist"),
    "dead-link": Code("a link to another site at which there is nothing; `check --links` asks", fatal=False),
    "unsafe-link": Code("a link of a kind that pages may not have"),
    "unknown-variable": Code("a variable that has no value"),
    "unknown-reference": Code("a name that nothing has"),
    "same-label": Code("two cohorts or two roles of a program are called the same", fatal=False),
    "same-url": Code("two sources for one address"),
    "case-clash": Code("addresses that differ in case alone"),
    "unsuitable-logo": Code("a logo that is no image, too large, or would run something"),
    "image-without-words": Code("an image that says nothing to those who can't see it", fatal=False),
    "link-without-words": Code("a link with nothing in it, which nobody sees", fatal=False),
    "unsuitable-picture": Code("a picture that is not whole, or that no browser shows", fatal=False),
    "damaged-document": Code("a document or an archive that nobody can open", fatal=False),
    "names-in-document": Code(
        "a document that tells who wrote, saved or reviewed it, or where a photo was taken", fatal=False
    ),
    "addresses-in-table": Code("a table or a list of people's addresses, or of pairs, that is published", fatal=False),
    "notes-kept": Code("a file that may tell who made it, and whose notes can't be taken out", fatal=False),
    "pale-accent": Code("an accent that can't be read"),
    "other-program": Code("several programs, and pages use names of another than the first"),
    "which-program": Code("several programs, and nothing says which one pages speak of", fatal=False),
    # Plugins.
    "unknown-plugin": Code("a plugin that is not installed"),
    "plugin": Code("what a plugin says", fatal=False),
    # Days and hours.
    "circular-moment": Code("moments that are counted from each other"),
    "unresolved-moment": Code("a moment that has no day in a cohort that is no longer planned"),
    "no-timezone": Code("a time of day without a time zone"),
    "missing-hour": Code("an hour that the clocks skip on that day"),
    "doubled-hour": Code("an hour that comes twice on that day", fatal=False),
    "outside-cohort": Code("a day before or after its cohort, or left out where nothing would be", fatal=False),
    "long-cohort": Code("a cohort that goes on for many years", fatal=False),
    "empty-series": Code("a series without a meeting in a cohort", fatal=False),
    "too-many-days": Code("a series with more days than mentorsite lists"),
    "no-such-session": Code("something is said of a meeting that a series does not have"),
    "endless-series": Code("a series without an end", fatal=False),
    # Safety.
    "unsafeguarded": Code("people under 18 take part without what protects them"),
    # Translations.
    "translation": Code("a translation that says more than its texts, or not as many as its source"),
    "untranslated": Code("a translation leaves a text out, which shows in the default language", fatal=False),
    "translation-memory": Code("what translations were made from cannot be read", fatal=False),
    "outdated-translation": Code("the source of a translated text has changed since", fatal=False),
    "two-languages": Code("a form that can't stand in two languages as it says"),
    "translation-alone": Code("a file that is called like a translation, and translates nothing", fatal=False),
    # Mentoring: a definition may waive these, with a reason.
    "no-boundaries": Code("a program that sets no boundaries", fatal=False, waivable=True, idea=3),
    "no-commitment": Code("a program that says nothing of time, money or action", fatal=False, waivable=True, idea=5),
    "no-signature": Code("an agreement that nobody signs", fatal=False, waivable=True, idea=5),
    "stale-year": Code("an agreement that names a year its cohort is not in", fatal=False, waivable=True, idea=5),
    "no-help": Code("a program with nobody to turn to when it stalls", fatal=False, waivable=True, idea=6),
    "no-check-ins": Code("a program without a rhythm of check-ins", fatal=False, waivable=True, idea=7),
    "no-closing": Code("a program that does not say how it closes", fatal=False, waivable=True, idea=10),
    "no-conduct": Code("a program without a code of conduct or a conduct contact", fatal=False, waivable=True),
    "cohort-over": Code("a cohort that is open or running though its end has passed", fatal=False, waivable=True),
    "cohort-begun": Code("a cohort that is planned though it has begun", fatal=False, waivable=True),
    "no-day-yet": Code(
        "a date without a day in a cohort that runs or begins within four weeks; `check --upcoming` says so",
        fatal=False,
        waivable=True,
    ),
    "several-cohorts": Code(
        "cohorts that run on the same days, of which one stands in front", fatal=False, waivable=True
    ),
    "unused-waiver": Code("a waiver of advice that is not given", fatal=False),
}
"""Every code, in the order of the reference."""


CAUSES = frozenset({
    "no-project", "site-file", "missing-theme", "theme", "not-text", "too-large", "unsafe-name", "unreadable",
    "yaml", "duplicate-key", "unknown-key", "missing-key", "wrong-value", "missing-role", "duplicate-field",
    "other-program",
})  # fmt: skip
"""The codes of what keeps a file from being understood: they come first, since others may follow from them."""


def problem(code: str, place: Place, message: str, hint: str = "", *, about: str = "", root: bool = False) -> Problem:
    """A problem of a known code, as severe as that code is by default."""
    return Problem(place.path, place.line, place.column, code, message, hint, CODES[code].fatal, about, root)


def mistakes(problems: Iterable[Problem]) -> tuple[Mistake, ...]:
    """The problems, those about one thing together; what keeps files from being understood comes first."""
    groups: dict[str | Problem, list[Problem]] = {}
    for each in sorted(set(problems)):
        groups.setdefault(each.about or each, []).append(each)
    found = [_mistake(group) for group in groups.values()]
    return tuple(sorted(found, key=lambda each: (not _comes_first(each), each.problem)))


def _comes_first(mistake: Mistake) -> bool:
    return mistake.problem.code in CAUSES or (mistake.problem.root and bool(mistake.followers))


def _mistake(group: list[Problem]) -> Mistake:
    # False is less than True: the root, else an error, else the first in its file.
    cause = min(group, key=lambda each: (not each.root, not each.fatal, each))
    # What stops a build is an error, also where it only follows from what is advice by itself.
    shown = replace(cause, fatal=any(each.fatal for each in group))
    return Mistake(shown, tuple(each for each in group if each is not cause))


def graded(problems: Iterable[Problem], checks: Mapping[str, str]) -> tuple[Problem, ...]:
    """The problems as `checks` in site.yml wants them: `error`, `advice` or `off`, by code or `*`."""
    kept = []
    for each in problems:
        code = CODES[each.code]
        grade = checks.get(each.code, "")
        if not grade and code.fatal:  # `*` is all errors, and no advice
            grade = checks.get("*", "")
        if code.fixed or not grade:
            kept.append(each)
        elif grade != "off":
            kept.append(replace(each, fatal=grade == "error"))
    return tuple(sorted(set(kept)))


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A hint that names the nearest known name, or nothing when none is near."""
    near = nearest(name, known)
    if near:
        return f"did you mean `{near}`?"
    return ""


def nearest(name: str, known: Iterable[str], cutoff: float = 0.6) -> str:
    """The nearest known name, whatever its letters' case, or nothing when none is near."""
    # In order, so that of names that differ in case alone it is always the same one that stays.
    by_small = {each.casefold(): each for each in sorted(set(known))}
    near = get_close_matches(name.casefold(), by_small, n=1, cutoff=cutoff)
    if near:
        return by_small[near[0]]
    return ""


def visible(text: str) -> str:
    """The text with characters that steer a terminal shown as signs; a tab takes one column."""
    return "".join(each if each.isprintable() else "\ufffd" for each in text.replace("\t", " "))
