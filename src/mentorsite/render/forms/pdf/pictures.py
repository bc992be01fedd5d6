"""Pictures of pages → files that Typst can draw."""

from collections.abc import Mapping

from mentorsite.errors import ThemeError
from mentorsite.render.forms.pdf.typeset import Files, typeset

ENDINGS = {"png": "png", "jpg": "jpg", "jpeg": "jpg", "gif": "gif", "webp": "webp", "svg": "svg"}
"""Kinds that Typst draws; for others their words stand in their place."""
FOLDER = "pictures/"


def drawable(pictures: Mapping[str, bytes]) -> tuple[Mapping[str, str], Mapping[str, bytes]]:
    """The name of each picture's file by the address it has in the text, and the files."""
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for address, data in sorted(pictures.items()):
        ending = ENDINGS.get(address.rpartition(".")[2].lower())
        if ending:
            file = f"{FOLDER}{len(names)}.{ending}"
            names[address] = f"/{file}"
            files[file] = data
    return names, files


def is_drawing(address: str) -> bool:
    """Whether the file at an address is an SVG."""
    return address.lower().endswith(".svg")


MAIN = "picture.typ"
PICTURE = """
#import "basics.typ": *
#let picture = json("/data.json").picture
#set document(title: [Picture])
#set page(width: 200mm, height: 200mm, margin: 10mm)
#show: body => set-text(10pt, body)
#let drawn(..size) = image(picture, alt: "Picture", ..size)
#context if measure(drawn(width: 180mm)).height > 180mm { drawn(height: 180mm) } else { drawn(width: 180mm) }
"""
"""A picture as large as a page has room: what filters make of it takes the longer, the larger it is."""


def is_drawable(name: str, data: bytes, look: Mapping[str, object], files: Files) -> bool:
    """Whether Typst draws a picture whole: not a broken one, nor a drawing with rare characters. `name` is its file's.

    `files` are the theme's.
    """
    own = {MAIN: PICTURE.encode(), name: data}
    try:
        return not typeset(MAIN, {"look": look, "picture": f"/{name}"}, files.with_files(own)).missing
    except ThemeError:
        return False


def not_drawable(names: Mapping[str, str], look: Mapping[str, object], files: Files) -> frozenset[str]:
    """The addresses of those pictures that Typst refuses."""
    others = {path: content for path, content in files.files.items() if not path.startswith(FOLDER)}
    refused = set()
    for address, name in names.items():
        file = name.lstrip("/")
        if not is_drawable(file, files.files[file], look, Files(others, files.fonts)):
            refused.add(address)
    return frozenset(refused)
