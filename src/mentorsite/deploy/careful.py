"""Git for a folder that may have been sent with a `.git` of its own: what that says to run is not run.

The person's own settings, those of the system and for all of their repositories, count as before: a helper for
passwords, hooks, a program that signs.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from mentorsite.deploy.git import Git, git_of
from mentorsite.errors import FatalError, UsageError

OF_FOLDER = ("local", "worktree")
"""The scopes of git of what stands in the folder's own `.git`."""
# fsmonitor and `ext::` name a program, core.gitProxy names one for git://, and a submodule has settings of its own.
ALWAYS = (
    "core.fsmonitor=false", "protocol.ext.allow=never", "protocol.git.allow=never", "gc.auto=0",
    "maintenance.auto=false", "submodule.recurse=false", "push.recurseSubmodules=no", "push.gpgSign=false",
)  # fmt: skip
"""What is asked of git whatever the settings say."""
HELPER = re.compile(r"credential(\..+)?\.helper")
FILTER = re.compile(r"filter\..+\.(clean|smudge|process)")
RUNS = re.compile(
    r"core\.(editor|pager|sshcommand|alternaterefscommand)|sequence\.editor|diff\.external|gc\.recentobjectshook"
    r"|diff\..+\.(command|textconv)|merge\..+\.driver|gpg(\..+)?\.program|gpg\.ssh\.defaultkeycommand"
    r"|remote\..+\.(receivepack|uploadpack|vcs)|hook\..+\.command|trailer\..+\.(command|cmd)"
)
"""Settings that name a program."""
USUAL = {
    "gpg.program": "gpg", "gpg.openpgp.program": "gpg", "gpg.x509.program": "gpgsm", "gpg.ssh.program": "ssh-keygen",
}  # fmt: skip
"""What git runs where nothing is said."""
PACKS = {"receivepack": "git-receive-pack", "uploadpack": "git-upload-pack"}
HOOKS = (
    "applypatch-msg", "pre-commit", "prepare-commit-msg", "commit-msg", "post-commit", "pre-push", "pre-auto-gc",
    "post-index-change", "reference-transaction",
)  # fmt: skip
"""The hooks that saving and sending would run."""
ON_HOST = re.compile(r"[a-z][a-z0-9+.-]*://|(?![A-Za-z]:[\\/])[^/\\]+:", re.IGNORECASE)
"""How an address on a host begins: with a scheme, or with `host:`, which a disk of Windows (`C:\\`) only looks like."""
Settings = Sequence[tuple[str, str]]


def careful_git(project: Path) -> Git:
    """Git for a handbook, as `git_of`, that runs nothing which the folder's own settings name."""
    git = git_of(project)
    own, users = _settings(git)
    for key, _ in own:
        # `-c` ends a key at the first `=`, so one that has it can't be said anew.
        if "=" in key and _names_program(key):
            raise UsageError(f"The settings of git in {git.folder} have {key!r}, which could run a program.")
    options: list[str] = []
    for each in (*ALWAYS, *_single(own, users), *_helpers(own, users)):
        options += ["-c", each]
    return replace(git, options=tuple(options))


def ssh_of(project: Path) -> str:
    """What connects by SSH and asks nothing: the person's own command, or the usual one."""
    _, users = _settings(git_of(project))
    said = os.environ.get("GIT_SSH_COMMAND") or dict(users).get("core.sshcommand") or "ssh"
    is_ssh = Path(said.split(" ")[0]).stem == "ssh"
    if is_ssh:
        return f"{said} -oBatchMode=yes"
    return said  # another program, as plink, has other options


def own_hooks(git: Git) -> tuple[str, ...]:
    """The hooks of the folder itself, which are not run."""
    folder = git.says("rev-parse", "--git-common-dir")
    if not folder:
        return ()
    hooks = (git.folder / folder / "hooks").resolve()
    return tuple(each for each in HOOKS if os.access(hooks / each, os.X_OK))


def refuse_own_filters(git: Git) -> None:
    """Raises `FatalError` where the folder's own settings have a program write each file anew: without it something
    else would be saved than is meant."""
    own, users = _settings(git)
    known = dict(users)
    for key, value in own:
        if FILTER.fullmatch(key) and not key.endswith(".smudge") and known.get(key) != value:
            raise FatalError(
                f"The settings of git in this folder run a program on each file (`{key}`), and the desk runs none that "
                "a folder brings. If you know it, say it for all your repositories (`git config --global`), or publish "
                "with git itself."
            )


def refuse_inside(git: Git, addresses: Sequence[str]) -> None:
    """Raises `FatalError` for a repository to send to that lies within the handbook's: its hooks would run."""
    top = git.says("rev-parse", "--show-toplevel")
    for address in addresses:
        path = address.removeprefix("file://")
        if not top or (ON_HOST.match(address) and path == address):
            continue
        if Path(os.path.realpath(git.folder / path)).is_relative_to(os.path.realpath(top)):
            raise FatalError(
                "It is saved, and not sent: it would go to a repository inside this folder, which can run programs."
            )


def _settings(git: Git) -> tuple[Settings, Settings]:
    """What git has been told: by the folder's own `.git`, and by the person; of each the last that counts is last."""
    done = git.run("config", "--list", "--show-scope", "-z")
    if done.returncode:
        raise UsageError(f"The settings of git in {git.folder} can't be read, so git was not asked.")
    said = done.stdout.decode("utf-8", "surrogateescape").split("\0")
    own: list[tuple[str, str]] = []
    users: list[tuple[str, str]] = []
    # Scopes and settings come by turns; a setting is its key, a line break, and its value.
    for scope, line in zip(said[::2], said[1::2], strict=False):
        key, _, value = line.partition("\n")
        if scope in OF_FOLDER:
            own.append((key, value))
        else:
            users.append((key, value))
    return own, users


def _names_program(key: str) -> bool:
    return any(each.fullmatch(key) for each in (HELPER, FILTER, RUNS))


def _single(own: Settings, users: Settings) -> Iterator[str]:
    """Settings that have one value: the person's own, else what runs nothing of the folder."""
    known = dict(users)
    yield f"core.hooksPath={known.get('core.hookspath', os.devnull)}"
    yield f"core.askPass={known.get('core.askpass', '')}"
    for key in dict(own):
        if RUNS.fullmatch(key) or FILTER.fullmatch(key):
            yield f"{key}={known.get(key, _usual(key))}"
        if FILTER.fullmatch(key):  # a filter that is required stops git where it has no program
            name = key.rpartition(".")[0]
            yield f"{name}.required={known.get(f'{name}.required', 'false')}"


def _usual(key: str) -> str:
    if key.startswith("remote."):
        return PACKS.get(key.rpartition(".")[2], "")
    return USUAL.get(key, "")


def _helpers(own: Settings, users: Settings) -> Iterator[str]:
    """Helpers for passwords, of which git asks one after the other: the person's own alone, in their order."""
    keys = [key for key in dict(own) if HELPER.fullmatch(key)]
    if keys:
        for key in keys:
            yield f"{key}="  # an empty one has git forget those before it
        for key, value in users:
            if HELPER.fullmatch(key):
                yield f"{key}={value}"
