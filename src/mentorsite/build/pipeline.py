"""`mentorsite build`: read, prepare, stop on fatal problems, render what is new, publish."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from mentorsite.build import fingerprint
from mentorsite.build.cache import Cache
from mentorsite.build.downloads import PARALLEL_THRESHOLD as FEW_DOWNLOADS
from mentorsite.build.downloads import downloads
from mentorsite.build.entry_points import find
from mentorsite.build.environment_hashes import fonts, plugins
from mentorsite.build.kept_templates import kept_templates
from mentorsite.build.last_build import (
    BuildRecord,
    FileState,
    OutputRecord,
    asset_paths,
    file_states,
    is_unchanged,
    keep_record,
    last_record,
    state,
)
from mentorsite.build.manifest import MANIFEST
from mentorsite.build.media.job_pictures import with_pictures
from mentorsite.build.media.photos import Photos
from mentorsite.build.offline import with_worker
from mentorsite.build.output_folder import refuse_unsafe
from mentorsite.build.parse_cache import cached_parser
from mentorsite.build.prepare import Build, prepare
from mentorsite.build.process_pool import in_processes
from mentorsite.build.profile import DOWNLOADS, PHOTOS, PREPARE, PUBLISH, RENDER, SEARCH, UNDERSTAND, Stages
from mentorsite.build.project_files import read
from mentorsite.build.publish import Published, publish
from mentorsite.build.search_index import index, key, searchable
from mentorsite.build.staged_files import Unchanged
from mentorsite.check.report import build_notes
from mentorsite.loader.parse import Parsed
from mentorsite.loader.sources import Source
from mentorsite.loader.tree import Tree
from mentorsite.model.output import (
    BookOutput,
    BookPdfOutput,
    CertificatePdfOutput,
    CopyOutput,
    DownloadOutput,
    DownloadsPageOutput,
    FormOutput,
    IconOutput,
    Output,
    PageOutput,
    ProgramOutput,
    RoleOutput,
)
from mentorsite.render import Rendered, renderer
from mentorsite.render.calendar.revision import FIRST, Revision
from mentorsite.render.download_jobs import jobs
from mentorsite.render.forms.downloads import Download
from mentorsite.render.site_context import SiteContext
from mentorsite.structure.offline import WORKER, keeps_offline

PARALLEL_THRESHOLD = 100
"""As many outputs are rendered here, sooner than other processes start."""
TELL_SIZES = (FormOutput, ProgramOutput, RoleOutput, DownloadsPageOutput)
"""Pages that tell the sizes of the downloads of forms."""


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did. `download_notes` is what people should know of downloads, by their path.

    `fonts` is a hash of the machine's fonts, where downloads have characters that the theme's lack.
    """

    published: Published
    download_notes: Mapping[str, str]
    fonts: str = ""


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What a build works with: where things are kept, how many processes, and who counts its steps and stages."""

    cache: Cache = field(default_factory=Cache)
    workers: int | None = None
    step: Callable[[], None] = lambda: None
    stages: Stages = field(default_factory=Stages)


def prepare_project(project: Path, url: str | None = None) -> Build:
    """Everything known about the project in a folder."""
    return prepare(read(project), url=url, find=find)


def prepared(
    tree: Tree,
    options: BuildOptions,
    *,
    url: str | None = None,
    without: frozenset[str] = frozenset(),
    today: date | None = None,
) -> Build:
    """Everything known about a project; what was understood before is not understood again."""
    each, stages = cached_parser(options.cache, workers=options.workers), options.stages

    def timed(understand: Callable[[Source], Parsed], sources: Sequence[Source]) -> Iterator[Parsed]:
        return stages.each(UNDERSTAND, iter(each(understand, sources)))

    with stages.during(PREPARE):
        return prepare(tree, url=url, without=without, today=today, each=timed, find=find)


def write(
    build: Build,
    project: Path,
    output: Path,
    options: BuildOptions | None = None,
    *,
    made_of: str = "",
    day: date = FIRST.day,
) -> Written:
    """Renders every output that is not there as it would be made, and publishes them all.

    `made_of` is the fingerprint of the whole build, for the record; `day` is the day of the build, which calendars
    tell of what has changed in them.
    """
    refuse_unsafe(output, project)
    making = _Making(build, project, output, options or BuildOptions(), day)
    with making.options.stages.during(PUBLISH):
        published = publish(making.files(), output)
    making.remember(published, made_of)
    return Written(published, making.download_notes, making.fonts)


class _Making:
    """A build under way: what was there before, and what has become known of the files that were made."""

    def __init__(self, build: Build, project: Path, output: Path, options: BuildOptions, day: date) -> None:
        self.build, self.project, self.output, self.options, self.day = build, project, output, options, day
        self.context = SiteContext(build.site, build.theme, build.outline)
        self.before = last_record(options.cache, project, output)
        self.assets = file_states(asset_paths(project, (each.source for each in build.site.assets)), self.before.assets)
        digests = {name: each.digest for name, each in self.assets.items()}
        if build.site.settings.plugins:
            code = plugins()
        else:
            code = ""
        self.keys = fingerprint.outputs(build.site, build.theme, build.outline, build.outputs, digests, code)
        self.keeps_offline = keeps_offline(build.site)
        # Its script is made by `with_worker` then, once all that it names has been made.
        self.planned = tuple(each for each in build.outputs if not self.keeps_offline or each.path != WORKER)
        self.new = tuple(each for each in self.planned if not self.stands(each.path, self.keys[each.path]))
        self.photos = Photos(project, build.site.pictures, build.site.settings.picture_size, self.options.cache)
        self.pages: dict[str, bytes] = {}
        self.download_notes: dict[str, str] = {}
        self.fonts = self.before.fonts  # downloads that are up to date may be drawn with them

    def stands(self, path: str, key: str) -> bool:
        """Whether a file is in the output, made of the same."""
        made = self.before.files.get(path)
        return made is not None and made.key == key and is_unchanged(f"{self.output}/{path}", made.file)

    def kept(self, path: str) -> Unchanged:
        return Unchanged(self.before.files[path].file.digest)

    def size(self, path: str) -> int:
        """The size of a file that stands, in bytes."""
        return self.before.files[path].file.state[0]

    def files(self) -> Iterator[tuple[str, bytes | Path | Unchanged]]:
        """Every file of the site, in the order in which they are made."""
        if not self.keeps_offline:
            return self.made()
        return with_worker(self.made(), self.context, self.build.outputs, self.size, self.tell_offline)

    def tell_offline(self, note: str) -> None:
        """Notes what people should know of what devices keep."""
        notes_now = {path: each for path, each in self.download_notes.items() if path != WORKER}
        if note:
            notes_now[WORKER] = note
        self.download_notes = notes_now

    def made(self) -> Iterator[tuple[str, bytes | Path | Unchanged]]:
        """First the files of the outputs, then those of the index for searching."""
        new = {each.path for each in self.new}
        with self.options.stages.during(PHOTOS):
            copied = (each.asset.source for each in self.new if isinstance(each, CopyOutput))
            self.photos.make(copied, workers=self.options.workers)
        rendered = self.options.stages.each(RENDER, self.rendered())
        with kept_templates(self.build.theme, self.options.cache):
            for each in self.planned:
                if each.path not in new:
                    yield each.path, self.kept(each.path)
                    self.options.step()
                    continue
                content = next(rendered)  # what is new comes in the same order
                self.pages |= searchable(each.path, content)
                if isinstance(content, bytes):
                    yield each.path, content
                else:
                    yield each.path, self.photos.published(content.source)
                self.options.step()
        if self.build.site.settings.search:
            yield from self.options.stages.each(SEARCH, self.index())

    def rendered(self) -> Iterator[Rendered]:
        """What is new, rendered in the order of the outputs."""
        context = replace(self.context, downloads=self.downloads())
        render = renderer(context, Revision(self.day, lambda path: _bytes(self.output / path)))
        made = {each.path: render(each) for each in self.inherited()}
        rest = tuple(each for each in self.new if each.path not in made)
        others = in_processes(render, rest, does="renders pages", few=PARALLEL_THRESHOLD, workers=self.options.workers)
        for each in self.new:
            if each.path in made:
                yield made[each.path]
            else:
                yield next(others)

    def inherited(self) -> Iterable[Output]:
        """One output of each kind, where other processes render the rest: what templates became, they inherit."""
        if len(self.new) <= PARALLEL_THRESHOLD:
            return ()
        return {_kind(each): each for each in self.new}.values()

    def downloads(self) -> Mapping[str, Download]:
        """The downloads that are new, and those whose sizes a new page tells."""
        build, new = self.build, {each.path for each in self.new}
        all_forms = any(isinstance(each, TELL_SIZES) for each in self.new)
        books = set()
        for each in self.new:
            if isinstance(each, BookOutput):
                books.add(each.address)

        def wanted(output: Output) -> bool:
            match output:
                case DownloadOutput():
                    return all_forms or output.path in new
                case CertificatePdfOutput():
                    return output.path in new or f"{output.path.removesuffix('.pdf')}/index.html" in new
                case BookPdfOutput():
                    return output.path in new or output.address in books
                case IconOutput():
                    return output.path in new
                case _:
                    return False

        with self.options.stages.during(DOWNLOADS):
            todo = jobs(self.context, tuple(filter(wanted, build.outputs)))
            whole = tuple(with_pictures(job, self.photos, build.site.drawings) for job in todo)
            # Typst's threads would keep pages from being rendered by forked processes
            if len(self.new) > PARALLEL_THRESHOLD:
                few = 0
            else:
                few = FEW_DOWNLOADS
            made = downloads(whole, self.options.cache, workers=self.options.workers, few=few, step=self.options.step)
        self.note_downloads(made)
        return made

    def note_downloads(self, made: Mapping[str, Download]) -> None:
        """Notes what people should know of downloads; of one that is up to date, what the build before said."""
        up_to_date = self.keys.keys() - made.keys()
        notes_now = {path: note for path, note in self.before.download_notes.items() if path in up_to_date}
        for path, download in made.items():
            if download.note:
                notes_now[path] = download.note
        self.download_notes = notes_now
        if any(each.with_machine_fonts for each in made.values()):
            self.fonts = fonts()

    def index(self) -> Iterator[tuple[str, bytes | Unchanged]]:
        """The files of the index for searching; those of before if it is of the same pages."""
        name = key(self.searched())
        before = []
        for path, made in self.before.files.items():
            if made.key == name:
                before.append(path)
        if before and all(self.stands(path, name) for path in before):
            for path in before:
                yield (path, self.kept(path))
            return
        pages = dict(self.pages)
        for path in self.searched():
            if path not in pages:  # it is up to date, so that it was not made here
                pages |= searchable(path, _bytes(self.output / path))
        yield from index(pages, self.options.cache).items()

    def searched(self) -> dict[str, str]:
        """A hash of what is searched of each page that is."""
        up_to_date = self.keys.keys() - {each.path for each in self.new}
        before = {path: made.searched for path, made in self.before.files.items() if path in up_to_date}
        here = {path: sha256(part).hexdigest() for path, part in self.pages.items()}
        return {path: digest for path, digest in {**before, **here}.items() if digest}

    def remember(self, published: Published, made_of: str) -> None:
        """Notes what was made, and of what, for the next build."""
        searched: dict[str, str] = {}
        index_key = ""
        if self.build.site.settings.search:
            searched = self.searched()
        if searched:
            index_key = key(searched)
        files = {}
        for path, digest in published.digests.items():
            now = state(f"{self.output}/{path}")
            if now:
                # What is not planned is a file of the index.
                made_from = self.keys.get(path, index_key)
                files[path] = OutputRecord(made_from, FileState(digest, now), searched.get(path, ""))
        # The next build does nothing only where the manifest, too, is as it was.
        manifest = file_states({MANIFEST: f"{self.output}/{MANIFEST}"}, {})
        files |= {path: OutputRecord("", seen) for path, seen in manifest.items()}
        said = self.build.problems, self.download_notes, build_notes(self.build.site)
        record = BuildRecord(made_of, files, self.assets, *said, self.fonts)
        keep_record(self.options.cache, self.project, self.output, record)
        self.options.cache.forget_old()


def _kind(output: Output) -> tuple[type, str]:
    """What tells outputs apart that are made of other templates."""
    kind = ""
    if isinstance(output, PageOutput) and output.page.front.kind:
        kind = output.page.front.kind.id
    return type(output), kind


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
