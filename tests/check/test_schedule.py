"""Days and hours that can't be told, or can't be meant, are problems; all others are none."""

import time as clock

import pytest

from mentorsite.errors import Problem, mistakes
from tests.conftest import PROGRAM, prepared

CODES = (
    "circular-moment",
    "unresolved-moment",
    "no-timezone",
    "missing-hour",
    "doubled-hour",
    "outside-cohort",
    "long-cohort",
)
DATES = "cohorts: {c: {label: C, status: open, start: 2027-02-01, end: 2027-07-30}}\n"


def found(more: str, files: dict[str, str] | None = None) -> list[Problem]:
    build = prepared({"content/programs/p.yml": PROGRAM + more, "content/index.md": "# Home", **(files or {})})
    assert build.site.programs, build.problems
    return list(build.problems)


def codes(more: str) -> list[str]:
    return [each.code for each in found(more)]


@pytest.mark.parametrize(
    ("more", "circle"),
    [
        ("check_ins: {a: {label: A, at: check-in a + 1 day}}\n", "check-in `a` → check-in `a`"),
        (
            "check_ins: {a: {label: A, at: check-in b}, b: {label: B, at: check-in a + 1 day}}\n",
            "check-in `a` → check-in `b` → check-in `a`",
        ),
        (
            "phases: {p: {label: P, start: phase q, duration: 1 week}, q: {label: Q}}\n",
            "phase `p` → phase `q` → phase `p`",
        ),
    ],
)
def test_moments_told_in_a_circle_are_one_problem_that_names_the_circle(more: str, circle: str) -> None:
    due = {"content/checklists/c.yml": "title: C\ndue: check-in a\nitems: [x]\n"} if "check_ins" in more else {}
    (problem,) = found(DATES + more, due)
    assert (problem.code, problem.fatal) == ("circular-moment", True)
    assert circle in problem.message
    assert problem.path == "content/programs/p.yml"
    assert "cohort start" in problem.hint


def test_a_long_chain_of_moments_is_no_circle_and_quick_to_tell() -> None:
    chain = "".join(f"  c{n}: {{label: C, at: check-in c{n - 1}}}\n" for n in range(1, 500))
    assert codes(f"{DATES}check_ins:\n  c0: {{label: C, at: cohort start}}\n{chain}") == []


@pytest.mark.parametrize(
    ("cohort", "moment", "said", "write"),
    [
        ("status: open", "cohort start", "no `start`", "`start: <day>`"),
        ("status: running, start: 2027-02-01", "cohort end - 1 week", "no `end`", "`end: <day>`"),
        ("status: closed, dates: {gala: {label: Gala}}", "date gala", "`gala` has no date", "`date`"),
        ("status: open", "check-in vague + 1 day", "check-in `vague` does not say", "`at:"),
        ("status: open", "phase late", "phase `early` does not say", "`start:"),
        ("status: open, start: 2150-01-01", "check-in far", "2199", "smaller"),
    ],
)
def test_a_moment_without_a_day_in_a_cohort_past_planning_says_what_is_missing(
    cohort: str, moment: str, said: str, write: str
) -> None:
    more = (
        f"cohorts: {{c: {{label: Spring, {cohort}}}}}\n"
        "phases: {early: {label: E, duration: 1 week}, late: {label: L}}\n"
        "check_ins:\n  vague: {label: V, every: 1 week}\n"
        "  far: {label: F, at: match}\n"
        f"  it: {{label: I, at: {moment}}}\n"
    ).replace("at: match" if "far" in moment else "~", "at: cohort start + 1200 months")
    if "far" in moment:
        more = more.replace("start: 9000", "start: 9990")
    problem = found(more)[-1]
    assert (problem.code, problem.fatal) == ("unresolved-moment", True)
    assert said in problem.message
    assert "Spring" in problem.message
    assert write in problem.hint


@pytest.mark.parametrize("status", ["planning", "archived"])
def test_a_cohort_in_planning_or_archived_may_leave_moments_open(status: str) -> None:
    assert (
        codes(f"cohorts: {{c: {{label: C, status: {status}}}}}\ncheck_ins: {{i: {{label: I, at: cohort end}}}}\n") == []
    )


