"""Every case of tests/hostile: told where it is, built without harm, and shown in a browser without acting."""

import json
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.etree import ElementTree

import pikepdf
import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Request, expect
from playwright.sync_api import Error as PlaywrightError
from pypdf import PdfReader

from mentorsite.build.manifest import MANIFEST
from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.errors import Problem
from mentorsite.markdown.sanitize import SCHEMES
from mentorsite.model.urls import unsafe_name
from tests.conftest import ADVICE_OFF, Quiet, serving
from tests.firefox import FIREFOX, UNTYPED, firefox
from tests.hostile_cases import TOKEN, Case, cases, project
from tests.started import run

pytestmark = [pytest.mark.needs_browser, pytest.mark.needs_posix]

CASES = cases()
TOGETHER = {"acting": ("script", "names"), "read": ("reading", "parsers")}
"""The projects that all cases of two folders stand in."""
SITE = "title: Hostile\nurl: https://handbook.test/base/\n"
SETTINGS = {"acting": "", "read": "downloads: []\n"}
PAYLOADS: list[str] = json.loads((Path(__file__).parent / "data" / "hostile.json").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Site:
    """A project of cases as it was built; `stopped` is the build that its problems ended."""

    folder: Path
    problems: tuple[Problem, ...]
    stopped: subprocess.CompletedProcess[str]
    done: subprocess.CompletedProcess[str]

    @property
    def public(self) -> Path:
        return self.folder / "project" / "public"

    def files(self, *endings: str) -> list[Path]:
        return sorted(path for path in self.public.rglob("*") if path.is_file() and path.name.endswith(endings))


def listing(folder: Path) -> dict[str, bytes]:
    """All files below a folder but those that a build of the project in it may write."""
    own = (folder / "project" / "public", folder / "project" / ".mentorsite-cache")
    files = (path for path in folder.rglob("*") if not any(path.is_relative_to(each) for each in own))
    return {str(path): path.read_bytes() for path in files if path.is_file() and not path.is_symlink()}


def built(folder: Path, chosen: list[Case], settings: str, *options: str) -> Site:
    """Builds a project of cases as it is, then with all its problems as advice."""
    checks = ADVICE_OFF.removesuffix("}\n")
    where = project(folder, chosen, f"{SITE}{settings}{checks}}}\n")
    before = listing(folder)
    tree = read(where)
    problems = prepare(tree).problems
    stopped = run("build", "-C", where, *options)
    assert listing(folder) == before
    assert not (where / "public").exists() or stopped.returncode == 0
    if any("site.yml" in case.files for case in chosen):
        return Site(folder, problems, stopped, stopped)
    (where / "site.yml").write_text(f'{SITE}{settings}{checks}, "*": advice}}\n', encoding="utf-8")
    before = listing(folder)
    done = run("build", "-C", where, *options)
    assert listing(folder) == before
    return Site(folder, problems, stopped, done)


@pytest.fixture(scope="module", params=TOGETHER)
def site(request: pytest.FixtureRequest, together: Callable[[str], Site]) -> Site:
    return together(request.param)


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Site]:
    """Builds a project that many cases stand in, once."""
    made: dict[str, Site] = {}

    def of(name: str) -> Site:
        if name not in made:
            chosen = [case for case in CASES if case.folder in TOGETHER[name] and not case.is_alone]
            if name == "read":
                chosen += [payload(number, text) for number, text in enumerate(PAYLOADS)]
            paths = [path for case in chosen for path in case.files]
            assert len(set(paths)) == len(paths), "two cases have a file of one name"
            made[name] = built(tmp_path_factory.mktemp(name), chosen, SETTINGS[name])
        return made[name]

    return of


def payload(number: int, text: str) -> Case:
    """A page of a text of tests/data/hostile.json, which other tests look at without a browser."""
    return Case(f"script/payload-{number}", "", {f"content/payloads/p{number}.md": f"---\ntitle: P\n---\n{text}\n"})


