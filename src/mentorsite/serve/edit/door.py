"""The desk's door: who may come in, and how what is shown or done there is answered."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from functools import partial
from threading import Lock
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response

from mentorsite.errors import MentorsiteError
from mentorsite.serve.edit.field_problems import sentence
from mentorsite.serve.edit.files import GoneError, RefusedError
from mentorsite.serve.edit.history import History
from mentorsite.serve.edit.requests import LARGEST, BadRequestError, asked
from mentorsite.serve.edit.session import JSON, Session
from mentorsite.serve.edit.yaml_changes import ChangeError
from mentorsite.serve.events import Changes
from mentorsite.serve.threads import aside

DESK = "/_mentorsite/edit/"
"""Where the desk stands, beside the pages of the preview."""
REFUSED, NOT_FOUND, TOO_LARGE, WRONG, GO_ON = 403, 404, 413, 400, 303
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


class Door:
    """Lets one browser in, and has one thing done after the other."""

    def __init__(self, session: Session, history: History, changes: Changes) -> None:
        self.session, self.history, self.changes = session, history, changes
        self.using = Lock()

    async def opens(self, request: Request) -> Response:
        """Lets the browser in that comes with the key."""
        is_known = self.session.knows(request.scope["headers"])  # it may load the address with the key again
        if not is_known and not self.session.opens(request.query_params.get("key", "")):
            return PlainTextResponse(SHUT, REFUSED, headers=HEADERS)
        response = RedirectResponse(DESK, GO_ON, headers=HEADERS)
        cookie = (self.session.cookie, self.session.secret)
        response.set_cookie(*cookie, path=DESK, httponly=True, samesite="strict", secure=bool(self.session.host))
        return response

    def shows(self, page: Callable[[Request], str]) -> Callable[[Request], Any]:
        """What answers with a page, to the browser that was let in."""

        async def show(request: Request) -> Response:
            if not self.session.knows(request.scope["headers"]):
                return PlainTextResponse(SHUT, REFUSED, headers=HEADERS)
            # A script of the preview has the same origin, and could read the page's token from a frame or an answer.
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

    def takes(self, do: Callable[[Mapping[str, Any]], Answer], *, waits: bool = True) -> Callable[[Request], Any]:
        """What does something that the desk's own page asks for; without `waits` beside anything else."""

        async def take(request: Request) -> Response:
            return await self.answer(request, JSON, LARGEST, lambda data: do(asked(data)), waits=waits)

        return take

    async def answer(
        self, request: Request, kind: str, most: int, do: Callable[[bytes], Answer], *, waits: bool = True
    ) -> Response:
        """What becomes of a change; nothing is written for whom the desk doesn't know."""
        headers = request.scope["headers"]
        if self.session.knows(headers):
            refused = self.session.may_write(headers, kind)
        else:
            refused = SHUT
        if refused:
            return PlainTextResponse(refused, REFUSED, headers=HEADERS)
        turn = self.using if waits else nullcontext()
        try:
            data = await _body(request, most)
            answer = await aside(partial(self._done, do, data, turn))
        except TooLargeError:
            return PlainTextResponse(f"At most {most:,} bytes are taken.", TOO_LARGE, headers=HEADERS)
        except BadRequestError as error:
            return PlainTextResponse(str(error), WRONG, headers=HEADERS)
        if answer.pop("taken", False):
            self.changes.announce()
        return JSONResponse(answer, headers=HEADERS)

    def _done(self, do: Callable[[bytes], Answer], data: bytes, turn: AbstractContextManager[Any]) -> Answer:
        with turn:
            try:
                answer = do(data)
            except (RefusedError, GoneError, ChangeError, MentorsiteError) as error:
                answer = {"refused": sentence(str(error))}
            return {**answer, **self.can()}

    def can(self) -> dict[str, bool]:
        """Whether something can be undone or done again."""
        return {"undo": bool(self.history.done), "redo": bool(self.history.undone)}


async def _body(request: Request, most: int) -> bytes:
    """What was sent, as far as it is taken."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > most:
            raise TooLargeError
    return bytes(found)
