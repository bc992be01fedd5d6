"""Boxes within boxes: AVIF, HEIC, JPEG XL, and films as MP4 and QuickTime have them.

Boxes say by numbers where in the file others stand. So nothing is taken out and moved: what isn't needed to show the
picture or film is overwritten in its place.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from mentorsite.loader.media.binary import BrokenOffError, exif_of, number
from mentorsite.loader.media.icc import icc
from mentorsite.loader.media.iso_samples import samples

WHOLE_BOX = 4
"""The version and flags that some boxes begin with."""
NO_EXIF = b"\0\0\0\0" + exif_of(1)
"""What stands in place of EXIF in an AVIF, which begins by saying where the notes begin."""


def _types(text: str) -> frozenset[bytes]:
    return frozenset(each.encode().ljust(4) for each in text.split())


# The types of boxes have four letters, so none is called like these.
FILM, PICTURE, DRAWN = b"a film", b"a picture", b"a picture of JPEG XL"
HOLDS = {
    FILM: _types("ftyp styp pdin moov moof mfra mdat sidx ssix"),
    PICTURE: _types("ftyp meta moov mdat"),
    DRAWN: _types("JXL ftyp jxll jxlc jxlp jxli"),
    b"moov": _types("mvhd trak mvex iods ctab clip"),
    b"trak": _types("tkhd mdia edts tref tapt clip matt load"),
    b"edts": _types("elst"),
    b"tapt": _types("clef prof enof"),
    b"mdia": _types("mdhd hdlr minf elng"),
    b"minf": _types("vmhd smhd hmhd nmhd sthd gmhd hdlr dinf stbl"),
    b"gmhd": _types("gmin text tmcd"),
    b"dinf": _types("dref"),
    b"stbl": _types(
        "stsd stts stss stsc stsz stz2 stco co64 ctts cslg sdtp sbgp sgpd subs saiz saio padb stdp stps stsh"
    ),
    b"mvex": _types("mehd trex leva"),
    b"moof": _types("mfhd traf"),
    b"traf": _types("tfhd tfdt trun sbgp sgpd subs saiz saio sdtp"),
    b"mfra": _types("tfra mfro"),
    b"meta": _types("hdlr pitm iinf iloc iref iprp idat grpl dinf ipro"),
    b"iprp": _types("ipco ipma"),
    b"ipco": _types(
        "ispe pixi colr pasp clap irot imir rloc auxC av1C hvcC lhvC avcC vvcC jpgC j2kH uncC cmpd a1op a1lx lsel tols "
        "oinf clli mdcv cclv amve ndwt reve prfr iscl"
    ),
}
"""What each box that holds others may hold, as far as it shows something. All else is overwritten."""
SHOWN_TRACKS = _types("vide soun pict auxv text sbtl subt clcp tmcd hint")
"""The kinds of tracks that are seen or heard. Others hold what a camera notes while it films, as where it is."""


class Box(NamedTuple):
    """A box: its type, where it begins, and where what it holds begins and ends."""

    type: bytes
    at: int
    start: int
    end: int


def film(data: bytes) -> bytes:
    """A film with what shows it."""
    return _bare(data, FILM)


def picture(data: bytes) -> bytes:
    """An AVIF or HEIC with what shows it."""
    return _bare(data, PICTURE)


def jxl(data: bytes) -> bytes:
    """A JPEG XL in boxes with what shows it."""
    return _bare(data, DRAWN)


def _bare(data: bytes, kind: bytes) -> bytes:
    made = bytearray(data)
    # The notes of a picture stand in the box of its pixels, and only `meta` says where. So they can't be left out by
    # the type of their box.
    for box in _boxes(data, 0, len(data)):
        if box.type == b"meta" and kind == PICTURE:
            for start, end, is_exif in _notes(data, box):
                if is_exif:
                    _overwrite(made, start, end, NO_EXIF)
                else:
                    _overwrite(made, start, end)
    _keep(data, made, Box(kind, 0, 0, len(data)))
    return bytes(made)


def _boxes(data: bytes | bytearray, at: int, stop: int) -> Iterator[Box]:
    while at + 8 <= stop:
        length, type, start = number(data, at, 4), bytes(data[at + 4 : at + 8]), at + 8
        if length == 1:  # it has more than 4 GB, so its length follows in 64 bits
            length, start = number(data, at + 8, 8), at + 16
        if length == 0:  # it goes on to the end
            end = stop
        else:
            end = at + length
        if end > stop or end < start:
            raise BrokenOffError
        yield Box(type, at, start, end)
        at = end


def _keep(data: bytes, made: bytearray, box: Box) -> None:
    """Overwrites in a box what need not be there."""
    if box.type == b"meta":  # the only one of these that begins with a version
        start = box.start + WHOLE_BOX
    else:
        start = box.start
    for each in _boxes(data, start, box.end):
        if each.type == b"cmov":  # all of a film's boxes, packed
            raise BrokenOffError
        if each.type not in HOLDS[box.type]:
            _blank(made, each)
        elif each.type == b"trak" and not _is_shown(data, each):
            # What such a track holds stands among what is shown: only its own tables lead there.
            for begin, end in samples(data, _found(data, each, b"mdia", b"minf", b"stbl")):
                _overwrite(made, begin, end)
            _blank(made, each)
        elif each.type in HOLDS:
            _keep(data, made, each)
        elif each.type in CLEANED:
            CLEANED[each.type](made, each)


def _found(data: bytes, box: Box, *path: bytes) -> Mapping[bytes, tuple[int, int]]:
    """What stands in the last box of a path: each type, and where it begins and ends."""
    start, end = box.start, box.end
    for type in path:
        inside = {each.type: (each.start, each.end) for each in _boxes(data, start, end)}
        start, end = inside.get(type, (end, end))
    return {each.type: (each.start, each.end) for each in _boxes(data, start, end)}


def _is_shown(data: bytes, track: Box) -> bool:
    start, _ = _found(data, track, b"mdia").get(b"hdlr", (len(data), 0))
    return data[start + 8 : start + 12] in SHOWN_TRACKS


def _blank(made: bytearray, box: Box) -> None:
    """Makes a box be free room."""
    _overwrite(made, box.start, box.end)
    made[box.at + 4 : box.at + 8] = b"free"


def _overwrite(made: bytearray, start: int, end: int, text: bytes = b"") -> None:
    made[start:end] = text[: end - start].ljust(end - start, b"\0")


def _without_times(made: bytearray, box: Box) -> None:
    """When a film was made, and changed."""
    if made[box.start : box.start + 1] == b"\1":  # version 1 has them in 64 bits
        wide = 8
    else:
        wide = 4
    start = box.start + WHOLE_BOX
    _overwrite(made, start, min(start + 2 * wide, box.end))


def _without_name(made: bytearray, box: Box) -> None:
    """What a program or a camera calls a track."""
    # Behind its version, the kind of track, and words that mean nothing (ISO/IEC 14496-12, 8.4.3).
    _overwrite(made, min(box.start + 24, box.end), box.end)


def _without_paths(made: bytearray, box: Box) -> None:
    """Where on the machine of who made a film its parts stood."""
    for each in _boxes(made, box.start + 2 * WHOLE_BOX, box.end):  # behind the version and the number of paths
        _overwrite(made, min(each.start + WHOLE_BOX, each.end), each.end)


def _without_device(made: bytearray, box: Box) -> None:
    """What a profile of colours says of the screen that it is for."""
    if bytes(made[box.start : box.start + 4]) not in (b"prof", b"rICC"):
        return
    start = box.start + 4
    _overwrite(made, start, box.end, icc(bytes(made[start : box.end])))


CLEANED: dict[bytes, Callable[[bytearray, Box], None]] = {
    b"mvhd": _without_times, b"tkhd": _without_times, b"mdhd": _without_times, b"hdlr": _without_name,
    b"dref": _without_paths, b"colr": _without_device,
}  # fmt: skip
"""Boxes that are needed and say more than is."""


def _notes(data: bytes, meta: Box) -> Iterator[tuple[int, int, bool]]:
    """Where the notes stand that a picture's items are, and whether they are EXIF."""
    inside = {box.type: box for box in _boxes(data, meta.start + WHOLE_BOX, meta.end)}
    if b"iinf" not in inside or b"iloc" not in inside:
        return
    notes = dict(_noting(data, inside[b"iinf"]))
    ideal = inside.get(b"idat")
    total = 0
    for item, start, end, in_idat in _places(data, inside[b"iloc"]):
        if in_idat and ideal:
            shift = ideal.start
        else:
            shift = 0
        if item in notes and shift + end <= len(data):
            total += end - start
            if total > len(data):  # notes that overlap would be overwritten again and again
                raise BrokenOffError
            yield shift + start, shift + end, notes[item]


