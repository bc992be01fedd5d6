"""What is published of a photo shows what the photo shows, and tells nothing besides."""

import struct
import zlib
from base64 import b64decode, b64encode
from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from mentorsite.build.cache import Cache
from mentorsite.build.media.damage import damaged_media
from mentorsite.build.media.image_info import LIGHT, MOST_FRAMES, MOST_PIXELS, ORIENTATION, picture
from mentorsite.build.media.photos import Photos
from mentorsite.build.pipeline import prepare_project, write
from mentorsite.build.prepare import prepare
from mentorsite.build.project_files import read
from mentorsite.check.report import notes
from mentorsite.errors import FatalError
from mentorsite.loader.media.gif import frames
from mentorsite.loader.media.icc import icc
from mentorsite.loader.media.strip import BrokenOffError, format_of, stripped
from mentorsite.loader.svg.rewrite import drawing
from mentorsite.model.image import Picture
from tests.commands import run
from tests.conftest import ADVICE_OFF, prepared, tree_of
from tests.loader.test_media import FILES

NAME = b"Jane Doe"
XMP = b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><d exif:GPSLatitude="52,31" dc:creator="Jane Doe"/></x:xmpmeta>'
OWN_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
PROFILE = icc(OWN_PROFILE)
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF")
GRAIN = Image.effect_noise((64, 48), 60).convert("RGB")
PAGE = {
    "site.yml": f"title: a\nsearch: false\ndownloads: []\n{ADVICE_OFF}",
    "content/index.md": "# Home\n\n![Us](a.jpg)\n",
}


def exif(orientation: int = 6) -> Image.Exif:
    noted = Image.Exif()
    noted[ORIENTATION] = orientation
    noted[0x010F] = "PhoneMaker"
    noted[0x013B] = NAME.decode()
    noted.get_ifd(0x8769)[0xA431] = "serial-0815"
    noted.get_ifd(0x8769)[0x927C] = b"maker's note"
    noted.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 18.0)})
    return noted


def photo(format: str, image: Image.Image = GRAIN, **more: object) -> bytes:
    """A photo with all that a camera and programs may note in it."""
    said: dict[str, object] = {"exif": exif(), "icc_profile": PROFILE, "quality": 95, **more}
    if format == "PNG":
        texts = PngInfo()
        texts.add_text("Author", NAME.decode())
        texts.add_text("Comment", NAME.decode(), zip=True)
        texts.add_itxt("XML:com.adobe.xmp", XMP.decode())
        said["pnginfo"] = texts
    else:
        said["xmp"] = XMP
    if format == "JPEG":
        said["comment"] = NAME
    file = BytesIO()
    image.save(file, format, **said)
    return file.getvalue()


def shown(data: bytes) -> Image.Image:
    image = Image.open(BytesIO(data))
    image.load()
    return image


def moves(data: bytes) -> int:
    """How many pictures a picture moves through."""
    return int(getattr(shown(data), "n_frames", 1))


def gif(count: int = 3, size: tuple[int, int] = (9, 7)) -> bytes:
    file = BytesIO()
    pictures = [Image.new("L", size, number % 250) for number in range(count)]
    pictures[0].save(file, "GIF", save_all=True, append_images=pictures[1:], comment=NAME, loop=0, duration=50)
    return file.getvalue()


def box(type: bytes, *held: bytes) -> bytes:
    whole = b"".join(held)
    return struct.pack(">I", len(whole) + 8) + type + whole


FILM = b"".join(
    [
        box(b"ftyp", b"qt  \0\0\0\0"),
        box(b"moov", box(b"mvhd", b"1" * 20), box(b"udta", box(b"\xa9xyz", b"+52.5+13.4/" + NAME)),
            box(b"meta", b"com.apple.quicktime.location" + NAME),
            box(b"trak", box(b"tkhd", b"2" * 20), box(b"udta", NAME), box(b"mdia", box(b"uuid", NAME)))),
        box(b"uuid", NAME),
        box(b"mdat", b"moving pictures"),
    ]
)  # fmt: skip


@pytest.mark.parametrize("format", FORMATS)
def test_a_photo_tells_nothing_besides_and_shows_the_same(format: str) -> None:
    before = photo(format)
    after = stripped(before)
    for told in (
        NAME,
        b"PhoneMaker",
        b"serial-0815",
        b"maker's note",
        b"GPSLatitude",
        b"Exif\0\0MM\0*\0\0\0\x08\0\x05",
    ):
        assert told not in after
    assert not shown(after).getexif().get_ifd(0x8825)
    assert shown(after).tobytes() == shown(before).tobytes()
    assert shown(after).info["icc_profile"] == PROFILE
    assert len(after) <= len(before)


