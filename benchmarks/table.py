"""What was measured → Markdown tables of medians, and of ratios to mentorsite."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from statistics import median

from benchmarks.measure import Measurement, Outcome, TooLong
from benchmarks.rounds import Row, Stage

OURS = "mentorsite"
NOTHING = "–"


def table(rows: Mapping[str, Row], reasons: Mapping[str, str]) -> str:
    """Two tables with a line for each site, and a remark for each generator that could not be had."""
    times = markdown(("on the clock", *Stage, "spread", "runs"), (_times(row, rows) for row in rows.values()))
    costs = markdown(("on the processor", *Stage, "memory", "output"), (_costs(row, rows) for row in rows.values()))
    return "\n".join((*times, "", *costs, *_remarks(rows, reasons)))


def markdown(head: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield f"| --- |{' ---: |' * (len(head) - 1)}"
    yield from (f"| {' | '.join(line)} |" for line in lines)


def _times(row: Row, rows: Mapping[str, Row]) -> tuple[str, ...]:
    walls = (_compared(row, rows.get(OURS), stage, lambda each: each.wall) for stage in Stage)
    return (row.title, *walls, spread(row), str(len(row.outcomes[Stage.COLD])))


def _costs(row: Row, rows: Mapping[str, Row]) -> tuple[str, ...]:
    cpus = (_compared(row, rows.get(OURS), stage, lambda each: each.cpu) for stage in Stage)
    memory = middle(row.outcomes[Stage.COLD], lambda each: each.memory)
    return (row.title, *cpus, megabytes(memory), megabytes(row.size))


def _compared(row: Row, ours: Row | None, stage: Stage, value: Callable[[Measurement], float]) -> str:
    """A median, and how many times ours it is."""
    late = [each for each in row.outcomes[stage] if isinstance(each, TooLong)]
    if late:
        return f"> {late[0].limit:.0f} s"
    found = middle(row.outcomes[stage], value)
    beside = middle(ours.outcomes[stage], value) if ours and ours is not row else None
    return NOTHING if found is None else seconds(found) + (f" ({ratio(found, beside)})" if beside else "")


def middle(outcomes: Iterable[Outcome], value: Callable[[Measurement], float]) -> float | None:
    """The median of what was measured; None where nothing was."""
    values = [value(each) for each in outcomes if isinstance(each, Measurement)]
    return median(values) if values else None


def spread(row: Row) -> str:
    """How far the slowest build is from the fastest, as a share of the median; of the stage where it is most."""
    shares = []
    for outcomes in row.outcomes.values():
        walls = [each.wall for each in outcomes if isinstance(each, Measurement)]
        if walls:
            shares.append((max(walls) - min(walls)) / median(walls))
    return f"{max(shares):.0%}" if shares else NOTHING


def seconds(value: float) -> str:
    """Three digits at most: `0.42 s`, `12.3 s`, `123 s`."""
    digits = 2 if value < 9.995 else 1 if value < 99.95 else 0
    return f"{value:.{digits}f} s"


def megabytes(value: float | None) -> str:
    """An amount of bytes: `71.2 MB`, `722 MB`."""
    if not value:
        return NOTHING
    return f"{value / 1e6:.{1 if value < 99.95e6 else 0}f} MB"


def ratio(value: float, beside: float) -> str:
    """How many times `beside` a value is: `0.42×`, `3.1×`, `28×`."""
    times = value / beside
    digits = 2 if times < 0.995 else 1 if times < 9.95 else 0
    return f"{times:.{digits}f}×"


def _remarks(rows: Mapping[str, Row], reasons: Mapping[str, str]) -> Iterator[str]:
    remarks = [f"{row.title} failed: {_one_line(row.failure)}" for row in rows.values() if row.failure]
    remarks += [f"{title} could not be measured: {_one_line(reason)}" for title, reason in reasons.items()]
    if remarks:
        yield ""
        yield from (f"- {remark}" for remark in remarks)


def _one_line(text: str) -> str:
    return " ".join(text.split())[:300]
