"""`mentorsite deploy`: what is built is what is on the branch, and nobody's files are lost."""

import os
import shutil
import subprocess
from collections.abc import Callable
from io import BytesIO
from pathlib import Path

import pytest
from typer.testing import CliRunner

from mentorsite.build.manifest import MANIFEST
from mentorsite.build.pipeline import Written
from mentorsite.build.publish import Published
from mentorsite.cli import app
from mentorsite.deploy import executables
from mentorsite.deploy.destination import Destination
from mentorsite.deploy.git import Git, git_of, shown, without_token
from mentorsite.deploy.github import Repository
from mentorsite.deploy.published_branch import Branch
from mentorsite.deploy.push import Deployed, next_steps
from mentorsite.errors import MentorsiteError, UsageError
from tests.conftest import SITE, prepared

pytestmark = pytest.mark.needs_posix

Files = dict[str, str]
FAST = f"{SITE}downloads: []\nsearch: false\n"
PAGES: Files = {
    ".gitignore": "/public/\n",
    "site.yml": FAST,
    "content/index.md": "# Home\n\n[Guide](guide.md)\n",
    "content/guide.md": "# Guide\n",
    "content/a b/ü é.txt": "one\r\ntwo\n",
}
PROGRAM = """\
name: Test program
purpose: To test.
roles:
  mentor: {kind: mentor}
  mentee: {kind: mentee}
cohorts:
  spring:
    label: Spring
    status: planning
    timezone: Europe/London
    start: 2027-02-01
    end: 2027-07-30
    dates: {kickoff: {label: Kick-off, date: 2027-02-01}}
"""
DAY, LATER = "1798761600", "1799798400"
"""Two days, in seconds since 1970."""
REMOTES = "refs/remotes/origin/gh-pages"


@pytest.fixture(autouse=True)
def own_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Git as on a new machine."""
    as_on_a_new_machine(tmp_path / "gitconfig", monkeypatch)


def as_on_a_new_machine(config: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Has git know only what its owner has said: who they are and how lines end."""
    config.write_text(
        "[user]\n\tname = Robin Ö\n\temail = robin@example.org\n"
        '[init]\n\tdefaultBranch = main\n[core]\n\tautocrlf = input\n[protocol "file"]\n\tallow = always\n'
    )
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("GIT_TERMINAL_PROMPT", "0")
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", DAY)


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


def write(folder: Path, files: Files) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def commit(folder: Path, files: Files | None = None, message: str = "Change") -> None:
    write(folder, files or {})
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture(scope="module")
def committed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a handbook was committed and pushed once, to be copied: that takes five calls of git."""
    folder = tmp_path_factory.mktemp("committed")
    with pytest.MonkeyPatch.context() as patch:
        as_on_a_new_machine(folder / "gitconfig", patch)
        git(folder, "init", "-q", "--bare", "remote.git")
        git(folder, "init", "-q", "handbook")
        git(folder / "handbook", "remote", "add", "origin", (folder / "remote.git").as_uri())
        commit(folder / "handbook", PAGES)
        git(folder / "handbook", "push", "-q", "origin", "main")
    return folder


@pytest.fixture
def remote(handbook: Path) -> Path:
    """The repository that the handbook is pushed to."""
    return handbook.parent / "remote.git"


@pytest.fixture
def handbook(tmp_path: Path, committed: Path) -> Path:
    """A committed handbook whose remote has nothing else."""
    for name in ("remote.git", "handbook"):
        shutil.copytree(committed / name, tmp_path / name)
    config = tmp_path / "handbook" / ".git" / "config"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(committed.as_uri(), tmp_path.as_uri()), encoding="utf-8")
    return tmp_path / "handbook"


def mentorsite(command: str, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Runs a command in this process, which is faster, and tells what it did as another one would."""
    done = CliRunner().invoke(app, [command, *map(str, arguments)])
    failed = isinstance(done.exception, MentorsiteError)
    if done.exception and not failed and not isinstance(done.exception, SystemExit):
        raise done.exception
    status, more = (2, f"mentorsite: {done.exception}\n") if failed else (done.exit_code, "")
    return subprocess.CompletedProcess(command, status, done.stdout, done.stderr + more)