def test_what_is_told_from_the_match_is_always_fine() -> None:
    more = "cohorts: {c: {label: C, status: open}}\ncheck_ins: {i: {label: I, every: 1 week, from: match + 3 days}}\n"
    form = "title: C\ndue: match + 1 day\nitems: [{text: x, due: check-in i + 1 week}]\n"
    assert found(more, {"content/checklists/c.yml": form}) == []


def test_one_moment_is_one_problem_however_many_cohorts_lack_it() -> None:
    cohorts = "".join(f"  c{n}: {{label: Round {n}, status: open}}\n" for n in range(5))
    (problem,) = found(f"cohorts:\n{cohorts}check_ins: {{i: {{label: I, at: cohort end}}}}\n")
    assert "`Round 0`, `Round 1`, `Round 2` and 2 more" in problem.message
    assert (problem.line, problem.column) == (12, 31)


def test_a_date_that_another_cohort_has_is_unresolved_in_this_one() -> None:
    more = "cohorts: {a: {label: A, dates: {gala: {label: G, date: 2027-01-01}}}, b: {label: B, status: open}}\n"
    (problem,) = found(f"{more}check_ins: {{i: {{label: I, at: date gala}}}}\n")
    assert problem.code == "unresolved-moment"
    assert "`B`: it has no date `gala`" in problem.message


def test_a_form_is_due_on_a_day_of_the_cohort_too() -> None:
    form = {"content/agreements/a.yml": "title: A\nsignatures: mentor\nsign_by: cohort start + 2 weeks\n"}
    (problem,) = found("cohorts: {c: {label: C, status: open}}\n", form)
    assert (problem.path, problem.line, problem.code) == ("content/agreements/a.yml", 3, "unresolved-moment")
    assert found(DATES, form) == []


def test_an_unknown_name_is_told_once_and_not_as_unresolved() -> None:
    assert codes(DATES + "check_ins: {i: {label: I, at: date nothing}}\n") == ["unknown-reference"]


@pytest.mark.parametrize(
    "more",
    [
        'cohorts: {c: {label: C, dates: {d: {label: D, date: 2027-01-01, time: "18:00"}}}}\n',
        'cohorts: {c: {label: C, start: 2027-01-01}}\ncheck_ins: {d: {label: D, at: cohort start, time: "18:00"}}\n',
    ],
)
def test_an_hour_needs_a_time_zone(more: str) -> None:
    (problem,) = found(more)
    assert (problem.code, problem.fatal) == ("no-timezone", True)
    assert "`D`" in problem.message
    assert "Europe/London" in problem.hint
    assert codes(more.replace("label: C,", "label: C, timezone: Europe/London,")) == []
    assert codes(more.replace("label: C,", "label: C, status: archived,")) == []


@pytest.mark.parametrize(
    ("day", "hour", "expected"),
    [
        ("2027-03-28", "01:30", ["missing-hour"]),
        ("2027-03-28", "02:00", []),
        ("2027-03-27", "01:30", []),
        ("2027-10-31", "01:30", ["doubled-hour"]),
        ("2027-10-31", "02:00", []),
    ],
)
def test_an_hour_that_the_clocks_skip_or_double_is_told(day: str, hour: str, expected: list[str]) -> None:
    event = f'{{label: Call, date: {day}, time: "{hour}"}}'
    problems = found(f"cohorts: {{c: {{label: C, timezone: Europe/London, dates: {{d: {event}}}}}}}\n")
    assert [each.code for each in problems] == expected
    assert [each.fatal for each in problems] == [code == "missing-hour" for code in expected]
    assert all(day in each.message for each in problems)


def test_a_skipped_hour_is_answered_with_one_that_there_is() -> None:
    event = '{label: Call, date: 2027-03-28, time: "01:30"}'
    (problem,) = found(f"cohorts: {{c: {{label: C, timezone: Europe/London, dates: {{d: {event}}}}}}}\n")
    assert '"02:30"' in problem.hint


def test_a_check_in_that_meets_a_skipped_hour_is_told_once() -> None:
    cohort = "{label: C, timezone: Europe/London, start: 2027-03-21, end: 2029-12-30}"
    check_in = '{label: I, every: 1 week, from: cohort start, time: "01:30"}'
    more = f"cohorts: {{a: {cohort}, b: {cohort.replace('C', 'D')}}}\ncheck_ins: {{i: {check_in}}}\n"
    assert sorted(codes(more)) == ["doubled-hour", "missing-hour"]


