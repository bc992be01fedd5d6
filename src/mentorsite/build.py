"""`mentorsite build`: read, prepare, stop on fatal problems, render, publish."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mentorsite.cache import Cache
from mentorsite.downloads import downloads
from mentorsite.prepare import Build, prepare
from mentorsite.publish import Published, publish, refuse_unsafe
from mentorsite.render import jobs, renderer
from mentorsite.render.calendar import FIRST, Revision
from mentorsite.render.downloads import BookJob, Job
from mentorsite.search import index, searchable
from mentorsite.source import read


@dataclass(frozen=True, slots=True)
class Written:
    """What a build did. `missing` are characters, by download, that no font of this machine has."""

    published: Published
    missing: Mapping[str, str]


def prepare_project(project: Path, url: str | None = None) -> Build:
    """Everything known about the project in a folder."""
    return prepare(read(project), url=url)


def write(
    build: Build,
    project: Path,
    output: Path,
    *,
    workers: int | None = None,
    step: Callable[[], None] = lambda: None,
    day: date = FIRST.day,
) -> Written:
    """Renders every output and publishes them; `step` is called after each, twice for downloads.

    `day` is the day of the build, which calendars tell of what has changed in them.
    """
    refuse_unsafe(output, project)
    missing: dict[str, str] = {}

    def files() -> Iterator[tuple[str, bytes | Path]]:
        cache = Cache()
        todo = (with_images(job, project) for job in jobs(build.site, build.theme, build.outline, build.outputs))
        made = downloads(tuple(todo), cache, workers=workers, step=step)
        missing.update({path: each.missing for path, each in made.items() if each.missing})
        revision = Revision(day, lambda path: _bytes(output / path))
        render = renderer(build.site, build.theme, build.outline, made, revision)
        found: dict[str, bytes] = {}
        for each in build.outputs:
            content = render(each)
            found.update(searchable(each.path, content))
            yield each.path, content if isinstance(content, bytes) else project / content.source
            step()
        if build.site.settings.search:
            yield from index(found, cache).items()
        cache.forget_old()

    return Written(publish(files(), output), missing)


def with_images(job: Job | BookJob, project: Path) -> Job | BookJob:
    """A job with the images that it needs; one that can't be read is left out, and its words stand in its place."""
    if isinstance(job, Job):
        return job
    read = {name: _bytes(project / source) for name, source in job.images.items()}
    return replace(job, assets={**job.assets, **{name: data for name, data in read.items() if data is not None}})


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