def deploy(folder: Path, *arguments: str) -> str:
    """Deploys, and gives what was said."""
    done = mentorsite("deploy", "-C", folder, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


def refused(folder: Path, *arguments: str, status: int = 2) -> str:
    """Deploys in vain, and gives what was said; nothing has changed in the remote."""
    remote = folder.parent / "remote.git"
    before = git(remote, "for-each-ref") if remote.exists() else ""
    done = mentorsite("deploy", "-C", folder, *arguments)
    assert done.returncode == status, done.stdout + done.stderr
    assert "othing was pushed" in done.stderr
    assert before == (git(remote, "for-each-ref") if remote.exists() else "")
    return done.stderr


def on_branch(remote: Path, branch: str = "gh-pages") -> dict[str, tuple[str, bytes]]:
    """Each path of a branch, with its mode and its bytes."""
    listed = [line.split("\t") for line in git(remote, "ls-tree", "-r", "-z", branch).split("\0")[:-1]]
    blobs = "".join(f"{about.split(' ')[2]}\n" for about, _ in listed).encode()
    command = ["git", "-C", str(remote), "cat-file", "--batch"]
    given = BytesIO(subprocess.run(command, input=blobs, capture_output=True, check=True).stdout)
    found = {}
    for about, path in listed:
        _, kind, size = given.readline().split()
        assert kind == b"blob"
        found[path] = (about.split(" ")[0], given.read(int(size)))
        given.readline()
    return found


def built(folder: Path) -> dict[str, tuple[str, bytes]]:
    """Each file that a build makes, in the same form."""
    done = mentorsite("build", "-C", folder)
    assert done.returncode == 0, done.stderr
    site = folder / "public"
    files = [path for path in site.rglob("*") if path.is_file()]
    mode = {False: "100644", True: "100755"}
    return {
        path.relative_to(site).as_posix(): (mode[bool(path.stat().st_mode & 0o100)], path.read_bytes())
        for path in files
    }


def tip(remote: Path, branch: str = "gh-pages") -> str:
    return git(remote, "rev-parse", branch)


def as_someone_else(tmp_path: Path, remote: Path, files: Files, branch: str = "gh-pages") -> None:
    """Another person adds files to a branch of the remote."""
    theirs = tmp_path / "theirs"
    if not theirs.exists():
        git(tmp_path, "clone", "-q", remote.as_uri(), "theirs")
    git(theirs, "fetch", "-q")
    exists = git(remote, "branch", "--list", branch)
    git(theirs, "checkout", "-q", *(("-B", branch, f"origin/{branch}") if exists else ("--orphan", branch)))
    if not exists:
        git(theirs, "rm", "-rqf", ".")
    commit(theirs, files)
    git(theirs, "push", "-q", "origin", branch)


def test_the_branch_holds_just_what_is_built(handbook: Path, remote: Path) -> None:
    (handbook / "content/a b/ü é.txt").chmod(0o755)
    commit(handbook, {".gitattributes": "* text=auto eol=crlf\n"})
    deploy(handbook)
    made = built(handbook)
    assert {".nojekyll", MANIFEST, "index.html", "a-b/ü é.txt"} <= made.keys()
    assert on_branch(remote) == made
    assert made["a-b/ü é.txt"][1] == b"one\r\ntwo\n"
    assert git(remote, "log", "-1", "--format=%cn <%ce> %s", "gh-pages").startswith(
        "Robin Ö <robin@example.org> Publish the handbook as of "
    )


def test_nothing_of_the_repository_changes_but_what_is_known_of_the_remote(handbook: Path) -> None:
    git(handbook, "branch", "gh-pages")
    before = git(handbook, "for-each-ref"), git(handbook, "symbolic-ref", "HEAD"), sorted(os.listdir(handbook))
    deploy(handbook)
    refs = "\n".join(line for line in git(handbook, "for-each-ref").splitlines() if REMOTES not in line)
    assert (refs, git(handbook, "symbolic-ref", "HEAD"), sorted(os.listdir(handbook))) == before
    assert git(handbook, "status", "--porcelain") == ""
    assert git(handbook, "rev-parse", REMOTES) == git(handbook.parent / "remote.git", "rev-parse", "gh-pages")
    git(handbook, "fsck", "--strict")


def test_a_second_time_without_a_change_nothing_is_pushed(handbook: Path, remote: Path) -> None:
    assert "Pushed" in deploy(handbook)
    before = tip(remote)
    assert "already holds just this site: nothing was pushed" in deploy(handbook)
    assert tip(remote) == before


def test_a_second_time_without_a_change_nothing_is_built(
    handbook: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    deploy(handbook)
    with monkeypatch.context() as patch:
        patch.setattr("mentorsite.deploy.push.write", lambda *_, **__: pytest.fail("it was built again"))
        assert "already holds just this site: nothing was pushed" in deploy(handbook)
    git(remote, "update-ref", "-d", "refs/heads/gh-pages")
    assert "Pushed" in deploy(handbook)
    assert on_branch(remote) == built(handbook)


def test_a_change_is_one_commit_more_and_what_is_gone_is_gone(handbook: Path, remote: Path) -> None:
    deploy(handbook)
    before = tip(remote)
    (handbook / "content/guide.md").unlink()
    commit(handbook, {"content/index.md": "# Home\n\nNew words.\n"})
    deploy(handbook)
    assert git(remote, "rev-parse", "gh-pages^") == before
    files = on_branch(remote)
    assert files == built(handbook)
    assert b"New words." in files["index.html"][1]
    assert "guide/index.html" not in files


def test_calendars_know_what_was_published_and_a_later_day_alone_changes_nothing(
    handbook: Path, remote: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit(handbook, {"content/programs/p.yml": PROGRAM})
    deploy(handbook)
    before = on_branch(remote)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", LATER)
    assert "nothing was pushed" in deploy(handbook)
    commit(handbook, {"content/programs/p.yml": PROGRAM.replace("Kick-off", "First call")})
    deploy(handbook)
    after = on_branch(remote)
    assert after["programs/p/spring.ics"] != before["programs/p/spring.ics"]
    (handbook / "content/programs/p.yml").unlink()
    commit(handbook)
    deploy(handbook)
    assert [path for path in on_branch(remote) if path.endswith(".ics")] == []


@pytest.mark.parametrize("paths", [(f"{'x' * 300}.ics",), ("a.ics", "a.ics/b.ics"), ("a.ics/b.ics", "a.ics")])
def test_calendars_that_no_disk_takes_are_named(
    handbook: Path, monkeypatch: pytest.MonkeyPatch, paths: tuple[str, ...]
) -> None:
    deploy(handbook)
    commit(handbook, {"content/guide.md": "# Other\n"})
    monkeypatch.setattr("mentorsite.deploy.push.branch_at", lambda *_: Branch(calendars=dict.fromkeys(paths, b"x")))
    assert f"at {paths[-1]}. Nothing was pushed. Delete that file on the branch" in refused(handbook)


def test_what_someone_else_put_on_the_branch_is_not_lost(handbook: Path, remote: Path, tmp_path: Path) -> None:
    deploy(handbook)
    as_someone_else(tmp_path, remote, {"photos/team.txt": "theirs", "map.txt": "theirs"})
    said = refused(handbook)
    assert "gh-pages of origin holds what mentorsite did not write: map.txt, photos/team.txt." in said
    assert "--force" in said
    deploy(handbook, "--force")
    assert on_branch(remote) == built(handbook)
    assert git(remote, "show", "gh-pages^:map.txt") == "theirs"


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"index.html": "theirs"}, "index.html"),
        ({MANIFEST: "{"}, MANIFEST),
        ({MANIFEST: '{"files": {}}'}, "404.html"),
        ({".hidden": ""}, ".hidden"),
    ],
    ids=["a page of ours that they changed", "a damaged manifest", "a manifest of nothing", "a hidden file"],
)
def test_what_is_not_as_we_wrote_it_is_someone_elses(
    files: Files, named: str, handbook: Path, remote: Path, tmp_path: Path
) -> None:
    deploy(handbook)
    as_someone_else(tmp_path, remote, files)
    assert named in refused(handbook)