def test_a_skipped_hour_names_every_cohort_that_has_none() -> None:
    labels = {
        "NY": "America/New_York",
        "Chicago": "America/Chicago",
        "Kolkata": "Asia/Kolkata",
        "Denver": "US/Mountain",
    }
    cohorts = ", ".join(
        f"{label}: {{label: {label}, timezone: {zone}, start: 2027-03-07, end: 2027-03-21}}"
        for label, zone in labels.items()
    )
    check_in = '{label: I, every: 1 week, from: cohort start, time: "02:30"}'
    (problem,) = found(f"cohorts: {{{cohorts}}}\ncheck_ins: {{i: {check_in}}}\n")
    assert "`NY`" in problem.message
    assert problem.message.endswith("likewise in `Chicago`, `Denver`")


@pytest.mark.parametrize(
    ("end", "expected"),
    [("2072-07-30", ["45 years"]), ("2037-02-02", ["10 years"]), ("2032-07-30", []), ("2027-07-30", [])],
)
def test_a_cohort_of_many_years_is_advice(end: str, expected: list[str]) -> None:
    problems = found(f"cohorts: {{c: {{label: C, start: 2027-02-01, end: {end}}}}}\n")
    assert [each.message.removeprefix("the cohort `C` goes on for ") for each in problems] == expected
    assert not any(each.fatal for each in problems)


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ("date: 2026-02-01", "365 days before the start"),
        ("date: 2028-07-29", "365 days after the end"),
        ("date: 2027-07-01, end: 2028-07-29", "365 days after the end"),
        ("date: 2026-06-01", "245 days before the start"),
        ("date: 2026-08-31", ""),
        ("date: 2028-01-30", ""),
    ],
)
def test_a_day_far_from_its_cohort_is_advice(event: str, expected: str) -> None:
    cohort = f"start: 2027-02-01, end: 2027-07-30, dates: {{d: {{label: D, {event}}}}}"
    problems = found(f"cohorts: {{c: {{label: C, {cohort}}}}}\n")
    assert [each.code for each in problems] == (["outside-cohort"] if expected else [])
    assert all(expected in each.message and not each.fatal for each in problems)
    assert codes(f"cohorts: {{c: {{label: C, status: archived, {cohort}}}}}\n") == []


@pytest.mark.parametrize(
    ("check_in", "code", "said"),
    [
        ("every: 3 months, count: 3, from: cohort start", "outside-cohort", "2 days after the end"),
        ("every: 1 week, count: 30, from: match", None, ""),
        ("at: cohort start + 30 weeks", "outside-cohort", "31 days after the end"),
        ("at: cohort end + 4 weeks", None, ""),
        ("at: cohort end + 52 weeks", "outside-cohort", "364 days after the end"),
        ("every: 1 week, count: 26, from: cohort start", None, ""),
        ("every: 1 week, from: cohort start, except: 2027-01-01 to 2027-12-31", "empty-series", "no meeting"),
        ("every: 1 week, from: cohort end + 1 week", "empty-series", "no meeting"),
    ],
)
def test_a_meeting_after_the_end_and_a_series_without_one_are_advice(
    check_in: str, code: str | None, said: str
) -> None:
    cohort = "start: 2027-02-01, end: 2027-07-30"
    cohorts = f"cohorts: {{a: {{label: A, {cohort}}}, b: {{label: B, {cohort}}}}}\n"
    problems = found(f"{cohorts}check_ins: {{m: {{label: M, {check_in}}}}}\n")
    assert [each.code for each in problems] == ([code] if code else [])
    assert all(said in each.message and "`B`" in each.message and not each.fatal for each in problems)


@pytest.mark.parametrize(
    ("dates", "hint"),
    [
        ("kick-off: {label: K, date: 2027-02-02}", "did you mean `kick-off` (content/programs/p.yml:8)?"),
        ("kikoff: {label: K, date: 2027-02-02}", "did you mean `kikoff` (content/programs/p.yml:8)?"),
        ("kickoff2: {label: K, date: 2027-02-02}", "add `kickoff` to its `dates`"),
        ("gala: {label: K, date: 2027-02-02}", "add `kickoff` to its `dates`"),
    ],
)
def test_a_date_that_one_cohort_calls_otherwise_is_named(dates: str, hint: str) -> None:
    both = "kickoff: {label: K, date: 2027-02-01}, kickoff2: {label: K2, date: 2027-02-02}"
    more = "".join(
        f"  {id}: {{label: {id}, status: open, dates: {{{each}}}}}\n" for id, each in (("a", both), ("b", dates))
    )
    more = f"cohorts:\n{more}"
    (problem,) = found(more, {"content/checklists/c.yml": "title: C\ndue: date kickoff\nitems: [x]\n"})
    assert (problem.code, problem.path) == ("unresolved-moment", "content/checklists/c.yml")
    assert hint in problem.hint


