"""A handbook that was opened once opens without a network; it is never old where there is one, and can be deleted."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from threading import Event
from typing import Any, ClassVar

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from mentorsite.build.pipeline import write
from tests.conftest import ADVICE_OFF, PROGRAM, Quiet, made_once, prepared, serving
from tests.in_browser import axe_finds

pytestmark = pytest.mark.needs_browser

FORM = "title: Goals\nsections: {all: {fields: {why: {type: text, label: Why}}}}\n"
FILES = {
    "site.yml": f"title: Fern Hill\nlanguages: {{en: English, es: Español}}\ndownloads: []\n"
    f"search: false\n{ADVICE_OFF}",
    "content/index.md": "# Welcome\n\nHello.\n",
    "content/index.es.md": "# Te damos la bienvenida\n",
    "content/programs/test.yml": PROGRAM,
    "content/worksheets/goals.yml": FORM,
    "content/mentors.md": "---\ntitle: Who guides\nfor: mentor\n---\nListen.\n",
    "content/about.md": "# About us & you\n",
}
KEPT = """async (place) => {
  const found = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(`mentorsite ${place} `)) continue;
    found.push(...(await (await caches.open(name)).keys()).map(({url}) => new URL(url).pathname));
  }
  return found;
}"""
CACHES = "async () => (await caches.keys()).map((name) => name.split(' ')[1])"
WORKERS = "async () => (await navigator.serviceWorker.getRegistrations()).map(({scope}) => new URL(scope).pathname)"
TRIES = 300


def built(folder: Path, *, offline: bool = True, **changed: str) -> None:
    files = {**FILES, **{f"content/{name}.md": text for name, text in changed.items()}}
    files["site.yml"] += "" if offline else "offline: false\n"
    write(prepared(files), folder.parent, folder)


def _two(folder: Path) -> None:
    for name in ("a", "b"):
        built(folder / name)


class Host(Quiet):
    """A web host that can be cut off, or hang, or be edited."""

    network = "fine"
    is_gone = False
    patience = b"4000"
    edited: ClassVar[dict[str, bytes]]
    released: ClassVar[Event]

    def send_head(self) -> Any:
        if self.network == "hangs":
            self.released.wait(60)
        if self.network != "fine":
            self.close_connection = True
            return None
        path = self.path.partition("?")[0]
        if self.is_gone and path.startswith("/a/"):
            self.send_error(404)
            return None
        data = self.edited.get(path)
        if path.endswith("/sw.js") and data is None:
            data = Path(self.translate_path(path)).read_bytes()
        if data is None:
            return super().send_head()
        self.send_response(200)
        self.send_header("content-type", "text/javascript" if path.endswith(".js") else "text/html")
        self.end_headers()
        return BytesIO(data.replace(b"PATIENCE = 4000", b"PATIENCE = " + self.patience))


class Reader:
    """Someone with a browser, and the host that they visit."""

    def __init__(self, context: BrowserContext, address: str, host: type[Host]) -> None:
        self.context, self.address, self.host = context, address, host
        self.page: Page = context.new_page()

    def opens(self, path: str) -> None:
        self.page.goto(f"{self.address}/{path}")

    def until(self, script: str, is_met: Callable[[Any], bool], argument: str = "/a/") -> None:
        for _ in range(TRIES):
            if is_met(found := self.page.evaluate(script, argument)):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError(found)

    def keeps(self, *paths: str) -> None:
        """Waits until files are kept. Each that is opened later without a network is named: none is kept at once."""
        wanted = {f"/{path}" for path in paths}
        self.until(KEPT, lambda found: wanted <= set(found), f"/{paths[0].partition('/')[0]}/")

    def heading(self) -> str:
        return self.page.locator("h1").inner_text()


@pytest.fixture(scope="module")
def web(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two handbooks on one host, at /a/ and /b/."""
    return made_once(tmp_path_factory, "offline", _two)


@pytest.fixture
def reader(keeping_browser: Browser, web: Path) -> Iterator[Reader]:
    """A visitor with a device of their own."""

    class OwnHost(Host):
        edited: ClassVar[dict[str, bytes]] = {}
        released = Event()

    with serving(web, OwnHost) as address:
        context = keeping_browser.new_context()
        yield Reader(context, address, OwnHost)
        OwnHost.released.set()
        context.close()


def test_after_one_visit_it_opens_without_a_network_and_says_what_does_not(reader: Reader) -> None:
    reader.opens("a/")
    reader.keeps("a/", "a/programs/test/", "a/worksheets/goals/")
    reader.host.network = "off"
    reader.opens("a/worksheets/goals/?from=elsewhere")
    reader.page.get_by_label("Why").fill("To grow")
    reader.page.reload()
    assert reader.page.get_by_label("Why").input_value() == "To grow"
    reader.opens("a/programs/test")
    assert (reader.heading(), reader.page.url) == ("Test program", f"{reader.address}/a/programs/test/")
    reader.opens("a/about/")
    assert reader.heading() == "You are offline"
    assert axe_finds(reader.page) == []
    links = reader.page.get_by_role("link").all_inner_texts()
    assert links[:3] == ["Try again", "Welcome", "Test program"]
    assert "Goals" in links
    assert "Who guides" not in links
    reader.page.get_by_role("link", name="Welcome", exact=True).click()
    assert reader.heading() == "Welcome"
    reader.opens("a/es/nada/")
    assert (reader.heading(), reader.page.locator("html").get_attribute("lang")) == ("No tienes conexión", "es")


