"""The desk's addresses: what is shown there, and what is written."""

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import unquote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from mentorsite.loader.json_schema import json_schema
from mentorsite.loader.yaml_text import Loc
from mentorsite.model.site import Site
from mentorsite.serve.edit import on_web, publish, uploads
from mentorsite.serve.edit.beginning import Beginning, Begun
from mentorsite.serve.edit.desk import Desk, StaleError
from mentorsite.serve.edit.door import DESK, Answer, Door
from mentorsite.serve.edit.fields import Form
from mentorsite.serve.edit.files import GoneError, RefusedError
from mentorsite.serve.edit.history import Step
from mentorsite.serve.edit.kinds import SITE, kind_of
from mentorsite.serve.edit.lookups import Lookups
from mentorsite.serve.edit.menu_page import MenuPage
from mentorsite.serve.edit.named_files import left_without
from mentorsite.serve.edit.new_files import OFFERED_BY_ID, path_of
from mentorsite.serve.edit.new_files import text_of as new_text
from mentorsite.serve.edit.renamed_files import renamed_path
from mentorsite.serve.edit.requests import (
    BadRequestError,
    change_of,
    distance_in,
    path_in,
    paths_in,
    text_in,
)
from mentorsite.serve.edit.session import Session
from mentorsite.serve.edit.view import begin_html, folders, form_html, page_html, shown_at
from mentorsite.serve.events import Changes
from mentorsite.serve.preview import Preview
from mentorsite.theme.values import version

HERE = Path(__file__).parent
TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8"}
OWN_FILES = {each.name: TYPES[each.suffix] for each in HERE.glob("desk*") if each.suffix in TYPES}
"""The scripts and styles of the desk's pages, with their types."""
LONGEST_SENTENCE = 2000
RAW = "application/octet-stream"


