"""Pictures of pages → files that Typst can draw."""

from collections.abc import Mapping

ENDINGS = {"png": "png", "jpg": "jpg", "jpeg": "jpg", "gif": "gif", "webp": "webp", "svg": "svg"}
"""Kinds that Typst draws; for others their words stand in their place."""


def drawable(pictures: Mapping[str, bytes]) -> tuple[Mapping[str, str], Mapping[str, bytes]]:
    """The name of each picture's file by the address it has in the text, and the files."""
    names: dict[str, str] = {}
    files: dict[str, bytes] = {}
    for address, data in sorted(pictures.items()):
        ending = ENDINGS.get(address.rpartition(".")[2].lower())
        if ending:
            file = f"pictures/{len(names)}.{ending}"
            names[address] = f"/{file}"
            files[file] = data
    return names, files
