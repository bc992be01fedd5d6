"""`mentorsite deploy`: builds the site and pushes it to a branch, without losing what others put there."""

import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from mentorsite.build.manifest import MANIFEST, manifest
from mentorsite.build.pipeline import BuildOptions, Written, write
from mentorsite.build.prepare import Build
from mentorsite.deploy.commit import OWN_BRANCH, committed, forget_left_folders
from mentorsite.deploy.destination import NOTHING_PUSHED, Destination, ref_of
from mentorsite.deploy.git import shown
from mentorsite.deploy.github import right_url
from mentorsite.deploy.losses import refuse_foreign, refuse_other_domain, refuse_sources
from mentorsite.deploy.published_branch import Branch, branch_at
from mentorsite.errors import FatalError, visible
from mentorsite.loader.tree import SITE_FILE


@dataclass(frozen=True, slots=True)
class Deployed:
    """What was done: what was written, whether anything was pushed, and the branch's last commit now."""

    written: Written
    pushed: bool
    tip: str


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
    if where.tip:
        before = branch_at(where.git, where.tip)
    else:
        before = Branch()
    refuse_sources(before, where)
    if not force:
        refuse_foreign(before, where)
    forget_left_folders()
    with tempfile.TemporaryDirectory(prefix=f"{OWN_BRANCH}{os.getpid()}-") as name:
        site = Path(name, "site")
        _lay_out(before.calendars, site, where)
        written = write(build, project, site, BuildOptions(step=step), day=day)
        if not force:
            refuse_other_domain(before, site, where)
        commit = committed(site, where)
    if where.tip and _is_same(commit, where.tip, where):
        return Deployed(written, False, where.tip)
    _push(commit, where)
    return Deployed(written, True, commit)


def nothing_new(where: Destination) -> str:
    """Says that a branch holds the site already."""
    return f"{_there(where)} already holds just this site: nothing was pushed."


def _there(where: Destination) -> str:
    if where.repository:
        return f"{where} ({where.repository})"
    return str(where)


def next_steps(build: Build, where: Destination, done: Deployed) -> str:
    """What was done, where the site will be, and what is left to do on GitHub."""
    there = _there(where)
    if not done.pushed:
        return nothing_new(where)
    lines = [f"Pushed {done.written.published.files:,} files to {there}."]
    url = build.site.settings.url
    if where.repository:
        wanted = right_url(url, where.repository)
    else:
        wanted = None
    if where.repository and not where.tip:
        lines.append(f"Once, on GitHub: Settings, Pages, Deploy from a branch, {where.branch}, / (root), Save.")
    if url and wanted:
        lines.append(f"{SITE_FILE} says `url: {url}`, but GitHub serves it elsewhere: write `url: {wanted}`.")
    if wanted or url:
        lines.append(f"Next: open {wanted or url} in a few minutes.")
    return "\n".join(lines)


def _lay_out(calendars: Mapping[str, bytes], site: Path, where: Destination) -> None:
    """Puts the calendars of before where the build looks for them; it takes away those that are no more."""
    if not calendars:
        return
    try:
        for path, data in calendars.items():
            (site / path).parent.mkdir(parents=True, exist_ok=True)
            (site / path).write_bytes(data)
        hashes = {path: sha256(data).hexdigest() for path, data in calendars.items()}
        (site / MANIFEST).write_bytes(manifest(hashes))  # without it the build would take them for someone else's
    except OSError as error:
        raise FatalError(
            f"The calendars of {where} can't be written to {site}: {error.strerror}, at {visible(path)}. "
            f"{NOTHING_PUSHED} Delete that file on the branch, or name another --branch."
        ) from error


def _is_same(commit: str, tip: str, where: Destination) -> bool:
    """Whether the branch already holds just this: commits of the same files differ by their time, their trees don't."""
    tree, tree_of_tip = (where.git.says("rev-parse", f"{each}^{{tree}}") for each in (commit, tip))
    return tree == tree_of_tip


def _push(commit: str, where: Destination) -> None:
    """Adds the commit to the remote's branch, which refuses it when others added one meanwhile."""
    done = where.git.run("push", "--porcelain", "--", where.remote, f"{commit}:{ref_of(where.branch)}")
    if not done.returncode:
        return
    if _has_moved(where):
        message = f"Someone else has just pushed to {where}. Nothing of theirs is lost, and nothing was pushed."
        raise FatalError(f"{message} Run the command again.")
    raise FatalError(f"{where} did not take it. {NOTHING_PUSHED}\n{shown(done.stderr + done.stdout)}")


def _has_moved(where: Destination) -> bool:
    """Whether the remote's branch is no longer at the commit that it was at."""
    found = where.git.says("ls-remote", "--", where.remote, ref_of(where.branch))
    if found is None:
        return False
    commit = found.partition("\t")[0]  # nothing where there is no such branch
    return commit != (where.tip or "")
