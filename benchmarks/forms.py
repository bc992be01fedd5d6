"""A site of agreements, each a page, a PDF and a Word file."""

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpus import EDITED, agreements
from benchmarks.generators import MENTORSITE
from benchmarks.sites import PROJECTS, cache_of, delete, our_environment

START = {".pdf": b"%PDF-", ".docx": b"PK"}
"""How a file of each format starts."""


@dataclass(frozen=True, slots=True)
class FormsSite:
    """A site of `count` agreements, which mentorsite alone can make."""

    folder: Path
    count: int

    @property
    def title(self) -> str:
        return "1 form" if self.count == 1 else f"{self.count} forms"

    @property
    def output(self) -> Path:
        return self.folder / "public"

    @property
    def command(self) -> tuple[str, ...]:
        return (*MENTORSITE, "build", "--without", "search")

    @property
    def environment(self) -> Mapping[str, str]:
        return our_environment(self.folder)

    def forget(self) -> None:
        """Deletes the output and what is kept, and takes an edit back."""
        delete(self.folder, ("public",))
        shutil.rmtree(cache_of(self.folder), ignore_errors=True)
        _write(self.folder, *next(agreements(1)))

    def edit(self, run: int) -> str:
        """Changes the introduction of an agreement, and gives what it says."""
        sentence = f"{EDITED} in run {run}."
        id, text = next(agreements(1))
        start, _, rest = text.partition("introduction: ")
        _write(self.folder, id, f"{start}introduction: {sentence} {rest}")
        return sentence

    def faults(self, sentence: str | None) -> tuple[str, ...]:
        """All that is wrong with what was built; `sentence` is the last edit's."""
        return tuple(_faults(self.output / "agreements", self.count, sentence))


def lay_out(count: int, folder: Path) -> FormsSite:
    """Writes a site of agreements anew."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(PROJECTS / "forms", folder)
    (folder / "content" / "agreements").mkdir()
    made = list(agreements(count))
    for id, text in made:
        _write(folder, id, text)
    with (folder / "content" / "programs" / "mentoring.yml").open("a", encoding="utf-8") as program:
        program.write(f"agreements: [{', '.join(id for id, _ in made)}]\n")
    return FormsSite(folder, count)


def _write(folder: Path, id: str, text: str) -> None:
    (folder / "content" / "agreements" / f"{id}.yml").write_text(text, encoding="utf-8")


def _faults(folder: Path, count: int, sentence: str | None) -> Iterator[str]:
    ids = [id for id, _ in agreements(count)]
    for path, start in ((folder / f"{id}{ending}", start) for id in ids for ending, start in START.items()):
        if not path.is_file() or not path.read_bytes().startswith(start):
            yield f"{path.name} was not made"
    page = folder / ids[0] / "index.html"
    html = page.read_text(encoding="utf-8") if page.is_file() else ""
    if (sentence or "") not in html or (not sentence and EDITED in html):
        yield f"the page of {ids[0]} does not say what its definition does"
