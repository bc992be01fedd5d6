"""What was changed at the desk goes to where the handbook is kept: a commit, and a push where there is somewhere."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mentorsite.deploy.careful import careful_git, own_hooks, refuse_inside, refuse_own_filters, ssh_of
from mentorsite.deploy.git import RUNS_NOTHING, Git, shown, without_token
from mentorsite.deploy.github import repository
from mentorsite.deploy.since import changes_since
from mentorsite.errors import FatalError, MentorsiteError, visible
from mentorsite.loader.load import ParseAll
from mentorsite.loader.tree import SITE_FILE, SITE_TRANSLATION
from mentorsite.serve.edit.website_files import WebsiteFiles, website_files

FOLDERS = ("content", "themes", "translations")
"""What is published of a project's folder, beside site.yml and its translations. The files with which its website is
built go along once; nothing else is put into a commit.
"""
NO_QUESTIONS = {"GIT_TERMINAL_PROMPT": "0", "SSH_ASKPASS": ""}
"""Nobody sits at the terminal to answer."""
WITHOUT_GIT = (
    "This folder isn't kept in git, so nothing can be published from here. `mentorsite build` writes the handbook to "
    "the folder `public`: upload what is in it to your web server. README.md in your handbook shows how to keep it on "
    "GitHub, which publishes by itself from then on."
)


@dataclass(frozen=True, slots=True)
class Unpublished:
    """What has changed since the last commit, in sentences; `without_git` says what to do where there is no git.
    `to_know` is where it goes, and what is left out on the way."""

    sentences: tuple[str, ...] = ()
    without_git: str = ""
    to_know: tuple[str, ...] = ()


def unpublished(project: Path, *, each: ParseAll = map) -> Unpublished:
    """What would be published."""
    try:
        git = careful_git(project)
        if git.says(*RUNS_NOTHING, "rev-parse", "--is-inside-work-tree") != "true":
            return Unpublished(without_git=WITHOUT_GIT)
        if git.says(*RUNS_NOTHING, "rev-parse", "--verify", "--quiet", "HEAD") is None:
            return Unpublished(("The handbook is new.",), to_know=(*_to_know(git), *_going_along(website_files(git))))
        found = changes_since(project, each=each)
    except MentorsiteError as error:
        return Unpublished(without_git=f"{error} {WITHOUT_GIT}")
    sentences = [each.text for each in found.sentences]
    for path in found.not_compared:
        sentences.append(f"{path} was changed.")
    of_website = website_files(git)
    if of_website.new:
        sentences.append("Files that build the website are new.")
    if not sentences and _has_changed(git):
        sentences.append("Something that readers don't see was changed.")
    # files may be called by bytes that are no letters, which no page can show
    shown_sentences = tuple(visible(each) for each in (*sentences, *_waiting(git)))
    return Unpublished(shown_sentences, to_know=(*_to_know(git), *_going_along(of_website)))


def _going_along(found: WebsiteFiles) -> tuple[str, ...]:
    """Which files beside the content go along, and which do not."""
    said = []
    if found.new:
        places = dict.fromkeys("".join(name.partition("/")[:2]) for name in found.new)
        said.append(f"The files that build the website go along: {', '.join(places)}.")
    if found.strange:
        names = ", ".join(found.strange)
        said.append(
            f"Not sent: {names}. What is in them is run where the handbook is kept, and someone changed it: ask who "
            "did. If it is meant, add it with git."
        )
    return tuple(map(visible, said))


def _has_changed(git: Git) -> bool:
    paths = {*_taken(git), *_saved(git)}
    return bool(git.says(*RUNS_NOTHING, "status", "--porcelain", "--untracked-files=all", "--", *sorted(paths)))


def _to_know(git: Git) -> tuple[str, ...]:
    """Where it is sent, and that hooks which the folder brings are not run."""
    remote = _remote(git)
    if remote:
        address = without_token(git.says("remote", "get-url", "--push", remote) or "")
    else:
        address = ""
    if address:
        said = [f"It is saved with git and sent to {address}."]
    else:
        said = []
    hooks = own_hooks(git)
    if hooks:
        said.append(f"This folder has hooks of its own ({', '.join(hooks)}), which the desk doesn't run.")
    return tuple(map(visible, said))


def _taken(git: Git) -> list[str]:
    """What is published and there, or was there and has been deleted: git refuses what it knows nothing of."""
    return _published([*(each.name for each in git.folder.iterdir()), *_known(git)])


def _saved(git: Git) -> list[str]:
    """What is published of what git knows, now or in the last commit: an empty folder is nothing to it."""
    before = git.says(*RUNS_NOTHING, "ls-tree", "-z", "--name-only", "HEAD") or ""
    return _published([*_known(git), *before.split("\0")])


def _known(git: Git) -> list[str]:
    listed = git.says(*RUNS_NOTHING, "ls-files", "-z", "--cached") or ""
    return [each.partition("/")[0] for each in listed.split("\0")]


def _published(names: Iterable[str]) -> list[str]:
    found = []
    for name in sorted(set(names)):
        if name in (SITE_FILE, *FOLDERS) or SITE_TRANSLATION.fullmatch(name):
            found.append(name)
    return found


def _waiting(git: Git) -> list[str]:
    """What was saved with git and not sent yet."""
    count = git.says(*RUNS_NOTHING, "rev-list", "--count", "@{upstream}..HEAD")
    if count and count != "0":
        return [f"What was saved before waits to be sent ({count})."]
    return []


def publish(project: Path, sentence: str) -> str:
    """Commits what has changed and pushes it; gives what has become of it. Raises `FatalError` where git can't."""
    git = careful_git(project)
    refuse_own_filters(git)
    new = website_files(git).new
    git.must_say("add", "--all", "--", *_taken(git), *new, otherwise="git could not take the changes.")
    paths = [*_saved(git), *new]
    # `--quiet` fails where something differs.
    if git.says("diff", "--cached", "--quiet", "--no-ext-diff", "--no-textconv", "--", *paths) is None:
        said = ("commit", "--quiet", "--no-edit", "-m", sentence, "--", *paths)
        git.must_say(*said, otherwise="git could not save the changes, so nothing was published:")
    remote = _remote(git)
    if not remote:
        return "It is saved with git on this machine. There is nowhere to send it yet: README.md shows how to."
    branch = git.says("symbolic-ref", "--short", "HEAD") or ""
    if not branch:
        raise FatalError("It is saved, and not sent: git is on no branch. Ask who set the handbook up.")
    _push(git, remote, branch)
    return _sent(git, remote)


