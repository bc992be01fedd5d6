"""Makes everything for each pair, on all cores: what is there already and made of the same is not made again."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Protocol

from mentorsite.build.cache import Cache
from mentorsite.build.drawings import printable
from mentorsite.build.environment_hashes import tools
from mentorsite.build.fingerprint import download
from mentorsite.build.media.job_pictures import pictures_of
from mentorsite.build.media.photos import Photos
from mentorsite.build.prepare import Build
from mentorsite.build.process_pool import in_processes
from mentorsite.model.site import Site
from mentorsite.pack.batch import PairFiles, Shared, Unit, files_of, key_of
from mentorsite.pack.calendars import pair_calendars
from mentorsite.pack.certificates import CertificateOfRoles, Certificates, codes_of
from mentorsite.pack.columns import Wanted
from mentorsite.pack.folder import PackFolder
from mentorsite.pack.forms import with_fonts, with_word
from mentorsite.pack.kit import Alike, Asked, Kit, alike, kits
from mentorsite.pack.links import links_of
from mentorsite.pack.mails import About, Sending, letters
from mentorsite.pack.pair import Pair
from mentorsite.render.calendar.stamp import STAMP
from mentorsite.render.certificate_jobs import job_of
from mentorsite.render.certificates import certificate_sheet
from mentorsite.render.forms.jobs import CertificateJob
from mentorsite.render.forms.pdf.typeset import FONTS, put_files
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.certificates import certificates_of
from mentorsite.structure.guardians import GUARDIAN
from mentorsite.structure.messages import messages_of

AT_A_TIME = 8
"""As many pairs have their words drawn together."""
LEFT = "The folders of pairs that are there are whole."
KITS = 16
"""The forms of as many days and languages are held at a time."""


@dataclass(frozen=True, slots=True)
class PackOptions:
    """What a pack works with: where drawn forms are kept, how many processes, the day, and who counts the pairs."""

    cache: Cache = field(default_factory=Cache)
    workers: int | None = None
    day: date = date.min
    step: Callable[[], None] = lambda: None
    project: Path | None = None
    """Where pictures are read from."""
    secret: bytes = b""
    """What codes are made with; the folder of the pack has it."""
    fonts: str = ""
    """The folder of the theme's fonts, which are put there once."""
    spread: "Spread | None" = None
    """Who works files out instead of this machine."""


@dataclass(frozen=True, slots=True)
class MadePair:
    """A pair whose folder is there. `is_new` tells whether this run made it; `kept` is where the one before stands.

    `codes` are those of certificates by title, each person's by their key. `missing` are the characters of its PDFs
    that no font of this machine has.
    """

    pair: Pair
    links: Mapping[str, str]
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    missing: str = ""
    is_new: bool = False
    kept: str = ""


class Spread(Protocol):
    """Other machines that work out files."""

    def results(self, units: Sequence[Unit]) -> Iterator[tuple[Unit, Sequence[PairFiles]]]:
        """The files of the pairs of each unit, as they come."""


def pack(
    build: Build, asked: Asked, wanted: Wanted, pairs: Sequence[Pair], target: Path, options: PackOptions
) -> Iterator[MadePair]:
    """Makes the folder of each pair below `target`; gives them as they are done, those that are alike together."""
    folder = PackFolder(target)
    by_kind: dict[Alike, list[Pair]] = {}
    for pair in pairs:
        by_kind.setdefault(alike(pair, wanted.roles), []).append(pair)
    kinds = list(by_kind.items())
    with folder.alone(), TemporaryDirectory(prefix="mentorsite-") as temporary:
        put_files(build.theme.print_assets, Path(temporary))
        if any(each.file.code for each in build.site.certificates):
            secret = folder.secret()
        else:
            secret = b""
        options = replace(options, secret=secret, fonts=os.path.join(temporary, FONTS))
        for start in range(0, len(kinds), KITS):
            yield from _made(build, asked, kinds[start : start + KITS], folder, options)


def _made(
    build: Build,
    asked: Asked,
    kinds: Sequence[tuple[Alike, list[Pair]]],
    folder: PackFolder,
    options: PackOptions,
) -> Iterator[MadePair]:
    units: list[Unit] = []
    drawn = kits(build, asked, [kind for kind, _ in kinds], options.cache, workers=options.workers)
    for (_, pairs), made in zip(kinds, drawn, strict=True):
        names = {name for pair in pairs for name in pair.answers}
        shared = _shared(build, asked, made, names, options)
        for at in range(0, len(pairs), AT_A_TIME):
            # Counted over all pairs, also those that are there: `Unit` says why.
            together = tuple(pairs[at : at + AT_A_TIME])
            there = [pair for pair in together if folder.is_made(pair.folder, key_of(shared, pair))]
            for pair in there:
                options.step()
                yield _made_pair(shared, pair, folder)
            todo = tuple(pair for pair in together if pair not in there)
            if todo:
                units.append(Unit(shared, together, todo))
    for unit, kept in _put(units, folder, options):
        for pair, before in zip(unit.todo, kept, strict=True):
            options.step()
            yield replace(_made_pair(unit.shared, pair, folder), is_new=True, kept=before)