def test_a_link_in_a_files_place_is_someone_elses(handbook: Path, remote: Path, tmp_path: Path) -> None:
    commit(handbook, {"content/pointer.txt": "index.html"})
    deploy(handbook)
    git(tmp_path, "clone", "-q", "--branch", "gh-pages", remote.as_uri(), "theirs")
    pointer = tmp_path / "theirs/pointer.txt"
    pointer.unlink()
    pointer.symlink_to("index.html")  # the same bytes, for git
    commit(tmp_path / "theirs")
    git(tmp_path / "theirs", "push", "-q")
    assert "did not write: pointer.txt." in refused(handbook)


def test_a_branch_that_mentorsite_never_wrote_to_is_left_alone(handbook: Path, remote: Path, tmp_path: Path) -> None:
    as_someone_else(tmp_path, remote, {f"page-{number}.html": "theirs" for number in range(9)})
    assert "page-0.html, page-1.html, page-2.html, page-3.html, page-4.html and 4 more." in refused(handbook)
    deploy(handbook, "--branch", "site")
    assert on_branch(remote, "site") == built(handbook)
    assert "page-0.html" in on_branch(remote)


def test_a_deleted_file_of_ours_comes_back(handbook: Path, remote: Path, tmp_path: Path) -> None:
    deploy(handbook)
    git(tmp_path, "clone", "-q", "--branch", "gh-pages", remote.as_uri(), "theirs")
    git(tmp_path / "theirs", "rm", "-q", "guide/index.html")
    commit(tmp_path / "theirs")
    git(tmp_path / "theirs", "push", "-q")
    deploy(handbook)
    assert on_branch(remote) == built(handbook)