def _remote(git: Git) -> str:
    """Where it is sent: where the branch comes from, else the one remote that there is, `origin` among several."""
    branch = git.says("symbolic-ref", "--short", "HEAD") or ""
    own = git.says("config", f"branch.{branch}.remote")
    remotes = (git.says("remote") or "").split()
    if own in remotes:
        return str(own)
    if "origin" in remotes:
        return "origin"
    return next(iter(remotes), "")


def _push(git: Git, remote: str, branch: str) -> None:
    addresses = git.says("remote", "get-url", "--push", "--all", remote) or ""
    refuse_inside(git, addresses.splitlines())
    # The folder's settings may name another program for it (`remote.….receivepack`).
    how = ("--quiet", "--set-upstream", "--receive-pack=git-receive-pack")
    environment = {**NO_QUESTIONS, "GIT_SSH_COMMAND": ssh_of(git.folder)}
    done = git.run("push", *how, remote, f"HEAD:refs/heads/{branch}", more=environment)
    if not done.returncode:
        return
    words = done.stderr.decode("utf-8", "replace")
    if "fetch first" in words or "non-fast-forward" in words:
        raise FatalError(
            "It is saved on this machine, and not sent: someone else published meanwhile. Get their changes first "
            "(`git pull --rebase`), then publish again."
        )
    raise FatalError(f"It is saved on this machine, and could not be sent:\n{shown(done.stderr)}")


def _sent(git: Git, remote: str) -> str:
    address = git.says("remote", "get-url", remote) or ""
    found = repository(address)
    if found is None:
        return f"It is saved and sent to {without_token(address)}."
    return f"It is saved and sent to {found}. GitHub builds it now: https://{found}/actions shows how far it is."
