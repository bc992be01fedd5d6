"""The stamps of events: which revision each is, and since when. They are read from the lines of the last calendar."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time

from icalendar import Event

from mentorsite.render.calendar.revision import Revision

FOLD = re.compile(rb"\r?\n[ \t]")
BEGIN, END = re.compile(rb"^BEGIN:VCALENDAR\r?$", re.M), b"END:VCALENDAR"
EVENT = re.compile(rb"^BEGIN:VEVENT\r?\n(.*?)^END:VEVENT\r?$", re.M | re.S)
STAMPS = (b"SEQUENCE:", b"DTSTAMP:", b"LAST-MODIFIED:")
STAMP = re.compile(rb"^(SEQUENCE|DTSTAMP|LAST-MODIFIED):[^\r\n]*", re.M)
NAMES = (b"UID:", b"RECURRENCE-ID")
"""The lines that tell an event from all others: its UID, and the day of the one meeting of a series that it is."""
NUMBER, MOMENT = re.compile(rb"-?[0-9]{1,9}"), re.compile(rb"[0-9]{8}T[0-9]{6}Z")

Name = frozenset[bytes]


@dataclass(frozen=True, slots=True)
class Stamp:
    """The revision of an event, and when it was made, as a calendar says it."""

    sequence: int
    at: bytes


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event of a calendar: its stamp, and its lines without that."""

    stamp: Stamp
    lines: Sequence[bytes]


def known_events(calendar: bytes | None) -> Mapping[Name, KnownEvent]:
    """The events of a calendar, but for those without a whole stamp; a file that is not a calendar has none."""
    data = FOLD.sub(b"", (calendar or b"").strip())
    if len(BEGIN.findall(data)) != 1 or not data.endswith(END):
        return {}
    found = {}
    for event in EVENT.findall(data):
        lines = event.splitlines()
        stamp = _stamp(lines)
        if stamp:
            found[_name(lines)] = KnownEvent(stamp, _unstamped(lines))
    return found


def stamped(event: Event, before: Mapping[Name, KnownEvent], revision: Revision) -> bytes:
    """An event with its stamp: the one it had where it says what it said, else the next one."""
    day = datetime.combine(revision.day, time(), UTC)
    event.add("sequence", revision.sequence)
    event.add("dtstamp", day)
    event.add("last-modified", day)
    written = bytes(event.to_ical())
    lines = FOLD.sub(b"", written).splitlines()[1:-1]
    last, new = before.get(_name(lines)), _stamp(lines)
    if last is None or new is None:
        return written
    if last.lines == _unstamped(lines):
        return _with_stamp(written, last.stamp)
    # two changes on one day are two revisions
    return _with_stamp(written, Stamp(max(last.stamp.sequence + 1, new.sequence), new.at))


def _name(lines: Sequence[bytes]) -> Name:
    return frozenset(line for line in lines if line.startswith(NAMES))


def _unstamped(lines: Sequence[bytes]) -> Sequence[bytes]:
    return [line for line in lines if not line.startswith(STAMPS)]


def _stamp(lines: Sequence[bytes]) -> Stamp | None:
    """The stamp of an event; None where someone else's hand left none that is whole."""
    sequences, moments = _values(lines, b"SEQUENCE:"), _values(lines, b"DTSTAMP:")
    if len(sequences) != 1 or len(moments) != 1:
        return None
    sequence, at = sequences[0], moments[0]
    if NUMBER.fullmatch(sequence) and MOMENT.fullmatch(at):
        return Stamp(int(sequence), at)
    return None


def _values(lines: Sequence[bytes], name: bytes) -> list[bytes]:
    return [line.removeprefix(name) for line in lines if line.startswith(name)]


def _with_stamp(written: bytes, stamp: Stamp) -> bytes:
    values = {b"SEQUENCE": b"%d" % stamp.sequence}
    return STAMP.sub(lambda line: line[1] + b":" + values.get(line[1], stamp.at), written)
