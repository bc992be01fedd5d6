"""What tests share: projects on disk and in memory, a web server, and one browser."""

import ast
import functools
import gc
import os
import re
import shutil
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from importlib.metadata import Distribution
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings
from platformdirs import user_cache_path
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from mentorsite.build import cache, project_files
from mentorsite.build.media.image_info import picture
from mentorsite.build.pipeline import write
from mentorsite.build.prepare import Build, prepare
from mentorsite.cli import UNLOOKED_AT
from mentorsite.errors import CODES, Problem
from mentorsite.loader.active_files import begins_like_markup
from mentorsite.loader.load import ParseAll, load
from mentorsite.loader.parse import Parsed
from mentorsite.loader.sources import Source
from mentorsite.loader.tree import MEMORY_FOLDER, ThemeTree, Tree
from mentorsite.model.output import BookPdfOutput, CertificatePdfOutput, DownloadOutput, IconOutput
from mentorsite.model.settings import ThemeChoice
from mentorsite.model.site import Site
from mentorsite.model.urls import is_image
from mentorsite.render import renderer
from mentorsite.render.site_context import SiteContext
from mentorsite.scaffold import installation
from mentorsite.theme.load import load_theme
from mentorsite.theme.values import Theme
from tests.seconds import Seconds

REPOSITORY = Path(__file__).parents[1]
gc.disable()  # until all tests are found
# Chosen texts are the same in each run, however busy the machine is; `./scripts/fuzz` looks for new ones.
settings.register_profile("suite", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("suite")
# A shell that runs the tests in the background lets them, and all that they start, be deaf to Ctrl-C.
signal.signal(signal.SIGINT, signal.default_int_handler)
os.environ.setdefault(cache.PLACE, str(user_cache_path("mentorsite-tests")))
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")
"""The first that is there is driven: the shell is Chromium without windows, and needs half the processor time."""
CHROMIUM = next(filter(None, map(shutil.which, BROWSERS)), BROWSERS[0])
ADVICE = [*(code for code in CODES if CODES[code].waivable), "made-up"]
ADVICE_OFF = f"checks: {{{', '.join(f'{code}: off' for code in ADVICE)}}}\n"
PICTURE = "GIF89a\1\0\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"
"""A small picture, as text."""
THEMES = ("default", "plain")
"""The themes that are shipped."""
PHONE, DESKTOP = {"width": 360, "height": 740}, {"width": 1440, "height": 900}
SITE = f"title: Test handbook\n{ADVICE_OFF}"
"""Without advice about mentoring or made-up addresses: what tests build is small, and need not be a good program."""
PROGRAM = "name: Test program\npurpose: To test.\nroles:\n  mentor: {kind: mentor}\n  mentee: {kind: mentee}\n"
Loaded = tuple[Theme, tuple[Problem, ...]]
"""A theme, and what is wrong with it."""
NO_WORKERS = "delete Navigator.prototype.serviceWorker"
SLOWEST = (
    "test_kitchen_sink.py", "test_packaging.py", "test_in_browser.py", "test_hostile.py", "test_form_page.py",
    "test_html_checker.py", "test_search.py", "test_two_devices.py", "test_new.py", "test_pdf.py", "test_push.py",
    "test_one_mistake.py", "test_kept_page.py", "test_again.py", "test_kill.py", "test_copies.py", "test_signing.py",
    "test_fuzz.py", "test_two_people.py", "test_offline.py", "test_form_on_a_phone.py", "test_docx.py",
    "test_pairs_and_maps.py", "test_faults.py", "test_my_dates.py", "test_languages_in_browser.py", "test_publish.py",
    "test_word.py", "test_calendar.py", "test_doctor.py", "test_benchmarks.py", "test_starter_packed.py",
    "test_drawings.py", "test_cluster.py", "test_docs.py", "test_folders.py", "test_process_pool.py",
)  # fmt: skip
"""The files of tests that take longest, in that order."""
NEEDS = ("needs_browser", "needs_programs", "needs_posix")
"""The marks of files of tests that can't run on every machine; `pytest --markers` says what each needs."""
PROGRAM_ADVICE = ("no-boundaries", "no-commitment", "no-help", "no-check-ins", "no-closing", "no-conduct")
WAIVED = f"waived: {{{', '.join(f'{code}: a test' for code in PROGRAM_ADVICE)}}}\n"
"""What to add to `PROGRAM` where site.yml does not turn the advice off."""


def needed(text: str) -> set[str]:
    """The marks of `NEEDS` that a file of tests has, as `pytestmark`; it is not imported for that."""
    found: set[str] = set()
    if "pytestmark" not in text:
        return found
    for node in ast.parse(text).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "pytestmark":
            found |= {each.attr for each in ast.walk(node.value) if isinstance(each, ast.Attribute)}
    return found & set(NEEDS)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--everywhere", action="store_true", help="only tests that need nothing but Python and git")
    parser.addoption("--seconds", type=int, metavar="N", help="show the N files of tests that need most processor time")


def pytest_configure(config: pytest.Config) -> None:
    if shown := config.getoption("seconds"):
        config.pluginmanager.register(Seconds(shown))


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leaves out, before they are imported, files of tests that can't run on every machine."""
    if not config.getoption("everywhere") or not collection_path.name.startswith("test_"):
        return None
    return bool(needed(collection_path.read_text(encoding="utf-8"))) or None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Files that take longest come first: at the end a process would work through one while the others wait."""
    places = {name: place for place, name in enumerate(SLOWEST)}
    items.sort(key=lambda item: places.get(item.path.name, len(places)))


def pytest_collection_finish() -> None:
    """Thousands of tests stay until the end: looking for garbage among them again and again takes long. From here on
    it is looked for as seldom as when a command runs."""
    gc.freeze()
    gc.set_threshold(UNLOOKED_AT, 20, 50)
    gc.enable()


@pytest.fixture(scope="session", autouse=True)
def packed_once() -> Iterator[None]:
    """mentorsite is packed for new handbooks once: hundreds of tests make one, and it is the same wheel in each."""
    pack, packed = installation.wheel, dict[str, tuple[str, bytes]]()

    def wheel(found: Distribution) -> tuple[str, bytes]:
        if found.version not in packed:
            packed[found.version] = pack(found)
        return packed[found.version]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(installation, "wheel", wheel)
        yield


@pytest.fixture(scope="session", autouse=True)
def loaded_once() -> Iterator[None]:
    """A theme that is shipped is loaded once a choice for all projects in memory: that took half of their time."""
    loaded: dict[str, Loaded] = {}

    def once(trees: tuple[ThemeTree, ...], choice: ThemeChoice) -> Loaded:
        chosen = repr(choice.model_copy(update={"name": choice.name.id}))
        if trees != shipped_themes():
            return load_theme(trees, choice)
        if chosen in loaded:
            return loaded[chosen]
        found = load_theme(trees, choice)
        if not found[1]:  # a problem tells where the choice stands
            loaded[chosen] = found
        return found

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mentorsite.build.prepare.load_theme", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def parsed_once() -> Iterator[None]:
    """A source of a handbook of this repository is parsed once for all projects in memory that have it as it is."""
    parsed: dict[str, Parsed] = {}

    def once(parse: Callable[[Source], Parsed], sources: Iterable[Source]) -> Iterator[Parsed]:
        for source in sources:
            if source.data not in own_sources():
                yield parse(source)
                continue
            if source.digest not in parsed:
                parsed[source.digest] = parse(source)
            yield parsed[source.digest]

    def loaded(*about: Any, each: ParseAll, **how: Any) -> tuple[Site, tuple[Problem, ...]]:
        return load(*about, each=once if each is map else each, **how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("mentorsite.build.prepare.load", loaded)
        yield


@functools.cache
def own_sources() -> frozenset[bytes]:
    """What is in the files of the starters, the documentation, and the projects that tests have."""
    places = ("content", "starters", "docs/content", "tests/data")
    files = (path for place in places for path in (REPOSITORY / place).rglob("*"))
    return frozenset(path.read_bytes() for path in files if path.suffix in (".md", ".yml"))


@functools.cache
def shipped_themes() -> tuple[ThemeTree, ...]:
    """The themes that are shipped, read once: thousands of tests make a project in memory."""
    return project_files.read(REPOSITORY).themes


def _is_text(path: str, endings: tuple[str, ...]) -> bool:
    return path.endswith(endings) or path.startswith("translations/")


def tree_of(files: dict[str, str]) -> Tree:
    """A project in memory, with a site.yml and the shipped themes unless it has its own."""
    texts = {"site.yml": SITE, **files}
    endings = (".md", ".yml", ".mdx", ".markdown", ".yaml")
    return Tree(
        texts={path: text.encode() for path, text in texts.items() if _is_text(path, endings)},
        assets={path: len(text) for path, text in texts.items() if not _is_text(path, endings)},
        themes=shipped_themes(),
        pictures={
            path: found
            for path, text in texts.items()
            if is_image(path) and (found := picture(BytesIO(text.encode()), path))
        },
        drawings={path: text.encode() for path, text in texts.items() if path.endswith(".svg")},
        markup=frozenset(path for path, text in texts.items() if begins_like_markup(text.encode())),
    )


def prepared(files: dict[str, str]) -> Build:
    """What is known of a project in memory."""
    return prepare(tree_of(files))


def rendered(files: dict[str, str]) -> dict[str, str]:
    """Every file of a project in memory that is made of text, by its path in the site."""
    build = prepared(files)
    assert not build.fatal, build.problems
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    pages = [
        output
        for output in build.outputs
        if not isinstance(output, DownloadOutput | BookPdfOutput | CertificatePdfOutput | IconOutput)
    ]
    made = {output.path: render(output) for output in pages}
    return {path: data.decode() for path, data in made.items() if isinstance(data, bytes)}


@pytest.fixture
def project(tmp_path: Path) -> Callable[[dict[str, str]], Path]:
    """Writes files into a project folder on disk."""

    def write(files: dict[str, str]) -> Path:
        for name, text in {"site.yml": SITE, **files}.items():
            path = tmp_path / "project" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return tmp_path / "project"

    return write


@pytest.fixture(scope="session")
def keeping_browser() -> Iterator[Browser]:
    """The system's Chromium. What is expected of a page may take a minute: a busy machine has little time for it."""
    expect.set_options(timeout=60_000)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="session")
