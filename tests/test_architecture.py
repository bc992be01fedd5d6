"""The rooms stand in an order, and the core does not touch the world."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "src" / "mentorsite"
ROOMS = (
    "__init__", "errors", "urls", "github", "color", "strip", "letters", "text", "model", "read", "plugin", "links",
    "dates", "moments", "series", "current", "young", "variables", "fill", "timetable", "ideas", "check", "look",
    "theme", "nav", "plan", "made_of", "render",
    "prepare", "report", "diagnosis", "bring", "pictures", "documents", "source", "disks", "swap", "publish", "stored",
    "cache", "workers", "stages", "record", "understand", "photos", "plugins", "downloads", "search", "build", "serve",
    "programs", "git", "branch",
    "deploy", "doctor", "editors", "installed", "scaffold", "questions", "importing", "cli", "__main__",
)  # fmt: skip
CORE = ROOMS[: ROOMS.index("bring") + 1]
WORLD = {
    "os", "sys", "pathlib", "shutil", "tempfile", "subprocess", "socket", "urllib.request", "http", "time",
    "logging", "random", "secrets", "uuid", "threading", "multiprocessing", "asyncio", "glob", "signal",
}  # fmt: skip
CALLS = {"open", "print", "input", "exec", "eval", "breakpoint"}
RUNS_WHAT_IT_READS = {"pickle", "marshal", "shelve", "dill"}
CLOCK = {"now", "today", "utcnow"}
FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_nothing_is_read_with_a_library_that_runs_what_it_reads() -> None:
    assert not RUNS_WHAT_IT_READS & {name.split(".")[0] for path in FILES for name in imports(path)}


def test_every_module_stands_in_a_room_of_the_list() -> None:
    assert {room(path) for path in FILES} == set(ROOMS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_module_imports_only_from_its_own_room_and_those_above(path: Path) -> None:
    here = ROOMS.index(room(path))
    used = {name.split(".")[1] for name in imports(path) if name.startswith("mentorsite.")}
    below = {name for name in used & set(ROOMS) if ROOMS.index(name) > here}
    assert not below


@pytest.mark.parametrize(
    "path", [path for path in FILES if room(path) in CORE], ids=lambda path: str(path.relative_to(PACKAGE))
)
def test_the_core_touches_no_clock_disk_network_or_environment(path: Path) -> None:
    assert not WORLD & {part for name in imports(path) for part in (name, name.split(".")[0])}
    calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    named = {call.id for call in calls if isinstance(call, ast.Name)}
    methods = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    assert not named & CALLS
    assert not methods & CLOCK
