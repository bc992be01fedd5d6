"""The tree of a handbook's pages, and what is read off it: menu, breadcrumbs, neighbours."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Literal

from mentorsite.loader.load import IDEAS_PAGE
from mentorsite.loader.parse import title_from_name
from mentorsite.model.settings import Settings
from mentorsite.model.site import FormEntry, ProgramEntry, Site
from mentorsite.model.urls import below, parent, print_address
from mentorsite.structure.links import Inside, Outside, destination
from mentorsite.structure.pairs import SIDE_BY_SIDE, pairs

NodeKind = Literal["page", "section", "program", "form", "pair", "downloads", "role", "cohort", "ideas", "print"]
STANDARD_FOLDERS = ("programs", "agreements", "checklists", "worksheets")
UNLISTED = ("pair", "cohort", "ideas", "print")
"""Kinds of page that no list and no menu leads to, but the page that they belong to."""
DOWNLOADS = "downloads/"
"""The page that lists every form's files, unless the content has a page of its own there."""
WordsIn = Callable[[str], Mapping[str, str]]
"""Gives the words of the theme in a language."""
SEVERAL = 2
"""As many pages make a part of the menu worth a print edition of its own."""
MOST_IN_A_BOOK = 400
"""As many pages are printed together: to draw them takes a minute or two."""
FOLDER_ORDER = 40
"""Where the standard folders stand among pages with an `order`: 40, 41, 42, 43."""


@dataclass(frozen=True, slots=True)
class Node:
    """A page in the tree. `order` is None where the title decides; `detail` tells a form's kind."""

    address: str
    kind: NodeKind
    title: str
    description: str
    order: float | None
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Outline:
    """All nodes by address, and the addresses below each, in reading order."""

    nodes: Mapping[str, Node]
    children: Mapping[str, tuple[str, ...]]

    def below(self, address: str) -> tuple[Node, ...]:
        """The nodes right below an address."""
        return tuple(self.nodes[each] for each in self.children.get(address, ()))


@dataclass(frozen=True, slots=True)
class MenuItem:
    """An entry of the menu: an address of the site, or a URL elsewhere."""

    title: str
    address: str | None
    url: str | None = None


def outline(site: Site, words_in: WordsIn) -> Outline:
    """The tree of a site. A folder without a page of its own becomes a section."""
    words_in = cache(words_in)
    nodes = {node.address: node for node in _nodes(site, words_in)}
    words = words_in(site.settings.default_language)
    for entry, other in pairs(site):
        own_words = words_in(entry.form.language)
        title = own_words["pair_title"].format(entry.form.title, other.form.title)
        address = f"{entry.address}{SIDE_BY_SIDE}"
        nodes.setdefault(address, Node(address, "pair", title, own_words["pair_about"], None))
    if site.forms and site.settings.downloads:
        title, about = words["downloads_title"], words["downloads_about"]
        nodes.setdefault(DOWNLOADS, Node(DOWNLOADS, "downloads", title, about, FOLDER_ORDER + len(STANDARD_FOLDERS)))
    if site.settings.ideas:
        nodes.setdefault(IDEAS_PAGE, Node(IDEAS_PAGE, "ideas", words["ideas_title"], words["ideas_about"], None))
    choices = _choices(site)
    for first, entries in choices.items():
        nodes[first] = replace(nodes[entries[0].address], address=first, kind="section")
    for address in list(nodes):
        above = parent(address)
        while above and above not in nodes:
            nodes[above] = _section(above, site.settings, words_in)
            above = parent(above)
    children = _children(nodes.values())
    for first, entries in choices.items():
        children[first] = tuple(entry.address for entry in entries)
    for address in books(nodes, children):
        own_words = words_in(site.settings.language_at(address))
        here, title = print_address(address), own_words["print_title"].format(nodes[address].title)
        nodes.setdefault(here, Node(here, "print", title, own_words["print_about"], None))
    return Outline(nodes, children)


def _children(nodes: Iterable[Node]) -> dict[str, tuple[str, ...]]:
    """The addresses that the menu lists below each address, in its order."""
    below: defaultdict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        if node.address and node.kind not in UNLISTED:
            below[parent(node.address)].append(node)
    children = {}
    for address, group in below.items():
        children[address] = tuple(node.address for node in sorted(group, key=_rank))
    return children


