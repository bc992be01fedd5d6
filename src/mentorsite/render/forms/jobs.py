"""Downloads to make. Each is a value: it can be made in another process, and kept."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from mentorsite.model.formats import DownloadFormat
from mentorsite.render.book_view import BookView
from mentorsite.render.certificates import CertificateSheet
from mentorsite.render.forms.download_look import Look
from mentorsite.render.forms.sheet import FormSheet
from mentorsite.theme.values import Words


@dataclass(frozen=True, slots=True)
class Job:
    """A download, with all that it is made from: nothing else decides its bytes."""

    path: str
    format: DownloadFormat
    sheet: FormSheet
    words: Words
    look: Look
    assets: Mapping[str, bytes] = field(default_factory=dict)
    """The files that the theme draws a PDF with."""
    fonts: str = ""
    """The folder where those of them that are fonts stand on disk; empty where they don't."""


@dataclass(frozen=True, slots=True)
class BookJob:
    """A print edition to make, with all that it is made from; `url` is where its links start from.

    `images` are sources of images by the address that its chapters have for them: who makes it reads them into
    `pictures`.
    """

    path: str
    book: BookView
    look: Look
    words: Words
    language: str
    direction: str
    url: str | None
    assets: Mapping[str, bytes]
    images: Mapping[str, str]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    """Pictures that were left out, since they can't be drawn."""
    fonts: str = ""


@dataclass(frozen=True, slots=True)
class CertificateJob:
    """A certificate to draw, with all that it is made from; its one picture is the organization's logo."""

    path: str
    sheet: CertificateSheet
    look: Look
    words: Words
    language: str
    direction: str
    url: str | None
    assets: Mapping[str, bytes]
    images: Mapping[str, str]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    fonts: str = ""


@dataclass(frozen=True, slots=True)
class IconJob:
    """The icon of a site to draw as a picture: the logo, or where there is none that can be one, `letters`.

    `size` is its width and height in pixels; one that is `maskable` fills its square. `own` is the name of a drawing
    among the theme's `assets` that is the icon.
    """

    path: str
    size: int
    maskable: bool
    letters: str
    own: str
    look: Look
    words: Words
    language: str
    direction: str
    assets: Mapping[str, bytes]
    images: Mapping[str, str]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    refused: frozenset[str] = frozenset()
    fonts: str = ""


PicturedJob = BookJob | CertificateJob | IconJob
"""What shows pictures, which are read before it is drawn."""
AnyJob = Job | PicturedJob