def test_a_form_due_after_the_end_is_advice() -> None:
    form = "title: C\ndue: cohort start + 27 weeks\nitems: [{text: One, due: cohort end + 1 day}]\n"
    (problem,) = found(DATES, {"content/checklists/c.yml": form})
    assert (problem.code, problem.path, problem.line) == ("outside-cohort", "content/checklists/c.yml", 2)


def test_a_form_of_a_cohort_needs_a_day_in_that_one_alone() -> None:
    cohorts = "cohorts: {b: {label: B, status: open}, c: {label: C, status: open, end: 2027-07-30}}\n"
    form = "title: A\nsections: {s: {text: x}}\ndue: cohort end - 1 day\ncohort: "
    assert found(cohorts, {"content/worksheets/a.yml": f"{form}c\n"}) == []
    (problem,) = found(cohorts, {"content/worksheets/a.yml": f"{form}b\n"})
    assert "no day in `B`" in problem.message


def test_an_end_before_its_start_is_said_when_the_file_is_read() -> None:
    for more in ("start: 2027-02-01, end: 2027-01-01", "dates: {d: {label: D, date: 2027-02-01, end: 2027-01-01}}"):
        files = {"content/programs/p.yml": f"{PROGRAM}cohorts: {{c: {{label: C, {more}}}}}\n"}
        (problem,) = (each for each in prepared(files).problems if each.code == "wrong-value")
        assert "is before" in problem.message


SERIES = "cohorts: {c: {label: C, status: open, start: 2027-02-01, end: END}}\ncheck_ins: {k: {label: K, SAID}}\n"


