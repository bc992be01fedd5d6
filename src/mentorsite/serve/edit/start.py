"""Puts the desk beside the preview."""

from collections.abc import Callable
from pathlib import Path

from mentorsite.serve.edit.app import DeskPages
from mentorsite.serve.edit.desk import Desk
from mentorsite.serve.edit.door import DESK
from mentorsite.serve.edit.session import Session
from mentorsite.serve.events import Changes
from mentorsite.serve.preview import Preview
from mentorsite.serve.server import Beside

WORDS = "The desk is at {} (this address opens it once). Ctrl-C ends it."
NONE_YET = "There is no handbook here yet: begin one at {} (this address opens the desk once). Ctrl-C ends it."


def beside(project: Path, host: str = "") -> Callable[[Preview, Changes, int], Beside]:
    """What makes the desk of a project, once the port is known. `host` is the name of a port that is forwarded."""

    def made(preview: Preview, changes: Changes, port: int) -> Beside:
        session = Session(port, host)
        pages = DeskPages(Desk(project), session, preview, changes)
        words = NONE_YET if pages.beginning.is_due else WORDS
        return Beside(tuple(pages.routes()), f"{DESK}open?key={session.opening}", words, host, begins=True)

    return made
