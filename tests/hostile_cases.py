"""The cases in tests/hostile: their files, what must be told of them, and what must be shown."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent / "hostile"
TOKEN = "t0ken-of-a-secret"
SECRETS = (
    "secret/key.md",
    "project_secret/key.md",
    "project/content_secret/key.md",
    "project/.env",
    "project/.git/config",
)


@dataclass(frozen=True)
class Case:
    """One file of tests/hostile; its README tells what the keys are."""

    name: str
    about: str
    files: dict[str, Any]
    problems: tuple[str, ...] = ()
    shows: dict[str, list[str]] = field(default_factory=dict)
    queries: tuple[str, ...] = ()
    refused: str = ""

    @property
    def folder(self) -> str:
        return self.name.partition("/")[0]

    @property
    def is_alone(self) -> bool:
        """Whether it has a project of its own."""
        return "site.yml" in self.files or bool(self.refused)


def cases() -> list[Case]:
    paths = sorted(FOLDER.rglob("*.yml"))
    return [
        Case(path.relative_to(FOLDER).with_suffix("").as_posix(), **yaml.safe_load(path.read_text("utf-8")))
        for path in paths
    ]


def project(folder: Path, chosen: Iterable[Case], site: str) -> Path:
    """A project of cases below a folder, beside the secrets."""
    for secret in SECRETS:
        put(folder / secret, f"{TOKEN}\n")
    put(folder / "project" / "site.yml", site)
    put(folder / "project" / "content" / "index.md", "---\ntitle: Home\n---\nHello.\n")
    for case in chosen:
        for name, content in case.files.items():
            put(folder / "project" / name, content)
    return folder / "project"


def put(path: Path, content: Any) -> None:
    """Writes a file as a case says it; where the system has no such name, there is none."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, dict) and "link" in content:
            path.unlink(missing_ok=True)
            path.symlink_to(content["link"])
        else:
            path.write_bytes(written(content))
    except OSError:
        if sys.platform == "linux":
            raise


def written(content: Any) -> bytes:
    """The bytes of a file."""
    if isinstance(content, str):
        return content.encode()
    if "hex" in content:
        return bytes.fromhex(content["hex"])
    if "repeat" in content:
        parts = (content["repeat"].replace("{n}", str(number)) for number in range(content["times"]))
        return "".join((content.get("before", ""), *parts, content.get("after", ""))).encode()
    text: str = content["text"]
    return text.replace("\n", content.get("ends", "\n")).encode(content.get("encoding", "utf-8"))
