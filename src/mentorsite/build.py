"""`mentorsite build`: read, prepare, stop on fatal problems, render, publish."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mentorsite.cache import Cache
from mentorsite.downloads import downloads
from mentorsite.prepare import Build, prepare
from mentorsite.publish import Published, publish, refuse_unsafe
from mentorsite.render import jobs, renderer
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
    build: Build, project: Path, output: Path, *, workers: int | None = None, step: Callable[[], None] = lambda: None
) -> Written:
    """Renders every output and publishes them; `step` is called after each, twice for downloads."""
    refuse_unsafe(output, project)
    missing: dict[str, str] = {}

    def files() -> Iterator[tuple[str, bytes | Path]]:
        cache = Cache(project)
        made = downloads(jobs(build.site, build.theme, build.outline, build.outputs), cache, workers=workers, step=step)
        missing.update({path: each.missing for path, each in made.items() if each.missing})
        render = renderer(build.site, build.theme, build.outline, made)
        for each in build.outputs:
            content = render(each)
            yield each.path, content if isinstance(content, bytes) else project / content.source
            step()
        cache.forget_old()

    return Written(publish(files(), output), missing)
