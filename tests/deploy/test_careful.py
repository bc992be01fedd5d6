"""A folder that was sent in with a `.git`: publishing from the desk runs none of the programs that it names."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from mentorsite.deploy.careful import HOOKS, careful_git, ssh_of
from mentorsite.errors import FatalError, UsageError
from mentorsite.serve.edit.publish import publish, unpublished

pytestmark = pytest.mark.needs_posix
Configured = Callable[..., None]


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


@pytest.fixture
def users(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The person's own settings."""
    config = tmp_path / "gitconfig"
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.delenv("GIT_SSH_COMMAND", raising=False)
    for key, value in {"user.name": "Kit", "user.email": "kit@example.org", "init.defaultBranch": "main"}.items():
        git(tmp_path, "config", "--file", str(config), key, value)
    return config


@pytest.fixture
def project(tmp_path: Path, users: Path) -> Path:
    """A handbook in git, with a change and somewhere to send it."""
    folder = tmp_path / "handbook"
    (folder / "content").mkdir(parents=True)
    (folder / "site.yml").write_text("title: A\n")
    (folder / "content/a.md").write_text("A\n")
    git(tmp_path, "init", "--quiet", "--bare", "kept.git")
    git(folder, "init", "--quiet")
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "-m", "Begin")
    git(folder, "remote", "add", "origin", str(tmp_path / "kept.git"))
    (folder / "content/a.md").write_text("B\n")
    return folder


@pytest.fixture
def trap(tmp_path: Path) -> Path:
    """A program that leaves a trace; `tmp_path / "trace"` is there once it ran."""
    program = tmp_path / "trap.sh"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path / 'trace'}'\ncat\n")
    program.chmod(0o755)
    return program


SETTINGS = (
    "core.fsmonitor", "core.editor", "core.pager", "core.askPass", "core.sshCommand", "core.gitProxy",
    "core.alternateRefsCommand", "sequence.editor", "diff.external", "diff.x.command", "diff.x.textconv",
    "filter.x.smudge", "merge.x.driver", "gpg.program", "gpg.ssh.program", "credential.helper",
    "remote.origin.receivepack", "gc.recentObjectsHook", "hook.x.command", "trailer.x.command",
)  # fmt: skip


@pytest.mark.parametrize("setting", SETTINGS)
def test_no_program_that_the_folder_names_runs(project: Path, trap: Path, setting: str) -> None:
    (project / ".gitattributes").write_text("* filter=x diff=x merge=x\n")
    (project / "content/.gitattributes").write_text("* filter=x diff=x merge=x\n")
    git(project, "config", setting, str(trap))
    assert unpublished(project).sentences
    publish(project, "Say B")
    assert git(project.parent / "kept.git", "log", "-1", "--format=%s", "main") == "Say B"
    assert not (project.parent / "trace").exists()


@pytest.mark.parametrize("through", ["config", "include"])
def test_no_hook_of_the_folder_runs_and_that_is_told(project: Path, trap: Path, through: str) -> None:
    hooks = project / ".git/hooks"
    if through == "include":
        hooks = project / "more-hooks"
        (project / ".git/more").write_text(f"[core]\n\thooksPath = {hooks}\n\tfsmonitor = {trap}\n")
        git(project, "config", "include.path", "more")
    hooks.mkdir(exist_ok=True)
    for name in HOOKS:
        (hooks / name).symlink_to(trap)
    told = " ".join(unpublished(project).to_know)
    assert ("pre-commit" in told) == (through == "config")
    publish(project, "Say B")
    assert not (project.parent / "trace").exists()


def test_a_program_that_writes_files_anew_is_not_run_and_nothing_else_is_saved(project: Path, trap: Path) -> None:
    (project / "content/.gitattributes").write_text("* filter=x\n")
    git(project, "config", "filter.x.clean", str(trap))
    git(project, "config", "filter.x.required", "true")
    assert unpublished(project).sentences
    with pytest.raises(FatalError, match=r"filter\.x\.clean"):
        publish(project, "Say B")
    assert git(project, "log", "-1", "--format=%s") == "Begin"
    assert not (project.parent / "trace").exists()


def test_a_setting_that_could_hide_from_an_option_is_refused(project: Path, trap: Path) -> None:
    with (project / ".git/config").open("a") as config:
        config.write(f'[filter "a=b"]\n\tclean = {trap}\n')
    assert "could run a program" in unpublished(project).without_git
    with pytest.raises(UsageError, match="could run a program"):
        publish(project, "Say B")


@pytest.mark.parametrize(
    "address", ["evil.git", "./evil.git", "file://{}/evil.git", "{}/evil.git", "ext::sh -c {}/trap"]
)
def test_nothing_is_sent_to_a_repository_within_the_folder(project: Path, trap: Path, address: str) -> None:
    git(project, "init", "--quiet", "--bare", "evil.git")
    for name in ("pre-receive", "update", "post-receive"):
        (project / "evil.git/hooks" / name).symlink_to(trap)
    git(project, "config", "remote.origin.url", address.format(project))
    git(project, "config", "protocol.allow", "always")
    git(project, "config", "protocol.ext.allow", "always")
    with pytest.raises(FatalError, match=r"not sent|could not be sent"):
        publish(project, "Say B")
    assert not (project.parent / "trace").exists()


def test_the_persons_own_hooks_and_programs_run_as_ever(project: Path, users: Path, trap: Path) -> None:
    hooks = project.parent / "my-hooks"
    hooks.mkdir()
    (hooks / "pre-commit").symlink_to(trap)
    git(project, "config", "--global", "core.hooksPath", str(hooks))
    git(project, "config", "core.hooksPath", "/nowhere")
    publish(project, "Say B")
    assert (project.parent / "trace").exists()


def test_the_persons_own_helpers_for_passwords_are_asked_and_no_other(project: Path, users: Path, trap: Path) -> None:
    def filled() -> list[str]:
        given = b"protocol=https\nhost=github.com\n\n"
        said = careful_git(project).run("credential", "fill", given=given, more={"GIT_TERMINAL_PROMPT": "0"}).stdout
        return [line for line in said.decode().splitlines() if line.startswith("password")]

    git(project, "config", "--global", "credential.helper", "!echo username=kit; echo password=mine; true")
    git(project, "config", "credential.helper", "!echo username=evil; echo password=theirs; true")
    git(project, "config", "credential.https://github.com.helper", str(trap))
    assert filled() == ["password=mine"]
    assert not (project.parent / "trace").exists()


@pytest.mark.parametrize(
    ("said", "runs"),
    [
        ("", "ssh -oBatchMode=yes"),
        ("ssh -i ~/.ssh/work", "ssh -i ~/.ssh/work -oBatchMode=yes"),
        ("/opt/connect", "/opt/connect"),
    ],
)
def test_the_persons_own_way_to_connect_is_taken(project: Path, users: Path, said: str, runs: str) -> None:
    git(project, "config", "core.sshCommand", "/evil")
    if said:
        git(project, "config", "--global", "core.sshCommand", said)
    assert ssh_of(project) == runs


def test_where_it_goes_is_told_before(project: Path) -> None:
    git(project, "config", "remote.origin.url", "https://kit:token@git.example/notes.git")
    told = unpublished(project).to_know
    assert told == ("It is saved with git and sent to https://git.example/notes.git.",)
