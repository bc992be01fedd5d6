"""What changed in a handbook since a commit: the old files come from git, the new ones from the disk."""

import hashlib
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mentorsite.build.project_files import read
from mentorsite.check.changes.as_typed import site_as_typed
from mentorsite.check.changes.handbook import ChangeSentence, changes, not_compared
from mentorsite.deploy.careful import careful_git
from mentorsite.deploy.git import RUNS_NOTHING, Git, shown
from mentorsite.errors import UsageError
from mentorsite.loader.load import ParseAll
from mentorsite.loader.tree import SITE_TRANSLATION, Tree

TAKEN = ("content/", "themes/")
"""The folders whose files are compared, beside site.yml and its translations."""

NO_FOLDER = "git can't tell where in its repository the handbook is."


@dataclass(frozen=True, slots=True)
class ChangesSince:
    """What changed, in sentences; and the files that could not be compared, since one of their versions has errors."""

    sentences: tuple[ChangeSentence, ...]
    not_compared: tuple[str, ...]


def changes_since(project: Path, since: str = "HEAD", *, each: ParseAll = map) -> ChangesSince:
    """What changed in a handbook since a commit, a branch or a tag of its repository; since the last commit, if none
    is named. Nothing is written but to a temporary folder.

    Raises `MissingToolError` where there is no git, and `UsageError` where git doesn't know what is named.
    """
    git = careful_git(project)
    commit = _commit(git, since)
    with tempfile.TemporaryDirectory(prefix="mentorsite-") as folder:
        old = Path(folder)
        _unpack(git, commit, old)
        before, files_before = read(old), _digests(old)
    after, files_after = read(project), _digests(project)
    was, now = site_as_typed(before, each=each), site_as_typed(after, each=each)
    others_before, others_after = (_others(digests, before, after) for digests in (files_before, files_after))
    found = changes(was, now, files_before=others_before, files_after=others_after)
    changed = set()
    for path in not_compared(was, now):
        if files_before.get(path) != files_after.get(path):
            changed.add(path)
    return ChangesSince(found, tuple(sorted(changed)))


def tree_at(project: Path, commit: str) -> Tree:
    """A handbook as it was at a commit. Raises `UsageError` where git doesn't know it."""
    git = careful_git(project)
    with tempfile.TemporaryDirectory(prefix="mentorsite-") as folder:
        _unpack(git, _commit(git, commit), Path(folder))
        return read(Path(folder))


def _commit(git: Git, since: str) -> str:
    if since.startswith("-"):
        raise UsageError(f"--since {since}: write the name of a commit, a branch or a tag.")
    if git.says(*RUNS_NOTHING, "rev-parse", "--git-dir") is None:
        raise UsageError(f"{git.folder} is in no git repository, so nothing is known of how it was before.")
    done = git.run(*RUNS_NOTHING, "rev-parse", "--verify", "--quiet", f"{since}^{{commit}}")
    if done.returncode:
        if since == "HEAD":
            first = "there is no commit yet"
        else:
            first = f"git knows no commit, branch or tag `{since}`"
        raise UsageError(f"Nothing to compare with: {first}.")
    return done.stdout.decode("ascii").strip()


def _unpack(git: Git, commit: str, folder: Path) -> None:
    """Puts the handbook as it was into a folder: its regular files alone."""
    top = git.must_say(*RUNS_NOTHING, "rev-parse", "--show-toplevel", otherwise=NO_FOLDER)
    below = git.must_say(*RUNS_NOTHING, "rev-parse", "--show-prefix", otherwise=NO_FOLDER)
    with tempfile.TemporaryFile() as archive:
        # git asks to be at the top for an archive of a folder
        done = git.run(*RUNS_NOTHING, "-C", top, "archive", "--format=tar", f"{commit}:{below}", into=archive)
        if done.returncode:
            raise UsageError(f"git can't give the handbook as it was at {commit[:10]}:\n{shown(done.stderr)}")
        archive.seek(0)
        with tarfile.open(fileobj=archive) as files:
            members = []
            for each in files:
                if each.isfile() and _is_of_handbook(each.name):  # a link could lead out of the folder
                    members.append(each)
            files.extractall(folder, members=members, filter="data")


def _is_of_handbook(path: str) -> bool:
    return path.startswith(TAKEN) or path == "site.yml" or SITE_TRANSLATION.fullmatch(path) is not None


def _digests(project: Path) -> dict[str, str]:
    """A digest of each file of a handbook, by its path."""
    return {path: hashlib.sha256(file.read_bytes()).hexdigest() for path, file in _files(project)}


def _files(project: Path) -> Iterator[tuple[str, Path]]:
    for file in sorted(project.glob("site*.yml")):
        yield file.name, file
    for folder in TAKEN:
        for file in sorted((project / folder).rglob("*")):
            path = PurePosixPath(file.relative_to(project).as_posix())
            is_hidden = any(part.startswith(".") for part in path.parts)
            if file.is_file() and not file.is_symlink() and not is_hidden:
                yield str(path), file


def _others(digests: Mapping[str, str], before: Tree, after: Tree) -> dict[str, str]:
    """The digests of what is not understood, as pictures and the files of a theme."""
    texts = {*before.texts, *after.texts}
    return {path: digest for path, digest in digests.items() if path not in texts}
