"""The rooms stand in an order, and the core does not touch the world."""

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "src" / "mentorsite"
ROOMS = (
    "__init__", "errors", "markdown", "model", "loader", "theme", "structure", "check", "importers", "plugin", "render",
    "build", "deploy", "pack", "scaffold", "serve", "cli", "__main__",
)  # fmt: skip
CORE = ROOMS[: ROOMS.index("render") + 1]
PURE = {
    "build/fingerprint.py", "build/prepare.py", "cli/doctor_findings.py", "cli/ideas_table.py", "deploy/github.py",
    "pack/batch.py", "pack/columns.py", "pack/folder_names.py", "pack/forms.py", "pack/heads.py", "pack/links.py",
    "pack/mail_text.py", "pack/overview.py", "pack/pair.py", "pack/read_pairs.py", "pack/same_people.py",
    "pack/spreadsheet_cells.py", "pack/template.py", "pack/values.py", "serve/edit/colors.py",
    "serve/edit/data_changes.py", "serve/edit/differences.py", "serve/edit/fields.py", "serve/edit/file_text.py",
    "serve/edit/handbook.py", "serve/edit/headlines.py", "serve/edit/history.py", "serve/edit/kinds.py",
    "serve/edit/mended_files.py", "serve/edit/menu_order.py", "serve/edit/moments.py", "serve/edit/move_days.py",
    "serve/edit/names.py", "serve/edit/new_parts.py", "serve/edit/old_addresses.py", "serve/edit/references.py",
    "serve/edit/renamed_files.py", "serve/edit/requests.py", "serve/edit/spans.py", "serve/edit/targets.py",
    "serve/edit/yaml_changes.py", "serve/edit/yaml_edits.py", "serve/edit/yaml_folding.py", "serve/edit/yaml_layout.py",
    "serve/edit/yaml_scalars.py", "serve/edit/yaml_tree.py",
}  # fmt: skip
"""Modules as pure as the core that stand beside their users."""
TOUCHES = {
    "render/forms/pdf/typeset.py": {"pathlib", "tempfile", "threading"},
    "render/forms/pdf/no_network.py": {"os", "threading"},
}
"""Typst takes fonts from folders alone: the theme's are written to a temporary one. A thread has its own compiler. What
keeps it from the network, it reads in the environment."""
WORLD = {
    "os", "sys", "pathlib", "shutil", "tempfile", "subprocess", "socket", "urllib.request", "http", "time",
    "logging", "random", "secrets", "uuid", "threading", "multiprocessing", "asyncio", "glob", "signal",
}  # fmt: skip
CALLS = {"open", "print", "input", "exec", "eval", "breakpoint"}
RUNS_WHAT_IT_READS = {"pickle", "marshal", "shelve", "dill"}
COMPILED_TEMPLATES = {"build/kept_templates.py", "theme/environment.py"}
"""Where Jinja's `bccache` is used, which reads code with `marshal`: of the user's own cache, and of this process."""
CLOCK = {"now", "today", "utcnow"}
FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def is_pure(path: Path) -> bool:
    return room(path) in CORE or path.relative_to(PACKAGE).as_posix() in PURE


@cache
def imports(path: Path) -> frozenset[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return frozenset(found)


def test_nothing_is_read_with_a_library_that_runs_what_it_reads() -> None:
    assert not RUNS_WHAT_IT_READS & {name.split(".")[0] for path in FILES for name in imports(path)}
    with_code = {path.relative_to(PACKAGE).as_posix() for path in FILES if "jinja2.bccache" in imports(path)}
    assert with_code == COMPILED_TEMPLATES


def test_every_module_stands_in_a_room_of_the_list() -> None:
    assert {room(path) for path in FILES} == set(ROOMS)


def test_a_module_imports_only_from_its_own_room_and_those_above() -> None:
    found = {}
    for path in FILES:
        here = ROOMS.index(room(path))
        used = {name.split(".")[1] for name in imports(path) if name.startswith("mentorsite.")}
        found[path] = {name for name in used & set(ROOMS) if ROOMS.index(name) > here}
    assert {path: below for path, below in found.items() if below} == {}


def test_the_core_touches_no_clock_disk_network_or_environment() -> None:
    found = {path: touched(path) for path in FILES if is_pure(path)}
    assert {path: names for path, names in found.items() if names} == {}


def touched(path: Path) -> set[str]:
    """What a module imports and calls that reaches out of it."""
    world = WORLD - TOUCHES.get(path.relative_to(PACKAGE).as_posix(), set())
    imported = world & {part for name in imports(path) for part in (name, name.split(".")[0])}
    calls = [node.func for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    named = {call.id for call in calls if isinstance(call, ast.Name)}
    methods = {call.attr for call in calls if isinstance(call, ast.Attribute)}
    return imported | (named & CALLS) | (methods & CLOCK)


def test_every_module_that_is_called_pure_is_there() -> None:
    assert {path.relative_to(PACKAGE).as_posix() for path in FILES} >= PURE


def test_the_package_has_few_entries_at_its_root() -> None:
    plumbing = ("__init__.py", "__main__.py", "__pycache__", "py.typed")
    shown = [path for path in PACKAGE.iterdir() if path.name not in plumbing]
    assert len(shown) <= 16


def neighbours(path: Path) -> Iterator[tuple[Path, str, str]]:
    """The folder in which a module's way and that of each module that it imports part, and where to each goes on."""
    here = path.relative_to(PACKAGE).with_suffix("").parts
    for name in imports(path):
        there = tuple(name.split(".")[1:])
        shared = 0
        while shared < min(len(here), len(there)) and here[shared] == there[shared]:
            shared += 1
        folder = PACKAGE.joinpath(*here[:shared])
        if shared < min(len(here), len(there)) and name.startswith("mentorsite.") and here[shared] != "__init__":
            yield folder, here[shared], there[shared]


def test_no_two_neighbours_in_a_folder_import_each_other_on_any_way() -> None:
    folders: dict[Path, dict[str, set[str]]] = {}
    for path in FILES:
        for folder, one, other in neighbours(path):
            folders.setdefault(folder, {}).setdefault(one, set()).add(other)
    for graph in folders.values():
        TopologicalSorter(graph).prepare()