def test_the_domain_of_site_yml_is_on_the_branch(handbook: Path, remote: Path) -> None:
    commit(handbook, {"site.yml": f"{FAST}url: https://mentors.example.org/\n"})
    assert "Next: open https://mentors.example.org/" in deploy(handbook)
    assert on_branch(remote)["CNAME"] == ("100644", b"mentors.example.org\n")
    assert on_branch(remote) == built(handbook)


@pytest.mark.parametrize("url", ["", "url: https://other.example.org/\n", "url: https://mentors.example.org/h/\n"])
def test_a_domain_that_was_set_on_github_is_not_lost(url: str, handbook: Path, remote: Path, tmp_path: Path) -> None:
    deploy(handbook)
    as_someone_else(tmp_path, remote, {"CNAME": "Mentors.example.org"})
    commit(handbook, {"site.yml": f"{FAST}{url}# same\n"})
    assert "Write `url: https://mentors.example.org/` into site.yml" in refused(handbook)
    commit(handbook, {"site.yml": f"{FAST}url: https://mentors.example.org/\n"})
    deploy(handbook)
    assert on_branch(remote)["CNAME"][1] == b"mentors.example.org\n"


def test_a_domain_is_given_up_only_when_that_is_asked_for(handbook: Path, remote: Path) -> None:
    commit(handbook, {"site.yml": f"{FAST}url: https://mentors.example.org/\n"})
    deploy(handbook)
    commit(handbook, {"site.yml": FAST})
    assert "has the domain mentors.example.org" in refused(handbook)
    deploy(handbook, "--force")
    assert "CNAME" not in on_branch(remote)


@pytest.mark.parametrize(
    ("files", "named"),
    [
        ({"content/guide.md": "# Other\n"}, "content/guide.md"),
        ({"content/new.md": "# New\n"}, "content/new.md"),
        ({"site.yml": f"{FAST}# changed\n"}, "site.yml"),
        ({"themes/mine/theme.yml": "name: Mine\n"}, "themes/mine/theme.yml"),
    ],
)
def test_what_is_not_committed_is_not_published(files: Files, named: str, handbook: Path) -> None:
    write(handbook, files)
    said = refused(handbook)
    assert f"Not committed: {named}." in said
    assert "add -A &&" in said


@pytest.mark.parametrize(
    ("ignored", "files"),
    [
        ("content/private/", {"content/private/pairs.md": "# Pairs\n"}),
        ("*.csv", {"content/people.csv": "name\nRobin\n"}),
        ("themes/mine/", {"themes/mine/theme.yml": "name: Mine\n"}),
        ("secret.*", {"content/a/b/secret.yml": "title: S\n", "content/a/b/secret.md": "# S\n"}),
    ],
)
def test_what_git_was_told_to_ignore_is_not_published(ignored: str, files: Files, handbook: Path, remote: Path) -> None:
    commit(handbook, {".gitignore": f"/public/\n{ignored}\n"})
    write(handbook, files)
    said = refused(handbook)
    assert "git was told to ignore what would be published" in said
    assert all(name in said for name in files if name.endswith((".md", ".csv", "theme.yml")))
    for name in files:
        git(handbook, "add", "-f", "--", name)
    git(handbook, "commit", "-q", "-m", "Publish it")
    assert "ignore" not in mentorsite("deploy", "-C", handbook).stderr


def test_what_is_ignored_and_not_published_stops_nothing(handbook: Path, remote: Path) -> None:
    commit(handbook, {".gitignore": "/public/\ndrafts/\nlater.md\n.DS_Store\n*.swp\nnotes/\n"})
    later = {"content/drafts/a.md": "# A\n", "content/later.md": "---\ntitle: L\ndraft: true\n---\n"}
    write(handbook, {**later, "content/.DS_Store": "x", "content/.a.md.swp": "x", "notes/a.md": "# A\n"})
    deploy(handbook)
    assert "later/index.html" not in on_branch(remote)


