"""Problems as people, editors and GitHub read them. Pure: text in, text out."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from mentorsite.check.markdown_report import problems_as_markdown
from mentorsite.errors import Mistake, Problem, mistakes, visible
from mentorsite.loader.tree import decoded
from mentorsite.model.image import PhotoNote
from mentorsite.model.site import Site
from mentorsite.structure.current_cohort import next_front

if TYPE_CHECKING:
    from rich.console import Group
    from rich.text import Text

CONTEXT = 100
"""How much of a long line is shown, in characters."""
KEYS = ("path", "line", "column", "code", "message", "hint", "fatal")
"""The keys of a problem in JSON."""
PLACES = 8
"""How many places are named of problems that follow from another."""
SOME = 5
"""How many files a line names."""


def as_json(problems: Iterable[Problem]) -> str:
    """A list of objects, one for each problem; `follows` tells where the problem is that it follows from."""
    return json.dumps(list(_objects(mistakes(problems))), indent=2, ensure_ascii=False)


def _objects(found: Iterable[Mistake]) -> Iterator[dict[str, object]]:
    for mistake in found:
        cause = mistake.problem
        yield _object(cause, None)
        where = {"path": cause.path, "line": cause.line, "column": cause.column}
        for each in mistake.followers:
            yield _object(each, where)


def _object(problem: Problem, follows: dict[str, object] | None) -> dict[str, object]:
    return {**{key: getattr(problem, key) for key in KEYS}, "follows": follows}


def as_github(problems: Iterable[Problem]) -> str:
    """Workflow commands that annotate a pull request, a line for each mistake: GitHub shows ten of a run."""
    return "\n".join(_annotation(each) for each in mistakes(problems))


def _annotation(mistake: Mistake) -> str:
    problem = mistake.problem
    kind = "error" if problem.fatal else "warning"
    where = f"file={_property(visible(problem.path))},line={problem.line},col={problem.column}"
    text = "\n".join(filter(None, (problem.message, problem.hint, _following(mistake))))
    # Line by line, since `visible` shows a line break as a sign: these are the report's own.
    shown = "\n".join(map(visible, text.split("\n")))
    return f"::{kind} {where},title={_property(problem.code)}::{_data(shown)}"


def _following(mistake: Mistake) -> str:
    """How many problems follow from a mistake, and where the first of them are."""
    if not mistake.followers:
        return ""
    lines: dict[str, list[str]] = {}
    for each in mistake.followers[:PLACES]:
        lines.setdefault(each.path, []).append(str(each.line))
    places = "; ".join(f"{path}:{', '.join(dict.fromkeys(found))}" for path, found in lines.items())
    more = f"; and {mistake.following - PLACES:,} more" if mistake.following > PLACES else ""
    follow = "follows" if mistake.following == 1 else "follow"
    return f"and {mistake.following:,} that {follow} from it: {places}{more}"


# As GitHub's own toolkit writes them: a command ends with its line, and a property at a colon or a comma.
def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def as_text(problems: Iterable[Problem], texts: Mapping[str, bytes], *, all_: bool = False) -> "Group":
    """Each mistake with the line it is on, a caret below its spot, what to do, and where others follow from it.

    `all_` shows those in the same way.
    """
    from rich.console import Group  # slow to load, and most builds show no problem

    lines = _Lines(texts)
    found = sorted(mistakes(problems), key=lambda each: not each.problem.fatal)  # errors before advice
    if all_:
        every = []
        for mistake in found:
            for each in (mistake.problem, *mistake.followers):
                every.append(Mistake(each))
        found = every
    return Group(*(_shown(each, lines) for each in found))


def as_plain(found: Iterable[Mistake], texts: Mapping[str, bytes]) -> tuple[str, ...]:
    """Each mistake in the words of a terminal, without its colours."""
    lines = _Lines(texts)
    return tuple(_shown(each, lines).plain for each in found)


class _Lines:
    """The lines of files, each file taken apart once."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        self.texts = texts
        self.known: dict[str, list[str]] = {}

    def line(self, path: str, number: int) -> str:
        """A line of a file, or nothing where it is no text."""
        if path not in self.known:
            text = decoded(path, self.texts.get(path, b""))
            self.known[path] = text.split("\n") if isinstance(text, str) else []
        lines = self.known[path]
        if number <= len(lines):
            return lines[number - 1]
        return ""