class DeskPages:
    """The desk as the web sees it."""

    def __init__(self, desk: Desk, session: Session, preview: Preview, changes: Changes) -> None:
        self.desk, self.session, self.preview = desk, session, preview
        self.door = Door(session, desk.history, changes)
        self.beginning = Beginning(preview, self._moves)
        self.lookups = Lookups(preview)
        self.menu = MenuPage(desk, preview)
        self.published = ""

    def routes(self) -> list[Route]:
        """All that stands below `DESK`."""
        takes: Mapping[str, Callable[[Mapping[str, Any]], Answer]] = {
            "change": self._change,
            "new": self._new,
            "delete": self._delete,
            "rename": self._rename,
            "named": self._named,
            "undo": partial(self._turn, self.desk.undo, "Undone"),
            "redo": partial(self._turn, self.desk.redo, "Done again"),
            "publish": self._publish,
            **self.beginning.takes(),
            **self.lookups.takes(),
            **self.menu.takes(),
        }
        return [
            Route(f"{DESK}open", self.door.opens),
            Route(DESK, self.door.shows(self._home)),
            Route(f"{DESK}file", self.door.shows(self._file)),
            Route(f"{DESK}menu", self.door.shows(lambda _: self._page(**self.menu.shown())), methods=["GET"]),
            Route(f"{DESK}publish", self.door.shows(self._to_publish), methods=["GET"]),
            *(Route(f"{DESK}{name}", partial(_own, name), methods=["GET"]) for name in OWN_FILES),
            *(Route(f"{DESK}{name}", self.door.takes(do), methods=["POST"]) for name, do in takes.items()),
            Route(f"{DESK}look", self.door.takes(self._look, waits=False), methods=["POST"]),
            Route(f"{DESK}upload", self._uploads, methods=["POST"]),
        ]

    async def _uploads(self, request: Request) -> Response:
        # The body is the picture alone. Headers take ASCII, so the script escapes what is in them.
        name, beside = (unquote(request.headers.get(each, "")) for each in ("x-name", "x-beside"))

        def put(data: bytes) -> Answer:
            if self._site:
                longest = self._site.settings.picture_size
            else:
                longest = uploads.LONGEST
            file = uploads.put(self.desk.project, name, beside, data, longest)
            return {"name": file, "said": "Added."}

        return await self.door.answer(request, RAW, uploads.LARGEST, put)

    @property
    def _site(self) -> Site | None:
        """The last one without errors."""
        if self.preview.shown:
            return self.preview.shown.build.site
        return None

    def _look_again(self) -> bool:
        """Has the preview take up what was just written; gives whether it is new."""
        return self.preview.take(self.preview.read())

    def _moves(self, project: Path) -> None:
        """The handbook is there, or in a folder below."""
        self.desk.project = project
        self.preview.move(project)

    def _home(self, _request: Request) -> str:
        return self._page(begun=self.beginning.report())

    def _file(self, request: Request) -> str:
        path = request.query_params.get("path", "")
        with self.door.using:
            file = self.desk.open(path, (), self.preview.look.problems)
        return self._page(file)

    def _page(self, file: Any = None, begun: Begun | None = None, **more: Any) -> str:
        if self.beginning.is_due:
            return begin_html(self.session.token, self.beginning.shown())
        return page_html(self.preview.look, self._site, self.session.token, self.door.can(), file, begun, **more)

    def _to_publish(self, _request: Request) -> str:
        found = publish.unpublished(self.desk.project)
        done, self.published = self.published, ""  # told once, on the page that comes after it
        return self._page(
            sentences=found.sentences,
            without_git=found.without_git,
            to_know=found.to_know,
            done=done,
            web=self._web_address(),
        )

    def _publish(self, sent: Mapping[str, Any]) -> Answer:
        sentence = " ".join(text_in(sent, "sentence").split())
        if not 0 < len(sentence) <= LONGEST_SENTENCE:
            raise RefusedError("Write in a sentence what you changed.")
        taken = self._look_again()  # files may have changed on the disk since the page was shown
        if self.preview.look.fatal:
            raise RefusedError("There is something to mend first.")
        self.published = publish.publish(self.desk.project, sentence)
        return {"go": "publish", "taken": taken}

    def _look(self, _sent: Mapping[str, Any]) -> Answer:
        """Asks the handbook's website, and no other, whether what was published is there."""
        found = on_web.look(self._web_address(), on_web.published_version(self.desk.project))
        return {"web": found.said, "since": found.since}

    def _web_address(self) -> str:
        url = self._site.settings.url if self._site else None
        return on_web.version_address(url, on_web.remote_of(self.desk.project))

    def _change(self, sent: Mapping[str, Any]) -> Answer:
        path, digest, opened = text_in(sent, "file"), text_in(sent, "digest"), paths_in(sent.get("opened"))
        try:
            said = self._make(path, digest, sent)
        except StaleError as error:
            return {"refused": str(error), "stale": error.difference, **self._shown(path, opened)}
        taken = self._look_again()
        return {**self._shown(path, opened), "said": said, "taken": taken}

    def _named(self, sent: Mapping[str, Any]) -> Answer:
        """The lines that lead nowhere once a file is deleted; none where the handbook can't be read."""
        self._look_again()
        reading = self.preview.look.reading
        if reading is None:
            return {"lines": []}
        found = left_without(reading.tree, text_in(sent, "file"))
        return {"lines": [f"{each.path}:{each.line} {each.text}" for each in found]}

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
        if found is None and at:
            return {"taken": self._look_again(), **self._shown(path, ())}
        if found is None:
            moved = renamed_path(reading.tree, path, name)
            return {"taken": self._look_again(), "go": f"file?path={moved}"}
        lines = []
        for each in found.files:
            for said in each.said:
                lines.append(f"{each.path}:{said.line} {said.sentence}")
        return {"agreed": found.digest, "lines": lines, "to_know": list(found.to_know)}

    def _make(self, path: str, digest: str, sent: Mapping[str, Any]) -> str:
        """Makes the change that was sent; gives what is to be told of it."""
        at = path_in(sent.get("path", []))
        match sent.get("do"):
            case "body":
                self.desk.write_body(path, digest, text_in(sent, "value"))
            case "join":
                self.desk.join_body(path, digest, text_in(sent, "value"))
            case "shift":
                return self.desk.shift(path, digest, at, distance_in(sent))
            case "copy":
                self.desk.copy(path, digest, at, text_in(sent, "key"), text_in(sent, "value"))
            case _:
                change = change_of(sent, Form(json_schema(kind_of(path) or SITE)).order(at))
                if change is not None:
                    self.desk.change(path, digest, change)
        return ""

    def _shown(self, path: str, opened: tuple[Loc, ...]) -> Answer:
        try:
            file = self.desk.open(path, opened, self.preview.look.problems)
        except (GoneError, RefusedError):
            return {"go": DESK}
        return {
            "html": form_html(file, opened, self.lookups.site),
            "digest": file.digest,
            "page": shown_at(self._site, path),
        }

    def _new(self, sent: Mapping[str, Any]) -> Answer:
        id, title = text_in(sent, "kind"), text_in(sent, "title").strip()
        if id not in OFFERED_BY_ID:
            raise BadRequestError("There is no such kind of file.")
        path = path_of(id, title, text_in(sent, "folder"), folders(self.preview.look))
        self.desk.add(path, new_text(id, title, self._site, self.preview.today()))
        return {"go": f"file?path={path}", "taken": self._look_again()}

    def _delete(self, sent: Mapping[str, Any]) -> Answer:
        path = text_in(sent, "file")
        try:
            self.desk.delete(path, text_in(sent, "digest"))
        except StaleError as error:
            return {"refused": str(error), **self._shown(path, ())}
        return {"go": "./", "taken": self._look_again()}

    def _turn(self, turn: Callable[[], Step | None], said: str, sent: Mapping[str, Any]) -> Answer:
        step = turn()
        path = text_in(sent, "file")
        taken = self._look_again()
        if path:
            shown = self._shown(path, paths_in(sent.get("opened")))
        else:
            shown = {"go": "./"}
        if sent.get("on") == "menu":
            shown = {"html": self.menu.html()}
        if step is None:
            return {**shown, "said": "There is nothing more.", "taken": taken}
        file, at = step.about or ("", ())
        if file != path:
            at = ()  # what was changed stands in another file than the one that is shown
        return {**shown, "said": f"{said}: {step.words}.", "at": list(at), "taken": taken}


async def _own(name: str, _request: Request) -> Response:
    data = (HERE / name).read_bytes()
    return Response(data, headers={"cache-control": "no-cache", "etag": version(data)}, media_type=OWN_FILES[name])
