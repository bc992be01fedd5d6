"""The desk's addresses: who may come in, what is shown, and what is written."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from posixpath import splitext
from threading import Lock
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from mentorsite.errors import MentorsiteError
from mentorsite.loader.json_schema import json_schema
from mentorsite.loader.yaml_text import Loc
from mentorsite.model.site import Site
from mentorsite.serve.edit import publish, uploads
from mentorsite.serve.edit.desk import Desk, StaleError
from mentorsite.serve.edit.field_problems import sentence
from mentorsite.serve.edit.fields import Form
from mentorsite.serve.edit.files import GoneError, RefusedError
from mentorsite.serve.edit.kinds import GROUPS, SITE, kind_of
from mentorsite.serve.edit.requests import (
    LARGEST,
    BadRequestError,
    asked,
    change_of,
    days_in,
    path_in,
    paths_in,
    text_in,
)
from mentorsite.serve.edit.session import JSON, Session
from mentorsite.serve.edit.view import form_html, page_html, shown_at
from mentorsite.serve.edit.yaml_changes import ChangeError
from mentorsite.serve.events import Changes
from mentorsite.serve.preview import Preview
from mentorsite.serve.threads import aside
from mentorsite.theme.values import version

DESK = "/_mentorsite/edit/"
"""Where the desk stands, beside the pages of the preview."""
HERE = Path(__file__).parent
SCRIPT = "text/javascript; charset=utf-8"
OWN_FILES = {"desk.css": "text/css; charset=utf-8", "desk.js": SCRIPT, "desk_drag.js": SCRIPT, "desk_focus.js": SCRIPT}
REFUSED, NOT_FOUND, TOO_LARGE, WRONG, GO_ON = 403, 404, 413, 400, 303
LONGEST_SENTENCE = 2000
RAW = "application/octet-stream"
SHUT = (
    "The desk works in the browser in which it was opened first. To use another one, stop it in the terminal with "
    "Ctrl-C and start it again."
)
HEADERS = {
    "cache-control": "no-store",
    "referrer-policy": "no-referrer",
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "frame-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
    "cross-origin-opener-policy": "same-origin",
}
Answer = dict[str, Any]


class TooLargeError(Exception):
    """More was sent than is taken."""


class DeskPages:
    """The desk as the web sees it."""

    def __init__(self, desk: Desk, session: Session, preview: Preview, changes: Changes) -> None:
        self.desk, self.session, self.preview, self.changes = desk, session, preview, changes
        self.published = ""
        self._using = Lock()

    def routes(self) -> list[Route]:
        """All that stands below `DESK`."""
        takes: Mapping[str, Callable[[Mapping[str, Any]], Answer]] = {
            "change": self._change,
            "new": self._new,
            "delete": self._delete,
            "rename": self._rename,
            "undo": partial(self._turn, self.desk.undo, "Undone"),
            "redo": partial(self._turn, self.desk.redo, "Done again"),
            "publish": self._publish,
        }
        return [
            Route(f"{DESK}open", self._opens),
            Route(DESK, self._shows(self._home)),
            Route(f"{DESK}file", self._shows(self._file)),
            Route(f"{DESK}publish", self._shows(self._to_publish), methods=["GET"]),
            *(Route(f"{DESK}{name}", partial(_own, name), methods=["GET"]) for name in OWN_FILES),
            *(Route(f"{DESK}{name}", self._takes(do), methods=["POST"]) for name, do in takes.items()),
            Route(f"{DESK}upload", self._uploads, methods=["POST"]),
        ]

    async def _opens(self, request: Request) -> Response:
        is_known = self.session.knows(request.scope["headers"])
        if not is_known and not self.session.opens(request.query_params.get("key", "")):
            return PlainTextResponse(SHUT, REFUSED, headers=HEADERS)
        response = RedirectResponse(DESK, GO_ON, headers=HEADERS)
        cookie = (self.session.cookie, self.session.secret)
        response.set_cookie(*cookie, path=DESK, httponly=True, samesite="strict", secure=bool(self.session.host))
        return response

    def _shows(self, page: Callable[[Request], str]) -> Callable[[Request], Any]:
        async def show(request: Request) -> Response:
            if not self.session.knows(request.scope["headers"]):
                return PlainTextResponse(SHUT, REFUSED, headers=HEADERS)
            if request.headers.get("sec-fetch-dest", "document") != "document":
                return PlainTextResponse("The desk is a page of its own.", REFUSED, headers=HEADERS)
            try:
                html = await aside(partial(page, request))
            except GoneError as error:
                return PlainTextResponse(str(error), NOT_FOUND, headers=HEADERS)
            except RefusedError as error:
                return PlainTextResponse(str(error), REFUSED, headers=HEADERS)
            return Response(html, headers=HEADERS, media_type="text/html")

        return show

    def _takes(self, do: Callable[[Mapping[str, Any]], Answer]) -> Callable[[Request], Any]:
        async def take(request: Request) -> Response:
            return await self._answer(request, JSON, LARGEST, lambda data: do(asked(data)))

        return take

    async def _uploads(self, request: Request) -> Response:
        name, beside = (unquote(request.headers.get(each, "")) for each in ("x-name", "x-beside"))

        def put(data: bytes) -> Answer:
            longest = self._site.settings.picture_size if self._site else uploads.LONGEST
            file = uploads.put(self.desk.project, name, beside, data, longest)
            return {"name": file, "said": "Added."}

        return await self._answer(request, RAW, uploads.LARGEST, put)

    @property
    def _site(self) -> Site | None:
        """The last one without errors."""
        return self.preview.shown.build.site if self.preview.shown else None

    async def _answer(self, request: Request, kind: str, most: int, do: Callable[[bytes], Answer]) -> Response:
        """What becomes of a change; nothing is written for whom the desk doesn't know."""
        headers = request.scope["headers"]
        refused = "" if self.session.knows(headers) else SHUT
        refused = refused or self.session.may_write(headers, kind)
        if refused:
            return PlainTextResponse(refused, REFUSED, headers=HEADERS)
        try:
            data = await _body(request, most)
            answer = await aside(partial(self._done, do, data))
        except TooLargeError:
            return PlainTextResponse(f"At most {most:,} bytes are taken.", TOO_LARGE, headers=HEADERS)
        except BadRequestError as error:
            return PlainTextResponse(str(error), WRONG, headers=HEADERS)
        if answer.pop("taken", False):
            self.changes.announce()
        return JSONResponse(answer, headers=HEADERS)

    def _done(self, do: Callable[[bytes], Answer], data: bytes) -> Answer:
        with self._using:
            try:
                answer = do(data)
            except (RefusedError, GoneError, ChangeError, MentorsiteError) as error:
                answer = {"refused": sentence(str(error))}
            history = self.desk.history
            return {**answer, "undo": bool(history.done), "redo": bool(history.undone)}

    def _look_again(self) -> bool:
        """Has the preview take up what was just written; gives whether it is new."""
        return self.preview.take(self.preview.read())

    def _home(self, _request: Request) -> str:
        return self._page()

    def _file(self, request: Request) -> str:
        path = request.query_params.get("path", "")
        with self._using:
            file = self.desk.open(path, (), self.preview.look.problems)
        return self._page(file)

    def _page(self, file: Any = None, **more: Any) -> str:
        history = self.desk.history
        can = {"undo": bool(history.done), "redo": bool(history.undone)}
        return page_html(self.preview.look, self._site, self.session.token, can, file, **more)

    def _to_publish(self, _request: Request) -> str:
        found = publish.unpublished(self.desk.project)
        done, self.published = self.published, ""
        return self._page(sentences=found.sentences, without_git=found.without_git, done=done)

    def _publish(self, sent: Mapping[str, Any]) -> Answer:
        sentence = " ".join(text_in(sent, "sentence").split())
        if not 0 < len(sentence) <= LONGEST_SENTENCE:
            raise RefusedError("Write in a sentence what you changed.")
        taken = self._look_again()
        if self.preview.look.fatal:
            raise RefusedError("There is something to mend first.")
        self.published = publish.publish(self.desk.project, sentence)
        return {"go": "publish", "taken": taken}

    def _change(self, sent: Mapping[str, Any]) -> Answer:
        path, digest, opened = text_in(sent, "file"), text_in(sent, "digest"), paths_in(sent.get("opened"))
        try:
            self._make(path, digest, sent)
        except StaleError as error:
            return {"refused": str(error), "stale": error.difference, **self._shown(path, opened)}
        taken = self._look_again()
        return {**self._shown(path, opened), "taken": taken}

    def _rename(self, sent: Mapping[str, Any]) -> Answer:
        """What a rename would change, and once someone has agreed to that, the change."""
        self._look_again()
        reading = self.preview.look.reading
        if reading is None:
            raise RefusedError("The handbook can't be read as it is, so nothing is renamed.")
        path, name, agreed = (text_in(sent, key) for key in ("file", "key", "agreed"))
        at = path_in(sent.get("path", []))
        if at:
            found = self.desk.rename(reading.tree, path, at, name, agreed)
        else:
            found = self.desk.rename_file(reading.tree, path, name, agreed)
        if found is None:
            moved = path if at else f"{path.rpartition('/')[0]}/{name}{splitext(path)[1]}"
            return {"taken": self._look_again(), **(self._shown(moved, ()) if at else {"go": f"file?path={moved}"})}
        lines = [f"{each.path}:{said.line} {said.sentence}" for each in found.files for said in each.said]
        return {"agreed": found.digest, "lines": lines, "to_know": list(found.to_know)}

    def _make(self, path: str, digest: str, sent: Mapping[str, Any]) -> None:
        at = path_in(sent.get("path", []))
        match sent.get("do"):
            case "body":
                self.desk.write_body(path, digest, text_in(sent, "value"))
            case "join":
                self.desk.join_body(path, digest, text_in(sent, "value"))
            case "shift":
                self.desk.shift(path, digest, at, days_in(sent))
            case "copy":
                self.desk.copy(path, digest, at, text_in(sent, "key"), text_in(sent, "value"))
            case _:
                change = change_of(sent, Form(json_schema(kind_of(path) or SITE)).order(at))
                if change is not None:
                    self.desk.change(path, digest, change)

    def _shown(self, path: str, opened: tuple[Loc, ...]) -> Answer:
        try:
            file = self.desk.open(path, opened, self.preview.look.problems)
        except (GoneError, RefusedError):
            return {"go": DESK}
        return {"html": form_html(file, opened), "digest": file.digest, "page": shown_at(self._site, path)}

    def _new(self, sent: Mapping[str, Any]) -> Answer:
        kind = text_in(sent, "kind")
        if kind not in GROUPS or kind == SITE:
            raise BadRequestError("There is no such kind of file.")
        path = self.desk.add(kind, text_in(sent, "title"), text_in(sent, "folder"))
        return {"go": f"file?path={path}", "taken": self._look_again()}

    def _delete(self, sent: Mapping[str, Any]) -> Answer:
        path = text_in(sent, "file")
        try:
            self.desk.delete(path, text_in(sent, "digest"))
        except StaleError as error:
            return {"refused": str(error), **self._shown(path, ())}
        return {"go": "./", "taken": self._look_again()}

    def _turn(self, turn: Callable[[], str], said: str, sent: Mapping[str, Any]) -> Answer:
        words = turn()
        path = text_in(sent, "file")
        taken = self._look_again()
        shown = self._shown(path, paths_in(sent.get("opened"))) if path else {"go": "./"}
        return {**shown, "said": f"{said}: {words}." if words else "There is nothing more.", "taken": taken}


async def _body(request: Request, most: int) -> bytes:
    """What was sent, as far as it is taken."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise TooLargeError
    return bytes(found)


async def _own(name: str, _request: Request) -> Response:
    data = (HERE / name).read_bytes()
    return Response(data, headers={"cache-control": "no-cache", "etag": version(data)}, media_type=OWN_FILES[name])
