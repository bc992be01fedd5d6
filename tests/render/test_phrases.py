"""Moments in words: each kind of them, wherever one can be written."""

from typing import get_args

from mentorsite.model.moment import Anchor
from mentorsite.model.output import DownloadOutput
from mentorsite.render import renderer
from mentorsite.render.phrases import moment_words, since_words
from mentorsite.render.site_context import SiteContext
from tests.conftest import PROGRAM, prepared
from tests.programs import plain

COHORT = """
cohorts:
  w26: {label: Winter, start: 2026-11-02, end: 2027-03-26, dates: {party: {label: Party, date: 2026-12-04}}}
check_ins:
  last: {label: Last, at: cohort end}
phases:
  prep: {label: Prep, start: 2026-10-12}
"""
MOMENTS = {
    "match": ("at your match", "from your match"),
    "cohort start": ("at the start of the cohort", "from the start of the cohort"),
    "cohort end": ("at the end of the cohort", "from the end of the cohort"),
    "phase prep": ("at the start of “Prep”", "from the start of “Prep”"),
    "check-in last": ("at “Last”", "from “Last”"),
    "date party": ("at “Party”", "from “Party”"),
    "2026-11-04": ("on 4 November 2026", "from 4 November 2026"),
}
COUNTED = {
    "2026-11-04 + 1 week": ("on 11 November 2026", "from 11 November 2026"),
    "2026-11-04 + 1200 months": ("on 4 November 2126", "from 4 November 2126"),
    "2190-01-01 + 1200 months": ("1,200 months after “1 January 2190”", "from 1,200 months after “1 January 2190”"),
    "date party - 2 days": ("2 days before “Party”", "from 2 days before “Party”"),
}


def files(moments: list[str]) -> dict[str, str]:
    """A project in which each key that takes a moment has each of some."""
    phases = "".join(f"  p{n}: {{label: P{n}, start: {each}}}\n" for n, each in enumerate(moments))
    check_ins = "".join(
        f"  c{n}: {{label: C{n}, at: {each}}}\n  s{n}: {{label: S{n}, every: 1 week, count: 2, from: {each}}}\n"
        for n, each in enumerate(moments)
    )
    program = PROGRAM + COHORT.replace("phases:\n", f"{check_ins}phases:\n") + phases + f"match: {moments[-1]}\n"
    made = {"content/index.md": "# Home", "content/programs/p.yml": program}
    for n, each in enumerate(moments):
        items = f"items: [{{text: Do it, due: {each}}}]\n"
        made[f"content/checklists/l{n}.yml"] = f"title: L{n}\ndue: {each}\n{items}"
        signed = f"sections: {{s: {{clauses: [x]}}}}\nsignatures: [mentor]\nsign_by: {each}\n"
        made[f"content/agreements/a{n}.yml"] = f"title: A{n}\n{signed}"
    return made


def test_each_kind_of_moment_is_here() -> None:
    kinds = {each.partition(" ")[0] if " " in each and "cohort" not in each else each for each in MOMENTS}
    assert kinds - {"2026-11-04"} | {"day"} == set(get_args(Anchor))


def test_a_moment_is_said_in_words() -> None:
    texts = {**MOMENTS, **COUNTED}
    build = prepared(files(list(texts)))
    program, words = build.site.programs[0].program, build.theme.words_in("en")
    for n, said in enumerate(texts.values()):
        moment = program.check_ins[f"c{n}"].at
        assert moment
        assert (moment_words(moment, program, words, "en"), since_words(moment, program, words, "en")) == said


def test_every_key_that_takes_a_moment_takes_each_kind_in_every_output() -> None:
    build = prepared(files(list(MOMENTS)))
    assert not build.fatal, build.problems
    render = renderer(SiteContext(build.site, build.theme, build.outline))
    outputs = [each for each in build.outputs if not (isinstance(each, DownloadOutput) and each.path.endswith(".pdf"))]
    made = {each.path: render(each) for each in outputs}
    page = made["programs/p/index.html"]
    assert isinstance(page, bytes)
    shown = plain(page.decode())
    for moment, since in MOMENTS.values():
        assert moment[:1].upper() + moment[1:] in shown
        assert since in shown
