"""Data and a theme's Typst files → PDF, by Typst, which sees them and the fonts and nothing else."""

import json
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import get_ident
from typing import TYPE_CHECKING, Any

from mentorsite.errors import MissingToolError, ThemeError
from mentorsite.render.forms.pdf.missing_characters import lacking, without, worth_telling
from mentorsite.render.forms.pdf.no_network import no_network

if TYPE_CHECKING:
    import typst

FONTS, SOURCE = "fonts/", ".typ"
POINTS = 72
"""The points of an inch."""
DATA = "data.json"
"""What a theme's files read. Nobody has such a file: a fault of it has no place."""
ROOT = "mentorsite-print"
"""The folder that Typst takes for all that there is."""
PACKAGES = "packages"
"""Where Typst would look for packages, and finds none: those of this machine are nobody's business either."""
NO_PACKAGE = re.compile("failed to download package|package not found")
FROM_NETWORK = (
    "a package of Typst's can't be used: it would be fetched from the network. Put what you need of it into `print/`."
)
MISSING = (
    "PDFs are drawn by Typst, for which there is no package for this machine. Build everything else with "
    "`--without pdf`."
)
NOT_DRAWN = re.compile(r"(\\\\)|\\u00[01][0-9a-f]|\\[bf]|[\x7f-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
"""Characters that are no text, as JSON says them; a pair of backslashes is one that someone wrote."""
PLACE = re.compile(rf"┌─ (?:\S*/{ROOT}/)?(?P<file>[^:\n]+):(?P<line>\d+):(?P<column>\d+)")


@dataclass(frozen=True, slots=True)
class Drawn:
    """A PDF. `missing` are the characters that no font has: they show as �, or without the marks on them.

    `with_machine_fonts` is whether fonts of this machine were looked at, since the theme's own lack characters: with
    other fonts the PDF may be another one.
    """

    data: bytes
    missing: frozenset[str]
    with_machine_fonts: bool


@dataclass(frozen=True, slots=True)
class Files:
    """What a PDF is drawn from: the theme's files and pictures, by their path.

    `fonts` is the folder that has the theme's fonts on disk, beside which are its Typst files, for Typst takes them
    from there; empty where they are to be put there for this PDF.
    """

    files: Mapping[str, bytes]
    fonts: str = ""

    def with_files(self, files: Mapping[str, bytes]) -> "Files":
        """The same with some more files."""
        return Files({**self.files, **files}, self.fonts)


@dataclass(frozen=True, slots=True)
class Folders:
    """Where Typst finds fonts, those of this `machine` too if need be, and `root`, which is all there is to it."""

    fonts: str
    root: str
    machine: bool


def typeset(main: str, data: Mapping[str, Any], files: Files, *, tagged: bool = True) -> Drawn:
    """The PDF that the file `main` draws of `data`, which it reads as `/data.json`; `tagged` makes it PDF/UA-1.

    Raises `MissingToolError` where Typst is not installed, and `ThemeError` at the place of a theme's fault.
    """
    missing: frozenset[str] = frozenset()
    _typst()
    # a first try without the machine's fonts would only tell of letters that the theme's lack
    machine = bool(files.fonts) and not _letters_in(data) <= _letters_of_fonts(files.fonts)
    with _on_disk(files) as (fonts, root):
        # each round either draws, adds the machine's fonts or takes characters out, so it ends
        while True:
            made = _compiled(main, data, files, Folders(fonts, root, machine), tagged=tagged)
            if isinstance(made, bytes):
                return Drawn(made, worth_telling(missing), machine)
            if machine:
                data, taken = without(data, made)
                if not taken:  # the theme's own files say it
                    raise ThemeError(f"print/{main}: no font has {' '.join(sorted(made))}, which stands in no text.")
                missing |= taken
            machine = True


def png(main: str, data: Mapping[str, Any], files: Files, *, machine: bool) -> bytes:
    """The first page that the file `main` draws, as a PNG with a pixel for each point.

    `machine` is whether the machine's fonts are needed, as `Drawn` says. Raises `ThemeError`.
    """
    with _on_disk(files) as (fonts, root):
        try:
            made: bytes | list[bytes] = _compile(
                main, data, files, Folders(fonts, root, machine), format="png", ppi=POINTS
            )
        except _typst().TypstError as error:
            raise ThemeError(_message(error, main)) from error
        if isinstance(made, bytes):
            return made
        return made[0]  # a picture for each page, where there are several


def _compiled(
    main: str, data: Mapping[str, Any], files: Files, folders: Folders, *, tagged: bool
) -> bytes | frozenset[str]:
    """The PDF, or the characters that the fonts lack."""
    if tagged:  # either standard has Typst tell of characters that no font has
        standard = "ua-1"
    else:
        standard = "a-2u"
    # the timestamp is fixed, so that the same form gives the same bytes at any time
    how = {"format": "pdf", "pdf_standards": [standard], "pdf_tags": tagged, "timestamp": 0}
    try:
        made: bytes = _compile(main, data, files, folders, **how)
    except _typst().TypstError as error:
        lacked = lacking(error.diagnostic)
        if not lacked:
            raise ThemeError(_message(error, main)) from error
        return lacked
    return made


def _compile(main: str, data: Mapping[str, Any], files: Files, folders: Folders, **how: Any) -> Any:
    """What Typst makes of a file and its data; `how` is in which form."""
    known = _fonts(folders.fonts, machine=folders.machine)
    said = NOT_DRAWN.sub(r"\1", json.dumps(_with_fonts(data, known), ensure_ascii=False))
    # the other files are on disk: those that are handed over are all parsed, also the ones that nothing imports
    sources = {"main.typ": files.files[main], DATA: said.encode()}
    with no_network():
        return _compiler(folders, get_ident()).compile(sources, **how)


@lru_cache(maxsize=4)
def _compiler(folders: Folders, _thread: int) -> Any:
    """A compiler, which remembers what it has read; one thread may use it at a time."""
    packages = f"{folders.root}/{PACKAGES}"
    fonts = _fonts(folders.fonts, machine=folders.machine)
    return _typst().Compiler(root=folders.root, font_paths=fonts, package_path=packages, package_cache_path=packages)


def _message(error: "typst.TypstError", main: str) -> str:
    """What Typst says of a fault, with its place in the theme."""
    place = PLACE.search(error.diagnostic)
    where = main
    if place and place["file"] != DATA:
        file = place["file"]
        if file == "main.typ":  # as `_compile` hands it over
            file = main
        where = f"{file}, line {place['line']}, column {place['column']}"
    if NO_PACKAGE.match(error.message):
        return f"print/{where}: {FROM_NETWORK}"
    # hints with `--` are about options of Typst's own command, as `--root`
    hints = "".join(f" ({hint})" for hint in error.hints if "--" not in hint)
    # Typst says where on this machine it looked; who writes a theme knows the file below `print/`
    message = re.sub(rf" \(searched at [^)]*/{ROOT}/([^)]*)\)", r": print/\1", error.message)
    return f"print/{where}: {message}{hints}"


def _with_fonts(data: Mapping[str, Any], fonts: "typst.Fonts") -> Mapping[str, Any]:
    """The data with those fonts alone that are there: Typst warns of others."""
    known = {name.lower() for name in fonts.families()}
    look = data["look"]
    there = [name for name in look["fonts"] if name.lower() in known]
    return {**data, "look": {**look, "fonts": there}}


def _typst() -> Any:
    try:
        import typst
    except ImportError as error:
        raise MissingToolError(MISSING) from error
    return typst


@contextmanager
def _on_disk(files: Files) -> Iterator[tuple[str, str]]:
    """Two folders: that of the fonts, and the one that Typst takes for all there is."""
    # fonts and Typst files are on disk already, or handed over; only pictures and the like need a folder of their own
    if files.fonts and all(name.startswith(FONTS) or name.endswith(SOURCE) for name in files.files):
        yield files.fonts, str(Path(files.fonts).parent / ROOT)
        return
    with TemporaryDirectory(prefix="mentorsite-") as folder:
        put_files(files.files, Path(folder), fonts=not files.fonts)
        yield files.fonts or str(Path(folder) / FONTS), str(Path(folder) / ROOT)


def put_files(files: Mapping[str, bytes], folder: Path, *, fonts: bool = True) -> None:
    """Writes a theme's fonts into a folder, below `fonts/`, and its other files beside it, where Typst finds them."""
    (folder / FONTS).mkdir(exist_ok=True)
    (folder / ROOT).mkdir(exist_ok=True)
    for name, content in files.items():
        if not name.startswith(FONTS):
            _write(folder / ROOT / name, content)
        elif fonts:
            _write(folder / name, content)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


@lru_cache(maxsize=2)
def _fonts(folder: str, *, machine: bool) -> "typst.Fonts":
    """The fonts in a folder, and those of this machine."""
    found: typst.Fonts = _typst().Fonts(include_system_fonts=machine, include_embedded_fonts=False, font_paths=[folder])
    return found


def _letters_in(data: Mapping[str, Any]) -> frozenset[str]:
    """The letters of a PDF's texts, but for those of English, which every font has."""
    said = json.dumps(data, ensure_ascii=False)
    return frozenset(each for each in set(said) if not each.isascii() and each.isalpha())


@lru_cache(maxsize=2)
def _letters_of_fonts(folder: str) -> frozenset[str]:
    """The characters that the fonts in a folder have."""
    from fontTools.ttLib import TTFont  # slow to load, and English does without

    found: set[str] = set()
    for info in _fonts(folder, machine=False).fonts():
        with TTFont(info.path, fontNumber=info.index, lazy=True) as font:
            for code in font.getBestCmap() or ():
                found.add(chr(code))
    return frozenset(found)


def machine_fonts() -> "typst.Fonts":
    """The fonts of this machine."""
    found: typst.Fonts = _typst().Fonts(include_system_fonts=True, include_embedded_fonts=False)
    return found
