"""Runs git on the repository of a handbook."""

import os
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from mentorsite.deploy import executables
from mentorsite.errors import FatalError, MissingToolError, UsageError, visible

MISSING = (
    "git was not found on this machine. Install it from git-scm.com, or publish from GitHub itself: see README.md."
)
SENT_IN = (
    "{} has {}, so git takes it for a repository of its own, whose settings can run programs. A change may have "
    "brought it, so git was not asked, and nothing was pushed. Delete them, or give them other names."
)
ADDRESS = re.compile(r"\b([a-z][a-z0-9+.-]{0,20}://)([^\s'\"<>]+)", re.IGNORECASE)
HOST = re.compile(r"(?P<name>[\w.-]+|\[[\da-f:.]+\])(?::\d*)?(?=[/?#]|$)", re.IGNORECASE)
"""A host, with a port or without, up to the path."""
NO_BARE_REPOSITORY = ("-c", "safe.bareRepository=explicit")
"""Asks git to take no folder for a repository that isn't called `.git`; before 2.38 it doesn't listen."""
LOOKS_BARE = (("HEAD", "objects", "refs"), ("HEAD", "commondir"))
"""By what git takes a folder for a repository, whatever it is called."""
RUNS_NOTHING = ("-c", "core.fsmonitor=false", "-c", "protocol.allow=never", *NO_BARE_REPOSITORY)
"""Asks git to run and fetch nothing, whatever the settings of a repository that others sent in say."""
REPOSITORY_SAID = frozenset(
    {
        "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_INDEX_VERSION", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR",
        "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_NAMESPACE", "GIT_PREFIX", "GIT_CONFIG", "GIT_GRAFT_FILE",
        "GIT_IMPLICIT_WORK_TREE", "GIT_INTERNAL_SUPER_PREFIX", "GIT_NO_REPLACE_OBJECTS", "GIT_REPLACE_REF_BASE",
        "GIT_SHALLOW_FILE", "GIT_QUARANTINE_PATH", "GIT_LITERAL_PATHSPECS", "GIT_GLOB_PATHSPECS",
        "GIT_NOGLOB_PATHSPECS", "GIT_ICASE_PATHSPECS",
    }
)  # fmt: skip
"""What a hook or an alias of git tells of another repository, or of how to read paths."""


@dataclass(frozen=True, slots=True)
class Git:
    """Git, and the folder of the handbook that it is asked about; `options` are said before each question."""

    program: Path
    folder: Path
    options: tuple[str, ...] = ()

    def run(
        self,
        *arguments: str,
        given: bytes = b"",
        into: IO[bytes] | None = None,
        more: Mapping[str, str] | None = None,
    ) -> "subprocess.CompletedProcess[bytes]":
        """What git answers, whether it succeeds or not; a long answer goes into a file."""
        command = [str(self.program), *NO_BARE_REPOSITORY, *self.options, "-C", str(self.folder), *arguments]
        out, err = into or subprocess.PIPE, subprocess.PIPE
        try:
            return subprocess.run(  # noqa: S603 - the program stands outside the handbook, the arguments come from here
                command, env=self.environment(more), input=given, stdout=out, stderr=err, check=False
            )
        except OSError as error:
            raise FatalError(f"{self.program} can't run: {error.strerror or error}. Nothing was pushed.") from error

    def says(self, *arguments: str) -> str | None:
        """What git answers in words; None when it fails."""
        done = self.run(*arguments)
        if done.returncode:
            return None
        return text(done.stdout)

    def must_say(self, *arguments: str, otherwise: str) -> str:
        """What git answers in words; raises `FatalError` with what it said instead."""
        done = self.run(*arguments)
        if done.returncode:
            raise FatalError(f"{otherwise}\n{shown(done.stderr)}")
        return text(done.stdout)

    def environment(self, more: Mapping[str, str] | None = None) -> dict[str, str]:
        """The environment without what tells of another repository, and with a safe PATH."""
        kept = {key: value for key, value in os.environ.items() if key not in REPOSITORY_SAID}
        path = os.pathsep.join([str(self.program.parent), *executables.folders(self.folder)])
        return {**kept, "PATH": path, **(more or {})}


def git_of(project: Path) -> Git:
    """Git for a handbook; raises `MissingToolError` where there is none, and `UsageError` where git would take a
    folder for the repository that a change can bring, with settings that run programs and say where to push."""
    program = executables.find("git", project)
    if program is None:
        raise MissingToolError(MISSING)
    if found := _looks_bare(Path(os.path.realpath(project))):
        folder, names = found
        raise UsageError(SENT_IN.format(folder, ", ".join(names)))
    return Git(program, project)


