"""Films and sound lose what they tell besides, and keep each byte that is seen or heard."""

import struct
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngInfo

from mentorsite.check.kept_notes import SAVE_AS, kept_notes
from mentorsite.loader.active_files import HARMLESS
from mentorsite.loader.media.strip import BrokenOffError, format_of, stripped
from tests.conftest import prepared
from tests.linear import grows_in_proportion, seconds

NAME, SHOWN = b"Jane Doe", b"what is seen and heard"


def box(type: bytes, *held: bytes) -> bytes:
    whole = b"".join(held)
    return struct.pack(">I", len(whole) + 8) + type + whole


def whole_box(type: bytes, *numbers: int) -> bytes:
    return box(type, b"\0\0\0\0", struct.pack(f">{len(numbers)}I", *numbers))


def chunk(type: bytes, *held: bytes) -> bytes:
    whole = b"".join(held)
    return type + struct.pack("<I", len(whole)) + whole + b"\0" * (len(whole) % 2)


def element(id: int, *held: bytes, unknown: bool = False) -> bytes:
    whole = b"".join(held)
    length = (1 << 56) - 1 if unknown else len(whole)
    return id.to_bytes((id.bit_length() + 7) // 8) + ((1 << 56) + length).to_bytes(8) + whole


def track(kind: bytes, *tables: bytes) -> bytes:
    handler = box(b"hdlr", b"\0" * 8, kind, b"\0" * 12, NAME)
    paths = box(b"dref", b"\0" * 7, b"\1", box(b"alis", b"\0\0\0\1", NAME))
    held = box(b"mdia", handler, box(b"minf", box(b"dinf", paths), box(b"stbl", box(b"stsd", SHOWN), *tables)))
    return box(b"trak", box(b"tkhd", b"\0" * 20), box(b"name", NAME), held)


MOOV = box(
    b"moov", whole_box(b"mvhd", 0x4A4A4A4A, 0x4A4A4A4A, 600), track(b"vide"), box(b"\xa9xyz", NAME), box(b"udta", NAME)
)
MDAT = box(b"mdat", SHOWN)
SOUND = b"\xff\xfb\x90\0" + SHOWN.ljust(413)
AAC = b"\xff\xf1\x50\x80" + ((len(SHOWN) + 7) << 5 | 0x1F).to_bytes(2) + b"\xfc" + SHOWN
ID3 = b"ID3\4\0\0\0\0\0" + bytes((len(NAME),)) + NAME
OLD_ID3 = b"TAG" + NAME.ljust(125)
APE = b"APETAGEX" + b"\0" * 4 + struct.pack("<II", len(NAME) + 32, 1) + b"\0\0\0\xa0" + b"\0" * 8
APE = APE + NAME + APE
ID3_BEHIND = b"ID3\4\0\x10\0\0\0" + bytes((len(NAME),)) + NAME + b"3DI\4\0\x10\0\0\0" + bytes((len(NAME),))
STREAM, COMMENT = b"\0\0\0\2so", b"\x84\0\0\x08" + NAME
AVI = chunk(
    b"RIFF",
    b"AVI ",
    chunk(b"LIST", b"hdrl", chunk(b"avih", SHOWN), chunk(b"LIST", b"strl", chunk(b"strh"), chunk(b"strn", NAME))),
    chunk(b"LIST", b"INFO", chunk(b"IART", NAME)),
    chunk(b"IDIT", NAME),
    chunk(b"LIST", b"movi", chunk(b"00dc", SHOWN)),
)
WAV = chunk(b"RIFF", b"WAVE", chunk(b"fmt ", SHOWN), chunk(b"bext", NAME), chunk(b"data", SHOWN), chunk(b"id3 ", NAME))
DATA = b"data" + struct.pack("<I", len(SHOWN))
INFO = element(0x1549A966, element(0x2AD7B1, b"\1"), element(0x7BA9, NAME), element(0x4D80, NAME))
TRACKS = element(0x1654AE6B, element(0xAE, element(0xD7, b"\1"), element(0x536E, NAME)))
CLUSTER = element(0xA3, SHOWN)
WEBM = element(0x1A45DFA3, b"webm")
FILES = {
    "a film of an older camera": box(b"wide") + MDAT + MOOV,
    "one that begins with its pictures": MDAT + MOOV + box(b"user", NAME),
    "one that begins with its notes": box(b"skip", NAME) + MOOV + MDAT,
    "an MP4": box(b"ftyp", b"mp42") + MOOV + box(b"meta", NAME) + MDAT,
    "a part of a film that was sent while it was made": box(b"styp", b"msdh") + box(b"emsg", NAME) + MDAT,
    "JPEG XL": box(b"JXL ", b"\r\n\x87\n") + box(b"Exif", NAME) + box(b"brob", NAME) + box(b"jxlc", SHOWN),
    "an AVI": AVI,
    "a WAV": WAV,
    "a WAV that goes on without end": WAV[:-16].replace(DATA, b"data\xff\xff\xff\xff"),
    "a WebM": WEBM + element(0x18538067, INFO, TRACKS, element(0x1F43B675, CLUSTER), element(0x1254C367, NAME)),
    "a WebM that was sent while it was made": WEBM
    + element(0x18538067, INFO, TRACKS, element(0x1F43B675, CLUSTER, unknown=True), TRACKS, unknown=True),
    "an MP3": ID3 + ID3 + SOUND + APE + OLD_ID3,
    "an MP3 with words of a song": SOUND + b"LYRICSBEGIN" + NAME + b"000019LYRICS200" + OLD_ID3,
    "an MP3 without notes before": SOUND + OLD_ID3,
    "an AAC": ID3 + AAC,
    "two MP3 in one": SOUND + OLD_ID3 + ID3 + SOUND + OLD_ID3,
    "two AAC in one": AAC + ID3 + AAC + ID3,
    "an MP3 one of whose frames breaks off": SOUND + SOUND.replace(SHOWN, NAME)[:200] + OLD_ID3 + SOUND + SOUND,
    "an MP3 with newer notes at its end": SOUND + ID3_BEHIND,
    "an MP3 with notes of APE before it": APE + SOUND,
    "a WAV behind notes": ID3 + WAV,
    "an M4A behind notes": ID3 + box(b"ftyp", b"M4A ") + MOOV + MDAT,
    "a WAV that is longer than others may be": b"BW64" + WAV[4:],
    "a FLAC with newer notes at its end": b"fLaC" + STREAM + COMMENT + b"\xff\xf8" + SHOWN + ID3_BEHIND,
    "a FLAC": b"fLaC" + STREAM + COMMENT + b"\xff\xf8" + SHOWN + OLD_ID3,
    "a FLAC behind notes": ID3 + b"fLaC" + STREAM + COMMENT + b"\xff\xf8" + SHOWN,
}


@pytest.mark.parametrize("data", FILES.values(), ids=FILES.keys())
def test_what_is_told_besides_is_taken_out(data: bytes) -> None:
    after = stripped(data)
    assert (NAME in after, after.count(SHOWN)) == (False, data.count(SHOWN))
    assert b"JJJJ" not in after, "when a film was made"
    assert stripped(after) == after
    if format_of(data) in ("film", "JXL", "RIFF", "WebM"):
        assert len(after) == len(data), "what stands behind is found where it was"


@pytest.mark.parametrize("before", [b"\0" * 999, SOUND[200:], b"words"])
def test_an_mp3_whose_beginning_is_none_is_one_by_its_name(before: bytes) -> None:
    data = before + SOUND + SOUND + OLD_ID3
    assert stripped(data, "content/Talk.MP3") == SOUND + SOUND
    assert stripped(data, "talk.txt") == data


@pytest.mark.parametrize("ending", ["mp3", "aac", "wav", "flac", "m4a", "mp4", "mov", "webm", "mkv", "avi"])
@pytest.mark.parametrize("data", [NAME * 9, b"OggS" + NAME * 9, b"RIFX\0\0\0\x10WAVE" + NAME])
def test_what_is_called_a_film_or_sound_and_is_none_that_is_known_is_refused(ending: str, data: bytes) -> None:
    with pytest.raises(BrokenOffError):
        stripped(data, f"a.{ending}")


@pytest.mark.parametrize(
    ("head", "length"),
    [
        ("fffb90", 417),
        ("fffb92", 418),
        ("fffd90", 522),
        ("ffff90", 312),
        ("fff390", 261),
        ("ffe390", 522),
        ("fff582", 418),
    ],
)
def test_a_frame_is_as_long_as_it_says(head: str, length: int) -> None:
    """MPEG 1 of each layer, MPEG 2 and MPEG 2.5, with and without a byte more."""
    frame = (bytes.fromhex(head) + b"\0").ljust(length, b"x")
    assert stripped(NAME + frame + frame + NAME + frame, "a.mp3") == frame + frame


def test_a_flac_says_which_of_its_blocks_is_the_last() -> None:
    assert stripped(FILES["a FLAC"]) == b"fLaC\x80" + STREAM[1:] + b"\xff\xf8" + SHOWN


@pytest.mark.parametrize("sizes", [(0, 4, 3, 5, 2, 6), (4, 4)])
@pytest.mark.parametrize("chunks", [(1, 1, 2, 1), (2, 1, 2, 1, 2, 2, 1)])
@pytest.mark.parametrize("wide", [False, True])
def test_the_samples_of_a_track_that_shows_nothing_are_overwritten(
    sizes: tuple[int, ...], chunks: tuple[int, ...], wide: bool
) -> None:
    """As of a camera that notes where it is while it films."""
    places = [8, 8 + len(NAME + SHOWN)]
    starts = box(b"co64", b"\0\0\0\0", struct.pack(">IQQ", 2, *places)) if wide else whole_box(b"stco", 2, *places)
    noted = track(b"meta", starts, whole_box(b"stsc", *chunks), whole_box(b"stsz", *sizes))
    data = box(b"mdat", NAME, SHOWN, NAME, SHOWN) + box(b"moov", track(b"vide"), noted)
    after = stripped(data)
    assert (NAME in after, after.count(SHOWN), len(after)) == (False, 3, len(data))


@pytest.mark.parametrize(
    "tables",
    [
        (whole_box(b"stco", 1, 9_999), whole_box(b"stsc", 1, 1, 1, 1), whole_box(b"stsz", 5, 1)),
        (whole_box(b"stco", 1, 8), whole_box(b"stsc", 1, 1, 0xFFFFFFFF, 1), whole_box(b"stsz", 5, 0xFFFFFFFF)),
        (whole_box(b"stco", 2, 8, 8), whole_box(b"stsc", 1, 2, 1, 1), whole_box(b"stsz", 5, 2)),
        (whole_box(b"stco", 1, 8), whole_box(b"stsc", 1, 1, 1, 1)),
        (whole_box(b"stco", 9, 8),),
        (whole_box(b"stco", 1, 8), whole_box(b"stsc", 4, 1, 0, 1, 2, 0, 1, 1, 0, 1, 2, 0, 1), whole_box(b"stsz", 5, 1)),
    ],
)
def test_a_track_whose_samples_can_not_be_found_is_refused(tables: tuple[bytes, ...]) -> None:
    with pytest.raises(BrokenOffError):
        stripped(MDAT + box(b"moov", track(b"meta", *tables)))


DAMAGED = {
    "a packed film": box(b"ftyp", b"qt  ") + box(b"moov", box(b"cmov", NAME)),
    "a FLAC that breaks off": b"fLaC\0\0\0\x09s",
    "a WebM of no length": WEBM + element(0x1549A966, unknown=True),
    "an AVI of other bytes": chunk(b"RIFF", b"AVI ", b"\xff" * 20),
    "an icon that breaks off": b"\0\0\1\0\1\0" + b"\0" * 8 + struct.pack("<II", 99, 22),
}


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED.keys())
def test_what_can_not_be_read_is_refused(data: bytes) -> None:
    with pytest.raises(BrokenOffError):
        stripped(data)