@pytest.mark.parametrize("format", FORMATS)
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_a_photo_stays_turned_as_it_was(format: str, orientation: int) -> None:
    after = stripped(photo(format, exif=exif(orientation)))
    assert shown(after).getexif().get(ORIENTATION, 1) == orientation
    assert stripped(after) == after


def test_a_gif_keeps_what_moves_and_loses_its_comment() -> None:
    before = gif()
    assert NAME in before
    after = stripped(before)
    assert NAME not in after
    assert (moves(after), shown(after).info["loop"], frames(after)) == (3, 0, 3)


def test_a_moving_png_and_webp_keep_what_moves() -> None:
    pictures = [Image.new("RGB", (9, 7), (number * 40, 0, 0)) for number in range(4)]
    for format in ("PNG", "WEBP"):
        file = BytesIO()
        pictures[0].save(file, format, save_all=True, append_images=pictures[1:], exif=exif(), lossless=True)
        after = stripped(file.getvalue())
        assert (moves(after), NAME in after) == (4, False)


def of_a_screen() -> bytes:
    """A profile with what programs note of the screen that they measure."""
    entries = int.from_bytes(OWN_PROFILE[128:132])
    table = bytearray(OWN_PROFILE[132 : 132 + 12 * entries])
    for at in range(4, len(table), 12):
        table[at : at + 4] = (int.from_bytes(table[at : at + 4]) + 12).to_bytes(4)
    own = b"mmod" + (len(OWN_PROFILE) + 12).to_bytes(4) + len(NAME).to_bytes(4)
    head = bytearray((len(OWN_PROFILE) + 12 + len(NAME)).to_bytes(4) + OWN_PROFILE[4:128])
    head[48:56] = NAME
    return bytes(head) + (entries + 1).to_bytes(4) + bytes(table) + own + OWN_PROFILE[132 + 12 * entries :] + NAME


@pytest.mark.parametrize("format", FORMATS)
def test_a_profile_keeps_colours_and_not_the_screen_that_it_is_of(format: str) -> None:
    before = of_a_screen()
    assert before.count(NAME) == 2
    found = shown(stripped(photo(format, icc_profile=before))).info["icc_profile"].rstrip(b"\0")
    assert found == PROFILE.rstrip(b"\0")
    assert NAME not in found
    as_before, as_after = (ImageCms.ImageCmsProfile(BytesIO(each)) for each in (OWN_PROFILE, PROFILE))
    grey = ImageCms.createProfile("LAB")
    before_and_after = [ImageCms.buildTransform(each, grey, "RGB", "LAB") for each in (as_before, as_after)]
    there = [ImageCms.applyTransform(GRAIN.copy(), each) for each in before_and_after]
    assert there[0] == there[1]


@pytest.mark.parametrize("profile", [b"", b"no profile", OWN_PROFILE[:300], OWN_PROFILE[:128] + b"\xff" * 99])
def test_a_profile_that_can_not_be_read_is_left_out(profile: bytes) -> None:
    assert icc(profile) == b""
    for format in FORMATS:
        after = stripped(photo(format, icc_profile=profile))
        assert b"no profile" not in after
        assert shown(after).size == GRAIN.size


def segment(marker: int, held: bytes) -> bytes:
    return bytes((0xFF, marker)) + (len(held) + 2).to_bytes(2) + held


def riff_chunk(type: bytes, held: bytes) -> bytes:
    return type + len(held).to_bytes(4, "little") + held + bytes(len(held) % 2)


def bitmap(**more: object) -> bytes:
    file = BytesIO()
    GRAIN.save(file, "BMP", **more)
    return file.getvalue()


def with_more_in_the_gif() -> bytes:
    whole = gif()
    repeats = whole.index(b"NETSCAPE2.0") + len(b"NETSCAPE2.0") + 4
    return whole[:repeats] + bytes((len(NAME),)) + NAME + whole[repeats:]


def with_exif_in_a_frame() -> bytes:
    file = BytesIO()
    GRAIN.save(file, "WEBP", save_all=True, append_images=[Image.new("RGB", GRAIN.size)], lossless=True)
    held = file.getvalue()
    at = held.index(b"ANMF")
    length = int.from_bytes(held[at + 4 : at + 8], "little")
    frame = riff_chunk(b"ANMF", held[at + 8 : at + 8 + length] + riff_chunk(b"EXIF", NAME))
    body = held[8:at] + frame + held[at + 8 + length + length % 2 :]
    return riff_chunk(b"RIFF", body)


