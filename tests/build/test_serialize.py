"""What is kept between builds is read back as it was, and reading it runs nothing."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite.build.last_build import BuildRecord, FileState, OutputRecord
from mentorsite.build.project_files import read
from mentorsite.build.serialize import DAMAGED, as_bytes, from_bytes
from mentorsite.errors import Place, Problem
from mentorsite.loader.parse import parse_source
from mentorsite.loader.site_file import settings
from mentorsite.loader.sources import sources_of
from mentorsite.markdown.origin import Origin
from mentorsite.model.placed_text import Scalar, origin
from mentorsite.model.settings import Organization
from tests.conftest import PROGRAM, REPOSITORY

READ = """
import sys, mentorsite.build.project_files, mentorsite.build.last_build
from mentorsite.build.serialize import from_bytes
print("mentorsite.model.base" in sys.modules, from_bytes(sys.stdin.buffer.read()).problems[0].message.origin.place.line)
"""
PROJECTS = [REPOSITORY, REPOSITORY / "docs", REPOSITORY / "tests/data/kitchen-sink"]


@pytest.mark.parametrize("project", PROJECTS, ids=lambda path: path.name)
def test_all_that_is_understood_of_a_handbook_comes_back_as_it_was(project: Path) -> None:
    tree = read(project)
    sources = sources_of(tree, settings(tree)[0])
    assert len(sources) >= 20
    for source in sources:
        loaded, problems = parse_source(source)
        again, told = from_bytes(as_bytes((loaded, problems)))
        assert (again, told) == (loaded, problems)
        assert repr(again) == repr(loaded)
        assert as_bytes((again, told)) == as_bytes((loaded, problems))


def test_where_an_id_and_a_waiver_stand_comes_back_too(project: Callable[[dict[str, str]], Path]) -> None:
    waived = f"{PROGRAM}waived: {{no-help: there is help elsewhere}}\n"
    tree = read(project({"content/programs/p.yml": waived}))
    (source,) = [each for each in sources_of(tree, settings(tree)[0]) if each.path.endswith("p.yml")]
    loaded, _ = from_bytes(as_bytes(parse_source(source)))
    program = loaded.program
    assert [origin(key).place.line for key in (*program.roles, *program.waived)] == [4, 5, 6]


def test_where_a_key_stands_comes_back_too() -> None:
    made = Organization(name="We")
    made._places["name"] = Place("site.yml", 3, 4)
    again = from_bytes(as_bytes(made))
    assert again.place_of("name") == Place("site.yml", 3, 4)
    assert (again.model_fields_set, again.name) == ({"name"}, "We")


@pytest.mark.parametrize(
    "value",
    [
        None, "", "\udcff half \u2028 🌱", 10**30, -0.5, True, (), ((),), [], [[]], {}, {"a": (1,)}, {1: {2: 3}},
        frozenset({"a"}),
        BuildRecord("w", {"a": OutputRecord("k", FileState("d", (1, 2, 3)), "s")}, {}),
        BuildRecord("w", {}, {}, (Problem("p", 1, 2, "c", "m"),), {"x": "y"}),
    ],
)  # fmt: skip
def test_a_value_comes_back_as_it_was(value: object) -> None:
    again = from_bytes(as_bytes(value))
    assert (again, type(again)) == (value, type(value))


class Theirs:
    """A class that is not mentorsite's."""


@pytest.mark.parametrize("value", [Theirs(), b"bytes", len, Path("x"), (1, [Theirs()])])
def test_what_is_no_value_of_ours_is_not_kept(value: object) -> None:
    with pytest.raises(TypeError, match="is no class of values"):
        as_bytes(value)


@pytest.mark.parametrize(
    "name",
    [
        "os:system", "builtins:eval", "builtins:exec", "subprocess:Popen", "pathlib:Path", "mentorsite.cli:main",
        "mentorsite.build.last_build:os", "mentorsite.build.last_build:os.system",
        "mentorsite.build.search_index:pagefind", "mentorsite.build.cache:Cache",
        "mentorsite.build.cache:sqlite3", "mentorsite.nothing:At", "mentorsite.errors:MentorsiteError", "builtins:str",
        "", ":",
    ],
)  # fmt: skip
def test_bytes_that_name_anything_but_a_class_of_values_make_nothing(name: str) -> None:
    with pytest.raises(TypeError, match="is no class of values"):
        from_bytes(json.dumps([[name], ["touch /tmp/made", 0]]).encode())


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{}", b"[]", b"[[], [0]]", b"[[], [[]]]", b"\xff", b"cos\nsystem\n(S'true'\ntR.",
        b'[["mentorsite.errors:Place"], [1, 2, 3, 4, 5, 0]]', b'[["builtins:dict"], ["odd", 0]]',
        b'[["datetime:date"], ["2026-99-99", 0]]', b"[[], " + b"[" * 100_000 + b"]" * 100_000 + b"]",
    ],
)  # fmt: skip
def test_damaged_bytes_are_known_as_such(data: bytes) -> None:
    with pytest.raises(DAMAGED):
        from_bytes(data)


def test_what_was_said_is_read_before_the_models_are_loaded() -> None:
    text = Scalar("a text")
    text.origin = Origin(Place("content/index.md", 3, 7))
    said = as_bytes(BuildRecord(problems=(Problem("site.yml", 1, 1, "no-project", text),)))
    run = subprocess.run([sys.executable, "-c", READ], input=said, capture_output=True, check=True)
    assert run.stdout.decode().split() == ["False", "3"]
