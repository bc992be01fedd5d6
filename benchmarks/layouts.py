"""A page as each generator wants it: the name of its file, its front matter, its links."""

import os
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.corpus import INDEX, Address, Page


@dataclass(frozen=True, slots=True)
class File:
    """A text to write, `path` below the folder of the content."""

    path: str
    text: str


Layout = Callable[[Page], File]


def linked_by_file(page: Page) -> File:
    """Links from file to file, as on the disk; the generator turns them into addresses."""
    return _file(page, page.address.name, _to_file)


def linked_by_address(page: Page) -> File:
    """Links by address, which the generator leaves alone."""
    return _file(page, page.address.name, _to_address)


def hugo(page: Page) -> File:
    """The page of a folder is called `_index.md`."""
    name = "_index" if page.address.name == INDEX else page.address.name
    return _file(page, name, _to_address)


def pelican(page: Page) -> File:
    """Pages of folders say where they go; links name a file."""
    url = page.address.url.removeprefix("/")
    slug = page.address.folder or "home"
    own = f"slug: {slug}\nurl: {url}\nsave_as: {url}index.html\n" if page.address.name == INDEX else ""
    return _file(page, page.address.name, _to_pelican_file, own)


def _file(page: Page, name: str, link: Callable[[Address, Address], str], more: str = "") -> File:
    front = f"---\ntitle: {page.title}\ndescription: {page.description}\n{more}---\n\n"
    return File(os.path.join(page.address.folder, f"{name}.md"), front + page.markdown(link))


def _path(address: Address) -> str:
    return os.path.join(address.folder, f"{address.name}.md")


def _to_file(here: Address, to: Address) -> str:
    return os.path.relpath(_path(to), here.folder or ".")


def _to_address(_: Address, to: Address) -> str:
    return to.url


def _to_pelican_file(_: Address, to: Address) -> str:
    return f"{{filename}}/{_path(to)}"