@pytest.mark.parametrize(
    ("end", "said", "expected"),
    [
        ("2027-07-30", "every: 1 day, from: cohort start", []),
        ("2040-07-30", "every: 1 day, from: cohort start", ["too-many-days"]),
        ("2199-12-31", "every: 1 day, from: cohort start", ["too-many-days"]),
        ("2199-12-31", "every: 1200 months, count: 500, from: cohort start", ["too-many-days"]),
        (
            "2027-07-30",
            "every: 1 day, count: 3, from: cohort start, except: 2027-01-01 to 2199-12-31",
            ["too-many-days"],
        ),
        ("", "every: 1 week, from: cohort start", ["endless-series"]),
        ("", "every: 1 week, count: 3, from: cohort start", []),
        ("", "every: 1 week, from: match", []),
        ("2027-02-20", "every: 1 week, from: cohort start, sessions: [A, B, C]", []),
        ("2027-02-20", "every: 1 week, from: cohort start, sessions: [A, B, C, D]", ["no-such-session"]),
        ("2027-02-20", "every: 1 week, from: cohort start, sessions: {2027-02-09: A}", ["no-such-session"]),
        ("2027-02-20", "every: 1 week, from: cohort start, sessions: {2027-02-08: A}", []),
        ("2027-02-20", "every: 1 week, from: match, sessions: {40: A}", []),
        ("2027-02-20", "every: 1 week, from: match, count: 3, sessions: {3: A}", []),
        ("2027-02-20", "every: 1 week, from: match, count: 3, sessions: {4: A}", ["no-such-session"]),
        ("2027-02-20", "every: 1 week, from: match + 2 weeks, sessions: {2027-02-08: A}", ["no-such-session"]),
        ("2027-02-20", "every: 1 week, sessions: {2027-02-08: A}", ["no-such-session"]),
        ("2027-02-20", "every: 1 week, from: cohort start, sessions: {2: A, 2027-02-08: B}", ["no-such-session"]),
        ("2027-02-20", "every: 1 week, from: cohort start, sessions: {2: A, 2027-02-15: B}", []),
    ],
)
def test_a_series_that_cannot_be_told_is_a_message(end: str, said: str, expected: list[str]) -> None:
    more = SERIES.replace("end: END", f"end: {end}" if end else "end: ~").replace("SAID", said)
    problems = [each for each in found(more) if each.code in ("too-many-days", "endless-series", "no-such-session")]
    assert [each.code for each in problems] == expected
    assert all(each.line == 7 for each in problems)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("at: cohort start, except: 2027-03-01", "for what comes back"),
        ("at: cohort start, sessions: [A]", "for what comes back"),
        ("every: 1 week, from: match, except: 2027-03-05 to 2027-03-01", "ends before it begins"),
        ("every: 1 week, from: match, except: Easter", "is not a date"),
        ("every: 1 week, from: match, except: 2027-03-05 to 2027-03-08 to 2027-03-09", "neither a day nor two"),
        ("every: 1 week, from: match, sessions: {first: A}", "neither a number nor a day"),
        ("every: 1 week, from: match, sessions: {0: A}", "neither a number nor a day"),
    ],
)
def test_what_a_series_does_not_take_is_said_at_its_key(said: str, expected: str) -> None:
    text = PROGRAM + SERIES.replace("END", "2027-07-30").replace("SAID", said)
    build = prepared({"content/programs/p.yml": text, "content/index.md": "# Home"})
    (problem,) = [each for each in build.problems if each.code == "wrong-value"]
    assert expected in problem.message
    assert problem.line == 7


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("26.12.2026 - 28.12.2026", "write `2026-12-26 to 2026-12-28`"),
        ("2026-12-26 - 2026-12-28", "write `2026-12-26 to 2026-12-28`"),
        ("26. 1. 2026", "write `2026-01-26`"),
        ("26.12.2026 to 28.12.2026", "write `2026-12-26`"),
        ("'26.12.2026, 28.12.2026'", "write a list: `[2026-12-26, 2026-12-28]`"),
        ("12/26/2026 - 12/28/2026", "write 2027-04-05, or 2027-04-05 to 2027-04-16"),
        ("12.26.2026", "write year-month-day, as 2027-02-01"),
        ("'5 April, 6 April'", "write a list: `[2027-04-05, 2027-04-12 to 2027-04-16]`"),
    ],
)
def test_days_as_people_write_them_are_told_as_they_are_to_be_written(written: str, hint: str) -> None:
    text = PROGRAM + SERIES.replace("END", "2027-07-30").replace(
        "SAID", f"every: 1 week, from: match, except: [{written}]"
    )
    (problem,) = [each for each in prepared({"content/programs/p.yml": text}).problems if each.code == "wrong-value"]
    assert problem.hint == hint


@pytest.mark.parametrize(
    ("off", "said", "count"),
    [
        ("2027-04-05", "every: 1 week, from: cohort start", 0),
        ("2028-04-05", "every: 1 week, from: cohort start", 1),
        ("2026-04-05 to 2026-04-09", "every: 1 week, from: cohort start", 1),
        ("2027-01-20 to 2027-02-05", "every: 1 week, from: cohort start", 0),
        ("2027-02-02 to 2027-02-07", "every: 1 week, from: cohort start", 0),
        ("2027-02-09", "every: 1 week, from: match", 0),
        ("2027-09-01", "every: 1 month, count: 12, from: cohort start", 0),
    ],
)
def test_a_day_that_is_left_out_of_nothing_is_advice(off: str, said: str, count: int) -> None:
    in_cohort = SERIES.replace("end: END", f"end: 2027-07-30, except: {off}").replace("SAID", said)
    in_series = SERIES.replace("END", "2027-07-30").replace("SAID", f"{said}, except: {off}")
    for text in (in_cohort, in_series):
        told = [each for each in found(text) if "leaves out" in each.message]
        assert [each.code for each in told] == ["outside-cohort"] * count


def test_a_single_day_without_a_meeting_that_a_series_leaves_out_is_advice() -> None:
    said = "every: 2 weeks, from: cohort start, except: 2027-02-08"
    (told,) = found(SERIES.replace("END", "2027-07-30").replace("SAID", said))
    assert (told.code, told.fatal) == ("outside-cohort", False)
    assert "no meeting that day" in told.message
    assert told.hint == "it would have one on 2027-02-01 and 2027-02-15"


def test_days_left_out_that_move_a_series_past_the_end_are_named() -> None:
    said = "every: 2 weeks, count: 8, from: cohort start, except: 2027-02-01 to 2027-07-25"
    told = found(SERIES.replace("END", "2027-07-30").replace("SAID", said))
    assert ["`except`" in each.hint for each in told] == [True]


