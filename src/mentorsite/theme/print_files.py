"""The files that a theme draws PDFs with: Typst files and fonts, each layer over the one that it extends."""

import re
from collections.abc import Iterable, Iterator, Mapping

from mentorsite.errors import Place, Problem, problem
from mentorsite.loader.tree import ThemeTree
from mentorsite.theme.true_type import fault_of_font
from mentorsite.theme.values import SHIPPED

PRINT = "print/"
OWN_FONT = "print/fonts/fields-regular.ttf"
"""The font that viewers draw with what people type."""
DEFAULT = "default/"
"""Where a theme's Typst file finds that of the default theme which it takes the place of."""
# Typst loads what is named with an `@` from its registry of packages.
FROM_NETWORK = re.compile(rb'^[^"\n]*?(?:import|include)\s*"@', re.MULTILINE)
OLD = re.compile(r"templates/(?:partials/)?print-.*\.html|print/.*\.css")
"""Files of themes that were made before Typst drew PDFs: HTML templates and style sheets."""


def print_files(layers: Iterable[ThemeTree]) -> Mapping[str, bytes]:
    """The files by their path below `print/`; those of the lowest layer stand below `default/` too."""
    found: dict[str, bytes] = {}
    for number, layer in enumerate(layers):
        for path, data in sorted(layer.files.items()):
            if path.startswith(PRINT):
                name = path.removeprefix(PRINT)
                found[name] = data
                if number == 0 and name.endswith(".typ"):
                    found[DEFAULT + name] = data
    return found


def print_problems(layers: Iterable[ThemeTree]) -> Iterator[Problem]:
    """What is wrong with them, as far as it is seen without drawing."""
    for layer in layers:
        if layer.folder.startswith(SHIPPED):
            continue
        old = sorted(path for path in layer.files if OLD.fullmatch(path))
        if old:
            if len(old) > 1:
                others = f" (nor with {len(old) - 1} more of `print-…`)"
            else:
                others = ""
            message = f"PDFs are no longer drawn with this file{others}, but with `print/form.typ` and what it names"
            hint = "write what you changed there anew, as the guide to themes tells, and delete these"
            yield problem("old-print-file", Place(f"{layer.folder}/{old[0]}"), message, hint)
        if OWN_FONT in layer.files:
            fault = fault_of_font(layer.files[OWN_FONT])
            if fault:
                hint = "put a TrueType font there (.ttf), or take the file out: then the default theme's is used"
                yield problem("theme", Place(f"{layer.folder}/{OWN_FONT}"), fault, hint)
        for path, data in sorted(layer.files.items()):
            if not path.startswith(PRINT) or not path.endswith(".typ"):
                continue
            asked = FROM_NETWORK.search(data)
            if asked:
                place = Place(f"{layer.folder}/{path}", data.count(b"\n", 0, asked.end()) + 1)
                message = "a package of Typst's can't be used: it would be fetched from the network"
                yield problem("theme", place, message, "put what you need of it into `print/`")
