"""The documentation: a handbook without a fault, its reference up to date, its tutorial as it happens."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from mentorsite.build.pipeline import prepare_project
from mentorsite.cli import app
from mentorsite.cli.check import Definition
from mentorsite.errors import CODES
from mentorsite.loader.json_schema import MODELS, json_schema
from tests import licences, reference
from tests.conftest import REPOSITORY
from tests.examples import examples
from tests.test_architecture import ROOMS

pytestmark = pytest.mark.needs_posix

DOCS = REPOSITORY / "docs"
TUTORIAL = (DOCS / "content/tutorial.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", TUTORIAL, re.MULTILINE | re.DOTALL)
"""Language, what stands beside it, and text of each block: commands, files, and what is seen."""


def test_the_documentation_has_no_problem() -> None:
    assert prepare_project(DOCS).problems == ()


@pytest.mark.pinned
def test_every_page_of_the_reference_is_as_the_models_and_commands_are() -> None:
    written = {path.name: path.read_text(encoding="utf-8") for path in reference.FOLDER.glob("*.md")}
    assert written.pop("index.md")
    assert written.pop(licences.PAGE.name)
    assert written == reference.pages(), "run scripts/reference"


def test_every_example_of_a_key_is_one_that_it_takes() -> None:
    schemas = {kind: json_schema(kind) for kind in reference.KINDS}
    shown = examples(schemas)
    looked_at, wrong = 0, []
    for kind, schema in schemas.items():
        for name, part in {kind: schema, **schema.get("$defs", {})}.items():
            for key, each in part.get("properties", {}).items():
                if (name, key) in shown:
                    looked_at += 1
                    value = yaml.load(shown[name, key], yaml.BaseLoader)[key]
                    if not Draft202012Validator({**each, "$defs": schema.get("$defs", {})}).is_valid(as_json(value)):
                        wrong.append((name, shown[name, key]))
    assert looked_at > 200
    assert wrong == []


def as_json(value: Any) -> Any:
    """A value of texts with its numbers, and `true` and `false`, as JSON has them."""
    if isinstance(value, dict):
        return {key: as_json(each) for key, each in value.items()}
    if isinstance(value, list):
        return [as_json(each) for each in value]
    return {"true": True, "false": False}.get(value, int(value) if value.lstrip("-").isdigit() else value)


@pytest.mark.pinned
def test_every_package_that_is_installed_with_it_stands_in_the_list_of_licences() -> None:
    written = licences.PAGE.read_text(encoding="utf-8").splitlines()
    assert written[:3] == licences.HEAD.splitlines()[:3]
    assert [row for row in licences.rows().values() if row not in written] == [], "run scripts/reference"


@pytest.mark.pinned
def test_no_package_is_under_a_licence_that_nobody_looked_at() -> None:
    known = {"MIT", "MIT-0", "MIT-CMU", "BSD", "BSD-2-Clause", "BSD-3-Clause", "ISC", "Apache", "Apache-2.0"}
    known |= {"MPL 1.1", "MPL-2.0", "PSF-2.0"}  # for files of theirs that one changes; nobody changes them here
    names = licences.installed("mentorsite", {}).items()
    told = {name: re.split(" or | OR ", licences.licence(found)) for name, found in names}
    assert {name: each for name, each in told.items() if not known & set(each)} == {}


def test_the_reference_has_every_kind_of_file_and_every_check() -> None:
    assert set(reference.KINDS) == set(MODELS) == {each.value for each in Definition}
    told = set(re.findall(r"^\| `([\w-]+)`", reference.pages()["checks.md"], re.MULTILINE))
    assert told == set(CODES)


def test_a_command_or_an_option_without_help_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    (build,) = [each for each in app.registered_commands if each.callback and each.callback.__name__ == "build"]
    monkeypatch.setattr(build.callback, "__doc__", None)
    with pytest.raises(AssertionError, match="mentorsite build has no help"):
        reference.pages()


def test_the_way_through_the_code_names_every_module() -> None:
    rooms = (DOCS / "content/guides/code.md").read_text(encoding="utf-8").split("## The rooms")[1]
    rows = [row.split("|")[1] for row in rooms.split("## Where")[0].splitlines() if row.startswith("| `")]
    named = [name.rstrip("/") for row in rows for name in re.findall(r"`([^`]+)`", row)]
    assert sorted(named) == sorted(set(ROOMS) - {"__init__", "__main__"})


def done(commands: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Runs commands as they stand; `mentorsite` is the one that is tested."""
    programs = folder.parent / "programs"
    programs.mkdir(exist_ok=True)
    (programs / "mentorsite").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m mentorsite "$@"\n')
    (programs / "mentorsite").chmod(0o755)
    path = os.pathsep.join([str(programs), os.environ["PATH"]])
    environment = {**os.environ, "PATH": path, "SOURCE_DATE_EPOCH": "1798761600"}
    return subprocess.run(
        ["sh", "-e", "-c", commands],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_the_tutorial_goes_as_it_says(tmp_path: Path) -> None:
    folder = tmp_path / "home"
    folder.mkdir()
    seen = []
    for language, beside, text in BLOCKS:
        match language:
            case "sh":
                seen.append(done(text, folder))
                assert seen[-1].returncode == (1 if beside == "fails" else 0), seen[-1].stderr
            case "markdown":
                (folder / beside).write_text(text, encoding="utf-8")
            case "text":
                assert seen[-1].stderr.startswith(text)
            case _:
                pytest.fail(f"nothing is known of blocks of {language}")
    assert len(seen) == 6
    assert seen[2].stderr.endswith("\n3 pieces of advice\n")
    assert seen[4].stderr.endswith("\n3 pieces of advice\n")
    assert 'accent: "#0b6e4f"' in (folder / "our-handbook/site.yml").read_text()
    assert 'time: "18:00"' in (folder / "our-handbook/content/programs/career-growth.yml").read_text()
    assert "Where we meet" in (folder / "our-handbook/public/index.html").read_text()