def test_of_two_cohorts_with_one_label_each_is_looked_at_with_its_own_days() -> None:
    one = "label: C, start: 2027-02-01, end: 2027-03-30, except: 2027-02-08"
    more = f"cohorts: {{a: {{{one}}}, b: {{label: C, start: 2028-02-01, end: 2028-03-30}}}}\n"
    assert [each.code for each in found(more)] == ["same-label"]


def test_a_series_that_comes_to_the_last_day_there_is_says_so() -> None:
    more = "cohorts: {c: {label: C, start: 2199-12-30}}\ncheck_ins: {k: {label: K, SAID}}\n"
    (told,) = found(more.replace("SAID", "every: 1 day, count: 3, from: cohort start"))
    assert told.code == "too-many-days"
    assert "after 2199-12-31, the last day there is" in told.message


def test_a_cohort_without_an_end_is_one_mistake() -> None:
    more = SERIES.replace("end: END", "end: ~").replace("SAID", "every: 1 week, from: cohort start")
    more = more.replace("check_ins: {", "check_ins: {m: {label: M, at: cohort end - 1 week}, ")
    (told,) = mistakes(found(more))
    assert (told.problem.code, told.following) == ("unresolved-moment", 1)


def test_very_many_series_in_very_many_cohorts_are_messages_and_soon_told() -> None:
    """Each is cut to its part of what is told of all, whatever it would come to: half a billion days."""
    cohorts = "\n".join(f"  c{n}: {{label: C{n}, start: 2027-01-01, end: 2199-01-01}}" for n in range(40))
    check_ins = "\n".join(f"  k{n}: {{label: K, every: 1 day, from: cohort start}}" for n in range(200))
    started = clock.process_time()
    problems = found(f"cohorts:\n{cohorts}\ncheck_ins:\n{check_ins}\n")
    assert clock.process_time() - started < 60
    assert [each.code for each in problems].count("too-many-days") == 200


SORTED = {
    "applications": ("Applications open", "2026-12-07"),
    "matching": ("Matches announced", "2027-01-28"),
    "kickoff": ("Kick-off call", "2027-02-01"),
    "social": ("Midpoint social", "2027-04-29"),
    "celebration": ("Closing celebration", "2027-07-29"),
}


def with_dates(dates: dict[str, tuple[str, str]], cohort: str = "start: 2027-02-01, end: 2027-07-30") -> str:
    listed = ", ".join(f"{id}: {{label: {label}, date: {day}}}" for id, (label, day) in dates.items())
    return f"cohorts: {{c: {{label: C, {cohort}, dates: {{{listed}}}}}}}\n"


@pytest.mark.parametrize(
    ("id", "day", "meant"),
    [
        ("kickoff", "2028-02-01", "2027-02-01"),
        ("celebration", "2026-07-29", "2027-07-29"),
        ("matching", "2028-01-28", "2027-01-28"),
        ("applications", "2027-12-07", "2026-12-07"),
        ("social", "2028-04-29", "2027-04-29"),
        ("social", "2026-04-29", "2027-04-29"),
    ],
)
def test_a_date_in_a_wrong_year_is_out_of_order_in_its_list(id: str, day: str, meant: str) -> None:
    (problem,) = found(with_dates({**SORTED, id: (SORTED[id][0], day)}))
    assert (problem.code, problem.fatal) == ("outside-cohort", False)
    assert problem.hint == f"is it the right year? {meant} would fit"


@pytest.mark.parametrize("day", ["2027-12-07", "2028-01-28", "2028-02-15", "2028-04-20"])
def test_a_date_after_the_end_may_stand_last(day: str) -> None:
    assert found(with_dates({**SORTED, "reunion": ("Reunion", day)})) == []


@pytest.mark.parametrize("day", ["2026-10-20", "2026-12-01", "2027-01-15", "2027-08-20"])
def test_a_date_that_someone_adds_behind_all_others_may_be_before_the_start(day: str) -> None:
    assert found(with_dates({**SORTED, "evening": ("Evening for the curious", day)})) == []
    year = "start: 2026-12-20, end: 2027-12-17"
    assert found(with_dates({**SORTED, "evening": ("Evening", day)}, year)) == []