def _looks_bare(folder: Path) -> tuple[Path, tuple[str, ...]] | None:
    """The folder that git would take for a repository before it comes to a `.git`, and by what."""
    for above in (folder, *folder.parents):
        if os.path.lexists(above / ".git"):
            return None
        for names in LOOKS_BARE:
            if all(os.path.lexists(above / name) for name in names):
                return above, names
    return None


def kept_in_git(project: Path, place: Path) -> str:
    """What git keeps of a file, link or folder; nothing where it keeps nothing of it, or where git can't tell."""
    program = executables.find("git", project)
    if program is None or not os.path.lexists(place):
        return ""
    folder = Path(os.path.realpath(place.parent))
    # The system may take letters of either case for the same: git knows a file by those it was added with.
    asked = ("ls-files", "-z", "--", f":(icase,literal){place.name}")
    for path in _asked(Git(program, project), folder, *asked).split("\0"):
        if path and _is_same(folder / path.split("/")[0], place):
            return path
    return ""


def ignores(project: Path, place: Path, *, folder: bool = True) -> bool | None:
    """Whether git leaves out the folder or the file at a place; None where that is in no repository, or there is no
    git."""
    program = executables.find("git", project)
    above = next(_with_repository(place.parent), None)
    if program is None or above is None:
        return None
    asked_for = f"{place}/" if folder else str(place)  # a folder that isn't there yet is known by the slash at its end
    asked = Git(program, project).run(*RUNS_NOTHING, "-C", str(above), *_named(above), "check-ignore", "-q", asked_for)
    return asked.returncode == 0


def ignored(project: Path, names: Iterable[str]) -> tuple[str, ...]:
    """Which of some files of a handbook git leaves out; none where there is no repository, or no git."""
    program = executables.find("git", project)
    folder = Path(os.path.realpath(project))
    above = next(_with_repository(folder), None)
    if program is None or above is None:
        return ()
    question = (*RUNS_NOTHING, "-C", str(folder), *_named(above), "check-ignore", "-z", "--stdin")
    asked = Git(program, project).run(*question, given=os.fsencode("".join(f"{name}\0" for name in names)))
    return tuple(name for name in os.fsdecode(asked.stdout).split("\0") if name)


def _asked(git: Git, folder: Path, *question: str) -> str:
    """What git says of a folder, without what that may hold itself: a change can bring what looks like a repository
    to git, but no `.git`."""
    for above in _with_repository(folder):
        said = git.says(*RUNS_NOTHING, "-C", str(folder), *_named(above), *question)
        if said is not None:
            return said
    return ""


def _with_repository(folder: Path) -> Iterator[Path]:
    """The folders with a `.git` that a folder is or lies in, the innermost first."""
    for above in (folder, *folder.parents):
        if os.path.lexists(above / ".git"):
            yield above


def _named(top: Path) -> tuple[str, str]:
    """How git is told which repository is meant, so that it looks for none itself."""
    return f"--git-dir={top / '.git'}", f"--work-tree={top}"


def _is_same(one: Path, other: Path) -> bool:
    """Whether two names are of one file, link or folder."""
    return os.path.lexists(one) and os.path.samestat(one.lstat(), other.lstat())


def text(said: bytes) -> str:
    """What git said, without the end of its last line; bytes that are no UTF-8 stay what they are."""
    return os.fsdecode(said).strip("\r\n")


def without_token(said: str) -> str:
    """A text whose addresses say neither a name, a password nor a query: each may be a token."""
    return ADDRESS.sub(lambda found: found[1] + _open_part(found[2]), said)


def _open_part(rest: str) -> str:
    """The host and the path of an address; nothing where it can't be told which part is the host."""
    start = _host_at(rest)
    if start is None:
        return "…"
    path, sign, _ = rest[start:].replace("#", "?", 1).partition("?")
    if sign:
        return f"{path}?…"
    return path


def _host_at(rest: str) -> int | None:
    """Where the host begins: behind the last `@` that a host follows, for a password may have an `@` or a `/`."""
    first = HOST.match(rest)
    is_host = first and ("@" not in rest or "." in first["name"] or rest[first.end() :].startswith(("?", "#")))
    if is_host:
        return 0
    before_query = rest.partition("?")[0]
    if "@" in before_query:
        searched = before_query
    else:
        searched = rest  # a password may have a question mark, too
    signs = []
    for place, sign in enumerate(searched):
        if sign == "@":
            signs.append(place + 1)
    for place in reversed(signs):
        if HOST.match(rest, place):
            return place
    return None


def shown(said: bytes) -> str:
    """What git said, as it can stand on a terminal, each line set in and without a token."""
    lines = without_token(said.decode("utf-8", "replace")).splitlines()
    return "\n".join(f"  git: {visible(line)}" for line in lines if line.strip())