def _shown(mistake: Mistake, lines: _Lines) -> "Text":
    from rich.text import Text

    problem = mistake.problem
    if problem.fatal:
        kind, style = "error", "bold red"
    else:
        kind, style = "advice", "bold yellow"
    shown = Text()
    shown.append(f"{kind}[{problem.code}]", style=style)
    shown.append(f": {visible(problem.message)}\n", style="bold")
    gutter = " " * len(str(problem.line))
    shown.append(f"{gutter}--> ", style="blue")
    shown.append(f"{visible(problem.path)}:{problem.line}:{problem.column}\n")
    line = lines.line(problem.path, problem.line)
    if line:
        start = 0
        if len(line) > CONTEXT:  # the part around the spot
            start = max(0, problem.column - CONTEXT // 2)
        part = visible(line[start : start + CONTEXT])
        shown.append(f"{gutter} |\n{problem.line} | ", style="blue")
        shown.append(f"{part}\n")
        shown.append(f"{gutter} | ", style="blue")
        shown.append(f"{' ' * (problem.column - 1 - start)}^\n", style=style)
    for said in filter(None, (problem.hint, _following(mistake))):
        shown.append(f"{gutter} = ", style="blue")
        shown.append(f"{visible(said)}\n", style="green")
    return shown


def notes(site: Site) -> tuple[str, ...]:
    """What is said of a handbook besides its problems, a line each."""
    return (*_draft_notes(site), *_photo_notes(site))


def build_notes(site: Site) -> tuple[str, ...]:
    """What is said of a handbook that was built: from when on it would tell another cohort's days, too."""
    return (*notes(site), *_next_cohorts(site))


def _next_cohorts(site: Site) -> Iterator[str]:
    """A published handbook does not change by itself."""
    for entry in site.originals:
        found = next_front(entry.program, site.today) if site.today else None
        if found:
            when, cohort = found
            yield f"Build again on {when}: {entry.program.name} shows the dates of {cohort.label} from that day."


def others_note(paths: Sequence[str], output: str) -> str:
    """What is said of files in an output that someone else put there."""
    if len(paths) == 1:
        many = "1 file that is"
    else:
        many = f"{len(paths):,} files that are"
    return (
        f"{visible(output)} has {many} not of this build: {_some(paths)}. mentorsite leaves them there, and whoever "
        "copies the folder to the web publishes them too. Delete what you don't know."
    )


def by_hand_note(sources: Mapping[str, str], output: str, kept: str) -> str:
    """What is said of files in an output, each with its source, that someone changed since the last build."""
    if len(sources) == 1:
        many = "1 file that was"
    else:
        many = f"{len(sources):,} files that were"
    first = next(iter(sources.values()))
    if first.startswith("content/"):
        where = f", as {visible(first)}"
    else:
        where = ""
    if kept:
        rest = f"They are kept as they were in {visible(kept)}."
    else:
        rest = "They are too many to be kept as they were: a program seems to have changed them."
    return (
        f"{visible(output)} had {many} changed since the last build: {_some(tuple(sources))}. "
        f"Each build makes them anew, so write what is to stay into the files below content/{where}. {rest}"
    )


def _draft_notes(site: Site) -> Iterator[str]:
    drafts = sorted(site.drafts)
    if drafts:
        yield f"{_drafts_are(drafts)} not published: {_some(drafts)}. `mentorsite serve` shows drafts."


def drafts_shown(drafts: Sequence[str]) -> str:
    """What is said of the drafts that a preview shows."""
    return f"{_drafts_are(drafts)} shown, marked, and not published: {_some(drafts)}."


def _drafts_are(drafts: Sequence[str]) -> str:
    if len(drafts) == 1:
        return "1 draft is"
    return f"{len(drafts):,} drafts are"


def _photo_notes(site: Site) -> Iterator[str]:
    """Photos that tell more than they show."""
    kinds: dict[PhotoNote, str] = {"place": "where it was taken", "name": "a name"}
    said = []
    for kind, what in kinds.items():
        if sources := [source for source, picture in site.pictures.items() if kind in picture.tells]:
            said.append(f"{what} ({_some(sources)})")
    if said:
        yield (
            f"Photos that tell {' and '.join(said)}: the published copies don't. Your own files still do, "
            "for all who can see them where you keep them."
        )


def _some(sources: Sequence[str]) -> str:
    """The first of many names."""
    shown = ", ".join(visible(each) for each in sources[:SOME])
    if len(sources) > SOME:
        return f"{shown} and {len(sources) - SOME:,} more"
    return shown


class Graded(Protocol):
    """Something that is an error or advice, and from which others may follow."""

    @property
    def fatal(self) -> bool:
        """Whether it is an error."""

    @property
    def following(self) -> int:
        """How many follow from it."""


def counted(found: Iterable[Graded]) -> str:
    """How many of each kind: `2 errors, and 30 that follow from them; 1 piece of advice`."""
    kinds = list(found)
    errors = _kind([each for each in kinds if each.fatal], "error", "errors")
    advice = _kind([each for each in kinds if not each.fatal], "piece of advice", "pieces of advice")
    between = "; " if " that follow" in errors else ", "
    return between.join(part for part in (errors, advice) if part) or "no problems"


def _kind(found: list[Graded], one: str, many: str) -> str:
    following = sum(each.following for each in found)
    if not following:
        return _plural(len(found), one, many)
    follow = "follows" if following == 1 else "follow"
    them = "it" if len(found) == 1 else "them"
    return f"{_plural(len(found), one, many)}, and {following:,} that {follow} from {them}"


def _plural(number: int, one: str, many: str) -> str:
    if number == 0:
        return ""
    if number == 1:
        return f"1 {one}"
    return f"{number:,} {many}"


Formatter = Callable[[Iterable[Problem]], str]
FORMATS: Mapping[str, Formatter] = {
    "json": as_json, "github": as_github, "markdown": problems_as_markdown,
}  # fmt: skip