def test_all_dates_of_last_year_are_told_where_a_cohort_was_copied() -> None:
    last = {id: (label, f"{int(day[:4]) - 1}{day[4:]}") for id, (label, day) in SORTED.items()}
    told = found(with_dates(last))
    assert [each.code for each in told] == ["outside-cohort"] * 5


FIXED = "cohorts:\n  c: {label: C, status: open, start: 2027-02-01, end: 2027-07-30}\n"
SHEET = "title: C\nsections: {s: {text: x}}\n"
PLACES = {
    "content/worksheets/c.yml": f"{SHEET}due: DAY\n",
    "content/agreements/c.yml": f"{SHEET}signatures: [mentor, mentee]\nsign_by: DAY\n",
    "content/checklists/c.yml": "title: C\nitems: [{text: One, due: DAY}]\n",
    "content/messages/c.yml": "title: C\nto: mentor\nsubject: S\ntext: T.\nwhen: DAY\n",
    "content/certificates/c.yml": "title: C\nfor: mentor\ntext: T.\ndate: DAY\n",
    "content/programs/p.yml": f"{PROGRAM}{FIXED}check_ins: {{m: {{label: M, at: DAY}}}}\n",
}


@pytest.mark.parametrize("path", PLACES)
@pytest.mark.parametrize(
    ("day", "said", "meant"),
    [
        ("2025-02-15", "716 days before the start", ""),
        ("2028-02-15", "200 days after the end", " 2027-02-15 would fit"),
        ("2026-06-30", "216 days before the start", " 2027-06-30 would fit"),
        ("2027-01-04", "", ""),
        ("2026-11-15", "", ""),
        ("2027-10-30", "", ""),
        ("2028-01-30", "", ""),
    ],
)
def test_a_fixed_day_in_a_wrong_year_is_advice_wherever_it_stands(path: str, day: str, said: str, meant: str) -> None:
    text = PLACES[path].replace("DAY", day)
    told = list(prepared({"content/programs/p.yml": f"{PROGRAM}{FIXED}", path: text}).problems)
    assert [(each.path, each.code, each.fatal) for each in told] == ([(path, "outside-cohort", False)] if said else [])
    assert all(said in each.message and f"right year?{meant};" in each.hint for each in told)


@pytest.mark.parametrize(
    ("status", "told"), [("running", False), ("planning", False), ("closed", True), ("archived", True)]
)
def test_a_fixed_day_suits_one_cohort_and_is_told_once_that_is_over(status: str, told: bool) -> None:
    before = f"  a: {{label: A, status: {status}, start: 2026-02-01, end: 2026-07-30}}\n"
    problems = found(f"{FIXED}{before}", {"content/worksheets/c.yml": f"{SHEET}due: 2026-02-15\n"})
    assert [each.code for each in problems] == (["outside-cohort"] if told else [])
    of_cohort = {"content/worksheets/c.yml": f"{SHEET}due: 2026-02-15\ncohort: a\n"}
    assert found(f"{FIXED}{before}", of_cohort) == []


def test_a_fixed_day_without_a_cohort_that_has_days_is_as_it_is() -> None:
    form = {"content/worksheets/c.yml": f"{SHEET}due: 2025-02-15\n"}
    assert found("cohorts: {c: {label: C}}\n", form) == []
    assert found("", form) == []


@pytest.mark.parametrize(
    ("phase", "told"),
    [
        ("start: cohort start, duration: 200 weeks", "1220 days after the end"),
        ("start: match, duration: 200 weeks", ""),
        ("start: cohort start + 2 weeks, duration: 12 months", "199 days after the end"),
        ("start: cohort end - 2 weeks, duration: 80 weeks", "545 days after the end"),
        ("start: cohort end - 2 weeks, duration: 6 months", ""),
        ("start: cohort start, duration: 26 weeks", ""),
        ("start: cohort start, duration: 29 weeks", ""),
        ("start: cohort end + 1 day, duration: 12 months", ""),
        ("start: cohort start", ""),
    ],
)
def test_a_phase_that_goes_on_long_after_the_end_is_advice(phase: str, told: str) -> None:
    problems = found(f"{DATES}phases: {{p: {{label: Work, {phase}}}, q: {{label: Next}}}}\n")
    assert [each.code for each in problems] == (["outside-cohort"] if told else [])
    assert all(told in each.message and not each.fatal for each in problems)
