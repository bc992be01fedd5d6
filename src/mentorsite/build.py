"""`mentorsite build`: read, prepare, stop on fatal problems, render, publish."""

from collections.abc import Callable, Iterator
from pathlib import Path

from mentorsite.prepare import Build, prepare
from mentorsite.publish import Published, publish, refuse_unsafe
from mentorsite.render import renderer
from mentorsite.source import read


def prepare_project(project: Path, url: str | None = None) -> Build:
    """Everything known about the project in a folder."""
    return prepare(read(project), url=url)


def write(build: Build, project: Path, output: Path, *, step: Callable[[], None] = lambda: None) -> Published:
    """Renders every output and publishes them; `step` is called after each."""
    refuse_unsafe(output, project)

    def files() -> Iterator[tuple[str, bytes | Path]]:
        render = renderer(build.site, build.theme, build.outline)
        for each in build.outputs:
            made = render(each)
            yield each.path, made if isinstance(made, bytes) else project / made.source
            step()

    return publish(files(), output)
