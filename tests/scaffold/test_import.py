"""A file that can't be imported is refused with what to do instead."""

from pathlib import Path

import pytest

from mentorsite.errors import UsageError
from mentorsite.scaffold.import_ import import_handbook


@pytest.mark.parametrize(
    ("name", "instead"),
    [
        ("a.rtf", "save it as .docx, and import that"),
        ("a.ODT", "save it as .docx, and import that"),
        ("a.pages", "export it to Word"),
        ("a.pdf", "import the document that it was made of"),
        ("a.md", "Name the folder that it stands in"),
        ("a.xyz", "Name a folder of Markdown, a .docx or a saved web page"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_what_to_do(name: str, instead: str, tmp_path: Path) -> None:
    (tmp_path / name).touch()
    with pytest.raises(UsageError, match=instead):
        import_handbook(tmp_path / name, tmp_path / "new")
    assert not (tmp_path / "new").exists()