def test_who_says_their_role_has_the_pages_for_it_and_whatever_they_opened(reader: Reader) -> None:
    reader.host.patience = b"200"
    reader.opens("a/about/")
    reader.page.evaluate("localStorage.setItem('mentorsite:/a/:role', 'mentor')")
    reader.opens("a/about/")
    reader.keeps("a/mentors/", "a/programs/test/mentor/", "a/about/")
    assert "/a/programs/test/mentee/" not in reader.page.evaluate(KEPT, "/a/")
    reader.host.network = "hangs"
    reader.opens("a/mentors/index.html")
    assert reader.heading() == "Who guides"
    reader.opens("a/about/#words")
    assert reader.heading() == "About us & you"


def test_where_there_is_a_network_a_page_is_as_the_host_has_it(reader: Reader, web: Path, tmp_path: Path) -> None:
    reader.opens("a/")
    reader.keeps("a/worksheets/goals/")
    built(tmp_path / "a", index="# Welcome back\n")
    before = (web / "a" / "sw.js").read_bytes()
    new = {name: (tmp_path / "a" / name).read_bytes() for name in ("index.html", "sw.js")}
    assert new["sw.js"] != before
    reader.host.edited.update({"/a/": new["index.html"], "/a/sw.js": new["sw.js"]})
    reader.opens("a/")
    assert reader.heading() == "Welcome back"
    version = re.search(r'"version":"(\w+)"', new["sw.js"].decode())
    assert version
    reader.until("caches.keys()", lambda found: found == [f"mentorsite /a/ {version[1]}"])
    reader.host.network = "off"
    reader.opens("a/")
    assert reader.heading() == "Welcome back"


def test_two_handbooks_of_a_host_keep_apart_and_one_is_deleted_for_good(reader: Reader) -> None:
    for name in ("a", "b"):
        reader.opens(f"{name}/")
        reader.keeps(f"{name}/worksheets/goals/")
    reader.opens("a/this-device/")
    expect(reader.page.get_by_role("status").last).to_have_text(
        re.compile(r"This device keeps 0\.\d MB of this handbook")
    )
    reader.page.get_by_role("button", name="Delete and turn off").click()
    expect(reader.page.get_by_role("status").last).to_have_text("This device keeps no pages of this handbook.")
    keep = reader.page.get_by_role("button", name="Keep pages on this device")
    expect(keep).to_be_focused()
    assert set(reader.page.evaluate(CACHES)) == {"/b/"}
    reader.opens("a/about/")
    reader.page.wait_for_timeout(1500)  # it would begin a second after the page has loaded
    assert (reader.page.evaluate(WORKERS), set(reader.page.evaluate(CACHES))) == (["/b/"], {"/b/"})
    reader.opens("a/this-device/")
    keep.click()
    reader.keeps("a/worksheets/goals/")


@pytest.mark.parametrize("end", ["turned off", "moved away"])
def test_a_handbook_that_is_kept_no_more_takes_what_was_kept_along(reader: Reader, tmp_path: Path, end: str) -> None:
    reader.opens("a/")
    reader.keeps("a/worksheets/goals/")
    if end == "turned off":
        built(tmp_path / "a", offline=False)
        reader.host.edited["/a/sw.js"] = (tmp_path / "a" / "sw.js").read_bytes()
        reader.host.edited["/a/"] = (tmp_path / "a" / "index.html").read_bytes()
        reader.opens("a/")
    else:
        reader.host.is_gone = True
        reader.host.edited["/other"] = b"Another site."
        reader.opens("a/")
        reader.opens("other")
    reader.until(WORKERS, lambda found: found == [])
    reader.until(CACHES, lambda found: found == [])


def test_what_is_no_page_and_no_part_of_one_is_left_alone(reader: Reader) -> None:
    reader.opens("a/")
    reader.keeps("a/worksheets/goals/")
    by_worker: list[str] = []
    reader.page.on(
        "response", lambda response: by_worker.append(response.url) if response.from_service_worker else None
    )
    statuses = reader.page.evaluate(
        """async () => {
          const asked = [["about.md", {headers: {range: "bytes=0-1"}}], ["about/", {method: "POST"}], ["../b/", {}]];
          return Promise.all(asked.map(([url, how]) => fetch(url, how).then(({status}) => status)));
        }"""
    )
    assert statuses == [200, 501, 200]
    assert by_worker == []
    reader.opens("a/nowhere/")
    assert reader.heading() != "You are offline"
