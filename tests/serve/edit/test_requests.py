"""Who may use the desk, and for what: one browser, with its own page, for the files of one handbook."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from mentorsite.serve.edit import uploads
from mentorsite.serve.edit.door import DESK
from mentorsite.serve.edit.requests import LARGEST
from mentorsite.serve.edit.start import beside
from tests.serving import FILES, Reply, Served, ask, served

PAGE = "content/guide.md"
WRITES = (
    "change",
    "new",
    "delete",
    "rename",
    "named",
    "undo",
    "redo",
    "upload",
    "publish",
    "links",
    "pictures",
    "move-in-menu",
    "look",
)
BEGINS = ("begin", "import", "open-near")


@dataclass
class Visitor:
    """A browser that was let in."""

    running: Served
    cookie: str
    token: str
    project: Path

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self.running.port}"

    def headers(self, **instead: str) -> list[str]:
        own = {
            "Cookie": self.cookie, "Origin": self.origin, "X-Mentorsite-Desk": self.token,
            "Content-Type": "application/json", "Sec-Fetch-Site": "same-origin",
        }  # fmt: skip
        found = own | {name.replace("_", "-"): value for name, value in instead.items()}
        return [f"{name}: {value}" for name, value in found.items() if value]

    def post(self, where: str, body: object, **instead: str) -> Reply:
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        return ask(self.running.port, f"{DESK}{where}", *self.headers(**instead), method="POST", body=data)

    def get(self, where: str = "", *headers: str) -> Reply:
        return ask(self.running.port, f"{DESK}{where}", f"Cookie: {self.cookie}", *headers)

    def change(self, **sent: Any) -> Any:
        reply = self.post("change", {"file": PAGE, "digest": self.digest(), **sent})
        assert reply.status == 200, reply.text
        return json.loads(reply.text)

    def digest(self, path: str = PAGE) -> str:
        return self.get(f"file?path={path}").text.partition('data-digest="')[2].partition('"')[0]

    def text(self, path: str = PAGE) -> str:
        return (self.project / path).read_text()


@pytest.fixture(scope="module")
def visitor(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    project = tmp_path_factory.mktemp("desk") / "project"
    for name, text in FILES.items():
        (project / name).parent.mkdir(parents=True, exist_ok=True)
        (project / name).write_text(text)
    with served(project, beside=beside(project)) as running:
        opened = ask(running.port, running.start)
        cookie = opened.headers["set-cookie"].partition(";")[0]
        home = ask(running.port, DESK, f"Cookie: {cookie}").text
        token = home.partition('data-token="')[2].partition('"')[0]
        yield Visitor(running, cookie, token, project)


def test_the_first_address_opens_it_once_and_for_that_browser_alone(visitor: Visitor) -> None:
    again = ask(visitor.running.port, visitor.running.start)
    assert (again.status, "set-cookie" in again.headers) == (403, False)
    assert ask(visitor.running.port, visitor.running.start, f"Cookie: {visitor.cookie}").status == 303
    assert ask(visitor.running.port, f"{DESK}open?key=").status == 403


def test_its_cookie_is_kept_from_scripts_and_other_sites(visitor: Visitor) -> None:
    reply = ask(visitor.running.port, visitor.running.start, f"Cookie: {visitor.cookie}")
    parts = {each.strip().lower() for each in reply.headers["set-cookie"].split(";")[1:]}
    assert {"httponly", "samesite=strict", f"path={DESK}"} <= parts


@pytest.mark.parametrize("where", ["", f"file?path={PAGE}"])
@pytest.mark.parametrize("cookie", ["", "mentorsite-desk-{port}=guess", "other=1", "mentorsite-desk-{port}="])
def test_no_page_is_shown_to_others(visitor: Visitor, where: str, cookie: str) -> None:
    reply = ask(visitor.running.port, f"{DESK}{where}", f"Cookie: {cookie.format(port=visitor.running.port)}")
    assert reply.status == 403
    assert visitor.token not in reply.text


@pytest.mark.parametrize("dest", ["empty", "iframe", "script", "object"])
def test_no_script_and_no_frame_reads_its_pages(visitor: Visitor, dest: str) -> None:
    reply = visitor.get("", f"Sec-Fetch-Dest: {dest}")
    assert (reply.status, visitor.token in reply.text) == (403, False)
    assert "frame-ancestors 'none'" in reply.headers["content-security-policy"]


@pytest.mark.parametrize(
    "instead",
    [
        {"Cookie": ""}, {"Cookie": "mentorsite-desk=guess"}, {"Origin": ""}, {"Origin": "null"},
        {"Origin": "https://evil.example"}, {"Origin": "http://127.0.0.1:1"}, {"Origin": "http://localhost.evil.example"},
        {"X_Mentorsite_Desk": ""}, {"X_Mentorsite_Desk": "guess"}, {"Content_Type": "text/plain"},
        {"Content_Type": "application/x-www-form-urlencoded"}, {"Content_Type": ""}, {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("where", [*WRITES, *BEGINS])
def test_nothing_is_written_for_others(visitor: Visitor, where: str, instead: dict[str, str]) -> None:
    before = visitor.text()
    sent = {
        "file": PAGE,
        "digest": visitor.digest(),
        "do": "set",
        "path": ["title"],
        "value": "x",
        "kind": "empty",
        "title": "x",
    }
    reply = visitor.post(where, sent, **instead)
    assert reply.status == 403
    assert visitor.text() == before
    assert not (visitor.project / "content/x.md").exists()


@pytest.mark.parametrize("where", BEGINS)
def test_where_there_is_a_handbook_none_is_begun(visitor: Visitor, where: str) -> None:
    before = sorted(each.name for each in visitor.project.iterdir())
    sent = {"folder": "content", "source": str(visitor.project / "content")}
    assert "refused" in json.loads(visitor.post(where, sent).text)
    assert sorted(each.name for each in visitor.project.iterdir()) == before


def test_another_name_for_the_machine_is_refused(visitor: Visitor) -> None:
    port = visitor.running.port
    for host in (f"evil.example:{port}", "evil.example", f"127.0.0.1.evil.example:{port}", ""):
        headers = visitor.headers(Origin=f"http://{host}")
        reply = ask(port, f"{DESK}undo", *headers, method="POST", host=host, body=b"{}")
        assert reply.status in (400, 403)


@pytest.mark.parametrize("method", ["GET", "PUT", "PATCH", "DELETE", "OPTIONS"])
def test_what_writes_is_asked_for_in_one_way_only(visitor: Visitor, method: str) -> None:
    reply = ask(visitor.running.port, f"{DESK}change", *visitor.headers(), method=method)
    assert reply.status in (403, 404, 405)
    assert "access-control-allow-origin" not in reply.headers


@pytest.mark.parametrize(
    "path",
    ["../secret.txt", "content/../../secret.txt", "content/%2e%2e/site.yml", "/etc/passwd", "content\\..\\site.yml"],
)
def test_no_path_leads_out_of_the_handbook(visitor: Visitor, path: str) -> None:
    answer = visitor.post("change", {"file": path, "digest": "", "do": "body", "value": "x"})
    assert "refused" in json.loads(answer.text)
    assert visitor.get(f"file?path={path}").status in (403, 404)
    visitor.post("new", {"kind": "empty", "title": "Out", "folder": path})
    assert not (visitor.project.parent / "out.md").exists()


@pytest.mark.parametrize(
    "sent",
    [
        b"", b"[]", b"null", b"{", b"[" * 100_000, b'{"file": 5}', b'{"file": "a", "digest": []}',
        b'{"file": "site.yml", "do": "nothing"}', b'{"file": "site.yml", "do": "move", "path": ["a"], "index": -1}',
        b'{"file": "site.yml", "do": "set", "path": "title"}', b'{"file": "site.yml", "do": "set", "path": [1.5]}',
        b'{"file": "site.yml", "do": "rename", "path": ["title"], "key": ""}',
        b'{"file": "site.yml", "do": "set", "path": ["title"], "value": "half a character: \\ud800"}',
        b'{"file": "site.yml", "do": "insert-key", "path": ["footer", "x"], "key": "a", "index": 1' + b"0" * 30 + b"}",
        b'{"file": "content/\\udcff.md", "do": "body", "value": "x"}',
    ],
)  # fmt: skip
def test_what_the_page_never_sends_is_refused(visitor: Visitor, sent: bytes) -> None:
    before = visitor.text("site.yml")
    assert visitor.post("change", sent).status == 400
    assert visitor.text("site.yml") == before


@pytest.mark.parametrize("path", [[], ["nothing"], ["title"], ["title", "x"], [0]], ids=str)
def test_what_is_not_there_is_not_copied(visitor: Visitor, path: list[str | int]) -> None:
    answer = visitor.change(do="copy", path=path, key="title", value="x")
    assert answer["refused"]
    assert visitor.text() == FILES[PAGE]


def test_what_was_changed_elsewhere_is_not_deleted(visitor: Visitor) -> None:
    answer = json.loads(visitor.post("delete", {"file": PAGE, "digest": "of an older text"}).text)
    assert "was changed elsewhere meanwhile" in answer["refused"]
    assert answer["digest"] == visitor.digest()
    assert visitor.text() == FILES[PAGE]


def test_a_name_longer_than_disks_take_is_refused(visitor: Visitor) -> None:
    picture = BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    sent = {"Content_Type": "application/octet-stream", "X_Name": "n" * 400, "X_Beside": PAGE}
    assert "longer than 150 bytes" in json.loads(visitor.post("upload", picture.getvalue(), **sent).text)["refused"]


def test_no_more_is_taken_than_a_change_has(visitor: Visitor) -> None:
    assert visitor.post("change", b'{"file": "' + b"x" * LARGEST + b'"}').status == 413
    assert visitor.post("upload", b"x" * (uploads.LARGEST + 1), Content_Type="application/octet-stream").status == 413


def test_a_change_is_written_and_shown(visitor: Visitor) -> None:
    answer = visitor.change(do="set", path=["title"], value="A better guide")
    assert visitor.text() == FILES[PAGE].replace("title: Guide", "title: A better guide")
    assert "A better guide" in answer["html"]
    assert b"A better guide" in ask(visitor.running.port, "/handbook/guide/").body, "the preview has it at once"
    undone = json.loads(visitor.post("undo", {"file": PAGE}).text)
    assert (visitor.text(), undone["redo"]) == (FILES[PAGE], True)


def test_a_mistake_is_kept_and_told_beside_its_field(visitor: Visitor) -> None:
    answer = visitor.change(do="set", path=["order"], value="first")
    assert "order: first" in visitor.text()
    place = answer["html"].partition('id="f-order-problems"')[2].partition("</div>")[0]
    assert "number" in place
    assert 'aria-invalid="true"' in answer["html"]
    visitor.post("undo", {"file": PAGE})


def test_a_photo_loses_where_it_was_taken_and_is_put_beside_the_page(visitor: Visitor) -> None:
    picture, exif = Image.effect_noise((3000, 1500), 90).convert("RGB"), Image.Exif()
    exif[0x010F], exif[0x013B] = "Secret camera", "Ada"
    photo = BytesIO()
    picture.save(photo, "JPEG", exif=exif)
    sent = {"Content_Type": "application/octet-stream", "X_Name": "Our%20team.JPG", "X_Beside": PAGE}
    name = json.loads(visitor.post("upload", photo.getvalue(), **sent).text)["name"]
    saved = (visitor.project / "content" / name).read_bytes()
    assert name == "our-team.jpg"
    assert b"Secret camera" not in saved
    assert Image.open(BytesIO(saved)).size == (2000, 1000)
    assert json.loads(visitor.post("upload", photo.getvalue(), **sent).text)["name"] == "our-team-2.jpg"


def test_a_picture_gets_no_name_that_windows_keeps_for_itself(visitor: Visitor) -> None:
    picture = BytesIO()
    Image.new("RGB", (2, 2)).save(picture, "PNG")
    sent = {"Content_Type": "application/octet-stream", "X_Name": "aux.png", "X_Beside": PAGE}
    assert "call it `aux-1.png`" in json.loads(visitor.post("upload", picture.getvalue(), **sent).text)["refused"]


@pytest.mark.parametrize("data", [b"", b"<svg onload=alert(1)>", b"\xff\xd8\xff" + b"x" * 50, b"MZ"])
def test_what_is_no_picture_is_not_put_in(visitor: Visitor, data: bytes) -> None:
    before = sorted(each.name for each in (visitor.project / "content").iterdir())
    sent = {"Content_Type": "application/octet-stream", "X_Name": "a.svg", "X_Beside": PAGE}
    assert "refused" in json.loads(visitor.post("upload", data, **sent).text)
    assert sorted(each.name for each in (visitor.project / "content").iterdir()) == before


def test_the_preview_without_the_desk_has_none_of_it(tmp_path: Path) -> None:
    (tmp_path / "site.yml").write_text("title: A\n")
    with served(tmp_path) as running:
        assert ask(running.port, DESK).status in (404, 503)
        assert ask(running.port, f"{DESK}change", method="POST", body=b"{}").status == 405