def browser(keeping_browser: Browser) -> "KeepsNothing":
    """The same, which keeps no handbook for reading without a network: each visit would load all of its pages."""
    return KeepsNothing(keeping_browser)


class KeepsNothing(Browser):
    """A browser whose pages know of no service workers."""

    def __init__(self, browser: Browser) -> None:
        super().__init__(browser._impl_obj)

    def new_context(self, **options: Any) -> BrowserContext:
        context = super().new_context(**options)
        context.add_init_script(NO_WORKERS)
        return context

    def new_page(self, **options: Any) -> Page:
        page = super().new_page(**options)
        page.add_init_script(NO_WORKERS)
        return page


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], None]) -> Path:
    """A folder that `make` fills for all processes that run tests: the first that asks for it waits for it to be made,
    the others for that one."""
    base = factory.getbasetemp()
    together = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    folder, done = together / name, together / f"{name}.done"
    with FileLock(together / f"{name}.lock"):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


@pytest.fixture(scope="session")
def handbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """This repository's handbook in English, built."""
    return made_once(tmp_path_factory, "handbook", _handbook) / "public"


def _handbook(folder: Path) -> None:
    write(prepare(starter_in_english()), REPOSITORY, folder / "public")


def starter_in_english(folder: str = ".") -> Tree:
    """A starter without its translations, which would take as long again wherever it is built."""
    tree = project_files.read(REPOSITORY / folder)
    texts = {
        path: data for path, data in tree.texts.items() if ".es." not in path and not path.startswith(MEMORY_FOLDER)
    }
    site = re.sub(rb"(?m)^languages: \{en: .+$", b"language: en", texts["site.yml"])
    return replace(tree, texts={**texts, "site.yml": site})


