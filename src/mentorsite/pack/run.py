"""Makes everything for each pair, on all cores: what is there already and made of the same is not made again."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from mentorsite.build.cache import Cache
from mentorsite.build.drawings import printable
from mentorsite.build.fingerprint import download
from mentorsite.build.media.photos import Photos
from mentorsite.build.pipeline import pictures_of
from mentorsite.build.prepare import Build
from mentorsite.build.process_pool import in_processes
from mentorsite.build.tools import tools
from mentorsite.model.site import Site
from mentorsite.pack.calendars import PairCalendars
from mentorsite.pack.certificates import CertificateOfRoles, Certificates, certificates, codes_of
from mentorsite.pack.columns import Wanted
from mentorsite.pack.folder import PackFolder
from mentorsite.pack.folders import calendar_name
from mentorsite.pack.forms import forms_filled, with_word
from mentorsite.pack.kit import Alike, Asked, FormFile, Kit, alike, kit
from mentorsite.pack.links import answers_file, links_by_id, links_of
from mentorsite.pack.mails import About, Sending, letters, mails
from mentorsite.pack.pair import Pair
from mentorsite.render.calendar.stamp import STAMP
from mentorsite.render.certificate_jobs import job_of
from mentorsite.render.certificates import certificate_sheet
from mentorsite.render.context import RenderContext
from mentorsite.render.forms.jobs import CertificateJob
from mentorsite.render.forms.pdf.typeset import FONTS, put_fonts
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.certificates import certificates_of
from mentorsite.structure.current_cohort import no_cohort
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


@dataclass(frozen=True, slots=True)
class MadePair:
    """A pair whose folder is there. `is_new` tells whether this run made it; `kept` is where the one before stands."""

    pair: Pair
    links: Mapping[str, str]
    is_new: bool
    kept: str = ""
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """The codes of certificates by title, each person's by their key."""


@dataclass(frozen=True, slots=True)
class _Shared:
    """What the folders of pairs that are alike hold: forms to fill in, and the calendar of each role."""

    key: str
    files: tuple[FormFile, ...]
    calendars: Mapping[str, bytes]
    sending: Sending
    given: Certificates
    handbook: str | None


@dataclass(frozen=True, slots=True)
class _Unit:
    """Some pairs that are alike, to be made in one process; `together` are those whose words are drawn at once.

    They are the same ones in each run: else a file would have other bytes after a run that was stopped.
    """

    shared: _Shared
    together: tuple[Pair, ...]
    todo: tuple[Pair, ...]


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
        if any(each.file.code for each in build.site.certificates):
            options = replace(options, secret=folder.secret())
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
        names = {name for pair in pairs for name in pair.answers}
        shared = _shared(build, asked, kind, names, fonts, options)
        for at in range(0, len(pairs), AT_A_TIME):
            together = tuple(pairs[at : at + AT_A_TIME])
            there = [pair for pair in together if folder.is_made(pair.folder, _key(shared, pair))]
            for pair in there:
                options.step()
                codes = codes_of(pair, shared.given)
                yield MadePair(pair, links_of(shared.files, pair), is_new=False, codes=codes)
            todo = tuple(pair for pair in together if pair not in there)
            if todo:
                units.append(_Unit(shared, together, todo))
    make = partial(_make_unit, folder.target)
    done = in_processes(make, units, does="fills in forms", few=1, workers=options.workers, left=LEFT)
    for unit, kept in zip(units, done, strict=True):
        for pair, before in zip(unit.todo, kept, strict=True):
            options.step()
            codes = codes_of(pair, unit.shared.given)
            yield MadePair(pair, links_of(unit.shared.files, pair), is_new=True, kept=before, codes=codes)


