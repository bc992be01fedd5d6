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


def _nobodys(site: str) -> str:
    """site.yml without this project's own addresses: a new handbook has none yet."""
    own = {
        "url:": "# url: https://your-name.github.io/handbook/",
        "repository:": "# repository: https://github.com/your-name/handbook",
    }
    lines = [next((new for key, new in own.items() if line.startswith(key)), line) for line in site.split("\n")]
    return "\n".join(lines)


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
                (folder / name).write_text(_nobodys(source.read_text(encoding="utf-8")), encoding="utf-8")
        (folder / ".gitignore").write_text(IGNORE, encoding="utf-8")
        (folder / "README.md").write_text(README, encoding="utf-8")
    except OSError as error:
        raise CannotGoOnError(f"{error.filename}: {error.strerror}") from error
