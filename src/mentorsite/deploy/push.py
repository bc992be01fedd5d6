"""`mentorsite deploy`: builds the site and pushes it to a branch, without losing what others put there."""

import os
import re
import secrets
import shlex
import shutil
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from mentorsite.build import fingerprint
from mentorsite.build.cache import Cache
from mentorsite.build.manifest import MANIFEST, manifest
from mentorsite.build.mounts import refuse_disks_below
from mentorsite.build.pipeline import BuildOptions, Written, write
from mentorsite.build.prepare import Build
from mentorsite.build.serialize import DAMAGED, as_bytes, from_bytes
from mentorsite.build.state import BuildRecord
from mentorsite.build.tools import fonts
from mentorsite.deploy.git import Git, git_of, shown, without_token
from mentorsite.deploy.github import Repository, repository, right_url
from mentorsite.deploy.published_branch import Branch, branch_at
from mentorsite.errors import FatalError, UsageError, did_you_mean, visible
from mentorsite.loader.tree import SITE_FILE
from mentorsite.structure.plan import CNAME

SOURCES = (SITE_FILE, "content", "themes")
"""What a site is made of."""
NOTHING_PUSHED = "Nothing was pushed."
SURELY_OVER = 3600
"""As many seconds after a deploy began it has ended, also one in another container, whose processes are not seen."""
OWN_BRANCH = "mentorsite-deploy-"
OWN_NAME = re.compile(rf"{OWN_BRANCH}((?P<process>\d+)-)?[0-9a-f]{{8}}")
"""A branch that a deploy has for a moment: the number of its process, and a number by chance."""
OWN_FILES = (
    "{} holds the handbook's own files; the site would take their place. " + f"{NOTHING_PUSHED} Name another --branch."
)
MAX_LISTED_FILES = 5
"""As many files are named, of more it is said how many."""


@dataclass(frozen=True, slots=True)
class Destination:
    """A branch of a remote, and the last commit there; None for a branch that is not there yet."""

    git: Git
    remote: str
    branch: str
    tip: str | None
    repository: Repository | None

    def __str__(self) -> str:
        return f"{self.branch} of {self.remote}"


@dataclass(frozen=True, slots=True)
class Deployed:
    """What was done: what was written, whether anything was pushed, and the branch's last commit now."""

    written: Written
    pushed: bool
    tip: str


def destination(project: Path, remote: str, branch: str) -> Destination:
    """Where a handbook goes; raises `MentorsiteError` when its repository isn't ready, before anything is built."""
    git = git_of(project)
    _refuse_unready(git)
    names = (git.says("remote") or "").split()
    if remote not in names:
        raise UsageError(_no_remote(remote, names))
    ref = _ref(branch)
    if git.says("check-ref-format", "--branch", branch) != branch:
        raise UsageError(f"{branch!r} can't be the name of a branch. {NOTHING_PUSHED}")
    if git.says("symbolic-ref", "--quiet", "HEAD") == ref:
        raise UsageError(OWN_FILES.format(branch))
    url = git.says("remote", "get-url", "--push", remote) or ""
    return Destination(git, remote, branch, _tip(git, remote, ref), repository(url))


def deploy(
    build: Build,
    project: Path,
    where: Destination,
    *,
    force: bool = False,
    step: Callable[[], None] = lambda: None,
    day: date,
) -> Deployed:
    """Builds the site and pushes it.

    Raises `UsageError` when that would lose what others put on the branch, unless `force` says so: then it
    stays in the branch's history. Raises `FatalError` when git does not let it.
    """
    before = branch_at(where.git, where.tip) if where.tip else Branch()
    _refuse_sources(before, where)
    if not force:
        _refuse_foreign(before, where)
    _forget_left_folders()
    with tempfile.TemporaryDirectory(prefix=f"{OWN_BRANCH}{os.getpid()}-") as name:
        site = Path(name, "site")
        _lay_out(before.calendars, site, where)
        written = write(build, project, site, BuildOptions(step=step), day=day)
        if not force:
            _refuse_other_domain(before, site, where)
        commit = _committed(site, where)
    pushed = not _is_same(commit, where)
    if pushed:
        _push(commit, where)
    tip = commit if pushed or not where.tip else where.tip
    return Deployed(written, pushed, tip)


def up_to_date(where: Destination, made_of: str, cache: Cache) -> BuildRecord | None:
    """What was said of the last deploy, if the branch still is where that left it and the site would be the same."""
    kept = cache.get(_key(where, made_of, where.tip)) if where.tip else None
    try:
        found = from_bytes(kept) if kept else None
    except DAMAGED:
        found = None
    if not isinstance(found, BuildRecord) or found.fonts not in ("", fonts()):
        return None
    return found


