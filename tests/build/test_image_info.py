"""What is known of a picture: its size, so that a page leaves room for it, and whether an SVG would act."""

from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from mentorsite.build.media.image_info import ORIENTATION, picture, picture_of
from mentorsite.loader.svg.limits import MOST_DECLARED
from mentorsite.model.image import Picture
from tests.build.test_photos import photo
from tests.conftest import PICTURE, prepared, rendered


def taken(format: str, **more: object) -> bytes:
    file = BytesIO()
    Image.new("RGB", (40, 30)).save(file, format, **more)
    return file.getvalue()


def drawn(svg: str) -> Picture | None:
    return picture(BytesIO(svg.encode()), "a.svg")


@pytest.mark.parametrize("format", ["PNG", "JPEG", "GIF", "WEBP", "AVIF"])
def test_a_picture_has_its_width_and_height(format: str) -> None:
    assert picture(BytesIO(taken(format)), "a.png") == Picture(40, 30)


def test_a_photo_that_lies_on_its_side_stands_as_browsers_show_it() -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    assert picture(BytesIO(taken("JPEG", exif=exif)), "a.jpg") == Picture(30, 40)


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="640" height="240"', (640, 240)),
        ('width="64.4px" height="0.2" viewBox="0 0 1 1"', (64, 1)),
        ('viewBox="0 0 30 10"', (1000, 333)),
        ('width="100%" height="3em" viewBox="0,0,10,20"', (1000, 2000)),
        ('width="-1" height="nan" viewBox="0 0 0 10"', (0, 0)),
        ('width="1e9" height="inf" viewBox="a b c d"', (0, 0)),
        ("", (0, 0)),
    ],
)
def test_an_svg_has_the_size_or_the_shape_that_it_says(attributes: str, size: tuple[int, int]) -> None:
    assert drawn(f"<svg {attributes}/>") == Picture(*size)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "words",
        "<svg>",
        "<html/>",
        "<svg/><svg/>",
        '<!DOCTYPE x [<!ENTITY a "&b;">',
        f"<!DOCTYPE x [<!ATTLIST g {'a CDATA #IMPLIED ' * (MOST_DECLARED + 1)}>]><svg/>",
        '<!DOCTYPE x [<!ENTITY a "hahaha"><!ENTITY b "&a;&a;">]><svg/>',
        *(f'<?xml version="1.0" encoding="{each}"?><svg/>' for each in ("GB2312", "UTF-7", "idna", "hex", "nonsense")),
    ],
)
def test_what_is_no_svg_is_no_picture(text: str) -> None:
    found = drawn(text)
    assert found
    assert found.fault


@given(st.sampled_from(["PNG", "JPEG", "GIF", "WEBP"]), st.data())
def test_a_damaged_picture_is_none_or_still_one(format: str, data: st.DataObject) -> None:
    whole = bytearray(taken(format))
    for _ in range(data.draw(st.integers(0, 4))):
        whole[data.draw(st.integers(0, len(whole) - 1))] = data.draw(st.integers(0, 255))
    cut = bytes(whole[: data.draw(st.integers(0, len(whole)))])
    found = picture(BytesIO(cut), "a.png")
    assert found is None or (found.width >= 0 and found.height >= 0)


@pytest.mark.parametrize("part", [b"pitm", b"iloc", b"av01"])
def test_a_picture_without_one_of_its_parts_is_none(part: bytes) -> None:
    found = picture(BytesIO(taken("AVIF").replace(part, b"x" + part[1:])), "a.avif")
    assert found
    assert found.fault


def test_a_page_leaves_room_for_its_pictures() -> None:
    page = """\
![One](a.svg) ![Two](a.svg){width=5} ![Three]({{ site.title }}.svg "Words")

![Four](a.svg "Words")

<img src="a.svg" alt="Five">

![Six](none.svg)
"""
    files = {
        "site.yml": "title: a\nchecks: {broken-image: advice}\n",
        "content/index.md": f"# Home\n\n{page}",
        "content/a.svg": '<svg width="64" height="24"/>',
    }
    html = rendered(files)
    room = ' width="64" height="24"'
    assert f'<img src="a.svg"{room} alt="One">' in html["index.html"]
    assert '<img src="a.svg" alt="Two" width="5">' in html["index.html"]
    assert f'<img src="a.svg"{room} alt="Three" title="Words">' in html["index.html"]
    assert f'<figure><img src="a.svg"{room} alt="Four">' in html["index.html"]
    assert '<img src="a.svg" alt="Five">' in html["index.html"]
    assert '<img src="#" alt="Six">' in html["index.html"]
    assert f'<img src="../a.svg"{room} alt="One">' in html["print/index.html"]


def test_an_image_without_words_is_advised_on_unless_it_is_said_to_be_decoration() -> None:
    page = """\
![](a.gif)

![ ](a.gif "Title") ![](a.gif){width=5}

x <img src="a.gif"> <IMG width=5 SRC=a.gif>

![](a.gif){role=presentation} ![Us](a.gif) ![{{ site.title }}](a.gif) [![Us](a.gif)](a.gif)

<img src="a.gif" alt=""> <img alt="Us" src="a.gif"> <img src="a.gif" role="presentation">
"""
    problems = prepared({"content/index.md": f"# Home\n\n{page}", "content/a.gif": PICTURE}).problems
    assert [(each.line, each.code, each.fatal) for each in problems] == [
        (line, "image-without-words", False) for line in (3, 5, 5, 7, 7)
    ]
    form = "title: F\nsections:\n  a:\n    text: '![](../a.gif)'\n"
    files = {"content/index.md": "# Home", "content/a.gif": PICTURE, "content/worksheets/f.yml": form}
    assert [each.code for each in prepared(files).problems] == ["image-without-words"]


def test_a_file_that_changed_is_looked_into_again(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    path.write_text("words")
    assert picture_of(path) != Picture(1, 2)
    path.write_text('<svg width="1" height="2"/>')
    assert picture_of(path) == Picture(1, 2)
    path.unlink()
    assert picture_of(path) is None


@pytest.mark.parametrize("before", [b"\n", b"\xef\xbb\xbf", b"\r\n\r\n", b"HTTP/1.1 200 OK\r\n\r\n"])
@pytest.mark.parametrize("format", ["JPEG", "PNG", "WEBP"])
def test_a_photo_that_something_stands_before_is_not_published_with_what_it_tells(before: bytes, format: str) -> None:
    found = picture(BytesIO(before + photo(format)), f"a.{format.lower()}")
    assert found
    assert (found.fault, found.withheld) == ("it is no picture, whatever its name says", True)


def test_a_text_called_like_a_picture_is_only_told() -> None:
    found = picture(BytesIO(b"hello, nobody"), "a.jpg")
    assert found
    assert (bool(found.fault), found.withheld) == (True, False)
