"""Where a handbook goes: a branch of a remote, looked at before anything is built."""

import shlex
from collections.abc import Container, Iterable
from dataclasses import dataclass
from pathlib import Path

from mentorsite.deploy.git import Git, git_of, without_token
from mentorsite.deploy.github import Repository, repository
from mentorsite.errors import UsageError, did_you_mean, visible
from mentorsite.loader.tree import SITE_FILE, Tree

SOURCES = (SITE_FILE, "site.*.yml", "content", "themes")
"""What a site is made of."""
NOTHING_PUSHED = "Nothing was pushed."
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


def destination(project: Path, remote: str, branch: str) -> Destination:
    """Where a handbook goes; raises `MentorsiteError` when its repository isn't ready, before anything is built."""
    git = git_of(project)
    _refuse_unready(git)
    names = (git.says("remote") or "").split()
    if remote not in names:
        raise UsageError(_no_remote(remote, names))
    ref = ref_of(branch)
    # `@{-1}` and the like are no names: git gives the branch that they stand for.
    if git.says("check-ref-format", "--branch", branch) != branch:
        raise UsageError(f"{branch!r} can't be the name of a branch. {NOTHING_PUSHED}")
    if git.says("symbolic-ref", "--quiet", "HEAD") == ref:
        raise UsageError(OWN_FILES.format(branch))
    url = git.says("remote", "get-url", "--push", remote) or ""
    return Destination(git, remote, branch, _tip(git, remote, ref), repository(url))


def _refuse_unready(git: Git) -> None:
    how = f"Make one, then commit: git -C {shlex.quote(str(git.folder))} init --initial-branch=main"
    git.must_say(
        "rev-parse", "--git-dir", otherwise=f"{git.folder} is not kept in a git repository. {NOTHING_PUSHED} {how}"
    )
    if git.says("rev-parse", "--verify", "--quiet", "HEAD") is None:
        raise UsageError(f"Nothing is committed yet. {NOTHING_PUSHED} {_how_to_commit(git)}")
    identity(git)
    changed = _changed(git)
    if changed:
        raise UsageError(f"Not committed: {few(changed)}. {NOTHING_PUSHED} {_how_to_commit(git)}")


def _changed(git: Git) -> list[str]:
    """What the site is made of that is not in the last commit as it is now."""
    # Without renames, as each of them would be two paths.
    status = ("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *SOURCES)
    listed = git.must_say(*status, otherwise=f"git can't tell what is committed. {NOTHING_PUSHED}")
    changed = [line[3:] for line in listed.split("\0") if line]  # a path stands behind two letters and a space
    if changed:
        return changed
    # What a repository ignores is listed nowhere, and no less uncommitted.
    if git.says("ls-files", "--error-unmatch", "--", SITE_FILE) is None:
        return [SITE_FILE]
    return []


def refuse_ignored(git: Git, tree: Tree, drafts: Container[str]) -> None:
    """Raises `UsageError` for files that would be published though git was told to leave them out."""
    listed = git.must_say(
        "ls-files", "--others", "--ignored", "--exclude-standard", "-z", "--", *SOURCES,
        otherwise=f"git can't tell what is ignored. {NOTHING_PUSHED}",
    )  # fmt: skip
    of_themes = {f"{theme.folder}/{path}" for theme in tree.themes for path in theme.files}
    published = tree.texts.keys() | tree.assets.keys() | of_themes
    found = [path for path in listed.split("\0") if path in published and path not in drafts]
    if found:
        add = shlex.join(["git", "-C", str(git.folder), "add", "-f", "--", found[0]])
        raise UsageError(
            f"git was told to ignore what would be published: {few(found)}. {NOTHING_PUSHED} Move it "
            f"elsewhere, or into a folder `_drafts`. If everyone may read it, add it and commit: {add}"
        )


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


def ref_of(branch: str) -> str:
    """A branch by its whole name."""
    return f"refs/heads/{branch}"


def few(paths: Iterable[str]) -> str:
    """The first of some paths, and how many more there are."""
    names = [visible(path) for path in paths]
    listed = ", ".join(names[:MAX_LISTED_FILES])
    more = len(names) - MAX_LISTED_FILES
    if more > 0:
        return f"{listed} and {more} more"
    return listed


def identity(git: Git) -> dict[str, str]:
    """Who commits, as git knows it; ghp-import looks for less."""
    who = git.must_say("var", "GIT_COMMITTER_IDENT", otherwise=f"git does not know who you are. {NOTHING_PUSHED}")
    name, _, rest = who.partition(" <")
    return {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": rest.partition("> ")[0]}