def remember(where: Destination, made_of: str, tip: str, said: BuildRecord, cache: Cache) -> None:
    """Notes for the next deploy that a branch holds what a site was made of, with what was said of it."""
    cache.put(_key(where, made_of, tip), as_bytes(said))


def _key(where: Destination, made_of: str, tip: str) -> str:
    url = where.git.says("remote", "get-url", "--push", where.remote) or ""
    return fingerprint.deployed(made_of, url, where.branch, tip)


def nothing_new(where: Destination) -> str:
    """Says that a branch holds the site already."""
    return f"{_there(where)} already holds just this site: nothing was pushed."


def _there(where: Destination) -> str:
    return f"{where} ({where.repository})" if where.repository else str(where)


def next_steps(build: Build, where: Destination, done: Deployed) -> str:
    """What was done, where the site will be, and what is left to do on GitHub."""
    there = _there(where)
    if not done.pushed:
        return nothing_new(where)
    lines = [f"Pushed {done.written.published.files:,} files to {there}."]
    url = build.site.settings.url
    wanted = right_url(url, where.repository) if where.repository else None
    if where.repository and not where.tip:
        lines.append(f"Once, on GitHub: Settings, Pages, Deploy from a branch, {where.branch}, / (root), Save.")
    if url and wanted:
        lines.append(f"{SITE_FILE} says `url: {url}`, but GitHub serves it elsewhere: write `url: {wanted}`.")
    if wanted or url:
        lines.append(f"Next: open {wanted or url} in a few minutes.")
    return "\n".join(lines)


def _refuse_unready(git: Git) -> None:
    how = f"Make one, then commit: git -C {shlex.quote(str(git.folder))} init --initial-branch=main"
    git.must_say(
        "rev-parse", "--git-dir", otherwise=f"{git.folder} is not kept in a git repository. {NOTHING_PUSHED} {how}"
    )
    if git.says("rev-parse", "--verify", "--quiet", "HEAD") is None:
        raise UsageError(f"Nothing is committed yet. {NOTHING_PUSHED} {_how_to_commit(git)}")
    _identity(git)
    changed = _changed(git)
    if changed:
        raise UsageError(f"Not committed: {_few(changed)}. {NOTHING_PUSHED} {_how_to_commit(git)}")


def _changed(git: Git) -> list[str]:
    """What the site is made of that is not in the last commit as it is now."""
    status = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *SOURCES)
    changed = git.must_say(*status, otherwise=f"git can't tell what is committed. {NOTHING_PUSHED}").split("\0")
    known = git.says("ls-files", "--error-unmatch", "--", SITE_FILE) is not None
    return [line[3:] for line in changed if line] or ([] if known else [SITE_FILE])


def _how_to_commit(git: Git) -> str:
    there = f"git -C {shlex.quote(str(git.folder))}"
    return f'Commit first: {there} add -A && {there} commit -m "What is new"'


def _no_remote(remote: str, names: list[str]) -> str:
    if not names:
        how = f"git remote add {remote} https://github.com/YOUR-NAME/YOUR-REPOSITORY.git"
        return f"The repository has no remote, so there is nowhere to push to. {NOTHING_PUSHED} Add one: {how}"
    hint = did_you_mean(remote, names)
    named = without_token(remote)
    known = hint or f"there is {', '.join(names)}"
    return f"There is no remote {named!r}: {known}. {NOTHING_PUSHED} Name it with --remote."


def _tip(git: Git, remote: str, ref: str) -> str | None:
    """The last commit of a remote's branch, fetched; None where the branch is not there."""
    failed = f"{remote} can't be reached. {NOTHING_PUSHED}"
    found = git.must_say("ls-remote", "--", remote, ref, otherwise=failed)
    if ref not in found.split():
        return None
    git.must_say("fetch", "--quiet", "--no-tags", "--no-recurse-submodules", "--", remote, ref, otherwise=failed)
    return git.must_say("rev-parse", "--verify", "FETCH_HEAD", otherwise=failed)


def _ref(branch: str) -> str:
    return f"refs/heads/{branch}"


def _refuse_sources(before: Branch, where: Destination) -> None:
    folder = where.git.says("rev-parse", "--show-prefix") or ""
    if f"{folder}{SITE_FILE}" in before.foreign:
        raise UsageError(OWN_FILES.format(where))


def _refuse_foreign(before: Branch, where: Destination) -> None:
    if before.foreign:
        raise UsageError(
            f"{where} holds what mentorsite did not write: {_few(before.foreign)}. {NOTHING_PUSHED} "
            "Move it to content/, name another branch with --branch, or replace it with --force; "
            "it then stays in the branch's history."
        )


