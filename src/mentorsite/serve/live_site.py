"""A site that can be shown: each of its files is made when someone asks for it."""

import os
from collections.abc import Mapping
from functools import cached_property, lru_cache
from hashlib import sha256
from pathlib import Path
from threading import Lock
from urllib.parse import unquote

from jinja2 import Environment

from mentorsite.build.cache import Cache
from mentorsite.build.downloads import downloads
from mentorsite.build.media.job_pictures import with_pictures
from mentorsite.build.media.photos import Photos
from mentorsite.build.prepare import Build
from mentorsite.build.project_files import is_inside
from mentorsite.build.search_index import index, searchable
from mentorsite.model.output import (
    BookPdfOutput,
    CertificatePdfOutput,
    CopyOutput,
    DownloadOutput,
    IconOutput,
    Output,
    RedirectOutput,
    ThemeOutput,
    source,
)
from mentorsite.model.site import Asset
from mentorsite.model.urls import encoded
from mentorsite.render import renderer
from mentorsite.render.download_jobs import jobs
from mentorsite.render.site_context import SiteContext
from mentorsite.serve.snapshot import FileStamp
from mentorsite.structure.plan import THEME_FOLDER
from mentorsite.theme.values import version

DRAWING = Lock()
"""Held while a download is made: the libraries that draw are used by one at a time."""


class LiveSite:
    """A site without errors. What it makes may raise `ThemeError`, downloads and the search `FatalError` too."""

    def __init__(self, project: Path, build: Build, stamps: Mapping[str, FileStamp], templates: Environment) -> None:
        self.project, self.build, self.stamps = project, build, stamps
        self.context = SiteContext(build.site, build.theme, build.outline, ready=templates)
        self.outputs: Mapping[str, Output] = {output.path: output for output in build.outputs}
        self.base = encoded(unquote(build.site.settings.base))
        """The path below which the site lives, as it stands in a URL."""
        self._render = renderer(self.context)
        # Wrapped here, and not where they are defined: what is kept goes when the site does.
        self.page = lru_cache(None)(self._page)
        self._download = lru_cache(None)(self._drawn)

    def is_page(self, path: str) -> bool:
        """Whether mentorsite makes a page at a path that can carry the script of the preview."""
        without = CopyOutput | ThemeOutput | RedirectOutput
        return path.endswith(".html") and path in self.outputs and not isinstance(self.outputs[path], without)

    def is_draft(self, path: str) -> bool:
        """Whether a page is made of a draft, which a build leaves out."""
        return source(self.outputs[path]) in self.build.site.drafts

    def _page(self, path: str) -> bytes:
        made = self._render(self.outputs[path])
        if isinstance(made, bytes):
            return made
        return b""

    def file(self, path: str) -> bytes | Path | None:
        """What stands at a path, or where; nothing where that may not be read."""
        output = self.outputs[path]
        if isinstance(output, DownloadOutput | BookPdfOutput | CertificatePdfOutput | IconOutput):
            return self._download(path)
        made = self._render(output)
        if isinstance(made, bytes):
            return made
        return self._copy(made)

    def _copy(self, asset: Asset) -> bytes | Path | None:
        """An asset as it will be published; nothing where it may not be read, or has gone."""
        if self._on_disk(asset) is None:
            return None
        try:
            with Cache() as cache:
                return self._photos(cache).published(asset.source)
        except OSError:
            return None

    def _photos(self, cache: Cache) -> Photos:
        site = self.build.site
        return Photos(self.project, site.pictures, site.settings.picture_size, cache)

    def _on_disk(self, asset: Asset) -> Path | None:
        """Where an asset is. It was no link out of the project when it was read, but it may be one by now."""
        root = Path(os.path.realpath(self.project))
        path = Path(os.path.realpath(root / asset.source))
        if is_inside(path, root):
            return path
        return None

    def _drawn(self, path: str) -> bytes:
        with DRAWING:
            (job,) = jobs(self.context, [self.outputs[path]])
            with Cache() as cache:
                photos = self._photos(cache)
                return downloads((with_pictures(job, photos, self.build.site.drawings),), cache)[path].data

    def search_index(self) -> dict[str, bytes]:
        """The files of the index for searching; every page is made for it."""
        found: dict[str, bytes] = {}
        for path in self.outputs:
            if self.is_page(path):
                found.update(searchable(path, self._page(path)))
        with Cache() as cache:
            return index(found, cache)

    @cached_property
    def styles(self) -> dict[str, str]:
        """The version of each style sheet of the theme, by the path of its URL."""
        names = (path for path in self.outputs if path.startswith(THEME_FOLDER) and path.endswith(".css"))
        return {f"{self.base}{encoded(path)}": version(self._page(path)) for path in names}

    @cached_property
    def _assets(self) -> str:
        return sha256(repr(sorted(self.stamps.items())).encode()).hexdigest()

    def seen(self, html: bytes) -> str:
        """What differs when a page looks or works in another way, unless its style sheets alone are new.

        The name of a style sheet stands in the page, so the browser can put the new one in its place. What else
        a page shows, such as an image, can't be told from its HTML: any that is new counts.
        """
        text = html
        # What the page doesn't name, such as a font, can't be put in its place: a new version of it counts.
        unnamed = dict(self.build.theme.versions)
        for url, current in self.styles.items():
            name = url.removeprefix(f"{self.base}{THEME_FOLDER}")
            versioned = f"{name}?v={current}".encode()
            if versioned in text:
                text = text.replace(versioned, name.encode())
                unnamed.pop(unquote(name), None)
        return sha256(repr((text, sorted(unnamed.items()), self._assets)).encode()).hexdigest()[:16]
