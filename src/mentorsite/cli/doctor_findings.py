"""What a machine and a handbook's folder are missing for a build: facts in, lines out, each with what to do."""

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from mentorsite.deploy.github import Repository, right_url
from mentorsite.errors import visible
from mentorsite.model.settings import Settings
from mentorsite.render.forms.pdf.script_fonts import READY, package_of, script_of

OLDEST = (3, 11)
LineState = Literal["ok", "advice", "to do"]


@dataclass(frozen=True, slots=True)
class Facts:
    """What was found. A text says why something can't be, and what to do; an empty one that it can."""

    python: tuple[int, ...]
    no_pdf: str = ""
    no_search: str = ""
    no_git: str = ""
    dask: str = ""
    """The version of Dask's scheduler that is installed; empty where it is not."""
    no_output: str = ""
    no_handbook: str = ""
    faulty: bool = False
    """Whether there is a site.yml that can't be used."""
    fonts: Mapping[str, bool] | None = None
    """Whether a font has the letters of each language; None where Typst is not there to say."""
    settings: Settings | None = None
    made_up: tuple[str, ...] = ()
    """The places that say something made up, each with its file and line."""
    repository: Repository | None = None
    not_the_top: str = ""
    ignored: tuple[str, ...] = ()
    """The files which a website is made of or with that git leaves out."""


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was looked at. `to do` keeps a build from working, `advice` doesn't."""

    about: str
    said: str
    state: LineState = "ok"


def diagnose(facts: Facts) -> tuple[Line, ...]:
    """Every line, in the order of a build."""
    machine = (_python(facts), _pdf(facts), _search(facts), _git(facts), _cluster(facts))
    if facts.settings is None:
        return (*machine, _handbook(facts))
    handbook = (_output(facts), _address(facts, facts.settings), *_place(facts), *_ignored(facts), _made_up(facts))
    return (*machine, _fonts(facts, facts.settings), *handbook)


def can_build(lines: tuple[Line, ...]) -> bool:
    """Whether nothing is left to do before a build."""
    return all(line.state != "to do" for line in lines)


def languages(settings: Settings) -> tuple[str, ...]:
    """The languages of a handbook, the default one first."""
    return tuple(dict.fromkeys((settings.default_language, *settings.languages)))


def _python(facts: Facts) -> Line:
    version = ".".join(map(str, facts.python))
    if facts.python[:2] < OLDEST:
        return Line("Python", f"{version} is too old. Install {'.'.join(map(str, OLDEST))} or newer.", "to do")
    return Line("Python", version)


def _pdf(facts: Facts) -> Line:
    if not facts.no_pdf:
        return Line("PDFs", "can be drawn")
    if facts.settings and "pdf" not in facts.settings.downloads:
        return Line("PDFs", "can't be drawn, and this handbook has none")
    return Line("PDFs", facts.no_pdf, "to do")


def _search(facts: Facts) -> Line:
    if not facts.no_search:
        return Line("Search", "can be made")
    if facts.settings and not facts.settings.search:
        return Line("Search", "can't be made, and this handbook has none")
    return Line("Search", facts.no_search, "to do")


def _git(facts: Facts) -> Line:
    if facts.no_git:
        return Line("git", f"{facts.no_git} Only `mentorsite deploy` needs it.", "advice")
    return Line("git", "is installed; `mentorsite deploy` uses it")


def _cluster(facts: Facts) -> Line:
    if facts.dask:
        return Line("Cluster", f"distributed {facts.dask} is installed; `mentorsite pack --scheduler` uses it")
    how = "`pip install 'mentorsite[cluster]'` installs it."
    return Line("Cluster", f"distributed is not installed; only `mentorsite pack --scheduler` needs it. {how}")


def _handbook(facts: Facts) -> Line:
    if facts.faulty:
        return Line("Handbook", facts.no_handbook, "to do")
    return Line("Handbook", facts.no_handbook, "advice")  # a machine can be looked at before there is a handbook


def _fonts(facts: Facts, settings: Settings) -> Line:
    own = []
    for language in languages(settings):
        if script_of(language) not in READY:
            own.append(language)
    if not own:
        return Line("Fonts", f"come with mentorsite for {', '.join(languages(settings))}")
    if facts.fonts is None:
        how = _how_to_install(own)
        message = f"PDFs in {', '.join(own)} need a font that has the letters; Typst, which knows, is not here."
        return Line("Fonts", f"{message} {how}", "advice")
    if lacking := lacking_fonts({language: facts.fonts.get(language, False) for language in own}):
        return Line("Fonts", lacking, "advice")
    return Line("Fonts", f"have the letters of {', '.join(own)}")


def lacking_fonts(fonts: Mapping[str, bool]) -> str:
    """What to say of the languages whose letters no font has, or nothing; `fonts` is as in `Facts`."""
    lacking = []
    for language, is_there in fonts.items():
        if not is_there:
            lacking.append(language)
    if not lacking:
        return ""
    message = f"no font has the letters of {', '.join(lacking)}, so PDFs show signs."
    return f"{message} {_how_to_install(lacking)}"


def _how_to_install(languages: list[str]) -> str:
    packages = " and ".join(sorted({package_of(script_of(each)) for each in languages}))
    return f"Install one, such as Noto's ({packages} on Debian and Ubuntu)."


def _output(facts: Facts) -> Line:
    if facts.no_output:
        return Line("Output", facts.no_output, "to do")
    return Line("Output", "public/ can be written")


def _address(facts: Facts, settings: Settings) -> Line:
    if facts.repository:
        wanted = right_url(settings.url, facts.repository)
    else:
        wanted = None
    if wanted and settings.url:
        message = f"site.yml says {settings.url}, but GitHub serves {facts.repository} elsewhere."
        return Line("Address", f"{message} Write `url: {wanted}`.", "advice")
    if wanted:
        return Line("Address", f"site.yml says no url. Write `url: {wanted}`, where GitHub will serve it.", "advice")
    if not settings.url:
        return Line("Address", "site.yml says no url. Write where the handbook will live, once you know it.", "advice")
    return Line("Address", settings.url)


def _place(facts: Facts) -> tuple[Line, ...]:
    if not facts.not_the_top:
        return ()
    return (Line("GitHub", facts.not_the_top, "advice"),)


def _ignored(facts: Facts) -> tuple[Line, ...]:
    if not facts.ignored:
        return ()
    first, *others = map(visible, facts.ignored)
    places = first
    if others:
        places = f"{first} and {len(others):,} more"
    message = f"git leaves out {places}, so a push brings GitHub nothing of it."
    shown = shlex.quote(first)
    hint = f"`git check-ignore -v {shown}` says which line of which file does: take that out."
    # A line with `!` would do nothing where a whole folder is left out.
    return (Line("Left out", f"{message} {hint} Or add it all the same: `git add --force {shown}`.", "advice"),)


def _made_up(facts: Facts) -> Line:
    if not facts.made_up:
        return Line("Contacts", "no address or number is made up")
    first, *others = facts.made_up
    places = first
    if others:
        places = f"{first} and {len(others)} more"
    message = f"made up: {places}. Put the real ones there; `mentorsite check` shows each."
    return Line("Contacts", message, "advice")