def _refuse_other_domain(before: Branch, site: Path, where: Destination) -> None:
    own = site / CNAME
    domain = own.read_text(encoding="utf-8").strip().lower() if own.is_file() else None
    if before.domain and domain != before.domain:
        raise UsageError(
            f"{where} has the domain {before.domain} (in its file {CNAME}), and the new site would lose it. "
            f"{NOTHING_PUSHED} Write `url: https://{before.domain}/` into {SITE_FILE}, or "
            "give the domain up with --force."
        )


def _few(paths: Iterable[str]) -> str:
    names = [visible(path) for path in paths]
    more = len(names) - MAX_LISTED_FILES
    return ", ".join(names[:MAX_LISTED_FILES]) + (f" and {more} more" if more > 0 else "")


def _lay_out(calendars: Mapping[str, bytes], site: Path, where: Destination) -> None:
    """Puts the calendars of before where the build looks for them; it takes away those that are no more."""
    if not calendars:
        return
    try:
        for path, data in calendars.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
        (site / MANIFEST).write_bytes(manifest({path: sha256(data).hexdigest() for path, data in calendars.items()}))
    except OSError as error:
        raise FatalError(
            f"The calendars of {where} can't be written to {site}: {error.strerror}, at {visible(path)}. "
            f"{NOTHING_PUSHED} Delete that file on the branch, or name another --branch."
        ) from error


def _committed(site: Path, where: Destination) -> str:
    """The commit that holds just the site, after the branch's last one. No branch of the repository moves."""
    git = where.git
    source = git.must_say("rev-parse", "--short", "HEAD", otherwise=NOTHING_PUSHED)
    with _own_branch(where) as name:
        message = f"Publish the handbook as of {source}"
        done = _import(git, site, name, message)
        if done.returncode:
            raise FatalError(f"The site can't be committed. {NOTHING_PUSHED}\n{shown(_last_line(done.stderr))}")
        return git.must_say("rev-parse", "--verify", _ref(name), otherwise=NOTHING_PUSHED)


@contextmanager
def _own_branch(where: Destination) -> Iterator[str]:
    """A branch of our own for a moment, at the published one's last commit. What a killed deploy left goes."""
    _forget_left(where.git)
    name = f"{OWN_BRANCH}{os.getpid()}-{secrets.token_hex(4)}"
    if where.tip:
        where.git.must_say("update-ref", _ref(name), where.tip, otherwise=NOTHING_PUSHED)
    try:
        yield name
    finally:
        where.git.run("update-ref", "-d", _ref(name))


def _forget_left(git: Git) -> None:
    """Deletes our own branches of processes that have ended: they were killed before they could."""
    names = (git.says("for-each-ref", "--format=%(refname:short)", f"refs/heads/{OWN_BRANCH}*") or "").split()
    for name in names:
        found = OWN_NAME.fullmatch(name)
        if found and not _runs(int(found["process"] or 0)):
            git.run("update-ref", "-d", _ref(name))


def _forget_left_folders() -> None:
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
    environment = git.environment({"GIT_DIR": folder, **_identity(git)})
    return subprocess.run(  # noqa: S603 - all of it comes from here
        command, cwd=site.parent, env=environment, stdin=subprocess.DEVNULL, capture_output=True, check=False
    )


def _identity(git: Git) -> dict[str, str]:
    """Who commits, as git knows it; ghp-import looks for less."""
    who = git.must_say("var", "GIT_COMMITTER_IDENT", otherwise=f"git does not know who you are. {NOTHING_PUSHED}")
    name, _, rest = who.partition(" <")
    return {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": rest.partition("> ")[0]}


def _last_line(said: bytes) -> bytes:
    lines = [line for line in said.splitlines() if line.startswith((b"fatal:", b"error:"))] or said.splitlines()[-1:]
    return b"\n".join(lines)


def _is_same(commit: str, where: Destination) -> bool:
    """Whether the branch already holds just this."""
    trees = [where.git.says("rev-parse", f"{each}^{{tree}}") for each in (commit, where.tip) if each]
    return len(trees) == 2 and trees[0] == trees[1]


def _push(commit: str, where: Destination) -> None:
    """Adds the commit to the remote's branch, which refuses it when others added one meanwhile."""
    done = where.git.run("push", "--porcelain", "--", where.remote, f"{commit}:{_ref(where.branch)}")
    if not done.returncode:
        return
    if _has_moved(where):
        message = f"Someone else has just pushed to {where}. Nothing of theirs is lost, and nothing was pushed."
        raise FatalError(f"{message} Run the command again.")
    raise FatalError(f"{where} did not take it. {NOTHING_PUSHED}\n{shown(done.stderr + done.stdout)}")


def _has_moved(where: Destination) -> bool:
    """Whether the remote's branch is no longer at the commit that it was at."""
    found = where.git.says("ls-remote", "--", where.remote, _ref(where.branch))
    return found is not None and (found.split() or [""])[0] != (where.tip or "")
