"""Where in a film the samples of a track stand, by the tables of its boxes."""

from collections.abc import Iterator, Mapping

from mentorsite.loader.media.binary import BrokenOffError, number

Table = tuple[int, int]
"""Where a table begins and ends in the file."""
HEAD = 8
"""The version, the flags and the number of rows that each table begins with."""


def samples(data: bytes, tables: Mapping[bytes, Table]) -> Iterator[tuple[int, int]]:
    """Where the samples of each chunk begin and end."""
    starts = _column(data, tables.get(b"stco"), 4, 4)
    if not starts:
        starts = _column(data, tables.get(b"co64"), 8, 8)  # films of more than 4 GB say it in 64 bits
    counts = _counts(data, tables.get(b"stsc"), len(starts))
    lengths = list(_lengths(data, tables.get(b"stsz"), counts))
    # Samples don't overlap: tables that say so would have the same bytes overwritten again and again.
    if len(lengths) != len(starts) or sum(lengths) > len(data):
        raise BrokenOffError
    for start, length in zip(starts, lengths, strict=True):
        if start + length > len(data):
            raise BrokenOffError
        yield start, start + length


def _column(data: bytes, table: Table | None, row: int, width: int, at: int = 0) -> list[int]:
    """A column of a table; nothing where there is none."""
    if table is None:
        return []
    start, end = table
    rows = number(data, start + 4, 4)
    if start + HEAD + rows * row > end:
        raise BrokenOffError
    return [number(data, start + HEAD + each * row + at, width) for each in range(rows)]


def _counts(data: bytes, table: Table | None, chunks: int) -> Iterator[int]:
    """How many samples each chunk has: a row says it of all chunks up to that of the next row."""
    firsts, counts = _column(data, table, 12, 4), _column(data, table, 12, 4, 4)
    for first, after, count in zip(firsts, (*firsts[1:], chunks + 1), counts, strict=False):
        if not 1 <= first < after <= chunks + 1:  # else a row could count all chunks again
            raise BrokenOffError
        for _ in range(first, after):
            yield count


def _lengths(data: bytes, table: Table | None, counts: Iterator[int]) -> Iterator[int]:
    """How long the samples of each chunk are together."""
    if table is None:
        return
    start, end = table
    same = number(data, start + 4, 4)
    if same:  # then no table of sizes follows: all samples are as long
        for count in counts:
            yield same * count
        return
    # Unlike other tables, this one has four more bytes, `same`, before the number of its rows.
    sizes = _column(data, (start + 4, end), 4, 4)
    at = 0
    for count in counts:
        yield sum(sizes[at : at + count])
        at += count
