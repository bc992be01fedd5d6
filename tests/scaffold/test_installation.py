"""A new handbook gets the very mentorsite that made it, however that was installed."""

import json
import zipfile
from email import message_from_string
from hashlib import sha256
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from io import BytesIO
from pathlib import Path

import pytest

from mentorsite import __version__
from mentorsite.scaffold import installation
from mentorsite.scaffold.handbook import new, starter
from mentorsite.scaffold.installation import requirement, wheel
from tests.conftest import REPOSITORY as SOURCES

COMMIT = "0123456789abcdef0123456789abcdef01234567"
OURS = distribution("mentorsite")
REPOSITORY = {"url": "https://github.com/guild/mentorsite.git", "vcs_info": {"vcs": "git", "commit_id": COMMIT}}


class Installed(Distribution):
    """Mentorsite as it is here, but installed from somewhere else."""

    def __init__(self, said: object) -> None:
        self.said = said

    def read_text(self, filename: str) -> str | None:
        if filename == "direct_url.json":
            return None if self.said is None else json.dumps(self.said)
        return OURS.read_text(filename)

    def locate_file(self, path: object) -> Path:
        raise NotImplementedError


def installed_from(said: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(installation, "distribution", lambda name: Installed(said))


def test_from_an_index_the_version_is_pinned_and_it_is_said_why_there_is_no_hash(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed_from(None, monkeypatch)
    new(tmp_path / "x", starter("career"))
    lines = (tmp_path / "x/requirements.txt").read_text(encoding="utf-8").splitlines()
    wanted = ["--constraint .github/constraints.txt", f"mentorsite=={OURS.version}"]
    assert [line for line in lines if not line.startswith("#")] == wanted
    assert "pip keeps no hash" in " ".join(lines)
    assert list((tmp_path / "x").rglob("*.whl")) == []


@pytest.mark.parametrize(
    ("said", "line"),
    [
        (REPOSITORY, f"mentorsite @ git+https://github.com/guild/mentorsite.git@{COMMIT}"),
        (
            {**REPOSITORY, "subdirectory": "tools/site"},
            f"mentorsite @ git+https://github.com/guild/mentorsite.git@{COMMIT}#subdirectory=tools/site",
        ),
    ],
)
def test_from_a_repository_its_commit_is_named(said: object, line: str, monkeypatch: pytest.MonkeyPatch) -> None:
    installed_from(said, monkeypatch)
    assert (requirement().line, dict(requirement().files)) == (line, {})


@pytest.mark.parametrize(
    "said",
    [
        {"url": "file:///home/robin/mentorsite", "dir_info": {"editable": True}},
        {"url": "file:///home/robin/mentorsite", "dir_info": {}},
        {"url": "file:///home/robin/mentorsite-1.whl", "archive_info": {"hash": "sha256=0"}},
        {"url": "https://files.example.org/mentorsite-1.whl", "archive_info": {}},
        {**REPOSITORY, "url": "file:///home/robin/mentorsite"},
        {**REPOSITORY, "url": "ssh://git@github.com/guild/mentorsite.git"},
        {**REPOSITORY, "url": "https://robin:secret-token@github.com/guild/mentorsite.git"},
    ],
    ids=lambda said: f"{said['url']} {list(said)[1]}",
)
def test_what_github_could_not_get_is_packed_into_the_handbook_and_no_token_is_told(
    said: object, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    installed_from(said, monkeypatch)
    new(tmp_path / "x", starter("career"))
    text = (tmp_path / "x/requirements.txt").read_text(encoding="utf-8")
    (packed,) = (tmp_path / "x").rglob("*.whl")
    assert text.splitlines()[-1] == f"./{packed.relative_to(tmp_path / 'x').as_posix()}"
    assert zipfile.is_zipfile(packed)
    assert "secret" not in text
    assert "robin" not in text


def test_what_it_needs_is_pinned_as_it_was_tested_and_nothing_that_tests_alone_need(tmp_path: Path) -> None:
    new(tmp_path / "x", starter("career"))
    pins = dict(line.split("==") for line in (tmp_path / "x/.github/constraints.txt").read_text().splitlines())
    assert {"Jinja2", "MarkupSafe", "pydantic_core", "typst"} <= set(pins)
    assert {"pytest", "ruff", "playwright"}.isdisjoint(pins)
    everything = dict(line.split("==") for line in (SOURCES / "constraints.txt").read_text().splitlines()[1:])
    assert pins.items() <= everything.items()


def test_where_it_was_not_installed_its_version_is_pinned(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(name: str) -> Distribution:
        raise PackageNotFoundError(name)

    monkeypatch.setattr(installation, "distribution", none)
    assert requirement().line == f"mentorsite=={__version__}"


def test_a_wheel_lists_each_of_its_files_and_is_the_same_bytes_each_time() -> None:
    name, data = wheel(OURS)
    assert name == f"mentorsite-{OURS.version}-py3-none-any.whl"
    assert wheel(OURS) == (name, data)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        about = f"mentorsite-{OURS.version}.dist-info"
        listed = dict(line.rsplit(",", 2)[:2] for line in archive.read(f"{about}/RECORD").decode().splitlines())
        assert set(listed) == set(archive.namelist())
        assert {name for name in listed if name.endswith((".pyc", "~")) or "__pycache__" in name} == set()
        for name, digest in listed.items():
            packed = archive.read(name)
            assert digest in ("", f"sha256={installation._digest(packed)}")
        assert "mentorsite/shipped/site.yml" in listed
        assert message_from_string(archive.read(f"{about}/METADATA").decode())["Name"] == "mentorsite"
        assert b"mentorsite.cli:main" in archive.read(f"{about}/entry_points.txt")
    assert sha256(data).hexdigest() == sha256(wheel(OURS)[1]).hexdigest()


@pytest.mark.parametrize("text", ["", "no JSON", "{", "[1]", "null", '"x"'])
def test_what_pip_said_may_be_damaged(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    class Damaged(Installed):
        def read_text(self, filename: str) -> str | None:
            return text if filename == "direct_url.json" else OURS.read_text(filename)

    monkeypatch.setattr(installation, "distribution", lambda name: Damaged(None))
    made = requirement()
    assert made.line == (f"./{next(iter(made.files))}" if text else f"mentorsite=={OURS.version}")
