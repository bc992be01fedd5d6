"""Where everything of a folder of Markdown goes, as one tool has it: what each tool's module gives."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from posixpath import dirname

from mentorsite.importers.markdown.front_matter import Original
from mentorsite.importers.markdown.lines import Step
from mentorsite.importers.markdown.menus import MenuEntry
from mentorsite.importers.markdown.page_keys import ALIASES, ORDER
from mentorsite.importers.markdown.redirects import Redirect
from mentorsite.importers.result import ImportSource, ImportWarning

PAGE_ENDINGS = (".md", ".markdown", ".mdx", ".mdown", ".mkd", ".mkdn", ".mdwn", ".mdtext", ".mdtxt")


def no_steps(_path: str) -> tuple[Step, ...]:
    """No change to a page's text."""
    return ()


def no_addresses(_page: Original, _target: str) -> tuple[str, ...]:
    """No address that differs from ours."""
    return ()


def as_it_is(page: Original) -> Original:
    """No change to a page's keys."""
    return page


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything goes. Paths of the source lead to paths below `content/`.

    `bases` are what links of the whole site start with; `roots` are folders of the source whose files stand at the
    top of the site; `home` is the address of the page that is home where nothing is at the top. `addresses` tells
    where the tool publishes a page, its own address first. `order_keys` are the keys of a page that tell its order,
    `used` those that say nothing more, `from_keys` those with the day before which a page is not public. `hidden` are
    pages that were not public, each with the reason. `bare_keys` lets keys stand at the top of a page without a fence,
    `by_name` lets a link name a page alone, wherever it stands, `ids_anywhere` an id of another page;
    `relative_aliases` reads an old address without a slash from where its page is.
    """

    kind: str
    title: str
    pages: Mapping[str, str]
    assets: Mapping[str, str]
    description: str = ""
    languages: Mapping[str, str] = field(default_factory=dict)
    steps: Callable[[str], tuple[Step, ...]] = no_steps
    addresses: Callable[[Original, str], tuple[str, ...]] = no_addresses
    order_keys: tuple[str, ...] = ORDER
    alias_keys: tuple[str, ...] = ALIASES
    used: tuple[str, ...] = ()
    from_keys: tuple[str, ...] = ()
    hidden: Mapping[str, str] = field(default_factory=dict)
    parts: frozenset[str] = frozenset()
    """Files that pages take in, and that are no pages themselves."""
    bare_keys: bool = False
    adapted: Callable[[Original], Original] = as_it_is
    """A page with its keys as other tools have them."""
    flat_orders: bool = False
    """Whether pages of all folders stand in one order, so that a folder stands where its first page does."""
    bundles: bool = False
    """Whether the files beside a folder's page are public with it alone."""
    breaks: bool = False
    """Whether readers saw a new line wherever one begins in a paragraph."""
    by_name: bool = False
    ids_anywhere: bool = False
    relative_aliases: bool = False
    home: str = ""
    bases: tuple[str, ...] = ()
    roots: tuple[str, ...] = ()
    menu: tuple[MenuEntry, ...] = ()
    menu_at: str = ""
    folders: Mapping[str, tuple[str, float | None]] = field(default_factory=dict)
    """Titles and orders of folders below `content/`."""
    redirects: tuple[Redirect, ...] = ()
    """What leads from old addresses to pages, and stands in the file `redirects_at`."""
    redirects_at: str = ""
    descriptions: Mapping[str, str] = field(default_factory=dict)
    """What is said of folders below `content/`."""
    losses: tuple[ImportWarning, ...] = ()
    unread: tuple[ImportWarning, ...] = ()
    """The pages that did not come though they were public."""


Tool = Callable[[ImportSource], Layout | None]
"""Gives the layout of a source that is of its kind, nothing for another."""


def is_page(path: str) -> bool:
    """Whether a file is Markdown, by its ending."""
    return path.lower().endswith(PAGE_ENDINGS)


def only_pages(paths: Mapping[str, str]) -> dict[str, str]:
    """The files among some that are Markdown."""
    return {path: to for path, to in paths.items() if is_page(path)}


def below(paths: Mapping[str, object], folder: str) -> dict[str, str]:
    """The paths below a folder, each with what follows it."""
    start = ""
    if folder.strip("./"):
        start = f"{folder.strip('/')}/"
    return {path: path.removeprefix(start) for path in paths if path.startswith(start)}


def published(paths: Mapping[str, str]) -> dict[str, str]:
    """The paths without those that tools keep to themselves: `_name`, in any folder."""
    return {path: rest for path, rest in paths.items() if not f"/{rest}".count("/_")}


def folders_above(path: str) -> Iterator[str]:
    """The folders that a path stands in, the nearest first."""
    folder = dirname(path)
    while folder:
        yield folder
        folder = dirname(folder)