def test_files_that_no_page_is_made_of_need_not_be_committed(handbook: Path, remote: Path) -> None:
    write(handbook, {"notes.txt": "mine", "public/index.html": "old"})
    deploy(handbook)
    assert (handbook / "public/index.html").read_text() == "old"


def test_a_handbook_that_another_repository_ignores_is_not_committed(handbook: Path) -> None:
    commit(handbook, {".gitignore": "/inner/\n"})
    write(handbook / "inner", PAGES)
    done = mentorsite("deploy", "-C", handbook / "inner")
    assert done.returncode == 2
    assert "Not committed: site.yml." in done.stderr


def test_without_a_repository_nothing_is_built(tmp_path: Path) -> None:
    write(tmp_path / "x", PAGES)
    said = refused(tmp_path / "x")
    assert "not kept in a git repository" in said
    assert f"git -C {tmp_path / 'x'} init --initial-branch=main" in said


def test_without_a_commit_there_is_nothing_to_publish(tmp_path: Path) -> None:
    write(tmp_path / "x", PAGES)
    git(tmp_path / "x", "init", "-q")
    assert "Nothing is committed yet" in refused(tmp_path / "x")


def test_without_a_remote_there_is_nowhere_to_go(handbook: Path) -> None:
    git(handbook, "remote", "rename", "origin", "github")
    assert "did you mean `github`?" in refused(handbook, "--remote", "gihub")
    assert "there is github" in refused(handbook)
    git(handbook, "remote", "remove", "github")
    assert "git remote add origin https://github.com/YOUR-NAME/YOUR-REPOSITORY.git" in refused(handbook)


@pytest.mark.parametrize("remote_name", ["--upload-pack=touch x", "https://example.org/x.git", "../remote.git", ""])
def test_a_remote_is_one_that_git_knows_by_name(remote_name: str, handbook: Path) -> None:
    assert "There is no remote" in refused(handbook, f"--remote={remote_name}")


@pytest.mark.parametrize("branch", ["--force", "", "a b", "a..b", "x.lock", "/", "@{"])
def test_a_branch_that_can_not_be_is_told(branch: str, handbook: Path) -> None:
    assert "can't be the name of a branch" in refused(handbook, f"--branch={branch}")


def test_the_branch_of_the_handbooks_own_files_is_never_replaced(handbook: Path) -> None:
    assert "main holds the handbook's own files" in refused(handbook, "--branch", "main", "--force")
    git(handbook, "checkout", "-q", "--detach")
    assert "main of origin holds the handbook's own files" in refused(handbook, "--branch", "main", "--force")


def test_a_handbook_in_a_folder_of_a_repository_is_published_alone(tmp_path: Path, remote: Path) -> None:
    write(tmp_path / "whole/docs/handbook", PAGES)
    git(tmp_path / "whole", "init", "-q")
    git(tmp_path / "whole", "remote", "add", "origin", remote.as_uri())
    commit(tmp_path / "whole", {"README.md": "Read me."})
    write(tmp_path / "whole", {"README.md": "Not committed, and no part of the handbook."})
    deploy(tmp_path / "whole/docs/handbook")
    assert on_branch(remote) == built(tmp_path / "whole/docs/handbook")


@pytest.mark.parametrize("times", [1, 2])
def test_a_shallow_clone_publishes_as_a_whole_one_does(
    times: int, handbook: Path, remote: Path, tmp_path: Path
) -> None:
    if times == 2:
        deploy(handbook)
    commit(handbook, {"content/index.md": "# Home\n\nNew words.\n"})
    git(handbook, "push", "-q", "origin", "main")
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "main", remote.as_uri(), "shallow")
    assert git(tmp_path / "shallow", "rev-parse", "--is-shallow-repository") == "true"
    deploy(tmp_path / "shallow")
    assert on_branch(remote) == built(tmp_path / "shallow")
    assert git(remote, "rev-list", "--count", "gh-pages") == str(times)


def test_a_shallow_clone_of_a_branch_that_began_as_the_handbook_itself_publishes_too(
    handbook: Path, remote: Path, tmp_path: Path
) -> None:
    git(remote, "branch", "gh-pages", "main")
    git(handbook, "rm", "-q", "-r", "--cached", ".")
    git(handbook, "commit", "-q", "-m", "Empty")
    git(handbook, "push", "-q", "origin", "HEAD:gh-pages")
    git(handbook, "reset", "-q", "--hard", "origin/main")
    git(tmp_path, "clone", "-q", "--depth", "1", "--branch", "main", remote.as_uri(), "shallow")
    deploy(tmp_path / "shallow")
    assert on_branch(remote) == built(tmp_path / "shallow")


