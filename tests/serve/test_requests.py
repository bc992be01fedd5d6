"""The preview: what a request gets, and who may ask."""

import gc
import logging
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from mentorsite.build.cache import PLACE
from mentorsite.errors import FatalError
from mentorsite.render.forms.downloads import Download, make
from mentorsite.render.forms.jobs import BookJob, Job
from mentorsite.serve import live_site
from mentorsite.serve.origin_guard import path_of
from mentorsite.serve.preview import Disk
from mentorsite.serve.server import HOST
from tests.serving import FILES, Served, ask, looked, page_of, served

pytestmark = pytest.mark.needs_posix

Project = Callable[[dict[str, str]], Path]
SECRET = "a secret beside the project"
PLAN = {"content/plan.pdf": "%PDF-1.4 a plan"}
"""A file that is sent from the disk, as it is."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A handbook that lives below /handbook/, and a secret beside it."""
    top = tmp_path_factory.mktemp("served")
    (top / "secret.txt").write_text(SECRET)
    for name, text in FILES.items():
        (top / "project" / name).parent.mkdir(parents=True, exist_ok=True)
        (top / "project" / name).write_text(text)
    return top / "project"


@pytest.fixture(scope="module")
def site(folder: Path) -> Iterator[Served]:
    """Its preview. Tests that use it change nothing."""
    with served(folder) as running:
        yield running


# What a request gets


def test_a_page_is_what_a_build_makes_with_one_script_more(site: Served) -> None:
    from mentorsite.render import renderer
    from mentorsite.render.site_context import SiteContext

    assert site.preview.shown
    build = site.preview.shown.build
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    built = {output.path: render(output) for output in build.outputs if output.path.endswith("index.html")}
    assert len(built) > 5
    for path, html in built.items():
        got = ask(site.port, f"/handbook/{path.removesuffix('index.html')}").text
        lines = [line for line in got.split("\n") if "_mentorsite" not in line]
        assert "\n".join(lines).encode() == html or path == "old-guide/index.html"
        assert len(got.split("\n")) - len(lines) == (path != "old-guide/index.html")


def test_the_root_and_a_folder_without_its_slash_lead_on(site: Served) -> None:
    here = f"http://127.0.0.1:{site.port}"
    for path in ("/", "/handbook"):
        assert ask(site.port, path).headers["location"] == f"{here}/handbook/"
    assert ask(site.port, "/handbook/guide").headers["location"] == f"{here}/handbook/guide/"


def test_what_is_nowhere_gets_the_sites_own_404_page(site: Served) -> None:
    for path in ("/handbook/nowhere/", "/elsewhere", "/guide/"):
        got = ask(site.port, path)
        assert got.status == 404
        assert 'class="kind-404"' in got.text


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("guide/", "text/html; charset=utf-8"),
        ("_theme/style.css", "text/css; charset=utf-8"),
        ("_theme/search.js", "text/javascript; charset=utf-8"),
        ("guide.md", "text/markdown; charset=utf-8"),
        ("tree.svg", "image/svg+xml"),
        ("sitemap.xml", "text/xml; charset=utf-8"),
        ("llms.txt", "text/plain; charset=utf-8"),
    ],
)
def test_each_kind_of_file_is_told_as_what_it_is_and_as_nothing_else(site: Served, path: str, kind: str) -> None:
    got = ask(site.port, f"/handbook/{path}")
    assert (got.status, got.headers["content-type"]) == (200, kind)
    assert got.headers["x-content-type-options"] == "nosniff"
    assert got.headers["cross-origin-resource-policy"] == "same-origin"
    assert got.headers["cache-control"] == "no-cache"


def test_what_a_browser_has_already_is_not_sent_again(site: Served) -> None:
    for path in ("/handbook/", "/handbook/tree.svg", "/handbook/_theme/style.css"):
        etag = ask(site.port, path).headers["etag"]
        again = ask(site.port, path, f"If-None-Match: {etag}")
        assert (again.status, again.body) == (304, b"")
        assert ask(site.port, path, 'If-None-Match: "other"').status == 200


def test_a_part_of_a_file_of_the_project_can_be_asked_for(project: Project) -> None:
    with served(project(FILES | PLAN)) as site:
        part = ask(site.port, "/handbook/plan.pdf", "Range: bytes=0-3")
        assert (part.status, part.body) == (206, b"%PDF")


def test_an_asset_of_the_theme_is_kept_by_the_browser_under_the_version_that_it_has(site: Served) -> None:
    home = ask(site.port, "/handbook/").text
    named = home.partition('href="_theme/style.css?v=')[2].partition('"')[0]
    assert ask(site.port, f"/handbook/_theme/style.css?v={named}").headers["cache-control"] == "max-age=3600"
    assert ask(site.port, "/handbook/_theme/style.css?v=0123456789").headers["cache-control"] == "no-cache"