def _shared(build: Build, asked: Asked, kind: Alike, names: Set[str], fonts: Path, options: PackOptions) -> _Shared:
    made = kit(build, asked, kind, options.cache, workers=options.workers)
    files = tuple(with_word(each, names) for each in _with_fonts(made.files, fonts))
    site_context = SiteContext(made.site, build.theme, build.outline)
    context = replace(site_context.of_program(made.entry, made.entry.address, asked.cohort), language=kind.language)
    written = PairCalendars(build.site, made.site, asked, context, options.day)
    calendars = {role: written.of_role(role) for role in made.entry.program.roles}
    sending = _sending(made, asked, kind, context)
    parts: list[object] = [tools(), sending, *((file.name, sha256(file.data).hexdigest()) for file in files)]
    parts += [(role, sha256(STAMP.sub(b"", data)).hexdigest()) for role, data in calendars.items()]
    given = _given(made, asked, site_context, fonts, options)
    parts += [(each.id, each.roles, each.has_code, download(each.job, tools())) for each in given.kinds]
    parts.append(sha256(given.secret).hexdigest())
    handbook = build.site.settings.url
    key = sha256(repr((parts, handbook)).encode()).hexdigest()
    return _Shared(key, files, calendars, sending, given, handbook)


def _sending(made: Kit, asked: Asked, kind: Alike, context: RenderContext) -> Sending:
    """The messages of the program, in the language of the pairs."""
    program = made.entry.in_cohort(asked.cohort).program
    cohort = program.cohorts[asked.cohort] if asked.cohort else no_cohort(program)
    about = About(made.site, program, cohort, context.scope, context.words)
    found = letters(messages_of(made.site, asked.program, kind.language), about)
    return Sending(found, {id: role.label for id, role in program.roles.items()})


def _given(made: Kit, asked: Asked, context: SiteContext, fonts: Path, options: PackOptions) -> Certificates:
    """The certificates of the program, in the language of the pairs."""
    program = made.entry.in_cohort(asked.cohort).program
    scope = context.of_program(made.entry, made.entry.address, asked.cohort).scope
    kinds = []
    for each in certificates_of(made.site, asked.program, made.entry.readers):
        roles = tuple(role.id for role in each.file.audience)
        if roles and not program.roles.keys() & set(roles):
            continue
        sheet = certificate_sheet(each, made.site, program, scope, context.words(each.language))
        job = _with_logo(job_of(context, each, each.id, sheet), context.site, options)
        if not (fonts / FONTS).exists():
            put_fonts(job.assets, fonts)
        job = replace(job, fonts=str(fonts / FONTS))
        kinds.append(CertificateOfRoles(each.id, sheet.title, roles, each.file.code, job))
    return Certificates(tuple(kinds), {id: role.label for id, role in program.roles.items()}, options.secret)


def _with_logo(job: CertificateJob, site: Site, options: PackOptions) -> CertificateJob:
    """A certificate with the picture of the logo, where that can be drawn."""
    if options.project is None or not job.images:
        return job
    photos = Photos(options.project, site.pictures, site.settings.picture_size, options.cache)
    with_logo = replace(job, pictures=pictures_of(job, photos, site.drawings))
    return replace(with_logo, pictures=printable(with_logo, options.cache).pictures)


def _with_fonts(files: Iterable[FormFile], fonts: Path) -> Iterator[FormFile]:
    """The forms, with the folder of the theme's fonts, which all have alike."""
    for file in files:
        if file.job.assets and not (fonts / FONTS).exists():
            put_fonts(file.job.assets, fonts)
        yield replace(file, job=replace(file.job, fonts=str(fonts / FONTS))) if file.job.assets else file


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
    for pair, forms in forms_filled(unit.together, unit.todo, shared.files):
        known = [each for each in pair.people if each.role in shared.calendars]
        files = {**forms, **{calendar_name(each): shared.calendars[each.role] for each in known}}
        sent = dict(mails(pair, shared.sending, links_by_id(shared.files, pair), files))
        made = dict(certificates(pair, shared.given))
        yield pair, {**files, **sent, **made, "answers.json": answers_file(shared.files, pair, shared.handbook)}