def test_a_detached_head_publishes_as_a_branch_does(handbook: Path, remote: Path) -> None:
    git(handbook, "checkout", "-q", "--detach")
    deploy(handbook)
    assert on_branch(remote) == built(handbook)


def test_a_branch_that_is_checked_out_elsewhere_is_left_as_it_is(handbook: Path, remote: Path, tmp_path: Path) -> None:
    deploy(handbook)
    git(handbook, "worktree", "add", "-q", str(tmp_path / "tree"), "gh-pages")
    commit(handbook, {"content/index.md": "# Home\n\nNew words.\n"})
    deploy(handbook)
    assert git(tmp_path / "tree", "status", "--porcelain") == ""
    assert on_branch(remote) == built(handbook)


def test_mistakes_in_the_content_stop_it_before_anything_is_pushed(handbook: Path) -> None:
    commit(handbook, {"content/index.md": "# Home\n\n[Gone](gone.md)\n"})
    assert "error[broken-link]" in refused(handbook, status=1)


def test_the_remotes_own_words_are_shown_when_it_refuses(handbook: Path, remote: Path) -> None:
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\nprintf 'closed \\033[31mtill Monday' >&2\nexit 1\n")
    hook.chmod(0o755)
    said = refused(handbook)
    assert "gh-pages of origin did not take it." in said
    assert "till Monday" in said
    assert "\x1b" not in said


def test_a_commit_that_someone_pushes_meanwhile_is_not_lost(handbook: Path, remote: Path, tmp_path: Path) -> None:
    deploy(handbook)
    git(tmp_path, "clone", "-q", "--branch", "gh-pages", remote.as_uri(), "theirs")
    commit(tmp_path / "theirs", {"theirs.txt": "theirs"})
    hook = handbook / ".git/hooks/pre-push"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\ngit -C '{tmp_path / 'theirs'}' push -q origin gh-pages\n")
    hook.chmod(0o755)
    commit(handbook, {"content/index.md": "# Home\n\nNew words.\n"})
    done = mentorsite("deploy", "-C", handbook)
    assert done.returncode == 2
    assert "Someone else has just pushed to gh-pages of origin" in done.stderr
    assert "theirs.txt" in on_branch(remote)


def test_a_remote_that_can_not_be_reached_is_told_in_gits_words(handbook: Path, tmp_path: Path) -> None:
    git(handbook, "remote", "set-url", "origin", (tmp_path / "gone.git").as_uri())
    said = refused(handbook)
    assert "origin can't be reached. Nothing was pushed." in said
    assert "git: fatal:" in said


def test_someone_whom_git_does_not_know_is_told_how_to_say_who_they_are(
    handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "gitconfig").write_text("[user]\n\tuseConfigOnly = true\n")
    said = refused(handbook)
    assert "git does not know who you are" in said
    assert "git config --global user.email" in said


def test_the_commit_is_by_whom_git_says(handbook: Path, remote: Path, tmp_path: Path) -> None:
    with (tmp_path / "gitconfig").open("a") as config:
        config.write("[committer]\n\tname = The Guild\n")
    deploy(handbook)
    assert git(remote, "log", "-1", "--format=%cn <%ce>", "gh-pages") == "The Guild <robin@example.org>"


def test_what_a_hook_says_of_another_repository_is_not_heard(
    handbook: Path, remote: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(tmp_path, "init", "-q", "other")
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "other"))
    done = mentorsite("deploy", "-C", handbook)
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY", "GIT_COMMON_DIR"):
        monkeypatch.delenv(name)
    assert done.returncode == 0, done.stderr
    assert on_branch(remote) == built(handbook)
    assert sorted(os.listdir(tmp_path / "other")) == [".git"]


@pytest.fixture
def false_git(handbook: Path, tmp_path: Path) -> Callable[[], bool]:
    """Programs called git among the handbook's files; gives whether one was run."""
    write(handbook, {"site.yml": f"{FAST}publish: [git]\n"})
    for folder in (handbook, handbook / "content"):
        (folder / "git").write_text(f"#!/bin/sh\ntouch '{tmp_path / 'was-run'}'\n")
        (folder / "git").chmod(0o755)
    commit(handbook)
    return (tmp_path / "was-run").exists


