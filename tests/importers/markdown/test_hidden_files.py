"""Pictures in folders that tools hide come where pages name them, to a folder that can be seen."""

from pathlib import Path

import pytest

from mentorsite.importers.markdown.hidden_files import named_hidden
from mentorsite.scaffold.import_ import import_handbook
from tests.importers.test_folders import write
from tests.importers.test_tools import bodies, brought

pytestmark = pytest.mark.needs_posix
PICTURE = "../.gitbook/assets/p.png"


def test_a_hidden_picture_that_a_page_names_is_moved_to_where_it_is_seen() -> None:
    others = dict.fromkeys((".gitbook/assets/p.png", ".gitbook/assets/other.png", "gitbook/assets/p.png"), "")
    found = brought({"index.md": "# A", "g/a.md": f"![p]({PICTURE})", **others})
    assert bodies(found)["g/a.md"] == "![p](../gitbook/assets/p-2.png)"
    assert found.copies == {
        "content/gitbook/assets/p.png": "gitbook/assets/p.png",
        "content/gitbook/assets/p-2.png": ".gitbook/assets/p.png",
    }


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("![p](.img/p.png)", {"g/.img/p.png"}),
        ("![p](<../.img/p q.png>)", {".img/p q.png"}),
        ('<img src="/.img/p%20q.png">', {".img/p q.png", "g/.img/p q.png"}),
        ("[p]: sub/.p.png", {"g/sub/.p.png"}),
        ("![p](../../.img/p.png) ![p](./img.png) a.b/c.png", set()),
    ],
)
def test_hidden_files_are_found_by_what_pages_say(target: str, expected: set[str]) -> None:
    assert named_hidden({"g/a.md": target}) == expected


def test_of_hidden_folders_only_what_pages_name_is_read(tmp_path: Path) -> None:
    text = "![p](.img/p.png) ![o](.img/out.png) [k](.img/key.pem)"
    write(
        tmp_path,
        {"secret.png": "", "old/a.md": text, "old/.img/p.png": "", "old/.img/q.png": "", "old/.img/key.pem": ""},
    )
    (tmp_path / "old/.img/out.png").symlink_to(tmp_path / "secret.png")
    done = import_handbook(tmp_path / "old", tmp_path / "new")
    assert done.result.copies == {"content/img/p.png": ".img/p.png"}
    assert (tmp_path / "new/content/img/p.png").exists()