def _noting(data: bytes, box: Box) -> Iterator[tuple[int, bool]]:
    """The items that are notes, and whether they are EXIF."""
    counted = 2 if data[box.start] == 0 else 4
    for each in _boxes(data, box.start + WHOLE_BOX + counted, box.end):
        version = data[each.start]
        wide = 4 if version > 2 else 2
        at = each.start + WHOLE_BOX + wide + 2  # behind the item's number, and two bytes on how it is locked
        type = data[at : at + 4]
        # Before version 2, items have no type.
        if version > 1 and type in (b"Exif", b"mime", b"uri "):
            yield number(data, each.start + WHOLE_BOX, wide), type == b"Exif"


def _places(data: bytes, box: Box) -> Iterator[tuple[int, int, int, bool]]:
    """Each part of each item: its number, where it begins and ends, and whether that is counted in `idat`."""
    version = data[box.start]
    # How many bytes its numbers have is said in four bits each (ISO/IEC 14496-12, 8.11.3).
    sizes = number(data, box.start + WHOLE_BOX, 2)
    offset, length, base = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    if version:
        index = sizes & 15
    else:
        index = 0
    if version > 1:
        wide = 4
    else:
        wide = 2
    at = box.start + WHOLE_BOX + 2

    def read(size: int) -> int:
        nonlocal at
        at += size
        return number(data, at - size, size)

    for _ in range(read(wide)):
        item = read(wide)
        in_idat = read(2) & 15 == 1 if version else False
        read(2)  # in which other file it stands
        begin = read(base)
        parts = read(2)
        if parts > 1 and not offset:  # all of them would begin in one place
            raise BrokenOffError
        for _ in range(parts):
            read(index)
            start = begin + read(offset)
            yield item, start, start + read(length), in_idat
