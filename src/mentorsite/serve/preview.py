"""The preview: the last good site, what is wrong by now, and what a request gets."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from html import escape
from pathlib import Path
from threading import Lock
from urllib.parse import unquote

from mentorsite.build.entry_points import find
from mentorsite.build.prepare import Build, prepare
from mentorsite.build.search_index import ENTRY
from mentorsite.check.report import as_plain, counted
from mentorsite.errors import FatalError, MentorsiteError, Problem, ThemeError, UsageError, mistakes
from mentorsite.model.urls import encoded, output_path
from mentorsite.serve.live_site import LiveSite
from mentorsite.serve.parse_memo import ParseMemo
from mentorsite.serve.snapshot import Reader, Reading
from mentorsite.structure.plan import SEARCH_FOLDER
from mentorsite.theme.environment import environment

NOT_FOUND = "404.html"
NOT_SHOWN = frozenset(["offline"])
"""What a preview leaves out: a browser that kept pages would know them as they were."""
STAND_IN = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>This page can't be shown yet</title>
</head>
<body>
<main>
<h1>This page can't be shown yet</h1>
<p>It comes by itself as soon as this is mended:</p>
<pre>{}</pre>
</main>
</body>
</html>
"""
"""What is shown while there is no good page to show."""


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """A page to show. `seen` differs when it should be shown anew; `fault` is why it is an old one, if it is.

    `draft` is a page that a build leaves out.
    """

    html: bytes
    status: int
    seen: str
    fault: str = ""
    draft: bool = False


@dataclass(frozen=True, slots=True)
class Data:
    """A file that was made; `path` is where it stands, and says by its ending what it is."""

    data: bytes
    path: str


@dataclass(frozen=True, slots=True)
class Disk:
    """A file of the project."""

    path: Path


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A path that leads on to another one, as it stands in a URL."""

    url: str


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why a file can't be made."""

    text: str


Answer = PreviewPage | Data | Disk | Elsewhere | Trouble


@dataclass(frozen=True, slots=True)
class ProblemView:
    """A problem as the browser shows it: in the words of the terminal."""

    text: str
    fatal: bool
    following: int = 0


