"""`mentorsite build`."""

import os
import shlex
import time
from collections.abc import Mapping
from contextlib import nullcontext
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from mentorsite.cli.options import (
    Project,
    Strict,
    Url,
    Without,
    day_of_run,
    ended_by_ctrl_c,
    left_out,
    print_download_notes,
    print_notes,
    print_outputs,
    progress,
    refuse_no_address,
    refuse_no_folder,
    show,
    stop_at,
)
from mentorsite.errors import UsageError, visible

if TYPE_CHECKING:
    from mentorsite.build.pipeline import BuildOptions
    from mentorsite.build.prepare import Build

NOTHING_WRITTEN = "Nothing was written."
USUAL = "public"
"""The folder for the site, in the handbook's own."""


def build(
    project: Project = Path(),
    output: Annotated[
        Path | None, typer.Option("-o", help="The folder to write to; public/ by default.", metavar="OUT")
    ] = None,
    base_url: Url = None,
    strict: Strict = False,
    without: Without = "",
    jobs: Annotated[int | None, typer.Option(min=1, help="How many processes to use.")] = None,
    without_cache: Annotated[
        bool, typer.Option("--no-cache", help="Build everything from scratch, as on a new machine.")
    ] = False,
    profile: Annotated[bool, typer.Option("--profile", help="Show where the time goes.")] = False,
) -> None:
    """Build the site."""
    from mentorsite.build.cache import cache_of, no_cache
    from mentorsite.build.last_build import up_to_date
    from mentorsite.build.output_folder import refuse_unsafe
    from mentorsite.build.profile import READ, Stages
    from mentorsite.build.project_files import read

    start, day, formats, stages = time.perf_counter(), day_of_run(), left_out(without), Stages()
    target = output or project / USUAL
    refuse_no_address(base_url)
    refuse_unsafe(target, project)
    _refuse_sent_in(project, target, is_named=output is not None)
    refuse_no_folder(project)
    with (
        ended_by_ctrl_c(f"Nothing in {target} is half-written."),
        no_cache() if without_cache else nullcontext(cache_of(project)) as cache,
    ):
        with stages.during(READ):
            tree = read(project)
            made_of, before = up_to_date(tree, project, target, cache, base_url, sorted(formats), day)
        if before:
            show(before.problems, tree.texts)
            stop_at(before.problems, strict=strict, saying=NOTHING_WRITTEN)
            said = before.notes
            counts, of_downloads = f"{len(before.files) - 1:,} files in {target}, up to date", before.download_notes
        else:
            # Here, so that a build with nothing to do doesn't wait for it.
            from mentorsite.build.pipeline import BuildOptions, prepared
            from mentorsite.check.report import build_notes

            options = BuildOptions(cache, jobs, stages=stages)
            made = prepared(tree, options, url=base_url, without=formats, today=day)
            show(made.problems, tree.texts)
            stop_at(made.problems, strict=strict, saying=NOTHING_WRITTEN)
            said = build_notes(made.site)
            counts, of_downloads = _write(made, project, target, options, made_of, day)
    print_notes(said)
    print_download_notes(of_downloads)
    _print_others(target)
    print(f"{counts}, {time.perf_counter() - start:.2f} s")
    if profile:
        print("\n".join(stages.report()))
    print(f"Next: open {target / 'index.html'} in a browser.")


def _refuse_sent_in(project: Path, target: Path, *, is_named: bool) -> None:
    """Raises `UsageError` where git keeps what a build takes for its own: a change that someone sends in could bring
    it, with a manifest that says so. An output that is named may be kept on purpose, what stands beside it never."""
    from mentorsite.build.temporary_folders import beside
    from mentorsite.deploy.git import kept_in_git

    outputs = () if is_named else (target, Path(os.path.realpath(target)))  # git may keep what a link leads to
    for place in (*outputs, *beside(target)):
        kept = kept_in_git(project, place)
        if kept:
            raise UsageError(
                f"git keeps {visible(kept)}, so a change that someone sends in could put files into the site. "
                f"{NOTHING_WRITTEN} {_how_to_take_out(place, target, is_output=place in outputs)}"
            )


def _how_to_take_out(place: Path, target: Path, *, is_output: bool) -> str:
    """How to take an output, or what stands beside it, out of git."""
    there, name = f"git -C {shlex.quote(str(place.parent))}", shlex.quote(place.name)
    if not is_output:
        return f"Delete it: {there} rm -r -q -f {name}"
    return (
        f"Take the folder out of git, which leaves it on your disk: {there} rm -r -q --cached {name} && "
        f"echo /{name}/ >> {shlex.quote(str(place.parent / '.gitignore'))}. "
        f"If you keep the site in git on purpose, say so with -o {shlex.quote(str(target))}"
    )


def _print_others(target: Path) -> None:
    """Says which files of the output are not of this build."""
    from mentorsite.build.foreign_files import written_by_others

    others = written_by_others(target)
    if others:
        from mentorsite.check.report import others_note

        print(others_note(others, str(target)))


def _write(
    made: "Build", project: Path, target: Path, options: "BuildOptions", made_of: str, day: date
) -> tuple[str, Mapping[str, str]]:
    """Writes the site; what was done, in words, and notes on downloads."""
    from dataclasses import replace

    from mentorsite.build.pipeline import write
    from mentorsite.check.report import by_hand_note
    from mentorsite.model.output import source

    print_outputs(made)
    with progress(len(made.outputs)) as step:
        written = write(made, project, target, replace(options, step=step), made_of=made_of, day=day)
    done = written.published
    if done.by_hand:
        sources = {each.path: source(each) for each in made.outputs}
        by_hand = {path: sources.get(path, "") for path in done.by_hand}
        print(by_hand_note(by_hand, str(target), str(done.kept or "")))
    counts = f"{done.files:,} files in {target} ({done.changed:,} new or changed, {done.removed:,} removed)"
    return counts, written.download_notes
