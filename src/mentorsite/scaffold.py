"""`mentorsite new`: a finished handbook to change."""

import shutil
from pathlib import Path

from mentorsite.errors import CannotGoOnError, WrongUseError
from mentorsite.source import shipped

STARTER = ("site.yml", "content")
IGNORE = "/public/\n.*.mentorsite-*\n"
README = """\
# Our mentoring handbook

The words are in `content/`: pages end in `.md`, and programs, agreements, checklists and worksheets in
`.yml`. `site.yml` says what the handbook is called and where it lives.

    mentorsite check     shows what is wrong, and where
    mentorsite build     makes the website, in public/
"""


def new(folder: Path) -> None:
    """Copies the starter into a folder that is new or empty."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WrongUseError(f"{folder} is there already and not empty. Nothing was written. Name a new folder.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name in STARTER:
            source = shipped(name)
            if source.is_dir():
                shutil.copytree(source, folder / name)
            else:
                shutil.copyfile(source, folder / name)
        (folder / ".gitignore").write_text(IGNORE, encoding="utf-8")
        (folder / "README.md").write_text(README, encoding="utf-8")
    except OSError as error:
        raise CannotGoOnError(f"{error.filename}: {error.strerror}") from error