def told(problem: Problem) -> str:
    return f"{problem.path}:{problem.line}:{problem.column} {problem.code}"


@pytest.mark.parametrize("case", [case for case in CASES if not case.is_alone], ids=lambda case: str(case.name))
def test_a_case_is_told_where_it_is_and_shown_as_words(case: Case, together: Callable[[str], Site]) -> None:
    site = together(next(name for name, folders in TOGETHER.items() if case.folder in folders))
    paths = {*case.files, *(line.partition(":")[0] for line in case.problems)}
    found = [each for each in site.problems if each.path in paths]
    assert sorted(map(told, found)) == sorted(case.problems)
    assert all(each.message and len(each.message) < 500 for each in found)
    assert all(each.hint for each in found if each.fatal), found
    shown(case, site)


def shown(case: Case, site: Site) -> None:
    for path, texts in case.shows.items():
        words = words_of(site.public / path)
        for text in texts:
            assert text in words, f"{path} shows: {words[:2000]}"


class Words(HTMLParser):
    """Collects what a page says: its texts, and what its inputs hold."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def handle_data(self, data: str) -> None:
        self.said.append(data)


def words_of(path: Path) -> str:
    """What a file says to people."""
    match path.suffix:
        case ".html":
            parser = Words()
            parser.feed(path.read_text(encoding="utf-8"))
            return "".join(parser.said)
        case ".pdf":
            reader = PdfReader(path)
            pages = " ".join(page.extract_text() for page in reader.pages)
            return " ".join(f"{pages} {reader.metadata}".split())
        case ".docx":
            root = ElementTree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
            return "".join(root.itertext())
        case ".ics":
            return path.read_bytes().replace(b"\r\n ", b"").decode()
        case _:
            return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("case", [case for case in CASES if case.is_alone], ids=lambda case: str(case.name))
def test_a_project_of_its_own_is_told_or_shown_as_words(case: Case, tmp_path: Path, browser: Browser) -> None:
    if case.refused:
        where = project(tmp_path, [case], SITE)
        done = run("build", "-C", where)
        assert (done.returncode, "Traceback" in done.stderr) == (2, False)
        assert case.refused in done.stderr
        assert TOKEN not in done.stderr + done.stdout
        return
    site = built(tmp_path, [case], "", "--without", "pdf,docx,search")
    assert sorted(map(told, site.problems)) == sorted(case.problems)
    assert site.stopped.returncode == any(each.fatal for each in site.problems)
    assert "Traceback" not in site.stopped.stderr
    if site.stopped.returncode == 0:
        shown(case, site)
        assert visited(browser, site, bypass_csp=True) == {}
        assert visited(browser, site, bypass_csp=False) == {}


# What must be true of every site, whoever wrote the content.


def test_problems_stop_the_build_and_nothing_is_written(site: Site) -> None:
    assert site.stopped.returncode == 1, site.stopped.stderr[-3000:]
    assert "Nothing was written." in site.stopped.stderr
    assert "Traceback" not in site.stopped.stderr


def test_with_all_problems_as_advice_the_rest_is_built(site: Site) -> None:
    assert site.done.returncode == 0, site.done.stderr[-3000:]
    assert "Traceback" not in site.done.stderr
    assert len(site.files(".html")) > 40


def test_no_secret_comes_out(site: Site) -> None:
    assert [path for path in site.files("") if TOKEN.encode() in path.read_bytes()] == []
    assert TOKEN not in "".join((site.stopped.stdout, site.stopped.stderr, site.done.stdout, site.done.stderr))


def test_every_file_has_a_name_that_every_system_takes(site: Site) -> None:
    names = [path.relative_to(site.public).as_posix() for path in site.files("")]
    assert [name for name in names if unsafe_name(name)] == []
    assert len({name.casefold() for name in names}) == len(names)
    assert [name for name in names if name.startswith(".")] == [MANIFEST, ".nojekyll"]


ACTIONS = {
    "/JS",
    "/JavaScript",
    "/Launch",
    "/GoToR",
    "/SubmitForm",
    "/ImportData",
    "/RichMedia",
    "/EmbeddedFiles",
    "/AA",
}


def test_no_pdf_acts_or_carries_a_file(together: Callable[[str], Site]) -> None:
    files = together("acting").files(".pdf")
    assert len(files) >= 8
    for path in files:
        with pikepdf.open(path) as pdf:
            for each in pdf.objects:
                if isinstance(each, pikepdf.Dictionary):
                    assert not ACTIONS & set(each.keys()), path
                    assert str(each.get("/S")) not in ACTIONS, path
                    uri = str(each.get("/URI", "https:"))
                    assert uri.partition(":")[0] in SCHEMES, (path, uri)


def test_no_word_file_acts_or_loads(together: Callable[[str], Site]) -> None:
    files = together("acting").files(".docx")
    assert len(files) >= 4
    for path in files:
        with zipfile.ZipFile(path) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for name, data in parts.items():
            root = ElementTree.fromstring(data)
            tags = [each.tag.rpartition("}")[2] for each in root.iter()]
            assert not {"instrText", "object", "altChunk", "control"} & set(tags), name
            fields = [each for each in root.iter() if each.tag.endswith("}fldSimple")]
            assert {str(next(iter(each.attrib.values()))).strip() for each in fields} <= {"PAGE", "NUMPAGES"}
            for each in root.iter():
                if each.get("TargetMode") == "External":
                    assert each.attrib["Type"].endswith("/hyperlink"), (path, each.attrib)
                    assert each.attrib["Target"].partition(":")[0] in SCHEMES, (path, each.attrib)
            assert b"<!DOCTYPE" not in data, name


def test_no_calendar_has_a_line_that_content_made_up(together: Callable[[str], Site]) -> None:
    files = together("acting").files(".ics")
    assert files
    for path in files:
        calendar = Calendar.from_ical(path.read_bytes())
        assert [event for event in calendar.walk() if "ATTACH" in event or "ORGANIZER" in event] == []
        assert {str(alarm["ACTION"]) for alarm in calendar.walk("VALARM")} <= {"DISPLAY"}
        lines = path.read_bytes().split(b"\r\n")
        assert max(map(len, lines)) <= 75
        assert not any(b"\n" in line or b"\r" in line for line in lines)


def test_lists_for_machines_are_well_formed_and_name_this_site_alone(site: Site) -> None:
    root = ElementTree.parse(site.public / "sitemap.xml").getroot()
    urls = [each.text or "" for each in root.iter() if each.tag.endswith("loc")]
    assert urls
    assert [url for url in urls if not url.startswith("https://handbook.test/base/")] == []


# In a browser.

AUDIT = """base => {
  const found = [];
  const LEADS = ["href", "src", "action", "formaction", "xlink:href", "poster", "data", "cite", "background", "ping"];
  const LEFT = ["iframe", "frame", "object", "embed", "base", "applet", "portal", "noscript", "math", "video"];
  const own = url => new URL(url, location.href).href.startsWith(base);
  for (const each of document.querySelectorAll("*")) {
    const name = each.localName;
    if (LEFT.includes(name)) found.push(name);
    if (name === "script" && !(each.src && own(each.src) && !each.textContent)) found.push("script");
    if (name === "link" && each.rel !== "canonical" && each.rel !== "alternate" && !own(each.href)) found.push("link");
    if (name === "meta" && /refresh/i.test(each.httpEquiv) && !own(each.content.replace(/^0; *url=/, "")))
      found.push(each.content);
    for (const attribute of each.attributes) {
      if (name === "html" && attribute.name === "style" && /^--form-bar: \\d+px;$/.test(attribute.value)) continue;
      if (attribute.name.startsWith("on") || ["style", "srcdoc", "srcset"].includes(attribute.name))
        found.push(`${name} ${attribute.name}`);
      if (!LEADS.includes(attribute.name)) continue;
      let url;
      try { url = new URL(attribute.value, location.href); } catch { continue; }
      if (!/^(https?|mailto|tel|webcal):$/.test(url.protocol)) found.push(`${name} to ${url.protocol}`);
    }
  }
  for (const name of ["hit", "polluted"]) if (name in window || name in {}) found.push(`window.${name}`);
  return found;
}"""


class Watch:
    """A page of a browser that has a site at one address, and notes all that it should not do."""

    def __init__(self, context: BrowserContext, here: str) -> None:
        self.here = here
        self.found: dict[str, list[str]] = {}
        context.on("request", self.request)
        self.page = context.new_page()
        self.page.on("dialog", self.dialog)
        self.page.on("console", lambda message: self.complaint(message.text))
        self.page.on("pageerror", lambda error: self.note(str(error)))
        self.page.on("download", lambda download: self.note(f"download {download.url}"))
        context.on("page", lambda page: self.note(f"opens {page.url}"))

    def note(self, text: str) -> None:
        self.found.setdefault(self.page.url, []).append(text)

    def complaint(self, text: str) -> None:
        """Notes what a page complains of, but for a picture that is not there: its problem was told."""
        if not text.startswith("Failed to load resource"):
            self.note(text)

    def dialog(self, dialog: Any) -> None:
        self.note(f"dialog {dialog.message}")
        dialog.dismiss()

    def request(self, request: Request) -> None:
        if not request.url.startswith(self.here):
            self.note(f"asks for {request.url}")

    def audit(self) -> list[str]:
        """What stands on the page that should not."""
        found: list[str] = self.page.evaluate(AUDIT, self.here)
        return found

    def visit(self, name: str, *, leads_on: bool) -> None:
        """Opens a file of the site, or goes where it leads by itself."""
        url = self.here + quote(name.removesuffix("index.html"))
        if not leads_on:
            self.page.goto(url)
            for each in self.audit():
                self.note(each)
            return
        self.page.goto(url, wait_until="commit")
        self.page.wait_for_url(lambda now: now != url)
        if not self.page.url.startswith(self.here):
            self.note(f"{url} leads to {self.page.url}")


@contextmanager
def watching(browser: Browser, site: Site, *, bypass_csp: bool) -> Iterator[Watch]:
    """Watches a site under a path of a web server."""
    web = site.folder / "web"
    web.mkdir(exist_ok=True)
    (web / "base").unlink(missing_ok=True)
    (web / "base").symlink_to(site.public)
    with serving(web) as address, browser.new_context(bypass_csp=bypass_csp) as context:
        yield Watch(context, f"{address}/base/")


def visited(browser: Browser, site: Site, *, bypass_csp: bool) -> dict[str, list[str]]:
    """What the pages and pictures of a site do that they should not."""
    with watching(browser, site, bypass_csp=bypass_csp) as watch:
        for path in site.files(".html", ".svg", ".xml"):
            if path.name != "404.html":
                leads_on = b'http-equiv="refresh"' in path.read_bytes()
                watch.visit(path.relative_to(site.public).as_posix(), leads_on=leads_on)
        return watch.found


def test_no_page_acts_even_where_no_policy_holds_it_back(browser: Browser, site: Site) -> None:
    assert visited(browser, site, bypass_csp=True) == {}


def test_no_page_even_tries_what_its_policy_forbids(browser: Browser, together: Callable[[str], Site]) -> None:
    assert visited(browser, together("acting"), bypass_csp=False) == {}


class Untyped(Quiet):
    """A web server that says of no file what it is, so that browsers look at its bytes."""

    def send_header(self, keyword: str, value: str) -> None:
        if keyword.lower() != "content-type":
            super().send_header(keyword, value)


def opened(together: Callable[[str], Site]) -> list[str]:
    """The files of content that may be opened by themselves, as they are published."""
    public = together("acting").public
    names = [name.removeprefix("content/") for case in CASES for name in case.files]
    there = [name for name in names if (public / name).is_file() and not name.endswith(".md")]
    assert {Path(name).suffix for name in there} >= {".svg", ".txt"}
    return there


@pytest.mark.parametrize("handler", [Quiet, Untyped])
def test_no_file_of_content_acts_when_it_is_opened_by_itself(
    browser: Browser, together: Callable[[str], Site], handler: type[Quiet]
) -> None:
    found: list[str] = []
    with serving(together("acting").public, handler) as address, browser.new_context(bypass_csp=True) as context:
        context.on("request", lambda each: None if each.url.startswith(address) else found.append(each.url))
        context.on("dialog", lambda dialog: found.append(dialog.message))
        page = context.new_page()
        for name in opened(together):
            url = f"{address}/{quote(name)}"
            try:
                page.goto(url)
            except PlaywrightError as error:
                if "Download is starting" in error.message:
                    continue
                raise
            page.wait_for_timeout(50)
            if page.url == url and page.evaluate("'hit' in window"):
                found.append(f"{url} runs a script")
    assert found == []


POLICY = re.compile(rb'<meta http-equiv="Content-Security-Policy"[^>]*>')
ACTS = "<script>hit = 1</script><img src='http://evil.example/x'><iframe src='https://evil.example/y'></iframe>"


@pytest.mark.skipif(not FIREFOX, reason="there is no Firefox, or only that of snap, which sees no temporary files")
def test_nothing_acts_in_firefox_either(together: Callable[[str], Site], tmp_path: Path) -> None:
    """Neither where no policy holds it back nor where the server says of no file what it is."""
    acting, read = together("acting"), together("read")
    for name, site in {"acting": acting, "read": read, UNTYPED: acting}.items():
        shutil.copytree(site.public, tmp_path / name / "base")
    for page in tmp_path.rglob("*.html"):
        page.write_bytes(POLICY.sub(b"", page.read_bytes()))
    for name in ("acting", UNTYPED):
        (tmp_path / name / "acts.html").write_text(ACTS)
    pages = acting.files(".html", ".svg", ".xml")
    payloads = [path for path in read.files(".html") if path.is_relative_to(read.public / "payloads")]
    with firefox(tmp_path) as driven:
        assert driven.seen("acting", addresses(pages, acting), AUDIT) == {}
        assert driven.seen("read", addresses(payloads, read), AUDIT) == {}
        untyped = [f"/base/{quote(name)}" for name in opened(together)]
        assert driven.seen(UNTYPED, untyped, "() => 'hit' in window") == {}
        assert driven.asked_elsewhere() == []
        assert driven.seen("acting", ["/acts.html"], AUDIT) == {"/acts.html": ["script", "iframe", "window.hit"]}
        assert sorted(driven.asked_elsewhere()) == ["evil.example:443", "http://evil.example/x"]
        assert driven.seen(UNTYPED, ["/acts.html"], "() => 'hit' in window") == {"/acts.html": True}


def addresses(files: Iterable[Path], site: Site) -> list[str]:
    """The addresses of files of a site, but for its page of what is not there."""
    names = [path.relative_to(site.public).as_posix() for path in files if path.name != "404.html"]
    return [f"/base/{quote(name)}" for name in names]


QUERIES = [query for case in CASES for query in case.queries]


def test_what_is_searched_for_and_found_stays_text(browser: Browser, together: Callable[[str], Site]) -> None:
    assert QUERIES
    with watching(browser, together("acting"), bypass_csp=True) as watch:
        page = watch.page
        page.goto(watch.here)
        page.keyboard.press("/")
        for query in QUERIES:
            page.locator("#_search").fill(query)
            expect(page.locator(".search-status")).to_contain_text("found", timeout=30_000)
            page.wait_for_timeout(50)  # a word shown at once, before the answer to it
            assert page.locator("dialog.search :is(img, script, svg[onload], iframe, .search-status *)").count() == 0
            assert watch.audit() == []
        assert watch.found == {}
