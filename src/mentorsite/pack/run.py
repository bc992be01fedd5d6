"""Makes everything for each pair, on all cores: what is there already and made of the same is not made again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from mentorsite.build.cache import Cache
from mentorsite.build.prepare import Build
from mentorsite.build.process_pool import in_processes
from mentorsite.build.tools import tools
from mentorsite.pack.calendars import PairCalendars
from mentorsite.pack.columns import Wanted
from mentorsite.pack.folder import PackFolder
from mentorsite.pack.folders import safe_name
from mentorsite.pack.forms import forms_filled
from mentorsite.pack.kit import Alike, Asked, FormFile, Kit, alike, kit
from mentorsite.pack.links import answers_file, links_of
from mentorsite.pack.pair import Pair, Participant
from mentorsite.render.forms.pdf.typeset import FONTS, put_fonts
from mentorsite.render.site_context import SiteContext

AT_A_TIME = 8
"""As many pairs have their words drawn together."""
KITS = 16
"""The forms of as many days and languages are held at a time."""


@dataclass(frozen=True, slots=True)
class PackOptions:
    """What a pack works with: where drawn forms are kept, how many processes, the day, and who counts the pairs."""

    cache: Cache = field(default_factory=Cache)
    workers: int | None = None
    day: date = date.min
    step: Callable[[], None] = lambda: None


@dataclass(frozen=True, slots=True)
class MadePair:
    """A pair whose folder is there. `is_new` tells whether this run made it; `kept` is where the one before stands."""

    pair: Pair
    links: Mapping[str, str]
    is_new: bool
    kept: str = ""


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the folders of pairs that are alike hold: forms to fill in, and the calendar of each role."""

    key: str
    files: tuple[FormFile, ...]
    calendars: Mapping[str, bytes]
    handbook: str | None


@dataclass(frozen=True, slots=True)
class _Unit:
    """Some pairs that are alike, to be made in one process."""

    shared: _Shared
    pairs: tuple[Pair, ...]


def pack(
    build: Build, asked: Asked, wanted: Wanted, pairs: Sequence[Pair], target: Path, options: PackOptions
) -> Iterator[MadePair]:
    """Makes the folder of each pair below `target`; gives them as they are done, those that are alike together."""
    folder = PackFolder(target)
    by_kind: dict[Alike, list[Pair]] = {}
    for pair in pairs:
        by_kind.setdefault(alike(pair, wanted.roles), []).append(pair)
    kinds = list(by_kind.items())
    with folder.alone(), TemporaryDirectory(prefix="mentorsite-") as fonts:
        for start in range(0, len(kinds), KITS):
            yield from _made(build, asked, kinds[start : start + KITS], folder, Path(fonts), options)


def _made(
    build: Build,
    asked: Asked,
    kinds: Sequence[tuple[Alike, list[Pair]]],
    folder: PackFolder,
    fonts: Path,
    options: PackOptions,
) -> Iterator[MadePair]:
    units: list[_Unit] = []
    for kind, pairs in kinds:
        shared = _shared(build, asked, kind, fonts, options)
        todo = []
        for pair in pairs:
            if folder.is_made(pair.folder, _key(shared, pair)):
                options.step()
                yield MadePair(pair, links_of(shared.files, pair), is_new=False)
            else:
                todo.append(pair)
        units += [_Unit(shared, tuple(todo[at : at + AT_A_TIME])) for at in range(0, len(todo), AT_A_TIME)]
    make = partial(_make_unit, folder.target)
    done = in_processes(make, units, does="fills in forms", few=1, workers=options.workers)
    for unit, kept in zip(units, done, strict=True):
        for pair, before in zip(unit.pairs, kept, strict=True):
            options.step()
            yield MadePair(pair, links_of(unit.shared.files, pair), is_new=True, kept=before)


def _shared(build: Build, asked: Asked, kind: Alike, fonts: Path, options: PackOptions) -> _Shared:
    made = kit(build, asked, kind, options.cache, workers=options.workers)
    files = tuple(_with_fonts(made.files, fonts))
    calendars = _calendars(build, asked, made, kind, options.day)
    parts = [tools(), *(f"{file.name} {sha256(file.data).hexdigest()}" for file in files)]
    parts += [f"{role} {sha256(data).hexdigest()}" for role, data in calendars.items()]
    handbook = build.site.settings.url
    return _Shared(sha256(repr((parts, handbook)).encode()).hexdigest(), files, calendars, handbook)


def _with_fonts(files: Iterable[FormFile], fonts: Path) -> Iterator[FormFile]:
    """The forms, with the folder of the theme's fonts, which all have alike."""
    for file in files:
        if file.job.assets and not (fonts / FONTS).exists():
            put_fonts(file.job.assets, fonts)
        yield replace(file, job=replace(file.job, fonts=str(fonts / FONTS))) if file.job.assets else file


def _calendars(build: Build, asked: Asked, made: Kit, kind: Alike, day: date) -> dict[str, bytes]:
    context = SiteContext(made.site, build.theme, build.outline)
    where = context.of_program(made.entry, made.entry.address, asked.cohort)
    written = PairCalendars(build.site, made.site, asked, replace(where, language=kind.language), day)
    return {role: written.of_role(role) for role in made.entry.program.roles}


def _key(shared: _Shared, pair: Pair) -> str:
    """Of what a pair's folder is made of."""
    return sha256(repr((shared.key, replace(pair, row=0))).encode()).hexdigest()


def _make_unit(target: Path, unit: _Unit) -> list[str]:
    """Makes the folders of some pairs; gives for each where the one before is kept, if anywhere."""
    folder = PackFolder(target)
    return [folder.put(pair.folder, _key(unit.shared, pair), files) for pair, files in files_of(unit)]


def files_of(unit: _Unit) -> Iterator[tuple[Pair, Mapping[str, bytes]]]:
    """What the folder of each pair holds."""
    shared = unit.shared
    for pair, forms in forms_filled(unit.pairs, shared.files):
        calendars = {
            f"{each.role}-{_short(each)}.ics": shared.calendars[each.role]
            for each in pair.people
            if each.role in shared.calendars
        }
        yield pair, {**forms, **calendars, "answers.json": answers_file(shared.files, pair, shared.handbook)}


def _short(person: Participant) -> str:
    name = safe_name(person.name).encode()[:40].decode(errors="ignore") or "calendar"
    return name if person.number == 1 else f"{name}-{person.number}"
