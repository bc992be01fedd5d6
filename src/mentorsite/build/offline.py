"""The script that keeps a handbook on a device, so that it opens without a network: what it keeps, and for whom.

It is made last, for it names what it keeps by a fingerprint of all pages: one page changed, and devices keep the new
ones. What a reader has of it in a language and a role is limited.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mentorsite.build.staged_files import Content, Unchanged
from mentorsite.model.output import Output, ThemeOutput
from mentorsite.model.urls import encoded
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.offline import WORKER, OfflineFile, offline_address, offline_files, top_names
from mentorsite.structure.plan import ICON, SEARCH_FOLDER, THEME_FOLDER
from mentorsite.theme.dates_and_numbers import direction

LIMIT = 3_000_000
"""As many bytes does a device keep of a handbook, of pages and their style, scripts and search, for one reader."""
SEARCH_LIMIT = 1_000_000
"""As many bytes may the search of a language have to be kept with it: it is kept whole, or not."""
SCRIPT = Path(__file__).with_name("worker.js").read_text(encoding="utf-8")
BOOK = '"BOOK"'
"""Stands in the script for what it keeps."""
OF_A_LANGUAGE = re.compile(r"(?:fragment|index|filter)/([\w-]+)_[^/]+|wasm\.([\w-]+)\.pagefind|pagefind\.([\w-]+)_.+")
"""A file of the search that is for one language."""
WORDS = ("offline_title", "offline_text", "offline_again", "offline_there")


@dataclass(frozen=True, slots=True)
class Made:
    """A file of the site: a hash of it, and its size in bytes."""

    digest: str
    size: int


def with_worker(
    files: Iterable[tuple[str, Content]],
    context: SiteContext,
    outputs: Sequence[Output],
    size: Callable[[str], int],
    tell: Callable[[str], None],
) -> Iterator[tuple[str, Content]]:
    """The files of a site as they are made, and at last the script that keeps some of them.

    `size` gives the size of a file that is as before; `tell` is told where there is no room for all pages.
    """
    made: dict[str, Made] = {}
    for path, content in files:
        if isinstance(content, Unchanged):
            made[path] = Made(content.digest, size(path))
        elif isinstance(content, bytes):
            made[path] = Made(sha256(content).hexdigest(), len(content))
        yield path, content
    script, left_out = worker(context, outputs, made)
    tell(_note(left_out))
    yield WORKER, script


def _note(left_out: Sequence[str]) -> str:
    if not left_out:
        return ""
    if len(left_out) == 1:
        many = "1 page is"
    else:
        many = f"{len(left_out):,} pages are"
    named = ", ".join(left_out[:3])
    return f"{many} not kept for reading without a network, for a device keeps {LIMIT:,} bytes at most: {named}"


def worker(context: SiteContext, outputs: Sequence[Output], made: Mapping[str, Made]) -> tuple[bytes, tuple[str, ...]]:
    """The script, and the pages that it leaves out because there is no room for them."""
    settings, files = context.site.settings, offline_files(context.site, outputs)
    shared = [path for path in _shared(outputs) if path in made]
    room = LIMIT - _size(shared, made)
    homes: dict[str, Any] = {}
    left_out: dict[str, None] = {}
    for home, language in settings.homes.items():
        of_language = []
        for each in files:
            if each.language == language and each.path in made:
                of_language.append(each)
        fitting, without = fit(of_language, made, room)
        left_out |= dict.fromkeys(without)
        pages = [[_url(context, each.path), *each.roles] for each in fitting]
        search = _search(language, made, room - _most(fitting, made))
        homes[home] = {"pages": pages, "search": [encoded(path) for path in search], **_words(context, language)}
    book = {
        "version": _version(files, shared, made),
        "names": [*map(encoded, top_names(outputs)), SEARCH_FOLDER.rstrip("/")],
        "shared": [_url(context, path) for path in shared],
        "style": _url(context, f"{THEME_FOLDER}style.css"),
        "homes": homes,
    }
    text = json.dumps(book, ensure_ascii=False, separators=(",", ":"))
    return SCRIPT.replace(BOOK, text).encode(), tuple(left_out)


def _shared(outputs: Sequence[Output]) -> Iterator[str]:
    """What pages of all languages need: the files of the theme, and the icon."""
    for each in outputs:
        if isinstance(each, ThemeOutput):
            yield each.path
    yield f"{THEME_FOLDER}{ICON}"


def _size(paths: Iterable[str], made: Mapping[str, Made]) -> int:
    return sum(made[path].size for path in paths)


def _url(context: SiteContext, path: str) -> str:
    """The URL of a file below the top, as pages have it."""
    name = path.removeprefix(THEME_FOLDER)
    # What is kept is found by its whole URL, and pages ask for a theme's files with their versions.
    if name != path and name in context.versions:
        return f"{encoded(path)}?v={context.versions[name]}"
    return encoded(offline_address(path))


def _search(language: str, made: Mapping[str, Made], room: int) -> list[str]:
    """The files by which a language is searched; none where they are too large."""
    files = []
    for path in made:
        if path.startswith(SEARCH_FOLDER) and _is_searched(path, language):
            files.append(path)
    size = sum(made[path].size for path in files)
    if size <= min(SEARCH_LIMIT, room):
        return sorted(files)
    return []


def _is_searched(path: str, language: str) -> bool:
    found = OF_A_LANGUAGE.fullmatch(path.removeprefix(SEARCH_FOLDER))
    if not found:
        return True
    named = found[found.lastindex or 0]
    return named in (language.lower(), "unknown")


def fit(files: Sequence[OfflineFile], made: Mapping[str, Made], room: int) -> tuple[list[OfflineFile], list[str]]:
    """The files that there is room for, counted for each role by itself; and the paths of the others."""
    # A reader without a role is counted, too: they keep what is for everyone.
    left = {"": room}
    for each in files:
        left |= dict.fromkeys(each.roles, room)
    fitting: list[OfflineFile] = []
    left_out: list[str] = []
    for each in files:
        size, readers = made[each.path].size, each.roles or tuple(left)
        if any(left[role] < size for role in readers):
            left_out.append(each.path)
            continue
        fitting.append(each)
        for role in readers:
            left[role] -= size
    return fitting, left_out


def _most(files: Sequence[OfflineFile], made: Mapping[str, Made]) -> int:
    """As many bytes as the reader has whose role has most."""
    common = _size((each.path for each in files if not each.roles), made)
    of_roles: dict[str, int] = {}
    for each in files:
        for role in each.roles:
            of_roles[role] = of_roles.get(role, 0) + made[each.path].size
    return common + max(of_roles.values(), default=0)


def _words(context: SiteContext, language: str) -> dict[str, str]:
    """What the script says to a reader of a language where it has no page."""
    words = context.words(language)
    said = {name.removeprefix("offline_"): words[name] for name in WORDS}
    return {**said, "language": language, "direction": direction(language)}


def _version(files: Iterable[OfflineFile], shared: Iterable[str], made: Mapping[str, Made]) -> str:
    """A fingerprint of all pages, and of all that is kept with them."""
    pages = {path for path in made if path.endswith(".html")}
    listed = {each.path for each in files if each.path in made}
    named = sorted(pages | listed | set(shared))
    digests = [(path, made[path].digest) for path in named]
    return sha256(repr(digests).encode()).hexdigest()[:16]