def with_a_named_profile() -> bytes:
    whole = photo("PNG")
    at = whole.index(b"iCCP") - 4
    end = at + 12 + int.from_bytes(whole[at : at + 4])
    held = b"iCCP" + whole[at + 8 : end - 4].replace(b"ICC Profile", NAME.ljust(11))
    return whole[: at + 4] + held + zlib.crc32(held).to_bytes(4) + whole[end:]


BESIDES: dict[str, tuple[bytes, Callable[[], bytes]]] = {
    "behind what Adobe's programs say": (
        b"JPEG",
        lambda: photo("JPEG")[:2] + segment(0xEE, b"Adobe\0\x64\0\0\0\0\1" + NAME) + photo("JPEG")[2:],
    ),
    "behind a profile": (b"JPEG", lambda: photo("JPEG", icc_profile=PROFILE + NAME)),
    "the name of a profile": (b"PNG", with_a_named_profile),
    "in one of the pictures of a WebP": (b"WEBP", with_exif_in_a_frame),
    "beside how often a GIF repeats": (b"GIF", with_more_in_the_gif),
    "behind a BMP": (b"BMP", lambda: bitmap() + NAME),
}


@pytest.mark.parametrize("name", BESIDES)
def test_what_stands_within_the_parts_of_a_picture_is_taken_out(name: str) -> None:
    format, make = BESIDES[name]
    before = make()
    after = stripped(before)
    assert (NAME in before, NAME in after, format_of(after)) == (True, False, format.decode())
    assert (shown(after).tobytes(), moves(after)) == (shown(before).tobytes(), moves(before))
    assert stripped(after) == after


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
def test_a_bmp_stays_whole(mode: str) -> None:
    file = BytesIO()
    GRAIN.resize((7, 5)).convert(mode).save(file, "BMP")
    assert stripped(file.getvalue()) == file.getvalue()
    assert stripped(b"BMW is no picture") == b"BMW is no picture"


def test_a_film_keeps_its_pictures_and_loses_where_it_was_taken() -> None:
    after = stripped(FILM)
    assert format_of(FILM) == "film"
    assert (NAME in after, b"+52.5" in after, b"quicktime.location" in after) == (False, False, False)
    assert (len(after), b"moving pictures" in after, b"1" * 8 in after) == (len(FILM), True, True)


def test_what_stands_after_a_photo_is_not_published() -> None:
    for format in ("JPEG", "PNG", "WEBP"):
        assert stripped(photo(format) + NAME + FILM) == stripped(photo(format))


def test_the_small_picture_in_a_jpeg_is_not_published() -> None:
    whole = photo("JPEG")
    small = b"JFIF\0\1\1\0\0\1\0\1\1\1abc"
    with_small = whole[:2] + b"\xff\xe0" + struct.pack(">H", len(small) + 2) + small + whole[20:]
    assert b"abc" not in stripped(with_small)
    assert shown(stripped(with_small)).tobytes() == shown(whole).tobytes()


def test_other_files_stay_as_they_are() -> None:
    for data in (b"", b"words", b"%PDF-1.7", b"PK\3\4"):
        assert stripped(data) == data