def test_the_previews_own_script_is_kept_by_the_browser_under_the_version_that_it_has(site: Served) -> None:
    home = ask(site.port, "/handbook/").text
    named = home.partition('src="/_mentorsite/preview.js?v=')[2].partition('"')[0]
    assert ask(site.port, f"/_mentorsite/preview.js?v={named}").headers["cache-control"] == "max-age=3600"
    assert ask(site.port, "/_mentorsite/preview.js?v=0123456789").headers["cache-control"] == "no-cache"


def test_a_head_request_gets_the_headers_alone(site: Served) -> None:
    got = ask(site.port, "/handbook/", method="HEAD")
    assert (got.status, got.body) == (200, b"")
    assert int(got.headers["content-length"]) > 1000


def test_a_download_is_made_when_it_is_opened_and_kept_for_the_next_time(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []

    def draw(job: Job | BookJob) -> Download:
        drawn.append(job.path)
        return make(job)

    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    monkeypatch.setattr("mentorsite.build.downloads.make", draw)
    folder = project(FILES)
    for _ in range(2):
        with served(folder) as site:
            assert ask(site.port, "/handbook/worksheets/goals/").status == 200
            pdf = ask(site.port, "/handbook/worksheets/goals.pdf")
            assert pdf.body.startswith(b"%PDF")
            assert pdf.headers["content-type"] == "application/pdf"
            assert ask(site.port, "/handbook/worksheets/goals.docx").body.startswith(b"PK")
    assert drawn == ["worksheets/goals.pdf", "worksheets/goals.docx"]


def test_a_download_that_cannot_be_made_says_why_and_ends_nothing(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def draw(job: object) -> object:
        raise FatalError("There is no Typst.")

    monkeypatch.setenv(PLACE, str(tmp_path / "cache"))
    monkeypatch.setattr("mentorsite.build.downloads.make", draw)
    with served(project(FILES)) as site:
        for _ in range(2):
            got = ask(site.port, "/handbook/worksheets/goals.pdf")
            assert (got.status, got.text) == (503, "There is no Typst.")
        assert site.said == ["There is no Typst."]
        assert ask(site.port, "/handbook/").status == 200


def test_the_index_for_searching_is_made_when_a_search_begins_and_again_after_a_change(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []

    def index(pages: dict[str, bytes], cache: object) -> dict[str, bytes]:
        made.append(len(pages))
        return {"_search/pagefind.js": b"js", "_search/pagefind-entry.json": b"%d" % len(made)}

    monkeypatch.setattr(live_site, "index", index)
    folder = project(FILES)
    preview = looked(folder)

    def entry() -> object:
        return preview.answer("/handbook/_search/pagefind-entry.json")

    preview.answer("/handbook/guide/")
    assert made == []
    assert entry() == entry()
    assert len(made) == 1
    (folder / "content/guide.md").write_text("---\ntitle: Guide\n---\nNew.\n")
    assert preview.take(preview.read())
    preview.answer("/handbook/_search/pagefind.js")
    assert len(made) == 1
    entry()
    assert len(made) == 2
    assert page_of(preview, "/handbook/_search/none.js").status == 404


# Who may ask, and for what


@pytest.mark.parametrize("host", ["127.0.0.1:{}", "localhost:{}", "LOCALHOST:{}", "[::1]:{}"])
def test_the_names_of_this_machine_are_answered(site: Served, host: str) -> None:
    assert ask(site.port, "/handbook/", host=host.format(site.port)).status == 200


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:{}",
        "127.0.0.1",
        "127.0.0.1:1",
        "127.0.0.1.evil.example:{}",
        "0.0.0.0:{}",
        "x@localhost:{}",
    ],
)
@pytest.mark.parametrize("path", ["/", "/handbook/", "/_mentorsite/preview.js", "/_mentorsite/changes?page=/handbook/"])
def test_a_request_by_another_name_is_refused(site: Served, host: str, path: str) -> None:
    got = ask(site.port, path, host=host.format(site.port))
    assert got.status == 403
    assert "Welcome" not in got.text


def test_a_request_with_no_name_or_two_is_refused(site: Served) -> None:
    with socket.create_connection(("127.0.0.1", site.port)) as connection:
        connection.sendall(b"GET /handbook/ HTTP/1.0\r\n\r\n")
        assert b" 403 " in connection.recv(1000)
    good = f"127.0.0.1:{site.port}"
    assert ask(site.port, "/handbook/", f"Host: {good}", host="evil.example").status in (400, 403)


UPGRADE = "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n"


@pytest.mark.parametrize("request_", [UPGRADE, "nonsense\r\n\r\n"], ids=["web socket", "malformed"])
def test_of_an_odd_request_nothing_is_said_on_the_terminal(
    site: Served, request_: str, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(logging.getLogger("uvicorn.error"), "disabled", False)
    with socket.create_connection(("127.0.0.1", site.port)) as connection:
        connection.sendall(request_.encode())
        assert b" 40" in connection.recv(1000)
    assert caplog.messages == []


@pytest.mark.parametrize(
    "headers",
    [
        ["Origin: https://evil.example"],
        ["Origin: null"],
        ["Origin: http://localhost:{}"],
        ["Origin: http://127.0.0.1"],
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: cors", "Sec-Fetch-Dest: empty"],
        ["Sec-Fetch-Site: same-site", "Sec-Fetch-Mode: no-cors", "Sec-Fetch-Dest: script"],
        ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: iframe"],
    ],
)
@pytest.mark.parametrize("path", ["/_mentorsite/changes?page=/handbook/", "/handbook/"])
def test_what_another_site_asks_for_is_refused(site: Served, headers: list[str], path: str) -> None:
    got = ask(site.port, path, *(header.format(site.port) for header in headers))
    assert got.status == 403


def test_its_own_pages_and_a_followed_link_are_answered(site: Served) -> None:
    own = ["Origin: http://127.0.0.1:{}", "Sec-Fetch-Site: same-origin"]
    followed = ["Sec-Fetch-Site: cross-site", "Sec-Fetch-Mode: navigate", "Sec-Fetch-Dest: document"]
    for headers in (own, followed, ["Sec-Fetch-Site: none"]):
        assert ask(site.port, "/handbook/", *(header.format(site.port) for header in headers)).status == 200


ODD_PATHS = [
    "/handbook/../../secret.txt",
    "/handbook/%2e%2e/%2e%2e/secret.txt",
    "/handbook/..%2f..%2fsecret.txt",
    "/handbook/%2E%2E%2Fsecret.txt",
    "/handbook/..\\..\\secret.txt",
    "/handbook/..%5c..%5csecret.txt",
    "/handbook/%252e%252e/secret.txt",
    "/handbook/.%2e/secret.txt",
    "/../secret.txt",
    "//secret.txt",
    "/handbook//etc/passwd",
    "/handbook/guide.md%00.html",
    "/handbook/tree.svg%00",
    "/handbook/content/index.md",
    "/handbook/site.yml",
    "/handbook/.mentorsite-cache/.gitignore",
    "/handbook/./guide/",
    "/handbook/guide%2f",
    "/handbook/%ff/",
    "/_mentorsite/../secret.txt",
    "/_mentorsite/run.py",
    "/_mentorsite/",
    "/_mentorsite%2frun.py",
    "http://evil.example/handbook/",
]


@pytest.mark.parametrize("path", ODD_PATHS)
def test_a_path_out_of_the_site_leads_nowhere_however_it_is_written(site: Served, path: str) -> None:
    got = ask(site.port, path)
    assert got.status == 404
    assert SECRET not in got.text


@pytest.mark.parametrize("path", ["/handbook/tree.svg\x00", "/handbook/\x01"])
def test_a_path_with_a_raw_control_character_is_no_request(site: Served, path: str) -> None:
    assert ask(site.port, path).status in (400, 404)


@pytest.mark.parametrize(
    "raw", ["", "handbook/", "/a//b", "/a/../b", "/a/.", "/a%2Fb", "/a%5Cb", "/a%00", "/%ff", "/a\\b"]
)
def test_a_path_that_could_lead_elsewhere_than_it_says_is_none(raw: str) -> None:
    assert path_of(raw) is None


def test_a_plain_path_is_decoded() -> None:
    assert path_of("/h%C3%A4user/a%20b/") == "/häuser/a b/"


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("path", ["/handbook/", "/_mentorsite/changes", "/_mentorsite/preview.js"])
def test_only_reading_is_answered(site: Served, method: str, path: str) -> None:
    assert ask(site.port, path, "Content-Length: 0", method=method).status == 405


def test_an_asset_that_became_a_link_out_of_the_project_is_not_sent(project: Project, tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text(SECRET)
    folder = project(FILES | PLAN)
    preview = looked(folder)
    assert isinstance(preview.answer("/handbook/plan.pdf"), Disk)
    (folder / "content/plan.pdf").unlink()
    (folder / "content/plan.pdf").symlink_to(tmp_path / "secret.txt")
    assert page_of(preview, "/handbook/plan.pdf").status == 404


def test_an_asset_that_is_deleted_meanwhile_is_not_found_and_no_failure(project: Project) -> None:
    folder = project(FILES | PLAN)
    with served(folder) as site:
        assert ask(site.port, "/handbook/plan.pdf").status == 200
        (folder / "content/plan.pdf").unlink()
        assert ask(site.port, "/handbook/plan.pdf").status == 404


def test_what_connects_as_it_ends_is_closed(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: A\n")
    for _ in range(5):
        with served(tmp_path) as running:
            made = [socket.create_connection((HOST, running.port), timeout=30) for _ in range(8)]
        assert [is_closed(each) for each in made] == [True] * 8
    gc.collect()  # what is left open is told then


def is_closed(connection: socket.socket) -> bool:
    """Whether the other end has closed a connection. One that nobody has taken up yet is reset by that."""
    with connection:
        try:
            return connection.recv(1) == b""
        except ConnectionResetError:
            return True
