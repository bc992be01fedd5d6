"""Asks a handbook's own website which version it is: whether what was published is on the web yet."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from mentorsite import __version__
from mentorsite.build.project_files import read
from mentorsite.deploy.careful import careful_git
from mentorsite.deploy.git import RUNS_NOTHING
from mentorsite.deploy.github import pages_url, repository
from mentorsite.deploy.since import tree_at
from mentorsite.errors import MentorsiteError, UsageError
from mentorsite.loader.version import VERSION_FILE, version_of

SECONDS = 5
MOST = 200
"""As many bytes are read of an answer: a version is shorter."""
WHO = {"User-Agent": f"mentorsite/{__version__} (looks whether a handbook is there)", "Cache-Control": "no-cache"}
NO_ADDRESS = "Write the address of the website as `url` in the settings of the handbook, then the desk can look there."
OK, NOT_FOUND, LEADS_ON, SHUT = 200, 404, range(300, 400), (401, 403)


@dataclass(frozen=True, slots=True)
class Found:
    """What a website answered: the status, how its text begins, since when it is there, and where it leads on to."""

    status: int
    text: str = ""
    since: str = ""
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class OnWeb:
    """Whether a version is on the web, in words; `since` is when it came there, where that is known."""

    said: str
    since: str = ""


def version_address(url: str | None, remote: str) -> str:
    """What is asked: below the site's address as site.yml says it, else where GitHub shows the repository; nothing
    where neither is known."""
    on_github = repository(remote) if remote else None
    usual = pages_url(on_github) if on_github else ""
    site = url or usual
    if site.startswith(("https://", "http://")):
        return f"{site.rstrip('/')}/{VERSION_FILE}"
    return ""


def remote_of(project: Path) -> str:
    """The address that a handbook is sent to; nothing where there is none."""
    try:
        git = careful_git(project)
    except MentorsiteError:
        return ""
    branch = git.says(*RUNS_NOTHING, "symbolic-ref", "--short", "HEAD") or ""
    name = git.says(*RUNS_NOTHING, "config", f"branch.{branch}.remote") or "origin"
    return git.says(*RUNS_NOTHING, "remote", "get-url", name) or ""


def published_version(project: Path) -> str:
    """The version that was sent last; without git that of the files as they are."""
    try:
        git = careful_git(project)
        for name in ("@{upstream}", "HEAD"):  # a branch that was never sent has no upstream
            if git.says(*RUNS_NOTHING, "rev-parse", "--verify", "--quiet", name):
                return version_of(tree_at(project, name))
    except UsageError:  # in no repository
        pass
    return version_of(read(project))


def fetch(address: str) -> Found:
    """What an address answers; it is not followed to another. Raises `OSError` or `HTTPException` without answer."""
    request = Request(address, headers=WHO)  # noqa: S310 - `version_address` gives http and https alone
    try:
        with build_opener(_Stays).open(request, timeout=SECONDS) as answer:
            text = answer.read(MOST).decode("utf-8", "replace")
            return Found(answer.status, text, _moment(answer.headers.get("Last-Modified", "")))
    except HTTPError as error:
        error.close()
        return Found(error.code, leads_to=error.headers.get("Location", ""))


class _Stays(HTTPRedirectHandler):
    """Asks no other address than the one that people were told."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """Called where an address leads on."""


def look(address: str, version: str, ask: Callable[[str], Found] = fetch) -> OnWeb:
    """Whether a version is at an address."""
    if not address:
        return OnWeb(NO_ADDRESS)
    try:
        found = ask(address)
    except (OSError, HTTPException, ValueError) as error:
        return OnWeb(f"{urlsplit(address).hostname} can't be reached: {_reason(error)}. Look again in a minute.")
    if found.status in LEADS_ON:
        site = found.leads_to.removesuffix(VERSION_FILE)
        return OnWeb(f"The address leads on to {site}. If that is your website, write it as `url` in the settings.")
    if found.status in SHUT:
        return OnWeb("The website asks who you are, so it can't be seen from here.")
    if found.status == NOT_FOUND:
        return OnWeb("Not yet: no website there says its version. Look again in a minute.")
    if found.status != OK:
        return OnWeb(f"The website doesn't answer as it should ({found.status}). Look again in a minute.")
    if found.text.strip() != version:
        return OnWeb("Not yet: another version is there. Look again in a minute.")
    return OnWeb("On the web", found.since or datetime.now(UTC).isoformat())


def _moment(said: str) -> str:
    try:
        return parsedate_to_datetime(said).isoformat()
    except ValueError:
        return ""


def _reason(error: Exception) -> str:
    cause: Any = error.reason if isinstance(error, URLError) else error  # it holds the system's own, or a text
    return str(getattr(cause, "strerror", None) or cause or type(cause).__name__).rstrip(".")
