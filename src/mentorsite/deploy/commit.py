"""The commit that holds a site, made on a branch of our own that is there for a moment."""

import os
import re
import secrets
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mentorsite.build.mounts import refuse_disks_below
from mentorsite.deploy.destination import NOTHING_PUSHED, Destination, identity, ref_of
from mentorsite.deploy.git import Git, shown
from mentorsite.errors import FatalError

SURELY_OVER = 3600
"""As many seconds after a deploy began it has ended, also one in another container, whose processes are not seen."""
OWN_BRANCH = "mentorsite-deploy-"
OWN_NAME = re.compile(rf"{OWN_BRANCH}((?P<process>\d+)-)?[0-9a-f]{{8}}")
"""A branch that a deploy has for a moment: the number of its process, and a number by chance."""


def committed(site: Path, where: Destination) -> str:
    """The commit that holds just the site, after the branch's last one. No branch of the repository moves."""
    git = where.git
    source = git.must_say("rev-parse", "--short", "HEAD", otherwise=NOTHING_PUSHED)
    with _own_branch(where) as name:
        message = f"Publish the handbook as of {source}"
        done = _import(git, site, name, message)
        if done.returncode:
            raise FatalError(f"The site can't be committed. {NOTHING_PUSHED}\n{shown(_last_line(done.stderr))}")
        return git.must_say("rev-parse", "--verify", ref_of(name), otherwise=NOTHING_PUSHED)


@contextmanager
def _own_branch(where: Destination) -> Iterator[str]:
    """A branch of our own for a moment, at the published one's last commit. What a killed deploy left goes."""
    _forget_left(where.git)
    name = f"{OWN_BRANCH}{os.getpid()}-{secrets.token_hex(4)}"
    if where.tip:
        where.git.must_say("update-ref", ref_of(name), where.tip, otherwise=NOTHING_PUSHED)
    try:
        yield name
    finally:
        where.git.run("update-ref", "-d", ref_of(name))


def _forget_left(git: Git) -> None:
    """Deletes our own branches of processes that have ended: they were killed before they could."""
    names = (git.says("for-each-ref", "--format=%(refname:short)", f"refs/heads/{OWN_BRANCH}*") or "").split()
    for name in names:
        found = OWN_NAME.fullmatch(name)
        if found and not _runs(int(found["process"] or 0)):
            git.run("update-ref", "-d", ref_of(name))


def forget_left_folders() -> None:
    """Deletes the folders of the user's own deploys that were killed before they could."""
    for folder in Path(tempfile.gettempdir()).glob(f"{OWN_BRANCH}*-*"):
        with suppress(OSError, FatalError):  # what can't be deleted is in nobody's way
            found = folder.lstat()
            process = folder.name.removeprefix(OWN_BRANCH).partition("-")[0]
            ours = os.name != "nt" and found.st_uid == os.geteuid() and stat.S_ISDIR(found.st_mode)
            is_old = found.st_mtime < time.time() - SURELY_OVER
            if ours and is_old and process.isdecimal() and not _runs(int(process)):
                refuse_disks_below(folder)
                shutil.rmtree(folder)


def _runs(process: int) -> bool:
    """Whether a process is running; where that can't be known, it may be."""
    if not process:
        return False
    if os.name == "nt":
        return True  # to ask would end it
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _import(git: Git, site: Path, branch: str, message: str) -> "subprocess.CompletedProcess[bytes]":
    """Runs ghp-import, which commits the bytes of a folder as they are, away from files that could mislead it."""
    folder = git.must_say("rev-parse", "--absolute-git-dir", otherwise=NOTHING_PUSHED)
    command = [sys.executable, "-P", "-m", "ghp_import", "--branch", branch, f"--message={message}", str(site)]
    environment = git.environment({"GIT_DIR": folder, **identity(git)})
    return subprocess.run(  # noqa: S603 - all of it comes from here
        command, cwd=site.parent, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )


def _last_line(said: bytes) -> bytes:
    lines = said.splitlines()
    faults = [line for line in lines if line.startswith((b"fatal:", b"error:"))]
    if faults:
        return b"\n".join(faults)
    return b"\n".join(lines[-1:])
