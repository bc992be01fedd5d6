"""The menu, which Pelican leaves to themes: made once for each part, and shared by its pages."""

from collections.abc import Callable, Iterable
from itertools import groupby

from pelican import signals
from pelican.contents import Page
from pelican.generators import PagesGenerator


def register() -> None:
    """Called by Pelican."""
    signals.page_generator_finalized.connect(_add_menus)


def _add_menus(generator: PagesGenerator) -> None:
    in_parts = sorted((page for page in generator.pages if "part" in page.metadata), key=lambda page: page.part)
    parts = {part: sorted(pages, key=_title) for part, pages in groupby(in_parts, lambda page: page.part)}
    heads = {part: next(page for page in pages if page.url == f"{part}/") for part, pages in parts.items()}
    inner = {part: _list([page for page in pages if page != heads[part]]) for part, pages in parts.items()}
    tops = sorted(heads.values(), key=_title)
    generator.context["heads"] = heads
    generator.context["menus"] = {part: _menu(tops, part, inner) for part in (*parts, "")}


def _menu(tops: list[Page], open_part: str, inner: dict[str, str]) -> str:
    return _list(tops, lambda page: inner[open_part] if page.part == open_part else "")


def _list(pages: Iterable[Page], inner: Callable[[Page], str] = lambda _: "") -> str:
    entries = (f'<li><a href="/{page.url}">{page.title}</a>{inner(page)}</li>' for page in pages)
    return "<ul>\n" + "\n".join(entries) + "\n</ul>"


def _title(page: Page) -> str:
    return str(page.title)
