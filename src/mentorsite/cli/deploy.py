"""`mentorsite deploy` and `doctor`: the way onto the web, and what this machine lacks for it."""

from pathlib import Path
from typing import Annotated

import typer

from mentorsite.cli.options import (
    CANNOT,
    Project,
    Without,
    day_of_run,
    known,
    left_out,
    progress,
    refuse_no_folder,
    stop_at,
    tell_making,
    tell_missing,
    tell_notes,
    told_when_stopped,
)


def deploy(
    project: Project = Path(),
    remote: Annotated[str, typer.Option(help="The remote to push to.", metavar="REMOTE")] = "origin",
    branch: Annotated[str, typer.Option(help="The branch that holds the site.", metavar="BRANCH")] = "gh-pages",
    force: Annotated[
        bool, typer.Option("--force", help="Replace what others put on that branch; it stays in the branch's history.")
    ] = False,
    without: Without = "",
) -> None:
    """Build the site and push it to a branch, for GitHub Pages and hosts like it."""
    from mentorsite.check.report import notes
    from mentorsite.deploy.push import deploy as push
    from mentorsite.deploy.push import destination, next_steps

    refuse_no_folder(project)
    with told_when_stopped(""):
        where = destination(project, remote, branch)
        made = known(project, without=left_out(without))
        stop_at(made.problems, saying="Nothing was pushed.")
        tell_making(made)
        with progress(len(made.outputs)) as step:
            done = push(made, project, where, force=force, step=step, day=day_of_run())
    tell_notes(notes(made.site))
    tell_missing(done.missing)
    print(next_steps(made, where, done))


def doctor(project: Project = Path()) -> None:
    """Show what this machine has and lacks, and what to do."""
    from mentorsite.cli.diagnosis import can_build, diagnose
    from mentorsite.cli.doctor import examine

    refuse_no_folder(project)
    lines = diagnose(examine(project))
    for line in lines:
        print(f"{line.state:<7} {line.about}: {line.said}")
    if not can_build(lines):
        raise typer.Exit(CANNOT)