@pytest.mark.parametrize("data", [b"The wide road", "\ufeffTAG".encode("utf-16-le"), b"Go, skip it", b"RIFFraff words"])
def test_words_are_not_taken_for_a_film_or_sound(data: bytes) -> None:
    assert format_of(data) is None


def test_an_icon_shows_the_same_and_tells_nothing() -> None:
    file, noted, inner = BytesIO(), PngInfo(), BytesIO()
    image = Image.effect_noise((32, 32), 60).convert("RGBA")
    noted.add_text("Author", NAME.decode())
    image.save(inner, "PNG", pnginfo=noted)
    head = struct.pack("<HHHBBBBHHII", 0, 1, 1, 32, 32, 0, 0, 1, 32, len(inner.getvalue()), 22)
    after = stripped(head + inner.getvalue())
    assert NAME not in after
    assert ImageChops.difference(Image.open(BytesIO(after)).convert("RGBA"), image).getbbox() is None
    image.save(file, "ICO", sizes=[(16, 16), (32, 32)])
    assert stripped(stripped(file.getvalue())) == stripped(file.getvalue())


PICTURE = b"\x89PNG\r\n\x1a\n" + 300 * (b"\0\0\0\0tEXt" + struct.pack(">I", 0xBD8DBA3E))
LARGE_MEDIA: dict[str, Callable[[int], bytes]] = {
    "an icon of one picture many times": lambda n: (
        struct.pack("<HHH", 0, 1, n) + n * (b"\0" * 8 + struct.pack("<II", len(PICTURE), 6 + 16 * n)) + PICTURE
    ),
    "sound with many notes at its end": lambda n: SOUND + n * b"000000LYRICS200",
    "a film whose rows count its chunks again and again": lambda n: (
        MDAT
        + box(
            b"moov",
            track(
                b"meta",
                whole_box(b"stco", n, *[8] * n),
                whole_box(b"stsc", n, *[1, 0, 1, n + 1, 0, 1] * (n // 2)),
                whole_box(b"stsz", 1, 0),
            ),
        )
    ),
}


@pytest.mark.parametrize("name", LARGE_MEDIA)
def test_media_take_time_by_their_size(name: str) -> None:
    def cost(size: int) -> float:
        data = LARGE_MEDIA[name](size)
        return seconds(lambda: read_or_refused(data))

    assert grows_in_proportion(cost, 2_000)


def read_or_refused(data: bytes) -> None:
    with suppress(BrokenOffError):
        stripped(data)


def test_files_whose_notes_stay_are_advised_on() -> None:
    site = prepared({"content/index.md": "# Home", "content/a.OGG": "x", "content/b.mp3": "x"}).site
    (found,) = kept_notes(site)
    assert (found.code, found.path, found.fatal) == ("notes-kept", "content/a.OGG", False)
    assert found.hint.endswith("save it as MP3 or M4A")
    assert set(SAVE_AS) <= HARMLESS
