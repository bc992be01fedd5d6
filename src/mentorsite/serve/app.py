"""The web server of the preview: routes, headers and guards. It reads, and writes nothing."""

from collections.abc import Sequence
from functools import partial
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from mentorsite.serve.events import Changes, events
from mentorsite.serve.origin_guard import path_of, refusal
from mentorsite.serve.preview import Answer, Data, Disk, Elsewhere, Preview, PreviewPage, Trouble
from mentorsite.serve.threads import aside
from mentorsite.theme.values import version

OWN = "/_mentorsite/"
"""Where the preview's own files stand, beside those of the site."""
HERE = Path(__file__).parent
OWN_FILES = {name: (HERE / name).read_bytes() for name in ("preview.js", "preview.css")}
# Two places are left open: for what tells the page from another one, and for the mark of a draft.
SCRIPT = f'<script src="{OWN}preview.js?v={version(OWN_FILES["preview.js"])}" data-seen="{{}}"{{}} defer></script>'
OK, NOT_MODIFIED, FORBIDDEN, NOT_FOUND, UNAVAILABLE = 200, 304, 403, 404, 503
GUARDS = [(b"x-content-type-options", b"nosniff"), (b"cross-origin-resource-policy", b"same-origin")]
"""Headers of every answer."""
TYPES = {
    ".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8",
    ".md": "text/markdown; charset=utf-8", ".txt": "text/plain; charset=utf-8", ".xml": "text/xml; charset=utf-8",
    ".json": "application/json", ".ics": "text/calendar; charset=utf-8", ".svg": "image/svg+xml",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp", ".gif": "image/gif",
    ".avif": "image/avif", ".pdf": "application/pdf", ".woff": "font/woff", ".woff2": "font/woff2",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip
"""What files are, by their endings: what a machine thinks of them differs."""
ASK_AGAIN, KEEP = {"cache-control": "no-cache"}, {"cache-control": "max-age=3600"}


def app(preview: Preview, changes: Changes, port: int, more: Sequence[Route] = (), host: str = "") -> ASGIApp:
    """The web application; `more` are addresses beside those of the preview, `host` is a name besides the machine's."""

    async def site(request: Request) -> Response:
        path = path_of(_raw_path(request))
        return _response(request, await aside(partial(preview.answer, path)))

    async def channel(request: Request) -> Response:
        path = path_of(request.query_params.get("page", ""))
        stream = events(changes, partial(preview.state, path))
        return StreamingResponse(stream, media_type="text/event-stream", headers={"cache-control": "no-store"})

    routes = [
        Route(f"{OWN}changes", channel),
        *(Route(f"{OWN}{name}", _own) for name in OWN_FILES),
        *more,
        Route("/{path:path}", site),  # last, as it takes whatever no other one does
    ]
    return Starlette(routes=routes, middleware=[Middleware(Guarded, port=port, host=host)])


class Guarded:
    """Refuses what others than the preview's own pages ask for, and lets them use nothing that is answered."""

    def __init__(self, app: ASGIApp, port: int, host: str = "") -> None:
        self.app, self.port, self.host = app, port, host

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Called for each request."""
        refused = refusal(scope["headers"], self.port, self.host)
        answering: ASGIApp = PlainTextResponse(refused, FORBIDDEN) if refused else self.app

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], *GUARDS]
            await send(message)

        await answering(scope, receive, send_guarded)


def _raw_path(request: Request) -> str:
    # As it was sent: once decoded, a slash that was escaped looks like any other.
    raw: bytes = request.scope["raw_path"]
    return raw.decode("latin-1")


async def _own(request: Request) -> Response:
    name = request.url.path.removeprefix(OWN)
    return _response(request, Data(OWN_FILES[name], name))


def _response(request: Request, answer: Answer) -> Response:
    match answer:
        case PreviewPage():
            return _data(request, scripted(answer), ".html", answer.status, ASK_AGAIN)
        case Data():
            # Kept only where the address names this very version: a page from before may ask for another one.
            is_current = request.url.query == f"v={version(answer.data)}"
            headers = KEEP if is_current else ASK_AGAIN
            return _data(request, answer.data, Path(answer.path).suffix, OK, headers)
        case Disk():
            return _file(request, answer.path)
        case Elsewhere():
            return RedirectResponse(f"http://{request.headers['host']}{answer.url}", headers=ASK_AGAIN)
        case Trouble():
            return PlainTextResponse(answer.text, UNAVAILABLE, headers=ASK_AGAIN)


def scripted(page: PreviewPage) -> bytes:
    """A page with the one thing that the preview adds: the script that watches for changes."""
    before, head, after = page.html.partition(b"</head>")
    draft = " data-draft" if page.draft else ""
    script = SCRIPT.format(page.seen, draft).encode()
    if head:
        return before + script + b"\n" + head + after
    return page.html + script  # HTML lets a theme leave out where its head ends


def _data(request: Request, data: bytes, ending: str, status: int, headers: dict[str, str]) -> Response:
    etag = f'"{sha256(data).hexdigest()[:20]}"'
    if status == OK and _has(request, etag):
        return Response(status_code=NOT_MODIFIED, headers={**headers, "etag": etag})
    return Response(data, status, {**headers, "etag": etag}, media_type=_type(ending))


def _file(request: Request, path: Path) -> Response:
    try:
        found = path.stat()
    except OSError:  # it has gone since the project was read
        return PlainTextResponse("There is no such file any more.", NOT_FOUND, headers=ASK_AGAIN)
    response = FileResponse(path, headers=ASK_AGAIN, media_type=_type(path.suffix), stat_result=found)
    if _has(request, response.headers["etag"]):
        return Response(status_code=NOT_MODIFIED, headers={**ASK_AGAIN, "etag": response.headers["etag"]})
    return response


def _has(request: Request, etag: str) -> bool:
    """Whether a browser has a file as it is."""
    known = request.headers.get("if-none-match", "").split(",")
    # Tags are compared weakly here (RFC 9110, 13.1.2): one with `W/` before it is as good.
    return any(each.strip().removeprefix("W/") == etag for each in known)


def _type(ending: str) -> str:
    known = TYPES.get(ending.lower())
    if known:
        return known
    guessed, _ = guess_type(f"a{ending}")  # takes names, and knows no ending that stands alone
    return guessed or "application/octet-stream"
