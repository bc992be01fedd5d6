"""The script that keeps a handbook is of the whole: it changes with any page, and with nothing else."""

import json
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from mentorsite.build.offline import Made, fit
from mentorsite.build.pipeline import write
from mentorsite.render.no_worker import NO_WORKER
from mentorsite.structure.offline import OfflineFile, Rank
from tests.conftest import SITE, prepared, rendered
from tests.serving import looked

FILES = {
    "site.yml": f"{SITE}downloads: []\nsearch: false\n",
    "content/index.md": "# Home\n",
    "content/one.md": "# One\n\nHello.\n",
}

LONG = f"{'word ' * 10_000}\n\n" * 12


def test_an_edit_of_any_page_makes_a_new_version_and_a_second_build_the_same_bytes(tmp_path: Path) -> None:
    def script(folder: str, day: int = 1, **files: str) -> bytes:
        output = tmp_path / folder / "public"
        write(prepared({**FILES, **{f"content/{name}.md": text for name, text in files.items()}}), tmp_path, output,
              day=date(2027, 1, day))  # fmt: skip
        return (output / "sw.js").read_bytes()

    first = script("a")
    assert script("a") == first
    assert script("elsewhere/b", day=9) == first
    edited = script("a", one="# One\n\nGoodbye.\n")
    assert edited != first
    assert script("fresh", one="# One\n\nGoodbye.\n") == edited
    book = json.loads(re.search(r"BOOK = (\{.*\});", first.decode())[1])  # type: ignore[index]
    assert book["homes"][""]["pages"] == [[""], ["this-device/"]]
    assert all(each.startswith("_theme/") and "?v=" in each for each in book["shared"])


def test_what_has_no_room_is_left_out_and_each_role_is_counted_by_itself() -> None:
    sizes = {"home": 40, "mentors": 60, "mentees": 30, "form": 20, "small": 10}
    roles = {"mentors": ("mentor",), "mentees": ("mentee",)}
    files = [OfflineFile(Rank.PAGE_OF_ROLE, 0, name, "en", roles.get(name, ())) for name in sizes]
    made = {name: Made("", size) for name, size in sizes.items()}
    fitting, left_out = fit(files, made, 110)
    assert [each.path for each in fitting] == ["home", "mentors", "mentees", "small"]
    assert left_out == ["form"]


def test_a_build_says_what_has_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("mentorsite.build.offline.LIMIT", 500_000)
    long = f"---\ntitle: Long\nfor: [mentor]\n---\n{LONG}"
    program = "name: P\npurpose: To test.\nroles: {mentor: {kind: mentor}, mentee: {kind: mentee}}\n"
    files = {**FILES, "content/long.md": long, "content/programs/p.yml": program}
    written = write(prepared(files), tmp_path, tmp_path / "public")
    assert "1 page is not kept" in written.download_notes["sw.js"]
    assert "long/index.html" in written.download_notes["sw.js"]
    monkeypatch.undo()
    assert "sw.js" not in write(prepared(files), tmp_path, tmp_path / "public").download_notes


def test_turned_off_a_script_stays_that_undoes_the_other_and_no_page_asks_for_one() -> None:
    made = rendered({**FILES, "site.yml": f"{FILES['site.yml']}offline: false\n"})
    assert made["sw.js"].encode() == NO_WORKER
    assert "sw.js" not in made["one/index.html"]
    assert "this-device/index.html" not in made
    on = rendered(FILES)
    assert 'data-worker="../sw.js"' in on["one/index.html"]
    assert "sw.js" not in on["404.html"]


def test_a_preview_keeps_nothing_and_undoes_what_another_kept(project: Callable[[dict[str, str]], Path]) -> None:
    preview = looked(project(FILES))
    assert getattr(preview.answer("/sw.js"), "data", b"") == NO_WORKER
    assert b"sw.js" not in getattr(preview.answer("/one/"), "html", b"sw.js")
