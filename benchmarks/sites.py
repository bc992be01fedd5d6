"""A site of pages on the disk, laid out for one generator."""

import os
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks import install, verify
from benchmarks.corpus import EDITED, Page, page, pages
from benchmarks.generators import Generator

CACHE_PLACE = "MENTORSITE_CACHE"
PROJECTS = Path(__file__).parent / "projects"
QUIET = {"ASTRO_TELEMETRY_DISABLED": "1", "NO_MKDOCS_2_WARNING": "1", "NO_COLOR": "1"}


@dataclass(frozen=True, slots=True)
class Site:
    """A site of `count` pages beside its home page; `edited` is the page that edits change."""

    folder: Path
    generator: Generator
    count: int
    edited: Page

    @property
    def title(self) -> str:
        return self.generator.title

    @property
    def output(self) -> Path:
        return self.folder / self.generator.output

    @property
    def command(self) -> tuple[str, ...]:
        """What builds it, with the paths of programs in their places."""
        return tuple(install.program(part[1:-1]) if part.startswith("{") else part for part in self.generator.command)

    @property
    def environment(self) -> Mapping[str, str]:
        return environment() if self.generator.tools else our_environment(self.folder)

    def forget(self) -> None:
        """Deletes the output and all that the generator keeps, and takes an edit back."""
        delete(self.folder, (self.generator.output, *self.generator.kept))
        shutil.rmtree(cache_of(self.folder), ignore_errors=True)
        write(self.generator, self.folder, self.edited)

    def edit(self, run: int) -> str:
        """Adds a sentence to a page, and gives it."""
        sentence = f"{EDITED} in run {run}."
        write(self.generator, self.folder, self.edited, f"\n{sentence}\n")
        return sentence

    def faults(self, sentence: str | None) -> tuple[str, ...]:
        """All that is wrong with what was built; `sentence` is the last edit's."""
        return verify.faults(self.output, self.count, self.edited, sentence)


def cache_of(folder: Path) -> Path:
    """Where mentorsite's cache of a site is; it takes none within the site."""
    return folder.with_name(f"{folder.name}-cache")


def environment() -> Mapping[str, str]:
    """The variables that a build sees: without those for Python, since some make every start slower."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")} | QUIET


def our_environment(folder: Path) -> Mapping[str, str]:
    """The same for mentorsite, whose cache stands beside the site's folder and not in the user's.

    It may be a clone that PYTHONPATH leads to.
    """
    found = {name: os.environ[name] for name in ("PYTHONPATH",) if name in os.environ}
    return {**environment(), **found, CACHE_PLACE: str(cache_of(folder))}


def lay_out(generator: Generator, count: int, folder: Path) -> Site:
    """Writes a site anew."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PROJECTS / generator.project, folder)
    for each in pages(count):
        write(generator, folder, each)
    if generator.modules:
        (folder / "node_modules").symlink_to(install.TOOLS / generator.modules / "node_modules")
    return Site(folder, generator, count, page(max(2, count // 2), count))


def write(generator: Generator, folder: Path, page: Page, more: str = "") -> None:
    """Writes one page, with `more` at its end."""
    file = generator.layout(page)
    path = folder / generator.content / file.path
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(file.text + more, encoding="utf-8")


def delete(folder: Path, names: tuple[str, ...]) -> None:
    """Deletes files and folders, as far as they are there."""
    for path in (folder / name for name in names):
        if path.is_file():
            path.unlink()
        else:
            shutil.rmtree(path, ignore_errors=True)