class Quiet(SimpleHTTPRequestHandler):
    """Serves files, and says nothing of it."""

    def log_message(self, format: str, *args: Any) -> None:
        pass


@contextmanager
def serving(root: Path, handler: type[Quiet] = Quiet) -> Iterator[str]:
    """A web server of a folder; its address without the last slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(handler, directory=str(root))) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture(scope="session")
def kitchen_sink(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the site in tests/data/kitchen-sink, built with each theme that is shipped: at <theme>/b/."""
    return made_once(tmp_path_factory, "kitchen-sink", _kitchen_sink) / "web"


def _kitchen_sink(folder: Path) -> None:
    project = folder / "project"
    shutil.copytree(REPOSITORY / "tests" / "data" / "kitchen-sink", project)
    for theme in THEMES:
        tree = project_files.read(project)
        chosen = tree.texts["site.yml"].replace(b"theme: {name: default", f"theme: {{name: {theme}".encode())
        build = prepare(
            replace(tree, texts={**tree.texts, "site.yml": chosen}), url=f"https://fernhill.example/{theme}/b/"
        )
        assert not build.problems, build.problems
        assert build.site.settings.theme.name.id == theme
        write(build, project, folder / "web" / theme / "b")


@pytest.fixture(scope="session")
def kitchen(kitchen_sink: Path) -> Iterator[str]:
    """The address of a web server that has the kitchen sink, without the last slash."""
    with serving(kitchen_sink) as address:
        yield address
