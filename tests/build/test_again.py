"""A second build makes only what changed, and the same site as a build from nothing."""

import importlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from mentorsite.build.cache import Cache
from mentorsite.build.entry_points import find
from mentorsite.build.environment_hashes import tools
from mentorsite.build.manifest import MANIFEST
from mentorsite.build.pipeline import PARALLEL_THRESHOLD, BuildOptions, write
from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.loader.version import VERSION_FILE
from tests.conftest import PROGRAM, SITE
from tests.started import run

pytestmark = pytest.mark.needs_posix

FORM = "title: {0}\nsections: {{a: {{fields: {{b: {{type: text, label: What}}}}}}}}\n"
OWNERS = """from dataclasses import replace
from mentorsite.plugin import Plugin

def owned(page):
    return replace(page, front=page.front.model_copy(update=dict(owner={!r})))

def all_owned(site):
    return replace(site, pages=tuple(owned(each) for each in site.pages))

plugin = Plugin(site=all_owned)
"""
STARTING = {
    "site.yml": f"{SITE}search: false\ndownloads: [docx, markdown]\n",
    "content/index.md": "# Home\n\nSee [one](part/one.md) and ![a picture](picture.svg).\n",
    "content/part/one.md": "---\ndescription: The first.\n---\n# One\n\nWe are {{ program.name }}.\n",
    "content/part/two.md": "# Two\n\n## A heading\n\nSee [the form](../worksheets/w.yml).\n",
    "content/part/three.md": "# Three\n",
    "content/picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "content/worksheets/w.yml": FORM.format("Worksheet"),
    "content/programs/p.yml": PROGRAM,
    "themes/default/words/en.yml": "menu: Menu\n",
    "../day": "2027-01-01",
    "../installed/owners.py": OWNERS.format("Ada"),
    "../installed/owners-1.dist-info/METADATA": "Name: owners\nVersion: 1\n",
    "../installed/owners-1.dist-info/entry_points.txt": "[mentorsite.plugins]\nowners = owners:plugin\n",
}
DATED = "cohorts: {now: {label: Now, status: running, start: 2027-01-04, end: 2027-06-30}}\n"
LANGUAGES = "languages: {en: English, es: Español}\n"
GUIDELINES = "guidelines: [one]\n"
TEXTS: dict[str, list[str | None]] = {
    "site.yml": [
        STARTING["site.yml"],
        STARTING["site.yml"].replace("Test handbook", "Another handbook"),
        STARTING["site.yml"] + "theme: {accent: '#123456'}\n",
        STARTING["site.yml"] + "url: https://example.org/handbook/\n",
        STARTING["site.yml"] + "navigation: [part/]\n",
        STARTING["site.yml"] + "plugins: owners\n",
        STARTING["site.yml"] + LANGUAGES,
    ],
    "content/index.md": ["# Home\n", "# Another home\n\nWords.\n", None],
    "content/part/index.md": ["# The part\n", "---\ntitle: The part\norder: 2\n---\n[One](one.md)\n", None],
    "content/part/one.md": ["# One\n\nOther words.\n", "# A new title\n", "---\norder: 9\n---\n# One\n", None],
    "content/part/two.md": ["# Two\n\n[One](one.md)\n", "# Two\n\n{{ program.purpose }}\n", None],
    "content/part/four.md": ["# Four\n", "---\naliases: [old/four/]\n---\n# Four\n", None],
    "content/glossary.md": ["# Glossary\n\nWords\n: x\n", "# Glossary\n\nWords {#w}\n: x\n\nProgram\n: y\n", None],
    "content/part/one.es.md": ["# Uno\n", "# Uno\n\nMás.\n", None],
    "content/programs/p.es.yml": ["name: Programa\n", None],
    "site.es.yml": ["title: Manual\n", None],
    "content/picture.svg": ["<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>", None],
    "content/worksheets/w.yml": [
        FORM.format("Another title"),
        FORM.format("{{ program.name }}"),
        FORM.format("Worksheet") + "introduction: Read [one](../part/one.md).\n",
        FORM.format("Worksheet").replace(
            "a: {", "a: {title: Part, idea: 3, items: [{text: Do it, due: start + 3 days}], "
        ),
        None,
    ],
    "content/programs/p.yml": [
        PROGRAM.replace("Test program", "Another name"),
        PROGRAM + DATED,
        PROGRAM + GUIDELINES,
        None,
    ],
    "themes/default/words/en.yml": ["menu: Contents\n", None],
    "themes/default/templates/partials/footer.html": ["<footer>Ours</footer>\n", None],
    "themes/default/assets/ours.css": ["p { color: red }\n", None],
    "../day": ["2027-02-01", "2027-08-01"],
    "../installed/owners.py": [OWNERS.format("Bea"), OWNERS.format("Cleo")],
    "../installed/library-2.dist-info/METADATA": ["Name: library\nVersion: 2\n"],
}
"""What each file may be changed to; None is to delete it. Those outside are the day of the build, the code of a plugin,
and a library."""
EDITS = st.sampled_from([(path, text) for path, texts in TEXTS.items() for text in texts])


