"""Where GitHub Pages serves the handbook of a repository."""

import re
from dataclasses import dataclass

from mentorsite.model.urls import GITHUB_PAGES

REMOTE = re.compile(
    r"(?:[a-z+]+://(?:[^/@]*@)?|(?:[^/@:]+@)?)(?:www\.|ssh\.)?github\.com(?::\d+(?=/))?[/:]/*"
    r"(?P<owner>[A-Za-z0-9-]+)/(?P<name>[A-Za-z0-9._-]+?)(?:\.git)?/*",
    re.IGNORECASE,
)
"""How git names a repository on GitHub: `https://…`, `ssh://…` or `git@github.com:…`."""
PRIVATE_PAGES = f".pages{GITHUB_PAGES}"
"""Pages of a private repository are at a name that GitHub makes up."""


@dataclass(frozen=True, slots=True)
class Repository:
    """A repository on GitHub."""

    owner: str
    name: str

    def __str__(self) -> str:
        return f"github.com/{self.owner}/{self.name}"


def repository(remote: str) -> Repository | None:
    """The repository that a remote's URL leads to, when it is on GitHub."""
    found = REMOTE.fullmatch(remote.strip())
    if found:
        return Repository(found["owner"], found["name"])
    return None


def pages_url(repository: Repository) -> str:
    """Where GitHub Pages serves a repository that has no domain of its own."""
    host = f"{repository.owner.lower()}{GITHUB_PAGES}"
    if repository.name.lower() == host:  # the one whose site is its owner's own
        return f"https://{host}/"
    return f"https://{host}/{repository.name}/"


def right_url(url: str | None, repository: Repository) -> str | None:
    """What site.yml should say as its `url`, or nothing when what it says can be right."""
    usual = pages_url(repository)
    if url is None:
        return usual
    host = url.partition("://")[2].partition("/")[0].lower()
    if not host.endswith(GITHUB_PAGES) or host.endswith(PRIVATE_PAGES):
        return None  # a domain of one's own, or a made-up name, can't be told from the repository
    if url.rstrip("/").lower() == usual.rstrip("/").lower():
        return None
    return usual