def test_a_program_called_git_in_the_handbook_is_not_run(
    handbook: Path, remote: Path, false_git: Callable[[], bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(handbook)
    monkeypatch.setenv("PATH", os.pathsep.join(["", ".", "content", str(handbook), os.environ["PATH"]]))
    done = mentorsite("deploy")
    assert (done.returncode, done.stderr) == (0, "")
    assert not false_git()
    monkeypatch.setenv("PATH", os.pathsep.join([".", str(handbook), "content"]))
    done = mentorsite("deploy")
    assert done.returncode == 2
    assert "git was not found" in done.stderr
    assert not false_git()


def test_a_program_is_found_in_path_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/tool").write_text("#!/bin/sh\n")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert executables.find("tool", tmp_path) is None
    (tmp_path / "bin/tool").chmod(0o755)
    assert executables.find("tool", tmp_path) == tmp_path / "bin/tool"
    assert executables.find("tool", tmp_path / "bin") is None
    monkeypatch.chdir(tmp_path / "bin")
    assert executables.find("tool", tmp_path) is None


def told(url: str | None, *, first: bool = True, pushed: bool = True, on_github: bool = True) -> list[str]:
    """What is said after publishing a handbook with that url."""
    site = f"{SITE}url: {url}\n" if url else SITE
    repository = Repository("Harbour", "handbook") if on_github else None
    where = Destination(Git(Path("git"), Path()), "origin", "gh-pages", None if first else "abc", repository)
    build = prepared({"site.yml": site, "content/index.md": "# Home\n"})
    return next_steps(build, where, Deployed(Written(Published(1200, 0, 0), {}), pushed, "abc")).splitlines()


def test_the_first_time_it_is_said_what_to_do_on_github_and_where_the_site_will_be() -> None:
    assert told("https://harbour.github.io/handbook/") == [
        "Pushed 1,200 files to gh-pages of origin (github.com/Harbour/handbook).",
        "Once, on GitHub: Settings, Pages, Deploy from a branch, gh-pages, / (root), Save.",
        "Next: open https://harbour.github.io/handbook/ in a few minutes.",
    ]
    assert told("https://harbour.github.io/handbook/", first=False) == [
        "Pushed 1,200 files to gh-pages of origin (github.com/Harbour/handbook).",
        "Next: open https://harbour.github.io/handbook/ in a few minutes.",
    ]


def test_a_url_that_github_does_not_serve_is_told_after_publishing() -> None:
    assert told("https://harbour.github.io/", first=False)[1:] == [
        "site.yml says `url: https://harbour.github.io/`, but GitHub serves it elsewhere: "
        "write `url: https://harbour.github.io/handbook/`.",
        "Next: open https://harbour.github.io/handbook/ in a few minutes.",
    ]


def test_without_a_url_it_is_said_where_github_serves_the_site_and_elsewhere_nothing() -> None:
    assert told(None, first=False)[1:] == ["Next: open https://harbour.github.io/handbook/ in a few minutes."]
    assert told(None, on_github=False) == ["Pushed 1,200 files to gh-pages of origin."]
    assert told("https://example.org/", pushed=False) == [
        "gh-pages of origin (github.com/Harbour/handbook) already holds just this site: nothing was pushed."
    ]


RUNS = '[core]\n\trepositoryformatversion = 0\n\tbare = false\n\tworktree = .\n\tfsmonitor = "touch {0}; false"\n'
PUSHES = '[remote "origin"]\n\turl = ext::sh -c "touch% {0}"\n[protocol "ext"]\n\tallow = always\n'
PLANTED = ("objects", "refs", "HEAD", "index")


def planted(handbook: Path, config: str) -> Path:
    """A handbook in a folder of a repository, where a change brought what looks like a repository as well."""
    folder = handbook / "hb"
    write(folder, {**PAGES, "config": config})
    commit(handbook)
    for name in PLANTED:
        found = handbook / ".git" / name
        (shutil.copytree if found.is_dir() else shutil.copy)(found, folder / name)
    return folder


@pytest.mark.parametrize("config", [RUNS, RUNS.replace("fsmonitor", "none") + PUSHES], ids=["runs", "pushes"])
@pytest.mark.parametrize("place", ["hb", "hb/docs"])
def test_what_looks_like_a_repository_to_git_runs_nothing_and_is_refused(
    config: str, place: str, handbook: Path, tmp_path: Path
) -> None:
    folder = planted(handbook, config.format(tmp_path / "ran"))
    write(handbook / place, PAGES)
    done = mentorsite("deploy", "-C", handbook / place)
    assert not (tmp_path / "ran").exists()
    assert done.returncode == 2
    assert f"{folder} has HEAD, objects, refs, so git takes it for a repository" in done.stderr


def test_git_itself_takes_nothing_for_a_repository_but_what_is_called_so(handbook: Path, tmp_path: Path) -> None:
    folder = planted(handbook, RUNS.format(tmp_path / "ran"))
    program = git_of(handbook).program
    assert Git(program, folder).says("status") is None
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("names", [("HEAD", "objects/x", "refs/x"), ("HEAD", "commondir"), ("HEAD", "refs/x"), ("x",)])
def test_a_folder_looks_like_a_repository_by_what_git_goes_by(names: tuple[str, ...], tmp_path: Path) -> None:
    write(tmp_path, dict.fromkeys(names, "ref: refs/heads/main"))
    (tmp_path / "hb").mkdir()
    if len(names) == 3 or "commondir" in names:
        with pytest.raises(UsageError, match="A change may have brought it"):
            git_of(tmp_path / "hb")
        (tmp_path / "hb" / ".git").mkdir()
    assert git_of(tmp_path / "hb").folder == tmp_path / "hb"


def process_that_ended() -> int:
    done = subprocess.Popen(["true"])
    done.wait()
    return done.pid


def test_branches_and_folders_of_a_killed_deploy_go_with_the_next(
    handbook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(temporary))
    gone, here = process_that_ended(), os.getpid()
    left = ["mentorsite-deploy-0123abcd", f"mentorsite-deploy-{gone}-0123abcd"]
    kept = [f"mentorsite-deploy-{here}-0123abcd", "mentorsite-deploy-notes", "mentorsite-deployment"]
    for name in (*left, *kept):
        git(handbook, "branch", name)
    folders = {
        f"mentorsite-deploy-{gone}-x": 1,
        f"mentorsite-deploy-{gone}-new": None,
        f"mentorsite-deploy-{here}-x": 1,
    }
    for name, written in {**folders, "mentorsite-deploy-notes-x": 1}.items():
        (temporary / name / "site").mkdir(parents=True)
        if written:
            os.utime(temporary / name, (written, written))
    deploy(handbook)
    branches = git(handbook, "for-each-ref", "--format=%(refname:short)", "refs/heads").split()
    assert sorted(each for each in branches if "mentorsite" in each) == sorted(kept)
    folders.pop(f"mentorsite-deploy-{gone}-x")
    assert {each.name for each in temporary.iterdir()} == {*folders, "mentorsite-deploy-notes-x"}


@pytest.mark.parametrize("address", ["https://robin:{}@localhost:9/x.git", "https://{}@localhost:9/x.git"])
def test_a_token_in_an_address_is_in_no_message(address: str, handbook: Path) -> None:
    token = "ghp_0123456789secret"
    git(handbook, "remote", "set-url", "origin", address.format(token))
    said = refused(handbook)
    assert "localhost:9" in said
    assert token not in said
    for command in (["deploy", "--remote", address.format(token)], ["doctor"]):
        done = mentorsite(command[0], "-C", handbook, *command[1:])
        assert token not in done.stdout + done.stderr


def test_a_token_is_taken_out_of_what_git_says() -> None:
    said = (
        b"fatal: unable to access 'https://robin:s3cr@t:x@host.example/ab.git/': no\nssh://git@host/x "
        b"http://host.example/@me"
    )
    assert shown(said).splitlines() == [
        "  git: fatal: unable to access 'https://host.example/ab.git/': no", "  git: ssh://host/x http://host.example/@me"
    ]  # fmt: skip


ADDRESSES = {
    "https://host.example/x.git?private_token=SECRET": "https://host.example/x.git?…",
    "https://host.example?private_token=SEC@RET#SECRET": "https://host.example?…",
    "https://host/x#SECRET": "https://host/x?…",
    "https://robin:SEC/RET@host.example/x.git": "https://host.example/x.git",
    "https://robin:SEC/RET@host/x": "https://host/x",
    "https://SEC/RET@host:8080/x": "https://host:8080/x",
    "https://ro@bin:SEC/R?ET@host/x": "https://…",
    "https://robin:SEC?RET@host/x": "https://host/x",
    "https://robin:SECRET@[::1]:9/x": "https://[::1]:9/x",
    "https://robin:SECRET": "https://…",
    "https://host.example/x/y": "https://host.example/x/y",
}


@pytest.mark.parametrize(("address", "open"), ADDRESSES.items())
def test_an_address_says_its_host_and_path_alone(address: str, open: str) -> None:
    assert without_token(f"to '{address}' it") == f"to '{open}' it"