@dataclass
class Project:
    """A handbook on disk with a cache of its own."""

    folder: Path
    files: dict[str, str] = field(default_factory=dict)
    could_be_built: bool = True
    """Whether nothing stopped the last build."""

    def put(self, path: str, text: str | None) -> None:
        file = self.folder / "project" / path
        if text is None:
            file.unlink(missing_ok=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")

    def build(self, name: str = "public", workers: int = 1) -> dict[str, bytes]:
        """Builds into a folder; everything that is in it then."""
        with self.as_a_new_process():
            made = prepare(read(self.folder / "project"), today=self.day, find=find)
            self.could_be_built = not made.fatal
            if self.could_be_built:
                options = BuildOptions(Cache(self.folder / f"cache-of-{name}"), workers)
                write(made, self.folder / "project", self.folder / name, options, day=self.day)
        return contents(self.folder / name)

    @property
    def day(self) -> date:
        return date.fromisoformat((self.folder / "day").read_text())

    @contextmanager
    def as_a_new_process(self) -> Iterator[None]:
        """Nothing is remembered of what is installed."""
        sys.modules.pop("owners", None)
        importlib.invalidate_caches()
        tools.cache_clear()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(sys, "path", [str(self.folder / "installed"), *sys.path])
            patch.setattr(sys, "dont_write_bytecode", True)
            yield
        tools.cache_clear()

    def anew(self) -> dict[str, bytes]:
        """What a build from nothing makes."""
        for name in ("clean", "cache-of-clean"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
        return self.build("clean")


def contents(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def started(tmp_path: Path) -> Project:
    return start(tmp_path)


def start(folder: Path) -> Project:
    project = Project(folder)
    for path, text in STARTING.items():
        project.put(path, text)
    project.build()
    return project


def inodes(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.stat().st_ino for path in folder.rglob("*") if path.is_file()}


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(
    edits=[
        [("site.yml", STARTING["site.yml"] + "plugins: owners\n")],
        [("../installed/owners.py", OWNERS.format("Bea"))],
        [("../installed/library-2.dist-info/METADATA", "Name: library\nVersion: 2\n")],
    ]
)
@example(
    edits=[
        [("content/programs/p.yml", PROGRAM + GUIDELINES)],
        [("content/part/one.md", "# One\n\nOther words.\n")],
    ]
)
@example(
    edits=[
        [("site.yml", STARTING["site.yml"] + LANGUAGES), ("content/part/one.es.md", "# Uno\n")],
        [("content/part/one.es.md", "# Uno\n\nMás.\n")],
        [("content/part/two.md", "# Two\n\n{{ program.purpose }}\n")],
        [("content/part/one.es.md", None)],
    ]
)
@given(edits=st.lists(st.lists(EDITS, min_size=1, max_size=3), min_size=1, max_size=4))
def test_any_edits_one_after_the_other_make_the_site_of_a_build_from_nothing(
    edits: list[list[tuple[str, str | None]]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    project = start(tmp_path_factory.mktemp("edits"))
    for step in edits:
        for path, text in step:
            project.put(path, text)
        again = project.build()
        if project.could_be_built:
            assert again == project.anew()


@pytest.mark.parametrize(
    ("path", "text", "changed"),
    [
        ("content/part/one.md", "---\ndescription: The first.\n---\n# One\n\nOther words.\n", {"one"}),
        ("content/part/one.md", "---\ndescription: Other.\n---\n# One\n\nWe are {{ program.name }}.\n", {"one"}),
        ("content/part/one.md", "# Another title\n", {"one", "two", "three"}),
        ("content/programs/p.yml", PROGRAM.replace("Test program", "Other"), {"one", "two", "three"}),
        ("content/worksheets/w.yml", FORM.format("Worksheet") + "introduction: Words.\n", set()),
        ("content/worksheets/w.yml", FORM.format("Worksheet").replace("{b:", "{c: {type: time, label: L}, b:"), set()),
        ("content/worksheets/w.yml", FORM.format("Another title"), {"one", "two", "three"}),
    ],
)
def test_only_what_is_made_of_a_source_is_rendered_again(
    started: Project, monkeypatch: pytest.MonkeyPatch, path: str, text: str, changed: set[str]
) -> None:
    rendered: list[str] = []

    def watched(render: Callable[..., object], values: list[object], **_: object) -> Iterator[object]:
        rendered.extend(getattr(each, "path", "") for each in values)
        return map(render, values)

    monkeypatch.setattr("mentorsite.build.pipeline.in_processes", watched)
    started.put(path, text)
    started.build()
    pages = {each for each in ("one", "two", "three") if f"part/{each}/index.html" in rendered}
    assert pages == changed


def test_what_did_not_change_is_the_same_file(started: Project) -> None:
    before = inodes(started.folder / "public")
    started.put("content/part/one.md", "---\ndescription: The first.\n---\n# One\n\nOther words.\n")
    started.build()
    after = inodes(started.folder / "public")
    assert before.keys() == after.keys()
    assert {path for path in before if before[path] != after[path]} == {
        MANIFEST, "part/one.md", "part/one/index.html", "part/print/index.html", "print/index.html", "sw.js",
        VERSION_FILE,
    }  # fmt: skip


@pytest.mark.parametrize("harm", ["deleted", "changed", "a link"])
def test_a_file_of_the_site_that_someone_changed_is_made_again(started: Project, harm: str) -> None:
    page = started.folder / "public" / "part" / "one.md"
    right = page.read_bytes()
    page.unlink()
    if harm == "changed":
        page.write_bytes(right[:-1] + b"!")
    elif harm == "a link":
        page.symlink_to(started.folder / "project" / "content" / "part" / "one.md")
    assert started.build()["part/one.md"] == right


def test_a_file_with_another_time_is_kept(started: Project) -> None:
    page = started.folder / "public" / "part" / "one.md"
    os.utime(page, (1, 1))
    inode = page.stat().st_ino
    started.build()
    assert page.stat().st_ino == inode


def test_two_outputs_of_one_project_do_not_mix(started: Project) -> None:
    other = started.build("other")
    started.put("content/part/one.md", "# Changed\n")
    assert started.build()["part/one/index.html"] != other["part/one/index.html"]
    assert started.build("other") == started.build()


def test_many_pages_rendered_by_processes_are_those_of_one(started: Project) -> None:
    for number in range(PARALLEL_THRESHOLD + 50):
        started.put(f"content/many/{number}.md", f"# Page {number}\n\n[Next](../part/one.md)\n")
    done = run("build", "--jobs", "2", "-C", started.folder / "project", "-o", started.folder / "public")
    assert done.returncode == 0, done.stderr
    assert contents(started.folder / "public") == started.anew()


def test_every_download_is_drawn_with_the_others_and_kept(started: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentorsite.render.make", lambda job: pytest.fail(f"{job.path} is drawn while pages are"))
    started.put("site.yml", f"{SITE}search: false\ndownloads: [pdf]\n")
    first = started.build()
    assert "print/handbook.pdf" in first
    shutil.rmtree(started.folder / "public")
    monkeypatch.setattr("mentorsite.build.downloads.make", lambda job: pytest.fail(f"{job.path} is drawn again"))
    assert started.build() == first


def test_an_edit_in_one_language_renders_nothing_of_the_others(
    started: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    started.put("site.yml", STARTING["site.yml"] + LANGUAGES)
    started.put("content/index.es.md", "# Inicio\n")
    started.put("content/part/one.es.md", "# Uno\n")
    started.put("content/part/two.es.md", "# Dos\n")
    started.build()
    rendered: set[str] = set()

    def watched(render: Callable[..., object], values: list[object], **_: object) -> Iterator[object]:
        rendered.update(getattr(each, "path", "") for each in values)
        return map(render, values)

    monkeypatch.setattr("mentorsite.build.pipeline.in_processes", watched)
    started.put("content/part/one.es.md", "---\ndescription: x\n---\n# Uno\n\nMás.\n")
    started.build()
    rendered.clear()
    started.put("content/part/one.es.md", "---\ndescription: x\n---\n# Uno\n\nMás y más.\n")
    started.build()
    pages = {path for path in rendered if path.endswith(".html")}
    assert pages == {"es/part/one/index.html", "es/print/index.html", "es/part/print/index.html"}


def test_the_words_of_a_signed_form_in_one_language_reach_its_page_in_the_other(started: Project) -> None:
    """By which that page tells whether what was signed in the other language still holds."""
    promise = "title: Promise\nsections: {a: {title: A, clauses: [{id: b, text: Be kind.}]}}\nsignatures: [mentor]\n"
    spanish = "title: Promise\nsections: {{a: {{title: A, clauses: [{{id: b, text: {0}}}]}}}}\n"
    started.put("site.yml", STARTING["site.yml"] + LANGUAGES)
    started.put("content/index.es.md", "# Inicio\n")
    started.put("content/agreements/promise.yml", promise)
    started.put("content/agreements/promise.es.yml", spanish.format("Sé amable."))
    before = started.build()
    started.put("content/agreements/promise.es.yml", spanish.format("Sé muy amable."))
    after = started.build()
    for page in ("agreements/promise/index.html", "es/agreements/promise/index.html", "check-signed-copy/index.html"):
        assert before[page] != after[page], page
    assert after == started.anew()
