"""`mentorsite doctor`: looks at this machine and at a handbook's folder."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import replace
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mentorsite.build import search_index
from mentorsite.build.output_folder import refuse_unsafe
from mentorsite.build.project_files import read
from mentorsite.cli.doctor_findings import Facts, languages
from mentorsite.deploy.git import git_of, ignored
from mentorsite.deploy.github import Repository, repository
from mentorsite.errors import MentorsiteError
from mentorsite.loader.drafts import is_draft_path
from mentorsite.loader.leftover_files import is_left_over
from mentorsite.loader.made_up_contacts import all_made_up
from mentorsite.loader.site_file import settings as read_settings
from mentorsite.loader.tree import SITE_FILE, Tree
from mentorsite.model.settings import Settings
from mentorsite.render.forms.pdf.script_fonts import READY, script_of
from mentorsite.render.forms.pdf.typeset import MISSING
from mentorsite.scaffold.begun_repository import not_the_top

TIMEOUT_SECONDS = 60
"""How long another program may take to answer, in seconds."""
ASK_FONTS = """
import sys
from mentorsite.render.forms.pdf.machine_font import is_drawable
print(*filter(is_drawable, sys.argv[1:]))
"""


def examine(project: Path) -> Facts:
    """What this machine has and what the handbook in a folder says; nothing is written."""
    machine = Facts(
        sys.version_info[:3], no_pdf=_no_pdf(), no_search=_no_search(), no_git=_no_git(project), dask=_dask()
    )
    tree = read(project)
    if SITE_FILE not in tree.texts:
        if project == Path():
            where = "here"
        else:
            where = f"in {project}"
        message = f"There is no {SITE_FILE} {where}. Name its folder with -C, or start with `mentorsite new DIR`."
        return replace(machine, no_handbook=message)
    settings, problems = read_settings(tree)
    if any(each.fatal for each in problems):
        message = f"{SITE_FILE} can't be used as it is. `mentorsite check` says where."
        return replace(machine, no_handbook=message, faulty=True)
    made_up: tuple[str, ...] = ()
    if settings.checks.get("made-up") != "off":
        made_up = tuple(all_made_up(tree))
    return replace(
        machine,
        settings=settings,
        no_output=_no_output(project),
        fonts=fonts_for(settings),
        repository=_repository(project),
        not_the_top=not_the_top(project),
        made_up=made_up,
        ignored=ignored(project, needed_on_github(project, tree)),
    )


def needed_on_github(project: Path, tree: Tree) -> tuple[str, ...]:
    """The files that a website is made of and with, by their paths in the handbook; drafts may stay at home."""
    names = []
    if (project / "requirements.txt").is_file():
        names.append("requirements.txt")
    for path in sorted((project / ".github").rglob("*")):
        if path.is_file() and not is_left_over(path.name):
            names.append(path.relative_to(project).as_posix())
    names += [path for path in sorted(tree.texts) if not is_draft_path(path)]
    return tuple(names)


def _no_pdf() -> str:
    """Asked of another process: a library that is not made for this machine may end the one that loads it."""
    # With `-P` Python doesn't look in the current folder for modules: that may be someone else's handbook.
    if _answer([sys.executable, "-P", "-c", "import pikepdf, typst"]) is not None:
        return ""
    return MISSING


def _no_search() -> str:
    try:
        found = search_index.program()
    except MentorsiteError as error:
        return str(error)
    if _answer([str(found), "--version"]) is None:
        return f"{found} can't run on this machine. {search_index.WITHOUT}"
    return ""


def _no_git(project: Path) -> str:
    try:
        git_of(project)
    except MentorsiteError as error:
        return str(error)
    return ""


def _dask() -> str:
    try:
        return version("distributed")
    except PackageNotFoundError:
        return ""


def _no_output(project: Path) -> str:
    output = project / "public"
    try:
        refuse_unsafe(output, project)
    except MentorsiteError as error:
        return str(error)
    closed = []
    for each in (project, output):
        if each.exists() and not os.access(each, os.W_OK):
            closed.append(each)
    if closed:
        return f"{closed[0]} can't be written to. Change who may, or name another folder with -o."
    return ""


def fonts_for(settings: Settings) -> Mapping[str, bool] | None:
    """Whether PDFs have a font for each language; None where Typst, which draws them, isn't there to ask.

    Asked of another process, as whether there is Typst.
    """
    asked = []
    for each in languages(settings):
        if script_of(each) not in READY:
            asked.append(each)
    if asked:
        said = _answer([sys.executable, "-P", "-c", ASK_FONTS, *asked])
    else:
        said = ""
    if said is None:
        return None
    return {each: each in said.split() for each in asked}


def _repository(project: Path) -> Repository | None:
    """The repository on GitHub that the handbook is pushed to."""
    try:
        return repository(git_of(project).says("remote", "get-url", "origin") or "")
    except MentorsiteError:
        return None


def _answer(command: list[str]) -> str | None:
    """What a program says; None when it fails or can't run."""
    try:
        done = subprocess.run(  # noqa: S603 - the programs come from packages and from safe folders
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=TIMEOUT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    if done.returncode:
        return None
    return done.stdout.decode("utf-8", "replace").strip()
