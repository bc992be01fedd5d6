"""What is published of pictures and films: copies without what they tell, large photos made smaller."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import partial
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mentorsite.build import fingerprint
from mentorsite.build.cache import Cache
from mentorsite.build.environment_hashes import tools
from mentorsite.build.media.image_info import BROKEN, FORMATS
from mentorsite.build.process_pool import in_processes
from mentorsite.errors import FatalError
from mentorsite.loader.git_lfs import FAULT, HINT, is_pointer
from mentorsite.loader.media.strip import HEAD, BrokenOffError, format_of, stripped
from mentorsite.model.image import Picture

if TYPE_CHECKING:
    from PIL import Image

PARALLEL_THRESHOLD = 1
"""As many photos are made smaller here, sooner than other processes start."""
SAVED: Mapping[str, Mapping[str, Any]] = {
    "JPEG": {"quality": 85, "optimize": True, "progressive": True},
    "PNG": {"optimize": False},
    "WEBP": {"quality": 85, "method": 4},
    "AVIF": {"quality": 70, "speed": 6, "max_threads": 1},
}
"""How each format is saved. One thread gives the same bytes on any machine."""
DETAIL = 2.0
"""How many times larger than it will be a photo is unpacked at least, so that it loses nothing that is seen."""

LOSSLESS = b"VP8L"
"""What the first part of a WebP is called that loses nothing."""
DAMAGED = (
    "{0} is not built as its format says, so what it tells besides can't be taken out. "
    "Save it anew with another program, or take it out of `content/`."
)


class Photos:
    """The copies of a project's pictures that are published; those made smaller are kept for the next time."""

    def __init__(self, project: Path, pictures: Mapping[str, Picture], longest: int, cache: Cache) -> None:
        self.project, self.pictures, self.longest, self.cache = project, pictures, longest, cache

    def make(self, sources: Iterable[str], *, workers: int | None = None) -> None:
        """Makes those smaller that have to be and were not before, on all cores, so that `published` finds them."""
        wanted = dict(self._wanted(sources))
        kept = self.cache.has(wanted.values())
        todo = tuple(each for each, key in wanted.items() if key not in kept)
        make = partial(_made, self.project, self.pictures, self.longest)
        made = in_processes(make, todo, does="makes photos smaller", few=PARALLEL_THRESHOLD, workers=workers)
        for source, data in zip(todo, made, strict=True):
            if data is not None:
                self.cache.put(wanted[source], data)

    def published(self, source: str) -> bytes | Path:
        """What is published of a file: the copy, or the file itself where that is no picture and no film.

        Raises `OSError` where it can't be read, `FatalError` where nothing can be taken out of it.
        """
        path = self.project / source
        if not is_media(path):
            return path
        data = path.read_bytes()
        key = ""
        if self._shrinks(source):
            key = self._key(source, data)
            kept = self.cache.get(key)
            if kept:
                return kept
        try:
            made = copy(data, self.pictures.get(source), self.longest, source)
        except BrokenOffError as error:
            if is_pointer(data):
                raise FatalError(f"{source}: {FAULT}. {HINT[0].upper()}{HINT[1:]}.") from error
            raise FatalError(DAMAGED.format(source)) from error
        if key:
            self.cache.put(key, made)
        return made

    def _wanted(self, sources: Iterable[str]) -> Iterator[tuple[str, str]]:
        """The photos that have to be made smaller, each with the key of its copy; those that can't be read are told
        of by who needs them.
        """
        for source in sources:
            if self._shrinks(source):
                with suppress(OSError):
                    yield source, self._key(source, (self.project / source).read_bytes())

    def _shrinks(self, source: str) -> bool:
        picture = self.pictures.get(source)
        return picture is not None and picture.size(self.longest) != (picture.width, picture.height)

    def _key(self, source: str, data: bytes) -> str:
        """A hash of all that a copy is made of."""
        size = self.pictures[source].size(self.longest)
        return fingerprint.photo(sha256(data).hexdigest(), size, tools())


def _made(project: Path, pictures: Mapping[str, Picture], longest: int, source: str) -> bytes | None:
    try:
        return copy((project / source).read_bytes(), pictures[source], longest, source)
    except (OSError, BrokenOffError):  # whoever needs the copy tells of it
        return None


def is_media(path: Path) -> bool:
    """Whether a file is a picture or a film that may tell more than it shows."""
    with path.open("rb") as file:
        return format_of(file.read(HEAD), path.name) is not None


def copy(data: bytes, picture: Picture | None, longest: int, name: str = "") -> bytes:
    """What is published of a picture or a film: made smaller where it has to be, else without what it tells besides.

    Raises `BrokenOffError` where neither can be done.
    """
    size = picture.size(longest) if picture else (0, 0)
    if picture and size != (picture.width, picture.height):
        with suppress(BrokenOffError):  # damage that browsers may pass over
            return drawn_anew(data, size)
    try:
        return stripped(data, name)
    except BrokenOffError:
        return drawn_anew(data)


def drawn_anew(data: bytes, size: tuple[int, int] | None = None) -> bytes:
    """A picture, in a width and height, turned as it is shown, with its colours. Raises `BrokenOffError`."""
    from PIL import Image, ImageOps

    file = BytesIO()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # how large it is was looked at before
            with Image.open(BytesIO(data), formats=FORMATS) as image:
                saved = {**SAVED.get(str(image.format), {}), "icc_profile": image.info.get("icc_profile")}
                if data[12:16] == LOSSLESS:
                    saved["lossless"] = True
                if size:
                    _draft(image, size)
                upright = ImageOps.exif_transpose(image)
                made = _resized(upright, size) if size else upright
                made.save(file, image.format, **saved)
    except (*BROKEN, Image.DecompressionBombError) as error:
        raise BrokenOffError from error
    return stripped(file.getvalue())  # what Pillow hands on: a comment, say


def _draft(image: "Image.Image", size: tuple[int, int]) -> None:
    """Lets a JPEG be unpacked no larger than is needed."""
    scale = max(size) * DETAIL / max(image.size)
    image.draft(None, (round(image.width * scale), round(image.height * scale)))


def _resized(image: "Image.Image", size: tuple[int, int]) -> "Image.Image":
    from PIL import Image

    # Resizing makes colours between two others, which a palette, or black and white, doesn't have.
    few_colours = image.mode == "P"
    if few_colours and "transparency" in image.info:
        image = image.convert("RGBA")
    elif few_colours:
        image = image.convert("RGB")
    elif image.mode == "1":
        image = image.convert("L")
    made = image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
    if few_colours:
        return made.quantize(256, Image.Quantize.FASTOCTREE)  # Pillow's own other methods take no transparent pictures
    return made
