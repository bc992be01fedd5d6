"""`mentorsite build`."""

import shlex
import time
from collections.abc import Mapping
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
    left_out,
    progress,
    refuse_no_address,
    refuse_no_folder,
    show,
    stop_at,
    tell_making,
    tell_missing,
    tell_notes,
    told_when_stopped,
)
from mentorsite.errors import WrongUseError, visible
from mentorsite.loader.tree import SITE_FILE

if TYPE_CHECKING:
    from mentorsite.build.pipeline import Shop
    from mentorsite.build.prepare import Build

NOTHING = "Nothing was written."
USUAL = "public"
"""The folder for the site, in the handbook's own."""


def build(
    project: Project = Path(),
    output: Annotated[Path | None, typer.Option("-o", help="Where to, else public/.", metavar="OUT")] = None,
    base_url: Url = None,
    strict: Strict = False,
    without: Without = "",
    jobs: Annotated[int | None, typer.Option(min=1, help="How many processes share the work.")] = None,
    profile: Annotated[bool, typer.Option("--profile", help="Show where the time goes.")] = False,
) -> None:
    """Make the site."""
    from mentorsite.build.cache import cache_of
    from mentorsite.build.profile import READ, Stages
    from mentorsite.build.project_files import read
    from mentorsite.build.publish import refuse_unsafe
    from mentorsite.build.state import asset_paths, is_there, last_record, see, whole_of

    start, day, formats, stages, cache = (
        time.perf_counter(),
        day_of_run(),
        left_out(without),
        Stages(),
        cache_of(project),
    )
    target = output or project / USUAL
    refuse_no_address(base_url)
    refuse_unsafe(target, project)
    if output is None:
        _refuse_sent_in(project, target)
    refuse_no_folder(project)
    with told_when_stopped(f"Nothing in {target} is half-written."):
        with stages.during(READ):
            tree = read(project)
            before = last_record(cache, project, target)
            assets = see(asset_paths(project, tree.assets), before.assets)
            whole = whole_of(tree, assets, base_url, sorted(formats), day, _plugins(tree.texts))
            unchanged = before.whole == whole and is_there(before, target)
        if unchanged:
            show(before.problems, tree.texts)
            stop_at(before.problems, strict=strict, saying=NOTHING)
            said = before.notes
            counts, missing = f"{len(before.files) - 1:,} files in {target}, as they were", before.missing
        else:
            from mentorsite.build.pipeline import Shop, prepared
            from mentorsite.check.report import notes

            shop = Shop(cache, jobs, stages=stages)
            made = prepared(tree, shop, url=base_url, without=formats, today=day)
            show(made.problems, tree.texts)
            stop_at(made.problems, strict=strict, saying=NOTHING)
            said = notes(made.site)
            counts, missing = _write(made, project, target, shop, whole, day)
            _tell_next(made, day)
    tell_notes(said)
    tell_missing(missing)
    _tell_others(target)
    print(f"{counts}, {time.perf_counter() - start:.2f} s")
    if profile:
        print("\n".join(stages.told()))
    print(f"Next: open {target / 'index.html'} in a browser.")


def _refuse_sent_in(project: Path, target: Path) -> None:
    """Raises `WrongUseError` for the usual output where git keeps files of it: a change that someone sends in could
    bring some, with a manifest that says they were ours."""
    if not target.exists():
        return
    from mentorsite.deploy.git import kept_in_git

    kept = kept_in_git(project, target)
    if kept:
        there = f"git -C {shlex.quote(str(project))}"
        raise WrongUseError(
            f"git keeps {visible(kept)}, so a change that someone sends in could put files into the site. {NOTHING} "
            f"Take the folder out of git, which leaves it on your disk: {there} rm -r -q --cached {USUAL} && "
            f"echo /{USUAL}/ >> {shlex.quote(str(project / '.gitignore'))}. "
            f"If you keep the site in git on purpose, say so with -o {shlex.quote(str(target))}"
        )


def _tell_others(target: Path) -> None:
    """Says which files of the output are not of this build."""
    from mentorsite.build.publish import written_by_others

    others = written_by_others(target)
    if others:
        from mentorsite.check.report import others_note

        print(others_note(others, str(target)))


def _tell_next(made: "Build", day: date) -> None:
    """Says from when on the site would tell another cohort's days: it does not change by itself."""
    from mentorsite.structure.current_cohort import next_front

    for entry in made.site.programs:
        found = next_front(entry.program, day)
        if found and entry.language == made.site.settings.default_language:
            when, cohort = found
            print(f"From {when} on, {entry.program.name} speaks of {cohort.label}: build again then.")


def _plugins(texts: Mapping[str, bytes]) -> tuple[tuple[str, ...], ...]:
    """The plugins of this machine, where a handbook may use one."""
    if b"plugins" not in texts.get(SITE_FILE, b""):
        return ()
    from mentorsite.build.entry_points import installed

    return installed()


def _write(
    made: "Build", project: Path, target: Path, shop: "Shop", whole: str, day: date
) -> tuple[str, Mapping[str, str]]:
    """Writes the site; what was done, in words, and the characters that no font has."""
    from dataclasses import replace

    from mentorsite.build.pipeline import write

    tell_making(made)
    with progress(len(made.outputs)) as step:
        written = write(made, project, target, replace(shop, step=step), whole=whole, day=day)
    done = written.published
    counts = f"{done.files:,} files in {target} ({done.changed:,} new or changed, {done.removed:,} removed)"
    return counts, written.missing
