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


MAIN = "picture.typ"
PICTURE = """
#import "basics.typ": *
#let picture = json("/data.json").picture
#set document(title: [Picture])
#show: body => set-text(10pt, body)
#image(picture, alt: "Picture", width: 10mm)
"""


def not_drawable(names: Mapping[str, str], look: Mapping[str, object], files: Files) -> frozenset[str]:
    """The addresses of those pictures that Typst refuses, such as a broken one, and drawings with rare characters."""
    refused = set()
    for address, name in names.items():
        data = {"look": look, "picture": name}
        own = {MAIN: PICTURE.encode(), name.lstrip("/"): files.files[name.lstrip("/")]}
        others = {path: content for path, content in files.files.items() if not path.startswith(FOLDER)}
        try:
            drawn = typeset(MAIN, data, Files({**others, **own}, files.fonts))
        except ThemeError:
            refused.add(address)
            continue
        if drawn.missing:
            refused.add(address)
    return frozenset(refused)
