"""Whether what was published is on the web: which address is asked, and what its answer means."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from mentorsite.loader.version import VERSION_FILE, version_of
from mentorsite.serve.edit.on_web import Found, fetch, look, published_version, version_address
from tests.conftest import SITE, rendered, tree_of

ADDRESS = f"https://handbook.example/{VERSION_FILE}"


@pytest.mark.parametrize(
    ("url", "remote", "asked"),
    [
        ("https://m.example/h/", "", "https://m.example/h/_version.txt"),
        ("https://m.example", "git@github.com:Kit/notes.git", "https://m.example/_version.txt"),
        (None, "git@github.com:Kit/notes.git", "https://kit.github.io/notes/_version.txt"),
        (None, "https://token@github.com/kit/kit.github.io", "https://kit.github.io/_version.txt"),
        (None, "/srv/kept.git", ""),
        (None, "", ""),
    ],
)
def test_only_the_address_of_the_site_is_asked(url: str | None, remote: str, asked: str) -> None:
    assert version_address(url, remote) == asked


@pytest.mark.parametrize(
    ("found", "said", "since"),
    [
        (Found(200, "abc\n", "2027-01-01T10:42:00+00:00"), "On the web", "2027-01-01T10:42:00+00:00"),
        (Found(200, "older"), "Not yet: another version is there", ""),
        (Found(200, "<!doctype html>"), "Not yet", ""),
        (Found(404), "Not yet", ""),
        (Found(301, leads_to="https://m.example/_version.txt"), "leads on to https://m.example/.", ""),
        (Found(401), "asks who you are", ""),
        (Found(503), "(503). Look again", ""),
    ],
)
def test_what_an_answer_means(found: Found, said: str, since: str) -> None:
    told = look(ADDRESS, "abc", lambda asked: found)
    assert said in told.said
    assert told.since == since


def test_a_site_that_can_not_be_reached_is_told() -> None:
    assert look("http://127.0.0.1:1/_version.txt", "abc").said.startswith("127.0.0.1 can't be reached: ")
    assert "`url`" in look("", "abc").said


@contextmanager
def site(status: int, *headers: tuple[str, str]) -> Iterator[tuple[str, list[str]]]:
    """A website that answers so; and all that it was asked."""
    asked: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked.append(f"{self.path} {self.headers.get('Cookie')}")
            self.send_response(status)
            for header in headers:
                self.send_header(*header)
            self.end_headers()
            self.wfile.write(b"x" * 100_000)

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/_version.txt", asked
        server.shutdown()


def test_it_is_asked_once_without_cookies_and_little_is_read() -> None:
    with site(200, ("Last-Modified", "Fri, 01 Jan 2027 10:42:00 GMT"), ("Set-Cookie", "a=b")) as (address, asked):
        found = fetch(address)
        fetch(address)
    assert (found.since, len(found.text)) == ("2027-01-01T10:42:00+00:00", 200)
    assert asked == ["/_version.txt None"] * 2


def test_no_other_address_is_asked() -> None:
    with site(200) as (other, asked_other), site(302, ("Location", other)) as (address, asked):
        assert fetch(address) == Found(302, leads_to=other)
    assert (len(asked), asked_other) == (1, [])


def test_a_site_says_the_version_of_its_files() -> None:
    files = {"content/index.md": "---\ntitle: Home\n---\n"}
    assert rendered(files)[VERSION_FILE] == f"{version_of(tree_of(files))}\n"


def test_what_was_sent_is_compared_and_not_what_was_changed_since(tmp_path: Path) -> None:
    def git(*arguments: str) -> None:
        who = ("-c", "user.name=Kit", "-c", "user.email=kit@example.org", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *who, *arguments], cwd=tmp_path, check=True, capture_output=True)

    (tmp_path / "content").mkdir()
    (tmp_path / "content/index.md").write_text("One\n")
    (tmp_path / "site.yml").write_text(SITE)
    before = published_version(tmp_path)
    git("init", "--quiet")
    git("add", ".")
    git("commit", "--quiet", "-m", "Begin")
    (tmp_path / "content/index.md").write_text("Two\n")
    assert published_version(tmp_path) == before
    git("commit", "--quiet", "-am", "Go on")
    assert published_version(tmp_path) != before