def books(nodes: Mapping[str, Node], children: Mapping[str, tuple[str, ...]]) -> list[str]:
    """What has a print edition: the whole handbook, each program, and each part of the menu with several pages.

    What has more pages than people print has none.
    """
    sizes = Counter(above for address in nodes for above in _above(address))
    whole = [""] if "" in nodes else []
    programs = [node.address for node in nodes.values() if node.kind == "program"]
    parts = []
    for each in children.get("", ()):
        pages = [below for below in children.get(each, ()) if nodes[below].kind == "page"]
        if nodes[each].kind in ("page", "section") and len(pages) >= SEVERAL:
            parts.append(each)
    return [each for each in (*whole, *programs, *parts) if sizes[each] <= MOST_IN_A_BOOK]


def _above(address: str) -> Iterator[str]:
    """An address and those of all folders that it is in."""
    yield address
    while address:
        address = parent(address)
        yield address


def _choices(site: Site) -> dict[str, list[FormEntry]]:
    """The forms that several programs list, by their first address, which leads to each program's own."""
    choices: defaultdict[str, list[FormEntry]] = defaultdict(list)
    for entry in site.forms:
        if entry.address != entry.own:
            choices[entry.own].append(entry)
    return choices


def _nodes(site: Site, words_in: WordsIn) -> Iterator[Node]:
    for page in site.pages:
        yield Node(page.address, "page", page.title, page.description, page.order)
    for entry in site.programs:
        program = entry.program
        yield Node(entry.address, "program", program.name, program.description or program.purpose.summary, entry.order)
        yield from _program_nodes(entry, words_in(entry.language))
    for each in site.forms:
        form, listing = each.form, site.program_of(each)
        about = listing.name if listing else form.description
        yield Node(each.address, "form", form.title, about, form.order, form.kind)


def _program_nodes(entry: ProgramEntry, words: Mapping[str, str]) -> Iterator[Node]:
    """The pages of a program's roles, in their order, and of its cohorts."""
    name = entry.program.name
    for order, (key, role) in enumerate(entry.program.roles.items()):
        yield Node(below(entry.address, key), "role", role.label, words["role_about"].format(role.label, name), order)
    for key, cohort in entry.program.cohorts.items():
        about = words["cohort_about"].format(cohort.label, name)
        yield Node(below(entry.address, key), "cohort", cohort.label, about, None)


def _section(address: str, settings: Settings, words_in: WordsIn) -> Node:
    name, language = address.rstrip("/").rpartition("/")[2], settings.language_at(address)
    words = words_in(language)
    if address == f"{language}/":
        return Node(address, "section", settings.languages[language], "", None)
    if name in STANDARD_FOLDERS:
        order = FOLDER_ORDER + STANDARD_FOLDERS.index(name)
        return Node(address, "section", words[f"folder_{name}"], words[f"folder_{name}_about"], order)
    return Node(address, "section", title_from_name(name), "", None)


def _rank(node: Node) -> tuple[bool, float, str, str]:
    """Numbered pages first, by number; then by title."""
    return node.order is None, node.order or 0, node.title.casefold(), node.address


def menu(site: Site, outline: Outline) -> tuple[MenuItem, ...]:
    """The menu's first level: what site.yml says, else everything right below home."""
    if not site.settings.navigation:
        return tuple(MenuItem(node.title, node.address) for node in outline.below(""))
    items = []
    for entry in site.settings.navigation:
        match destination(site, "content/index.md", "", entry.to.id, entry.to.place):
            case Inside(address=address) if address in outline.nodes:
                items.append(MenuItem(entry.title or outline.nodes[address].title, address))
            case Outside(url=url):
                items.append(MenuItem(entry.title or url, None, url))
    return tuple(items)


def breadcrumbs(outline: Outline, address: str) -> tuple[Node, ...]:
    """The pages above an address, home first."""
    above: list[Node] = []
    while address:
        address = parent(address)
        if address in outline.nodes:
            above.append(outline.nodes[address])
    return tuple(reversed(above))


def neighbours(outline: Outline) -> dict[str, tuple[Node | None, Node | None]]:
    """The page before and the page after each page, within a section of pages; its first page follows the section."""
    found: dict[str, tuple[Node | None, Node | None]] = {}
    for address, node in outline.nodes.items():
        if node.kind == "page" and address:
            found[address] = None, next((each for each in outline.below(address) if each.kind == "page"), None)
    for above in filter(None, outline.children):
        row = (outline.nodes[above], *outline.below(above))
        pages = [each for each in row if each.kind in ("page", "section")]
        for before, node, after in zip((None, *pages), pages, (*pages[1:], None), strict=False):
            if node.kind == "page" and parent(node.address) == above:
                found[node.address] = before, after
    return found