@given(st.sampled_from([*(photo(format) for format in FORMATS), gif(), bitmap(), FILM, *FILES.values()]), st.data())
def test_what_is_damaged_is_stripped_or_refused(whole: bytes, data: st.DataObject) -> None:
    damaged = bytearray(whole)
    for _ in range(data.draw(st.integers(0, 4))):
        damaged[data.draw(st.integers(0, len(damaged) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(damaged[: data.draw(st.integers(0, len(damaged)))])
    try:
        after = stripped(cut)
    except BrokenOffError:
        return
    assert len(after) <= len(cut) + 64


def test_stripping_takes_as_many_steps_as_a_file_has_parts() -> None:
    ends = b"\xff\xfe\0\2" * 50_000
    assert stripped(b"\xff\xd8" + ends + b"\xff\xd9") == b"\xff\xd8\xff\xd9"
    places = b"\0\0\0\0" + b"\0\0" + b"\xff\xff" + b"\0\1\0\0\xff\xff" * 40_000
    items = box(b"meta", b"\0\0\0\0", box(b"iinf", b"\0\0\0\0\0\0"), box(b"iloc", places))
    with pytest.raises(BrokenOffError):
        stripped(box(b"ftyp", b"avif\0\0\0\0") + items)


@pytest.fixture
def site(tmp_path: Path) -> Callable[..., Path]:
    """A handbook with one page and some files."""

    def make(settings: str = "", **files: bytes) -> Path:
        texts = {name: text.encode() for name, text in PAGE.items()}
        texts["site.yml"] += settings.encode()
        for name, data in {
            **texts,
            **{f"content/{name.replace('__', '.')}": data for name, data in files.items()},
        }.items():
            path = tmp_path / "project" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        return tmp_path / "project"

    return make


def built(project: Path, output: str = "public") -> Path:
    build = prepare_project(project)
    assert not build.fatal, build.problems
    write(build, project, project / output)
    return project / output


LARGE = photo("JPEG", Image.effect_noise((1200, 900), 90).convert("RGB"))


def test_large_photos_are_made_smaller_and_pages_leave_that_room(site: Callable[..., Path]) -> None:
    project = site("picture_size: 600\n", a__jpg=LARGE)
    public = built(project)
    published = (public / "a.jpg").read_bytes()
    assert (len(LARGE) > LIGHT, len(published) < len(LARGE) / 2) == (True, True)
    assert shown(published).size == (450, 600)  # it stands upright, for the camera was held so
    assert shown(published).getexif().get(ORIENTATION, 1) == 1
    assert shown(published).info["icc_profile"] == PROFILE
    assert NAME not in published
    assert '<img src="a.jpg" width="450" height="600" alt="Us">' in (public / "index.html").read_text()
    assert (project / "content/a.jpg").read_bytes() == LARGE


@pytest.mark.parametrize("format", FORMATS)
def test_each_format_stays_what_it_is_and_gives_the_same_bytes_again(format: str, site: Callable[..., Path]) -> None:
    large = photo(format, Image.effect_noise((1200, 900), 90).convert("RGB"), quality=100)
    project = site("picture_size: 300\n", a__jpg=large)
    found = Photos(project, read(project).pictures, 300, Cache(project / "one")).published("content/a.jpg")
    again = Photos(project, read(project).pictures, 300, Cache(project / "two")).published("content/a.jpg")
    assert isinstance(found, bytes)
    assert found == again
    assert (shown(found).format, max(shown(found).size), NAME in found) == (format, 300, False)


@pytest.mark.parametrize("mode", ["P", "1", "L", "LA", "RGBA", "CMYK", "I;16"])
def test_pictures_of_every_kind_of_colour_can_be_published(mode: str, site: Callable[..., Path]) -> None:
    image = Image.effect_noise((2100, 1800), 120)
    image = image.convert("I").convert("I;16") if mode == "I;16" else image.convert(mode)
    file = BytesIO()
    image.save(file, "JPEG" if mode == "CMYK" else "PNG")
    project = site("picture_size: 300\n", a__png=file.getvalue())
    known = read(project).pictures
    found = Photos(project, known, 300, Cache(project / "cache")).published("content/a.png")
    assert isinstance(found, bytes)
    assert shown(found).size == known["content/a.png"].size(300)


@pytest.mark.parametrize(("settings", "size"), [("picture_size: 0\n", (1200, 900)), ("", (1200, 900))])
def test_photos_stay_as_large_as_they_may_be(settings: str, size: tuple[int, int], site: Callable[..., Path]) -> None:
    assert shown((built(site(settings, a__jpg=LARGE)) / "a.jpg").read_bytes()).size == size


def test_a_new_limit_and_nothing_else_makes_a_photo_anew(site: Callable[..., Path]) -> None:
    project = site("picture_size: 600\n", a__jpg=LARGE)
    public = built(project)
    before = (public / "a.jpg").stat()
    built(project)
    assert (public / "a.jpg").stat().st_mtime_ns == before.st_mtime_ns
    site("picture_size: 400\n", a__jpg=LARGE)
    assert max(shown((built(project) / "a.jpg").read_bytes()).size) == 400


def test_photos_made_smaller_are_kept_for_other_builds(
    site: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    project, cache = site(a__jpg=LARGE), Cache()
    pictures = read(project).pictures
    Photos(project, pictures, 500, cache).make(["content/a.jpg"])
    monkeypatch.setattr("mentorsite.build.media.photos.drawn_anew", None)
    found = Photos(project, pictures, 500, cache).published("content/a.jpg")
    assert isinstance(found, bytes)
    assert max(shown(found).size) == 500


def test_a_photo_under_any_name_tells_nothing(site: Callable[..., Path]) -> None:
    public = built(site(a__jpg=photo("JPEG"), b__txt=photo("PNG"), c__mov=FILM, d__heic=box(b"ftyp", b"heic") + FILM))
    for name in ("a.jpg", "b.txt", "c.mov", "d.heic"):
        assert NAME not in (public / name).read_bytes()


def test_media_that_are_damaged_stop_the_build_and_are_all_told_by_check(site: Callable[..., Path]) -> None:
    files = {"c__mp4": FILM[:100], "d__gif": b"GIF89a=1;/*<html>", "e__mp3": NAME}
    project = site(a__jpg=photo("JPEG"), g__tif=b"II*\0", **files)
    with pytest.raises(FatalError, match=r"content/c\.mp4 is not built as its format says"):
        built(project)
    told = damaged_media(project, prepare_project(project).site)
    assert [(each.code, each.path) for each in told] == [
        ("unreadable", f"content/{name.replace('__', '.')}") for name in files
    ]
    checked = run("check", "-C", str(project))
    assert checked.returncode
    assert all(f"content/{name.replace('__', '.')}" in checked.stderr for name in files)


def test_a_photo_in_a_theme_tells_nothing(site: Callable[..., Path]) -> None:
    project = site(a__jpg=photo("JPEG"))
    (project / "themes/own/assets").mkdir(parents=True)
    (project / "themes/own/theme.yml").write_text("name: own\n")
    (project / "themes/own/assets/hero.jpg").write_bytes(photo("JPEG"))
    (project / "site.yml").write_text(f"{PAGE['site.yml']}theme: own\n")
    assert NAME not in (built(project) / "_theme/hero.jpg").read_bytes()


def test_what_photos_told_is_said_once(site: Callable[..., Path]) -> None:
    plain = BytesIO()
    GRAIN.save(plain, "JPEG")
    project = site(a__jpg=photo("JPEG"), b__png=photo("PNG"), c__jpg=plain.getvalue())
    (said,) = notes(prepare_project(project).site)
    assert said.startswith(
        "Photos that tell where it was taken (content/a.jpg, content/b.png) and a name (content/a.jpg, content/b.png): "
        "the published copies don't."
    )
    assert not notes(prepared({"content/index.md": "# Home"}).site)


def png_of(width: int, height: int) -> bytes:
    """A PNG that says how large it is, and holds nothing but nothing."""

    def chunk(type: bytes, held: bytes) -> bytes:
        return struct.pack(">I", len(held)) + type + held + struct.pack(">I", zlib.crc32(type + held))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 9)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("name", "data", "fault"),
    [
        ("a.heic", box(b"ftyp", b"heic\0\0\0\0mif1heic") + b"\0" * 40, "it is a HEIC photo"),
        ("a.jpg", box(b"ftyp", b"mif1\0\0\0\0heic") + b"\0" * 40, "it is a HEIC photo"),
        ("a.tiff", b"II*\0\x08\0\0\0", "it is a TIFF or a camera's raw photo"),
        ("a.jpg", b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ", "it is a JPEG 2000"),
        ("a.png", b"\xff\x4f\xff\x51\0\x29", "it is a JPEG 2000"),
        ("a.jpg", b"II\xbc\x01\x08\0\0\0", "it is a JPEG XR"),
        ("a.nef", b"MM\0*\0\0\0\x08", "it is a TIFF or a camera's raw photo"),
        ("a.psd", b"8BPS\0\1", "it is a picture of Photoshop"),
        ("a.png", b"", "the file is empty"),
        ("a.png", b"<html>", "it is no picture, whatever its name says"),
        ("a.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF", "it is damaged"),
        ("a.svg", b"words", "it is no SVG that can be read"),
        ("a.png", png_of(12_000, 12_000), "it unpacks to 144,000,000 pixels"),
        ("a.png", png_of(60_000, 60_000), "it unpacks to too many pixels"),
        ("a.gif", gif(MOST_FRAMES + 1), "it moves through 2,001 pictures of 9 by 7 pixels"),
    ],
)
def test_a_picture_that_no_browser_shows_is_told_where_it_is_shown(name: str, data: bytes, fault: str) -> None:
    found = picture(BytesIO(data), name)
    assert found
    assert found.fault.startswith(fault)
    assert found.hint


def told(files: dict[str, str], pictures: dict[str, Picture]) -> list[tuple[str, str, int]]:
    tree = tree_of({"site.yml": PAGE["site.yml"], **files})
    assets = {**tree.assets, **dict.fromkeys(pictures, 1)}
    build = prepare(replace(tree, pictures=pictures, assets=assets))
    return [(each.code, each.path, each.line) for each in build.problems]


BAD = Picture(fault="it is damaged", hint="mend it")
WITHHELD = Picture(fault="it is a TIFF", hint="save it as PNG", withheld=True)


def test_a_picture_that_can_not_be_shown_is_told_at_the_page_else_at_the_file() -> None:
    page = {"content/index.md": "# Home\n\n![Us](a.png)\n"}
    assert told(page, {"content/a.png": BAD}) == [("broken-image", "content/index.md", 3)]
    assert told({"content/index.md": "# Home"}, {"content/a.png": BAD}) == [("unsuitable-picture", "content/a.png", 1)]
    assert told({"content/index.md": "# Home\n\n[Us](a.png)\n"}, {"content/a.png": BAD}) == [
        ("unsuitable-picture", "content/a.png", 1)
    ]
    assert told({"content/index.md": "# Home\n\n[Us](a.tif)\n"}, {"content/a.tif": WITHHELD}) == [
        ("unsuitable-picture", "content/a.tif", 1),
        ("broken-link", "content/index.md", 3),
    ]
    raw = {"content/index.md": '# Home\n\n<img src="a.png" alt="Us">\n'}
    assert told(raw, {"content/a.png": BAD}) == [("broken-image", "content/index.md", 3)]


def test_a_picture_without_its_end_is_told_at_the_file_and_published(site: Callable[..., Path]) -> None:
    for format in ("JPEG", "PNG", "GIF", "WEBP"):
        whole = gif() if format == "GIF" else photo(format)
        for cut in (whole[: len(whole) * 3 // 4], whole[:-12]):
            found = picture(BytesIO(cut), "a.jpg")
            assert found, format
            assert found.broken_off or found.fault, (format, len(cut))
        assert not picture(BytesIO(whole), "a.jpg").broken_off  # type: ignore[union-attr]
        assert not picture(BytesIO(whole + b"\0" * 5000), "a.jpg").broken_off  # type: ignore[union-attr]
    cut = photo("JPEG")[:-200]
    project = site(a__jpg=cut)
    assert [each.code for each in prepare_project(project).problems] == ["unsuitable-picture"]
    assert NAME not in (built(project) / "a.jpg").read_bytes()


def test_a_page_of_bytes_or_a_film_is_no_image() -> None:
    page = {"content/index.md": "# Home\n\n![Us](a.pdf)\n", "content/a.pdf": "x"}
    assert told(page, {}) == [("broken-image", "content/index.md", 3)]


def test_what_unpacks_to_too_much_is_not_published(site: Callable[..., Path]) -> None:
    assert MOST_PIXELS < 12_000 * 12_000
    project = site(a__jpg=photo("JPEG"), b__png=png_of(12_000, 12_000))
    assert not (built(project) / "b.png").exists()


def test_the_logo_is_told_too() -> None:
    settings = f"{PAGE['site.yml']}organization: {{name: a, logo: a.png}}\n"
    files = {"site.yml": settings, "content/index.md": "# Home"}
    assert told(files, {"content/a.png": BAD}) == [("unsuitable-logo", "site.yml", 5)]


def in_a_drawing(data: bytes, kind: str = "jpeg") -> bytes:
    start = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 9'><image width='9' height='9' href='data:image/"
    return f"{start}{kind};base64,{b64encode(data).decode()}'/></svg>".encode()


@pytest.mark.parametrize("format", FORMATS)
def test_a_photo_in_a_drawing_tells_nothing_besides_either(format: str) -> None:
    written, problems = drawing("a.svg", in_a_drawing(photo(format), format.lower()))
    assert written
    assert not problems
    held = b64decode(written.text.partition("base64,")[2].partition('"')[0])
    assert held == stripped(photo(format))
    assert NAME not in held


@pytest.mark.parametrize("data", [b"", b"words", b"II*\0", b"\x89PNG\r\n\x1a\n\0"])
def test_what_is_no_whole_picture_in_a_drawing_is_left_out_and_told(data: bytes) -> None:
    written, problems = drawing("a.svg", in_a_drawing(data))
    assert written
    assert "base64" not in written.text
    assert ["or to no picture" in each.message for each in problems] == [True]