@dataclass(frozen=True, slots=True)
class PageState:
    """What an open page needs to know: what it is by now, its style sheets, and what is wrong."""

    page: str
    styles: Mapping[str, str]
    problems: tuple[ProblemView, ...]
    counted: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A project as it was found once. Without `build` it could not be read, and `fault` says why."""

    reading: Reading | None
    build: Build | None
    fault: str = ""

    @property
    def drafts(self) -> tuple[str, ...]:
        """The files that a build leaves out."""
        if self.build:
            return tuple(sorted(self.build.site.drafts))
        return ()

    @property
    def fatal(self) -> bool:
        """Whether it can't be shown."""
        return bool(self.fault) or self.build is None or self.build.fatal

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with it."""
        if self.build:
            return self.build.problems
        return ()

    @property
    def texts(self) -> Mapping[str, bytes]:
        """What its files hold, to show the lines with problems."""
        if self.reading:
            return self.reading.tree.texts
        return {}


class Preview:
    """Holds what is shown. Threads may look at the project while others answer requests."""

    def __init__(self, project: Path, *, today: Callable[[], date], say: Callable[[str], None]) -> None:
        self.project, self.today, self.say = project, today, say
        self.look = Snapshot(None, None)
        self.shown: LiveSite | None = None
        self.wake: Callable[[], None] = lambda: None
        """Has the files looked at anew, where someone follows them."""
        self._reader, self._remembered = Reader(project), ParseMemo()
        self._kept: dict[str, PreviewPage] = {}
        """Each page as it was shown last, for the case that the theme fails at it."""
        self._said: set[str] = set()
        """What was told on the terminal of the site that is shown."""
        self._indexing, self._reading, self._taking = Lock(), Lock(), Lock()
        self._index: tuple[LiveSite, Mapping[str, bytes]] | None = None

    def move(self, project: Path) -> None:
        """Shows another project from now on."""
        with self._reading, self._taking:
            self.project, self._reader, self.look = project, Reader(project), Snapshot(None, None)
        self.wake()

    def read(self) -> Reading | str:
        """The project as it is on the disk, or why it can't be read."""
        try:
            with self._reading:
                return self._reader.read()
        except (FatalError, UsageError) as error:
            return str(error)

    def take(self, found: Reading | str) -> bool:
        """Shows what was read, unless it is what was there before or has errors; gives whether it is new."""
        with self._taking:
            return self._take(found)

    def _take(self, found: Reading | str) -> bool:
        if found in (self.look.reading, self.look.fault):
            return False
        if isinstance(found, str):
            self.look = Snapshot(None, None, found)
            return True
        try:
            each, today = self._remembered.each, self.today()
            build = prepare(found.tree, without=NOT_SHOWN, today=today, each=each, find=find, with_drafts=True)
        except FatalError as error:
            return self._take(str(error))  # as a text, without the reading: the next look tries it again
        if not build.fatal:
            self._show(found, build)
        self.look = Snapshot(found, build)
        return True

    def _show(self, reading: Reading, build: Build) -> None:
        before = self.shown
        same = before is not None and before.build.theme == build.theme
        if before and same:
            templates = before.context.templates  # compiled already
        else:
            templates = environment(build.theme)
        self._said.clear()
        self.shown = LiveSite(self.project, build, reading.stamps, templates)

    def answer(self, path: str | None) -> Answer:
        """What is at a path of a URL; None is a path that can lead nowhere."""
        shown = self.shown  # looked up once: another thread may put a new site there meanwhile
        if shown is None:
            return self._nothing_yet()
        target = _target(shown, path)
        if isinstance(target, Elsewhere):
            return target
        if shown.is_page(target):
            return self._page(shown, target)
        return self._file(shown, target)

    def state(self, path: str | None) -> PageState:
        """What the page at a path needs to know."""
        shown, problems = self.shown, self._problem_views()
        if shown:
            page = self._page_at(shown, path)
        else:
            page = self._nothing_yet()
        if page and page.fault:
            problems = (*problems, ProblemView(page.fault, fatal=True))
        seen = page.seen if page else ""
        styles = shown.styles if shown else {}
        return PageState(seen, styles, problems, counted(problems))

    def _problem_views(self) -> tuple[ProblemView, ...]:
        """What is wrong, errors first."""
        look = self.look
        views: list[ProblemView] = []
        if look.fault:
            views.append(ProblemView(look.fault, fatal=True))
        found = sorted(mistakes(look.problems), key=lambda each: not each.fatal)
        for text, mistake in zip(as_plain(found, look.texts), found, strict=True):
            views.append(ProblemView(text, mistake.fatal, mistake.following))
        return tuple(views)

    def _nothing_yet(self) -> PreviewPage:
        return self._stand_in(503, [each.text for each in self._problem_views()])

    def _page_at(self, shown: LiveSite, path: str | None) -> PreviewPage | None:
        target = _target(shown, path)
        if isinstance(target, str) and shown.is_page(target):
            return self._page(shown, target)
        return None

    def _page(self, shown: LiveSite, path: str) -> PreviewPage:
        """A page; where the theme fails, the one that was shown before."""
        try:
            html = shown.page(path)
        except ThemeError as error:
            fault = self._complained(error)
            kept = self._kept.get(path)
            if kept:
                return replace(kept, fault=fault)
            return self._stand_in(500, [fault], fault)
        status = 404 if path == NOT_FOUND else 200
        self._kept[path] = PreviewPage(html, status, shown.seen(html), draft=shown.is_draft(path))
        return self._kept[path]

    def _stand_in(self, status: int, texts: Iterable[str], fault: str = "") -> PreviewPage:
        html = STAND_IN.format(escape("\n".join(texts), quote=False)).encode()
        return PreviewPage(html, status, sha256(html).hexdigest()[:16], fault)

    def _file(self, shown: LiveSite, path: str) -> Answer:
        """What is no page: made, or as it is in the project."""
        try:
            if path in shown.outputs:
                made = shown.file(path)
            else:
                made = self._search(shown, path)
        except (ThemeError, FatalError) as error:
            return Trouble(self._complained(error))
        if made is None:
            return self._page(shown, NOT_FOUND)
        if isinstance(made, Path):
            return Disk(made)
        return Data(made, path)

    def _search(self, shown: LiveSite, path: str) -> bytes | None:
        """A file of the index for searching. It is made anew when a search begins after a change, and not before."""
        with self._indexing:
            # A search asks for the entry first. What it asks for then belongs to the index that it began with.
            begins = path == f"{SEARCH_FOLDER}{ENTRY}"
            if self._index is None or (begins and self._index[0] is not shown):
                self._index = (shown, shown.search_index())
            return self._index[1].get(path)

    def _complained(self, error: MentorsiteError) -> str:
        """The text of an error, which the terminal tells once."""
        if str(error) not in self._said:
            self._said.add(str(error))
            self.say(str(error))
        return str(error)


def _target(shown: LiveSite, path: str | None) -> str | Elsewhere:
    """The file that a path asks for."""
    base = unquote(shown.base)
    if path is None or not path.startswith(base):
        if path in ("/", base.rstrip("/")):
            return Elsewhere(shown.base)
        return NOT_FOUND
    address = path.removeprefix(base)
    if output_path(address) in shown.outputs:
        return output_path(address)
    if f"{address}/index.html" in shown.outputs:
        return Elsewhere(f"{shown.base}{encoded(address)}/")
    searches = shown.build.site.settings.search and address.startswith(SEARCH_FOLDER)
    if searches:
        return address
    return NOT_FOUND