def _put(units: Sequence[Unit], folder: PackFolder, options: PackOptions) -> Iterator[tuple[Unit, Sequence[str]]]:
    """Makes the folders of the pairs of units; gives for each where the one before is kept, if anywhere."""
    if options.spread:
        for unit, made in options.spread.results(units):
            yield unit, _put_unit(folder, unit, made)
        return
    make = partial(_make_unit, folder.target)
    workers = options.workers
    done = in_processes(make, units, does="fills in forms", few=1, workers=workers, left=LEFT, piece=1)
    yield from zip(units, done, strict=True)


def _make_unit(target: Path, unit: Unit) -> list[str]:
    return _put_unit(PackFolder(target), unit, files_of(unit))


def _put_unit(folder: PackFolder, unit: Unit, made: Iterable[PairFiles]) -> list[str]:
    kept = []
    for pair, each in zip(unit.todo, made, strict=True):
        kept.append(folder.put(pair.folder, key_of(unit.shared, pair), each.files, each.missing))
    return kept


def _made_pair(shared: Shared, pair: Pair, folder: PackFolder) -> MadePair:
    links, codes = links_of(shared.files, pair), codes_of(pair, shared.given)
    return MadePair(pair, links, codes, folder.missing(pair.folder))


def _shared(build: Build, asked: Asked, made: Kit, names: Set[str], options: PackOptions) -> Shared:
    files = tuple(with_word(with_fonts(each, options.fonts), names) for each in made.files)
    site_context = SiteContext(made.site, build.theme, build.outline)
    context = replace(site_context.of_program(made.entry, made.entry.address, asked.cohort), language=made.language)
    calendars = pair_calendars(build.site, made, asked, context, options.day)
    program = made.entry.in_cohort(asked.cohort).program
    labels = {GUARDIAN: context.words["role_guardian"]}  # unless the program has a role of its own that is called so
    for id, role in program.roles.items():
        labels[id] = role.label
    about = About(made.site, program, asked.cohort_in(program), context.scope, context.words)
    messages = messages_of(made.site, asked.program, made.language)
    no_email = context.words["message_blank"].format(context.words["message_email"])
    sending = Sending(letters(messages, about, made.late), labels, no_email)
    parts: list[object] = [tools(), sending]
    for file in files:
        parts.append((file.name, sha256(file.data).hexdigest()))
    for id, data in calendars.items():  # without the day on which they are written: another one makes nothing anew
        parts.append((id, sha256(STAMP.sub(b"", data)).hexdigest()))
    given = Certificates(tuple(_given(made, asked, site_context, about, options)), labels, options.secret)
    for each in given.kinds:
        parts.append((each.id, each.roles, each.has_code, download(each.job, tools())))
    parts.append(sha256(given.secret).hexdigest())
    handbook = build.site.settings.url
    key = sha256(repr((parts, handbook)).encode()).hexdigest()
    return Shared(key, files, calendars, sending, given, handbook)


def _given(
    made: Kit, asked: Asked, context: SiteContext, about: About, options: PackOptions
) -> Iterator[CertificateOfRoles]:
    """The certificates of the program, in the language of the pairs."""
    for each in certificates_of(made.site, asked.program, made.entry.readers):
        roles = tuple(role.id for role in each.file.audience)
        if roles and not about.program.roles.keys() & set(roles):
            continue
        sheet = certificate_sheet(each, made.site, about.program, about.scope, context.words(each.language))
        job = _with_logo(job_of(context, each, each.id, sheet), context.site, options)
        yield CertificateOfRoles(each.id, sheet.title, roles, each.file.code, replace(job, fonts=options.fonts))


def _with_logo(job: CertificateJob, site: Site, options: PackOptions) -> CertificateJob:
    """A certificate with the picture of the logo, where that can be drawn."""
    if options.project is None or not job.images:
        return job
    photos = Photos(options.project, site.pictures, site.settings.picture_size, options.cache)
    with_logo = replace(job, pictures=pictures_of(job, photos, site.drawings))
    return replace(with_logo, pictures=printable(with_logo, options.cache).pictures)
