"""`mentorsite deploy` and `mentorsite doctor`."""

from pathlib import Path
from typing import Annotated

import typer

from mentorsite.cli.options import (
    CANNOT,
    Project,
    Without,
    day_of_run,
    ended_by_ctrl_c,
    left_out,
    print_download_notes,
    print_notes,
    print_outputs,
    progress,
    refuse_no_folder,
    show,
    stop_at,
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
    from mentorsite.build.cache import cache_of
    from mentorsite.build.last_build import BuildRecord, fingerprint_of
    from mentorsite.build.pipeline import BuildOptions, prepared
    from mentorsite.build.project_files import read
    from mentorsite.check.report import build_notes
    from mentorsite.deploy.destination import destination, refuse_ignored
    from mentorsite.deploy.last_deploy import remember, up_to_date
    from mentorsite.deploy.push import deploy as push
    from mentorsite.deploy.push import next_steps, nothing_new

    day, formats, cache = day_of_run(), left_out(without), cache_of(project)
    refuse_no_folder(project)
    with ended_by_ctrl_c(""):
        where = destination(project, remote, branch)
        tree = read(project)
        made_of = fingerprint_of(tree, project, {}, sorted(formats), day)
        before = up_to_date(where, made_of, cache)
        if before:
            show(before.problems, tree.texts)
            print_notes(before.notes)
            print_download_notes(before.download_notes)
            print(nothing_new(where))
            return
        made = prepared(tree, BuildOptions(cache), without=formats, today=day)
        show(made.problems, tree.texts)
        stop_at(made.problems, saying="Nothing was pushed.")
        refuse_ignored(where.git, tree, made.site.drafts)
        print_outputs(made)
        with progress(len(made.outputs)) as step:
            done = push(made, project, where, force=force, step=step, day=day)
    written, said = done.written, build_notes(made.site)
    record = BuildRecord(problems=made.problems, download_notes=written.download_notes, notes=said, fonts=written.fonts)
    remember(where, made_of, done.tip, record, cache)
    print_notes(said)
    print_download_notes(written.download_notes)
    print(next_steps(made, where, done))


def doctor(project: Project = Path()) -> None:
    """Show what this machine is missing for a build, and how to get it."""
    from mentorsite.cli.doctor import examine
    from mentorsite.cli.doctor_findings import can_build, diagnose

    refuse_no_folder(project)
    lines = diagnose(examine(project))
    for line in lines:
        print(f"{line.state:<7} {line.about}: {line.said}")
    if not can_build(lines):
        raise typer.Exit(CANNOT)
